/* hsview import PATH…: files and folders into the library. */
#include "db/index.h"
#include "db/intake.h"

#include "tui/cli/progress.h"

static void say_counts(struct cli *cli, const struct intake_result *r)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	buf_addf(&b, _("%u added, %u replaced, %u unchanged, %zu failed"),
		 r->n_added, r->n_replaced, r->n_unchanged, r->failures.n);
	if (r->stopped)
		buf_addz(&b, _("; stopped: the rest was not read"));
	cli_say(cli, buf_str(&b));
}

/* Once, not at each file. */
static void warn_open_cell(struct cli *cli, const struct intake_result *r)
{
	if (r->open_cell)
		cli_say(cli,
			str_of(_(
				"this kernel cannot shut the readers in fully (Landlock, seccomp): files from strangers are read with less protection")));
}

int cmd_import(struct cli *cli)
{
	struct intake in = {0};
	struct intake_result result = {0};
	struct progress progress;

	if (!cli_intake(cli, &in))
		return EXIT_USAGE;
	if (!cli_mend_index(cli, false))
		return EXIT_LIBRARY;
	progress_start(&progress, cli, &in);
	cli_take_args(cli, &in, &result);
	/* it is as right without; an error comes again */
	if (!result.stopped)
		index_tidy(cli->lib, result.n_added + result.n_replaced,
			   progress_tidies, &progress, NULL);
	progress_end(&progress, &result);
	warn_open_cell(cli, &result);
	say_counts(cli, &result);
	return progress_status(&progress, &result);
}
