/*
 * SQLite's codes as errors: the one place where they are translated. An
 * extended code has its own row where a person can do something else about
 * it.
 */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/base/array.h"

#include "db/conn.h"

enum detail { NO_DETAIL, SYSTEM, SQLITE };

struct code_row {
	int rc;
	enum error_code code;
	enum detail detail; /* what the second %s is */
	const char *msgid;
};

// clang-format off
static const struct code_row ROWS[] = {
	{SQLITE_READONLY_ROLLBACK, ERR_READONLY, NO_DETAIL,
	 N_("%s was left in the middle of a change: open it once for writing")},
	{SQLITE_READONLY_RECOVERY, ERR_READONLY, NO_DETAIL,
	 N_("%s was left in the middle of a change: open it once for writing")},
	{SQLITE_BUSY, ERR_BUSY, NO_DETAIL,
	 N_("%s is being written by another program: try again")},
	{SQLITE_LOCKED, ERR_BUSY, NO_DETAIL,
	 N_("%s is being written by another program: try again")},
	{SQLITE_PROTOCOL, ERR_BUSY, NO_DETAIL,
	 N_("%s is being written by another program: try again")},
	{SQLITE_FULL, ERR_FULL, NO_DETAIL,
	 N_("cannot write %s: no space left; nothing was changed")},
	{SQLITE_IOERR_WRITE, ERR_IO, SYSTEM,
	 N_("cannot write %s: %s; nothing was changed")},
	{SQLITE_IOERR_FSYNC, ERR_IO, SYSTEM,
	 N_("cannot write %s: %s; nothing was changed")},
	{SQLITE_IOERR_TRUNCATE, ERR_IO, SYSTEM,
	 N_("cannot write %s: %s; nothing was changed")},
	{SQLITE_IOERR_SHMSIZE, ERR_IO, SYSTEM,
	 N_("cannot write %s: %s; nothing was changed")},
	{SQLITE_IOERR, ERR_IO, SYSTEM,
	 N_("cannot read or write %s: %s; nothing was changed")},
	{SQLITE_CORRUPT, ERR_CORRUPT, NO_DETAIL,
	 N_("%s is damaged: look at it with hsview check")},
	{SQLITE_READONLY, ERR_READONLY, NO_DETAIL,
	 N_("%s may not be written")},
	{SQLITE_PERM, ERR_READONLY, NO_DETAIL,
	 N_("%s may not be written")},
	{SQLITE_AUTH, ERR_READONLY, NO_DETAIL,
	 N_("%s may not be written")},
	{SQLITE_CANTOPEN, ERR_IO, SYSTEM,
	 N_("cannot open %s: %s")},
	{SQLITE_INTERRUPT, ERR_CORRUPT, NO_DETAIL,
	 N_("%s is damaged: reading it does not come to an end")},
	{SQLITE_TOOBIG, ERR_LIMIT, NO_DETAIL,
	 N_("%s: a text is larger than the library holds")},
	/* what only a schema or rows of a stranger can bring about */
	{SQLITE_OK, ERR_CORRUPT, SQLITE,
	 N_("%s is damaged: %s")},
};
// clang-format on

static const struct code_row *row_of(int rc)
{
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		if (ROWS[i].rc == rc)
			return &ROWS[i];
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		if (ROWS[i].rc == (rc & 0xff))
			return &ROWS[i];
	return &ROWS[COUNT_OF(ROWS) - 1];
}

/* A write that fails for space comes as FULL or as an I/O error. */
static bool is_no_space(int rc, int system_errno)
{
	return (rc & 0xff) == SQLITE_IOERR &&
	       (system_errno == ENOSPC || system_errno == EDQUOT ||
		system_errno == EFBIG);
}

bool conn_error(struct conn *c, int rc, struct error *err)
{
	int no = c->sql ? sqlite3_system_errno(c->sql) : errno;
	const char *detail = NULL;
	const struct code_row *row;
	char name[128];

	if ((rc & 0xff) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
		arena_oom();
	conn_name(c->path, name);
	if ((rc & 0xff) == SQLITE_NOTADB)
		return error_set(err, ERR_FORMAT, c->schema->not_ours,
				 ERR_ARGS_1(name));
	row = row_of(is_no_space(rc, no) ? SQLITE_FULL : rc);
	if (row->detail == SYSTEM)
		detail = no ? strerrordesc_np(no) : NULL;
	if (row->detail == SQLITE && c->sql)
		detail = sqlite3_errmsg(c->sql);
	if (!detail)
		detail = sqlite3_errstr(rc);
	return error_set(err, row->code, row->msgid, ERR_ARGS_2(name, detail));
}

bool conn_corrupt(struct conn *c, struct error *err)
{
	return conn_error(c, SQLITE_CORRUPT, err);
}

const char *conn_name(const char *path, char out[128])
{
	size_t len = strlen(path), from = len > 110 ? len - 110 : 0;

	/* not in the middle of a character */
	while (from && path[from] && ((unsigned char)path[from] & 0xc0) == 0x80)
		from++;
	snprintf(out, 128, "%s%s", from ? "…" : "",
		 len ? path + from : "(memory)");
	return out;
}
