#pragma once

#include "db/batch.h"
#include "db/worker.h"

/*
 * The files at hand: those that a reader works on, as many as there are
 * cores, and plain ones that wait behind such, so that all are stored in the
 * order in which they came.
 */
enum { QUEUE_MAX = 16 };

struct job {
	struct arena arena;
	const char *shown;
	struct document doc;
	struct worker worker; /* runs when doc.is_read */
};

struct queue {
	struct batch *batch;
	struct job jobs[QUEUE_MAX]; /* a ring */
	size_t first, n, most;
	bool inside; /* of an archive: no archive is opened there */
};

void queue_init(struct queue *q, struct batch *b);
/* A file's bytes, in job->arena as all else of the job, which is taken over
 * here: judged, and parsed or given to a reader. */
void queue_add(struct queue *q, struct job *job, struct str bytes);
/* Waits for all of them; kills the readers when the caller wants to stop. */
void queue_end(struct queue *q);

/* Reads one document by itself, into `a`; doc->source and doc->bytes are
 * there. False with the cause. */
bool queue_read(const struct intake *in, struct arena *a, const char *name,
		struct document *doc, struct error *err);
