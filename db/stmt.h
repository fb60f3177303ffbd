#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/str.h"

/*
 * All statements, each a row of a constant table, prepared on first use and
 * kept. Values are bound by name only. A statement that gave a row holds its
 * read transaction until it is stepped to its end or stmt_done.
 */
struct conn;
struct sqlite3_stmt;

struct stmt_row {
	const char *sql;
	bool scans; /* reads a whole table or index, and that is meant */
};

/* Of the library. */
enum stmt_id {
	STMT_REPORT_BY_HASH,
	STMT_REPORT_BY_PATH,
	STMT_REPORT_ADD,
	STMT_REPORT_REPLACE,
	STMT_REPORT_REREAD,
	STMT_REPORT_REMOVE,
	STMT_REPORT_GET,
	STMT_REPORT_SIZES,
	STMT_REPORT_IDS,
	STMT_REPORT_BEFORE,
	STMT_REPORT_BEHIND,
	STMT_REPORT_HAND,
	STMT_REPORT_HAND_SET,
	STMT_ORIGIN_ADD,
	STMT_ORIGIN,
	STMT_ORIGIN_REMOVE,
	STMT_ORIGIN_ORPHANS,
	STMT_COUNT_ALL,
	STMT_COUNT_MATCHING,
	STMT_PAGE, /* + 2 * enum report_order + reverse */
	STMT_PAGE_LAST = STMT_PAGE + 7,
	STMT_PARAGRAPH_ADD,
	STMT_PARAGRAPHS,
	STMT_PARAGRAPHS_REMOVE,
	STMT_PARAGRAPH_ORPHANS,
	STMT_SECTION_ADD,
	STMT_SECTIONS,
	STMT_SECTIONS_REMOVE,
	STMT_SECTION_ORPHANS,
	STMT_METRIC_ADD,
	STMT_METRICS,
	STMT_METRICS_REMOVE,
	STMT_REPORTS_OF_CANONICAL,
	STMT_REPORTS_OF_TEXT,
	STMT_REPORTS_OF_YEARS,
	STMT_METRIC_ORPHANS,
	STMT_MASKED_ADD,
	STMT_MASKED,
	STMT_MASKED_REMOVE,
	STMT_MASKED_ORPHANS,
	STMT_METRICS_COUNTED,
	STMT_METRICS_STATE,
	STMT_METRICS_STALE,
	STMT_METRICS_STALE_COUNT,
	STMT_NAME_ADD,
	STMT_NAME_FIND,
	/* the search index */
	STMT_INDEX_VERSION,
	STMT_INDEX_VERSION_SET,
	STMT_INDEX_ABOUT,
	STMT_INDEX_MISSING,
	STMT_INDEXED_OF,
	STMT_INDEXED_AT,
	STMT_INDEXED_ADD,
	STMT_INDEXED_REMOVE,
	STMT_INDEXED_ALL,
	STMT_EXTENT_OF_AGE,
	STMT_EXTENT_END,
	STMT_EXTENT_ADD,
	STMT_EXTENT_USE,
	STMT_EXTENT_NEXT,
	STMT_PAIRS_ADD,
	STMT_PAIRS_REMOVE,
	STMT_PAIRS_FIND,
	STMT_CHARS_ADD,
	STMT_CHARS_REMOVE,
	STMT_CHARS_FIND,
	STMT_HEADING_ADD,
	STMT_HEADING_REMOVE,
	STMT_HEADING_FIND,
	STMT_SEARCH_PARA,
	STMT_SEARCH_REPORT,
	STMT_SEARCH_SECTION,
	STMT_SEARCH_SECTION_BY_N,
	STMT_SEARCH_REGION,
	STMT_SEARCH_ALL,
	STMT_INDEX_LAST,
	STMT_TREND_REPORTS,
	STMT_NAMES,
	STMT_SERIES_SOURCES,
	STMT_SERIES_ALL,
	STMT_SERIES_OF_REPORT,
	STMT_SERIES_OF_NAME,
	STMT_REGIONS,
	STMT_REGIONS_KNOWN,
	STMT_PARAGRAPH_OFF,
	STMT_PARAGRAPH,
	STMT_SECTION,
	STMT_INTEGRITY,
	STMT_COUNT
};

extern const struct stmt_row STMT_ROWS[STMT_COUNT];

/* Row `id` of the schema's statements, ready to bind; NULL on failure. */
struct sqlite3_stmt *stmt_use(struct conn *c, unsigned id, struct error *err);
/* Binds; the strings must live until the statement is done. A failure comes
 * out at the next step. */
void stmt_int(struct conn *c, struct sqlite3_stmt *st, const char *name,
	      int64_t value);
void stmt_text(struct conn *c, struct sqlite3_stmt *st, const char *name,
	       struct str value);
void stmt_blob(struct conn *c, struct sqlite3_stmt *st, const char *name,
	       struct str value);
/* The next row: 1, 0 at the end (the statement is done then), -1 on failure. */
int stmt_step(struct conn *c, struct sqlite3_stmt *st, struct error *err);
/* Runs to the end. */
bool stmt_run(struct conn *c, struct sqlite3_stmt *st, struct error *err);
void stmt_done(struct sqlite3_stmt *st);

int64_t stmt_col_int(struct sqlite3_stmt *st, int col);
/* The bytes of a column, in `a`; of whatever type it is. */
struct str stmt_col_bytes(struct sqlite3_stmt *st, int col, struct arena *a);
/* The same without a copy, valid until the next step. */
struct str stmt_col_peek(struct sqlite3_stmt *st, int col);
/* The same as UTF-8: what is none becomes U+FFFD. */
struct str stmt_col_text(struct sqlite3_stmt *st, int col, struct arena *a);
/* An integer column as a number that must lie in [0, most], else 0. */
uint32_t stmt_col_u32(struct sqlite3_stmt *st, int col, uint32_t most);

/* `s` as valid UTF-8; itself when it is. */
struct str stmt_repair(struct arena *a, struct str s);
