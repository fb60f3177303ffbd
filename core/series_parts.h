#pragma once

#include "core/base/intern.h"
#include "core/likeness.h"
#include "core/series.h"

/*
 * The steps of core/series, in their order; nobody else includes this.
 *
 *   series_facts   observations → facts: a figure with its years, ranges
 *                  joined; each in a group of what is one thing
 *   series_cells   the facts of a group → cells: per year what was aimed at
 *                  and what was reached, the best first
 *   series_pair    cells of a target alone find the achievement that goes by
 *                  another name, or the one that cannot be compared
 */
/* What kind of value, for identity: what is done in a year is one thing
 * whether the text says 新增 or 建成. */
enum series_kind {
	SERIES_LEVEL,
	SERIES_FLOW,
	SERIES_GROWTH,
	SERIES_RANK,
};

/* A name of the observations, looked at once. */
struct series_name {
	struct str text;
	const struct indicator *known; /* NULL: in no table */
	uint32_t key;		       /* equal for what is one thing */
	struct name_profile profile;
};

struct fact {
	const struct observation *low, *high; /* high: other end of a range */
	uint32_t group, name;
	uint16_t from, to; /* years */
	bool part;	   /* of a year */
	bool yearly;	   /* 年均: holds for each year of its span */
};

/* Facts that are one thing: a row of the table to be. */
struct group {
	uint32_t region, key; /* numbers of intern tables */
	uint32_t unit, scope, basis;
	uint32_t span; /* from << 16 | to, of what several years make
			  together: 年均, 累计; 0 of single years */
	enum series_kind kind;
	const struct series_name *name; /* of its first fact, after
					   series_facts */
	uint32_t first, n;		/* in facts */
	uint16_t *years;		/* of row.cells, as first made */
	struct series_row row;
};

struct candidate {
	const struct fact *fact;
	uint16_t year, distance; /* of the report from the year it speaks of */
	uint8_t rank;		 /* the lower, the better */
	bool target;
	unsigned marks;
};

struct series_work {
	struct arena *a;
	const struct observations *obs;
	const struct indicators *known;
	const struct series_wanted *wanted;
	unsigned this_year;
	struct intern strings, names, groups_by;
	ARRAY_OF(struct series_name) name;
	ARRAY_OF(struct fact) facts; /* by group, after series_facts */
	ARRAY_OF(struct group) groups;
	/* The years that a work report of a region looks back on:
	 * region << 16 | year, sorted. */
	ARRAY_OF(uint64_t) reviewed;
};

/* Is there a work report of the region (its number) that looks back on the
 * year? */
bool series_is_reviewed(const struct series_work *w, uint32_t region,
			unsigned year);

void series_facts(struct series_work *w);
void series_cells(struct series_work *w);
void series_pair(struct series_work *w);

/* A side of what a fact states. */
void series_state(const struct series_work *w, const struct group *g,
		  const struct fact *f, struct series_side *out);
/* The verdict of a cell whose sides are set. */
void series_judge(const struct series_work *w, const struct group *g,
		  struct series_cell *cell);
