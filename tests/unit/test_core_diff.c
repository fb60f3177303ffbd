/* core/diff: two reports of an invented district, and two of any damage. */
#include <time.h>

#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/diff.h"

#include "tests/test.h"

struct pair {
	struct arena arena;
	struct report report[DIFF_SIDES];
	struct diff diff;
};

static void compare_bytes(struct pair *p, struct str old, struct str newer)
{
	struct error err = {0};
	const struct report_rules *rules;
	const struct diff_rules *words;

	*p = (struct pair){0};
	rules = report_rules_open(&p->arena, &ASSETS_BUILTIN, &err);
	words = diff_rules_open(&p->arena, &ASSETS_BUILTIN, &err);
	assert_non_null(rules);
	assert_non_null(words);
	report_parse(&p->report[0], &p->arena, rules, old, FORMAT_TEXT,
		     STR("云溪区-2023.txt"));
	report_parse(&p->report[1], &p->arena, rules, newer, FORMAT_TEXT,
		     STR("云溪区-2024.txt"));
	diff_make(&p->diff, &p->arena, words, &p->report[0], &p->report[1]);
}

static void compare(struct pair *p, const char *old, const char *newer)
{
	compare_bytes(p, str_of(old), str_of(newer));
}

static struct str text_of(const struct pair *p, int side, struct span s)
{
	return str_sub(p->report[side].text.bytes, s.off,
		       (size_t)s.off + s.len);
}

/* The unit that holds these words; fails when there is none. */
static const struct diff_unit *unit(const struct pair *p, int side,
				    const char *words)
{
	ptrdiff_t at = str_find(p->report[side].text.bytes, str_of(words), 0);
	const struct diff_side *s = &p->diff.side[side];

	if (at < 0)
		print_error("no «%s»\n", words);
	assert_true(at >= 0);
	return &s->units.items[diff_unit_at(s, (uint32_t)at)];
}

/* Two stretches stand in units that are a pair. */
static void assert_pair(const struct pair *p, const char *old,
			const char *newer)
{
	const struct diff_unit *a = unit(p, 0, old), *b = unit(p, 1, newer);

	if (a->mate != (uint32_t)(b - p->diff.side[1].units.items))
		print_error("«%s» and «%s» are no pair\n", old, newer);
	assert_int_equal(a->mate, b - p->diff.side[1].units.items);
	assert_int_equal(b->mate, a - p->diff.side[0].units.items);
	assert_int_equal(a->kind, b->kind);
}

/* The changes of a unit as "old→new|…". */
static struct str changes(struct pair *p, const char *newer)
{
	const struct diff_unit *u = unit(p, 1, newer);
	struct buf b;

	buf_init(&b, &p->arena);
	for (uint32_t i = 0; i < u->n_changes; i++) {
		const struct diff_change *c =
			&p->diff.changes.items[u->change + i];

		if (i)
			buf_addc(&b, '|');
		buf_add(&b, text_of(p, 0, c->side[0]));
		buf_addz(&b, "→");
		buf_add(&b, text_of(p, 1, c->side[1]));
	}
	return buf_str(&b);
}

static void check_unit(const struct pair *p, int side, uint32_t i)
{
	const struct diff_side *s = &p->diff.side[side];
	const struct diff_side *other = &p->diff.side[!side];
	const struct diff_unit *u = &s->units.items[i];

	assert_true(u->len > 0);
	assert_true(i == 0 || u[-1].off + u[-1].len <= u->off);
	assert_true(u->off + u->len <= s->report->text.bytes.len);
	assert_true(u->section < s->sections.n);
	assert_true(u->follow <= other->report->text.bytes.len);
	assert_true(u->kind < DIFF_KIND_COUNT);
	assert_true(u->kind != (side ? DIFF_GONE : DIFF_NEW));
	assert_true((u->mate == DIFF_NONE) ==
		    (u->kind == (side ? DIFF_NEW : DIFF_GONE)));
	if (u->mate != DIFF_NONE)
		assert_int_equal(other->units.items[u->mate].mate, i);
	for (uint32_t k = 0; k < u->n_changes; k++) {
		struct span c = p->diff.changes.items[u->change + k].side[side];

		assert_true(c.off >= u->off &&
			    c.off + c.len <= u->off + u->len);
		assert_true(k == 0 ||
			    c.off >= p->diff.changes.items[u->change + k - 1]
					     .side[side]
					     .off);
	}
}

/* What must hold for any two texts. */
static void check(const struct pair *p)
{
	uint32_t seen[DIFF_SIDES] = {0}, at = 0;

	for (int s = 0; s < DIFF_SIDES; s++)
		for (uint32_t i = 0; i < p->diff.side[s].units.n; i++)
			check_unit(p, s, i);
	for (size_t i = 0; i < p->diff.groups.n; i++) {
		assert_int_equal(p->diff.groups.items[i].entry, at);
		at += p->diff.groups.items[i].n_entries;
	}
	assert_int_equal(at, p->diff.entries.n);
	/* every unit stands in one entry */
	for (size_t i = 0; i < p->diff.entries.n; i++)
		for (int s = 0; s < DIFF_SIDES; s++)
			seen[s] +=
				p->diff.entries.items[i].unit[s] != DIFF_NONE;
	for (int s = 0; s < DIFF_SIDES; s++)
		assert_int_equal(seen[s], p->diff.side[s].units.n);
}

static const char OLD[] =
	"云溪区政府工作报告\n2023年1月10日\n"
	"一、2022年工作回顾\n"
	"全区新建口袋公园12个，改造老旧小区30个。我们推动办好了十件实事。\n"
	"二、2023年重点工作\n"
	"（一）扩大有效投资\n"
	"力争新开工亿元以上项目40个。推动数字产业园二期竣工。办好桃花节。\n"
	"（二）守护碧水蓝天\n"
	"PM2.5平均浓度控制在26微克/立方米左右。启动河道清淤工程。\n"
	"三、加强政府自身建设\n"
	"压减一般性支出5%，让群众得到实惠。\n";
static const char NEWER[] =
	"云溪区政府工作报告\n2024年1月9日\n"
	"一、2023年工作回顾\n"
	"全区新建口袋公园15个，改造老旧小区28个。我们全力办好了十件实事。\n"
	"二、2024年总体要求\n"
	"坚持稳中求进，把恢复消费摆在前面。\n"
	"三、2024年重点工作\n"
	"（一）守护碧水蓝天\n"
	"PM2.5平均浓度控制在25微克/立方米以内。办好桃花节。\n"
	"（二）扩大有效投资\n"
	"确保新开工亿元以上项目45个。探索数字产业园二期竣工。引进首店20家。\n"
	"四、加强政府自身建设\n"
	"压减一般性支出5%，让群众得到实惠。\n";

static void sections_go_by_title_and_content(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, OLD, NEWER);
	check(&p);
	assert_pair(&p, "二、2023年重点", "三、2024年重点");
	assert_pair(&p, "（一）扩大", "（二）扩大");
	assert_pair(&p, "（二）守护", "（一）守护");
	assert_pair(&p, "三、加强", "四、加强");
	assert_int_equal(unit(&p, 1, "二、2024年总体")->kind, DIFF_NEW);
	arena_release(&p.arena);
}

static void units_are_told_apart(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, OLD, NEWER);
	assert_int_equal(unit(&p, 1, "压减一般性")->kind, DIFF_SAME);
	assert_int_equal(unit(&p, 1, "引进首店")->kind, DIFF_NEW);
	assert_int_equal(unit(&p, 0, "启动河道")->kind, DIFF_GONE);
	assert_int_equal(unit(&p, 1, "办好桃花节")->kind, DIFF_MOVED);
	assert_pair(&p, "PM2.5", "PM2.5");
	assert_int_equal(unit(&p, 1, "PM2.5")->kind, DIFF_REWORDED);
	/* the title, the date under it and the name are not compared */
	assert_int_equal(p.diff.side[1].units.items[0].off,
			 unit(&p, 1, "一、2023")->off);
	/* both texts are read from top to bottom, what is gone first */
	assert_int_equal(diff_entry_kind(&p.diff, &p.diff.entries.items[0]),
			 DIFF_REWORDED);
	arena_release(&p.arena);
}

static void figures_and_words_change_whole(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, OLD, NEWER);
	assert_str(changes(&p, "新建口袋公园"), "12→15|30→28");
	assert_str(changes(&p, "PM2.5"), "26→25|左右→以内");
	arena_release(&p.arena);
	compare(&p,
		"持续优化营商环境。\n持续扩大开放，持续增收。收入增长5.5%。\n",
		"继续优化营商环境。\n持续扩大开放，继续增收。收入增长6.5%。\n");
	assert_str(changes(&p, "继续优化"), "持续→继续");
	assert_str(changes(&p, "收入增长6.5%"), "5.5%→6.5%");
	arena_release(&p.arena);
}

static void promises_are_weighed(void **state)
{
	struct pair p;
	const struct diff_unit *u;

	(void)state;
	compare(&p, OLD, NEWER);
	u = unit(&p, 1, "确保新开工");
	assert_int_equal(u->n_promises, 1);
	assert_int_equal(p.diff.promises.items[u->promise].way, 1);
	assert_str(text_of(&p, 0, p.diff.promises.items[u->promise].word[0]),
		   "力争");
	assert_str(text_of(&p, 1, p.diff.promises.items[u->promise].word[1]),
		   "确保");
	u = unit(&p, 1, "探索数字产业园");
	assert_int_equal(u->n_promises, 1);
	assert_int_equal(p.diff.promises.items[u->promise].way, -1);
	/* what is told of the past promises nothing */
	assert_pair(&p, "推动办好", "全力办好");
	assert_int_equal(unit(&p, 1, "全力办好")->n_promises, 0);
	assert_int_equal(p.diff.n_stronger, 1);
	assert_int_equal(p.diff.n_weaker, 1);
	arena_release(&p.arena);
}

/* Of other things, of words that hide others, and of the same rank. */
static void promises_of_other_things_are_not(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, "力争老旧小区改造完工，做好绿化。\n",
		"老旧小区改造完工，确保颗粒归仓，做好绿化。\n");
	assert_pair(&p, "力争老旧", "老旧小区");
	assert_int_equal(p.diff.promises.n, 0);
	arena_release(&p.arena);
	compare(&p, "增强消费推动力，推动旅游发展。\n",
		"增强消费驱动力，促进旅游发展。\n");
	assert_pair(&p, "增强消费", "增强消费");
	assert_int_equal(p.diff.promises.n, 0);
	arena_release(&p.arena);
}

static void spaces_width_and_script_do_not_count(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, "新建口袋公园12个,改造老旧小区30个;启动河道清淤工程。\n",
		"新建口袋公園１２个，改造 老旧小区　30个。启动河道清淤工程。\n");
	check(&p);
	assert_int_equal(p.diff.n[DIFF_SAME], 2);
	assert_int_equal(p.diff.n[DIFF_REWORDED], 0);
	arena_release(&p.arena);
}

static void same_and_empty(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, NEWER, NEWER);
	check(&p);
	assert_int_equal(p.diff.n[DIFF_SAME], 9);
	for (int k = 1; k < DIFF_KIND_COUNT; k++)
		assert_int_equal(p.diff.n[k], 0);
	arena_release(&p.arena);
	compare(&p, "", NEWER);
	check(&p);
	assert_int_equal(p.diff.n[DIFF_NEW], 9);
	arena_release(&p.arena);
	compare(&p, OLD, "");
	check(&p);
	assert_int_equal(p.diff.n[DIFF_GONE], 8);
	arena_release(&p.arena);
	compare(&p, "", "\n");
	check(&p);
	assert_int_equal(p.diff.entries.n, 0);
	arena_release(&p.arena);
}

/* What is read beside each other: the mate, else what stood before. */
static void follows(void **state)
{
	struct pair p;

	(void)state;
	compare(&p, OLD, NEWER);
	assert_int_equal(unit(&p, 1, "引进首店")->follow,
			 unit(&p, 0, "推动数字")->off);
	assert_int_equal(unit(&p, 1, "PM2.5")->follow,
			 unit(&p, 0, "PM2.5")->off);
	assert_int_equal(unit(&p, 0, "（一）扩大")->follow,
			 unit(&p, 1, "（二）扩大")->off);
	/* a moved one does not tear the panes apart */
	assert_int_equal(unit(&p, 1, "办好桃花节")->follow,
			 unit(&p, 0, "PM2.5")->off);
	arena_release(&p.arena);
}

static struct str repeat(struct arena *a, const char *s, size_t bytes)
{
	struct buf b;

	buf_init(&b, a);
	while (b.len < bytes)
		buf_addz(&b, s);
	return buf_str(&b);
}

static struct str noise(struct arena *a, unsigned seed, size_t n)
{
	static const char *const words[] = {"改", "革", "发", "展", "稳",
					    "定", "。", "，", "3%", "\n"};
	struct buf b;

	buf_init(&b, a);
	while (n--) {
		seed = seed * 1103515245 + 12345;
		buf_addz(&b, words[(seed >> 16) % COUNT_OF(words)]);
	}
	return buf_str(&b);
}

/* Any bytes, any shape: it holds, and it ends. The limit is far above what it
 * takes (0.3 s a pair), and far below what a quadratic one would. */
static void hostile(void **state)
{
	struct arena a = {0};
	struct str rows[][2] = {
		{repeat(&a, "发展", 1 << 20), repeat(&a, "发展，", 1 << 20)},
		{repeat(&a, "一、发展。\n改革。\n", 1 << 20),
		 repeat(&a, "一、发展。\n改革开放。\n", 1 << 20)},
		{repeat(&a, "。", 1 << 20), repeat(&a, "！”", 1 << 20)},
		{repeat(&a, "1", 1 << 20), repeat(&a, "12,", 1 << 20)},
		{noise(&a, 1, 300000), noise(&a, 2, 300000)},
		{repeat(&a, "\xff\xe5\x90", 60000),
		 repeat(&a, "\x01\n", 60000)},
	};
	clock_t begin = clock();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct pair p;

		compare_bytes(&p, rows[i][0], rows[i][1]);
		check(&p);
		arena_release(&p.arena);
	}
	assert_true((clock() - begin) / CLOCKS_PER_SEC < 60);
	arena_release(&a);
}

static void tables_are_checked(void **state)
{
	static const char *const broken[] = {
		"word\tnote\n", "word\trank\n力争\tx\n",
		"word\trank\n力争\t1\n力争\t2\n", "word\trank\n\t1\n",
		"word\trank\n力争\t1001\n"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		struct asset asset = {"lexicon/promises-strength.tsv",
				      str_of(broken[i])};
		struct assets assets = {&asset, 1};
		struct arena a = {0};
		struct error err = {0};

		assert_null(diff_rules_open(&a, &assets, &err));
		assert_int_equal(err.code, ERR_FORMAT);
		arena_release(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_go_by_title_and_content),
		cmocka_unit_test(units_are_told_apart),
		cmocka_unit_test(figures_and_words_change_whole),
		cmocka_unit_test(promises_are_weighed),
		cmocka_unit_test(promises_of_other_things_are_not),
		cmocka_unit_test(spaces_width_and_script_do_not_count),
		cmocka_unit_test(same_and_empty),
		cmocka_unit_test(follows),
		cmocka_unit_test(hostile),
		cmocka_unit_test(tables_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
