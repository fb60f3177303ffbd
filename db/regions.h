#pragma once

#include "core/base/array.h"

#include "db/library.h"

/*
 * The regions of the library with what a question needs to know of them. One
 * walk over the index by region.
 */
struct region {
	struct str name; /* full, not "" */
	uint16_t newest; /* plan year of its newest report; 0 unknown */
	uint32_t reports;
};
struct regions {
	struct region *items;
	size_t n, cap;
};

/* By name, in `a`. */
bool regions_load(struct library *lib, struct arena *a, struct regions *out,
		  struct error *err);
/* The region that somebody most likely means who names none: the one with the
 * most reports, of these the one with the newest; n when there is none. */
size_t regions_home(const struct regions *r);
