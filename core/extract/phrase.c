/*
 * Trimming looks at one token at a time from either end, so it is linear in
 * the phrase; brackets and quotes are never opened.
 */
#include "core/extract/phrase.h"

#include "core/base/clean.h"
#include "core/base/space.h"
#include "core/base/utf8.h"

#define TIMES                                                                  \
	(BIT(TIME) | BIT(LAST_YEAR) | BIT(THIS_YEAR) | BIT(NEXT_YEAR) |        \
	 BIT(HALF) | BIT(QUARTER) | BIT(SPAN) | BIT(BASE) | BIT(YEARLY))
#define SMALL                                                                  \
	(BIT(ADVERB) | BIT(ALL) | BIT(SHARE) | BIT(AMONG) | BIT(AND) |         \
	 BIT(OF) | BIT(PLAN) | BIT(DONE) | BIT(SET) | BIT(PREP) | BIT(VERSUS))
#define HEAD_STRIP                                                             \
	(TIMES | SMALL | BIT(DROP) | BIT(CUT) | BIT(SELF) | BIT(TO) |          \
	 BIT(LE_AFTER) | BIT(GE_AFTER) | BIT(ABOUT_AFTER))
#define TAIL_STRIP  (TIMES | SMALL | BIT(FROM) | BIT(REACH) | BIT(SELF))
#define NEVER_STRIP (BIT(PLAIN) | BIT(GENERIC) | BIT(HEAD))

static bool is_point(const struct doc *d, uint32_t i)
{
	enum token_kind k = token_at(d, i)->kind;

	return k == TOKEN_PAUSE || k == TOKEN_COMMA || k == TOKEN_COLON ||
	       k == TOKEN_STOP || k == TOKEN_DASH || k == TOKEN_OTHER;
}

/* 2025年 before or behind a name */
static bool is_date(const struct doc *d, uint32_t i)
{
	const struct quant *q = quant_at(d, i);

	return q && q->mask &&
	       (!strcmp(q->mask, "mask.year") ||
		!strcmp(q->mask, "mask.date") || !strcmp(q->mask, "mask.day") ||
		!strcmp(q->mask, "mask.years") ||
		!strcmp(q->mask, "mask.marker"));
}

static bool strips(const struct doc *d, uint32_t i, class_bits classes)
{
	if (is_point(d, i) || is_date(d, i))
		return true;
	if (token_has(d, i, BIT(DROP) | BIT(CUT)) &&
	    token_has(d, i + 1, BIT(HEAD)) &&
	    token_at(d, i + 1)->len == strlen("率"))
		return false; /* 办结率 */
	return token_has(d, i, classes) && !token_has(d, i, NEVER_STRIP);
}

/* A bracket or quote whose other half is outside. */
static bool is_half(const struct doc *d, uint32_t i, struct range r)
{
	uint32_t p = d->partner[i];

	return (token_is(d, i, TOKEN_OPEN) || token_is(d, i, TOKEN_CLOSE)) &&
	       (p == NONE || p < r.from || p >= r.to);
}

/* （其中400户为贫困户） before a noun, but not the (市) of (市)县 */
static bool is_aside(const struct doc *d, uint32_t i, struct range r)
{
	return token_is_aside(d, i) && d->partner[i] < r.to &&
	       d->partner[i] > i + 2;
}

/* The 比 of 收入比由2.9∶1缩小至2.5∶1, no word of comparison */
static bool ends_ratio(const struct doc *d, struct range r)
{
	return r.to > r.from + 1 && token_has(d, r.to - 1, BIT(VERSUS)) &&
	       str_is(token_text(d, r.to - 1), "比") &&
	       token_has(d, r.to, BIT(FROM) | BIT(REACH) | BIT(TO) | BIT(DOWN));
}

/* Behind “十四五”时期 at the head of a phrase; `from` when none is there. A
 * plan and a noun are a name: “十四五”规划. */
static uint32_t behind_plan(const struct doc *d, struct range r)
{
	uint32_t i = r.from + token_is(d, r.from, TOKEN_OPEN);

	if (i >= r.to || !token_has(d, i, BIT(FIVE_YEAR)))
		return r.from;
	i += 1 + token_is(d, i + 1, TOKEN_CLOSE);
	return i >= r.to || token_has(d, i, TIMES) ? i : r.from;
}

struct range phrase_trim(const struct doc *d, struct range r)
{
	r.from = behind_plan(d, r);
	while (r.from < r.to &&
	       (strips(d, r.from, HEAD_STRIP) || is_half(d, r.from, r) ||
		is_aside(d, r.from, r)))
		r.from = is_aside(d, r.from, r) ? d->partner[r.from] + 1
						: r.from + 1;
	if (ends_ratio(d, r))
		return r;
	while (r.from < r.to &&
	       (strips(d, r.to - 1, TAIL_STRIP) || is_half(d, r.to - 1, r)))
		r.to--;
	return r;
}

static uint32_t byte_len(const struct doc *d, struct range r)
{
	const struct token *last;

	if (r.from >= r.to)
		return 0;
	last = token_at(d, r.to - 1);
	return last->off + last->len - token_at(d, r.from)->off;
}

/* Bytes: two Han characters make a name, verbs alone need four. */
enum { NAME_MIN = 6, VERBS_MIN = 12 };

#define VERBS                                                                  \
	(BIT(KEEP) | BIT(DROP) | BIT(CUT) | BIT(NEW) | BIT(UP) | BIT(DOWN) |   \
	 BIT(WIN) | BIT(REACH) | BIT(FIELD) | BIT(HOLD) | BIT(RANK))

static bool is_noun(const struct doc *d, uint32_t i)
{
	if (strips(d, i, HEAD_STRIP | TAIL_STRIP))
		return false;
	return token_is(d, i, TOKEN_TEXT) || token_is(d, i, TOKEN_LATIN) ||
	       token_is(d, i, TOKEN_OPEN) ||
	       (token_is(d, i, TOKEN_WORD) &&
		(!token_has(d, i, VERBS) || token_has(d, i, NEVER_STRIP)));
}

bool phrase_has_noun(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (is_noun(d, i))
			return true;
	return byte_len(d, phrase_trim(d, r)) >= VERBS_MIN;
}

/* Behind a list item that has a verb of its own: 居全市前列、… */
static struct range last_item(const struct doc *d, struct range r)
{
	bool verb = false;
	uint32_t from = r.from;

	for (uint32_t i = r.from; i < r.to; i++) {
		if (token_is(d, i, TOKEN_OPEN) && d->partner[i] < r.to)
			i = d->partner[i];
		else if (token_has(d, i, BIT(RANK)) &&
			 !token_has(d, i, BIT(PLAIN)) &&
			 token_has(d, i + 1, BIT(FIELD)))
			verb = true;
		else if (token_is(d, i, TOKEN_PAUSE) && verb) {
			from = i + 1;
			verb = false;
		}
	}
	return phrase_trim(d, (struct range){from, r.to});
}

/* 贷款增速比平均增速: only what is compared */
static struct range before_versus(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from + 1; i < r.to; i++)
		if (token_has(d, i, BIT(VERSUS)) && !ends_ratio(d, r))
			return phrase_trim(d, (struct range){r.from, i});
	return r;
}

struct range phrase_subject(const struct doc *d, struct range r)
{
	uint32_t first;
	bool noun = false;

	r = last_item(d, before_versus(d, phrase_trim(d, r)));
	first = r.to;
	for (uint32_t i = r.to; i-- > r.from;) {
		if (token_is(d, i, TOKEN_CLOSE) && d->partner[i] != NONE &&
		    d->partner[i] >= r.from) {
			first = i = d->partner[i];
			noun = true;
			continue;
		}
		if (token_has(d, i, BIT(CUT) | BIT(AMONG)) &&
		    !token_has(d, i, NEVER_STRIP) &&
		    byte_len(d, (struct range){first, r.to}) >=
			    (noun ? NAME_MIN : VERBS_MIN))
			return (struct range){first, r.to};
		if (!strips(d, i, HEAD_STRIP))
			first = i;
		noun |= is_noun(d, i);
	}
	return r;
}

bool phrase_is_generic(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (!token_has(d, i, BIT(GENERIC) | BIT(AND)) &&
		    !token_is(d, i, TOKEN_PAUSE))
			return false;
	return r.from < r.to;
}

/* What leaves no ink is no part of a name. */
static bool is_blank(uint32_t cp)
{
	return space_is(cp) || clean_is_unsafe(cp);
}

static bool has_blank(struct str s)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n)
		if (is_blank(utf8_decode(s, i, &n)))
			return true;
	return false;
}

/* 海曙区有效发明 → 有效发明 */
static struct str without_region(const struct doc *d, struct str s)
{
	static const char *const RANKS[] = {"省", "市", "区", "县", "州"};
	const struct lexicon_word *w;
	size_t at = d->region.len, len;

	if (at == 0 || !str_has_prefix(s, d->region))
		return s;
	for (size_t i = 0; i < COUNT_OF(RANKS); i++)
		if (str_has_prefix(str_sub(s, at, s.len), str_of(RANKS[i])))
			at += strlen(RANKS[i]);
	w = lexicon_match(d->words, s, at, &len);
	if (w && (w->classes & BIT(BODY)))
		return s; /* 上海港 is a name */
	return s.len - at >= NAME_MIN ? str_sub(s, at, s.len) : s;
}

struct str phrase_text(struct doc *d, struct range r)
{
	struct str s = STR_NULL;
	struct buf b;
	size_t n;

	if (r.from >= r.to)
		return s;
	s = str_n(d->text.p + token_at(d, r.from)->off, byte_len(d, r));
	if (has_blank(s)) {
		buf_init(&b, d->out);
		for (size_t i = 0; i < s.len; i += n)
			if (!is_blank(utf8_decode(s, i, &n)))
				buf_add(&b, str_n(s.p + i, n));
		s = buf_str(&b);
	}
	return without_region(d, s);
}

struct str phrase_join(struct doc *d, struct str a, struct str b)
{
	struct buf out;

	if (a.len == 0 || b.len == 0)
		return a.len ? a : b;
	buf_init(&out, d->out);
	buf_add(&out, a);
	buf_add(&out, b);
	return buf_str(&out);
}

struct str phrase_words(struct doc *d, struct range r, class_bits classes,
			class_bits except)
{
	struct str s = STR_NULL;

	for (uint32_t i = r.from; i < r.to; i++)
		if (token_has(d, i, classes) && !token_has(d, i, except))
			s = phrase_join(d, s, token_text(d, i));
	return s;
}
