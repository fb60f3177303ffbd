/* Changes to the library out of the browser. */
#include "tui/edit.h"

#include "db/hand.h"
#include "db/update.h"

struct edit {
	struct app *app;
	struct arena arena;
	struct library *lib;
	bool own; /* opened here, to be closed here */
};

static bool open_for_writing(struct edit *e, struct error *err)
{
	const struct app_setup *setup = app_setup(e->app);

	if (setup->kiosk)
		return error_set(err, ERR_READONLY,
				 N_("the library may only be read here"), 0);
	if (!*library_path(setup->lib)) { // in memory
		e->lib = setup->lib;
		return true;
	}
	e->own = true;
	e->lib = library_open(arena_cstr(&e->arena, setup->library_name),
			      LIBRARY_WRITE, err);
	return e->lib != NULL;
}

static void close_edit(struct edit *e)
{
	if (e->own)
		library_close(e->lib);
	arena_release(&e->arena);
}

/* All of it, or nothing. */
static bool store(struct edit *e, int64_t report, const struct meta *m,
		  unsigned fields, struct error *err)
{
	const struct assets *assets = app_setup(e->app)->assets;
	struct intake in = {.lib = e->lib};

	if (!assets)
		assets = &ASSETS_BUILTIN;
	in.rules = report_rules_open(&e->arena, assets, err);
	in.figures = app_figure_rules(e->app);
	in.version = extract_rules_version(assets);
	if (!in.rules || !in.figures || !library_begin(e->lib, err))
		return false;
	if (hand_set(e->lib, report, m, fields, err) &&
	    update_report(&in, report, err))
		return library_commit(e->lib, err);
	library_rollback(e->lib);
	return false;
}

static void set(struct app *app, int64_t report, const struct meta *m,
		unsigned fields)
{
	struct edit e = {.app = app};
	struct error err = {0};

	if (open_for_writing(&e, &err) && store(&e, report, m, fields, &err)) {
		app_reload(app);
		app_say(app,
			str_of(_("set by hand; the figures were read again")));
	} else {
		app_say_error(app, &err);
	}
	close_edit(&e);
}

static void set_year(struct app *app, int64_t report, struct str text)
{
	struct meta m = {0};
	unsigned year;

	if (!str_to_u32(text, &year) || year < 1900 || year > 2200) {
		app_say(app, str_of(_("a year has four digits: year 2024")));
		return;
	}
	m.year = (uint16_t)year;
	set(app, report, &m, HAND_YEAR);
}

static void set_region(struct app *app, int64_t report, struct str text)
{
	struct meta m = {.region = text};

	if (text.len == 0)
		app_say(app, str_of(_("a region has a name: region NAME")));
	else
		set(app, report, &m, HAND_REGION);
}

/* The question before a report is taken out; lives until it is answered. */
struct question {
	struct app *app;
	int64_t report;
};

static void remove_answered(void *data, struct str text, bool accepted)
{
	struct question *q = data;
	struct edit e = {.app = q->app};
	struct error err = {0};

	if (!accepted || !(str_is(text, "y") || str_is(text, "yes"))) {
		app_say(q->app, str_of(_("nothing was removed")));
		return;
	}
	if (open_for_writing(&e, &err) &&
	    reports_remove(e.lib, q->report, &err)) {
		app_reload(q->app);
		app_say(q->app, str_of(_("removed")));
	} else {
		app_say_error(q->app, &err);
	}
	close_edit(&e);
}

static void ask_remove(struct app *app, int64_t report)
{
	static const struct prompt_ops ops = {
		.label = N_("remove this report? y"),
		.sign = '?',
		.on_done = remove_answered,
	};
	struct question *q = arena_alloc(app_keeps(app), sizeof(*q));

	*q = (struct question){app, report};
	app_prompt(app, &ops, q, STR(""));
}

bool edit_action(struct app *app, int64_t report, enum action_id id,
		 const struct action_arg *arg)
{
	switch (id) {
	case ACTION_SET_YEAR:
		set_year(app, report, arg->text);
		return true;
	case ACTION_SET_REGION:
		set_region(app, report, arg->text);
		return true;
	case ACTION_REMOVE:
		ask_remove(app, report);
		return true;
	default:
		return false;
	}
}
