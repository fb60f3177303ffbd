/*
 * hsview check: is the library sound? With an ID: what does not agree in a
 * report, in itself and with the others of its region.
 */
#include <stdio.h>

#include "core/checks.h"
#include "core/wrap.h"

#include "db/library.h"
#include "db/near.h"

#include "tui/cli/command.h"
#include "tui/finding.h"

// clang-format off
static const struct out_column COLUMNS[] = {
	{"finding", N_("finding"), false, 0},
};

static const struct out_column REPORT_COLUMNS[] = {
	{"rule", N_("kind"), false, 0},
	{"section", NULL, false, 0},
	{"offset", N_("offset"), true, 0},
	{"finding", N_("finding"), false, 60},
	{"indicator", NULL, false, 0},
	{"period", NULL, false, 0},
	{"value_text", NULL, false, 0},
	{"sentence", N_("sentence"), false, 60},
	/* the change of a sum; what is told before, or elsewhere */
	{"other_id", NULL, true, 0},
	{"other_offset", NULL, true, 0},
	{"other_text", NULL, false, 0},
	{"other_sentence", N_("other sentence"), false, 60},
	/* the level that a sum starts from */
	{"base_id", NULL, true, 0},
	{"base_offset", NULL, true, 0},
	{"base_text", NULL, false, 0},
	{"base_sentence", NULL, false, 0},
};
// clang-format on

static void print_findings(struct cli *cli,
			   const struct library_findings *findings)
{
	out_begin(&cli->out, COLUMNS, COUNT_OF(COLUMNS));
	for (size_t i = 0; i < findings->n; i++) {
		struct error said = {0};
		struct buf b;

		error_set(&said, ERR_CORRUPT, findings->items[i].msgid,
			  ERR_ARGS_1(arena_cstr(&cli->arena,
						findings->items[i].value)));
		buf_init(&b, &cli->arena);
		error_text(&said, _(said.msgid), &b);
		out_text(&cli->out, buf_str(&b));
		out_row(&cli->out);
	}
	out_end(&cli->out);
}

/* A report that is checked, and what was found. */
struct checked {
	struct report report;
	struct metrics metrics;
	struct findings findings;
	int64_t id;
};

static bool run_checks(struct cli *cli, struct checked *c, struct error *err)
{
	struct near_reports others;
	struct near_run run = {
		.arena = &cli->arena,
		.rules = check_rules_open(&cli->arena, cli->assets, err),
		.mine = {c->id, &c->report, &c->metrics},
		.out = &c->findings,
	};

	if (!run.rules ||
	    !metrics_load_report(cli->lib, &cli->arena, c->id, &c->report,
				 &c->metrics, err) ||
	    !reports_near(cli->lib, c->id, CHECK_TEXT_MAX, &others, err))
		return false;
	checks_self(run.out, run.arena, run.rules, &run.mine);
	for (size_t i = 0; i < others.n; i++)
		if (!near_check(cli->lib, &run, others.id[i], err))
			return false;
	findings_sort(run.out);
	return true;
}

/* Where a place is, its value and its sentence; empty where there is none. */
static void place_cells(struct out *o, const struct checked *c,
			const struct finding *f, size_t i)
{
	const struct check_place *p = &f->place[i];

	if (i >= f->n_places) {
		out_absent(o);
		out_absent(o);
		out_text(o, STR(""));
		out_text(o, STR(""));
		return;
	}
	out_int(o, p->report ? p->report : c->id);
	out_int(o, p->cp);
	out_text(o, wrap_join(o->arena, p->value));
	out_text(o, wrap_join(o->arena, p->quote));
}

static struct str elsewhere(struct cli *cli, const struct finding *f)
{
	int64_t id = finding_other(f);
	struct report_row row;
	struct buf b;

	buf_init(&b, &cli->arena);
	if (id && reports_get(cli->lib, &cli->arena, id, &row, NULL))
		finding_report_name(&b, row.region, row.year, row.title);
	return buf_str(&b);
}

static void print_finding(struct cli *cli, const struct checked *c,
			  const struct finding *f)
{
	struct out *o = &cli->out;
	const struct check_place *p = &f->place[0];
	struct buf section, line;

	buf_init(&section, &cli->arena);
	buf_init(&line, &cli->arena);
	report_section_path(&section, &c->report,
			    report_section_at(&c->report, p->at.off), " › ");
	finding_line(&line, f, elsewhere(cli, f), false);
	out_text(o, str_of(o->format == OUT_TABLE ? finding_name(f->rule)
						  : check_rule_name(f->rule)));
	out_text(o, buf_str(&section));
	out_int(o, p->cp);
	out_text(o, buf_str(&line));
	out_text(o, f->indicator);
	out_text(o, p->period);
	out_text(o, wrap_join(&cli->arena, p->value));
	out_text(o, wrap_join(&cli->arena, p->quote));
	place_cells(o, c, f, 1);
	place_cells(o, c, f, 2);
	out_row(o);
}

static int check_report(struct cli *cli)
{
	struct checked c = {0};
	struct error err = {0};

	if (!cli_is_id(cli->opt.args[0], &c.id)) {
		error_set(
			&err, ERR_ARG,
			N_("check takes the ID of a report (see hsview list), not «%s»"),
			ERR_ARGS_1(cli->opt.args[0]));
		return cli_fail(cli, &err, EXIT_USAGE);
	}
	if (!cli->lib)
		return cli_say_empty(cli);
	if (!run_checks(cli, &c, &err))
		return cli_fail(cli, &err, cli_status(&err));
	cli_say_stale(cli);
	if (c.findings.n == 0) {
		cli_say(cli, str_of(_("nothing to remark on this report")));
		return EXIT_DONE;
	}
	out_begin(&cli->out, REPORT_COLUMNS, COUNT_OF(REPORT_COLUMNS));
	for (size_t i = 0; i < c.findings.n; i++)
		print_finding(cli, &c, &c.findings.items[i]);
	out_end(&cli->out);
	return EXIT_NOTHING;
}

static int check_library(struct cli *cli)
{
	struct report_filter all = {.order = ORDER_ADDED};
	struct library_findings findings = {0};
	struct error err = {0};
	uint32_t n = 0;
	struct buf b;

	if (!cli->lib)
		return cli_say_empty(cli);
	if (!library_check(cli->lib, &cli->arena, &findings, &err) ||
	    !reports_count(cli->lib, &all, &n, &err))
		return cli_fail(cli, &err, cli_status(&err));
	cli_say_stale(cli);
	if (findings.n) {
		print_findings(cli, &findings);
		return EXIT_NOTHING;
	}
	buf_init(&b, &cli->arena);
	buf_addf(&b, _("the library is sound: %u reports"), n);
	cli_say(cli, buf_str(&b));
	return EXIT_DONE;
}

int cmd_check(struct cli *cli)
{
	return cli->opt.n_args ? check_report(cli) : check_library(cli);
}
