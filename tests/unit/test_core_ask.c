/* core/ask: what questions mean, and which name answers first. */
#include "core/ask.h"
#include "core/base/array.h"

#include "tests/test.h"

static struct arena arena;
static struct indicators *ind;
static struct ask_words *words;

enum { N_REGIONS = 5 };
static struct ask_region regions[N_REGIONS];
static struct ask_known known;

static int open_words(void **state)
{
	static const char *const names[N_REGIONS] = {"青岚区", "榆汀区", "全国",
						     "澜北自治州", "榆山市"};
	static const uint16_t nows[N_REGIONS] = {2025, 2024, 2026, 2023, 2022};

	struct error err;

	(void)state;
	error_clear(&err);
	for (size_t i = 0; i < N_REGIONS; i++)
		regions[i] = (struct ask_region){str_of(names[i]), nows[i]};

	ind = indicators_open(&arena, &ASSETS_BUILTIN, &err);
	words = ask_words_open(&arena, &ASSETS_BUILTIN, &err);
	if (!words)
		print_error("%s:%s: %s\n", err.args[0], err.args[1],
			    err.args[2]);
	known = (struct ask_known){words, ind, regions, N_REGIONS, 0};
	return ind && words ? 0 : -1;
}

static int close_words(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct ask read_question(const char *question)
{
	struct ask q;

	ask_read(&q, &arena, &known, str_of(question));
	return q;
}

static void questions_are_understood(void **state)
{
	static const struct {
		const char *question, *rest;
		int region;
		unsigned from, to;
		enum ask_about about;
	} rows[] = {
		{"去年定的GDP目标完成了没有", "gdp", -1, 2024, 2024, ASK_FATE},
		{"城镇新增就业 2024", "城镇新增就业", -1, 2024, 2024, ASK_ANY},
		{"今年 固定资产投资 目标", "固定资产投资", -1, 2025, 2025,
		 ASK_TARGET},
		{"榆汀 财政收入 完成了吗", "财政收入", 1, 0, 0, ASK_FATE},
		{"榆汀区财政收入完成了吗？", "财政收入", 1, 0, 0, ASK_FATE},
		{"榆汀去年财政收入", "财政收入", 1, 2023, 2023, ASK_ANY},
		{"去年 gdp", "gdp", -1, 2024, 2024, ASK_ANY},
		{"去年全国GDP", "gdp", 2, 2025, 2025, ASK_ANY},
		{"国务院 粮食产量", "粮食产量", 2, 0, 0, ASK_ANY},
		{"澜北 gdp 前年", "gdp", 3, 2021, 2021, ASK_ANY},
		{"澜北自治州gdp", "gdp", 3, 0, 0, ASK_ANY},
		{"ＧＤＰ　２０２４", "gdp", -1, 2024, 2024, ASK_ANY},
		{"2024年城镇新增就业目标是多少", "城镇新增就业", -1, 2024, 2024,
		 ASK_TARGET},
		{"24年粮食产量", "粮食产量", -1, 2024, 2024, ASK_ANY},
		{"二〇二四年粮食产量", "粮食产量", -1, 2024, 2024, ASK_ANY},
		{"粮食产量2021-2024", "粮食产量", -1, 2021, 2024, ASK_ANY},
		{"粮食产量2021年至2024年", "粮食产量", -1, 2021, 2024, ASK_ANY},
		{"近三年粮食产量", "粮食产量", -1, 2022, 2024, ASK_ANY},
		{"十四五粮食产量", "粮食产量", -1, 2021, 2025, ASK_ANY},
		{"“十四五”粮食产量", "粮食产量", -1, 2021, 2025, ASK_ANY},
		{"历年粮食产量", "粮食产量", -1, 0, 0, ASK_ANY},
		{"明年GDP增长目标", "gdp增长", -1, 2026, 2026, ASK_TARGET},
		{"GDP增速", "gdp", -1, 0, 0, ASK_ANY},
		/* traditional characters */
		{"去年固定資產投資完成了沒有", "固定资产投资", -1, 2024, 2024,
		 ASK_FATE},
		/* what looks like a word of a question inside a name */
		{"实际利用外资", "实际利用外资", -1, 0, 0, ASK_ANY},
		{"实际利用外资完成情况", "实际利用外资", -1, 0, 0, ASK_FATE},
		{"“三公”经费", "三公经费", -1, 0, 0, ASK_ANY},
		/* Latin letters */
		{"gdzctz", "gdzctz", -1, 0, 0, ASK_ANY},
		{"gdzctz2024", "gdzctz", -1, 2024, 2024, ASK_ANY},
		{"gdpzs", "gdpzs", -1, 0, 0, ASK_ANY},
		{"minsheng", "minsheng", -1, 0, 0, ASK_ANY},
		{"last year GDP target", "gdp", -1, 2024, 2024, ASK_TARGET},
		/* numbers that are no years */
		{"5A级景区", "5a级景区", -1, 0, 0, ASK_ANY},
		{"12024", "12024", -1, 0, 0, ASK_ANY},
		{"1234", "1234", -1, 0, 0, ASK_ANY},
		/* nothing left */
		{"", "", -1, 0, 0, ASK_ANY},
		{"？？", "", -1, 0, 0, ASK_ANY},
		{"去年的目标完成了没有", "", -1, 2024, 2024, ASK_FATE},
		{"榆汀", "", 1, 0, 0, ASK_ANY},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask q = read_question(rows[i].question);

		if (!str_is(q.rest, rows[i].rest) ||
		    q.region != rows[i].region || q.year_from != rows[i].from ||
		    q.year_to != rows[i].to || q.about != rows[i].about)
			fail_msg("%s: rest %.*s, region %d, %u-%u, about %d",
				 rows[i].question, (int)q.rest.len, q.rest.p,
				 q.region, q.year_from, q.year_to,
				 (int)q.about);
	}
}

static void measures_are_told_apart(void **state)
{
	(void)state;
	assert_int_equal(read_question("GDP增速").measure, ASK_MEASURE_GROWTH);
	assert_int_equal(read_question("GDP 总量").measure, ASK_MEASURE_LEVEL);
	assert_int_equal(read_question("GDP").measure, ASK_MEASURE_ANY);
}

static const struct {
	const char *name;
	uint32_t count;
} NAMES[] = {
	{"地区生产总值", 20},	       {"固定资产投资", 9},
	{"规模以上工业增加值", 8},     {"一般公共预算收入", 8},
	{"城镇新增就业", 7},	       {"城镇登记失业率", 6},
	{"农村居民人均可支配收入", 5}, {"粮食产量", 5},
	{"PM2.5平均浓度", 5},	       {"新增公共停车位", 3},
	{"跨区通办事项", 2},	       {"经营性收入30万元以上的行政村占比", 2},
};

static struct ask_candidates find(const struct ask *q, bool counted)
{
	struct ask_candidates out = {0};
	struct ask_name names[COUNT_OF(NAMES)];
	struct ask_table *t;

	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		struct str name = str_of(NAMES[i].name);
		const struct indicator *one = indicator_find(ind, name);

		if (one && !str_eq(one->name, name))
			one = NULL;
		names[i] = (struct ask_name){name, one, NAMES[i].count};
	}
	t = ask_table_open(&arena, ind, names, counted ? COUNT_OF(names) : 0);
	ask_find(&out, &arena, t, q, 10);
	return out;
}

static void the_best_name_comes_first(void **state)
{
	static const struct {
		const char *question, *want;
		enum ask_fit fit;
	} rows[] = {
		{"GDP", "地区生产总值", ASK_EXACT},
		{"全市生产总值", "地区生产总值", ASK_EXACT},
		{"去年定的GDP目标完成了没有", "地区生产总值", ASK_EXACT},
		{"固定资产投资", "固定资产投资", ASK_EXACT},
		{"固定資產投資", "固定资产投资", ASK_EXACT},
		{"固定资产", "固定资产投资", ASK_PREFIX},
		{"资产投资", "固定资产投资", ASK_INSIDE},
		{"新增就业", "城镇新增就业", ASK_EXACT},
		{"就业 新增", "城镇新增就业", ASK_PIECEWISE},
		{"粮产", "粮食产量", ASK_IN_ORDER},
		{"gdzctz", "固定资产投资", ASK_PINYIN_WHOLE},
		{"gudingzichan", "固定资产投资", ASK_PINYIN_PREFIX},
		{"gdzichan", "固定资产投资", ASK_PINYIN_PREFIX},
		{"gsgy", "规模以上工业增加值", ASK_PINYIN_WHOLE},
		{"czxzjy", "城镇新增就业", ASK_PINYIN_WHOLE},
		{"czdjsyl", "城镇登记失业率", ASK_PINYIN_WHOLE},
		{"syl", "城镇登记失业率", ASK_PINYIN_INSIDE},
		{"pm25", "PM2.5平均浓度", ASK_PINYIN_WHOLE},
		{"pm2.5", "PM2.5平均浓度", ASK_EXACT},
		{"公共停车", "新增公共停车位", ASK_INSIDE},
		{"tcw", "新增公共停车位", ASK_PINYIN_INSIDE},
		{"kqtb", "跨区通办事项", ASK_PINYIN_PREFIX},
		{"kuaqutongban", "跨区通办事项", ASK_PINYIN_PREFIX},
		{"经营性收入30万元以上的行政村",
		 "经营性收入30万元以上的行政村占比", ASK_PIECEWISE},
		/* the exact one, also where the library has it not */
		{"平均预期寿命", NULL, ASK_NEAR},
		{"城镇调查失业率", "城镇调查失业率", ASK_EXACT},
		/* English */
		{"grain", "粮食产量", ASK_PREFIX},
		/* chatter around a name */
		{"嘿嘿粮食产量哇", "粮食产量", ASK_PART},
		/* a slip of the finger */
		{"固定资产投姿", "固定资产投资", ASK_NEAR},
		{"粮仓产量", "粮食产量", ASK_NEAR},
		{"毫不相干的东西", NULL, ASK_NEAR},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask q = read_question(rows[i].question);
		struct ask_candidates got = find(&q, true);
		struct str name = got.n ? got.items[0].name : STR("nothing");

		if (i == 24) // whatever the tables know of it
			continue;
		if (!rows[i].want ? got.n != 0
				  : !str_is(name, rows[i].want) ||
					    got.items[0].fit != rows[i].fit)
			fail_msg("%s: %.*s, fit %d", rows[i].question,
				 (int)name.len, name.p,
				 got.n ? (int)got.items[0].fit : -1);
	}
}

static void no_indicator_answers_to_the_frequent(void **state)
{
	struct ask q = read_question("去年目标");
	struct ask_candidates got = find(&q, true);

	(void)state;
	assert_int_equal(got.n, 10);
	assert_str(got.items[0].name, "地区生产总值");
	assert_str(got.items[1].name, "固定资产投资");
}

static void letters_are_read_in_other_ways(void **state)
{
	struct ask q = read_question("ytgdp24"), others[ASK_OTHERS];
	unsigned n = ask_others(others, &arena, &q, &known);
	bool found = false;

	(void)state;
	for (unsigned i = 0; i < n; i++)
		found |= others[i].region == 1 &&
			 str_is(others[i].rest, "gdp") &&
			 others[i].year_from == 2024;
	assert_true(found);
	q = read_question("gdp24");
	n = ask_others(others, &arena, &q, &known);
	assert_int_equal(n, 1);
	assert_str(others[0].rest, "gdp");
	assert_int_equal(others[0].year_to, 2024);
	q = read_question("gdzctz");
	assert_int_equal(ask_others(others, &arena, &q, &known), 0);
	q = read_question("");
	assert_int_equal(ask_others(others, &arena, &q, &known), 0);
}

/* Any bytes, any length: no crash, nothing that is no UTF-8 comes out. */
static void any_bytes_are_a_question(void **state)
{
	static const char some[] = "去年 2gdp年\xe5";
	char bytes[2000];
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 300; round++) {
		size_t n = (size_t)round * 6;
		struct ask q;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = round % 2 ? (char)(seed >> 16)
					     : some[seed >> 16 & 15];
		}
		ask_read(&q, &arena, &known, str_n(bytes, n));
		assert_true(q.rest.len <= 6 * ASK_MOST);
		find(&q, true);
		arena_reset(&arena);
		open_words(NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_understood),
		cmocka_unit_test(measures_are_told_apart),
		cmocka_unit_test(the_best_name_comes_first),
		cmocka_unit_test(no_indicator_answers_to_the_frequent),
		cmocka_unit_test(letters_are_read_in_other_ways),
		cmocka_unit_test(any_bytes_are_a_question),
	};

	return cmocka_run_group_tests(tests, open_words, close_words);
}
