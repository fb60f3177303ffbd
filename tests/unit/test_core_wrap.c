/* Wrapping: rows as they are expected, hostile texts, broken tables. */
#include <time.h>

#include "tests/unit/wrap_check.h"

/* The rows' texts at a width, one a line. */
static struct str rows_of(struct fixture *f, struct str s, uint16_t width)
{
	struct text t = text_of(s);
	struct wrap_rows rows = {0};
	struct buf b;

	buf_init(&b, &f->work);
	wrap(&rows, &f->work, &t, 0, (uint32_t)s.len,
	     wrap_style_for(f->rules, PARA_HEADING, width));
	for (size_t i = 0; i < rows.n; i++) {
		buf_addf(&b, "%s", i ? "|" : "");
		buf_add(&b, wrap_row_text(&f->work, &t, &rows.items[i]));
	}
	return buf_str(&b);
}

static void rows_as_expected(void **state)
{
	static const struct {
		const char *text;
		uint16_t width;
		const char *want;
	} rows[] = {
		{"", 10, ""},
		{" \n\t　", 10, ""},
		{"增长", 10, "增长"},
		{"产业转型升级", 4, "产业|转型|升级"},
		{"产业转型升级", 5, "产业|转型|升级"},
		{"增长6.1%左右", 7, "增长|6.1%左|右"},
		{"收入72.9亿元", 10, "收入|72.9亿元"},
		{"年均增长6%—6.5%", 12, "年均增长|6%—6.5%"},
		{"新增5至6个园区", 10, "新增5至6个|园区"},
		{"完成投资１，２３４亿元", 16, "完成投资|１，２３４亿元"},
		{"早在1 9 9 8年建成", 12, "早在|1 9 9 8年建|成"},
		{"现有一百二十三万人", 14, "现有|一百二十三万人"},
		{"提高1.5个百分点，", 16, "提高|1.5个百分点，"},
		{"自一九六○年起", 10, "自|一九六○年|起"},
		{"降到百分之五点六", 12, "降到|百分之五点六"},
		{"新城建设，成效", 8, "新城建|设，成效"},
		{"新城建（试点）", 8, "新城建|（试点）"},
		{"发展“一带”战略", 6, "发展|“一带”|战略"},
		{"坚持……不变", 7, "坚持……|不变"},
		{"收入——新城", 5, "收|入——|新城"},
		/* joined lines */
		{"产业\n转型", 20, "产业转型"},
		{"open \n government", 20, "open government"},
		{"增长9.\n7%左右", 20, "增长9.7%左右"},
		{"政 府　工 作", 20, "政 府　工 作"},
		/* blanks hang */
		{"甲乙    丙丁", 4, "甲乙|丙丁"},
		{"甲乙            丙丁", 6, "甲乙|丙丁"},
		/* commas of half width */
		{"元,2018年新城", 8, "元,|2018年新|城"},
		{"2018,2019年", 8, "2018,|2019年"},
		{"新建第5期", 6, "新建|第5期"},
		{"降幅为-3.5%", 8, "降幅为|-3.5%"},
		/* too long for a row */
		{"1234567890亿元", 6, "123456|7890|亿元"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"，，，，，", 4, "，，|，，|，"},
		{"甲乙", 2, "甲|乙"},
		/* Latin words are whole */
		{"open government data", 10, "open|government|data"},
		{"新城GDP增长", 6, "新城|GDP增|长"},
		{"it’s 5G’s", 4, "it’s|5G’s"},
		{"a甲", 2, "a|甲"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_str(rows_of(f, str_of(rows[i].text), rows[i].width),
			   rows[i].want);
}

/* The checks that hold for any text. */
static void check_hostile(struct fixture *f, struct str s, uint16_t width)
{
	struct text t = text_of(s);
	struct wrap_rows rows = {0};
	struct check c = {f, NULL, s, &rows,
			  wrap_style_for(f->rules, PARA_BODY, width)};
	size_t at = 0, n;

	wrap(&rows, &f->work, &t, 0, (uint32_t)s.len, c.style);
	for (size_t k = 0; k < rows.n; k++) {
		for (; at < rows.items[k].off; at += n)
			if (!space_is(utf8_decode(s, at, &n)))
				fail_at(&c, k, "leaves out what is before it");
		if (at != rows.items[k].off || rows.items[k].len == 0)
			fail_at(&c, k, "overlaps");
		check_row(&c, k, &t);
		at += rows.items[k].len;
	}
	for (; at < s.len; at += n)
		assert_true(space_is(utf8_decode(s, at, &n)));
	arena_reset(&f->work);
}

/* Any characters at any width: no loss, no row too wide, and an end. */
static void random_characters(void **state)
{
	static const uint32_t set[] = {
		'1',	 '1',	  '9',	   ' ',	     ' ',    '\t',   '\r',
		'\n',	 '\f',	  '.',	   ',',	     '%',    '-',    'a',
		'Z',	 '"',	  '(',	   ')',	     0x1b,   0x7f,   0x85,
		0xa0,	 0xad,	  0xb7,	   0x300,    0x301,  0x301,  0x302,
		0xe01,	 0xe34,	  0x1112,  0x1161,   0x200b, 0x200d, 0x2014,
		0x2014,	 0x2018,  0x2019,  0x201c,   0x201d, 0x2026, 0x2028,
		0x202e,	 0x2103,  0x3000,  0x3001,   0x3002, 0x300a, 0x300b,
		0x30fc,	 0x4e00,  0x4e07,  0x4e2a,   0x4ebf, 0x5143, 0x5e74,
		0x5230,	 0x7532,  0x4e59,  0x81f3,   0x7b2c, 0xff05, 0xff08,
		0xff09,	 0xff0c,  0xff10,  0xff19,   0xfe0f, 0xfffd, 0xffff,
		0x1f600, 0x20000, 0xe0041, 0x10ffff,
	};
	struct fixture *f = *state;
	unsigned seed = 5;

	for (int round = 0; round < 400; round++) {
		struct buf b;

		buf_init(&b, &f->keep);
		for (int i = round % 150; i >= 0; i--) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_cp(&b, set[(seed >> 8) % COUNT_OF(set)]);
		}
		for (uint16_t width = 2; width < 45; width += 3)
			check_hostile(f, buf_str(&b), width);
	}
}

/* Paragraphs of many windows; time that grows faster than the text would show
 * in 256 KiB. */
static void long_paragraphs(void **state)
{
	static const char *const fill[] = {
		"甲", "1",     "1—", "，",    "（", "e\u0301", "\u0301", "a ",
		"一", "1亿元", "\n", "甲 　", "“",  "甲\n\n",  "abc",	 "1 ",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT_OF(fill); i++) {
		struct arena_mark mark = arena_mark(&f->keep);
		struct str s = repeated(&f->keep, fill[i], 1 << 18);
		clock_t from = clock();

		check_hostile(f, s, 2);
		check_hostile(f, s, 79);
		check_hostile(f, s, UINT16_MAX);
		assert_true(clock() - from < 10 * CLOCKS_PER_SEC);
		arena_rewind(&f->keep, mark);
	}
}

/* A window ends after 8192 cells: a unit that it cuts is still one. Rows of 45
 * wide characters would end two cells before it. */
static void unit_across_windows(void **state)
{
	struct fixture *f = *state;

	for (size_t n = 8180; n < 8200; n++) {
		struct arena_mark mark = arena_mark(&f->keep);
		struct buf b;

		buf_init(&b, &f->keep);
		buf_add(&b, repeated(&f->keep, "甲", n * 3));
		buf_addz(&b, "２１个百分点甲甲甲");
		buf_add(&b, rows_of(f, buf_str(&b), 90));
		assert_null(strstr(buf_cstr(&b), "|百"));
		assert_null(strstr(buf_cstr(&b), "|分"));
		assert_null(strstr(buf_cstr(&b), "|点"));
		arena_rewind(&f->keep, mark);
	}
}

static void joins(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"产业\r\n 转型  升级", "产业转型  升级"},
		{"open\ndata", "open data"},
		{"投资\nGDP\n增长9.\n7%", "投资GDP增长9.7%"},
		{"甲\n\n", "甲"},
		{"甲\033乙", "甲\033乙"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_str(wrap_join(&f->work, str_of(rows[i][0])), rows[i][1]);
}

static void broken_tables(void **state)
{
	static const char *const wraps[] = {
		"class\ttext\nnothing\t，\n",
		"class\ttext\nopening\t\n",
		"class\ttext\nopening\t（（\n",
		"class\nopening\n",
		"",
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wraps); i++) {
		struct asset items[] = {
			{"lexicon/wrap.tsv", str_of(wraps[i])},
			{"lexicon/units.tsv", STR("word\n元\n")},
		};
		struct error err = {0};

		assert_null(
			wrap_rules_open(&a, &(struct assets){items, 2}, &err));
		assert_int_equal(err.code, ERR_FORMAT);
		items[0].bytes = STR("class\ttext\nopening\t（\n");
		items[1].bytes = STR("unit\n元\n");
		assert_null(
			wrap_rules_open(&a, &(struct assets){items, 2}, &err));
		items[1].bytes = STR("word\n元\n");
		assert_non_null(
			wrap_rules_open(&a, &(struct assets){items, 2}, &err));
	}
	arena_release(&a);
}

/* Without rules Unicode's alone hold. */
static void without_rules(void **state)
{
	struct fixture *f = *state;
	const struct wrap_rules *rules = f->rules;

	f->rules = NULL;
	assert_str(rows_of(f, STR("增长9亿元，新"), 6), "增长9|亿元，|新");
	f->rules = rules;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_as_expected),
		cmocka_unit_test(random_characters),
		cmocka_unit_test(long_paragraphs),
		cmocka_unit_test(unit_across_windows),
		cmocka_unit_test(joins),
		cmocka_unit_test(broken_tables),
		cmocka_unit_test(without_rules),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
