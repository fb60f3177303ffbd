/*
 * Marks and notes of all reports, in a list, with the sentence and the words
 * of the one under the cursor below it.
 */
#include "tui/view/notes.h"

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "db/notes.h"
#include "db/reports.h"

#include "tui/view/reader.h"
#include "tui/widget/list.h"

enum { DETAIL_ROWS = 6, TITLE_COLS_MOST = 32 };

struct notebook {
	struct view view;
	struct arena rows;
	struct notes all;
	struct list list;
	bool fetched;
};

static struct places *places_of(const struct app *app)
{
	return app_setup(app)->places;
}

/* The report that a note belongs to, by content, else by path; 0. */
static int64_t report_of(struct app *app, const struct note *n)
{
	struct library *lib = app_setup(app)->lib;
	struct arena a = {0};
	struct error err = {0};
	int64_t id = reports_by_hash(lib, arena_cstr(&a, n->sha256), &err);

	if (!id && n->path.len)
		id = reports_by_path(lib, n->path, &err);
	arena_release(&a);
	return id;
}

static void go(struct app *app, const struct note *n)
{
	int64_t id = report_of(app, n);
	struct view *v = app_top(app);
	struct reader *r;
	uint32_t off;

	if (!id) {
		app_say(app,
			str_of(_(
				"the report of this note is not in the library")));
		return;
	}
	if (reader_is(v) && reader_of(v)->row.id == id) {
		r = reader_of(v);
		app_jump_from(app, (struct app_place){id, r->at});
	} else {
		if (reader_is(v))
			app_jump_from(app,
				      (struct app_place){reader_of(v)->row.id,
							 reader_of(v)->at});
		v = reader_view(app, id, 0);
		if (!v)
			return;
		app_push(app, v);
		r = reader_of(v);
	}
	if (reader_quote_find(r, n->sentence, n->off, &off))
		reader_go(r, off);
	else
		app_say(app, str_of(_("the sentence of this note is gone")));
}

void notes_jump(struct app *app, uint32_t letter)
{
	struct arena a = {0};
	struct error err = {0};
	struct note n;
	struct buf b;
	char utf8[5] = {0};

	if (places_of(app) &&
	    notes_mark(places_of(app), &a, letter, &n, &err)) {
		go(app, &n);
	} else if (err.code) {
		app_say_error(app, &err);
	} else {
		utf8_encode(letter, utf8);
		buf_init(&b, app_frame(app));
		buf_addf(&b, _("there is no mark %s; m %s sets it"), utf8,
			 utf8);
		app_say(app, buf_str(&b));
	}
	arena_release(&a);
}

static void fetch(struct view *v)
{
	struct notebook *b = (struct notebook *)v;
	struct error err = {0};

	arena_reset(&b->rows);
	b->all = (struct notes){0};
	b->fetched = true;
	if (places_of(v->app) &&
	    !notes_all(places_of(v->app), &b->rows, &b->all, &err))
		app_say_error(v->app, &err);
	list_set(&b->list, (uint32_t)b->all.n, b->list.rows);
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_NOTES;
}

static struct str sign_of(const struct note *n, char *out)
{
	return n->letter ? str_n(out, utf8_encode(n->letter, out)) : STR("+");
}

static void draw_row(struct notebook *b, struct draw *d, struct rect r,
		     uint32_t i)
{
	const struct note *n = &b->all.items[i];
	int row = (int)(i - b->list.top), cols = r.cols / 3;
	enum style style = i == b->list.cursor ? STYLE_CURSOR : STYLE_TEXT;
	char utf8[4];

	if (cols > TITLE_COLS_MOST)
		cols = TITLE_COLS_MOST;
	draw_style(d, r, row, 0, r.cols, style);
	draw_text(d, r, row, 1, 2, sign_of(n, utf8), style);
	draw_text_cut(d, r, row, 4, cols, n->title, style);
	draw_text_cut(d, r, row, cols + 6, r.cols - cols - 7,
		      n->text.len ? n->text : n->sentence, style);
}

/* The whole sentence, as many rows as there are. */
static void draw_detail(struct notebook *b, struct draw *d, struct rect r)
{
	const struct note *n = &b->all.items[b->list.cursor];
	struct str rest =
		clean_str(app_frame(b->view.app), str_trim(n->sentence));
	int row = 1;

	for (int col = 0; col < r.cols; col++)
		draw_text(d, r, 0, col, 1, str_of(d->ascii ? "-" : "─"),
			  STYLE_BORDER);
	if (n->text.len)
		draw_text_cut(d, r, row++, 1, r.cols - 2, n->text,
			      STYLE_CHAPTER);
	for (; row < r.rows && rest.len; row++) {
		size_t used, len = width_fit(rest, (size_t)(r.cols - 2), &used);

		draw_text(d, r, row, 1, r.cols - 2, str_sub(rest, 0, len),
			  STYLE_TEXT);
		rest = str_sub(rest, len ? len : rest.len, rest.len);
	}
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	struct notebook *b = (struct notebook *)v;
	struct rect title = {r.row, r.col, 1, r.cols};
	struct rect body = {r.row + 1, r.col, r.rows - 1, r.cols};
	int detail = body.rows > 2 * DETAIL_ROWS ? DETAIL_ROWS : 0;
	struct rect below = {r.row + r.rows - detail, r.col, detail, r.cols};

	if (!b->fetched)
		fetch(v);
	body.rows -= detail;
	list_set(&b->list, b->list.count, (uint32_t)body.rows);
	draw_fill(d, title, STYLE_TITLE_BAR);
	draw_text_cut(d, title, 0, 1, r.cols - 2, str_of(_("Marks and notes")),
		      STYLE_TITLE_BAR);
	if (b->all.n == 0) {
		draw_text_cut(d, body, 1, 2, r.cols - 4,
			      str_of(_("None yet: in a report, m and a letter "
				       "marks a sentence, a notes something.")),
			      STYLE_DIM);
		return;
	}
	for (uint32_t i = b->list.top;
	     i < b->list.count && i < b->list.top + b->list.rows; i++)
		draw_row(b, d, body, i);
	if (detail)
		draw_detail(b, d, below);
}

static void remove_one(struct notebook *b)
{
	struct error err = {0};

	if (b->list.count == 0)
		return;
	if (!notes_remove(places_of(b->view.app),
			  b->all.items[b->list.cursor].id, &err))
		app_say_error(b->view.app, &err);
	app_reload(b->view.app);
}

static void changed(void *data, struct str text, bool accepted)
{
	struct notebook *b = data;
	struct note n = b->all.items[b->list.cursor];
	struct error err = {0};

	n.text = str_trim(text);
	if (!accepted)
		return;
	if (n.text.len == 0 && !n.letter)
		remove_one(b);
	else if (!notes_put(places_of(b->view.app), &n, &err))
		app_say_error(b->view.app, &err);
	app_reload(b->view.app);
}

static void change(struct notebook *b)
{
	static const struct prompt_ops ops = {
		.label = N_("note"),
		.sign = '+',
		.on_done = changed,
	};

	if (b->list.count)
		app_prompt(b->view.app, &ops, b,
			   b->all.items[b->list.cursor].text);
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct notebook *b = (struct notebook *)v;

	switch (id) {
	case ACTION_OPEN:
		if (b->list.count)
			go(v->app, &b->all.items[b->list.cursor]);
		return VIEW_HANDLED;
	case ACTION_NOTE:
		change(b);
		return VIEW_HANDLED;
	case ACTION_REMOVE:
		remove_one(b);
		return VIEW_HANDLED;
	case ACTION_NOTES:
	case ACTION_BACK:
		return VIEW_CLOSE;
	default:
		return list_action(&b->list, id, arg) ? VIEW_HANDLED
						      : VIEW_IGNORED;
	}
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	const struct notebook *b = (const struct notebook *)v;

	(void)left;
	if (b->list.count)
		buf_addf(right, "%u/%u", b->list.cursor + 1, b->list.count);
}

static void close_notebook(struct view *v)
{
	arena_release(&((struct notebook *)v)->rows);
	view_free(v);
}

struct view *notes_view(struct app *app)
{
	static const struct view_ops ops = {
		.name = "notes",
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.status = status,
		.reload = fetch,
		.close = close_notebook,
	};

	return view_new(sizeof(struct notebook), &ops, app);
}
