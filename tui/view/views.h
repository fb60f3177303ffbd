#pragma once

#include <stdint.h>

#include "core/series.h"

#include "tui/app.h"

/* The views; each in its own file, all made here so that they can open one
 * another. Who calls pushes them with app_push. */

/* The reports of the library. */
struct view *library_view(struct app *app);
/* A report, opened at byte `off` of its text, or where it was left when `off`
 * is PLACE_LEFT. NULL after app_say_error when it cannot be loaded. */
#define PLACE_LEFT UINT32_MAX
struct view *reader_view(struct app *app, int64_t report, uint32_t off);
/* Targets against achievements of the region of a report, its review year
 * under the cursor. NULL after app_say_error when there is no such report. */
struct view *compare_view(struct app *app, int64_t report);
/* The targets of a year and their fate. */
struct view *ledger_view(struct app *app, struct str region, unsigned year);
/* The years of a series: that of a row like this one, best of all the one
 * that holds the figure at byte `off` of a report (0: of none). */
struct view *trend_view(struct app *app, const struct series_row *like,
			int64_t report, uint32_t off, unsigned year);
/* The quick answer: a line to type a question in, a card below. `question` may
 * be "". */
struct view *look_view(struct app *app, struct str question);
/* The search over all reports; empty until search_ask opens its line. */
struct view *search_view(struct app *app);
bool search_is(const struct view *v);
void search_ask(struct view *v, struct str initial);
/* A text and nothing else, to be selected with the mouse. */
struct view *copy_view(struct app *app, struct str text);
/* A report beside that of its region of the year before, opened at byte `off`
 * of its text; where there is none, a list to choose from. NULL after saying
 * why. */
struct view *pair_view(struct app *app, int64_t report, uint32_t off);
/* Help over the view below, from the action table. */
struct view *help_view(struct app *app, unsigned contexts);
