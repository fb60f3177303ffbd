/* hsview import PATH…: files and folders into the library. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "core/base/clean.h"
#include "core/base/width.h"

#include "db/intake.h"

#include "tui/cli/command.h"

/* Set by SIGINT and SIGTERM; looked at between two files, so that the report
 * at hand is finished or rolled back. */
static volatile sig_atomic_t stop_signal;

static void on_stop(int sig)
{
	stop_signal = sig;
}

struct progress {
	struct cli *cli;
	bool terminal;
};

static bool on_file(void *data, struct str path, uint32_t done)
{
	struct progress *p = data;
	struct arena *a = &p->cli->arena;
	struct arena_mark mark = arena_mark(a);
	struct str name;

	if (stop_signal)
		return false;
	if (!p->terminal)
		return true;
	name = clean_str(a, path);
	name = str_sub(name, 0, width_fit(name, 60, NULL));
	fprintf(stderr, "\r\033[K%u  %.*s", done, (int)name.len, name.p);
	arena_rewind(a, mark);
	return true;
}

static void say_failures(struct cli *cli, const struct intake_result *r)
{
	for (size_t i = 0; i < r->failures.n; i++)
		cli_fail(cli, &r->failures.items[i].err, 0);
}

static void say_counts(struct cli *cli, const struct intake_result *r)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	buf_addf(&b, _("%u added, %u replaced, %u unchanged, %zu failed"),
		 r->n_added, r->n_replaced, r->n_unchanged, r->failures.n);
	if (r->stopped)
		buf_addz(&b, _("; stopped: the rest was not read"));
	cli_say(cli, buf_str(&b));
}

static void catch_signals(void)
{
	struct sigaction sa = {.sa_handler = on_stop};

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
}

/* Dies of the signal that stopped us, so that a shell loop stops as well. */
static void die_of(int sig)
{
	signal(sig, SIG_DFL);
	raise(sig);
}

int cmd_import(struct cli *cli)
{
	struct progress progress = {cli, isatty(STDERR_FILENO)};
	struct intake in = {.lib = cli->lib,
			    .rules = cli_rules(cli),
			    .on_file = on_file,
			    .data = &progress};
	struct intake_result result = {0};

	if (!in.rules)
		return EXIT_USAGE;
	catch_signals();
	cli_take_args(cli, &in, &result);
	if (progress.terminal)
		fputs("\r\033[K", stderr);
	say_failures(cli, &result);
	say_counts(cli, &result);
	if (stop_signal) {
		library_close(cli->lib);
		die_of(stop_signal);
	}
	return result.failures.n || result.stopped ? EXIT_NOTHING : EXIT_DONE;
}
