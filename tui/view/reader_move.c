/*
 * Moving in the text. Scrolling moves the view and takes the cursor along as
 * soon as it would leave it; steps (sentence, paragraph, heading, hit) move
 * the cursor and take the view along.
 */
#include "tui/view/reader.h"

static uint32_t text_len(const struct reader *r)
{
	return (uint32_t)r->report.text.bytes.len;
}

struct span reader_sentence(const struct reader *r, uint32_t off)
{
	const struct textbox_block *b;
	struct para p = {0};

	if (r->box.blocks.n == 0)
		return (struct span){0, 0};
	b = &r->box.blocks.items[textbox_block_at(&r->box, off)];
	if (b->n_hidden)
		return (struct span){b->off, b->len};
	/* The block, not the paragraph: one of 32 MB stays quick. */
	p.off = b->off;
	p.len = b->len;
	return sentence_at(&r->report.text, &p, off, false);
}

/* Where the next sentence begins, or the text's end. */
static uint32_t sentence_after(const struct reader *r, uint32_t off)
{
	uint32_t block = textbox_block_at(&r->box, off);
	const struct textbox_block *b = &r->box.blocks.items[block];
	struct span s = reader_sentence(r, off), next;

	if (!b->n_hidden && s.off + s.len < b->off + b->len) {
		next = reader_sentence(r, s.off + s.len);
		if (next.off > s.off)
			return next.off;
	}
	if (block + 1 >= r->box.blocks.n)
		return text_len(r);
	return reader_sentence(r, b[1].off).off;
}

static uint32_t sentence_before(const struct reader *r, uint32_t off)
{
	const struct textbox_block *b;
	struct span s = reader_sentence(r, off), back;
	uint32_t block = textbox_block_at(&r->box, off);

	if (s.off < off)
		return s.off;
	b = &r->box.blocks.items[block];
	if (!b->n_hidden && s.off > b->off) {
		back = reader_sentence(r, s.off - 1);
		if (back.off < s.off)
			return back.off;
	}
	if (block == 0)
		return s.off;
	b--;
	return reader_sentence(r, b->off + (b->len ? b->len - 1 : 0)).off;
}

/* The first and the last sentence of what is not hidden. */
uint32_t reader_first(const struct reader *r)
{
	const struct textbox_block *b = r->box.blocks.items;

	if (r->box.blocks.n == 0)
		return 0;
	return b[r->box.blocks.n > 1 && b->n_hidden].off;
}

static uint32_t last_sentence(const struct reader *r)
{
	const struct textbox_block *b = r->box.blocks.items;
	size_t n = r->box.blocks.n;

	if (n > 1 && b[n - 1].n_hidden)
		n--;
	return reader_sentence(r, b[n - 1].off + b[n - 1].len).off;
}

/* The cursor into view: to the first sentence that begins there. */
static void take_along(struct reader *r)
{
	struct span v = textbox_view(&r->box);
	uint32_t to;

	if (r->box.blocks.n == 0 || textbox_is_shown(&r->box, r->at))
		return;
	to = reader_sentence(r, v.off).off;
	if (to < v.off)
		to = sentence_after(r, v.off);
	r->at = to < v.off + v.len ? to : v.off;
}

/* A smaller screen may have left the cursor out: a hit comes back into view,
 * any other place is given up for the sentence at the top. */
void reader_resized(struct reader *r)
{
	const struct spans *s = &r->hits[r->active].spans;
	size_t i = find_first_from(s, r->at);

	if (r->box.blocks.n == 0 || textbox_is_shown(&r->box, r->at))
		return;
	if (i < s->n && s->items[i].off == r->at)
		textbox_show(&r->box, r->at, r->box.rows / 3);
	take_along(r);
	if (r->focus == PANE_TEXT) // elsewhere somebody is choosing
		reader_outline_follow(r);
}

void reader_go_row(struct reader *r, uint32_t off, uint32_t row)
{
	r->at = off;
	textbox_put(&r->box, off, row);
	reader_outline_follow(r);
}

void reader_go(struct reader *r, uint32_t off)
{
	r->at = off;
	textbox_show(&r->box, off, r->box.rows / 3);
	reader_outline_follow(r);
}

void reader_jump(struct reader *r, uint32_t off)
{
	app_jump_from(r->view.app, (struct app_place){r->row.id, r->at});
	reader_go(r, off);
}

static void scroll(struct reader *r, int64_t by)
{
	int64_t n = by < 0 ? -1 : 1;
	uint32_t to;

	if (textbox_scroll(&r->box, by) == 0 && r->box.blocks.n) {
		/* Nothing left to scroll: the cursor goes on alone. */
		to = n > 0 ? sentence_after(r, r->at)
			   : sentence_before(r, r->at);
		if (to < text_len(r))
			r->at = to;
	}
	take_along(r);
	reader_outline_follow(r);
}

static void page(struct reader *r, int64_t n, int64_t rows)
{
	bool at_end = n > 0 ? textbox_at_end(&r->box) : textbox_at_top(&r->box);

	if (!at_end)
		scroll(r, n * (rows < 1 ? 1 : rows));
	else if (r->box.blocks.n)
		reader_go(r, n < 0 ? reader_first(r) : last_sentence(r));
}

/* Where line `n` (from 1) of the file begins. */
static uint32_t line_start(const struct reader *r, int64_t n)
{
	struct str s = r->report.text.bytes;
	ptrdiff_t at = 0, to;

	while (--n > 0) {
		to = str_find(s, STR("\n"), (size_t)at);
		if (to < 0)
			break;
		at = to + 1;
	}
	return (uint32_t)at;
}

static void jump_to(struct reader *r, enum action_id id, int64_t count)
{
	uint32_t to = 0;

	if (r->box.blocks.n == 0)
		return;
	app_jump_from(r->view.app, (struct app_place){r->row.id, r->at});
	if (id == ACTION_PERCENT)
		to = (uint32_t)((uint64_t)text_len(r) *
				(uint64_t)(count > 100 ? 100 : count) / 100);
	else if (count > 0)
		to = line_start(r, count);
	else if (id == ACTION_BOTTOM)
		to = last_sentence(r);
	reader_go_row(r, reader_sentence(r, to).off, 0);
	if (id == ACTION_BOTTOM && count <= 0)
		textbox_scroll(&r->box, INT32_MAX);
	if (id == ACTION_TOP && count <= 0)
		r->at = reader_first(r);
	take_along(r);
}

static void step_heading(struct reader *r, int64_t by)
{
	const struct section *s = r->report.sections.items;
	int64_t n = (int64_t)r->report.sections.n;
	uint32_t here = report_section_at(&r->report, r->at);
	int64_t to = here == SECTION_NONE ? -1 : (int64_t)here;

	if (by < 0 && to >= 0 && s[to].off < r->at)
		by++; // up to the heading of the section that one is in
	to += by;
	if (by < 0 && to < 0)
		to = 0;
	if (to >= n)
		to = n - 1;
	if (to < 0 || n == 0)
		return;
	reader_go_row(r, s[to].off, 0);
	take_along(r);
}

static uint32_t para_step(const struct reader *r, uint32_t off, int by)
{
	const struct textbox_block *b = r->box.blocks.items;
	uint32_t i = textbox_block_at(&r->box, off);
	uint32_t n = (uint32_t)r->box.blocks.n;

	if (by > 0) {
		while (i + 1 < n && b[i + 1].para == b[i].para)
			i++;
		return i + 1 < n ? b[i + 1].off : off;
	}
	while (i > 0 && b[i - 1].para == b[i].para)
		i--;
	if (b[i].off < off || i == 0)
		return b[i].off;
	for (i--; i > 0 && b[i - 1].para == b[i].para;)
		i--;
	return b[i].off;
}

static void step(struct reader *r, bool paragraph, int64_t by)
{
	uint32_t off = r->at, to;

	if (r->box.blocks.n == 0)
		return;
	for (; by; by += by < 0 ? 1 : -1) {
		if (paragraph)
			to = para_step(r, off, by < 0 ? -1 : 1);
		else
			to = by < 0 ? sentence_before(r, off)
				    : sentence_after(r, off);
		if (to == off || to >= text_len(r))
			break;
		off = to;
	}
	reader_go(r, off);
}

static bool scroll_action(struct reader *r, enum action_id id,
			  const struct action_arg *arg)
{
	int64_t n = action_times(arg, INT32_MAX);
	int64_t rows = r->box.rows;

	switch (id) {
	case ACTION_DOWN:
	case ACTION_OPEN: // nothing to open yet: Enter as in less
		scroll(r, n);
		return true;
	case ACTION_UP:
		scroll(r, -n);
		return true;
	case ACTION_PAGE_DOWN:
		page(r, n, rows);
		return true;
	case ACTION_PAGE_UP:
		page(r, -n, rows);
		return true;
	case ACTION_HALF_DOWN:
		page(r, n, rows / 2);
		return true;
	case ACTION_HALF_UP:
		page(r, -n, rows / 2);
		return true;
	default:
		return false;
	}
}

bool reader_move(struct reader *r, enum action_id id,
		 const struct action_arg *arg)
{
	int64_t n = action_times(arg, INT32_MAX);

	if (scroll_action(r, id, arg))
		return true;
	switch (id) {
	case ACTION_TOP:
	case ACTION_BOTTOM:
	case ACTION_PERCENT:
		jump_to(r, id, arg->count);
		return true;
	case ACTION_HEADING_NEXT:
	case ACTION_HEADING_PREV:
		step_heading(r, id == ACTION_HEADING_NEXT ? n : -n);
		return true;
	case ACTION_PARA_NEXT:
	case ACTION_PARA_PREV:
		step(r, true, id == ACTION_PARA_NEXT ? n : -n);
		return true;
	case ACTION_SENTENCE_NEXT:
	case ACTION_SENTENCE_PREV:
		step(r, false, id == ACTION_SENTENCE_NEXT ? n : -n);
		return true;
	case ACTION_CENTRE:
		reader_go_row(r, r->at, r->box.rows / 2);
		return true;
	default:
		return false;
	}
}
