/*
 * The parts that compare, ledger and trend are made of. Rows are fetched as
 * one question; the sentences behind a cell only when the cursor is on it.
 */
#include "tui/view/series_pane.h"

#include "core/base/width.h"

#include "tui/figure.h"
#include "tui/reason.h"
#include "tui/view/views.h"

enum {
	PANE_FROM = 10,	 /* rows of a screen that has a pane */
	PANE_SMALL = 3,	 /* rule, verdict and sum, reason */
	PANE_NORMAL = 9, /* and both sentences */
	PANE_MOST = 16,
	QUOTE_MOST = 12,  /* lines of a sentence */
	TITLE_LEAST = 20, /* columns that a sum leaves a title */
};

struct indicators *series_data_known(struct series_data *s, struct app *app)
{
	const struct assets *assets = app_setup(app)->assets;
	struct error err;

	error_clear(&err);
	if (!s->known)
		s->known = indicators_open(
			&s->arena, assets ? assets : &ASSETS_BUILTIN, &err);
	if (!s->known)
		app_say_error(app, &err);
	return s->known;
}

bool series_data_load(struct series_data *s, struct app *app,
		      const struct series_wanted *wanted)
{
	struct series_wanted w = *wanted;
	struct error err;

	error_clear(&err);
	s->table = (struct series_table){0};
	if (!series_data_known(s, app))
		return false;
	w.this_year = app_setup(app)->this_year;
	if (series_load(app_setup(app)->lib, &s->arena, s->known, &w, &s->table,
			&err))
		return true;
	s->table = (struct series_table){0};
	app_say_error(app, &err);
	return false;
}

void series_data_release(struct series_data *s)
{
	arena_release(&s->arena);
	*s = (struct series_data){0};
}

const struct series_side *series_side(const struct series_cell *cell,
				      enum series_which which)
{
	return which == SIDE_TARGET ? &cell->target : &cell->achieved;
}

enum series_which series_side_of(const struct series_cell *cell,
				 enum series_which wanted)
{
	enum series_which other =
		wanted == SIDE_TARGET ? SIDE_ACHIEVED : SIDE_TARGET;

	if (!cell || series_side(cell, wanted)->low)
		return wanted;
	return series_side(cell, other)->low ? other : wanted;
}

const struct observation *series_figure(const struct series_cell *cell,
					enum series_which which)
{
	return cell ? series_side(cell, which)->low : NULL;
}

struct series_row series_row_key(struct arena *a, const struct series_row *row)
{
	return (struct series_row){
		.region = arena_str(a, row->region),
		.indicator = arena_str(a, row->indicator),
		.measure = row->measure,
		.family = row->family,
		.unit = arena_str(a, row->unit),
		.scope = arena_str(a, row->scope),
		.basis = arena_str(a, row->basis),
	};
}

const struct series_cell *series_cell_of(const struct series_row *row,
					 unsigned year)
{
	size_t low = 0, high = row->n_cells;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (row->cells[mid].year < year)
			low = mid + 1;
		else
			high = mid;
	}
	return low < row->n_cells && row->cells[low].year == year
		       ? &row->cells[low]
		       : NULL;
}

static void add_part(struct buf *out, struct str part, bool ascii)
{
	if (!part.len)
		return;
	buf_addz(out, ascii ? " - " : " · ");
	buf_add(out, part);
}

static void add_tags(struct buf *out, const struct series_row *row, bool ascii)
{
	if (row->measure != MEASURE_LEVEL) {
		buf_addc(out, ' ');
		buf_addz(out, figure_measure(row->measure));
	}
	add_part(out, row->scope, ascii);
	add_part(out, row->basis, ascii);
}

void series_label(struct buf *out, const struct series_row *row, bool ascii)
{
	buf_add(out, row->indicator);
	add_tags(out, row, ascii);
}

struct str series_label_fit(struct arena *a, const struct series_row *row,
			    int cols, bool ascii)
{
	struct buf tags, out;
	size_t room, used;

	buf_init(&tags, a);
	buf_init(&out, a);
	add_tags(&tags, row, ascii);
	room = (size_t)(cols > 0 ? cols : 0);
	used = width_str(buf_str(&tags));
	if (width_str(row->indicator) + used > room && used * 2 < room) {
		room -= used + 1;
		buf_add(&out, str_sub(row->indicator, 0,
				      width_fit(row->indicator, room, &used)));
		buf_addz(&out, ascii ? "~" : "…");
	} else {
		buf_add(&out, row->indicator);
	}
	buf_add(&out, buf_str(&tags));
	return buf_str(&out);
}

struct chart_value series_chart_value(const struct series_cell *cell)
{
	const struct stated *s = &cell->achieved.stated;

	switch (cell->answer.rule) {
	case RULE_LEVEL_VS_RATE:
	case RULE_UNITS:
	case RULE_SCOPE:
	case RULE_BASIS:
	case RULE_PERIOD:
	case RULE_FAR:
		return (struct chart_value){0};
	default:
		break;
	}
	if (!cell->achieved.low || !(s->has_low || s->has_high))
		return (struct chart_value){0};
	return chart_value_of(s->has_low ? s->low : s->high);
}

/* As the card names it. */
void series_source_name(struct buf *out, const struct series_source *s)
{
	struct buf year;

	buf_init(&year, out->arena);
	buf_addf(&year, "%u", s->year);
	if (str_find(s->title, s->region, 0) < 0)
		buf_add(out, s->region);
	if (s->year && str_find(s->title, buf_str(&year), 0) < 0)
		buf_addf(out, "%u年", s->year);
	buf_add(out, s->title);
}

void series_pane_set(struct series_pane *p, struct app *app,
		     const struct series_data *s, const struct series_row *row,
		     const struct series_cell *cell)
{
	struct error err;

	if (p->cell == cell && p->row == row)
		return;
	error_clear(&err);
	arena_reset(&p->arena);
	p->row = row;
	p->cell = cell;
	p->evidence = (struct card_evidence){0};
	if (cell && !card_evidence_load(app_setup(app)->lib, &p->arena,
					&s->table, cell, &p->evidence, &err))
		app_say_error(app, &err);
}

int series_pane_rows(int rows)
{
	if (rows < PANE_FROM - 1)
		return 0;
	if (rows < 2 * PANE_NORMAL)
		return PANE_SMALL;
	return rows > 3 * PANE_MOST
		       ? PANE_MOST
		       : PANE_NORMAL + (rows - 2 * PANE_NORMAL) / 4;
}

/* As much of both sentences as fits. */
static void lay_out(const struct series_pane *p, struct app *app,
		    struct card *card, struct rect body, bool ascii)
{
	for (size_t lines = QUOTE_MOST; lines > 0; lines--) {
		card_init(card, app_frame(app), body.cols, ascii);
		card->wrap = app_setup(app)->wrap;
		card->quote_lines = lines;
		card_add_cell(card, p->row, p->cell, &p->evidence);
		if (card->lines.n <= (size_t)body.rows)
			return;
	}
}

void series_pane_draw(struct series_pane *p, struct app *app, struct draw *d,
		      struct rect r)
{
	struct rect body = {r.row + 1, r.col + 1, r.rows - 1, r.cols - 2};
	struct card card;

	if (r.rows <= 0)
		return;
	draw_hline(d, r, 0, STYLE_BORDER);
	if (!p->cell || body.rows <= 0 || body.cols <= 0)
		return;
	lay_out(p, app, &card, body, d->ascii);
	card_draw(&card, d, body, 0, -1);
}

void series_pane_release(struct series_pane *p)
{
	arena_release(&p->arena);
	*p = (struct series_pane){0};
}

bool series_open(struct app *app, const struct series_data *s,
		 const struct series_cell *cell, enum series_which which)
{
	const struct observation *o =
		series_figure(cell, series_side_of(cell, which));
	struct app_place here = {0, 0};
	struct view *v;

	if (!o) {
		app_say(app, str_of(_("no figure here")));
		return false;
	}
	v = reader_view(app, s->table.from->sources.items[o->source].id,
			o->m.off);
	if (!v)
		return false;
	app_jump_from(app, here);
	app_push(app, v);
	return true;
}

void series_note(struct app *app, const struct series_data *s,
		 const struct series_cell *cell, enum series_which which)
{
	struct action_arg arg = {0};

	if (series_open(app, s, cell, which))
		app_run(app, ACTION_NOTE, &arg);
}

void series_draw_title(struct app *app, struct draw *d, struct rect r,
		       struct str left, struct str right)
{
	int cols;

	(void)app;
	r.rows = 1;
	draw_fill(d, r, STYLE_TITLE_BAR);
	cols = (int)width_str(right);
	if (cols + TITLE_LEAST + 4 > r.cols)
		right = STR_NULL;
	cols = draw_text_right(d, r, 0, TITLE_LEAST, r.cols - TITLE_LEAST - 1,
			       right, STYLE_TITLE_BAR);
	draw_text_cut(d, r, 0, 1, r.cols - 3 - cols, left, STYLE_TITLE_BAR);
}

void series_draw_lines(struct draw *d, struct rect r, const char *const *lines,
		       int n)
{
	int row = r.rows > n + 2 ? (r.rows - n) / 3 : 0;
	int widest = 0, col;

	for (int i = 0; i < n; i++) {
		int cols = (int)width_str(str_of(lines[i]));

		widest = cols > widest ? cols : widest;
	}
	col = r.cols > widest + 2 ? (r.cols - widest) / 2 : 1;
	for (int i = 0; i < n; i++)
		draw_text_cut(d, r, row + i, col, r.cols - col,
			      str_of(lines[i]), i ? STYLE_TEXT : STYLE_CHAPTER);
}

void series_tally_text(struct buf *out, const struct series_tally *t,
		       bool signs, bool ascii)
{
	static const enum verdict ORDER[] = {VERDICT_MET, VERDICT_MISSED,
					     VERDICT_NEAR,
					     VERDICT_INCOMPARABLE};
	const char *sep = "";

	for (size_t i = 0; i < COUNT_OF(ORDER); i++) {
		if (!t->n[ORDER[i]])
			continue;
		buf_addz(out, sep);
		if (signs)
			buf_addf(out, "%s ", reason_sign(ORDER[i], ascii));
		buf_addf(out, "%u %s", t->n[ORDER[i]], reason_word(ORDER[i]));
		sep = signs ? "  " : ascii ? ", " : " · ";
	}
}
