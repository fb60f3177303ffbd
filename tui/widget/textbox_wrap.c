/*
 * Wrapping one block at a time, kept in a small table by block number. Rows
 * live in an arena that is emptied, with the table, when it gets large: what
 * is on the screen is wrapped again in no time.
 *
 * Signs in front of keywords are put into a copy of the block before it is
 * wrapped, so that they take their columns like any character and nothing is
 * pushed off the edge.
 */
#include "tui/widget/textbox_wrap.h"

#include "core/base/width.h"

enum {
	WRAP_ARENA_MOST = 8 << 20,
	INDENT_FROM = 40, /* narrower text has no indent to tell paragraphs */
};

void textbox_unwrap(struct textbox *tb)
{
	arena_reset(&tb->wrap_arena);
	tb->cache = arena_calloc(&tb->wrap_arena, TEXTBOX_CACHE,
				 sizeof(*tb->cache));
}

static enum para_kind kind_of(const struct textbox *tb, uint32_t block)
{
	return tb->report->paras.items[tb->blocks.items[block].para].kind;
}

static bool is_apart(enum para_kind kind)
{
	return kind == PARA_TITLE || kind == PARA_CAPTION ||
	       kind == PARA_KICKER;
}

static unsigned heading_level(const struct report *r, uint32_t off)
{
	uint32_t s = report_section_at(r, off);

	return s == SECTION_NONE ? 0 : r->sections.items[s].level;
}

/* Does the paragraph open with a chapter that runs in? */
static bool opens_chapter(const struct report *r, uint32_t off)
{
	uint32_t s = report_section_at(r, off);

	return s != SECTION_NONE && r->sections.items[s].off == off &&
	       r->sections.items[s].level <= LEVEL_CHAPTER;
}

/* An empty row before a heading, around the title and captions; between
 * paragraphs only where no indent tells them apart. */
static uint32_t gap_before(const struct textbox *tb, uint32_t block)
{
	const struct textbox_block *b = &tb->blocks.items[block];
	enum para_kind kind = kind_of(tb, block), before;

	if (block == 0 || b[-1].para == b->para)
		return 0;
	before = kind_of(tb, block - 1);
	if (b->n_hidden || b[-1].n_hidden)
		return b->n_hidden ? 0 : is_apart(kind) || kind == PARA_HEADING;
	if (is_apart(kind) || is_apart(before))
		return kind != before;
	if (kind == PARA_HEADING)
		return before != PARA_HEADING ||
		       heading_level(tb->report, b->off) <=
			       heading_level(tb->report, b[-1].off);
	if (before == PARA_HEADING)
		return 0;
	return tb->width < INDENT_FROM || opens_chapter(tb->report, b->off);
}

/* The marks that stand in [off, end). */
static void find_marks(const struct textbox *tb, struct textbox_wrapped *w,
		       uint32_t end)
{
	size_t low = 0, high = tb->n_marks;

	if (high == 0)
		return;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (tb->marks[mid].off < w->off)
			low = mid + 1;
		else
			high = mid;
	}
	w->marks = tb->marks + low;
	while (low + w->n_marks < tb->n_marks && w->marks[w->n_marks].off < end)
		w->n_marks++;
}

static struct str with_marks(struct textbox *tb, struct textbox_wrapped *w,
			     uint32_t end)
{
	struct str all = tb->report->text.bytes;
	struct buf out;
	uint32_t at = w->off;

	buf_init(&out, &tb->wrap_arena);
	for (size_t i = 0; i < w->n_marks; i++) {
		buf_add(&out, str_sub(all, at, w->marks[i].off));
		buf_add(&out, w->marks[i].sign);
		at = w->marks[i].off;
	}
	buf_add(&out, str_sub(all, at, end));
	return buf_str(&out);
}

static void carry_sign(struct wrap_row *r, struct str sign)
{
	uint16_t cols = (uint16_t)width_str(sign);

	r[0].len -= (uint32_t)sign.len;
	r[0].cols = (uint16_t)(r[0].cols - cols);
	r[1].off -= (uint32_t)sign.len;
	r[1].len += (uint32_t)sign.len;
	r[1].cols = (uint16_t)(r[1].cols + cols);
}

/* A row may stick out into the margin by a column, no more. */
static bool has_room(const struct wrap_row *r, struct str sign, uint16_t width)
{
	return r->indent + r->cols + width_str(sign) <= width + 1u;
}

/* A sign should not stay behind at a row's end: it goes down to its word where
 * there is room. Last ones first, so that two before one word go together. */
static void carry_signs(struct textbox_wrapped *w, uint16_t width)
{
	struct wrap_row *r = w->rows.items;
	size_t row = w->rows.n;
	uint32_t acc = 0;

	for (size_t i = 0; i < w->n_marks; i++)
		acc += (uint32_t)w->marks[i].sign.len;
	for (size_t i = w->n_marks; i-- > 0;) {
		struct str sign = w->marks[i].sign;
		uint32_t end = w->marks[i].off - w->off + acc;

		acc -= (uint32_t)sign.len;
		while (row > 0 && r[row - 1].off >= end)
			row--;
		// r[row] is the first row that begins at or after the word
		if (row > 0 && row < w->rows.n && r[row].off == end &&
		    r[row - 1].off + sign.len < end &&
		    r[row - 1].off + r[row - 1].len == end &&
		    has_room(&r[row], sign, width))
			carry_sign(&r[row - 1], sign);
	}
}

static void centre_rows(struct wrap_rows *rows, uint16_t width)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].cols < width)
			rows->items[i].indent =
				(uint16_t)((width - rows->items[i].cols) / 2);
}

static struct wrap_style style_of(const struct textbox *tb, uint32_t block)
{
	struct wrap_style style =
		wrap_style_for(tb->rules, kind_of(tb, block), tb->width);

	if (block &&
	    tb->blocks.items[block - 1].para == tb->blocks.items[block].para)
		style.indent_first = style.indent_rest;
	return style;
}

static void wrap_block(struct textbox *tb, struct textbox_wrapped *w,
		       uint32_t block)
{
	const struct textbox_block *b = &tb->blocks.items[block];
	struct wrap_style style = style_of(tb, block);

	find_marks(tb, w, b->off + b->len);
	if (w->n_marks == 0) {
		w->text = tb->report->text;
		wrap(&w->rows, &tb->wrap_arena, &w->text, b->off, b->len,
		     style);
	} else {
		w->is_copy = true;
		w->text.bytes = with_marks(tb, w, b->off + b->len);
		wrap(&w->rows, &tb->wrap_arena, &w->text, 0,
		     (uint32_t)w->text.bytes.len, style);
		carry_signs(w, tb->width);
	}
	// a caption of several rows reads better from the left
	if (kind_of(tb, block) == PARA_TITLE ||
	    (is_apart(kind_of(tb, block)) && w->rows.n == 1))
		centre_rows(&w->rows, tb->width);
}

const struct textbox_wrapped *textbox_wrapped(struct textbox *tb,
					      uint32_t block)
{
	struct textbox_wrapped *w;

	if (!tb->cache || tb->wrap_arena.total > WRAP_ARENA_MOST)
		textbox_unwrap(tb);
	w = &tb->cache[block % TEXTBOX_CACHE];
	if (w->block == block + 1)
		return w;
	*w = (struct textbox_wrapped){
		.block = block + 1,
		.off = tb->blocks.items[block].off,
		.gap = gap_before(tb, block),
	};
	if (!tb->blocks.items[block].n_hidden)
		wrap_block(tb, w, block);
	return w;
}

uint32_t textbox_to_source(const struct textbox_wrapped *w, uint32_t shown)
{
	uint32_t acc = 0;

	if (!w->is_copy)
		return shown;
	for (size_t i = 0; i < w->n_marks; i++) {
		uint32_t len = (uint32_t)w->marks[i].sign.len;
		uint32_t at = w->marks[i].off - w->off + acc;

		if (shown < at)
			break;
		if (shown < at + len)
			return w->marks[i].off;
		acc += len;
	}
	return w->off + shown - acc;
}

uint32_t textbox_to_shown(const struct textbox_wrapped *w, uint32_t source)
{
	uint32_t acc = 0;

	if (!w->is_copy)
		return source;
	for (size_t i = 0; i < w->n_marks && w->marks[i].off <= source; i++)
		acc += (uint32_t)w->marks[i].sign.len;
	return source - w->off + acc;
}
