/*
 * Two reports side by side: this file loads and compares them and hands
 * actions on.
 */
#include "tui/view/pair.h"

static const struct view_ops PAIR_OPS;

const struct diff_unit *pair_unit(const struct pair *p, enum diff_which side)
{
	const struct diff_side *s = &p->diff.side[side];
	uint32_t i = diff_unit_at(s, p->pane[side].at);

	return i == DIFF_NONE ? NULL : &s->units.items[i];
}

static void release(struct pair *p)
{
	for (int s = 0; s < DIFF_SIDES; s++) {
		textbox_release(&p->pane[s].box);
		p->pane[s] = (struct pair_pane){0};
	}
	arena_release(&p->view.arena);
	arena_release(&p->found);
}

static bool is_same_difference(const struct pair *p, uint32_t entry)
{
	const struct diff_entry *e = &p->diff.entries.items[entry];
	enum diff_kind kind = diff_entry_kind(&p->diff, e);
	int side = kind == DIFF_GONE ? DIFF_OLD : DIFF_NEWER;
	const struct diff_unit *units = p->diff.side[side].units.items;

	if (entry == 0 || (kind != DIFF_NEW && kind != DIFF_GONE) ||
	    diff_entry_kind(&p->diff, e - 1) != kind)
		return false;
	return units[e->unit[side]].para == units[e[-1].unit[side]].para;
}

/* Where ] stops: at what is reworded or moved, at the first of several
 * sentences of a paragraph that are new or gone. A heading that both have is
 * no difference. */
static bool is_stop(const struct pair *p, uint32_t entry)
{
	const struct diff_entry *e = &p->diff.entries.items[entry];
	enum diff_kind kind = diff_entry_kind(&p->diff, e);
	uint32_t unit = e->unit[DIFF_NEWER];

	if (kind == DIFF_SAME || is_same_difference(p, entry))
		return false;
	return unit == DIFF_NONE || kind == DIFF_NEW ||
	       !p->diff.side[DIFF_NEWER].units.items[unit].heading;
}

static void index_entries(struct pair *p)
{
	struct arena *a = &p->view.arena;
	const struct diff *d = &p->diff;

	for (int s = 0; s < DIFF_SIDES; s++)
		p->entry_of[s] = arena_calloc(a, d->side[s].units.n + 1,
					      sizeof(uint32_t));
	p->stops = arena_calloc(a, d->entries.n + 1, sizeof(uint32_t));
	p->n_stops = 0;
	for (uint32_t i = 0; i < d->entries.n; i++) {
		const struct diff_entry *e = &d->entries.items[i];

		for (int s = 0; s < DIFF_SIDES; s++)
			if (e->unit[s] != DIFF_NONE)
				p->entry_of[s][e->unit[s]] = i;
		if (is_stop(p, i))
			p->stops[p->n_stops++] = i;
	}
}

static bool load_pane(struct pair *p, struct pair_pane *pane, struct arena *a,
		      int64_t id, struct error *err)
{
	struct library *lib = app_setup(p->view.app)->lib;

	return reports_get(lib, a, id, &pane->row, err) &&
	       reports_load(lib, a, id, &pane->report, err);
}

static bool is_earlier(const struct report_row *a, const struct report_row *b)
{
	if (a->year != b->year)
		return a->year < b->year;
	return str_cmp(a->date, b->date) < 0;
}

/* Takes two loaded reports and the arena that they are in. */
static void take(struct pair *p, struct arena a,
		 const struct pair_pane pane[DIFF_SIDES])
{
	const struct assets *assets = app_setup(p->view.app)->assets;
	const struct diff_rules *rules;
	struct error err;

	error_clear(&err);
	release(p);
	p->view.arena = a;
	for (int s = 0; s < DIFF_SIDES; s++) {
		struct pair_pane *to = &p->pane[s];

		*to = pane[s];
		to->box.rules = app_setup(p->view.app)->wrap;
		textbox_set(&to->box, &to->report, false);
	}
	rules = diff_rules_open(&p->view.arena,
				assets ? assets : &ASSETS_BUILTIN, &err);
	if (!rules)
		app_say_error(p->view.app, &err);
	diff_make(&p->diff, &p->view.arena, rules, &p->pane[DIFF_OLD].report,
		  &p->pane[DIFF_NEWER].report);
	p->signs = false;
	index_entries(p);
	pair_find(p, str_of(p->word));
}

bool pair_load(struct pair *p, int64_t report, int64_t other, uint32_t off)
{
	struct pair_pane pane[DIFF_SIDES] = {0}, swap;
	struct arena a = {0};
	struct error err;

	error_clear(&err);
	if (!load_pane(p, &pane[DIFF_NEWER], &a, report, &err) ||
	    !load_pane(p, &pane[DIFF_OLD], &a, other, &err)) {
		arena_release(&a);
		app_say_error(p->view.app, &err);
		return false;
	}
	p->focus = DIFF_NEWER;
	if (is_earlier(&pane[DIFF_NEWER].row, &pane[DIFF_OLD].row)) {
		swap = pane[DIFF_OLD];
		pane[DIFF_OLD] = pane[DIFF_NEWER];
		pane[DIFF_NEWER] = swap;
		p->focus = DIFF_OLD;
	}
	take(p, a, pane);
	pair_go(p, off);
	return true;
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_PAIR;
}

static enum view_result open_reader(struct pair *p)
{
	struct pair_pane *pane = &p->pane[p->focus];
	struct app *app = p->view.app;
	struct view *v = reader_view(app, pane->row.id, pane->at);

	if (v) {
		/* back from there leads here, as from the library */
		app_jump_from(app, (struct app_place){0, 0});
		app_push(app, v);
	}
	return VIEW_HANDLED;
}

static void choose_other(struct pair *p)
{
	const struct pair_pane *pane = &p->pane[p->focus];

	struct view *v = pair_choose(p->view.app, p, pane->row.id, pane->at);

	if (v)
		app_push(p->view.app, v);
}

static void toggle_lock(struct pair *p)
{
	p->unlocked = !p->unlocked;
	app_say(p->view.app, str_of(p->unlocked ? _("each report scrolls alone")
						: _("both scroll together")));
	if (!p->unlocked)
		pair_go(p, p->pane[p->focus].at);
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct pair *p = (struct pair *)v;

	switch (id) {
	case ACTION_OPEN:
		return open_reader(p);
	case ACTION_BACK:
		return VIEW_CLOSE;
	case ACTION_PAIR:
		choose_other(p);
		return VIEW_HANDLED;
	case ACTION_PAIR_LOCK:
		toggle_lock(p);
		return VIEW_HANDLED;
	case ACTION_MAXIMISE:
		p->maximised = !p->maximised;
		return VIEW_HANDLED;
	case ACTION_PANE_NEXT:
	case ACTION_PANE_PREV:
	case ACTION_LEFT:
	case ACTION_RIGHT:
		p->focus = !p->focus;
		return VIEW_HANDLED;
	default:
		return pair_move(p, id, arg) || pair_search(p, id, arg)
			       ? VIEW_HANDLED
			       : VIEW_IGNORED;
	}
}

static int64_t report_at_hand(const struct view *v)
{
	const struct pair *p = (const struct pair *)v;

	return p->pane[p->focus].row.id;
}

static void close_pair(struct view *v)
{
	release((struct pair *)v);
	view_free(v);
}

static const struct view_ops PAIR_OPS = {
	.name = "pair",
	.contexts = contexts,
	.draw = pair_draw,
	.action = action,
	.status = pair_status,
	.report = report_at_hand,
	.close = close_pair,
};

struct view *pair_new(struct app *app, int64_t report, int64_t other,
		      uint32_t off)
{
	struct pair *p = view_new(sizeof(*p), &PAIR_OPS, app);

	if (pair_load(p, report, other, off))
		return &p->view;
	view_free(&p->view);
	return NULL;
}

struct view *pair_view(struct app *app, int64_t report, uint32_t off)
{
	int64_t other = pair_partner(app, report);

	return other ? pair_new(app, report, other, off)
		     : pair_choose(app, NULL, report, off);
}
