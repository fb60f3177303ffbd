#pragma once

#include "core/series.h"

/*
 * The targets of a year with their fate: one row for each figure that the
 * report which plans the year aims at, in the order of its text, then those
 * that earlier reports named for the year. Rows point into the series table;
 * a figure that the table keeps behind the one it chose has a cell of its own
 * here, in the arena.
 */
struct ledger_row {
	const struct series_row *row;
	const struct series_cell *cell;
	const struct observation *target; /* cell->target.low */
};

struct ledger {
	ARRAY_OF(struct ledger_row) rows;
	const struct series_source *plan; /* plans the year; NULL: none */
	const struct series_source *next; /* looks back on it; NULL: none */
	unsigned n[VERDICT_COUNT];
	unsigned fate[RULE_COUNT]; /* for those without an achievement */
};

void ledger_build(struct ledger *out, struct arena *a,
		  const struct series_table *table, struct str region,
		  unsigned year);
/* The years of a region that a report plans, in order: the nearest one before
 * (by < 0) or after `year`; 0 when there is none. */
unsigned ledger_year_step(const struct series_table *table, struct str region,
			  unsigned year, int by);
