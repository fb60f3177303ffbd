#pragma once

#include <stdint.h>

#include "tui/app.h"

/* The views; each in its own file, all made here so that they can open one
 * another. Who calls pushes them with app_push. */

/* The reports of the library. */
struct view *library_view(struct app *app);
/* A report, opened at byte `off` of its text, or where it was left when `off`
 * is PLACE_LEFT. NULL after app_say_error when it cannot be loaded. */
#define PLACE_LEFT UINT32_MAX
struct view *reader_view(struct app *app, int64_t report, uint32_t off);
/* A report beside that of its region of the year before, opened at byte `off`
 * of its text; where there is none, a list to choose from. NULL after saying
 * why. */
struct view *pair_view(struct app *app, int64_t report, uint32_t off);
/* Help over the view below, from the action table. */
struct view *help_view(struct app *app, unsigned contexts);
