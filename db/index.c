/*
 * Keeping the search index. Each way through a report (into the index, out of
 * it, only to look) is the same walk over its paragraphs, so that what goes
 * out is what went in.
 */
#include "db/index.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "core/base/fold.h"
#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/index_walk.h"
#include "db/reports.h"
#include "db/stmt.h"

enum {
	EXTENT = 4096,	   /* places */
	REBUILD_STEP = 64, /* reports in one transaction */
	MONTHS = 16,
	TIDY_LEAST = 20, /* new reports */
};
static const int64_t VERSION = INDEX_VERSION;
static const int64_t AGE_MAX = 1 << 20;

void index_want(struct conn *c, int64_t id)
{
	/* files named on the command line are read once, not searched often */
	if (c->mode != LIBRARY_MEMORY)
		*ARRAY_PUSH(&c->arena, &c->wanted) = id;
}

void index_drop_wanted(struct conn *c)
{
	c->wanted.n = 0;
}

static uint32_t digits(struct str s, size_t from, size_t n)
{
	unsigned v = 0;

	return str_to_u32(str_sub(s, from, from + n), &v) ? v : 0;
}

/* Reports of a year by the month of their date in it; a later date counts as
 * its end, an earlier or unknown one as its start. */
static int64_t age_of(unsigned year, struct str date)
{
	unsigned date_year = digits(date, 0, 4), month = digits(date, 5, 2);

	if (date_year != year)
		month = date_year > year ? MONTHS - 1 : 0;
	else if (month > 12)
		month = 0;
	return AGE_MAX - ((int64_t)year * MONTHS + month);
}

void index_ages(unsigned year_from, unsigned year_to, int64_t *from,
		int64_t *to)
{
	*from = AGE_MAX - ((int64_t)year_to * MONTHS + MONTHS - 1);
	*to = AGE_MAX - (int64_t)year_from * MONTHS;
}

static bool read_version(struct conn *c, int64_t *version, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_INDEX_VERSION, err);
	int rc;

	*version = 0;
	if (!st)
		return false;
	rc = stmt_step(c, st, err);
	if (rc == 1) {
		*version = stmt_col_int(st, 0);
		stmt_done(st);
	}
	return rc >= 0;
}

static bool set_version(struct conn *c, int64_t version, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_INDEX_VERSION_SET, err);

	if (!st)
		return false;
	stmt_int(c, st, ":version", version);
	return stmt_run(c, st, err);
}

static bool write_entry(struct conn *c, enum stmt_id id, int64_t place,
			struct str text, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, id, err);

	if (!st)
		return false;
	stmt_int(c, st, ":place", place);
	stmt_text(c, st, ":text", text);
	return stmt_run(c, st, err);
}

/* Into the index or out of it. */
struct writer {
	struct conn *c;
	int64_t first;
	bool out;
};

static bool write_para(void *data, const struct index_para *p,
		       struct error *err)
{
	struct writer *w = data;
	int64_t place = w->first + p->n - 1;

	return write_entry(w->c, w->out ? STMT_PAIRS_REMOVE : STMT_PAIRS_ADD,
			   place, p->folded, err) &&
	       (!p->heading.len ||
		write_entry(w->c,
			    w->out ? STMT_HEADING_REMOVE : STMT_HEADING_ADD,
			    place, p->heading, err));
}

static bool write_report(struct writer *w, int64_t id,
			 struct index_totals *totals, struct error *err)
{
	struct index_walk walk = {.c = w->c, .para = write_para, .data = w};
	bool ok = index_walk_rows(&walk, id, err) &&
		  write_entry(w->c, w->out ? STMT_CHARS_REMOVE : STMT_CHARS_ADD,
			      w->first, index_walk_chars(&walk), err);

	*totals = walk.totals;
	index_walk_release(&walk);
	return ok;
}

bool index_find(struct conn *c, int64_t report, struct index_row *row,
		struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_INDEXED_OF, err);

	*row = (struct index_row){0};
	if (!st)
		return false;
	stmt_int(c, st, ":id", report);
	return index_take_row(c, st, row, err);
}

bool index_take_row(struct conn *c, struct sqlite3_stmt *st,
		    struct index_row *row, struct error *err)
{
	int rc = stmt_step(c, st, err);

	*row = (struct index_row){0};
	if (rc != 1)
		return rc == 0;
	row->first = stmt_col_int(st, 0);
	row->report = stmt_col_int(st, 1);
	row->n = stmt_col_int(st, 2);
	row->age = stmt_col_int(st, 3);
	row->chars = stmt_col_int(st, 4);
	row->sum = stmt_col_int(st, 5);
	stmt_done(st);
	/* a stranger's library */
	if (row->first < 1 || row->first > INT64_MAX / 2 || row->n < 1 ||
	    row->n > REPORT_PARAS_MAX)
		return conn_corrupt(c, err);
	return true;
}

static bool run_with_id(struct conn *c, enum stmt_id stmt, int64_t id,
			struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, stmt, err);

	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	return stmt_run(c, st, err);
}

bool index_forget(struct conn *c, int64_t id, struct error *err)
{
	struct index_totals totals;
	struct index_row row;
	struct writer w = {.c = c, .out = true};
	int64_t version;

	if (!index_find(c, id, &row, err) || !read_version(c, &version, err))
		return false;
	if (!row.report)
		return true;
	w.first = row.first;
	/* What another version put in cannot be taken out one by one; entries
	 * that no report answers to are passed over. */
	return (version != VERSION || write_report(&w, id, &totals, err)) &&
	       run_with_id(c, STMT_INDEXED_REMOVE, id, err);
}

/* ---- putting in ------------------------------------------------------- */

struct want {
	int64_t id, age, n, first;
};

/* Is the report there, and not in the index yet? */
static bool look_up(struct conn *c, struct want *w, bool *is_due,
		    struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_INDEX_ABOUT, err);
	struct arena a = {0};
	int rc;

	*is_due = false;
	if (!st)
		return false;
	stmt_int(c, st, ":id", w->id);
	rc = stmt_step(c, st, err);
	if (rc == 1) {
		w->age = age_of(stmt_col_u32(st, 0, UINT16_MAX),
				stmt_col_text(st, 1, &a));
		w->n = stmt_col_u32(st, 2, REPORT_PARAS_MAX);
		w->n = w->n ? w->n : 1;
		*is_due = stmt_col_int(st, 3) == 0;
		stmt_done(st);
	}
	arena_release(&a);
	return rc >= 0;
}

static bool open_extent(struct conn *c, const struct want *w, int64_t *first,
			struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_EXTENT_END, err);
	int rc;

	if (!st)
		return false;
	rc = stmt_step(c, st, err);
	*first = rc == 1 ? stmt_col_int(st, 0) : 1;
	stmt_done(st);
	if (rc < 0)
		return false;
	if (*first < 1 || *first > INT64_MAX / 2)
		return conn_corrupt(c, err);
	st = stmt_use(c, STMT_EXTENT_ADD, err);
	if (!st)
		return false;
	stmt_int(c, st, ":first", *first);
	stmt_int(c, st, ":size", w->n > EXTENT ? w->n : EXTENT);
	stmt_int(c, st, ":age", w->age);
	return stmt_run(c, st, err);
}

/* Where the newest extent of this age has room; else a new one. */
static bool find_place(struct conn *c, struct want *w, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_EXTENT_OF_AGE, err);
	int64_t extent = 0, size = 0, used = 0;
	int rc;

	if (!st)
		return false;
	stmt_int(c, st, ":age", w->age);
	rc = stmt_step(c, st, err);
	if (rc == 1) {
		extent = stmt_col_int(st, 0);
		size = stmt_col_int(st, 1);
		used = stmt_col_int(st, 2);
		stmt_done(st);
	}
	if (rc < 0)
		return false;
	if (rc == 0 || used < 0 || size - used < w->n) {
		used = 0;
		if (!open_extent(c, w, &extent, err))
			return false;
	}
	w->first = extent + used;
	st = stmt_use(c, STMT_EXTENT_USE, err);
	if (!st)
		return false;
	stmt_int(c, st, ":first", extent);
	stmt_int(c, st, ":n", w->n);
	return stmt_run(c, st, err);
}

static bool put_in(struct conn *c, const struct want *w, struct error *err)
{
	struct writer writer = {.c = c, .first = w->first};
	struct index_totals totals;
	struct sqlite3_stmt *st;

	if (!write_report(&writer, w->id, &totals, err))
		return false;
	st = stmt_use(c, STMT_INDEXED_ADD, err);
	if (!st)
		return false;
	stmt_int(c, st, ":first", w->first);
	stmt_int(c, st, ":report", w->id);
	stmt_int(c, st, ":n", w->n);
	stmt_int(c, st, ":age", w->age);
	stmt_int(c, st, ":chars", totals.chars);
	stmt_int(c, st, ":sum", (int64_t)totals.sum);
	return stmt_run(c, st, err);
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int by_place(const void *a, const void *b)
{
	const struct want *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* FTS5 writes a segment whenever places fall, so they only rise. */
static bool settle(struct conn *c, struct arena *a, struct error *err)
{
	struct want *wants = arena_calloc(a, c->wanted.n, sizeof(*wants));
	size_t n = 0;

	qsort(c->wanted.items, c->wanted.n, sizeof(int64_t), by_id);
	for (size_t i = 0; i < c->wanted.n; i++) {
		struct want *w = &wants[n];
		bool is_due;

		w->id = c->wanted.items[i];
		if (i && w->id == c->wanted.items[i - 1])
			continue;
		if (!look_up(c, w, &is_due, err))
			return false;
		if (!is_due)
			continue;
		if (!find_place(c, w, err))
			return false;
		n++;
	}
	qsort(wants, n, sizeof(*wants), by_place);
	for (size_t i = 0; i < n; i++)
		if (!put_in(c, &wants[i], err))
			return false;
	return true;
}

bool index_settle(struct conn *c, struct error *err)
{
	struct arena a = {0};
	bool ok;

	if (!c->wanted.n)
		return true;
	ok = settle(c, &a, err);
	c->wanted.n = 0;
	arena_release(&a);
	return ok;
}

bool index_is_same(struct conn *c, int64_t id, const struct report *r,
		   bool *same, struct error *err)
{
	struct index_walk walk = {.c = c};
	struct index_row row;
	int64_t version;

	*same = false;
	if (!index_find(c, id, &row, err) || !read_version(c, &version, err))
		return false;
	if (!row.report || version != VERSION ||
	    row.n != (int64_t)(r->paras.n ? r->paras.n : 1) ||
	    row.age != age_of(r->meta.year, r->meta.date))
		return true;
	index_walk_report(&walk, r);
	*same = (int64_t)walk.totals.sum == row.sum;
	index_walk_release(&walk);
	return true;
}

/* ---- the whole -------------------------------------------------------- */

bool index_is_current(struct library *lib, bool *current, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st;
	int64_t version;
	int rc;

	*current = false;
	if (!read_version(c, &version, err))
		return false;
	st = stmt_use(c, STMT_INDEX_LAST, err);
	if (!st)
		return false;
	rc = stmt_step(c, st, err);
	*current = rc == 0 || (version == VERSION && stmt_col_int(st, 1) != 0);
	stmt_done(st);
	return rc >= 0;
}

static bool empty_all(struct conn *c, struct error *err)
{
	return set_version(c, -1, err) &&
	       conn_exec(
		       c,
		       "DELETE FROM indexed;"
		       "DELETE FROM extent;"
		       "INSERT INTO pair_index (pair_index) VALUES ('delete-all');"
		       "INSERT INTO char_index (char_index) VALUES ('delete-all');"
		       "INSERT INTO heading_index (heading_index) VALUES ('delete-all')",
		       err);
}

/* The next reports that are not in the index. */
static bool want_some(struct conn *c, bool *more, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_INDEX_MISSING, err);
	int rc;

	if (!st)
		return false;
	stmt_int(c, st, ":most", REBUILD_STEP);
	while ((rc = stmt_step(c, st, err)) == 1)
		index_want(c, stmt_col_int(st, 0));
	*more = c->wanted.n > 0;
	return rc == 0;
}

static bool rebuild_step(struct conn *c, bool *more, struct error *err)
{
	struct scope scope;
	bool ok;

	if (!conn_enter(c, &scope, true, err))
		return false;
	ok = want_some(c, more, err) && (*more || set_version(c, VERSION, err));
	return conn_leave(c, &scope, ok, err);
}

/* Is it worth it? A tenth of the library, or as much as a query feels. */
static bool is_much(struct conn *c, uint32_t n_new, struct error *err)
{
	int64_t n = 0;

	return n_new >= TIDY_LEAST &&
	       conn_int(c, "SELECT count(*) FROM indexed", &n, err) &&
	       n_new >= n / 10;
}

/* Merges some pages; `more` tells whether there was something to merge. */
static bool merge_some(struct conn *c, const char *sql, bool *more,
		       struct error *err)
{
	int before = sqlite3_total_changes(c->sql);
	struct scope scope;
	bool ok;

	if (!conn_enter(c, &scope, true, err))
		return false;
	ok = conn_exec(c, sql, err);
	*more = sqlite3_total_changes(c->sql) - before >= 2;
	return conn_leave(c, &scope, ok, err);
}

bool index_tidy(struct library *lib, uint32_t n_new, bool (*go_on)(void *data),
		void *data, struct error *err)
{
	/* a negative number of pages begins a merge of all there is */
	static const char *const STEPS[][2] = {
		{"INSERT INTO pair_index (pair_index, rank) VALUES ('merge', -1000)",
		 "INSERT INTO pair_index (pair_index, rank) VALUES ('merge', 1000)"},
		{"INSERT INTO char_index (char_index, rank) VALUES ('merge', -1000)",
		 "INSERT INTO char_index (char_index, rank) VALUES ('merge', 1000)"},
		{"INSERT INTO heading_index (heading_index, rank) VALUES ('merge', -1000)",
		 "INSERT INTO heading_index (heading_index, rank) VALUES ('merge', 1000)"},
	};
	struct conn *c = library_conn(lib);
	bool ok = true;

	if (c->mode != LIBRARY_WRITE || !is_much(c, n_new, err))
		return true;
	conn_set_patient(c, true);
	for (size_t i = 0; ok && i < COUNT_OF(STEPS); i++) {
		bool more = true;

		ok = merge_some(c, STEPS[i][0], &more, err);
		while (ok && more && (!go_on || go_on(data)))
			ok = merge_some(c, STEPS[i][1], &more, err);
	}
	conn_set_patient(c, false);
	return ok;
}

bool index_rebuild(struct library *lib, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct scope scope;
	bool more = true, ok;

	if (!conn_enter(c, &scope, true, err))
		return false;
	conn_set_patient(c, true);
	ok = conn_leave(c, &scope, empty_all(c, err), err);
	while (ok && more)
		ok = rebuild_step(c, &more, err);
	conn_set_patient(c, false);
	return ok && index_tidy(lib, UINT32_MAX, NULL, NULL, err);
}
