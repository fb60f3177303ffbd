/* Strings being built in an arena. */
#include "core/base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/utf8.h"

void buf_init(struct buf *b, struct arena *a)
{
	*b = (struct buf){.arena = a};
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	if (b->p)
		b->p[0] = '\0';
}

static void reserve(struct buf *b, size_t more)
{
	size_t need = b->len + more + 1, cap = b->cap ? b->cap : 64;

	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->p = arena_grow(b->arena, b->p, b->cap, cap);
	b->cap = cap;
}

void buf_add(struct buf *b, struct str s)
{
	reserve(b, s.len);
	if (s.len)
		memcpy(b->p + b->len, s.p, s.len);
	b->len += s.len;
	b->p[b->len] = '\0';
}

void buf_addz(struct buf *b, const char *z)
{
	buf_add(b, str_of(z));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, str_n(&c, 1));
}

void buf_add_cp(struct buf *b, uint32_t cp)
{
	char out[4];

	buf_add(b, str_n(out, utf8_encode(cp, out)));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	reserve(b, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

struct str buf_str(const struct buf *b)
{
	return str_n(b->p ? b->p : "", b->len);
}

const char *buf_cstr(struct buf *b)
{
	reserve(b, 0);
	b->p[b->len] = '\0';
	return b->p;
}
