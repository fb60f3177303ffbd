/*
 * From what is asked of figures to the reports that hold them. The statement
 * walks an index in the order of the reports' numbers; the list's order is
 * made of the few rows that are left.
 */
#include "db/metric_find.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "db/conn.h"
#include "db/stmt.h"

static enum stmt_id statement_of(const struct metric_query *q)
{
	if (q->canonical.len)
		return STMT_REPORTS_OF_CANONICAL;
	return q->text.len ? STMT_REPORTS_OF_TEXT : STMT_REPORTS_OF_YEARS;
}

struct ids {
	int64_t *items;
	size_t n, cap;
};

/* Each id once; the statements give them in rising order. */
static bool read_ids(struct library *lib, struct arena *a,
		     const struct metric_query *q, struct ids *ids,
		     struct error *err)
{
	struct conn *c = library_conn(lib);
	enum stmt_id id = statement_of(q);
	struct sqlite3_stmt *st = stmt_use(c, id, err);
	int rc;

	if (!st)
		return false;
	stmt_text(c, st, ":region", q->region);
	stmt_int(c, st, ":from", q->from);
	stmt_int(c, st, ":to", q->to);
	if (id != STMT_REPORTS_OF_YEARS)
		stmt_int(c, st, ":role", q->role);
	if (id == STMT_REPORTS_OF_CANONICAL)
		stmt_text(c, st, ":canonical", q->canonical);
	if (id == STMT_REPORTS_OF_TEXT)
		stmt_text(c, st, ":text", q->text);
	while ((rc = stmt_step(c, st, err)) == 1) {
		int64_t v = stmt_col_int(st, 0);

		if (ids->n == 0 || ids->items[ids->n - 1] != v)
			*ARRAY_PUSH(a, ids) = v;
	}
	return rc == 0;
}

static int by_list(const void *x, const void *y)
{
	const struct report_row *a = x, *b = y;
	int d = (int)b->year - (int)a->year;

	if (d == 0)
		d = str_cmp(a->region, b->region);
	if (d == 0)
		d = str_cmp(a->title, b->title);
	return d ? d : (a->id > b->id) - (a->id < b->id);
}

static bool find(struct library *lib, struct arena *a,
		 const struct metric_query *q, struct report_rows *rows,
		 struct error *err)
{
	struct ids ids = {0};
	size_t before = rows->n;

	if (!read_ids(lib, a, q, &ids, err))
		return false;
	for (size_t i = 0; i < ids.n; i++)
		if (!reports_get(lib, a, ids.items[i], ARRAY_PUSH(a, rows),
				 err))
			return false;
	if (rows->n > before)
		qsort(rows->items + before, rows->n - before,
		      sizeof(*rows->items), by_list);
	return true;
}

bool metric_find(struct library *lib, struct arena *a,
		 const struct metric_query *q, struct report_rows *rows,
		 struct error *err)
{
	struct conn *c = library_conn(lib);
	struct scope scope;

	return conn_enter(c, &scope, false, err) &&
	       conn_leave(c, &scope, find(lib, a, q, rows, err), err);
}

bool metric_is_found(const struct metric_query *q, const struct metric *m)
{
	if (m->class != METRIC_METRIC ||
	    (q->role >= 0 && m->role != (enum role)q->role))
		return false;
	if (q->canonical.len)
		return str_eq(m->canonical, q->canonical);
	return !q->text.len || str_find(m->indicator, q->text, 0) >= 0;
}
