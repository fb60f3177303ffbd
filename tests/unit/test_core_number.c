/* core/extract/number: what the scanner makes of single numbers, how it walks
 * over texts, and how far it agrees with annotated reports. */
#include <stdio.h>
#include <time.h>

#include "core/base/utf8.h"
#include "core/extract/number.h"

#include "tests/test.h"
#include "tests/unit/number_rows.h"

static struct arena arena;
static struct number_rules *rules;

static int open_rules(void **state)
{
	struct error err;

	(void)state;
	error_clear(&err);
	rules = number_rules_open(&arena, &ASSETS_BUILTIN, &err);
	if (!rules)
		print_error("%s %s %s\n", err.msgid, err.args[0], err.args[2]);
	return rules ? 0 : -1;
}

static int close_rules(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static bool row_holds(const struct row *row)
{
	struct str s = str_of(row->text);
	struct quantity q;
	char value[DECIMAL_TEXT];

	if (!quantity_next(rules, s, 0, &q)) {
		if (row->span)
			print_error("«%s»: nothing found\n", row->text);
		return !row->span;
	}
	decimal_text(q.value, value);
	if (row->span && str_is(str_n(s.p + q.off, q.len), row->span) &&
	    strcmp(value, row->value) == 0 && str_is(q.unit_text, row->unit) &&
	    q.bound == row->bound && q.number.flags == row->flags)
		return true;
	print_error("«%s»: «%.*s» %s «%.*s» %c %x\n", row->text, (int)q.len,
		    s.p + q.off, value, (int)q.unit_text.len, q.unit_text.p,
		    q.bound, q.number.flags);
	return false;
}

static void table(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		bad += !row_holds(&rows[i]);
	assert_int_equal(bad, 0);
}

/* All value_texts of a text, joined by a blank. */
static void assert_walk(const char *text, const char *want)
{
	struct str s = str_of(text);
	struct quantity q;
	char got[512] = "";
	size_t at = 0, n = 0;

	while (quantity_next(rules, s, at, &q)) {
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%.*s",
				      n ? " " : "", (int)q.len, s.p + q.off);
		at = q.off + q.len;
	}
	assert_string_equal(got, want);
}

static void walks(void **state)
{
	(void)state;
	assert_walk("投资增长7.5%，其中工业投资120.3亿元、增长1.1个百分点",
		    "7.5% 120.3亿元 1.1个百分点");
	assert_walk("10月-12月，2018-2022年，5%-10%",
		    "10月 12月 2018 2022年 5% 10%");
	assert_walk("统一规划，十分重要，两岸三地，四川九江", "");
	assert_walk("建成三个园区、二十余座桥梁，改造半数以上",
		    "三个 二十余座 半数");
	assert_walk("由1 2 ．5 ％提高到1 3 ％", "1 2 ．5 ％ 1 3 ％");
	assert_walk("一九八一、一九八二两年", "一九八一 一九八二 两年");
	assert_walk("统一个标准，唯一一个", "一个");
	assert_walk("2026-02-09 09:02:33", "2026-02-09 09:02:33");
	assert_walk("一是抓好十件实事；二是新增5000个学位", "十件 5000个");
	assert_walk("满意度97.2分，PM2.5浓度25微克/立方米",
		    "97.2分 2.5 25微克/立方米");
}

static void units(void **state)
{
	struct unit u;

	(void)state;
	assert_true(unit_match(rules, STR("亿元）"), 0, &u));
	assert_str(u.text, "元");
	assert_int_equal(u.family, FAMILY_MONEY);
	assert_true(decimal_eq(u.scale, (struct decimal){1, 8}));
	assert_true(unit_match(rules, STR("亿千瓦时"), 0, &u));
	assert_str(u.text, "千瓦时");
	assert_true(unit_match(rules, STR("万吨标准煤"), 0, &u));
	assert_str(u.text, "吨标准煤");
	assert_str(u.base, "千克标准煤");
	assert_true(decimal_eq(u.factor, (struct decimal){1, 3}));
	assert_true(unit_match(rules, STR("千瓦"), 0, &u));
	assert_str(u.text, "千瓦");
	assert_int_equal(u.family, FAMILY_POWER);
	assert_true(unit_match(rules, STR("吨标准煤／万元"), 0, &u));
	assert_str(u.text, "吨标准煤／万元");
	assert_int_equal(u.family, FAMILY_INTENSITY);
	assert_true(unit_match(rules, STR("套(间)，"), 0, &u));
	assert_str(u.text, "套(间)");
	assert_true(unit_match(rules, STR("个多月"), 0, &u));
	assert_str(u.text, "个月");
	assert_true(u.more);
	assert_true(unit_match(rules, STR("亩"), 0, &u));
	assert_str(u.base, "平方米");
	assert_true(decimal_eq(u.divisor, decimal_int(3)));
	assert_false(unit_match(rules, STR("成立"), 0, &u));
	assert_false(unit_match(rules, STR("kmx"), 0, &u));
	assert_false(unit_match(rules, STR("，"), 0, &u));
	assert_false(unit_match(rules, STR(""), 0, &u));
}

static void open_with(const char *name, const char *text, const char *want)
{
	struct asset items[2];
	struct assets assets = {items, 2};
	struct error err;
	struct arena a = {0};

	items[0] = (struct asset){
		"lexicon/units.tsv",
		assets_get(&ASSETS_BUILTIN, "lexicon/units.tsv")};
	items[1] = (struct asset){
		"lexicon/number-words.tsv",
		assets_get(&ASSETS_BUILTIN, "lexicon/number-words.tsv")};
	for (size_t i = 0; i < 2; i++)
		if (strcmp(items[i].name, name) == 0)
			items[i].bytes = str_of(text);
	error_clear(&err);
	assert_null(number_rules_open(&a, &assets, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_string_equal(err.args[0], name);
	assert_string_equal(err.args[1], want);
	arena_release(&a);
}

static void tables_are_checked(void **state)
{
	static const char *const file = "lexicon/units.tsv";
	static const char *const words = "lexicon/number-words.tsv";

	(void)state;
#define UNITS "word\tunit\tbase\tfactor\tfamily\tunless\tnote\n"
#define WORDS "word\tclass\tvalue\tunit\tbound\tunless\tnote\n"
	open_with(file, "", "1");
	open_with(file, "word\tunit\n", "1");
	open_with(file,
		  UNITS
		  "元\t元\t元\t1\tmoney\t\tx\n元\t元\t元\t1\tmoney\t\tx\n",
		  "3");
	open_with(file, UNITS "元\t元\t元\t1\tgold\t\tx\n", "2");
	open_with(file, UNITS "元\t元\t元\tone\tmoney\t\tx\n", "2");
	open_with(file, UNITS "元\t元\t元\t0\tmoney\t\tx\n", "2");
	open_with(file, UNITS "元\t\t元\t1\tmoney\t\tx\n", "2");
	open_with(file, UNITS "元\t元\t元\t1\tmoney\t\t\n", "2");
	open_with(words, WORDS "首位\trank\tx\t位\t=\t\tx\n", "2");
	open_with(words, WORDS "首位\tplace\t1\t位\t=\t\tx\n", "2");
	open_with(words, WORDS "首位\trank\t1\t位\t?\t\tx\n", "2");
	open_with(words, WORDS "十分\tnone\t1\t-\t-\t\tx\n", "2");
}

static void tables_are_large(void **state)
{
	(void)state;
	assert_true(rules->unit.n >= 300);
	assert_true(rules->word.n >= 100);
}

static void assert_linear(const char *piece, size_t n)
{
	struct buf b;
	struct arena a = {0};
	struct quantity q;
	size_t at = 0;
	clock_t start;

	buf_init(&b, &a);
	for (size_t i = 0; i < n; i++)
		buf_addz(&b, piece);
	start = clock();
	while (quantity_next(rules, buf_str(&b), at, &q)) {
		assert_true(q.off >= at && q.len > 0);
		at = q.off + q.len;
		assert_true(at <= b.len);
	}
	/* 50,000 characters take some milliseconds; squared, minutes, with
	 * the sanitizers ten times that. */
	if (clock() - start > 20 * CLOCKS_PER_SEC)
		fail_msg("«%s» times %zu is slow", piece, n);
	arena_release(&a);
}

static void hostile_input_is_linear(void **state)
{
	static const char *const pieces[] = {
		"1",	"一",	   "十",    "万",     "百",   "零",
		"1 ",	"1,",	   "1,000", "1.",     "1/",   "1/2",
		"-1",	"第",	   "第一",  "百分之", "分之", "几",
		"数",	"余",	   "多",    "点",     "一点", "半",
		"个半", "两个半",  "亿个",  "元/",    "套(",  "负",
		"１，", "1:00:00", "千瓦/", "一·",    "1·",   "一万",
		"一零", "上亿",	   "成",    "一成",   " ",    "\xef\xbf\xbd",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pieces); i++)
		assert_linear(pieces[i], 50000);
}

/* The value of "key" in a line of flat JSON, escapes left as they are. */
static struct str json_field(struct str line, const char *key)
{
	char pattern[40];
	ptrdiff_t at;
	size_t end;

	snprintf(pattern, sizeof(pattern), "\"%s\": ", key);
	at = str_find(line, str_of(pattern), 0);
	if (at < 0)
		return STR_NULL;
	at += (ptrdiff_t)strlen(pattern);
	if (line.p[at] == '"') {
		for (end = (size_t)++at; end < line.len; end++)
			if (line.p[end] == '"' && line.p[end - 1] != '\\')
				break;
	} else {
		for (end = (size_t)at; end < line.len; end++)
			if (strchr(",}", line.p[end]))
				break;
	}
	return str_sub(line, (size_t)at, end);
}

static struct str slurp(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	char block[4096];
	size_t n;

	if (!f)
		return STR_NULL;
	buf_init(&b, a);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_add(&b, str_n(block, n));
	fclose(f);
	return buf_str(&b);
}

static const char *shared_folder(struct arena *a)
{
	const char *shared = getenv("HSVIEW_SHARED");
	const char *source = getenv("HSVIEW_SOURCE");
	struct buf b;

	if (shared)
		return shared;
	buf_init(&b, a);
	buf_addf(&b, "%s/../shared", source ? source : ".");
	return buf_cstr(&b);
}

/* Value, unit and span from the offset alone. */
static bool agrees(struct str text, struct str line)
{
	struct str want = json_field(line, "value_text");
	struct str value = json_field(line, "value");
	struct quantity q;
	struct decimal v;
	unsigned cp;

	if (!str_to_u32(json_field(line, "offset"), &cp) ||
	    !decimal_parse(value, &v))
		return false;
	if (!quantity_scan(rules, text, utf8_offset(text, cp), &q))
		return false;
	return str_eq(str_n(text.p + q.off, q.len), want) &&
	       decimal_eq(decimal_abs(q.value), decimal_abs(v)) &&
	       str_eq(q.unit_text, json_field(line, "unit"));
}

static void check_gold(const char *shared, const char *gold, const char *text,
		       unsigned *n, unsigned *right)
{
	struct arena a = {0};
	struct buf b;
	struct str lines, line, bytes;

	buf_init(&b, &a);
	buf_addf(&b, "%s/%s", shared, gold);
	lines = slurp(&a, buf_cstr(&b));
	buf_reset(&b);
	buf_addf(&b, "%s/%s", shared, text);
	bytes = slurp(&a, buf_cstr(&b));
	while (lines.p && bytes.p && str_split(&lines, '\n', &line)) {
		if (!line.len)
			continue;
		(*n)++;
		if (agrees(bytes, line))
			(*right)++;
		else
			print_message("# %s: %.*s\n", gold, (int)line.len,
				      line.p);
	}
	arena_release(&a);
}

static void agrees_with_annotated_values(void **state)
{
	static const char *const files[][2] = {
		{"gold/000.jsonl", "seeds/000_e2ac66dc13f13a5f.txt"},
		{"gold/001.jsonl", "seeds/001_939f8431d3e20333.txt"},
		{"gold/002.jsonl", "seeds/002_511881358775720f.txt"},
		{"gold/003.jsonl", "seeds/003_6b77bdb4c9c02796.txt"},
		{"gold/004.jsonl", "seeds/004_0b36d22c870bd8f0.txt"},
		{"gold/state-1998.jsonl", "reports/state-council/1998.txt"},
		{"gold/state-2019.jsonl", "reports/state-council/2019.txt"},
		{"gold/浙江省-2026.jsonl", "reports/provinces/浙江省-2026.txt"},
	};
	struct arena a = {0};
	const char *shared = shared_folder(&a);
	unsigned n = 0, right = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		check_gold(shared, files[i][0], files[i][1], &n, &right);
	arena_release(&a);
	if (n == 0)
		skip();
	print_message("# %u of %u annotated values\n", right, n);
	assert_true(right * 100 >= n * 99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(walks),
		cmocka_unit_test(units),
		cmocka_unit_test(tables_are_checked),
		cmocka_unit_test(tables_are_large),
		cmocka_unit_test(hostile_input_is_linear),
		cmocka_unit_test(agrees_with_annotated_values),
	};

	return cmocka_run_group_tests(tests, open_rules, close_rules);
}
