/*
 * Places: back and forward while the program runs, and the place that a
 * report was left at, which is kept from visit to visit by its sentence.
 */
#include "core/base/utf8.h"

#include "tui/view/reader.h"

enum { QUOTE_CPS = 40 }; /* characters of a sentence that find it again */

/* The library, where one was before: the view below, if it is there. */
static enum view_result to_library(struct reader *r)
{
	if (r->view.below)
		return VIEW_CLOSE;
	app_push(r->view.app, library_view(r->view.app));
	return VIEW_HANDLED;
}

enum view_result reader_history(struct reader *r, int step)
{
	struct app *app = r->view.app;
	struct app_place now = {r->row.id, r->at}, to;

	if (!app_history_step(app, step, now, &to)) {
		reader_say(r, step < 0 ? _("nothing to go back to")
				       : _("nothing to go forward to"));
		return VIEW_HANDLED;
	}
	if (to.report == APP_PLACE_SEARCH && search_is(r->view.below))
		return VIEW_CLOSE;
	if (to.report == 0 || to.report == APP_PLACE_SEARCH)
		return to_library(r);
	if (to.report != r->row.id)
		reader_load(r, to.report, to.off);
	else
		reader_go(r, to.off);
	return VIEW_HANDLED;
}

static struct str quote_at(const struct reader *r, uint32_t off)
{
	struct span s = reader_sentence(r, off);
	struct str quote = str_sub(r->report.text.bytes, s.off, s.off + s.len);

	return str_sub(quote, 0, utf8_offset(quote, QUOTE_CPS));
}

uint32_t reader_place_left(struct reader *r)
{
	struct places *places = app_setup(r->view.app)->places;
	struct arena a = {0};
	struct place place;
	uint32_t off = 0;

	if (places &&
	    places_get(places, &a, r->row.sha256, r->row.path, &place, NULL) &&
	    !reader_quote_find(r, place.quote, place.off, &off))
		off = 0;
	arena_release(&a);
	return off;
}

void reader_place_keep(struct reader *r)
{
	struct places *places = app_setup(r->view.app)->places;
	struct place place = {
		.sha256 = r->row.sha256,
		.path = r->row.path,
		.off = reader_sentence(r, r->at).off,
		.quote = quote_at(r, r->at),
	};
	struct error err;

	error_clear(&err);
	if (!places || r->box.blocks.n == 0)
		return;
	if (!places_put(places, &place, &err))
		app_say_error(r->view.app, &err);
}
