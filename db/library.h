#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"

/*
 * The library: one SQLite file that holds reports. Its application_id and
 * user_version are looked at before anything else; a file that is none is
 * refused untouched, one of a newer hsview with ERR_TOO_NEW, one of an older
 * is brought forward in a transaction (read-only opens of an old one read it
 * as it is where that can be, else say so). SQLite's codes are translated
 * here and nowhere else.
 */
struct library;

enum library_mode {
	LIBRARY_READ,	/* never writes the file; ERR_NOT_FOUND when it is not
			   there */
	LIBRARY_WRITE,	/* makes file and folder when they are not there */
	LIBRARY_MEMORY, /* in memory; `path` is ignored */
};

/* Opens a library; NULL on failure. Close it with library_close. */
struct library *library_open(const char *path, enum library_mode mode,
			     struct error *err);
void library_close(struct library *lib);

/* A transaction (BEGIN IMMEDIATE). Not nested. */
bool library_begin(struct library *lib, struct error *err);
bool library_commit(struct library *lib, struct error *err);
void library_rollback(struct library *lib);

/* What others did to the file since the last look. */
enum library_change {
	LIBRARY_SAME,
	LIBRARY_CHANGED,  /* written to */
	LIBRARY_REPLACED, /* another file has its name; it is open now */
	LIBRARY_GONE,	  /* no file has its name; told once */
};
/* Looks; cheap enough for every key. A file that took its place and cannot be
 * opened sets `err`, once, and what was open stays open. */
enum library_change library_look(struct library *lib, struct error *err);
/* Is it read as a file that nobody changes (it has a log, no log is there,
 * and none can be made)? */
bool library_is_unchanging(const struct library *lib);

/* Where it lies; "" for one in memory. */
const char *library_path(const struct library *lib);

/* Looks whether the file is sound: one line a finding into `out` (English
 * msgids are translated by the caller), none when all is well. */
struct library_finding {
	const char *msgid; /* with %s for the value */
	struct str value;
};
struct library_findings {
	struct library_finding *items;
	size_t n, cap;
};
bool library_check(struct library *lib, struct arena *a,
		   struct library_findings *out, struct error *err);
