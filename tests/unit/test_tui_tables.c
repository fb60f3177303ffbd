/*
 * The views of targets and achievements on a sheet without a terminal, over
 * reports and figures made by hand: ASCII throughout where it must be, jumps
 * to sentences and back to the very same cell, and no key at any size breaks
 * anything.
 */
#include <locale.h>

#include "db/metrics.h"
#include "db/reports.h"

#include "tui/app.h"
#include "tui/view/compare.h"
#include "tui/view/ledger.h"
#include "tui/view/reader.h"
#include "tui/view/views.h"

#include "tests/test.h"
#include "tests/unit/tui_report.h"

enum { REPORTS = 4, FIRST_YEAR = 2021 };

struct fixture {
	struct arena arena;
	struct app_setup setup;
	struct app *app;
	struct draw sheet;
	int64_t report[REPORTS];
};

struct figure { // of one report
	const char *text, *indicator, *value;
	enum role role;
	int year; /* from the report's: 0 planned, -1 looked back on */
	enum bound bound;
};

static const struct {
	const char *lines;
	struct figure figures[5];
} TEXTS[REPORTS] = {
	{"# I. Plan of 2021\nOutput is to grow by 6%. Jobs: 50 thousand.\n"
	 "开工建设松岭大桥。\n",
	 {{"6%", "output", "6", ROLE_TARGET, 0, BOUND_ABOUT},
	  {"50", "jobs", "50", ROLE_TARGET, 0, BOUND_GE}}},
	{"# I. Review of 2021\nOutput grew by 6.2%. Jobs: 48 thousand.\n"
	 "# II. Plan of 2022\nOutput is to grow by 5.5%. Jobs: 51.\n",
	 {{"6.2%", "output", "6.2", ROLE_ACHIEVED, -1, BOUND_EQUAL},
	  {"48", "jobs", "48", ROLE_ACHIEVED, -1, BOUND_EQUAL},
	  {"5.5%", "output", "5.5", ROLE_TARGET, 0, BOUND_GE},
	  {"51", "jobs", "51", ROLE_TARGET, 0, BOUND_GE}}},
	{"# I. Review of 2022\nOutput grew by 4.1%.\n"
	 "# II. Plan of 2023\nOutput is to grow by 5%. Prices: 3%.\n",
	 {{"4.1%", "output", "4.1", ROLE_ACHIEVED, -1, BOUND_EQUAL},
	  {"5%", "output", "5", ROLE_TARGET, 0, BOUND_ABOUT},
	  {"3%", "prices", "3", ROLE_TARGET, 0, BOUND_LE}}},
	{"# I. Review of 2023\nOutput fell by 1.2%.\n"
	 "# II. Plan of 2024\nOutput is to grow by 6%.\n",
	 {{"1.2%", "output", "-1.2", ROLE_ACHIEVED, -1, BOUND_EQUAL},
	  {"6%", "output", "6", ROLE_TARGET, 0, BOUND_EQUAL}}},
};

static void add_figure(struct fixture *f, struct metrics *out,
		       const struct report *r, const struct figure *fig)
{
	bool rate = fig->text[strlen(fig->text) - 1] == '%';
	ptrdiff_t off = str_find(r->text.bytes, str_of(fig->text),
				 out->n ? out->items[out->n - 1].off + 1 : 0);
	struct metric *m = ARRAY_PUSH(&f->arena, out);
	struct buf period;

	assert_true(off >= 0);
	buf_init(&period, &f->arena);
	buf_addf(&period, "%d", r->meta.year + fig->year);
	m->off = (uint32_t)off;
	m->len = (uint32_t)strlen(fig->text);
	assert_true(decimal_parse(str_of(fig->value), &m->value));
	m->unit = rate ? STR("%") : STR("");
	m->family = rate ? FAMILY_RATIO : FAMILY_COUNT;
	m->bound = fig->bound;
	m->indicator = str_of(fig->indicator);
	m->measure = rate ? MEASURE_GROWTH : MEASURE_LEVEL;
	m->role = fig->role;
	m->period = buf_str(&period);
	m->section = report_section_at(r, m->off);
	m->sentence = sentence_at(&r->text,
				  &r->paras.items[report_para_at(r, m->off)],
				  m->off, false);
	m->class = METRIC_METRIC;
}

static const char *const TITLES[REPORTS] = {
	"District report 2021", "District report 2022", "District report 2023",
	"District report 2024"};

static void add_report(struct fixture *f, int i)
{
	struct report_source source = {.size = 1};
	struct metrics m = {0};
	struct report r;
	enum put_result result;
	struct buf path;

	test_report_make(&r, &f->arena, str_of(TEXTS[i].lines));
	buf_init(&path, &f->arena);
	buf_addf(&path, "/%d.txt", FIRST_YEAR + i);
	source.path = buf_str(&path);
	source.file = str_sub(source.path, 1, source.path.len);
	memset(source.sha256, 'a' + i, 64);
	r.meta.title = str_of(TITLES[i]);
	r.meta.region = STR("District");
	r.meta.kind = KIND_WORK_REPORT;
	r.meta.year = (uint16_t)(FIRST_YEAR + i);
	r.meta.review_year = (uint16_t)(FIRST_YEAR + i - 1);
	for (size_t s = 0; s < r.sections.n; s++)
		r.sections.items[s].time =
			str_find(r.sections.items[s].title, STR("Plan"), 0) < 0
				? SECTION_REVIEW
				: SECTION_PLAN;
	assert_true(reports_put(f->setup.lib, &r, &source, &result,
				&f->report[i], NULL));
	for (int k = 0; k < 5 && TEXTS[i].figures[k].text; k++)
		add_figure(f, &m, &r, &TEXTS[i].figures[k]);
	assert_true(metrics_replace(f->setup.lib, f->report[i], &m, 1, NULL));
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	setlocale(LC_ALL, "C.UTF-8");
	f->setup.lib = library_open(NULL, LIBRARY_MEMORY, NULL);
	f->setup.library_name = STR("library.db");
	f->setup.this_year = 2024;
	for (int i = 0; i < REPORTS; i++)
		add_report(f, i);
	f->app = app_open(&f->setup);
	app_push(f->app, library_view(f->app));
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	library_close(f->setup.lib);
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
			fail_msg("U+%04X in row %d, column %d",
				 f->sheet.cells[i].cp, i / f->sheet.cols,
				 i % f->sheet.cols);
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

static void test_ascii(void **state)
{
	struct fixture *f = *state;

	f->sheet.ascii = f->sheet.mono = true;
	size(f, 24, 80);
	press(f, "c");
	is_ascii(f);
	press(f, "left left left t");
	is_ascii(f);
	press(f, "q tab");
	is_ascii(f);
	press(f, "q j j l");
	is_ascii(f);
	press(f, "tab");
	is_ascii(f);
	size(f, 10, 40);
	is_ascii(f);
}

static struct compare *open_compare(struct fixture *f, int report)
{
	struct view *v = compare_view(f->app, f->report[report]);

	assert_non_null(v);
	app_push(f->app, v);
	return (struct compare *)v;
}

static void test_compare_starts_at_the_review_year(void **state)
{
	struct fixture *f = *state;
	struct compare *c = open_compare(f, 2);
	const struct series_cell *cell;

	size(f, 24, 80);
	assert_int_equal(compare_year(c), 2022);
	assert_str(compare_row(c)->indicator, "output");
	cell = compare_cell(c);
	assert_non_null(cell);
	assert_int_equal(cell->answer.verdict, VERDICT_MISSED);
	assert_true(shows(f, "5.5%"));
	assert_true(shows(f, "4.1%"));
}

static void test_enter_and_back(void **state)
{
	struct fixture *f = *state;
	struct compare *c = open_compare(f, 2);
	struct reader *r;

	size(f, 24, 80);
	press(f, "enter");
	r = reader_of(app_top(f->app));
	assert_true(reader_is(&r->view));
	assert_int_equal(r->row.year, 2023); // the achieved side
	assert_true(str_has_prefix(
		str_sub(r->report.text.bytes, r->at, r->report.text.bytes.len),
		STR("4.1%")));
	press(f, "ctrl-o");
	assert_ptr_equal(app_top(f->app), &c->view);
	assert_int_equal(compare_year(c), 2022);
	press(f, "left enter");
	r = reader_of(app_top(f->app));
	assert_int_equal(r->row.year, 2022);
	press(f, "q");
	assert_ptr_equal(app_top(f->app), &c->view);
	assert_int_equal(c->side, SIDE_TARGET);
	assert_str(compare_row(c)->indicator, "output");
}

static void test_missed_steps(void **state)
{
	struct fixture *f = *state;
	struct compare *c = open_compare(f, 0);
	int n = 0;

	size(f, 24, 80);
	press(f, "[ [ [ [ [ [");
	while (n < 9) {
		const struct series_cell *cell;
		uint32_t row = c->grid.rows.cursor;
		unsigned year = compare_year(c);

		press(f, "]");
		if (row == c->grid.rows.cursor && year == compare_year(c))
			break;
		cell = compare_cell(c);
		assert_non_null(cell);
		assert_int_equal(cell->answer.verdict, VERDICT_MISSED);
		n++;
	}
	assert_int_equal(n, 2); // 2022 and 2023; the first [ found 2021
}

static void test_turn_keeps_the_cell(void **state)
{
	struct fixture *f = *state;
	struct compare *c = open_compare(f, 2);

	size(f, 24, 80);
	press(f, "tab");
	assert_int_equal(c->axis, BY_REGION);
	assert_str(compare_row(c)->region, "District");
	assert_int_equal(compare_year(c), 2022);
	press(f, "tab");
	assert_int_equal(c->axis, BY_YEAR);
	assert_str(compare_row(c)->indicator, "output");
	assert_int_equal(compare_year(c), 2022);
}

static void test_filter(void **state)
{
	struct fixture *f = *state;
	struct compare *c = open_compare(f, 2);

	size(f, 24, 80);
	assert_int_equal(c->rows.n, 3);
	press(f, "& J o enter");
	assert_int_equal(c->rows.n, 1);
	assert_str(compare_row(c)->indicator, "jobs");
	press(f, "esc");
	assert_int_equal(c->rows.n, 3);
	press(f, "& z z z enter");
	assert_int_equal(c->rows.n, 0);
	press(f, "enter t l tab ] left");
}

static void test_ledger(void **state)
{
	struct fixture *f = *state;
	struct ledger_desk *l = (struct ledger_desk *)ledger_view(
		f->app, STR("District"), 2022);

	app_push(f->app, &l->view);
	size(f, 24, 80);
	assert_int_equal(l->ledger.rows.n, 2);
	assert_int_equal(l->ledger.n[VERDICT_MISSED], 1);
	assert_int_equal(l->ledger.fate[RULE_NOT_MENTIONED], 1);
	press(f, "left"); // the target has the cursor: a year back
	assert_int_equal(l->year, 2021);
	press(f, "]");
	assert_str(ledger_row_here(l)->row->indicator, "jobs");
	press(f, "right right right right right right");
	assert_int_equal(l->year, 2024);
	press(f, "g j enter");
	assert_true(reader_is(app_top(f->app)));
	press(f, "ctrl-o");
	assert_ptr_equal(app_top(f->app), &l->view);
}

static void test_trend_of_a_figure(void **state)
{
	struct fixture *f = *state;
	struct view *v = reader_view(f->app, f->report[2], 0);

	app_push(f->app, v);
	size(f, 24, 80);
	press(f, "; t");
	assert_true(app_top(f->app) != v);
	assert_true(shows(f, "2022"));
	assert_true(shows(f, "4.1%"));
	assert_true(shows(f, "-1.2%") || shows(f, "1.2%"));
	press(f, "q");
	assert_ptr_equal(app_top(f->app), v);
}

static struct str yanked(struct fixture *f, const char *keys)
{
	struct str text = STR_NULL;

	press(f, keys);
	app_wants_yank(f->app, &text);
	return text;
}

static bool holds(struct str text, const char *part)
{
	return str_find(text, str_of(part), 0) >= 0;
}

static void test_yank(void **state)
{
	struct fixture *f = *state;
	struct str text;

	open_compare(f, 2);
	size(f, 24, 80);
	text = yanked(f, "y y");
	assert_true(holds(text, "District 2022 output"));
	assert_true(holds(text, "missed"));
	assert_true(holds(text, "Output is to grow by 5.5%."));
	assert_true(holds(text, "Output grew by 4.1%."));
	assert_true(holds(text, "District report 2023 › I. Review of 2022"));
	assert_str(yanked(f, "left y v"), "5.5%");
	text = yanked(f, "y t");
	assert_true(holds(text, "output growth\t≥5.5%\t4.1%\tmissed\n"));
	text = yanked(f, "t y t");
	assert_true(holds(text, "2022\t≥5.5%\t4.1%\tmissed\n"));
	text = yanked(f, "q l tab tab y t");
	assert_true(holds(text, "output growth\t≥5.5%\t4.1%\tmissed\n"));
	text = yanked(f, "left tab y y");
	assert_true(holds(text, "开工建设松岭大桥。"));
	assert_int_equal(yanked(f, "y q").len, 0);
}

/* A report that is gone, a region without reports. */
static void test_nothing_there(void **state)
{
	struct fixture *f = *state;
	struct view *v;

	assert_null(compare_view(f->app, 99));
	v = ledger_view(f->app, STR("Nowhere"), 2022);
	app_push(f->app, v);
	size(f, 24, 80);
	press(f, "j k ] [ enter t left right tab enter S & x enter esc");
	size(f, 10, 40);
	press(f, "q");
}

static void test_no_key_breaks_them(void **state)
{
	static const char *const keys[] = {
		"j",	 "k",	 "space", "b",	   "G",	    "g",      "]",
		"[",	 "left", "right", "left",  "right", "tab",    "S",
		"t",	 "c",	 "l",	  "enter", "q",	    "ctrl-o", "L",
		"& o x", "esc",	 "5 0 %", "3 j",   "/",	    "?",      "="};
	struct fixture *f = *state;
	unsigned seed = 5;

	size(f, 10, 40);
	for (int i = 0; i < 6000; i++) {
		seed = seed * 1103515245u + 12345u;
		press(f, keys[(seed >> 16) % COUNT_OF(keys)]);
		if ((seed >> 8) % 16 == 0)
			size(f, 8 + (int)((seed >> 20) % 40),
			     36 + (int)((seed >> 10) % 180));
		if (app_is_done(f->app))
			break;
		assert_true(f->sheet.cursor_row < f->sheet.rows);
		assert_true(f->sheet.cursor_col < f->sheet.cols);
		if (!app_top(f->app)->below && i % 3 == 0)
			press(f, "c");
	}
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_ascii),
		TEST(test_compare_starts_at_the_review_year),
		TEST(test_enter_and_back),
		TEST(test_missed_steps),
		TEST(test_turn_keeps_the_cell),
		TEST(test_filter),
		TEST(test_ledger),
		TEST(test_trend_of_a_figure),
		TEST(test_yank),
		TEST(test_nothing_there),
		TEST(test_no_key_breaks_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
