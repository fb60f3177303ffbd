/* The regions of the library. */
#include "db/regions.h"

#include "core/report.h"

#include "db/conn.h"
#include "db/stmt.h"

bool regions_load(struct library *lib, struct arena *a, struct regions *out,
		  struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st = stmt_use(c, STMT_REGIONS_KNOWN, err);
	int rc;

	if (!st)
		return false;
	stmt_int(c, st, ":work_report", KIND_WORK_REPORT);
	while ((rc = stmt_step(c, st, err)) == 1) {
		struct region *r = ARRAY_PUSH(a, out);

		r->name = stmt_col_text(st, 0, a);
		r->newest = (uint16_t)stmt_col_u32(st, 1, UINT16_MAX);
		r->reports = stmt_col_u32(st, 2, UINT32_MAX);
	}
	return rc >= 0;
}

size_t regions_home(const struct regions *r)
{
	size_t best = r->n;

	for (size_t i = 0; i < r->n; i++) {
		const struct region *one = &r->items[i];
		const struct region *so_far =
			best < r->n ? &r->items[best] : NULL;

		if (!so_far || one->reports > so_far->reports ||
		    (one->reports == so_far->reports &&
		     one->newest > so_far->newest))
			best = i;
	}
	return best;
}
