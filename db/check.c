/*
 * Is the library sound? SQLite's own look at pages and indexes, then ours:
 * every report is read as the reader would, and no row is left without a
 * report.
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/base/array.h"

#include "db/conn.h"
#include "db/index.h"
#include "db/metrics.h"
#include "db/stmt.h"

static void add(struct arena *a, struct library_findings *out,
		const char *msgid, struct str value)
{
	struct library_finding *f = ARRAY_PUSH(a, out);

	f->msgid = msgid;
	f->value = arena_str(a, value);
}

static void add_id(struct arena *a, struct library_findings *out,
		   const char *msgid, int64_t id)
{
	char number[24];

	snprintf(number, sizeof(number), "%" PRId64, id);
	add(a, out, msgid, str_of(number));
}

static bool check_pages(struct conn *c, struct arena *a,
			struct library_findings *out, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_INTEGRITY, err);
	int rc;

	if (!st)
		return false;
	while ((rc = stmt_step(c, st, err)) == 1) {
		struct str line = stmt_col_text(st, 0, a);

		if (!str_is(line, "ok"))
			add(a, out, N_("the file is damaged: %s"), line);
	}
	return rc == 0;
}

static bool check_orphans(struct conn *c, struct arena *a, enum stmt_id stmt,
			  struct library_findings *out, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, stmt, err);
	int rc;

	if (!st)
		return false;
	while ((rc = stmt_step(c, st, err)) == 1)
		add_id(a, out,
		       N_("there is text of report %s, which is not in the library"),
		       stmt_col_int(st, 0));
	return rc == 0;
}

static bool list_ids(struct conn *c, struct arena *a, int64_t **ids, size_t *n,
		     struct error *err)
{
	ARRAY_OF(int64_t) list = {0};
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_IDS, err);
	int rc;

	if (!st)
		return false;
	while ((rc = stmt_step(c, st, err)) == 1)
		*ARRAY_PUSH(a, &list) = stmt_col_int(st, 0);
	*ids = list.items;
	*n = list.n;
	return rc == 0;
}

static bool check_reports(struct library *lib, struct arena *a,
			  struct library_findings *out, struct error *err)
{
	struct arena tmp = {0};
	int64_t *ids;
	size_t n;

	if (!list_ids(library_conn(lib), a, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct metrics metrics = {0};
		struct report r;

		if (!metrics_load_report(lib, &tmp, ids[i], &r, &metrics, NULL))
			add_id(a, out,
			       N_("report %s is damaged: its rows do not fit together"),
			       ids[i]);
		arena_reset(&tmp);
	}
	arena_release(&tmp);
	return true;
}

static bool check_all(struct library *lib, struct arena *a,
		      struct library_findings *out, struct error *err)
{
	struct conn *c = library_conn(lib);

	return check_pages(c, a, out, err) && check_reports(lib, a, out, err) &&
	       check_orphans(c, a, STMT_PARAGRAPH_ORPHANS, out, err) &&
	       check_orphans(c, a, STMT_SECTION_ORPHANS, out, err) &&
	       check_orphans(c, a, STMT_METRIC_ORPHANS, out, err) &&
	       check_orphans(c, a, STMT_MASKED_ORPHANS, out, err) &&
	       check_orphans(c, a, STMT_ORIGIN_ORPHANS, out, err) &&
	       index_check(lib, a, out, err);
}

bool library_check(struct library *lib, struct arena *a,
		   struct library_findings *out, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct scope scope;
	struct error why = {0};
	struct buf b;
	bool ok;

	if (!conn_enter(c, &scope, false, err))
		return false;
	conn_set_patient(c, true);
	ok = check_all(lib, a, out, &why);
	conn_set_patient(c, false);
	if (!conn_leave(c, &scope, ok, NULL) && why.code == ERR_CORRUPT) {
		/* damage is what was looked for */
		buf_init(&b, a);
		error_text(&why, why.msgid, &b);
		add(a, out, N_("the file is damaged: %s"), buf_str(&b));
		return true;
	}
	if (!ok && err)
		*err = why;
	return ok;
}
