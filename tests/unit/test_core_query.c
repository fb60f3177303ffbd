/* The query language, and the line that is shown for a hit. */
#include "core/base/buf.h"
#include "core/base/fold.h"
#include "core/query.h"
#include "core/snippet.h"

#include "tests/test.h"

/* The query as «[+投资 +消费] [+出口 -房地产] section=… region=… 2019-2021». */
static struct str shown(struct arena *a, const char *typed)
{
	struct query q;
	struct error err = {0};
	struct buf b;
	uint32_t at, group = 0;

	buf_init(&b, a);
	if (!query_parse(&q, a, str_of(typed), &at, &err)) {
		buf_addf(&b, "%u: ", at);
		error_text(&err, err.msgid, &b);
		return buf_str(&b);
	}
	for (size_t i = 0; i < q.terms.n; i++) {
		const struct query_term *t = &q.terms.items[i];

		if (i)
			buf_addz(&b, t->group == group ? " " : " | ");
		group = t->group;
		buf_addc(&b, t->excluded ? '-' : '+');
		buf_add(&b, t->forms.items[0]);
	}
	if (q.section.len)
		buf_addf(&b, " section=%.*s", (int)q.section.len, q.section.p);
	if (q.region.len)
		buf_addf(&b, " region=%.*s", (int)q.region.len, q.region.p);
	if (q.year_from != 0 || q.year_to != UINT16_MAX)
		buf_addf(&b, " %u-%u", q.year_from, q.year_to);
	return buf_str(&b);
}

static void parses(void **state)
{
	static const char *const ROWS[][2] = {
		{"投资", "+投资"},
		{" 固定資產　投资 ", "+固定资产 +投资"},
		{"ＧＤＰ", "+gdp"},
		{"投资 AND 消费", "+投资 +消费"},
		{"投资 OR 消费 出口", "+投资 | +消费 +出口"},
		{"投资 NOT 房地产", "+投资 -房地产"},
		{"投资 AND NOT 房地产", "+投资 -房地产"},
		{"NOT 房地产 投资", "-房地产 +投资"},
		{"and or not", "+and +or +not"},
		{"\"营商 环境\" 改革", "+营商环境 +改革"},
		{"\"AND\"", "+and"},
		{"（一）坚持(二)", "+(一)坚持(二)"},
		{"5%左右", "+5%左右"},
		{"比例：3:1", "+比例:3:1"},
		{"投资 year:2019-2021", "+投资 2019-2021"},
		{"投资 year:２０２０", "+投资 2020-2020"},
		{"投资 year:2019-", "+投资 2019-65535"},
		{"region:海曙 AND 投资 section:\"一、 回顾\"",
		 "+投资 section=一、回顾 region=海曙"},
		{"投资 AND region:海曙", "+投资 region=海曙"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		assert_str(shown(&a, ROWS[i][0]), ROWS[i][1]);
	arena_release(&a);
}

static void tells_the_place(void **state)
{
	static const char *const ROWS[][2] = {
		{"", "0: there is no word to look for"},
		{" 　\t", "0: there is no word to look for"},
		{"AND OR NOT", "0: AND has no word before it"},
		{"OR", "0: OR has no word before it"},
		{"NOT", "0: NOT has no word behind it"},
		{"NOT 投资", "0: there is no word to look for"},
		{"投资 OR NOT 消费", "6: NOT has no word before it"},
		{"投资 AND", "3: AND has no word behind it"},
		{"投资 AND OR 消费", "7: OR has no word before it"},
		{"投资 \"消费", "3: the quotation mark is not closed"},
		{"投资 \"\"", "3: there is no word to look for"},
		{"投\x01", "1: the query holds a control character"},
		{"投\x1b[31m", "1: the query holds a control character"},
		{"投资 year:去年",
		 "3: year: takes a year, or two as in 2019-2021"},
		{"投资 year:2021-2019",
		 "3: year: takes a year, or two as in 2019-2021"},
		{"投资 region:", "3: there is nothing behind region:"},
		{"投资 NOT region:海曙", "7: NOT cannot stand before region:"},
		{"投资 region:甲 region:乙", "12: region: stands there twice"},
		{"region:甲", "0: there is no word to look for"},
		{"a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6",
		 "64: the query has more than 32 words"},
	};
	struct arena a = {0};
	struct buf b;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		assert_str(shown(&a, ROWS[i][0]), ROWS[i][1]);
	buf_init(&b, &a);
	for (int i = 0; i < 10000; i++)
		buf_addz(&b, "投");
	assert_str(shown(&a, buf_cstr(&b)),
		   "1000: the query is longer than 1000 characters");
	arena_release(&a);
}

static bool matches(struct arena *a, const char *typed, const char *text)
{
	struct query q;
	struct folded f;
	uint32_t at;

	assert_true(query_parse(&q, a, str_of(typed), &at, NULL));
	fold(&f, a, str_of(text));
	return query_matches(&q, f.bytes);
}

static void judges(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_true(matches(&a, "投资", "固定資產投\n资"));
	assert_false(matches(&a, "投资", "投，资"));
	assert_true(matches(&a, "投资 消费", "消费和投资"));
	assert_false(matches(&a, "投资 消费", "投资"));
	assert_true(matches(&a, "投资 OR 消费", "消费"));
	assert_false(matches(&a, "投资 NOT 消费", "消费和投资"));
	assert_true(matches(&a, "投资 NOT 消费 OR 出口", "消费、出口"));
	arena_release(&a);
}

static void takes_other_forms(void **state)
{
	struct arena a = {0};
	struct query q;
	uint32_t at;

	(void)state;
	assert_true(query_parse(&q, &a, STR("tz"), &at, NULL));
	assert_non_null(query_only_term(&q));
	query_add_form(&q.terms.items[0], &a, STR("投資"));
	query_add_form(&q.terms.items[0], &a, STR("投资"));
	query_add_form(&q.terms.items[0], &a, STR(" "));
	assert_int_equal(q.terms.items[0].forms.n, 2);
	assert_null(query_only_term(&q));
	assert_true(query_matches(&q, STR("有效投资")));
	arena_release(&a);
}

/* The snippet for the first hit, hits in brackets. */
static struct str snippet(struct arena *a, const char *text, const char *word)
{
	struct folded f, w;
	struct find_text t = {&f, str_of(text), 0};
	struct spans hits = {0};
	struct snippet s;
	struct buf b;
	size_t at = 0;

	fold(&f, a, t.text);
	fold(&w, a, str_of(word));
	find_in(&hits, a, &t, w.bytes);
	assert_true(hits.n > 0);
	snippet_make(&s, a, t.text, hits.items[0], &hits);
	buf_init(&b, a);
	for (size_t i = 0; i < s.marks.n; i++) {
		buf_add(&b, str_sub(s.text, at, s.marks.items[i].off));
		buf_addc(&b, '[');
		at = s.marks.items[i].off + s.marks.items[i].len;
		buf_add(&b, str_sub(s.text, s.marks.items[i].off, at));
		buf_addc(&b, ']');
	}
	buf_add(&b, str_sub(s.text, at, s.text.len));
	return buf_str(&b);
}

static void cuts_snippets(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_str(
		snippet(&a, "前一句。有效投资和民间投\n资。后一句。", "投资"),
		"有效[投资]和民间[投资]。");
	assert_str(snippet(&a, "a b\n c d", "bc"), "a [b c] d");
	assert_str(
		snippet(&a,
			"一二三四五六七八九十，一二三四五六七八九十一二三四，"
			"甲乙丙丁投资甲乙丙丁，一二三四五六七八九十一二三四五"
			"六七八九十一二三四五六七八九十一二三四五六七八九十一"
			"二三四五六七八九十，末。",
			"投资"),
		"…一二三四五六七八九十一二三四，甲乙丙丁[投资]甲乙丙丁，…");
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses),
		cmocka_unit_test(tells_the_place),
		cmocka_unit_test(judges),
		cmocka_unit_test(takes_other_forms),
		cmocka_unit_test(cuts_snippets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
