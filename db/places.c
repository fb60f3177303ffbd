/*
 * The reader's file, and where each report was left. A rollback journal: the
 * file is small, written seldom, and should not leave two companions in the
 * user's state folder. A lost place costs a few keys, so nothing waits long for
 * it.
 */
#include "db/places.h"

#include <sqlite3.h>
#include <time.h>

#include "core/base/array.h"

#include "db/reader_db.h"
#include "db/stmt.h"

static const struct stmt_row STMTS[READER_STMT_COUNT] = {
	[PLACE_PUT] = {"INSERT OR REPLACE INTO place "
		       "(sha256, path, quote, off, seen) "
		       "VALUES (:sha256, :path, :quote, :off, :seen)",
		       false},
	[PLACE_BY_HASH] = {"SELECT sha256, path, quote, off FROM place "
			   "WHERE sha256 = :sha256",
			   false},
	[PLACE_BY_PATH] = {"SELECT sha256, path, quote, off FROM place "
			   "WHERE path = :path ORDER BY seen DESC LIMIT 1",
			   false},
	[NOTE_PUT] = {"INSERT OR REPLACE INTO note (id, letter, sha256, path, "
		      "title, sentence, off, text, made) VALUES (:id, "
		      ":letter, :sha256, :path, :title, :sentence, :off, "
		      ":text, :made)",
		      false},
	[NOTE_BY_LETTER] = {"SELECT " NOTE_COLUMNS " FROM note "
			    "WHERE letter = :letter",
			    false},
	[NOTE_ALL] = {"SELECT " NOTE_COLUMNS " FROM note "
		      "ORDER BY title, path, off, id",
		      true},
	[NOTE_REMOVE] = {"DELETE FROM note WHERE id = :id", false},
};

/* The note table of reader.sql, for a file of version 1. */
static const struct migration STEPS[] = {
	{2, "CREATE TABLE note (id INTEGER PRIMARY KEY, "
	    "letter INTEGER NOT NULL, sha256 TEXT NOT NULL, "
	    "path BLOB NOT NULL, title TEXT NOT NULL, "
	    "sentence TEXT NOT NULL, off INTEGER NOT NULL, "
	    "text TEXT NOT NULL, made INTEGER NOT NULL) STRICT;"
	    "CREATE UNIQUE INDEX note_by_letter ON note (letter) "
	    "WHERE letter <> 0;"
	    "PRAGMA user_version = 2"},
};

static const struct schema SCHEMA = {
	.application_id = 0x68737672, /* "hsvr" */
	.version = 2,
	.oldest_readable = 2,
	.create = "reader.sql",
	.is_private = true,
	.busy_ms = 300,
	.not_ours = N_("%s is no file of hsview: it was left as it is"),
	.steps = STEPS,
	.n_steps = COUNT_OF(STEPS),
	.stmts = STMTS,
	.n_stmts = READER_STMT_COUNT,
};

struct places *places_open(const char *path, struct error *err)
{
	struct arena a = {0};
	struct places *p = arena_alloc(&a, sizeof(*p));

	p->arena = a;
	if (conn_open(&p->conn, path, path ? LIBRARY_WRITE : LIBRARY_MEMORY,
		      &SCHEMA, err))
		return p;
	arena_release(&a);
	return NULL;
}

void places_close(struct places *places)
{
	struct arena a;

	if (!places)
		return;
	a = places->arena;
	conn_close(&places->conn);
	arena_release(&a);
}

bool places_put(struct places *places, const struct place *place,
		struct error *err)
{
	struct conn *c = &places->conn;
	struct arena tmp = {0};
	struct sqlite3_stmt *st = stmt_use(c, PLACE_PUT, err);
	bool ok;

	if (!st)
		return false;
	stmt_text(c, st, ":sha256", stmt_repair(&tmp, place->sha256));
	stmt_blob(c, st, ":path", place->path);
	stmt_text(c, st, ":quote", stmt_repair(&tmp, place->quote));
	stmt_int(c, st, ":off", place->off);
	stmt_int(c, st, ":seen", (int64_t)time(NULL));
	ok = stmt_run(c, st, err);
	arena_release(&tmp);
	return ok;
}

static bool get(struct conn *c, struct sqlite3_stmt *st, struct arena *a,
		struct place *place, struct error *err)
{
	if (stmt_step(c, st, err) != 1)
		return false;
	place->sha256 = stmt_col_text(st, 0, a);
	place->path = stmt_col_bytes(st, 1, a);
	place->quote = stmt_col_text(st, 2, a);
	place->off = stmt_col_u32(st, 3, UINT32_MAX);
	stmt_done(st);
	return true;
}

bool places_get(struct places *places, struct arena *a, struct str sha256,
		struct str path, struct place *place, struct error *err)
{
	struct conn *c = &places->conn;
	struct error none = {0};
	struct sqlite3_stmt *st;

	if (!err)
		err = &none;
	error_clear(err);
	st = stmt_use(c, PLACE_BY_HASH, err);
	if (!st)
		return false;
	stmt_text(c, st, ":sha256", sha256);
	if (get(c, st, a, place, err))
		return true;
	if (err->code != ERR_NONE || path.len == 0)
		return false;
	st = stmt_use(c, PLACE_BY_PATH, err);
	if (!st)
		return false;
	stmt_blob(c, st, ":path", path);
	return get(c, st, a, place, err);
}
