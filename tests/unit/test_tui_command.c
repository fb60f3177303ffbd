/* The command line: names, beginnings of names, completion. */
#include "core/base/array.h"

#include "tui/command_line.h"
#include "tui/kiosk.h"

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

static void test_kiosk(void **state)
{
	static const enum action_id denied[] = {ACTION_NONE, ACTION_SUSPEND,
						ACTION_REMOVE, ACTION_SET_YEAR,
						ACTION_SET_REGION};
	unsigned contexts = CONTEXT_TEXT | CONTEXT_LIBRARY | CONTEXT_KIOSK;
	bool several;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(denied); i++) {
		struct str name = str_of(ACTIONS[denied[i]].name);

		assert_false(kiosk_allows(denied[i]));
		assert_int_equal(command_line_find(name, contexts, &several),
				 ACTION_NONE);
	}
	assert_false(kiosk_allows(ACTION_COUNT));
	assert_int_equal(command_line_find(STR("quit"), contexts, &several),
			 ACTION_QUIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_kiosk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
