/*
 * hsview search: full text over the library. For machines a row is a matching
 * paragraph; for people hits stand below their report and section.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/clean.h"
#include "core/base/fold.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "db/offers.h"
#include "db/trend.h"

#include "tui/cli/command.h"

enum { LIMIT = 50, LIMIT_MAX = 10000000, PAGE_MAX = 1000000, CHUNK = 500 };

// clang-format off
static const struct out_column COLUMNS[] = {
	{"id", N_("id"), true, 0},
	{"title", N_("title"), false, 30},
	{"region", N_("region"), false, 16},
	{"year", N_("year"), true, 0},
	{"section", N_("section"), false, 40},
	{"offset", NULL, true, 0},
	{"snippet", N_("hit"), false, 0},
	{"score", NULL, true, 0},
	{"hits", NULL, true, 0},
	{"heading", NULL, true, 0},
};
static const struct out_column COUNT_COLUMNS[] = {
	{"reports", N_("reports"), true, 0},
	{"paragraphs", N_("paragraphs"), true, 0},
};
// clang-format on

/* ---- the query -------------------------------------------------------- */

static struct str joined_args(struct cli *cli)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	for (int i = 0; i < cli->opt.n_args; i++)
		buf_addf(&b, "%s%s", i ? " " : "", cli->opt.args[i]);
	return buf_str(&b);
}

/* The query with a sign below the place that is wrong. */
static int say_place(struct cli *cli, struct str typed, uint32_t at,
		     const struct error *err)
{
	enum { BEFORE = 30, BEHIND = 30 };
	size_t n_cps = utf8_count(typed);
	size_t from = at > BEFORE ? at - BEFORE : 0;
	size_t to = at + BEHIND < n_cps ? at + BEHIND : n_cps;
	struct str shown = str_sub(typed, utf8_offset(typed, from),
				   utf8_offset(typed, to));
	struct str before = str_sub(typed, utf8_offset(typed, from),
				    utf8_offset(typed, at));
	struct buf b;

	cli_fail(cli, err, 0);
	buf_init(&b, &cli->arena);
	buf_addz(&b, "  ");
	clean(&b, shown);
	buf_addf(&b, "\n  %*s^\n",
		 (int)width_str(clean_str(&cli->arena, before)), "");
	fwrite(b.p, 1, b.len, stderr);
	return EXIT_USAGE;
}

static bool add_options(struct cli *cli, struct query *q, struct error *err)
{
	const char *region = cli->opt.value[OPT_REGION];
	struct folded f;

	if (region) {
		fold(&f, &cli->arena, str_of(region));
		q->region = f.bytes;
	}
	if (!options_has(&cli->opt, OPT_YEAR))
		return true;
	return options_years(&cli->opt, &q->year_from, &q->year_to, err);
}

/* ---- for people ------------------------------------------------------- */

struct paint {
	struct cli *cli;
	bool colour;
	int64_t report;
	struct str section;
};

static bool wants_colour(const struct cli *cli)
{
	const char *when = cli->opt.value[OPT_COLOR], *no = getenv("NO_COLOR");

	if (when && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	return isatty(STDOUT_FILENO) && !(no && *no);
}

/* The snippet cleaned, its hits in colour or in brackets. */
static void add_snippet(struct buf *b, const struct paint *p,
			const struct snippet *s)
{
	size_t at = 0;

	for (size_t i = 0; i < s->marks.n; i++) {
		const struct span *m = &s->marks.items[i];

		clean(b, str_sub(s->text, at, m->off));
		buf_addz(b, p->colour ? "\033[1;31m" : "【");
		at = m->off + m->len;
		clean(b, str_sub(s->text, m->off, at));
		buf_addz(b, p->colour ? "\033[0m" : "】");
	}
	clean(b, str_sub(s->text, at, s->text.len));
}

static void print_hit(struct paint *p, const struct search_hit *h)
{
	struct arena_mark mark = arena_mark(&p->cli->arena);
	FILE *file = p->cli->out.file;
	struct buf b;

	buf_init(&b, &p->cli->arena);
	if (h->report != p->report) {
		if (p->report)
			buf_addc(&b, '\n');
		buf_addf(&b, "%lld  %u  ", (long long)h->report, h->year);
		clean(&b, h->region);
		buf_addz(&b, "  ");
		clean(&b, h->title);
		buf_addc(&b, '\n');
	}
	if (h->section.len &&
	    (h->report != p->report || !str_eq(h->section, p->section))) {
		buf_addz(&b, "  ");
		clean(&b, h->section);
		buf_addc(&b, '\n');
	}
	buf_addz(&b, "    ");
	add_snippet(&b, p, &h->snippet);
	buf_addc(&b, '\n');
	fwrite(b.p, 1, b.len, file);
	arena_rewind(&p->cli->arena, mark);
	p->report = h->report;
	p->section = h->section;
}

/* ---- rows ------------------------------------------------------------- */

static struct str score_text(struct arena *a, uint32_t score)
{
	struct buf b;

	buf_init(&b, a);
	buf_addf(&b, "%u.%03u", score / 1000, score % 1000);
	return buf_str(&b);
}

static void out_hit(struct out *o, const struct search_hit *h)
{
	out_int(o, h->report);
	out_text(o, h->title);
	out_text(o, h->region);
	if (h->year)
		out_int(o, h->year);
	else
		out_absent(o);
	out_text(o, h->section);
	out_int(o, h->cp);
	out_text(o, h->snippet.text);
	out_text(o, score_text(o->arena, h->score));
	out_int(o, h->n_hits);
	out_int(o, h->heading);
	out_row(o);
}

struct paging {
	struct search *s;
	size_t skip, left;
	size_t printed;
	struct paint paint;
};

static bool is_grouped(const struct cli *cli)
{
	return cli->out.format == OUT_TABLE;
}

/* A page is ordered within itself, so the pages that are left out are read as
 * they would be shown. */
static bool print_pages(struct cli *cli, struct paging *p, size_t limit,
			struct error *err)
{
	struct arena a = {0}, old = {0};
	enum search_state state = SEARCH_MORE;

	while (state == SEARCH_MORE && p->left) {
		struct search_hits hits = {0};
		size_t most = p->left < CHUNK ? p->left : CHUNK;

		state = search_page(p->s, &a, &hits, p->skip ? limit : most,
				    err);
		if (p->skip) {
			p->skip--;
			arena_reset(&a);
			continue;
		}
		for (size_t i = 0; i < hits.n; i++) {
			if (is_grouped(cli))
				print_hit(&p->paint, &hits.items[i]);
			else
				out_hit(&cli->out, &hits.items[i]);
		}
		p->left -= hits.n;
		p->printed += hits.n;
		/* the paint still looks at the last section */
		arena_release(&old);
		old = a;
		a = (struct arena){0};
	}
	arena_release(&a);
	arena_release(&old);
	return state != SEARCH_FAILED;
}

static bool print_hits(struct cli *cli, const struct query *q, size_t *printed,
		       bool *misfit, struct error *err)
{
	struct paging p = {.paint = {.cli = cli, .colour = wants_colour(cli)}};
	unsigned limit, page;
	bool ok;

	if (!options_number(&cli->opt, OPT_LIMIT, 1, LIMIT_MAX, LIMIT, &limit,
			    err) ||
	    !options_number(&cli->opt, OPT_PAGE, 1, PAGE_MAX, 1, &page, err))
		return false;
	p.left = limit;
	p.skip = page - 1;
	p.s = search_open(cli->lib, q, err);
	if (!p.s)
		return false;
	if (!is_grouped(cli))
		out_begin(&cli->out, COLUMNS, COUNT_OF(COLUMNS));
	ok = print_pages(cli, &p, limit, err);
	if (!is_grouped(cli))
		out_end(&cli->out);
	*printed = p.printed;
	*misfit = search_found_misfit(p.s);
	search_close(p.s);
	return ok;
}

/* «12 40», or a row of the format that was asked for. */
static bool print_counts(struct cli *cli, const struct query *q,
			 size_t *printed, bool *misfit, struct error *err)
{
	struct search *s = search_open(cli->lib, q, err);
	struct search_counts n = {0};
	bool ok;

	if (!s)
		return false;
	ok = search_count(s, &n, err) == SEARCH_END;
	*misfit = search_found_misfit(s);
	search_close(s);
	*printed = n.reports > 0;
	if (!ok)
		return false;
	if (cli->out.format == OUT_TABLE || cli->out.format == OUT_TSV) {
		fprintf(cli->out.file, "%llu\t%llu\n",
			(unsigned long long)n.reports,
			(unsigned long long)n.paras);
		return true;
	}
	out_begin(&cli->out, COUNT_COLUMNS, COUNT_OF(COUNT_COLUMNS));
	out_int(&cli->out, (int64_t)n.reports);
	out_int(&cli->out, (int64_t)n.paras);
	out_row(&cli->out);
	out_end(&cli->out);
	return true;
}

/* ---- trend ------------------------------------------------------------ */

// clang-format off
static const struct out_column TREND_COLUMNS[] = {
	{"year", N_("year"), true, 0},
	{"region", N_("region"), false, 20},
	{"reports", N_("reports"), true, 0},
	{"matching", N_("matching"), true, 0},
	{"hits", N_("times"), true, 0},
	{"chars", N_("characters"), true, 0},
	{"per_10000", N_("per 10,000"), true, 0},
};
// clang-format on

static void out_trend(struct out *o, const struct trend_row *r)
{
	uint64_t rate = trend_rate(r);
	struct buf b;

	buf_init(&b, o->arena);
	buf_addf(&b, "%llu.%02llu", (unsigned long long)(rate / 100),
		 (unsigned long long)(rate % 100));
	if (r->year)
		out_int(o, r->year);
	else
		out_absent(o);
	out_text(o, r->region);
	out_int(o, r->n_reports);
	out_int(o, r->n_matching);
	out_int(o, (int64_t)r->hits);
	out_int(o, (int64_t)r->chars);
	out_text(o, buf_str(&b));
	out_row(o);
}

static bool print_trend(struct cli *cli, const struct query *q, size_t *printed,
			struct error *err)
{
	const char *by = cli->opt.value[OPT_BY];
	struct trend_rows rows = {0};

	if (!trend_read(cli->lib, &cli->arena, q,
			by && strcmp(by, "region") == 0 ? TREND_BY_REGION
							: TREND_BY_YEAR,
			&rows, err))
		return false;
	out_begin(&cli->out, TREND_COLUMNS, COUNT_OF(TREND_COLUMNS));
	for (size_t i = 0; i < rows.n; i++) {
		out_trend(&cli->out, &rows.items[i]);
		*printed += rows.items[i].hits > 0;
	}
	out_end(&cli->out);
	return true;
}

/* ---- when nothing is found -------------------------------------------- */

static void say_nothing(struct cli *cli, const struct query *q)
{
	struct typo_words offers = {0};
	struct error err = {0};
	const struct indicators *known =
		indicators_open(&cli->arena, cli->assets, &err);
	struct buf b;

	offers_find(cli->lib, &cli->arena, q, known, &offers, NULL);
	buf_init(&b, &cli->arena);
	buf_addz(&b, _("nothing found"));
	for (size_t i = 0; i < offers.n; i++) {
		buf_addz(&b, i ? "  " : _("; did you mean: "));
		buf_add(&b, offers.items[i].word);
	}
	cli_say(cli, buf_str(&b));
}

static void say_misfit(struct cli *cli)
{
	cli_say(cli,
		str_of(_(
			"the search index does not fit the text: hsview update makes it anew")));
}

int cmd_search(struct cli *cli)
{
	struct str typed = joined_args(cli);
	struct error err = {0};
	size_t printed = 0;
	bool misfit = false, ok;
	struct query q;
	uint32_t at;

	if (!query_parse(&q, &cli->arena, typed, &at, &err))
		return say_place(cli, typed, at, &err);
	if (!add_options(cli, &q, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!cli->lib)
		return cli_say_empty(cli);
	if (options_has(&cli->opt, OPT_TREND))
		ok = print_trend(cli, &q, &printed, &err);
	else if (options_has(&cli->opt, OPT_COUNTS))
		ok = print_counts(cli, &q, &printed, &misfit, &err);
	else
		ok = print_hits(cli, &q, &printed, &misfit, &err);
	if (!ok)
		return cli_fail(cli, &err, cli_status(&err));
	if (!printed)
		say_nothing(cli, &q);
	if (misfit)
		say_misfit(cli);
	return printed ? EXIT_DONE : EXIT_NOTHING;
}
