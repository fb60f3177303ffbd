#pragma once

#include "tui/app.h"

/* Views that are opened from anywhere for the report at hand: the one that is
 * read, or that the library's cursor is on. They say so when there is none. */
void app_show_compare(struct app *app);
void app_show_ledger(struct app *app);
