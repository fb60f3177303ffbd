#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/str.h"

/*
 * Strings to small numbers, and back: equal bytes have one number, counted
 * from 0 in the order of their first coming. So things that are the same in
 * several fields can be compared, sorted and put into tables by number.
 */
struct intern {
	struct arena *arena;
	uint32_t *slots; /* number + 1, 0 = empty; n_slots is a power of two */
	size_t n_slots;
	struct intern_item {
		struct str s; /* a copy in the arena */
		uint32_t hash;
	} * items;
	size_t n, cap;
};

void intern_init(struct intern *in, struct arena *a);
/* The number of a string, a new one when it was not there. */
uint32_t intern_add(struct intern *in, struct str s);
/* The kept copy of a string: equal strings share their bytes. */
struct str intern_str(struct intern *in, struct str s);
