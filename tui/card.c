/*
 * The lines of a card. Everything is wrapped or cut when its line is made, so
 * that drawing and printing only walk over them.
 */
#include "tui/card.h"

#include "core/base/clean.h"
#include "core/base/width.h"

#include "tui/figure.h"
#include "tui/i18n.h"
#include "tui/reason.h"

enum { INDENT = 2, GAP = 2 };

void card_init(struct card *c, struct arena *a, int cols, bool ascii)
{
	*c = (struct card){.arena = a, .cols = cols, .ascii = ascii};
}

static struct card_line *new_line(struct card *c, const struct evidence *to)
{
	struct card_line *line = ARRAY_PUSH(c->arena, &c->lines);

	line->to = to;
	return line;
}

static int line_cols(const struct card_line *line)
{
	int cols = 0;

	for (size_t i = 0; i < line->spans.n; i++)
		cols += (int)width_str(line->spans.items[i].text);
	return cols;
}

/* Appends to the last line as much as fits; an ellipsis tells of the rest. */
static void add(struct card *c, struct str text, enum style style)
{
	struct card_line *line = &c->lines.items[c->lines.n - 1];
	struct str s = clean_str(c->arena, text);
	int room = c->cols - line_cols(line);
	struct card_span *span;
	size_t used;
	struct buf b;

	if (!s.len || room <= 0)
		return;
	if ((int)width_str(s) > room) {
		buf_init(&b, c->arena);
		buf_add(&b,
			str_sub(s, 0, width_fit(s, (size_t)room - 1, &used)));
		buf_addz(&b, c->ascii ? "~" : "…");
		s = buf_str(&b);
	}
	span = ARRAY_PUSH(c->arena, &line->spans);
	span->text = s;
	span->style = style;
}

static void addz(struct card *c, const char *text, enum style style)
{
	add(c, str_of(text), style);
}

static void add_blanks(struct card *c, int n)
{
	static const char blanks[] = "                                ";

	while (n > 0) {
		int most =
			n < (int)sizeof(blanks) ? n : (int)sizeof(blanks) - 1;

		add(c, str_n(blanks, (size_t)most), STYLE_TEXT);
		n -= most;
	}
}

/* A stretch of a text that has a style of its own. */
struct stretch {
	size_t off, len;
	enum style style;
};

/* Adds [from, to) of a text, the part in the stretch in its style. */
static void add_styled(struct card *c, struct str text, struct wrap_row row,
		       enum style style, const struct stretch *own)
{
	size_t from = row.off, to = (size_t)row.off + row.len;
	size_t a = own->off < from ? from : own->off;
	size_t b = own->off + own->len > to ? to : own->off + own->len;

	if (!own->len || a >= b) {
		add(c, str_sub(text, from, to), style);
		return;
	}
	add(c, str_sub(text, from, a), style);
	add(c, str_sub(text, a, b), own->style);
	add(c, str_sub(text, b, to), style);
}

/* Which rows of a text are shown: all, or those around its own stretch. */
static void window(const struct card *c, const struct wrap_rows *rows,
		   const struct stretch *own, size_t *from, size_t *end)
{
	size_t most = c->quote_lines, at = 0;

	*from = 0;
	*end = rows->n;
	if (!most || rows->n <= most || !own->len)
		return;
	while (at + 1 < rows->n && rows->items[at + 1].off <= own->off)
		at++;
	if (at > (most - 1) / 2)
		*from = at - (most - 1) / 2;
	if (*from + most > rows->n)
		*from = rows->n - most;
	*end = *from + most;
}

/* A text over as many lines as it needs, indented. */
static void add_wrapped(struct card *c, struct str text, enum style style,
			const struct stretch *own, const struct evidence *to)
{
	int width = c->cols - INDENT;
	struct wrap_rows rows = {0};
	size_t from, end;
	struct text t;

	if (!text.len)
		return;
	text_load(&t, c->arena, text);
	wrap(&rows, c->arena, &t, 0, (uint32_t)t.bytes.len,
	     (struct wrap_style){.rules = c->wrap,
				 .width = (uint16_t)(width > 2 ? width : 2)});
	window(c, &rows, own, &from, &end);
	for (size_t i = from; i < end; i++) {
		new_line(c, to);
		if (i == from && from > 0) {
			addz(c, c->ascii ? "~" : "…", STYLE_DIM);
			add_blanks(c, INDENT - 1);
		} else {
			add_blanks(c, INDENT);
		}
		add_styled(c, t.bytes, rows.items[i], style, own);
		if (i + 1 == end && end < rows.n)
			addz(c, c->ascii ? "~" : "…", STYLE_DIM);
	}
}

static void add_plain(struct card *c, struct str text, enum style style)
{
	static const struct stretch none = {0, 0, STYLE_TEXT};

	add_wrapped(c, text, style, &none, NULL);
}

static void add_marks(struct card *c, unsigned marks)
{
	struct buf b;

	if (!marks)
		return;
	buf_init(&b, c->arena);
	buf_addz(&b, "  [");
	reason_marks(&b, marks);
	buf_addc(&b, ']');
	add(c, buf_str(&b), STYLE_DIM);
}

/* "◎ target ≈6%", then the sentence, then where it stands. */
static void add_side(struct card *c, const struct series_side *side,
		     const struct evidence *e, enum role role)
{
	struct metric m = {.role = role};
	enum style style = figure_style(&m);
	struct stretch own = {e->value_at, e->value.len, style};
	struct buf b;

	new_line(c, e);
	addz(c, figure_sign(&m, c->ascii), style);
	addz(c, " ", STYLE_TEXT);
	addz(c, figure_role(role), style);
	add_blanks(c, GAP);
	buf_init(&b, c->arena);
	reason_value(&b, &side->stated, c->ascii);
	add(c, b.len ? buf_str(&b) : e->value, style);
	add_marks(c, side->marks);
	buf_init(&b, c->arena);
	buf_add(&b, e->title);
	if (e->title.len && e->section.len)
		buf_addz(&b, c->ascii ? " > " : " › ");
	buf_add(&b, e->section);
	if (c->quote_lines) {
		add_blanks(c, GAP);
		add(c, buf_str(&b), STYLE_DIM);
		add_wrapped(c, e->sentence, STYLE_TEXT, &own, e);
		return;
	}
	add_wrapped(c, e->sentence, STYLE_TEXT, &own, e);
	own.len = 0;
	add_wrapped(c, buf_str(&b), STYLE_DIM, &own, e);
}

static void add_verdict(struct card *c, const struct series_cell *cell)
{
	enum verdict v = cell->answer.verdict;
	struct buf reason, sum;
	struct str text;

	buf_init(&reason, c->arena);
	reason_text(&reason, cell, c->ascii);
	buf_init(&sum, c->arena);
	reason_sum(&sum, cell, c->ascii);
	new_line(c, NULL);
	addz(c, reason_sign(v, c->ascii), reason_style(v));
	addz(c, " ", STYLE_TEXT);
	addz(c, reason_word(v), reason_style(v));
	text = buf_str(&reason);
	if (line_cols(&c->lines.items[c->lines.n - 1]) + GAP +
		    (int)width_str(text) >
	    c->cols) {
		add_plain(c, text, STYLE_TEXT);
	} else {
		add_blanks(c, GAP);
		add(c, text, STYLE_TEXT);
	}
	add_plain(c, buf_str(&sum), STYLE_DIM);
}

void card_add_cell(struct card *c, const struct series_row *row,
		   const struct series_cell *cell,
		   const struct card_evidence *of)
{
	(void)row;
	add_verdict(c, cell);
	if (of->target)
		add_side(c, &cell->target, of->target, ROLE_TARGET);
	if (of->achieved)
		add_side(c, &cell->achieved, of->achieved, ROLE_ACHIEVED);
}

/* The columns of the years' table. */
struct years {
	int target, achieved; /* columns of the widest value */
};

static struct str value_of(struct card *c, const struct series_side *side)
{
	struct buf b;

	buf_init(&b, c->arena);
	reason_value(&b, &side->stated, c->ascii);
	if (!b.len)
		buf_addz(&b, c->ascii ? "-" : "–");
	return buf_str(&b);
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static bool is_shown(const struct card *c, const struct series_cell *cell)
{
	return cell->year >= c->year_from &&
	       (!c->year_to || cell->year <= c->year_to);
}

static struct years measure(struct card *c, const struct series_row *row)
{
	struct years y = {0};

	for (size_t i = 0; i < row->n_cells; i++) {
		const struct series_cell *cell = &row->cells[i];
		int t = (int)width_str(value_of(c, &cell->target));
		int a = (int)width_str(value_of(c, &cell->achieved));

		if (!is_shown(c, cell))
			continue;
		y.target = larger(y.target, t);
		y.achieved = larger(y.achieved, a);
	}
	return y;
}

/* "2024  ≈6% → 5.8%  ≈ near". Values that are too wide push the rest on, and
 * the verdict's sign stays in sight: the word gives way first. */
static void add_year(struct card *c, const struct series_cell *cell,
		     const struct years *y)
{
	enum verdict v = cell->answer.verdict;
	struct str target = value_of(c, &cell->target);
	struct str achieved = value_of(c, &cell->achieved);
	struct buf b;

	new_line(c, NULL)->year = cell->year;
	buf_init(&b, c->arena);
	buf_addf(&b, "%u", cell->year);
	if (c->chosen)
		addz(c,
		     cell->year != c->chosen ? " "
		     : c->ascii		     ? ">"
					     : "▸",
		     STYLE_CHAPTER);
	add(c, buf_str(&b),
	    cell->year == c->chosen ? STYLE_CHAPTER : STYLE_TEXT);
	add_blanks(c, 1);
	addz(c, reason_sign(v, c->ascii), reason_style(v));
	add_blanks(c, 1 + y->target - (int)width_str(target));
	add(c, target, STYLE_TARGET);
	addz(c, c->ascii ? " > " : " → ", STYLE_DIM);
	add(c, achieved, STYLE_ACHIEVED);
	add_blanks(c, GAP + y->achieved - (int)width_str(achieved));
	addz(c, reason_word(v), reason_style(v));
	add_marks(c, cell->marks);
}

static void add_part(struct card *c, struct str part)
{
	if (!part.len)
		return;
	addz(c, c->ascii ? " - " : " · ", STYLE_DIM);
	add(c, part, STYLE_TEXT);
}

static void add_head(struct card *c, const struct series_row *row)
{
	new_line(c, NULL);
	add(c, row->region, STYLE_TEXT);
	add_blanks(c, 1);
	add(c, row->indicator, STYLE_CHAPTER);
	add_part(c, str_of(figure_measure(row->measure)));
	add_part(c, row->scope);
	add_part(c, row->basis);
}

bool card_window(struct card *c, const struct series_row *row,
		 const struct series_cell *cell, size_t most)
{
	size_t at, from = 0;

	c->year_from = c->year_to = 0;
	if (row->n_cells <= most || !most)
		return false;
	at = cell ? (size_t)(cell - row->cells) : row->n_cells - 1;
	/* what came before tells more than what comes after */
	if (at > most * 2 / 3)
		from = at - most * 2 / 3;
	if (from + most > row->n_cells)
		from = row->n_cells - most;
	c->year_from = row->cells[from].year;
	c->year_to = row->cells[from + most - 1].year;
	return true;
}

void card_add_years(struct card *c, const struct series_row *row)
{
	struct years y = measure(c, row);

	add_head(c, row);
	for (size_t i = 0; i < row->n_cells; i++)
		if (is_shown(c, &row->cells[i]))
			add_year(c, &row->cells[i], &y);
}

void card_add_gap(struct card *c)
{
	new_line(c, NULL);
}

void card_draw(const struct card *c, struct draw *d, struct rect r, size_t top,
	       int cursor)
{
	for (int at = 0; at < r.rows && top + (size_t)at < c->lines.n; at++) {
		const struct card_line *line =
			&c->lines.items[top + (size_t)at];
		int col = 0;

		for (size_t i = 0; i < line->spans.n; i++)
			col += draw_text(d, r, at, col, r.cols - col,
					 line->spans.items[i].text,
					 line->spans.items[i].style);
		if ((int)top + at != cursor)
			continue;
		draw_style(d, r, at, 0, r.cols, STYLE_CURSOR);
		draw_cursor(d, r, at, 0);
	}
}

void card_text(const struct card *c, struct buf *out)
{
	for (size_t i = 0; i < c->lines.n; i++) {
		const struct card_line *line = &c->lines.items[i];

		for (size_t k = 0; k < line->spans.n; k++)
			buf_add(out, line->spans.items[k].text);
		buf_addc(out, '\n');
	}
}
