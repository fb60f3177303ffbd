#pragma once

#include "core/report.h"

#include "db/library.h"

/*
 * The search index, kept inside the transaction that changes a report: who
 * changes one says index_forget before its rows change and index_want after;
 * what is wanted is indexed when the transaction ends (index_settle, which
 * conn_leave and library_commit call), in the order of places, so that a batch
 * makes one segment. How it lies in the file is told in schema.sql.
 *
 * An index of another version (folding, tokenizer), or one that does not fit
 * the text, is never believed: search reads the text itself then, and
 * index_rebuild makes it anew.
 */
struct conn;

/* Raised whenever folding or the tokenizer gives other tokens. */
enum { INDEX_VERSION = 1 };

/* Takes a report's entries out; its rows must still be what they were. */
bool index_forget(struct conn *c, int64_t id, struct error *err);
/* The report's rows are new. */
void index_want(struct conn *c, int64_t id);
bool index_settle(struct conn *c, struct error *err);
/* The transaction did not come to last. */
void index_drop_wanted(struct conn *c);
/* Would the index stay as it is with this report in place of the stored one? */
bool index_is_same(struct conn *c, int64_t id, const struct report *r,
		   bool *same, struct error *err);

/* Is it of today's version, and the newest report in it? Quick. */
bool index_is_current(struct library *lib, bool *current, struct error *err);
/* Does it fit the text, report by report? Adds what does not to `out`. */
bool index_check(struct library *lib, struct arena *a,
		 struct library_findings *out, struct error *err);
/* Makes all of it anew, some reports at a time in a transaction. */
bool index_rebuild(struct library *lib, struct error *err);
/* After `n_new` reports came in: when they are many, brings what each
 * transaction left together, so that a query has one place to look, not
 * twenty. Some of the work at a time in a transaction; `go_on` (may be NULL)
 * is asked between. */
bool index_tidy(struct library *lib, uint32_t n_new, bool (*go_on)(void *data),
		void *data, struct error *err);
