/*
 * List markers, one scanner each: 一、 （一） 第一， 一是 1. （1） ① —— ##,
 * with the punctuation of both widths and stray blanks inside. A scanner
 * gives the length of its marker, 0 when there is none.
 */
#include "core/outline/mark.h"

#include <assert.h>

#include "core/outline/glyph.h"

static const char *const NAMES[] = {[MARK_NONE] = "none",
				    [MARK_HASH] = "hash",
				    [MARK_PART] = "part",
				    [MARK_HAN] = "han",
				    [MARK_HAN_PAREN] = "han-paren",
				    [MARK_ORDINAL] = "ordinal",
				    [MARK_IS] = "is",
				    [MARK_ARABIC] = "arabic",
				    [MARK_ARABIC_PAREN] = "arabic-paren",
				    [MARK_DASH] = "dash"};
static_assert(COUNT_OF(NAMES) == MARK_COUNT, "a name each");

const char *mark_name(enum mark_kind kind)
{
	return NAMES[kind];
}

/* The length of one of `cps` (ends with 0) at `at`, blanks before it
 * counted; 0 when it is another one. */
static size_t one_of(struct str s, size_t at, const uint32_t *cps)
{
	size_t from = glyph_skip_blanks(s, at), n;
	uint32_t cp = glyph_at(s, from, &n);

	for (; *cps && cp; cps++)
		if (*cps == cp)
			return from + n - at;
	return 0;
}

static bool is_arabic(struct str s, size_t at)
{
	size_t n;

	return glyph_digit(glyph_at(s, at, &n)) >= 0;
}

static size_t scan_hash(struct str s, uint32_t *number)
{
	size_t n = 0;

	while (n < s.len && s.p[n] == '#')
		n++;
	*number = (uint32_t)n;
	return n && n <= 6 && n < s.len && strchr(" \t", s.p[n]) && s.p[n] ? n
									   : 0;
}

/* 第一部分 第一章 第一节 */
static size_t scan_part(struct str s, uint32_t *number)
{
	static const uint32_t di[] = {0x7b2c, 0}, zhang[] = {0x7ae0, 0x7bc7, 0};
	static const struct str part = {"\xe9\x83\xa8\xe5\x88\x86", 6};
	size_t at = one_of(s, 0, di), n;

	if (!at)
		return 0;
	at = glyph_skip_blanks(s, at);
	*number = glyph_number(s, at, &n);
	if (!*number)
		return 0;
	at = glyph_skip_blanks(s, at + n);
	if (str_has_prefix(str_sub(s, at, s.len), part))
		return at + part.len;
	n = one_of(s, at, zhang);
	return n ? at + n : 0;
}

/* 一、 一． and 一 alone on its line */
static size_t scan_han(struct str s, uint32_t *number)
{
	static const uint32_t seps[] = {0x3001, 0xff0e, '.', 0};
	size_t n, sep;

	if (is_arabic(s, 0))
		return 0;
	*number = glyph_number(s, 0, &n);
	if (!*number)
		return 0;
	sep = one_of(s, n, seps);
	return sep ? n + sep : 0;
}

static size_t scan_paren(struct str s, uint32_t *number, bool arabic)
{
	static const uint32_t open[] = {'(', 0xff08, 0x3014, 0};
	static const uint32_t close[] = {')', 0xff09, 0x3015, 0};
	size_t at = one_of(s, 0, open), n, end;

	if (!at)
		return 0;
	at = glyph_skip_blanks(s, at);
	if (is_arabic(s, at) != arabic)
		return 0;
	*number = glyph_number(s, at, &n);
	if (!*number || *number > 99)
		return 0;
	end = one_of(s, at + n, close);
	return end ? at + n + end : 0;
}

static size_t scan_han_paren(struct str s, uint32_t *number)
{
	static const uint32_t seps[] = {0x3001, 0};
	size_t n = scan_paren(s, number, false);

	return n ? n + one_of(s, n, seps) : 0;
}

/* 第一， 第一、 第一： */
static size_t scan_ordinal(struct str s, uint32_t *number)
{
	static const uint32_t di[] = {0x7b2c, 0};
	static const uint32_t seps[] = {0xff0c, 0x3001, 0xff1a, ',', ':', 0};
	size_t at = one_of(s, 0, di), n, sep;

	if (!at || is_arabic(s, at))
		return 0;
	*number = glyph_number(s, at, &n);
	sep = *number && *number <= 30 ? one_of(s, at + n, seps) : 0;
	return sep ? at + n + sep : 0;
}

/* 一是 一要 */
static size_t scan_is(struct str s, uint32_t *number)
{
	static const uint32_t words[] = {0x662f, 0x8981, 0};
	size_t n, word;

	if (is_arabic(s, 0))
		return 0;
	*number = glyph_number(s, 0, &n);
	word = *number && *number <= 30 ? one_of(s, n, words) : 0;
	return word ? n + word : 0;
}

/* 1. 1、 １． but no 1.5 */
static size_t scan_arabic(struct str s, uint32_t *number)
{
	static const uint32_t seps[] = {'.', 0x3001, 0xff0e, 0};
	size_t n, sep;

	if (!is_arabic(s, 0))
		return 0;
	*number = glyph_number(s, 0, &n);
	sep = *number && *number <= 99 ? one_of(s, n, seps) : 0;
	return sep && !is_arabic(s, n + sep) ? n + sep : 0;
}

/* （1） ① */
static size_t scan_arabic_paren(struct str s, uint32_t *number)
{
	size_t n;
	uint32_t cp = glyph_at(s, 0, &n);

	if (cp >= 0x2460 && cp <= 0x2473) {
		*number = cp - 0x2460 + 1;
		return n;
	}
	return scan_paren(s, number, true);
}

/* Two dashes or more of any make, or one long one. */
static size_t scan_dash(struct str s, uint32_t *number)
{
	static const uint32_t dashes[] = {0x2014, 0x2015, 0x2500, 0x2013,
					  0xff0d, '-',	  0x2e3a, 0};
	size_t at = 0, n;

	*number = 0;
	while ((n = one_of(s, at, dashes)) && *number < 8) {
		at += n;
		++*number;
	}
	if (*number == 1 && at < 3)
		at = 0;
	*number = 0;
	return at;
}

/* No marker is longer, blanks and all; what is longer costs no time. */
enum { MARK_MAX = 256 };

struct mark mark_at(struct str s, bool hash)
{
	static size_t (*const scan[])(struct str, uint32_t *) = {
		[MARK_HASH] = scan_hash,
		[MARK_PART] = scan_part,
		[MARK_HAN] = scan_han,
		[MARK_HAN_PAREN] = scan_han_paren,
		[MARK_ORDINAL] = scan_ordinal,
		[MARK_IS] = scan_is,
		[MARK_ARABIC] = scan_arabic,
		[MARK_ARABIC_PAREN] = scan_arabic_paren,
		[MARK_DASH] = scan_dash};

	s.len = s.len < MARK_MAX ? s.len : MARK_MAX;
	for (size_t i = hash ? MARK_HASH : MARK_PART; i < MARK_COUNT; i++) {
		struct mark m = {.kind = (enum mark_kind)i};
		size_t n = scan[i](s, &m.number);

		if (n) {
			m.len = (uint32_t)glyph_skip_blanks(s, n);
			return m;
		}
	}
	return (struct mark){0};
}
