/* The library's statements, and how one is run. */
#include "db/stmt.h"

#include <sqlite3.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/reports.h"

#define ROW                                                                       \
	"SELECT id, path, file, title, region, date, speaker, source, kind, "     \
	"year, review_year, n_sections, n_metrics, n_replaced, sha256, by_hand, " \
	"coalesce((SELECT encoding FROM origin WHERE report = report.id), "       \
	"'utf-8'), "                                                              \
	"coalesce((SELECT editor FROM origin WHERE report = report.id), '') "     \
	"FROM report "

/* `fields_match` is our own function, in filter.c; "" lets all pass. */
#define PAGE(order)                                                            \
	{                                                                      \
		ROW "WHERE :words = '' OR "                                    \
		    "fields_match(:words, title, region, file, year) "         \
		    "ORDER BY " order " LIMIT :most OFFSET :from",             \
			true                                                   \
	}

/* What core/series wants of a figure. */
#define SERIES_ROW                                                                         \
	"SELECT id, off, len, back, sentence, section, coef, exp, unit, "                  \
	"family, bound, measure, role, canonical, basis, flags, period, scope, indicator " \
	"FROM metric "

/* The rows of one report in paragraph or section. */
#define WITHIN "WHERE id BETWEEN (:id << 24) AND (:id << 24 | 16777215)"

/* The report of a figure is of these years and of this region. */
#define OF_REPORT                                                              \
	"AND r.year BETWEEN :from AND :to "                                    \
	"AND substr(r.region, 1, length(:region)) = :region "

// clang-format off
const struct stmt_row STMT_ROWS[STMT_COUNT] = {
	[STMT_REPORT_BY_HASH] = {"SELECT id FROM report WHERE sha256 = :sha256", false},
	[STMT_REPORT_BY_PATH] = {"SELECT id FROM report WHERE path = :path", false},
	[STMT_REPORT_ADD] = {
		"INSERT INTO report (path, file, sha256, size, imported, "
		"title, region, kind, date, year, review_year, year_inferred, "
		"speaker, source, text_len, n_replaced, n_paras, n_sections) "
		"VALUES (:path, :file, :sha256, :size, :imported, "
		":title, :region, :kind, :date, :year, :review_year, :year_inferred, "
		":speaker, :source, :text_len, :n_replaced, :n_paras, :n_sections)", false},
	[STMT_REPORT_REPLACE] = {
		"UPDATE report SET path = :path, file = :file, sha256 = :sha256, "
		"size = :size, imported = :imported, title = :title, "
		"region = :region, kind = :kind, date = :date, year = :year, "
		"review_year = :review_year, year_inferred = :year_inferred, "
		"speaker = :speaker, source = :source, text_len = :text_len, "
		"n_replaced = :n_replaced, n_paras = :n_paras, "
		"n_sections = :n_sections, n_metrics = 0, n_open = 0, rules_version = 0 "
		"WHERE id = :id", false},
	[STMT_REPORT_REREAD] = {
		"UPDATE report SET title = :title, "
		"region = :region, kind = :kind, date = :date, year = :year, "
		"review_year = :review_year, year_inferred = :year_inferred, "
		"speaker = :speaker, source = :source, text_len = :text_len, "
		"n_replaced = :n_replaced, n_paras = :n_paras, "
		"n_sections = :n_sections, n_metrics = 0, n_open = 0, rules_version = 0 "
		"WHERE id = :id", false},
	[STMT_REPORT_REMOVE] = {"DELETE FROM report WHERE id = :id", false},
	[STMT_REPORT_GET] = {ROW "WHERE id = :id", false},
	[STMT_REPORT_SIZES] = {
		"SELECT text_len, n_paras, n_sections, n_replaced, year_inferred "
		"FROM report WHERE id = :id", false},
	[STMT_REPORT_IDS] = {"SELECT id FROM report ORDER BY id", true},
	[STMT_REPORT_BEFORE] = {
		"SELECT id FROM report WHERE region = :region AND year < :year "
		"AND text_len <= :size ORDER BY year DESC LIMIT :most", false},
	[STMT_REPORT_BEHIND] = {
		"SELECT id FROM report WHERE region = :region AND year >= :year "
		"AND id <> :id AND text_len <= :size ORDER BY year LIMIT :most", false},
	[STMT_REPORT_HAND] = {
		"SELECT by_hand, title, region, kind, date, year, review_year "
		"FROM report WHERE id = :id", false},
	[STMT_REPORT_HAND_SET] = {
		"UPDATE report SET by_hand = by_hand | :fields, title = :title, "
		"region = :region, kind = :kind, date = :date, year = :year, "
		"review_year = :review_year, year_inferred = :year_inferred, "
		"rules_version = 0 WHERE id = :id", false},
	[STMT_ORIGIN_ADD] = {
		"INSERT INTO origin (report, encoding, editor, facts) "
		"VALUES (:id, :encoding, :editor, :facts)", false},
	[STMT_ORIGIN] = {"SELECT facts FROM origin WHERE report = :id", false},
	[STMT_ORIGIN_REMOVE] = {"DELETE FROM origin WHERE report = :id", false},
	[STMT_ORIGIN_ORPHANS] = {
		"SELECT report FROM origin WHERE report NOT IN "
		"(SELECT id FROM report) LIMIT 100", true},
	[STMT_COUNT_ALL] = {"SELECT count(*) FROM report", true},
	[STMT_COUNT_MATCHING] = {
		"SELECT count(*) FROM report "
		"WHERE fields_match(:words, title, region, file, year)", true},
	[STMT_PAGE + 2 * ORDER_YEAR] = PAGE("year DESC, region, title, id"),
	[STMT_PAGE + 2 * ORDER_YEAR + 1] = PAGE("year, region DESC, title DESC, id DESC"),
	[STMT_PAGE + 2 * ORDER_REGION] = PAGE("region, year DESC, title, id"),
	[STMT_PAGE + 2 * ORDER_REGION + 1] = PAGE("region DESC, year, title DESC, id DESC"),
	[STMT_PAGE + 2 * ORDER_TITLE] = PAGE("title, year DESC, id"),
	[STMT_PAGE + 2 * ORDER_TITLE + 1] = PAGE("title DESC, year, id DESC"),
	[STMT_PAGE + 2 * ORDER_ADDED] = PAGE("imported DESC, id DESC"),
	[STMT_PAGE + 2 * ORDER_ADDED + 1] = PAGE("imported, id"),
	[STMT_PARAGRAPH_ADD] = {
		"INSERT INTO paragraph (id, off, cp, len, kind, text) "
		"VALUES (:id, :off, :cp, :len, :kind, :text)", false},
	[STMT_PARAGRAPHS] = {
		"SELECT id & 16777215, off, cp, len, kind, text FROM paragraph "
		WITHIN " ORDER BY id", false},
	[STMT_PARAGRAPHS_REMOVE] = {"DELETE FROM paragraph " WITHIN, false},
	[STMT_PARAGRAPH_ORPHANS] = {
		"SELECT DISTINCT id >> 24 FROM paragraph WHERE id >> 24 NOT IN "
		"(SELECT id FROM report) LIMIT 100", true},
	[STMT_SECTION_ADD] = {
		"INSERT INTO section (id, off, cp, len, level, parent, time, run_in, title) "
		"VALUES (:id, :off, :cp, :len, :level, :parent, :time, :run_in, :title)", false},
	[STMT_SECTIONS] = {
		"SELECT id & 16777215, off, len, level, parent, time, run_in, title, cp "
		"FROM section " WITHIN " ORDER BY id", false},
	[STMT_SECTIONS_REMOVE] = {"DELETE FROM section " WITHIN, false},
	[STMT_SECTION_ORPHANS] = {
		"SELECT DISTINCT id >> 24 FROM section WHERE id >> 24 NOT IN "
		"(SELECT id FROM report) LIMIT 100", true},
	[STMT_METRIC_ADD] = {
		"INSERT INTO metric (id, off, len, back, sentence, section, "
		"coef, exp, unit, family, bound, measure, role, class, "
		"canonical, period, scope, basis, flags, indicator) "
		"VALUES (:id, :off, :len, :back, :sentence, :section, "
		":coef, :exp, :unit, :family, :bound, :measure, :role, :class, "
		":canonical, :period, :scope, :basis, :flags, :indicator)", false},
	[STMT_METRICS] = {
		"SELECT off, len, back, sentence, section, coef, exp, family, "
		"bound, measure, role, class, period, scope, indicator, "
		"coalesce(u.text, ''), coalesce(c.text, ''), coalesce(b.text, ''), "
		"flags FROM metric "
		"LEFT JOIN name AS u ON u.id = unit "
		"LEFT JOIN name AS b ON b.id = basis "
		"LEFT JOIN name AS c ON c.id = canonical "
		"WHERE metric.id BETWEEN (:id << 24) AND (:id << 24 | 16777215) "
		"AND (:section < 0 OR section = :section) ORDER BY metric.id", false},
	[STMT_METRICS_REMOVE] = {"DELETE FROM metric " WITHIN, false},
	[STMT_REPORTS_OF_CANONICAL] = {
		"SELECT m.id >> 24 FROM metric AS m JOIN report AS r ON r.id = m.id >> 24 "
		"WHERE m.canonical <> 0 "
		"AND m.canonical = (SELECT id FROM name WHERE text = :canonical) "
		"AND m.class = 0 AND (:role < 0 OR m.role = :role) " OF_REPORT
		"ORDER BY m.id", false},
	[STMT_REPORTS_OF_TEXT] = {
		"SELECT m.id >> 24 FROM metric AS m JOIN report AS r ON r.id = m.id >> 24 "
		"WHERE instr(m.indicator, :text) > 0 "
		"AND m.class = 0 AND (:role < 0 OR m.role = :role) " OF_REPORT
		"ORDER BY m.id", true},
	[STMT_REPORTS_OF_YEARS] = {
		"SELECT r.id FROM report AS r WHERE n_metrics > 0 " OF_REPORT
		"ORDER BY r.year DESC, r.region, r.title, r.id", false},
	[STMT_METRIC_ORPHANS] = {
		"SELECT DISTINCT id >> 24 FROM metric WHERE id >> 24 NOT IN "
		"(SELECT id FROM report) LIMIT 100", true},
	[STMT_MASKED_ADD] = {"INSERT INTO masked (report, spans) VALUES (:id, :spans)", false},
	[STMT_MASKED] = {"SELECT spans FROM masked WHERE report = :id", false},
	[STMT_MASKED_REMOVE] = {"DELETE FROM masked WHERE report = :id", false},
	[STMT_MASKED_ORPHANS] = {
		"SELECT report FROM masked WHERE report NOT IN "
		"(SELECT id FROM report) LIMIT 100", true},
	[STMT_METRICS_COUNTED] = {
		"UPDATE report SET n_metrics = :metrics, n_open = :open, "
		"rules_version = :version WHERE id = :id", false},
	[STMT_METRICS_STATE] = {
		"SELECT n_metrics, n_open, rules_version FROM report WHERE id = :id", false},
	[STMT_METRICS_STALE] = {
		"SELECT id, file FROM report WHERE id > :after AND rules_version <> :version "
		"ORDER BY id LIMIT 1", false},
	[STMT_METRICS_STALE_COUNT] = {
		"SELECT count(*) FROM report WHERE rules_version <> :version", true},
	[STMT_NAME_ADD] = {"INSERT INTO name (text) VALUES (:text)", false},
	[STMT_NAME_FIND] = {"SELECT id FROM name WHERE text = :text", false},
	/* The search index. Full-text tables are asked within a stretch of
	 * places; their plan is always called a scan. */
	[STMT_INDEX_VERSION] = {"SELECT version FROM index_state WHERE id = 1", false},
	[STMT_INDEX_VERSION_SET] = {
		"INSERT INTO index_state (id, version) VALUES (1, :version) "
		"ON CONFLICT (id) DO UPDATE SET version = excluded.version", false},
	[STMT_INDEX_ABOUT] = {
		"SELECT year, date, n_paras, EXISTS (SELECT 1 FROM indexed "
		"WHERE report = :id) FROM report WHERE id = :id", false},
	[STMT_INDEX_MISSING] = {
		"SELECT id FROM report WHERE id NOT IN (SELECT report FROM indexed) "
		"ORDER BY id LIMIT :most", true},
	[STMT_INDEXED_OF] = {
		"SELECT first, report, n, age, chars, sum FROM indexed WHERE report = :id", false},
	[STMT_INDEXED_AT] = {
		"SELECT first, report, n, age, chars, sum FROM indexed "
		"WHERE first <= :place ORDER BY first DESC LIMIT 1", false},
	[STMT_INDEXED_ADD] = {
		"INSERT INTO indexed (first, report, n, age, chars, sum) "
		"VALUES (:first, :report, :n, :age, :chars, :sum)", false},
	[STMT_INDEXED_REMOVE] = {"DELETE FROM indexed WHERE report = :id", false},
	[STMT_INDEXED_ALL] = {
		"SELECT first, report, n, age, chars, sum FROM indexed "
		"WHERE first > :after ORDER BY first", false},
	[STMT_EXTENT_OF_AGE] = {
		"SELECT first, size, used FROM extent WHERE age = :age "
		"ORDER BY first DESC LIMIT 1", false},
	[STMT_EXTENT_END] = {
		"SELECT first + size FROM extent ORDER BY first DESC LIMIT 1", true},
	[STMT_EXTENT_ADD] = {
		"INSERT INTO extent (first, size, used, age) "
		"VALUES (:first, :size, 0, :age)", false},
	[STMT_EXTENT_USE] = {
		"UPDATE extent SET used = used + :n WHERE first = :first", false},
	[STMT_EXTENT_NEXT] = {
		"SELECT first, used, age FROM extent "
		"WHERE (age, first) > (:age, :first) ORDER BY age, first LIMIT 1", false},
	[STMT_PAIRS_ADD] = {
		"INSERT INTO pair_index (rowid, text) VALUES (:place, :text)", false},
	[STMT_PAIRS_REMOVE] = {
		"INSERT INTO pair_index (pair_index, rowid, text) "
		"VALUES ('delete', :place, :text)", false},
	[STMT_PAIRS_FIND] = {
		"SELECT rowid FROM pair_index WHERE pair_index MATCH :match "
		"AND rowid BETWEEN :from AND :to ORDER BY rowid LIMIT :most", true},
	[STMT_CHARS_ADD] = {
		"INSERT INTO char_index (rowid, text) VALUES (:place, :text)", false},
	[STMT_CHARS_REMOVE] = {
		"INSERT INTO char_index (char_index, rowid, text) "
		"VALUES ('delete', :place, :text)", false},
	[STMT_CHARS_FIND] = {
		"SELECT rowid FROM char_index WHERE char_index MATCH :match "
		"AND rowid BETWEEN :from AND :to ORDER BY rowid LIMIT :most", true},
	[STMT_HEADING_ADD] = {
		"INSERT INTO heading_index (rowid, text) VALUES (:place, :text)", false},
	[STMT_HEADING_REMOVE] = {
		"INSERT INTO heading_index (heading_index, rowid, text) "
		"VALUES ('delete', :place, :text)", false},
	[STMT_HEADING_FIND] = {
		"SELECT rowid FROM heading_index WHERE heading_index MATCH :match "
		"AND rowid BETWEEN :from AND :to ORDER BY rowid LIMIT :most", true},
	[STMT_SEARCH_PARA] = {
		"SELECT off, cp, len, kind, text FROM paragraph WHERE id = (:id << 24 | :n)", false},
	[STMT_SEARCH_REPORT] = {
		"SELECT title, region, year, text_len FROM report WHERE id = :id", false},
	[STMT_SEARCH_SECTION] = {
		"SELECT id & 16777215, off, len, parent, title FROM section "
		WITHIN " AND off <= :off ORDER BY id DESC LIMIT 1", false},
	[STMT_SEARCH_SECTION_BY_N] = {
		"SELECT id & 16777215, off, len, parent, title FROM section "
		"WHERE id = (:id << 24 | :n)", false},
	[STMT_SEARCH_REGION] = {
		"SELECT first, n, age FROM report JOIN indexed ON indexed.report = report.id "
		"WHERE folded_has(region, :region)", true},
	[STMT_SEARCH_ALL] = {
		"SELECT id, n_paras FROM report WHERE year BETWEEN :from AND :to "
		"ORDER BY year DESC, region, title, id", false},
	[STMT_INDEX_LAST] = {
		"SELECT id, EXISTS (SELECT 1 FROM indexed WHERE report = id) "
		"FROM report ORDER BY id DESC LIMIT 1", true},
	[STMT_TREND_REPORTS] = {
		"SELECT year, region, coalesce((SELECT chars FROM indexed "
		"WHERE report = report.id), text_len / 3) FROM report", true},
	[STMT_NAMES] = {"SELECT id, text FROM name ORDER BY id", true},
	[STMT_SERIES_SOURCES] = {
		"SELECT id, title, region, date, kind, year, review_year, year_inferred, n_metrics "
		"FROM report WHERE :region = '' OR region = :region", true},
	[STMT_SERIES_ALL] = {SERIES_ROW "WHERE role < 2 AND class = 0 ORDER BY id", true},
	[STMT_SERIES_OF_REPORT] = {SERIES_ROW WITHIN " AND role < 2 AND class = 0 ORDER BY id", false},
	[STMT_SERIES_OF_NAME] = {
		SERIES_ROW "WHERE canonical = :canonical AND canonical <> 0 "
		"AND role < 2 AND class = 0 ORDER BY id", false},
	[STMT_REGIONS] = {"SELECT DISTINCT region FROM report ORDER BY region", true},
	[STMT_REGIONS_KNOWN] = {
		"SELECT region, max(CASE kind WHEN :work_report THEN year ELSE 0 END), count(*) "
		"FROM report WHERE region <> '' GROUP BY region ORDER BY region", true},
	[STMT_PARAGRAPH_OFF] = {"SELECT off FROM paragraph WHERE id = :id << 24 | :n", false},
	[STMT_PARAGRAPH] = {"SELECT off, cp, text FROM paragraph WHERE id = :id << 24 | :n", false},
	[STMT_SECTION] = {"SELECT parent, title FROM section WHERE id = :id << 24 | :n", false},
	[STMT_INTEGRITY] = {"PRAGMA integrity_check(20)", true},
};
// clang-format on

static bool is_blank(const char *sql)
{
	return sql[strspn(sql, " \t\n;")] == '\0';
}

static bool prepare(struct conn *c, unsigned id, struct error *err)
{
	const char *tail = "";
	int rc = sqlite3_prepare_v3(c->sql, c->schema->stmts[id].sql, -1,
				    SQLITE_PREPARE_PERSISTENT, &c->stmts[id],
				    &tail);

	if (rc == SQLITE_OK && (!is_blank(tail) || !c->stmts[id]))
		rc = SQLITE_ERROR;
	return rc == SQLITE_OK || conn_error(c, rc, err);
}

struct sqlite3_stmt *stmt_use(struct conn *c, unsigned id, struct error *err)
{
	if (!c->stmts[id] && !prepare(c, id, err))
		return NULL;
	sqlite3_reset(c->stmts[id]);
	sqlite3_clear_bindings(c->stmts[id]);
	c->bind_rc = SQLITE_OK;
	conn_set_patient(c, c->patient);
	return c->stmts[id];
}

static void bound(struct conn *c, int rc)
{
	if (c->bind_rc == SQLITE_OK)
		c->bind_rc = rc;
}

void stmt_int(struct conn *c, struct sqlite3_stmt *st, const char *name,
	      int64_t value)
{
	bound(c, sqlite3_bind_int64(st, sqlite3_bind_parameter_index(st, name),
				    value));
}

void stmt_text(struct conn *c, struct sqlite3_stmt *st, const char *name,
	       struct str value)
{
	bound(c, sqlite3_bind_text64(st, sqlite3_bind_parameter_index(st, name),
				     value.p ? value.p : "", value.len,
				     SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_blob(struct conn *c, struct sqlite3_stmt *st, const char *name,
	       struct str value)
{
	bound(c, sqlite3_bind_blob64(st, sqlite3_bind_parameter_index(st, name),
				     value.p ? value.p : "", value.len,
				     SQLITE_STATIC));
}

int stmt_step(struct conn *c, struct sqlite3_stmt *st, struct error *err)
{
	int rc = c->bind_rc ? c->bind_rc : sqlite3_step(st);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		conn_error(c, rc, err);
	stmt_done(st);
	return rc == SQLITE_DONE ? 0 : -1;
}

bool stmt_run(struct conn *c, struct sqlite3_stmt *st, struct error *err)
{
	int rc;

	do
		rc = stmt_step(c, st, err);
	while (rc == 1);
	return rc == 0;
}

void stmt_done(struct sqlite3_stmt *st)
{
	sqlite3_reset(st);
	/* the strings that were bound may go now */
	sqlite3_clear_bindings(st);
}

int64_t stmt_col_int(struct sqlite3_stmt *st, int col)
{
	return sqlite3_column_int64(st, col);
}

struct str stmt_col_peek(struct sqlite3_stmt *st, int col)
{
	/* _blob for a BLOB, so that no terminator is added to a large one */
	const void *p = sqlite3_column_type(st, col) == SQLITE_BLOB
				? sqlite3_column_blob(st, col)
				: sqlite3_column_text(st, col);
	int n = sqlite3_column_bytes(st, col);

	return p && n > 0 ? str_n(p, (size_t)n) : STR("");
}

struct str stmt_col_bytes(struct sqlite3_stmt *st, int col, struct arena *a)
{
	return arena_str(a, stmt_col_peek(st, col));
}

struct str stmt_repair(struct arena *a, struct str s)
{
	struct buf b;
	size_t n;

	if (utf8_is_valid(s))
		return s;
	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i += n)
		buf_add_cp(&b, utf8_decode(s, i, &n));
	return buf_str(&b);
}

struct str stmt_col_text(struct sqlite3_stmt *st, int col, struct arena *a)
{
	return stmt_repair(a, stmt_col_bytes(st, col, a));
}

uint32_t stmt_col_u32(struct sqlite3_stmt *st, int col, uint32_t most)
{
	int64_t v = sqlite3_column_int64(st, col);

	return v >= 0 && v <= most ? (uint32_t)v : 0;
}
