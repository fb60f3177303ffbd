/* Reports read again: the stored text goes the way that a file goes. */
#include "db/update.h"

#include <sqlite3.h>

#include "core/reading.h"

#include "db/conn.h"
#include "db/hand.h"
#include "db/metrics.h"
#include "db/stmt.h"

/* What the markup told, for the text that is stored. Facts that do not fit it
 * are a stranger's: the text is read without them. */
static bool load_reading(const struct intake *in, struct arena *a, int64_t id,
			 const struct report *old, struct reading *r,
			 struct error *err)
{
	struct str facts;

	if (!reports_facts(in->lib, a, id, &facts, err))
		return false;
	if (!facts.len || !reading_unpack_facts(r, a, facts, old->text.bytes))
		*r = (struct reading){0};
	r->text = old->text.bytes;
	r->n_replaced = old->text.n_replaced;
	return true;
}

static bool read_again(const struct intake *in, struct arena *a, int64_t id,
		       struct error *err)
{
	struct metrics metrics = {0};
	struct report old, r = {0};
	struct reading reading = {0};
	struct report_row row;

	if (!reports_get(in->lib, a, id, &row, err) ||
	    !reports_load(in->lib, a, id, &old, err) ||
	    !load_reading(in, a, id, &old, &reading, err))
		return false;
	report_parse_reading(&r, a, in->rules, &reading,
			     intake_format(row.file), row.file);
	if (!hand_apply(in->lib, a, id, &r.meta, err))
		return false;
	extract(&metrics, a, in->figures, &r, EXTRACT_ALL);
	return reports_reread(in->lib, id, &r, err) &&
	       metrics_replace(in->lib, id, &metrics, in->version, err);
}

bool update_report(const struct intake *in, int64_t id, struct error *err)
{
	struct conn *c = library_conn(in->lib);
	struct arena a = {0};
	struct scope scope;
	bool ok = conn_enter(c, &scope, true, err) &&
		  conn_leave(c, &scope, read_again(in, &a, id, err), err);

	arena_release(&a);
	return ok;
}

/* The first report behind *id whose figures are old; 0 at the end. */
static bool next_stale(struct conn *c, struct arena *a, int64_t version,
		       int64_t *id, struct str *file, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_METRICS_STALE, err);
	int rc;

	if (!st)
		return false;
	stmt_int(c, st, ":after", *id);
	stmt_int(c, st, ":version", version);
	rc = stmt_step(c, st, err);
	*id = 0;
	if (rc == 1) {
		*id = stmt_col_int(st, 0);
		*file = stmt_col_text(st, 1, a);
		stmt_done(st);
	}
	return rc >= 0;
}

static void fail(struct arena *a, struct intake_result *result, struct str file,
		 const struct error *err)
{
	struct intake_failure *f = ARRAY_PUSH(a, &result->failures);

	f->path = arena_str(a, file);
	f->err = *err;
}

bool update_reports(const struct intake *in, struct arena *a,
		    struct intake_result *result, struct error *err)
{
	struct conn *c = library_conn(in->lib);
	struct arena tmp = {0};
	struct str file;
	int64_t id = 0;
	bool ok;

	while ((ok = next_stale(c, &tmp, in->version, &id, &file, err)) && id) {
		struct error why = {0};

		result->stopped =
			in->on_file &&
			!in->on_file(in->data, file,
				     result->n_replaced +
					     (uint32_t)result->failures.n);
		if (result->stopped)
			break;
		if (update_report(in, id, &why))
			result->n_replaced++;
		else
			fail(a, result, file, &why);
		arena_reset(&tmp);
	}
	arena_release(&tmp);
	return ok;
}
