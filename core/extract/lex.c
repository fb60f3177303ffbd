/*
 * One walk over the characters. The scanner is asked for the next number only
 * when the walk has passed the last one, so the whole is linear.
 */
#include "core/extract/lex.h"

#include "core/base/clean.h"
#include "core/base/space.h"
#include "core/base/utf8.h"

struct lexer {
	struct lexed *out;
	struct arena *arena;
	const struct lex_rules *rules;
	struct str s;  /* the stretch */
	uint32_t base; /* where it lies in the text */
	bool has_next;
	struct quantity next; /* offsets in the stretch */
};

static const char *const KIND_NAMES[] = {
	[TOKEN_NUMBER] = "number", [TOKEN_WORD] = "word",
	[TOKEN_TEXT] = "text",	   [TOKEN_LATIN] = "latin",
	[TOKEN_COMMA] = "comma",   [TOKEN_PAUSE] = "pause",
	[TOKEN_COLON] = "colon",   [TOKEN_STOP] = "stop",
	[TOKEN_OPEN] = "open",	   [TOKEN_CLOSE] = "close",
	[TOKEN_DASH] = "dash",	   [TOKEN_OTHER] = "other",
};

const char *token_kind_name(enum token_kind kind)
{
	return KIND_NAMES[kind];
}

static bool is_alnum(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
	       (cp >= 'a' && cp <= 'z');
}

/* What makes no token: white space and what leaves no ink. */
static bool is_nothing(uint32_t cp)
{
	return space_is(cp) || clean_is_unsafe(cp);
}

static enum token_kind punctuation(uint32_t cp)
{
	switch (cp) {
	case ',':
	case 0xff0c: /* ， */
		return TOKEN_COMMA;
	case 0x3001: /* 、 */
	case 0xff64:
		return TOKEN_PAUSE;
	case ':':
	case 0xff1a:
	case 0x2236: /* ∶ */
		return TOKEN_COLON;
	case 0x3002: /* 。 */
	case 0xff61:
	case '!':
	case 0xff01:
	case '?':
	case 0xff1f:
	case ';':
	case 0xff1b: /* ； */
	case 0x2026: /* … */
		return TOKEN_STOP;
	case '(':
	case '[':
	case 0x201c: /* “ */
	case 0x2018:
	case 0x300a: /* 《 */
	case 0x300c:
	case 0x300e:
	case 0x3010:
	case 0x3014:
	case 0xff08: /* （ */
		return TOKEN_OPEN;
	case ')':
	case ']':
	case 0x201d:
	case 0x2019:
	case 0x300b:
	case 0x300d:
	case 0x300f:
	case 0x3011:
	case 0x3015:
	case 0xff09:
		return TOKEN_CLOSE;
	case '-':
	case '~':
	case 0xff0d:
	case 0xff5e:
	case 0x2010:
	case 0x2013:
	case 0x2014: /* — */
	case 0x2015:
	case 0x2500:
	case 0x301c: /* 〜 */
		return TOKEN_DASH;
	default:
		return TOKEN_OTHER;
	}
}

/* Han and what else is written in words: no punctuation, no blank. */
static bool is_text(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9fff) || cp == 0x3007 ||
	       (cp >= 0xf900 && cp <= 0xfaff) || cp >= 0x20000;
}

/* The longest word; one that is only a unit of the tables (个, 届) is none. */
static const struct lexicon_word *word_at(const struct lexer *l, size_t at,
					  size_t *len)
{
	const struct lexicon_word *w =
		lexicon_match(l->rules->words, l->s, at, len);

	return w && (w->classes & ~(BIT(GENERIC_UNIT) | BIT(NAME_UNIT))) ? w
									 : NULL;
}

static struct token *push(struct lexer *l, enum token_kind kind, size_t at,
			  size_t len)
{
	struct token *t = ARRAY_PUSH(l->arena, &l->out->tokens);

	t->kind = kind;
	t->off = l->base + (uint32_t)at;
	t->len = (uint32_t)len;
	return t;
}

static void find_next(struct lexer *l, size_t from)
{
	l->has_next = quantity_next(l->rules->numbers, l->s, from, &l->next);
}

static uint32_t keep_quantity(struct lexer *l)
{
	struct quantity *q = ARRAY_PUSH(l->arena, &l->out->quantities);

	*q = l->next;
	q->off += l->base;
	return (uint32_t)l->out->quantities.n - 1;
}

static bool lend_to(const struct lexer *l, struct quantity *q)
{
	uint32_t scaled = l->next.number.flags & NUMBER_SCALED;

	if (q->has_unit || q->unit_text.len ||
	    (q->number.flags & NUMBER_SCALED) != scaled ||
	    (q->number.flags & (NUMBER_HAN | NUMBER_ORDINAL)))
		return false;
	q->has_unit = true;
	q->unit = l->next.unit;
	q->unit_text = l->next.unit_text;
	return decimal_mul(q->value, l->next.unit.scale, &q->value);
}

/* 两、三 in words: about as many, no list */
static bool is_about(const struct quantity *low, const struct quantity *high)
{
	int64_t by = high->number.value.coef - low->number.value.coef;

	return low->number.flags & high->number.flags & NUMBER_HAN &&
	       low->len == strlen("两") && (by == 1 || by == 2);
}

static bool joins_range(const struct lexer *l, const struct token *joint,
			const struct quantity *low)
{
	struct str s = str_sub(l->s, joint->off - l->base,
			       joint->off - l->base + joint->len);

	return joint->kind == TOKEN_DASH || str_is(s, "至") ||
	       str_is(s, "到") ||
	       (joint->kind == TOKEN_PAUSE && is_about(low, &l->next));
}

/* 5—6亿元: the first has the unit of the second, and its scale; 1409万、
 * 1305万人次: the unit alone. */
static void lend_unit(struct lexer *l)
{
	const struct token *t = l->out->tokens.items;
	size_t n = l->out->tokens.n;
	struct str written = str_sub(l->s, l->next.number.off,
				     l->next.number.off + l->next.number.len);

	if (!l->next.has_unit)
		return;
	for (; n >= 2 && t[n - 2].kind == TOKEN_NUMBER; n -= 2) {
		struct quantity *q = &l->out->quantities.items[t[n - 2].number];

		if (joins_range(l, &t[n - 1], q) &&
		    quantity_lend(q, &l->next, written))
			continue;
		if ((t[n - 1].kind != TOKEN_PAUSE &&
		     t[n - 1].kind != TOKEN_DASH &&
		     !(t[n - 1].classes & BIT(AND))) ||
		    !lend_to(l, q))
			return;
	}
}

/* The number behind one that ends at `at`. */
static void find_behind(struct lexer *l, const struct quantity *q, size_t at)
{
	struct quantity first = *q;

	first.off -= l->base;
	l->has_next =
		quantity_range_end(l->rules->numbers, l->s, &first, &l->next);
	if (!l->has_next)
		find_next(l, at);
}

static size_t lex_number(struct lexer *l)
{
	size_t at = l->next.off, len = l->next.len;
	uint32_t number;

	lend_unit(l);
	number = keep_quantity(l);

	push(l, TOKEN_NUMBER, at, len)->number = number;
	find_behind(l, &l->out->quantities.items[number], at + len);
	return len;
}

/* A word that ends behind the start of a number hides it. */
static void cover(struct lexer *l, size_t end)
{
	while (l->has_next && l->next.off < end) {
		*ARRAY_PUSH(l->arena, &l->out->covered) = (struct covered){
			keep_quantity(l), (uint32_t)l->out->tokens.n - 1};
		find_next(l, l->next.off + l->next.len > end
				     ? end
				     : l->next.off + l->next.len);
	}
}

/* The word at `at`, if one is there and stronger than a number there. */
static size_t lex_word(struct lexer *l, size_t at)
{
	size_t len;
	const struct lexicon_word *w = word_at(l, at, &len);
	struct token *t;

	if (!w)
		return 0;
	if (l->has_next && l->next.off == at && l->next.len > len)
		return 0;
	t = push(l, TOKEN_WORD, at, len);
	t->classes = w->classes;
	t->arg = w->arg;
	cover(l, at + len);
	return len;
}

/* Characters without a word, up to the next thing that is something. */
static size_t lex_run(struct lexer *l, size_t at)
{
	size_t n, word, end = at;
	uint32_t cp = utf8_decode(l->s, at, &n);
	bool han = is_text(cp);
	size_t stop = l->has_next && l->next.off > at ? l->next.off : l->s.len;

	for (end = at + n; end < stop; end += n) {
		cp = utf8_decode(l->s, end, &n);
		if (han ? !is_text(cp) : !is_alnum(cp))
			break;
		if (han && word_at(l, end, &word))
			break;
	}
	push(l, han ? TOKEN_TEXT : TOKEN_LATIN, at, end - at);
	return end - at;
}

/* A dash may be written twice. */
static size_t lex_punctuation(struct lexer *l, size_t at, size_t len,
			      enum token_kind kind)
{
	size_t n;

	while (kind == TOKEN_DASH && at + len < l->s.len &&
	       !(l->has_next && l->next.off == at + len) &&
	       punctuation(utf8_decode(l->s, at + len, &n)) == TOKEN_DASH)
		len += n;
	push(l, kind, at, len);
	return len;
}

static size_t lex_one(struct lexer *l, size_t at)
{
	size_t n, len = lex_word(l, at);
	uint32_t cp;

	if (len)
		return len;
	if (l->has_next && l->next.off == at)
		return lex_number(l);
	cp = utf8_decode(l->s, at, &n);
	if (is_nothing(cp))
		return n;
	if (is_text(cp) || is_alnum(cp))
		return lex_run(l, at);
	return lex_punctuation(l, at, n, punctuation(cp));
}

void lex(struct lexed *out, struct arena *a, const struct lex_rules *rules,
	 struct str text, uint32_t off, uint32_t len)
{
	struct lexer l = {.out = out,
			  .arena = a,
			  .rules = rules,
			  .s = str_sub(text, off, (size_t)off + len),
			  .base = off};

	find_next(&l, 0);
	for (size_t at = 0; at < l.s.len;)
		at += lex_one(&l, at);
}
