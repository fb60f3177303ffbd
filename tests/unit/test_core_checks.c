/*
 * The checks of a report's own figures and text: what each rule finds, and,
 * as important, what it leaves alone. A row is a text (with another report of
 * the region, where there are two) and the findings that it must give.
 */
#include <time.h>

#include "core/base/tsv.h"
#include "core/checks.h"
#include "core/extract/extract.h"
#include "core/indicator.h"

#include "tests/test.h"

struct fixture {
	struct arena arena;
	struct report_rules *reports;
	struct extract_rules *figures;
	struct check_rules *checks;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->reports = report_rules_open(&f->arena, &ASSETS_BUILTIN, NULL);
	f->figures = extract_rules_open(&f->arena, &ASSETS_BUILTIN, NULL);
	f->checks = check_rules_open(&f->arena, &ASSETS_BUILTIN, NULL);
	assert_non_null(f->reports);
	assert_non_null(f->figures);
	assert_non_null(f->checks);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->arena);
	free(f);
	return 0;
}

struct one {
	struct report report;
	struct metrics metrics;
};

static void read_one(struct fixture *f, struct arena *a, struct str text,
		     struct one *out)
{
	*out = (struct one){0};
	report_parse(&out->report, a, f->reports, text, FORMAT_TEXT, STR(""));
	extract(&out->metrics, a, f->figures, &out->report, EXTRACT_ALL);
}

/* Title, parts and a closing paragraph around the sentences of a row. */
static struct str whole(struct arena *a, const char *year, const char *body)
{
	struct buf b;
	unsigned y = 0;

	str_to_u32(str_of(year), &y);
	buf_init(&b, a);
	buf_addf(
		&b,
		"青岚区%u年政府工作报告\n"
		"各位代表：\n现在，我代表区人民政府向大会报告工作，请予审议。\n"
		"一、%u年工作回顾\n%s\n"
		"二、%u年工作安排\n今年要把各项工作做得更实更细。\n",
		y, y - 1, body, y);
	return buf_str(&b);
}

/* "rule value; rule value" */
static void name_findings(const struct findings *f, struct buf *out)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->items[i];

		if (i)
			buf_addz(out, "; ");
		buf_addz(out, check_rule_name(x->rule));
		buf_addc(out, ' ');
		buf_add(out, x->place[0].value);
	}
}

static const struct row {
	const char *what, *body, *other, *want; /* of 2024; of 2023 */
} ROWS[] = {
	{"nothing", "全年新建学校3所，改造道路12公里。", NULL, ""},
	/* 由A增加到B，增长C */
	{"a sum that holds",
	 "社会消费品零售总额由112.4亿元增加到120.8亿元，增长7.5%。", NULL, ""},
	{"a sum that does not",
	 "社会消费品零售总额由112.4亿元增加到120.8亿元，增长9.5%。", NULL,
	 "sum-change 120.8亿元"},
	{"a fall", "存款余额由112.4亿元减少到100.8亿元，下降20.3%。", NULL,
	 "sum-change 100.8亿元"},
	{"a fall that holds", "存款余额由112.4亿元减少到100.8亿元，下降10.3%。",
	 NULL, ""},
	{"points", "常住人口城镇化率由61.2%提高到62.5%，提高2.3个百分点。",
	 NULL, "sum-change 62.5%"},
	{"points that hold",
	 "常住人口城镇化率由61.2%提高到62.5%，提高1.3个百分点。", NULL, ""},
	{"within rounding",
	 "社会消费品零售总额由112亿元增加到121亿元，增长8.5%。", NULL, ""},
	{"about", "社会消费品零售总额由112.4亿元增加到约120.8亿元，增长9.5%。",
	 NULL, ""},
	{"a mean of years",
	 "社会消费品零售总额由112.4亿元增加到120.8亿元，年均增长1.5%。", NULL,
	 ""},
	{"real growth", "地区生产总值由700.2亿元增加到770.5亿元，增长6.5%。",
	 NULL, ""},
	{"real growth that is said",
	 "居民人均可支配收入由50000元增加到56000元，实际增长8.5%。", NULL, ""},
	{"nominal growth that is said",
	 "居民人均可支配收入由50123元增加到56321元，名义增长8.5%。", NULL,
	 "sum-change 56321元"},
	{"another yardstick",
	 "社会消费品零售总额由112.4亿元增加到120.8亿元，比2019年增长30.5%。",
	 NULL, ""},
	{"last year's points",
	 "常住人口城镇化率由58.2%提高到62.5%，比上年提高1.3个百分点。", NULL,
	 ""},
	{"growth in real terms",
	 "社会消费品零售总额由112.4亿元增加到120.8亿元，实际增长9.5%。", NULL,
	 ""},
	{"growth of what can be compared",
	 "一般公共预算收入由58.4亿元增加到60.8亿元，同口径增长9.5%。", NULL,
	 ""},
	/* B，增加A，增长C */
	{"an amount", "一般公共预算收入60.8亿元，增加5.6亿元，增长9.1%。", NULL,
	 "sum-part 5.6亿元"},
	{"an amount that fits",
	 "一般公共预算收入60.8亿元，增加5.6亿元，增长10.1%。", NULL, ""},
	{"an amount less", "一般公共预算收入60.8亿元，减少5.6亿元，下降9.4%。",
	 NULL, "sum-part 5.6亿元"},
	{"an amount less that fits",
	 "一般公共预算收入60.8亿元，减少5.6亿元，下降8.4%。", NULL, ""},
	{"an amount of what is real",
	 "地区生产总值608.1亿元，增加56.1亿元，增长6.1%。", NULL, ""},
	/* level, growth and the level of the year before */
	{"last year's level", "全年社会消费品零售总额120.8亿元，增长9.5%。",
	 "全年社会消费品零售总额112.4亿元，增长5.1%。", "sum-year 120.8亿元"},
	{"last year's level agrees",
	 "全年社会消费品零售总额120.8亿元，增长7.5%。",
	 "全年社会消费品零售总额112.4亿元，增长5.1%。", ""},
	{"last year's share", "空气质量优良天数比率95.2%，提高3.0个百分点。",
	 "空气质量优良天数比率94.1%，提高0.4个百分点。", "sum-year 95.2%"},
	{"real growth over the years", "全年地区生产总值750.8亿元，增长5.5%。",
	 "全年地区生产总值700.4亿元，增长5.1%。", ""},
	{"on a comparable basis", "一般公共预算收入60.8亿元，同口径增长9.5%。",
	 "一般公共预算收入58.4亿元，增长5.1%。", ""},
	{"investment is restated", "固定资产投资完成260.8亿元，增长9.5%。",
	 "固定资产投资完成258.4亿元，增长5.1%。", ""},
	{"two things of one name", "接待游客120.8万人次，增长7.5%。",
	 "接待游客312.4万人次，增长5.1%。", ""},
	/* told in two ways */
	{"two figures", "全年城镇新增就业7240人。\n全年城镇新增就业7640人。",
	 NULL, "figure-differs 7640人"},
	{"told twice the same",
	 "全年城镇新增就业7240人。\n今年全区城镇新增就业7240人。", NULL, ""},
	{"rounded", "全年城镇新增就业7240人。\n全年城镇新增就业0.72万人。",
	 NULL, ""},
	{"more than", "全年城镇新增就业7240人。\n全年城镇新增就业7000余人。",
	 NULL, ""},
	{"less than more than",
	 "全年城镇新增就业7240人。\n全年城镇新增就业超过7500人。", NULL,
	 "figure-differs 7500人"},
	{"real and nominal",
	 "居民人均可支配收入增长5.6%。\n居民人均可支配收入实际增长5.1%。", NULL,
	 ""},
	{"a year and a mean",
	 "地区生产总值增长5.6%。\n地区生产总值年均增长6.1%。", NULL, ""},
	{"a part of the year",
	 "地区生产总值增长5.6%。\n上半年地区生产总值增长6.1%。", NULL, ""},
	{"one sentence", "地区生产总值增长5.6%，地区生产总值增长6.1%。", NULL,
	 ""},
	{"no indicator that is known",
	 "全年办理各类小事7240件。\n全年办理各类小事7640件。", NULL, ""},
	{"more than its digits",
	 "全年城镇新增就业7240人。\n"
	 "全年城镇新增就业7100余人。",
	 NULL, ""},
	{"a round number",
	 "全年城镇新增就业7240人。\n"
	 "全年城镇新增就业7000人。",
	 NULL, ""},
	{"cut off", "全年城镇新增就业7290人。\n全年城镇新增就业0.72万人。",
	 NULL, ""},
	{"the first once more",
	 "全年城镇新增就业7240人。\n全年城镇新增就业7640人。\n"
	 "就业形势稳定，城镇新增就业7240人。",
	 NULL, "figure-differs 7640人"},
	{"far apart", "全年城镇新增就业7240人。\n全年城镇新增就业17640人。",
	 NULL, ""},
	/* told differently elsewhere */
	{"restated", "2022年社会消费品零售总额114.2亿元。",
	 "全年社会消费品零售总额112.4亿元。", "figure-elsewhere 114.2亿元"},
	{"the same elsewhere", "2022年社会消费品零售总额112.4亿元。",
	 "全年社会消费品零售总额112.4亿元。", ""},
	/* text that stands twice */
	{"a sentence",
	 "青樟公路全线贯通，沿线群众出行更加方便。农村面貌焕然一新。\n"
	 "城市更新步伐加快。青樟公路全线贯通，沿线群众出行更加方便。",
	 NULL, "sentence-twice 青樟公路全线贯通，沿线群众出行更加方便。"},
	{"sentences in a row are one",
	 "青樟公路全线贯通，沿线群众出行更加方便。"
	 "山区乡镇告别了绕行的历史，特产直达城市。农村面貌焕然一新。\n"
	 "城市更新步伐加快。青樟公路全线贯通，沿线群众出行更加方便。"
	 "山区乡镇告别了绕行的历史，特产直达城市。",
	 NULL,
	 "sentence-twice 青樟公路全线贯通，沿线群众出行更加方便。"
	 "山区乡镇告别了绕行的历史，特产直达城市。"},
	{"a heading that opens two paragraphs",
	 "（一）推动产业转型升级提质增效步伐加快。工业稳步增长。\n"
	 "（二）推动城乡融合。农村面貌一新。\n"
	 "二、2024年工作安排\n"
	 "（一）推动产业转型升级提质增效步伐加快。工业更上层楼。",
	 NULL, ""},
	{"two paragraphs",
	 "青樟公路全线贯通，沿线三个乡镇的群众出行更加方便。\n"
	 "青樟公路全线贯通，沿线三个乡镇的群众出行更加方便。",
	 NULL,
	 "paragraph-twice "
	 "青樟公路全线贯通，沿线三个乡镇的群众出行更加方便。"},
	{"a set phrase",
	 "全年工作成绩来之不易。学校建成。\n全年工作成绩来之不易。医院建成。",
	 NULL, ""},
};

static bool row_holds(struct fixture *f, const struct row *row)
{
	struct arena a = {0};
	struct one mine, other;
	struct check_side m = {1, &mine.report, &mine.metrics};
	struct check_side o = {2, &other.report, &other.metrics};
	struct findings found = {0};
	struct buf b;
	bool ok;

	read_one(f, &a, whole(&a, "2024", row->body), &mine);
	checks_self(&found, &a, f->checks, &m);
	if (row->other) {
		read_one(f, &a, whole(&a, "2023", row->other), &other);
		checks_pair(&found, &a, f->checks, &m, &o);
	}
	findings_sort(&found);
	buf_init(&b, &a);
	name_findings(&found, &b);
	ok = str_is(buf_str(&b), row->want);
	if (!ok)
		print_error("%s: got «%s», want «%s»\n", row->what,
			    buf_cstr(&b), row->want);
	arena_release(&a);
	return ok;
}

static void each_rule(void **state)
{
	size_t wrong = 0;

	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		wrong += !row_holds(*state, &ROWS[i]);
	assert_int_equal(wrong, 0);
}

static size_t find(struct fixture *f, struct arena *a, struct str text,
		   struct findings *found)
{
	struct one one;
	struct check_side side = {1, &one.report, &one.metrics};

	*found = (struct findings){0};
	read_one(f, a, text, &one);
	checks_self(found, a, f->checks, &side);
	findings_sort(found);
	return found->n;
}

static const char BODY[] =
	"青岚区2024年政府工作报告\n"
	"各位代表：\n现在，我代表区人民政府向大会报告工作，请予审议。\n"
	"一年来，全区上下同心协力，各项工作取得新的进展。\n"
	"我们新建了学校，改造了道路，群众的生活更加便利。\n";

static void the_end(void **state)
{
	static const struct {
		const char *end, *want; /* the last characters, "" no finding */
	} ENDS[] = {
		{"让我们携手同心，为建设更加美好的青岚而努力奋斗！\n", ""},
		{"让我们携手同心，为建设更加美好的青岚而\n",
		 "让我们携手同心，为建设更加美好的青岚而"},
		{"让我们携手同心，为建设更加美好的青岚，\n",
		 "让我们携手同心，为建设更加美好的青岚，"},
		{"城市更新步伐加快。今\n", "城市更新步伐加快。今"},
		{"让我们携手同心。\n（本文来源：青岚日报，编辑：林一）\n", ""},
		{"让我们携手同心。\n记者 林一，通讯员 周二\n", ""},
		{"让我们携手同心。\n2024年1月16日\n", ""},
		{"让我们携手同心。\n小河湾村的新校舍\n", ""},
		{"他说：“让我们携手同心。”\n", ""},
	};
	struct arena a = {0};

	for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
		struct findings found;
		struct buf b;

		buf_init(&b, &a);
		buf_addz(&b, BODY);
		buf_addz(&b, ENDS[i].end);
		if (find(*state, &a, buf_str(&b), &found) == 0) {
			assert_string_equal(ENDS[i].want, "");
			continue;
		}
		assert_int_equal(found.n, 1);
		assert_int_equal(found.items[0].rule, CHECK_CUT);
		assert_str(found.items[0].place[0].value, ENDS[i].want);
	}
	arena_release(&a);
}

/* A list closes no paragraph with a full stop; it is not cut. */
static void a_list_has_no_end(void **state)
{
	struct arena a = {0};
	struct findings found;

	assert_int_equal(find(*state, &a,
			      STR("青岚区十件实事\n新建学校，扩建医院\n"
				  "改造道路，疏通河道\n整修公园，添置座椅\n"),
			      &found),
			 0);
	arena_release(&a);
}

/* The sum that is shown, and where the three figures are. */
static void a_sum_in_full(void **state)
{
	struct arena a = {0};
	struct findings found;
	char sum[DECIMAL_TEXT];
	const struct finding *x;

	find(*state, &a,
	     whole(&a, "2024",
		   "存款余额由112.4亿元减少到100.8亿元，下降20.3%。"),
	     &found);
	assert_int_equal(found.n, 1);
	x = &found.items[0];
	decimal_text(x->sum, sum);
	assert_string_equal(sum, "89.58"); // 112.4 * 0.797
	assert_str(x->sum_unit, "亿元");
	assert_true(x->falls);
	assert_int_equal(x->how, CHECK_TIMES);
	assert_int_equal(x->n_places, 3);
	assert_str(x->place[1].value, "20.3%");
	assert_str(x->place[2].value, "112.4亿元");
	assert_ptr_equal(findings_at(&found, x->place[2].at), x);
	assert_null(findings_at(&found, (struct span){0, 3}));
	arena_release(&a);
}

/* What another report says is copied: it may be gone when it is shown. */
static void other_reports_are_named(void **state)
{
	struct fixture *f = *state;
	struct arena a = {0}, gone = {0};
	struct one mine, other;
	struct check_side m = {1, &mine.report, &mine.metrics};
	struct check_side o = {7, &other.report, &other.metrics};
	struct findings found = {0};

	read_one(f, &a,
		 whole(&a, "2024", "2022年社会消费品零售总额114.2亿元。"),
		 &mine);
	read_one(f, &gone,
		 whole(&gone, "2023", "全年社会消费品零售总额112.4亿元。"),
		 &other);
	checks_pair(&found, &a, f->checks, &m, &o);
	arena_release(&gone);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.items[0].place[0].report, 0);
	assert_int_equal(found.items[0].place[1].report, 7);
	assert_str(found.items[0].place[1].value, "112.4亿元");
	assert_str(found.items[0].place[1].quote,
		   "全年社会消费品零售总额112.4亿元。");
	assert_str(found.items[0].place[1].period, "2022");
	arena_release(&a);
}

/* A page that was provisional says nothing against the report itself. */
static void one_level_that_agrees_is_enough(void **state)
{
	struct fixture *f = *state;
	struct arena a = {0};
	struct one mine, page, report;
	struct check_side m = {1, &mine.report, &mine.metrics};
	struct check_side p = {2, &page.report, &page.metrics};
	struct check_side r = {3, &report.report, &report.metrics};
	struct findings found = {0};

	read_one(f, &a,
		 whole(&a, "2024",
		       "全年社会消费品零售总额120.8亿元，增长7.5%。"),
		 &mine);
	read_one(f, &a, whole(&a, "2023", "社会消费品零售总额111.1亿元。"),
		 &page);
	read_one(f, &a, whole(&a, "2023", "社会消费品零售总额112.4亿元。"),
		 &report);
	checks_pair(&found, &a, f->checks, &m, &p);
	assert_int_equal(found.n, 1);
	checks_pair(&found, &a, f->checks, &m, &r);
	findings_sort(&found);
	assert_int_equal(found.n, 0);
	arena_release(&a);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Everything the same, many times: the findings are cut off, the time grows
 * with the text. */
static void much_of_the_same(void **state)
{
	struct fixture *f = *state;
	struct arena a = {0};
	struct findings found;
	double before;
	struct buf b;

	buf_init(&b, &a);
	buf_addz(&b, BODY);
	for (int i = 0; i < 20000; i++)
		buf_addf(&b, "全年城镇新增就业%d人，比上年增长%d.%d%%。\n",
			 7000 + i % 9, i % 7, i % 10);
	before = seconds();
	find(f, &a, buf_str(&b), &found);
	assert_true(seconds() - before < 8);
	assert_int_equal(found.n, CHECK_MAX);
	for (size_t i = 1; i < found.n; i++)
		assert_true(found.items[i - 1].place[0].at.off <=
			    found.items[i].place[0].at.off);
	arena_release(&a);
}

/* The prices of growth are of indicators that there are, in money. */
static void tables_are_in_order(void **state)
{
	struct arena a = {0};
	struct indicators *known = indicators_open(&a, &ASSETS_BUILTIN, NULL);
	struct tsv t;

	(void)state;
	assert_true(tsv_read(
		&t, &a, "lexicon/growth-prices.tsv",
		assets_get(&ASSETS_BUILTIN, "lexicon/growth-prices.tsv"),
		NULL));
	for (size_t i = 0; i < t.rows.n; i++) {
		struct str name = t.rows.items[i].cell[0];
		const struct indicator *x = indicator_find(known, name);

		assert_non_null(x);
		assert_true(str_eq(x->name, name));
		assert_int_equal(x->family, FAMILY_MONEY);
	}
	arena_release(&a);
}

static bool loads(const char *words)
{
	struct asset items[] = {{"lexicon/checks.tsv", str_of(words)},
				{"lexicon/growth-prices.tsv",
				 STR("canonical\tprices\n税收收入\tlevels\n")}};
	struct assets assets = {items, COUNT_OF(items)};
	struct arena a = {0};
	struct error err = {0};
	bool ok = check_rules_open(&a, &assets, &err) != NULL;

	assert_int_equal(err.code, ok ? ERR_NONE : ERR_FORMAT);
	arena_release(&a);
	return ok;
}

static void broken_tables_are_refused(void **state)
{
	(void)state;
	assert_true(loads("class\tword\nother\t年均\nnew\t新增\n"));
	assert_false(loads("class\tword\nnobody\t年均\n"));
	assert_false(loads("class\tword\nother\t年均\nnew\t年均\n"));
	assert_false(loads("class\tword\nother\t\n"));
	assert_false(loads("word\n年均\n"));
	assert_false(loads(""));
}

static void rules_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < CHECK_COUNT; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(
				check_rule_name((enum check_rule)i),
				check_rule_name((enum check_rule)k));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule),
		cmocka_unit_test(the_end),
		cmocka_unit_test(a_list_has_no_end),
		cmocka_unit_test(a_sum_in_full),
		cmocka_unit_test(other_reports_are_named),
		cmocka_unit_test(one_level_that_agrees_is_enough),
		cmocka_unit_test(much_of_the_same),
		cmocka_unit_test(tables_are_in_order),
		cmocka_unit_test(broken_tables_are_refused),
		cmocka_unit_test(rules_have_names),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
