/*
 * hsview [FILE|FOLDER …]: the browser on the files given (in a library in
 * memory), else on the library. Without a terminal on standard output it
 * prints the files' text, else the list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/intake.h"
#include "db/places.h"
#include "db/reports.h"

#include "tui/browse.h"
#include "tui/cli/command.h"
#include "tui/cli/line.h"
#include "tui/cli/print_report.h"
#include "tui/paths.h"

/* The figures of one file are read when its text is on the screen, and not at
 * all when it is only printed. */
static bool needs_figures(const struct cli *cli)
{
	struct stat st;

	if (options_has(&cli->opt, OPT_LINE))
		return true;
	if (!isatty(STDOUT_FILENO))
		return false;
	return cli->opt.n_args > 1 ||
	       (stat(cli->opt.args[0], &st) == 0 && S_ISDIR(st.st_mode));
}

/* Takes the files named by the user into a library in memory. */
static bool take_files(struct cli *cli, struct intake *in,
		       struct intake_result *result)
{
	struct error err = {0};

	library_close(cli->lib);
	cli->lib = library_open(NULL, LIBRARY_MEMORY, &err);
	if (!cli->lib) {
		cli_fail(cli, &err, 0);
		return false;
	}
	if (needs_figures(cli)) {
		if (!cli_intake(cli, in))
			return false;
	} else {
		in->lib = cli->lib;
		in->rules = cli_rules(cli);
		if (!in->rules)
			return false;
		if (!cli_reader(cli, in, &err)) {
			cli_fail(cli, &err, 0);
			return false;
		}
	}
	cli_take_args(cli, in, result);
	for (size_t i = 0; i < result->failures.n; i++)
		cli_fail(cli, &result->failures.items[i].err, 0);
	return result->last_id != 0;
}

static bool print_one(struct cli *cli, int64_t id, struct print_style style,
		      struct error *err)
{
	struct arena_mark mark = arena_mark(&cli->arena);
	struct report r = {0};

	if (!reports_load(cli->lib, &cli->arena, id, &r, err))
		return false;
	style.to = (uint32_t)r.text.bytes.len;
	print_report_text(&cli->out, &r, &style);
	arena_rewind(&cli->arena, mark);
	return true;
}

/* The text of every file, one after the other. */
static int print_files(struct cli *cli)
{
	struct report_filter filter = {.order = ORDER_ADDED, .reverse = true};
	struct report_rows rows = {0};
	struct print_style style = {.wrap = cli_wrap_rules(cli),
				    .all = options_has(&cli->opt, OPT_ALL)};
	struct error err = {0};
	unsigned width;

	if (!style.wrap)
		return EXIT_USAGE;
	if (!options_number(&cli->opt, OPT_WIDTH, 20, 500, 80, &width, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	style.width = (uint16_t)width;
	if (!reports_page(cli->lib, &cli->arena, &filter, 0, UINT32_MAX, &rows,
			  &err))
		return cli_fail(cli, &err, cli_status(&err));
	for (size_t i = 0; i < rows.n; i++)
		if (!print_one(cli, rows.items[i].id, style, &err))
			return cli_fail(cli, &err, cli_status(&err));
	return EXIT_DONE;
}

static bool is_kiosk(const struct cli *cli)
{
	return options_has(&cli->opt, OPT_KIOSK);
}

/* In a kiosk what belongs to the reader ends with the session. */
static struct places *open_places(struct cli *cli)
{
	struct str path = is_kiosk(cli) ? STR("") : paths_reader(&cli->arena);
	struct error err = {0};
	struct places *places;

	places = places_open(path.len ? path.p : NULL, &err);
	if (!places) {
		cli_fail(cli, &err, 0);
		places = places_open(NULL, &err);
	}
	return places;
}

/* The one report among the files, to be opened at once; else 0. */
static int64_t only_report(struct cli *cli, const struct intake_result *files)
{
	uint32_t n = files->n_added + files->n_replaced;

	return cli->opt.n_args && n == 1 ? files->last_id : 0;
}

static int run_browser(struct cli *cli, const struct report_rules *rules,
		       const struct intake_result *files)
{
	const char *color = cli->opt.value[OPT_COLOR];
	struct str when =
		color ? str_of(color) : cli->config.value[CONFIG_COLOR];
	struct app_setup setup = {
		.lib = cli->lib,
		.mono = str_is(when, "never"),
		.keymap = &cli->config.keymap,
		.theme = cli->config.value[CONFIG_THEME],
		.text_cols = (uint16_t)config_number(&cli->config,
						     CONFIG_TEXT_WIDTH),
		.no_clipboard = options_has(&cli->opt, OPT_NO_CLIPBOARD),
		.assets = cli->assets,
		.places = open_places(cli),
		.rules = rules,
		.wrap = cli_wrap_rules(cli),
		.samples = is_kiosk(cli) ? STR("") : paths_samples(&cli->arena),
		.kiosk = is_kiosk(cli),
		.lang = cli->lang,
		.library_is_files = cli->opt.n_args > 0,
		.library_name = cli->library_path};
	struct error err = {0};
	bool ok = browse(&setup, only_report(cli, files), &err);

	places_close(setup.places);
	return ok ? EXIT_DONE : cli_fail(cli, &err, EXIT_USAGE);
}

/* Without a library file the browser opens on an empty one in memory. */
static bool open_empty(struct cli *cli)
{
	struct error err = {0};

	if (!cli->lib)
		cli->lib = library_open(NULL, LIBRARY_MEMORY, &err);
	if (!cli->lib)
		cli_fail(cli, &err, 0);
	return cli->lib != NULL;
}

/* No text for who asks for a command, a file transfer or a tunnel. */
static int say_no_terminal(struct cli *cli)
{
	struct error err = {0};

	error_set(&err, ERR_ARG,
		  N_("hsview --kiosk is used on a terminal: ssh -t"), 0);
	return cli_fail(cli, &err, EXIT_USAGE);
}

/* Is lines what was asked for, or all that the terminal can show? */
static bool wants_lines(struct cli *cli)
{
	const char *term = getenv("TERM");

	if (options_has(&cli->opt, OPT_LINE))
		return true;
	if (!isatty(STDOUT_FILENO) || !term || strcmp(term, "dumb") != 0)
		return false;
	cli_say(cli, str_of(_("this terminal (TERM=dumb) shows no screen: "
			      "plain lines, as with --line")));
	return true;
}

int cmd_browse(struct cli *cli)
{
	struct intake in = {0};
	struct intake_result files = {0};
	int status;

	if (is_kiosk(cli) && !(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
		return say_no_terminal(cli);
	if (cli->opt.n_args && !take_files(cli, &in, &files))
		return EXIT_NOTHING;
	if (wants_lines(cli))
		status = open_empty(cli)
				 ? line_mode(cli, only_report(cli, &files))
				 : EXIT_LIBRARY;
	else if (!isatty(STDOUT_FILENO))
		status = cli->opt.n_args ? print_files(cli) : cmd_list(cli);
	else if (!open_empty(cli))
		status = EXIT_LIBRARY;
	else
		status = run_browser(cli, in.rules, &files);
	return status ? status : files.failures.n ? EXIT_NOTHING : EXIT_DONE;
}
