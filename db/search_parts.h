#pragma once

#include "db/index_walk.h"
#include "db/search.h"

/* What search.c shares with search_plan.c (what the index is asked) and
 * search_look.c (looking at a paragraph). */
enum search_mode {
	MODE_PAIRS, /* every group of the query has a pair of characters */
	MODE_CHARS, /* … a single one */
	MODE_SCAN   /* the index says nothing: read the text */
};

enum search_pass { PASS_HEADINGS, PASS_TEXT };

/* Where candidates come from. */
enum search_source {
	FROM_EXTENTS, /* stretches of one age; the rest at once, if it is
			 little */
	FROM_ALL,     /* the whole index, if there are few … */
	FROM_RANGES,  /* … else the reports of a region */
	FROM_REPORTS, /* no index */
	FROM_COUNT    /* the whole index, some at a time, in any order */
};

struct search_range {
	int64_t first;	  /* of the extent */
	int64_t from, to; /* places still to be asked for */
	int64_t age;
};

struct candidate {
	int64_t report, age, place;
	uint32_t n, end; /* paragraphs [n, end) */
};

/* What is known of the report at hand. */
struct search_about {
	struct arena a;
	int64_t report; /* 0: none */
	struct str title, region;
	uint16_t year;
	int64_t text_len;
	bool in_region;
	uint32_t section; /* the last one asked for, 0 none */
	struct str path;
};

struct search {
	struct arena a; /* all of it; this struct, too */
	struct arena scratch;
	struct library *lib;
	struct conn *c;
	const struct query *q;
	enum search_mode mode;
	struct str match;
	bool exact; /* what the index gives needs no second look */
	bool misfit;
	int64_t age_from, age_to;
	int budget_ms;
	int64_t until;
	uint32_t most_per_report;

	enum search_pass pass;
	enum search_source source;
	bool started;
	size_t n_extents, n_came; /* gone through, candidates in them */
	bool looked, all_queued;  /* at the rest; the queue holds it */
	struct search_range range;
	ARRAY_OF(struct search_range) ranges;
	size_t n_ranges_done;
	ARRAY_OF(int64_t) places;
	ARRAY_OF(struct candidate) queue;
	size_t at;
	struct index_row row; /* of the place looked up last */
	ARRAY_OF(int64_t) given;
	int64_t run_report;
	enum search_pass run_pass;
	uint32_t run;

	struct search_about about;
	bool counting;
	struct search_counts counts;
	int64_t counted_report;
};

/* Sets mode, match and exact; without an index to believe, MODE_SCAN. */
void search_plan(struct search *s, bool has_index);
/* The same for counting, paragraph by paragraph. */
void search_plan_count(struct search *s);
/* The reports of the query's region as ranges in order of age. */
bool search_list_ranges(struct search *s, struct error *err);
/* All reports, all their paragraphs, as candidates in order of age. */
bool search_list_reports(struct search *s, struct error *err);

/* Looks at a candidate; fills `hit` (strings in `a`) when it matches. */
bool search_look(struct search *s, struct arena *a, const struct candidate *c,
		 struct search_hit *hit, bool *matches, struct error *err);
/* The same, only whether it matches. */
bool search_matches(struct search *s, const struct candidate *c, bool *matches,
		    struct error *err);
bool search_is_region(struct search *s, int64_t report, bool *is,
		      struct error *err);
/* Orders what a page holds from index `from` on. */
void search_order_page(struct search_hits *hits, size_t from);
