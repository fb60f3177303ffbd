/*
 * Was a target met? First everything that keeps the two sides apart is looked
 * at (measure, unit, scope, basis, period), then the values. The direction
 * that is good says which end of the target decides: `wall`. Ranks count down,
 * whatever is ranked.
 */
#include "core/verdict.h"

#include <assert.h>

#include "core/base/array.h"

static const char *const VERDICT_NAMES[] = {
	[VERDICT_MET] = "met",
	[VERDICT_MISSED] = "missed",
	[VERDICT_NEAR] = "near",
	[VERDICT_INCOMPARABLE] = "incomparable",
	[VERDICT_NO_TARGET] = "no target",
	[VERDICT_NO_ACHIEVEMENT] = "no achievement",
};
static_assert(COUNT_OF(VERDICT_NAMES) == VERDICT_COUNT, "a name each");

static const struct {
	const char *name;
	enum verdict verdict;
} RULES[] = {
	[RULE_REACHED] = {"reached", VERDICT_MET},
	[RULE_WITHIN] = {"within", VERDICT_MET},
	[RULE_IN_RANGE] = {"in-range", VERDICT_MET},
	[RULE_EQUAL] = {"equal", VERDICT_MET},
	[RULE_BELOW] = {"below", VERDICT_MISSED},
	[RULE_ABOVE] = {"above", VERDICT_MISSED},
	[RULE_ALMOST] = {"almost", VERDICT_NEAR},
	[RULE_LEVEL_VS_RATE] = {"level-vs-rate", VERDICT_INCOMPARABLE},
	[RULE_UNITS] = {"units", VERDICT_INCOMPARABLE},
	[RULE_SCOPE] = {"scope", VERDICT_INCOMPARABLE},
	[RULE_BASIS] = {"basis", VERDICT_INCOMPARABLE},
	[RULE_PERIOD] = {"period", VERDICT_INCOMPARABLE},
	[RULE_DIRECTION] = {"direction", VERDICT_INCOMPARABLE},
	[RULE_VAGUE] = {"vague", VERDICT_INCOMPARABLE},
	[RULE_SIGN] = {"sign", VERDICT_INCOMPARABLE},
	[RULE_TWO_VALUES] = {"two-values", VERDICT_INCOMPARABLE},
	[RULE_REPLACED] = {"replaced", VERDICT_INCOMPARABLE},
	[RULE_FAR] = {"far-apart", VERDICT_INCOMPARABLE},
	[RULE_NO_TARGET] = {"no-target", VERDICT_NO_TARGET},
	[RULE_NOT_MENTIONED] = {"not-mentioned", VERDICT_NO_ACHIEVEMENT},
	[RULE_NEXT_MISSING] = {"next-missing", VERDICT_NO_ACHIEVEMENT},
	[RULE_NOT_DUE] = {"not-due", VERDICT_NO_ACHIEVEMENT},
};
static_assert(COUNT_OF(RULES) == RULE_COUNT, "a row each");

const char *verdict_name(enum verdict v)
{
	return VERDICT_NAMES[v];
}

const char *verdict_rule_name(enum verdict_rule r)
{
	return RULES[r].name;
}

struct verdict_answer verdict_by(enum verdict_rule rule)
{
	return (struct verdict_answer){.verdict = RULES[rule].verdict,
				       .rule = rule};
}

void stated_value(struct stated *s, struct decimal value, enum bound bound)
{
	bool fall = decimal_sign(value) < 0;

	s->present = true;
	s->bound = bound;
	s->low = s->high = value;
	s->about = bound == BOUND_ABOUT;
	/* of a fall the bound speaks of its size: 下降3%以上 is -3 and lower */
	s->has_low = bound != (fall ? BOUND_GE : BOUND_LE);
	s->has_high = bound != (fall ? BOUND_LE : BOUND_GE);
}

static bool is_range(const struct stated *s)
{
	return s->has_low && s->has_high && decimal_cmp(s->low, s->high) < 0;
}

/* What keeps the two sides apart, RULE_COUNT when nothing does. */
static enum verdict_rule apart(const struct stated *t, const struct stated *a)
{
	if (t->measure != a->measure)
		return RULE_LEVEL_VS_RATE;
	if (t->family != a->family || !str_eq(t->unit, a->unit))
		return RULE_UNITS;
	if (!str_eq(t->scope, a->scope))
		return RULE_SCOPE;
	if (!str_eq(t->basis, a->basis))
		return RULE_BASIS;
	if (t->period.len && a->period.len && !str_eq(t->period, a->period))
		return RULE_PERIOD;
	return RULE_COUNT;
}

/* At most 0.2 points, or 2% of a level, from `wall`. */
static bool is_close(const struct stated *t, struct decimal wall,
		     struct decimal gap)
{
	static const struct decimal points = {2, -1};
	bool percent = str_is(t->unit, "%") || t->family == FAMILY_POINT;
	struct decimal fifty;

	gap = decimal_abs(gap);
	if (percent)
		return decimal_cmp(gap, points) <= 0;
	if (t->measure == MEASURE_GROWTH || t->measure == MEASURE_RANK)
		return false;
	return decimal_mul(gap, decimal_int(50), &fifty) &&
	       decimal_cmp(fifty, decimal_abs(wall)) <= 0;
}

/* `rule` with the sum that was done. */
static struct verdict_answer sum(enum verdict_rule rule, struct decimal target,
				 struct decimal achieved)
{
	struct verdict_answer out = verdict_by(rule);

	out.target = target;
	out.achieved = achieved;
	out.has_sum = decimal_sub(achieved, target, &out.gap);
	return out;
}

/* Good is to lie beyond `wall`: above it (up) or below. The result may itself
 * be a bound or 约; it decides only where all that it may be does. */
static struct verdict_answer beyond(const struct stated *t,
				    const struct stated *a, bool up)
{
	struct decimal wall = up ? t->low : t->high;
	bool has_worst = up ? a->has_low : a->has_high;
	bool has_best = up ? a->has_high : a->has_low;
	struct decimal worst = up ? a->low : a->high,
		       best = up ? a->high : a->low, gap;
	int sign = up ? 1 : -1;
	bool good = has_worst && sign * decimal_cmp(worst, wall) >= 0;
	bool bad = has_best && sign * decimal_cmp(best, wall) < 0;
	struct decimal shown = has_worst ? worst : best;

	if (!decimal_sub(shown, wall, &gap))
		return verdict_by(RULE_VAGUE);
	if ((!good && !bad) ||
	    (a->about && decimal_sign(gap) && is_close(t, wall, gap)))
		return sum(RULE_VAGUE, wall, shown);
	if (good && is_range(t) &&
	    sign * decimal_cmp(worst, up ? t->high : t->low) <= 0)
		return sum(RULE_IN_RANGE, wall, shown);
	if (good)
		return sum(up ? RULE_REACHED : RULE_WITHIN, wall, shown);
	if (t->about && is_close(t, wall, gap))
		return sum(RULE_ALMOST, wall, shown);
	return sum(up ? RULE_BELOW : RULE_ABOVE, wall, shown);
}

/* No direction is good: only what is surely inside is an answer. */
static struct verdict_answer inside(const struct stated *t,
				    const struct stated *a)
{
	bool exact = a->has_low && a->has_high && !a->about;
	bool low = !t->has_low || decimal_cmp(a->low, t->low) >= 0;
	bool high = !t->has_high || decimal_cmp(a->high, t->high) <= 0;
	struct decimal wall = t->has_low ? t->low : t->high;
	enum verdict_rule met = t->has_low && t->has_high && !is_range(t)
					? RULE_EQUAL
					: RULE_IN_RANGE;

	if (!exact)
		return verdict_by(RULE_VAGUE);
	if (low && high)
		return sum(met, wall, a->low);
	if (decimal_sign(wall) * decimal_sign(a->low) < 0)
		return sum(RULE_SIGN, wall, a->low);
	return sum(RULE_DIRECTION, wall, a->low);
}

static struct verdict_answer
judge(const struct stated *t, const struct stated *a, enum indicator_good good)
{
	bool up = good == INDICATOR_GOOD_UP;

	if (t->measure == MEASURE_RANK) {
		up = false;
		good = INDICATOR_GOOD_DOWN;
	}
	if (good == INDICATOR_GOOD_NONE)
		return inside(t, a);
	/* 不超过 of what should rise: the text wants what the table does not */
	if (up ? !t->has_low : !t->has_high)
		return verdict_by(RULE_DIRECTION);
	/* to fall by 5% of what should rise: no wish that is understood */
	if (up && t->has_high && decimal_sign(t->high) < 0)
		return verdict_by(RULE_SIGN);
	return beyond(t, a, up);
}

struct verdict_answer verdict_of(const struct stated *target,
				 const struct stated *achieved,
				 enum indicator_good good)
{
	enum verdict_rule rule;

	if (!target->present)
		return verdict_by(RULE_NO_TARGET);
	if (!achieved->present)
		return verdict_by(RULE_NOT_MENTIONED);
	rule = apart(target, achieved);
	return rule == RULE_COUNT ? judge(target, achieved, good)
				  : verdict_by(rule);
}
