/* Marks and notes, in the reader's file. */
#include "db/notes.h"

#include <sqlite3.h>
#include <time.h>

#include "db/reader_db.h"
#include "db/stmt.h"

bool notes_put(struct places *places, const struct note *n, struct error *err)
{
	struct conn *c = &places->conn;
	struct sqlite3_stmt *st = stmt_use(c, NOTE_PUT, err);
	struct arena tmp = {0};
	bool ok;

	if (!st)
		return false;
	if (n->id) // else NULL: the next one
		stmt_int(c, st, ":id", n->id);
	stmt_int(c, st, ":letter", n->letter);
	stmt_text(c, st, ":sha256", stmt_repair(&tmp, n->sha256));
	stmt_blob(c, st, ":path", n->path);
	stmt_text(c, st, ":title", stmt_repair(&tmp, n->title));
	stmt_text(c, st, ":sentence", stmt_repair(&tmp, n->sentence));
	stmt_int(c, st, ":off", n->off);
	stmt_text(c, st, ":text", stmt_repair(&tmp, n->text));
	stmt_int(c, st, ":made", (int64_t)time(NULL));
	ok = stmt_run(c, st, err);
	arena_release(&tmp);
	return ok;
}

static void take_row(struct sqlite3_stmt *st, struct arena *a, struct note *n)
{
	n->id = stmt_col_int(st, 0);
	n->letter = stmt_col_u32(st, 1, 0x10ffff);
	n->sha256 = stmt_col_text(st, 2, a);
	n->path = stmt_col_bytes(st, 3, a);
	n->title = stmt_col_text(st, 4, a);
	n->sentence = stmt_col_text(st, 5, a);
	n->off = stmt_col_u32(st, 6, UINT32_MAX);
	n->text = stmt_col_text(st, 7, a);
	n->made = stmt_col_int(st, 8);
}

bool notes_mark(struct places *places, struct arena *a, uint32_t letter,
		struct note *note, struct error *err)
{
	struct conn *c = &places->conn;
	struct sqlite3_stmt *st = stmt_use(c, NOTE_BY_LETTER, err);

	if (!st)
		return false;
	stmt_int(c, st, ":letter", letter);
	if (stmt_step(c, st, err) != 1)
		return false;
	take_row(st, a, note);
	stmt_done(st);
	return true;
}

bool notes_all(struct places *places, struct arena *a, struct notes *out,
	       struct error *err)
{
	struct conn *c = &places->conn;
	struct sqlite3_stmt *st = stmt_use(c, NOTE_ALL, err);
	int rc = -1;

	while (st && (rc = stmt_step(c, st, err)) == 1)
		take_row(st, a, ARRAY_PUSH(a, out));
	return rc == 0;
}

bool notes_remove(struct places *places, int64_t id, struct error *err)
{
	struct conn *c = &places->conn;
	struct sqlite3_stmt *st = stmt_use(c, NOTE_REMOVE, err);

	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	return stmt_run(c, st, err);
}
