/*
 * Drawing the text: rows, then on top of them what is highlighted. The order
 * of the layers is the order of what matters now: headings, keywords, hits of
 * the search, the hit one stands on.
 */
#include "core/base/clean.h"
#include "core/base/width.h"

#include "tui/figure.h"
#include "tui/view/reader.h"

enum {
	MARGIN_FROM = 44, /* columns of a pane with two columns of margin */
	SCREEN_ROWS_MOST = 1000,
};

static enum style level_style(unsigned level)
{
	if (level <= LEVEL_PART)
		return STYLE_PART;
	return level == LEVEL_CHAPTER ? STYLE_CHAPTER : STYLE_TOPIC;
}

/* Title, region and year; region and year only where the title is silent. */
void reader_title(const struct reader *r, bool ascii, struct buf *out)
{
	const struct report_row *row = &r->row;
	struct str title = row->title.len ? row->title : row->file;
	const char *sep = ascii ? " - " : " · ";
	struct buf year;

	buf_init(&year, out->arena);
	buf_addf(&year, "%u", row->year);
	buf_add(out, title);
	if (row->region.len && str_find(title, row->region, 0) < 0) {
		buf_addz(out, sep);
		buf_add(out, row->region);
	}
	if (row->year && str_find(title, buf_str(&year), 0) < 0) {
		buf_addz(out, sep);
		buf_add(out, buf_str(&year));
	}
}

void reader_draw_title(struct reader *r, struct draw *d)
{
	struct rect t = r->layout.title;
	struct arena *frame = app_frame(r->view.app);
	struct buf title, path;
	bool inside = report_section_at(&r->report, r->at) != SECTION_NONE;
	int used, room;

	buf_init(&title, frame);
	buf_init(&path, frame);
	draw_fill(d, t, STYLE_TITLE_BAR);
	reader_title(r, d->ascii, &title);
	used = draw_text_cut(d, t, 0, 1, inside ? t.cols / 2 - 1 : t.cols - 2,
			     buf_str(&title), STYLE_TITLE_BAR);
	room = t.cols - used - 5;
	if (!inside || room < 8)
		return;
	reader_path(r, r->at, d->ascii, room, &path);
	if ((int)width_str(clean_str(frame, buf_str(&path))) > room)
		draw_text_cut(d, t, 0, used + 4, room, buf_str(&path),
			      STYLE_TITLE_BAR);
	else
		draw_text_right(d, t, 0, used + 4, room, buf_str(&path),
				STYLE_TITLE_BAR);
}

struct line { // a row on its way to the screen
	struct reader *r;
	struct draw *d;
	struct rect rect; /* the text's columns */
	struct textbox_row row;
	int at; /* row of rect */
};

/* Gives the part of [off, end) that lies in the row a style. */
static void paint(const struct line *l, uint32_t off, uint32_t end,
		  enum style style)
{
	uint32_t row_end = l->row.off + l->row.len;
	unsigned from, to;

	if (off < l->row.off)
		off = l->row.off;
	if (end > row_end)
		end = row_end;
	if (off >= end)
		return;
	from = textbox_col(&l->r->box, &l->row, off, false);
	to = textbox_col(&l->r->box, &l->row, end, true);
	if (to > from)
		draw_style(l->d, l->rect, l->at, (int)from, (int)(to - from),
			   style);
}

static void paint_headings(const struct line *l)
{
	const struct report *rep = &l->r->report;
	uint32_t i = report_section_at(rep, l->row.off);

	for (i = i == SECTION_NONE ? 0 : i; i < rep->sections.n; i++) {
		const struct section *s = &rep->sections.items[i];

		if (s->off >= l->row.off + l->row.len)
			break;
		paint(l, s->off, s->off + s->len, level_style(s->level));
	}
}

/* Index of the first span that ends behind `off`. */
static size_t first_behind(const struct spans *s, uint32_t off)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->items[mid].off + s->items[mid].len <= off)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void paint_hits(const struct line *l, int which, enum style style)
{
	const struct spans *s = &l->r->hits[which].spans;
	size_t i = first_behind(s, l->row.off);

	for (; i < s->n && s->items[i].off < l->row.off + l->row.len; i++) {
		struct span hit = s->items[i];
		bool here = which == l->r->active && hit.off == l->r->at;

		paint(l, hit.off, hit.off + hit.len,
		      here ? STYLE_MATCH_CURRENT : style);
	}
}

enum { NESTED = 8 }; /* figures that may begin before one they reach over */

static void paint_figures(const struct line *l)
{
	const struct metrics *all = &l->r->figures.metrics;
	const struct metric *chosen = reader_figure_chosen(l->r);
	size_t i = reader_figure_from(l->r, l->row.off);

	for (int n = 0; n < NESTED && i > 0; n++)
		i--;
	for (; i < all->n && all->items[i].off < l->row.off + l->row.len; i++) {
		const struct metric *m = &all->items[i];
		bool here = l->r->focus == PANE_TEXT && m->off == l->r->at;

		if (!reader_figure_is_listed(l->r, m))
			continue;
		paint(l, m->off, m->off + m->len,
		      here	    ? STYLE_CURSOR
		      : m == chosen ? STYLE_CURSOR_OFF
				    : figure_style(m));
	}
}

/* What the checks found: a style at the place, and in the margin a sign, which
 * tells it in mono as well. */
static void paint_findings(const struct line *l, struct rect pane)
{
	const struct reader_checks *c = &l->r->checks;
	uint32_t end = l->row.off + l->row.len;
	int col = l->rect.col - pane.col;

	for (size_t i = 0; i < c->marks.n; i++) {
		struct span at = c->marks.items[i].at;

		if (at.off >= end || at.off + at.len <= l->row.off)
			continue;
		if (at.off != l->r->at || l->r->focus != PANE_TEXT)
			paint(l, at.off, at.off + at.len, STYLE_FINDING);
		if (at.off >= l->row.off && col > 0)
			draw_text(l->d, pane, l->at, col - 1, 1, STR("!"),
				  STYLE_FINDING);
	}
}

/* A mark's letter, or + for a note, in the margin. */
static void draw_note_sign(const struct line *l, struct rect pane)
{
	char utf8[4];
	struct str sign = reader_notes_sign(l->r, l->row.off,
					    l->row.off + l->row.len, utf8);
	int col = l->rect.col - pane.col;

	if (sign.len && col > 0)
		draw_text(l->d, pane, l->at, col - 1, 1, sign,
			  STYLE_COUNT_BADGE);
}

/* Is a paragraph of the title's group the title itself? */
static bool is_title(const struct reader *r, const struct para *p)
{
	struct str s = str_sub(r->report.text.bytes, p->off, p->off + p->len);
	struct str title = r->report.meta.title;
	size_t at = 0, n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\r')
			continue;
		while (n && at < title.len && title.p[at] == ' ')
			at++;
		for (; !n && at < title.len && title.p[at] != s.p[i];)
			at++;
		if (at >= title.len || title.p[at] != s.p[i])
			return false;
		at++;
		n++;
	}
	return n > 0;
}

static enum style base_style(const struct line *l)
{
	const struct textbox_block *b = &l->r->box.blocks.items[l->row.block];
	const struct para *p = &l->r->report.paras.items[b->para];

	switch (p->kind) {
	case PARA_TITLE:
		return is_title(l->r, p) ? STYLE_PART : STYLE_TEXT;
	case PARA_CAPTION:
	case PARA_KICKER:
	case PARA_BOILERPLATE:
		return STYLE_DIM;
	default:
		return STYLE_TEXT;
	}
}

static void draw_hidden(const struct line *l)
{
	struct buf b;
	uint32_t n = l->r->box.blocks.items[l->row.block].n_hidden;
	char key[16];

	buf_init(&b, app_frame(l->r->view.app));
	buf_addz(&b, l->d->ascii ? "... " : "… ");
	/* Translators: lines of boilerplate; the key that shows them. */
	buf_addf(&b,
		 ngettext("%u line hidden (%s shows it)",
			  "%u lines hidden (%s shows them)", n),
		 n,
		 keymap_label(app_keymap(l->r->view.app), ACTION_BOILERPLATE,
			      key));
	draw_text_cut(l->d, l->rect, l->at, 0, l->rect.cols, buf_str(&b),
		      STYLE_DIM);
}

static void draw_line(const struct line *l, struct rect pane)
{
	struct str text;

	if (l->row.kind == ROW_GAP)
		return;
	if (l->row.kind == ROW_HIDDEN) {
		draw_hidden(l);
		return;
	}
	text = textbox_row_text(app_frame(l->r->view.app), &l->row);
	/* One column over: a keyword's sign may stand in the margin. */
	draw_text(l->d, l->rect, l->at, l->row.indent, l->row.cols + 1, text,
		  base_style(l));
	paint_headings(l);
	paint_figures(l);
	paint_findings(l, pane);
	draw_note_sign(l, pane);
	for (int i = 0; i < KEYWORDS_MAX; i++)
		paint_hits(l, i, keyword_style(i));
	paint_hits(l, ACTIVE_SEARCH, STYLE_MATCH);
}

/* The sign in the margin beside the current sentence, and the terminal's
 * cursor on it. */
static void draw_cursor_line(struct line *l, struct rect pane)
{
	struct reader *r = l->r;
	uint32_t off =
		reader_figure_here(r) ? r->at : reader_sentence(r, r->at).off;
	bool focused = r->focus == PANE_TEXT;
	int col = l->rect.col - pane.col;
	unsigned at = l->row.indent;

	if (!textbox_is_shown(&r->box, off))
		off = textbox_view(&r->box).off;
	if (l->row.kind == ROW_GAP || off < l->row.off ||
	    off >= l->row.off + l->row.len)
		return;
	if (l->row.kind == ROW_TEXT)
		at = textbox_col(&r->box, &l->row, off, false);
	draw_text(l->d, pane, l->at, col > 1 ? col - 2 : 0, 1,
		  str_of(l->d->ascii ? ">" : "▸"),
		  focused ? STYLE_BORDER_FOCUS : STYLE_BORDER);
	if (focused)
		draw_cursor(l->d, l->rect, l->at, (int)at);
}

/* The columns for the text: centred in the pane, a margin on either side. */
static struct rect text_rect(const struct reader *r, struct rect pane)
{
	int margin = pane.cols >= MARGIN_FROM ? 2 : 1;
	struct rect t = pane;

	t.cols = pane.cols - 2 * margin;
	if (t.cols > r->text_cols)
		t.cols = r->text_cols;
	if (t.cols < 2)
		t.cols = 2;
	t.col += (pane.cols - t.cols) / 2;
	return t;
}

void reader_draw_text(struct reader *r, struct draw *d)
{
	struct rect pane = r->layout.pane[PANE_TEXT];
	struct line l = {.r = r, .d = d, .rect = text_rect(r, pane)};
	struct textbox_pos pos;

	if (pane.cols == 0 || pane.rows <= 0)
		return;
	if (pane.rows > SCREEN_ROWS_MOST)
		pane.rows = SCREEN_ROWS_MOST;
	textbox_size(&r->box, (uint16_t)l.rect.cols, (uint32_t)pane.rows);
	if (r->box.blocks.n == 0) {
		draw_text(d, pane, 1, 2, pane.cols - 4,
			  str_of(_("This report has no text.")), STYLE_DIM);
		return;
	}
	reader_resized(r);
	/* The margin's signs may stick out of the text by a column. */
	l.rect.cols++;
	l.rect = rect_clip(l.rect, pane);
	pos = r->box.top;
	for (l.at = 0; l.at < pane.rows; l.at++) {
		l.row = textbox_row(&r->box, pos);
		draw_line(&l, pane);
		l.row = textbox_row(&r->box, pos);
		draw_cursor_line(&l, pane);
		if (textbox_step(&r->box, &pos, 1) == 0)
			break;
	}
}
