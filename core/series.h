#pragma once

#include "core/base/arena.h"
#include "core/base/array.h"
#include "core/report.h"
#include "core/verdict.h"

/*
 * Targets against achievements: observations (a metric with its report) go
 * in, a table comes out. A row is one indicator of one region in one measure
 * (unit family, scope and basis the same); its cells are years, in order, each
 * with what was aimed at, what was reached, and the verdict.
 *
 * Of several values that answer one question the first of these is chosen,
 * the others are kept behind it:
 *   target of Y:      the report that plans Y, else the latest before it that
 *                     names Y, else a span's yearly goal (marked five-year)
 *   achievement of Y: the report that reviews Y, else press pages
 *                     (provisional), else later restatements
 * Of two reports of one region and year the one taken in later is chosen.
 * Everything lives in the arena given; strings may point into the
 * observations.
 */
struct series_source {
	int64_t id;
	struct str region; /* full name: 全国, 海曙区 */
	struct str title, date;
	enum report_kind kind;
	uint16_t year, review_year; /* 0 unknown */
	bool year_inferred;
};

struct observation {
	uint32_t source; /* index */
	struct metric m; /* rule[] is not filled */
};

struct observations {
	ARRAY_OF(struct series_source) sources; /* by region, year, id */
	ARRAY_OF(struct observation) items;	/* by source, offset */
};

/* Marks of a side or a cell; named in the machine formats by series_mark_name
 * ("provisional", "part of a year", "five-year", "restated" …). */
enum series_mark {
	SERIES_PROVISIONAL = 1 << 0, /* a press page, or 预计 */
	SERIES_PART_YEAR = 1 << 1,
	SERIES_FIVE_YEAR = 1 << 2,
	SERIES_RESTATED = 1 << 3,    /* a later report tells another value */
	SERIES_EARLIER = 1 << 4,     /* an earlier report named the year */
	SERIES_INFERRED = 1 << 5,    /* the report's year is inferred */
	SERIES_TWO_REPORTS = 1 << 6, /* the newer of two was chosen */
	SERIES_LIKENESS = 1 << 7,    /* the names are alike, not known as one */
	SERIES_TWO_VALUES = 1 << 8,  /* one report tells two */
	SERIES_MARK_COUNT = 9
};
/* By the number of its bit; NULL beyond the last. */
const char *series_mark_name(unsigned bit);

/* One side of a cell. */
struct series_side {
	struct stated stated;
	const struct observation *low;	/* the chosen; NULL = none */
	const struct observation *high; /* other end of a range, else NULL */
	unsigned marks;
	/* Others that say something of the same, best first. */
	const struct observation *const *others;
	size_t n_others;
};

struct series_cell {
	uint16_t year;
	struct series_side target, achieved;
	struct verdict_answer answer;
	unsigned marks; /* of both sides */
};

struct series_row {
	struct str region;
	struct str indicator;	       /* canonical, else as the report says */
	const struct indicator *known; /* NULL: in no table */
	enum measure measure;
	enum unit_family family;
	struct str unit, scope, basis;
	struct series_cell *cells; /* by year */
	size_t n_cells;
};

struct series_table {
	const struct observations *from;
	struct series_row *rows; /* by region, then the order of the newest
				    report that has them */
	size_t n;
};

/* What is asked for. Zero asks for everything. */
struct series_wanted {
	struct str region;	     /* full, or "" */
	struct str indicator;	     /* canonical, or a text's name; "" */
	unsigned year_from, year_to; /* 0 = open */
	bool both_sides_only; /* drop cells that have an achievement and no
				 target */
	unsigned this_year;   /* years before it are over; 0 = the newest that a
				 report looks back on is the last */
};

void series_build(struct series_table *out, struct arena *a,
		  const struct observations *obs,
		  const struct indicators *known,
		  const struct series_wanted *wanted);
