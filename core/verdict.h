#pragma once

#include "core/base/decimal.h"
#include "core/extract/metric.h"
#include "core/indicator.h"

/*
 * Was a target met? A pure function of two stated values and the direction
 * that is good; no tables, no memory. One wrong verdict costs more than a
 * hundred right ones earn, so whatever is not surely comparable is
 * VERDICT_INCOMPARABLE, with the rule that says why.
 *
 * The answer gives a rule's name and the values that it looked at; wording is
 * for tui (tui/reason).
 */
enum verdict {
	VERDICT_MET,
	VERDICT_MISSED,
	VERDICT_NEAR, /* only where the target is 左右 or 约 */
	VERDICT_INCOMPARABLE,
	VERDICT_NO_TARGET,
	VERDICT_NO_ACHIEVEMENT,
	VERDICT_COUNT
};

/* Why. The names are those of the machine formats, the same in every
 * language: "reached", "level-vs-rate". */
enum verdict_rule {
	/* met */
	RULE_REACHED,  /* 6.8 against 6.5 左右, up is good */
	RULE_WITHIN,   /* 2.1 against 3 左右, down is good */
	RULE_IN_RANGE, /* 6.3 in 6-6.5 */
	RULE_EQUAL,    /* no direction is good, and it is the very value */
	/* missed */
	RULE_BELOW, /* fell short */
	RULE_ABOVE, /* went over what it had to stay within */
	/* near */
	RULE_ALMOST, /* on the bad side of an 左右 by very little */
	/* incomparable */
	RULE_LEVEL_VS_RATE, /* also increment, rank: other measures */
	RULE_UNITS,	    /* other families: 元 against 吨 */
	RULE_SCOPE,
	RULE_BASIS,	 /* 可比口径 against none */
	RULE_PERIOD,	 /* part of a year, a span against a year */
	RULE_DIRECTION,	 /* no direction is good, and they differ */
	RULE_VAGUE,	 /* the result is itself a bound that decides not:
			    超6% against 6.5% */
	RULE_SIGN,	 /* a fall against a rise where that is no answer */
	RULE_TWO_VALUES, /* a report tells two values, and they would lead to
			    different answers */
	RULE_REPLACED,	 /* another indicator took its place:
			    登记失业率, 调查失业率 */
	RULE_FAR,	 /* so far apart that they are hardly of one thing */
	/* no target, no achievement */
	RULE_NO_TARGET,
	RULE_NOT_MENTIONED, /* the next report is there and is silent */
	RULE_NEXT_MISSING,  /* the next report is not in the library */
	RULE_NOT_DUE,	    /* the year is not over */
	RULE_COUNT
};

/* One side, as stated. `low` and `high` are the ends of what it says: equal
 * for 6.5%, one open end for 以上 and 以内; of a fall both are negative and
 * the bound speaks of its size (-3 with 以上 is: -3 and lower). */
struct stated {
	bool present;
	bool has_low, has_high;
	bool about; /* 左右, 约 */
	struct decimal low, high;
	enum bound bound; /* as printed; BOUND_EQUAL for a range */
	enum measure measure;
	enum unit_family family;
	struct str unit, scope, basis, period;
};

struct verdict_answer {
	enum verdict verdict;
	enum verdict_rule rule;
	/* The sum that was done: achieved - target = gap; the end of the
	 * target that decided. */
	bool has_sum;
	struct decimal target, achieved, gap;
};

/* Never fails. Either side may be absent (`present` false): RULE_NO_TARGET,
 * RULE_NOT_MENTIONED; who knows better why nothing is there (core/series)
 * puts its own rule in. */
struct verdict_answer verdict_of(const struct stated *target,
				 const struct stated *achieved,
				 enum indicator_good good);

/* Fills the value's ends, `about` and `bound`; the rest is left alone. */
void stated_value(struct stated *s, struct decimal value, enum bound bound);
/* The answer of a rule that needs no values, for who knows better. */
struct verdict_answer verdict_by(enum verdict_rule rule);

/* "met", "no target"; "level-vs-rate". */
const char *verdict_name(enum verdict v);
const char *verdict_rule_name(enum verdict_rule r);
