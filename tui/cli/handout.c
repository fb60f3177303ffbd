/*
 * The hand-out. Each figure of the table has the number of its footnote; the
 * footnotes come in the order of the numbers, each with report, section and
 * sentence. Everything from a report is escaped for the format.
 */
#include "tui/cli/handout.h"

#include "core/base/clean.h"

#include "tui/figure.h"
#include "tui/i18n.h"
#include "tui/reason.h"

static const char HEAD[] =
	"<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n";
static const char STYLE[] =
	"<style>\n"
	"body{font:16px/1.6 \"Noto Serif CJK SC\",\"Source Han Serif SC\","
	"SimSun,serif;max-width:60em;margin:2em auto;padding:0 1em;"
	"color:#111;background:#fff}\n"
	"h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em}\n"
	"table{border-collapse:collapse;width:100%}\n"
	"th,td{border-bottom:1px solid #bbb;padding:.25em .5em;"
	"text-align:left;vertical-align:top}\n"
	"thead{display:table-header-group}tr{break-inside:avoid}\n"
	".met{color:#146c2e}.missed{color:#b3261e}.near{color:#8a5a00}\n"
	"sup a{text-decoration:none}ol{font-size:.9em}\n"
	"ol li{break-inside:avoid;margin-bottom:.4em}mark{background:#fff2a8}\n"
	"@media print{body{margin:0;max-width:none;font-size:11pt}"
	"a{color:inherit}mark{background:none;font-weight:bold}}\n"
	"@page{margin:18mm}\n"
	"</style>\n";

struct note {
	const struct series_source *source;
	struct metric m; /* of a range it reaches to the other end */
};

struct handout {
	struct cli *cli;
	struct out *o;
	const struct series_table *t;
	bool html;
	ARRAY_OF(struct note) notes;
};

static void put(struct handout *h, const char *z)
{
	fputs(z, h->o->file);
}

/* A text of a report, or of ours. */
static void put_text(struct handout *h, struct str s)
{
	struct str e = out_escaped(h->o->arena, s, h->o->format);

	fwrite(e.p, 1, e.len, h->o->file);
}

void handout_begin(struct cli *cli, const char *title)
{
	FILE *f = cli->out.file;

	if (cli->out.format != OUT_HTML) {
		fprintf(f, "# %s\n", title);
		return;
	}
	fprintf(f, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n%s",
		cli->lang == LANG_ZH ? "zh-CN" : "en", HEAD);
	fprintf(f, "<title>%s</title>\n%s</head>\n<body>\n", title, STYLE);
	fprintf(f, "<h1>%s</h1>\n", title);
}

void handout_end(struct cli *cli)
{
	if (cli->out.format == OUT_HTML)
		fputs("</body>\n</html>\n", cli->out.file);
}

static const char *const TITLES[] = {
	N_("indicator"), N_("measure"), N_("year"),   N_("target"),
	N_("achieved"),	 N_("verdict"), N_("reason"),
};

static void begin_table(struct handout *h, struct str head)
{
	put(h, h->html ? "<h2>" : "\n## ");
	put_text(h, head);
	put(h, h->html ? "</h2>\n<table>\n<thead><tr>" : "\n\n|");
	for (size_t i = 0; i < COUNT_OF(TITLES); i++)
		fprintf(h->o->file, h->html ? "<th>%s</th>" : " %s |",
			_(TITLES[i]));
	put(h, h->html ? "</tr></thead>\n<tbody>\n" : "\n|");
	for (size_t i = 0; i < COUNT_OF(TITLES) && !h->html; i++)
		put(h, "---|");
	put(h, h->html ? "" : "\n");
}

static void end_table(struct handout *h)
{
	put(h, h->html ? "</tbody>\n</table>\n" : "");
}

static void put_cell(struct handout *h, struct str s)
{
	put(h, h->html ? "<td>" : " ");
	put_text(h, s);
	put(h, h->html ? "</td>" : " |");
}

/* A value with the number of its sentence. */
static void put_side(struct handout *h, const struct series_side *side)
{
	struct buf b;
	struct note *note;
	size_t n;

	buf_init(&b, h->o->arena);
	reason_value(&b, &side->stated, false);
	put(h, h->html ? "<td>" : " ");
	put_text(h, buf_str(&b));
	if (side->low) {
		note = ARRAY_PUSH(&h->cli->arena, &h->notes);
		note->source = &h->t->from->sources.items[side->low->source];
		note->m = side->low->m;
		if (side->high)
			note->m.len = side->high->m.off + side->high->m.len -
				      note->m.off;
		n = h->notes.n;
		if (h->html)
			fprintf(h->o->file,
				"<sup id=\"r%zu\"><a href=\"#n%zu\">%zu</a>"
				"</sup>",
				n, n, n);
		else
			fprintf(h->o->file, "[^%zu]", n);
	}
	put(h, h->html ? "</td>" : " |");
}

static void put_verdict(struct handout *h, const struct series_cell *cell)
{
	enum verdict v = cell->answer.verdict;

	if (h->html)
		fprintf(h->o->file, "<td class=\"%s\">%s %s</td>",
			v == VERDICT_MET      ? "met"
			: v == VERDICT_MISSED ? "missed"
			: v == VERDICT_NEAR   ? "near"
					      : "open",
			reason_sign(v, false), reason_word(v));
	else
		fprintf(h->o->file, " %s %s |", reason_sign(v, false),
			reason_word(v));
}

static void put_line(struct handout *h, const struct compare_cell *c)
{
	struct arena_mark mark = arena_mark(h->o->arena);
	char year[8];
	struct buf b;

	snprintf(year, sizeof(year), "%u", c->cell->year);
	put(h, h->html ? "<tr>" : "|");
	put_cell(h, c->row->indicator);
	put_cell(h, str_of(figure_measure(c->row->measure)));
	put_cell(h, str_of(year));
	put_side(h, &c->cell->target);
	put_side(h, &c->cell->achieved);
	put_verdict(h, c->cell);
	buf_init(&b, h->o->arena);
	reason_text(&b, c->cell, false);
	if (c->cell->marks) {
		buf_addz(&b, _(" ("));
		reason_marks(&b, c->cell->marks);
		buf_addz(&b, _(")"));
	}
	put_cell(h, buf_str(&b));
	put(h, h->html ? "</tr>\n" : "\n");
	if (h->o->arena != &h->cli->arena)
		arena_rewind(h->o->arena, mark);
}

/* The sentence, its value marked. */
static void put_sentence(struct handout *h, const struct evidence *e)
{
	size_t end = e->value_at + e->value.len;

	put_text(h, str_sub(e->sentence, 0, e->value_at));
	put(h, h->html ? "<mark>" : "**");
	put_text(h, str_sub(e->sentence, e->value_at, end));
	put(h, h->html ? "</mark>" : "**");
	put_text(h, str_sub(e->sentence, end, e->sentence.len));
}

static bool put_note(struct handout *h, size_t i, struct error *err)
{
	const struct note *note = &h->notes.items[i];
	struct arena a = {0};
	struct evidence e;
	bool ok =
		evidence_load(h->cli->lib, &a, note->source, &note->m, &e, err);

	if (!ok) {
		arena_release(&a);
		return false;
	}
	if (h->html)
		fprintf(h->o->file, "<li id=\"n%zu\">", i + 1);
	else
		fprintf(h->o->file, "[^%zu]: ", i + 1);
	put_text(h, note->source->region);
	put(h, " ");
	put_text(h, e.title);
	if (note->source->year)
		fprintf(h->o->file, " (%u)", note->source->year);
	if (e.section.len) {
		put(h, " › ");
		put_text(h, e.section);
	}
	put(h, h->html ? "<br>" : ": ");
	put_sentence(h, &e);
	if (h->html)
		fprintf(h->o->file, " <a href=\"#r%zu\">↩</a></li>", i + 1);
	put(h, "\n");
	arena_release(&a);
	return true;
}

static bool put_notes(struct handout *h, struct error *err)
{
	if (h->html)
		fprintf(h->o->file, "<h2>%s</h2>\n<ol>\n", _("Sentences"));
	else
		put(h, "\n");
	for (size_t i = 0; i < h->notes.n; i++)
		if (!put_note(h, i, err))
			return false;
	put(h, h->html ? "</ol>\n" : "");
	handout_end(h->cli);
	return true;
}

bool handout_print(struct cli *cli, const struct series_table *t,
		   const struct compare_cells *cells, struct error *err)
{
	struct handout h = {.cli = cli,
			    .o = &cli->out,
			    .t = t,
			    .html = cli->out.format == OUT_HTML};

	handout_begin(cli, _("Targets and results"));
	for (size_t i = 0; i < cells->n; i++) {
		const struct compare_cell *c = &cells->items[i];
		bool first =
			i == 0 || !str_eq(c->row->region, c[-1].row->region);

		if (first && i)
			end_table(&h);
		if (first)
			begin_table(&h, c->row->region);
		put_line(&h, c);
	}
	end_table(&h);
	return put_notes(&h, err);
}
