/* hsview list: the reports of the library. */
#include "db/hand.h"
#include "db/reports.h"

#include "tui/cli/command.h"

// clang-format off
static const struct out_column COLUMNS[] = {
	{"id", N_("id"), true, 0},
	{"file", NULL, false, 0},
	{"title", N_("title"), false, 40},
	{"region", N_("region"), false, 16},
	{"kind", N_("kind"), false, 0},
	{"date", N_("date"), false, 0},
	{"year", N_("year"), true, 0},
	{"review_year", NULL, true, 0},
	{"speaker", NULL, false, 0},
	{"source", NULL, false, 0},
	{"sections", N_("sections"), true, 0},
	{"metrics", N_("metrics"), true, 0},
	{"sha256", NULL, false, 0},
	{"by_hand", NULL, false, 0},
	{"encoding", N_("encoding"), false, 12},
	{"editor", NULL, false, 0},
};
// clang-format on

enum { PAGE = 500 };

static void year_cell(struct out *o, unsigned year)
{
	if (year)
		out_int(o, year);
	else
		out_absent(o);
}

/* "year region": what a person set. */
static struct str by_hand(struct arena *a, unsigned fields)
{
	struct buf b;

	buf_init(&b, a);
	for (unsigned f = 1; f <= HAND_ALL; f <<= 1)
		if (fields & f)
			buf_addf(&b, "%s%s", b.len ? " " : "",
				 hand_field_name((enum hand_field)f));
	return buf_str(&b);
}

static void print_report(struct out *o, const struct report_row *r)
{
	out_int(o, r->id);
	out_text(o, r->file);
	out_text(o, r->title);
	out_text(o, r->region);
	out_text(o, o->format == OUT_TABLE
			    ? str_of(_(report_kind_name(r->kind)))
			    : str_of(report_kind_name(r->kind)));
	out_text(o, r->date);
	year_cell(o, r->year);
	year_cell(o, r->review_year);
	out_text(o, r->speaker);
	out_text(o, r->source);
	out_int(o, r->n_sections);
	out_int(o, r->n_metrics);
	out_text(o, r->sha256);
	out_text(o, by_hand(o->arena, r->by_hand));
	out_text(o, r->encoding);
	out_text(o, r->editor);
	out_row(o);
}

int cmd_list(struct cli *cli)
{
	struct report_filter filter = {.order = ORDER_YEAR};
	struct error err = {0};
	uint32_t n = 0;

	if (cli->lib && !reports_count(cli->lib, &filter, &n, &err))
		return cli_fail(cli, &err, cli_status(&err));
	if (!n)
		return cli_say_empty(cli);
	out_begin(&cli->out, COLUMNS, COUNT_OF(COLUMNS));
	for (uint32_t from = 0; from < n; from += PAGE) {
		struct report_rows rows = {0};

		if (!reports_page(cli->lib, &cli->arena, &filter, from, PAGE,
				  &rows, &err))
			return cli_fail(cli, &err, cli_status(&err));
		for (size_t i = 0; i < rows.n; i++)
			print_report(&cli->out, &rows.items[i]);
	}
	out_end(&cli->out);
	return EXIT_DONE;
}
