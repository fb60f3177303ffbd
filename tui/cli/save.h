#pragma once

#include <stdio.h>

#include "core/base/error.h"
#include "core/base/str.h"

/*
 * A file that is there as a whole or not at all: written beside its place and
 * moved there when it is done. A file that is there already stays unless
 * `force`; of two writers one wins.
 */
struct save {
	const char *path;
	char *part; /* the file being written */
	FILE *file; /* write here */
	bool force;
};

/* ERR_ARG when the file is there and may not be replaced. */
bool save_begin(struct save *s, struct arena *a, const char *path, bool force,
		struct error *err);
/* Closes the file and puts it in its place; with `ok` false, away. */
bool save_end(struct save *s, bool ok, struct error *err);
