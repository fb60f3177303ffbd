#pragma once

/*
 * What screen.c and input.c share: the screen with curses in it. No other
 * file includes this one.
 */
#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "core/base/arena.h"

#include "tui/term/draw.h"
#include "tui/term/screen.h"

struct screen {
	FILE *in, *out;
	SCREEN *terminal;
	WINDOW *keys;
	struct arena arena; /* of what has the terminal's size */
	struct draw sheet;
	uint64_t *shown; /* a hash of each row at the last show */
	cchar_t *row;	 /* one row for curses */
	bool cursor_shown;
	int colours;
	int own_fg, own_bg;
	struct {
		attr_t attrs;
		short pair;
	} looks[STYLE_COUNT];
	struct {
		int fg, bg;
	} pairs[STYLE_COUNT + 1];
	short n_pairs;
	/* input.c: a character whose bytes have not all come, and a byte
	 * read too far */
	unsigned char partial[4];
	unsigned n_partial, want;
	int put_back; /* ERR: none */
};
