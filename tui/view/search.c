/*
 * The search over all reports, as it is typed. The first hits come with the
 * key, the rest and the count a little at a time when no key waits; another
 * key drops all of it.
 */
#include <stdio.h>

#include "core/base/utf8.h"
#include "core/indicator.h"

#include "tui/view/reader.h"
#include "tui/view/search_rows.h"

enum {
	FIRST_MS = 20, /* with the key */
	WORK_MS = 10   /* at a time, later */
};

static const struct view_ops FINDER_OPS;

static struct library *lib_of(const struct finder *f)
{
	return app_setup(f->view.app)->lib;
}

static void forget(struct finder *f)
{
	search_close(f->search);
	search_close(f->counter);
	f->search = f->counter = NULL;
	arena_reset(&f->found);
	f->hits = (struct search_hits){0};
	f->rows.items = NULL;
	f->rows.n = f->rows.cap = 0;
	f->offers = (struct typo_words){0};
	f->counts = (struct search_counts){0};
	f->counted = f->asked = f->offered = false;
	f->list = (struct list){0};
	f->wanted = FINDER_PAGE;
	error_clear(&f->err);
}

/* From the first Han character or the second letter on. */
static bool is_worth(struct str typed)
{
	size_t n, len;

	typed = str_trim(typed);
	n = utf8_count(typed);
	return n > 1 || (n == 1 && key_is_han(utf8_decode(typed, 0, &len)));
}

static void fail(struct finder *f, const struct error *err)
{
	search_close(f->search);
	search_close(f->counter);
	f->search = f->counter = NULL;
	app_say_error(f->view.app, err);
}

/* Some more hits, within the budget. */
static void fetch(struct finder *f, int budget_ms)
{
	size_t from = f->hits.n;
	enum search_state state;
	struct error err;

	error_clear(&err);
	search_set_budget(f->search, budget_ms);
	state = search_page(f->search, &f->found, &f->hits, f->wanted - from,
			    &err);
	finder_add_rows(f, from);
	if (state == SEARCH_FAILED)
		fail(f, &err);
	if (state != SEARCH_END)
		return;
	search_close(f->search);
	f->search = NULL;
}

static void begin(struct finder *f, int budget_ms)
{
	struct error err;

	error_clear(&err);
	f->asked = true;
	f->search = search_open(lib_of(f), &f->query, &err);
	f->counter = f->search ? search_open(lib_of(f), &f->query, &err) : NULL;
	if (!f->counter) {
		fail(f, &err);
		return;
	}
	search_set_most_per_report(f->search, FINDER_PER_REPORT);
	fetch(f, budget_ms);
}

static void set_query(struct finder *f, struct str typed, int budget_ms)
{
	typed.len = utf8_cut(typed, FINDER_QUERY - 1);
	if (typed.len)
		memmove(f->typed, typed.p, typed.len);
	f->typed[typed.len] = 0;
	forget(f);
	if (!is_worth(str_of(f->typed)))
		return;
	if (query_parse(&f->query, &f->found, str_of(f->typed), &f->err_at,
			&f->err))
		begin(f, budget_ms);
}

static void typed(void *data, struct str text)
{
	set_query(data, text, FIRST_MS);
}

static void done(void *data, struct str text, bool accepted)
{
	struct finder *f = data;

	if (!accepted && !str_eq(text, str_of(f->typed_before)))
		set_query(f, str_of(f->typed_before), FIRST_MS);
}

bool search_is(const struct view *v)
{
	return v && v->ops == &FINDER_OPS;
}

void search_ask(struct view *v, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = N_("all reports"),
		.sign = '/',
		.on_change = typed,
		.on_done = done,
	};
	struct finder *f = (struct finder *)v;

	memcpy(f->typed_before, f->typed, FINDER_QUERY);
	app_prompt(v->app, &ops, f, initial.len ? initial : str_of(f->typed));
	if (initial.len)
		typed(f, initial);
}

/* ---- going to a hit --------------------------------------------------- */

/* The query's words, one a line, as the reader highlights them. */
static void words_of(const struct query *q, struct buf *out)
{
	for (size_t i = 0; i < q->terms.n; i++) {
		const struct query_term *t = &q->terms.items[i];

		for (size_t k = 0; !t->excluded && k < t->forms.n; k++) {
			if (out->len)
				buf_addc(out, '\n');
			buf_add(out,
				t->forms.n > 1 ? t->forms.items[k] : t->typed);
		}
	}
}

static void open_hit(struct finder *f, const struct search_hit *h)
{
	struct app_place here = {APP_PLACE_SEARCH, 0};
	struct action_arg none = {0};
	struct view *v = reader_view(f->view.app, h->report, h->off);
	struct buf words;

	if (!v)
		return;
	buf_init(&words, app_frame(f->view.app));
	words_of(&f->query, &words);
	app_jump_from(f->view.app, here);
	app_push(f->view.app, v);
	if (h->boilerplate)
		app_run(f->view.app, ACTION_BOILERPLATE, &none);
	reader_find(reader_of(v), ACTIVE_SEARCH, buf_str(&words));
	reader_go_row(reader_of(v), h->off, 4);
}

static void open_row(struct finder *f)
{
	const struct finder_row *row;

	if (!f->rows.n)
		return;
	row = &f->rows.items[f->list.cursor];
	if (row->kind == ROW_OFFER)
		set_query(f, f->offers.items[row->hit].word, FIRST_MS);
	else
		open_hit(f, &f->hits.items[row->hit]);
}

/* The next row that heads a report. */
static void next_report(struct finder *f, int step)
{
	int64_t i = (int64_t)f->list.cursor + step;

	while (i >= 0 && i < (int64_t)f->rows.n &&
	       f->rows.items[i].kind != ROW_REPORT)
		i += step;
	if (i >= 0 && i < (int64_t)f->rows.n)
		list_to(&f->list, i);
}

/* ---- the view --------------------------------------------------------- */

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_SEARCH;
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	finder_draw((struct finder *)v, d, r);
}

static void history(struct finder *f, int step)
{
	struct app_place now = {APP_PLACE_SEARCH, 0}, to;
	struct view *v = NULL;

	if (app_history_step(f->view.app, step, now, &to) && to.report > 0)
		v = reader_view(f->view.app, to.report, to.off);
	if (v)
		app_push(f->view.app, v);
	else
		app_say(f->view.app,
			str_of(step < 0 ? _("nothing to go back to")
					: _("nothing to go forward to")));
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct finder *f = (struct finder *)v;

	switch (id) {
	case ACTION_OPEN:
		open_row(f);
		return VIEW_HANDLED;
	case ACTION_SEARCH:
	case ACTION_SEARCH_ALL:
		search_ask(v, arg->text);
		return VIEW_HANDLED;
	case ACTION_REPORT_NEXT:
	case ACTION_REPORT_PREV:
		next_report(f, id == ACTION_REPORT_NEXT ? 1 : -1);
		return VIEW_HANDLED;
	case ACTION_CANCEL:
		return VIEW_CLOSE;
	case ACTION_BACK:
	case ACTION_FORWARD:
		history(f, id == ACTION_BACK ? -1 : 1);
		return VIEW_HANDLED;
	default:
		break;
	}
	if (!list_action(&f->list, id, arg))
		return VIEW_IGNORED;
	/* near the end of what is there: more */
	if (f->search && f->list.cursor + 2 * f->list.rows > f->rows.n)
		f->wanted = f->hits.n + FINDER_PAGE;
	return VIEW_HANDLED;
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	struct finder *f = (struct finder *)v;
	const struct finder_row *row;

	if (!f->rows.n || f->offers.n)
		return;
	row = &f->rows.items[f->list.cursor];
	buf_add(left, f->hits.items[row->hit].title);
	buf_addf(right, "%u/%zu%s", row->hit + 1, f->hits.n,
		 f->search ? "+" : "");
}

static bool count_some(struct finder *f)
{
	enum search_state state;
	struct error err;

	error_clear(&err);
	search_set_budget(f->counter, WORK_MS);
	state = search_count(f->counter, &f->counts, &err);
	if (state == SEARCH_FAILED) {
		fail(f, &err);
		return true;
	}
	if (state == SEARCH_END) {
		f->counted = true;
		if (search_found_misfit(f->counter))
			app_say(f->view.app,
				str_of(_(
					"the search index does not fit the text: hsview update makes it anew")));
		search_close(f->counter);
		f->counter = NULL;
	}
	return true;
}

static bool look_for_offers(struct finder *f)
{
	const struct assets *assets = app_setup(f->view.app)->assets;
	const struct indicators *known = indicators_open(
		&f->found, assets ? assets : &ASSETS_BUILTIN, NULL);

	f->offered = true;
	offers_find(lib_of(f), &f->found, &f->query, known, &f->offers, NULL);
	finder_add_offers(f);
	return f->offers.n > 0;
}

static bool work(struct view *v)
{
	struct finder *f = (struct finder *)v;

	if (f->search && f->hits.n < f->wanted) {
		fetch(f, WORK_MS);
		return true;
	}
	if (f->counter)
		return count_some(f);
	if (f->asked && !f->search && !f->hits.n && !f->offered &&
	    f->err.code == ERR_NONE)
		return look_for_offers(f);
	return false;
}

/* The library changed: the same search, the cursor where it was. */
static void reload(struct view *v)
{
	struct finder *f = (struct finder *)v;
	char typed_now[FINDER_QUERY];
	struct list list = f->list;

	memcpy(typed_now, f->typed, FINDER_QUERY);
	set_query(f, str_of(typed_now), FIRST_MS);
	list_set(&f->list, (uint32_t)f->rows.n, list.rows);
	list_to(&f->list, list.cursor);
}

static void close_finder(struct view *v)
{
	struct finder *f = (struct finder *)v;

	forget(f);
	arena_release(&f->found);
	view_free(v);
}

static const struct view_ops FINDER_OPS = {
	.name = "search",
	.contexts = contexts,
	.draw = draw,
	.action = action,
	.status = status,
	.work = work,
	.reload = reload,
	.close = close_finder,
};

struct view *search_view(struct app *app)
{
	struct finder *f = view_new(sizeof(*f), &FINDER_OPS, app);

	error_clear(&f->err);
	f->wanted = FINDER_PAGE;
	return &f->view;
}
