/* The painter against a terminal (libvterm): whatever sheet follows whatever
 * sheet, the terminal shows the new one. */
#include <locale.h>
#include <stdio.h>
#include <vterm.h>

#include "core/assets.h"

#include "tui/term/paint.h"

#include "tests/test.h"

enum { ROWS = 14, COLS = 36 };

static struct cell cells[ROWS * COLS];
static uint32_t seed = 4711;

static int random_int(int from, int to)
{
	seed = seed * 1664525 + 1013904223;
	return from + (int)((seed >> 8) % (uint32_t)(to - from + 1));
}

struct stage {
	struct paint *paint;
	VTerm *vt;
	VTermScreen *screen;
	struct draw d;
	struct arena arena;
	struct theme theme;
	struct paint_abilities can;
	size_t bytes;
};

static void open_stage(struct stage *s, struct paint_abilities can)
{
	struct arena a = {0};
	struct error err;

	*s = (struct stage){.d = {.rows = ROWS, .cols = COLS, .cells = cells}};
	s->can = can;
	assert_true(theme_read(
		&s->theme, &a, "default",
		assets_get(&ASSETS_BUILTIN, "themes/default.theme"), &err));
	s->paint = paint_open(&s->theme, &can);
	s->vt = vterm_new(ROWS, COLS);
	vterm_set_utf8(s->vt, 1);
	s->screen = vterm_obtain_screen(s->vt);
	vterm_screen_reset(s->screen, 1);
	draw_clear(&s->d);
	arena_release(&a);
}

static void close_stage(struct stage *s)
{
	paint_close(s->paint);
	vterm_free(s->vt);
	arena_release(&s->arena);
}

static void show(struct stage *s)
{
	struct buf b;

	arena_reset(&s->arena);
	buf_init(&b, &s->arena);
	paint_frame(s->paint, &s->d, &b);
	s->bytes = b.len;
	if (b.len)
		vterm_input_write(s->vt, b.p, b.len);
}

static bool is_reverse(const struct stage *s, int i)
{
	struct look look =
		theme_look(&s->theme, s->d.cells[i].style, s->can.colours);

	return look.attrs & LOOK_REVERSE;
}

static void assert_shown(struct stage *s, int frame)
{
	for (int i = 0; i < ROWS * COLS; i++) {
		VTermPos at = {i / COLS, i % COLS};
		const struct cell *want = &s->d.cells[i];
		VTermScreenCell got = {0};
		uint32_t cp;

		vterm_screen_get_cell(s->screen, at, &got);
		cp = got.chars[0] ? got.chars[0] : ' ';
		if (want->width == 0)
			continue;
		if (cp != want->cp || got.chars[1] != want->marks[0] ||
		    got.attrs.reverse != is_reverse(s, i))
			fail_msg("frame %d, row %d, column %d: %x for %x",
				 frame, at.row, at.col, cp, want->cp);
	}
}

/* A page of text as a reader has it: title, two panes, status. */
static void draw_page(struct draw *d, int top, int cursor, int rule)
{
	static const struct str texts[] = {
		{"地区生产总值增长6.1%", 28}, {"", 0},
		{"line of Latin text", 18},   {"e\u0301tude — 中", 15},
		{"，。、；：", 15},
	};
	struct rect left = {1, 0, ROWS - 2, rule};
	struct rect right = {1, rule + 1, ROWS - 2, COLS - rule - 1};
	struct rect all = {0, 0, ROWS, COLS};

	draw_clear(d);
	draw_fill(d, (struct rect){0, 0, 1, COLS}, STYLE_TITLE_BAR);
	draw_text(d, all, ROWS - 1, 0, COLS, texts[top % 5], STYLE_STATUS);
	if (rule) {
		draw_vline(d, (struct rect){1, 0, ROWS - 2, COLS}, rule,
			   STYLE_BORDER);
		for (int i = 0; i < left.rows; i++)
			draw_text(d, left, i, 0, rule, texts[i % 5],
				  i == cursor ? STYLE_CURSOR : STYLE_PART);
	}
	for (int i = 0; i < right.rows; i++) {
		char number[12];
		int line = top + i;

		snprintf(number, sizeof(number), "%d", line);
		draw_text(d, right, i, 0, 4, str_of(number), STYLE_DIM);
		draw_text(d, right, i, 4, 99, texts[line * 7 % 5],
			  i == cursor ? STYLE_CURSOR : STYLE_TEXT);
	}
}

static void scribble(struct draw *d)
{
	static const struct str bits[] = {
		{"中", 3}, {"a", 1}, {"e\u0301", 3}, {" ", 1}, {"│", 3}};
	struct rect all = {0, 0, ROWS, COLS};
	int n = random_int(1, 40);

	for (int i = 0; i < n; i++)
		draw_text(d, all, random_int(0, ROWS - 1),
			  random_int(0, COLS - 1), 2, bits[random_int(0, 4)],
			  random_int(0, 5) ? STYLE_TEXT : STYLE_CURSOR);
}

static void play(struct paint_abilities can, int frames)
{
	struct stage s;
	int top = 100, rule = 0;

	open_stage(&s, can);
	for (int i = 0; i < frames; i++) {
		switch (random_int(0, 9)) {
		case 0:
			rule = random_int(0, 1) ? 0 : random_int(1, COLS - 4);
			break;
		case 1:
			top = random_int(0, 300);
			break;
		case 2:
			paint_forget(s.paint);
			break;
		default:
			top += random_int(-3, 3);
		}
		draw_page(&s.d, top < 0 ? 0 : top, random_int(0, 9), rule);
		if (random_int(0, 3) == 0)
			scribble(&s.d);
		if (random_int(0, 3) == 0)
			draw_cursor(&s.d, (struct rect){0, 0, ROWS, COLS},
				    random_int(0, ROWS - 1),
				    random_int(0, COLS - 1));
		show(&s);
		assert_shown(&s, i);
	}
	close_stage(&s);
}

static const struct paint_abilities PLAIN = {.colours = 256};
static const struct paint_abilities FULL = {.colours = 256,
					    .bce = true,
					    .regions = true,
					    .scrolls_lines = true,
					    .margins = true};

static void test_plain(void **state)
{
	(void)state;
	play(PLAIN, 3000);
}

static void test_regions(void **state)
{
	struct paint_abilities can = PLAIN;

	(void)state;
	can.regions = true;
	play(can, 3000);
	can.scrolls_lines = true;
	can.bce = true;
	play(can, 3000);
}

static void test_margins(void **state)
{
	(void)state;
	play(FULL, 5000);
}

static void test_mono(void **state)
{
	struct paint_abilities can = FULL;

	(void)state;
	can.colours = 0;
	play(can, 2000);
}

/* A line further: what moved is not said again. */
static size_t bytes_of_a_line(struct paint_abilities can, int rule)
{
	struct stage s;
	size_t bytes;

	open_stage(&s, can);
	draw_page(&s.d, 100, 99, rule);
	show(&s);
	draw_page(&s.d, 101, 99, rule);
	show(&s);
	bytes = s.bytes;
	show(&s);
	assert_int_equal(s.bytes, 0);
	close_stage(&s);
	return bytes;
}

static void test_bytes(void **state)
{
	struct paint_abilities regions = FULL;
	size_t all = bytes_of_a_line(PLAIN, 0);

	(void)state;
	regions.margins = false;
	assert_true(bytes_of_a_line(regions, 0) < all);
	assert_true(bytes_of_a_line(FULL, 8) < bytes_of_a_line(PLAIN, 8));
}

/* No colour where there is none, no attribute that the terminal lacks. */
static void test_abilities(void **state)
{
	struct paint_abilities can = FULL;
	struct stage s;
	struct buf b;

	(void)state;
	can.colours = 0;
	can.no_attrs = LOOK_REVERSE | LOOK_BOLD | LOOK_UNDERLINE | LOOK_DIM;
	open_stage(&s, can);
	draw_page(&s.d, 1, 1, 8);
	buf_init(&b, &s.arena);
	paint_frame(s.paint, &s.d, &b);
	for (size_t i = 0; i + 2 < b.len; i++) {
		size_t end = i + 2;

		if (b.p[i] != '\033')
			continue;
		while (end < b.len && strchr("0123456789;", b.p[end]))
			end++;
		if (b.p[end] == 'm')
			assert_int_equal(end, i + 2);
	}
	close_stage(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_margins),
		cmocka_unit_test(test_mono),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_abilities),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
