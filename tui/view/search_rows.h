#pragma once

#include "db/offers.h"
#include "db/search.h"

#include "tui/app.h"
#include "tui/widget/list.h"

/*
 * The search over all reports, for its own files: the query, the hits that are
 * there so far, and the rows that they make: a row for each report, below it
 * one for each section, below that one for each hit.
 */
enum {
	FINDER_QUERY = 1024,   /* bytes */
	FINDER_PER_REPORT = 5, /* hits of a report in the list */
	FINDER_PAGE = 50
};

enum finder_row_kind { ROW_REPORT, ROW_SECTION, ROW_HIT, ROW_OFFER };

struct finder_row {
	enum finder_row_kind kind;
	uint32_t hit; /* index; of an offer, of it */
};

struct finder {
	struct view view;
	struct list list;
	char typed[FINDER_QUERY];
	char typed_before[FINDER_QUERY];

	/* Of one query; all goes when another is typed. */
	struct arena found;
	struct query query;
	struct search *search; /* NULL: there is no more to come */
	struct search *counter;
	struct search_hits hits;
	ARRAY_OF(struct finder_row) rows;
	struct typo_words offers;
	bool offered; /* they were looked for */
	struct search_counts counts;
	bool counted, asked; /* all of them; there is a query */
	size_t wanted;	     /* hits to be fetched */
	struct error err;    /* what is wrong with the query */
	uint32_t err_at;
};

/* Rows for the hits from index `from` on. */
void finder_add_rows(struct finder *f, size_t from);
void finder_add_offers(struct finder *f);
void finder_draw(struct finder *f, struct draw *d, struct rect r);
