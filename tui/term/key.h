#pragma once

#include <stdint.h>

#include "core/base/str.h"

/*
 * A key: a code point for what types a character (controls included: ^L is
 * 12), else one of these. KEY_ALT may be or-ed to it. Our own numbers, so that
 * nothing above term/ knows curses'.
 */
enum key_code {
	KEYC_BASE = 0x110000,
	KEYC_UP,
	KEYC_DOWN,
	KEYC_LEFT,
	KEYC_RIGHT,
	KEYC_HOME,
	KEYC_END,
	KEYC_PAGE_UP,
	KEYC_PAGE_DOWN,
	KEYC_ENTER,
	KEYC_TAB,
	KEYC_BACK_TAB,
	KEYC_BACKSPACE,
	KEYC_DELETE,
	KEYC_INSERT,
	KEYC_ESCAPE,
	KEYC_F1,
	KEYC_F12 = KEYC_F1 + 11,
	KEYC_END_OF_LIST
};
enum { KEYC_ALT = 1 << 30 };

/* What app_event takes. */
enum event_kind { EVENT_KEY, EVENT_RESIZE, EVENT_PASTE, EVENT_TICK };

struct event {
	enum event_kind kind;
	uint32_t key;	 /* EVENT_KEY */
	int rows, cols;	 /* EVENT_RESIZE */
	struct str text; /* EVENT_PASTE, lives until the next event */
};

/* "^L", "Tab", "PgDn", "j": for help and hints; into `out`, at least 16
 * bytes. */
const char *key_label(uint32_t key, char *out);
/* Its name for key_parse: "ctrl-l", "semicolon", "j"; into out[KEY_WORD]. */
enum { KEY_WORD = 24 };
const char *key_word(uint32_t key, char *out);
/* The key of a name as tests and the config write it ("ctrl-l", "pgdn",
 * "semicolon", "j", "中"); 0 when it is none. */
uint32_t key_parse(struct str name);
/* The ASCII form of a key typed with an input method on (U+FF01..FF5E and
 * 、【】（）《》‘’ and 。，；：？！ as their keys); other keys as they are. */
uint32_t key_fold(uint32_t key);
/* Is it Han text (which starts a search outside a prompt)? */
bool key_is_han(uint32_t key);
