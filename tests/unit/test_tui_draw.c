/* The sheet: clipping, wide characters, combining marks. */
#include <locale.h>

#include "core/base/buf.h"
#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "tui/term/draw.h"

#include "tests/test.h"

enum { ROWS = 6, COLS = 12 };

static struct cell cells[ROWS * COLS];

static struct draw sheet(void)
{
	struct draw d = {.rows = ROWS, .cols = COLS, .cells = cells};

	draw_clear(&d);
	return d;
}

static const struct rect ALL = {0, 0, ROWS, COLS};

/* A row as text: a wide character once, blanks at the end cut. */
static struct str row_text(const struct draw *d, int row, struct buf *b)
{
	buf_reset(b);
	for (int col = 0; col < d->cols; col++) {
		const struct cell *c = &d->cells[row * d->cols + col];

		if (c->width == 0)
			continue;
		buf_add_cp(b, c->cp);
		for (int i = 0; i < DRAW_MARKS && c->marks[i]; i++)
			buf_add_cp(b, c->marks[i]);
	}
	while (b->len && b->p[b->len - 1] == ' ')
		b->len--;
	return buf_str(b);
}

#define assert_row(d, row, want)                                               \
	do {                                                                   \
		struct arena arena_ = {0};                                     \
		struct buf b_;                                                 \
                                                                               \
		buf_init(&b_, &arena_);                                        \
		assert_str(row_text((d), (row), &b_), (want));                 \
		arena_release(&arena_);                                        \
	} while (0)

static void test_text(void **state)
{
	struct draw d = sheet();

	(void)state;
	assert_int_equal(draw_text(&d, ALL, 0, 0, COLS, STR("ab中文c"), 1), 7);
	assert_row(&d, 0, "ab中文c");
	assert_int_equal(d.cells[2].width, 2);
	assert_int_equal(d.cells[3].width, 0);
	assert_int_equal(d.cells[3].cp, 0);
	assert_int_equal(d.cells[3].style, 1);
	assert_int_equal(d.cells[7].style, STYLE_TEXT);
}

static void test_clip(void **state)
{
	struct draw d = sheet();
	struct rect r = {1, 3, 2, 4};

	(void)state;
	draw_text(&d, r, 0, 0, 99, STR("一二三"), 0);
	assert_row(&d, 1, "   一二");
	draw_text(&d, r, 1, 1, 99, STR("一二三"), 0);
	assert_row(&d, 2, "    一");
	/* below, above and beside the rectangle nothing is drawn */
	draw_text(&d, r, 2, 0, 99, STR("x"), 0);
	draw_text(&d, r, -1, 0, 99, STR("x"), 0);
	draw_text(&d, r, 0, 4, 99, STR("x"), 0);
	draw_text(&d, r, 0, -2, 1, STR("x"), 0);
	assert_row(&d, 0, "");
	assert_row(&d, 1, "   一二");
	assert_row(&d, 3, "");
}

static void test_left_of_rect(void **state)
{
	struct draw d = sheet();
	struct rect r = {0, 2, 1, 6};

	(void)state;
	draw_text(&d, r, 0, -1, 20, STR("一二三"), 0);
	assert_row(&d, 0, "   二三");
}

static void test_cols_limit(void **state)
{
	struct draw d = sheet();

	(void)state;
	assert_int_equal(draw_text(&d, ALL, 0, 0, 3, STR("一二"), 0), 2);
	assert_row(&d, 0, "一");
}

static void test_overwrite_half(void **state)
{
	struct draw d = sheet();

	(void)state;
	draw_text(&d, ALL, 0, 0, COLS, STR("一二三"), 0);
	draw_text(&d, ALL, 0, 1, COLS, STR("x"), 0);
	assert_row(&d, 0, " x二三");
	draw_text(&d, ALL, 0, 4, COLS, STR("y"), 0);
	assert_row(&d, 0, " x二y");
	draw_fill(&d, (struct rect){0, 3, 1, 1}, STYLE_STATUS);
	assert_row(&d, 0, " x  y");
	assert_int_equal(d.cells[3].style, STYLE_STATUS);
	assert_int_equal(d.cells[2].style, STYLE_TEXT);
}

static void test_marks(void **state)
{
	struct draw d = sheet();

	(void)state;
	draw_text(&d, ALL, 0, 0, COLS, STR("e\u0301x"), 0);
	assert_int_equal(d.cells[0].marks[0], 0x301);
	assert_int_equal(d.cells[1].cp, 'x');
	/* on a wide character, and across two calls */
	draw_text(&d, ALL, 1, 0, COLS, STR("中"), 0);
	draw_text(&d, ALL, 1, 2, COLS, STR("\u0301"), 0);
	assert_int_equal(d.cells[COLS].marks[0], 0x301);
	/* with nothing to stand on */
	draw_text(&d, ALL, 2, 0, COLS, STR("\u0301"), 0);
	assert_int_equal(d.cells[2 * COLS].cp, ' ');
	assert_int_equal(d.cells[2 * COLS].marks[0], 0x301);
	/* four at most */
	draw_text(&d, ALL, 3, 0, COLS,
		  STR("a\u0301\u0302\u0303\u0304\u0305\u0306"), 0);
	assert_int_equal(d.cells[3 * COLS].marks[3], 0x304);
	assert_int_equal(d.cells[3 * COLS + 1].cp, UTF8_REPLACEMENT);
}

static void test_clean(void **state)
{
	struct draw d = sheet();

	(void)state;
	draw_text(&d, ALL, 0, 0, COLS, STR("a\033[\u202e\xff\tb"), 0);
	assert_row(&d, 0, "a␛[\ufffd\ufffd b");
}

static void test_cut(void **state)
{
	struct draw d = sheet();

	(void)state;
	assert_int_equal(draw_text_cut(&d, ALL, 0, 0, 6, STR("一二三"), 0), 6);
	assert_row(&d, 0, "一二三");
	draw_text_cut(&d, ALL, 1, 0, 6, STR("一二三四"), 0);
	assert_row(&d, 1, "一二…");
	d.ascii = true;
	draw_text_cut(&d, ALL, 2, 0, 5, STR("abcdef"), 0);
	assert_row(&d, 2, "abcd~");
	draw_text_cut(&d, ALL, 3, 0, 0, STR("abc"), 0);
	assert_row(&d, 3, "");
}

static void test_right(void **state)
{
	struct draw d = sheet();

	(void)state;
	assert_int_equal(draw_text_right(&d, ALL, 0, 2, 8, STR("一x"), 0), 3);
	assert_row(&d, 0, "       一x");
	draw_text_right(&d, ALL, 1, 0, 4, STR("一二三"), 0);
	assert_row(&d, 1, "一…");
}

static void test_style(void **state)
{
	struct draw d = sheet();

	(void)state;
	draw_text(&d, ALL, 0, 0, COLS, STR("a中b"), 0);
	draw_style(&d, ALL, 0, 1, 1, STYLE_MATCH);
	assert_int_equal(d.cells[0].style, STYLE_TEXT);
	assert_int_equal(d.cells[1].style, STYLE_MATCH);
	assert_int_equal(d.cells[2].style, STYLE_MATCH);
	draw_style(&d, ALL, 0, 2, 2, STYLE_CURSOR);
	assert_int_equal(d.cells[2].style, STYLE_MATCH);
	assert_int_equal(d.cells[3].style, STYLE_CURSOR);
	draw_style(&d, ALL, 99, -5, 300, STYLE_CURSOR);
}

static void test_boxes(void **state)
{
	struct draw d = sheet();

	(void)state;
	draw_box(&d, (struct rect){0, 0, 3, 4}, STYLE_BORDER);
	assert_row(&d, 0, "┌──┐");
	assert_row(&d, 1, "│  │");
	assert_row(&d, 2, "└──┘");
	d.ascii = true;
	draw_box(&d, (struct rect){3, 1, 9, 4}, STYLE_BORDER);
	assert_row(&d, 3, " +--+");
	assert_row(&d, 5, " |  |");
	draw_hline(&d, (struct rect){4, 7, 2, 3}, 1, STYLE_BORDER);
	assert_row(&d, 5, " |  |  ---");
}

static void test_cursor(void **state)
{
	struct draw d = sheet();

	(void)state;
	draw_cursor(&d, (struct rect){1, 2, 2, 3}, 1, 2);
	assert_int_equal(d.cursor_row, 2);
	assert_int_equal(d.cursor_col, 4);
	draw_cursor(&d, (struct rect){1, 2, 2, 3}, 1, 3);
	assert_int_equal(d.cursor_col, 4);
	draw_clear(&d);
	assert_int_equal(d.cursor_row, -1);
}

static void test_clip_rects(void **state)
{
	struct rect r = rect_clip((struct rect){-5, -5, 10, INT32_MAX}, ALL);

	(void)state;
	assert_int_equal(r.row, 0);
	assert_int_equal(r.rows, 5);
	assert_int_equal(r.cols, COLS);
	r = rect_clip((struct rect){0, 20, 3, 3}, ALL);
	assert_int_equal(r.cols, 0);
}

static uint32_t seed = 12345;

static int random_int(int from, int to)
{
	seed = seed * 1664525 + 1013904223;
	return from + (int)((seed >> 8) % (uint32_t)(to - from + 1));
}

static void random_text(struct buf *b)
{
	static const char *const bits[] = {
		"a",	"中",	    "，",      "\u0301", "\u202e", "\033",
		"\xff", "\t",	    "e\u0301", "１",	 "│",	   "\u200b",
		"😀",	"\xe4\xb8", " ",       "\n"};
	int n = random_int(0, 12);

	buf_reset(b);
	for (int i = 0; i < n; i++)
		buf_addz(b, bits[random_int(0, 15)]);
}

static void assert_sound(const struct draw *d)
{
	for (int i = 0; i < ROWS * COLS; i++) {
		const struct cell *c = &d->cells[i];
		bool right_half = i % COLS && c[-1].width == 2;

		assert_int_equal(c->width == 0, right_half);
		assert_true(c->style < STYLE_COUNT);
		if (c->width == 2)
			assert_true(i % COLS < COLS - 1);
		if (c->width == 0)
			continue;
		assert_false(clean_is_unsafe(c->cp));
		assert_int_equal(c->width, width_cp(c->cp));
		for (int k = 0; k < DRAW_MARKS && c->marks[k]; k++) {
			assert_false(clean_is_unsafe(c->marks[k]));
			assert_int_equal(width_cp(c->marks[k]), 0);
		}
	}
}

/* Whatever is drawn wherever, no half character and nothing unsafe stands in
 * the sheet, and nothing is written outside it (ASan looks). */
static void test_any_drawing(void **state)
{
	struct arena a = {0};
	struct draw d = sheet();
	struct buf b;

	(void)state;
	buf_init(&b, &a);
	for (int i = 0; i < 20000; i++) {
		struct rect r = {random_int(-3, 8), random_int(-4, 14),
				 random_int(-1, 9), random_int(-1, 16)};
		int row = random_int(-2, 7), col = random_int(-6, 14);
		int cols = random_int(-2, 20), what = random_int(0, 6);
		enum style style = (enum style)random_int(0, STYLE_COUNT - 1);

		random_text(&b);
		d.ascii = random_int(0, 1);
		if (what == 0)
			draw_fill(&d, r, style);
		else if (what == 1)
			draw_text_cut(&d, r, row, col, cols, buf_str(&b),
				      style);
		else if (what == 2)
			draw_text_right(&d, r, row, col, cols, buf_str(&b),
					style);
		else if (what == 3)
			draw_style(&d, r, row, col, cols, style);
		else if (what == 4)
			draw_box(&d, r, style);
		else
			draw_text(&d, r, row, col, cols, buf_str(&b), style);
		assert_sound(&d);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_clip),
		cmocka_unit_test(test_left_of_rect),
		cmocka_unit_test(test_cols_limit),
		cmocka_unit_test(test_overwrite_half),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_style),
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_cursor),
		cmocka_unit_test(test_clip_rects),
		cmocka_unit_test(test_any_drawing),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
