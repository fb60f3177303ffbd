/*
 * A frame: the views that lie over one another, and the last row with what is
 * to be said and the keys that are worth knowing here.
 */
#include "core/base/width.h"

#include "tui/app_inner.h"

enum { ROWS_LEAST = 10, COLS_LEAST = 40 };

/* Draws the hint of an action if it fits whole; returns the column after. */
static int draw_hint(const struct keymap *km, struct draw *d, struct rect r,
		     const struct action *a, int from, int to)
{
	char label[16];
	struct str key = str_of(keymap_label(km, a->id, label));
	struct str hint = str_of(_(a->hint));

	if (!key.len || from + (int)(width_str(key) + 1 + width_str(hint)) > to)
		return from;
	from += draw_text(d, r, 0, from, to - from, key, STYLE_HINT_KEY) + 1;
	return from + 2 + draw_text(d, r, 0, from, to - from, hint, STYLE_HINT);
}

/* How to leave and where help is, what is special here, then the rest. */
static int hint_rank(const struct action *a)
{
	if (a->id == ACTION_CLOSE || a->id == ACTION_HELP)
		return 0;
	return a->contexts & CONTEXT_GLOBAL ? 2 : 1;
}

static void draw_hints(const struct view *v, struct draw *d, struct rect r,
		       int from, int to)
{
	unsigned contexts = v->ops->contexts(v) | CONTEXT_GLOBAL;

	for (int rank = 0; rank < 3; rank++)
		for (int i = 1; i < ACTION_COUNT; i++)
			if (*ACTIONS[i].hint &&
			    (ACTIONS[i].contexts & contexts) &&
			    hint_rank(&ACTIONS[i]) == rank)
				from = draw_hint(&v->app->keymap, d, r,
						 &ACTIONS[i], from, to);
}

/* What stands at the right: a count being typed, else the view's place. */
static struct str status_right(struct app *app, const struct buf *right)
{
	struct buf b;

	if (!app->count && !app->pending)
		return buf_str(right);
	buf_init(&b, &app->frame);
	if (app->count)
		buf_addf(&b, "%lld", (long long)app->count);
	if (app->pending)
		buf_addz(&b, ACTIONS[app->pending].keys);
	return buf_str(&b);
}

/* The last row: a message, or the view's status and hints for its keys. */
static void draw_status(struct app *app, struct draw *d, struct view *v)
{
	struct rect r = {d->rows - 1, 0, 1, d->cols};
	struct buf left, right;
	enum style style = app->message_is_error ? STYLE_ERROR : STYLE_STATUS;
	int used, end = d->cols, hints;

	buf_init(&left, &app->frame);
	buf_init(&right, &app->frame);
	if (v->ops->status)
		v->ops->status(v, &left, &right);
	draw_fill(d, r, style);
	if (app->message.len == 0 || app->count || app->pending) {
		end -= draw_text_right(d, r, 0, d->cols / 3,
				       d->cols - d->cols / 3 - 1,
				       status_right(app, &right), style);
		end -= 2;
	}
	if (app->message.len) {
		draw_text_cut(d, r, 0, 1, end - 1, app->message, style);
		return;
	}
	/* A newcomer sees at least how to leave and where help is. */
	hints = end > 60 ? 22 : 0;
	used = draw_text_cut(d, r, 0, 1, end - 1 - hints, buf_str(&left),
			     style);
	if (v->ops->contexts(v) != CONTEXT_PROMPT)
		draw_hints(v, d, r, used ? used + 4 : 1, end);
}

static void draw_too_small(struct app *app, struct draw *d)
{
	struct rect r = {0, 0, d->rows, d->cols};
	struct buf b;

	buf_init(&b, &app->frame);
	buf_addf(&b, _("window too small: %dx%d, needs %dx%d"), d->cols,
		 d->rows, COLS_LEAST, ROWS_LEAST);
	draw_text(d, r, d->rows / 2, 0, d->cols, buf_str(&b), STYLE_TEXT);
}

/* A line over the view below; a view that is typed into is none. */
static bool is_prompt(const struct view *v)
{
	return v->ops->overlay && v->ops->contexts(v) == CONTEXT_PROMPT;
}

/* Views from `v` up are drawn over what lies below them. */
static void draw_stack(struct view *v, struct draw *d)
{
	struct rect above_status = {0, 0, d->rows - 1, d->cols};

	if (v->ops->overlay && v->below)
		draw_stack(v->below, d);
	v->ops->draw(v, d, above_status);
}

void app_draw(struct app *app, struct draw *d)
{
	struct rect all = {0, 0, d->rows, d->cols};
	struct view *v = app->top;

	draw_clear(d);
	app->looked = false;
	if (!v)
		return;
	if (d->rows < ROWS_LEAST || d->cols < COLS_LEAST) {
		draw_too_small(app, d);
	} else {
		while (is_prompt(v) && v->below)
			v = v->below;
		/* The view first: its status is of what it just laid out. */
		draw_stack(v, d);
		draw_status(app, d, v);
		if (app->top != v)
			app->top->ops->draw(app->top, d, all);
	}
	arena_reset(&app->frame);
}
