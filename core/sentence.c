/*
 * Sentences. A boundary follows a run of enders and closing characters that
 * holds an ender. The search goes from the place outwards and no farther than
 * SENTENCE_REACH, so that a paragraph without any ender costs no more than
 * another.
 */
#include "core/sentence.h"

#include "core/base/space.h"
#include "core/base/utf8.h"

enum kind { INNER, ENDER, CLOSER };

enum { QUOTE_REACH = 1024 /* bytes in which straight quotes are paired */ };

struct scan {
	struct str s; /* the text up to the paragraph's end */
	size_t from;  /* the earliest place to look at */
	size_t at;    /* the place asked for */
	size_t to;    /* the last place to look at */
	bool semicolon;
};

static bool is_ender(uint32_t cp, bool at_semicolon)
{
	switch (cp) {
	case 0x3002: /* 。 */
	case 0xff61: /* its narrow form */
	case 0xff01: /* ！ */
	case 0xff1f: /* ？ */
	case 0x2026: /* … */
	case '!':
	case '?':
		return true;
	case 0xff1b: /* ； */
	case ';':
		return at_semicolon;
	default:
		return false;
	}
}

static bool is_straight_quote(uint32_t cp)
{
	return cp == '"' || cp == '\'';
}

static bool is_closer(uint32_t cp)
{
	switch (cp) {
	case 0x201d: /* ” */
	case 0x2019: /* ’ */
	case 0x300d: /* 」 */
	case 0x300f: /* 』 */
	case 0x300b: /* 》 */
	case 0x3009: /* 〉 */
	case 0x3011: /* 】 */
	case 0x3015: /* 〕 */
	case 0x3017: /* 〗 */
	case 0xff02: /* ＂ */
	case 0xff07: /* ＇ */
	case 0xff09: /* ） */
	case 0xff3d: /* ］ */
	case 0xff5d: /* ｝ */
	case 0xff63: /* narrow 」 */
	case ')':
	case ']':
	case '}':
		return true;
	default:
		return false;
	}
}

/* A straight quote closes when it stands behind an end or a closing character
 * and is an even one: they alternate. */
static bool quote_closes(const struct scan *sc, size_t at)
{
	size_t from, n;
	uint32_t before;
	bool even = false;

	if (at == sc->from)
		return false;
	before = utf8_decode(sc->s, utf8_prev(sc->s, at), &n);
	if (!is_ender(before, true) && !is_closer(before))
		return false;
	from = at - sc->from > QUOTE_REACH ? at - QUOTE_REACH : sc->from;
	for (size_t i = from; i < at; i++)
		even ^= sc->s.p[i] == sc->s.p[at];
	return even;
}

static enum kind kind_at(const struct scan *sc, size_t at)
{
	size_t n;
	uint32_t cp = utf8_decode(sc->s, at, &n);

	if (is_ender(cp, sc->semicolon))
		return ENDER;
	if (is_closer(cp))
		return CLOSER;
	return is_straight_quote(cp) && quote_closes(sc, at) ? CLOSER : INNER;
}

/* Goes back over the run of enders and closing characters whose last one is
 * at *at, to the character before it or to the first place; true when it
 * holds an ender. */
static bool back_over_run(const struct scan *sc, size_t *at)
{
	bool ended = false;

	for (;;) {
		enum kind k = kind_at(sc, *at);

		ended |= k == ENDER;
		if (k == INNER || *at == sc->from)
			return ended;
		*at = utf8_prev(sc->s, *at);
	}
}

/* `inner` is before the run that the place may stand in: that run is the
 * sentence's own end. */
static size_t start_of(const struct scan *sc, size_t inner)
{
	size_t i = inner, last;

	while (i > sc->from) {
		last = utf8_prev(sc->s, i);
		if (back_over_run(sc, &last))
			return i;
		i = last;
	}
	return i;
}

static size_t end_of(const struct scan *sc, size_t inner)
{
	bool ended = false;
	size_t i = inner;

	for (; i < sc->to; i = utf8_next(sc->s, i)) {
		enum kind k = kind_at(sc, i);

		if (k == INNER && ended)
			return i;
		ended |= k == ENDER;
	}
	return i;
}

static size_t char_start(struct str s, size_t at)
{
	while (at > 0 && at < s.len && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

static struct str without_space(struct str s, size_t *from)
{
	size_t end = s.len, n;

	while (*from < end && space_is(utf8_decode(s, *from, &n)))
		*from += n;
	while (end > *from && space_is(utf8_decode(s, utf8_prev(s, end), &n)))
		end = utf8_prev(s, end);
	return str_sub(s, 0, end);
}

struct span sentence_at(const struct text *t, const struct para *p,
			uint32_t off, bool at_semicolon)
{
	struct scan sc = {.semicolon = at_semicolon, .from = p->off};
	size_t inner, from, end;

	sc.s = without_space(str_sub(t->bytes, 0, (size_t)p->off + p->len),
			     &sc.from);
	if (sc.from >= sc.s.len)
		return (struct span){p->off, 0};
	sc.at = off < sc.from ? sc.from : off;
	if (sc.at >= sc.s.len)
		sc.at = sc.s.len - 1;
	sc.at = char_start(sc.s, sc.at);
	if (sc.at - sc.from > SENTENCE_REACH)
		sc.from = char_start(sc.s, sc.at - SENTENCE_REACH);
	sc.to = sc.s.len;
	if (sc.to - sc.at > SENTENCE_REACH)
		sc.to = char_start(sc.s, sc.at + SENTENCE_REACH);
	inner = sc.at;
	back_over_run(&sc, &inner);
	from = start_of(&sc, inner);
	end = end_of(&sc, inner);
	end = without_space(str_sub(sc.s, 0, end), &from).len;
	return (struct span){(uint32_t)from, (uint32_t)(end - from)};
}
