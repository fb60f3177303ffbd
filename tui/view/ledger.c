/*
 * The ledger view: opened for a region and a year, and its keys.
 */
#include "tui/view/ledger.h"

#include <stdio.h>

#include "core/base/clean.h"
#include "core/base/utf8.h"

#include "tui/view/views.h"

/* To the year before or after; the cursor at the first target. */
static void step_year(struct ledger_desk *l, int by)
{
	unsigned year =
		ledger_year_step(&l->data.table, l->region, l->year, by);

	if (year)
		ledger_load(l, year);
	else
		app_say(l->view.app,
			str_of(by < 0 ? _("no report plans an earlier year")
				      : _("no report plans a later year")));
}

/* One side of a target after the other, then on to the next year. */
static void step_side(struct ledger_desk *l, int by)
{
	const struct ledger_row *row = ledger_row_here(l);
	enum series_which last = by > 0 ? SIDE_ACHIEVED : SIDE_TARGET;

	if (row && series_side_of(row->cell, l->side) != last &&
	    series_side(row->cell, last)->low)
		l->side = last;
	else
		step_year(l, by);
}

static bool is_missed(const struct ledger_desk *l, int64_t i)
{
	const struct ledger_line *line = ledger_line_at(l, (uint32_t)i);
	const struct ledger_row *row;

	if (line->heading || l->which != LEDGER_FIGURES)
		return false;
	row = &l->ledger.rows.items[line->at];
	return row->cell->answer.verdict == VERDICT_MISSED;
}

static void step_missed(struct ledger_desk *l, int64_t n, int by)
{
	struct list *list = ledger_list(l);
	int64_t i = list->cursor;

	for (i += by; i >= 0 && i < list->count; i += by) {
		if (!is_missed(l, i))
			continue;
		list_to(list, i);
		l->side = SIDE_ACHIEVED;
		if (--n <= 0)
			return;
	}
	app_say(l->view.app,
		str_of(by > 0 ? _("no missed target behind this one")
			      : _("no missed target before this one")));
}

static void open_at(struct ledger_desk *l, int64_t report, uint32_t off)
{
	struct app_place here = {0, 0};
	struct view *v = reader_view(l->view.app, report, off);

	if (!v)
		return;
	app_jump_from(l->view.app, here);
	app_push(l->view.app, v);
}

/* A promise opens its own sentence, or on the other side the one alike. */
static void open_promise(struct ledger_desk *l, const struct promise *p)
{
	const struct promise_match *m =
		l->matches ? &l->matches[p - l->promises.items] : NULL;

	if (l->side == SIDE_ACHIEVED && m && m->at.len)
		open_at(l, l->ledger.next->id, m->at.off);
	else
		open_at(l, l->ledger.plan->id, p->at.off);
}

static void open_here(struct ledger_desk *l)
{
	const struct ledger_row *row = ledger_row_here(l);
	const struct promise *p = ledger_promise_here(l);

	if (row)
		series_open(l->view.app, &l->data, row->cell, l->side);
	else if (p)
		open_promise(l, p);
}

static void set_filter(struct ledger_desk *l, struct str words)
{
	words = str_trim(words);
	words.len = utf8_cut(words, LEDGER_WORDS - 1);
	if (words.len)
		memmove(l->words, words.p, words.len);
	l->words[words.len] = '\0';
	ledger_list(l)->cursor = ledger_list(l)->top = 0;
	ledger_lines(l);
}

static void filter_typed(void *data, struct str text)
{
	set_filter(data, text);
}

static void filter_done(void *data, struct str text, bool accepted)
{
	struct ledger_desk *l = data;

	set_filter(l, accepted ? text : str_of(l->words_before));
}

static void filter_open(struct ledger_desk *l, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = N_("filter"),
		.sign = '&',
		.on_change = filter_typed,
		.on_done = filter_done,
	};

	memcpy(l->words_before, l->words, LEDGER_WORDS);
	app_prompt(l->view.app, &ops, l,
		   initial.len ? initial : str_of(l->words));
	if (initial.len)
		set_filter(l, initial);
}

static void open_trend(struct ledger_desk *l)
{
	const struct ledger_row *row = ledger_row_here(l);

	if (row)
		app_push(l->view.app,
			 trend_view(l->view.app, row->row, 0, 0, l->year));
}

static void yank_table(struct ledger_desk *l)
{
	char title[16];
	struct buf b;

	buf_init(&b, app_frame(l->view.app));
	snprintf(title, sizeof(title), "%u", l->year);
	series_yank_head(&b, title);
	for (size_t i = 0; i < l->lines.n; i++) {
		const struct ledger_line *line = &l->lines.items[i];
		const struct ledger_row *row;
		struct buf label;

		if (line->heading)
			continue;
		row = &l->ledger.rows.items[line->at];
		buf_init(&label, app_frame(l->view.app));
		series_label(&label, row->row, false);
		series_yank_row(&b, buf_str(&label), row->cell);
	}
	app_yank(l->view.app, buf_str(&b));
}

/* A promise with the sentence that is like it. */
static void yank_promise(struct ledger_desk *l, const struct promise *p)
{
	const struct promise_match *m =
		l->matches ? &l->matches[p - l->promises.items] : NULL;
	struct buf b;

	buf_init(&b, app_frame(l->view.app));
	series_source_name(&b, l->ledger.plan);
	buf_addc(&b, '\n');
	clean(&b, str_sub(l->plan.text.bytes, p->at.off,
			  (size_t)p->at.off + p->at.len));
	buf_addc(&b, '\n');
	if (m && m->at.len) {
		buf_addf(&b, _("perhaps, %u%% alike:"), m->percent);
		buf_addc(&b, ' ');
		series_source_name(&b, l->ledger.next);
		buf_addc(&b, '\n');
		clean(&b, str_sub(l->next.text.bytes, m->at.off,
				  (size_t)m->at.off + m->at.len));
		buf_addc(&b, '\n');
	}
	app_yank(l->view.app, buf_str(&b));
}

static enum view_result yank(struct ledger_desk *l, uint32_t what)
{
	const struct promise *p = ledger_promise_here(l);

	if (l->which == LEDGER_PROMISES && what == 'y' && p)
		yank_promise(l, p);
	else if (l->which == LEDGER_FIGURES && what == 't')
		yank_table(l);
	else if (l->which != LEDGER_FIGURES ||
		 !series_yank(&l->pane, l->view.app, what, l->side))
		return VIEW_IGNORED;
	return VIEW_HANDLED;
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_TABLE;
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	ledger_draw((struct ledger_desk *)v, d, r);
}

static bool table_action(struct ledger_desk *l, enum action_id id,
			 const struct action_arg *arg)
{
	switch (id) {
	case ACTION_LEFT:
	case ACTION_RIGHT:
		step_side(l, id == ACTION_RIGHT ? 1 : -1);
		return true;
	case ACTION_MISSED_NEXT:
	case ACTION_MISSED_PREV:
		step_missed(l, action_times(arg, INT32_MAX),
			    id == ACTION_MISSED_NEXT ? 1 : -1);
		return true;
	case ACTION_TURN:
		l->which = (l->which + 1) % LEDGER_LISTS;
		ledger_lines(l);
		return true;
	case ACTION_SORT:
		l->order = (l->order + 1) % LEDGER_ORDERS;
		ledger_lines(l);
		return true;
	case ACTION_FILTER:
	case ACTION_SEARCH:
		filter_open(l, arg->text);
		return true;
	default:
		return list_action(ledger_list(l), id, arg);
	}
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct ledger_desk *l = (struct ledger_desk *)v;

	switch (id) {
	case ACTION_OPEN:
		open_here(l);
		return VIEW_HANDLED;
	case ACTION_NOTE:
		if (ledger_row_here(l))
			series_note(v->app, &l->data, ledger_row_here(l)->cell,
				    l->side);
		return VIEW_HANDLED;
	case ACTION_TREND:
		open_trend(l);
		return VIEW_HANDLED;
	case ACTION_YANK:
		return yank(l, arg->ch);
	case ACTION_LEDGER:
		return VIEW_HANDLED;
	case ACTION_CANCEL:
		if (l->words[0])
			set_filter(l, STR_NULL);
		return VIEW_HANDLED;
	case ACTION_BACK:
		return v->below ? VIEW_CLOSE : VIEW_HANDLED;
	default:
		return table_action(l, id, arg) ? VIEW_HANDLED : VIEW_IGNORED;
	}
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	static const char *const ORDERS[LEDGER_ORDERS] = {
		N_("as in the text"),
		N_("missed first"),
	};
	struct ledger_desk *l = (struct ledger_desk *)v;
	const struct list *list = ledger_list(l);

	if (l->words[0]) {
		buf_addc(left, '&');
		buf_addz(left, l->words);
	}
	if (list->count)
		buf_addf(right, "%s  %u/%u", _(ORDERS[l->order]),
			 list->cursor + 1, list->count);
}

static void load(struct ledger_desk *l, unsigned year)
{
	struct series_wanted wanted = {.region = l->region};

	series_pane_release(&l->pane);
	series_data_release(&l->data);
	series_data_load(&l->data, l->view.app, &wanted);
	ledger_load(l, year);
}

static void reload(struct view *v)
{
	struct ledger_desk *l = (struct ledger_desk *)v;

	load(l, l->year);
}

static void close_ledger(struct view *v)
{
	struct ledger_desk *l = (struct ledger_desk *)v;

	series_pane_release(&l->pane);
	series_data_release(&l->data);
	arena_release(&l->arena);
	arena_release(&l->lines_arena);
	view_free(v);
}

struct view *ledger_view(struct app *app, struct str region, unsigned year)
{
	static const struct view_ops ops = {
		.name = "ledger",
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.status = status,
		.reload = reload,
		.close = close_ledger,
	};
	struct ledger_desk *l = view_new(sizeof(*l), &ops, app);

	l->region = arena_str(&l->view.arena, region);
	l->side = SIDE_TARGET;
	load(l, year);
	return &l->view;
}
