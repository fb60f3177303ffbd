/* The command line: names, beginnings of names, completion. */
#include "tui/command_line.h"

#include "tests/test.h"

static void test_find(void **state)
{
	bool several;

	(void)state;
	assert_int_equal(
		command_line_find(STR("heading-next"), CONTEXT_TEXT, &several),
		ACTION_HEADING_NEXT);
	assert_int_equal(command_line_find(STR("th"), CONTEXT_TEXT, &several),
			 ACTION_THEME);
	assert_int_equal(
		command_line_find(STR("heading"), CONTEXT_TEXT, &several),
		ACTION_NONE);
	assert_true(several);
	/* an action of another place */
	assert_int_equal(command_line_find(STR("heading-next"), CONTEXT_LIBRARY,
					   &several),
			 ACTION_NONE);
	assert_false(several);
	/* the whole name wins over longer ones: fold, fold-all */
	assert_int_equal(
		command_line_find(STR("fold"), CONTEXT_OUTLINE, &several),
		ACTION_FOLD);
	assert_int_equal(
		command_line_find(STR("command"), CONTEXT_TEXT, &several),
		ACTION_NONE);
}

/* Tab walks all that begin so, then ends. */
static void test_match(void **state)
{
	unsigned n = 0;

	(void)state;
	while (command_line_match(STR("sentence-"), CONTEXT_TEXT, n))
		n++;
	assert_int_equal(n, 2);
	assert_int_equal(
		command_line_match(STR("sentence-"), CONTEXT_LIBRARY, 0),
		ACTION_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
