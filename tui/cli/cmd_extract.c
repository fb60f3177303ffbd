/* hsview extract FILE…: the figures of files, without a library. */
#include <stdio.h>

#include "core/extract/extract.h"

#include "tui/cli/command.h"
#include "tui/cli/print_metric.h"

static bool dump(struct cli *cli, const struct extract_rules *rules,
		 const struct report *r, const char *pass, struct error *err)
{
	struct buf b, names;

	buf_init(&b, &cli->arena);
	if (extract_dump_after(&b, rules, r, pass)) {
		fwrite(b.p, 1, b.len, cli->out.file);
		return true;
	}
	buf_init(&names, &cli->arena);
	for (const char *const *p = extract_passes(); *p; p++)
		buf_addf(&names, " %s", *p);
	return error_set(err, ERR_ARG,
			 N_("there is no pass «%s»; there are:%s"),
			 ERR_ARGS_2(pass, buf_cstr(&names)));
}

static bool extract_file(struct cli *cli, const struct extract_rules *rules,
			 const char *arg, size_t *count, struct error *err)
{
	const char *pass = cli->opt.value[OPT_DUMP_AFTER];
	struct report_source source;
	struct metrics metrics = {0};
	struct report r = {0};
	struct metric_origin of = {.report = &r};
	unsigned flags = options_has(&cli->opt, OPT_ALL) ? EXTRACT_ALL : 0;

	if (!cli_read_report(cli, arg, &r, &source, err))
		return false;
	if (pass)
		return dump(cli, rules, &r, pass, err);
	extract(&metrics, &cli->arena, rules, &r, flags);
	of.file = source.file;
	for (size_t i = 0; i < metrics.n; i++)
		print_metric(&cli->out, &of, &metrics.items[i]);
	*count += metrics.n;
	return true;
}

static enum metric_columns columns_wanted(const struct options *opt)
{
	if (options_has(opt, OPT_TRACE))
		return METRIC_COLUMNS_TRACE;
	return options_has(opt, OPT_ALL) ? METRIC_COLUMNS_ALL
					 : METRIC_COLUMNS_PLAIN;
}

int cmd_extract(struct cli *cli)
{
	bool dumps = options_has(&cli->opt, OPT_DUMP_AFTER);
	const struct extract_rules *rules;
	struct error err = {0};
	int status = EXIT_DONE;
	size_t count = 0;

	rules = extract_rules_open(&cli->arena, cli->assets, &err);
	if (!rules)
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!dumps)
		print_metrics_begin(&cli->out, columns_wanted(&cli->opt));
	for (int i = 0; i < cli->opt.n_args; i++) {
		struct error bad = {0};

		if (!extract_file(cli, rules, cli->opt.args[i], &count, &bad))
			status = cli_fail(cli, &bad,
					  bad.code == ERR_ARG ? EXIT_USAGE
							      : EXIT_NOTHING);
	}
	if (dumps)
		return status;
	out_end(&cli->out);
	return status ? status : count ? EXIT_DONE : EXIT_NOTHING;
}
