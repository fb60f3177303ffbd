#pragma once

#include "core/report.h"

#include "tui/widget/list.h"

/*
 * The outline of a report as a tree that folds: which sections are shown, in
 * which row, and how many hits of each counter stand in a row. Pure
 * arithmetic; views draw it.
 *
 * A row counts what stands in its section's own text, up to the next heading;
 * folded, also all that is inside. So the rows shown always add up to the
 * whole.
 */
enum { TOC_COUNTERS = 9 }; /* the search and eight keywords */

struct toc {
	struct arena *arena;
	const struct report *report;
	bool *folded;	   /* by section */
	uint32_t *visible; /* section by row */
	uint32_t *depth;   /* by section: parents above it */
	/* By counter: hits before section i, n + 1 entries; NULL = none. */
	uint32_t *before[TOC_COUNTERS];
	struct list list;
};

/* Takes a report's sections, all unfolded. */
void toc_init(struct toc *t, struct arena *a, const struct report *r);
/* The section of a row; `row` < list.count. */
uint32_t toc_section(const struct toc *t, uint32_t row);
/* The row that shows a section: its own, or the folded one that holds it. */
uint32_t toc_row(const struct toc *t, uint32_t section);
bool toc_has_children(const struct toc *t, uint32_t section);
/* Folds or unfolds; the cursor stays with its section, or goes to the one
 * that now hides it. */
void toc_fold(struct toc *t, uint32_t section, bool fold);
/* Folds everything, or unfolds it when something is folded. */
void toc_fold_all(struct toc *t);
/* Unfolds what hides a section, and puts the cursor there. */
void toc_reveal(struct toc *t, uint32_t section);
/* The cursor to the row of a section, without unfolding. */
void toc_follow(struct toc *t, uint32_t section);
/* The next (by > 0) or previous section of the same level or above it; stops
 * at the last one that there is. */
uint32_t toc_sibling(const struct toc *t, uint32_t section, int64_t by);

/* Sets a counter: places (byte offsets) in rising order. */
struct spans;
void toc_count(struct toc *t, unsigned counter, const struct spans *hits);
/* What a row shows for a counter. */
uint32_t toc_hits(const struct toc *t, uint32_t row, unsigned counter);
