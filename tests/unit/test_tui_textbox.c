/*
 * The textbox: every character is reached by paging at every width, a resize
 * keeps what was at the top in view, and a long text is not wrapped to be
 * opened.
 */
#include <locale.h>

#include "core/base/utf8.h"
#include "core/base/width.h"

#include "tui/widget/textbox.h"

#include "tests/test.h"
#include "tests/unit/tui_report.h"

static const char LINES[] =
	"! 首页\n! 分享\n"
	"= 云山区政府工作报告\n"
	"各位代表：\n"
	"现在，我向大会报告工作，请予审议。\n"
	"# 一、过去一年的工作\n"
	"过去一年，全区地区生产总值增长6.5%，一般公共预算收入117.1亿元，"
	"新增企业9家、学校12所，城乡居民收入分别增长4.4%、6.4%。我们办成了"
	"“十件实事”（其中三件提前完成），GDP and total investment grew.\n"
	"## （一）稳增长\n"
	"稳主体有力有效。第一时间落实政策，减税降费12.3亿元，惠及4.9万家。"
	"扩投资成效明显。46个项目开工，42个项目竣工，固定资产投资增长13.3%。\n"
	"## （二）促消费\n"
	"办好各类活动108场，实现零售额320亿元。\n"
	"# 二、今年的任务\n"
	"主要目标是：地区生产总值增长6%左右，投资增长8%以上。\n"
	"! 打印 关闭\n";

struct fixture {
	struct arena arena;
	struct report report;
	struct textbox box;
};

static void make(struct fixture *f, struct str lines, bool all)
{
	test_report_make(&f->report, &f->arena, lines);
	textbox_set(&f->box, &f->report, all);
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	setlocale(LC_ALL, "C.UTF-8");
	f->box.rules = wrap_rules_open(&f->arena, &ASSETS_BUILTIN, NULL);
	assert_non_null(f->box.rules);
	make(f, str_of(LINES), true);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	textbox_release(&f->box);
	arena_release(&f->arena);
	free(f);
	return 0;
}

/* Marks what the rows in view show. */
static void see(struct fixture *f, bool *seen)
{
	struct textbox_pos pos = f->box.top;

	for (uint32_t i = 0; i < f->box.rows; i++) {
		struct textbox_row row = textbox_row(&f->box, pos);

		if (row.kind != ROW_GAP)
			memset(seen + row.off, true, row.len);
		if (textbox_step(&f->box, &pos, 1) == 0)
			break;
	}
}

static void all_seen(const struct fixture *f, const bool *seen)
{
	struct str s = f->report.text.bytes;

	for (size_t i = 0, n; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (!seen[i] && cp > ' ' && cp != 0x3000 && cp != 0xa0)
			fail_msg("byte %zu was never shown at %u", i,
				 f->box.width);
	}
}

static void page_through(struct fixture *f, uint16_t width, uint32_t rows,
			 int dir)
{
	bool *seen = calloc(f->report.text.bytes.len + 1, 1);
	int pages = 0;

	textbox_size(&f->box, width, rows);
	textbox_scroll(&f->box, dir < 0 ? INT32_MAX : -INT32_MAX);
	do {
		see(f, seen);
		assert_true(++pages < 10000);
	} while (textbox_scroll(&f->box, dir * (int64_t)rows) != 0);
	all_seen(f, seen);
	assert_true(dir < 0 ? textbox_at_top(&f->box)
			    : textbox_at_end(&f->box));
	free(seen);
}

static void test_all_reachable(void **state)
{
	struct fixture *f = *state;

	for (uint16_t width = 2; width <= 200; width++) {
		page_through(f, width, 7, 1);
		page_through(f, width, 5, -1);
	}
	page_through(f, 80, 1, 1);
	page_through(f, 80, 500, 1);
}

static void test_rows_fit(void **state)
{
	struct fixture *f = *state;
	struct arena a = {0};

	for (uint16_t width = 20; width <= 200; width += 7) {
		struct textbox_pos pos = {0, 0};

		textbox_size(&f->box, width, 10);
		do {
			struct textbox_row row = textbox_row(&f->box, pos);
			struct str s = textbox_row_text(&a, &row);

			assert_true(row.indent + row.cols <= width);
			assert_int_equal(width_str(s), row.cols);
		} while (textbox_step(&f->box, &pos, 1) == 1);
	}
	arena_release(&a);
}

/* Byte offset of a word. */
static uint32_t at(const struct fixture *f, const char *word)
{
	return (uint32_t)str_find(f->report.text.bytes, str_of(word), 0);
}

static void test_resize_keeps_place(void **state)
{
	struct fixture *f = *state;
	uint32_t off = at(f, "减税降费");

	textbox_size(&f->box, 30, 4);
	textbox_put(&f->box, off, 0);
	off = f->box.anchor;
	for (uint16_t width = 20; width <= 60; width += 3) {
		struct span v;

		textbox_size(&f->box, width, 4);
		v = textbox_view(&f->box);
		assert_true(v.off <= off && off < v.off + v.len);
		assert_true(textbox_is_shown(&f->box, off));
	}
	textbox_size(&f->box, 30, 4); // and back where it began
	assert_int_equal(textbox_row(&f->box, f->box.top).off, off);
}

static void test_hidden_run_is_one_row(void **state)
{
	struct fixture *f = *state;
	struct textbox_row row;

	textbox_set(&f->box, &f->report, false);
	textbox_size(&f->box, 60, 40);
	row = textbox_row(&f->box, (struct textbox_pos){0, 0});
	assert_int_equal(row.kind, ROW_HIDDEN);
	assert_int_equal(f->box.blocks.items[0].n_hidden, 2);
	// a place inside it is found in its row
	assert_int_equal(textbox_pos_of(&f->box, at(f, "分享")).block, 0);
	textbox_scroll(&f->box, INT32_MAX);
	assert_true(textbox_is_shown(&f->box, at(f, "打印")));
}

static void test_pos_of_and_col(void **state)
{
	struct fixture *f = *state;
	struct textbox_row row;
	uint32_t off = at(f, "扩投资");

	for (uint16_t width = 20; width < 100; width += 9) {
		struct arena a = {0};
		struct str s;
		unsigned col;
		size_t fit, used;

		textbox_size(&f->box, width, 10);
		row = textbox_row(&f->box, textbox_pos_of(&f->box, off));
		assert_true(row.off <= off && off < row.off + row.len);
		col = textbox_col(&f->box, &row, off, false);
		s = textbox_row_text(&a, &row);
		fit = width_fit(s, col - row.indent, &used);
		assert_true(str_has_prefix(str_sub(s, fit, s.len), STR("扩")));
		assert_int_equal(textbox_col(&f->box, &row, off + 3, true),
				 col + 2);
		arena_release(&a);
	}
}

static void test_marks_take_columns(void **state)
{
	struct fixture *f = *state;
	struct textbox_mark marks[2] = {{at(f, "稳主体"), STR("①")},
					{at(f, "扩投资"), STR("②")}};
	struct arena a = {0};

	textbox_set_marks(&f->box, marks, 2);
	for (uint16_t width = 20; width <= 90; width++) {
		struct textbox_row row;
		struct str s;
		unsigned col;
		size_t fit, used;

		page_through(f, width, 6, 1);
		row = textbox_row(&f->box,
				  textbox_pos_of(&f->box, marks[1].off));
		s = textbox_row_text(&a, &row);
		assert_true(str_find(s, STR("②扩"), 0) >= 0);
		assert_true(row.indent + row.cols <= width + 1);
		col = textbox_col(&f->box, &row, marks[1].off, false);
		fit = width_fit(s, col - row.indent, &used);
		assert_true(str_has_prefix(str_sub(s, fit, s.len), STR("扩")));
	}
	textbox_set_marks(&f->box, NULL, 0);
	page_through(f, 40, 6, 1);
	arena_release(&a);
}

/* A paragraph of a megabyte is opened, read from both ends and searched for a
 * place without being wrapped as a whole. */
static void test_long_paragraph(void **state)
{
	struct fixture *f = *state;
	struct buf b;
	struct span v;
	uint32_t middle;

	buf_init(&b, &f->arena);
	while (b.len < 8 << 20)
		buf_addz(&b, "我们坚持稳中求进，投资增长13.3%。一二三四五");
	make(f, buf_str(&b), false);
	assert_true(f->box.blocks.n > 400);
	textbox_size(&f->box, 76, 22);
	textbox_scroll(&f->box, INT32_MAX);
	assert_true(textbox_at_end(&f->box));
	assert_int_equal(textbox_percent(&f->box), 100);
	middle = 4 << 20;
	textbox_put(&f->box, middle, 3);
	v = textbox_view(&f->box);
	assert_true(v.off <= middle && middle < v.off + v.len);
	assert_in_range(textbox_percent(&f->box), 49, 51);
	assert_true(f->box.wrap_arena.total < 1 << 20);
}

static void test_pieces_join(void **state)
{
	struct fixture *f = *state;
	struct buf b;

	buf_init(&b, &f->arena);
	for (int i = 0; i < 60000; i++) // no sentence ever ends
		buf_addz(&b, "长");
	make(f, buf_str(&b), false);
	for (size_t i = 0; i + 1 < f->box.blocks.n; i++)
		assert_int_equal(f->box.blocks.items[i].off +
					 f->box.blocks.items[i].len,
				 f->box.blocks.items[i + 1].off);
	page_through(f, 76, 22, 1);
	assert_true(utf8_is_valid(
		str_sub(f->report.text.bytes, 0, f->box.blocks.items[0].len)));
}

static void test_empty(void **state)
{
	struct fixture *f = *state;

	make(f, STR(""), false);
	textbox_size(&f->box, 40, 10);
	assert_int_equal(textbox_scroll(&f->box, 5), 0);
	textbox_put(&f->box, 7, 2);
	assert_int_equal(textbox_percent(&f->box), 100);
	assert_true(textbox_at_top(&f->box));
	assert_true(textbox_at_end(&f->box));
}

static void test_gaps(void **state)
{
	struct fixture *f = *state;
	struct textbox_pos pos;
	struct textbox_row row;

	textbox_size(&f->box, 76, 60);
	pos = textbox_pos_of(&f->box, at(f, "一、过去"));
	textbox_step(&f->box, &pos, -1);
	row = textbox_row(&f->box, pos);
	assert_int_equal(row.kind, ROW_GAP); // before a heading
	pos = textbox_pos_of(&f->box, at(f, "现在"));
	textbox_step(&f->box, &pos, -1);
	row = textbox_row(&f->box, pos);
	assert_int_equal(row.kind, ROW_TEXT); // the indent tells them apart
	textbox_size(&f->box, 30, 60);
	pos = textbox_pos_of(&f->box, at(f, "现在"));
	textbox_step(&f->box, &pos, -1);
	row = textbox_row(&f->box, pos);
	assert_int_equal(row.kind, ROW_GAP); // where there is no indent
}

static struct str read_file(struct arena *a, const char *name)
{
	struct buf b;
	char path[1024], bytes[4096];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/assets/samples/%s",
		 getenv("HSVIEW_SOURCE"), name);
	f = fopen(path, "rb");
	assert_non_null(f);
	buf_init(&b, a);
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(&b, str_n(bytes, n));
	fclose(f);
	return buf_str(&b);
}

/* Whole reports, as they are parsed: everything is reached by paging, at any
 * width, menus and all. */
static void test_samples_reachable(void **state)
{
	static const char *const names[] = {
		"青岚区-2022年成绩单.md", "青岚区-2023.txt", "榆汀区-2024.txt"};
	static const uint16_t widths[] = {2,  20, 21, 36, 39,  40,
					  41, 76, 77, 80, 120, 200};
	struct fixture *f = *state;
	struct report_rules *rules =
		report_rules_open(&f->arena, &ASSETS_BUILTIN, NULL);

	assert_non_null(rules);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		report_parse(&f->report, &f->arena, rules,
			     read_file(&f->arena, names[i]), FORMAT_TEXT,
			     STR(""));
		assert_true(f->report.paras.n > 10);
		textbox_set(&f->box, &f->report, true);
		for (size_t w = 0; w < COUNT_OF(widths); w++) {
			page_through(f, widths[w], 22, 1);
			page_through(f, widths[w], 9, -1);
		}
	}
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_reachable),
		TEST(test_rows_fit),
		TEST(test_resize_keeps_place),
		TEST(test_hidden_run_is_one_row),
		TEST(test_pos_of_and_col),
		TEST(test_marks_take_columns),
		TEST(test_long_paragraph),
		TEST(test_pieces_join),
		TEST(test_empty),
		TEST(test_gaps),
		TEST(test_samples_reachable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
