/* The help on the command line, made from the option and command tables. */
#include "tui/cli/help.h"

#include "core/base/width.h"

static void pad_to(struct buf *b, size_t cols, size_t from)
{
	size_t used = width_str(str_sub(buf_str(b), from, b->len));

	do
		buf_addc(b, ' ');
	while (++used < cols);
}

static void add_commands(struct buf *b)
{
	buf_addz(b, _("Commands"));
	buf_addz(b, ":\n");
	for (size_t i = COMMAND_BROWSE + 1; i < COMMAND_COUNT; i++) {
		size_t from = b->len;

		buf_addf(b, "  %s %s", COMMANDS[i].name, COMMANDS[i].usage);
		pad_to(b, 26, from);
		buf_addf(b, "%s\n", _(COMMANDS[i].help));
	}
	buf_addc(b, '\n');
}

static void add_options(struct buf *b, enum command_id command)
{
	buf_addz(b, _("Options"));
	buf_addz(b, ":\n");
	for (size_t i = 0; i < OPT_COUNT; i++) {
		const struct option_row *o = &OPTIONS[i];
		size_t from = b->len;

		if (!(o->commands & 1u << command))
			continue;
		if (o->letter)
			buf_addf(b, "  -%c, --%s", o->letter, o->name);
		else
			buf_addf(b, "      --%s", o->name);
		if (o->value)
			buf_addf(b, " %s", o->value);
		pad_to(b, 26, from);
		buf_addf(b, "%s\n", _(o->help));
	}
}

int help_print(struct cli *cli)
{
	const struct command *c = &COMMANDS[cli->opt.command];
	struct buf b;

	buf_init(&b, &cli->arena);
	if (c->id == COMMAND_BROWSE) {
		buf_addf(&b, "%s hsview [%s] %s\n       hsview %s\n\n",
			 _("usage:"), _("OPTIONS"), c->usage,
			 _("COMMAND [OPTIONS] …"));
		buf_addf(&b, "%s\n\n",
			 _("A browser for Chinese government work reports."));
		add_commands(&b);
	} else {
		buf_addf(&b, "%s hsview %s [%s] %s\n\n%s\n\n", _("usage:"),
			 c->name, _("OPTIONS"), c->usage, _(c->help));
	}
	add_options(&b, c->id);
	fwrite(b.p, 1, b.len, stdout);
	return fflush(stdout) == 0 ? EXIT_DONE : EXIT_NOTHING;
}

int help_version(struct cli *cli)
{
	(void)cli;
	puts("hsview " HSVIEW_VERSION);
	return fflush(stdout) == 0 ? EXIT_DONE : EXIT_NOTHING;
}

int help_config(struct cli *cli)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	config_dump(&cli->config, &b);
	fwrite(b.p, 1, b.len, stdout);
	return fflush(stdout) == 0 ? EXIT_DONE : EXIT_NOTHING;
}
