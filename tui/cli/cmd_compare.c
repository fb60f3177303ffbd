/* hsview compare: what was aimed at, what was reached, and whether. */
#include "core/indicator.h"

#include "tui/cli/command.h"
#include "tui/cli/handout.h"
#include "tui/cli/print_compare.h"

static bool read_wanted(struct cli *cli, struct series_wanted *w,
			struct error *err)
{
	const char *const *value = cli->opt.value;

	*w = (struct series_wanted){.region = str_of(value[OPT_REGION]),
				    .indicator = str_of(value[OPT_INDICATOR])};
	return options_years(&cli->opt, &w->year_from, &w->year_to, err);
}

static enum compare_order order_of(const struct cli *cli)
{
	const char *by = cli->opt.value[OPT_BY];

	return by && strcmp(by, "region") == 0 ? COMPARE_BY_REGION
					       : COMPARE_BY_YEAR;
}

static bool is_for_people(const struct cli *cli)
{
	return print_compare_is_for_people(&cli->out);
}

static int print_all(struct cli *cli, const struct series_table *t,
		     bool targets_only)
{
	enum compare_order order = order_of(cli);
	struct compare_cells cells = {0};
	struct error err = {0};

	compare_collect(&cells, &cli->arena, t, order, targets_only);
	if (!cells.n)
		return EXIT_NOTHING;
	if (cli->out.page && is_for_people(cli))
		return handout_print(cli, t, &cells, &err)
			       ? EXIT_DONE
			       : cli_fail(cli, &err, cli_status(&err));
	print_compare_begin(&cli->out, order, &cells);
	for (size_t i = 0; i < cells.n; i++)
		if (!print_compare(&cli->out, cli->lib, t, &cells.items[i],
				   &err))
			return cli_fail(cli, &err, cli_status(&err));
	out_end(&cli->out);
	print_compare_reasons(&cli->out, &cells);
	return EXIT_DONE;
}

int cmd_compare(struct cli *cli)
{
	struct error err = {0};
	struct series_wanted wanted;
	struct series_table t;
	const struct indicators *known;

	if (!read_wanted(cli, &wanted, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!cli->lib)
		return cli_say_empty(cli);
	cli_say_stale(cli);
	known = indicators_open(&cli->arena, cli->assets, &err);
	if (!known)
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!series_load(cli->lib, &cli->arena, known, &wanted, &t, &err))
		return cli_fail(cli, &err, cli_status(&err));
	if (!t.from->sources.n)
		return cli_say_empty(cli);
	/* for people: what was reached without having been aimed at is only
	 * told of an indicator that is asked for */
	return print_all(cli, &t, is_for_people(cli) && !wanted.indicator.len);
}
