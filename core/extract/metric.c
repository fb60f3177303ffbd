/* The names of a metric's enums, beside each other so that they stay one. */
#include "core/extract/metric.h"

#include <assert.h>

static const char *const BOUND_NAMES[] = {
	[BOUND_EQUAL] = "=",
	[BOUND_GE] = ">=",
	[BOUND_LE] = "<=",
	[BOUND_ABOUT] = "~",
};
static const char *const MEASURE_NAMES[] = {
	[MEASURE_LEVEL] = "level",
	[MEASURE_GROWTH] = "growth",
	[MEASURE_INCREMENT] = "increment",
	[MEASURE_RANK] = "rank",
};
static const char *const ROLE_NAMES[] = {
	[ROLE_ACHIEVED] = "achieved",
	[ROLE_TARGET] = "target",
	[ROLE_CONTEXT] = "context",
};
static const char *const CLASS_NAMES[] = {
	[METRIC_METRIC] = "metric",
	[METRIC_MASKED] = "masked",
	[METRIC_UNCLASSIFIED] = "unclassified",
};
static const char *const FIELD_NAMES[] = {
	[FIELD_CLASS] = "class",	 [FIELD_BOUND] = "bound",
	[FIELD_INDICATOR] = "indicator", [FIELD_MEASURE] = "measure",
	[FIELD_ROLE] = "role",		 [FIELD_PERIOD] = "period",
	[FIELD_SCOPE] = "scope",	 [FIELD_BASIS] = "basis",
	[FIELD_EXPECTED] = "expected",
};

static_assert(COUNT_OF(BOUND_NAMES) == BOUND_COUNT, "a name a bound");
static_assert(COUNT_OF(MEASURE_NAMES) == MEASURE_COUNT, "a name a measure");
static_assert(COUNT_OF(ROLE_NAMES) == ROLE_COUNT, "a name a role");
static_assert(COUNT_OF(CLASS_NAMES) == METRIC_CLASS_COUNT, "a name a class");
static_assert(COUNT_OF(FIELD_NAMES) == FIELD_COUNT, "a name a field");

const char *bound_name(enum bound b)
{
	return BOUND_NAMES[b];
}

const char *measure_name(enum measure m)
{
	return MEASURE_NAMES[m];
}

const char *role_name(enum role r)
{
	return ROLE_NAMES[r];
}

const char *metric_class_name(enum metric_class c)
{
	return CLASS_NAMES[c];
}

const char *metric_field_name(enum metric_field f)
{
	return FIELD_NAMES[f];
}
