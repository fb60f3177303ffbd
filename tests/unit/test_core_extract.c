/*
 * The extractor as a whole: its tables load and are in order, any bytes give
 * records that lie in the text, and time grows with the text, not faster.
 * What the rules say is proved by tests/cases/metric.
 */
#include <time.h>

#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/extract/bases.h"
#include "core/extract/extract.h"
#include "core/extract/lexicon.h"
#include "core/extract/match.h"
#include "core/extract/scopes.h"

#include "tests/test.h"

struct fixture {
	struct arena arena;
	struct report_rules *report_rules;
	struct extract_rules *rules;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct error err;

	error_clear(&err);
	f->report_rules = report_rules_open(&f->arena, &ASSETS_BUILTIN, &err);
	f->rules = extract_rules_open(&f->arena, &ASSETS_BUILTIN, &err);
	assert_non_null(f->report_rules);
	assert_non_null(f->rules);
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

static void test_tables_are_sorted(void **state)
{
	struct arena a = {0};
	struct error err;

	(void)state;
	for (const char *const *f = LEXICON_FILES; *f; f++) {
		struct tsv t;

		assert_true(tsv_read(&t, &a, *f,
				     assets_get(&ASSETS_BUILTIN, *f), &err));
		assert_int_equal(tsv_column(&t, "class"), 0);
		assert_int_equal(tsv_column(&t, "word"), 1);
		for (size_t i = 1; i < t.rows.n; i++) {
			struct tsv_row *x = &t.rows.items[i - 1], *y = x + 1;
			int c = str_cmp(x->cell[0], y->cell[0]);

			assert_true(c < 0 ||
				    (c == 0 &&
				     str_cmp(x->cell[1], y->cell[1]) < 0));
		}
	}
	arena_release(&a);
}

static bool loads(const char *table)
{
	struct asset items[8];
	struct assets assets = {items, 0};
	struct arena a = {0};
	struct lexicon lex;
	struct error err;
	bool ok;

	for (const char *const *f = LEXICON_FILES; *f; f++)
		items[assets.n++] = (struct asset){
			*f, f == LEXICON_FILES ? str_of(table)
					       : STR("class\tword\targ\n")};
	ok = lexicon_load(&lex, &a, &assets, &err);
	if (!ok)
		assert_int_equal(err.code, ERR_FORMAT);
	arena_release(&a);
	return ok;
}

static void test_broken_tables_are_refused(void **state)
{
	(void)state;
	assert_true(loads("class\tword\targ\nup\t增长\ndown\t增长\n"));
	assert_false(loads("class\tword\targ\nnobody\t增长\n"));
	assert_false(loads("class\tword\targ\nup\t增长\nup\t增长\n"));
	assert_false(loads("class\tword\targ\nup\t\n"));
	assert_false(loads("class\tword\targ\nhalf\t上半年\tx\n"));
	assert_false(
		loads("class\tword\targ\nhalf\t上半年\t1\nspan\t上半年\t2\n"));
	assert_false(loads(""));
}

static void test_longest_rule_wins(void **state)
{
	static const struct rule table[] = {
		{"short", {ONE(BIT(UP))}, 0},
		{"long", {ONE(BIT(UP)), MAY(BIT(TO)), ONE(BIT(ALL))}, 0},
		{"same", {ONE(BIT(UP) | BIT(DOWN))}, 0},
	};
	struct token t[] = {{.kind = TOKEN_WORD, .classes = BIT(UP)},
			    {.kind = TOKEN_WORD, .classes = BIT(TO)},
			    {.kind = TOKEN_WORD, .classes = BIT(ALL)}};
	struct match m;

	(void)state;
	assert_true(match_run(&m, table, 3, t, (struct match){.to = 3}));
	assert_string_equal(m.rule->name, "long");
	assert_int_equal(m.to, 3);
	assert_true(match_run(&m, table, 3, t, (struct match){.to = 2}));
	assert_string_equal(m.rule->name, "short");
	assert_true(match_run_back(&m, table, 3, t, (struct match){.to = 3}));
	assert_int_equal(m.from, 0);
	assert_false(match_run_back(&m, table, 3, t, (struct match){.to = 2}));
}

static const char *const PLACES[] = {
	"2026年云溪县政府工作报告\n\n一、2025年工作回顾\n\n",
	"2026年云溪县政府工作报告\n\n二、2026年工作安排\n\n",
	"云溪的路\n\n",
};

/* Reads `n` copies of `unit` between the others; returns seconds. */
static double read_copies(struct fixture *f, const char *place,
			  const char *head, const char *unit, size_t n)
{
	struct arena a = {0};
	struct metrics m = {0};
	struct report r = {0};
	struct buf b;
	clock_t start;

	buf_init(&b, &a);
	buf_addz(&b, place);
	buf_addz(&b, head);
	for (size_t i = 0; i < n; i++)
		buf_addz(&b, unit);
	buf_addz(&b, "增长5%、6%。\n");
	report_parse(&r, &a, f->report_rules, buf_str(&b), FORMAT_TEXT,
		     STR(""));
	start = clock();
	extract(&m, &a, f->rules, &r, EXTRACT_ALL);
	start = clock() - start;
	for (size_t i = 0; i < m.n; i++) {
		const struct metric *x = &m.items[i];

		assert_true(x->len > 0);
		assert_true((size_t)x->off + x->len <= r.text.bytes.len);
		assert_true(utf8_is_valid(x->indicator));
		assert_true(i == 0 || x->off >= x[-1].off + x[-1].len);
		assert_true(x->off >= x->sentence.off);
	}
	arena_release(&a);
	return (double)start / CLOCKS_PER_SEC;
}

static void test_time_is_linear(void **state)
{
	static const struct {
		const char *head, *unit;
	} texts[] = {
		{"", "1"},
		{"", "、"},
		{"", "“"},
		{"", "（"},
		{"", "分别"},
		{"", "增长5%、"},
		{"", "1、"},
		{"", "A和"},
		{"", "实现"},
		{"", "的"},
		{"", "5个"},
		{"“", "5个，"},
		{"", "建成5个，"},
		{"", "从5%"},
		{"", "2025年"},
		{"", "增长5%，"},
		{"", "总量5亿元、"},
		{"5个", "入选"},
		{"分别", "5%、"},
		{"", "一季度"},
		{"", "五年来，"},
		{"", "全市第一"},
		{"", "“5个”"},
		{"", "连续3年"},
		{"", "1小时办结"},
		{"", "5亿元比"},
		{"", "（5个）"},
		{"", "5—"},
		{"", "三到"},
		{"", "百分之五到"},
		{"", "两、"},
		{"", "超过"},
		{"5%", "以上"},
		{"", "5%的目标"},
		{"年初确定的", "5%"},
		{"", "预计"},
		{"", "按可比价格计算，"},
		{"", "（同口径）"},
		{"", "区本级5元，"},
		{"", "其中市区5元，"},
		{"", "深圳"},
		{"", "年均"},
		{"", "比2020年"},
		{"", "累计"},
		{"", "城乡5%、"},
	};
	struct fixture *f = *state;
	enum { N = 2000, TIMES = 8 };

	for (size_t i = 0; i < COUNT_OF(texts) * COUNT_OF(PLACES); i++) {
		const char *place = PLACES[i % COUNT_OF(PLACES)];
		const char *head = texts[i / COUNT_OF(PLACES)].head;
		const char *unit = texts[i / COUNT_OF(PLACES)].unit;
		double once = read_copies(f, place, head, unit, N);
		double more =
			read_copies(f, place, head, unit, (size_t)N * TIMES);

		if (more > once * TIMES * 3 + 0.05)
			fail_msg("%s: %f s, %d times as long %f s", unit, once,
				 TIMES, more);
	}
}

static void test_any_bytes(void **state)
{
	static const char *const bits[] = {
		"5",  "%",    "万",   "亿",   "元",   "增长",	  "分别", "、",
		"，", "。",   "“",    "”",    "（",   "）",	  "从",	  "到",
		"的", "和",   "第一", "居",   "全市", "新增",	  "年",	  "月",
		"-",  "—",    ":",    "\xff", "\xe5", "\xf0\x9f", "\x01", " ",
		"\n", "\n\n", "#",    "1/6",
	};
	struct fixture *f = *state;
	unsigned seed = 20260101;

	for (int round = 0; round < 400; round++) {
		char text[512] = "";
		size_t len = 0;

		for (int k = 0; k < 60; k++) {
			const char *bit;

			seed = seed * 1103515245u + 12345u;
			bit = bits[(seed >> 16) % COUNT_OF(bits)];
			memcpy(text + len, bit, strlen(bit) + 1);
			len += strlen(bit);
		}
		read_copies(f, PLACES[round % 3], text, "", 1);
	}
}

static void test_dump_and_trace(void **state)
{
	struct fixture *f = *state;
	struct arena a = {0};
	struct report r = {0};
	struct metrics m = {0};
	struct buf b;

	report_parse(&r, &a, f->report_rules,
		     STR("2026年云溪县政府工作报告\n\n一、2025年工作回顾\n\n"
			 "税收增长5%。\n"),
		     FORMAT_TEXT, STR(""));
	buf_init(&b, &a);
	for (const char *const *p = extract_passes(); *p; p++) {
		buf_reset(&b);
		assert_true(extract_dump_after(&b, f->rules, &r, *p));
		assert_true(b.len > 0);
	}
	assert_false(extract_dump_after(&b, f->rules, &r, "nobody"));
	extract(&m, &a, f->rules, &r, 0);
	assert_int_equal(m.n, 1);
	buf_reset(&b);
	extract_trace(&b, &r, &m.items[0]);
	assert_non_null(strstr(buf_cstr(&b), "measure:measure.up"));
	arena_release(&a);
}

static size_t figures_of(struct fixture *f, const char *line, size_t times,
			 struct arena *a)
{
	struct metrics m = {0};
	struct report r;
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < times; i++)
		buf_addz(&b, line);
	report_parse(&r, a, f->report_rules, buf_str(&b), FORMAT_TEXT, STR(""));
	extract(&m, a, f->rules, &r, EXTRACT_ALL);
	for (size_t i = 1; i < m.n; i++)
		assert_true(m.items[i].off > m.items[i - 1].off);
	return m.n;
}

/* A paragraph of a megabyte is read in pieces: nothing is lost at the edges,
 * and the memory is that of a piece. */
static void test_pieces_lose_nothing(void **state)
{
	enum { TIMES = 40000 };
	struct arena a = {0};

	assert_int_equal(figures_of(*state, "全区投资增长6%。", TIMES, &a),
			 TIMES);
	arena_release(&a);
}

static void test_there_is_a_limit(void **state)
{
	struct arena a = {0};

	assert_int_equal(figures_of(*state, "7 ", EXTRACT_MAX + 999, &a),
			 EXTRACT_MAX);
	arena_release(&a);
}

static bool bases_load_from(const char *table, struct bases *b, struct arena *a)
{
	struct asset item = {"lexicon/bases.tsv", str_of(table)};
	struct assets assets = {&item, 1};
	struct error err = {0};
	bool ok = bases_load(b, a, &assets, &err);

	if (!ok) {
		assert_int_equal(err.code, ERR_FORMAT);
		assert_string_equal(err.args[0], "lexicon/bases.tsv");
	}
	return ok;
}

static void test_bases(void **state)
{
	static const char HEAD[] = "word\tbasis\tgrowth\tlevel\tcarries\n";
	static const char *const BROKEN[] = {"实际增长\n", "\t实际\n",
					     "累计\t累计\n累计\t累计\n",
					     "本级\t本级\t\t\tno\n"};
	struct arena a = {0};
	struct bases b;
	struct buf text;
	size_t len;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
		buf_init(&text, &a);
		buf_addz(&text, HEAD);
		buf_addz(&text, BROKEN[i]);
		assert_false(bases_load_from(buf_cstr(&text), &b, &a));
	}
	assert_false(bases_load_from("basis\tword\n", &b, &a));
	buf_init(&text, &a);
	buf_addz(&text, HEAD);
	buf_addz(&text, "年均\t年均\n年均浓度\t-\n实际增长\t实际\t产值|收入\n");
	assert_true(bases_load_from(buf_cstr(&text), &b, &a));
	assert_int_equal(b.n, 2);
	assert_int_equal(bases_match(&b, STR("年均浓度"), 0, &len)->bit, 0);
	assert_int_equal(bases_match(&b, STR("年均5%"), 0, &len)->bit, 1);
	assert_null(bases_match(&b, STR("均"), 0, &len));
	assert_str(bases_text(&b, &a, 3), "年均、实际");
	assert_str(bases_text(&b, &a, 0), "");
	assert_true(bases_cell_holds(STR("*"), STR("产值")));
	assert_true(bases_cell_holds(STR("产值|收入"), STR("居民收入")));
	assert_false(bases_cell_holds(STR(""), STR("产值")));
	arena_release(&a);
}

static void test_scopes(void **state)
{
	static const char *const PLACES_OF[] = {"深圳", "贞丰县", "主城区",
						"经济技术开发区", "杭州市区"};
	static const char *const NONE[] = {
		"脱贫县", "社区", "城镇", "县", "", "全市", "东盟", "重点地区"};
	struct arena a = {0};
	struct scopes s;
	struct error err = {0};
	struct asset item = {"lexicon/scopes.tsv",
			     STR("word\tkind\tregions\tscope\n县\tother\n")};
	struct assets broken = {&item, 1};

	(void)state;
	assert_true(scopes_load(&s, &a, &ASSETS_BUILTIN, &err));
	for (size_t i = 0; i < COUNT_OF(PLACES_OF); i++)
		assert_true(scopes_is_place(&s, str_of(PLACES_OF[i])));
	for (size_t i = 0; i < COUNT_OF(NONE); i++)
		assert_false(scopes_is_place(&s, str_of(NONE[i])));
	assert_str(scopes_above(&s, STR("全市"), STR("海曙区")), "全市");
	assert_str(scopes_above(&s, STR("我市"), STR("海曙区")), "全市");
	assert_str(scopes_above(&s, STR("全市"), STR("宁波市")), "");
	assert_str(scopes_above(&s, STR("全市"), STR("")), "");
	assert_str(scopes_above(&s, STR("投资"), STR("宁波市")), "");
	assert_false(scopes_load(&s, &a, &broken, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	arena_release(&a);
}

/* A version is of the tables' bytes, and of nothing else. */
static void test_version_tells_rules_apart(void **state)
{
	struct asset items[] = {{"lexicon/a.tsv", STR("word\n投资\n")},
				{"themes/b.theme", STR("x")}};
	struct assets assets = {items, COUNT_OF(items)};
	int64_t one = extract_rules_version(&assets), builtin;

	(void)state;
	builtin = extract_rules_version(&ASSETS_BUILTIN);
	assert_true(builtin > 0);
	assert_true(builtin == extract_rules_version(&ASSETS_BUILTIN));
	assert_true(one > 0 && one != builtin);
	items[1].bytes = STR("y");
	assert_true(one == extract_rules_version(&assets));
	items[0].bytes = STR("word\n消费\n");
	assert_true(one != extract_rules_version(&assets));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_are_sorted),
		cmocka_unit_test(test_broken_tables_are_refused),
		cmocka_unit_test(test_longest_rule_wins),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_time_is_linear),
		cmocka_unit_test(test_dump_and_trace),
		cmocka_unit_test(test_pieces_lose_nothing),
		cmocka_unit_test(test_there_is_a_limit),
		cmocka_unit_test(test_version_tells_rules_apart),
		cmocka_unit_test(test_bases),
		cmocka_unit_test(test_scopes),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
