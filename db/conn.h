#pragma once

#include <stdint.h>

#include "core/base/array.h"
#include "core/base/error.h"

#include "db/library.h"
#include "db/migrate.h"

/*
 * A connection to one SQLite file, for the modules of db: opened with the
 * same care whatever the file is for (library, reader's places). The file may
 * be a stranger's: nothing in it is believed before its header is, views and
 * triggers are off, each statement has a budget of steps. SQLite's codes
 * become errors in conn_error and nowhere else.
 */
struct sqlite3;
struct sqlite3_stmt;

/* Which parameter of a statement a name is. Names are string literals, so one
 * place in the code is one pointer. */
struct bind_slot {
	const char *name;
	int index;
};
enum { BINDS_MOST = 24 };

struct conn {
	struct sqlite3 *sql;
	const char *path; /* as given; "" in memory */
	const struct schema *schema;
	struct sqlite3_stmt **stmts; /* by the enum of the schema's rows */
	enum library_mode mode;
	int bind_rc;		 /* first failure of a bind since stmt_use */
	unsigned current;	 /* statement that stmt_use gave last */
	unsigned next_bind;	 /* where its next name is looked for first */
	struct bind_slot *binds; /* BINDS_MOST a statement: names seen */
	bool patient;		 /* no budget of steps */
	bool unchanging;	 /* read as a file that nobody changes */
	int64_t steps_left;
	struct arena arena; /* path, stmts, wanted */
	/* Reports that go into the search index when the transaction ends. */
	ARRAY_OF(int64_t) wanted;
};

/* Opens and checks the file, brings it to the schema's version. On failure
 * the file is as it was and nothing is left open. */
bool conn_open(struct conn *c, const char *path, enum library_mode mode,
	       const struct schema *schema, struct error *err);
void conn_close(struct conn *c);
/* Gives an open connection another place; `from` is gone. */
void conn_move(struct conn *to, struct conn *from);

/* Sets `err` for a code of SQLite; returns false. */
bool conn_error(struct conn *c, int rc, struct error *err);
/* ERR_CORRUPT: the rows say something that cannot be. */
bool conn_corrupt(struct conn *c, struct error *err);
/* Runs constant SQL without values. */
bool conn_exec(struct conn *c, const char *sql, struct error *err);
/* The answer of a statement that gives one integer. */
bool conn_int(struct conn *c, const char *sql, int64_t *value,
	      struct error *err);
/* Lifts the budget of steps (migration, check) or sets it again. */
void conn_set_patient(struct conn *c, bool patient);

/* A piece of work that is all or nothing, inside the transaction that is open
 * or in one of its own; conn_leave ends it either way and returns false when
 * the work did not come to last. Not nested. */
struct scope {
	bool own;   /* the transaction was begun here */
	bool write; /* else it only holds what is read together */
};
bool conn_enter(struct conn *c, struct scope *s, bool write, struct error *err);
bool conn_leave(struct conn *c, const struct scope *s, bool ok,
		struct error *err);
/* Is a transaction open? (A full disk may end one.) */
bool conn_is_in_transaction(const struct conn *c);

/* `path` fit for a message: its end when it is long. */
const char *conn_name(const char *path, char out[128]);

/* The library's connection. */
struct conn *library_conn(struct library *lib);
