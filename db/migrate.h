#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/error.h"

/*
 * What a kind of file looks like and how an older one is brought forward. A
 * new file is made from `create`; an older one takes the steps behind its
 * version, one transaction each. Both set user_version themselves.
 */
struct conn;
struct stmt_row;

struct migration {
	int version; /* that the step leads to */
	const char *sql;
};

struct schema {
	uint32_t application_id;
	int version;	      /* user_version of a file of today */
	int oldest_readable;  /* that can be read as it is */
	const char *create;   /* name in ASSETS_DB */
	const char *more;     /* the same, for what only files have, or NULL */
	bool wal;	      /* write-ahead log, else rollback journal */
	bool is_private;      /* 0600 */
	int busy_ms;	      /* how long to wait for another process */
	const char *not_ours; /* msgid with %s: it is some other file */
	const struct migration *steps; /* by version */
	size_t n_steps;
	const struct stmt_row *stmts;
	size_t n_stmts;
};

/* schema.sql and its kin. */
extern const struct assets ASSETS_DB;

/* Brings the file of an open connection to the schema's version: makes an
 * empty one, takes the steps of an older one. ERR_TOO_NEW for a newer one,
 * ERR_READONLY for an old one that would have to be written. */
bool migrate(struct conn *c, struct error *err);
/* Adds what only files have to a schema that was just made; a library that
 * stays in memory is for a few files, read at once. */
bool migrate_make_file(struct conn *c, struct error *err);
