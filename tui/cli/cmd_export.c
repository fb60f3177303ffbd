/* hsview export: what compare or metrics say, as a file to keep or hand out. */
#include "tui/cli/command.h"
#include "tui/cli/handout.h"
#include "tui/cli/print_notes.h"
#include "tui/cli/save.h"

/* By --format, else by what the file's name ends in; OUT_FORMAT_COUNT when
 * neither tells. */
static enum out_format format_of(const struct cli *cli, const char *path)
{
	const char *dot = strrchr(path, '.');
	enum out_format format;

	if (options_has(&cli->opt, OPT_FORMAT))
		return cli->out.format;
	if (!dot || strchr(dot, '/'))
		return OUT_FORMAT_COUNT;
	if (strcmp(dot, ".htm") == 0)
		return OUT_HTML;
	format = out_format_of(dot + 1);
	return format == OUT_TABLE || format == OUT_TREE ? OUT_FORMAT_COUNT
							 : format;
}

static bool choose(struct cli *cli, const char *path, struct error *err)
{
	enum out_format format = format_of(cli, path);

	if (format == OUT_FORMAT_COUNT)
		return error_set(
			err, ERR_ARG,
			N_("%s: which format? name it .csv, .json, .md or .html, or say --format"),
			ERR_ARGS_1(path));
	if (format == OUT_TABLE || format == OUT_TREE)
		return error_set(
			err, ERR_ARG,
			N_("export writes csv, json, jsonl, tsv, md or html"),
			0);
	cli->out.format = format;
	cli->out.page = true;
	return true;
}

/* Tables that have their sentences in a column, in a page where one is asked
 * for. */
static int write_table(struct cli *cli, const char *title,
		       int (*print)(struct cli *cli))
{
	bool page = cli->out.format == OUT_HTML || cli->out.format == OUT_MD;
	int status;

	if (page)
		handout_begin(cli, title);
	if (cli->out.format == OUT_MD)
		fputc('\n', cli->out.file);
	status = print(cli);
	if (page)
		handout_end(cli);
	return status;
}

static int write_what(struct cli *cli)
{
	const char *what = cli->opt.args[0];
	struct error err = {0};

	if (strcmp(what, "compare") == 0)
		return cmd_compare(cli);
	if (strcmp(what, "metrics") == 0)
		return write_table(cli, _("Figures"), cmd_metrics);
	if (strcmp(what, "notes") == 0)
		return write_table(cli, _("Marks and notes"), print_notes);
	error_set(&err, ERR_ARG,
		  N_("export knows compare, metrics and notes, not «%s»"),
		  ERR_ARGS_1(what));
	return cli_fail(cli, &err, EXIT_USAGE);
}

int cmd_export(struct cli *cli)
{
	const char *path = cli->opt.value[OPT_OUTPUT];
	struct error err = {0};
	struct save save;
	FILE *before = cli->out.file;
	int status;

	if (!path) {
		error_set(&err, ERR_ARG, N_("export needs a file: -o FILE"), 0);
		return cli_fail(cli, &err, EXIT_USAGE);
	}
	if (!choose(cli, path, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (strcmp(path, "-") == 0)
		return write_what(cli);
	if (!save_begin(&save, &cli->arena, path,
			options_has(&cli->opt, OPT_FORCE), &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	cli->out.file = save.file;
	status = write_what(cli);
	cli->out.file = before;
	if (!save_end(&save, status == EXIT_DONE, &err) && status == EXIT_DONE)
		status = cli_fail(cli, &err, EXIT_NOTHING);
	return status;
}
