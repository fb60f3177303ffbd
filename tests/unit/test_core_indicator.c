/* core/indicator: names that are one thing, and names that are not. */
#include "core/indicator.h"

#include "tests/test.h"

static struct indicators *ind;

static int open_indicators(void **state)
{
	static struct arena arena;
	struct error err;

	error_clear(&err);
	ind = indicators_open(&arena, &ASSETS_BUILTIN, &err);
	if (!ind)
		print_error("%s:%s: %s\n", err.args[0], err.args[1],
			    err.args[2]);
	*state = &arena;
	return ind ? 0 : -1;
}

static int close_indicators(void **state)
{
	arena_release(*state);
	return 0;
}

static void names_that_are_one(void **state)
{
	static const char *const rows[][2] = {
		{"地区生产总值", "地区生产总值"},
		{"GDP", "地区生产总值"},
		{"gdp", "地区生产总值"},
		{"ＧＤＰ", "地区生产总值"},
		{"地区生产总值（GDP）", "地区生产总值"},
		{"全区 GDP", "地区生产总值"},
		{"我市地区生产总值", "地区生产总值"},
		{"全年全市生产总值", "地区生产总值"},
		{"规上工业增加值", "规模以上工业增加值"},
		{"全省规模以上工业增加值", "规模以上工业增加值"},
		{"社零总额", "社会消费品零售总额"},
		{"固投", "固定资产投资"},
		{"全社会固定资产投资", "固定资产投资"},
		{"固定资产投资（不含农户）", "固定资产投资"},
		{"实际使用外资", "实际利用外资"},
		{"R&D经费", "研发经费投入"},
		{"r&d经费", "研发经费投入"},
		{"R&D投入强度", "研发投入强度"},
		{"PM2.5年均浓度", "PM2.5平均浓度"},
		{"CPI", "居民消费价格涨幅"},
		{"广义货币M2", "广义货币供应量"},
		{"城乡居民收入倍差", "城乡居民收入比"},
		{"国家高新技术企业数量", "高新技术企业"},
		{"新增高新技术企业", "高新技术企业"},
		{"“四上”企业", NULL},
		{"空气质量优良率", "空气质量优良天数比率"},
		{"粮食总产量", "粮食产量"},
		{"万元GDP能耗", "单位GDP能耗"},
		{"老旧小区改造数", "老旧小区改造"},
		{"新增学位", "学位"},
		{"工农业总产值", "工农业总产值"},
		{"原煤", "原煤产量"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct indicator *hit =
			indicator_find(ind, str_of(rows[i][0]));

		if (!hit != !rows[i][1])
			fail_msg("«%s»", rows[i][0]);
		if (hit)
			assert_str(hit->name, rows[i][1]);
	}
}

/* Left and right are different things, or the left one is not known. */
static void names_that_are_not(void **state)
{
	static const char *const rows[][2] = {
		{"城镇居民人均可支配收入", "农村居民人均可支配收入"},
		{"城镇居民人均可支配收入", "居民人均可支配收入"},
		{"农村居民人均纯收入", "农村居民人均可支配收入"},
		{"一般公共预算收入", "财政总收入"},
		{"一般公共预算收入", "一般公共预算支出"},
		{"进出口总额", "出口总额"},
		{"工业增加值", "规模以上工业增加值"},
		{"研发经费投入", "研发投入强度"},
		{"城镇登记失业率", "城镇调查失业率"},
		{"地区生产总值", "国民生产总值"},
		{"地区生产总值", "人均地区生产总值"},
		{"存款余额", "贷款余额"},
		{"基本养老保险参保人数", "基本养老保险参保率"},
		{"5A级景区", "4A级景区"},
		{"5G基站", "新建5G基站"},
		{"GDP增速", "地区生产总值"},
		{"铁路里程", "高速铁路里程"},
		{"城市低保标准", "农村低保标准"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct indicator *l =
			indicator_find(ind, str_of(rows[i][0]));
		const struct indicator *r =
			indicator_find(ind, str_of(rows[i][1]));

		if (l == r)
			fail_msg("«%s» and «%s»", rows[i][0], rows[i][1]);
	}
}

static void direction_and_family(void **state)
{
	const struct indicator *hit;

	(void)state;
	hit = indicator_find(ind, STR("城镇调查失业率"));
	assert_int_equal(hit->good, INDICATOR_GOOD_DOWN);
	assert_int_equal(hit->family, FAMILY_RATIO);
	hit = indicator_find(ind, STR("GDP"));
	assert_int_equal(hit->good, INDICATOR_GOOD_UP);
	assert_int_equal(hit->family, FAMILY_MONEY);
	assert_str(hit->english, "GDP");
	hit = indicator_find(ind, STR("赤字率"));
	assert_int_equal(hit->good, INDICATOR_GOOD_NONE);
	hit = indicator_find(ind, STR("收入倍差"));
	assert_int_equal(hit->family, FAMILY_NONE);
	hit = indicator_find(ind, STR("PM2.5浓度"));
	assert_int_equal(hit->family, FAMILY_POLLUTION);
	assert_int_equal(hit->good, INDICATOR_GOOD_DOWN);
}

static void every_name_finds_its_row(void **state)
{
	(void)state;
	assert_true(ind->items.n >= 300);
	for (size_t i = 0; i < ind->items.n; i++) {
		const struct indicator *item = &ind->items.items[i];
		struct str rest = item->aliases, alias;

		assert_ptr_equal(indicator_find(ind, item->name), item);
		while (rest.len && str_split(&rest, '|', &alias))
			assert_ptr_equal(indicator_find(ind, alias), item);
	}
}

static void odd_names(void **state)
{
	char name[4096];

	(void)state;
	assert_null(indicator_find(ind, STR("")));
	assert_null(indicator_find(ind, STR(" “” ")));
	assert_null(indicator_find(ind, STR("()")));
	assert_null(indicator_find(ind, STR(")(")));
	assert_null(indicator_find(ind, STR("全市")));
	assert_null(indicator_find(ind, STR("数")));
	memset(name, 'x', sizeof(name));
	assert_null(indicator_find(ind, str_n(name, sizeof(name))));
	assert_str(indicator_canonical(ind, STR("某事")), "某事");
	assert_str(indicator_canonical(ind, STR("社零")), "社会消费品零售总额");
}

static void open_with(const char *text, const char *line)
{
	struct asset items[] = {
		{"lexicon/indicators.tsv", str_of(text)},
		{"lexicon/indicator-qualifiers.tsv",
		 STR("word\tplace\tnote\n全市\tprefix\tx\n")},
		{"lexicon/likeness.tsv",
		 assets_get(&ASSETS_BUILTIN, "lexicon/likeness.tsv")},
		{"lexicon/number-words.tsv",
		 assets_get(&ASSETS_BUILTIN, "lexicon/number-words.tsv")},
		{"lexicon/units.tsv",
		 assets_get(&ASSETS_BUILTIN, "lexicon/units.tsv")},
	};
	struct assets assets = {items, COUNT_OF(items)};
	struct error err;
	struct arena a = {0};

	error_clear(&err);
	if (!line) {
		assert_non_null(indicators_open(&a, &assets, &err));
	} else {
		assert_null(indicators_open(&a, &assets, &err));
		assert_int_equal(err.code, ERR_FORMAT);
		assert_string_equal(err.args[0], "lexicon/indicators.tsv");
		assert_string_equal(err.args[1], line);
	}
	arena_release(&a);
}

#define HEAD "canonical\taliases\tfamily\tgood\tenglish\tfield\n"

static void tables_are_checked(void **state)
{
	(void)state;
	open_with(HEAD "甲\t乙|丙\tmoney\tup\tx\ty\n", NULL);
	open_with(HEAD "甲\t\tmoney\tup\tx\ty\n", NULL);
	open_with("canonical\taliases\n", "1");
	open_with(HEAD "甲\t乙\tgold\tup\tx\ty\n", "2");
	open_with(HEAD "甲\t乙\tmoney\tleft\tx\ty\n", "2");
	open_with(HEAD "甲\t乙\tmoney\tup\t\ty\n", "2");
	open_with(HEAD "\t乙\tmoney\tup\tx\ty\n", "2");
	open_with(HEAD "甲\t乙\tmoney\tup\tx\ty\n丙\t甲\tmoney\tup\tx\ty\n",
		  "3");
	open_with(HEAD "甲\t乙|\tmoney\tup\tx\ty\n", "2");
	open_with(HEAD "甲\t乙|“乙”\tmoney\tup\tx\ty\n", "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_are_one),
		cmocka_unit_test(names_that_are_not),
		cmocka_unit_test(direction_and_family),
		cmocka_unit_test(every_name_finds_its_row),
		cmocka_unit_test(odd_names),
		cmocka_unit_test(tables_are_checked),
	};

	return cmocka_run_group_tests(tests, open_indicators, close_indicators);
}
