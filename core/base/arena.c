/*
 * Arenas: a chain of blocks, each at least as large as all before it, so that
 * a long report costs few calls of malloc. Rewound bytes are poisoned under
 * ASan, which finds slices that outlived their arena.
 */
#include "core/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define HS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HS_ASAN 1
#endif
#endif
#ifdef HS_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n)	  ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

enum { FIRST_BLOCK = 4096, LARGEST_STEP = 4 << 20 };

struct arena_block {
	struct arena_block *prev;
	size_t cap; /* bytes of data */
	alignas(max_align_t) char data[];
};

static void (*oom_hook)(void);

void arena_on_oom(void (*hook)(void))
{
	oom_hook = hook;
}

void arena_oom(void)
{
	if (oom_hook)
		oom_hook();
	_Exit(3);
}

static size_t aligned(size_t size)
{
	const size_t mask = alignof(max_align_t) - 1;

	if (size > SIZE_MAX / 2)
		arena_oom();
	return (size + mask) & ~mask;
}

static void add_block(struct arena *a, size_t need)
{
	size_t cap = a->total ? a->total : FIRST_BLOCK;
	struct arena_block *b;

	if (cap > LARGEST_STEP)
		cap = LARGEST_STEP;
	if (cap < need)
		cap = need;
	b = malloc(sizeof(*b) + cap);
	if (!b)
		arena_oom();
	b->prev = a->head;
	b->cap = cap;
	ASAN_POISON_MEMORY_REGION(b->data, cap);
	a->head = b;
	a->used = 0;
	a->total += cap;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t need = aligned(size ? size : 1);
	char *p;

	if (!a->head || a->head->cap - a->used < need)
		add_block(a, need);
	p = a->head->data + a->used;
	a->used += need;
	ASAN_UNPOISON_MEMORY_REGION(p, size ? size : 1);
	return memset(p, 0, size ? size : 1);
}

void *arena_calloc(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		arena_oom();
	return arena_alloc(a, n * size);
}

void *arena_grow(struct arena *a, void *p, size_t old, size_t size)
{
	char *q;

	if (p && a->head) {
		char *end = a->head->data + a->used;
		size_t was = aligned(old ? old : 1);
		size_t need = aligned(size ? size : 1);

		if ((char *)p + was == end && need >= was &&
		    a->head->cap - a->used >= need - was) {
			a->used += need - was;
			ASAN_UNPOISON_MEMORY_REGION(p, size);
			memset((char *)p + old, 0, size - old);
			return p;
		}
	}
	q = arena_alloc(a, size);
	if (old && p)
		memcpy(q, p, old);
	return q;
}

char *arena_cstr(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len + 1);

	if (s.len)
		memcpy(p, s.p, s.len);
	return p;
}

struct str arena_str(struct arena *a, struct str s)
{
	return str_n(arena_cstr(a, s), s.len);
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->head, a->used};
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->head != mark.head) {
		struct arena_block *b = a->head;

		a->head = b->prev;
		a->total -= b->cap;
		ASAN_UNPOISON_MEMORY_REGION(b->data, b->cap);
		free(b);
	}
	a->used = mark.used;
	if (a->head)
		ASAN_POISON_MEMORY_REGION(a->head->data + a->used,
					  a->head->cap - a->used);
}

void arena_reset(struct arena *a)
{
	struct arena_block *keep = a->head;

	if (!keep)
		return;
	a->head = keep->prev;
	arena_rewind(a, (struct arena_mark){NULL, 0});
	keep->prev = NULL;
	a->head = keep;
	a->used = 0;
	a->total = keep->cap;
	ASAN_POISON_MEMORY_REGION(keep->data, keep->cap);
}

void arena_release(struct arena *a)
{
	arena_rewind(a, (struct arena_mark){NULL, 0});
	*a = (struct arena){0};
}
