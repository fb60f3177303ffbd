/*
 * The trend view: one indicator of one region over the years. A row a year:
 * target, achievement, verdict, and a bar of what was reached with a mark
 * where the target stood. Numbers stand beside every bar.
 */
#include <stdio.h>

#include "core/base/width.h"

#include "tui/figure.h"
#include "tui/reason.h"
#include "tui/view/series_pane.h"
#include "tui/view/views.h"
#include "tui/widget/table.h"

enum {
	SPAN_MOST = 200, /* years shown at most */
	COLUMN_YEAR = 0,
	COLUMN_TARGET,
	COLUMN_ACHIEVED,
	COLUMN_VERDICT,
	COLUMN_BAR,
	COLUMNS,
};

struct trend {
	struct view view;
	struct series_data data;
	struct series_pane pane;
	const struct series_row *row; /* NULL: nothing found */
	struct series_row wanted;     /* in the view's arena */
	unsigned first;		      /* year of the first row */
	struct table grid;
	enum series_which side;
};

static const struct table_column TREND_COLUMNS[COLUMNS] = {
	[COLUMN_YEAR] = {N_("Year"), 4, 4, TABLE_LEFT, NULL},
	[COLUMN_TARGET] = {N_("target"), 9, 12, TABLE_RIGHT, NULL},
	[COLUMN_ACHIEVED] = {N_("achieved"), 9, 12, TABLE_RIGHT, NULL},
	[COLUMN_VERDICT] = {"", 1, 8, TABLE_LEFT, NULL},
	[COLUMN_BAR] = {"", 4, 200, TABLE_LEFT, NULL},
};

static unsigned year_of(const struct trend *t, uint32_t i)
{
	return t->first + i;
}

static const struct series_cell *cell_at(const struct trend *t, uint32_t i)
{
	return t->row ? series_cell_of(t->row, year_of(t, i)) : NULL;
}

/* The rows are the years from the first to the last cell; what lies between
 * without one is a gap that is to be seen. */
static void set_row(struct trend *t, const struct series_row *row,
		    unsigned year)
{
	unsigned first = 0, last = 0;

	t->row = row;
	if (row && row->n_cells) {
		first = row->cells[0].year;
		last = row->cells[row->n_cells - 1].year;
		if (last - first >= SPAN_MOST)
			first = last - SPAN_MOST + 1;
	}
	t->first = first;
	list_set(&t->grid.rows, first ? last - first + 1 : 0,
		 t->grid.rows.rows);
	if (!first)
		return;
	list_to(&t->grid.rows,
		year ? (int64_t)year - first : (int64_t)(last - first));
}

/* How well a row answers what was asked: the figure itself best. */
static int fit(const struct trend *t, const struct series_row *row,
	       int64_t report, uint32_t off)
{
	const struct series_row *w = &t->wanted;

	if (!str_eq(row->region, w->region))
		return -1;
	for (size_t i = 0; report && i < row->n_cells; i++)
		for (int side = 0; side < 2; side++) {
			const struct observation *o = series_figure(
				&row->cells[i], (enum series_which)side);

			if (o && o->m.off == off &&
			    t->data.table.from->sources.items[o->source].id ==
				    report)
				return 100;
		}
	return (row->measure == w->measure) * 8 +
	       (row->family == w->family) * 4 +
	       str_eq(row->scope, w->scope) * 2 + str_eq(row->basis, w->basis);
}

static void load(struct trend *t, int64_t report, uint32_t off, unsigned year)
{
	struct series_wanted wanted = {.region = t->wanted.region,
				       .indicator = t->wanted.indicator};
	const struct series_row *best = NULL;
	int most = -1;

	series_pane_release(&t->pane);
	series_data_release(&t->data);
	series_data_load(&t->data, t->view.app, &wanted);
	for (size_t i = 0; i < t->data.table.n; i++) {
		const struct series_row *row = &t->data.table.rows[i];
		int n = fit(t, row, report, off);

		if (n > most) {
			most = n;
			best = row;
		}
	}
	set_row(t, best, year);
}

/* Rate and level of an indicator, its other scopes: one after the other. */
static void turn(struct trend *t)
{
	const struct series_table *table = &t->data.table;
	unsigned year = year_of(t, t->grid.rows.cursor);
	size_t at = 0;

	if (!t->row)
		return;
	at = (size_t)(t->row - table->rows);
	for (size_t i = 1; i < table->n; i++) {
		const struct series_row *row =
			&table->rows[(at + i) % table->n];

		if (str_eq(row->region, t->row->region)) {
			set_row(t, row, year);
			return;
		}
	}
	app_say(t->view.app, str_of(_("this indicator has no other series")));
}

struct painter { // while it is drawn
	struct trend *t;
	struct draw *d;
	struct rect rect;
	struct chart chart;
};

/* The end of a target that a mark can stand at. */
static struct chart_value target_of(const struct series_cell *cell)
{
	const struct stated *s = &cell->target.stated;

	if (!cell->target.low || !(s->has_low || s->has_high))
		return (struct chart_value){0};
	return chart_value_of(s->has_low ? s->low : s->high);
}

static void scale(struct painter *p)
{
	const struct series_row *row = p->t->row;
	struct chart_value values[2 * SPAN_MOST];
	const struct table *grid = &p->t->grid;
	size_t n = 0;
	int cols = grid->slot[grid->n_slots - 1].cols;

	for (size_t i = 0; i < row->n_cells && n + 2 <= COUNT_OF(values); i++) {
		values[n++] = series_chart_value(&row->cells[i]);
		values[n++] = target_of(&row->cells[i]);
	}
	chart_scale(&p->chart, values, n, cols);
}

static void draw_bar(const struct painter *p, int line,
		     const struct table_slot *slot,
		     const struct series_cell *cell)
{
	int at = chart_column(&p->chart, target_of(cell));
	struct buf b;

	buf_init(&b, app_frame(p->t->view.app));
	chart_bar(&b, &p->chart, series_chart_value(cell), p->d->ascii);
	draw_text(p->d, p->rect, line, slot->col, slot->cols, buf_str(&b),
		  STYLE_ACHIEVED);
	if (at >= 0)
		draw_text(p->d, p->rect, line, slot->col + at, 1,
			  str_of(p->d->ascii ? "|" : "┃"), STYLE_TARGET);
}

static void cell_text(struct buf *out, const struct series_cell *cell,
		      int column, bool ascii)
{
	if (column == COLUMN_TARGET)
		reason_value(out, &cell->target.stated, ascii);
	else if (column == COLUMN_ACHIEVED)
		reason_value(out, &cell->achieved.stated, ascii);
	else if (cell->target.low && cell->achieved.low)
		buf_addf(out, "%s %s", reason_sign(cell->answer.verdict, ascii),
			 reason_word(cell->answer.verdict));
}

static void draw_cell(const struct painter *p, uint32_t i,
		      const struct table_slot *slot,
		      const struct series_cell *cell)
{
	int line = (int)(i - p->t->grid.rows.top);
	bool here =
		i == p->t->grid.rows.cursor &&
		slot->column == (series_side_of(cell, p->t->side) == SIDE_TARGET
					 ? COLUMN_TARGET
					 : COLUMN_ACHIEVED);
	enum style style = here ? STYLE_CURSOR : STYLE_TEXT;
	struct buf b;

	if (slot->column == COLUMN_BAR) {
		draw_bar(p, line, slot, cell);
		return;
	}
	if (slot->column == COLUMN_VERDICT)
		style = reason_style(cell->answer.verdict);
	buf_init(&b, app_frame(p->t->view.app));
	cell_text(&b, cell, slot->column, p->d->ascii);
	if (here)
		draw_style(p->d, p->rect, line, slot->col, slot->cols, style);
	if (TREND_COLUMNS[slot->column].align == TABLE_LEFT ||
	    (int)width_str(buf_str(&b)) > slot->cols)
		draw_text_cut(p->d, p->rect, line, slot->col, slot->cols,
			      buf_str(&b), style);
	else
		draw_text_right(p->d, p->rect, line, slot->col, slot->cols,
				buf_str(&b), style);
}

static void draw_row(const struct painter *p, uint32_t i)
{
	const struct trend *t = p->t;
	const struct series_cell *cell = cell_at(t, i);
	int line = (int)(i - t->grid.rows.top);
	bool here = i == t->grid.rows.cursor;
	struct buf b;

	buf_init(&b, app_frame(t->view.app));
	buf_addf(&b, "%u", year_of(t, i));
	draw_text(p->d, p->rect, line, 0, 4, buf_str(&b),
		  here	 ? STYLE_CURSOR
		  : cell ? STYLE_TEXT
			 : STYLE_DIM);
	if (here)
		draw_cursor(p->d, p->rect, line, 0);
	for (int s = 1; cell && s < t->grid.n_slots; s++)
		draw_cell(p, i, &t->grid.slot[s], cell);
}

static void draw_head(const struct painter *p)
{
	const struct table *grid = &p->t->grid;

	for (int s = 0; s < grid->n_slots; s++) {
		const struct table_slot *slot = &grid->slot[s];
		const struct table_column *c = &TREND_COLUMNS[slot->column];
		const char *title = *c->title ? _(c->title) : "";

		if (c->align == TABLE_RIGHT)
			draw_text_right(p->d, p->rect, 0, slot->col, slot->cols,
					str_of(title), STYLE_CHAPTER);
		else
			draw_text_cut(p->d, p->rect, 0, slot->col, slot->cols,
				      str_of(title), STYLE_CHAPTER);
	}
}

static void draw_title(struct trend *t, struct draw *d, struct rect r)
{
	struct buf left, right;

	buf_init(&left, app_frame(t->view.app));
	buf_init(&right, app_frame(t->view.app));
	buf_addz(&left, _("trend"));
	buf_addz(&left, d->ascii ? " - " : " · ");
	buf_add(&left, t->wanted.region);
	buf_addz(&left, d->ascii ? " - " : " · ");
	if (t->row)
		series_label(&left, t->row, d->ascii);
	else
		buf_add(&left, t->wanted.indicator);
	series_draw_title(t->view.app, d, r, buf_str(&left), buf_str(&right));
}

static void draw_nothing(struct draw *d, struct rect r)
{
	const char *const lines[] = {
		_("No series holds this figure."),
		"",
		_("A trend needs the same indicator in reports of several "
		  "years:"),
		"    hsview import PATH",
	};

	series_draw_lines(d, r, lines, COUNT_OF(lines));
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	struct trend *t = (struct trend *)v;
	int pane = series_pane_rows(r.rows);
	struct rect head = {r.row + 1, r.col + 1, 1, r.cols - 2};
	struct rect body = {r.row + 2, r.col + 1, r.rows - 2 - pane,
			    r.cols - 2};
	struct rect below = {r.row + r.rows - pane, r.col, pane, r.cols};
	struct painter p = {.t = t, .d = d, .rect = head};
	struct list *list = &t->grid.rows;

	draw_title(t, d, r);
	list_set(list, list->count, (uint32_t)body.rows);
	if (list->count == 0) {
		draw_nothing(d, body);
		return;
	}
	table_fit(&t->grid, body.cols, r.cols < 60 ? 1 : 2);
	draw_head(&p);
	p.rect = body;
	scale(&p);
	for (uint32_t i = list->top;
	     i < list->count && i < list->top + list->rows; i++)
		draw_row(&p, i);
	series_pane_set(&t->pane, v->app, &t->data, t->row,
			cell_at(t, list->cursor));
	series_pane_draw(&t->pane, v->app, d, below);
}

static void step_missed(struct trend *t, int by)
{
	int64_t i = t->grid.rows.cursor;

	for (i += by; i >= 0 && i < t->grid.rows.count; i += by) {
		const struct series_cell *cell = cell_at(t, (uint32_t)i);

		if (!cell || cell->answer.verdict != VERDICT_MISSED)
			continue;
		list_to(&t->grid.rows, i);
		return;
	}
	app_say(t->view.app,
		str_of(by > 0 ? _("no missed target behind this one")
			      : _("no missed target before this one")));
}

static enum view_result yank(struct trend *t, uint32_t what)
{
	struct buf b;

	if (what != 't' || !t->row)
		return series_yank(&t->pane, t->view.app, what, t->side)
			       ? VIEW_HANDLED
			       : VIEW_IGNORED;
	buf_init(&b, app_frame(t->view.app));
	series_yank_head(&b, _("Year"));
	for (size_t i = 0; i < t->row->n_cells; i++) {
		char year[16];

		snprintf(year, sizeof(year), "%u", t->row->cells[i].year);
		series_yank_row(&b, str_of(year), &t->row->cells[i]);
	}
	app_yank(t->view.app, buf_str(&b));
	return VIEW_HANDLED;
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_TABLE;
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct trend *t = (struct trend *)v;

	switch (id) {
	case ACTION_OPEN:
		series_open(v->app, &t->data, cell_at(t, t->grid.rows.cursor),
			    t->side);
		return VIEW_HANDLED;
	case ACTION_LEFT:
	case ACTION_RIGHT:
		t->side = id == ACTION_LEFT ? SIDE_TARGET : SIDE_ACHIEVED;
		return VIEW_HANDLED;
	case ACTION_TURN:
		turn(t);
		return VIEW_HANDLED;
	case ACTION_MISSED_NEXT:
	case ACTION_MISSED_PREV:
		step_missed(t, id == ACTION_MISSED_NEXT ? 1 : -1);
		return VIEW_HANDLED;
	case ACTION_NOTE:
		series_note(v->app, &t->data, cell_at(t, t->grid.rows.cursor),
			    t->side);
		return VIEW_HANDLED;
	case ACTION_YANK:
		return yank(t, arg->ch);
	case ACTION_TREND:
	case ACTION_CANCEL:
		return VIEW_HANDLED;
	case ACTION_BACK:
		return v->below ? VIEW_CLOSE : VIEW_HANDLED;
	default:
		return list_action(&t->grid.rows, id, arg) ? VIEW_HANDLED
							   : VIEW_IGNORED;
	}
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	struct trend *t = (struct trend *)v;

	(void)left;
	if (t->grid.rows.count)
		buf_addf(right, "%u  %u/%u", year_of(t, t->grid.rows.cursor),
			 t->grid.rows.cursor + 1, t->grid.rows.count);
}

static void reload(struct view *v)
{
	struct trend *t = (struct trend *)v;

	load(t, 0, 0, year_of(t, t->grid.rows.cursor));
}

static void close_trend(struct view *v)
{
	struct trend *t = (struct trend *)v;

	series_pane_release(&t->pane);
	series_data_release(&t->data);
	view_free(v);
}

struct view *trend_view(struct app *app, const struct series_row *like,
			int64_t report, uint32_t off, unsigned year)
{
	static const struct view_ops ops = {
		.name = "trend",
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.status = status,
		.reload = reload,
		.close = close_trend,
	};
	struct trend *t = view_new(sizeof(*t), &ops, app);

	t->wanted = series_row_key(&t->view.arena, like);
	t->side = SIDE_ACHIEVED;
	table_set(&t->grid, TREND_COLUMNS, COLUMNS, COLUMNS);
	load(t, report, off, year);
	return &t->view;
}
