/*
 * Keys and their names. One table holds what each special key is called by
 * people (labels, in help) and by files (names, in tests and the config).
 */
#include "tui/term/key.h"

#include <stdio.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

struct key_name {
	uint32_t key;
	const char *name;
	const char *label;
};

static const struct key_name NAMES[] = {
	{KEYC_UP, "up", "Up"},
	{KEYC_DOWN, "down", "Down"},
	{KEYC_LEFT, "left", "Left"},
	{KEYC_RIGHT, "right", "Right"},
	{KEYC_HOME, "home", "Home"},
	{KEYC_END, "end", "End"},
	{KEYC_PAGE_UP, "pgup", "PgUp"},
	{KEYC_PAGE_DOWN, "pgdn", "PgDn"},
	{KEYC_ENTER, "enter", "Enter"},
	{KEYC_TAB, "tab", "Tab"},
	{KEYC_BACK_TAB, "backtab", "S-Tab"},
	{KEYC_BACKSPACE, "backspace", "BS"},
	{KEYC_DELETE, "delete", "Del"},
	{KEYC_INSERT, "insert", "Ins"},
	{KEYC_ESCAPE, "esc", "Esc"},
	{' ', "space", "Space"},
	{';', "semicolon", ";"},
	{'#', "hash", "#"},
	{'=', "equals", "="},
	{',', "comma", ","},
	{'[', "bracketleft", "["},
	{']', "bracketright", "]"},
};

static const struct key_name *name_of(uint32_t key)
{
	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		if (NAMES[i].key == key)
			return &NAMES[i];
	return NULL;
}

const char *key_label(uint32_t key, char *out)
{
	const char *alt = key & KEYC_ALT ? "M-" : "";
	uint32_t bare = key & ~(uint32_t)KEYC_ALT;
	const struct key_name *known = name_of(bare);
	char utf8[5] = {0};

	if (known) {
		snprintf(out, 16, "%s%s", alt, known->label);
	} else if (bare >= KEYC_F1 && bare <= KEYC_F12) {
		snprintf(out, 16, "%sF%u", alt, bare - KEYC_F1 + 1);
	} else if (bare < 0x20) {
		snprintf(out, 16, "%s^%c", alt, (char)(bare + '@'));
	} else if (bare < KEYC_BASE) {
		utf8_encode(bare, utf8);
		snprintf(out, 16, "%s%s", alt, utf8);
	} else {
		snprintf(out, 16, "%s?", alt);
	}
	return out;
}

const char *key_word(uint32_t key, char *out)
{
	const char *alt = key & KEYC_ALT ? "alt-" : "";
	uint32_t bare = key & ~(uint32_t)KEYC_ALT;
	const struct key_name *known = name_of(bare);
	char utf8[5] = {0};

	if (known) {
		snprintf(out, KEY_WORD, "%s%s", alt, known->name);
	} else if (bare >= KEYC_F1 && bare <= KEYC_F12) {
		snprintf(out, KEY_WORD, "%sf%u", alt, bare - KEYC_F1 + 1);
	} else if (bare < 0x20) {
		bare += bare >= 1 && bare <= 26 ? 'a' - 1 : '@';
		snprintf(out, KEY_WORD, "%sctrl-%c", alt, (char)bare);
	} else {
		utf8_encode(bare, utf8);
		snprintf(out, KEY_WORD, "%s%s", alt, utf8);
	}
	return out;
}

static uint32_t parse_function(struct str name)
{
	unsigned n;

	if (name.len < 2 || name.p[0] != 'f' ||
	    !str_to_u32(str_sub(name, 1, name.len), &n) || n < 1 || n > 12)
		return 0;
	return KEYC_F1 + n - 1;
}

static uint32_t parse_control(struct str name)
{
	char c;

	if (name.len != 1)
		return 0;
	c = name.p[0];
	if (c >= 'a' && c <= 'z')
		return (uint32_t)(c - 'a' + 1);
	return c >= '[' && c <= '_' ? (uint32_t)(c - '@') : 0;
}

uint32_t key_parse(struct str name)
{
	uint32_t cp;
	size_t n;

	if (name.len == 0)
		return 0;
	if (str_has_prefix(name, STR("alt-"))) {
		cp = key_parse(str_sub(name, 4, name.len));
		return cp && !(cp & KEYC_ALT) ? cp | KEYC_ALT : 0;
	}
	if (str_has_prefix(name, STR("ctrl-")))
		return parse_control(str_sub(name, 5, name.len));
	cp = utf8_decode(name, 0, &n);
	if (n == name.len)
		return cp > 0x20 && cp != 0x7f && cp != UTF8_REPLACEMENT ? cp
									 : 0;
	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		if (str_is(name, NAMES[i].name))
			return NAMES[i].key;
	return parse_function(name);
}

/* What an input method puts in the place of ASCII keys, outside the
 * full-width block. */
static const uint32_t FOLDS[][2] = {
	{0x3000, ' '}, {0x3001, '/'},  {0x3002, '.'},  {0x3010, '['},
	{0x3011, ']'}, {0x300a, '<'},  {0x300b, '>'},  {0x300c, '{'},
	{0x300d, '}'}, {0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'},
	{0x201d, '"'}, {0x2014, '_'},  {0x2026, '^'},  {0x00b7, '`'},
	{0xffe5, '$'},
};

uint32_t key_fold(uint32_t key)
{
	uint32_t alt = key & KEYC_ALT, bare = key & ~(uint32_t)KEYC_ALT;

	if (bare >= 0xff01 && bare <= 0xff5e)
		return alt | (bare - 0xff01 + 0x21);
	for (size_t i = 0; i < COUNT_OF(FOLDS); i++)
		if (FOLDS[i][0] == bare)
			return alt | FOLDS[i][1];
	return key;
}

bool key_is_han(uint32_t key)
{
	return (key >= 0x4e00 && key <= 0x9fff) ||
	       (key >= 0x3400 && key <= 0x4dbf) ||
	       (key >= 0x20000 && key <= 0x3ffff) ||
	       (key >= 0xf900 && key <= 0xfaff) || key == 0x3005 ||
	       key == 0x3007;
}
