#pragma once

#include "core/extract/metric.h"

#include "db/reports.h"

/*
 * The figures of the reports in the library: every number, with what the
 * rules made of it. They are stored apart from the text by offsets; what is
 * read back is checked against the report, for a library may be a stranger's.
 * `rule` is not stored, and of masked numbers nothing but their place.
 */

/* Stores the figures of a report in place of those that were there, and the
 * version of the rules that made them (extract_rules_version). Inside the
 * transaction that is open, or in one of its own. */
bool metrics_replace(struct library *lib, int64_t id,
		     const struct metrics *metrics, int64_t version,
		     struct error *err);

/* Which figures. */
enum { METRICS_ALL = -1, METRICS_NO_SECTION = -2 };
struct metrics_of {
	int64_t id;
	const struct report *report; /* as reports_load gave it */
	int64_t section; /* index, METRICS_ALL, METRICS_NO_SECTION */
};
/* The figures, in the order of their offsets, appended; strings in `a`.
 * ERR_CORRUPT when they do not fit the report. */
bool metrics_load(struct library *lib, struct arena *a,
		  const struct metrics_of *of, struct metrics *out,
		  struct error *err);
/* The report and all its figures, of one moment. */
bool metrics_load_report(struct library *lib, struct arena *a, int64_t id,
			 struct report *r, struct metrics *out,
			 struct error *err);

/* What is known of a report's figures. */
struct metrics_state {
	uint32_t n_metrics, n_open; /* of class metric; unclassified */
	int64_t version;	    /* 0: the figures were never read */
};
bool metrics_state(struct library *lib, int64_t id, struct metrics_state *state,
		   struct error *err);
/* How many reports have figures of other rules, or none. */
bool metrics_stale(struct library *lib, int64_t version, uint32_t *n,
		   struct error *err);

/* Do the figures lie in the report, on characters' edges, in order? */
bool metrics_are_sound(const struct metrics *m, const struct report *r);
