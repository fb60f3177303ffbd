/* hsview show ID: a report as wrapped plain text. */
#include <stdio.h>

#include "db/reports.h"

#include "tui/cli/command.h"
#include "tui/cli/print_report.h"

static bool choose_section(const struct cli *cli, const struct report *r,
			   struct print_style *style, struct error *err)
{
	unsigned n;

	if (!options_has(&cli->opt, OPT_SECTION))
		return true;
	if (r->sections.n == 0)
		return error_set(err, ERR_NOT_FOUND,
				 N_("this report has no sections"), 0);
	if (!options_number(&cli->opt, OPT_SECTION, 1, (unsigned)r->sections.n,
			    1, &n, err))
		return false;
	style->from = r->sections.items[n - 1].off;
	n = report_section_next(r, n - 1);
	style->to = n < r->sections.n ? r->sections.items[n].off
				      : (uint32_t)r->text.bytes.len;
	return true;
}

int cmd_show(struct cli *cli)
{
	struct print_style style = {.wrap = cli_wrap_rules(cli),
				    .all = options_has(&cli->opt, OPT_ALL)};
	struct error err = {0};
	struct report r = {0};
	unsigned width = cli_columns();
	int64_t id;

	if (!style.wrap)
		return EXIT_USAGE;
	if (!cli_is_id(cli->opt.args[0], &id)) {
		error_set(
			&err, ERR_ARG,
			N_("show takes the ID of a report (see hsview list), not «%s»"),
			ERR_ARGS_1(cli->opt.args[0]));
		return cli_fail(cli, &err, EXIT_USAGE);
	}
	if (!cli->lib)
		return cli_say_empty(cli);
	if (!options_number(&cli->opt, OPT_WIDTH, 20, 500,
			    width < 80 ? width : 80, &width, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!reports_load(cli->lib, &cli->arena, id, &r, &err))
		return cli_fail(cli, &err, cli_status(&err));
	style.width = (uint16_t)width;
	style.to = (uint32_t)r.text.bytes.len;
	if (!choose_section(cli, &r, &style, &err))
		return cli_fail(cli, &err, cli_status(&err));
	print_report_text(&cli->out, &r, &style);
	return EXIT_DONE;
}
