#pragma once

#include "db/series.h"

#include "tui/cli/out.h"

/*
 * Cells of a series table as rows: all fields of the contract in machine
 * formats, signs and words in a table for people.
 */
enum compare_order {
	COMPARE_BY_YEAR,   /* an indicator of a region through its years */
	COMPARE_BY_REGION, /* an indicator in a year over the regions */
};

struct compare_cell {
	const struct series_row *row;
	const struct series_cell *cell;
};
struct compare_cells {
	struct compare_cell *items;
	size_t n, cap;
};

/* The cells in that order; without those that have no target when
 * `targets_only`. */
void compare_collect(struct compare_cells *out, struct arena *a,
		     const struct series_table *t, enum compare_order order,
		     bool targets_only);

/* A table, Markdown or HTML: signs and words. */
bool print_compare_is_for_people(const struct out *o);
void print_compare_begin(struct out *o, enum compare_order order,
			 const struct compare_cells *cells);
/* Looks the figures up in `lib` where the format tells their places. */
bool print_compare(struct out *o, struct library *lib,
		   const struct series_table *t, const struct compare_cell *c,
		   struct error *err);
/* After the table: the reasons that a narrow one has no room for. */
void print_compare_reasons(struct out *o, const struct compare_cells *cells);
