/*
 * Promises without figures: what is one, what is none, and which sentence of
 * the next report is told as «perhaps»; any bytes, in bounded time.
 */
#include <time.h>

#include "core/extract/extract.h"
#include "core/promise.h"

#include "tests/test.h"

struct fixture {
	struct arena a;
	struct report_rules *outline;
	struct extract_rules *figures;
	struct promise_rules *rules;
	struct report plan, next;
	struct promises promises;
	struct promise_match *matches;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct error err;

	error_clear(&err);
	f->outline = report_rules_open(&f->a, &ASSETS_BUILTIN, &err);
	f->figures = extract_rules_open(&f->a, &ASSETS_BUILTIN, &err);
	f->rules = promise_rules_open(&f->a, &ASSETS_BUILTIN, &err);
	assert_non_null(f->outline);
	assert_non_null(f->figures);
	assert_non_null(f->rules);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->a);
	free(f);
	return 0;
}

static void read_report(struct fixture *f, struct report *r, const char *text)
{
	*r = (struct report){0};
	report_parse(r, &f->a, f->outline, str_of(text), FORMAT_TEXT,
		     STR("x.txt"));
}

static void read_both(struct fixture *f, const char *plan, const char *next)
{
	struct metrics m = {0};

	read_report(f, &f->plan, plan);
	read_report(f, &f->next, next);
	extract(&m, &f->a, f->figures, &f->plan, EXTRACT_ALL);
	f->promises = (struct promises){0};
	promises_find(&f->promises, &f->a, f->rules, &f->plan, &m);
	f->matches = promises_match(&f->a, &f->plan, &f->promises, &f->next);
}

static struct str slice(const struct report *r, struct span s)
{
	return str_sub(r->text.bytes, s.off, (size_t)s.off + s.len);
}

static const char PLAN[] =
	"政府工作报告\n"
	"——2024年1月10日在云溪县第十届人民代表大会第三次会议上\n"
	"云溪县县长　甲某\n"
	"一、2023年工作回顾\n"
	"过去一年，我们建成松岭大桥，创建国家级农业园区。\n"
	"二、2024年工作安排\n"
	"今年是全面推进云溪新区建设的关键一年，要实施好各项工程。\n"
	"开工建设松岭水库，推进柳湾隧道前期工作。\n"
	"坚持稳中求进，凝聚奋进力量，增强必胜信心。\n"
	"创建国家级森林康养基地；新建学校3所，改造老旧小区12个。\n"
	"出台古树名木保护条例。\n"
	"办好首届云溪茶叶博览会。\n";
static const char NEXT[] =
	"政府工作报告\n"
	"——2025年1月12日在云溪县第十届人民代表大会第四次会议上\n"
	"云溪县县长　甲某\n"
	"一、2024年工作回顾\n"
	"一年来，松岭水库主体工程开工建设，完成投资3亿元。\n"
	"首届云溪茶叶博览会成功举办，签约项目12个。\n"
	"森林康养基地列入国家级名录。\n"
	"经济运行总体平稳，社会大局和谐稳定。\n"
	"二、2025年工作安排\n"
	"出台古树名木保护条例。\n";

static void test_finds_promises(void **state)
{
	static const char *const WANT[] = {
		"开工建设松岭水库，推进柳湾隧道前期工作。",
		"创建国家级森林康养基地；",
		"出台古树名木保护条例。",
		"办好首届云溪茶叶博览会。",
	};
	struct fixture *f = *state;

	read_both(f, PLAN, NEXT);
	assert_int_equal(f->promises.n, COUNT_OF(WANT));
	for (size_t i = 0; i < COUNT_OF(WANT); i++) {
		assert_str(slice(&f->plan, f->promises.items[i].at), WANT[i]);
		assert_true(f->promises.items[i].section < f->plan.sections.n);
	}
}

static void test_matches_what_looks_back(void **state)
{
	struct fixture *f = *state;

	read_both(f, PLAN, NEXT);
	assert_str(slice(&f->next, f->matches[0].at),
		   "一年来，松岭水库主体工程开工建设，完成投资3亿元。");
	assert_str(slice(&f->next, f->matches[1].at),
		   "森林康养基地列入国家级名录。");
	// said again as a plan, which is no fate
	assert_int_equal(f->matches[2].at.len, 0);
	assert_str(slice(&f->next, f->matches[3].at),
		   "首届云溪茶叶博览会成功举办，签约项目12个。");
	for (int i = 0; i < 4; i++)
		assert_in_range(f->matches[i].percent, 0, 100);
}

static void test_likeness_is_not_of_set_phrases(void **state)
{
	struct fixture *f = *state;

	read_both(f,
		  "政府工作报告\n二、2024年工作安排\n"
		  "加快推进柳湾产业园建设。\n",
		  "政府工作报告\n一、2024年工作回顾\n"
		  "加快推进民生改善。\n加快推进乡村振兴。\n");
	for (size_t i = 0; i < f->promises.n; i++)
		assert_int_equal(f->matches[i].at.len, 0);
}

static void test_nothing_to_match(void **state)
{
	struct fixture *f = *state;

	read_both(f, PLAN, "");
	for (size_t i = 0; i < f->promises.n; i++)
		assert_int_equal(f->matches[i].at.len, 0);
	read_both(f, "", NEXT);
	assert_int_equal(f->promises.n, 0);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The same promise 20,000 times, against itself 20,000 times. */
static void test_hostile_texts_are_bounded(void **state)
{
	struct fixture *f = *state;
	struct buf plan, next;
	double from;

	buf_init(&plan, &f->a);
	buf_init(&next, &f->a);
	buf_addz(&plan, "政府工作报告\n二、2024年工作安排\n");
	buf_addz(&next, "政府工作报告\n一、2024年工作回顾\n");
	for (int i = 0; i < 20000; i++) {
		buf_addz(&plan, "开工建设松岭大桥，开工建设松岭大桥工程。");
		buf_addz(&next, "开工建设松岭大桥，开工建设松岭大桥工程。");
	}
	buf_addz(&next, "\xff\xfe\n");
	from = seconds();
	read_both(f, buf_cstr(&plan), buf_cstr(&next));
	assert_true(f->promises.n > 0);
	assert_true(seconds() - from < 20);
}

static bool loads(const char *table)
{
	struct asset item = {"lexicon/promises.tsv", str_of(table)};
	struct assets assets = {&item, 1};
	struct arena a = {0};
	struct error err;
	bool ok;

	error_clear(&err);
	ok = promise_rules_open(&a, &assets, &err) != NULL;
	assert_true(ok || err.code == ERR_FORMAT);
	arena_release(&a);
	return ok;
}

static void test_broken_tables_are_refused(void **state)
{
	(void)state;
	assert_true(loads("class\tword\tnote\ndo\t开工\n"));
	assert_false(loads("class\tword\tnote\nmake\t开工\n"));
	assert_false(loads("class\tword\tnote\ndo\t\n"));
	assert_false(loads("class\tword\tnote\ndo\t开工\nobject\t开工\n"));
	assert_false(loads("word\tclass\n开工\tdo\n"));
	assert_false(loads(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_promises),
		cmocka_unit_test(test_matches_what_looks_back),
		cmocka_unit_test(test_likeness_is_not_of_set_phrases),
		cmocka_unit_test(test_nothing_to_match),
		cmocka_unit_test(test_hostile_texts_are_bounded),
		cmocka_unit_test(test_broken_tables_are_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
