/* core/base: slices, arenas, UTF-8, cleaning, tables, word maps. */
#include <locale.h>

#include "core/base/array.h"
#include "core/base/clean.h"
#include "core/base/json.h"
#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/base/width.h"
#include "core/base/wordmap.h"

#include "tests/test.h"

static void slices(void **state)
{
	struct str rest = STR("a\tbb\t"), f;
	unsigned v;

	(void)state;
	assert_str(str_trim(STR("　 x y\r\n")), "x y");
	assert_true(str_split(&rest, '\t', &f));
	assert_str(f, "a");
	assert_true(str_split(&rest, '\t', &f));
	assert_str(f, "bb");
	assert_true(str_split(&rest, '\t', &f));
	assert_int_equal(f.len, 0);
	assert_false(str_split(&rest, '\t', &f));
	assert_int_equal(str_find(STR("投资增长"), STR("增"), 0), 6);
	assert_int_equal(str_find(STR("投资"), STR("增"), 0), -1);
	assert_true(str_to_u32(STR("4294967295"), &v) && v == UINT32_MAX);
	assert_false(str_to_u32(STR("4294967296"), &v));
	assert_false(str_to_u32(STR("1x"), &v));
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
}

static void arenas(void **state)
{
	struct arena a = {0};
	struct arena_mark m;
	ARRAY_OF(int) list = {0};

	(void)state;
	for (int i = 0; i < 10000; i++)
		*ARRAY_PUSH(&a, &list) = i;
	for (int i = 0; i < 10000; i++)
		assert_int_equal(list.items[i], i);
	m = arena_mark(&a);
	for (int i = 0; i < 100; i++)
		arena_alloc(&a, 100000);
	arena_rewind(&a, m);
	assert_int_equal(list.items[9999], 9999);
	/* what is rewound comes back zeroed */
	memset(arena_alloc(&a, 64), 0xff, 64);
	arena_rewind(&a, m);
	assert_int_equal(((unsigned char *)arena_alloc(&a, 64))[63], 0);
	arena_reset(&a);
	arena_release(&a);
	assert_null(a.head);
}

static void utf8_decodes_like_python(void **state)
{
	/* bytes, what bytes.decode('utf-8', 'replace') gives (Python 3.11) */
	static const struct {
		struct str in;
		uint32_t out[8];
	} rows[] = {
		{{"\xc0\xaf", 2}, {0xfffd, 0xfffd}},
		{{"\xe4\xb8", 2}, {0xfffd}},
		{{"\xe4\xb8\x41", 3}, {0xfffd, 'A'}},
		{{"\xed\xa0\x80", 3}, {0xfffd, 0xfffd, 0xfffd}},
		{{"\xf0\x9f\x92", 3}, {0xfffd}},
		{{"\xf4\x90\x80\x80", 4}, {0xfffd, 0xfffd, 0xfffd, 0xfffd}},
		{{"\xe4\xb8\xad\xff", 4}, {0x4e2d, 0xfffd}},
		{{"\xf8\x88\x80\x80\x80", 5},
		 {0xfffd, 0xfffd, 0xfffd, 0xfffd, 0xfffd}},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		size_t at = 0, n, k = 0;

		for (; at < rows[i].in.len; at += n)
			assert_int_equal(utf8_decode(rows[i].in, at, &n),
					 rows[i].out[k++]);
		assert_int_equal(at, rows[i].in.len);
		assert_true(k == 8 || rows[i].out[k] == 0);
		assert_false(utf8_is_valid(rows[i].in));
	}
	assert_true(utf8_is_valid(STR("海曙\xef\xbf\xbd")));
	assert_int_equal(utf8_count(STR("海曙x")), 3);
	assert_int_equal(utf8_cut(STR("海曙"), 4), 3);
}

static void utf8_round_trip(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		char out[4];
		size_t n, len = utf8_encode(cp, out);
		uint32_t back = utf8_decode(str_n(out, len), 0, &n);

		if (cp >= 0xd800 && cp <= 0xdfff)
			assert_int_equal(back, UTF8_REPLACEMENT);
		else
			assert_int_equal(back, cp);
		assert_int_equal(n, len);
	}
}

static void cleaning(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_str(clean_str(&a, STR("a\033[31mb\007")), "a␛[31mb␇");
	assert_str(clean_str(&a, STR("甲\u202e乙\u200b")), "甲�乙�");
	assert_str(clean_str(&a, STR("x\ty\xff")), "x y�");
	assert_str(clean_str(&a, STR("2023年，“好”")), "2023年，“好”");
	assert_str(clean_str(&a, STR("e\u0301\u0301\u0301\u0301\u0301")),
		   "e\u0301\u0301\u0301\u0301�");
	arena_release(&a);
}

static void json_strings(void **state)
{
	struct arena a = {0};
	struct buf b;

	(void)state;
	buf_init(&b, &a);
	json_string(&b, STR("“好”\"\\\n\t\033\u202e\xf3\xa0\x80\x81\xff"));
	assert_string_equal(buf_cstr(&b), "\"“好”\\\"\\\\\\n\\t\\u001b\\u202e"
					  "\\udb40\\udc01�\"");
	arena_release(&a);
}

/* No code point comes out of the cleaner that must not reach a terminal. */
static void cleaning_is_total(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		uint32_t out = clean_cp(cp);

		assert_false(clean_is_unsafe(out));
		assert_true(out != cp || !clean_is_unsafe(cp));
	}
}

static void widths(void **state)
{
	size_t used;

	(void)state;
	assert_int_equal(width_str(STR("海曙a")), 5);
	assert_int_equal(width_fit(STR("海曙a"), 3, &used), 3);
	assert_int_equal(used, 2);
	assert_int_equal(width_cp(0x301), 0);
}

static void tables(void **state)
{
	struct arena a = {0};
	struct tsv t;
	struct error err = {0};
	struct buf b;

	(void)state;
	assert_true(tsv_read(&t, &a, "x.tsv",
			     STR("# c\nword\tclass\n亿元\tmoney\n\n万\n"),
			     &err));
	assert_int_equal(t.rows.n, 2);
	assert_int_equal(t.rows.items[0].line, 3);
	assert_str(t.rows.items[0].cell[1], "money");
	assert_int_equal(t.rows.items[1].cell[1].len, 0);
	assert_int_equal(tsv_column(&t, "class"), 1);
	assert_int_equal(tsv_column(&t, "none"), -1);
	assert_false(tsv_read(&t, &a, "x.tsv", STR("a\tb\n1\t2\t3\n"), &err));
	buf_init(&b, &a);
	error_text(&err, err.msgid, &b);
	assert_string_equal(buf_cstr(&b), "x.tsv:2: too many fields");
	assert_false(tsv_read(&t, &a, "x.tsv", STR("a\n\xff\n"), &err));
	arena_release(&a);
}

static void longest_words(void **state)
{
	struct arena a = {0};
	struct wordmap m;
	size_t len;
	char word[8];

	(void)state;
	wordmap_init(&m, &a);
	assert_int_equal(wordmap_add(&m, STR("亿"), 1), 0);
	assert_int_equal(wordmap_add(&m, STR("亿元"), 2), 0);
	assert_int_equal(wordmap_add(&m, STR("亿元"), 3), 2);
	assert_int_equal(wordmap_match(&m, STR("12亿元以上"), 2, &len), 2);
	assert_int_equal(len, 6);
	assert_int_equal(wordmap_match(&m, STR("亿美元"), 0, &len), 1);
	assert_int_equal(wordmap_add(&m, STR("GDP"), 4), 0);
	assert_int_equal(wordmap_get(&m, STR("ＧＤＰ")), 4);
	/* cut by a column; blanks behind the word are not its own */
	assert_int_equal(wordmap_match(&m, STR("亿\n元"), 0, &len), 1);
	assert_int_equal(wordmap_match_cut(&m, STR("亿\r\n　元 "), 0, &len), 2);
	assert_int_equal(len, strlen("亿\r\n　元"));
	assert_int_equal(wordmap_match_cut(&m, STR("亿 \n"), 0, &len), 1);
	assert_int_equal(len, strlen("亿"));
	assert_int_equal(wordmap_match_cut(&m, STR(" 亿"), 0, &len), 0);
	for (uint32_t i = 0; i < 5000; i++) {
		size_t n = utf8_encode(0x4e00 + i, word);

		n += utf8_encode(0x5000 + i, word + n);
		assert_int_equal(wordmap_add(&m, str_n(word, n), 10 + i), 0);
	}
	for (uint32_t i = 0; i < 5000; i++) {
		size_t n = utf8_encode(0x4e00 + i, word);

		n += utf8_encode(0x5000 + i, word + n);
		assert_int_equal(wordmap_get(&m, str_n(word, n)), 10 + i);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices),
		cmocka_unit_test(arenas),
		cmocka_unit_test(utf8_decodes_like_python),
		cmocka_unit_test(utf8_round_trip),
		cmocka_unit_test(cleaning),
		cmocka_unit_test(json_strings),
		cmocka_unit_test(cleaning_is_total),
		cmocka_unit_test(widths),
		cmocka_unit_test(tables),
		cmocka_unit_test(longest_words),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
