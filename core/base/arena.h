#pragma once

#include <stddef.h>

#include "core/base/str.h"

/*
 * Memory with one lifetime: everything taken from an arena is given back at
 * once, by arena_reset, arena_rewind or arena_release; nothing is freed
 * alone. A zeroed struct is an empty arena. Allocation never returns NULL:
 * without memory the hook of arena_on_oom runs (main restores the terminal,
 * says a line, exits with 3) and the process ends.
 */
struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used;  /* bytes handed out of the head block */
	size_t total; /* bytes held in all blocks */
};

struct arena_mark {
	struct arena_block *head;
	size_t used;
};

/* `size` zeroed bytes, aligned for any object. */
void *arena_alloc(struct arena *a, size_t size);
/* The same for an array; overflow counts as out of memory. */
void *arena_calloc(struct arena *a, size_t n, size_t size);
/* Grows an object from `old` to `size` bytes: in place when it was the last
 * one taken, else a copy; the added bytes are zero. `p` may be NULL. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t size);
/* A copy with a NUL behind it (not counted in len). */
struct str arena_str(struct arena *a, struct str s);
/* The same as a C string; NUL bytes inside end it early. */
char *arena_cstr(struct arena *a, struct str s);

struct arena_mark arena_mark(const struct arena *a);
/* Gives back all that was taken since the mark. */
void arena_rewind(struct arena *a, struct arena_mark mark);
/* Gives back everything, keeps one block for what comes. */
void arena_reset(struct arena *a);
/* Gives back everything; the arena is empty and may be used again. */
void arena_release(struct arena *a);

/* What to do when there is no memory, before the process exits. */
void arena_on_oom(void (*hook)(void));
/* For the few that take memory elsewhere (SQLite, a library): ends the
 * process by the same way. Does not return. */
_Noreturn void arena_oom(void);
