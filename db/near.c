/* Reports near another one: of its region, by the distance in years. */
#include "db/near.h"

#include <sqlite3.h>

#include "db/conn.h"
#include "db/stmt.h"

struct query {
	struct conn *c;
	struct report_row row;
	int64_t size;
	struct near_reports *out;
};

/* Half of the room, in one direction. */
static bool list(struct query *q, enum stmt_id id, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(q->c, id, err);
	size_t most = q->out->n + NEAR_REPORTS / 2;
	int rc;

	if (!st)
		return false;
	stmt_text(q->c, st, ":region", q->row.region);
	stmt_int(q->c, st, ":year", q->row.year);
	if (id == STMT_REPORT_BEHIND)
		stmt_int(q->c, st, ":id", q->row.id);
	stmt_int(q->c, st, ":size", q->size);
	stmt_int(q->c, st, ":most", NEAR_REPORTS / 2);
	while ((rc = stmt_step(q->c, st, err)) == 1)
		if (q->out->n < most)
			q->out->id[q->out->n++] = stmt_col_int(st, 0);
	return rc == 0;
}

bool reports_near(struct library *lib, int64_t id, int64_t size,
		  struct near_reports *out, struct error *err)
{
	struct query q = {.c = library_conn(lib), .size = size, .out = out};
	struct arena a = {0};
	bool ok = reports_get(lib, &a, id, &q.row, err);

	out->n = 0;
	if (ok && q.row.region.len && q.row.year)
		ok = list(&q, STMT_REPORT_BEFORE, err) &&
		     list(&q, STMT_REPORT_BEHIND, err);
	arena_release(&a);
	return ok;
}

bool near_check(struct library *lib, const struct near_run *run, int64_t other,
		struct error *err)
{
	struct arena tmp = {0};
	struct metrics metrics = {0};
	struct report report = {0};
	struct check_side side = {other, &report, &metrics};
	struct error why = {0};
	bool ok =
		metrics_load_report(lib, &tmp, other, &report, &metrics, &why);

	if (ok)
		checks_pair(run->out, run->arena, run->rules, &run->mine,
			    &side);
	else if (why.code == ERR_NOT_FOUND)
		ok = true;
	else if (err)
		*err = why;
	arena_release(&tmp);
	return ok;
}
