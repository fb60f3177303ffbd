/*
 * The reader and the library on a sheet without a terminal: ASCII throughout
 * where it must be, and no key at any size leaves the cursor out of view.
 */
#include <locale.h>

#include "db/reports.h"

#include "tui/app.h"
#include "tui/view/reader.h"
#include "tui/view/views.h"

#include "tests/test.h"
#include "tests/unit/tui_report.h"

static const char LINES[] =
	"! Home\n! Share\n"
	"= Report on the work of the district\n"
	"Deputies, I now report to you on the work of the government.\n"
	"# I. The past year\n"
	"Output grew by 6.1% and revenue by 4.5%. Investment grew by 8%.\n"
	"## 1. Industry\n"
	"Investment in industry grew by 9.3%, in services by 5.7%.\n"
	"## 2. Towns and villages\n"
	"We repaired 120 km of roads. We built 7 schools with 3200 places.\n"
	"# II. The coming year\n"
	"Output is to grow by about 6%, investment by more than 8%.\n"
	"Thank you.\n"
	"! Print\n";

struct fixture {
	struct arena arena;
	struct app_setup setup;
	struct app *app;
	struct draw sheet;
	int64_t report;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct report_source source = {
		.path = STR("/a.txt"), .file = STR("a.txt"), .size = 1};
	struct report r;
	enum put_result result;

	setlocale(LC_ALL, "C.UTF-8");
	test_report_make(&r, &f->arena, str_of(LINES));
	r.meta.title = STR("Report on the work of the district");
	r.meta.region = STR("District");
	r.meta.year = 2024;
	memset(source.sha256, 'a', 64);
	f->setup.lib = library_open(NULL, LIBRARY_MEMORY, NULL);
	f->setup.places = places_open(NULL, NULL);
	f->setup.library_name = STR("library.db");
	assert_true(reports_put(f->setup.lib, &r, &source, &result, &f->report,
				NULL));
	f->app = app_open(&f->setup);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	library_close(f->setup.lib);
	places_close(f->setup.places);
	arena_release(&f->arena);
	free(f->sheet.cells);
	free(f);
	return 0;
}

static void size(struct fixture *f, int rows, int cols)
{
	free(f->sheet.cells);
	f->sheet.rows = rows;
	f->sheet.cols = cols;
	f->sheet.cells = calloc((size_t)(rows * cols), sizeof(struct cell));
	app_draw(f->app, &f->sheet);
}

static void press(struct fixture *f, const char *names)
{
	struct str rest = str_of(names), name;

	while (str_split(&rest, ' ', &name)) {
		struct event ev = {.kind = EVENT_KEY, .key = key_parse(name)};

		assert_true(ev.key != 0);
		app_event(f->app, &ev);
		app_draw(f->app, &f->sheet);
	}
}

static void is_ascii(const struct fixture *f)
{
	for (int i = 0; i < f->sheet.rows * f->sheet.cols; i++)
		if (f->sheet.cells[i].cp >= 0x80)
			fail_msg("U+%04X in row %d", f->sheet.cells[i].cp,
				 i / f->sheet.cols);
}

static bool shows(const struct fixture *f, const char *text)
{
	size_t n = strlen(text), k;

	for (int i = 0; i + (int)n <= f->sheet.rows * f->sheet.cols; i++) {
		for (k = 0; k < n; k++)
			if (f->sheet.cells[i + (int)k].cp !=
			    (unsigned char)text[k])
				break;
		if (k == n)
			return true;
	}
	return false;
}

static struct reader *open_reader(struct fixture *f)
{
	struct view *v = reader_view(f->app, f->report, PLACE_LEFT);

	assert_non_null(v);
	app_push(f->app, v);
	return reader_of(v);
}

static void test_ascii(void **state)
{
	struct fixture *f = *state;

	f->sheet.ascii = f->sheet.mono = true;
	app_push(f->app, library_view(f->app));
	size(f, 12, 60);
	is_ascii(f);
	size(f, 24, 120);
	is_ascii(f);
	open_reader(f);
	size(f, 24, 120);
	is_ascii(f);
	press(f, "x I n v e s t m e n t enter tab Z");
	is_ascii(f);
	assert_true(shows(f, "#1Investment"));
	assert_true(shows(f, "+ I. The past year"));
	press(f, "Z tab X");
	is_ascii(f);
	press(f, "esc");
	size(f, 24, 60);
	press(f, "] ] o");
	is_ascii(f);
	press(f, "=");
	is_ascii(f);
}

/* What no key may break, whatever the screen. */
static void holds(struct fixture *f, struct reader *r)
{
	struct span v = textbox_view(&r->box);

	assert_true(r->at <= r->report.text.bytes.len);
	assert_true(r->at >= v.off && r->at < v.off + v.len);
	assert_true(f->sheet.cursor_row < f->sheet.rows);
	assert_true(f->sheet.cursor_col < f->sheet.cols);
}

static void test_cursor_stays_in_view(void **state)
{
	static const char *const keys[] = {
		"j",	 "k",	"space", "b", "d",     "u",   "G", "g",
		"]",	 "[",	"}",	 "{", ")",     "(",   "z", "o",
		"O",	 "tab", "A",	 "+", "-",     "<",   ">", "left",
		"right", "*",	"n",	 "N", "5 0 %", "3 j", "H", "enter"};
	struct fixture *f = *state;
	struct reader *r = open_reader(f);
	unsigned seed = 11;

	size(f, 10, 40);
	for (int i = 0; i < 6000; i++) {
		seed = seed * 1103515245u + 12345u;
		press(f, keys[(seed >> 16) % COUNT_OF(keys)]);
		if ((seed >> 8) % 16 == 0)
			size(f, 10 + (int)((seed >> 20) % 30),
			     40 + (int)((seed >> 10) % 160));
		holds(f, r);
	}
}

/* Keywords outlive the report that they were typed in. */
static void test_keywords_outlive_reader(void **state)
{
	struct fixture *f = *state;
	struct reader *r;

	app_push(f->app, library_view(f->app));
	open_reader(f);
	size(f, 24, 120);
	press(f, "x g r e w enter q enter");
	r = reader_of(app_top(f->app));
	assert_true(reader_is(&r->view));
	assert_int_equal(r->hits[0].spans.n, 3);
	press(f, "X x");
	assert_int_equal(r->hits[0].spans.n, 0);
}

static void test_place_is_kept(void **state)
{
	struct fixture *f = *state;
	struct reader *r;
	uint32_t at;

	app_push(f->app, library_view(f->app));
	r = open_reader(f);
	size(f, 10, 40);
	press(f, "] ] ]");
	at = r->at;
	assert_true(at > 0);
	press(f, "q enter");
	r = reader_of(app_top(f->app));
	assert_int_equal(r->at, at);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_ascii),
		TEST(test_cursor_stays_in_view),
		TEST(test_keywords_outlive_reader),
		TEST(test_place_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
