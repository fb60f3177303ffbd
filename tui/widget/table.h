#pragma once

#include "core/base/buf.h"

#include "tui/widget/list.h"

/*
 * A table in two dimensions as pure arithmetic. Rows are a list's. Columns
 * are rows of a table: the first of them are frozen, the others scroll by
 * whole columns where not all of them fit. What a cell looks like is its
 * owner's business: it draws what table_fit placed.
 *
 * Invariants after table_fit: slots do not overlap and lie inside the width;
 * frozen columns come first; the cursor's column is shown unless not even one
 * fits beside the frozen ones; no room for a whole column is left while one
 * at the left is hidden.
 */
enum table_align { TABLE_LEFT, TABLE_RIGHT };

struct table_column {
	const char *title; /* msgid, or text as it is */
	int min, max;	   /* screen columns; min <= max; min 0: hidden */
	enum table_align align;
	/* What stands in a row; NULL where the owner draws it. */
	void (*get)(const void *row, struct buf *out);
};

struct table_slot {
	int column; /* index */
	int col, cols;
};

enum { TABLE_SLOTS = 64 };

struct table {
	struct list rows;
	const struct table_column *columns;
	int n_columns, n_frozen;
	int at;	   /* the cursor's column, a scrolling one; -1: there is none */
	int first; /* the first scrolling column shown */
	struct table_slot slot[TABLE_SLOTS];
	int n_slots;
};

/* Other columns; the cursor stays on the same index where that can be. */
void table_set(struct table *t, const struct table_column *columns, int n,
	       int n_frozen);
/* Places the columns in `cols` columns of the screen, `gap` between two. */
void table_fit(struct table *t, int cols, int gap);
/* The cursor to a column (clamped to the scrolling ones). */
void table_to_column(struct table *t, int column);
/* Are there columns beyond the edge? */
bool table_hides_left(const struct table *t);
bool table_hides_right(const struct table *t);
