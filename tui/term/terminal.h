#pragma once

#include "core/assets.h"
#include "core/base/arena.h"
#include "core/base/error.h"

#include "tui/term/draw.h"

/*
 * The terminal: takes it, gives it back, carries the sheet to it. Only
 * terminal.c and input.c know curses. One at a time (curses allows no more).
 * Bytes are written by terminal_show alone, as few as the change needs; nothing
 * is written between.
 */
enum { TERMINAL_ROWS_MAX = 500, TERMINAL_COLS_MAX = 1000 };

struct terminal_setup {
	int fd;		  /* the terminal; stays the caller's */
	const char *term; /* its type, NULL = TERM */
	int rows, cols;	  /* 0: ask the terminal */
	bool mono;	  /* no colours */
	bool margins;	  /* it can scroll columns; else it is asked */
	struct str theme; /* the theme's bytes */
};

struct terminal;

/* Takes the terminal; NULL when it cannot be used (dumb, unknown), with a
 * line that says what to do. */
struct terminal *terminal_open(const struct terminal_setup *setup,
			       struct error *err);
/* Gives it back as it was. */
void terminal_close(struct terminal *s);

/* The sheet to draw on: as large as the terminal. */
struct draw *terminal_sheet(struct terminal *s);
/* Carries the sheet to the terminal. */
void terminal_show(struct terminal *s);
/* The next show writes everything. */
void terminal_repaint(struct terminal *s);
/* Asks the terminal for its size, clamped; true when it has changed. */
bool terminal_measure(struct terminal *s, int *rows, int *cols);
/* Takes a new size (>= 1 each). */
void terminal_resize(struct terminal *s, int rows, int cols);
/* The terminal's answer came: does it scroll some columns alone? */
void terminal_answered(struct terminal *t, bool margins);
/* Gives the terminal back for a while; the next show takes it again. */
void terminal_leave(struct terminal *s);
/* Other looks from the next show on. ERR_FORMAT with file and line, and the
 * looks stay. */
bool terminal_set_theme(struct terminal *t, const char *name, struct str theme,
			struct error *err);
/* Does it take texts into the clipboard, as far as is known? */
bool terminal_takes_yank(const struct terminal *t);
/* Sends it one (at most OSC52_MOST bytes). */
void terminal_yank(struct terminal *t, struct str text);
int terminal_colours(const struct terminal *s);
