#pragma once

#include <stdio.h>

#include "core/assets.h"
#include "core/base/arena.h"
#include "core/base/error.h"

#include "tui/term/draw.h"
#include "tui/term/key.h"

/*
 * The terminal: carries the sheet to it and keys from it. Only screen.c and
 * input.c know curses. One screen at a time (curses allows no more). Bytes
 * are written by screen_show alone, as few as the change needs; nothing is
 * written between.
 */
enum { SCREEN_ROWS_MAX = 500, SCREEN_COLS_MAX = 1000 };

struct screen_setup {
	FILE *in, *out;	  /* the terminal; stay the caller's */
	const char *term; /* its type, NULL = TERM */
	int rows, cols;	  /* 0: ask the terminal */
	bool mono;	  /* no colours */
	struct str theme; /* the theme's bytes */
};

struct screen;

/* Takes the terminal; NULL when it cannot be used (dumb, unknown), with a
 * line that says what to do. */
struct screen *screen_open(const struct screen_setup *setup, struct error *err);
/* Gives it back as it was. */
void screen_close(struct screen *s);

/* The sheet to draw on: as large as the terminal. */
struct draw *screen_sheet(struct screen *s);
/* Carries the sheet to the terminal. */
void screen_show(struct screen *s);
/* The next show writes everything. */
void screen_repaint(struct screen *s);
/* Asks the terminal for its size, clamped; true when it has changed. */
bool screen_measure(struct screen *s, int *rows, int *cols);
/* Takes a new size (>= 1 each). */
void screen_resize(struct screen *s, int rows, int cols);
/* Gives the terminal back for a while; the next show takes it again. */
void screen_leave(struct screen *s);
int screen_colours(const struct screen *s);

/* The next key or event that waits; false when none does. */
bool screen_key(struct screen *s, struct event *ev);
/* The descriptor that keys come from. */
int screen_key_fd(const struct screen *s);
