/* Strings by number: one open hash table, half full at most. */
#include "core/base/intern.h"

#include "core/base/array.h"

void intern_init(struct intern *in, struct arena *a)
{
	*in = (struct intern){.arena = a, .n_slots = 256};
	in->slots = arena_calloc(a, in->n_slots, sizeof(*in->slots));
}

static uint32_t hash_of(struct str s)
{
	uint64_t h = 14695981039346656037u, word;
	size_t at = 0;

	for (; at + sizeof(word) <= s.len; at += sizeof(word)) {
		memcpy(&word, s.p + at, sizeof(word));
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 29;
	}
	for (; at < s.len; at++)
		h = (h ^ (unsigned char)s.p[at]) * 1099511628211u;
	return (uint32_t)(h ^ h >> 32);
}

static void grow(struct intern *in)
{
	in->n_slots *= 2;
	in->slots = arena_calloc(in->arena, in->n_slots, sizeof(*in->slots));
	for (size_t i = 0; i < in->n; i++) {
		size_t at = in->items[i].hash & (in->n_slots - 1);

		while (in->slots[at])
			at = (at + 1) & (in->n_slots - 1);
		in->slots[at] = (uint32_t)i + 1;
	}
}

uint32_t intern_add(struct intern *in, struct str s)
{
	uint32_t hash = hash_of(s);
	size_t at = hash & (in->n_slots - 1);
	struct intern_item *item;

	for (; in->slots[at]; at = (at + 1) & (in->n_slots - 1)) {
		item = &in->items[in->slots[at] - 1];
		if (item->hash == hash && str_eq(item->s, s))
			return in->slots[at] - 1;
	}
	item = ARRAY_PUSH(in->arena, in);
	item->s = arena_str(in->arena, s);
	item->hash = hash;
	in->slots[at] = (uint32_t)in->n;
	if (in->n * 2 > in->n_slots)
		grow(in);
	return (uint32_t)in->n - 1;
}

struct str intern_str(struct intern *in, struct str s)
{
	uint32_t n = intern_add(in, s); /* may move the items */

	return in->items[n].s;
}
