/* Sentences: the one that holds a place, in all kinds of punctuation. */
#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/sentence.h"

#include "tests/test.h"

static struct span ask(struct str s, size_t off, bool at_semicolon)
{
	struct text t = {.bytes = s};
	struct para p = {.len = (uint32_t)s.len};

	return sentence_at(&t, &p, (uint32_t)off, at_semicolon);
}

static struct str without_bars(struct arena *a, const char *marked)
{
	struct buf b;

	buf_init(&b, a);
	for (; *marked; marked++)
		if (*marked != '|')
			buf_addc(&b, *marked);
	return buf_str(&b);
}

/* Bars part the sentences; each byte of one must give it, without blanks. */
static void check(const char *marked, bool at_semicolon)
{
	struct arena a = {0};
	struct str s = without_bars(&a, marked), rest = str_of(marked), part;
	size_t at = 0;

	while (str_split(&rest, '|', &part)) {
		for (size_t i = 0; i < part.len; i++, at++) {
			struct span got = ask(s, at, at_semicolon);
			struct str want = str_trim(part);

			if (str_eq(str_n(s.p + got.off, got.len), want))
				continue;
			print_error("byte %zu: got «%.*s», want «%.*s»\n", at,
				    (int)got.len, s.p + got.off, (int)want.len,
				    want.p);
			fail();
		}
	}
	assert_int_equal(at, s.len);
	arena_release(&a);
}

static void whole_sentences(void **state)
{
	static const char *const texts[] = {
		"新城建成。|投资增长。|",
		"新城建成！|增长了吗？|增长了!|是吗?|是",
		"没有句号",
		"甲；乙;丙。|丁",
		"他说：“新城建成。”|众人鼓掌。|",
		"（新城建成。）|【乙。】|《丙！》|丁",
		"“甲？！”’）|乙……|丙…|丁",
		"增长9.7%.达到3.5万亿元。|其中:甲",
		"甲。|  乙。|　丙。|\n丁",
		"新城\n建成。|投\r\n资",
		"他说:\"甲乙。\"|丙说:\"丁。|戊。\"|己",
		"甲。|\"乙。\"|'丙。'|丁",
		"。。|甲。|",
		"”甲”乙。|丙",
		"甲）。|乙｡|丙",
		"甲。|（乙）丙。|",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		check(texts[i], false);
}

static void steps_at_semicolons(void **state)
{
	(void)state;
	check("甲；|乙;|丙。|丁；”|戊", true);
	check("甲9.7%;|2018年；|乙", true);
}

static void places_outside(void **state)
{
	struct text t = {.bytes = STR("前段。 甲。乙。 后段。")};
	struct para p = {.off = 10, .len = 12};
	struct span sp;

	(void)state;
	sp = sentence_at(&t, &p, 0, false);
	assert_str(str_n(t.bytes.p + sp.off, sp.len), "甲。");
	sp = sentence_at(&t, &p, 30, false);
	assert_str(str_n(t.bytes.p + sp.off, sp.len), "乙。");
	p = (struct para){.off = 9, .len = 1};
	sp = sentence_at(&t, &p, 9, false);
	assert_int_equal(sp.len, 0);
	p = (struct para){.off = 9, .len = 0};
	assert_int_equal(sentence_at(&t, &p, 9, false).len, 0);
}

/* Blanks at a paragraph's ends belong to its first and last sentence. */
static void blanks_at_the_ends(void **state)
{
	struct str s = STR("  甲。乙。  ");

	(void)state;
	assert_int_equal(ask(s, 0, false).off, 2);
	assert_int_equal(ask(s, s.len - 1, false).off, 8);
	assert_int_equal(ask(s, s.len - 1, false).len, 6);
}

/* A paragraph that never ends a sentence, or does nothing else, costs each
 * question no more than the reach. */
static void long_paragraphs(void **state)
{
	static const char *const fill[] = {"甲", "。", "”", "\"", "。\"", " "};
	struct arena a = {0};

	(void)state;
	for (size_t k = 0; k < COUNT_OF(fill); k++) {
		struct buf b;

		buf_init(&b, &a);
		for (size_t i = 0; i < 300000; i++)
			buf_addz(&b, fill[k]);
		buf_addz(&b, "乙");
		for (size_t at = 0; at < b.len; at += b.len / 97) {
			struct span sp = ask(buf_str(&b), at, false);

			assert_true(sp.len <= 2 * SENTENCE_REACH + 8);
			assert_true(utf8_is_valid(str_n(b.p + sp.off, sp.len)));
		}
		arena_reset(&a);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_sentences),
		cmocka_unit_test(steps_at_semicolons),
		cmocka_unit_test(places_outside),
		cmocka_unit_test(blanks_at_the_ends),
		cmocka_unit_test(long_paragraphs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
