#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"

/*
 * What belongs to one reader, in a file of its own (reader.db), apart from the
 * library: where each report was left, marks and notes (db/notes.h). A place
 * holds the report's content hash, its path, the sentence and the offset, so
 * that it is found again when the report has changed.
 */
struct places;

struct place {
	struct str sha256, path; /* of the report */
	struct str quote;	 /* the sentence's first characters */
	uint32_t off;		 /* bytes of the text; of the sentence */
};

/* `path` NULL: in memory (kiosk, or when the file cannot be used). The same
 * care as for a library; NULL on failure. */
struct places *places_open(const char *path, struct error *err);
void places_close(struct places *places);
bool places_put(struct places *places, const struct place *place,
		struct error *err);
/* The place kept for this content, else for this path; false when there is
 * none (err then has code ERR_NONE). */
bool places_get(struct places *places, struct arena *a, struct str sha256,
		struct str path, struct place *place, struct error *err);
