/* Metadata set by hand: stored in the report's row, with a bit a field. */
#include "db/hand.h"

#include <sqlite3.h>

#include "db/conn.h"
#include "db/index.h"
#include "db/stmt.h"

const char *hand_field_name(enum hand_field field)
{
	switch (field) {
	case HAND_TITLE:
		return "title";
	case HAND_REGION:
		return "region";
	case HAND_KIND:
		return "kind";
	case HAND_DATE:
		return "date";
	case HAND_YEAR:
		return "year";
	case HAND_REVIEW_YEAR:
		return "review_year";
	default:
		return "";
	}
}

static void copy(struct meta *to, const struct meta *from, unsigned fields)
{
	if (fields & HAND_TITLE)
		to->title = from->title;
	if (fields & HAND_REGION)
		to->region = from->region;
	if (fields & HAND_KIND)
		to->kind = from->kind;
	if (fields & HAND_DATE)
		to->date = from->date;
	if (fields & HAND_YEAR) {
		to->year = from->year;
		to->year_inferred = false;
	}
	if (fields & HAND_REVIEW_YEAR)
		to->review_year = from->review_year;
}

/* The row's metadata and bits; `found` tells whether it is there. */
static bool read_row(struct conn *c, struct arena *a, int64_t id,
		     struct meta *meta, unsigned *fields, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_HAND, err);
	int rc;

	*meta = (struct meta){0};
	*fields = 0;
	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	rc = stmt_step(c, st, err);
	if (rc != 1)
		return rc == 0;
	*fields = stmt_col_u32(st, 0, HAND_ALL);
	meta->title = stmt_col_text(st, 1, a);
	meta->region = stmt_col_text(st, 2, a);
	meta->kind = stmt_col_u32(st, 3, KIND_COUNT - 1);
	meta->date = stmt_col_text(st, 4, a);
	meta->year = (uint16_t)stmt_col_u32(st, 5, UINT16_MAX);
	meta->review_year = (uint16_t)stmt_col_u32(st, 6, UINT16_MAX);
	stmt_done(st);
	return true;
}

bool hand_apply(struct library *lib, struct arena *a, int64_t id,
		struct meta *meta, struct error *err)
{
	struct meta set;
	unsigned fields;

	if (!read_row(library_conn(lib), a, id, &set, &fields, err))
		return false;
	copy(meta, &set, fields);
	return true;
}

static bool write_row(struct conn *c, int64_t id, const struct meta *m,
		      unsigned fields, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_HAND_SET, err);

	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	stmt_int(c, st, ":fields", fields);
	stmt_text(c, st, ":title", m->title);
	stmt_text(c, st, ":region", m->region);
	stmt_int(c, st, ":kind", m->kind);
	stmt_text(c, st, ":date", m->date);
	stmt_int(c, st, ":year", m->year);
	stmt_int(c, st, ":review_year", m->review_year);
	stmt_int(c, st, ":year_inferred", m->year_inferred);
	return stmt_run(c, st, err);
}

bool hand_set(struct library *lib, int64_t id, const struct meta *meta,
	      unsigned fields, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct arena a = {0};
	struct report_row row;
	struct meta now;
	struct scope scope;
	unsigned before;
	bool ok;

	if (!conn_enter(c, &scope, true, err))
		return false;
	ok = reports_get(lib, &a, id, &row, err) &&
	     read_row(c, &a, id, &now, &before, err);
	if (ok) {
		copy(&now, meta, fields);
		/* its year is where it stands among the hits */
		ok = index_forget(c, id, err) &&
		     write_row(c, id, &now, fields & HAND_ALL, err);
		index_want(c, id);
	}
	ok = conn_leave(c, &scope, ok, err);
	arena_release(&a);
	return ok;
}
