/*
 * What the ledger lists: fetched for a year, filtered, sorted, put under the
 * headings of the report that plans it.
 */
#include <stdlib.h>

#include "core/base/fold.h"
#include "core/wrap.h"

#include "db/metrics.h"

#include "tui/view/ledger.h"

struct list *ledger_list(struct ledger_desk *l)
{
	return &l->list[l->which];
}

const struct ledger_line *ledger_line_at(const struct ledger_desk *l,
					 uint32_t i)
{
	return i < l->lines.n ? &l->lines.items[i] : NULL;
}

static const struct ledger_line *line_here(const struct ledger_desk *l)
{
	const struct ledger_line *line =
		ledger_line_at(l, l->list[l->which].cursor);

	return line && !line->heading ? line : NULL;
}

const struct ledger_row *ledger_row_here(const struct ledger_desk *l)
{
	const struct ledger_line *line = line_here(l);

	return line && l->which == LEDGER_FIGURES
		       ? &l->ledger.rows.items[line->at]
		       : NULL;
}

const struct promise *ledger_promise_here(const struct ledger_desk *l)
{
	const struct ledger_line *line = line_here(l);

	return line && l->which == LEDGER_PROMISES
		       ? &l->promises.items[line->at]
		       : NULL;
}

/* Both texts: for headings, and for what is promised without a figure. */
static void load_texts(struct ledger_desk *l)
{
	struct app *app = l->view.app;
	struct library *lib = app_setup(app)->lib;
	const struct assets *assets = app_setup(app)->assets;
	struct promise_rules *rules;
	struct error err;

	error_clear(&err);
	if (!l->ledger.plan)
		return;
	rules = promise_rules_open(&l->arena, assets ? assets : &ASSETS_BUILTIN,
				   &err);
	if (!rules || !metrics_load_report(lib, &l->arena, l->ledger.plan->id,
					   &l->plan, &l->figures, &err)) {
		app_say_error(app, &err);
		l->plan = (struct report){0};
		return;
	}
	promises_find(&l->promises, &l->arena, rules, &l->plan, &l->figures);
	if (!l->ledger.next)
		return;
	if (!reports_load(lib, &l->arena, l->ledger.next->id, &l->next, &err)) {
		app_say_error(app, &err);
		return;
	}
	l->matches =
		promises_match(&l->arena, &l->plan, &l->promises, &l->next);
}

void ledger_load(struct ledger_desk *l, unsigned year)
{
	series_pane_release(&l->pane);
	arena_reset(&l->arena);
	l->year = year;
	l->ledger = (struct ledger){0};
	l->plan = l->next = (struct report){0};
	l->figures = (struct metrics){0};
	l->promises = (struct promises){0};
	l->matches = NULL;
	ledger_build(&l->ledger, &l->arena, &l->data.table, l->region, year);
	load_texts(l);
	for (int i = 0; i < LEDGER_LISTS; i++)
		l->list[i].cursor = l->list[i].top = 0;
	ledger_lines(l);
}

static bool passes(struct ledger_desk *l, struct str text)
{
	struct arena *frame = app_frame(l->view.app);
	struct str rest = str_of(l->words), word;
	struct folded hay, needle;

	if (!rest.len)
		return true;
	fold(&hay, frame, text);
	while (str_split(&rest, ' ', &word)) {
		fold(&needle, frame, word);
		if (needle.bytes.len &&
		    str_find(hay.bytes, needle.bytes, 0) < 0)
			return false;
	}
	return true;
}

/* The heading of a row: its section, or for what another report named, that
 * report. */
static struct str heading_of(struct ledger_desk *l, const struct observation *o,
			     uint32_t section)
{
	const struct series_source *s =
		o ? &l->data.table.from->sources.items[o->source] : NULL;

	if (s && s != l->ledger.plan) {
		struct buf b;

		buf_init(&b, &l->lines_arena);
		series_source_name(&b, s);
		return buf_str(&b);
	}
	return section < l->plan.sections.n
		       ? l->plan.sections.items[section].title
		       : STR_NULL;
}

static void push(struct ledger_desk *l, struct str heading, uint32_t at)
{
	struct ledger_line *line;
	struct str before = STR_NULL;

	for (size_t i = l->lines.n; i-- > 0 && !before.p;)
		if (l->lines.items[i].heading)
			before = l->lines.items[i].title;
	if (heading.len && !str_eq(heading, before)) {
		line = ARRAY_PUSH(&l->lines_arena, &l->lines);
		line->heading = true;
		line->title = heading;
	}
	line = ARRAY_PUSH(&l->lines_arena, &l->lines);
	line->at = at;
}

struct fate_key {
	int fate;
	uint32_t at;
};

static int by_fate(const void *a, const void *b)
{
	const struct fate_key *x = a, *y = b;

	if (x->fate != y->fate)
		return x->fate - y->fate;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* Missed first; sorted by fate there are no headings. */
static int fate_rank(const struct ledger_row *row)
{
	static const int RANK[VERDICT_COUNT] = {
		[VERDICT_MISSED] = 0,
		[VERDICT_NEAR] = 1,
		[VERDICT_MET] = 3,
		[VERDICT_INCOMPARABLE] = 4,
		[VERDICT_NO_ACHIEVEMENT] = 2,
		[VERDICT_NO_TARGET] = 5,
	};

	return RANK[row->cell->answer.verdict];
}

static void figure_lines(struct ledger_desk *l)
{
	size_t n = l->ledger.rows.n;
	struct fate_key *keys =
		arena_calloc(&l->lines_arena, n + 1, sizeof(*keys));
	bool sorted = l->order == LEDGER_BY_FATE;

	for (size_t i = 0; i < n; i++)
		keys[i] = (struct fate_key){
			sorted ? fate_rank(&l->ledger.rows.items[i]) : 0,
			(uint32_t)i};
	if (n)
		qsort(keys, n, sizeof(*keys), by_fate);
	for (size_t i = 0; i < n; i++) {
		const struct ledger_row *row =
			&l->ledger.rows.items[keys[i].at];
		struct buf b;

		buf_init(&b, app_frame(l->view.app));
		series_label(&b, row->row, false);
		if (passes(l, buf_str(&b)))
			push(l,
			     sorted ? STR_NULL
				    : heading_of(l, row->target,
						 row->target->m.section),
			     keys[i].at);
	}
}

static void promise_lines(struct ledger_desk *l)
{
	for (size_t i = 0; i < l->promises.n; i++) {
		const struct promise *p = &l->promises.items[i];

		if (passes(l, str_sub(l->plan.text.bytes, p->at.off,
				      (size_t)p->at.off + p->at.len)))
			push(l, heading_of(l, NULL, p->section), (uint32_t)i);
	}
}

void ledger_lines(struct ledger_desk *l)
{
	struct list *list = ledger_list(l);

	arena_reset(&l->lines_arena);
	l->lines.items = NULL;
	l->lines.n = l->lines.cap = 0;
	if (l->which == LEDGER_FIGURES)
		figure_lines(l);
	else
		promise_lines(l);
	list_set(list, (uint32_t)l->lines.n, list->rows);
	if (list->cursor == 0 && l->lines.n > 1 && l->lines.items[0].heading)
		list_to(list, 1); // a heading is no target
}
