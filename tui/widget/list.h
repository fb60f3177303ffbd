#pragma once

#include <stdint.h>

#include "tui/action.h"

/*
 * A list as pure arithmetic: how many rows there are, which one has the
 * cursor, which one is shown first. What a row holds is its owner's business,
 * so a list of 100,000 costs nothing.
 *
 * Invariants: cursor < count and top <= cursor < top + rows, unless count or
 * rows is 0; no blank rows below the last one while rows above are hidden.
 */
struct list {
	uint32_t count;	 /* rows there are */
	uint32_t cursor; /* index of the row with the cursor */
	uint32_t top;	 /* index of the first row shown */
	uint32_t rows;	 /* rows that fit */
};

/* New counts; the cursor stays where that can be, and in view. */
void list_set(struct list *l, uint32_t count, uint32_t rows);
/* The cursor to a row (clamped), scrolling as little as needed. */
void list_to(struct list *l, int64_t row);
/* The cursor by rows. */
void list_move(struct list *l, int64_t by);
/* Cursor and top together by pages, or by half pages; the cursor goes to the
 * first or last row where there is nothing left to scroll. */
void list_page(struct list *l, int64_t pages);
void list_half_page(struct list *l, int64_t halves);
/* The cursor to n percent of the rows. */
void list_percent(struct list *l, int64_t n);
/* The cursor's row to the middle. */
void list_centre(struct list *l);
/* Does what a movement key asks; false when `id` is none. */
bool list_action(struct list *l, enum action_id id,
		 const struct action_arg *arg);
/* A count given with an action: at least 1, at most `most`. */
int64_t action_times(const struct action_arg *arg, int64_t most);
