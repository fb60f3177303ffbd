#pragma once

#include <stdint.h>

#include "core/base/array.h"
#include "core/extract/number.h"
#include "core/sentence.h"

/*
 * A metric: one quantity that a report states about one indicator. Offsets are
 * bytes of the report's text; strings live in the arena that extract was
 * given, or in the text.
 */
enum bound { BOUND_EQUAL, BOUND_GE, BOUND_LE, BOUND_ABOUT, BOUND_COUNT };
enum measure {
	MEASURE_LEVEL,	   /* the indicator's own value or count */
	MEASURE_GROWTH,	   /* a change relative to an earlier period */
	MEASURE_INCREMENT, /* an amount added or taken away */
	MEASURE_RANK,	   /* a place in a ranking */
	MEASURE_COUNT
};
enum role {
	ROLE_ACHIEVED,
	ROLE_TARGET,
	ROLE_CONTEXT, /* describes a thing, measures no performance */
	ROLE_COUNT
};
enum metric_class {
	METRIC_METRIC,
	METRIC_MASKED,	     /* a number that is no quantity of the report */
	METRIC_UNCLASSIFIED, /* a quantity of nobody knows what */
	METRIC_CLASS_COUNT
};

/* What else is known of a value. */
enum metric_flag {
	METRIC_EXPECTED = 1,	/* achieved, but an estimate yet: 预计 */
	METRIC_PROVISIONAL = 2, /* achieved, by a first reckoning: 初步核算 */
	METRIC_ORDERED = 4, /* a target that was set before: 年初确定的 */
	METRIC_DATED = 8,   /* its year stands in the words around it */
	METRIC_INFERRED = 16, /* its year rests on the report's, which is
				 inferred (meta.year_inferred) */
	METRIC_FLAGS = 31     /* all of them */
};

/* The fields that a rule decides, for --trace. */
enum metric_field {
	FIELD_CLASS,
	FIELD_BOUND,
	FIELD_INDICATOR,
	FIELD_MEASURE,
	FIELD_ROLE,
	FIELD_PERIOD,
	FIELD_SCOPE,
	FIELD_BASIS,
	FIELD_EXPECTED,
	FIELD_COUNT
};

struct metric {
	uint32_t off, len; /* value_text */
	struct decimal value;
	struct str unit; /* bare; "" for a pure ratio */
	enum unit_family family;
	enum bound bound;
	struct str indicator;
	struct str canonical; /* "" when the indicator is in no table */
	enum measure measure;
	enum role role;
	struct str period; /* 2022, 2019H1, 2018-2022, "" unknown */
	struct str scope;  /* "" the reporting region */
	struct str
		basis; /* 可比口径, 实际、年均, 区本级; "" the headline one */
	unsigned flags;	  /* enum metric_flag */
	uint32_t section; /* index, or SECTION_NONE */
	struct span sentence;
	enum metric_class class;
	const char *rule[FIELD_COUNT]; /* static; NULL where none decided */
};

struct metrics {
	struct metric *items;
	size_t n, cap;
};

/* As the machine formats write them: ">=", "level", "achieved", "metric",
 * "indicator". */
const char *bound_name(enum bound b);
const char *measure_name(enum measure m);
const char *role_name(enum role r);
const char *metric_class_name(enum metric_class c);
const char *metric_field_name(enum metric_field f);
