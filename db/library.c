/* The library as a whole: what its file looks like, opening, transactions. */
#include "db/library.h"

#include <assert.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "core/base/array.h"

#include "db/conn.h"
#include "db/filter.h"
#include "db/index.h"
#include "db/stmt.h"

struct library {
	struct conn conn;
	struct arena arena; /* holds this struct */
	struct stat seen;   /* the file of that name at the last look */
	int64_t version;    /* SQLite's count of others' changes */
	bool gone;
};

/* Forward steps from older versions. A step sets user_version itself. */
static const struct migration STEPS[] = {
	{2, "CREATE TABLE origin (report INTEGER PRIMARY KEY, "
	    "encoding TEXT NOT NULL, editor TEXT NOT NULL, "
	    "facts BLOB NOT NULL) STRICT;"
	    "PRAGMA user_version = 2"},
	/* the search index, empty: it is made anew by the next import */
	{3, "CREATE TABLE indexed (first INTEGER PRIMARY KEY, "
	    "report INTEGER NOT NULL UNIQUE, n INTEGER NOT NULL, "
	    "age INTEGER NOT NULL, chars INTEGER NOT NULL, "
	    "sum INTEGER NOT NULL) STRICT;"
	    "CREATE TABLE extent (first INTEGER PRIMARY KEY, "
	    "size INTEGER NOT NULL, used INTEGER NOT NULL, "
	    "age INTEGER NOT NULL) STRICT;"
	    "CREATE INDEX extent_by_age ON extent (age, first);"
	    "CREATE TABLE index_state (id INTEGER PRIMARY KEY, "
	    "version INTEGER NOT NULL) STRICT;"
	    "INSERT INTO index_state (id, version) VALUES (1, -1);"
	    "CREATE VIRTUAL TABLE pair_index USING fts5(text, content = '', "
	    "columnsize = 0, detail = none, tokenize = 'hsview pairs');"
	    "CREATE VIRTUAL TABLE char_index USING fts5(text, content = '', "
	    "columnsize = 0, detail = none, tokenize = 'hsview chars');"
	    "CREATE VIRTUAL TABLE heading_index USING fts5(text, content = '', "
	    "columnsize = 0, detail = none, tokenize = 'hsview both');"
	    "INSERT INTO pair_index (pair_index, rank) "
	    "VALUES ('hashsize', 67108864);"
	    "PRAGMA user_version = 3"},
};

static const struct schema SCHEMA = {
	.application_id = 0x68737677, /* "hsvw" */
	.version = 3,
	.oldest_readable = 3,
	.create = "schema.sql",
	.more = "index.sql",
	.wal = true,
	.busy_ms = 5000,
	.not_ours = N_("%s is no hsview library: it was left as it is"),
	.steps = STEPS,
	.n_steps = COUNT_OF(STEPS),
	.stmts = STMT_ROWS,
	.n_stmts = STMT_COUNT,
};

/* Of a file that is read as unchanging, SQLite looks at nothing again. */
static bool is_same_file(const struct library *lib, const struct stat *st)
{
	const struct stat *seen = &lib->seen;

	if (st->st_dev != seen->st_dev || st->st_ino != seen->st_ino)
		return false;
	return !lib->conn.unchanging ||
	       (st->st_size == seen->st_size &&
		st->st_mtim.tv_sec == seen->st_mtim.tv_sec &&
		st->st_mtim.tv_nsec == seen->st_mtim.tv_nsec);
}

static void remember(struct library *lib)
{
	struct error err = {0};

	lib->gone = !*lib->conn.path || stat(lib->conn.path, &lib->seen) != 0;
	if (!conn_int(&lib->conn, "PRAGMA data_version", &lib->version, &err))
		lib->version = 0;
}

/* Opens the file that took the place of ours. */
static bool reopen(struct library *lib, struct error *err)
{
	struct library *fresh =
		library_open(lib->conn.path, lib->conn.mode, err);
	struct arena a;

	if (!fresh)
		return false;
	conn_close(&lib->conn);
	conn_move(&lib->conn, &fresh->conn);
	lib->seen = fresh->seen;
	lib->version = fresh->version;
	a = fresh->arena;
	arena_release(&a);
	return true;
}

enum library_change library_look(struct library *lib, struct error *err)
{
	struct error none = {0};
	int64_t version = lib->version;
	bool was_gone = lib->gone;
	struct stat st;

	if (!*lib->conn.path)
		return LIBRARY_SAME;
	lib->gone = stat(lib->conn.path, &st) != 0;
	if (lib->gone)
		return was_gone ? LIBRARY_SAME : LIBRARY_GONE;
	if (!is_same_file(lib, &st)) {
		lib->seen = st;
		return reopen(lib, err) ? LIBRARY_REPLACED : LIBRARY_SAME;
	}
	if (!conn_int(&lib->conn, "PRAGMA data_version", &version, &none) ||
	    version == lib->version)
		return LIBRARY_SAME;
	lib->version = version;
	return LIBRARY_CHANGED;
}

bool library_is_unchanging(const struct library *lib)
{
	return lib->conn.unchanging;
}

struct library *library_open(const char *path, enum library_mode mode,
			     struct error *err)
{
	struct arena a = {0};
	struct library *lib = arena_alloc(&a, sizeof(*lib));
	int rc;

	lib->arena = a;
	if (!conn_open(&lib->conn, path, mode, &SCHEMA, err)) {
		arena_release(&a);
		return NULL;
	}
	rc = filter_register(lib->conn.sql);
	if (rc != SQLITE_OK) {
		conn_error(&lib->conn, rc, err);
		library_close(lib);
		return NULL;
	}
	remember(lib);
	return lib;
}

void library_close(struct library *lib)
{
	struct arena a;

	if (!lib)
		return;
	a = lib->arena;
	conn_close(&lib->conn);
	arena_release(&a);
}

bool library_begin(struct library *lib, struct error *err)
{
	assert(!conn_is_in_transaction(&lib->conn));
	return conn_exec(&lib->conn, "BEGIN IMMEDIATE", err);
}

bool library_commit(struct library *lib, struct error *err)
{
	if (index_settle(&lib->conn, err) &&
	    conn_exec(&lib->conn, "COMMIT", err))
		return true;
	library_rollback(lib);
	return false;
}

void library_rollback(struct library *lib)
{
	index_drop_wanted(&lib->conn);
	/* a full disk may have ended it already */
	if (conn_is_in_transaction(&lib->conn))
		conn_exec(&lib->conn, "ROLLBACK", NULL);
}

const char *library_path(const struct library *lib)
{
	return lib->conn.path;
}

struct conn *library_conn(struct library *lib)
{
	return &lib->conn;
}
