/* Keys, the action table, themes: the tables are well formed. */
#include <locale.h>
#include <math.h>
#include <stdio.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"

#include "tui/keymap.h"
#include "tui/term/key.h"
#include "tui/term/theme.h"

#include "tests/test.h"

static uint32_t parse(const char *name)
{
	return key_parse(str_of(name));
}

static void test_parse(void **state)
{
	(void)state;
	assert_int_equal(parse("j"), 'j');
	assert_int_equal(parse("中"), 0x4e2d);
	assert_int_equal(parse("ctrl-l"), 12);
	assert_int_equal(parse("ctrl-["), 27);
	assert_int_equal(parse("pgdn"), KEYC_PAGE_DOWN);
	assert_int_equal(parse("semicolon"), ';');
	assert_int_equal(parse("f12"), KEYC_F12);
	assert_int_equal(parse("f"), 'f');
	assert_int_equal(parse("alt-x"), 'x' | KEYC_ALT);
	assert_int_equal(parse("-"), '-');
	assert_int_equal(parse(""), 0);
	assert_int_equal(parse("f13"), 0);
	assert_int_equal(parse("f0"), 0);
	assert_int_equal(parse("ctrl-"), 0);
	assert_int_equal(parse("ctrl-中"), 0);
	assert_int_equal(parse("alt-alt-x"), 0);
	assert_int_equal(parse("nosuchkey"), 0);
	assert_int_equal(parse("\xff"), 0);
}

static void test_label(void **state)
{
	char out[16];

	(void)state;
	assert_string_equal(key_label(12, out), "^L");
	assert_string_equal(key_label('j', out), "j");
	assert_string_equal(key_label(0x4e2d, out), "中");
	assert_string_equal(key_label(KEYC_PAGE_DOWN, out), "PgDn");
	assert_string_equal(key_label(' ', out), "Space");
	assert_string_equal(key_label(KEYC_F1, out), "F1");
	assert_string_equal(key_label(KEYC_BACK_TAB | KEYC_ALT, out),
			    "M-S-Tab");
}

static void test_fold(void **state)
{
	static const struct {
		uint32_t from;
		char to;
	} folds[] = {
		{0xff4a, 'j'},	{0xff1a, ':'},	{0xff0f, '/'}, {0x3001, '/'},
		{0x3010, '['},	{0x3011, ']'},	{0x300a, '<'}, {0x300b, '>'},
		{0xff1f, '?'},	{0x3002, '.'},	{0xff0c, ','}, {0xff1b, ';'},
		{0xff01, '!'},	{0xff08, '('},	{0xff09, ')'}, {0x3000, ' '},
		{0x2018, '\''}, {0x2019, '\''}, {0xff11, '1'}, {0xff5e, '~'},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(folds); i++)
		assert_int_equal(key_fold(folds[i].from),
				 (uint32_t)folds[i].to);
	assert_int_equal(key_fold(0x4e2d), 0x4e2d);
	assert_int_equal(key_fold('x'), 'x');
	assert_int_equal(key_fold(KEYC_UP), KEYC_UP);
	assert_int_equal(key_fold(0xff4a | KEYC_ALT), 'j' | KEYC_ALT);
}

static void test_han(void **state)
{
	(void)state;
	assert_true(key_is_han(0x4e2d));
	assert_true(key_is_han(0x20000));
	assert_false(key_is_han('a'));
	assert_false(key_is_han(0x3001));
	assert_false(key_is_han(KEYC_UP));
	assert_false(key_is_han('a' | KEYC_ALT));
}

/* Each key name is one, and each row says what help needs. */
static void test_actions_well_formed(void **state)
{
	(void)state;
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action *a = &ACTIONS[i];
		struct str rest = str_of(a->keys), name;

		assert_int_equal(a->id, i);
		assert_true(*a->name && *a->help && a->contexts);
		assert_int_equal(action_by_name(str_of(a->name)), i);
		while (str_split(&rest, ' ', &name))
			if (name.len && key_parse(name) == 0)
				fail_msg("%s: no key «%.*s»", a->name,
					 (int)name.len, name.p);
	}
}

static void test_no_key_twice(void **state)
{
	struct keymap km;
	struct keymap_clash clash;

	(void)state;
	keymap_init(&km);
	if (keymap_clashes(&km, &clash))
		fail_msg("%s and %s share a key", ACTIONS[clash.a].name,
			 ACTIONS[clash.b].name);
	keymap_like_less(&km);
	assert_false(keymap_clashes(&km, &clash));
	assert_true(keymap_bind(&km, ACTION_CENTRE, STR("j"), NULL));
	assert_true(keymap_clashes(&km, &clash));
	assert_int_equal(clash.key, 'j');
}

/* Every default key has a name that reads back as the same key. */
static void test_names_round_trip(void **state)
{
	char name[KEY_WORD];
	struct keymap km;

	(void)state;
	keymap_init(&km);
	for (int i = 1; i < ACTION_COUNT; i++)
		for (const uint32_t *k = km.keys[i]; *k; k++)
			assert_int_equal(key_parse(str_of(key_word(*k, name))),
					 *k);
}

static void test_lookup(void **state)
{
	char out[16];
	struct keymap km;

	(void)state;
	keymap_init(&km);
	assert_int_equal(keymap_action(&km, CONTEXT_TEXT, 'z'), ACTION_CENTRE);
	assert_int_equal(keymap_action(&km, CONTEXT_OUTLINE, 'z'), ACTION_FOLD);
	assert_int_equal(keymap_action(&km, CONTEXT_TEXT, 'q'), ACTION_CLOSE);
	assert_int_equal(keymap_action(&km, CONTEXT_TEXT, 'j'), ACTION_NONE);
	assert_int_equal(keymap_action(&km, CONTEXT_MOVE, 'j'), ACTION_DOWN);
	assert_int_equal(keymap_action(&km, CONTEXT_PROMPT, 'q'), ACTION_NONE);
	assert_string_equal(keymap_label(&km, ACTION_HELP, out), "?");
	assert_string_equal(keymap_label(&km, ACTION_NONE, out), "");
	assert_int_equal(action_by_name(STR("heading-next")),
			 ACTION_HEADING_NEXT);
	assert_int_equal(action_by_name(STR("")), ACTION_NONE);
}

static const char *const THEME_NAMES[] = {"default", "light", "contrast",
					  "mono"};

static struct str theme_bytes(const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "themes/%s.theme", name);
	return assets_get(&ASSETS_BUILTIN, path);
}

static struct theme theme_named(const char *name)
{
	struct arena a = {0};
	struct theme t;
	struct error err;

	assert_true(theme_read(&t, &a, name, theme_bytes(name), &err));
	arena_release(&a);
	return t;
}

static bool same_look(struct look a, struct look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

static void assert_differ(const struct theme *t, const enum style *set,
			  int colours)
{
	for (size_t i = 0; i < 7; i++)
		for (size_t k = i + 1; k < 7 && set[k] != STYLE_TEXT; k++)
			if (same_look(theme_look(t, set[i], colours),
				      theme_look(t, set[k], colours)))
				fail_msg("%s and %s with %d colours",
					 style_name(set[i]), style_name(set[k]),
					 colours);
}

/* What stands side by side looks different, whatever the colours. */
static void test_roles_told_apart(void **state)
{
	static const enum style sets[][7] = {
		{STYLE_TEXT, STYLE_PART, STYLE_CHAPTER, STYLE_TOPIC, STYLE_DIM,
		 STYLE_CURSOR, STYLE_CURSOR_OFF},
		{STYLE_TEXT, STYLE_CURSOR, STYLE_MATCH, STYLE_MATCH_CURRENT,
		 STYLE_KEYWORD_1},
		{STYLE_STATUS, STYLE_HINT_KEY, STYLE_ERROR},
		{STYLE_BORDER, STYLE_BORDER_FOCUS},
		{STYLE_TARGET, STYLE_ACHIEVED, STYLE_CONTEXT},
		{STYLE_MET, STYLE_MISSED, STYLE_NEAR, STYLE_INCOMPARABLE},
		{STYLE_TEXT, STYLE_TITLE_BAR},
	};
	static const int colours[] = {0, 8, 16, 256, COLOURS_TRUE};

	(void)state;
	for (size_t n = 0; n < COUNT_OF(THEME_NAMES); n++) {
		struct theme t = theme_named(THEME_NAMES[n]);

		for (size_t c = 0; c < COUNT_OF(colours); c++)
			for (size_t i = 0; i < COUNT_OF(sets); i++)
				assert_differ(&t, sets[i], colours[c]);
	}
}

static void test_keywords_told_apart(void **state)
{
	(void)state;
	for (size_t n = 0; n < 3; n++) { // mono has signs for them
		struct theme t = theme_named(THEME_NAMES[n]);

		for (enum style a = STYLE_KEYWORD_1; a <= STYLE_KEYWORD_8; a++)
			for (enum style b = STYLE_MATCH; b < a; b++)
				assert_false(same_look(theme_look(&t, a, 8),
						       theme_look(&t, b, 8)));
	}
}

/* The relative luminance of WCAG 2. */
static double luminance(int rgb)
{
	static const double weight[] = {0.0722, 0.7152, 0.2126};
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double part = (rgb >> (8 * i) & 255) / 255.0;

		part = part <= 0.03928 ? part / 12.92
				       : pow((part + 0.055) / 1.055, 2.4);
		sum += weight[i] * part;
	}
	return sum;
}

/* Where both colours are set, they are told apart well enough to be read: AA
 * of WCAG 2. */
static void test_contrast(void **state)
{
	static const char *const fixed[] = {"light", "contrast"};

	(void)state;
	for (size_t n = 0; n < COUNT_OF(fixed); n++) {
		struct theme t = theme_named(fixed[n]);

		for (enum style s = 0; s < STYLE_COUNT; s++) {
			struct look look = theme_look(&t, s, COLOURS_TRUE);
			double a, b;

			assert_true(look.fg >= LOOK_RGB && look.bg >= LOOK_RGB);
			assert_int_equal(look.attrs & LOOK_DIM, 0);
			a = luminance(look.fg) + 0.05;
			b = luminance(look.bg) + 0.05;
			if ((a > b ? a / b : b / a) < 4.5)
				fail_msg("%s: %s", fixed[n], style_name(s));
		}
	}
}

static void test_nearest_colour(void **state)
{
	static const char text[] = "role\tlook\tmono\trich\n"
				   "text\t-\t-\tfg=#ffffff bg=#005f87\n"
				   "part\t-\t-\tfg=#808080 bg=200\n";
	struct arena a = {0};
	struct theme t;
	struct error err;

	(void)state;
	assert_true(theme_read(&t, &a, "x", str_of(text), &err));
	assert_int_equal(theme_look(&t, STYLE_TEXT, 256).fg, 231);
	assert_int_equal(theme_look(&t, STYLE_TEXT, 256).bg, 24);
	assert_int_equal(theme_look(&t, STYLE_PART, 256).fg, 244);
	assert_int_equal(theme_look(&t, STYLE_PART, 256).bg, 200);
	assert_int_equal(theme_look(&t, STYLE_TEXT, COLOURS_TRUE).bg,
			 LOOK_RGB | 0x005f87);
	assert_int_equal(theme_look(&t, STYLE_TEXT, 16).fg, -1);
	arena_release(&a);
}

static void test_every_role_named(void **state)
{
	(void)state;
	for (size_t n = 0; n < COUNT_OF(THEME_NAMES); n++) {
		struct str bytes = theme_bytes(THEME_NAMES[n]);

		for (int i = 0; i < STYLE_COUNT; i++) {
			char line[64];

			snprintf(line, sizeof(line), "\n%s\t", style_name(i));
			assert_true(str_find(bytes, str_of(line), 0) >= 0);
		}
	}
}

static void test_theme_errors(void **state)
{
	static const char *const bad[] = {
		"role\tlook\tmono\nnosuch\t-\t-\n",
		"role\tlook\tmono\ntext\tfg=16\t-\n",
		"role\tlook\tmono\ntext\tblink\t-\n",
		"role\tlook\tmono\ntext\t-\tfg=1\n",
		"role\tlook\tmono\ntext\tfg=\t-\n",
		"role\tlook\tmono\ntext\tfg=#102030\t-\n",
		"role\tlook\tmono\trich\ntext\t-\t-\tfg=#10203\n",
		"role\tlook\tmono\trich\ntext\t-\t-\tbg=#10203g\n",
		"role\tlook\tmono\trich\ntext\t-\t-\tbg=257\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct arena a = {0};
		struct theme t;
		struct error err = {0};

		assert_false(theme_read(&t, &a, "x", str_of(bad[i]), &err));
		assert_int_equal(err.code, ERR_FORMAT);
		arena_release(&a);
	}
}

static void test_bright_on_eight(void **state)
{
	struct arena a = {0};
	struct theme t;
	struct error err;
	struct look look;

	(void)state;
	assert_true(theme_read(&t, &a, "x",
			       STR("role\tlook\tmono\ntext\tfg=12 bg=9\t-\n"),
			       &err));
	look = theme_look(&t, STYLE_TEXT, 8);
	assert_int_equal(look.fg, 4);
	assert_int_equal(look.bg, 1);
	assert_int_equal(look.attrs, LOOK_BOLD);
	look = theme_look(&t, STYLE_TEXT, 16);
	assert_int_equal(look.fg, 12);
	assert_int_equal(look.attrs, 0);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_label),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_han),
		cmocka_unit_test(test_actions_well_formed),
		cmocka_unit_test(test_names_round_trip),
		cmocka_unit_test(test_no_key_twice),
		cmocka_unit_test(test_lookup),
		cmocka_unit_test(test_roles_told_apart),
		cmocka_unit_test(test_keywords_told_apart),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_nearest_colour),
		cmocka_unit_test(test_every_role_named),
		cmocka_unit_test(test_theme_errors),
		cmocka_unit_test(test_bright_on_eight),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
