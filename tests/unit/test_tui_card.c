/* Verdicts in words, and the lines of a card. */
#include <locale.h>

#include "core/base/array.h"
#include "core/base/width.h"

#include "tui/card.h"
#include "tui/reason.h"

#include "tests/test.h"

static struct arena arena;

static struct decimal number(const char *z)
{
	struct decimal d = DECIMAL_ZERO;

	assert_true(decimal_parse(str_of(z), &d));
	return d;
}

static struct stated stated(const char *value, enum bound bound,
			    const char *unit)
{
	struct stated s = {.measure = MEASURE_GROWTH,
			   .family = FAMILY_RATIO,
			   .unit = str_of(unit)};

	stated_value(&s, number(value), bound);
	return s;
}

static struct stated range(const char *low, const char *high, const char *unit)
{
	struct stated s = stated(low, BOUND_EQUAL, unit);

	s.high = number(high);
	return s;
}

static struct str value_of(struct stated s, bool ascii)
{
	struct buf b;

	buf_init(&b, &arena);
	reason_value(&b, &s, ascii);
	return buf_str(&b);
}

static void values_are_short(void **state)
{
	(void)state;
	assert_str(value_of(stated("6.5", BOUND_ABOUT, "%"), false), "≈6.5%");
	assert_str(value_of(stated("6.5", BOUND_ABOUT, "%"), true), "~6.5%");
	assert_str(value_of(stated("6", BOUND_GE, "%"), false), "≥6%");
	assert_str(value_of(stated("3", BOUND_LE, "%"), false), "≤3%");
	/* a fall of 3% and more */
	assert_str(value_of(stated("-3", BOUND_GE, "%"), false), "≤−3%");
	assert_str(value_of(stated("-3.2", BOUND_EQUAL, "%"), false), "−3.2%");
	assert_str(value_of(stated("-3.2", BOUND_EQUAL, "%"), true), "-3.2%");
	assert_str(value_of(range("6", "6.5", "%"), false), "6–6.5%");
	assert_str(value_of(range("-3.5", "-3", "%"), false), "−3.5…−3%");
	assert_str(value_of(stated("117010000000", BOUND_EQUAL, "元"), false),
		   "1170.1亿元");
	assert_str(value_of(stated("10600", BOUND_EQUAL, "人"), false),
		   "1.06万人");
	assert_str(value_of(stated("9417", BOUND_EQUAL, "人"), false),
		   "9417人");
	assert_str(value_of(stated("0.017", BOUND_EQUAL, ""), false), "0.017");
	assert_str(value_of((struct stated){0}, false), "");
}

static struct series_cell cell_of(struct stated target, struct stated achieved,
				  enum indicator_good good)
{
	return (struct series_cell){
		.year = 2024,
		.target.stated = target,
		.achieved.stated = achieved,
		.answer = verdict_of(&target, &achieved, good),
	};
}

static struct str reason_of(const struct series_cell *cell)
{
	struct buf b;

	buf_init(&b, &arena);
	reason_text(&b, cell, false);
	return buf_str(&b);
}

static struct str sum_of(const struct series_cell *cell)
{
	struct buf b;

	buf_init(&b, &arena);
	reason_sum(&b, cell, false);
	return buf_str(&b);
}

static void reasons_tell_the_values(void **state)
{
	struct series_cell cell =
		cell_of(stated("6", BOUND_ABOUT, "%"),
			stated("5.8", BOUND_EQUAL, "%"), INDICATOR_GOOD_UP);

	(void)state;
	assert_int_equal(cell.answer.verdict, VERDICT_NEAR);
	assert_str(reason_of(&cell), "5.8% almost reaches ≈6%");
	assert_str(sum_of(&cell), "5.8% − 6% = −0.2 points");
	cell = cell_of(stated("-3", BOUND_GE, "%"),
		       stated("-3.6", BOUND_EQUAL, "%"), INDICATOR_GOOD_DOWN);
	assert_str(sum_of(&cell), "−3.6% − (−3%) = −0.6 points");
	cell = cell_of(stated("9000", BOUND_GE, "人"),
		       stated("10600", BOUND_EQUAL, "人"), INDICATOR_GOOD_UP);
	assert_str(sum_of(&cell), "1.06万人 − 9000人 = +1600人");
	cell.achieved.stated.measure = MEASURE_LEVEL;
	cell.answer = verdict_of(&cell.target.stated, &cell.achieved.stated,
				 INDICATOR_GOOD_UP);
	assert_str(reason_of(&cell),
		   "the target is of growth, the result of amount");
	assert_str(sum_of(&cell), "");
}

/* Every verdict, rule and mark has its words and signs. */
static void nothing_lacks_words(void **state)
{
	struct series_cell cell = {0};
	struct buf b;

	(void)state;
	for (int v = 0; v < VERDICT_COUNT; v++) {
		assert_true(*reason_word((enum verdict)v));
		assert_int_equal(
			width_str(str_of(reason_sign((enum verdict)v, false))),
			1);
		assert_int_equal(strlen(reason_sign((enum verdict)v, true)), 1);
	}
	for (int r = 0; r < RULE_COUNT; r++) {
		cell.answer = verdict_by((enum verdict_rule)r);
		assert_true(reason_of(&cell).len > 0);
	}
	buf_init(&b, &arena);
	reason_marks(&b, SERIES_PROVISIONAL | SERIES_RESTATED);
	assert_str(buf_str(&b), "provisional, revised later");
	assert_true(*reason_mark(SERIES_MARK_COUNT - 1));
	assert_true(!*reason_mark(SERIES_MARK_COUNT));
}

static struct evidence target, achieved;

static void make_evidence(void)
{
	target = (struct evidence){
		.id = 1,
		.title = STR("青岚区2024年政府工作报告"),
		.section = STR("二、2024年目标 › （一）总体要求"),
		.sentence = STR("主要预期目标是：全区生产总值增长6%左右。"),
		.value = STR("6%左右"),
	};
	target.value_at = (uint32_t)str_find(target.sentence, target.value, 0);
	achieved = (struct evidence){
		.id = 2,
		.title = STR("青岚区2025年政府工作报告"),
		.sentence = STR("全区生产总值增长5.8%。"),
		.value = STR("5.8%"),
	};
	achieved.value_at =
		(uint32_t)str_find(achieved.sentence, achieved.value, 0);
}

static struct str text_of(const struct card *c)
{
	struct buf b;

	buf_init(&b, &arena);
	card_text(c, &b);
	return buf_str(&b);
}

static struct series_row row_of(struct series_cell *cells, size_t n)
{
	return (struct series_row){.region = STR("青岚区"),
				   .indicator = STR("地区生产总值"),
				   .measure = MEASURE_GROWTH,
				   .family = FAMILY_RATIO,
				   .cells = cells,
				   .n_cells = n};
}

static void a_cell_has_both_sentences(void **state)
{
	struct series_cell cell =
		cell_of(stated("6", BOUND_ABOUT, "%"),
			stated("5.8", BOUND_EQUAL, "%"), INDICATOR_GOOD_UP);
	struct series_row row = row_of(&cell, 1);
	struct card_evidence of = {&target, &achieved};
	struct card c;

	(void)state;
	cell.achieved.marks = SERIES_PROVISIONAL;
	card_init(&c, &arena, 60, false);
	card_add_cell(&c, &row, &cell, &of);
	assert_str(
		text_of(&c),
		"≈ near  5.8% almost reaches ≈6%\n"
		"  5.8% − 6% = −0.2 points\n"
		"◎ target  ≈6%\n"
		"  主要预期目标是：全区生产总值增长6%左右。\n"
		"  青岚区2024年政府工作报告 › 二、2024年目标 › （一）总体要求\n"
		"● achieved  5.8%  [provisional]\n"
		"  全区生产总值增长5.8%。\n"
		"  青岚区2025年政府工作报告\n");
	assert_null(c.lines.items[0].to);
	assert_ptr_equal(c.lines.items[3].to, &target);
	assert_ptr_equal(c.lines.items[7].to, &achieved);
	/* the value stands out in its sentence */
	assert_int_equal(c.lines.items[3].spans.n, 4);
	assert_str(c.lines.items[3].spans.items[2].text, "6%左右");
	assert_int_equal(c.lines.items[3].spans.items[2].style, STYLE_TARGET);
}

static void years_are_a_table(void **state)
{
	struct series_cell cells[] = {
		cell_of(stated("7", BOUND_ABOUT, "%"),
			stated("8.2", BOUND_EQUAL, "%"), INDICATOR_GOOD_UP),
		cell_of(stated("6.5", BOUND_ABOUT, "%"),
			stated("3.1", BOUND_EQUAL, "%"), INDICATOR_GOOD_UP),
		cell_of(stated("6", BOUND_ABOUT, "%"), (struct stated){0},
			INDICATOR_GOOD_UP),
	};
	struct series_row row = row_of(cells, COUNT_OF(cells));
	struct card c;

	(void)state;
	card_init(&c, &arena, 40, false);
	card_add_years(&c, &row);
	assert_str(text_of(&c), "青岚区 地区生产总值 · growth\n"
				"2024 ✓   ≈7% → 8.2%  met\n"
				"2024 ✗ ≈6.5% → 3.1%  missed\n"
				"2024 ·   ≈6% → –     no result\n");
	assert_int_equal(c.lines.items[1].year, 2024);
	assert_int_equal(c.lines.items[0].year, 0);
}

/* Whatever the texts hold, no line is wider than the card. */
static void no_line_is_too_wide(void **state)
{
	struct series_cell cell = cell_of(
		stated("123456789012345678", BOUND_GE, "很长很长的单位"),
		stated("123456789012345679", BOUND_EQUAL, "很长很长的单位"),
		INDICATOR_GOOD_UP);
	struct series_row row = row_of(&cell, 1);
	struct evidence e = target;
	struct card_evidence of = {&e, &achieved};

	(void)state;
	e.sentence = STR("a\x1b[31mb\tc\u202e长1234567890123456789012345678901"
			 "2345678901234567890123456789012345678901234567890");
	e.value_at = 2;
	e.value = STR("[31mb");
	for (int cols = 1; cols < 90; cols++) {
		struct card c;

		card_init(&c, &arena, cols, cols % 2);
		card_add_years(&c, &row);
		card_add_cell(&c, &row, &cell, &of);
		for (size_t i = 0; i < c.lines.n; i++) {
			size_t sum = 0;

			for (size_t k = 0; k < c.lines.items[i].spans.n; k++)
				sum += width_str(
					c.lines.items[i].spans.items[k].text);
			if (sum > (size_t)cols)
				fail_msg("%zu columns of %d", sum, cols);
		}
	}
}

static int set_up(void **state)
{
	(void)state;
	make_evidence();
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

static int empty(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(values_are_short, empty),
		cmocka_unit_test_teardown(reasons_tell_the_values, empty),
		cmocka_unit_test_teardown(nothing_lacks_words, empty),
		cmocka_unit_test_teardown(a_cell_has_both_sentences, empty),
		cmocka_unit_test_teardown(years_are_a_table, empty),
		cmocka_unit_test_teardown(no_line_is_too_wide, empty),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
