/*
 * Matching by readings. The ways to read what was typed are followed all at
 * once: a bit for each place of the key that some way has come to. A character
 * of the text takes every way on by each of its readings, whole or by initial,
 * so that nothing is tried twice.
 */
#include "core/base/pinyin.h"

#include "core/base/pinyin_table.h"
#include "core/base/simplify.h"
#include "core/base/utf8.h"

static bool is_letter(uint32_t cp)
{
	return cp >= 'a' && cp <= 'z';
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Half width, small letters, simplified; 0 for what is passed over. */
static uint32_t plain(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	if (cp >= 'A' && cp <= 'Z')
		return cp + 32;
	if (cp == 0xfc || cp == 0xdc) // ü
		return 'v';
	if (is_letter(cp) || is_digit(cp))
		return cp;
	if (cp < 0x3400 || cp > 0x9fff)
		return 0;
	return simplify(cp);
}

static bool is_gap(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\'' || cp == 0x2019 ||
	       cp == 0x3000 || cp == 0xff07;
}

bool pinyin_read(struct pinyin *k, struct str typed)
{
	bool letters = false, gap = false;
	size_t n;

	k->len = 0;
	for (size_t i = 0; i < typed.len; i += n) {
		uint32_t cp = utf8_decode(typed, i, &n), c = plain(cp);

		gap |= is_gap(cp);
		if (!c && !is_gap(cp) && cp >= 0x80)
			return false;
		if (!c)
			continue;
		if (k->len + 5 > PINYIN_MOST)
			return false;
		if (gap && k->len)
			k->key[k->len++] = '\'';
		gap = false;
		k->len += (unsigned)utf8_encode(c, k->key + k->len);
		letters |= is_letter(c);
	}
	k->key[k->len] = 0;
	return letters;
}

/* Does a typed letter stand for one of a syllable? */
static bool same(char typed, char letter)
{
	return typed == letter || (letter == 'v' && typed == 'u');
}

/* The places that one syllable leads to from `at`. */
static uint64_t by_syllable(const struct pinyin *k, unsigned at,
			    const char *syllable)
{
	bool two = syllable[0] && syllable[1] == 'h';
	uint64_t to = 0;
	unsigned n = 0;

	while (syllable[n] && same(k->key[at + n], syllable[n])) {
		n++;
		/* whole, by its initial, or as far as was typed */
		if (n == 1 || (n == 2 && two) || !syllable[n] ||
		    at + n == k->len)
			to |= (uint64_t)1 << (at + n);
	}
	return to;
}

static uint64_t by_readings(const struct pinyin *k, unsigned at, uint32_t cp)
{
	uint16_t of = PINYIN_OF[cp - PINYIN_FIRST];
	const uint16_t *list = &PINYIN_LISTS[of & ~PINYIN_LIST];
	uint64_t to = 0;

	if (!(of & PINYIN_LIST))
		return by_syllable(k, at, PINYIN_SYLLABLES[of]);
	do
		to |= by_syllable(k, at,
				  PINYIN_SYLLABLES[*list & ~PINYIN_LIST]);
	while (!(*list++ & PINYIN_LIST));
	return to;
}

/* Takes all ways on by a character; `c` is plain and not 0. */
static uint64_t step(const struct pinyin *k, uint64_t ways, uint32_t c)
{
	uint64_t to = 0;
	char utf8[4];
	size_t n = utf8_encode(c, utf8);

	for (; ways; ways &= ways - 1) {
		unsigned at = (unsigned)__builtin_ctzll(ways);

		if (k->key[at] == '\'')
			at++;
		if (memcmp(k->key + at, utf8, n) == 0 && at + n <= k->len)
			to |= (uint64_t)1 << (at + n);
		if (c >= PINYIN_FIRST && c <= PINYIN_LAST)
			to |= by_readings(k, at, c);
	}
	return to;
}

/* What no word reaches over. */
static bool is_stop(uint32_t cp)
{
	switch (cp) {
	case ',':
	case ';':
	case ':':
	case '!':
	case '?':
	case 0x3002: // 。
	case 0xff0c: // ，
	case 0xff1b: // ；
	case 0xff1a: // ：
	case 0xff01: // ！
	case 0xff1f: // ？
		return true;
	default:
		return false;
	}
}

/* The end of the shortest match that starts at `at`, 0 when there is none. */
static size_t match_end(const struct pinyin *k, struct str text, size_t at)
{
	uint64_t ways = 1;
	size_t n;

	for (size_t i = at; i < text.len && ways; i += n) {
		uint32_t cp = utf8_decode(text, i, &n), c = plain(cp);

		if (is_stop(cp))
			return 0;
		if (c)
			ways = step(k, ways, c);
		if (ways >> k->len)
			return i + n;
	}
	return 0;
}

static bool is_whole(const struct pinyin *k, struct str text)
{
	const uint64_t done = (uint64_t)1 << k->len;
	uint64_t ways = 1;
	size_t n;

	for (size_t i = 0; i < text.len && ways; i += n) {
		uint32_t cp = utf8_decode(text, i, &n), c = plain(cp);

		if (is_stop(cp))
			return false;
		/* a way that is done goes no further */
		if (c)
			ways = step(k, ways & ~done, c);
	}
	return ways & done;
}

enum pinyin_fit pinyin_match(const struct pinyin *k, struct str text)
{
	size_t off, len;

	if (!k->len)
		return PINYIN_NONE;
	if (is_whole(k, text))
		return PINYIN_WHOLE;
	if (match_end(k, text, 0))
		return PINYIN_PREFIX;
	return pinyin_find(k, text, 0, &off, &len) ? PINYIN_INSIDE
						   : PINYIN_NONE;
}

bool pinyin_find(const struct pinyin *k, struct str text, size_t from,
		 size_t *off, size_t *len)
{
	size_t n, end;

	if (!k->len)
		return false;
	for (size_t i = from; i < text.len; i += n) {
		if (!plain(utf8_decode(text, i, &n)))
			continue;
		end = match_end(k, text, i);
		if (!end)
			continue;
		*off = i;
		*len = end - i;
		return true;
	}
	return false;
}
