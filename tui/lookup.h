#pragma once

#include "core/ask.h"

#include "db/series.h"

/*
 * Quick answers: a question against the library. What the look view shows and
 * `hsview look` prints is found here, so that both answer alike. A region's
 * series are fetched once and kept, so that a question asked letter by letter
 * costs no further look into the library.
 *
 * The library is taken as it was when a region was first asked for;
 * lookup_forget starts anew.
 */
struct lookup;

/* NULL with an error when a word table is broken. `lib` must outlive it. */
struct lookup *lookup_open(struct library *lib, const struct assets *assets,
			   struct error *err);
void lookup_close(struct lookup *l);
void lookup_forget(struct lookup *l);
/* The region that is meant where none is named; an unknown one changes
 * nothing. */
void lookup_set_home(struct lookup *l, struct str region);
const struct indicators *lookup_indicators(const struct lookup *l);

/* A region's series. */
struct lookup_region {
	struct str name; /* "" : reports without a region */
	uint16_t now;
	struct series_table table;
};

struct lookup_answer {
	struct ask q;
	/* What was answered for; NULL when the library is empty. */
	const struct lookup_region *region;
	struct ask_candidates candidates; /* best first */
	/* The best one is in the library and no mere offer. */
	bool found;
};

/* Answers a question; at most `most` candidates. Strings in `a`; the region
 * lives until lookup_forget (of a quick question: until the next one). `fixed`
 * names a region that the question does not change ("" = none); ERR_NOT_FOUND
 * names the nearest when it is none. */
struct lookup_question {
	struct str words, fixed;
	unsigned year_from, year_to; /* from an option; 0 = none */
	size_t most;
	/* One answer is enough: a name that is known for sure is not set
	 * against all others, and its series alone are fetched. */
	bool quick;
};
bool lookup_ask(struct lookup *l, struct arena *a,
		const struct lookup_question *question,
		struct lookup_answer *out, struct error *err);

/* The rows of a candidate, those that answer the question best first, into
 * `out`; how many. */
enum { LOOKUP_ROWS = 8 };
size_t lookup_rows(const struct lookup_answer *answer,
		   const struct ask_candidate *candidate,
		   const struct series_row *out[LOOKUP_ROWS]);
/* The cell of a row that answers: of the year named, else the newest that is
 * decided (that has a target, where a target is asked for); NULL when the row
 * has none of that year. */
const struct series_cell *lookup_cell(const struct lookup_answer *answer,
				      const struct series_row *row);
