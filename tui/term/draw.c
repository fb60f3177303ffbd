/*
 * The sheet: cells, clipping, wide characters and combining marks. Each row
 * holds only whole characters at any time: whoever writes over one half of a
 * wide one blanks the other half first.
 */
#include "tui/term/draw.h"

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

static const struct cell BLANK = {.cp = ' ', .style = STYLE_TEXT, .width = 1};

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

struct rect rect_clip(struct rect a, struct rect b)
{
	int row = max_int(a.row, b.row), col = max_int(a.col, b.col);
	int64_t end_row = (int64_t)a.row + a.rows,
		end_col = (int64_t)a.col + a.cols;

	if (end_row > (int64_t)b.row + b.rows)
		end_row = (int64_t)b.row + b.rows;
	if (end_col > (int64_t)b.col + b.cols)
		end_col = (int64_t)b.col + b.cols;
	return (struct rect){row, col, end_row > row ? (int)(end_row - row) : 0,
			     end_col > col ? (int)(end_col - col) : 0};
}

static struct rect sheet_rect(const struct draw *d)
{
	return (struct rect){0, 0, d->rows, d->cols};
}

static struct cell *cell_at(struct draw *d, int row, int col)
{
	return &d->cells[(size_t)row * (size_t)d->cols + (size_t)col];
}

void draw_clear(struct draw *d)
{
	size_t n = (size_t)d->rows * (size_t)d->cols;

	for (size_t i = 0; i < n; i++)
		d->cells[i] = BLANK;
	d->cursor_row = d->cursor_col = -1;
}

/* Makes a cell a blank of its style, and the other half of a wide character
 * with it. */
static void free_cell(struct draw *d, int row, int col)
{
	struct cell *c = cell_at(d, row, col), *other = NULL;

	if (c->width == 2 && col + 1 < d->cols)
		other = c + 1;
	else if (c->width == 0 && col > 0)
		other = c - 1;
	if (other) {
		uint8_t style = other->style;

		*other = BLANK;
		other->style = style;
	}
	*c = BLANK;
}

static void put_cell(struct draw *d, int row, int col, uint32_t cp, int width,
		     enum style style)
{
	for (int i = 0; i < width; i++) {
		struct cell *c = cell_at(d, row, col + i);

		free_cell(d, row, col + i);
		c->style = (uint8_t)style;
	}
	cell_at(d, row, col)->cp = cp;
	cell_at(d, row, col)->width = (uint8_t)width;
	if (width == 2) {
		cell_at(d, row, col + 1)->cp = 0;
		cell_at(d, row, col + 1)->width = 0;
	}
}

void draw_fill(struct draw *d, struct rect r, enum style style)
{
	struct rect in = rect_clip(r, sheet_rect(d));

	for (int row = in.row; row < in.row + in.rows; row++)
		for (int col = in.col; col < in.col + in.cols; col++)
			put_cell(d, row, col, ' ', 1, style);
}

/* A place on the sheet where a line of text goes: its row, and the columns
 * [at, end) it may fill, of which it sees [lo, hi). */
struct strip {
	int row;
	int64_t at, end;
	int lo, hi;
};

static bool strip_open(const struct draw *d, struct rect r, int row, int col,
		       int cols, struct strip *s)
{
	struct rect in = rect_clip(r, sheet_rect(d));
	int64_t y = (int64_t)r.row + row;

	if (row < 0 || cols <= 0 || in.cols == 0 || y < in.row ||
	    y >= (int64_t)in.row + in.rows)
		return false;
	s->row = (int)y;
	s->at = (int64_t)r.col + col;
	s->end = s->at + cols;
	s->lo = in.col;
	s->hi = in.col + in.cols;
	return true;
}

/* A combining mark joins the character before it; on a strip's first column
 * it gets a blank to stand on. */
static void put_mark(struct draw *d, struct strip *s, int64_t start,
		     uint32_t cp, enum style style)
{
	struct cell *c;

	if (s->at > s->hi || s->at < s->lo)
		return;
	if (s->at == s->lo) {
		if (s->at == start && s->at < s->hi && s->at < s->end)
			put_cell(d, s->row, (int)s->at++, ' ', 1, style);
		else
			return;
	}
	c = cell_at(d, s->row, (int)s->at - 1);
	if (c->width == 0)
		c--;
	for (int i = 0; i < DRAW_MARKS; i++) {
		if (c->marks[i] == 0) {
			c->marks[i] = cp;
			return;
		}
	}
	if (s->at < s->hi && s->at < s->end)
		put_cell(d, s->row, (int)s->at++, UTF8_REPLACEMENT, 1, style);
}

/* One character with a width; false when the strip is full. */
static bool put_char(struct draw *d, struct strip *s, uint32_t cp, int width,
		     enum style style)
{
	int64_t end = s->at + width;

	if (end > s->end)
		return false;
	if (s->at >= s->lo && end <= s->hi) {
		put_cell(d, s->row, (int)s->at, cp, width, style);
	} else if (s->at < s->hi && end > s->lo) {
		/* one half sticks out */
		int col = s->at < s->lo ? s->lo : (int)s->at;

		put_cell(d, s->row, col, ' ', 1, style);
	}
	s->at = end;
	return true;
}

int draw_text(struct draw *d, struct rect r, int row, int col, int cols,
	      struct str text, enum style style)
{
	struct strip s;
	size_t n;
	int64_t start;

	if (!strip_open(d, r, row, col, cols, &s))
		return 0;
	start = s.at;
	for (size_t i = 0; i < text.len && s.at <= s.hi; i += n) {
		uint32_t cp = clean_cp(utf8_decode(text, i, &n));
		int width = width_cp(cp);

		if (width == 0)
			put_mark(d, &s, start, cp, style);
		else if (!put_char(d, &s, cp, width, style))
			break;
	}
	if (s.at > s.hi)
		s.at = s.hi > start ? s.hi : start;
	return (int)(s.at - start);
}

/* Columns of a text as it is drawn: cleaned. */
static int64_t text_cols(struct str text, int64_t most)
{
	int64_t cols = 0;
	size_t n;

	for (size_t i = 0; i < text.len && cols <= most; i += n)
		cols += width_cp(clean_cp(utf8_decode(text, i, &n)));
	return cols;
}

int draw_text_cut(struct draw *d, struct rect r, int row, int col, int cols,
		  struct str text, enum style style)
{
	int used;

	if (cols <= 0)
		return 0;
	if (text_cols(text, cols) <= cols)
		return draw_text(d, r, row, col, cols, text, style);
	used = draw_text(d, r, row, col, cols - 1, text, style);
	return used + draw_text(d, r, row, col + used, 1,
				d->ascii ? STR("~") : STR("…"), style);
}

int draw_text_right(struct draw *d, struct rect r, int row, int col, int cols,
		    struct str text, enum style style)
{
	int64_t w = text_cols(text, cols);

	if (w > cols)
		return draw_text_cut(d, r, row, col, cols, text, style);
	return draw_text(d, r, row, col + cols - (int)w, (int)w, text, style);
}

void draw_style(struct draw *d, struct rect r, int row, int col, int cols,
		enum style style)
{
	struct strip s;
	int64_t from, to;

	if (!strip_open(d, r, row, col, cols, &s))
		return;
	from = s.at > s.lo ? s.at : s.lo;
	to = s.end < s.hi ? s.end : s.hi;
	for (int64_t x = from; x < to; x++) {
		struct cell *c = cell_at(d, s.row, (int)x);

		/* both halves of a character look alike: the left decides */
		if (c->width == 0)
			continue;
		c->style = (uint8_t)style;
		if (c->width == 2)
			c[1].style = (uint8_t)style;
	}
}

static void put_line(struct draw *d, struct rect r, uint32_t cp,
		     enum style style)
{
	struct rect in = rect_clip(r, sheet_rect(d));

	for (int row = in.row; row < in.row + in.rows; row++)
		for (int col = in.col; col < in.col + in.cols; col++)
			put_cell(d, row, col, cp, 1, style);
}

void draw_vline(struct draw *d, struct rect r, int col, enum style style)
{
	struct rect line = {r.row, r.col + col, r.rows, 1};

	put_line(d, rect_clip(line, r), d->ascii ? '|' : 0x2502, style);
}

void draw_hline(struct draw *d, struct rect r, int row, enum style style)
{
	struct rect line = {r.row + row, r.col, 1, r.cols};

	put_line(d, rect_clip(line, r), d->ascii ? '-' : 0x2500, style);
}

void draw_box(struct draw *d, struct rect r, enum style style)
{
	static const uint32_t corners[2][4] = {{0x250c, 0x2510, 0x2514, 0x2518},
					       {'+', '+', '+', '+'}};
	const uint32_t *corner = corners[d->ascii];
	int last_row = r.row + r.rows - 1, last_col = r.col + r.cols - 1;

	if (r.rows <= 0 || r.cols <= 0)
		return;
	draw_hline(d, r, 0, style);
	draw_hline(d, r, r.rows - 1, style);
	draw_vline(d, r, 0, style);
	draw_vline(d, r, r.cols - 1, style);
	put_line(d, (struct rect){r.row, r.col, 1, 1}, corner[0], style);
	put_line(d, (struct rect){r.row, last_col, 1, 1}, corner[1], style);
	put_line(d, (struct rect){last_row, r.col, 1, 1}, corner[2], style);
	put_line(d, (struct rect){last_row, last_col, 1, 1}, corner[3], style);
}

void draw_cursor(struct draw *d, struct rect r, int row, int col)
{
	struct rect in = rect_clip(r, sheet_rect(d));
	int64_t y = (int64_t)r.row + row, x = (int64_t)r.col + col;

	if (y < in.row || y >= (int64_t)in.row + in.rows || x < in.col ||
	    x >= (int64_t)in.col + in.cols)
		return;
	d->cursor_row = (int)y;
	d->cursor_col = (int)x;
}
