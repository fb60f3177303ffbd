/* core/verdict: every pair of kinds, the near limits to the digit, and all
 * that keeps two values apart. A row is: target, result, direction, answer. */
#include <stdio.h>

#include "core/base/array.h"
#include "core/verdict.h"

#include "tests/test.h"

/* A side is written "[bound]value[..value]unit", bound one of = > < ~. */
struct row {
	const char *target, *achieved;
	enum measure t_measure, a_measure;
	enum indicator_good good;
	const char *answer; /* the rule */
	const char *gap;    /* NULL: not looked at */
};

static struct decimal decimal_of(const char *z, size_t len)
{
	struct decimal d = DECIMAL_ZERO;

	assert_true(decimal_parse(str_n(z, len), &d));
	return d;
}

static enum unit_family family_of(const char *unit)
{
	static const struct {
		const char *unit;
		enum unit_family family;
	} rows[] = {
		{"%", FAMILY_RATIO},   {"个百分点", FAMILY_POINT},
		{"元", FAMILY_MONEY},  {"美元", FAMILY_MONEY},
		{"千克", FAMILY_MASS}, {"个", FAMILY_COUNT},
		{"位", FAMILY_RANK},   {"", FAMILY_NONE},
		{"倍", FAMILY_RATIO},  {"人", FAMILY_PEOPLE},
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (strcmp(rows[i].unit, unit) == 0)
			return rows[i].family;
	fail_msg("unknown unit %s", unit);
	return FAMILY_NONE;
}

static struct stated side_of(const char *z, enum measure measure)
{
	struct stated s = {.measure = measure};
	enum bound bound = BOUND_EQUAL;
	const char *dots;
	size_t len;

	if (!z)
		return s;
	switch (*z) {
	case '>':
		bound = BOUND_GE;
		z++;
		break;
	case '<':
		bound = BOUND_LE;
		z++;
		break;
	case '~':
		bound = BOUND_ABOUT;
		z++;
		break;
	default:
		break;
	}
	len = strspn(z, "-0123456789.");
	dots = strstr(z, "..");
	if (dots) {
		stated_value(&s, decimal_of(z, (size_t)(dots - z)),
			     BOUND_EQUAL);
		s.high = decimal_of(dots + 2, strspn(dots + 2, "-0123456789."));
	} else {
		stated_value(&s, decimal_of(z, len), bound);
	}
	s.unit = str_of(z + len);
	s.family = family_of(z + len);
	return s;
}

#define L    MEASURE_LEVEL
#define G    MEASURE_GROWTH
#define I    MEASURE_INCREMENT
#define R    MEASURE_RANK
#define UP   INDICATOR_GOOD_UP
#define DOWN INDICATOR_GOOD_DOWN
#define NONE INDICATOR_GOOD_NONE

// clang-format off
static const struct row ROWS[] = {
	/* up is good: as stated */
	{"7%", "7%", G, G, UP, "reached", "0"},
	{"7%", "8.2%", G, G, UP, "reached", "1.2"},
	{"7%", "6.9%", G, G, UP, "below", "-0.1"},
	{"7%", "-2.6%", G, G, UP, "below", "-9.6"},
	/* 以上 */
	{">8%", "9.6%", G, G, UP, "reached", "1.6"},
	{">8%", "8%", G, G, UP, "reached", "0"},
	{">8%", "7.99%", G, G, UP, "below", "-0.01"},
	{">90000000000元", "92450000000元", L, L, UP, "reached", "2450000000"},
	/* 左右 */
	{"~6.5%", "6.8%", G, G, UP, "reached", NULL},
	{"~6.5%", "6.5%", G, G, UP, "reached", NULL},
	{"~6.5%", "6.3%", G, G, UP, "almost", "-0.2"},
	{"~6.5%", "6.29%", G, G, UP, "below", "-0.21"},
	{"~5%", "4.8%", L, L, UP, "almost", "-0.2"},
	{"~91%", "90.7%", L, L, UP, "below", NULL},
	{"~3000人", "2960人", L, L, UP, "almost", NULL},
	{"~3000人", "2940人", L, L, UP, "almost", "-60"},
	{"~3000人", "2939人", L, L, UP, "below", "-61"},
	{"~60个", "59个", I, I, UP, "almost", NULL},
	{"~60个", "58个", I, I, UP, "below", NULL},
	{"~2个百分点", "1.8个百分点", G, G, UP, "almost", NULL},
	{"~2个百分点", "1.7个百分点", G, G, UP, "below", NULL},
	{"~2倍", "1.99倍", G, G, UP, "below", NULL},
	/* ranges */
	{"6..6.5%", "6%", G, G, UP, "in-range", NULL},
	{"6..6.5%", "6.5%", G, G, UP, "in-range", NULL},
	{"6..6.5%", "6.8%", G, G, UP, "reached", NULL},
	{"6..6.5%", "5.9%", G, G, UP, "below", "-0.1"},
	/* 以内 of what should rise is not understood */
	{"<8%", "7%", G, G, UP, "direction", NULL},
	{"<8%", "9%", G, G, UP, "direction", NULL},
	/* down is good */
	{"3%", "2.1%", G, G, DOWN, "within", "-0.9"},
	{"3%", "3%", G, G, DOWN, "within", NULL},
	{"3%", "3.1%", G, G, DOWN, "above", "0.1"},
	{"4%", "-0.7%", G, G, DOWN, "within", NULL},
	{"<4.6%", "4.2%", L, L, DOWN, "within", NULL},
	{"<4.6%", "4.6%", L, L, DOWN, "within", NULL},
	{"<4.6%", "4.7%", L, L, DOWN, "above", NULL},
	{"~3%", "2.1%", G, G, DOWN, "within", NULL},
	{"~3%", "3.2%", G, G, DOWN, "almost", "0.2"},
	{"~3%", "3.21%", G, G, DOWN, "above", NULL},
	{"~1.6", "1.63", L, L, DOWN, "almost", NULL},
	{"~1.6", "1.64", L, L, DOWN, "above", NULL},
	{"3..4%", "3.5%", G, G, DOWN, "in-range", NULL},
	{"3..4%", "2%", G, G, DOWN, "within", NULL},
	{"3..4%", "4.1%", G, G, DOWN, "above", NULL},
	{">3%", "4%", G, G, DOWN, "direction", NULL},
	/* no direction is good */
	{"13%", "13%", G, G, NONE, "equal", NULL},
	{"~13%", "13%", G, G, NONE, "equal", NULL},
	{"~13%", "13.1%", G, G, NONE, "direction", NULL},
	{"13%", "14.7%", G, G, NONE, "direction", NULL},
	{"13%", "12%", G, G, NONE, "direction", NULL},
	{"12..13%", "12.5%", G, G, NONE, "in-range", NULL},
	{"12..13%", "13.5%", G, G, NONE, "direction", NULL},
	{">80%", "82%", L, L, NONE, "in-range", NULL},
	{">80%", "78%", L, L, NONE, "direction", NULL},
	{"<3%", "2.6%", L, L, NONE, "in-range", NULL},
	{"<3%", "3.1%", L, L, NONE, "direction", NULL},
	{"5%", "-5%", G, G, NONE, "sign", NULL},
	{"13%", ">13%", G, G, NONE, "vague", NULL},
	{"13%", "~13%", G, G, NONE, "vague", NULL},
	/* falls: the bound speaks of the size */
	{"-3%", "-3%", G, G, DOWN, "within", NULL},
	{"-3%", "-3.6%", G, G, DOWN, "within", "-0.6"},
	{"-3%", "-2.9%", G, G, DOWN, "above", NULL},
	{"-3%", "1.2%", G, G, DOWN, "above", "4.2"},
	{">-3%", "-3.6%", G, G, DOWN, "within", NULL},
	{">-3%", "-2.1%", G, G, DOWN, "above", NULL},
	{"~-3.2%", "-3.1%", G, G, DOWN, "almost", "0.1"},
	{"~-3.2%", "-2.9%", G, G, DOWN, "above", NULL},
	{"~-3.2%", "-3.3%", G, G, DOWN, "within", NULL},
	{"<-3%", "-2%", G, G, DOWN, "direction", NULL},
	{"<-5%", "-3%", G, G, UP, "reached", NULL},
	{"<-5%", "-6%", G, G, UP, "below", NULL},
	{"-60个", "-64个", I, I, DOWN, "within", "-4"},
	{"-60个", "-59个", I, I, DOWN, "above", NULL},
	{"-5%", "-6%", G, G, UP, "sign", NULL},
	{">-5%", "-6%", G, G, UP, "direction", NULL},
	{"-5%", "-6%", G, G, NONE, "direction", NULL},
	{"-5%", "6%", G, G, NONE, "sign", NULL},
	/* the result is a bound itself */
	{"6%", ">6%", G, G, UP, "reached", NULL},
	{"6.5%", ">6%", G, G, UP, "vague", NULL},
	{"6.5%", "<6%", G, G, UP, "below", NULL},
	{"6.5%", "<7%", G, G, UP, "vague", NULL},
	{"<5%", "<5%", L, L, DOWN, "within", NULL},
	{"<5%", "<5.5%", L, L, DOWN, "vague", NULL},
	{"<5%", ">5.5%", L, L, DOWN, "above", NULL},
	{"~6%", ">5.9%", G, G, UP, "vague", NULL},
	{"6%", "~6%", G, G, UP, "reached", NULL},
	{"6%", "~6.1%", G, G, UP, "vague", NULL},
	{"6%", "~6.5%", G, G, UP, "reached", NULL},
	{"6%", "~5.9%", G, G, UP, "vague", NULL},
	{"6%", "~5%", G, G, UP, "below", NULL},
	{"10000人", "~9900人", L, L, UP, "vague", NULL},
	{"10000人", "~9000人", L, L, UP, "below", NULL},
	{"6%", "5.9..6.1%", G, G, UP, "vague", NULL},
	{"6%", "6..6.1%", G, G, UP, "reached", NULL},
	{"6%", "5..5.9%", G, G, UP, "below", NULL},
	{">-3%", ">-3%", G, G, DOWN, "within", NULL},
	{">-3%", ">-2%", G, G, DOWN, "vague", NULL},
	/* ranks count down whatever is ranked */
	{"3位", "2位", R, R, UP, "within", NULL},
	{"3位", "3位", R, R, UP, "within", NULL},
	{"3位", "4位", R, R, UP, "above", NULL},
	{"3位", "4位", R, R, NONE, "above", NULL},
	/* other measures, in every pair */
	{"5200000000元", "11.2%", L, G, UP, "level-vs-rate", NULL},
	{"11.2%", "5200000000元", G, L, UP, "level-vs-rate", NULL},
	{"45个", "283个", I, L, UP, "level-vs-rate", NULL},
	{"283个", "45个", L, I, UP, "level-vs-rate", NULL},
	{"15%", "45个", G, I, UP, "level-vs-rate", NULL},
	{"45个", "15%", I, G, UP, "level-vs-rate", NULL},
	{"3位", "15%", R, G, UP, "level-vs-rate", NULL},
	{"15%", "3位", G, R, UP, "level-vs-rate", NULL},
	{"3位", "15个", R, I, UP, "level-vs-rate", NULL},
	{"15个", "3位", I, R, UP, "level-vs-rate", NULL},
	{"3位", "15个", R, L, UP, "level-vs-rate", NULL},
	{"15个", "3位", L, R, UP, "level-vs-rate", NULL},
	/* units */
	{"160000000美元", "1000000000元", L, L, UP, "units", NULL},
	{"33%", "2个百分点", L, L, UP, "units", NULL},
	{"2个百分点", "33%", G, G, UP, "units", NULL},
	{"1000千克", "1000元", L, L, UP, "units", NULL},
	{"1000千克", "1000", L, L, UP, "units", NULL},
	{"100000000元", "120000000元", L, L, UP, "reached", NULL},
	/* nothing there */
	{NULL, "7%", G, G, UP, "no-target", NULL},
	{"7%", NULL, G, G, UP, "not-mentioned", NULL},
	{NULL, NULL, G, G, UP, "no-target", NULL},
};
// clang-format on

static void every_pair(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		const struct row *row = &ROWS[i];
		struct stated t = side_of(row->target, row->t_measure);
		struct stated a = side_of(row->achieved, row->a_measure);
		struct verdict_answer got = verdict_of(&t, &a, row->good);
		char gap[DECIMAL_TEXT];

		if (strcmp(verdict_rule_name(got.rule), row->answer) != 0)
			fail_msg("row %zu, %s against %s: %s, want %s", i,
				 row->target, row->achieved,
				 verdict_rule_name(got.rule), row->answer);
		if (!row->gap)
			continue;
		assert_true(got.has_sum);
		decimal_text(got.gap, gap);
		assert_string_equal(gap, row->gap);
	}
}

static void rules_tell_their_verdict(void **state)
{
	static const char *const verdicts[] = {
		[RULE_REACHED] = "met",
		[RULE_WITHIN] = "met",
		[RULE_IN_RANGE] = "met",
		[RULE_EQUAL] = "met",
		[RULE_BELOW] = "missed",
		[RULE_ABOVE] = "missed",
		[RULE_ALMOST] = "near",
		[RULE_LEVEL_VS_RATE] = "incomparable",
		[RULE_UNITS] = "incomparable",
		[RULE_SCOPE] = "incomparable",
		[RULE_BASIS] = "incomparable",
		[RULE_PERIOD] = "incomparable",
		[RULE_DIRECTION] = "incomparable",
		[RULE_VAGUE] = "incomparable",
		[RULE_SIGN] = "incomparable",
		[RULE_TWO_VALUES] = "incomparable",
		[RULE_REPLACED] = "incomparable",
		[RULE_FAR] = "incomparable",
		[RULE_NO_TARGET] = "no target",
		[RULE_NOT_MENTIONED] = "no achievement",
		[RULE_NEXT_MISSING] = "no achievement",
		[RULE_NOT_DUE] = "no achievement",
	};

	(void)state;
	assert_int_equal(COUNT_OF(verdicts), RULE_COUNT);
	for (unsigned i = 0; i < RULE_COUNT; i++) {
		struct verdict_answer got = verdict_by((enum verdict_rule)i);

		assert_string_equal(verdict_name(got.verdict), verdicts[i]);
		assert_int_equal(got.rule, i);
	}
}

static enum verdict_rule rule_of(const struct stated *t, const struct stated *a)
{
	return verdict_of(t, a, UP).rule;
}

static void scope_basis_period(void **state)
{
	struct stated t = side_of("6%", G), a = side_of("7%", G);

	(void)state;
	a.scope = STR("榆汀区");
	assert_int_equal(rule_of(&t, &a), RULE_SCOPE);
	t.scope = STR("榆汀区");
	assert_int_equal(rule_of(&t, &a), RULE_REACHED);
	a.basis = STR("可比口径");
	assert_int_equal(rule_of(&t, &a), RULE_BASIS);
	t.basis = STR("实际");
	assert_int_equal(rule_of(&t, &a), RULE_BASIS);
	t.basis = STR("可比口径");
	assert_int_equal(rule_of(&t, &a), RULE_REACHED);
	t.period = STR("2024");
	assert_int_equal(rule_of(&t, &a), RULE_REACHED);
	a.period = STR("2024H1");
	assert_int_equal(rule_of(&t, &a), RULE_PERIOD);
	a.period = STR("2020-2024");
	assert_int_equal(rule_of(&t, &a), RULE_PERIOD);
	a.period = STR("2024");
	assert_int_equal(rule_of(&t, &a), RULE_REACHED);
}

/* A value so large that the sum does not fit decides nothing. */
static void no_sum_no_verdict(void **state)
{
	struct stated t = side_of("6%", G), a = side_of("7%", G);

	(void)state;
	assert_true(decimal_make(999999999999999999, 40, &a.low));
	a.high = a.low;
	assert_int_equal(rule_of(&t, &a), RULE_VAGUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair),
		cmocka_unit_test(rules_tell_their_verdict),
		cmocka_unit_test(scope_basis_period),
		cmocka_unit_test(no_sum_no_verdict),
	};

	return cmocka_run_group_tests_name("core/verdict", tests, NULL, NULL);
}
