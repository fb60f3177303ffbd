#pragma once

#include "core/assets.h"
#include "core/extract/metric.h"
#include "core/report.h"

/*
 * What a careful editor would ask about a report: figures that don't agree
 * with each other, text that stands twice, an end that is missing. Pure: a
 * report with its figures gives findings; so do two reports of one region.
 *
 * Silence is better than a false alarm. A figure is worth what was written: a
 * value may lie half a unit of its last digit below it, and a whole unit above
 * (cut off, not rounded); 超, 余 and 以上 leave it open on one side, 约 and
 * 左右 on both. Figures are laid side by side only where indicator, unit,
 * scope, period, basis and the words before them are the same, and a sum is
 * done only where growth is that of the levels told (not GDP's, which is in
 * real terms). What two reports tell differently is no error: it may have
 * been restated.
 */
enum check_rule {
	CHECK_SUM_CHANGE, /* 由A增加到B，增长C within a sentence */
	CHECK_SUM_PART,	  /* B，增加A，增长C within a sentence */
	CHECK_SUM_YEAR,	  /* level, growth, and the level of the year before */
	CHECK_DIFFERS,	  /* one figure, told in two ways by this report */
	CHECK_ELSEWHERE,  /* … by this and another report */
	CHECK_PARAGRAPH,  /* paragraphs that stand twice */
	CHECK_SENTENCE,	  /* sentences that stand twice */
	CHECK_CUT,	  /* the text ends in the middle of a sentence */
	CHECK_COUNT
};

/* A place that a finding speaks of. */
struct check_place {
	int64_t report;	      /* of another report its id, 0 = this one */
	struct span at;	      /* bytes of that report's text: the value, the
				 stretch that is doubled, the last words */
	uint32_t cp;	      /* where it begins, in code points */
	struct span sentence; /* (for text that stands twice the same) */
	struct str value;     /* the text at `at`; for another report in the
				 arena, like what follows */
	struct str quote;     /* the sentence */
	struct str period;    /* of a figure */
};

/* How a sum was done: base is the third place, change the second. */
enum check_sum {
	CHECK_TIMES, /* base × (1 + change) */
	CHECK_PLUS,  /* base + change: 个百分点, an amount */
	CHECK_PART   /* (base − amount) × change, the amount being the first
			place */
};

enum { CHECK_PLACES = 3 };

struct finding {
	enum check_rule rule;
	/* The first place is in this report and the one that is marked. The
	 * others: what stood there before; for a sum the change, then the
	 * level that it starts from. */
	struct check_place place[CHECK_PLACES];
	size_t n_places;
	struct str indicator; /* as the report calls it; "" for text */
	/* For a sum: what comes out, in the scale and unit of the first
	 * place's value ("5287.2", "亿元"), and how. */
	struct decimal sum;
	struct str sum_unit;
	enum check_sum how;
	bool falls; /* the change is negative */
};

struct findings {
	struct finding *items;
	size_t n, cap;
	/* Levels that agree with one told for the year before: what they do
	 * not agree with elsewhere was provisional, or restated. */
	ARRAY_OF(uint32_t) agreed;
};

enum {
	CHECK_MAX = 10000,	 /* findings of a report at most */
	CHECK_TEXT_MAX = 4 << 20 /* bytes of another report that is looked at */
};

/* A report and its figures (of all classes, or metrics alone). */
struct check_side {
	int64_t id; /* of the other report */
	const struct report *report;
	const struct metrics *metrics;
};

struct check_rules;

/* Loads the word tables, once a process; they live in `a`. NULL with
 * ERR_FORMAT (file and line) when one is broken. */
struct check_rules *check_rules_open(struct arena *a,
				     const struct assets *assets,
				     struct error *err);

/* Appends what a report says of itself. What the findings hold lives in the
 * report, or in `a`. */
void checks_self(struct findings *out, struct arena *a,
		 const struct check_rules *rules,
		 const struct check_side *mine);
/* Appends what does not agree between a report and another one of its
 * region. Nothing in the findings points into `other`. */
void checks_pair(struct findings *out, struct arena *a,
		 const struct check_rules *rules, const struct check_side *mine,
		 const struct check_side *other);
/* By the place in this report; drops sums that hold with the level that some
 * other report tells. After each checks_pair, or after the last one. */
void findings_sort(struct findings *f);
/* The first finding with a place of this report that overlaps the span; NULL
 * when there is none. */
const struct finding *findings_at(const struct findings *f, struct span span);

/* As the machine formats write it: "sum-year". */
const char *check_rule_name(enum check_rule rule);
