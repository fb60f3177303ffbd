#pragma once

#include <stdint.h>

#include "core/base/str.h"

/*
 * Everything a key can do: one row an action, with its name, default keys,
 * the contexts it works in and a line of help. Key lookup, the help view, the
 * footer's hints, the README's table and the config (tui/keymap) are made from
 * the table. A test holds that no key has two meanings in one context and that
 * no row lacks help.
 */
enum context {
	CONTEXT_GLOBAL = 1 << 0,
	CONTEXT_MOVE = 1 << 1, /* every list and text */
	CONTEXT_TEXT = 1 << 2, /* the text pane */
	CONTEXT_OUTLINE = 1 << 3,
	CONTEXT_LIBRARY = 1 << 4,
	CONTEXT_FIGURES = 1 << 5,
	CONTEXT_TABLE = 1 << 6,
	CONTEXT_PROMPT = 1 << 7, /* alone: nothing else is looked up */
	CONTEXT_HELP = 1 << 8,
	CONTEXT_CARD = 1 << 9,	  /* of the look view */
	CONTEXT_SEARCH = 1 << 10, /* the search over all reports */
	CONTEXT_PAIR = 1 << 11,	  /* two reports */
	CONTEXT_NOTES = 1 << 12,
	/* no context of its own: of the others, what tui/kiosk allows */
	CONTEXT_KIOSK = 1 << 20,
};

enum action_id {
	ACTION_NONE,
#define ACTION(id, ...) ACTION_##id,
#include "tui/action.def"
#undef ACTION
	ACTION_COUNT
};

struct action {
	enum action_id id;
	const char *name;  /* "heading-next" */
	const char *keys;  /* default keys, blank-separated names of
			      key_parse; as few as help shows them */
	unsigned contexts; /* mask of enum context */
	const char *help;  /* English msgid, one line */
	const char *hint;  /* msgid, a word or two for the footer; "" = none */
	bool takes_char;   /* the next key typed is its argument (m x) */
};

extern const struct action ACTIONS[ACTION_COUNT];

/* What an action was called with. */
struct action_arg {
	int64_t count;	 /* the digits typed before it, 0 = none */
	uint32_t ch;	 /* for takes_char */
	struct str text; /* what a prompt gave */
};

/* By name, ACTION_NONE when there is none. */
enum action_id action_by_name(struct str name);
