#pragma once

#include "core/base/arena.h"

/*
 * Growing arrays in an arena. An array is any struct with the members
 * `items` (pointer), `n` and `cap` (counts); zeroed, it is empty. Items move
 * when the array grows, so keep indexes, not pointers.
 */
#define ARRAY_OF(type)                                                         \
	struct {                                                               \
		type *items;                                                   \
		size_t n, cap;                                                 \
	}

/* Appends one zeroed item and evaluates to a pointer to it. */
#define ARRAY_PUSH(arena, arr)                                                 \
	((arr)->n == (arr)->cap                                                \
		 ? (void)((arr)->items = array_more((arena), (arr)->items,     \
						    &(arr)->cap,               \
						    sizeof(*(arr)->items)))    \
		 : (void)0,                                                    \
	 &(arr)->items[(arr)->n++])

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* At least one more item; for ARRAY_PUSH. */
void *array_more(struct arena *a, void *items, size_t *cap, size_t size);
