/*
 * The list's arithmetic: the cursor is always in view and inside, whatever is
 * asked.
 */
#include "tui/widget/list.h"

#include "tests/test.h"

static void holds(const struct list *l)
{
	if (l->count == 0) {
		assert_int_equal(l->cursor, 0);
		assert_int_equal(l->top, 0);
		return;
	}
	assert_true(l->cursor < l->count);
	assert_true(l->top <= l->cursor);
	if (l->rows)
		assert_true(l->cursor < l->top + l->rows);
	if (l->rows && l->count >= l->rows)
		assert_true(l->top + l->rows <= l->count);
}

static void test_move(void **state)
{
	struct list l = {0};

	(void)state;
	list_set(&l, 100, 10);
	list_move(&l, 9);
	assert_int_equal(l.top, 0);
	list_move(&l, 1);
	assert_int_equal(l.cursor, 10);
	assert_int_equal(l.top, 1);
	list_move(&l, INT64_MAX);
	assert_int_equal(l.cursor, 99);
	assert_int_equal(l.top, 90);
	list_move(&l, INT64_MIN + 1);
	assert_int_equal(l.cursor, 0);
	assert_int_equal(l.top, 0);
}

static void test_page(void **state)
{
	struct list l = {0};

	(void)state;
	list_set(&l, 25, 10);
	list_move(&l, 3);
	list_page(&l, 1);
	assert_int_equal(l.top, 10);
	assert_int_equal(l.cursor, 13);
	list_page(&l, 1);
	assert_int_equal(l.top, 15);
	list_page(&l, 1); // nothing left to scroll: the last row
	assert_int_equal(l.cursor, 24);
	list_half_page(&l, -1);
	assert_int_equal(l.top, 10);
	assert_int_equal(l.cursor, 19);
	list_page(&l, -100);
	assert_int_equal(l.top, 0);
	list_page(&l, -1);
	assert_int_equal(l.cursor, 0);
}

static void test_shrink_keeps_cursor_in_view(void **state)
{
	struct list l = {0};

	(void)state;
	list_set(&l, 100, 40);
	list_to(&l, 70);
	list_set(&l, 100, 5);
	assert_int_equal(l.cursor, 70);
	holds(&l);
	list_set(&l, 12, 5);
	assert_int_equal(l.cursor, 11);
	holds(&l);
	list_set(&l, 0, 5);
	holds(&l);
	list_set(&l, 12, 0);
	holds(&l);
}

static void test_percent_and_centre(void **state)
{
	struct list l = {0};

	(void)state;
	list_set(&l, 101, 10);
	list_percent(&l, 50);
	assert_int_equal(l.cursor, 50);
	list_percent(&l, 1000);
	assert_int_equal(l.cursor, 100);
	list_to(&l, 50);
	list_centre(&l);
	assert_int_equal(l.top, 45);
}

static void test_actions(void **state)
{
	struct list l = {0};
	struct action_arg none = {0}, three = {.count = 3};

	(void)state;
	list_set(&l, 50, 10);
	assert_true(list_action(&l, ACTION_DOWN, &three));
	assert_int_equal(l.cursor, 3);
	assert_true(list_action(&l, ACTION_BOTTOM, &none));
	assert_int_equal(l.cursor, 49);
	assert_true(list_action(&l, ACTION_TOP, &three)); // to line 3
	assert_int_equal(l.cursor, 2);
	assert_false(list_action(&l, ACTION_HELP, &none));
}

/* Any order of calls with any counts holds the invariants. */
static void test_anything(void **state)
{
	static const int64_t counts[] = {0,  1,	 -1,	    7,
					 99, -5, INT64_MAX, INT64_MIN + 1};
	struct list l = {0};
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t n;

		seed = seed * 1103515245u + 12345u;
		n = counts[(seed >> 8) % 8];
		switch ((seed >> 16) % 7) {
		case 0:
			list_set(&l, (seed >> 3) % 60, (seed >> 20) % 15);
			break;
		case 1:
			list_move(&l, n);
			break;
		case 2:
			list_page(&l, n);
			break;
		case 3:
			list_half_page(&l, n);
			break;
		case 4:
			list_percent(&l, n);
			break;
		case 5:
			list_centre(&l);
			break;
		default:
			list_to(&l, n);
		}
		holds(&l);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_move),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_shrink_keeps_cursor_in_view),
		cmocka_unit_test(test_percent_and_centre),
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
