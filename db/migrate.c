/*
 * Forward migrations. The version is read again inside the transaction,
 * because another process may have done the step while this one waited.
 */
#include "db/migrate.h"

#include <sqlite3.h>

#include "db/conn.h"
#include "db/tokenizer.h"

static bool read_version(struct conn *c, int *version, bool *is_empty,
			 struct error *err)
{
	int64_t v, id, tables;

	if (!conn_int(c, "PRAGMA user_version", &v, err) ||
	    !conn_int(c, "PRAGMA application_id", &id, err) ||
	    !conn_int(c, "SELECT count(*) FROM sqlite_schema", &tables, err))
		return false;
	*is_empty = v == 0 && id == 0 && tables == 0;
	*version = (int)v;
	if (!*is_empty && (v < 1 || id != c->schema->application_id))
		return conn_corrupt(c, err);
	return true;
}

/* The SQL that leads on from here, NULL when there is none to take. */
static const char *next_step(struct conn *c, int version, bool is_empty)
{
	const struct schema *s = c->schema;

	if (is_empty)
		return assets_get(&ASSETS_DB, s->create).p;
	for (size_t i = 0; i < s->n_steps; i++)
		if (s->steps[i].version > version)
			return s->steps[i].sql;
	return NULL;
}

static bool is_too_new(struct conn *c, int version, struct error *err)
{
	char name[128];

	if (version <= c->schema->version)
		return false;
	error_set(err, ERR_TOO_NEW,
		  N_("%s was written by a newer hsview: update hsview"),
		  ERR_ARGS_1(conn_name(c->path, name)));
	return true;
}

bool migrate_make_file(struct conn *c, struct error *err)
{
	int rc;

	if (!c->schema->more)
		return true;
	rc = tokenizer_register(c->sql);
	if (rc != SQLITE_OK)
		return conn_error(c, rc, err);
	return conn_exec(c, assets_get(&ASSETS_DB, c->schema->more).p, err);
}

static bool take_step(struct conn *c, bool *done, struct error *err)
{
	int version, before;
	bool is_empty;
	const char *sql;

	if (!read_version(c, &version, &is_empty, err) ||
	    is_too_new(c, version, err))
		return false;
	*done = !is_empty && version == c->schema->version;
	if (*done)
		return true;
	before = version;
	sql = next_step(c, version, is_empty);
	if (!sql)
		return conn_corrupt(c, err);
	if (!conn_exec(c, sql, err) ||
	    (is_empty && c->mode != LIBRARY_MEMORY &&
	     !migrate_make_file(c, err)) ||
	    !read_version(c, &version, &is_empty, err))
		return false;
	/* a step that leads nowhere would go round for ever */
	return version > before ? true : conn_corrupt(c, err);
}

static bool is_readable(struct conn *c, int version, bool is_empty,
			struct error *err)
{
	char name[128];

	if (is_empty)
		return error_set(err, ERR_FORMAT, c->schema->not_ours,
				 ERR_ARGS_1(conn_name(c->path, name)));
	if (version < c->schema->oldest_readable)
		return error_set(
			err, ERR_READONLY,
			N_("%s is of an older hsview: open it once for writing"),
			ERR_ARGS_1(conn_name(c->path, name)));
	return true;
}

bool migrate(struct conn *c, struct error *err)
{
	struct scope s;
	int version = 0;
	bool is_empty = false, done = false;

	/* one view, while another process may be making the file */
	if (!conn_enter(c, &s, false, err) ||
	    !conn_leave(c, &s, read_version(c, &version, &is_empty, err), err))
		return false;
	if (is_too_new(c, version, err))
		return false;
	if (!is_empty && version == c->schema->version)
		return true;
	if (c->mode == LIBRARY_READ)
		return is_readable(c, version, is_empty, err);
	while (!done)
		if (!conn_enter(c, &s, true, err) ||
		    !conn_leave(c, &s, take_step(c, &done, err), err))
			return false;
	return true;
}
