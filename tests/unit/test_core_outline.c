/* core/text and core/outline: offsets, repair, markers, dates, and the
 * report's invariants on texts of every kind of damage. */
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/outline/date.h"
#include "core/outline/mark.h"
#include "core/outline/scan.h"
#include "core/report.h"

#include "tests/test.h"

static struct report_rules *rules(struct arena *a)
{
	struct error err = {0};
	struct report_rules *r = report_rules_open(a, &ASSETS_BUILTIN, &err);

	if (!r)
		print_error("%s %s %s\n", err.args[0], err.args[1],
			    err.args[2]);
	assert_non_null(r);
	return r;
}

static void offsets(void **state)
{
	struct arena a = {0};
	struct buf b;
	struct text t;
	uint32_t cp = 0;

	(void)state;
	buf_init(&b, &a);
	for (int i = 0; i < 3000; i++)
		buf_addz(&b, i % 3 ? "发a" : "\xf0\xa0\x80\x80é");
	text_load(&t, &a, buf_str(&b));
	assert_int_equal(t.n_cps, utf8_count(t.bytes));
	for (uint32_t off = 0; off < t.bytes.len; cp++) {
		assert_int_equal(text_cp(&t, off), cp);
		assert_int_equal(text_off(&t, cp), off);
		off = (uint32_t)utf8_next(t.bytes, off);
	}
	assert_int_equal(text_cp(&t, (uint32_t)t.bytes.len), t.n_cps);
	assert_int_equal(text_off(&t, t.n_cps + 9), t.bytes.len);
	arena_release(&a);
}

static void loading(void **state)
{
	struct arena a = {0};
	struct str whole = STR("各位\r\n代表");
	struct text t;

	(void)state;
	text_load(&t, &a, STR("\xef\xbb\xbf各位"));
	assert_str(t.bytes, "各位");
	assert_int_equal(text_cp(&t, 3), 1);
	text_load(&t, &a, whole);
	assert_ptr_equal(t.bytes.p, whole.p);
	assert_int_equal(t.n_cps, 6);
	text_load(&t, &a, STR("a\xff\xe5\x90z\xef\xbf\xbd"));
	assert_str(t.bytes, "a\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd");
	assert_int_equal(t.n_replaced, 2);
	assert_int_equal(t.n_cps, 5);
	text_load(&t, &a, STR_NULL);
	assert_int_equal(t.n_cps, 0);
	assert_int_equal(text_off(&t, 0), 0);
	arena_release(&a);
}

static void marks(void **state)
{
	static const struct {
		const char *s;
		enum mark_kind kind;
		uint32_t number;
	} rows[] = {
		{"一、回顾", MARK_HAN, 1},
		{"十二．安排", MARK_HAN, 12},
		{"（三）做好", MARK_HAN_PAREN, 3},
		{"(十)做好", MARK_HAN_PAREN, 10},
		{"（\n四）做好", MARK_HAN_PAREN, 4},
		{"第二，坚持", MARK_ORDINAL, 2},
		{"第五、坚持", MARK_ORDINAL, 5},
		{"第三部分 安排", MARK_PART, 3},
		{"二是推进", MARK_IS, 2},
		{"三要推进", MARK_IS, 3},
		{"1.深化", MARK_ARABIC, 1},
		{"１２．深化", MARK_ARABIC, 12},
		{"3、深化", MARK_ARABIC, 3},
		{"(7)深化", MARK_ARABIC_PAREN, 7},
		{"④深化", MARK_ARABIC_PAREN, 4},
		{"——发展", MARK_DASH, 0},
		{"--发展", MARK_DASH, 0},
		{"## 一、x", MARK_HASH, 2},
		{"1.5亿元", MARK_NONE, 0},
		{"2024.", MARK_NONE, 0},
		{"一方面", MARK_NONE, 0},
		{"第二次会议", MARK_NONE, 0},
		{"-1", MARK_NONE, 0},
		{"#话题", MARK_NONE, 0},
		{"", MARK_NONE, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mark m = mark_at(str_of(rows[i].s), true);

		if (m.kind != rows[i].kind || m.number != rows[i].number)
			print_error("%s: %s %u\n", rows[i].s, mark_name(m.kind),
				    m.number);
		assert_int_equal(m.kind, rows[i].kind);
		assert_int_equal(m.number, rows[i].number);
	}
}

static void dates(void **state)
{
	static const struct {
		const char *s, *iso;
	} rows[] = {
		{"（2023年2月1日在海边）", "2023-02-01"},
		{"2 0 2 3 年 1 2 月 3 1 日", "2023-12-31"},
		{"二〇二四年一月十八日", "2024-01-18"},
		{"２０２２年３月５日", "2022-03-05"},
		{"时间：2026-01-22 09:30", "2026-01-22"},
		{"2024/7/9", "2024-07-09"},
		{"电话12345678-1-1", ""},
		{"3024年1月1日", ""},
	};
	struct arena a = {0};
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		date_find(str_of(rows[i].s), true, &d);
		assert_str(date_iso(&a, &d), rows[i].iso);
	}
	arena_release(&a);
}

static void phrases(void **state)
{
	static const struct {
		const char *s;
		uint32_t year;
	} rows[] = {
		{"“十三五”规划收官之年", 2020},
		{"“十五五”开局之年", 2026},
		{"“九五”计划的最后一年", 2000},
		{"党的二十大召开之年", 2022},
		{"党的十九大精神的开局之年", 2018},
		{"新中国成立70周年", 2019},
		{"建党一百周年", 0},
		{"改革开放40周年", 2018},
		{"是本届政府的开局之年", 0},
		{"十三五,收官之年", 0},
		{"经济发展", 0},
	};
	struct arena a = {0};
	struct report_rules *r = rules(&a);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint32_t year = date_of_phrase(r, str_of(rows[i].s));

		if (year != rows[i].year)
			print_error("%s: %u\n", rows[i].s, year);
		assert_int_equal(year, rows[i].year);
	}
	arena_release(&a);
}

static void one_line(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_str(scan_one_line(&a, STR("政 府 工 作 报 告")), "政府工作报告");
	assert_str(scan_one_line(&a, STR("关于1 9 9 8 年工作")),
		   "关于1998年工作");
	assert_str(scan_one_line(&a, STR("海边 高质量\r\n建设")),
		   "海边 高质量建设");
	assert_str(scan_one_line(&a, STR("GDP growth")), "GDP growth");
	arena_release(&a);
}

static void check_paras(const struct report *r)
{
	const struct str s = r->text.bytes;
	uint32_t end = 0;
	size_t n;

	for (size_t i = 0; i <= r->paras.n; i++) {
		uint32_t off = i < r->paras.n ? r->paras.items[i].off
					      : (uint32_t)s.len;

		assert_true(off >= end);
		for (size_t at = end; at < off; at += n)
			assert_true(space_is(utf8_decode(s, at, &n)));
		if (i == r->paras.n)
			break;
		assert_true(r->paras.items[i].len > 0);
		assert_true(r->paras.items[i].kind < PARA_KIND_COUNT);
		end = off + r->paras.items[i].len;
		assert_true(end <= s.len);
		assert_true(utf8_is_valid(str_sub(s, off, end)));
	}
}

static void check_sections(const struct report *r)
{
	uint32_t before = 0;

	for (size_t i = 0; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		assert_true(i == 0 || s->off > before);
		before = s->off;
		assert_true(s->len > 0 && s->title.len > 0);
		assert_true(s->off + s->len <= r->text.bytes.len);
		assert_true(s->level >= LEVEL_PART && s->level <= LEVEL_TOPIC);
		assert_true(s->time < SECTION_TIME_COUNT);
		assert_true(utf8_is_valid(s->title));
		if (s->parent == SECTION_NONE)
			continue;
		assert_true(s->parent < i);
		assert_true(r->sections.items[s->parent].level < s->level);
	}
}

static void check_lookups(const struct report *r)
{
	for (uint32_t i = 0; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		assert_int_equal(report_section_at(r, s->off), i);
		assert_true(report_section_end(r, i) > s->off);
		assert_true(report_section_next(r, i) > i);
	}
	for (uint32_t i = 0; i < r->paras.n; i++)
		assert_int_equal(report_para_at(r, r->paras.items[i].off), i);
	if (r->sections.n && r->sections.items[0].off)
		assert_int_equal(report_section_at(r, 0), SECTION_NONE);
}

static void check(const struct report_rules *ru, struct str raw, int format)
{
	struct arena a = {0};
	struct report r;

	report_parse(&r, &a, ru, raw, (enum report_format)format,
		     STR("云桥县-2024.txt"));
	check_paras(&r);
	check_sections(&r);
	check_lookups(&r);
	assert_true(r.meta.kind < KIND_COUNT);
	arena_release(&a);
}

static const char *const PIECES[] = {
	"一、2023年工作回顾\n",
	"(二)改善城乡面貌。",
	"各位代表！",
	"\n\n",
	"　　",
	"加快产业升级。",
	"这一年，我们努力奋斗，面貌明显改善。",
	"一是提升能级。",
	"\r\n",
	"政府工作报告\n",
	"来源：云桥日报\n",
	"##  ",
	"1.医疗方面。",
	"——活力更足。",
	"“",
	"）",
	"\xff",
	"\xe5\x90",
	"\0",
	"2024年1月1日在云桥县第三届人民代表大会第一次会议上\n",
	"群众看得见摸得着,难点问题由专班牵头协调解决,每季通报一次。",
	"\xe2\x80\x8b",
	"云桥县县长 江一帆\n",
	"相关报道：\n",
	"名词解释\n",
	"下载\n",
	"a.jpg\n",
	"我们也清醒看到不足。",
	"9",
	",",
	"、",
	"\t",
	"\xc2\xa0",
	"《",
	"》，",
};

/* Reports put together at random, with a byte spoilt here and there. */
static void any_bytes(void **state)
{
	struct arena a = {0};
	struct report_rules *ru = rules(&a);
	uint32_t seed = 20260101;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct arena_mark m = arena_mark(&a);
		struct buf b;

		buf_init(&b, &a);
		for (int i = 0; i < round % 120; i++) {
			const char *p;

			seed = seed * 1664525u + 1013904223u;
			p = PIECES[(seed >> 8) %
				   (sizeof(PIECES) / sizeof(PIECES[0]))];
			buf_add(&b, str_n(p, *p ? strlen(p) : 1));
		}
		for (int i = 0; i < round % 5 && b.len; i++) {
			seed = seed * 1664525u + 1013904223u;
			b.p[(seed >> 4) % b.len] = (char)(seed >> 24);
		}
		check(ru, buf_str(&b), round & 1);
		arena_rewind(&a, m);
	}
	arena_release(&a);
}

/* More lines than are read as lines: the rest is plain paragraphs. */
static void many_lines(void **state)
{
	struct arena a = {0};
	struct report_rules *ru = rules(&a);
	size_t n = (1 << 18) + 5000;
	char *p = arena_alloc(&a, n * 4);

	(void)state;
	for (size_t i = 0; i < n; i++)
		memcpy(p + i * 4, "发\n", 4);
	check(ru, str_n(p, n * 4), 0);
	check(ru, STR(""), 0);
	check(ru, STR(" \n"), 1);
	check(ru, STR("\xe2\x80\x8b"), 0);
	arena_release(&a);
}

/* A broken table is refused with its file and line. */
static void broken_table(void **state)
{
	static const struct asset items[] = {
		{"lexicon/outline-page.tsv",
		 {"word\tclass\n首页\tfurniture\nx\tnonsense\n", 39}}};
	static const struct assets broken = {items, 1};
	struct arena a = {0};
	struct error err = {0};

	(void)state;
	assert_null(report_rules_open(&a, &broken, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_string_equal(err.args[0], "lexicon/outline-page.tsv");
	assert_string_equal(err.args[1], "3");
	arena_release(&a);
}

static void kinds(void **state)
{
	(void)state;
	assert_string_equal(report_kind_name(KIND_ARTICLE), "article");
	assert_string_equal(report_kind_name(KIND_WORK_REPORT), "work-report");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets),	cmocka_unit_test(loading),
		cmocka_unit_test(marks),	cmocka_unit_test(dates),
		cmocka_unit_test(phrases),	cmocka_unit_test(one_line),
		cmocka_unit_test(any_bytes),	cmocka_unit_test(many_lines),
		cmocka_unit_test(broken_table), cmocka_unit_test(kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
