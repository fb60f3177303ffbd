#pragma once

#include "tui/view/series_pane.h"
#include "tui/widget/table.h"

/*
 * The compare view, for its own files: a table of targets and achievements.
 * By year it shows one region: rows are indicators; by region one indicator:
 * rows are regions. Columns are years either way; Tab turns the table about
 * the cell under the cursor, which stays the same. The cursor stands on one
 * side of a cell, so that Enter knows where to go.
 */
enum compare_axis { BY_YEAR, BY_REGION };

enum compare_order {
	COMPARE_AS_TEXT, /* the report's own targets first, as it names them */
	COMPARE_BY_VERDICT, /* missed first, in the year under the cursor */
	COMPARE_BY_NAME,
	COMPARE_BY_VALUE, /* by region: of the side and year of the cursor */
	COMPARE_ORDER_COUNT
};

enum { COMPARE_WORDS = 256, COLUMN_NAME = 0, COLUMN_TREND, COLUMN_FIRST_YEAR };

struct compare_row {
	const struct series_row *series;
	struct str label;
	bool own;	/* has a target for the years of the report at hand */
	uint32_t order; /* as the table has it */
};

struct compare {
	struct view view;
	struct series_data data;
	struct series_pane pane;
	struct arena arena; /* rows and columns */

	enum compare_axis axis;
	struct str region;	     /* by year; in the view's arena */
	struct series_row indicator; /* by region: the row that was left */
	unsigned year;		     /* plan year of the report at hand */
	ARRAY_OF(struct compare_row) rows; /* shown */
	size_t n_all;			   /* before the filter */
	bool both; /* some cell has a target and an achievement */
	struct table_column *columns;
	uint16_t *years;
	int n_years;

	struct table grid;
	bool placed; /* the grid has been scrolled to the plan year once */
	enum series_which side;
	enum compare_order order;
	char words[COMPARE_WORDS], words_before[COMPARE_WORDS];
};

/* compare_rows.c */
/* The rows and columns anew from the data; the cursor stays on `keep` and on
 * its year where they are still there. */
void compare_refresh(struct compare *c, const struct series_row *keep,
		     unsigned year);
const struct compare_row *compare_row_at(const struct compare *c, uint32_t i);
/* The row, year and cell under the cursor; NULL or 0 when there is none. */
const struct series_row *compare_row(const struct compare *c);
unsigned compare_year(const struct compare *c);
const struct series_cell *compare_cell(const struct compare *c);
/* To the next (or previous) missed target: down the year, then on to the next
 * year. False when there is none. */
bool compare_step_missed(struct compare *c, int by);
struct series_tally compare_tally(const struct compare *c);

/* compare_draw.c */
void compare_draw(struct compare *c, struct draw *d, struct rect r);
