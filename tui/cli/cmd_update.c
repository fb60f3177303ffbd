/* hsview update: the reports that older rules read are read again. */
#include "db/update.h"

#include "tui/cli/progress.h"

int cmd_update(struct cli *cli)
{
	struct intake in = {0};
	struct intake_result result = {0};
	struct progress progress;
	struct error err = {0};
	struct buf b;
	bool ok;

	if (!cli_intake(cli, &in))
		return EXIT_USAGE;
	if (!cli_mend_index(cli, true))
		return EXIT_LIBRARY;
	progress_start(&progress, cli, &in);
	ok = update_reports(&in, &cli->arena, &result, &err);
	progress_end(&progress, &result);
	buf_init(&b, &cli->arena);
	buf_addf(&b, _("%u read again, %zu failed"), result.n_replaced,
		 result.failures.n);
	if (result.stopped)
		buf_addz(&b, _("; stopped: the rest was not read"));
	cli_say(cli, buf_str(&b));
	if (!ok)
		return cli_fail(cli, &err, cli_status(&err));
	return progress_status(&progress, &result);
}
