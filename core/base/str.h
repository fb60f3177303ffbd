#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * A borrowed slice of bytes: pointer and length, never owning, not
 * NUL-terminated. It points into a document or an arena; who keeps one past
 * the call copies it into an arena of its own (arena_str). The text in it is
 * UTF-8 wherever it came through core/text; lengths are bytes.
 */
struct str {
	const char *p;
	size_t len;
};

#define STR_NULL ((struct str){NULL, 0})
/* A slice of a string literal. */
#define STR(lit) ((struct str){"" lit, sizeof(lit) - 1})

static inline struct str str_of(const char *z)
{
	return (struct str){z, z ? strlen(z) : 0};
}

static inline struct str str_n(const char *p, size_t len)
{
	return (struct str){p, len};
}

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *z);
/* Byte order, a shorter string before its extensions: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
bool str_has_prefix(struct str s, struct str prefix);
bool str_has_suffix(struct str s, struct str suffix);
/* Byte offset of the first `needle` at or after `from`, or -1. */
ptrdiff_t str_find(struct str s, struct str needle, size_t from);
/* The slice [from, to), both clamped to the string. */
struct str str_sub(struct str s, size_t from, size_t to);
/* Without ASCII blanks, tabs, line ends and U+3000 at either end. */
struct str str_trim(struct str s);
/* Splits off what stands before the first `sep`; *rest is what follows it.
 * Returns false when nothing is left. */
bool str_split(struct str *rest, char sep, struct str *field);
/* Reads a whole unsigned decimal number; false when it is none or > UINT32_MAX.
 */
bool str_to_u32(struct str s, unsigned *out);
