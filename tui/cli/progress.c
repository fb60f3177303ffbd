/* Progress on a terminal, and stopping between two reports. */
#include "tui/cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clean.h"
#include "core/base/width.h"

static volatile sig_atomic_t stop_signal;

static void on_stop(int sig)
{
	stop_signal = sig;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Files a second since the start. */
static double rate_of(const struct progress *p, uint32_t done)
{
	double seconds = now() - p->since;

	return seconds > 0 ? done / seconds : 0;
}

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
	fprintf(stderr, "\r\033[K%u  %.0f/s  %.*s", done, rate_of(p, done),
		(int)name.len, name.p);
	arena_rewind(a, mark);
	return true;
}

void progress_start(struct progress *p, struct cli *cli, struct intake *in)
{
	struct sigaction sa = {.sa_handler = on_stop};

	*p = (struct progress){cli, isatty(STDERR_FILENO), now()};
	in->on_file = on_file;
	in->data = p;
	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
}

bool progress_tidies(void *progress)
{
	struct progress *p = progress;

	if (p->terminal)
		fprintf(stderr, "\r\033[K%s", _("tidying the search index"));
	return stop_signal == 0;
}

void progress_end(struct progress *p, const struct intake_result *result)
{
	if (p->terminal)
		fputs("\r\033[K", stderr);
	for (size_t i = 0; i < result->failures.n; i++)
		cli_fail(p->cli, &result->failures.items[i].err, 0);
}

int progress_status(struct progress *p, const struct intake_result *result)
{
	if (stop_signal) {
		library_close(p->cli->lib);
		signal(stop_signal, SIG_DFL);
		raise(stop_signal);
	}
	return result->failures.n || result->stopped ? EXIT_NOTHING : EXIT_DONE;
}
