/* hsview metrics: the figures of the library, report by report. */
#include "core/base/array.h"
#include "core/indicator.h"

#include "db/metrics.h"

#include "tui/cli/command.h"
#include "tui/cli/print_metric.h"

enum { PAGE = 500 };

/* What is asked for; "" and -1 ask nothing. */
struct wanted {
	struct str region, indicator, canonical;
	unsigned year_from, year_to;
	int role;
};

/* -1 when none is asked for; the option table let no other word pass. */
static int role_of(const char *word)
{
	int role = ROLE_COUNT;

	while (--role >= 0 && word && strcmp(word, role_name((enum role)role)))
		;
	return word ? role : -1;
}

static bool read_wanted(struct cli *cli, struct wanted *w, struct error *err)
{
	const char *const *value = cli->opt.value;
	const struct indicators *known;
	const struct indicator *found;

	*w = (struct wanted){.region = str_of(value[OPT_REGION]),
			     .indicator = str_of(value[OPT_INDICATOR]),
			     .role = role_of(value[OPT_ROLE])};
	if (!options_years(&cli->opt, &w->year_from, &w->year_to, err))
		return false;
	if (!w->indicator.len)
		return true;
	known = indicators_open(&cli->arena, cli->assets, err);
	if (!known)
		return false;
	found = indicator_find(known, w->indicator);
	if (found)
		w->canonical = found->name;
	return true;
}

static bool is_report(const struct wanted *w, const struct report_row *row)
{
	return str_has_prefix(row->region, w->region) &&
	       row->year >= w->year_from && row->year <= w->year_to;
}

static bool is_metric(const struct wanted *w, const struct metric *m)
{
	if (m->class != METRIC_METRIC)
		return false;
	if (w->role >= 0 && m->role != (enum role)w->role)
		return false;
	if (w->indicator.len == 0)
		return true;
	return (w->canonical.len && str_eq(m->canonical, w->canonical)) ||
	       str_find(m->indicator, w->indicator, 0) >= 0;
}

static bool print_report(struct cli *cli, const struct wanted *w,
			 const struct report_row *row, size_t *count,
			 struct error *err)
{
	struct arena a = {0};
	struct metrics metrics = {0};
	struct report r = {0};
	struct metric_origin of = {&r, row->file, row->id};
	bool ok = metrics_load_report(cli->lib, &a, row->id, &r, &metrics, err);

	for (size_t i = 0; ok && i < metrics.n; i++) {
		if (!is_metric(w, &metrics.items[i]))
			continue;
		print_metric(&cli->out, &of, &metrics.items[i]);
		++*count;
	}
	arena_release(&a);
	return ok;
}

static bool print_all(struct cli *cli, const struct wanted *w, size_t *count,
		      struct error *err)
{
	struct report_filter filter = {.order = ORDER_YEAR};
	struct report_rows rows = {0};
	uint32_t n;

	if (!reports_count(cli->lib, &filter, &n, err))
		return false;
	for (uint32_t from = 0; from < n; from += PAGE)
		if (!reports_page(cli->lib, &cli->arena, &filter, from, PAGE,
				  &rows, err))
			return false;
	for (size_t i = 0; i < rows.n; i++)
		if (is_report(w, &rows.items[i]) && rows.items[i].n_metrics &&
		    !print_report(cli, w, &rows.items[i], count, err))
			return false;
	return true;
}

int cmd_metrics(struct cli *cli)
{
	struct error err = {0};
	struct wanted wanted;
	size_t count = 0;

	if (!read_wanted(cli, &wanted, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!cli->lib)
		return cli_say_empty(cli);
	cli_say_stale(cli);
	print_metrics_begin(&cli->out, METRIC_COLUMNS_LIBRARY);
	if (!print_all(cli, &wanted, &count, &err))
		return cli_fail(cli, &err, cli_status(&err));
	out_end(&cli->out);
	return count ? EXIT_DONE : EXIT_NOTHING;
}
