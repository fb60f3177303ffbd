/*
 * Which panes are shown and where. Under 100 columns the text has the screen
 * and the outline slides over it from the left, the figures from the right;
 * from 100 on one of the two stands beside it, from 140 on both.
 */
#include "tui/view/reader.h"

enum {
	DRAWER_LEAST = 30,
	PANE_LEAST = 16,
	TEXT_LEAST = 20,
	WIDER_STEP = 4,
	COLS_STEP = 4,
	TEXT_COLS_LEAST = 20,
	TEXT_COLS_MOST = 400,
};

static int clamp(int n, int low, int high)
{
	if (n > high)
		n = high;
	return n < low ? low : n;
}

static bool has_drawers(const struct reader *r)
{
	return r->layout.title.cols < READER_ONE_PANE || r->maximised;
}

static bool has_three(const struct reader *r)
{
	return r->layout.title.cols >= READER_WIDE;
}

static int drawer_cols(const struct reader *r, int cols)
{
	int usual = r->side == PANE_OUTLINE ? cols * 2 / 5 : cols * 11 / 20;

	usual = clamp(usual, DRAWER_LEAST, cols);
	return clamp(usual + r->wider[r->side], PANE_LEAST, cols);
}

/* Columns of a pane beside the text; `most` are there. */
static int side_cols(const struct reader *r, enum pane pane, int most)
{
	int cols = r->layout.title.cols, usual;

	if (cols < READER_WIDE)
		usual = clamp(cols * 3 / 10, DRAWER_LEAST, 40);
	else if (pane == PANE_OUTLINE)
		usual = clamp(cols * 22 / 100, 30, 44);
	else
		usual = clamp(cols * 26 / 100, 36, 56);
	return clamp(usual + r->wider[pane], PANE_LEAST, most);
}

static void one_pane(struct reader *r, struct rect body)
{
	struct reader_layout *l = &r->layout;
	struct rect *side = &l->pane[r->side];

	if (r->maximised && r->focus != PANE_TEXT && !r->drawer) {
		l->pane[r->focus] = body;
		return;
	}
	l->pane[PANE_TEXT] = body;
	if (!r->drawer)
		return;
	l->drawer = true;
	*side = body;
	side->cols = drawer_cols(r, body.cols);
	if (r->side == PANE_FIGURES)
		side->col += body.cols - side->cols;
}

static bool is_wanted(const struct reader *r, enum pane pane)
{
	return !r->off[pane] && (has_three(r) || r->side == pane);
}

static void side_by_side(struct reader *r, struct rect body)
{
	struct rect *pane = r->layout.pane, *text = &pane[PANE_TEXT];

	*text = body;
	if (is_wanted(r, PANE_OUTLINE)) {
		pane[PANE_OUTLINE] = body;
		pane[PANE_OUTLINE].cols =
			side_cols(r, PANE_OUTLINE, text->cols - TEXT_LEAST);
		// and the rule between them
		text->col += pane[PANE_OUTLINE].cols + 1;
		text->cols -= pane[PANE_OUTLINE].cols + 1;
	}
	if (is_wanted(r, PANE_FIGURES)) {
		pane[PANE_FIGURES] = body;
		pane[PANE_FIGURES].cols =
			side_cols(r, PANE_FIGURES, text->cols - TEXT_LEAST);
		pane[PANE_FIGURES].col += body.cols - pane[PANE_FIGURES].cols;
		text->cols -= pane[PANE_FIGURES].cols + 1;
	}
}

void reader_lay_out(struct reader *r, struct rect rect)
{
	struct rect body = rect;

	r->layout = (struct reader_layout){.title = rect};
	r->layout.title.rows = 1;
	body.row++;
	body.rows--;
	if (!has_drawers(r))
		r->drawer = false;
	if (has_drawers(r))
		one_pane(r, body);
	else
		side_by_side(r, body);
	if (r->layout.pane[r->focus].cols == 0)
		r->focus = PANE_TEXT;
}

static void show(struct reader *r, enum pane pane)
{
	if (has_drawers(r) && r->focus == pane) {
		reader_side_close(r);
	} else if (!has_drawers(r) && r->layout.pane[pane].cols) {
		r->off[pane] = true;
		r->focus = PANE_TEXT;
		if (!has_three(r) && pane == PANE_FIGURES)
			r->side = PANE_OUTLINE; // whose place they had
	} else {
		reader_side_open(r, pane);
	}
}

static void maximise(struct reader *r)
{
	r->maximised = !r->maximised;
	if (r->drawer) { // the drawer becomes the pane
		r->drawer = false;
		r->focus = r->maximised ? r->side : PANE_TEXT;
	}
}

/* From left to right and round; drawers open as one comes to them. */
static void next_pane(struct reader *r, int by)
{
	int to = (int)r->focus;

	do
		to = (to + by + PANE_COUNT) % PANE_COUNT;
	while (!has_drawers(r) && !r->layout.pane[to].cols);
	if (to == PANE_TEXT && r->focus == PANE_TEXT)
		to = PANE_OUTLINE;
	if (to == PANE_TEXT)
		reader_side_close(r);
	else
		reader_side_open(r, (enum pane)to);
}

void reader_side_open(struct reader *r, enum pane pane)
{
	r->drawer = has_drawers(r) && !r->maximised;
	r->side = pane;
	r->off[pane] = false;
	r->focus = pane;
	if (pane == PANE_OUTLINE)
		reader_outline_follow(r);
	else
		reader_figures_follow(r);
}

void reader_side_close(struct reader *r)
{
	r->drawer = false;
	r->focus = PANE_TEXT;
}

static void widen(int *n, int by, int low, int high)
{
	*n = clamp(*n + by, low, high);
}

/* Which pane < and > are for. */
static enum pane widened(const struct reader *r)
{
	return r->focus == PANE_FIGURES ? PANE_FIGURES : PANE_OUTLINE;
}

bool reader_layout_action(struct reader *r, enum action_id id)
{
	switch (id) {
	case ACTION_SHOW_OUTLINE:
		show(r, PANE_OUTLINE);
		return true;
	case ACTION_SHOW_FIGURES:
		show(r, PANE_FIGURES);
		return true;
	case ACTION_MAXIMISE:
		maximise(r);
		return true;
	case ACTION_PANE_NEXT:
	case ACTION_PANE_PREV:
		next_pane(r, id == ACTION_PANE_NEXT ? 1 : -1);
		return true;
	case ACTION_LEFT:
		if (r->focus == PANE_TEXT)
			reader_side_open(r, PANE_OUTLINE);
		return true;
	case ACTION_RIGHT:
		if (r->focus == PANE_TEXT)
			reader_side_open(r, PANE_FIGURES);
		return true;
	case ACTION_WIDER:
		widen(&r->text_cols, COLS_STEP, TEXT_COLS_LEAST,
		      TEXT_COLS_MOST);
		return true;
	case ACTION_NARROWER:
		r->text_cols =
			clamp(r->text_cols, TEXT_COLS_LEAST, (int)r->box.width);
		widen(&r->text_cols, -COLS_STEP, TEXT_COLS_LEAST,
		      TEXT_COLS_MOST);
		return true;
	case ACTION_PANE_WIDER:
		widen(&r->wider[widened(r)], WIDER_STEP, -60, 200);
		return true;
	case ACTION_PANE_NARROWER:
		widen(&r->wider[widened(r)], -WIDER_STEP, -60, 200);
		return true;
	default:
		return false;
	}
}
