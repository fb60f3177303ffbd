/*
 * Help: the action table, for the contexts of the view below, with keys at
 * the left and what they do at the right. Nothing is written here that the
 * table does not say.
 */
#include "core/base/array.h"
#include "core/base/width.h"

#include "tui/view/views.h"

enum { KEY_COLS_MOST = 30, GAP = 2 };

struct help_row {
	bool heading;
	struct str keys, text;
};

struct help {
	struct view view;
	ARRAY_OF(struct help_row) rows;
	int key_cols;
	int top, shown; /* first row shown, rows that fit */
};

/* Groups in the order in which they are shown. */
static const struct {
	unsigned context;
	const char *title;
} GROUPS[] = {
	{CONTEXT_TEXT, N_("Text")},
	{CONTEXT_OUTLINE, N_("Outline")},
	{CONTEXT_SEARCH, N_("Search")},
	{CONTEXT_LIBRARY, N_("Library")},
	{CONTEXT_FIGURES, N_("Figures")},
	{CONTEXT_NOTES, N_("Marks and notes")},
	{CONTEXT_PAIR, N_("Two reports")},
	{CONTEXT_TABLE, N_("Tables")},
	{CONTEXT_CARD, N_("Card")},
	{CONTEXT_MOVE, N_("Moving")},
	{CONTEXT_GLOBAL, N_("Everywhere")},
};

static struct str labels_of(struct help *h, const struct action *action)
{
	struct buf b;

	buf_init(&b, &h->view.arena);
	keymap_labels(app_keymap(h->view.app), action->id, &b);
	if (action->takes_char)
		buf_addz(&b, " …");
	return buf_str(&b);
}

/* What no key calls is not told. */
static bool has_keys(struct help *h, const struct action *action)
{
	return app_keymap(h->view.app)->keys[action->id][0] != 0;
}

/* An action that works in two contexts is told in the first one shown. */
static bool belongs(const struct action *action, unsigned contexts,
		    size_t group)
{
	for (size_t i = 0; i < group; i++)
		if (action->contexts & contexts & GROUPS[i].context)
			return false;
	return action->contexts & contexts & GROUPS[group].context;
}

static void add_group(struct help *h, unsigned contexts, size_t group)
{
	struct arena *a = &h->view.arena;
	bool titled = false;

	for (int i = 1; i < ACTION_COUNT; i++) {
		struct help_row *row;
		int cols;

		if (!belongs(&ACTIONS[i], contexts, group) ||
		    !has_keys(h, &ACTIONS[i]))
			continue;
		if (!titled && h->rows.n)
			ARRAY_PUSH(a, &h->rows);
		if (!titled) {
			row = ARRAY_PUSH(a, &h->rows);
			row->heading = true;
			row->text = str_of(_(GROUPS[group].title));
		}
		titled = true;
		row = ARRAY_PUSH(a, &h->rows);
		row->keys = labels_of(h, &ACTIONS[i]);
		row->text = str_of(_(ACTIONS[i].help));
		cols = (int)width_str(row->keys);
		if (cols > h->key_cols && cols <= KEY_COLS_MOST)
			h->key_cols = cols;
	}
}

static void add_note(struct help *h, const char *msgid)
{
	struct help_row *row;

	row = ARRAY_PUSH(&h->view.arena, &h->rows);
	row->text = str_of(_(msgid));
}

static unsigned help_contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_HELP | CONTEXT_MOVE;
}

static void scroll_to(struct help *h, int64_t row)
{
	int64_t last = (int64_t)h->rows.n - h->shown;

	if (row > last)
		row = last;
	h->top = row < 0 ? 0 : (int)row;
}

static void draw_row(struct help *h, struct draw *d, struct rect r, int at,
		     const struct help_row *row)
{
	int keys = h->key_cols + GAP;

	if (row->heading) {
		draw_text_cut(d, r, at, 0, r.cols, row->text, STYLE_PART);
		return;
	}
	draw_text_cut(d, r, at, GAP, h->key_cols, row->keys, STYLE_CHAPTER);
	draw_text_cut(d, r, at, GAP + keys, r.cols - GAP - keys, row->text,
		      STYLE_TEXT);
}

static void help_draw(struct view *v, struct draw *d, struct rect r)
{
	struct help *h = (struct help *)v;
	struct rect title = {r.row, r.col, 1, r.cols};
	struct rect in = {r.row + 1, r.col + 1, r.rows - 1, r.cols - 2};

	draw_fill(d, r, STYLE_TEXT);
	draw_fill(d, title, STYLE_TITLE_BAR);
	draw_text_cut(d, title, 0, 1, r.cols - 2, str_of(_("hsview: keys")),
		      STYLE_TITLE_BAR);
	h->shown = in.rows;
	scroll_to(h, h->top);
	for (int i = 0; i < in.rows && (size_t)(h->top + i) < h->rows.n; i++)
		draw_row(h, d, in, i, &h->rows.items[h->top + i]);
}

/* Where an action of moving leads to. */
static int64_t target_of(const struct help *h, enum action_id id, int64_t n)
{
	switch (id) {
	case ACTION_DOWN:
		return h->top + n;
	case ACTION_UP:
		return h->top - n;
	case ACTION_PAGE_DOWN:
		return h->top + n * h->shown;
	case ACTION_PAGE_UP:
		return h->top - n * h->shown;
	case ACTION_HALF_DOWN:
		return h->top + n * (h->shown / 2);
	case ACTION_HALF_UP:
		return h->top - n * (h->shown / 2);
	case ACTION_TOP:
		return 0;
	case ACTION_BOTTOM:
		return (int64_t)h->rows.n;
	default:
		return -1;
	}
}

static enum view_result help_action(struct view *v, enum action_id id,
				    const struct action_arg *arg)
{
	struct help *h = (struct help *)v;

	if (id == ACTION_HELP || id == ACTION_CANCEL || id == ACTION_CLOSE)
		return VIEW_CLOSE;
	if (!(ACTIONS[id].contexts & CONTEXT_MOVE))
		return VIEW_IGNORED;
	if (id == ACTION_PERCENT)
		scroll_to(h, (int64_t)h->rows.n * arg->count / 100);
	else if (id != ACTION_LEFT && id != ACTION_RIGHT && id != ACTION_OPEN)
		scroll_to(h, target_of(h, id, arg->count ? arg->count : 1));
	return VIEW_HANDLED;
}

static void help_status(struct view *v, struct buf *left, struct buf *right)
{
	struct help *h = (struct help *)v;
	int last = (int)h->rows.n - h->shown;

	(void)left;
	if (last > 0)
		buf_addf(right, "%d%%", h->top * 100 / last);
}

static void help_close(struct view *v)
{
	view_free(v);
}

static const struct view_ops HELP_OPS = {
	.name = "help",
	.contexts = help_contexts,
	.draw = help_draw,
	.action = help_action,
	.status = help_status,
	.close = help_close,
};

struct view *help_view(struct app *app, unsigned contexts)
{
	struct help *h = view_new(sizeof(*h), &HELP_OPS, app);

	for (size_t i = 0; i < COUNT_OF(GROUPS); i++)
		add_group(h, contexts | CONTEXT_GLOBAL, i);
	ARRAY_PUSH(&h->view.arena, &h->rows);
	add_note(h, N_("Digits before a key are a count: 5j, 30%."));
	add_note(h, N_("With an input method on, full-width signs work as "
		       "their keys; Chinese text starts a search."));
	return &h->view;
}
