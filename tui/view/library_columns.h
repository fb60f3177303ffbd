#pragma once

#include "db/reports.h"

#include "tui/term/draw.h"

/*
 * The library's columns as rows of a table, and how wide each is drawn: all
 * get their least width in the order of their rank as long as there is room,
 * then what is left goes to title, region and file.
 */
enum column_align { ALIGN_LEFT, ALIGN_RIGHT };

struct library_column {
	const char *title; /* msgid */
	int rank;	   /* 0 is always there; the highest goes first */
	int min;	   /* columns */
	enum column_align align;
	enum report_order order; /* that it sorts by; ORDER_COUNT: none */
	void (*get)(const struct report_row *row, struct buf *out);
};

enum library_column_id {
	COLUMN_YEAR,
	COLUMN_REGION,
	COLUMN_KIND,
	COLUMN_TITLE,
	COLUMN_SECTIONS,
	COLUMN_DATE,
	COLUMN_FILE,
	LIBRARY_COLUMNS
};

extern const struct library_column LIBRARY_COLUMN[LIBRARY_COLUMNS];

/* Fills in the widths for `cols` columns, `gap` between two; 0 = left out. */
void library_column_widths(int cols, int gap, int width[LIBRARY_COLUMNS]);
