/*
 * Searching. Candidates come from the index, place by place, and each is
 * looked at in its paragraph. A rare query's candidates are all fetched and
 * put in order; a common one's are fetched extent by extent, which lie in the
 * order of age. The first pass is over titles and headings, the second over
 * all text but what the first gave.
 */
#include "db/search.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/index.h"
#include "db/search_parts.h"
#include "db/stmt.h"

enum {
	FEW = 500,
	CHUNK = 256,
	COUNT_CHUNK = 2000,
	EXTENT = 4096,	/* places, mostly */
	LOOK_AFTER = 4, /* extents */
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_late(const struct search *s)
{
	return s->budget_ms > 0 && now_ms() >= s->until;
}

static void start_pass(struct search *s, enum search_pass pass)
{
	s->pass = pass;
	s->source = s->mode == MODE_SCAN ? FROM_REPORTS
		    : s->q->region.len	 ? FROM_ALL
					 : FROM_EXTENTS;
	s->n_extents = s->n_came = 0;
	s->looked = s->all_queued = false;
	s->queue.n = s->at = 0;
	s->range = (struct search_range){0};
	s->n_ranges_done = 0;
	s->started = false;
}

struct search *search_open(struct library *lib, const struct query *q,
			   struct error *err)
{
	struct arena a = {0};
	struct search *s = arena_alloc(&a, sizeof(*s));
	bool current;

	s->a = a;
	s->lib = lib;
	s->c = library_conn(lib);
	s->q = q;
	index_ages(q->year_from, q->year_to, &s->age_from, &s->age_to);
	if (!index_is_current(lib, &current, err)) {
		search_close(s);
		return NULL;
	}
	/* a library in memory has none */
	current = current && s->c->mode != LIBRARY_MEMORY;
	s->misfit = !current && s->c->mode != LIBRARY_MEMORY;
	search_plan(s, current);
	/* to read all the text twice is for a few files */
	if (s->mode == MODE_SCAN && s->c->mode != LIBRARY_MEMORY)
		start_pass(s, PASS_TEXT);
	else
		start_pass(s, PASS_HEADINGS);
	return s;
}

void search_close(struct search *s)
{
	struct arena a;

	if (!s)
		return;
	arena_release(&s->scratch);
	arena_release(&s->about.a);
	a = s->a;
	arena_release(&a);
}

void search_set_budget(struct search *s, int budget_ms)
{
	s->budget_ms = budget_ms;
}

void search_set_most_per_report(struct search *s, uint32_t most)
{
	s->most_per_report = most;
}

bool search_found_misfit(const struct search *s)
{
	return s->misfit;
}

/* ---- candidates ------------------------------------------------------- */

/* Places in [from, to] that the index gives, at most `most`, to `out`. */
static bool fetch(struct search *s, int64_t from, int64_t to, uint32_t most,
		  struct error *err)
{
	enum stmt_id id = s->pass == PASS_HEADINGS ? STMT_HEADING_FIND
			  : s->mode == MODE_CHARS  ? STMT_CHARS_FIND
						   : STMT_PAIRS_FIND;
	struct sqlite3_stmt *st = stmt_use(s->c, id, err);
	int rc;

	s->places.n = 0;
	if (!st)
		return false;
	stmt_text(s->c, st, ":match", s->match);
	stmt_int(s->c, st, ":from", from);
	stmt_int(s->c, st, ":to", to);
	stmt_int(s->c, st, ":most", most);
	while ((rc = stmt_step(s->c, st, err)) == 1)
		*ARRAY_PUSH(&s->a, &s->places) = stmt_col_int(st, 0);
	return rc == 0;
}

/* The report that a place belongs to, in s->row; report 0 for none. */
static bool resolve(struct search *s, int64_t place, struct error *err)
{
	struct index_row *row = &s->row;
	struct sqlite3_stmt *st;

	if (row->report && place >= row->first && place < row->first + row->n)
		return true;
	st = stmt_use(s->c, STMT_INDEXED_AT, err);
	if (!st)
		return false;
	stmt_int(s->c, st, ":place", place);
	if (!index_take_row(s->c, st, row, err))
		return false;
	if (row->report && place >= row->first + row->n)
		row->report = 0;
	return true;
}

/* A place as candidates: a paragraph, or all of a report. */
static bool push(struct search *s, int64_t place, struct error *err)
{
	struct candidate *c;

	if (!resolve(s, place, err))
		return false;
	if (!s->row.report) {
		s->misfit = true;
		return true;
	}
	if (s->row.age < s->age_from || s->row.age > s->age_to)
		return true;
	c = ARRAY_PUSH(&s->a, &s->queue);
	c->report = s->row.report;
	c->age = s->row.age;
	c->place = place;
	c->n = (uint32_t)(place - s->row.first) + 1;
	c->end = c->n + 1;
	if (s->mode == MODE_CHARS && s->pass == PASS_TEXT)
		c->end = (uint32_t)s->row.n + 1;
	return true;
}

static bool push_all(struct search *s, struct error *err)
{
	s->queue.n = s->at = 0;
	for (size_t i = 0; i < s->places.n; i++)
		if (!push(s, s->places.items[i], err))
			return false;
	return true;
}

static int by_age(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->age != y->age)
		return x->age < y->age ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* The next extent of the years asked for; `done` behind the last. */
static bool next_extent(struct search *s, bool *done, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(s->c, STMT_EXTENT_NEXT, err);
	struct search_range *r = &s->range;
	int rc;

	if (!st)
		return false;
	stmt_int(s->c, st, ":age", s->started ? r->age : s->age_from);
	stmt_int(s->c, st, ":first", s->started ? r->first : -1);
	s->started = true;
	rc = stmt_step(s->c, st, err);
	*done = true;
	if (rc != 1)
		return rc == 0;
	r->first = r->from = stmt_col_int(st, 0);
	r->to = r->first + stmt_col_int(st, 1) - 1;
	r->age = stmt_col_int(st, 2);
	*done = r->age > s->age_to;
	stmt_done(st);
	return true;
}

static bool next_range(struct search *s, bool *done, struct error *err)
{
	if (s->source == FROM_EXTENTS)
		return next_extent(s, done, err);
	*done = s->n_ranges_done == s->ranges.n;
	if (!*done)
		s->range = s->ranges.items[s->n_ranges_done++];
	return true;
}

static bool is_behind(const struct search_range *r, const struct candidate *c)
{
	return c->age > r->age || (c->age == r->age && c->place > r->to);
}

/* All that the index gives, in order, but what the extents gave already. False
 * in *few when it is too much. */
static bool queue_all(struct search *s, bool *few, struct error *err)
{
	size_t n = 0;

	if (!fetch(s, 1, INT64_MAX, FEW + 1, err))
		return false;
	*few = s->places.n <= FEW;
	if (!*few)
		return true;
	if (!push_all(s, err))
		return false;
	for (size_t i = 0; i < s->queue.n; i++)
		if (!s->n_extents || is_behind(&s->range, &s->queue.items[i]))
			s->queue.items[n++] = s->queue.items[i];
	s->queue.n = n;
	if (n)
		qsort(s->queue.items, n, sizeof(*s->queue.items), by_age);
	return true;
}

/* After some extents: do the rest hold so little that it is had at once? A
 * common query never comes here, a rare one at the first chance. */
static bool look_at_rest(struct search *s, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(s->c, STMT_EXTENT_END, err);
	int64_t extents = 0;
	bool few = false;

	if (!st)
		return false;
	if (stmt_step(s->c, st, err) == 1)
		extents = stmt_col_int(st, 0) / EXTENT + 1;
	stmt_done(st);
	if ((int64_t)s->n_came * extents / (int64_t)s->n_extents > FEW * 4 / 5)
		return true;
	s->looked = true;
	if (!queue_all(s, &few, err))
		return false;
	s->all_queued = few;
	return true;
}

static bool is_time_to_look(const struct search *s)
{
	size_t n = s->n_extents;

	return s->source == FROM_EXTENTS && !s->looked && n >= LOOK_AFTER &&
	       (n & (n - 1)) == 0;
}

/* Some more candidates of a common query, from the range at hand. */
static bool refill_from_ranges(struct search *s, bool *done, struct error *err)
{
	struct search_range *r = &s->range;

	*done = s->all_queued;
	if (*done)
		return true;
	if (r->from > r->to || !s->started) {
		if (is_time_to_look(s)) {
			if (!look_at_rest(s, err))
				return false;
			if (s->all_queued)
				return true;
		}
		if (!next_range(s, done, err) || *done)
			return *done;
		s->n_extents++;
	}
	s->started = true;
	if (!fetch(s, r->from, r->to, CHUNK, err))
		return false;
	if (s->places.n < CHUNK)
		r->from = r->to + 1;
	else
		r->from = s->places.items[s->places.n - 1] + 1;
	s->n_came += s->places.n;
	return push_all(s, err);
}

/* The first look, before a region's reports: are there few? */
static bool refill_from_all(struct search *s, bool *done, struct error *err)
{
	bool few;

	*done = s->started;
	if (*done)
		return true;
	if (!queue_all(s, &few, err))
		return false;
	s->started = few;
	if (few)
		return true;
	s->source = FROM_RANGES;
	return search_list_ranges(s, err);
}

/* No index: every report, all of it. */
static bool refill_from_reports(struct search *s, bool *done, struct error *err)
{
	*done = s->started;
	s->started = true;
	return *done || search_list_reports(s, err);
}

static bool refill_count(struct search *s, bool *done, struct error *err)
{
	*done = s->started;
	if (*done)
		return true;
	if (!fetch(s, s->range.from, INT64_MAX, COUNT_CHUNK, err))
		return false;
	s->started = s->places.n < COUNT_CHUNK;
	if (s->places.n)
		s->range.from = s->places.items[s->places.n - 1] + 1;
	return push_all(s, err);
}

static bool refill(struct search *s, bool *done, struct error *err)
{
	switch (s->source) {
	case FROM_ALL:
		return refill_from_all(s, done, err);
	case FROM_REPORTS:
		return refill_from_reports(s, done, err);
	case FROM_COUNT:
		return refill_count(s, done, err);
	default:
		return refill_from_ranges(s, done, err);
	}
}

/* The next candidate paragraph; SEARCH_MORE with n = 0: no time is left. */
static enum search_state next_candidate(struct search *s, struct candidate *out,
					struct error *err)
{
	bool done = false;

	out->n = 0;
	while (s->at >= s->queue.n) {
		if (is_late(s))
			return SEARCH_MORE;
		s->queue.n = s->at = 0;
		if (!refill(s, &done, err))
			return SEARCH_FAILED;
		if (done)
			return SEARCH_END;
	}
	*out = s->queue.items[s->at];
	if (++s->queue.items[s->at].n == s->queue.items[s->at].end)
		s->at++;
	return SEARCH_MORE;
}

/* ---- hits ------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int64_t key_of(const struct candidate *c)
{
	return c->report << 24 | c->n;
}

/* Was it given by the pass over headings? */
static bool is_given(const struct search *s, const struct candidate *c)
{
	int64_t key = key_of(c);

	return s->given.n && bsearch(&key, s->given.items, s->given.n,
				     sizeof(key), by_value) != NULL;
}

static void end_headings(struct search *s)
{
	if (s->given.n)
		qsort(s->given.items, s->given.n, sizeof(*s->given.items),
		      by_value);
	start_pass(s, PASS_TEXT);
}

/* Is the report said often enough on this page? */
static bool is_crowded(struct search *s, const struct candidate *c)
{
	if (s->run_report != c->report || s->run_pass != s->pass) {
		s->run_report = c->report;
		s->run_pass = s->pass;
		s->run = 0;
	}
	return s->most_per_report && s->run >= s->most_per_report;
}

/* Goes on to behind a report of which enough was given. */
static void skip_report(struct search *s, const struct candidate *c)
{
	int64_t end = s->row.first + s->row.n;

	while (s->at < s->queue.n && s->queue.items[s->at].report == c->report)
		s->at++;
	if (s->row.report == c->report && s->range.from > s->row.first &&
	    s->range.from < end && s->source != FROM_ALL)
		s->range.from = end;
}

static bool take(struct search *s, struct arena *a, const struct candidate *c,
		 struct search_hits *hits, struct error *err)
{
	struct search_hit hit = {0};
	bool matches;

	if (s->pass == PASS_TEXT && is_given(s, c))
		return true;
	if (is_crowded(s, c)) {
		skip_report(s, c);
		return true;
	}
	if (!search_look(s, a, c, &hit, &matches, err))
		return false;
	if (!matches)
		return true;
	s->run++;
	if (s->pass == PASS_HEADINGS)
		*ARRAY_PUSH(&s->a, &s->given) = key_of(c);
	*ARRAY_PUSH(a, hits) = hit;
	return true;
}

/* All of a call sees one moment of the library, and takes one lock. */
static bool enter(struct search *s, struct scope *scope, struct error *err)
{
	s->until = now_ms() + s->budget_ms;
	return conn_enter(s->c, scope, false, err);
}

static enum search_state leave(struct search *s, const struct scope *scope,
			       enum search_state state, struct error *err)
{
	if (!conn_leave(s->c, scope, state != SEARCH_FAILED, err))
		return SEARCH_FAILED;
	return state;
}

static enum search_state fill_page(struct search *s, struct arena *a,
				   struct search_hits *hits, size_t most,
				   struct error *err)
{
	size_t from = hits->n;
	enum search_state state = SEARCH_MORE;
	struct candidate c;

	while (hits->n - from < most) {
		state = next_candidate(s, &c, err);
		if (state == SEARCH_END && s->pass == PASS_HEADINGS) {
			end_headings(s);
			continue;
		}
		if (state != SEARCH_MORE || !c.n)
			break;
		if (!take(s, a, &c, hits, err))
			state = SEARCH_FAILED;
		arena_reset(&s->scratch);
		if (state == SEARCH_FAILED || is_late(s))
			break;
	}
	search_order_page(hits, from);
	return state;
}

enum search_state search_page(struct search *s, struct arena *a,
			      struct search_hits *hits, size_t most,
			      struct error *err)
{
	struct scope scope;

	if (!enter(s, &scope, err))
		return SEARCH_FAILED;
	return leave(s, &scope, fill_page(s, a, hits, most, err), err);
}

/* ---- counting --------------------------------------------------------- */

static bool count_one(struct search *s, const struct candidate *c,
		      struct error *err)
{
	bool matches = true;

	/* a pair of characters stands in its paragraph, or the index lies */
	if (!(s->exact && s->mode != MODE_SCAN) &&
	    !search_matches(s, c, &matches, err))
		return false;
	if (s->exact && s->mode != MODE_SCAN && s->q->region.len &&
	    !search_is_region(s, c->report, &matches, err))
		return false;
	if (!matches)
		return true;
	s->counts.paras++;
	if (s->counted_report != c->report)
		s->counts.reports++;
	s->counted_report = c->report;
	return true;
}

static void start_counting(struct search *s)
{
	if (s->counting)
		return;
	s->counting = true;
	search_plan_count(s);
	start_pass(s, PASS_TEXT);
	s->range.from = 1;
	if (s->mode != MODE_SCAN)
		s->source = FROM_COUNT;
}

static enum search_state count_some(struct search *s, struct error *err)
{
	enum search_state state;
	struct candidate c;

	while ((state = next_candidate(s, &c, err)) == SEARCH_MORE && c.n) {
		if (!count_one(s, &c, err))
			state = SEARCH_FAILED;
		arena_reset(&s->scratch);
		if (state == SEARCH_FAILED || is_late(s))
			break;
	}
	return state;
}

enum search_state search_count(struct search *s, struct search_counts *counts,
			       struct error *err)
{
	enum search_state state = SEARCH_FAILED;
	struct scope scope;

	start_counting(s);
	if (enter(s, &scope, err))
		state = leave(s, &scope, count_some(s, err), err);
	*counts = s->counts;
	return state;
}
