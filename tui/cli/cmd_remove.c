/* hsview remove ID…: takes reports out of the library. */
#include "db/reports.h"

#include "tui/cli/command.h"

static bool remove_one(struct cli *cli, const char *arg, struct error *err)
{
	int64_t id;

	if (!cli_is_id(arg, &id))
		return error_set(
			err, ERR_ARG,
			N_("remove takes IDs of reports (see hsview list), not «%s»"),
			ERR_ARGS_1(arg));
	return reports_remove(cli->lib, id, err);
}

int cmd_remove(struct cli *cli)
{
	int status = EXIT_DONE, n = 0;
	struct buf b;

	for (int i = 0; i < cli->opt.n_args; i++) {
		struct error err = {0};

		if (remove_one(cli, cli->opt.args[i], &err)) {
			n++;
			continue;
		}
		status = cli_fail(cli, &err, cli_status(&err));
		if (status != EXIT_NOTHING)
			break;
	}
	buf_init(&b, &cli->arena);
	buf_addf(&b, _("%d removed"), n);
	cli_say(cli, buf_str(&b));
	return status;
}
