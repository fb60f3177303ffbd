/* UTF-8 after the Unicode standard, table 3-7. */
#include "core/base/utf8.h"

/* Length by lead byte and the range of the second byte; 0 = no lead byte. */
static size_t lead(unsigned char c, unsigned char *lo, unsigned char *hi)
{
	*lo = 0x80;
	*hi = 0xbf;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef) {
		if (c == 0xe0)
			*lo = 0xa0;
		if (c == 0xed)
			*hi = 0x9f;
		return 3;
	}
	if (c >= 0xf0 && c <= 0xf4) {
		if (c == 0xf0)
			*lo = 0x90;
		if (c == 0xf4)
			*hi = 0x8f;
		return 4;
	}
	return 0;
}

uint32_t utf8_decode(struct str s, size_t at, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	size_t left = s.len - at, n;
	unsigned char lo, hi;
	uint32_t cp;

	*len = 1;
	if (p[0] < 0x80)
		return p[0];
	/* Han letters and their signs, the hot path: E1 to EC take any two */
	if (p[0] >= 0xe1 && p[0] <= 0xec && left >= 3 &&
	    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*len = 3;
		return (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 |
		       (p[2] & 0x3fu);
	}
	n = lead(p[0], &lo, &hi);
	if (n == 0)
		return UTF8_REPLACEMENT;
	cp = p[0] & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if (i >= left || p[i] < lo || p[i] > hi) {
			*len = i;
			return UTF8_REPLACEMENT;
		}
		cp = cp << 6 | (p[i] & 0x3fu);
		lo = 0x80;
		hi = 0xbf;
	}
	*len = n;
	return cp;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = UTF8_REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

bool utf8_is_fault(struct str s, size_t at, uint32_t cp, size_t n)
{
	return cp == UTF8_REPLACEMENT &&
	       !(n == 3 && memcmp(s.p + at, "\xef\xbf\xbd", 3) == 0);
}

bool utf8_is_valid(struct str s)
{
	uint32_t cp;
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		n = 1;
		if ((unsigned char)s.p[i] < 0x80)
			continue;
		cp = utf8_decode(s, i, &n);
		if (utf8_is_fault(s, i, cp, n))
			return false;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

size_t utf8_prev(struct str s, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80);
	return at;
}

size_t utf8_next(struct str s, size_t at)
{
	do
		at++;
	while (at < s.len && ((unsigned char)s.p[at] & 0xc0) == 0x80);
	return at;
}

size_t utf8_cut(struct str s, size_t max)
{
	if (s.len <= max)
		return s.len;
	while (max > 0 && ((unsigned char)s.p[max] & 0xc0) == 0x80)
		max--;
	return max;
}

size_t utf8_offset(struct str s, size_t n)
{
	size_t i = 0;

	while (n-- > 0 && i < s.len)
		i = utf8_next(s, i);
	return i;
}
