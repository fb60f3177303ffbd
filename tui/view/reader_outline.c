/*
 * The outline pane: the tree of headings with folds, and beside each heading
 * how many hits stand in its section, so that one sees where a word lives.
 */
#include <stdio.h>

#include "tui/view/reader.h"

enum { DEPTH_MOST = 6 };

void reader_outline_follow(struct reader *r)
{
	toc_follow(&r->toc, report_section_at(&r->report, r->at));
}

/* Draws the counts right-aligned; returns the columns they took. */
static int draw_counts(struct reader *r, struct draw *d, struct rect pane,
		       uint32_t row)
{
	int screen_row = (int)(row - r->toc.list.top), used = 0;

	for (int i = ACTIVE_COUNT - 1; i >= 0; i--) {
		uint32_t n = toc_hits(&r->toc, row, (unsigned)i);
		bool word = i < KEYWORDS_MAX;
		struct str sign = word ? keyword_sign(i, d->ascii) : STR("");
		char text[32];

		if (n == 0 || used > pane.cols / 2)
			continue;
		(void)snprintf(text, sizeof(text), "%.*s%s%u", (int)sign.len,
			       sign.p, word && d->ascii ? ":" : "", n);
		used += draw_text_right(d, pane, screen_row, 0,
					pane.cols - used - 1, str_of(text),
					word ? keyword_style(i)
					     : STYLE_COUNT_BADGE);
		used++;
	}
	return used;
}

static const char *fold_sign(const struct reader *r, uint32_t section,
			     bool ascii)
{
	if (!toc_has_children(&r->toc, section))
		return " ";
	if (r->toc.folded[section])
		return ascii ? "+" : "▸";
	return ascii ? "-" : "▾";
}

static enum style row_style(const struct reader *r, uint32_t row,
			    uint32_t section)
{
	unsigned level = r->report.sections.items[section].level;

	if (row == r->toc.list.cursor)
		return r->focus == PANE_OUTLINE ? STYLE_CURSOR
						: STYLE_CURSOR_OFF;
	if (level <= LEVEL_PART)
		return STYLE_PART;
	return level == LEVEL_CHAPTER ? STYLE_CHAPTER : STYLE_TEXT;
}

static void draw_row(struct reader *r, struct draw *d, struct rect pane,
		     uint32_t row)
{
	uint32_t section = toc_section(&r->toc, row);
	uint32_t depth = r->toc.depth[section];
	enum style style = row_style(r, row, section);
	struct str title = r->report.sections.items[section].title;
	int at = (int)(row - r->toc.list.top), col, counts;

	col = 1 + 2 * (int)(depth < DEPTH_MOST ? depth : DEPTH_MOST);
	if (row == r->toc.list.cursor)
		draw_style(d, pane, at, 0, pane.cols, style);
	if (style == STYLE_CURSOR)
		draw_cursor(d, pane, at, col);
	counts = draw_counts(r, d, pane, row);
	draw_text(d, pane, at, col, 1, str_of(fold_sign(r, section, d->ascii)),
		  row == r->toc.list.cursor ? style : STYLE_DIM);
	draw_text_cut(d, pane, at, col + 2, pane.cols - col - 3 - counts, title,
		      style);
}

void reader_draw_outline(struct reader *r, struct draw *d)
{
	struct rect pane = r->layout.pane[PANE_OUTLINE];
	bool rule = pane.col + pane.cols < d->cols;
	struct rect edge = {pane.row, pane.col, pane.rows, pane.cols + 1};

	if (pane.cols == 0 || pane.rows <= 0)
		return;
	if (r->layout.drawer)
		draw_fill(d, edge, STYLE_TEXT);
	if (rule)
		draw_vline(d, edge, pane.cols,
			   r->focus == PANE_OUTLINE ? STYLE_BORDER_FOCUS
						    : STYLE_BORDER);
	list_set(&r->toc.list, r->toc.list.count, (uint32_t)pane.rows);
	if (r->toc.list.count == 0)
		draw_text_cut(d, pane, 0, 1, pane.cols - 2,
			      str_of(_("no headings found")), STYLE_DIM);
	for (uint32_t i = r->toc.list.top;
	     i < r->toc.list.count && i < r->toc.list.top + r->toc.list.rows;
	     i++)
		draw_row(r, d, pane, i);
}

static uint32_t here(const struct reader *r)
{
	return toc_section(&r->toc, r->toc.list.cursor);
}

/* Fold, or go to what holds this one. */
static void fold_or_up(struct reader *r)
{
	uint32_t s = here(r);

	if (s == SECTION_NONE)
		return;
	if (toc_has_children(&r->toc, s) && !r->toc.folded[s])
		toc_fold(&r->toc, s, true);
	else if (r->report.sections.items[s].parent != SECTION_NONE)
		toc_follow(&r->toc, r->report.sections.items[s].parent);
}

/* Unfold, or go over to the text. */
static void unfold_or_out(struct reader *r)
{
	uint32_t s = here(r);

	if (s != SECTION_NONE && r->toc.folded[s])
		toc_fold(&r->toc, s, false);
	else
		reader_side_close(r);
}

static void go_there(struct reader *r)
{
	uint32_t s = here(r);
	uint32_t off;

	if (s == SECTION_NONE)
		return;
	off = r->report.sections.items[s].off;
	reader_side_close(r);
	app_jump_from(r->view.app, (struct app_place){r->row.id, r->at});
	reader_go_row(r, off, 0);
}

bool reader_outline_action(struct reader *r, enum action_id id,
			   const struct action_arg *arg)
{
	int64_t n = action_times(arg, INT32_MAX);
	uint32_t s = here(r);

	switch (id) {
	case ACTION_LEFT:
		fold_or_up(r);
		return true;
	case ACTION_RIGHT:
		unfold_or_out(r);
		return true;
	case ACTION_OPEN:
		go_there(r);
		return true;
	case ACTION_FOLD:
		if (s != SECTION_NONE)
			toc_fold(&r->toc, s, !r->toc.folded[s]);
		return true;
	case ACTION_FOLD_ALL:
		toc_fold_all(&r->toc);
		return true;
	case ACTION_HEADING_NEXT:
	case ACTION_HEADING_PREV:
		toc_follow(&r->toc,
			   toc_sibling(&r->toc, s,
				       id == ACTION_HEADING_NEXT ? n : -n));
		return true;
	default:
		return list_action(&r->toc.list, id, arg);
	}
}
