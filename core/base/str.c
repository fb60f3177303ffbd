/* Slices of bytes. */
#include "core/base/str.h"

#include <stdint.h>

bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c)
		return c;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool str_has_prefix(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq(str_n(s.p, prefix.len), prefix);
}

bool str_has_suffix(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

ptrdiff_t str_find(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (from > s.len)
		return -1;
	if (needle.len == 0)
		return (ptrdiff_t)from;
	if (s.len - from < needle.len)
		return -1;
	hit = memmem(s.p + from, s.len - from, needle.p, needle.len);
	return hit ? hit - s.p : -1;
}

struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){s.p ? s.p + from : NULL, to - from};
}

static const struct str IDEOGRAPHIC_SPACE = {"\xe3\x80\x80", 3};

static size_t blank_at_start(struct str s)
{
	if (s.len && strchr(" \t\r\n\v\f", s.p[0]) && s.p[0])
		return 1;
	return str_has_prefix(s, IDEOGRAPHIC_SPACE) ? 3 : 0;
}

static size_t blank_at_end(struct str s)
{
	if (s.len && strchr(" \t\r\n\v\f", s.p[s.len - 1]) && s.p[s.len - 1])
		return 1;
	return str_has_suffix(s, IDEOGRAPHIC_SPACE) ? 3 : 0;
}

struct str str_trim(struct str s)
{
	size_t n;

	while ((n = blank_at_start(s)))
		s = str_sub(s, n, s.len);
	while ((n = blank_at_end(s)))
		s.len -= n;
	return s;
}

bool str_split(struct str *rest, char sep, struct str *field)
{
	const char *hit;

	if (!rest->p)
		return false;
	hit = rest->len ? memchr(rest->p, sep, rest->len) : NULL;
	if (!hit) {
		*field = *rest;
		*rest = STR_NULL;
		return true;
	}
	*field = str_n(rest->p, (size_t)(hit - rest->p));
	*rest = str_sub(*rest, field->len + 1, rest->len);
	return true;
}

bool str_to_u32(struct str s, unsigned *out)
{
	uint64_t v = 0;

	if (s.len == 0 || s.len > 10)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	if (v > UINT32_MAX)
		return false;
	*out = (unsigned)v;
	return true;
}
