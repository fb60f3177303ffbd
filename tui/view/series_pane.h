#pragma once

#include "tui/app.h"
#include "tui/card.h"
#include "tui/widget/chart.h"

/*
 * What the views of targets and achievements share: their rows out of the
 * library, the title above them, and the pane below that says of the cell
 * under the cursor what it rests on.
 */
struct series_data {
	struct arena arena; /* holds all of it */
	struct indicators *known;
	struct series_table table;
};

/* Fetches the rows for a question in place of those that were there. False
 * after saying why; the table is then empty. */
bool series_data_load(struct series_data *s, struct app *app,
		      const struct series_wanted *wanted);
/* The indicators, opened when first asked for; NULL after saying why. */
struct indicators *series_data_known(struct series_data *s, struct app *app);
void series_data_release(struct series_data *s);

enum series_which { SIDE_TARGET, SIDE_ACHIEVED };
/* The side asked for if it is there, else the other. */
enum series_which series_side_of(const struct series_cell *cell,
				 enum series_which wanted);
const struct series_side *series_side(const struct series_cell *cell,
				      enum series_which which);
/* The cell of a year, NULL when the row has none. */
const struct series_cell *series_cell_of(const struct series_row *row,
					 unsigned year);
/* "地区生产总值 增速 · 区本级 · 可比口径": name and what sets the row apart. */
void series_label(struct buf *out, const struct series_row *row, bool ascii);
/* The same in `cols` columns: where not all fits the name is cut, for what
 * follows it tells the rows of one name apart. */
struct str series_label_fit(struct arena *a, const struct series_row *row,
			    int cols, bool ascii);
/* What tells a row from others, in `a`, without its cells: it outlives the
 * table. */
struct series_row series_row_key(struct arena *a, const struct series_row *row);
/* Where one side's chosen figure stands; NULL when it is not there or the
 * library is broken. */
const struct observation *series_figure(const struct series_cell *cell,
					enum series_which which);

/* A report's title, with its region and year before it where it names them
 * not. */
void series_source_name(struct buf *out, const struct series_source *s);

/* What a chart shows of a cell's achievement: nothing of one that measures
 * another thing than the row, such as five years' sum. */
struct chart_value series_chart_value(const struct series_cell *cell);

/* The pane below a table: a rule, and the card of a cell. It keeps what it
 * fetched until another cell is asked for. */
struct series_pane {
	struct arena arena;
	const struct series_row *row;
	const struct series_cell *cell;
	struct card_evidence evidence;
};
/* Another cell (NULL: none). */
void series_pane_set(struct series_pane *p, struct app *app,
		     const struct series_data *s, const struct series_row *row,
		     const struct series_cell *cell);
void series_pane_draw(struct series_pane *p, struct app *app, struct draw *d,
		      struct rect r);
/* Rows of a pane on a screen so high; 0: there is no room for one. */
int series_pane_rows(int rows);
void series_pane_release(struct series_pane *p);

/* series_yank.c: sends what y and a letter ask for of the pane's cell: y the
 * answer with both sentences and their sources, v the value of a side. False
 * for another letter. */
bool series_yank(struct series_pane *p, struct app *app, uint32_t what,
		 enum series_which which);
/* Lines of a table for yt, parted by tabs. */
void series_yank_head(struct buf *out, const char *first);
void series_yank_row(struct buf *out, struct str name,
		     const struct series_cell *cell);

/* A reader on the figure of a side, over the view; q or ^O come back. False
 * after saying that there is none. */
bool series_open(struct app *app, const struct series_data *s,
		 const struct series_cell *cell, enum series_which which);

/* The same, with the line for a note on its sentence. */
void series_note(struct app *app, const struct series_data *s,
		 const struct series_cell *cell, enum series_which which);

/* The view's title bar: what it is at the left, a sum at the right. */
void series_draw_title(struct app *app, struct draw *d, struct rect r,
		       struct str left, struct str right);
/* Lines in the middle of an empty view; the first stands out. */
void series_draw_lines(struct draw *d, struct rect r, const char *const *lines,
		       int n);
/* How often each verdict comes, for a sum line: "12 met · 3 missed"; with
 * their signs it explains a table that has no room for words. */
struct series_tally {
	unsigned n[VERDICT_COUNT];
};
void series_tally_text(struct buf *out, const struct series_tally *t,
		       bool signs, bool ascii);
