/* Words one character away. */
#include "core/typo.h"

#include "tests/test.h"

static void tells_near(void **state)
{
	static const struct {
		const char *a, *b;
		bool near;
	} ROWS[] = {
		{"投资", "投姿", true},
		{"投资", "投资", false},
		{"投资", "投", true},
		{"投", "投资", true},
		{"固定资产", "固资产", true},
		{"固定资产", "固产", false},
		{"甲乙丙", "甲丁戊", false},
		{"甲甲", "甲甲甲", true},
		{"", "甲", true},
		{"甲乙", "乙甲", false},
		{"é", "è", true},
		{"abc", "abd", true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		assert_int_equal(typo_is(str_of(ROWS[i].a), str_of(ROWS[i].b)),
				 ROWS[i].near);
}

static void adds_and_sorts(void **state)
{
	struct arena a = {0};
	struct typo_words words = {0};

	(void)state;
	typo_add_from(&words, &a, STR("固定资产投资和固定资产投资"),
		      STR("固定资产投姿"));
	typo_add_from(&words, &a, STR("固定资"), STR("固定资产投姿"));
	typo_sort(&words, STR("固定资产投姿"));
	assert_int_equal(words.n, 2);
	assert_str(words.items[0].word, "固定资产投资");
	assert_int_equal(words.items[0].n, 2);
	assert_str(words.items[1].word, "固定资产投");
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_near),
		cmocka_unit_test(adds_and_sorts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
