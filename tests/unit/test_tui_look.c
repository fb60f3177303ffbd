/*
 * Fifty questions over the samples (tests/data/questions.tsv): as people say
 * them, and by @, at most six letters and Enter in the browser. Also the look
 * view's other keys, and what is sent to the clipboard.
 */
#include <locale.h>
#include <stdio.h>

#include "core/base/tsv.h"
#include "core/base/utf8.h"

#include "db/intake.h"

#include "tui/app.h"
#include "tui/card.h"
#include "tui/lookup.h"
#include "tui/reason.h"
#include "tui/term/osc52.h"
#include "tui/view/views.h"

#include "tests/test.h"

enum { ROWS = 40, COLS = 100, LETTERS_MOST = 6, QUESTIONS = 50 };
enum { Q_LETTERS, Q_WORDS, Q_REGION, Q_INDICATOR, Q_YEAR, Q_KIND, Q_EXPECTED };

static struct arena arena;
static struct library *lib;
static struct lookup *lookup;
static struct tsv questions;
static struct app_setup setup;

static struct str read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char bytes[4096];
	struct buf b;
	size_t n;

	buf_init(&b, &arena);
	if (!f)
		return STR_NULL;
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(&b, str_n(bytes, n));
	fclose(f);
	return buf_str(&b);
}

static const char *source(const char *path)
{
	const char *root = getenv("HSVIEW_SOURCE");
	struct buf b;

	buf_init(&b, &arena);
	buf_addf(&b, "%s/%s", root ? root : ".", path);
	return buf_cstr(&b);
}

static bool take_samples(struct error *err)
{
	struct intake_result result = {0};
	struct intake in = {.lib = lib};

	in.rules = report_rules_open(&arena, &ASSETS_BUILTIN, err);
	in.figures = extract_rules_open(&arena, &ASSETS_BUILTIN, err);
	in.version = extract_rules_version(&ASSETS_BUILTIN);
	intake_path(&in, &arena, source("assets/samples"), &result);
	setup.rules = in.rules;
	return in.rules && in.figures && result.n_added > 5;
}

static int set_up(void **state)
{
	struct error err = {0};

	(void)state;
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return -1;
	lib = library_open(NULL, LIBRARY_MEMORY, &err);
	setup.lib = lib;
	setup.wrap = wrap_rules_open(&arena, &ASSETS_BUILTIN, &err);
	if (!lib || !take_samples(&err))
		return -1;
	lookup = lookup_open(lib, &ASSETS_BUILTIN, &err);
	return lookup && tsv_read(&questions, &arena, "questions.tsv",
				  read_file(source("tests/data/questions.tsv")),
				  &err)
		       ? 0
		       : -1;
}

static int tear_down(void **state)
{
	(void)state;
	lookup_close(lookup);
	library_close(lib);
	arena_release(&arena);
	return 0;
}

/* What the cell answers to a question of this kind. */
static struct str said(const struct lookup_answer *answer,
		       const struct series_cell *cell, struct str kind)
{
	struct card_evidence of;
	struct error err = {0};

	if (str_is(kind, "verdict"))
		return str_of(verdict_name(cell->answer.verdict));
	if (!card_evidence_load(lib, &arena, &answer->region->table, cell, &of,
				&err))
		return STR("no evidence");
	if (str_is(kind, "target"))
		return of.target ? of.target->value : STR("");
	return of.achieved ? of.achieved->value : STR("");
}

static bool answers(const struct str *cell, char *why, size_t size)
{
	struct lookup_question question = {.words = cell[Q_WORDS], .most = 5};
	const struct series_row *rows[LOOKUP_ROWS];
	const struct series_cell *found;
	struct lookup_answer answer;
	struct error err = {0};
	struct str got;
	unsigned year;

	if (!lookup_ask(lookup, &arena, &question, &answer, &err) ||
	    !answer.found)
		return snprintf(why, size, "nothing found"), false;
	got = answer.candidates.items[0].name;
	if (!str_eq(got, cell[Q_INDICATOR]) ||
	    !str_eq(answer.region->name, cell[Q_REGION]))
		return snprintf(why, size, "%.*s of %.*s", (int)got.len, got.p,
				(int)answer.region->name.len,
				answer.region->name.p),
		       false;
	found = lookup_rows(&answer, answer.candidates.items, rows)
			? lookup_cell(&answer, rows[0])
			: NULL;
	if (!found || !str_to_u32(cell[Q_YEAR], &year) || found->year != year)
		return snprintf(why, size, "the year %d",
				found ? (int)found->year : 0),
		       false;
	got = said(&answer, found, cell[Q_KIND]);
	return str_eq(got, cell[Q_EXPECTED]) ||
	       (snprintf(why, size, "%.*s", (int)got.len, got.p), false);
}

static void questions_in_words(void **state)
{
	int wrong = 0;

	(void)state;
	assert_int_equal(questions.rows.n, QUESTIONS);
	for (size_t i = 0; i < questions.rows.n; i++) {
		const struct str *cell = questions.rows.items[i].cell;
		char why[200] = "";

		if (answers(cell, why, sizeof(why)))
			continue;
		wrong++;
		print_error("%.*s: %s, want %.*s\n", (int)cell[Q_WORDS].len,
			    cell[Q_WORDS].p, why, (int)cell[Q_EXPECTED].len,
			    cell[Q_EXPECTED].p);
	}
	assert_int_equal(wrong, 0);
}

/* What is answered quickly is answered alike. */
static void quick_answers_are_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < questions.rows.n; i++) {
		const struct str *cell = questions.rows.items[i].cell;
		const struct series_row *a[LOOKUP_ROWS], *b[LOOKUP_ROWS];
		struct lookup_question q = {.words = cell[Q_LETTERS],
					    .most = 5};
		struct lookup_answer full, quick;
		struct error err = {0};

		assert_true(lookup_ask(lookup, &arena, &q, &full, &err));
		q.quick = true;
		assert_true(lookup_ask(lookup, &arena, &q, &quick, &err));
		assert_true(full.found && quick.found);
		assert_true(str_eq(full.candidates.items[0].name,
				   quick.candidates.items[0].name));
		assert_true(str_eq(full.region->name, quick.region->name));
		assert_int_equal(
			lookup_rows(&full, full.candidates.items, a),
			lookup_rows(&quick, quick.candidates.items, b));
		assert_int_equal(a[0]->n_cells, b[0]->n_cells);
		for (size_t k = 0; k < a[0]->n_cells; k++)
			assert_int_equal(a[0]->cells[k].answer.rule,
					 b[0]->cells[k].answer.rule);
	}
}

/* The browser, with a sheet instead of a terminal. */
struct desk {
	struct app *app;
	struct draw sheet;
	struct cell cells[ROWS * COLS];
};

static void desk_open(struct desk *d)
{
	*d = (struct desk){.sheet = {.rows = ROWS, .cols = COLS}};
	d->sheet.cells = d->cells;
	d->app = app_open(&setup);
	app_push(d->app, library_view(d->app));
	app_draw(d->app, &d->sheet);
}

static void press(struct desk *d, uint32_t key)
{
	struct event ev = {.kind = EVENT_KEY, .key = key};

	app_event(d->app, &ev);
	app_draw(d->app, &d->sheet);
}

static void type(struct desk *d, struct str text)
{
	size_t n;

	for (size_t i = 0; i < text.len; i += n)
		press(d, utf8_decode(text, i, &n));
}

/* A row of the sheet as text. */
static struct str shown(const struct desk *d, int row)
{
	struct buf b;

	buf_init(&b, &arena);
	for (int col = 0; col < COLS; col++)
		if (d->cells[row * COLS + col].cp)
			buf_add_cp(&b, d->cells[row * COLS + col].cp);
	return buf_str(&b);
}

static bool shows(const struct desk *d, struct str text)
{
	for (int row = 0; row < ROWS; row++)
		if (str_find(shown(d, row), text, 0) >= 0)
			return true;
	return false;
}

/* The card's line of a year, STR_NULL when there is none. */
static struct str year_line(const struct desk *d, struct str year)
{
	for (int row = 2; row < ROWS; row++) {
		struct str line = shown(d, row);
		ptrdiff_t at = str_find(line, year, 0);

		if (at >= 0 && at < 6)
			return line;
	}
	return STR_NULL;
}

static const char *sign_of(struct str verdict)
{
	for (int v = 0; v < VERDICT_COUNT; v++)
		if (str_is(verdict, verdict_name((enum verdict)v)))
			return reason_sign((enum verdict)v, false);
	return "?";
}

/* The digits of a figure: the card writes its unit and bound its own way. */
static struct str digits_of(struct str s)
{
	size_t from = 0, to;

	while (from < s.len && (s.p[from] < '0' || s.p[from] > '9'))
		from++;
	to = from;
	while (to < s.len &&
	       ((s.p[to] >= '0' && s.p[to] <= '9') || s.p[to] == '.'))
		to++;
	return str_sub(s, from, to);
}

static bool card_answers(struct desk *d, const struct str *cell)
{
	struct str line = year_line(d, cell[Q_YEAR]);
	ptrdiff_t arrow = str_find(line, STR("→"), 0);
	struct str want = digits_of(cell[Q_EXPECTED]), part;

	if (!shows(d, cell[Q_INDICATOR]) || arrow < 0)
		return false;
	if (str_is(cell[Q_KIND], "verdict"))
		return str_find(line, str_of(sign_of(cell[Q_EXPECTED])), 0) >=
		       0;
	part = str_is(cell[Q_KIND], "target")
		       ? str_sub(line, 0, (size_t)arrow)
		       : str_sub(line, (size_t)arrow, line.len);
	return str_find(part, want, 4) >= 0;
}

static void six_letters_and_enter(void **state)
{
	static struct desk d;
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < questions.rows.n; i++) {
		const struct str *cell = questions.rows.items[i].cell;

		assert_true(cell[Q_LETTERS].len <= LETTERS_MOST);
		desk_open(&d);
		press(&d, '@');
		type(&d, cell[Q_LETTERS]);
		press(&d, KEYC_ENTER);
		if (!card_answers(&d, cell)) {
			struct str line = year_line(&d, cell[Q_YEAR]);

			wrong++;
			print_error("@%.*s: %.*s, want %.*s\n",
				    (int)cell[Q_LETTERS].len, cell[Q_LETTERS].p,
				    (int)line.len, line.p ? line.p : "",
				    (int)cell[Q_EXPECTED].len,
				    cell[Q_EXPECTED].p);
		}
		app_close(d.app);
	}
	assert_int_equal(wrong, 0);
}

static void from_the_card_to_the_sentence(void **state)
{
	static struct desk d;

	(void)state;
	desk_open(&d);
	press(&d, '@');
	type(&d, STR("gdp"));
	press(&d, KEYC_ENTER);
	press(&d, KEYC_ENTER);
	assert_string_equal(app_top(d.app)->ops->name, "reader");
	press(&d, 15); /* ^O */
	assert_string_equal(app_top(d.app)->ops->name, "look");
	press(&d, 'L');
	assert_string_equal(app_top(d.app)->ops->name, "reader");
	press(&d, 'H');
	assert_string_equal(app_top(d.app)->ops->name, "look");
	/* Esc goes back to the line, and out of it */
	press(&d, KEYC_ESCAPE);
	type(&d, STR("q"));
	assert_string_equal(app_top(d.app)->ops->name, "look");
	press(&d, KEYC_ESCAPE);
	assert_string_equal(app_top(d.app)->ops->name, "library");
	app_close(d.app);
}

static void other_years_of_the_card(void **state)
{
	static struct desk d;

	(void)state;
	desk_open(&d);
	press(&d, '@');
	type(&d, STR("gdp2022"));
	press(&d, KEYC_ENTER);
	assert_true(shows(&d, STR("▸2022")));
	press(&d, KEYC_RIGHT);
	assert_true(shows(&d, STR("▸2023")));
	press(&d, KEYC_LEFT);
	press(&d, KEYC_LEFT);
	assert_true(shows(&d, STR("▸2021")));
	/* Han text goes back to the line */
	type(&d, STR("粮"));
	assert_true(shows(&d, STR("@ 粮")));
	app_close(d.app);
}

static void nothing_is_said_plainly(void **state)
{
	static struct desk d;

	(void)state;
	desk_open(&d);
	press(&d, '@');
	type(&d, STR("zzzzqq"));
	assert_true(shows(&d, STR("nothing in the library answers to this")));
	press(&d, KEYC_ENTER);
	assert_true(shows(&d, STR("nothing to show")));
	press(&d, 21); /* ^U */
	type(&d, STR("固定资产投姿"));
	assert_true(shows(&d, STR("near to it:")));
	assert_true(shows(&d, STR("固定资产投资")));
	app_close(d.app);
}

static void the_answer_is_yanked(void **state)
{
	static struct desk d;
	struct str text;

	(void)state;
	desk_open(&d);
	press(&d, '@');
	type(&d, STR("gdzctz2023"));
	press(&d, KEYC_ENTER);
	assert_false(app_wants_yank(d.app, &text));
	press(&d, 'y');
	press(&d, 'y');
	assert_true(shows(&d, STR("sent to the terminal")));
	assert_true(app_wants_yank(d.app, &text));
	assert_true(str_has_prefix(text, STR("青岚区 2023 固定资产投资")));
	assert_true(str_find(text, STR("✗ missed  5.1%"), 0) > 0);
	assert_true(str_find(text, STR("青岚区2023年"), 0) > 0);
	assert_true(str_find(text, STR("2024年"), 0) > 0);
	assert_true(str_find(text, STR("。\n"), 0) > 0);
	assert_false(app_wants_yank(d.app, &text));
	press(&d, 'y');
	press(&d, 'v');
	assert_true(app_wants_yank(d.app, &text));
	assert_str(text, "5.1%");
	app_close(d.app);
	setup.no_clipboard = true;
	desk_open(&d);
	press(&d, '@');
	type(&d, STR("gdp"));
	press(&d, KEYC_ENTER);
	press(&d, 'y');
	press(&d, 'y');
	assert_false(app_wants_yank(d.app, &text));
	/* it is shown instead */
	assert_string_equal(app_top(d.app)->ops->name, "copy");
	assert_true(str_find(shown(&d, 0), STR("青岚区 2024"), 0) == 0);
	press(&d, 'q');
	assert_string_equal(app_top(d.app)->ops->name, "look");
	app_close(d.app);
	setup.no_clipboard = false;
}

static struct str yanked(struct desk *d, uint32_t what)
{
	struct str text;

	press(d, 'y');
	press(d, what);
	return app_wants_yank(d->app, &text) ? text : STR("nothing");
}

/* From a report: the sentence with its source, figure, paragraph, section. */
static void the_text_is_yanked(void **state)
{
	static struct desk d;
	struct str text;

	(void)state;
	desk_open(&d);
	press(&d, 'Y');
	assert_true(shows(&d, STR("nothing was yanked yet")));
	press(&d, '@');
	type(&d, STR("gdp"));
	press(&d, KEYC_ENTER);
	press(&d, KEYC_ENTER);
	text = yanked(&d, 'y');
	assert_true(str_has_prefix(text, STR("建议今年主要预期目标为")));
	assert_true(str_find(text, STR("。\n— 青岚区2024年政府工作报告 › 二、"),
			     0) > 0);
	assert_str(yanked(&d, 'v'), "5%");
	text = yanked(&d, 'p');
	assert_true(str_find(text, STR("建议今年主要预期目标为"), 0) >= 0);
	assert_true(str_find(text, STR("\n"), 0) == (ptrdiff_t)text.len - 1);
	text = yanked(&d, 's');
	assert_true(str_has_prefix(text, STR("二、")));
	assert_true(text.len > 300);
	press(&d, 'Y');
	assert_true(str_has_prefix(shown(&d, 0), STR("二、")));
	press(&d, KEYC_ESCAPE);
	assert_string_equal(app_top(d.app)->ops->name, "reader");
	app_close(d.app);
}

/* Whatever is typed, at any size: nothing breaks, and Q leaves. */
static void any_keys_at_any_size(void **state)
{
	static const uint32_t keys[] = {'@',
					'g',
					'd',
					'p',
					'2',
					'0',
					'4',
					' ',
					'y',
					'v',
					'j',
					'k',
					'H',
					'L',
					'n',
					'/',
					'G',
					']',
					't',
					'c',
					'l',
					'Y',
					'r',
					'b',
					0x7cae,
					0x53bb,
					0x5e74,
					0x301,
					0xff47,
					0x1f600,
					KEYC_ENTER,
					KEYC_ENTER,
					KEYC_ENTER,
					KEYC_ESCAPE,
					KEYC_UP,
					KEYC_DOWN,
					KEYC_LEFT,
					KEYC_RIGHT,
					KEYC_BACKSPACE,
					KEYC_TAB,
					KEYC_DELETE,
					KEYC_HOME,
					KEYC_END,
					KEYC_PAGE_DOWN,
					15,
					21,
					23};
	static struct desk d;
	unsigned seed = 11;

	(void)state;
	desk_open(&d);
	for (int i = 0; i < 2000; i++) {
		seed = seed * 1103515245 + 12345;
		if (i % 50 == 0) {
			d.sheet.rows = 1 + (int)(seed >> 8) % ROWS;
			d.sheet.cols = 1 + (int)(seed >> 16) % COLS;
		}
		if (app_is_done(d.app)) {
			app_close(d.app);
			desk_open(&d);
		}
		if (i % 40 == 0)
			press(&d, '@');
		press(&d, keys[(seed >> 16) % COUNT_OF(keys)]);
		while (app_work(d.app))
			app_draw(d.app, &d.sheet);
	}
	app_close(d.app);
}

static void sequences_are_well_formed(void **state)
{
	static char long_text[OSC52_MOST + 1];
	struct arena a = {0};
	struct buf b;

	(void)state;
	buf_init(&b, &a);
	assert_true(osc52_add(&b, STR("Man"), false));
	assert_str(buf_str(&b), "\033]52;c;TWFu\a");
	buf_reset(&b);
	assert_true(osc52_add(&b, STR("Ma"), false));
	assert_str(buf_str(&b), "\033]52;c;TWE=\a");
	buf_reset(&b);
	assert_true(osc52_add(&b, STR("M"), true));
	assert_str(buf_str(&b), "\033P\033]52;c;TQ==\a\033\\");
	buf_reset(&b);
	memset(long_text, 'x', sizeof(long_text));
	assert_true(osc52_add(&b, str_n(long_text, OSC52_MOST), true));
	assert_false(osc52_add(&b, str_n(long_text, OSC52_MOST + 1), false));
	assert_true(osc52_is_for(STR("xterm-256color")));
	assert_false(osc52_is_for(STR("linux")));
	assert_false(osc52_is_for(STR("vt100")));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_in_words),
		cmocka_unit_test(quick_answers_are_the_same),
		cmocka_unit_test(six_letters_and_enter),
		cmocka_unit_test(from_the_card_to_the_sentence),
		cmocka_unit_test(other_years_of_the_card),
		cmocka_unit_test(nothing_is_said_plainly),
		cmocka_unit_test(the_answer_is_yanked),
		cmocka_unit_test(the_text_is_yanked),
		cmocka_unit_test(any_keys_at_any_size),
		cmocka_unit_test(sequences_are_well_formed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
