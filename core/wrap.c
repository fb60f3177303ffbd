/*
 * Wrapping. A window of the text is read into cells, one for each character
 * that is shown, with its columns and the price of a break before it
 * (libunistring's rules, then wrap_glue). Rows are filled greedily and end at
 * the last break of the lowest price. A row that reaches the window's end is
 * begun anew in the next window, so memory stays small whatever the length.
 */
#include "core/wrap.h"

#include <unictype.h>
#include <unilbrk.h>

#include "core/base/clean.h"
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/base/width.h"
#include "core/wrap_glue.h"

enum {
	WINDOW = 8192,	/* cells, at least */
	PER_COLUMN = 8, /* cells a column can take: a character, its marks, and
			   half of a run of blanks; rounded up */
	LOOK_AHEAD = 32 /* cells that a unit or range can reach */
};

struct window {
	uint32_t *cp;  /* cleaned */
	uint32_t *off; /* in the text */
	uint8_t *cols;
	uint8_t *glue;
	size_t n, cap;
	size_t next; /* where the text goes on */
};

struct wrapper {
	struct wrap_rows *rows;
	struct arena *arena;
	struct str text; /* up to the stretch's end */
	struct wrap_style style;
	struct window win;
};

struct wrap_style wrap_style_for(const struct wrap_rules *rules,
				 enum para_kind kind, uint16_t width)
{
	struct wrap_style s = {.rules = rules, .width = width};

	if (kind == PARA_BODY && width >= 40)
		s.indent_first = 4;
	return s;
}

static bool is_mark(uint32_t shown)
{
	return shown >= 0x300 && width_cp(shown) == 0;
}

/* A run of white space inside a paragraph. */
struct gap {
	size_t end;
	bool joined; /* has a line end */
	bool blank;  /* joined, and seen as one blank */
};

static size_t skip_space(struct str s, size_t at)
{
	size_t n;

	while (at < s.len && space_is(utf8_decode(s, at, &n)))
		at += n;
	return at;
}

static bool is_latin(uint32_t cp)
{
	return cp > ' ' && cp < 0x1100;
}

/* Latin words on both sides of a line end stay two words. */
static bool needs_blank(uint32_t before, uint32_t after)
{
	return is_latin(before) && is_latin(after) &&
	       (uc_is_alpha(before) || uc_is_alpha(after));
}

static struct gap read_gap(struct str s, size_t at, uint32_t before)
{
	struct gap g = {.end = at};
	size_t n;
	uint32_t cp;

	while (g.end < s.len) {
		cp = utf8_decode(s, g.end, &n);
		if (!space_is(cp)) {
			g.blank = g.joined && needs_blank(before, cp);
			return g;
		}
		g.joined |= space_is_line_end(cp);
		g.end += n;
	}
	g.joined = true; /* at the stretch's end: nothing to see */
	return g;
}

static void add_cell(struct window *win, uint32_t cp, size_t off, size_t cols)
{
	win->cp[win->n] = cp;
	win->off[win->n] = (uint32_t)off;
	win->cols[win->n++] = (uint8_t)cols;
}

/* Curly quotes are opening and closing here, but in the rules they hold on
 * to both sides; an apostrophe does. */
static uint32_t quote_as_bracket(uint32_t cp, uint32_t before, uint32_t after)
{
	if (cp == 0x201c || cp == 0x2018)
		return 0x300c;
	if (cp == 0x201d ||
	    (cp == 0x2019 && !(uc_is_alpha(before) && is_latin(before) &&
			       uc_is_alpha(after) && is_latin(after))))
		return 0x300d;
	return cp;
}

/* Reads a gap at `at` and returns where reading goes on. */
static size_t add_gap(struct wrapper *w, size_t at, uint32_t before)
{
	struct window *win = &w->win;
	struct gap gap = read_gap(w->text, at, before);
	size_t n;

	if (gap.joined) {
		if (gap.blank)
			add_cell(win, ' ', at, 1);
		return gap.end;
	}
	for (; at < gap.end && win->n < win->cap; at += n) {
		uint32_t cp = clean_cp(utf8_decode(w->text, at, &n));

		add_cell(win, cp, at, (size_t)width_cp(cp));
	}
	return at;
}

/* Reads cells from `at` on, where a row begins, until the window is full. */
static void read_cells(struct wrapper *w, size_t at)
{
	struct window *win = &w->win;
	uint32_t cp, before = 0;
	size_t n, marks = 0;

	for (win->n = 0; at < w->text.len && win->n < win->cap;) {
		size_t was = win->n;

		cp = utf8_decode(w->text, at, &n);
		if (space_is(cp)) {
			at = add_gap(w, at, before);
			marks = win->n > was ? 0 : marks;
			continue;
		}
		before = cp;
		cp = clean_cp(cp);
		marks = is_mark(cp) ? marks + 1 : 0;
		if (marks > CLEAN_MARKS_MAX)
			cp = UTF8_REPLACEMENT;
		add_cell(win, cp, at, (size_t)width_cp(cp));
		at += n;
	}
	win->next = at;
}

static void price_breaks(struct wrapper *w)
{
	struct window *win = &w->win;
	struct glue_text t = {win->cp, win->glue, win->n};

	for (size_t i = 0; i < win->n; i++)
		win->cp[i] =
			quote_as_bracket(win->cp[i], i ? win->cp[i - 1] : 0,
					 i + 1 < win->n ? win->cp[i + 1] : 0);
	/* GBK: characters of ambiguous width are treated as Han. */
	u32_possible_linebreaks(win->cp, win->n, "GBK", (char *)win->glue);
	for (size_t i = 0; i < win->n; i++) {
		if (win->cols[i] == 0)
			win->glue[i] = GLUE_MARK;
		else
			win->glue[i] = win->glue[i] == UC_BREAK_POSSIBLE
					       ? GLUE_NONE
					       : GLUE_WORD;
	}
	if (w->style.rules)
		glue_mark(w->style.rules, &t);
}

static bool is_blank_cell(const struct window *win, size_t i)
{
	return space_is_blank(win->cp[i]);
}

static size_t indent_of(const struct wrapper *w, bool first)
{
	size_t indent = first ? w->style.indent_first : w->style.indent_rest;

	return indent + 2 > w->style.width ? w->style.width - 2u : indent;
}

/* The cell before which a row that begins at cell `from` ends; 0 when the
 * window does not hold the whole row. */
static size_t row_break(const struct window *win, size_t from, size_t avail,
			bool last)
{
	size_t cols = 0, blanks = 0, at[GLUE_COUNT] = {0};

	for (size_t k = from; k < win->n; k++) {
		if (is_blank_cell(win, k)) {
			blanks += win->cols[k];
			if (blanks > avail)
				return k;
			continue;
		}
		if (k > from)
			at[win->glue[k]] = k;
		if (k == from || cols + blanks + win->cols[k] <= avail) {
			cols += blanks + win->cols[k];
			blanks = 0;
			continue;
		}
		if (!last && k + LOOK_AHEAD > win->n)
			return 0;
		for (size_t g = 0; g < GLUE_COUNT; g++)
			if (at[g])
				return at[g];
	}
	return last ? win->n : 0;
}

static void add_row(struct wrapper *w, size_t from, size_t to, size_t indent)
{
	const struct window *win = &w->win;
	struct wrap_row *row = ARRAY_PUSH(w->arena, w->rows);
	size_t cols = 0;

	while (to > from + 1 && is_blank_cell(win, to - 1))
		to--;
	for (size_t i = from; i < to; i++)
		cols += win->cols[i];
	row->off = win->off[from];
	row->len =
		(uint32_t)utf8_next(w->text, win->off[to - 1]) - win->off[from];
	row->indent = (uint16_t)indent;
	row->cols = (uint16_t)cols;
}

/* A row that begins with marks, which only a run of them longer than the row
 * makes, is cleaned from there: its first marks are no replacements. */
static void restart_marks(struct wrapper *w, size_t at)
{
	struct window *win = &w->win;
	size_t n;

	for (size_t i = at; i < win->n && i < at + CLEAN_MARKS_MAX; i++) {
		uint32_t cp = clean_cp(utf8_decode(w->text, win->off[i], &n));

		if (!is_mark(cp))
			return;
		win->cols[i] = 0;
	}
}

/* Makes rows of the window's cells; returns where the next window begins. */
static size_t fill_rows(struct wrapper *w, size_t *n_rows)
{
	struct window *win = &w->win;
	bool last = win->next >= w->text.len;
	size_t at = 0, indent, to;

	while (at < win->n) {
		if (is_blank_cell(win, at)) {
			at++;
			continue;
		}
		restart_marks(w, at);
		indent = indent_of(w, *n_rows == 0);
		to = row_break(win, at, w->style.width - indent, last);
		if (to == 0 && at > 0)
			return win->off[at];
		if (to == 0)
			to = win->n;
		add_row(w, at, to, indent);
		(*n_rows)++;
		at = to;
	}
	return win->next;
}

static void open_window(struct window *win, struct arena *a, size_t len,
			size_t width)
{
	win->cap = width * PER_COLUMN + LOOK_AHEAD;
	if (win->cap < WINDOW)
		win->cap = WINDOW;
	if (win->cap > len)
		win->cap = len;
	win->cp = arena_calloc(a, win->cap, sizeof(*win->cp));
	win->off = arena_calloc(a, win->cap, sizeof(*win->off));
	win->cols = arena_calloc(a, win->cap, sizeof(*win->cols));
	win->glue = arena_calloc(a, win->cap, sizeof(*win->glue));
}

void wrap(struct wrap_rows *rows, struct arena *a, const struct text *t,
	  uint32_t off, uint32_t len, struct wrap_style style)
{
	struct wrapper w = {.rows = rows, .arena = a, .style = style};
	struct arena scratch = {0};
	size_t at, n_rows = 0;

	if (w.style.width < 2)
		w.style.width = 2;
	w.text = str_sub(t->bytes, 0, (size_t)off + len);
	at = skip_space(w.text, off);
	if (at >= w.text.len)
		return;
	open_window(&w.win, &scratch, w.text.len - at, w.style.width);
	while (at < w.text.len) {
		read_cells(&w, at);
		price_breaks(&w);
		at = skip_space(w.text, fill_rows(&w, &n_rows));
	}
	arena_release(&scratch);
}

struct str wrap_join(struct arena *a, struct str s)
{
	struct buf out;
	size_t n, from = 0, at = 0;
	uint32_t before = 0, cp;

	buf_init(&out, a);
	while (at < s.len) {
		cp = utf8_decode(s, at, &n);
		if (space_is(cp)) {
			struct gap gap = read_gap(s, at, before);

			if (gap.joined) {
				buf_add(&out, str_sub(s, from, at));
				buf_addz(&out, gap.blank ? " " : "");
				from = gap.end;
			}
			at = gap.end;
			continue;
		}
		before = cp;
		at += n;
	}
	if (from == 0)
		return s;
	buf_add(&out, str_sub(s, from, s.len));
	return buf_str(&out);
}

struct str wrap_row_text(struct arena *a, const struct text *t,
			 const struct wrap_row *row)
{
	size_t end = (size_t)row->off + row->len;

	return clean_str(a, wrap_join(a, str_sub(t->bytes, row->off, end)));
}
