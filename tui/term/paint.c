/*
 * The painter: keeps the sheet that the terminal shows (the front) and says
 * the difference to the new one. Chinese text has hardly an unchanged cell
 * after a scroll, so it looks for stretches that moved up or down first, pane
 * by pane, and lets the terminal move them.
 */
#include "tui/term/paint.h"

#include <stdlib.h>

#include "core/base/utf8.h"

/* The style of what the terminal has erased. */
enum { ERASED = STYLE_COUNT };
enum { LOOK_LEN = 48, BANDS_MOST = 8, SHIFT_MOST = 64, GAP_BYTES = 5 };
enum { GAIN_LEAST = 12 }; /* cells */

struct paint {
	struct paint_abilities can;
	/* "1;34", "" = plain, which ERASED always is */
	char sgr[STYLE_COUNT + 1][LOOK_LEN];
	bool erases[STYLE_COUNT]; /* a blank of it can be erased */
	struct draw front;
	uint64_t *old_hash, *new_hash; /* a row each */
	bool known;		       /* the terminal shows the front */
	int row, col;	 /* of the terminal's cursor; -1: unknown */
	const char *now; /* attributes of now, NULL: unknown */
};

/* `base` is 30 for the letters, 40 for what is behind them. */
static void add_colour(struct buf *b, int base, int colour)
{
	if (colour >= LOOK_RGB)
		buf_addf(b, ";%d;2;%d;%d;%d", base + 8, colour >> 16 & 255,
			 colour >> 8 & 255, colour & 255);
	else if (colour >= 16)
		buf_addf(b, ";%d;5;%d", base + 8, colour);
	else if (colour >= 8)
		buf_addf(b, ";%d", base + 52 + colour);
	else if (colour >= 0)
		buf_addf(b, ";%d", base + colour);
}

/* What a style looks like, in SGR's numbers. */
static void set_look(struct paint *p, enum style style, struct look look)
{
	static const struct {
		unsigned attr;
		int sgr;
	} attrs[] = {{LOOK_BOLD, 1},
		     {LOOK_DIM, 2},
		     {LOOK_UNDERLINE, 4},
		     {LOOK_REVERSE, 7}};
	struct arena a = {0};
	struct buf b;

	look.attrs &= ~p->can.no_attrs;
	if (look.fg >= 0 || look.bg >= 0)
		look.attrs &= ~p->can.no_attrs_with_colour;
	buf_init(&b, &a);
	for (size_t i = 0; i < sizeof(attrs) / sizeof(attrs[0]); i++)
		if (look.attrs & attrs[i].attr)
			buf_addf(&b, ";%d", attrs[i].sgr);
	add_colour(&b, 30, look.fg);
	add_colour(&b, 40, look.bg);
	if (b.len)
		memcpy(p->sgr[style], b.p + 1, b.len);
	p->erases[style] = !(look.attrs & (LOOK_REVERSE | LOOK_UNDERLINE)) &&
			   (look.bg < 0 || p->can.bce);
	arena_release(&a);
}

struct paint *paint_open(const struct theme *theme,
			 const struct paint_abilities *can)
{
	struct paint *p = calloc(1, sizeof(*p));

	if (!p)
		arena_oom();
	p->can = *can;
	for (enum style s = 0; s < STYLE_COUNT; s++)
		set_look(p, s, theme_look(theme, s, can->colours));
	return p;
}

static void free_front(struct paint *p)
{
	free(p->front.cells);
	free(p->old_hash);
	free(p->new_hash);
}

void paint_close(struct paint *p)
{
	free_front(p);
	free(p);
}

void paint_set_margins(struct paint *p, bool margins)
{
	p->can.margins = margins;
}

void paint_forget(struct paint *p)
{
	p->known = false;
}

static struct cell *front_row(struct paint *p, int row)
{
	return p->front.cells + (size_t)row * (size_t)p->front.cols;
}

static const struct cell *sheet_row(const struct draw *d, int row)
{
	return d->cells + (size_t)row * (size_t)d->cols;
}

static void *zeroed(size_t n, size_t size)
{
	void *mem = calloc(n ? n : 1, size);

	if (!mem)
		arena_oom();
	return mem;
}

static void fit_front(struct paint *p, const struct draw *d)
{
	size_t rows = (size_t)d->rows, cols = (size_t)d->cols;

	if (p->front.rows == d->rows && p->front.cols == d->cols)
		return;
	free_front(p);
	p->front.rows = d->rows;
	p->front.cols = d->cols;
	p->front.cells = zeroed(rows * cols, sizeof(struct cell));
	p->old_hash = zeroed(rows, sizeof(uint64_t));
	p->new_hash = zeroed(rows, sizeof(uint64_t));
	p->known = false;
}

static void set_style(struct paint *p, struct buf *out, unsigned style)
{
	const char *sgr = p->sgr[style];

	if (p->now && strcmp(p->now, sgr) == 0)
		return;
	if (!*sgr)
		buf_addz(out, "\033[m");
	else if (p->now && !*p->now)
		buf_addf(out, "\033[%sm", sgr);
	else
		buf_addf(out, "\033[0;%sm", sgr);
	p->now = sgr;
}

/* The cheapest way to a place. */
static void move_to(struct paint *p, struct buf *out, int row, int col)
{
	if (p->row == row && p->col == col)
		return;
	if (p->row == row && p->col >= 0 && col == 0)
		buf_addc(out, '\r');
	else if (p->row == row && p->col >= 0 && col == p->col + 1)
		buf_addz(out, "\033[C");
	else if (p->row == row && p->col >= 0 && col > p->col)
		buf_addf(out, "\033[%dC", col - p->col);
	else if (p->row >= 0 && p->row + 1 == row && col == 0)
		buf_addz(out, "\r\n");
	else if (col == 0)
		buf_addf(out, "\033[%dH", row + 1);
	else
		buf_addf(out, "\033[%d;%dH", row + 1, col + 1);
	p->row = row;
	p->col = col;
}

static void put_char(struct paint *p, struct buf *out, const struct cell *c)
{
	set_style(p, out, c->style);
	buf_add_cp(out, c->cp);
	for (int i = 0; i < DRAW_MARKS && c->marks[i]; i++)
		buf_add_cp(out, c->marks[i]);
	p->col += c->width;
	/* In the last column terminals differ on where they stand now. */
	if (p->col >= p->front.cols)
		p->row = p->col = -1;
}

static bool same_cell(const struct paint *p, const struct cell *a,
		      const struct cell *b)
{
	return a->cp == b->cp && a->width == b->width &&
	       memcmp(a->marks, b->marks, sizeof(a->marks)) == 0 &&
	       (a->style == b->style ||
		strcmp(p->sgr[a->style], p->sgr[b->style]) == 0);
}

/* The column from which the row is blank to its end in one style that can be
 * erased; cols when it is not worth it. */
static int blank_tail(const struct paint *p, const struct cell *cells,
		      const struct cell *front)
{
	int cols = p->front.cols, from = cols, changed = 0;
	enum style style = cells[cols - 1].style;

	if (!p->erases[style])
		return cols;
	while (from > 0 && cells[from - 1].cp == ' ' &&
	       cells[from - 1].style == style && !cells[from - 1].marks[0]) {
		from--;
		changed += !same_cell(p, &cells[from], &front[from]);
	}
	return changed > 3 ? from : cols;
}

/* Bytes to say the unchanged cells [from, to) again instead of jumping over
 * them; too many when their style is another one. */
static int gap_bytes(const struct paint *p, const struct cell *cells, int from,
		     int to)
{
	int sum = 0;

	for (int i = from; i < to && sum <= GAP_BYTES; i++) {
		if (!p->now || strcmp(p->sgr[cells[i].style], p->now) != 0 ||
		    cells[i].marks[0])
			return GAP_BYTES + 1;
		sum += cells[i].width == 2   ? 3
		       : cells[i].width == 0 ? 0
		       : cells[i].cp < 0x80  ? 1
					     : 3;
	}
	return sum;
}

/* To the cell at `col`, over unchanged ones. */
static void go_over(struct paint *p, struct buf *out, int row, int col,
		    const struct cell *cells)
{
	if (p->row == row && p->col >= 0 && p->col < col &&
	    cells[p->col].width &&
	    gap_bytes(p, cells, p->col, col) <= GAP_BYTES) {
		while (p->col >= 0 && p->col < col)
			put_char(p, out, &cells[p->col]);
		return;
	}
	move_to(p, out, row, col);
}

static void paint_row(struct paint *p, struct buf *out, int row,
		      const struct cell *cells)
{
	struct cell *front = front_row(p, row);
	size_t size = (size_t)p->front.cols * sizeof(*cells);
	int tail;

	if (memcmp(front, cells, size) == 0)
		return;
	tail = blank_tail(p, cells, front);
	for (int col = 0; col < tail; col++) {
		if (cells[col].width == 0 ||
		    (same_cell(p, &cells[col], &front[col])))
			continue;
		go_over(p, out, row, col, cells);
		put_char(p, out, &cells[col]);
	}
	if (tail < p->front.cols) {
		go_over(p, out, row, tail, cells);
		set_style(p, out, cells[tail].style);
		buf_addz(out, "\033[K");
	}
	memcpy(front, cells, size);
}

/* Columns [left, right) that scroll on their own. */
struct band {
	int left, right, top, bottom; /* rows [top, bottom) */
};

static uint64_t hash_cells(const struct cell *cells, int from, int to)
{
	uint64_t h = 0xcbf29ce484222325;

	for (int i = from; i < to; i++) {
		h = (h ^ cells[i].cp) * 0x100000001b3;
		h = (h ^ cells[i].marks[0] ^ cells[i].style) * 0x100000001b3;
	}
	return h;
}

/* A stretch of rows that is found `shift` rows below in the front. */
struct moved {
	int from, to; /* [from, to) */
	int shift;
	int gain; /* rows that need not be painted */
};

static void find_with_shift(const struct paint *p, const struct band *b,
			    int shift, struct moved *best)
{
	struct moved run = {.shift = shift};
	int first = shift < 0 ? b->top - shift : b->top;
	int last = shift > 0 ? b->bottom - shift : b->bottom;

	run.from = first;
	for (int row = first; row < last; row++) {
		if (p->new_hash[row] != p->old_hash[row + shift]) {
			run.from = row + 1;
			run.gain = 0;
			continue;
		}
		run.to = row + 1;
		run.gain += p->new_hash[row] != p->old_hash[row];
		if (run.gain > best->gain)
			*best = run;
	}
}

static struct moved find_moved(struct paint *p, const struct draw *d,
			       const struct band *b)
{
	struct moved best = {0};
	int rows = b->bottom - b->top, changed = 0;

	for (int row = b->top; row < b->bottom; row++) {
		p->old_hash[row] =
			hash_cells(front_row(p, row), b->left, b->right);
		p->new_hash[row] =
			hash_cells(sheet_row(d, row), b->left, b->right);
		changed += p->old_hash[row] != p->new_hash[row];
	}
	for (int shift = 1; changed > 2 && shift < rows && shift < SHIFT_MOST;
	     shift++) {
		find_with_shift(p, b, shift, &best);
		find_with_shift(p, b, -shift, &best);
	}
	return best;
}

/* The front after the terminal has scrolled [top, bottom) by `shift`. */
static void scroll_front(struct paint *p, const struct band *b, int top,
			 int bottom, int shift)
{
	size_t n = (size_t)(b->right - b->left);
	int rows = bottom - top, by = shift > 0 ? shift : -shift;

	for (int i = 0; i < rows; i++) {
		int to = shift > 0 ? top + i : bottom - 1 - i;
		int from = to + shift;
		struct cell *cells = front_row(p, to) + b->left;

		if (i < rows - by)
			memcpy(cells, front_row(p, from) + b->left,
			       n * sizeof(*cells));
		for (size_t k = 0; i >= rows - by && k < n; k++)
			cells[k] = (struct cell){
				.cp = ' ', .width = 1, .style = ERASED};
	}
}

/* Lets the terminal move what has moved. */
static void scroll(struct paint *p, struct buf *out, const struct band *b,
		   const struct moved *m)
{
	bool whole = b->left == 0 && b->right == p->front.cols;
	int by = m->shift > 0 ? m->shift : -m->shift;
	int top = m->shift > 0 ? m->from : m->from - by;
	int bottom = m->shift > 0 ? m->to + by : m->to;

	set_style(p, out, ERASED);
	if (!whole)
		buf_addf(out, "\033[?69h\033[%d;%ds", b->left + 1, b->right);
	buf_addf(out, "\033[%d;%dr", top + 1, bottom);
	p->row = p->col = -1;
	if (p->can.scrolls_lines && by == 1)
		buf_addz(out, m->shift > 0 ? "\033[S" : "\033[T");
	else if (p->can.scrolls_lines)
		buf_addf(out, "\033[%d%c", by, m->shift > 0 ? 'S' : 'T');
	else
		move_to(p, out, m->shift > 0 ? bottom - 1 : top, b->left);
	for (int i = 0; !p->can.scrolls_lines && i < by; i++)
		buf_addz(out, m->shift > 0 ? "\n" : "\033M");
	buf_addz(out, whole ? "\033[r" : "\033[?69l\033[r");
	p->row = p->col = -1;
	scroll_front(p, b, top, bottom, m->shift);
}

static bool is_rule(const struct cell *c)
{
	return c->cp == 0x2502 || c->cp == '|';
}

/* Is column `col` a rule from the second row to the last but one, before and
 * after? Panes are told by that. */
static bool is_rule_column(struct paint *p, const struct draw *d, int col)
{
	for (int row = 1; row < d->rows - 1; row++)
		if (!is_rule(&sheet_row(d, row)[col]) ||
		    !is_rule(&front_row(p, row)[col]))
			return false;
	return true;
}

static int count_changed(const struct paint *p, const struct band *b,
			 const struct cell *cells, const struct cell *front)
{
	int n = 0;

	for (int col = b->left; col < b->right; col++)
		n += !same_cell(p, &cells[col], &front[col]);
	return n;
}

/* The rows for which moving by `shift` saves the most cells, what has to be
 * mended afterwards counted in. */
static struct moved find_region(struct paint *p, const struct draw *d,
				const struct band *b, int shift)
{
	struct moved best = {.shift = shift}, run = {.shift = shift};
	int first = shift < 0 ? b->top - shift : b->top;
	int last = shift > 0 ? b->bottom - shift : b->bottom;

	run.from = first;
	for (int row = first; row < last; row++) {
		const struct cell *cells = sheet_row(d, row);

		run.gain +=
			count_changed(p, b, cells, front_row(p, row)) -
			count_changed(p, b, cells, front_row(p, row + shift));
		run.to = row + 1;
		if (run.gain <= 0)
			run = (struct moved){row + 1, 0, shift, 0};
		else if (run.gain > best.gain)
			best = run;
	}
	return best;
}

static void scroll_band(struct paint *p, struct buf *out, const struct draw *d,
			const struct band *b, int shift)
{
	struct moved m;

	if (shift == 0)
		return;
	m = find_region(p, d, b, shift);
	if (m.gain > GAIN_LEAST)
		scroll(p, out, b, &m);
}

/* Where the panes are: what stands between rules. */
static int find_bands(struct paint *p, const struct draw *d, struct band *bands)
{
	struct band b = {.top = 1, .bottom = d->rows - 1};
	int n = 0;

	for (int col = 0; col <= d->cols && n < BANDS_MOST; col++) {
		if (col < d->cols && !is_rule_column(p, d, col))
			continue;
		b.right = col;
		if (b.right > b.left)
			bands[n++] = b;
		b.left = col + 1;
	}
	return n;
}

/* Pane by pane where the terminal can; else whole rows, by the shift of the
 * pane that moved most. */
static void scroll_bands(struct paint *p, struct buf *out, const struct draw *d)
{
	struct band bands[BANDS_MOST];
	struct band whole = {0, d->cols, 1, d->rows - 1};
	struct moved most = {0};
	int n;

	if (!p->can.regions || d->rows < 5)
		return;
	n = find_bands(p, d, bands);
	for (int i = 0; i < n; i++) {
		struct moved m = find_moved(p, d, &bands[i]);

		if (p->can.margins || n == 1)
			scroll_band(p, out, d, &bands[i], m.shift);
		else if (m.gain > most.gain)
			most = m;
	}
	if (!p->can.margins && n > 1)
		scroll_band(p, out, d, &whole, most.shift);
}

static void start_over(struct paint *p, struct buf *out)
{
	size_t n = (size_t)p->front.rows * (size_t)p->front.cols;

	buf_addz(out, "\033[m\033[H\033[2J");
	for (size_t i = 0; i < n; i++)
		p->front.cells[i] =
			(struct cell){.cp = ' ', .width = 1, .style = ERASED};
	p->now = "";
	p->row = p->col = 0;
	p->known = true;
}

void paint_frame(struct paint *p, const struct draw *d, struct buf *out)
{
	fit_front(p, d);
	if (p->known)
		scroll_bands(p, out, d);
	else
		start_over(p, out);
	for (int row = 0; row < d->rows; row++)
		paint_row(p, out, row, sheet_row(d, row));
	if (d->cursor_row >= 0)
		move_to(p, out, d->cursor_row, d->cursor_col);
}
