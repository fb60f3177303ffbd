/*
 * Folding. Nearly all characters of a report are Han, ASCII or their
 * full-width forms, which go through without asking Unicode's tables. Any
 * other is normalised together with the marks that follow it, by libunistring;
 * a small memory of such characters spares most of these calls.
 */
#include "core/base/fold.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "core/base/simplify.h"
#include "core/base/space.h"
#include "core/base/utf8.h"

enum {
	STRETCH = 32,	   /* characters normalised together */
	NORMAL_MAX = 2048, /* bytes that they become, at most */
	MEMORY = 512,
	REMEMBERED = 20 /* bytes */
};

/* A character that stood alone, and what it became. */
struct known {
	uint32_t cp;
	uint8_t len;
	char bytes[REMEMBERED];
};

struct folder {
	struct arena *arena;
	struct str s;
	char *p;
	uint32_t *from;
	size_t n, cap;
	struct known *known; /* MEMORY of them once one is needed */
};

bool fold_drops(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return space_is(cp) || cp == 0xad || (cp >= 0x200b && cp <= 0x200f) ||
	       cp == 0x2060 || cp == 0xfeff;
}

static void reserve(struct folder *f, size_t more)
{
	size_t cap = f->cap + f->cap / 2;

	if (f->n + more <= f->cap)
		return;
	if (cap < f->n + more)
		cap = f->n + more;
	f->p = arena_grow(f->arena, f->p, f->cap, cap);
	f->from = arena_grow(f->arena, f->from, f->cap * sizeof(*f->from),
			     cap * sizeof(*f->from));
	f->cap = cap;
}

/* Adds a folded character that came from byte `off`. */
static void put(struct folder *f, uint32_t cp, size_t off)
{
	size_t n;

	reserve(f, 5);
	n = utf8_encode(simplify(cp), f->p + f->n);
	for (size_t i = 0; i < n; i++)
		f->from[f->n++] = (uint32_t)off;
}

static bool attaches(uint32_t cp)
{
	if (cp < 0x300 || (cp >= 0x3400 && cp <= 0x9fff))
		return false;
	/* vowels and finals of Hangul; voice marks of narrow kana */
	if ((cp >= 0x1160 && cp <= 0x11ff) || cp == 0xff9e || cp == 0xff9f)
		return true;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

/* End of what is normalised together with the character at `at`. */
static size_t stretch_end(struct str s, size_t at)
{
	size_t n, end = utf8_next(s, at);

	for (int i = 1; i < STRETCH && end < s.len; i++) {
		if ((unsigned char)s.p[end] < 0xcc ||
		    !attaches(utf8_decode(s, end, &n)))
			break;
		end += n;
	}
	return end;
}

/* NFKC, folded, NFKC again; into `out` of NORMAL_MAX bytes. What is too long,
 * which Unicode's data rule out, stays as it was. */
static struct str normal(struct str s, uint8_t *out)
{
	uint8_t tmp[NORMAL_MAX], *a, *b = NULL;
	size_t n = sizeof(tmp), m = NORMAL_MAX;
	struct str result = s;

	a = u8_normalize(UNINORM_NFKC, (const uint8_t *)s.p, s.len, tmp, &n);
	if (a)
		b = u8_casefold(a, n, NULL, UNINORM_NFKC, out, &m);
	if (b == out)
		result = str_n((const char *)out, m);
	else
		free(b);
	if (a != tmp)
		free(a);
	return result;
}

static void put_all(struct folder *f, struct str s, size_t off)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (!fold_drops(cp))
			put(f, cp, off);
	}
}

/* Is a character that stands alone its own folded form? Hangul is taken apart
 * by rule and put together again. */
static bool stays(uint32_t cp)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;

	if (cp >= 0xac00 && cp <= 0xd7a3)
		return true;
	return uc_decomposition(cp, &tag, parts) < 0 &&
	       !uc_is_property_changes_when_casefolded(cp);
}

/* Folds the stretch at `at` by the tables; returns its end. */
static size_t put_stretch(struct folder *f, size_t at)
{
	size_t n, end = stretch_end(f->s, at);
	uint32_t cp = utf8_decode(f->s, at, &n);
	uint8_t out[NORMAL_MAX];
	struct known *k;
	struct str s;

	if (!f->known)
		f->known = arena_calloc(f->arena, MEMORY, sizeof(*f->known));
	k = &f->known[cp % MEMORY];
	if (at + n == end && k->cp == cp) {
		put_all(f, str_n(k->bytes, k->len), at);
		return end;
	}
	if (at + n == end && stays(cp))
		s = str_sub(f->s, at, end);
	else
		s = normal(str_sub(f->s, at, end), out);
	if (at + n == end && s.len <= REMEMBERED) {
		k->cp = cp;
		k->len = (uint8_t)s.len;
		memcpy(k->bytes, s.p, s.len);
	}
	put_all(f, s, at);
	return end;
}

/* What the character becomes when no table is needed for it, else 0. */
static uint32_t plain(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	if ((cp >= 0x3400 && cp <= 0x9fff) || (cp >= 0x3001 && cp <= 0x3029) ||
	    (cp >= 0x2012 && cp <= 0x2016) || (cp >= 0x2018 && cp <= 0x2023))
		return cp;
	return 0;
}

/* May a mark follow that changes an ASCII character? Most lead bytes say no. */
static bool mark_follows(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : 0;
	size_t n;

	if (c < 0xcc || (c >= 0xe4 && c <= 0xe9))
		return false;
	return attaches(utf8_decode(s, at, &n));
}

/* Made of characters that are folded as they stand, and take no part in what
 * is before them? */
static bool is_plain_word(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.p[i];

		if (c < 0x80 ? c >= 'A' && c <= 'Z' : c >= 0xea)
			return false;
		if (c >= 0xc0 && c < 0xe4)
			return false;
	}
	return word.len > 0;
}

bool fold_has_plainly(struct str s, struct str word)
{
	const char *at = s.p, *end = s.p + s.len;
	size_t n;

	if (!is_plain_word(word))
		return false;
	while (at < end) {
		at = memmem(at, (size_t)(end - at), word.p, word.len);
		if (!at)
			return false;
		at += word.len;
		/* a mark would change the last character */
		if (at == end ||
		    !attaches(utf8_decode(s, (size_t)(at - s.p), &n)))
			return true;
	}
	return false;
}

void fold(struct folded *out, struct arena *a, struct str s)
{
	struct folder f = {.arena = a, .s = s, .cap = s.len + 16};
	size_t n;

	f.from = arena_calloc(a, f.cap, sizeof(*f.from));
	f.p = arena_alloc(a, f.cap);
	for (size_t i = 0; i < s.len;) {
		uint32_t cp = utf8_decode(s, i, &n), easy;

		if (fold_drops(cp)) {
			i += n;
			continue;
		}
		easy = plain(cp);
		if (easy >= 0x80 || (easy && !mark_follows(s, i + n))) {
			put(&f, easy, i);
			i += n;
		} else {
			i = put_stretch(&f, i);
		}
	}
	reserve(&f, 1);
	f.from[f.n] = (uint32_t)s.len;
	*out = (struct folded){.bytes = str_n(f.p, f.n), .from = f.from};
}
