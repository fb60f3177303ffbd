/* Keys, the action table, themes: the tables are well formed. */
#include <locale.h>
#include <stdio.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"

#include "tui/action.h"
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
			if (key_parse(name) == 0)
				fail_msg("%s: no key «%.*s»", a->name,
					 (int)name.len, name.p);
	}
}

static bool in(unsigned a, unsigned b)
{
	return (a & b) != 0;
}

/* Do two actions answer the same key somewhere? Moving goes with every
 * context but the prompt's. */
static bool share_context(unsigned a, unsigned b)
{
	const unsigned move = CONTEXT_MOVE;

	return in(a, b) || (in(a, move) && !in(b, CONTEXT_PROMPT)) ||
	       (in(b, move) && !in(a, CONTEXT_PROMPT)) ||
	       in(a, CONTEXT_GLOBAL) || in(b, CONTEXT_GLOBAL);
}

static void assert_no_clash(const struct action *a, const struct action *b)
{
	struct str rest = str_of(a->keys), name, other, others;

	while (str_split(&rest, ' ', &name)) {
		others = str_of(b->keys);
		while (str_split(&others, ' ', &other))
			if (key_parse(name) == key_parse(other))
				fail_msg("%s and %s: both on «%.*s»", a->name,
					 b->name, (int)name.len, name.p);
	}
}

static void test_no_key_twice(void **state)
{
	(void)state;
	for (int i = 1; i < ACTION_COUNT; i++)
		for (int k = i + 1; k < ACTION_COUNT; k++)
			if (share_context(ACTIONS[i].contexts,
					  ACTIONS[k].contexts))
				assert_no_clash(&ACTIONS[i], &ACTIONS[k]);
}

static void test_lookup(void **state)
{
	char out[16];

	(void)state;
	assert_int_equal(action_for_key(CONTEXT_TEXT, 'z'), ACTION_CENTRE);
	assert_int_equal(action_for_key(CONTEXT_OUTLINE, 'z'), ACTION_FOLD);
	assert_int_equal(action_for_key(CONTEXT_TEXT, 'q'), ACTION_CLOSE);
	assert_int_equal(action_for_key(CONTEXT_TEXT, 'j'), ACTION_NONE);
	assert_int_equal(action_for_key(CONTEXT_MOVE, 'j'), ACTION_DOWN);
	assert_int_equal(action_for_key(CONTEXT_PROMPT, 'q'), ACTION_NONE);
	assert_string_equal(action_key(ACTION_HELP, out), "?");
	assert_string_equal(action_key(ACTION_NONE, out), "");
	assert_int_equal(action_by_name(STR("heading-next")),
			 ACTION_HEADING_NEXT);
	assert_int_equal(action_by_name(STR("")), ACTION_NONE);
}

static struct theme default_theme(void)
{
	struct arena a = {0};
	struct theme t;
	struct error err;

	assert_true(theme_read(
		&t, &a, "default",
		assets_get(&ASSETS_BUILTIN, "themes/default.theme"), &err));
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
	static const int colours[] = {0, 8, 16, 256};
	struct theme t = default_theme();

	(void)state;
	for (size_t c = 0; c < COUNT_OF(colours); c++)
		for (size_t i = 0; i < COUNT_OF(sets); i++)
			assert_differ(&t, sets[i], colours[c]);
}

static void test_keywords_told_apart(void **state)
{
	struct theme t = default_theme();

	(void)state;
	for (enum style a = STYLE_KEYWORD_1; a <= STYLE_KEYWORD_8; a++)
		for (enum style b = STYLE_MATCH; b < a; b++)
			assert_false(same_look(theme_look(&t, a, 8),
					       theme_look(&t, b, 8)));
}

static void test_every_role_named(void **state)
{
	struct str bytes = assets_get(&ASSETS_BUILTIN, "themes/default.theme");

	(void)state;
	for (int i = 0; i < STYLE_COUNT; i++) {
		char line[64];

		snprintf(line, sizeof(line), "\n%s\t", style_name(i));
		assert_true(str_find(bytes, str_of(line), 0) >= 0);
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
		cmocka_unit_test(test_no_key_twice),
		cmocka_unit_test(test_lookup),
		cmocka_unit_test(test_roles_told_apart),
		cmocka_unit_test(test_keywords_told_apart),
		cmocka_unit_test(test_every_role_named),
		cmocka_unit_test(test_theme_errors),
		cmocka_unit_test(test_bright_on_eight),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
