/* hsview look: the quick answer to a question, as a card. */
#include <stdio.h>

#include "tui/card.h"
#include "tui/cli/command.h"
#include "tui/lookup.h"
#include "tui/reason.h"

enum {
	CANDIDATES = 5,
	CARD_COLS = 100,
	YEARS_FIRST = 12 /* before the verdict; the others come at the end */
};

// clang-format off
static const struct out_column COLUMNS[] = {
	{"region", N_("region"), false, 0},
	{"indicator", N_("indicator"), false, 0},
	{"measure", N_("measure"), false, 0},
	{"unit", NULL, false, 0},
	{"year", N_("year"), true, 0},
	{"target_text", N_("target"), false, 0},
	{"achieved_text", N_("achieved"), false, 0},
	{"verdict", N_("verdict"), false, 0},
	{"reason", NULL, false, 0},
	{"reason_text", N_("reason"), false, 0},
	{"scope", NULL, false, 0},
	{"basis", NULL, false, 0},
	{"target_id", NULL, true, 0},
	{"target_offset", NULL, true, 0},
	{"target_title", N_("target: report"), false, 0},
	{"target_section", NULL, false, 0},
	{"target_sentence", N_("target: sentence"), false, 0},
	{"achieved_id", NULL, true, 0},
	{"achieved_offset", NULL, true, 0},
	{"achieved_title", N_("achieved: report"), false, 0},
	{"achieved_section", NULL, false, 0},
	{"achieved_sentence", N_("achieved: sentence"), false, 0},
};
// clang-format on

/* What was found for a question, and what is printed of it. */
struct found {
	struct lookup_answer answer;
	const struct series_row *rows[LOOKUP_ROWS];
	size_t n_rows;
	const struct series_cell *cell; /* of the first row */
};

static struct str joined(struct cli *cli)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	for (int i = 0; i < cli->opt.n_args; i++) {
		if (i)
			buf_addc(&b, ' ');
		buf_addz(&b, cli->opt.args[i]);
	}
	return buf_str(&b);
}

static const char *names_of(struct cli *cli, const struct lookup_answer *answer,
			    size_t from)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	for (size_t i = from; i < answer->candidates.n; i++) {
		const struct ask_candidate *c = &answer->candidates.items[i];

		if (!c->count)
			continue;
		if (b.len)
			buf_addz(&b, _(", "));
		buf_add(&b, c->name);
	}
	return buf_cstr(&b);
}

/* Nothing answers: says what is near, else what is not there. */
static int say_nothing(struct cli *cli, const struct lookup_answer *answer,
		       struct str words)
{
	const struct ask_candidates *all = &answer->candidates;
	const char *asked = arena_cstr(&cli->arena, words);
	const char *near = names_of(cli, answer, 0);
	struct error err = {0};

	if (all->n && !all->items[0].count && ask_is_answer(all->items[0].fit))
		asked = arena_cstr(&cli->arena, all->items[0].name);
	if (*near)
		error_set(&err, ERR_NOT_FOUND,
			  N_("nothing in the library answers to «%s»; near "
			     "to it: %s"),
			  ERR_ARGS_2(asked, near));
	else
		error_set(&err, ERR_NOT_FOUND,
			  N_("nothing in the library answers to «%s»"),
			  ERR_ARGS_1(asked));
	return cli_fail(cli, &err, EXIT_NOTHING);
}

static int say_no_year(struct cli *cli, const struct found *f)
{
	const struct series_row *row = f->rows[0];
	struct error err = {0};
	struct buf asked, there;

	buf_init(&asked, &cli->arena);
	buf_addf(&asked, "%u", f->answer.q.year_from);
	if (f->answer.q.year_to != f->answer.q.year_from)
		buf_addf(&asked, "–%u", f->answer.q.year_to);
	buf_init(&there, &cli->arena);
	buf_addf(&there, "%u–%u", row->cells[0].year,
		 row->cells[row->n_cells - 1].year);
	error_set(&err, ERR_NOT_FOUND,
		  N_("nothing of %s about «%s»; there is %s"),
		  ERR_ARGS_3(buf_cstr(&asked),
			     arena_cstr(&cli->arena, row->indicator),
			     buf_cstr(&there)));
	return cli_fail(cli, &err, EXIT_NOTHING);
}

static bool has_target(const struct series_row *row)
{
	for (size_t i = 0; i < row->n_cells; i++)
		if (row->cells[i].target.stated.present)
			return true;
	return false;
}

static void print_card(struct cli *cli, const struct card *card)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	card_text(card, &b);
	fwrite(b.p, 1, b.len, cli->out.file);
}

/* The years of the row that answers (those around the cell in question, where
 * there are many), the cell with its sentences, then all years and other rows
 * that had targets. */
static bool print_cards(struct cli *cli, const struct found *f,
			struct error *err)
{
	unsigned cols = cli_columns();
	struct card_evidence of;
	struct card card;
	bool more;

	card_init(&card, &cli->arena,
		  (int)(cols < CARD_COLS ? cols : CARD_COLS), false);
	card.wrap = cli_wrap_rules(cli);
	if (!card_evidence_load(cli->lib, &cli->arena, &f->answer.region->table,
				f->cell, &of, err))
		return false;
	more = card_window(&card, f->rows[0], f->cell, YEARS_FIRST);
	card_add_years(&card, f->rows[0]);
	card_add_gap(&card);
	card_add_cell(&card, f->rows[0], f->cell, &of);
	card.year_from = card.year_to = 0;
	for (size_t i = more ? 0 : 1; i < f->n_rows; i++) {
		if (i && !has_target(f->rows[i]))
			continue;
		card_add_gap(&card);
		card_add_years(&card, f->rows[i]);
	}
	print_card(cli, &card);
	return true;
}

static void evidence_cells(struct out *o, const struct evidence *e)
{
	static const struct evidence none = {0};

	if (e) {
		out_int(o, e->id);
		out_int(o, e->cp);
	} else {
		out_absent(o);
		out_absent(o);
		e = &none;
	}
	out_text(o, e->title);
	out_text(o, e->section);
	out_text(o, e->sentence);
}

static struct str text_of(const struct evidence *e)
{
	return e ? e->value : STR("");
}

static bool print_cell(struct cli *cli, const struct series_table *t,
		       const struct series_row *row,
		       const struct series_cell *cell, struct error *err)
{
	struct out *o = &cli->out;
	struct card_evidence of;
	struct buf reason;

	if (!card_evidence_load(cli->lib, &cli->arena, t, cell, &of, err))
		return false;
	buf_init(&reason, &cli->arena);
	reason_text(&reason, cell, false);
	out_text(o, row->region);
	out_text(o, row->indicator);
	out_text(o, str_of(measure_name(row->measure)));
	out_text(o, row->unit);
	out_int(o, cell->year);
	out_text(o, text_of(of.target));
	out_text(o, text_of(of.achieved));
	out_text(o, str_of(verdict_name(cell->answer.verdict)));
	out_text(o, str_of(verdict_rule_name(cell->answer.rule)));
	out_text(o, buf_str(&reason));
	out_text(o, row->scope);
	out_text(o, row->basis);
	evidence_cells(o, of.target);
	evidence_cells(o, of.achieved);
	out_row(o);
	return true;
}

/* All rows of the indicator, in the years asked for. */
static bool print_rows(struct cli *cli, const struct found *f,
		       struct error *err)
{
	const struct ask *q = &f->answer.q;

	out_begin(&cli->out, COLUMNS, COUNT_OF(COLUMNS));
	for (size_t i = 0; i < f->n_rows; i++) {
		for (size_t k = 0; k < f->rows[i]->n_cells; k++) {
			const struct series_cell *cell = &f->rows[i]->cells[k];

			if (q->year_from && (cell->year < q->year_from ||
					     cell->year > q->year_to))
				continue;
			if (!print_cell(cli, &f->answer.region->table,
					f->rows[i], cell, err))
				return false;
		}
	}
	out_end(&cli->out);
	return true;
}

/* Words that played no part in the answer are named: they may have meant a
 * place or a restriction. */
static void say_unused(struct cli *cli, const struct ask_candidate *c)
{
	struct buf b;

	if (!c->unused.len)
		return;
	buf_init(&b, &cli->arena);
	buf_addf(&b, _("«%s» names nothing in the library and was left aside"),
		 arena_cstr(&cli->arena, c->unused));
	cli_say(cli, buf_str(&b));
}

static int answer(struct cli *cli, struct lookup *l,
		  const struct lookup_question *question)
{
	struct error err = {0};
	struct found f = {0};
	bool ok;

	if (!lookup_ask(l, &cli->arena, question, &f.answer, &err))
		return cli_fail(cli, &err, cli_status(&err));
	if (!f.answer.found)
		return say_nothing(cli, &f.answer, question->words);
	f.n_rows = lookup_rows(&f.answer, f.answer.candidates.items, f.rows);
	f.cell = f.n_rows ? lookup_cell(&f.answer, f.rows[0]) : NULL;
	if (!f.n_rows)
		return say_nothing(cli, &f.answer, question->words);
	if (!f.cell)
		return say_no_year(cli, &f);
	say_unused(cli, f.answer.candidates.items);
	ok = cli->out.format == OUT_TABLE ? print_cards(cli, &f, &err)
					  : print_rows(cli, &f, &err);
	return ok ? EXIT_DONE : cli_fail(cli, &err, cli_status(&err));
}

int cmd_look(struct cli *cli)
{
	const char *const *value = cli->opt.value;
	struct lookup_question question = {
		.words = joined(cli),
		.fixed = str_of(value[OPT_REGION]),
		.most = CANDIDATES,
		.quick = true,
	};
	struct error err = {0};
	struct lookup *l;
	int status;

	if (value[OPT_YEAR] && !options_years(&cli->opt, &question.year_from,
					      &question.year_to, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!cli->lib)
		return cli_say_empty(cli);
	cli_say_stale(cli);
	l = lookup_open(cli->lib, cli->assets, &err);
	if (!l)
		return cli_fail(cli, &err, EXIT_USAGE);
	status = answer(cli, l, &question);
	lookup_close(l);
	return status;
}
