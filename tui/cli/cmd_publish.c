/* hsview publish FILE: a copy of the library for many readers. */
#include "db/publish.h"
#include "db/reports.h"

#include "tui/cli/command.h"

int cmd_publish(struct cli *cli)
{
	const struct report_filter all = {0};
	struct error err = {0};
	uint32_t n = 0;
	struct buf b;

	if (!cli->lib)
		return cli_say_empty(cli);
	if (!reports_count(cli->lib, &all, &n, &err) ||
	    !library_publish(cli->lib, cli->opt.args[0], &err))
		return cli_fail(cli, &err, cli_status(&err));
	buf_init(&b, &cli->arena);
	buf_addf(&b, _("published: %u reports in %s"), n, cli->opt.args[0]);
	cli_say(cli, buf_str(&b));
	return EXIT_DONE;
}
