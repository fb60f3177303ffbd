/* hsview diff: two reports section by section. */
#include "tui/cli/command.h"
#include "tui/cli/print_diff.h"

static uint32_t differences(const struct diff *d)
{
	return d->n[DIFF_NEW] + d->n[DIFF_GONE] + d->n[DIFF_REWORDED] +
	       d->n[DIFF_MOVED];
}

int cmd_diff(struct cli *cli)
{
	struct print_diff print = {.all = options_has(&cli->opt, OPT_ALL)};
	struct error err = {0};
	struct report r[DIFF_SIDES] = {0};
	const struct diff_rules *rules;
	unsigned width = cli_columns();
	struct diff d;

	print.wrap = cli_wrap_rules(cli);
	if (!print.wrap)
		return EXIT_USAGE;
	rules = diff_rules_open(&cli->arena, cli->assets, &err);
	if (!rules || !options_number(&cli->opt, OPT_WIDTH, 20, 500,
				      width < 100 ? width : 100, &width, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	for (int i = 0; i < DIFF_SIDES; i++)
		if (!cli_load_report(cli, cli->opt.args[i], &r[i], &err))
			return cli_fail(cli, &err, cli_status(&err));
	print.width = (uint16_t)width;
	diff_make(&d, &cli->arena, rules, &r[DIFF_OLD], &r[DIFF_NEWER]);
	print_diff(&cli->out, &d, &print);
	return differences(&d) ? EXIT_DONE : EXIT_NOTHING;
}
