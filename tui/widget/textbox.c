/*
 * Moving through a text of unknown length: a place is a block and a row of
 * it, and every step asks only for the blocks that it crosses.
 */
#include "tui/widget/textbox.h"

#include "core/base/utf8.h"
#include "core/base/width.h"

#include "tui/widget/textbox_wrap.h"

enum { PIECE_LOOK = 4 << 10 }; /* bytes back from a cut for a sentence's end */

static const struct str STOP = {"。", sizeof("。") - 1};

/* Where a piece of a very long paragraph ends: behind a sentence if one ends
 * near, else between two characters. */
static uint32_t piece_end(struct str all, uint32_t off, uint32_t end)
{
	uint32_t cut, at;

	if (end - off <= TEXTBOX_PIECE)
		return end;
	cut = off + TEXTBOX_PIECE;
	while (cut > off + 1 && ((unsigned char)all.p[cut] & 0xc0) == 0x80)
		cut--;
	for (at = cut; at > cut - PIECE_LOOK; at--)
		if (str_has_suffix(str_sub(all, off, at), STOP))
			return at;
	return cut;
}

static void add_para(struct textbox *tb, uint32_t i)
{
	const struct para *p = &tb->report->paras.items[i];
	uint32_t off = p->off, end = p->off + p->len;

	do {
		uint32_t to = piece_end(tb->report->text.bytes, off, end);

		*ARRAY_PUSH(&tb->arena, &tb->blocks) = (struct textbox_block){
			.off = off, .len = to - off, .para = i};
		off = to;
	} while (off < end);
}

static void add_hidden(struct textbox *tb, uint32_t from, uint32_t to)
{
	const struct para *p = tb->report->paras.items;

	*ARRAY_PUSH(&tb->arena, &tb->blocks) = (struct textbox_block){
		.off = p[from].off,
		.len = p[to - 1].off + p[to - 1].len - p[from].off,
		.para = from,
		.n_hidden = to - from};
}

uint32_t textbox_block_at(const struct textbox *tb, uint32_t off)
{
	uint32_t low = 0, high = (uint32_t)tb->blocks.n;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (tb->blocks.items[mid].off <= off)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Rows of a block, the gap before it included; at least one. */
static uint32_t rows_of(struct textbox *tb, uint32_t block)
{
	const struct textbox_wrapped *w = textbox_wrapped(tb, block);
	uint32_t n = (uint32_t)w->rows.n;

	return w->gap + (n ? n : 1);
}

struct textbox_row textbox_row(struct textbox *tb, struct textbox_pos pos)
{
	const struct textbox_block *b = &tb->blocks.items[pos.block];
	const struct textbox_wrapped *w = textbox_wrapped(tb, pos.block);
	struct textbox_row row = {.block = pos.block, .off = b->off};
	const struct wrap_row *r;

	row.kind = pos.row < w->gap ? ROW_GAP : ROW_HIDDEN;
	if (row.kind == ROW_HIDDEN && b->n_hidden)
		row.len = b->len;
	if (row.kind == ROW_GAP || b->n_hidden)
		return row;
	if (pos.row - w->gap >= w->rows.n) { // a blank stretch
		row.kind = ROW_GAP;
		return row;
	}
	r = &w->rows.items[pos.row - w->gap];
	row.kind = ROW_TEXT;
	row.off = textbox_to_source(w, r->off);
	row.len = textbox_to_source(w, r->off + r->len) - row.off;
	row.indent = r->indent;
	row.cols = r->cols;
	row.wrapped = w;
	row.shown = *r;
	return row;
}

static int64_t step_down(struct textbox *tb, struct textbox_pos *pos,
			 int64_t by)
{
	int64_t done = 0;

	while (done < by) {
		int64_t left = (int64_t)rows_of(tb, pos->block) - 1 - pos->row;

		if (left >= by - done) {
			pos->row += (uint32_t)(by - done);
			return by;
		}
		if (pos->block + 1 >= tb->blocks.n) {
			pos->row += (uint32_t)left;
			return done + left;
		}
		done += left + 1;
		*pos = (struct textbox_pos){pos->block + 1, 0};
	}
	return done;
}

static int64_t step_up(struct textbox *tb, struct textbox_pos *pos, int64_t by)
{
	int64_t done = 0;

	while (done < by) {
		if (pos->row >= by - done) {
			pos->row -= (uint32_t)(by - done);
			return by;
		}
		done += pos->row;
		pos->row = 0;
		if (pos->block == 0)
			return done;
		pos->block--;
		pos->row = rows_of(tb, pos->block) - 1;
		done++;
	}
	return done;
}

int64_t textbox_step(struct textbox *tb, struct textbox_pos *pos, int64_t by)
{
	if (tb->blocks.n == 0)
		return 0;
	return by < 0 ? -step_up(tb, pos, -by) : step_down(tb, pos, by);
}

struct textbox_pos textbox_pos_of(struct textbox *tb, uint32_t off)
{
	struct textbox_pos pos = {textbox_block_at(tb, off), 0};
	const struct textbox_wrapped *w;
	uint32_t low = 0, high, at;

	if (tb->blocks.n == 0)
		return pos;
	w = textbox_wrapped(tb, pos.block);
	high = (uint32_t)w->rows.n;
	if (off < w->off)
		off = w->off;
	at = textbox_to_shown(w, off);
	while (high > 1 && high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (w->rows.items[mid].off <= at)
			low = mid;
		else
			high = mid;
	}
	pos.row = w->gap + low;
	return pos;
}

/* No blank rows below the last one while there is text above. */
static void settle(struct textbox *tb)
{
	struct textbox_pos pos = tb->top;
	int64_t below = textbox_step(tb, &pos, tb->rows);

	if (tb->rows && below < tb->rows) // pos is the last row
		textbox_step(tb, &tb->top, below + 1 - tb->rows);
}

static void take_anchor(struct textbox *tb)
{
	if (tb->blocks.n)
		tb->anchor = textbox_row(tb, tb->top).off;
}

static void top_from_anchor(struct textbox *tb)
{
	if (!tb->width || tb->blocks.n == 0)
		return;
	tb->top = textbox_pos_of(tb, tb->anchor);
	settle(tb);
}

void textbox_set(struct textbox *tb, const struct report *r, bool all)
{
	uint32_t n = (uint32_t)r->paras.n;
	uint32_t i = 0, from;

	arena_reset(&tb->arena);
	tb->blocks.items = NULL;
	tb->blocks.n = tb->blocks.cap = 0;
	tb->report = r;
	while (i < n) {
		for (from = i; i < n && !all &&
			       r->paras.items[i].kind == PARA_BOILERPLATE;)
			i++;
		if (from < i)
			add_hidden(tb, from, i);
		else
			add_para(tb, i++);
	}
	textbox_unwrap(tb);
	top_from_anchor(tb);
}

void textbox_release(struct textbox *tb)
{
	arena_release(&tb->arena);
	arena_release(&tb->mark_arena);
	arena_release(&tb->wrap_arena);
}

void textbox_size(struct textbox *tb, uint16_t width, uint32_t rows)
{
	if (width < 2)
		width = 2;
	if (width == tb->width && rows == tb->rows)
		return;
	if (width != tb->width)
		textbox_unwrap(tb);
	tb->width = width;
	tb->rows = rows ? rows : 1;
	top_from_anchor(tb);
}

void textbox_set_marks(struct textbox *tb, const struct textbox_mark *marks,
		       size_t n)
{
	struct textbox_mark *copy;

	if (n == 0 && tb->n_marks == 0)
		return;
	arena_reset(&tb->mark_arena);
	copy = arena_calloc(&tb->mark_arena, n + 1, sizeof(*copy));
	for (size_t i = 0; i < n; i++)
		copy[i] = marks[i];
	tb->marks = copy;
	tb->n_marks = n;
	textbox_unwrap(tb);
	top_from_anchor(tb);
}

/* More rows than can be left: a row has a byte, or is one of the few that
 * come with a block. */
static int64_t rows_at_most(const struct textbox *tb)
{
	return (int64_t)tb->report->text.bytes.len + 2 * (int64_t)tb->blocks.n;
}

int64_t textbox_scroll(struct textbox *tb, int64_t by)
{
	struct textbox_pos was = tb->top;
	int64_t went;

	if (tb->blocks.n == 0 || !tb->width)
		return 0;
	if (by >= rows_at_most(tb))
		tb->top = textbox_pos_of(tb, UINT32_MAX);
	else if (by <= -rows_at_most(tb))
		tb->top = (struct textbox_pos){0, 0};
	else
		textbox_step(tb, &tb->top, by);
	settle(tb);
	take_anchor(tb);
	if (tb->top.block == was.block)
		went = (int64_t)tb->top.row - was.row;
	else
		went = tb->top.block < was.block ? -1 : 1;
	return went;
}

void textbox_put(struct textbox *tb, uint32_t off, uint32_t at)
{
	if (!tb->width) { // not laid out yet: remember the place
		tb->anchor = off;
		return;
	}
	tb->top = textbox_pos_of(tb, off);
	textbox_step(tb, &tb->top, -(int64_t)at);
	settle(tb);
	take_anchor(tb);
}

struct span textbox_view(struct textbox *tb)
{
	struct textbox_pos end = tb->top;
	struct textbox_row first, last;

	if (tb->blocks.n == 0 || !tb->width)
		return (struct span){tb->anchor, 0};
	first = textbox_row(tb, tb->top);
	textbox_step(tb, &end, (int64_t)tb->rows - 1);
	last = textbox_row(tb, end);
	return (struct span){first.off, last.off + last.len - first.off};
}

bool textbox_is_shown(struct textbox *tb, uint32_t off)
{
	struct span v = textbox_view(tb);

	return off >= v.off && off < v.off + v.len;
}

void textbox_show(struct textbox *tb, uint32_t off, uint32_t at)
{
	if (!tb->width || !textbox_is_shown(tb, off))
		textbox_put(tb, off, at);
}

bool textbox_at_top(const struct textbox *tb)
{
	return tb->top.block == 0 && tb->top.row == 0;
}

bool textbox_at_end(struct textbox *tb)
{
	struct textbox_pos pos = tb->top;

	return textbox_step(tb, &pos, tb->rows) < tb->rows;
}

unsigned textbox_percent(struct textbox *tb)
{
	struct span v = textbox_view(tb);
	size_t all = tb->report->text.bytes.len;

	if (all == 0 || tb->blocks.n == 0 || !tb->width || textbox_at_end(tb))
		return 100;
	return (unsigned)((uint64_t)(v.off + v.len) * 100 / all);
}

unsigned textbox_col(struct textbox *tb, const struct textbox_row *row,
		     uint32_t off, bool end)
{
	struct arena_mark mark = arena_mark(&tb->arena);
	const struct textbox_wrapped *w = row->wrapped;
	struct wrap_row head = row->shown;
	struct str bytes = w->text.bytes;
	uint32_t at = textbox_to_shown(w, off);
	size_t cols, last = 0, len;

	if (at > head.off + head.len)
		at = head.off + head.len;
	if (at < head.off)
		at = head.off;
	/* Up to and with the character, then back over it: a break joined
	 * before it shows only with what follows. */
	if (!end && at < head.off + head.len) {
		uint32_t cp = utf8_decode(bytes, at, &len);

		last = (size_t)width_cp(cp);
		at += (uint32_t)len;
	}
	head.len = at - head.off;
	cols = width_str(wrap_row_text(&tb->arena, &w->text, &head));
	arena_rewind(&tb->arena, mark);
	return row->indent + (unsigned)(cols > last ? cols - last : 0);
}

struct str textbox_row_text(struct arena *a, const struct textbox_row *row)
{
	if (row->kind != ROW_TEXT)
		return STR_NULL;
	return wrap_row_text(a, &row->wrapped->text, &row->shown);
}
