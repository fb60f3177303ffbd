/* The look view's rows: title, line, names, card. */
#include "core/base/width.h"

#include "tui/reason.h"
#include "tui/view/look.h"

enum {
	NAMES_MOST = 6, /* rows of candidates */
	NARROW_COLS = 60,
	RULE_ROWS = 18, /* from so many rows on a rule parts them */
	LINE_COLS = 100 /* the card is no wider */
};

static void draw_title(struct look *l, struct draw *d, struct rect r)
{
	const struct lookup_region *region = l->answer.region;
	struct buf b;

	r.rows = 1;
	draw_fill(d, r, STYLE_TITLE_BAR);
	draw_text(d, r, 0, 1, 6, STR("hsview"), STYLE_TITLE_BAR);
	draw_text_cut(d, r, 0, 9, r.cols / 2, str_of(_("look up")),
		      STYLE_TITLE_BAR);
	buf_init(&b, app_frame(l->view.app));
	if (region && region->name.len)
		buf_add(&b, region->name);
	if (region && region->now)
		buf_addf(&b, "%s%u", d->ascii ? " - " : " · ", region->now);
	draw_text_right(d, r, 0, r.cols / 2, r.cols - r.cols / 2 - 1,
			buf_str(&b), STYLE_TITLE_BAR);
}

static void draw_line(struct look *l, struct draw *d, struct rect r)
{
	r.row++;
	r.rows = 1;
	draw_text(d, r, 0, 1, 1, STR("@"), STYLE_PROMPT);
	if (l->reading)
		draw_text_cut(d, r, 0, 3, r.cols - 4, line_str(&l->line),
			      STYLE_TEXT);
	else
		line_draw(&l->line, app_frame(l->view.app), d, r, 3,
			  r.cols - 4);
	if (!l->line.n && !l->reading)
		draw_text_cut(d, r, 0, 5, r.cols - 6,
			      str_of(_("an indicator: characters, pinyin "
				       "(gdzctz), with a year or a place")),
			      STYLE_DIM);
}

/* "2024 ✓ ≈6% → 5.8%", the answer in short. */
static void short_answer(const struct look *l, const struct ask_candidate *c,
			 bool ascii, struct buf *out, enum style *style)
{
	const struct series_row *rows[LOOKUP_ROWS];
	size_t n = lookup_rows(&l->answer, c, rows);
	const struct series_cell *cell =
		n ? lookup_cell(&l->answer, rows[0]) : NULL;

	*style = STYLE_DIM;
	if (!n) {
		buf_addz(out, _("not in the library"));
		return;
	}
	if (!cell)
		return;
	*style = reason_style(cell->answer.verdict);
	buf_addf(out, "%u %s ", cell->year,
		 reason_sign(cell->answer.verdict, ascii));
	reason_value(out, &cell->target.stated, ascii);
	if (!cell->target.stated.present)
		buf_addz(out, ascii ? "-" : "–");
	buf_addz(out, ascii ? " > " : " → ");
	reason_value(out, &cell->achieved.stated, ascii);
	if (!cell->achieved.stated.present)
		buf_addz(out, ascii ? "-" : "–");
}

static void draw_name(struct look *l, struct draw *d, struct rect r, uint32_t i)
{
	const struct ask_candidate *c = &l->answer.candidates.items[i];
	int from = r.cols < NARROW_COLS ? r.cols / 3 : r.cols / 2;
	int line = (int)(i - l->names.top), right;
	bool chosen = i == l->names.cursor;
	enum style style;
	struct buf b;

	buf_init(&b, app_frame(l->view.app));
	short_answer(l, c, d->ascii, &b, &style);
	right = draw_text_right(d, r, line, from, r.cols - from - 1,
				buf_str(&b), chosen ? STYLE_CURSOR : style);
	draw_text_cut(d, r, line, 3, r.cols - right - 6, c->name,
		      c->count ? STYLE_TEXT : STYLE_DIM);
	if (chosen)
		draw_style(d, r, line, 0, r.cols, STYLE_CURSOR);
}

static const char *why_nothing(const struct look *l, bool near)
{
	const struct lookup_region *region = l->answer.region;

	if (near)
		return _("nothing answers to this; near to it:");
	if (!region || !region->table.from || !region->table.from->sources.n)
		return _("The library is empty.");
	return _("nothing in the library answers to this");
}

/* The candidates, or that there are none; rows used. */
static int draw_names(struct look *l, struct draw *d, struct rect r)
{
	bool near = l->names.count && !l->answer.found && l->line.n;
	int most = r.rows / 3 < NAMES_MOST ? r.rows / 3 : NAMES_MOST;
	int n = (int)l->names.count < most ? (int)l->names.count : most;
	int at = 0;

	if (!l->names.count || near) {
		draw_text_cut(d, r, 0, 3, r.cols - 4,
			      str_of(why_nothing(l, near)), STYLE_DIM);
		at = 1;
	}
	r.row += at;
	r.rows = n;
	list_set(&l->names, l->names.count, (uint32_t)n);
	for (int i = 0; i < n; i++)
		draw_name(l, d, r, l->names.top + (uint32_t)i);
	return at + n;
}

static void draw_card(struct look *l, struct draw *d, struct rect r)
{
	r.col++;
	r.cols -= 2;
	if (r.cols > LINE_COLS)
		r.cols = LINE_COLS;
	if (r.rows <= 0 || r.cols <= 0)
		return;
	look_make_card(l, r.cols, r.rows, d->ascii);
	list_set(&l->lines, (uint32_t)l->card.lines.n, (uint32_t)r.rows);
	card_draw(&l->card, d, r, l->reading ? l->lines.top : 0,
		  l->reading ? (int)l->lines.cursor : -1);
}

void look_draw(struct view *v, struct draw *d, struct rect r)
{
	struct look *l = (struct look *)v;
	struct rect body = {r.row + 2, r.col, r.rows - 2, r.cols};
	int used = 0;

	draw_fill(d, r, STYLE_TEXT);
	look_ask(l);
	draw_title(l, d, r);
	draw_line(l, d, r);
	if (!l->reading)
		used = draw_names(l, d, body);
	body.row += used;
	body.rows -= used;
	if (r.rows >= RULE_ROWS) {
		draw_hline(d, body, 0, STYLE_BORDER);
		body.row++;
		body.rows--;
	}
	draw_card(l, d, body);
}
