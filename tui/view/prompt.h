#pragma once

#include "tui/app.h"

/*
 * One line to type in, over the last row of the screen. A view like any
 * other: it is pushed, takes keys, and calls back when it closes.
 */

/* What was typed before, by sign; the latest last. Zeroed, it is empty. */
enum { PROMPT_MEMORY_MOST = 50, PROMPT_SIGNS = 8 };

struct prompt_memory {
	struct prompt_past {
		char sign;
		int n;
		char *lines[PROMPT_MEMORY_MOST];
	} past[PROMPT_SIGNS];
};

void prompt_memory_release(struct prompt_memory *m);

/* `ops`, `data` and `memory` must outlive the view. on_done is called by its
 * close(), when it is off the stack. */
struct view *prompt_view(struct app *app, const struct prompt_ops *ops,
			 void *data, struct str initial,
			 struct prompt_memory *memory);
