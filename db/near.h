#pragma once

#include "core/checks.h"

#include "db/metrics.h"

/*
 * The reports of the same region that lie nearest in time: what a report's
 * figures are held against.
 */
enum { NEAR_REPORTS = 24 }; /* half of them before it */

struct near_reports {
	int64_t id[NEAR_REPORTS]; /* of years before, then of the year on */
	size_t n;
};

/* Those of at most `size` bytes. None when the report's region is not known;
 * ERR_NOT_FOUND when there is no such report. */
bool reports_near(struct library *lib, int64_t id, int64_t size,
		  struct near_reports *out, struct error *err);

/* What is checked, and where the findings go. */
struct near_run {
	struct arena *arena;
	const struct check_rules *rules;
	struct check_side mine;
	struct findings *out;
};

/* Checks a report against another one of the library (core/checks.h). One
 * that is no longer there gives nothing. */
bool near_check(struct library *lib, const struct near_run *run, int64_t other,
		struct error *err);
