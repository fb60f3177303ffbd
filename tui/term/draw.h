#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/str.h"

#include "tui/term/style.h"

/*
 * The sheet that views draw on: a grid of cells, no curses in it. A view gets
 * a rectangle and draws inside it; what would stick out is cut, a wide
 * character on the edge becomes a blank. term/terminal alone carries the sheet
 * to the terminal, once an event, and only when no key waits.
 */
struct rect {
	int row, col, rows, cols;
};

enum { DRAW_MARKS = 4 }; /* combining marks a cell takes */

struct cell {
	uint32_t cp; /* 0: the right half of the wide character before */
	uint32_t marks[DRAW_MARKS]; /* 0 = none */
	uint8_t style;		    /* enum style */
	uint8_t width;		    /* 1 or 2; 0 for a right half */
};

struct draw {
	int rows, cols;
	struct cell *cells;	    /* rows * cols */
	int cursor_row, cursor_col; /* -1: no cursor shown */
	bool ascii; /* borders and signs in ASCII: the terminal draws
		       ambiguous characters wide, or cannot show them */
	bool mono;  /* no colours: what colours tell apart needs signs */
};

/* Blanks the whole sheet and hides the cursor. */
void draw_clear(struct draw *d);
/* Fills a rectangle with blanks of a style. */
void draw_fill(struct draw *d, struct rect r, enum style style);
/* Draws one line of text at (row, col) inside r (both relative to r), at most
 * `cols` columns and never over r's edge; cleans it on the way (core/base/
 * clean). Returns the columns used. */
int draw_text(struct draw *d, struct rect r, int row, int col, int cols,
	      struct str text, enum style style);
/* The same, cut with an ellipsis when it does not fit. */
int draw_text_cut(struct draw *d, struct rect r, int row, int col, int cols,
		  struct str text, enum style style);
/* Right-aligned: the text ends at column col + cols. Returns columns used. */
int draw_text_right(struct draw *d, struct rect r, int row, int col, int cols,
		    struct str text, enum style style);
/* Gives `cols` cells from (row, col) inside r another style. */
void draw_style(struct draw *d, struct rect r, int row, int col, int cols,
		enum style style);
/* A vertical or horizontal rule, in ASCII where d->ascii. */
void draw_vline(struct draw *d, struct rect r, int col, enum style style);
void draw_hline(struct draw *d, struct rect r, int row, enum style style);
void draw_box(struct draw *d, struct rect r, enum style style);
/* Puts the terminal's cursor. */
void draw_cursor(struct draw *d, struct rect r, int row, int col);
/* The intersection of two rectangles; rows and cols >= 0. */
struct rect rect_clip(struct rect a, struct rect b);
