/*
 * The cleaner: by Unicode's general category (Cc, Cf, Cs, Co, Cn
 * non-characters, Zl, Zp) from libunistring, and a short list of characters
 * that have another category but show nothing.
 */
#include "core/base/clean.h"

#include <unictype.h>

#include "core/base/array.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

/* Letters and marks that leave no ink: grapheme joiner, Hangul fillers, Khmer
 * inherent vowels, Braille blank, half-width filler, object replacement. */
static const uint32_t INVISIBLE[] = {0x34f,  0x115f, 0x1160, 0x17b4, 0x17b5,
				     0x2800, 0x3164, 0xffa0, 0xfffc};

static bool is_invisible(uint32_t cp)
{
	for (size_t i = 0; i < COUNT_OF(INVISIBLE); i++)
		if (INVISIBLE[i] == cp)
			return true;
	/* variation selectors and the Mongolian ones */
	return (cp >= 0xfe00 && cp <= 0xfe0f) ||
	       (cp >= 0xe0000 && cp <= 0xe0fff) ||
	       (cp >= 0x180b && cp <= 0x180f);
}

bool clean_is_unsafe(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp > 0x10ffff)
		return true;
	if (cp < 0x300)
		return cp == 0xad;
	/* Han, kana, CJK punctuation and full-width forms: the hot path. */
	if ((cp >= 0x3001 && cp <= 0x3029) || (cp >= 0x4e00 && cp <= 0x9fff) ||
	    (cp >= 0xff01 && cp <= 0xff5e))
		return false;
	if ((cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef))
		return true;
	if (is_invisible(cp))
		return true;
	return uc_is_general_category_withtable(
		cp, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
			    UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Cn |
			    UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
}

uint32_t clean_cp(uint32_t cp)
{
	if (cp == '\t')
		return ' ';
	if (cp < 0x20)
		return 0x2400 + cp;
	if (cp == 0x7f)
		return 0x2421;
	return clean_is_unsafe(cp) ? UTF8_REPLACEMENT : cp;
}

static void clean_into(struct buf *out, struct str s, bool keep_lf)
{
	size_t n, marks = 0;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n), shown = clean_cp(cp);

		if (keep_lf && cp == '\n')
			shown = '\n';
		else if (shown >= 0x300 && width_cp(shown) == 0)
			shown = ++marks > CLEAN_MARKS_MAX ? UTF8_REPLACEMENT
							  : shown;
		else
			marks = 0;
		buf_add_cp(out, shown);
	}
}

void clean(struct buf *out, struct str s)
{
	clean_into(out, s, false);
}

void clean_lines(struct buf *out, struct str s)
{
	clean_into(out, s, true);
}

static bool is_clean(struct str s)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (cp == UTF8_REPLACEMENT || clean_is_unsafe(cp) ||
		    (cp >= 0x300 && width_cp(cp) == 0))
			return false;
	}
	return true;
}

struct str clean_str(struct arena *a, struct str s)
{
	struct buf b;

	if (is_clean(s))
		return s;
	buf_init(&b, a);
	clean(&b, s);
	return buf_str(&b);
}
