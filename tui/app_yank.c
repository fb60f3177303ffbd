/* What is yanked: on its way to the terminal's clipboard, and kept to be
 * selected by hand. */
#include "core/base/utf8.h"

#include "tui/app_inner.h"
#include "tui/term/osc52.h"
#include "tui/view/views.h"

void app_show_copy(struct app *app)
{
	if (app->copied.p)
		app_push(app, copy_view(app, app->copied));
	else
		app_say(app, str_of(_("nothing was yanked yet")));
}

bool app_yank(struct app *app, struct str text)
{
	bool too_long = text.len > OSC52_MOST;
	struct buf b;

	arena_reset(&app->yanked);
	app->copied = arena_str(&app->yanked, text);
	app->yank = STR_NULL;
	if (app->setup.no_clipboard || too_long) {
		app_show_copy(app);
		app_say(app, str_of(too_long ? _("too much for the terminal's "
						 "clipboard: select it here")
					     : _("nothing is sent to this "
						 "terminal: select it here")));
		return false;
	}
	app->yank = app->copied;
	buf_init(&b, &app->frame);
	buf_addf(&b, _("sent to the terminal: %zu characters"),
		 utf8_count(text));
	app_say(app, buf_str(&b));
	return true;
}

bool app_wants_yank(struct app *app, struct str *text)
{
	*text = app->yank;
	app->yank = STR_NULL;
	return text->p != NULL;
}
