#pragma once

#include "core/base/arena.h"
#include "core/base/error.h"

#include "tui/term/style.h"

/*
 * What the roles look like. A theme is a table (assets/themes/NAME.theme,
 * tab-separated): role, look with 16 colours, look in mono, and where there is
 * a fourth column, look with 256 colours or more. A look is words: "fg=4 bg=0
 * bold dim underline reverse", or "-" for the terminal's own. Numbers up to 15
 * are the terminal's own colours, so that a person's palette holds; 16 to 255
 * are xterm's; #rrggbb is the nearest of them where a terminal has no more.
 * Pure: what a terminal cannot do is left to term/terminal.
 */
enum {
	LOOK_RGB = 1 << 24,	/* or-ed to rrggbb */
	COLOURS_TRUE = 1 << 24, /* of a terminal that takes any */
};
enum look_attr {
	LOOK_BOLD = 1 << 0,
	LOOK_DIM = 1 << 1,
	LOOK_UNDERLINE = 1 << 2,
	LOOK_REVERSE = 1 << 3,
};

struct look {
	int fg, bg; /* 0..255, or LOOK_RGB | rrggbb; -1: the terminal's own */
	unsigned attrs;
};

struct theme {
	struct look colour[STYLE_COUNT];
	struct look mono[STYLE_COUNT];
	struct look rich[STYLE_COUNT]; /* of 256 colours and more */
};

/* Reads a theme; ERR_FORMAT with file and line for an unknown role or word.
 * Roles that it does not name look like plain text. Memory in `a` is needed
 * only during the call. */
bool theme_read(struct theme *t, struct arena *a, const char *name,
		struct str bytes, struct error *err);
/* The look on a terminal of so many colours: the nearest where it has fewer,
 * bright ones become bold below 16, mono below 8. */
struct look theme_look(const struct theme *t, enum style style, int colours);
/* "chapter"; for the table and the tests' legends. */
const char *style_name(enum style style);
