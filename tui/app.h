#pragma once

#include "core/checks.h"
#include "core/extract/extract.h"
#include "core/report.h"

#include "db/library.h"
#include "db/places.h"

#include "tui/i18n.h"
#include "tui/keymap.h"
#include "tui/term/key.h"
#include "tui/view.h"

/*
 * The browser: a stack of views, one event at a time. app_event does all for
 * one key, resize or paste; app_draw draws all; the loop around them
 * (tui/browse.c) only reads. No view and no prompt has a loop of its own, so
 * that tests drive the same functions.
 */
struct app_setup {
	struct library *lib;
	struct places *places; /* may be NULL */
	const struct report_rules *rules;
	enum lang lang;
	bool kiosk;
	bool library_is_files; /* in memory, made of files named by the user */
	struct str library_name;       /* what the title bar says it is */
	bool mono;		       /* --color=never or NO_COLOR */
	const struct assets *assets;   /* for the theme; NULL = the built-in */
	unsigned this_year;	       /* 0: by the clock */
	struct str samples;	       /* their folder; "" = not there */
	const struct wrap_rules *wrap; /* NULL: Unicode's rules alone */
	const struct keymap *keymap;   /* NULL: the defaults; copied */
	struct str theme;	       /* its name; "" = default */
	bool no_clipboard;  /* --no-clipboard, or the terminal takes none */
	uint16_t text_cols; /* most columns of text, 0 = the default */
};

struct app *app_open(const struct app_setup *setup);
void app_close(struct app *app);
const struct app_setup *app_setup(const struct app *app);

const struct keymap *app_keymap(const struct app *app);

void app_event(struct app *app, const struct event *ev);
void app_draw(struct app *app, struct draw *d);
/* Does some of what was put off until nobody waits; false when there was
 * nothing, else the screen has to be drawn again. */
bool app_work(struct app *app);
/* The user left, or the last view closed. */
bool app_is_done(const struct app *app);
/* Asks the loop to suspend (^Z) or to repaint from nothing (^L); cleared by
 * reading. */
bool app_wants_suspend(struct app *app);
bool app_wants_repaint(struct app *app);
/* Asks for other looks: the name of a theme; cleared by reading. */
bool app_wants_theme(struct app *app, struct str *name);

/* Has a text sent to the terminal for its clipboard, and says so. Where the
 * terminal gets none, or it is too long, it is shown plainly instead, to be
 * selected with the mouse; false then. */
bool app_yank(struct app *app, struct str text);
/* The text to be sent, cleared by reading; it lives until the next event. */
bool app_wants_yank(struct app *app, struct str *text);
/* Is there such an action here? In a kiosk there are few. */
bool app_allows(const struct app *app, enum action_id id);
/* Does an action, as its key would: the top view first, then the app. */
void app_run(struct app *app, enum action_id id, const struct action_arg *arg);

/* Puts a view on the stack; the app owns it from then on. */
void app_push(struct app *app, struct view *v);
struct view *app_top(const struct app *app);
/* An arena that is emptied after each frame. */
struct arena *app_frame(struct app *app);
/* Says a line in the status line until the next key; `text` is copied. */
void app_say(struct app *app, struct str text);
/* Memory that lasts as long as the app, for a few bytes. */
struct arena *app_keeps(struct app *app);
/* The library was changed: every view fetches again. */
void app_reload(struct app *app);
/* Looks whether others wrote to the library or put another in its place;
 * fetches again and says so. False when nothing is new. */
bool app_look(struct app *app);
void app_say_error(struct app *app, const struct error *err);

/* The rules of figures, loaded when they are first needed; NULL after saying
 * why. */
const struct extract_rules *app_figure_rules(struct app *app);

/* The same for the checks. */
const struct check_rules *app_check_rules(struct app *app);

/* Where somebody was: for ^O, H and L. A jump calls app_jump_from with the
 * place that it leaves. */
enum { APP_PLACE_SEARCH = -1 };
struct app_place {
	int64_t report; /* id in the library, 0 = the library view,
			   APP_PLACE_SEARCH = the search over all reports */
	uint32_t off;	/* bytes of its text */
};
void app_jump_from(struct app *app, struct app_place from);
/* The place to go back (or forward) to; `now` is where one is. False when
 * there is none. */
bool app_history_step(struct app *app, int step, struct app_place now,
		      struct app_place *to);

/* The highlighted words; they outlive a reader (tui/view/keywords.h). */
struct keywords;
struct keywords *app_keywords(struct app *app);

/* Opens a prompt at the bottom. `on_change` runs as the text changes (may be
 * NULL), `on_done` once: with accepted = false after Esc. The strings live as
 * long as the call. */
struct prompt_ops {
	const char *label; /* msgid: "search" */
	char sign;	   /* '/', '&', ':' */
	void (*on_change)(void *data, struct str text);
	void (*on_done)(void *data, struct str text, bool accepted);
	/* Tab: the turn-th text (from 0) for what was typed; false behind the
	 * last. May be NULL. */
	bool (*complete)(void *data, struct str typed, unsigned turn,
			 struct buf *out);
};
void app_prompt(struct app *app, const struct prompt_ops *ops, void *data,
		struct str initial);
