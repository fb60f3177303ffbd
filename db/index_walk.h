#pragma once

#include "core/report.h"

#include "db/conn.h"

/*
 * A report as the search index sees it: paragraph by paragraph, folded, with
 * the headings in each. From the library's rows or from a report in memory,
 * which give the same.
 */
struct index_para {
	uint32_t n; /* from 1 */
	struct str folded;
	struct str heading; /* folded titles and headings in it, parted by line
			       feeds; "" none */
};

struct index_totals {
	int64_t chars; /* of the folded text */
	uint64_t sum;
};

struct index_walk {
	struct conn *c;
	/* For each paragraph, when set; false stops. */
	bool (*para)(void *data, const struct index_para *p, struct error *err);
	void *data;
	struct index_totals totals;
	/* the walk's own */
	struct arena chars, scratch;
	uint64_t *seen; /* a bit for each character */
	uint32_t off;	/* of the paragraph at hand in the text */
};

bool index_walk_rows(struct index_walk *w, int64_t id, struct error *err);
void index_walk_report(struct index_walk *w, const struct report *r);
/* The characters seen, each once; lives until index_walk_release. */
struct str index_walk_chars(struct index_walk *w);
void index_walk_release(struct index_walk *w);

/* A row of `indexed`; report 0 when there is none. */
struct index_row {
	int64_t first, report, n, age, chars, sum;
};
bool index_find(struct conn *c, int64_t report, struct index_row *row,
		struct error *err);
/* Of a statement that gives first, report, n, age, chars, sum; at most one
 * row. */
bool index_take_row(struct conn *c, struct sqlite3_stmt *st,
		    struct index_row *row, struct error *err);
/* The ages of reports of these years, [*from, *to]. */
void index_ages(unsigned year_from, unsigned year_to, int64_t *from,
		int64_t *to);
