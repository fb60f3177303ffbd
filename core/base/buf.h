#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/str.h"

#define HS_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/*
 * A string being built, in an arena. The bytes stay where they are until the
 * next append; buf_str is a slice of them. `p` is NUL-terminated once
 * anything was appended.
 */
struct buf {
	struct arena *arena;
	char *p;
	size_t len, cap;
};

void buf_init(struct buf *b, struct arena *a);
void buf_reset(struct buf *b);
void buf_add(struct buf *b, struct str s);
void buf_addz(struct buf *b, const char *z);
void buf_addc(struct buf *b, char c);
/* One code point as UTF-8; what is no scalar value becomes U+FFFD. */
void buf_add_cp(struct buf *b, uint32_t cp);
void buf_addf(struct buf *b, const char *fmt, ...) HS_PRINTF(2, 3);
struct str buf_str(const struct buf *b);
/* As a C string, never NULL. */
const char *buf_cstr(struct buf *b);
