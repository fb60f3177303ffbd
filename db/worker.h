#pragma once

#include <sys/types.h>

#include "core/base/error.h"
#include "core/reading.h"

/*
 * A reader process at work on one file. It gets the file's bytes in a sealed
 * piece of memory as its standard input, so that it reads what was hashed
 * even where the file changes, and no descriptor, environment or terminal of
 * ours. Its answer is read as it comes, up to a limit, and checked by
 * reading_unpack.
 */
struct worker_input {
	const char *program;  /* absolute path of hsview-reader */
	struct str bytes;     /* the file */
	const char *ext;      /* end of its name, lower case, "" */
	const char *encoding; /* named by the user, "" */
};

struct worker {
	pid_t pid;	  /* 0: none is running */
	int fd;		  /* its answer, -1 at the end */
	int64_t deadline; /* ms */
	struct buf got;
	enum reading_fault fault; /* known before the answer is complete */
};

/* Starts one; its answer will be in `a`. */
bool worker_start(struct worker *w, struct arena *a,
		  const struct worker_input *in, struct error *err);
/* Reads what the workers have to say for at most `ms`; false once `w[0]` has
 * said all. Workers that are not running are passed over. */
bool worker_wait(struct worker *const *w, size_t n, int ms);
/* Its answer, in the arena of worker_start; the process is gone after it. */
void worker_finish(struct worker *w, struct arena *a, struct reading *r);
/* Ends it at once. */
void worker_kill(struct worker *w);

/* ERR_FORMAT or ERR_LIMIT with what a person can do; returns false. */
bool worker_error(enum reading_fault fault, const char *name,
		  struct error *err);
