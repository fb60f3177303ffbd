#pragma once

#include "core/query.h"
#include "core/snippet.h"

#include "db/library.h"

/*
 * Searching the library: paragraphs that match a query, those first where a
 * title or heading matches, then the newest reports; on a page, reports of the
 * same year by how often they say it. The hits are the same, in the same
 * order, however they are cut into pages. Where the index is not to be
 * believed the text itself is read, which is slow and right.
 *
 * Nothing is held between two calls but memory: the library may be read and
 * written meanwhile.
 */
struct search_hit {
	int64_t report;
	uint32_t para;	  /* n in the report, from 1 */
	uint32_t off, cp; /* of the hit, in the report's text */
	uint32_t len;
	uint32_t n_hits;  /* in the paragraph */
	bool heading;	  /* in a title or heading */
	bool boilerplate; /* in what the reader hides */
	uint16_t year;
	struct str title, region;
	struct str section; /* titles joined by " › " */
	struct snippet snippet;
	uint32_t score; /* thousandths; falls from hit to hit of a page */
	int64_t text_len;
};

struct search_hits {
	struct search_hit *items;
	size_t n, cap;
};

struct search;

enum search_state { SEARCH_MORE, SEARCH_END, SEARCH_FAILED };

/* Starts one; the query must live as long. NULL on failure. */
struct search *search_open(struct library *lib, const struct query *q,
			   struct error *err);
void search_close(struct search *s);
/* The next hits, up to `most`, appended, strings in `a`. With budget_ms > 0 it
 * comes back after about that time, with what it has: SEARCH_MORE. */
enum search_state search_page(struct search *s, struct arena *a,
			      struct search_hits *hits, size_t most,
			      struct error *err);
void search_set_budget(struct search *s, int budget_ms);
/* At most so many hits of one report in a run; 0 = all. */
void search_set_most_per_report(struct search *s, uint32_t most);

struct search_counts {
	uint64_t reports, paras;
};
/* Counting, from a search of its own that gives no hits: goes on until all are
 * counted or the budget is spent. */
enum search_state search_count(struct search *s, struct search_counts *counts,
			       struct error *err);
/* Did it come upon entries of the index that the text does not bear out, or
 * is the index of another version? */
bool search_found_misfit(const struct search *s);
