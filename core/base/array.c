/* The growth step of arrays. */
#include "core/base/array.h"

#include <stdint.h>

void *array_more(struct arena *a, void *items, size_t *cap, size_t size)
{
	size_t next = *cap ? *cap * 2 : 8;

	if (next > SIZE_MAX / size)
		arena_oom();
	items = arena_grow(a, items, *cap * size, next * size);
	*cap = next;
	return items;
}
