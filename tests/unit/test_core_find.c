/* Folding and finding, against what libunistring and a naive scan say. */
#include <locale.h>
#include <stdio.h>
#include <unicase.h>
#include <uninorm.h>

#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/base/simplify.h"
#include "core/base/utf8.h"
#include "core/find.h"

#include "tests/test.h"

static struct str folded(struct arena *a, const char *s)
{
	struct folded f;

	fold(&f, a, str_of(s));
	return f.bytes;
}

static void folds(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{" \t\r\n　", ""},
		{"ＧＤＰ", "gdp"},
		{"Gdp", "gdp"},
		{"１９９８年", "1998年"},
		{"1 9 9 8 年", "1998年"},
		{"投\n资", "投资"},
		{"投\u200b资\ufeff", "投资"},
		{"㎡", "m2"},
		{"①", "1"},
		{"固定資產投資", "固定资产投资"},
		{"發展、後來、於是、恢復、裏面、群眾",
		 "发展、后来、于是、恢复、里面、群众"},
		/* simplified characters of their own right */
		{"著名、皇后、乾隆、只有", "著名、皇后、乾隆、只有"},
		{"“十四五”：6％—7％", "“十四五”:6%—7%"},
		{"É", "é"},
		{"E\u0301", "é"},
		{"Ｅ\u0301", "é"},
		{"甲\u0301", "甲\u0301"},
		{"Straße", "strasse"},
		{"ℌ", "h"},
		{"ｶﾞ", "ガ"},
		{"\u1112\u1161\u11ab", "한"},
		{"…", "..."},
		{"½", "1⁄2"},
		{"ﷺ", "صلىاللهعليهوسلم"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_str(folded(&a, rows[i][0]), rows[i][1]);
	/* a compatibility form, U+F90A */
	assert_str(folded(&a, "\xef\xa4\x8a"), "金");
	arena_release(&a);
}

/* Every character alone becomes what the definition says, twice (the second
 * time it is remembered), and folding again changes nothing. */
static void agrees_with_the_tables(void **state)
{
	struct arena a = {0};

	(void)state;
	for (uint32_t cp = 1; cp < 0x20000; cp++) {
		uint8_t nfkc[256], want[256];
		size_t n = sizeof(nfkc), m = sizeof(want), len;
		char in[8];
		struct folded f, again;
		struct buf b;

		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		len = utf8_encode(cp, in);
		len += utf8_encode(cp, in + len);
		assert_ptr_equal(u8_normalize(UNINORM_NFKC, (uint8_t *)in,
					      len / 2, nfkc, &n),
				 nfkc);
		assert_ptr_equal(
			u8_casefold(nfkc, n, NULL, UNINORM_NFKC, want, &m),
			want);
		buf_init(&b, &a);
		for (size_t i = 0, k; i < m; i += k) {
			struct str w = str_n((char *)want, m);
			uint32_t c = utf8_decode(w, i, &k);

			if (!fold_drops(c))
				buf_add_cp(&b, simplify(c));
		}
		fold(&f, &a, str_n(in, len / 2));
		if (!str_eq(f.bytes, buf_str(&b))) {
			print_error("U+%04X\n", cp);
			fail();
		}
		fold(&again, &a, f.bytes);
		assert_true(str_eq(again.bytes, f.bytes));
		fold(&f, &a, str_n(in, len));
		assert_int_equal(f.from[f.bytes.len], len);
		arena_reset(&a);
	}
	arena_release(&a);
}

static struct report report_of(struct arena *a, struct str s)
{
	struct report r = {.text.bytes = s};
	struct str rest = s, line;

	while (str_split(&rest, '|', &line)) {
		struct para *p = ARRAY_PUSH(a, &r.paras);

		p->off = (uint32_t)(line.p - s.p);
		p->len = (uint32_t)line.len;
		p->kind = line.len && line.p[0] == '#' ? PARA_BOILERPLATE
						       : PARA_BODY;
	}
	return r;
}

/* The hits as they stand in the text, in square brackets. */
static struct str marked(struct arena *a, const char *text, const char *needle,
			 bool all)
{
	struct report r = report_of(a, str_of(text));
	struct spans hits = {0};
	struct buf b;
	size_t at = 0;

	find_all(&hits, a, &r, str_of(needle), all);
	buf_init(&b, a);
	buf_addz(&b, "");
	for (size_t i = 0; i < hits.n; i++) {
		struct span h = hits.items[i];

		assert_true(h.off >= at);
		buf_add(&b, str_sub(r.text.bytes, at, h.off));
		buf_addc(&b, '[');
		at = h.off + h.len;
		buf_add(&b, str_sub(r.text.bytes, h.off, at));
		buf_addc(&b, ']');
	}
	buf_add(&b, str_sub(r.text.bytes, at, r.text.bytes.len));
	return buf_str(&b);
}

static void finds(void **state)
{
	static const struct {
		const char *text, *needle, *want;
	} rows[] = {
		{"固定资产投资增长", "固定資產投資", "[固定资产投资]增长"},
		{"固定資產投資增長", "固定资产投资", "[固定資產投資]增長"},
		{"完成固定资产\n　投资", "资产投资", "完成固定[资产\n　投资]"},
		{"ＧＤＰ增长", "gdp", "[ＧＤＰ]增长"},
		{"GDP 增长", "gdp", "[GDP] 增长"},
		{"GDP\u200b增长", "gdp", "[GDP]\u200b增长"},
		{"早在1 9 9 8 年", "1998", "早在[1 9 9 8] 年"},
		{"绿地5㎡", "5m", "绿地[5㎡]"},
		{"绿地5㎡", "m2", "绿地5[㎡]"},
		{"绿地5㎡", "2", "绿地5[㎡]"},
		{"等……", ".", "等[…][…]"},
		{"等……", "..", "等[…][…]"},
		{"甲|乙", "甲乙", "甲|乙"},
		{"甲甲甲", "甲甲", "[甲甲]甲"},
		{"甲乙", "", "甲乙"},
		{"甲 乙", " 　", "甲 乙"},
		{"#甲|甲", "甲", "#甲|[甲]"},
		{"e\u0301te", "é", "[e\u0301]te"},
		{"e\u0301te", "e", "e\u0301t[e]"},
		{"", "甲", ""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_str(marked(&a, rows[i].text, rows[i].needle, false),
			   rows[i].want);
	assert_str(marked(&a, "#甲|甲", "甲", true), "#[甲]|[甲]");
	arena_release(&a);
}

/* By pinyin: three letters at least, and nothing else. */
static void finds_by_letters(void **state)
{
	static const struct {
		const char *text, *needle;
		uint32_t n, off, len; /* hits, the first one */
	} rows[] = {
		{"完成固定资产投资", "gdzc", 1, 6, 12},
		{"完成固定资\n产投资", "gdzc", 1, 6, 13},
		{"完成固定资产投资", "zichan", 1, 12, 6},
		{"完成固定資產投資", "zi'chan", 1, 12, 6},
		{"投资，投资", "touzi", 2, 0, 6},
		{"投，资", "touzi", 0, 0, 0},
		{"投资", "tz", 0, 0, 0},
		{"投资2024", "tz2024", 0, 0, 0},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct report r = {0};
		struct spans hits = {0};
		struct para *p = ARRAY_PUSH(&a, &r.paras);

		text_load(&r.text, &a, str_of(rows[i].text));
		*p = (struct para){0, (uint32_t)r.text.bytes.len, PARA_BODY};
		find_letters(&hits, &a, &r, str_of(rows[i].needle), false);
		assert_int_equal(hits.n, rows[i].n);
		if (hits.n)
			assert_int_equal(hits.items[0].off, rows[i].off);
		if (hits.n)
			assert_int_equal(hits.items[0].len, rows[i].len);
	}
	arena_release(&a);
}

static void first_from(void **state)
{
	struct span items[] = {{3, 3}, {9, 3}, {20, 3}};
	struct spans hits = {items, 3, 3}, none = {0};

	(void)state;
	assert_int_equal(find_first_from(&hits, 0), 0);
	assert_int_equal(find_first_from(&hits, 3), 0);
	assert_int_equal(find_first_from(&hits, 4), 1);
	assert_int_equal(find_first_from(&hits, 20), 2);
	assert_int_equal(find_first_from(&hits, 21), 3);
	assert_int_equal(find_first_from(&none, 0), 0);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Characters that fold one to one, some of them the same. */
static const char *const LETTERS[] = {"a",  "A", "Ａ", "b",  "資",    "资",
				      "产", " ", "\n", "　", "\u200b"};

static void random_text(struct buf *b, unsigned *seed, size_t n)
{
	buf_reset(b);
	while (n-- > 0)
		buf_addz(b, LETTERS[next_random(seed) % COUNT_OF(LETTERS)]);
}

/* Matches the needle's characters at `at`, one by one; the end, or 0. */
static size_t naive_match(struct arena *a, struct str s, size_t at,
			  struct str needle)
{
	size_t n, k = 0, end = at;

	while (k < needle.len && at < s.len) {
		struct folded f;

		utf8_decode(s, at, &n);
		fold(&f, a, str_n(s.p + at, n));
		if (f.bytes.len == 0 && k == 0)
			return 0;
		if (!str_has_prefix(str_sub(needle, k, needle.len), f.bytes))
			return 0;
		k += f.bytes.len;
		at += n;
		end = f.bytes.len ? at : end;
	}
	return k == needle.len ? end : 0;
}

static void as_a_naive_scan(void **state)
{
	struct arena a = {0}, keep = {0};
	struct buf text, word;
	unsigned seed = 7;

	(void)state;
	buf_init(&text, &keep);
	buf_init(&word, &keep);
	for (int round = 0; round < 3000; round++) {
		struct para p = {0};
		struct report r = {0};
		struct spans hits = {0};
		struct folded f;
		size_t h = 0, end;

		random_text(&text, &seed, next_random(&seed) % 40);
		random_text(&word, &seed, 1 + next_random(&seed) % 4);
		p.len = (uint32_t)text.len;
		*ARRAY_PUSH(&a, &r.paras) = p;
		r.text.bytes = buf_str(&text);
		fold(&f, &a, buf_str(&word));
		find_all(&hits, &a, &r, buf_str(&word), false);
		for (size_t at = 0; f.bytes.len && at < text.len;) {
			end = naive_match(&a, buf_str(&text), at, f.bytes);
			if (!end) {
				at = utf8_next(buf_str(&text), at);
				continue;
			}
			assert_true(h < hits.n);
			assert_int_equal(hits.items[h].off, at);
			assert_int_equal(hits.items[h].len, end - at);
			h++;
			at = end;
		}
		assert_int_equal(h, hits.n);
		arena_reset(&a);
	}
	arena_release(&a);
	arena_release(&keep);
}

/* Nothing is folded twice as slowly because it is long. */
static void hostile(void **state)
{
	static const char *const fill[] = {
		"\u0301", "e\u0301\u0316", "ﷺ", " ", "\u1161", "a", "\u00c9"};
	struct arena a = {0};

	(void)state;
	for (size_t k = 0; k < COUNT_OF(fill); k++) {
		struct buf b;
		struct folded f;

		buf_init(&b, &a);
		for (int i = 0; i < 100000; i++)
			buf_addz(&b, fill[k]);
		fold(&f, &a, buf_str(&b));
		assert_true(utf8_is_valid(f.bytes));
		for (size_t i = 0; i < f.bytes.len; i++)
			assert_true(f.from[i] <= f.from[i + 1]);
		arena_reset(&a);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(agrees_with_the_tables),
		cmocka_unit_test(finds),
		cmocka_unit_test(finds_by_letters),
		cmocka_unit_test(first_from),
		cmocka_unit_test(as_a_naive_scan),
		cmocka_unit_test(hostile),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
