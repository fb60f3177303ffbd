/*
 * Drawing two reports. Each pane is a rectangle of its own, so that the
 * painter can scroll it alone. A row is drawn as text, then headings, then
 * what differs on top; in the margin stand the cursor and the sign of the
 * first difference that begins in the row. Without colours the signs stand in
 * the text, too, where each difference begins.
 */
#include "core/base/clean.h"
#include "core/base/width.h"

#include "tui/view/pair.h"

enum {
	TEXT_COLS = 80, /* of a pane's text at most */
	MARGIN = 3,	/* cursor, sign, blank */
	SCREEN_ROWS_MOST = 1000,
};

/* 1 stronger, -1 weaker; where a unit has both, the first. */
static int way_of(const struct pair *p, const struct diff_unit *u)
{
	return u->n_promises ? p->diff.promises.items[u->promise].way : 0;
}

const char *pair_sign(const struct pair *p, const struct diff_unit *u,
		      bool ascii)
{
	static const char *const signs[][2] = {
		[DIFF_SAME] = {"", ""},	   [DIFF_NEW] = {"+", "+"},
		[DIFF_GONE] = {"−", "-"},  [DIFF_REWORDED] = {"~", "~"},
		[DIFF_MOVED] = {"»", "="},
	};
	int way = way_of(p, u);

	if (u->heading && u->mate != DIFF_NONE)
		return "";
	if (way)
		return way > 0 ? (ascii ? "^" : "▲") : (ascii ? "v" : "▼");
	return signs[u->kind][ascii];
}

static enum style kind_style(const struct diff_unit *u)
{
	switch ((enum diff_kind)u->kind) {
	case DIFF_NEW:
		return STYLE_DIFF_NEW;
	case DIFF_GONE:
		return STYLE_DIFF_GONE;
	case DIFF_MOVED:
		return STYLE_DIFF_MOVED;
	default:
		return STYLE_TEXT;
	}
}

static enum style level_style(unsigned level)
{
	if (level <= LEVEL_PART)
		return STYLE_PART;
	return level == LEVEL_CHAPTER ? STYLE_CHAPTER : STYLE_TOPIC;
}

struct line { // a row on its way to the screen
	struct pair *p;
	struct draw *d;
	enum diff_which side;
	struct rect pane, rect; /* all of it, and the text's columns */
	struct textbox_row row;
	int at; /* row of rect */
};

/* Where the text begins in its pane. */
static int margin(const struct line *l)
{
	return l->rect.col - l->pane.col;
}

/* Gives the part of [off, end) that lies in the row a style. */
static void paint(const struct line *l, uint32_t off, uint32_t end,
		  enum style style)
{
	struct textbox *box = &l->p->pane[l->side].box;
	uint32_t row_end = l->row.off + l->row.len;
	unsigned from, to;

	if (off < l->row.off)
		off = l->row.off;
	if (end > row_end)
		end = row_end;
	if (off >= end || l->row.kind != ROW_TEXT)
		return;
	from = textbox_col(box, &l->row, off, false);
	to = textbox_col(box, &l->row, end, true);
	if (to > from)
		draw_style(l->d, l->rect, l->at, (int)from, (int)(to - from),
			   style);
}

static void paint_headings(const struct line *l)
{
	const struct report *r = &l->p->pane[l->side].report;
	uint32_t i = report_section_at(r, l->row.off);

	for (i = i == SECTION_NONE ? 0 : i; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		if (s->off >= l->row.off + l->row.len)
			break;
		paint(l, s->off, s->off + s->len, level_style(s->level));
	}
}

static void paint_changes(const struct line *l, const struct diff_unit *u)
{
	for (uint32_t i = 0; i < u->n_changes; i++) {
		struct span c =
			l->p->diff.changes.items[u->change + i].side[l->side];

		paint(l, c.off, c.off + c.len, STYLE_DIFF_CHANGED);
	}
}

/* The units in the row, and in the margin the sign of the first one that
 * begins in it. */
static void paint_units(const struct line *l)
{
	const struct diff_side *s = &l->p->diff.side[l->side];
	uint32_t i = diff_unit_at(s, l->row.off);
	uint32_t end = l->row.off + l->row.len;
	bool signed_row = false;

	for (; i < s->units.n && s->units.items[i].off < end; i++) {
		const struct diff_unit *u = &s->units.items[i];
		const char *sign = pair_sign(l->p, u, l->d->ascii);
		enum style style = kind_style(u);

		if (style != STYLE_TEXT)
			paint(l, u->off, u->off + u->len, style);
		if (!u->heading || u->mate == DIFF_NONE)
			paint_changes(l, u);
		if (signed_row || !*sign || u->off < l->row.off)
			continue;
		if (style == STYLE_TEXT)
			style = STYLE_DIFF_CHANGED;
		draw_text(l->d, l->pane, l->at, margin(l) - 2, 1, str_of(sign),
			  style);
		signed_row = true;
	}
}

static void paint_hits(const struct line *l)
{
	const struct spans *s = &l->p->hits[l->side];
	size_t i = find_first_from(s, l->row.off);

	i -= i > 0; // one may begin in the row before
	for (; i < s->n && s->items[i].off < l->row.off + l->row.len; i++) {
		struct span hit = s->items[i];
		bool here = l->side == l->p->focus && hit.off == l->p->hit;

		paint(l, hit.off, hit.off + hit.len,
		      here ? STYLE_MATCH_CURRENT : STYLE_MATCH);
	}
}

static enum style base_style(const struct line *l)
{
	const struct pair_pane *pane = &l->p->pane[l->side];
	uint32_t para = pane->box.blocks.items[l->row.block].para;

	switch (pane->report.paras.items[para].kind) {
	case PARA_TITLE:
	case PARA_CAPTION:
	case PARA_KICKER:
	case PARA_BOILERPLATE:
		return STYLE_DIM;
	default:
		return STYLE_TEXT;
	}
}

static void draw_row(const struct line *l)
{
	struct arena *frame = app_frame(l->p->view.app);

	if (l->row.kind == ROW_HIDDEN)
		draw_text(l->d, l->rect, l->at, 0, 3,
			  str_of(l->d->ascii ? "..." : "…"), STYLE_DIM);
	if (l->row.kind != ROW_TEXT)
		return;
	draw_text(l->d, l->rect, l->at, l->row.indent, l->row.cols + 1,
		  textbox_row_text(frame, &l->row), base_style(l));
	paint_headings(l);
	paint_units(l);
	paint_hits(l);
}

/* The cursor's sign beside the row that it begins in. */
static void draw_cursor_sign(const struct line *l)
{
	struct pair_pane *pane = &l->p->pane[l->side];
	bool focused = l->side == l->p->focus;
	unsigned col;

	if (l->row.kind != ROW_TEXT || pane->at < l->row.off ||
	    pane->at >= l->row.off + l->row.len)
		return;
	draw_text(l->d, l->pane, l->at, margin(l) - 3, 1,
		  str_of(l->d->ascii ? ">" : "▸"),
		  focused ? STYLE_BORDER_FOCUS : STYLE_BORDER);
	if (!focused)
		return;
	col = textbox_col(&pane->box, &l->row, pane->at, false);
	draw_cursor(l->d, l->rect, l->at, (int)col);
}

/* The columns of the text in a pane: centred, a margin at the left. */
static struct rect text_rect(struct rect pane)
{
	struct rect t = pane;

	t.cols = pane.cols - MARGIN - 1;
	if (t.cols > TEXT_COLS)
		t.cols = TEXT_COLS;
	if (t.cols < 2)
		t.cols = 2;
	t.col += MARGIN + (pane.cols - MARGIN - 1 - t.cols) / 2;
	return t;
}

static void draw_pane(struct pair *p, struct draw *d, enum diff_which side)
{
	struct pair_pane *pane = &p->pane[side];
	struct line l = {.p = p, .d = d, .side = side};
	struct textbox_pos pos = pane->box.top;

	l.pane = pane->text;
	l.rect = text_rect(pane->text);
	if (pane->text.rows <= 0 || pane->text.cols <= 0)
		return;
	if (pane->box.blocks.n == 0) {
		draw_text(d, l.rect, 0, 0, l.rect.cols,
			  str_of(_("This report has no text.")), STYLE_DIM);
		return;
	}
	for (l.at = 0; l.at < pane->text.rows; l.at++) {
		l.row = textbox_row(&pane->box, pos);
		draw_row(&l);
		l.row = textbox_row(&pane->box, pos);
		draw_cursor_sign(&l);
		if (textbox_step(&pane->box, &pos, 1) == 0)
			break;
	}
}

/* "2024 青岚区政府工作报告". */
static struct str name_of(const struct pair *p, const struct pair_pane *pane)
{
	const struct report_row *row = &pane->row;
	struct str title = row->title.len ? row->title : row->file;
	struct buf b, year;

	buf_init(&b, app_frame(p->view.app));
	buf_init(&year, app_frame(p->view.app));
	buf_addf(&year, "%u", row->year);
	if (row->year && str_find(title, buf_str(&year), 0) < 0)
		buf_addf(&b, "%u ", row->year);
	if (row->region.len && str_find(title, row->region, 0) < 0)
		buf_add(&b, row->region);
	buf_add(&b, title);
	return buf_str(&b);
}

static struct str section_name(const struct pair_pane *pane)
{
	uint32_t i = report_section_at(&pane->report, pane->at);

	return i == SECTION_NONE ? STR("")
				 : pane->report.sections.items[i].title;
}

struct title_line { // being drawn
	struct draw *d;
	struct rect rect;
	enum style style;
};

/* A piece of a title at a column, with blanks around it where it lies on a
 * rule; the column behind. */
static int title_piece(const struct title_line *l, int at, int cols,
		       struct str text)
{
	draw_text(l->d, l->rect, 0, at - 1, 1, STR(" "), l->style);
	at += draw_text_cut(l->d, l->rect, 0, at, cols, text, l->style);
	draw_text(l->d, l->rect, 0, at, 1, STR(" "), l->style);
	return at;
}

/* The name of the report and the section that its cursor is in; between two
 * panes as a rule. */
static void draw_title(struct pair *p, struct draw *d, enum diff_which side)
{
	struct arena *frame = app_frame(p->view.app);
	struct pair_pane *pane = &p->pane[side];
	bool rule = !p->wide && side == DIFF_OLD && !p->maximised;
	bool marked = side == p->focus && !p->maximised;
	struct str section = clean_str(frame, section_name(pane));
	struct title_line l = {d, pane->title, STYLE_TITLE_BAR};
	int at = 1, room, need = (int)width_str(section);

	if (l.rect.cols <= 0)
		return;
	if (rule)
		l.style = marked ? STYLE_BORDER_FOCUS : STYLE_BORDER;
	if (rule)
		draw_hline(d, l.rect, 0, l.style);
	else
		draw_fill(d, l.rect, l.style);
	if (marked)
		at = 1 + title_piece(&l, at, 1, str_of(d->ascii ? ">" : "▸"));
	room = l.rect.cols - at - 2;
	at = title_piece(&l, at + (rule && !marked), need ? room * 3 / 5 : room,
			 name_of(p, pane));
	room = l.rect.cols - at - 4;
	if (need && room >= 8)
		title_piece(&l, l.rect.cols - 1 - (need < room ? need : room),
			    room, section);
}

/* A title's row and the pane's rows below it. */
static void place_pane(struct pair_pane *pane, struct rect r)
{
	pane->title = pane->text = r;
	pane->title.rows = 1;
	pane->text.row++;
	pane->text.rows--;
}

static void lay_out(struct pair *p, struct draw *d, struct rect r)
{
	struct rect left = r, right = r;

	p->wide = r.cols >= PAIR_WIDE;
	for (int s = 0; s < DIFF_SIDES; s++)
		p->pane[s].title = p->pane[s].text = (struct rect){0, 0, 0, 0};
	if (p->maximised) {
		place_pane(&p->pane[p->focus], r);
		return;
	}
	if (p->wide) {
		left.cols = (r.cols - 1) / 2;
		right.col += left.cols + 1;
		right.cols -= left.cols + 1;
		place_pane(&p->pane[DIFF_OLD], left);
		place_pane(&p->pane[DIFF_NEWER], right);
		draw_vline(d, r, left.cols, STYLE_BORDER);
		return;
	}
	left.rows = p->focus == DIFF_NEWER ? r.rows * 3 / 5 : r.rows * 2 / 5;
	right.row += left.rows;
	right.rows -= left.rows;
	place_pane(&p->pane[DIFF_NEWER], left);
	place_pane(&p->pane[DIFF_OLD], right);
}

/* Without colours each difference begins with its sign. */
static void set_signs(struct pair *p, const struct draw *d)
{
	struct arena *frame = app_frame(p->view.app);

	if (p->signs == d->mono && p->ascii == d->ascii)
		return;
	p->signs = d->mono;
	p->ascii = d->ascii;
	for (int s = 0; s < DIFF_SIDES; s++) {
		const struct diff_side *side = &p->diff.side[s];
		struct textbox_mark *marks =
			arena_calloc(frame, side->units.n + 1, sizeof(*marks));
		size_t n = 0;

		for (size_t i = 0; d->mono && i < side->units.n; i++) {
			const struct diff_unit *u = &side->units.items[i];
			const char *sign = pair_sign(p, u, d->ascii);

			if (*sign)
				marks[n++] = (struct textbox_mark){
					u->off, str_of(sign)};
		}
		textbox_set_marks(&p->pane[s].box, marks, n);
	}
}

/* A pane of another size than before: the cursor is to be in view. */
static void size_pane(struct pair *p, struct pair_pane *pane)
{
	uint16_t width = (uint16_t)text_rect(pane->text).cols;
	uint32_t rows;

	if (pane->text.rows > SCREEN_ROWS_MOST)
		pane->text.rows = SCREEN_ROWS_MOST;
	if (pane->text.cols <= 0 || pane->text.rows <= 0)
		return;
	rows = (uint32_t)pane->text.rows;
	if (pane->box.width != width || pane->box.rows != rows)
		p->show_entry = true;
	textbox_size(&pane->box, width, rows);
}

void pair_draw(struct view *v, struct draw *d, struct rect rect)
{
	struct pair *p = (struct pair *)v;

	lay_out(p, d, rect);
	set_signs(p, d);
	for (int s = 0; s < DIFF_SIDES; s++)
		size_pane(p, &p->pane[s]);
	pair_settle(p);
	for (int s = 0; s < DIFF_SIDES; s++) {
		draw_pane(p, d, (enum diff_which)s);
		draw_title(p, d, (enum diff_which)s);
	}
}

static void add_words(const struct pair *p, int side, struct span s,
		      struct buf *out)
{
	buf_add(out,
		wrap_join(out->arena, str_sub(p->pane[side].report.text.bytes,
					      s.off, (size_t)s.off + s.len)));
}

/* "reworded, moved  ▲ 力争→确保". */
static void status_entry(const struct pair *p, struct buf *left)
{
	static const char *const kinds[DIFF_KIND_COUNT] = {
		[DIFF_SAME] = N_("same"),   [DIFF_NEW] = N_("new"),
		[DIFF_GONE] = N_("gone"),   [DIFF_REWORDED] = N_("reworded"),
		[DIFF_MOVED] = N_("moved"),
	};
	const struct diff_entry *e = &p->diff.entries.items[p->entry];
	enum diff_kind kind = diff_entry_kind(&p->diff, e);
	int side = kind == DIFF_GONE ? DIFF_OLD : DIFF_NEWER;
	const struct diff_unit *u =
		&p->diff.side[side].units.items[e->unit[side]];

	if (!u->heading || u->mate == DIFF_NONE)
		buf_addz(left, _(kinds[kind]));
	if (kind == DIFF_REWORDED && u->moved) {
		buf_addz(left, ", ");
		buf_addz(left, _(kinds[DIFF_MOVED]));
	}
	for (uint32_t i = 0; i < u->n_promises; i++) {
		const struct diff_promise *m =
			&p->diff.promises.items[u->promise + i];

		buf_addf(left, "  %s ",
			 m->way > 0 ? (p->ascii ? "^" : "▲")
				    : (p->ascii ? "v" : "▼"));
		add_words(p, DIFF_OLD, m->word[DIFF_OLD], left);
		buf_addz(left, p->ascii ? "->" : "→");
		add_words(p, DIFF_NEWER, m->word[DIFF_NEWER], left);
	}
}

void pair_status(struct view *v, struct buf *left, struct buf *right)
{
	struct pair *p = (struct pair *)v;
	const struct spans *hits = &p->hits[p->focus];
	bool on;

	if (p->word[0])
		buf_addf(right, "/%s %zu/%zu  ", p->word,
			 p->hit == UINT32_MAX
				 ? 0
				 : find_first_from(hits, p->hit + 1),
			 hits->n);
	if (p->entry != DIFF_NONE) {
		status_entry(p, left);
		buf_addf(right, "%u/%u  ", pair_stop(p, &on), p->n_stops);
	}
	if (p->unlocked)
		buf_addf(right, "%s  ", _("unlocked"));
	buf_addf(right, "%u%%", textbox_percent(&p->pane[p->focus].box));
}
