#pragma once

#include "db/library.h"

/*
 * A copy of a library for many readers: compact, with a rollback journal
 * instead of a log, so that it may lie where nobody writes (a read-only
 * medium, a network path). It comes into being as a whole, under its name,
 * or not at all; readers of an older copy of that name go on reading theirs.
 */

/* Writes the copy. ERR_ARG when `path` is the library itself, one that is
 * being written to, or anything else but an older copy. */
bool library_publish(struct library *lib, const char *path, struct error *err);
