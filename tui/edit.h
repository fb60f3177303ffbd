#pragma once

#include "tui/app.h"

/*
 * What the browser changes in the library: metadata set by hand, a report
 * taken out. The library that is looked at is open for reading only, so each
 * change opens it for writing, as long as the change takes; the commands set
 * and remove do the same through the same functions of db. Not in kiosk.
 */

/* The actions on a report: `:year`, `:region` with their words, `:remove`,
 * which asks. False when the action is none of these. */
bool edit_action(struct app *app, int64_t report, enum action_id id,
		 const struct action_arg *arg);
