/* What the app keeps: where somebody was. */
#include "tui/app_history.h"

#include "tests/test.h"

static struct app_place place(int64_t report, uint32_t off)
{
	return (struct app_place){report, off};
}

static struct app_history h;

static int empty(void **state)
{
	(void)state;
	h = (struct app_history){0};
	return 0;
}

static void assert_step(int step, struct app_place now, int64_t report,
			uint32_t off)
{
	struct app_place to;

	assert_true(app_history_move(&h, step, now, &to));
	assert_int_equal(to.report, report);
	assert_int_equal(to.off, off);
}

static void test_nothing(void **state)
{
	struct app_place to;

	(void)state;
	assert_false(app_history_move(&h, -1, place(1, 0), &to));
	assert_false(app_history_move(&h, 1, place(1, 0), &to));
}

static void test_back_and_forward(void **state)
{
	struct app_place to;

	(void)state;
	app_history_add(&h, place(1, 10));
	app_history_add(&h, place(1, 20));
	assert_step(-1, place(2, 5), 1, 20);
	assert_step(-1, place(1, 20), 1, 10);
	assert_false(app_history_move(&h, -1, place(1, 10), &to));
	assert_step(1, place(1, 10), 1, 20);
	assert_step(1, place(1, 20), 2, 5);
	assert_false(app_history_move(&h, 1, place(2, 5), &to));
}

static void test_jump_forgets_forward(void **state)
{
	struct app_place to;

	(void)state;
	app_history_add(&h, place(1, 10));
	assert_step(-1, place(1, 20), 1, 10);
	app_history_add(&h, place(1, 10));
	assert_false(app_history_move(&h, 1, place(3, 0), &to));
	assert_step(-1, place(3, 0), 1, 10);
}

static void test_here_is_no_step(void **state)
{
	struct app_place to;

	(void)state;
	app_history_add(&h, place(1, 10));
	app_history_add(&h, place(1, 20));
	assert_step(-1, place(1, 20), 1, 10);
	app_history_add(&h, place(1, 30));
	app_history_add(&h, place(1, 30));
	assert_int_equal(h.n_back, 1);
	assert_false(app_history_move(&h, -1, place(1, 30), &to));
}

static void test_bounded(void **state)
{
	struct app_place to, now = place(9, 0);
	int steps = 0;

	(void)state;
	for (uint32_t i = 0; i < 1000; i++)
		app_history_add(&h, place(1, i));
	for (; app_history_move(&h, -1, now, &to); steps++)
		now = to;
	assert_int_equal(steps, HISTORY_MOST);
	assert_int_equal(now.off, 1000 - HISTORY_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_nothing, empty),
		cmocka_unit_test_setup(test_back_and_forward, empty),
		cmocka_unit_test_setup(test_jump_forgets_forward, empty),
		cmocka_unit_test_setup(test_here_is_no_step, empty),
		cmocka_unit_test_setup(test_bounded, empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
