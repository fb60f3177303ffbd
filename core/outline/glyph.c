/* Classes of single characters, by switch: the compiler makes the tables. */
#include "core/outline/glyph.h"

#include "core/base/space.h"
#include "core/base/utf8.h"

bool glyph_is_blank(uint32_t cp)
{
	return space_is(cp) || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 ||
	       cp == 0xfeff || cp == 0xad;
}

bool glyph_ends_sentence(uint32_t cp)
{
	switch (cp) {
	case 0x3002: /* 。 */
	case 0xff01: /* ！ */
	case 0xff1f: /* ？ */
	case '!':
	case '?':
	case 0x2026: /* … */
		return true;
	default:
		return false;
	}
}

bool glyph_is_closing(uint32_t cp)
{
	switch (cp) {
	case ',':
	case ';':
	case ':':
	case ')':
	case ']':
	case 0x3001: /* 、 */
	case 0xff0c: /* ， */
	case 0xff1b: /* ； */
	case 0xff1a: /* ： */
	case 0xff09: /* ） */
	case 0x300b: /* 》 */
	case 0x3009: /* 〉 */
	case 0x300d: /* 」 */
	case 0x300f: /* 』 */
	case 0x3011: /* 】 */
	case 0x3015: /* 〕 */
	case 0x201d: /* ” */
	case 0x2019: /* ’ */
	case 0xff05: /* ％ */
	case '%':
		return true;
	default:
		return glyph_ends_sentence(cp);
	}
}

bool glyph_is_opening(uint32_t cp)
{
	switch (cp) {
	case '(':
	case '[':
	case 0xff08: /* （ */
	case 0x300a: /* 《 */
	case 0x3008: /* 〈 */
	case 0x300c: /* 「 */
	case 0x300e: /* 『 */
	case 0x3010: /* 【 */
	case 0x3014: /* 〔 */
	case 0x201c: /* “ */
	case 0x2018: /* ‘ */
		return true;
	default:
		return false;
	}
}

bool glyph_is_comma(uint32_t cp)
{
	return cp == 0xff0c || cp == ',' || cp == 0x3001;
}

bool glyph_is_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9fff) || cp == 0x3005 || cp == 0x3007 ||
	       (cp >= 0xf900 && cp <= 0xfaff) ||
	       (cp >= 0x20000 && cp <= 0x3ffff);
}

int glyph_digit(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xff10 && cp <= 0xff19)
		return (int)(cp - 0xff10);
	return -1;
}

int glyph_han_digit(uint32_t cp)
{
	static const uint32_t digits[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09,
					  0x56db, 0x4e94, 0x516d, 0x4e03,
					  0x516b, 0x4e5d, 0x5341};

	for (int i = 0; i <= 10; i++)
		if (digits[i] == cp)
			return i;
	if (cp == 0x96f6 || cp == 0x25cb) /* 零, and ○ for it */
		return 0;
	return cp == 0x4e24 ? 2 : -1; /* 两 */
}

/* The text is valid UTF-8, so the lead byte tells all; only a slice that ends
 * inside a character has to be looked at twice. */
uint32_t glyph_at(struct str s, size_t at, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.p + at;

	*len = 0;
	if (at >= s.len)
		return 0;
	*len = 1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] >= 0xe0 && p[0] < 0xf0 && s.len - at >= 3) {
		*len = 3;
		return (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 |
		       (p[2] & 0x3fu);
	}
	return utf8_decode(s, at, len);
}

size_t glyph_skip_blanks(struct str s, size_t at)
{
	size_t n;

	while (at < s.len && glyph_is_blank(glyph_at(s, at, &n)))
		at += n;
	return at;
}

uint32_t glyph_last(struct str s)
{
	size_t n;

	return s.len ? glyph_at(s, utf8_prev(s, s.len), &n) : 0;
}

/* Most bytes of a report begin a Han letter, which no blank shares its lead
 * byte with. */
uint32_t glyph_count(struct str s)
{
	uint32_t count = 0;
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > 0xe3 && c < 0xef) {
			n = 3;
			count++;
			continue;
		}
		count += !glyph_is_blank(glyph_at(s, i, &n));
	}
	return count;
}

static uint32_t arabic(struct str s, size_t at, size_t *len)
{
	uint32_t v = 0;
	size_t n, i = at;
	int digits = 0, d;

	while ((d = glyph_digit(glyph_at(s, i, &n))) >= 0) {
		if (++digits > 4)
			return 0;
		v = v * 10 + (uint32_t)d;
		i += n;
	}
	*len = i - at;
	return v;
}

uint32_t glyph_number(struct str s, size_t at, size_t *len)
{
	uint32_t v = 0, digit = 0;
	size_t n, i = at;
	int count = 0, d;

	v = arabic(s, at, len);
	if (v)
		return v;
	while ((d = glyph_han_digit(glyph_at(s, i, &n))) >= 0 && count++ < 5) {
		if (d == 10) {
			v += (digit ? digit : 1) * 10;
			digit = 0;
		} else {
			digit = (uint32_t)d;
		}
		i += n;
	}
	*len = i - at;
	return v + digit;
}
