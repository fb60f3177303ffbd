#pragma once

#include "tui/app.h"

/* Where somebody was, as a browser keeps it: a list with a place in it. */
enum { HISTORY_MOST = 100 };

struct app_history {
	struct app_place back[HISTORY_MOST], forward[HISTORY_MOST];
	int n_back, n_forward;
};

void app_history_add(struct app_history *h, struct app_place from);
bool app_history_move(struct app_history *h, int step, struct app_place now,
		      struct app_place *to);
