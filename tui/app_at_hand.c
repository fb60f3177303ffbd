/* Which report somebody looks at, and what is opened for it. */
#include "tui/app_at_hand.h"

#include "db/reports.h"

#include "tui/view/views.h"

/* The top view's, else that of the nearest view below that has one. 0 after
 * saying that there is none. */
static int64_t report_at_hand(struct app *app)
{
	int64_t id = 0;

	for (struct view *v = app_top(app); v && !id; v = v->below)
		if (v->ops->report)
			id = v->ops->report(v);
	if (!id)
		app_say(app, str_of(_("no report here: open one, or choose "
				      "one in the library")));
	return id;
}

void app_show_compare(struct app *app)
{
	int64_t id = report_at_hand(app);
	struct view *v = id ? compare_view(app, id) : NULL;

	if (v)
		app_push(app, v);
}

void app_show_ledger(struct app *app)
{
	int64_t id = report_at_hand(app);
	struct report_row row;
	struct error err;

	error_clear(&err);
	if (!id)
		return;
	if (reports_get(app_setup(app)->lib, app_frame(app), id, &row, &err))
		app_push(app, ledger_view(app, row.region, row.year));
	else
		app_say_error(app, &err);
}
