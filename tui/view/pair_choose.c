/*
 * Which report to put beside this one: that of the same region of the year
 * before, or one out of a list, the reports of its region first. What is typed
 * after / narrows the list.
 */
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "tui/view/pair.h"
#include "tui/widget/list.h"

enum {
	LISTED_MOST = 500, /* reports in the list; the filter finds the rest */
	FILTER_LEN = 128,
	BOX_COLS = 76,
};

struct choice {
	struct view view;
	struct pair *over;
	int64_t report;
	uint32_t off;
	struct report_row row; /* the report's own */
	struct list list;
	struct arena page;
	struct report_rows rows;
	char words[FILTER_LEN];
};

static bool read_page(struct app *app, struct arena *a, struct str words,
		      struct report_rows *rows)
{
	struct report_filter filter = {.words = words, .order = ORDER_YEAR};
	struct error err;

	error_clear(&err);
	*rows = (struct report_rows){0};
	if (reports_page(app_setup(app)->lib, a, &filter, 0, LISTED_MOST, rows,
			 &err))
		return true;
	app_say_error(app, &err);
	return false;
}

int64_t pair_partner(struct app *app, int64_t report)
{
	struct arena *a = app_frame(app);
	struct report_rows rows;
	struct report_row row;
	struct error err;

	error_clear(&err);
	if (!reports_get(app_setup(app)->lib, a, report, &row, &err) ||
	    !row.year || !row.region.len ||
	    !read_page(app, a, row.region, &rows))
		return 0;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.items[i].kind == row.kind &&
		    rows.items[i].year + 1 == row.year &&
		    str_eq(rows.items[i].region, row.region))
			return rows.items[i].id;
	return 0;
}

static bool is_of_region(const struct choice *c, const struct report_row *row)
{
	return row->region.len && str_eq(row->region, c->row.region);
}

static void fetch(struct choice *c)
{
	struct report_rows all;
	uint32_t n = 0;

	arena_reset(&c->page);
	c->rows = (struct report_rows){0};
	if (read_page(c->view.app, &c->page, str_of(c->words), &all)) {
		c->rows.items = arena_calloc(&c->page, all.n + 1,
					     sizeof(*c->rows.items));
		for (int other = 0; other < 2; other++)
			for (size_t i = 0; i < all.n; i++)
				if (all.items[i].id != c->report &&
				    is_of_region(c, &all.items[i]) != other)
					c->rows.items[n++] = all.items[i];
	}
	c->rows.n = n;
	c->list.cursor = c->list.top = 0;
	list_set(&c->list, n, c->list.rows);
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE;
}

static void draw_report(struct choice *c, struct draw *d, struct rect in,
			uint32_t i)
{
	const struct report_row *row = &c->rows.items[i];
	struct str title = row->title.len ? row->title : row->file;
	int line = (int)(i - c->list.top), at = 1;
	enum style style = i == c->list.cursor ? STYLE_CURSOR : STYLE_TEXT;
	struct buf year;

	buf_init(&year, app_frame(c->view.app));
	if (row->year)
		buf_addf(&year, "%u", row->year);
	draw_style(d, in, line, 0, in.cols, style);
	draw_text(d, in, line, at, 4, buf_str(&year), style);
	at += 6;
	draw_text_cut(d, in, line, at, 12, row->region, style);
	at += 14;
	draw_text_cut(d, in, line, at, in.cols - at - 1, title, style);
	if (i == c->list.cursor)
		draw_cursor(d, in, line, 0);
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	struct choice *c = (struct choice *)v;
	struct rect box = r, in;

	if (box.cols > BOX_COLS) {
		box.col += (box.cols - BOX_COLS) / 2;
		box.cols = BOX_COLS;
	}
	box.rows = (int)c->rows.n + 2 < r.rows - 2 ? (int)c->rows.n + 2
						   : r.rows - 2;
	if (box.rows < 3)
		box.rows = 3;
	box.row += (r.rows - box.rows) / 3;
	in = (struct rect){box.row + 1, box.col + 1, box.rows - 2,
			   box.cols - 2};
	draw_fill(d, box, STYLE_TEXT);
	draw_box(d, box, STYLE_BORDER_FOCUS);
	draw_text_cut(d, box, 0, 2, box.cols - 4,
		      str_of(_(" beside which report? ")), STYLE_CHAPTER);
	list_set(&c->list, (uint32_t)c->rows.n, (uint32_t)in.rows);
	if (c->rows.n == 0)
		draw_text_cut(d, in, 0, 1, in.cols - 2,
			      str_of(_("there is no other report")), STYLE_DIM);
	for (uint32_t i = c->list.top;
	     i < c->rows.n && i < c->list.top + c->list.rows; i++)
		draw_report(c, d, in, i);
}

static void filter_typed(void *data, struct str text)
{
	struct choice *c = data;

	text = str_trim(text);
	text.len = utf8_cut(text, FILTER_LEN - 1);
	if (text.len)
		memcpy(c->words, text.p, text.len);
	c->words[text.len] = 0;
	fetch(c);
}

static void filter_done(void *data, struct str text, bool accepted)
{
	filter_typed(data, accepted ? text : STR_NULL);
}

static void filter_open(struct choice *c, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = N_("filter"),
		.sign = '&',
		.on_change = filter_typed,
		.on_done = filter_done,
	};

	app_prompt(c->view.app, &ops, c,
		   initial.len ? initial : str_of(c->words));
	if (initial.len)
		filter_typed(c, initial);
}

static enum view_result choose(struct choice *c)
{
	struct app *app = c->view.app;
	struct view *v;
	int64_t id;

	if (c->rows.n == 0)
		return VIEW_HANDLED;
	id = c->rows.items[c->list.cursor].id;
	if (c->over) {
		pair_load(c->over, c->report, id, c->off);
		return VIEW_CLOSE;
	}
	v = pair_new(app, c->report, id, c->off);
	if (v)
		app_push(app, v);
	return VIEW_CLOSE;
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct choice *c = (struct choice *)v;

	switch (id) {
	case ACTION_OPEN:
		return choose(c);
	case ACTION_SEARCH:
	case ACTION_FILTER:
		filter_open(c, arg->text);
		return VIEW_HANDLED;
	case ACTION_CANCEL:
	case ACTION_CLOSE:
	case ACTION_BACK:
		return VIEW_CLOSE;
	default:
		return list_action(&c->list, id, arg) ? VIEW_HANDLED
						      : VIEW_IGNORED;
	}
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	struct choice *c = (struct choice *)v;

	if (c->words[0])
		buf_addf(left, "&%s", c->words);
	if (c->rows.n)
		buf_addf(right, "%u/%zu", c->list.cursor + 1, c->rows.n);
}

static void close_choice(struct view *v)
{
	struct choice *c = (struct choice *)v;

	arena_release(&c->page);
	view_free(v);
}

struct view *pair_choose(struct app *app, struct pair *over, int64_t report,
			 uint32_t off)
{
	static const struct view_ops ops = {
		.name = "pair-choose",
		.overlay = true,
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.status = status,
		.close = close_choice,
	};
	struct choice *c = view_new(sizeof(*c), &ops, app);
	struct error err;

	error_clear(&err);
	c->over = over;
	c->report = report;
	c->off = off;
	if (!reports_get(app_setup(app)->lib, &c->view.arena, report, &c->row,
			 &err)) {
		app_say_error(app, &err);
		view_free(&c->view);
		return NULL;
	}
	fetch(c);
	return &c->view;
}
