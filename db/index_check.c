/*
 * Does the search index fit the text? Each report is walked as for indexing and
 * its sum compared; one of its paragraphs is asked for, as a query would.
 */
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>

#include "db/conn.h"
#include "db/index.h"
#include "db/index_walk.h"
#include "db/stmt.h"
#include "db/tokenizer.h"

enum { FINDINGS_MAX = 20 };

/* The paragraph that is asked for, and by what. */
struct probe {
	uint32_t n;
	struct buf match;
};

static bool keep_probe(void *data, const struct index_para *p,
		       struct error *err)
{
	struct probe *probe = data;

	(void)err;
	if (p->n == probe->n)
		tokenizer_add_pairs(&probe->match, p->folded);
	return true;
}

static bool answers(struct conn *c, const struct probe *p, int64_t first,
		    bool *found, struct error *err)
{
	struct sqlite3_stmt *st;
	int rc;

	*found = true;
	if (!p->match.len)
		return true;
	st = stmt_use(c, STMT_PAIRS_FIND, err);
	if (!st)
		return false;
	stmt_text(c, st, ":match", buf_str(&p->match));
	stmt_int(c, st, ":from", first + p->n - 1);
	stmt_int(c, st, ":to", first + p->n - 1);
	stmt_int(c, st, ":most", 1);
	rc = stmt_step(c, st, err);
	*found = rc == 1;
	stmt_done(st);
	return rc >= 0;
}

/* Is this report in the index as it stands? */
static bool fits(struct conn *c, int64_t id, bool *fit, struct error *err)
{
	struct index_row row;
	struct index_walk walk = {.c = c, .para = keep_probe};
	struct arena a = {0};
	struct probe probe;
	bool ok;

	*fit = false;
	if (!index_find(c, id, &row, err))
		return false;
	if (!row.report)
		return true;
	buf_init(&probe.match, &a);
	probe.n = (uint32_t)(id % row.n) + 1;
	walk.data = &probe;
	ok = index_walk_rows(&walk, id, err);
	*fit = ok && (int64_t)walk.totals.sum == row.sum;
	if (*fit)
		ok = answers(c, &probe, row.first, fit, err);
	index_walk_release(&walk);
	arena_release(&a);
	return ok;
}

static void add(struct arena *a, struct library_findings *out,
		const char *msgid, int64_t id)
{
	struct library_finding *f = ARRAY_PUSH(a, out);
	char number[24];

	snprintf(number, sizeof(number), "%" PRId64, id);
	f->msgid = msgid;
	f->value = arena_str(a, str_of(number));
}

static bool check_reports(struct conn *c, struct arena *a,
			  struct library_findings *out, struct error *err)
{
	ARRAY_OF(int64_t) ids = {0};
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_IDS, err);
	size_t before = out->n;
	int64_t n_indexed;
	int rc;

	if (!st)
		return false;
	while ((rc = stmt_step(c, st, err)) == 1)
		*ARRAY_PUSH(a, &ids) = stmt_col_int(st, 0);
	if (rc < 0 ||
	    !conn_int(c, "SELECT count(*) FROM indexed", &n_indexed, err))
		return false;
	for (size_t i = 0; i < ids.n && out->n - before < FINDINGS_MAX; i++) {
		bool fit;

		/* damage to the report itself is told elsewhere */
		if (!fits(c, ids.items[i], &fit, NULL) || !fit)
			add(a, out,
			    N_("report %s is not in the search index as it stands: hsview update makes the index anew"),
			    ids.items[i]);
	}
	if (out->n == before && n_indexed != (int64_t)ids.n)
		add(a, out,
		    N_("the search index holds %s reports, which is not the library's number: hsview update makes it anew"),
		    n_indexed);
	return true;
}

bool index_check(struct library *lib, struct arena *a,
		 struct library_findings *out, struct error *err)
{
	struct conn *c = library_conn(lib);
	bool current, ok, patient = c->patient;

	if (c->mode == LIBRARY_MEMORY)
		return true;
	if (!index_is_current(lib, &current, err))
		return false;
	if (!current) {
		add(a, out,
		    N_("the search index is of another version (not %s), or not complete: hsview update makes it anew"),
		    INDEX_VERSION);
		return true;
	}
	conn_set_patient(c, true);
	ok = check_reports(c, a, out, err);
	conn_set_patient(c, patient);
	return ok;
}
