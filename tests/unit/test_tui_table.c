/*
 * Tables in two dimensions, and charts: the arithmetic holds at every width,
 * and bars say what the numbers say.
 */
#include <locale.h>

#include "core/base/array.h"
#include "core/base/width.h"

#include "tui/widget/chart.h"
#include "tui/widget/table.h"

#include "tests/test.h"

enum { YEARS = 12 };

static const struct table_column *columns(void)
{
	static struct table_column c[YEARS + 2];

	c[0] = (struct table_column){"name", 10, 24, TABLE_LEFT, NULL};
	c[1] = (struct table_column){"trend", 5, 5, TABLE_LEFT, NULL};
	for (int i = 2; i < YEARS + 2; i++)
		c[i] = (struct table_column){"year", 18, 26, TABLE_LEFT, NULL};
	return c;
}

static bool is_shown(const struct table *t, int column)
{
	for (int i = 0; i < t->n_slots; i++)
		if (t->slot[i].column == column)
			return true;
	return false;
}

static void check(const struct table *t, int cols, int gap)
{
	int end = 0, room;

	for (int i = 0; i < t->n_slots; i++) {
		const struct table_slot *s = &t->slot[i];
		const struct table_column *c = &t->columns[s->column];

		assert_true(s->col == end);
		assert_true(s->cols >= 1 && s->cols <= c->max);
		assert_true(s->column < t->n_frozen ? s->column == i
						    : s->cols >= c->min);
		end = s->col + s->cols + gap;
		assert_true(end - gap <= cols);
	}
	room = 18 + gap;
	if (table_hides_left(t))
		assert_true(table_hides_right(t) || end - gap + room > cols ||
			    t->n_slots < 4);
}

static void test_fits_at_every_width(void **state)
{
	struct table t = {0};

	(void)state;
	for (int cols = 1; cols <= 400; cols++)
		for (int at = 2; at < YEARS + 2; at++) {
			table_set(&t, columns(), YEARS + 2, 2);
			table_to_column(&t, at);
			table_fit(&t, cols, 2);
			check(&t, cols, 2);
			if (cols >= 10 + 2 + 5 + 2 + 18)
				assert_true(is_shown(&t, at));
		}
}

static void test_scrolls_as_little_as_needed(void **state)
{
	struct table t = {0};

	(void)state;
	table_set(&t, columns(), YEARS + 2, 2);
	table_to_column(&t, 0);
	assert_int_equal(t.at, 2); // a frozen one takes no cursor
	table_fit(&t, 80, 2);
	assert_int_equal(t.first, 2);
	assert_int_equal(t.n_slots, 5);
	table_to_column(&t, 4);
	table_fit(&t, 80, 2);
	assert_int_equal(t.first, 2);
	table_to_column(&t, 5);
	table_fit(&t, 80, 2);
	assert_int_equal(t.first, 3);
	assert_true(table_hides_left(&t) && table_hides_right(&t));
	table_to_column(&t, 99);
	table_fit(&t, 80, 2);
	assert_int_equal(t.at, YEARS + 1);
	assert_int_equal(t.first, YEARS - 1);
	assert_false(table_hides_right(&t));
	table_fit(&t, 400, 2); // a wider screen shows them all again
	assert_int_equal(t.first, 2);
	assert_int_equal(t.n_slots, YEARS + 2);
}

static void test_without_columns(void **state)
{
	struct table t = {0};

	(void)state;
	table_fit(&t, 80, 2);
	assert_int_equal(t.n_slots, 0);
	table_set(&t, columns(), 2, 2);
	table_fit(&t, 80, 2);
	assert_int_equal(t.at, -1);
	assert_int_equal(t.n_slots, 2);
	assert_int_equal(t.slot[0].cols, 24);
	assert_false(table_hides_right(&t));
}

static struct chart_value number(double value)
{
	return (struct chart_value){true, value};
}

static void spark(const double *values, size_t n, bool ascii, const char *want)
{
	struct arena a = {0};
	struct buf b;
	struct chart_value v[16] = {0};

	for (size_t i = 0; i < n; i++)
		if (values[i] > -1e9)
			v[i] = number(values[i]);
	buf_init(&b, &a);
	chart_spark(&b, v, n, ascii);
	assert_str(buf_str(&b), want);
	arena_release(&a);
}

static void test_spark(void **state)
{
	static const double rising[] = {1, 2, 3, 4, 5, 6, 7, 8};
	static const double holes[] = {6.5, -1e10, 6.9, -1e10};
	static const double negative[] = {-5, 0, 5};
	static const double same[] = {3, 3};

	(void)state;
	spark(rising, 8, false, "▁▂▃▄▅▆▇█");
	spark(rising, 8, true, ".:-=+*#@");
	spark(holes, 4, false, "▁ █ ");
	spark(negative, 3, false, "▁▅█");
	spark(same, 2, false, "▄▄");
	spark(same, 2, true, "==");
	spark(same, 0, false, "");
}

static void bar(const struct chart *c, struct chart_value v, bool ascii,
		const char *want)
{
	struct arena a = {0};
	struct buf b;

	buf_init(&b, &a);
	chart_bar(&b, c, v, ascii);
	assert_str(buf_str(&b), want);
	arena_release(&a);
}

static void test_bars(void **state)
{
	const struct chart_value v[] = {number(8), number(4), {false, 99}};
	struct chart c;

	(void)state;
	chart_scale(&c, v, COUNT_OF(v), 4);
	bar(&c, v[0], false, "████");
	bar(&c, v[1], false, "██");
	bar(&c, v[2], false, "");
	bar(&c, number(5), false, "██▌");
	bar(&c, number(0.001), false, "▏");
	bar(&c, number(0), false, "");
	bar(&c, number(5), true, "###");
	bar(&c, number(0.001), true, "#");
	bar(&c, number(1e30), false, "████");
	assert_int_equal(chart_column(&c, number(8)), 3);
	assert_int_equal(chart_column(&c, number(4)), 1);
	assert_int_equal(chart_column(&c, number(0)), 0);
	assert_int_equal(chart_column(&c, v[2]), -1);
}

static void test_bars_of_falls(void **state)
{
	const struct chart_value v[] = {number(6), number(-2)};
	struct chart c;

	(void)state;
	chart_scale(&c, v, COUNT_OF(v), 8);
	assert_int_equal(c.zero, 2);
	bar(&c, v[0], false, "  ██████");
	bar(&c, v[1], false, "██");
	bar(&c, number(-1.5), false, "▐█");
	bar(&c, number(-0.1), false, " ▐");
	bar(&c, number(-0.1), true, " #");
	bar(&c, number(-99), false, "██");
	assert_int_equal(chart_column(&c, number(-2)), 0);
	assert_int_equal(chart_column(&c, number(-1)), 1);
	chart_scale(&c, &v[1], 1, 8); // only falls
	assert_int_equal(c.zero, 8);
	bar(&c, v[1], false, "████████");
}

/* No value draws outside the chart, on any scale. */
static void test_bars_stay_inside(void **state)
{
	static const double values[] = {-1e300, -7, -1, -0.01, 0,
					0.01,	1,  7,	1e300};
	struct arena a = {0};

	(void)state;
	for (int cols = 0; cols < 40; cols++)
		for (size_t i = 0; i < COUNT_OF(values) * COUNT_OF(values);
		     i++) {
			struct chart_value v[2] = {
				number(values[i % COUNT_OF(values)]),
				number(values[i / COUNT_OF(values)])};
			struct chart c;
			struct buf b;

			chart_scale(&c, v, 2, cols);
			for (int k = 0; k < 4; k++) {
				buf_init(&b, &a);
				chart_bar(&b, &c, v[k / 2], k % 2);
				assert_true((int)width_str(buf_str(&b)) <=
					    c.cols);
			}
			assert_in_range(chart_column(&c, v[0]), 0, c.cols - 1);
		}
	arena_release(&a);
}

static void test_values_of_decimals(void **state)
{
	struct decimal d;

	(void)state;
	assert_true(decimal_parse(STR("-3.25"), &d));
	assert_true(chart_value_of(d).value == -3.25);
	assert_true(decimal_parse(STR("117010000000"), &d));
	assert_true(chart_value_of(d).value == 117010000000.0);
}

static int setup(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fits_at_every_width),
		cmocka_unit_test(test_scrolls_as_little_as_needed),
		cmocka_unit_test(test_without_columns),
		cmocka_unit_test(test_spark),
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_bars_of_falls),
		cmocka_unit_test(test_bars_stay_inside),
		cmocka_unit_test(test_values_of_decimals),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
