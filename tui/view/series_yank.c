/*
 * What y sends from a view of targets: the answer of a cell with both
 * sentences and where they stand (yy), its value as written (yv), and rows of
 * a table, parted by tabs (yt).
 */
#include "core/base/clean.h"

#include "tui/figure.h"
#include "tui/reason.h"
#include "tui/view/series_pane.h"

enum { PLAIN_COLS = 2000 }; /* nothing is wrapped */

static void add_head(struct buf *out, const struct series_row *row,
		     unsigned year)
{
	clean(out, row->region);
	buf_addf(out, " %u ", year);
	series_label(out, row, false);
	buf_addc(out, '\n');
}

static void yank_answer(const struct series_pane *p, struct app *app,
			struct buf *out)
{
	struct card card;

	add_head(out, p->row, p->cell->year);
	card_init(&card, app_frame(app), PLAIN_COLS, false);
	card_add_cell(&card, p->row, p->cell, &p->evidence);
	card_text(&card, out);
}

bool series_yank(struct series_pane *p, struct app *app, uint32_t what,
		 enum series_which which)
{
	const struct evidence *e;
	struct buf b;

	buf_init(&b, app_frame(app));
	if (!p->cell) {
		app_say(app, str_of(_("nothing to yank here")));
		return what == 'y' || what == 'v';
	}
	e = series_side_of(p->cell, which) == SIDE_TARGET
		    ? p->evidence.target
		    : p->evidence.achieved;
	if (what == 'y')
		yank_answer(p, app, &b);
	else if (what == 'v' && e)
		clean(&b, e->value);
	else
		return false;
	app_yank(app, buf_str(&b));
	return true;
}

void series_yank_head(struct buf *out, const char *first)
{
	buf_addf(out, "%s\t%s\t%s\t%s\n", first, _("target"), _("achieved"),
		 _("verdict"));
}

void series_yank_row(struct buf *out, struct str name,
		     const struct series_cell *cell)
{
	clean(out, name);
	buf_addc(out, '\t');
	if (cell)
		reason_value(out, &cell->target.stated, false);
	buf_addc(out, '\t');
	if (cell)
		reason_value(out, &cell->achieved.stated, false);
	buf_addc(out, '\t');
	if (cell)
		buf_addz(out, reason_word(cell->answer.verdict));
	buf_addc(out, '\n');
}
