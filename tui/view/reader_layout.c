/*
 * Which panes are shown and where. Under 100 columns the text has the screen
 * and the outline slides over it; from 100 on they stand side by side. A pane
 * of figures takes a third column from 140 on; until there is one the text
 * has its room.
 */
#include "tui/view/reader.h"

enum {
	DRAWER_LEAST = 30,
	OUTLINE_LEAST = 16,
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

static int drawer_cols(const struct reader *r, int cols)
{
	int usual = clamp(cols * 2 / 5, DRAWER_LEAST, cols);

	return clamp(usual + r->outline_wider, OUTLINE_LEAST, cols);
}

static int outline_cols(const struct reader *r, int cols)
{
	int usual;

	if (cols < READER_WIDE)
		usual = clamp(cols * 3 / 10, DRAWER_LEAST, 40);
	else
		usual = clamp(cols / 4, 36, 52);
	return clamp(usual + r->outline_wider, OUTLINE_LEAST,
		     cols - TEXT_LEAST);
}

static void one_pane(struct reader *r, struct rect body)
{
	struct reader_layout *l = &r->layout;

	if (r->maximised && r->focus == PANE_OUTLINE && !r->drawer) {
		l->pane[PANE_OUTLINE] = body;
		return;
	}
	l->pane[PANE_TEXT] = body;
	if (!r->drawer)
		return;
	l->drawer = true;
	l->pane[PANE_OUTLINE] = body;
	l->pane[PANE_OUTLINE].cols = drawer_cols(r, body.cols);
}

static void side_by_side(struct reader *r, struct rect body)
{
	struct reader_layout *l = &r->layout;
	int cols = outline_cols(r, body.cols);

	l->pane[PANE_TEXT] = body;
	if (r->outline_off)
		return;
	l->pane[PANE_OUTLINE] = body;
	l->pane[PANE_OUTLINE].cols = cols;
	l->pane[PANE_TEXT].col += cols + 1; // and the rule between them
	l->pane[PANE_TEXT].cols -= cols + 1;
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

static void show_outline(struct reader *r)
{
	if (has_drawers(r) && r->focus == PANE_OUTLINE)
		reader_outline_close(r);
	else if (!has_drawers(r) && !r->outline_off) {
		r->outline_off = true;
		r->focus = PANE_TEXT;
	} else {
		reader_outline_open(r);
	}
}

static void maximise(struct reader *r)
{
	r->maximised = !r->maximised;
	if (r->drawer) { // the drawer becomes the pane
		r->drawer = false;
		r->focus = r->maximised ? PANE_OUTLINE : PANE_TEXT;
	}
}

static void next_pane(struct reader *r)
{
	if (r->focus == PANE_TEXT)
		reader_outline_open(r);
	else if (r->drawer)
		reader_outline_close(r);
	else
		r->focus = PANE_TEXT;
}

void reader_outline_open(struct reader *r)
{
	if (has_drawers(r) && !r->maximised)
		r->drawer = true;
	r->outline_off = false;
	r->focus = PANE_OUTLINE;
	toc_follow(&r->toc, report_section_at(&r->report, r->at));
}

void reader_outline_close(struct reader *r)
{
	r->drawer = false;
	r->focus = PANE_TEXT;
}

static void widen(int *n, int by, int low, int high)
{
	*n = clamp(*n + by, low, high);
}

bool reader_layout_action(struct reader *r, enum action_id id)
{
	switch (id) {
	case ACTION_SHOW_OUTLINE:
		show_outline(r);
		return true;
	case ACTION_MAXIMISE:
		maximise(r);
		return true;
	case ACTION_PANE_NEXT:
	case ACTION_PANE_PREV:
		next_pane(r);
		return true;
	case ACTION_LEFT:
		if (r->focus == PANE_TEXT)
			reader_outline_open(r);
		return true;
	case ACTION_RIGHT:
		reader_outline_close(r);
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
		widen(&r->outline_wider, WIDER_STEP, -60, 200);
		return true;
	case ACTION_PANE_NARROWER:
		widen(&r->outline_wider, -WIDER_STEP, -60, 200);
		return true;
	default:
		return false;
	}
}
