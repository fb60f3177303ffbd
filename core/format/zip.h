#pragma once

#include "core/base/array.h"
#include "core/reading.h"

/*
 * A zip archive in memory, read by its central directory; nothing is ever
 * written. Limits: files in it, bytes that come out, and how much more comes
 * out than lies in it.
 */
enum { ZIP_FILES_MAX = 10000 };

struct zip_entry {
	struct str name; /* as the archive has it: bytes */
	struct str bytes;
};

struct zip {
	ARRAY_OF(struct zip_entry) entries;
};

/* Reads the entries that `want` asks for (NULL: only the names of all). */
enum reading_fault zip_read(struct zip *z, struct arena *a, struct str bytes,
			    bool (*want)(struct str name));
/* The bytes of the first entry of that name; p is NULL when there is none. */
struct str zip_get(const struct zip *z, const char *name);
