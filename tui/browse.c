/*
 * The loop around the app: wait for a key or a signal, hand it on, and draw
 * when no more keys wait. Everything that can go wrong with a terminal ends
 * here.
 */
#include "tui/browse.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "tui/term/input.h"
#include "tui/term/signals.h"
#include "tui/term/terminal.h"
#include "tui/view/views.h"
#include "tui/watch.h"

/* Keys are folded into one frame, but not for longer than this: who holds a
 * key down wants to see something. */
enum { FOLD_MS = 100 };
/* Whoever writes to the library is looked after this often. */
enum { STIR_MS = 200 };

struct browser {
	struct app *app;
	struct terminal *terminal;
	struct input *input;
	int keys; /* /dev/tty when standard input is no terminal */
	int frame_fd;
	int watch;    /* of the library's folder, -1 = none */
	bool stirred; /* somebody writes there */
	int end_signal;
	bool hung_up;
};

static void no_memory(void)
{
	static const char text[] = "hsview: out of memory\n";

	signals_restore_terminal();
	if (write(2, text, sizeof(text) - 1) < 0)
		return;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Tests wait for a frame by a byte on a descriptor. */
static int frame_fd(bool kiosk)
{
	unsigned fd;
	const char *z = getenv("HSVIEW_FRAME_FD");

	if (kiosk || !z || !str_to_u32(str_of(z), &fd) || fd < 3 || fd > 1024)
		return -1;
	return (int)fd;
}

static struct str theme_bytes(const struct app_setup *setup, struct str name)
{
	const struct assets *assets =
		setup->assets ? setup->assets : &ASSETS_BUILTIN;
	char path[80];

	snprintf(path, sizeof(path), "themes/%.*s.theme",
		 (int)(name.len < 60 ? name.len : 60), name.p);
	return assets_get(assets, path);
}

/* Takes the theme that the user chose; a broken one is told. */
static void take_theme(struct browser *b)
{
	struct error err = {0};
	struct str name, bytes;
	char told[80];

	if (!app_wants_theme(b->app, &name))
		return;
	bytes = theme_bytes(app_setup(b->app), name);
	snprintf(told, sizeof(told), "%.*s.theme",
		 (int)(name.len < 60 ? name.len : 60), name.p);
	if (!bytes.p)
		error_set(&err, ERR_NOT_FOUND, N_("there is no theme %s"),
			  ERR_ARGS_1(told));
	if (!bytes.p || !terminal_set_theme(b->terminal, told, bytes, &err))
		app_say_error(b->app, &err);
}

static void show(struct browser *b)
{
	struct str yanked;

	take_theme(b);
	if (app_wants_repaint(b->app))
		terminal_repaint(b->terminal);
	app_draw(b->app, terminal_sheet(b->terminal));
	terminal_show(b->terminal);
	if (app_wants_yank(b->app, &yanked))
		terminal_yank(b->terminal, yanked);
	if (b->frame_fd >= 0 && write(b->frame_fd, "", 1) < 0)
		b->frame_fd = -1;
}

static void take_size(struct browser *b)
{
	struct event ev = {.kind = EVENT_RESIZE};

	if (!terminal_measure(b->terminal, &ev.rows, &ev.cols))
		return;
	terminal_resize(b->terminal, ev.rows, ev.cols);
	app_event(b->app, &ev);
}

static void suspend(struct browser *b, bool group)
{
	terminal_leave(b->terminal);
	signals_stop(group);
	take_size(b);
}

/* Does what the signals asked; true when there is something to draw. */
static bool handle_signals(struct browser *b)
{
	struct signals_seen seen = signals_take();

	b->end_signal = seen.end;
	if (seen.suspend && !app_setup(b->app)->kiosk)
		suspend(b, false);
	else if (seen.resumed)
		terminal_leave(b->terminal);
	if (seen.resize || seen.resumed)
		take_size(b);
	return seen.suspend || seen.resumed || seen.resize;
}

static bool is_over(const struct browser *b)
{
	return app_is_done(b->app) || b->end_signal || b->hung_up ||
	       input_is_gone(b->input);
}

/* One key that waits, if any. */
static bool handle_key(struct browser *b)
{
	struct event ev;

	if (!input_next(b->input, &ev))
		return false;
	app_event(b->app, &ev);
	if (app_wants_suspend(b->app))
		suspend(b, true);
	return true;
}

/* Handles all that waits; true when the screen may have changed. */
static bool handle_waiting(struct browser *b)
{
	bool is_xterm;
	int64_t until = now_ms() + FOLD_MS;
	bool changed = handle_signals(b);

	while (!is_over(b) && now_ms() < until && handle_key(b))
		changed = true;
	if (input_answered(b->input, &is_xterm))
		terminal_answered(b->terminal, is_xterm);
	return changed;
}

/* Waits for a key, a signal, or for others to have written to the library:
 * then a moment longer, since they seldom write once. True when the screen
 * is to be drawn again. */
static bool wait_for_more(struct browser *b)
{
	const char *path = library_path(app_setup(b->app)->lib);

	switch (signals_wait(input_fd(b->input), b->stirred ? -1 : b->watch,
			     b->stirred ? STIR_MS : -1)) {
	case WAIT_HANGUP:
		b->hung_up = true;
		return false;
	case WAIT_OTHER:
		b->stirred = watch_seen(b->watch, path);
		return false;
	case WAIT_TIMEOUT:
		b->stirred = watch_seen(b->watch, path);
		return app_look(b->app);
	default:
		return false;
	}
}

static void loop(struct browser *b)
{
	show(b);
	while (!is_over(b)) {
		bool changed = handle_waiting(b);

		if (is_over(b))
			break;
		if (changed || app_work(b->app) || wait_for_more(b))
			show(b);
	}
}

static bool find_terminal(struct browser *b, struct error *err)
{
	if (!isatty(1))
		return error_set(err, ERR_IO,
				 N_("standard output is no terminal"), 0);
	if (isatty(0))
		return true;
	b->keys = open("/dev/tty", O_RDONLY | O_CLOEXEC);
	if (b->keys < 0)
		return error_set(err, ERR_IO,
				 N_("no terminal to read keys from"), 0);
	return true;
}

static bool open_terminal(struct browser *b, const struct app_setup *setup,
			  struct error *err)
{
	const char *no_color = getenv("NO_COLOR");
	struct terminal_setup terminal = {
		.fd = STDOUT_FILENO,
		.mono = setup->mono || (no_color && *no_color),
		.theme = assets_get(&ASSETS_BUILTIN, "themes/default.theme"),
	};

	b->terminal = terminal_open(&terminal, err);
	if (!b->terminal)
		return false;
	b->input = input_open(b->keys);
	return true;
}

static void open_first_view(struct browser *b, int64_t report)
{
	struct view *v = NULL;

	if (report > 0)
		v = reader_view(b->app, report, PLACE_LEFT);
	app_push(b->app, v ? v : library_view(b->app));
}

bool browse(const struct app_setup *setup, int64_t report, struct error *err)
{
	struct browser b = {.frame_fd = frame_fd(setup->kiosk)};
	struct app_setup own = *setup;
	bool ok = find_terminal(&b, err);

	if (!ok)
		return false;
	signals_open();
	arena_on_oom(no_memory);
	ok = open_terminal(&b, setup, err);
	if (ok) {
		own.no_clipboard |= !terminal_takes_yank(b.terminal);
		b.app = app_open(&own);
		b.watch = watch_open(library_path(setup->lib));
		open_first_view(&b, report);
		loop(&b);
		app_close(b.app);
		if (b.watch >= 0)
			close(b.watch);
		input_close(b.input);
		terminal_close(b.terminal);
	}
	signals_close();
	if (b.keys > 0)
		close(b.keys);
	if (b.end_signal)
		signals_die(b.end_signal);
	return ok;
}
