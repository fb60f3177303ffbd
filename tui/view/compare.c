/*
 * The compare view: last year's targets, this year's achievements. This file
 * opens it and turns keys into steps; rows are compare_rows.c's, the screen is
 * compare_draw.c's.
 */
#include "tui/view/compare.h"

#include <stdio.h>

#include "core/base/utf8.h"

#include "db/reports.h"

#include "tui/view/views.h"

/* Fetches the rows of the axis that is set; the cursor goes to the cell of
 * region, indicator and year that it stood on. */
static void load(struct compare *c, const struct series_row *like,
		 unsigned year)
{
	struct series_wanted wanted = {0};
	const struct series_row *keep = NULL;
	struct series_row want = like ? *like : (struct series_row){0};

	if (c->axis == BY_YEAR)
		wanted.region = c->region;
	else
		wanted.indicator = c->indicator.indicator;
	series_pane_release(&c->pane);
	arena_reset(&c->data.arena);
	c->data = (struct series_data){.arena = c->data.arena};
	series_data_load(&c->data, c->view.app, &wanted);
	for (size_t i = 0; like && i < c->data.table.n; i++) {
		const struct series_row *row = &c->data.table.rows[i];

		if (str_eq(row->region, want.region) &&
		    str_eq(row->indicator, want.indicator) &&
		    row->measure == want.measure &&
		    row->family == want.family &&
		    str_eq(row->scope, want.scope) &&
		    str_eq(row->basis, want.basis)) {
			keep = row;
			break;
		}
	}
	compare_refresh(c, keep, year);
}

/* Turns the table about the cell under the cursor. */
static void turn(struct compare *c)
{
	const struct series_row *row = compare_row(c);
	unsigned year = compare_year(c);
	struct series_row key;

	if (!row)
		return;
	key = series_row_key(&c->view.arena, row);
	c->words[0] = '\0';
	c->order = COMPARE_AS_TEXT;
	if (c->axis == BY_YEAR) {
		c->axis = BY_REGION;
		c->indicator = key;
	} else {
		c->axis = BY_YEAR;
		c->region = key.region;
	}
	load(c, &key, year);
}

/* One side of a cell after the other, on to the next year's. */
static void step_side(struct compare *c, int by)
{
	const struct series_cell *cell = compare_cell(c);
	enum series_which last = by > 0 ? SIDE_ACHIEVED : SIDE_TARGET;
	enum series_which side = series_side_of(cell, c->side);

	if (cell && side != last && series_side(cell, last)->low) {
		c->side = last;
		return;
	}
	if (c->grid.at + by < COLUMN_FIRST_YEAR ||
	    c->grid.at + by >= c->grid.n_columns)
		return;
	table_to_column(&c->grid, c->grid.at + by);
	c->side = by > 0 ? SIDE_TARGET : SIDE_ACHIEVED;
}

static void step_missed(struct compare *c, int64_t n, int by)
{
	bool found = true;

	while (n-- > 0 && found) {
		found = compare_step_missed(c, by);
		if (found)
			c->side = SIDE_ACHIEVED;
	}
	if (!found)
		app_say(c->view.app,
			str_of(by > 0 ? _("no missed target behind this one")
				      : _("no missed target before this one")));
}

static void set_filter(struct compare *c, struct str words)
{
	const struct series_row *keep = compare_row(c);
	unsigned year = compare_year(c);

	words = str_trim(words);
	words.len = utf8_cut(words, COMPARE_WORDS - 1);
	if (words.len)
		memmove(c->words, words.p, words.len);
	c->words[words.len] = '\0';
	compare_refresh(c, keep, year);
}

static void filter_typed(void *data, struct str text)
{
	set_filter(data, text);
}

static void filter_done(void *data, struct str text, bool accepted)
{
	struct compare *c = data;

	set_filter(c, accepted ? text : str_of(c->words_before));
}

static void filter_open(struct compare *c, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = N_("filter"),
		.sign = '&',
		.on_change = filter_typed,
		.on_done = filter_done,
	};

	memcpy(c->words_before, c->words, COMPARE_WORDS);
	app_prompt(c->view.app, &ops, c,
		   initial.len ? initial : str_of(c->words));
	if (initial.len)
		set_filter(c, initial);
}

static void sort_next(struct compare *c)
{
	do
		c->order = (c->order + 1) % COMPARE_ORDER_COUNT;
	while (c->order == COMPARE_BY_VALUE && c->axis == BY_YEAR);
	compare_refresh(c, compare_row(c), compare_year(c));
}

static void open_trend(struct compare *c)
{
	const struct series_row *row = compare_row(c);

	if (row)
		app_push(c->view.app,
			 trend_view(c->view.app, row, 0, 0, compare_year(c)));
}

static void open_ledger(struct compare *c)
{
	const struct series_row *row = compare_row(c);
	struct view *v;

	if (!row)
		return;
	v = ledger_view(c->view.app, row->region, compare_year(c));
	if (v)
		app_push(c->view.app, v);
}

/* The year under the cursor, all rows of it. */
static void yank_table(struct compare *c)
{
	unsigned year = compare_year(c);
	char title[16];
	struct buf b;

	buf_init(&b, app_frame(c->view.app));
	snprintf(title, sizeof(title), "%u", year);
	series_yank_head(&b, title);
	for (size_t i = 0; i < c->rows.n; i++) {
		const struct compare_row *row = &c->rows.items[i];
		const struct series_cell *cell =
			series_cell_of(row->series, year);

		if (cell)
			series_yank_row(&b, row->label, cell);
	}
	app_yank(c->view.app, buf_str(&b));
}

static enum view_result yank(struct compare *c, uint32_t what)
{
	if (what == 't' && c->rows.n)
		yank_table(c);
	else if (!series_yank(&c->pane, c->view.app, what, c->side))
		return VIEW_IGNORED;
	return VIEW_HANDLED;
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_TABLE;
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	compare_draw((struct compare *)v, d, r);
}

static bool table_action(struct compare *c, enum action_id id,
			 const struct action_arg *arg)
{
	switch (id) {
	case ACTION_LEFT:
	case ACTION_RIGHT:
		for (int64_t n = action_times(arg, c->grid.n_columns * 2);
		     n > 0; n--)
			step_side(c, id == ACTION_RIGHT ? 1 : -1);
		return true;
	case ACTION_MISSED_NEXT:
	case ACTION_MISSED_PREV:
		step_missed(c, action_times(arg, INT32_MAX),
			    id == ACTION_MISSED_NEXT ? 1 : -1);
		return true;
	case ACTION_TURN:
		turn(c);
		return true;
	case ACTION_SORT:
		sort_next(c);
		return true;
	case ACTION_FILTER:
	case ACTION_SEARCH:
		filter_open(c, arg->text);
		return true;
	default:
		return list_action(&c->grid.rows, id, arg);
	}
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct compare *c = (struct compare *)v;

	switch (id) {
	case ACTION_OPEN:
		series_open(v->app, &c->data, compare_cell(c), c->side);
		return VIEW_HANDLED;
	case ACTION_NOTE:
		series_note(v->app, &c->data, compare_cell(c), c->side);
		return VIEW_HANDLED;
	case ACTION_TREND:
		open_trend(c);
		return VIEW_HANDLED;
	case ACTION_LEDGER:
		open_ledger(c);
		return VIEW_HANDLED;
	case ACTION_YANK:
		return yank(c, arg->ch);
	case ACTION_COMPARE:
		return VIEW_HANDLED;
	case ACTION_CANCEL:
		if (c->words[0])
			set_filter(c, STR_NULL);
		return VIEW_HANDLED;
	case ACTION_BACK:
		return v->below ? VIEW_CLOSE : VIEW_HANDLED;
	default:
		return table_action(c, id, arg) ? VIEW_HANDLED : VIEW_IGNORED;
	}
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	static const char *const ORDERS[COMPARE_ORDER_COUNT] = {
		N_("as in the text"),
		N_("missed first"),
		N_("by name"),
		N_("by value"),
	};
	struct compare *c = (struct compare *)v;

	if (c->words[0]) {
		buf_addc(left, '&');
		buf_addz(left, c->words);
	}
	if (c->rows.n)
		buf_addf(right, "%s  %u/%u", _(ORDERS[c->order]),
			 c->grid.rows.cursor + 1, c->grid.rows.count);
}

static void reload(struct view *v)
{
	struct compare *c = (struct compare *)v;
	const struct series_row *row = compare_row(c);
	struct series_row key = {0};
	unsigned year = compare_year(c);

	if (row)
		key = series_row_key(&c->view.arena, row);
	load(c, row ? &key : NULL, year ? year : c->year);
}

static void close_compare(struct view *v)
{
	struct compare *c = (struct compare *)v;

	series_pane_release(&c->pane);
	series_data_release(&c->data);
	arena_release(&c->arena);
	view_free(v);
}

/* What somebody opens the view for is under the cursor at once. */
static void to_first_verdict(struct compare *c)
{
	unsigned year = compare_year(c);

	for (size_t i = 0; i < c->rows.n; i++) {
		const struct series_cell *cell =
			series_cell_of(c->rows.items[i].series, year);

		if (!cell || !cell->target.low || !cell->achieved.low)
			continue;
		list_to(&c->grid.rows, (int64_t)i);
		return;
	}
}

struct view *compare_view(struct app *app, int64_t report)
{
	static const struct view_ops ops = {
		.name = "compare",
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.status = status,
		.reload = reload,
		.close = close_compare,
	};
	struct compare *c = view_new(sizeof(*c), &ops, app);
	struct report_row row;
	struct error err;

	error_clear(&err);
	if (!reports_get(app_setup(app)->lib, &c->view.arena, report, &row,
			 &err)) {
		app_say_error(app, &err);
		view_free(&c->view);
		return NULL;
	}
	c->region = row.region;
	c->year = row.year;
	c->side = SIDE_ACHIEVED;
	load(c, NULL, row.review_year ? row.review_year : row.year);
	to_first_verdict(c);
	return &c->view;
}
