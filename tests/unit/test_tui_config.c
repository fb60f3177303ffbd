/* The config: what is right is taken, what is wrong is told with its line. */
#include <stdio.h>

#include "core/base/array.h"

#include "tui/config.h"
#include "tui/term/key.h"

#include "tests/test.h"

struct wrong {
	const char *text;
	const char *told; /* the values of the error, joined by blanks */
};

static bool read_text(struct config *c, struct arena *a, const char *text,
		      struct error *err)
{
	return config_read(c, a, "config", str_of(text), err);
}

static void test_options(void **state)
{
	struct arena a = {0};
	struct config c;
	struct error err = {0};

	(void)state;
	assert_true(read_text(&c, &a,
			      "\xef\xbb\xbf# 中文注释\n[display]\n"
			      "language = en\ntext-width=72\n"
			      "[keys]\ndown = J n\nsearch-next = alt-n\n",
			      &err));
	assert_true(config_is(&c, CONFIG_LANGUAGE, "en"));
	assert_true(config_is(&c, CONFIG_COLOR, "auto"));
	assert_int_equal(config_number(&c, CONFIG_TEXT_WIDTH), 72);
	assert_int_equal(keymap_action(&c.keymap, CONTEXT_MOVE, 'J'),
			 ACTION_DOWN);
	assert_int_equal(keymap_action(&c.keymap, CONTEXT_MOVE, 'n'),
			 ACTION_DOWN);
	assert_int_equal(keymap_action(&c.keymap, CONTEXT_MOVE, 'j'),
			 ACTION_NONE);
	arena_release(&a);
}

static void test_like_less(void **state)
{
	struct arena a = {0};
	struct config c;
	struct error err = {0};

	(void)state;
	assert_true(
		read_text(&c, &a, "[keys]\nhelp = f2\nkeymap = less\n", &err));
	assert_int_equal(keymap_action(&c.keymap, CONTEXT_TEXT, '?'),
			 ACTION_SEARCH_BACK);
	assert_int_equal(keymap_action(&c.keymap, CONTEXT_TEXT, KEYC_F1 + 1),
			 ACTION_HELP);
	arena_release(&a);
}

static void test_wrong(void **state)
{
	static const struct wrong rows[] = {
		{"[display]\nlanguage = fr\n", "config:2 auto|zh|en "},
		{"[display]\n\ncolour = auto\n", "config:3 colour "},
		{"theme = default\n", "config:1 theme "},
		{"[display]\ntext-width = 8\n", "config:2 8 "},
		{"[display]\ntext-width = 80px\n", "config:2 80px "},
		{"[display]\ntheme =\n", "config:2 theme "},
		{"[display]\ntheme = a\ntheme = b\n", "config:3 theme "},
		{"[keys]\nfly = f\n", "config:2 fly "},
		{"[keys]\ndown = ctrl-\n", "config:2 ctrl- "},
		{"[keys]\ndown = J\ndown = K\n", "config:3 down "},
		{"[keys]\nup = x ~\n\ndown = x\n", "config x down (4) up (2) "},
		{"[keys]\ncentre = j\n", "config j down centre (2) "},
		{"hello\n", "config:1 "},
		{"[display\n", "config:1 "},
	};
	struct arena a = {0};
	struct config c, defaults;

	(void)state;
	config_defaults(&defaults);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct error err = {0};
		char told[400] = "";
		size_t n = 0;

		assert_false(read_text(&c, &a, rows[i].text, &err));
		for (int k = 0; k < err.n_args; k++)
			n += (size_t)snprintf(told + n, sizeof(told) - n, "%s ",
					      err.args[k]);
		assert_string_equal(told, rows[i].told);
		assert_memory_equal(&c.keymap, &defaults.keymap,
				    sizeof(c.keymap));
	}
	arena_release(&a);
}

static void test_long_and_binary(void **state)
{
	struct arena a = {0};
	struct config c;
	struct error err = {0};
	char line[1000];

	(void)state;
	memset(line, 'x', sizeof(line));
	assert_false(
		config_read(&c, &a, "config", str_n(line, sizeof(line)), &err));
	assert_string_equal(err.args[0], "config:1");
	assert_false(config_read(&c, &a, "config", STR("[keys]\n\0"), &err));
	assert_false(config_read(&c, &a, "config", STR("[keys]\n\xff"), &err));
	arena_release(&a);
}

/* What --dump-config prints is a config that changes nothing. */
static void test_dump_reads_back(void **state)
{
	struct arena a = {0};
	struct config c, again;
	struct error err = {0};
	struct buf b;

	(void)state;
	assert_true(read_text(&c, &a,
			      "[display]\ntheme = mono\n[keys]\n"
			      "down = semicolon\nfigure-next = equals\n"
			      "where = alt-w\n",
			      &err));
	buf_init(&b, &a);
	config_dump(&c, &b);
	assert_true(config_read(&again, &a, "dump", buf_str(&b), &err));
	for (int i = 0; i < CONFIG_COUNT; i++)
		assert_true(str_eq(c.value[i], again.value[i]));
	assert_memory_equal(c.keymap.keys, again.keymap.keys,
			    sizeof(c.keymap.keys));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_like_less),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_long_and_binary),
		cmocka_unit_test(test_dump_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
