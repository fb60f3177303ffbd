/*
 * The browser: the stack of views, and what a key becomes: a digit of a
 * count, the character an action waits for, or an action, asked of the top
 * view first and of the app then.
 */
#include <stdlib.h>

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "tui/app_at_hand.h"
#include "tui/app_history.h"
#include "tui/app_inner.h"
#include "tui/command_line.h"
#include "tui/kiosk.h"
#include "tui/view/keywords.h"
#include "tui/view/notes.h"
#include "tui/view/prompt.h"
#include "tui/view/views.h"

enum { COUNT_MOST = 999999999 };

/* What T walks through; the first is that of a terminal just opened. */
static const char *const THEMES[] = {"default", "light", "contrast", "mono"};

void *view_new(size_t size, const struct view_ops *ops, struct app *app)
{
	struct view *v = calloc(1, size);

	if (!v)
		arena_oom();
	v->ops = ops;
	v->app = app;
	return v;
}

void view_free(struct view *v)
{
	arena_release(&v->arena);
	free(v);
}

struct app *app_open(const struct app_setup *setup)
{
	struct app *app = calloc(1, sizeof(*app));

	if (!app)
		arena_oom();
	app->setup = *setup;
	if (setup->keymap)
		app->keymap = *setup->keymap;
	else
		keymap_init(&app->keymap);
	if (setup->kiosk)
		keymap_keep(&app->keymap, kiosk_allows);
	app->theme = setup->theme.len ? setup->theme : str_of(THEMES[0]);
	app->theme_wanted = !str_is(app->theme, THEMES[0]);
	return app;
}

/* Takes a view off the stack, wherever it stands, and closes it. */
static void take_off(struct app *app, struct view *v)
{
	struct view **at = &app->top;

	while (*at && *at != v)
		at = &(*at)->below;
	if (!*at)
		return;
	*at = v->below;
	v->ops->close(v);
	if (!app->top)
		app->done = true;
}

void app_close(struct app *app)
{
	while (app->top)
		take_off(app, app->top);
	prompt_memory_release(&app->prompts);
	arena_release(&app->frame);
	arena_release(&app->said);
	arena_release(&app->yanked);
	arena_release(&app->rules);
	free(app);
}

const struct app_setup *app_setup(const struct app *app)
{
	return &app->setup;
}

bool app_is_done(const struct app *app)
{
	return app->done;
}

bool app_wants_suspend(struct app *app)
{
	bool wants = app->suspend;

	app->suspend = false;
	return wants;
}

bool app_wants_repaint(struct app *app)
{
	bool wants = app->repaint;

	app->repaint = false;
	return wants;
}

void app_push(struct app *app, struct view *v)
{
	v->below = app->top;
	app->top = v;
}

struct view *app_top(const struct app *app)
{
	return app->top;
}

struct arena *app_frame(struct app *app)
{
	return &app->frame;
}

static void clear_message(struct app *app)
{
	app->message = STR_NULL;
	app->message_is_error = false;
}

void app_say(struct app *app, struct str text)
{
	char *copy = malloc(text.len + 1);

	/* the text may lie in the arena that is emptied for it */
	if (!copy)
		arena_oom();
	if (text.len)
		memcpy(copy, text.p, text.len);
	arena_reset(&app->said);
	app->message = arena_str(&app->said, str_n(copy, text.len));
	app->message_is_error = false;
	free(copy);
}

void app_say_error(struct app *app, const struct error *err)
{
	app_say(app, i18n_error(&app->frame, err));
	app->message_is_error = true;
}

void app_jump_from(struct app *app, struct app_place from)
{
	app_history_add(&app->history, from);
}

bool app_history_step(struct app *app, int step, struct app_place now,
		      struct app_place *to)
{
	return app_history_move(&app->history, step, now, to);
}

const struct keymap *app_keymap(const struct app *app)
{
	return &app->keymap;
}

struct keywords *app_keywords(struct app *app)
{
	return &app->keywords;
}

void app_prompt(struct app *app, const struct prompt_ops *ops, void *data,
		struct str initial)
{
	app_push(app, prompt_view(app, ops, data, initial, &app->prompts));
}

bool app_wants_theme(struct app *app, struct str *name)
{
	bool wanted = app->theme_wanted;

	*name = app->theme;
	app->theme_wanted = false;
	return wanted;
}

/* :theme NAME, of any theme that is there. */
static void choose_theme(struct app *app, struct str name)
{
	app->theme = arena_str(&app->rules, name);
	app->theme_wanted = true;
}

/* The next theme, after the user's own the first. */
static void next_theme(struct app *app)
{
	size_t i = 0;

	while (i < COUNT_OF(THEMES) && !str_is(app->theme, THEMES[i]))
		i++;
	app->theme = str_of(
		THEMES[i < COUNT_OF(THEMES) ? (i + 1) % COUNT_OF(THEMES) : 0]);
	app->theme_wanted = true;
	app_say(app, app->theme);
}

static void say_key(struct app *app, uint32_t key)
{
	char label[16], help[16];
	struct buf b;

	buf_init(&b, &app->frame);
	/* Translators: a key that does nothing here; the key of help. */
	buf_addf(&b, _("%s does nothing here; %s shows the keys"),
		 key_label(key, label),
		 keymap_label(&app->keymap, ACTION_HELP, help));
	app_say(app, buf_str(&b));
}

static void show_library(struct app *app)
{
	struct view *v = app->top;

	while (v && !(v->ops->contexts(v) & CONTEXT_LIBRARY))
		v = v->below;
	if (!v) {
		app_push(app, library_view(app));
		return;
	}
	while (app->top != v)
		take_off(app, app->top);
}

/* The search over all reports: the one that is there, as it was left, with its
 * line open again. */
static void search_all(struct app *app, struct str initial)
{
	struct view *v = app->top;

	while (v && !search_is(v))
		v = v->below;
	if (!v) {
		v = search_view(app);
		app_push(app, v);
	}
	while (app->top != v)
		take_off(app, app->top);
	search_ask(v, initial);
}

/* The actions that no view took. False when the app has none either. */
static bool app_action(struct app *app, enum action_id id,
		       const struct action_arg *arg)
{
	switch (id) {
	case ACTION_CLOSE:
		take_off(app, app->top);
		return true;
	case ACTION_QUIT:
		app->done = true;
		return true;
	case ACTION_CANCEL:
		return true;
	case ACTION_HELP:
		app_push(app,
			 help_view(app, app->top->ops->contexts(app->top)));
		return true;
	case ACTION_REDRAW:
		app->repaint = true;
		return true;
	case ACTION_SUSPEND:
		app->suspend = true;
		return true;
	case ACTION_SHOW_LIBRARY:
		show_library(app);
		return true;
	case ACTION_COMPARE:
		app_show_compare(app);
		return true;
	case ACTION_LEDGER:
		app_show_ledger(app);
		return true;
	case ACTION_SEARCH_ALL:
		search_all(app, arg->text);
		return true;
	case ACTION_NOTES:
		app_push(app, notes_view(app));
		return true;
	case ACTION_JUMP_MARK:
		if (arg->ch == '\'')
			app_run(app, ACTION_BACK, arg);
		else
			notes_jump(app, arg->ch);
		return true;
	case ACTION_THEME:
		if (arg->text.len)
			choose_theme(app, arg->text);
		else
			next_theme(app);
		return true;
	case ACTION_COMMAND:
		command_line_open(app, STR(""));
		return true;
	case ACTION_LOOK:
		app_push(app, look_view(app, STR_NULL));
		return true;
	case ACTION_YANK:
		app_say(app, str_of(_("nothing to yank here")));
		return true;
	case ACTION_COPY:
		app_show_copy(app);
		return true;
	default:
		return false;
	}
}

bool app_allows(const struct app *app, enum action_id id)
{
	return !app->setup.kiosk || kiosk_allows(id);
}

static void run_action(struct app *app, enum action_id id, uint32_t key,
		       const struct action_arg *arg)
{
	struct view *v = app->top;
	enum view_result result = VIEW_IGNORED;

	/* every way to an action leads through here */
	if (app_allows(app, id))
		result = v->ops->action(v, id, arg);
	else
		id = ACTION_NONE;
	if (result == VIEW_CLOSE)
		take_off(app, v);
	else if (result == VIEW_IGNORED && !app_action(app, id, arg))
		say_key(app, key);
}

struct arena *app_keeps(struct app *app)
{
	return &app->rules;
}

void app_reload(struct app *app)
{
	/* what we wrote ourselves is no news */
	if (app->setup.lib)
		library_look(app->setup.lib, NULL);
	for (struct view *v = app->top; v; v = v->below)
		if (v->ops->reload)
			v->ops->reload(v);
}

/* What others did to the library, as a msgid; NULL: nothing. */
static const char *fetch_news(struct app *app, struct error *err)
{
	if (!app->setup.lib || app->looked)
		return NULL;
	app->looked = true;
	switch (library_look(app->setup.lib, err)) {
	case LIBRARY_CHANGED:
		app_reload(app);
		return N_("the library has changed: shown as it is now");
	case LIBRARY_REPLACED:
		app_reload(app);
		return N_("the library was replaced: shown as it is now");
	case LIBRARY_GONE:
		return N_("the library's file is gone; what was opened can "
			  "still be read");
	case LIBRARY_SAME:
		break;
	}
	return NULL;
}

static bool say_news(struct app *app, const char *news, const struct error *err)
{
	if (err->code)
		app_say_error(app, err);
	else if (news && !app->message_is_error)
		app_say(app, str_of(_(news)));
	return news || err->code;
}

bool app_look(struct app *app)
{
	struct error err = {0};
	const char *news;

	app->looked = false;
	news = fetch_news(app, &err);
	return say_news(app, news, &err);
}

void app_run(struct app *app, enum action_id id, const struct action_arg *arg)
{
	run_action(app, id, app->keymap.keys[id][0], arg);
}

/* A key that is no action here: the view's own, or Han text, which starts a
 * search. */
static void plain_key(struct app *app, uint32_t key)
{
	struct view *v = app->top;
	enum view_result result = VIEW_IGNORED;
	char utf8[4];

	if (v->ops->key)
		result = v->ops->key(v, key);
	if (result == VIEW_CLOSE) {
		take_off(app, v);
	} else if (result == VIEW_IGNORED && key_is_han(key)) {
		struct action_arg arg = {
			.text = str_n(utf8, utf8_encode(key, utf8))};

		run_action(app, ACTION_SEARCH, key, &arg);
	} else if (result == VIEW_IGNORED) {
		say_key(app, key);
	}
}

static bool add_digit(struct app *app, unsigned contexts, uint32_t key)
{
	if (key < '0' || key > '9' || (key == '0' && app->count == 0) ||
	    keymap_action(&app->keymap, contexts, key))
		return false;
	app->count = app->count * 10 + (key - '0');
	if (app->count > COUNT_MOST)
		app->count = COUNT_MOST;
	return true;
}

static void action_key_pressed(struct app *app, unsigned contexts, uint32_t key)
{
	enum action_id id = keymap_action(&app->keymap, contexts, key);
	struct action_arg arg = {.count = app->count};

	if (id && ACTIONS[id].takes_char) {
		app->pending = id;
		return;
	}
	app->count = 0;
	if (id)
		run_action(app, id, key, &arg);
	else
		plain_key(app, key);
}

static void pending_key(struct app *app, uint32_t key)
{
	struct action_arg arg = {.count = app->count, .ch = key};
	enum action_id id = app->pending;

	app->pending = ACTION_NONE;
	app->count = 0;
	if (key != KEYC_ESCAPE && key < KEYC_BASE && key >= 0x20)
		run_action(app, id, key, &arg);
}

static void prompt_key(struct app *app, uint32_t key)
{
	struct view *v = app->top;

	if (v->ops->key(v, key) == VIEW_CLOSE)
		take_off(app, v);
}

static void key_pressed(struct app *app, uint32_t key)
{
	unsigned contexts = app->top->ops->contexts(app->top);

	clear_message(app);
	if (contexts == CONTEXT_PROMPT) {
		prompt_key(app, key);
		return;
	}
	key = key_fold(key);
	if (key == 3) /* ^C is Esc for many hands */
		key = KEYC_ESCAPE;
	if (app->pending)
		pending_key(app, key);
	else if (key == KEYC_ESCAPE && app->count)
		app->count = 0;
	else if (!add_digit(app, contexts, key))
		action_key_pressed(app, contexts, key);
}

static void paste(struct app *app, struct str text)
{
	size_t n;

	for (size_t i = 0; i < text.len; i += n) {
		uint32_t cp = utf8_decode(text, i, &n);

		if (app->top &&
		    app->top->ops->contexts(app->top) == CONTEXT_PROMPT &&
		    !clean_is_unsafe(cp))
			prompt_key(app, cp);
	}
}

void app_event(struct app *app, const struct event *ev)
{
	struct error err = {0};
	const char *news;

	if (!app->top)
		return;
	news = ev->kind == EVENT_KEY ? fetch_news(app, &err) : NULL;
	if (ev->kind == EVENT_KEY)
		key_pressed(app, ev->key);
	else if (ev->kind == EVENT_PASTE)
		paste(app, ev->text);
	/* what the key itself had to say goes first */
	if (app->message.len == 0)
		say_news(app, news, &err);
}

bool app_work(struct app *app)
{
	struct view *v = app->top;

	/* what a prompt lies over goes on */
	while (v && v->ops->overlay && !v->ops->work)
		v = v->below;
	return v && v->ops->work && v->ops->work(v);
}

const struct extract_rules *app_figure_rules(struct app *app)
{
	const struct assets *assets = app->setup.assets;
	struct error err;

	error_clear(&err);
	if (!app->figure_rules)
		app->figure_rules = extract_rules_open(
			&app->rules, assets ? assets : &ASSETS_BUILTIN, &err);
	if (!app->figure_rules)
		app_say_error(app, &err);
	return app->figure_rules;
}

const struct check_rules *app_check_rules(struct app *app)
{
	const struct assets *assets = app->setup.assets;
	struct error err;

	error_clear(&err);
	if (!app->check_rules)
		app->check_rules = check_rules_open(
			&app->rules, assets ? assets : &ASSETS_BUILTIN, &err);
	if (!app->check_rules)
		app_say_error(app, &err);
	return app->check_rules;
}
