#pragma once

#include <stddef.h>

#include "core/base/str.h"

/*
 * The data files that the program works with: word tables, themes, the
 * schema. They are put into the program when it is built (ASSETS_BUILTIN);
 * tui/cli may lay files of a folder over them (--assets, HSVIEW_ASSETS).
 * `name` is the path below assets/: "lexicon/units.tsv".
 */
struct asset {
	const char *name;
	struct str bytes;
};

struct assets {
	const struct asset *items;
	size_t n;
};

extern const struct assets ASSETS_BUILTIN;

/* The bytes of an asset, STR_NULL when there is none of that name. */
struct str assets_get(const struct assets *assets, const char *name);
