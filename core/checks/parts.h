#pragma once

#include "core/base/wordmap.h"
#include "core/checks.h"

/*
 * What the checks share: the words that they look at, a figure with what it
 * may be worth, and where a finding goes.
 */
enum check_class {
	WORD_NONE, /* hides others in it */
	WORD_REAL,
	WORD_NOMINAL,
	WORD_COMPARABLE,
	WORD_NEW,
	WORD_FROM,
	WORD_TO,
	WORD_OTHER,
	WORD_FRAME,
	WORD_VERSUS,
	WORD_VAGUE,
	WORD_SIGNATURE,
	WORD_COUNT
};

enum growth_prices {
	PRICES_REAL, /* growth in real terms, or nobody knows */
	PRICES_LEVELS,
	PRICES_RESTATED,
};

struct check_rules {
	struct wordmap words;  /* enum check_class + 1 */
	struct wordmap prices; /* canonical name -> enum growth_prices */
};

/* The classes of the words in a stretch of text, as bits. */
#define HAS(class) (1u << WORD_##class)
unsigned check_words(const struct check_rules *rules, struct str s);

/* Where the findings about one report go. */
struct check_run {
	struct findings *out;
	struct arena *arena;
	const struct check_rules *rules;
	const struct check_side *mine;
};

/* A figure, and what it may be worth. */
struct told {
	const struct metric *m;
	const struct check_side *side;
	struct decimal low, high;
	bool has_low, has_high;
	bool exact;	 /* low and high (those that are there) can be used */
	int scale;	 /* the written number times 10^scale is the value */
	int places;	 /* digits written behind the point */
	struct str tail; /* what is written behind the number: 亿元 */
	uint16_t year;	 /* of the period, 0: none, or a span */
	bool whole;	 /* the period is that year, not a part of it */
	unsigned words;	 /* HAS() of what stands before it, back to the figure
			    before it */
};

struct tolds {
	struct told *items;
	size_t n, cap;
};

/* The figures of a report that are metrics, in their order. */
void told_all(struct tolds *out, struct arena *a,
	      const struct check_rules *rules, const struct check_side *side);
/* One indicator, in one unit, about one place, on one basis. */
bool told_is_same(const struct told *a, const struct told *b);
/* The name that tells indicators apart. */
struct str told_name(const struct told *t);
/* Do the values contradict each other? */
bool told_differ(const struct told *a, const struct told *b);
struct check_place told_place(struct check_run *run, const struct told *t);
bool told_share_sentence(const struct told *a, const struct told *b);

/* A new finding, or NULL when there are too many. */
struct finding *check_found(struct check_run *run, enum check_rule rule);
/* A place of this report. */
struct check_place check_here(const struct check_run *run, struct span at);

/* The checks. `others` may be the report's own figures. */
void check_sums_change(struct check_run *run, const struct tolds *mine);
void check_sums_part(struct check_run *run, const struct tolds *mine);
void check_sums_year(struct check_run *run, const struct tolds *mine,
		     const struct tolds *others);
void check_differs(struct check_run *run, const struct tolds *mine);
void check_elsewhere(struct check_run *run, const struct tolds *mine,
		     const struct tolds *others);
void check_twice(struct check_run *run);
void check_cut(struct check_run *run);
