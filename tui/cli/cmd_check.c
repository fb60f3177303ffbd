/* hsview check: is the library sound? */
#include <stdio.h>

#include "core/base/clean.h"

#include "db/library.h"
#include "db/reports.h"

#include "tui/cli/command.h"

// clang-format off
static const struct out_column COLUMNS[] = {
	{"finding", N_("finding"), false, 0},
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

int cmd_check(struct cli *cli)
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
