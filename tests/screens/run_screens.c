/*
 * Runs .screen files: run_screens [--update] FOLDER [NAME…]. The app runs in
 * this process, its terminal is libvterm; each scenario has a process of its
 * own, since curses does not like to start twice. Speaks TAP.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/utf8.h"
#include "core/wrap.h"

#include "db/intake.h"
#include "db/library.h"
#include "db/places.h"

#include "tui/term/terminal.h"
#include "tui/view/views.h"

#include "tests/screens/demo.h"
#include "tests/screens/scenario.h"
#include "tests/screens/vscreen.h"

enum { NAMES_MOST = 500, PATH_LEN = 1024 };

struct runner {
	struct scenario scenario;
	struct arena arena;
	struct app_setup setup;
	struct app *app;
	struct vscreen *vscreen;
	struct terminal *terminal;
	const char *fault; /* first thing that went wrong on the way */
	int fault_row, fault_col;
};

static _Noreturn void die(const char *what, const char *which)
{
	printf("# %s: %s\n", what, which);
	exit(1);
}

static struct str read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	char bytes[4096];
	size_t n;

	buf_init(&b, a);
	if (!f)
		return STR_NULL;
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(&b, str_n(bytes, n));
	fclose(f);
	return buf_str(&b);
}

/* A frame, and a look whether the terminal shows what the sheet says. */
static void frame(struct runner *r)
{
	struct draw *d = terminal_sheet(r->terminal);

	if (app_is_done(r->app))
		return;
	if (app_wants_repaint(r->app))
		terminal_repaint(r->terminal);
	do {
		app_draw(r->app, d);
		terminal_show(r->terminal);
		vscreen_feed(r->vscreen);
	} while (app_work(r->app));
	if (!r->fault &&
	    !vscreen_shows(r->vscreen, d, &r->fault_row, &r->fault_col))
		r->fault = "the terminal does not show the sheet";
}

static void press(struct runner *r, uint32_t key)
{
	struct event ev = {.kind = EVENT_KEY, .key = key};

	app_event(r->app, &ev);
	frame(r);
}

static void press_names(struct runner *r, struct str names)
{
	struct str name;

	while (str_split(&names, ' ', &name)) {
		uint32_t key = key_parse(name);

		if (key == 0 && name.len)
			die("no key", arena_cstr(&r->arena, name));
		if (key)
			press(r, key);
	}
}

static void take_step(struct runner *r, const struct step *step)
{
	struct event ev = {
		.kind = EVENT_RESIZE, .rows = step->rows, .cols = step->cols};
	size_t n;

	if (step->kind == STEP_KEYS) {
		press_names(r, step->text);
	} else if (step->kind == STEP_TYPE) {
		for (size_t i = 0; i < step->text.len; i += n)
			press(r, utf8_decode(step->text, i, &n));
	} else {
		vscreen_resize(r->vscreen, step->rows, step->cols);
		terminal_resize(r->terminal, step->rows, step->cols);
		app_event(r->app, &ev);
		frame(r);
	}
}

static bool is_folder(const struct runner *r)
{
	struct stat st;

	return r->scenario.files.n &&
	       stat(r->scenario.files.items[0], &st) == 0 &&
	       S_ISDIR(st.st_mode);
}

static void fill_library(struct runner *r, struct intake_result *result)
{
	struct intake in = {.lib = r->setup.lib, .rules = r->setup.rules};

	/* One file: its figures are read when it is shown, as browse does;
	 * those of a folder are read at once. */
	if (r->scenario.files.n > 1 || is_folder(r))
		in.figures =
			extract_rules_open(&r->arena, &ASSETS_BUILTIN, NULL);
	in.version = extract_rules_version(&ASSETS_BUILTIN);
	for (size_t i = 0; i < r->scenario.files.n; i++)
		intake_path(&in, &r->arena, r->scenario.files.items[i], result);
	if (result->failures.n)
		die("cannot be read",
		    arena_cstr(&r->arena, result->failures.items[0].path));
}

static void open_app(struct runner *r)
{
	struct str view = r->scenario.view;
	struct intake_result result = {0};
	struct error err = {0};
	struct view *v;

	r->setup.kiosk = r->scenario.kiosk;
	r->setup.this_year = 2025;
	r->setup.library_is_files = r->scenario.files.n == 1 && !is_folder(r);
	r->setup.library_name = STR("library.db");
	r->setup.rules = report_rules_open(&r->arena, &ASSETS_BUILTIN, &err);
	r->setup.wrap = wrap_rules_open(&r->arena, &ASSETS_BUILTIN, &err);
	r->setup.lib = library_open(NULL, LIBRARY_MEMORY, &err);
	r->setup.places = places_open(NULL, &err);
	if (!r->setup.rules || !r->setup.lib || !r->setup.places)
		die("cannot start", err.msgid);
	fill_library(r, &result);
	r->app = app_open(&r->setup);
	if (str_is(view, "demo"))
		v = demo_view(r->app);
	else if (str_is(view, "reader"))
		v = reader_view(r->app, result.last_id, 0);
	else
		v = library_view(r->app);
	if (!v)
		die("no view", arena_cstr(&r->arena, view));
	app_push(r->app, v);
}

static void open_terminal(struct runner *r)
{
	struct error err = {0};
	struct terminal_setup setup = {
		.term = r->scenario.term,
		.rows = r->scenario.rows,
		.cols = r->scenario.cols,
		.mono = r->scenario.mono,
		.theme = assets_get(&ASSETS_BUILTIN, "themes/default.theme"),
	};

	r->vscreen = vscreen_open(r->scenario.rows, r->scenario.cols);
	setup.fd = vscreen_fd(r->vscreen);
	r->terminal = terminal_open(&setup, &err);
	if (!r->terminal)
		die("no terminal", err.msgid);
}

static void bind_language(struct runner *r)
{
	const char *build = getenv("HSVIEW_BUILD");
	char po[PATH_LEN];

	r->setup.lang = i18n_init(r->scenario.english ? "en" : "zh");
	if (!build || r->setup.lang == LANG_EN)
		return;
	snprintf(po, sizeof(po), "%s/assets/po", build);
	i18n_bind(po);
}

static void play(struct runner *r, struct buf *got)
{
	bind_language(r);
	open_terminal(r);
	open_app(r);
	frame(r);
	for (size_t i = 0; i < r->scenario.steps.n; i++)
		take_step(r, &r->scenario.steps.items[i]);
	if (app_is_done(r->app))
		buf_addz(got, "left\n");
	else
		vscreen_print(r->vscreen, got);
	if (r->fault)
		buf_addf(got, "%s at row %d, column %d\n", r->fault,
			 r->fault_row, r->fault_col);
	app_close(r->app);
	places_close(r->setup.places);
	library_close(r->setup.lib);
	terminal_close(r->terminal);
	vscreen_close(r->vscreen);
}

static void print_difference(struct str want, struct str got)
{
	struct str a, b;

	while (got.p || want.p) {
		bool has_a = str_split(&want, '\n', &a);
		bool has_b = str_split(&got, '\n', &b);

		if (has_a && has_b && str_eq(a, b))
			continue;
		if (has_a)
			printf("# - %.*s\n", (int)a.len, a.p);
		if (has_b)
			printf("# + %.*s\n", (int)b.len, b.p);
	}
}

static void write_file(const char *path, struct str header, struct str body)
{
	FILE *f = fopen(path, "wb");

	if (!f)
		die("cannot write", path);
	fwrite(header.p, 1, header.len, f);
	if (str_find(header, STR("\n\n"), 0) < 0)
		fputc('\n', f);
	fwrite(body.p, 1, body.len, f);
	fclose(f);
}

/* Plays one file; the exit status of its process. */
static int run_one(const char *path, bool update)
{
	struct runner r = {0};
	struct str bytes = read_file(&r.arena, path), got;
	struct buf b;
	int status = 0;

	if (!scenario_read(&r.scenario, &r.arena, bytes))
		die(path, r.scenario.error);
	buf_init(&b, &r.arena);
	play(&r, &b);
	got = buf_str(&b);
	if (update) {
		write_file(path, r.scenario.header, got);
	} else if (!str_eq(got, r.scenario.want)) {
		print_difference(r.scenario.want, got);
		status = 1;
	}
	arena_release(&r.arena);
	return status;
}

static bool run_apart(const char *path, bool update)
{
	int status = 0;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		exit(run_one(path, update));
	waitpid(child, &status, 0);
	if (WIFSIGNALED(status))
		printf("# died of signal %d\n", WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list_folder(const char *folder, char **names)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int n = 0;

	if (!dir)
		die("no folder", folder);
	while ((entry = readdir(dir)) && n < NAMES_MOST)
		if (str_has_suffix(str_of(entry->d_name), STR(".screen")))
			names[n++] = strdup(entry->d_name);
	closedir(dir);
	qsort(names, (size_t)n, sizeof(*names), by_name);
	return n;
}

int main(int argc, char **argv)
{
	bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
	char **args = argv + 1 + update, *names[NAMES_MOST];
	const char *source = getenv("HSVIEW_SOURCE");
	int n_args = argc - 1 - update, n, failed = 0;
	char *folder, path[4 * PATH_LEN];

	folder = n_args > 0 ? realpath(args[0], NULL) : NULL;
	if (!folder)
		die("usage", "run_screens [--update] FOLDER [NAME.screen…]");
	n = n_args > 1 ? n_args - 1 : list_folder(folder, names);
	/* the files that scenarios open are named from the source's root */
	if (source && chdir(source))
		die("no folder", source);
	unsetenv("NO_COLOR");
	printf("1..%d\n", n);
	for (int i = 0; i < n; i++) {
		const char *name = n_args > 1 ? args[i + 1] : names[i];
		bool ok;

		snprintf(path, sizeof(path), "%s/%s", folder, name);
		ok = run_apart(path, update);
		failed += !ok;
		printf("%sok %d - %s\n", ok ? "" : "not ", i + 1, name);
	}
	for (int i = 0; n_args == 1 && i < n; i++)
		free(names[i]);
	free(folder);
	return failed > 0;
}
