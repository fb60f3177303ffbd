/* hsview metrics: the figures of the library, report by report. */
#include "core/indicator.h"

#include "db/metric_find.h"
#include "db/series.h"

#include "tui/cli/command.h"
#include "tui/cli/print_metric.h"

/* -1 when none is asked for; the option table let no other word pass. */
static int role_of(const char *word)
{
	int role = ROLE_COUNT;

	while (--role >= 0 && word && strcmp(word, role_name((enum role)role)))
		;
	return word ? role : -1;
}

static bool read_query(struct cli *cli, struct metric_query *q,
		       struct error *err)
{
	const char *const *value = cli->opt.value;
	const struct indicators *known;
	const struct indicator *found;

	*q = (struct metric_query){.text = str_of(value[OPT_INDICATOR]),
				   .role = role_of(value[OPT_ROLE])};
	if (!options_years(&cli->opt, &q->from, &q->to, err))
		return false;
	if (!q->text.len)
		return true;
	known = indicators_open(&cli->arena, cli->assets, err);
	if (!known)
		return false;
	found = indicator_find(known, q->text);
	if (found)
		q->canonical = found->name;
	return true;
}

static bool print_report(struct cli *cli, const struct metric_query *q,
			 const struct report_row *row, size_t *count,
			 struct error *err)
{
	struct arena a = {0};
	struct metrics metrics = {0};
	struct report r = {0};
	struct metric_origin of = {&r, row->file, row->id};
	bool ok = metrics_load_report(cli->lib, &a, row->id, &r, &metrics, err);

	for (size_t i = 0; ok && i < metrics.n; i++) {
		if (!metric_is_found(q, &metrics.items[i]))
			continue;
		print_metric(&cli->out, &of, &metrics.items[i]);
		++*count;
	}
	arena_release(&a);
	return ok;
}

static bool print_all(struct cli *cli, const struct metric_query *q,
		      size_t *count, struct error *err)
{
	struct report_rows rows = {0};

	if (!metric_find(cli->lib, &cli->arena, q, &rows, err))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		if (!print_report(cli, q, &rows.items[i], count, err))
			return false;
	return true;
}

/* Nothing was found: names what is near to the indicator, or the years that
 * there are. */
static int say_nothing(struct cli *cli, const struct metric_query *q)
{
	struct series_wanted wanted = {.region = q->region,
				       .indicator = q->text,
				       .year_from = q->from,
				       .year_to = q->to};
	struct error err = {0};
	const struct indicators *known =
		indicators_open(&cli->arena, cli->assets, &err);
	struct series_table t;

	if (known && q->text.len &&
	    !series_load(cli->lib, &cli->arena, known, &wanted, &t, &err))
		return cli_fail(cli, &err, cli_status(&err));
	return EXIT_NOTHING;
}

int cmd_metrics(struct cli *cli)
{
	const char *region = cli->opt.value[OPT_REGION];
	struct error err = {0}, unknown = {0};
	struct metric_query wanted;
	size_t count = 0;

	if (!read_query(cli, &wanted, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!cli->lib)
		return cli_say_empty(cli);
	cli_say_stale(cli);
	if (region && !series_region_find(cli->lib, &cli->arena, str_of(region),
					  &wanted.region, &unknown))
		wanted.region = str_of(region); /* the beginning of some */
	print_metrics_begin(&cli->out, METRIC_COLUMNS_LIBRARY);
	if (!print_all(cli, &wanted, &count, &err))
		return cli_fail(cli, &err, cli_status(&err));
	out_end(&cli->out);
	if (!count && unknown.code)
		return cli_fail(cli, &unknown, cli_status(&unknown));
	return count ? EXIT_DONE : say_nothing(cli, &wanted);
}
