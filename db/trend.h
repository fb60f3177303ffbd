#pragma once

#include "db/search.h"

/*
 * How often words are said, by year or by region: in how many reports, how
 * many times, and for each 10,000 characters of all reports of that year or
 * region, whether they say it or not.
 */
enum trend_by { TREND_BY_YEAR, TREND_BY_REGION };

struct trend_row {
	uint16_t year;	   /* by year; 0 unknown */
	struct str region; /* by region */
	uint32_t n_reports, n_matching;
	uint64_t hits, chars;
};

struct trend_rows {
	struct trend_row *items;
	size_t n, cap;
};

/* Oldest year first, or the regions that say it most for their length; strings
 * in `a`. */
bool trend_read(struct library *lib, struct arena *a, const struct query *q,
		enum trend_by by, struct trend_rows *out, struct error *err);
/* Times for each 10,000 characters, in hundredths. */
uint64_t trend_rate(const struct trend_row *row);
