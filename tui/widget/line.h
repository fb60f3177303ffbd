#pragma once

#include "core/base/arena.h"

#include "tui/term/draw.h"

/*
 * One line of text that is typed, with the usual keys of a shell's line. The
 * cursor stands between characters; a character takes its combining marks
 * along. Zeroed, it is empty.
 */
enum { LINE_MOST = 1024 }; /* bytes */

struct line {
	char text[LINE_MOST];
	size_t n, cursor; /* bytes */
};

struct str line_str(const struct line *l);
/* Another text (cut to fit), the cursor at its end. */
void line_set(struct line *l, struct str s);
/* Moves, erases or inserts; false when the key is none of these. */
bool line_key(struct line *l, uint32_t key);
/* Draws it into `cols` columns from `col` of r's first row, scrolled so that
 * the cursor is seen, and puts the terminal's cursor. */
void line_draw(const struct line *l, struct arena *frame, struct draw *d,
	       struct rect r, int col, int cols);
