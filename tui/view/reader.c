/*
 * The reader: one report, its outline and its text. This file makes it, loads
 * reports into it and hands actions to its parts.
 */
#include "tui/view/reader.h"

#include "tui/edit.h"

static const struct view_ops READER_OPS;

bool reader_is(const struct view *v)
{
	return v && v->ops == &READER_OPS;
}

struct reader *reader_of(struct view *v)
{
	return (struct reader *)v;
}

void reader_say(struct reader *r, const char *text)
{
	app_say(r->view.app, str_of(text));
}

static void forget(struct reader *r)
{
	for (int i = 0; i < ACTIVE_COUNT; i++) {
		arena_reset(&r->hits[i].arena);
		r->hits[i].spans = (struct spans){0};
	}
	textbox_release(&r->box);
	r->box = (struct textbox){0};
	arena_release(&r->figures.arena);
	arena_release(&r->notes.arena);
	r->notes = (struct reader_notes){0};
	arena_release(&r->view.arena);
}

/* Takes a report that was loaded into `a`, and `a` with it. */
static void take(struct reader *r, struct arena a, const struct report *report,
		 const struct report_row *row)
{
	uint16_t width = r->box.width;
	uint32_t rows = r->box.rows;

	forget(r);
	r->view.arena = a;
	r->report = *report;
	r->row = *row;
	reader_checks_forget(r);
	toc_init(&r->toc, &r->view.arena, &r->report);
	reader_figures_load(r);
	reader_notes_load(r);
	r->box.rules = app_setup(r->view.app)->wrap;
	textbox_set(&r->box, &r->report, r->all);
	if (width)
		textbox_size(&r->box, width, rows);
	reader_find(r, ACTIVE_SEARCH, str_of(r->hits[ACTIVE_SEARCH].word));
	r->keywords_seen = app_keywords(r->view.app)->version - 1;
}

bool reader_load(struct reader *r, int64_t id, uint32_t off)
{
	struct library *lib = app_setup(r->view.app)->lib;
	struct arena a = {0};
	struct report report = {0};
	struct report_row row;
	struct error err;

	error_clear(&err);
	if (!reports_get(lib, &a, id, &row, &err) ||
	    !reports_load(lib, &a, id, &report, &err)) {
		arena_release(&a);
		app_say_error(r->view.app, &err);
		return false;
	}
	if (r->row.id)
		reader_place_keep(r);
	take(r, a, &report, &row);
	if (off == PLACE_LEFT)
		off = reader_place_left(r);
	if (off > report.text.bytes.len)
		off = 0;
	// a figure's sentence is to be seen from its start
	reader_go_row(r, reader_sentence(r, off).off, 0);
	r->at = off;
	if (off == 0)
		r->at = reader_first(r);
	return true;
}

static unsigned contexts(const struct view *v)
{
	const struct reader *r = (const struct reader *)v;

	return CONTEXT_MOVE | (r->focus == PANE_OUTLINE	  ? CONTEXT_OUTLINE
			       : r->focus == PANE_FIGURES ? CONTEXT_FIGURES
							  : CONTEXT_TEXT);
}

static void draw(struct view *v, struct draw *d, struct rect rect)
{
	struct reader *r = reader_of(v);

	reader_keywords_sync(r, d);
	reader_lay_out(r, rect);
	reader_draw_text(r, d);
	reader_draw_title(r, d);
	reader_draw_outline(r, d);
	reader_draw_figures(r, d);
}

static void toggle_boilerplate(struct reader *r)
{
	r->all = !r->all;
	textbox_set(&r->box, &r->report, r->all);
	for (int i = 0; i < ACTIVE_COUNT; i++)
		reader_find(r, i, str_of(r->hits[i].word));
	r->keywords_seen--; // signs, too
	reader_say(r, r->all ? _("boilerplate is shown")
			     : _("boilerplate is hidden"));
}

/* One thing at a time: the drawer, the outline's focus, the search. */
static void cancel(struct reader *r)
{
	if (r->focus == PANE_OUTLINE)
		reader_side_close(r);
	else
		reader_find(r, ACTIVE_SEARCH, STR_NULL);
}

static void open_pair(struct reader *r)
{
	struct view *v = pair_view(r->view.app, r->row.id, r->at);

	if (v)
		app_push(r->view.app, v);
}

static bool reader_action(struct reader *r, enum action_id id,
			  const struct action_arg *arg)
{
	switch (id) {
	case ACTION_CANCEL:
		cancel(r);
		return true;
	case ACTION_CLOSE:
		if (!r->drawer)
			return false;
		reader_side_close(r);
		return true;
	case ACTION_BOILERPLATE:
		toggle_boilerplate(r);
		return true;
	case ACTION_TREND:
		reader_trend(r);
		return true;
	case ACTION_COMPARE:
	case ACTION_LEDGER:
	case ACTION_LOOK: // the app opens them; the figures must be there
		reader_figures_work(r);
		return false;
	case ACTION_YANK:
		return reader_yank(r, arg->ch);
	case ACTION_WHERE:
		reader_where(r);
		return true;
	case ACTION_PAIR:
		open_pair(r);
		return true;
	default:
		break;
	}
	if (r->focus == PANE_OUTLINE && reader_outline_action(r, id, arg))
		return true;
	if (r->focus == PANE_FIGURES && reader_figures_action(r, id, arg))
		return true;
	return reader_layout_action(r, id) ||
	       reader_search_action(r, id, arg) ||
	       reader_notes_action(r, id, arg) ||
	       reader_keywords_action(r, id) ||
	       reader_figure_walk(r, id, arg) ||
	       reader_notes_action(r, id, arg) ||
	       (r->focus == PANE_TEXT && reader_move(r, id, arg));
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct reader *r = reader_of(v);

	if (id == ACTION_BACK || id == ACTION_FORWARD)
		return reader_history(r, id == ACTION_BACK ? -1 : 1);
	if (edit_action(v->app, r->row.id, id, arg))
		return VIEW_HANDLED;
	return reader_action(r, id, arg) ? VIEW_HANDLED : VIEW_IGNORED;
}

/* Which hit this is, of how many. */
static void status_hits(const struct reader *r, struct buf *right)
{
	const struct hits *h = &r->hits[r->active];
	size_t i = find_first_from(&h->spans, r->at + 1);

	if (!h->word[0])
		return;
	if (r->active < KEYWORDS_MAX)
		buf_add(right, keyword_sign(r->active, r->ascii));
	else
		buf_addc(right, '/');
	for (const char *p = h->word; *p; p++) // several are parted by lines
		buf_addc(right, *p == '\n' ? ' ' : *p);
	buf_addf(right, " %zu/%zu  ", i, h->spans.n);
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	struct reader *r = reader_of(v);
	uint32_t s = report_section_at(&r->report, r->at);
	bool figure = reader_checks_status(r, left) ||
		      reader_figure_status(r, left) ||
		      reader_notes_status(r, left);

	if (!figure && s != SECTION_NONE)
		buf_add(left, r->report.sections.items[s].title);
	status_hits(r, right);
	if (!figure) // it needs the room
		reader_figure_share(r, right);
	buf_addf(right, "%u%%", textbox_percent(&r->box));
}

static bool work(struct view *v)
{
	struct reader *r = reader_of(v);

	return reader_figures_work(r) || reader_checks_work(r);
}

/* The same place of the report as it is now. */
static void reload(struct view *v)
{
	struct library *lib = app_setup(v->app)->lib;
	struct reader *r = reader_of(v);
	struct report_row now;
	int64_t id = r->row.id;
	bool same;

	/* another library may have another report under this number */
	if (!reports_get(lib, app_frame(v->app), id, &now, NULL) ||
	    !str_eq(now.path, r->row.path)) {
		id = reports_by_path(lib, r->row.path, NULL);
		if (!id || !reports_get(lib, app_frame(v->app), id, &now, NULL))
			return; // gone: what is on the screen can be read
	}
	same = str_eq(now.sha256, r->row.sha256);
	reader_load(r, id, same ? r->at : PLACE_LEFT);
}

static int64_t report(const struct view *v)
{
	return ((const struct reader *)v)->row.id;
}

static void close_reader(struct view *v)
{
	struct reader *r = reader_of(v);

	reader_place_keep(r);
	forget(r);
	for (int i = 0; i < ACTIVE_COUNT; i++)
		arena_release(&r->hits[i].arena);
	view_free(v);
}

static const struct view_ops READER_OPS = {
	.name = "reader",
	.contexts = contexts,
	.draw = draw,
	.action = action,
	.status = status,
	.work = work,
	.report = report,
	.reload = reload,
	.close = close_reader,
};

struct view *reader_view(struct app *app, int64_t report, uint32_t off)
{
	struct reader *r = view_new(sizeof(*r), &READER_OPS, app);

	r->focus = PANE_TEXT;
	r->text_cols = app_setup(app)->text_cols ? app_setup(app)->text_cols
						 : READER_TEXT_COLS;
	r->active = ACTIVE_SEARCH;
	if (!reader_load(r, report, off)) {
		view_free(&r->view);
		return NULL;
	}
	return &r->view;
}
