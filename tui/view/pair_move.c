/*
 * Moving in two reports. What moves is the focused pane; when both are locked
 * the other one shows, in the same row, what stands beside its cursor. A step
 * to a difference brings both, a moved sentence's old place as well.
 */
#include "tui/view/pair.h"

static const struct diff_side *side_of(const struct pair *p, int side)
{
	return &p->diff.side[side];
}

/* The row of the pane that shows a byte; 0 when none does. */
static uint32_t row_of(struct textbox *box, uint32_t off)
{
	struct textbox_pos pos = box->top;

	for (uint32_t i = 0; i < box->rows; i++) {
		struct textbox_row row = textbox_row(box, pos);

		if (row.kind != ROW_GAP && off < row.off + row.len)
			return i;
		if (textbox_step(box, &pos, 1) == 0)
			break;
	}
	return 0;
}

/* Rows above the cursor's after a jump. */
static uint32_t rows_above(const struct pair *p, int side)
{
	uint32_t rows = p->pane[side].box.rows;

	if (!p->wide && side != (int)p->focus)
		return rows > 4; // the passage and what follows
	return rows / 3;
}

/* The pane without the focus to byte `off`, beside the cursor. */
static void bring(struct pair *p, uint32_t off)
{
	struct pair_pane *here = &p->pane[p->focus];
	struct pair_pane *there = &p->pane[!p->focus];

	there->at = off;
	if (there->box.blocks.n == 0)
		return;
	textbox_put(&there->box, off,
		    p->wide ? row_of(&here->box, here->at)
			    : rows_above(p, !p->focus));
}

/* After scrolling: what stands beside the cursor, in the order of the text. */
static void follow(struct pair *p)
{
	const struct diff_unit *u = pair_unit(p, p->focus);

	if (!p->unlocked && u)
		bring(p, u->follow);
}

static void note_entry(struct pair *p)
{
	const struct diff_side *s = side_of(p, (int)p->focus);
	uint32_t i = diff_unit_at(s, p->pane[p->focus].at);

	p->entry = i == DIFF_NONE ? DIFF_NONE : p->entry_of[p->focus][i];
}

void pair_go(struct pair *p, uint32_t off)
{
	const struct diff_side *s = side_of(p, (int)p->focus);
	struct pair_pane *pane = &p->pane[p->focus];
	uint32_t i = diff_unit_at(s, off);

	pane->at = i == DIFF_NONE ? 0 : s->units.items[i].off;
	p->hit = UINT32_MAX;
	note_entry(p);
	p->show_entry = true;
}

/* Where a side stands for an entry: at its unit, or at what stands beside the
 * other side's. */
static uint32_t entry_off(const struct pair *p, const struct diff_entry *e,
			  int side)
{
	if (e->unit[side] != DIFF_NONE)
		return side_of(p, side)->units.items[e->unit[side]].off;
	return side_of(p, !side)->units.items[e->unit[!side]].follow;
}

void pair_settle(struct pair *p)
{
	struct pair_pane *here = &p->pane[p->focus];
	uint32_t off;

	if (!p->show_entry || p->entry == DIFF_NONE)
		return;
	p->show_entry = false;
	textbox_show(&here->box, here->at, rows_above(p, (int)p->focus));
	if (p->hit != UINT32_MAX)
		textbox_show(&here->box, p->hit, rows_above(p, (int)p->focus));
	off = entry_off(p, &p->diff.entries.items[p->entry], !p->focus);
	if (!p->unlocked)
		bring(p, off);
}

/* The cursor into view: to the first unit that begins there. */
static void take_along(struct pair *p)
{
	const struct diff_side *s = side_of(p, (int)p->focus);
	struct pair_pane *pane = &p->pane[p->focus];
	struct span v = textbox_view(&pane->box);
	uint32_t i;

	if (textbox_is_shown(&pane->box, pane->at) || s->units.n == 0)
		return;
	i = diff_unit_at(s, v.off);
	if (s->units.items[i].off < v.off && i + 1 < s->units.n &&
	    s->units.items[i + 1].off < v.off + v.len)
		i++;
	pane->at = s->units.items[i].off;
	note_entry(p);
}

/* The cursor by units, where there is nothing left to scroll. */
static void step_unit(struct pair *p, int by)
{
	const struct diff_side *s = side_of(p, (int)p->focus);
	uint32_t i = diff_unit_at(s, p->pane[p->focus].at);

	if (i == DIFF_NONE || (by < 0 && i == 0) ||
	    (by > 0 && i + 1 >= s->units.n))
		return;
	i = by < 0 ? i - 1 : i + 1;
	p->pane[p->focus].at = s->units.items[i].off;
	note_entry(p);
}

static void scroll(struct pair *p, int64_t by)
{
	struct textbox *box = &p->pane[p->focus].box;

	if (box->blocks.n == 0)
		return;
	if (textbox_scroll(box, by) == 0)
		step_unit(p, by < 0 ? -1 : 1);
	take_along(p);
	follow(p);
}

static void jump(struct pair *p, enum action_id id, int64_t percent)
{
	const struct diff_side *s = side_of(p, (int)p->focus);
	struct pair_pane *pane = &p->pane[p->focus];
	size_t len = pane->report.text.bytes.len;
	uint32_t i = 0;

	if (s->units.n == 0)
		return;
	if (id == ACTION_BOTTOM)
		i = (uint32_t)s->units.n - 1;
	else if (id == ACTION_PERCENT)
		i = diff_unit_at(
			s,
			(uint32_t)(len *
				   (uint64_t)(percent > 100 ? 100 : percent) /
				   100));
	pane->at = s->units.items[i].off;
	textbox_put(&pane->box, id == ACTION_TOP ? 0 : pane->at, 0);
	note_entry(p);
	follow(p);
}

/* To the first unit of the next paragraph, or of this or the one before. */
static void step_para(struct pair *p, int64_t by)
{
	const struct diff_side *s = side_of(p, (int)p->focus);
	const struct diff_unit *u = s->units.items;
	uint32_t i = diff_unit_at(s, p->pane[p->focus].at), from = i;

	if (i == DIFF_NONE)
		return;
	for (; by > 0 && i < s->units.n; by--)
		for (from = i; i < s->units.n && u[i].para == u[from].para;)
			i++;
	if (i == s->units.n)
		i = from;
	for (; by < 0 && i > 0; by++) {
		i -= u[i - 1].para != u[i].para;
		while (i > 0 && u[i - 1].para == u[i].para)
			i--;
	}
	pair_go(p, u[i].off);
}

uint32_t pair_stop(const struct pair *p, bool *on)
{
	uint32_t low = 0, high = p->n_stops;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (p->stops[mid] <= p->entry)
			low = mid + 1;
		else
			high = mid;
	}
	*on = low && p->stops[low - 1] == p->entry;
	return low;
}

static void step_difference(struct pair *p, int64_t by)
{
	const struct diff_entry *e;
	bool on;
	int64_t to;

	if (p->n_stops == 0 || p->entry == DIFF_NONE) {
		app_say(p->view.app, str_of(_("no differences")));
		return;
	}
	to = (int64_t)pair_stop(p, &on) - 1;
	if (by < 0 && !on)
		to++;
	to += by;
	if (to < 0 || to >= p->n_stops) {
		app_say(p->view.app,
			str_of(by < 0 ? _("no difference before this one")
				      : _("no difference after this one")));
		return;
	}
	p->entry = p->stops[to];
	e = &p->diff.entries.items[p->entry];
	for (int s = 0; s < DIFF_SIDES; s++)
		p->pane[s].at = entry_off(p, e, s);
	p->show_entry = true;
}

static bool scroll_action(struct pair *p, enum action_id id, int64_t n)
{
	int64_t rows = p->pane[p->focus].box.rows;

	switch (id) {
	case ACTION_DOWN:
		scroll(p, n);
		return true;
	case ACTION_UP:
		scroll(p, -n);
		return true;
	case ACTION_PAGE_DOWN:
		scroll(p, n * rows);
		return true;
	case ACTION_PAGE_UP:
		scroll(p, -n * rows);
		return true;
	case ACTION_HALF_DOWN:
		scroll(p, n * (rows > 1 ? rows / 2 : 1));
		return true;
	case ACTION_HALF_UP:
		scroll(p, -n * (rows > 1 ? rows / 2 : 1));
		return true;
	default:
		return false;
	}
}

bool pair_move(struct pair *p, enum action_id id, const struct action_arg *arg)
{
	int64_t n = arg->count > 0 ? arg->count : 1;

	if (n > INT32_MAX)
		n = INT32_MAX;
	if (scroll_action(p, id, n))
		return true;
	switch (id) {
	case ACTION_TOP:
	case ACTION_BOTTOM:
	case ACTION_PERCENT:
		jump(p, id, arg->count);
		return true;
	case ACTION_PARA_NEXT:
	case ACTION_PARA_PREV:
		step_para(p, id == ACTION_PARA_NEXT ? n : -n);
		return true;
	case ACTION_DIFF_NEXT:
	case ACTION_DIFF_PREV:
		step_difference(p, id == ACTION_DIFF_NEXT ? n : -n);
		return true;
	case ACTION_CENTRE:
		textbox_put(&p->pane[p->focus].box, p->pane[p->focus].at,
			    p->pane[p->focus].box.rows / 2);
		follow(p);
		return true;
	default:
		return false;
	}
}
