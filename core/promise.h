#pragma once

#include "core/extract/metric.h"
#include "core/report.h"

/*
 * Promises without figures: a clause of a part that looks ahead, in which no
 * quantity stands, and which says that a named thing will be done (创建国家级…,
 * 开工建设…大桥). Nobody can compute whether such a promise was kept. What can
 * be done is to find the most similar sentence of the next report; it is shown
 * as «perhaps», never as a verdict.
 *
 * Likeness is that of pairs of neighbouring characters, each weighted by how
 * rare it is in the next report. An index over the pairs keeps it near to
 * linear; pairs that stand everywhere are not looked at.
 */
struct promise_rules;

/* Words from assets/lexicon/promises.tsv; they live in `a`. NULL with
 * ERR_FORMAT (file and line) when the table is broken. */
struct promise_rules *promise_rules_open(struct arena *a,
					 const struct assets *assets,
					 struct error *err);

struct promise {
	struct span at;	  /* up to its semicolon or full stop; bytes */
	uint32_t section; /* index, or SECTION_NONE */
};

struct promises {
	struct promise *items;
	size_t n, cap;
};

/* The promises of a report, in the order of its text, appended. `metrics` are
 * its figures by offset, of all classes. */
void promises_find(struct promises *out, struct arena *a,
		   const struct promise_rules *rules, const struct report *r,
		   const struct metrics *metrics);

/* A sentence of the next report. */
struct promise_match {
	struct span at;	  /* len 0: nothing is alike */
	unsigned percent; /* of likeness, 100 = the same pairs */
};

/* For each promise the most similar sentence of what `next` says of the time
 * past: `n` items in `a`. */
struct promise_match *promises_match(struct arena *a, const struct report *r,
				     const struct promises *promises,
				     const struct report *next);
