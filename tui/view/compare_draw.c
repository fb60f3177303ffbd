/*
 * The compare view on the screen. Only the verdict has a colour; figures line
 * up at their right edges, so that a column reads like print.
 */
#include "core/base/width.h"

#include "tui/reason.h"
#include "tui/view/compare.h"

enum {
	NARROW = 60,	 /* columns of a screen with small gaps */
	ARROW = 3,	 /* " → " */
	SIGN = 2,	 /* " ✓" */
	WORD = 7,	 /* " 未达成" */
	WORDS_FROM = 31, /* columns of a cell that has words as well */
};

struct cell_parts { // of a cell so wide
	int target, achieved, word;
};

static struct cell_parts parts_of(int cols)
{
	struct cell_parts p = {.word = cols >= WORDS_FROM ? WORD : 0};
	int values = cols - ARROW - SIGN - p.word;

	p.target = values / 2;
	p.achieved = values - p.target;
	return p;
}

struct painter { // while it is drawn
	struct compare *c;
	struct draw *d;
	struct rect rect; /* of the rows, or of the head */
	int line;
	bool is_cursor_row;
};

static int draw_right(const struct painter *p, int col, int cols,
		      struct str text, enum style style)
{
	int width = (int)width_str(text);

	if (width > cols)
		return draw_text_cut(p->d, p->rect, p->line, col, cols, text,
				     style);
	return draw_text_right(p->d, p->rect, p->line, col, cols, text, style);
}

/* Why nothing was reached, as short as a figure. */
static const char *short_reason(enum verdict_rule rule)
{
	switch (rule) {
	case RULE_NOT_MENTIONED:
		return _("silent");
	case RULE_NEXT_MISSING:
		return _("no report");
	case RULE_NOT_DUE:
		return _("not due");
	default:
		return "";
	}
}

/* A side that needs more room takes what the other one leaves. */
static void share_room(struct cell_parts *p, int target, int achieved)
{
	int all = p->target + p->achieved;

	if (target > p->target && achieved < p->achieved)
		p->target = all - achieved < target ? all - achieved : target;
	else if (achieved > p->achieved && target < p->target)
		p->target = all - achieved > target ? all - achieved : target;
	p->achieved = all - p->target;
}

static void draw_cell(const struct painter *p, const struct table_slot *slot,
		      const struct series_cell *cell)
{
	struct compare *c = p->c;
	struct cell_parts parts = parts_of(slot->cols);
	bool here = p->is_cursor_row && slot->column == c->grid.at;
	enum series_which side = series_side_of(cell, c->side);
	enum style verdict;
	struct buf target, achieved;
	int col = slot->col;

	if (!cell)
		return;
	buf_init(&target, app_frame(c->view.app));
	buf_init(&achieved, app_frame(c->view.app));
	reason_value(&target, &cell->target.stated, p->d->ascii);
	reason_value(&achieved, &cell->achieved.stated, p->d->ascii);
	share_room(&parts, (int)width_str(buf_str(&target)),
		   (int)width_str(buf_str(&achieved)));
	draw_right(p, col, parts.target, buf_str(&target), STYLE_TEXT);
	if (here && side == SIDE_TARGET)
		draw_style(p->d, p->rect, p->line, col, parts.target,
			   STYLE_CURSOR);
	col += parts.target;
	if (cell->target.low)
		draw_text(p->d, p->rect, p->line, col, ARROW,
			  str_of(p->d->ascii ? " > " : " → "), STYLE_DIM);
	col += ARROW;
	draw_right(p, col, parts.achieved,
		   cell->achieved.low ? buf_str(&achieved)
				      : str_of(short_reason(cell->answer.rule)),
		   cell->achieved.low ? STYLE_TEXT : STYLE_DIM);
	if (here && side == SIDE_ACHIEVED)
		draw_style(p->d, p->rect, p->line, col, parts.achieved,
			   STYLE_CURSOR);
	col += parts.achieved + 1;
	if (!cell->target.low || !cell->achieved.low)
		return;
	verdict = reason_style(cell->answer.verdict);
	draw_text(p->d, p->rect, p->line, col, 1,
		  str_of(reason_sign(cell->answer.verdict, p->d->ascii)),
		  verdict);
	if (parts.word)
		draw_text_cut(p->d, p->rect, p->line, col + 2, parts.word - 1,
			      str_of(reason_word(cell->answer.verdict)),
			      verdict);
}

/* What was reached in the years up to the last one shown. */
static void draw_trend(const struct painter *p, const struct table_slot *slot,
		       const struct series_row *row)
{
	struct compare *c = p->c;
	const struct table *t = &c->grid;
	struct chart_value values[16] = {0};
	int last = t->n_slots ? t->slot[t->n_slots - 1].column : 0;
	int n = slot->cols < 16 ? slot->cols : 16;
	struct buf b;

	for (int i = 0; i < n; i++) {
		int year = last - COLUMN_FIRST_YEAR - (n - 1 - i);
		const struct series_cell *cell;

		if (year < 0)
			continue;
		cell = series_cell_of(row, c->years[year]);
		if (cell)
			values[i] = series_chart_value(cell);
	}
	buf_init(&b, app_frame(c->view.app));
	chart_spark(&b, values, (size_t)n, p->d->ascii);
	draw_text(p->d, p->rect, p->line, slot->col, slot->cols, buf_str(&b),
		  STYLE_DIM);
}

static struct str name_of(const struct painter *p,
			  const struct compare_row *row, int cols)
{
	if (p->c->axis == BY_REGION)
		return row->label;
	return series_label_fit(app_frame(p->c->view.app), row->series, cols,
				p->d->ascii);
}

static void draw_row(struct painter *p, uint32_t i)
{
	struct compare *c = p->c;
	const struct compare_row *row = compare_row_at(c, i);

	p->is_cursor_row = i == c->grid.rows.cursor;
	p->line = (int)(i - c->grid.rows.top);
	for (int s = 0; s < c->grid.n_slots; s++) {
		const struct table_slot *slot = &c->grid.slot[s];
		int year = slot->column - COLUMN_FIRST_YEAR;

		if (slot->column == COLUMN_NAME)
			draw_text_cut(p->d, p->rect, p->line, slot->col,
				      slot->cols, name_of(p, row, slot->cols),
				      p->is_cursor_row ? STYLE_CHAPTER
						       : STYLE_TEXT);
		else if (slot->column == COLUMN_TREND)
			draw_trend(p, slot, row->series);
		else
			draw_cell(p, slot,
				  series_cell_of(row->series, c->years[year]));
	}
	if (p->is_cursor_row)
		draw_cursor(p->d, p->rect, p->line, 0);
}

static void draw_year_head(const struct painter *p,
			   const struct table_slot *slot, unsigned year)
{
	struct cell_parts parts = parts_of(slot->cols);
	bool here = slot->column == p->c->grid.at;
	enum style style = here ? STYLE_PART : STYLE_CHAPTER;
	struct buf b;
	int col = slot->col;

	buf_init(&b, app_frame(p->c->view.app));
	buf_addf(&b, "%u", year);
	draw_text(p->d, p->rect, p->line, col, 4, buf_str(&b), style);
	draw_text_right(p->d, p->rect, p->line, col + 5, parts.target - 5,
			str_of(_("target")), STYLE_DIM);
	col += parts.target + ARROW;
	draw_text_right(p->d, p->rect, p->line, col, parts.achieved,
			str_of(_("achieved")), STYLE_DIM);
}

/* Where the first year shown begins. */
static int year_col(const struct table *t)
{
	for (int s = 0; s < t->n_slots; s++)
		if (t->slot[s].column >= COLUMN_FIRST_YEAR)
			return t->slot[s].col;
	return 1;
}

static void draw_head(struct painter *p)
{
	const struct table *t = &p->c->grid;

	for (int s = 0; s < t->n_slots; s++) {
		const struct table_slot *slot = &t->slot[s];
		int year = slot->column - COLUMN_FIRST_YEAR;

		if (year >= 0)
			draw_year_head(p, slot, p->c->years[year]);
		else
			draw_text_cut(p->d, p->rect, p->line, slot->col,
				      slot->cols,
				      str_of(_(t->columns[slot->column].title)),
				      STYLE_CHAPTER);
	}
	if (table_hides_left(t))
		draw_text(p->d, p->rect, p->line, year_col(t) - 1, 1,
			  str_of(p->d->ascii ? "<" : "‹"), STYLE_DIM);
	if (table_hides_right(t))
		draw_text(p->d, p->rect, p->line, p->rect.cols - 1, 1,
			  str_of(p->d->ascii ? ">" : "›"), STYLE_DIM);
}

static void draw_title(struct compare *c, struct draw *d, struct rect r)
{
	struct series_tally tally = compare_tally(c);
	struct buf left, right;

	buf_init(&left, app_frame(c->view.app));
	buf_init(&right, app_frame(c->view.app));
	buf_addz(&left, _("targets and achievements"));
	buf_addz(&left, d->ascii ? " - " : " · ");
	if (c->axis == BY_YEAR)
		buf_add(&left, c->region);
	else
		series_label(&left, &c->indicator, d->ascii);
	series_tally_text(&right, &tally, true, d->ascii);
	series_draw_title(c->view.app, d, r, buf_str(&left), buf_str(&right));
}

static void draw_nothing(struct compare *c, struct draw *d, struct rect r)
{
	const char *const none[] = {
		_("No row holds these words."),
		"",
		_("& changes the filter, Esc takes it away."),
	};
	const char *const empty[] = {
		_("Nothing to set side by side: no targets of this region."),
		"",
		_("A verdict needs a report that plans a year and the report "
		  "of the next year, which looks back on it:"),
		"    hsview import PATH",
		_("Reports whose figures were never read:"),
		"    hsview update",
	};

	if (c->n_all)
		series_draw_lines(d, r, none, COUNT_OF(none));
	else
		series_draw_lines(d, r, empty, COUNT_OF(empty));
}

/* Instead of a card where no cell can have a verdict: which reports would
 * give one. */
static void draw_one_sided(struct compare *c, struct draw *d, struct rect r)
{
	struct buf missing;

	buf_init(&missing, app_frame(c->view.app));
	if (c->axis == BY_YEAR && c->year)
		buf_addf(&missing,
			 _("Missing: the report of %u, which set the targets "
			   "of that year, and the one of %u, which looks back "
			   "on these."),
			 c->year - 1, c->year + 1);
	else
		buf_addz(&missing, _("The report before or after is not in "
				     "the library."));
	draw_hline(d, r, 0, STYLE_BORDER);
	draw_text_cut(d, r, 1, 1, r.cols - 2,
		      str_of(_("No target meets its achievement yet.")),
		      STYLE_CHAPTER);
	draw_text_cut(d, r, 2, 1, r.cols - 2, buf_str(&missing), STYLE_TEXT);
	draw_text_cut(d, r, 3, 1, r.cols - 2, STR("    hsview import PATH"),
		      STYLE_TEXT);
}

static void draw_pane(struct compare *c, struct draw *d, struct rect r)
{
	if (!c->both && c->n_all) {
		draw_one_sided(c, d, r);
		return;
	}
	series_pane_set(&c->pane, c->view.app, &c->data, compare_row(c),
			compare_cell(c));
	series_pane_draw(&c->pane, c->view.app, d, r);
}

/* A narrow screen has room for a name and one year. */
static void fit(struct compare *c, int cols, bool narrow)
{
	int gap = narrow ? 1 : 2, at = c->grid.at;

	c->columns[COLUMN_NAME].min = narrow ? 13 : 17;
	c->columns[COLUMN_TREND].min = narrow ? 0 : 5;
	for (int i = COLUMN_FIRST_YEAR; i < c->grid.n_columns; i++)
		c->columns[i].min = narrow ? 22 : 25;
	if (!c->placed) // what is planned next is shown as well
		for (int i = at; i < c->grid.n_columns &&
				 c->years[i - COLUMN_FIRST_YEAR] <= c->year;
		     i++)
			table_to_column(&c->grid, i);
	c->placed = true;
	table_fit(&c->grid, cols, gap);
	table_to_column(&c->grid, at);
	table_fit(&c->grid, cols, gap);
}

void compare_draw(struct compare *c, struct draw *d, struct rect r)
{
	int pane = series_pane_rows(r.rows);
	struct rect head = {r.row + 1, r.col + 1, 1, r.cols - 2};
	struct rect body = {r.row + 2, r.col + 1, r.rows - 2 - pane,
			    r.cols - 2};
	struct rect below = {r.row + r.rows - pane, r.col, pane, r.cols};
	struct painter p = {.c = c, .d = d, .rect = head};

	draw_title(c, d, r);
	list_set(&c->grid.rows, c->grid.rows.count, (uint32_t)body.rows);
	if (c->rows.n == 0) {
		draw_nothing(c, d, body);
		return;
	}
	fit(c, body.cols, r.cols < NARROW);
	draw_head(&p);
	p.rect = body;
	for (uint32_t i = c->grid.rows.top;
	     i < c->grid.rows.count && i < c->grid.rows.top + c->grid.rows.rows;
	     i++)
		draw_row(&p, i);
	draw_pane(c, d, below);
}
