/*
 * hsview: parses the command line, opens what the command's row needs, runs
 * it, and turns what went wrong into a line and an exit status.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/clean.h"

#include "tui/cli/assets_overlay.h"
#include "tui/cli/command.h"
#include "tui/cli/help.h"
#include "tui/kiosk.h"
#include "tui/paths.h"

static void say_no_memory(void)
{
	static const char text[] = "hsview: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		return;
}

static enum out_format default_format(enum command_id command)
{
	if (!isatty(STDOUT_FILENO))
		return OUT_TSV;
	return command == COMMAND_OUTLINE ? OUT_TREE : OUT_TABLE;
}

static bool set_output(struct cli *cli, struct error *err)
{
	const char *word = cli->opt.value[OPT_FORMAT];
	enum command_id command = cli->opt.command;

	cli->out = (struct out){.arena = &cli->arena, .file = stdout};
	cli->out.format = word ? out_format_of(word) : default_format(command);
	cli->out.bom = !options_has(&cli->opt, OPT_NO_BOM);
	cli->out.width = isatty(STDOUT_FILENO) ? cli_columns() : 0;
	if (cli->out.format == OUT_TREE && command != COMMAND_OUTLINE)
		return error_set(err, ERR_ARG,
				 N_("--format tree is only for outline"), 0);
	return true;
}

/* A word of letters alone that is no file: a command mistyped. */
static bool is_mistyped(const char *word)
{
	return word[strspn(word, "abcdefghijklmnopqrstuvwxyz-")] == '\0' &&
	       strcmp(word, "-") != 0 && access(word, F_OK) != 0;
}

static bool check_args(const struct cli *cli, struct error *err)
{
	const struct command *c = &COMMANDS[cli->opt.command];
	int n = cli->opt.n_args;

	if (c->id == COMMAND_BROWSE && n > 0 && is_mistyped(cli->opt.args[0]))
		return error_set(
			err, ERR_ARG,
			N_("«%s» is neither a command nor a file (see hsview --help)"),
			ERR_ARGS_1(cli->opt.args[0]));
	if (n >= c->min_args && (c->max_args < 0 || n <= c->max_args))
		return true;
	return error_set(err, ERR_ARG, N_("usage: hsview %s [OPTIONS] %s"),
			 ERR_ARGS_2(c->name, c->usage));
}

/* Of a kiosk's command line; its user has no say in it, but a slip of who
 * wrote it should be told. */
static bool check_kiosk(const struct cli *cli, struct error *err)
{
	static const bool goes[OPT_COUNT] = {
		[OPT_KIOSK] = true,   [OPT_LINE] = true,
		[OPT_LIBRARY] = true, [OPT_LANG] = true,
		[OPT_COLOR] = true,   [OPT_NO_CLIPBOARD] = true,
		[OPT_HELP] = true,    [OPT_VERSION] = true,
	};

	if (!options_has(&cli->opt, OPT_KIOSK))
		return true;
	if (cli->opt.n_args)
		return error_set(
			err, ERR_ARG,
			N_("--kiosk takes no files: name a library with --library"),
			0);
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (cli->opt.value[i] && !goes[i])
			return error_set(err, ERR_ARG,
					 N_("--%s does not go with --kiosk"),
					 ERR_ARGS_1(OPTIONS[i].name));
	return true;
}

static struct str choose_library(struct cli *cli)
{
	const char *given = cli->opt.value[OPT_LIBRARY];

	return given ? str_of(given) : paths_library(&cli->arena);
}

/* Who reads a library like that does not see what others write to it. */
static void say_unchanging(struct cli *cli)
{
	struct buf b;

	if (!cli->lib || !library_is_unchanging(cli->lib))
		return;
	buf_init(&b, &cli->arena);
	buf_add(&b, cli->library_path);
	buf_addz(&b, _(": nothing can be written beside it: read as a file "
		       "that nobody changes"));
	cli_say(cli, buf_str(&b));
}

/* Opens the library as the command's row needs it. Where a command only reads,
 * a library that is not there yet is an empty one (lib stays NULL), unless the
 * user named it. */
static bool open_library(struct cli *cli, struct error *err)
{
	enum command_needs needs = COMMANDS[cli->opt.command].needs;
	int64_t id;

	cli->library_path = choose_library(cli);
	if (needs == NEEDS_READ_FOR_ID) {
		needs = NEEDS_NONE;
		for (int i = 0; i < cli->opt.n_args; i++)
			if (cli_is_id(cli->opt.args[i], &id))
				needs = NEEDS_READ;
	}
	if (needs == NEEDS_NONE ||
	    (cli->opt.command == COMMAND_BROWSE && cli->opt.n_args))
		return true;
	if (!cli->library_path.len)
		return error_set(
			err, ERR_NOT_FOUND,
			N_("no place for a library: HOME is not set; name a file with --library"),
			0);
	if (options_has(&cli->opt, OPT_KIOSK))
		kiosk_shut_in(cli->library_path.p);
	cli->lib = library_open(
		cli->library_path.p,
		needs == NEEDS_WRITE ? LIBRARY_WRITE : LIBRARY_READ, err);
	if (!cli->lib && err->code == ERR_NOT_FOUND && needs == NEEDS_READ &&
	    !options_has(&cli->opt, OPT_LIBRARY))
		return true;
	say_unchanging(cli);
	return cli->lib != NULL;
}

/* Word tables and themes: the program's, over them the user's own beside the
 * config, over them the folder named. */
static bool lay_assets(struct cli *cli, struct error *err)
{
	struct str own = paths_config(&cli->arena, "");
	struct buf theme;

	if (options_has(&cli->opt, OPT_KIOSK))
		return true;

	buf_init(&theme, &cli->arena);
	buf_addz(&theme, "themes/");
	buf_add(&theme, cli->config.value[CONFIG_THEME]);
	buf_addz(&theme, ".theme");
	if (own.len && access(own.p, F_OK) == 0 &&
	    !(assets_overlay(&cli->arena, own.p, &cli->assets, err) &&
	      assets_add(&cli->arena, own.p, buf_cstr(&theme), &cli->assets,
			 err)))
		return false;
	return assets_overlay(&cli->arena, cli->opt.value[OPT_ASSETS],
			      &cli->assets, err);
}

static int run(struct cli *cli)
{
	struct error err = {0};
	int status;

	if (!check_args(cli, &err) || !set_output(cli, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!lay_assets(cli, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!open_library(cli, &err))
		return cli_fail(cli, &err, EXIT_LIBRARY);
	status = COMMANDS[cli->opt.command].run(cli);
	if (!out_flush(&cli->out, &err))
		status = cli_fail(cli, &err, EXIT_NOTHING);
	return status;
}

/* --lang counts even where the rest of the line is wrong. */
static const char *early_lang(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

/* --kiosk counts before anything is looked at. */
static bool early_kiosk(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--kiosk") == 0)
			return true;
	return false;
}

/* The config says the language where the command line does not; one that is
 * broken is told and left aside. */
static void read_config(struct cli *cli, const char *lang, bool kiosk,
			struct error *err)
{
	struct str path = paths_config(&cli->arena, "config");
	bool ok = true;

	config_defaults(&cli->config);
	if (path.len && !kiosk)
		ok = config_load(&cli->config, &cli->arena, path.p, err);
	if (!lang && !config_is(&cli->config, CONFIG_LANGUAGE, "auto"))
		lang = cli->config.value[CONFIG_LANGUAGE].p;
	cli->lang = i18n_init(lang);
	if (!ok)
		cli_fail(cli, err, 0);
}

int main(int argc, char **argv)
{
	struct cli cli = {.assets = &ASSETS_BUILTIN};
	struct error err = {0}, config_err = {0};
	bool kiosk = early_kiosk(argc, argv);
	int status;

	arena_on_oom(say_no_memory);
	if (kiosk)
		kiosk_clear_environment();
	read_config(&cli, early_lang(argc, argv), kiosk, &config_err);
	if (!options_parse(&cli.opt, &cli.arena, argc, argv, &err) ||
	    !check_kiosk(&cli, &err))
		status = cli_fail(&cli, &err, EXIT_USAGE);
	else if (options_has(&cli.opt, OPT_HELP))
		status = help_print(&cli);
	else if (options_has(&cli.opt, OPT_VERSION))
		status = help_version(&cli);
	else if (options_has(&cli.opt, OPT_DUMP_CONFIG))
		status = help_config(&cli);
	else
		status = run(&cli);
	library_close(cli.lib);
	arena_release(&cli.arena);
	return status;
}
