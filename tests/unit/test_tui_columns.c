/*
 * The library's columns: they fit at every width, the title stays readable,
 * and a wider screen never shows less.
 */
#include "core/base/array.h"

#include "tui/view/library_columns.h"

#include "tests/test.h"

static int total(const int *width, int gap)
{
	int sum = -gap;

	for (int i = 0; i < LIBRARY_COLUMNS; i++)
		sum += width[i] ? width[i] + gap : 0;
	return sum;
}

static void test_fit_at_every_width(void **state)
{
	int before = 0;

	(void)state;
	for (int cols = 20; cols <= 300; cols++) {
		int width[LIBRARY_COLUMNS], shown = 0;

		library_column_widths(cols, 1, width);
		assert_true(total(width, 1) <= cols);
		assert_true(width[COLUMN_TITLE] >= 12);
		for (int i = 0; i < LIBRARY_COLUMNS; i++)
			shown += width[i] > 0;
		assert_true(shown >= before);
		before = shown;
	}
	assert_int_equal(before, LIBRARY_COLUMNS);
}

static void test_narrow_keeps_what_matters(void **state)
{
	int width[LIBRARY_COLUMNS];

	(void)state;
	library_column_widths(38, 1, width);
	assert_true(width[COLUMN_YEAR] >= 4);
	assert_true(width[COLUMN_REGION] >= 6);
	assert_int_equal(width[COLUMN_FILE], 0);
	library_column_widths(78, 2, width);
	assert_true(width[COLUMN_TITLE] >= 28);
	assert_true(width[COLUMN_DATE] == 10);
}

static void test_every_column_has_a_title(void **state)
{
	(void)state;
	for (int i = 0; i < LIBRARY_COLUMNS; i++) {
		assert_true(LIBRARY_COLUMN[i].title[0] != 0);
		assert_non_null(LIBRARY_COLUMN[i].get);
		assert_in_range(LIBRARY_COLUMN[i].rank, 0, LIBRARY_COLUMNS - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fit_at_every_width),
		cmocka_unit_test(test_narrow_keeps_what_matters),
		cmocka_unit_test(test_every_column_has_a_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
