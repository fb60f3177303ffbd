/* core/series: which figures meet, which of several is chosen, and what is
 * told where they do not. The observations are made by hand: a region, a few
 * reports, a figure a line. */
#include "core/base/buf.h"
#include "core/series.h"

#include "tests/test.h"

struct box {
	struct arena a;
	const struct indicators *known;
	struct observations obs;
	struct series_table t;
	uint32_t off;
};

static struct arena shared;
static struct indicators *known;

static int open_known(void **state)
{
	struct error err = {0};

	(void)state;
	known = indicators_open(&shared, &ASSETS_BUILTIN, &err);
	if (!known)
		print_error("%s:%s: %s\n", err.args[0], err.args[1],
			    err.args[2]);
	return known ? 0 : -1;
}

static int close_known(void **state)
{
	(void)state;
	arena_release(&shared);
	return 0;
}

static int setup(void **state)
{
	struct box *box = calloc(1, sizeof(*box));

	*state = box;
	return box ? 0 : -1;
}

static int teardown(void **state)
{
	struct box *box = *state;

	arena_release(&box->a);
	free(box);
	return 0;
}

/* A work report that plans `year` and looks back on the year before. */
static void report(struct box *box, const char *region, unsigned year)
{
	struct series_source *s = ARRAY_PUSH(&box->a, &box->obs.sources);

	s->id = (int64_t)box->obs.sources.n;
	s->region = str_of(region);
	s->kind = KIND_WORK_REPORT;
	s->year = (uint16_t)year;
	s->review_year = (uint16_t)(year - 1);
	box->off = 0;
}

static void press_page(struct box *box, const char *region, unsigned year)
{
	report(box, region, year);
	box->obs.sources.items[box->obs.sources.n - 1].kind = KIND_ARTICLE;
}

static enum unit_family family_of(const char *unit)
{
	static const struct {
		const char *unit;
		enum unit_family family;
	} rows[] = {
		{"%", FAMILY_RATIO},	 {"个百分点", FAMILY_POINT},
		{"元", FAMILY_MONEY},	 {"美元", FAMILY_MONEY},
		{"吨", FAMILY_MASS},	 {"斤", FAMILY_MASS},
		{"个", FAMILY_COUNT},	 {"家", FAMILY_COUNT},
		{"人", FAMILY_PEOPLE},	 {"亩", FAMILY_AREA},
		{"公顷", FAMILY_AREA},	 {"", FAMILY_NONE},
		{"公里", FAMILY_LENGTH}, {"位", FAMILY_RANK},
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (strcmp(rows[i].unit, unit) == 0)
			return rows[i].family;
	fail_msg("unknown unit %s", unit);
	return FAMILY_NONE;
}

/* A figure of the last report: "[bound]value", unit, measure. */
static struct metric *figure(struct box *box, enum role role, const char *name,
			     const char *value, const char *unit)
{
	struct observation *o = ARRAY_PUSH(&box->a, &box->obs.items);
	struct metric *m = &o->m;
	const struct indicator *hit = indicator_find(known, str_of(name));

	o->source = (uint32_t)box->obs.sources.n - 1;
	m->bound = *value == '>'   ? BOUND_GE
		   : *value == '<' ? BOUND_LE
		   : *value == '~' ? BOUND_ABOUT
				   : BOUND_EQUAL;
	value += m->bound != BOUND_EQUAL;
	assert_true(decimal_parse(str_of(value), &m->value));
	m->off = box->off += 100;
	m->len = (uint32_t)strlen(value);
	m->sentence = (struct span){m->off, 50};
	m->role = role;
	m->unit = str_of(unit);
	m->family = family_of(unit);
	m->indicator = str_of(name);
	m->canonical = hit ? hit->name : STR_NULL;
	m->measure = m->family == FAMILY_RATIO ? MEASURE_GROWTH : MEASURE_LEVEL;
	m->class = METRIC_METRIC;
	return m;
}

static struct metric *target(struct box *box, const char *name,
			     const char *value, const char *unit)
{
	return figure(box, ROLE_TARGET, name, value, unit);
}

static struct metric *result(struct box *box, const char *name,
			     const char *value, const char *unit)
{
	return figure(box, ROLE_ACHIEVED, name, value, unit);
}

static void build_with(struct box *box, struct series_wanted wanted)
{
	series_build(&box->t, &box->a, &box->obs, known, &wanted);
}

static void build(struct box *box)
{
	build_with(box, (struct series_wanted){.this_year = 2026});
}

/* The cell of a target of that year; of several rows the first. */
static const struct series_cell *cell(const struct box *box, unsigned year)
{
	for (size_t i = 0; i < box->t.n; i++)
		for (size_t k = 0; k < box->t.rows[i].n_cells; k++)
			if (box->t.rows[i].cells[k].year == year &&
			    box->t.rows[i].cells[k].target.low)
				return &box->t.rows[i].cells[k];
	fail_msg("no target of %u", year);
	return NULL;
}

#define assert_rule(box, year, name)                                           \
	assert_string_equal(                                                   \
		verdict_rule_name(cell((box), (year))->answer.rule), (name))
#define assert_mark(box, year, mark)                                           \
	assert_true((cell((box), (year))->marks & (mark)) != 0)
#define assert_no_mark(box, year, mark)                                        \
	assert_false((cell((box), (year))->marks & (mark)) != 0)

static void met_and_missed(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2021);
	target(box, "地区生产总值", "~7", "%");
	target(box, "城镇新增就业", ">9000", "人");
	report(box, "柳堤区", 2022);
	result(box, "全区生产总值", "6.9", "%");
	result(box, "城镇新增就业", "10600", "人")->measure = MEASURE_INCREMENT;
	target(box, "GDP", "6", "%");
	report(box, "柳堤区", 2023);
	result(box, "地区生产总值", "3.1", "%");
	build(box);
	assert_int_equal(box->t.n, 2);
	assert_int_equal(box->t.rows[0].n_cells, 2);
	assert_str(box->t.rows[0].indicator, "地区生产总值");
	assert_rule(box, 2021, "almost");
	assert_rule(box, 2022, "below");
	assert_string_equal(
		verdict_rule_name(box->t.rows[1].cells[0].answer.rule),
		"reached");
}

static void regions_stay_apart(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2021);
	target(box, "地区生产总值", "7", "%");
	report(box, "石桥区", 2022);
	result(box, "地区生产总值", "8", "%");
	build(box);
	assert_rule(box, 2021, "next-missing");
}

static void ends_of_a_range(void **state)
{
	struct box *box = *state;
	struct metric *low, *high;
	const struct series_cell *c;

	report(box, "柳堤区", 2024);
	low = target(box, "地区生产总值", ">5", "%");
	low->sentence.len = 400;
	high = target(box, "地区生产总值", "<5.5", "%");
	high->off = low->off + low->len + 4;
	high->sentence = low->sentence;
	report(box, "柳堤区", 2025);
	result(box, "地区生产总值", "5.4", "%");
	build(box);
	c = cell(box, 2024);
	assert_rule(box, 2024, "in-range");
	assert_non_null(c->target.high);
	assert_int_equal(decimal_cmp(c->target.stated.high, high->value), 0);
	assert_no_mark(box, 2024, SERIES_TWO_VALUES);
}

static void level_against_rate(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2023);
	target(box, "数字经济核心产业增加值", ">5200000000", "元");
	target(box, "进出口总额", "5", "%");
	report(box, "柳堤区", 2024);
	result(box, "数字经济核心产业增加值", "11.2", "%");
	/* the rate is there as well: no reason to take the level */
	result(box, "进出口总额", "29340000000", "元");
	result(box, "进出口总额", "-2.6", "%");
	build(box);
	/* rows that a newer report has come first */
	assert_rule(box, 2023, "below");
	for (size_t i = 0; i < box->t.n; i++)
		if (str_is(box->t.rows[i].indicator,
			   "数字经济核心产业增加值") &&
		    box->t.rows[i].cells[0].target.low)
			assert_int_equal(box->t.rows[i].cells[0].answer.rule,
					 RULE_LEVEL_VS_RATE);
}

static void what_is_done_and_what_there_is(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2024);
	target(box, "高新技术企业", ">45", "家")->measure = MEASURE_INCREMENT;
	report(box, "柳堤区", 2025);
	result(box, "高新技术企业总数", "283", "家");
	build(box);
	assert_rule(box, 2024, "level-vs-rate");
}

static void units(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2023);
	target(box, "粮食产量", ">1000000", "吨");
	report(box, "柳堤区", 2024);
	result(box, "粮食产量", "2100000000", "斤");
	target(box, "实际利用外资", "160000000", "美元");
	report(box, "柳堤区", 2025);
	result(box, "实际利用外资", "1100000000", "元");
	build(box);
	assert_rule(box, 2023, "reached");
	assert_rule(box, 2024, "units");
}

static void bases_and_scopes(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2022);
	target(box, "一般公共预算收入", "6", "%");
	report(box, "柳堤区", 2023);
	result(box, "一般公共预算收入", "6.1", "%")->basis = STR("可比口径");
	target(box, "一般公共预算收入", "6", "%");
	report(box, "柳堤区", 2024);
	result(box, "一般公共预算收入", "6.1", "%")->basis = STR("可比口径");
	result(box, "一般公共预算收入", "-3.7", "%")->basis = STR("自然口径");
	target(box, "固定资产投资", ">6", "%");
	report(box, "柳堤区", 2025);
	result(box, "固定资产投资（不含房地产开发）", "8.7", "%");
	target(box, "规上工业增加值", "6", "%");
	report(box, "柳堤区", 2026);
	result(box, "规上工业增加值", "9", "%")->scope = STR("临港园区");
	build(box);
	assert_rule(box, 2022, "basis");
	assert_rule(box, 2023, "below");
	assert_rule(box, 2024, "basis");
	assert_rule(box, 2025, "scope");
}

static void press_pages_and_parts(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2022);
	target(box, "社会消费品零售总额", "8", "%");
	press_page(box, "柳堤区", 2023);
	result(box, "社会消费品零售总额", "2.0", "%")->period = STR("2022");
	report(box, "柳堤区", 2023);
	result(box, "社会消费品零售总额", "1.7", "%");
	target(box, "社会消费品零售总额", "7", "%");
	press_page(box, "柳堤区", 2024);
	result(box, "社会消费品零售总额", "7.5", "%")->period = STR("2023");
	report(box, "柳堤区", 2024);
	target(box, "社会消费品零售总额", "6", "%");
	press_page(box, "柳堤区", 2024);
	result(box, "社会消费品零售总额", "9", "%")->period = STR("2024H1");
	build(box);
	assert_rule(box, 2022, "below");
	assert_no_mark(box, 2022, SERIES_PROVISIONAL);
	assert_int_equal(cell(box, 2022)->achieved.n_others, 1);
	assert_rule(box, 2023, "reached");
	assert_mark(box, 2023, SERIES_PROVISIONAL);
	assert_rule(box, 2024, "period");
	assert_mark(box, 2024, SERIES_PART_YEAR);
}

static void restated_and_twice_told(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2022);
	target(box, "粮食产量", "~65000", "吨");
	report(box, "柳堤区", 2023);
	result(box, "粮食产量", "63800", "吨");
	report(box, "柳堤区", 2024);
	result(box, "粮食产量", "66000", "吨")->period = STR("2022");
	box->obs.items.items[2].m.flags = METRIC_DATED;
	target(box, "粮食产量", "64000", "吨");
	report(box, "柳堤区", 2025);
	result(box, "粮食产量", "65000", "吨");
	report(box, "柳堤区", 2025);
	result(box, "粮食产量", "63000", "吨");
	target(box, "粮食产量", "64000", "吨");
	report(box, "柳堤区", 2026);
	result(box, "粮食产量", "64100", "吨");
	result(box, "粮食产量", "63900", "吨");
	build(box);
	assert_rule(box, 2022, "almost");
	assert_mark(box, 2022, SERIES_RESTATED);
	assert_rule(box, 2024, "below");
	assert_mark(box, 2024, SERIES_TWO_REPORTS);
	assert_rule(box, 2025, "two-values");
	assert_mark(box, 2025, SERIES_TWO_VALUES);
}

static const struct series_row *row_of(const struct box *box,
				       const char *indicator, const char *basis)
{
	for (size_t i = 0; i < box->t.n; i++)
		if (str_is(box->t.rows[i].indicator, indicator) &&
		    str_is(box->t.rows[i].basis, basis))
			return &box->t.rows[i];
	fail_msg("no row of %s", indicator);
	return NULL;
}

/* 突破4000亿元、达到4211亿元; 连续3年 is no grain. */
static void values_before_bounds(void **state)
{
	struct box *box = *state;
	struct metric *m;

	report(box, "柳堤区", 2022);
	target(box, "一般公共预算收入", "410000000000", "元");
	target(box, "粮食产量", "1000", "吨");
	report(box, "柳堤区", 2023);
	result(box, "一般公共预算收入", ">400000000000", "元");
	result(box, "一般公共预算收入", "421100000000", "元");
	m = result(box, "粮食产量", "3", "个");
	m->unit = STR("年");
	m->family = FAMILY_TIME;
	build(box);
	assert_int_equal(
		row_of(box, "一般公共预算收入", "")->cells[0].answer.rule,
		RULE_REACHED);
	assert_int_equal(row_of(box, "粮食产量", "")->cells[0].answer.rule,
			 RULE_NOT_MENTIONED);
}

/* A goal of several years is set against what they made together, never
 * against one of them; a level is one of the last year. */
static void goals_of_several_years(void **state)
{
	struct box *box = *state;
	const struct series_row *row;
	struct metric *m;

	report(box, "柳堤区", 2021);
	target(box, "高新技术企业", ">280", "家")->period = STR("2021-2025");
	m = target(box, "地区生产总值", "7", "%");
	m->period = STR("2021-2025");
	m->basis = STR("年均");
	target(box, "城镇新增就业", ">45000", "人")->period = STR("2021-2025");
	target(box, "地区生产总值", ">85000000000", "元")->period = STR("2025");
	report(box, "柳堤区", 2023);
	result(box, "地区生产总值", "6.8", "%");
	report(box, "柳堤区", 2026);
	result(box, "高新技术企业", "283", "家");
	result(box, "地区生产总值", "86000000000", "元");
	result(box, "城镇新增就业", "10000", "人");
	result(box, "城镇新增就业", "51000", "人")->period = STR("2021-2025");
	m = result(box, "地区生产总值", "6.5", "%");
	m->period = STR("2021-2025");
	m->basis = STR("年均");
	build(box);
	row = row_of(box, "地区生产总值", "年均");
	assert_int_equal(row->n_cells, 1);
	assert_int_equal(row->cells[0].year, 2025);
	assert_int_equal(row->cells[0].answer.rule, RULE_BELOW);
	assert_true((row->cells[0].marks & SERIES_FIVE_YEAR) != 0);
	assert_str(row->cells[0].target.stated.period, "2021-2025");
	row = row_of(box, "高新技术企业", "");
	assert_int_equal(row->cells[0].answer.rule, RULE_REACHED);
	/* at the prices of 2021 */
	for (size_t i = 0; i < box->t.n; i++)
		if (box->t.rows[i].family == FAMILY_MONEY)
			assert_int_equal(box->t.rows[i].cells[0].answer.rule,
					 RULE_BASIS);
	for (size_t i = 0; i < box->t.n; i++) {
		row = &box->t.rows[i];
		if (str_is(row->indicator, "城镇新增就业"))
			assert_int_equal(row->cells[0].answer.rule,
					 row->cells[0].target.low
						 ? RULE_REACHED
						 : RULE_NO_TARGET);
	}
}

static void names_alike(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2023);
	target(box, "整治提升背街小巷", "30", "个");
	target(box, "老街保护修缮项目", "5", "个");
	target(box, "亩产30万元以上行政村占比", "75", "%")->measure =
		MEASURE_LEVEL;
	report(box, "柳堤区", 2024);
	result(box, "背街小巷整治提升", "31", "个");
	result(box, "新街保护修缮规划", "6", "个");
	result(box, "亩产50万元以上行政村占比", "78", "%")->measure =
		MEASURE_LEVEL;
	build(box);
	assert_rule(box, 2023, "reached");
	assert_mark(box, 2023, SERIES_LIKENESS);
	for (size_t i = 0; i < box->t.n; i++)
		if (box->t.rows[i].cells[0].target.low &&
		    !str_is(box->t.rows[i].indicator, "整治提升背街小巷"))
			assert_int_equal(box->t.rows[i].cells[0].answer.rule,
					 RULE_NOT_MENTIONED);
}

static void not_told(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2022);
	target(box, "实际利用外资", "150000000", "美元");
	report(box, "柳堤区", 2023);
	target(box, "城镇登记失业率", "<3.5", "%")->measure = MEASURE_LEVEL;
	report(box, "柳堤区", 2024);
	result(box, "城镇调查失业率", "4.7", "%")->measure = MEASURE_LEVEL;
	target(box, "地区生产总值", "6", "%");
	report(box, "柳堤区", 2026);
	target(box, "地区生产总值", "6", "%");
	build(box);
	assert_rule(box, 2022, "not-mentioned");
	assert_rule(box, 2023, "replaced");
	assert_rule(box, 2024, "next-missing");
	assert_rule(box, 2026, "not-due");
	build_with(box, (struct series_wanted){0});
	assert_rule(box, 2026, "not-due");
}

static void asked_for(void **state)
{
	struct box *box = *state;

	report(box, "柳堤区", 2022);
	target(box, "地区生产总值", "6", "%");
	target(box, "进出口总额", "6", "%");
	report(box, "柳堤区", 2023);
	result(box, "地区生产总值", "6", "%");
	result(box, "固定资产投资", "6", "%");
	report(box, "石桥区", 2023);
	target(box, "地区生产总值", "6", "%");
	build_with(box, (struct series_wanted){.region = STR("石桥区")});
	assert_int_equal(box->t.n, 1);
	build_with(box, (struct series_wanted){.indicator = STR("gdp")});
	assert_int_equal(box->t.n, 2);
	build_with(box, (struct series_wanted){.year_from = 2023});
	assert_int_equal(box->t.n, 1);
	build_with(box, (struct series_wanted){.year_to = 2022,
					       .both_sides_only = true});
	assert_int_equal(box->t.n, 2);
}

/* A hostile report: as many figures of one name, and of as many names. */
static void many_figures(void **state)
{
	struct box *box = *state;

	for (unsigned year = 2022; year <= 2023; year++) {
		report(box, "柳堤区", year);
		for (unsigned i = 0; i < 20000; i++) {
			struct buf b;

			buf_init(&b, &box->a);
			buf_addf(&b, "事项%u", i % 10000);
			figure(box, year == 2022 ? ROLE_TARGET : ROLE_ACHIEVED,
			       i < 10000 ? "地区生产总值" : buf_cstr(&b), "6",
			       i < 10000 ? "%" : "个");
		}
	}
	build(box);
	assert_rule(box, 2022, "reached");
	assert_int_equal(box->t.n, 10001);
}

static void nothing(void **state)
{
	struct box *box = *state;

	build(box);
	assert_int_equal(box->t.n, 0);
	report(box, "", 2022);
	target(box, "地区生产总值", "6", "%");
	report(box, "柳堤区", 0);
	box->obs.sources.items[1].review_year = 0;
	target(box, "地区生产总值", "6", "%");
	result(box, "地区生产总值", "6", "%")->period = STR("-");
	build(box);
	assert_int_equal(box->t.n, 0);
}

static void marks_have_names(void **state)
{
	(void)state;
	assert_string_equal(series_mark_name(0), "provisional");
	for (unsigned i = 0; i < SERIES_MARK_COUNT; i++)
		assert_non_null(series_mark_name(i));
	assert_null(series_mark_name(SERIES_MARK_COUNT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(met_and_missed, setup,
						teardown),
		cmocka_unit_test_setup_teardown(regions_stay_apart, setup,
						teardown),
		cmocka_unit_test_setup_teardown(ends_of_a_range, setup,
						teardown),
		cmocka_unit_test_setup_teardown(level_against_rate, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_is_done_and_what_there_is,
						setup, teardown),
		cmocka_unit_test_setup_teardown(units, setup, teardown),
		cmocka_unit_test_setup_teardown(bases_and_scopes, setup,
						teardown),
		cmocka_unit_test_setup_teardown(press_pages_and_parts, setup,
						teardown),
		cmocka_unit_test_setup_teardown(restated_and_twice_told, setup,
						teardown),
		cmocka_unit_test_setup_teardown(values_before_bounds, setup,
						teardown),
		cmocka_unit_test_setup_teardown(goals_of_several_years, setup,
						teardown),
		cmocka_unit_test_setup_teardown(names_alike, setup, teardown),
		cmocka_unit_test_setup_teardown(not_told, setup, teardown),
		cmocka_unit_test_setup_teardown(asked_for, setup, teardown),
		cmocka_unit_test_setup_teardown(many_figures, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing, setup, teardown),
		cmocka_unit_test(marks_have_names),
	};

	return cmocka_run_group_tests_name("core/series", tests, open_known,
					   close_known);
}
