#pragma once

#include "db/intake.h"

/*
 * What was read and waits to be stored: some reports at a time go into the
 * library in one transaction (64 files, 4 MiB or a fifth of a second), so that
 * a folder of small files does not wait for the disk at each one and nobody
 * waits long for the write lock. Only what has been committed is counted.
 */
struct waiting;

struct batch {
	const struct intake *in;
	struct arena *a; /* the caller's, for failures */
	struct intake_result *result;
	struct arena arena; /* what the list and its reports live in */
	ARRAY_OF(struct waiting) list;
	size_t bytes;
	int64_t since; /* ms, of the oldest in the list */
};

/* Parses a document, whose strings are in b->arena, and lets it wait. */
void batch_take(struct batch *b, const char *shown, struct document *doc);
void batch_fail(struct batch *b, const char *shown, const struct error *err);
/* Stores what waits. */
void batch_flush(struct batch *b);
/* Before each file, and while one waits for a reader: stores what has waited
 * long; false when the caller wants to stop. */
bool batch_announce(struct batch *b, const char *shown);
