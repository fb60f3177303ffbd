/*
 * Finds numbers, units and ranges in a row of characters. Character classes
 * (lexicon/wrap.tsv) lie in one array by code point; units are words
 * (lexicon/units.tsv). A scan goes left to right and never back, so it is
 * linear however long the numbers are.
 */
#include "core/wrap_glue.h"

#include "core/base/array.h"
#include "core/base/space.h"
#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/base/wordmap.h"
#include "core/wrap.h"

enum class {
	OPENING = 1,
	CLOSING = 2,
	NUMERAL = 4,
	SCALE = 8,
	VAGUE = 16,
	RANGE = 32,
	POINT = 64,
	PREFIX = 128,
};

/* Kinds of words in the word map. */
enum word_kind { WORD_UNIT = 1, WORD_LINK, WORD_PER };

enum { CLASSES = 0x10000, WORD_MAX = 16 /* characters */ };

struct wrap_rules {
	uint8_t *class; /* by code point below CLASSES */
	struct wordmap words;
};

static const struct {
	const char *name;
	uint8_t class; /* 0: a word */
	enum word_kind word;
} CLASS_NAMES[] = {
	{"opening", OPENING, 0}, {"closing", CLOSING, 0},
	{"numeral", NUMERAL, 0}, {"scale", SCALE, 0},
	{"vague", VAGUE, 0},	 {"range", RANGE, 0},
	{"point", POINT, 0},	 {"prefix", PREFIX, 0},
	{"link", 0, WORD_LINK},	 {"per", 0, WORD_PER},
};

static bool add_class(struct wrap_rules *r, const struct tsv *t,
		      const struct tsv_row *row, struct error *err)
{
	struct str text = row->cell[1];
	size_t k = 0, n;

	while (k < COUNT_OF(CLASS_NAMES) &&
	       !str_is(row->cell[0], CLASS_NAMES[k].name))
		k++;
	if (k == COUNT_OF(CLASS_NAMES))
		return tsv_error(t, row, "unknown class", err);
	if (text.len == 0)
		return tsv_error(t, row, "empty field", err);
	if (!CLASS_NAMES[k].class) {
		wordmap_add(&r->words, text, CLASS_NAMES[k].word);
		return true;
	}
	for (size_t i = 0; i < text.len; i += n) {
		uint32_t cp = utf8_decode(text, i, &n);

		if (cp >= CLASSES || (r->class[cp] & CLASS_NAMES[k].class))
			return tsv_error(t, row, "a character twice", err);
		r->class[cp] |= CLASS_NAMES[k].class;
	}
	return true;
}

static bool load_classes(struct wrap_rules *r, struct arena *a,
			 const struct assets *assets, struct error *err)
{
	static const char name[] = "lexicon/wrap.tsv";
	struct tsv t;

	if (!tsv_read(&t, a, name, assets_get(assets, name), err))
		return false;
	if (tsv_column(&t, "class") != 0 || tsv_column(&t, "text") != 1)
		return tsv_error(&t, NULL, "no columns class, text", err);
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_class(r, &t, &t.rows.items[i], err))
			return false;
	return true;
}

static bool load_units(struct wrap_rules *r, struct arena *a,
		       const struct assets *assets, struct error *err)
{
	static const char name[] = "lexicon/units.tsv";
	struct tsv t;
	int word;

	if (!tsv_read(&t, a, name, assets_get(assets, name), err))
		return false;
	word = tsv_column(&t, "word");
	if (word < 0)
		return tsv_error(&t, NULL, "no column word", err);
	for (size_t i = 0; i < t.rows.n; i++)
		wordmap_add(&r->words, t.rows.items[i].cell[word], WORD_UNIT);
	return true;
}

struct wrap_rules *wrap_rules_open(struct arena *a, const struct assets *assets,
				   struct error *err)
{
	struct wrap_rules *r = arena_alloc(a, sizeof(*r));

	r->class = arena_calloc(a, CLASSES, sizeof(*r->class));
	wordmap_init(&r->words, a);
	if (!load_classes(r, a, assets, err) || !load_units(r, a, assets, err))
		return NULL;
	return r;
}

/* One run over a text. */
struct scan {
	const struct wrap_rules *rules;
	struct glue_text *t;
};

static bool is(const struct scan *s, size_t i, uint8_t class)
{
	return i < s->t->n && s->t->cp[i] < CLASSES &&
	       (s->rules->class[s->t->cp[i]] & class);
}

static bool is_digit(const struct scan *s, size_t i)
{
	uint32_t cp = i < s->t->n ? s->t->cp[i] : 0;

	return (cp >= '0' && cp <= '9') || (cp >= 0xff10 && cp <= 0xff19);
}

static bool is_figure(const struct scan *s, size_t i)
{
	return is_digit(s, i) || is(s, i, NUMERAL);
}

static size_t skip_blank(const struct scan *s, size_t i)
{
	return i < s->t->n && space_is_blank(s->t->cp[i]) ? i + 1 : i;
}

/* Raises the price of the breaks before the characters [from, to). */
static void raise(struct scan *s, size_t from, size_t to, uint8_t glue)
{
	for (size_t i = from; i < to && i < s->t->n; i++)
		if (s->t->glue[i] < glue)
			s->t->glue[i] = glue;
}

/* End of the longest word of this kind that starts at `i`, else `i`. */
static size_t word_end(const struct scan *s, size_t i, enum word_kind kind)
{
	char bytes[WORD_MAX * 4];
	struct str w = {bytes, 0};
	size_t len;

	for (size_t k = i; k < s->t->n && k < i + WORD_MAX; k++)
		w.len += utf8_encode(s->t->cp[k], bytes + w.len);
	if (w.len == 0 || wordmap_match(&s->rules->words, w, 0, &len) != kind)
		return i;
	return i + utf8_count(str_n(bytes, len));
}

/* `1 9 9 8`: single digits set apart. */
static size_t spaced_end(const struct scan *s, size_t i)
{
	while (is_digit(s, i) && !is_digit(s, i + 1)) {
		size_t k = skip_blank(s, i + 1);

		if (is(s, k, POINT))
			k = skip_blank(s, k + 1);
		if (k == i + 1 || !is_digit(s, k) || is_digit(s, k + 1))
			return i + 1;
		i = k;
	}
	return i;
}

/* 1,709 is a number, 2018,2019 are two. */
static bool is_thousands(const struct scan *s, size_t i, size_t digits_before)
{
	uint32_t cp = i < s->t->n ? s->t->cp[i] : 0;

	return (cp == ',' || cp == 0xff0c) && digits_before <= 3 &&
	       is_digit(s, i + 1) && is_digit(s, i + 2) && is_digit(s, i + 3) &&
	       !is_digit(s, i + 4);
}

static size_t digits_end(const struct scan *s, size_t i)
{
	size_t run = 0;

	for (;; i++) {
		if (is_digit(s, i))
			run++;
		else if ((is(s, i, POINT) && is_digit(s, i + 1)) ||
			 is_thousands(s, i, run))
			run = 0;
		else
			return i;
	}
}

static size_t numerals_end(const struct scan *s, size_t i)
{
	while (is(s, i, NUMERAL) || (is(s, i, POINT) && is(s, i + 1, NUMERAL)))
		i++;
	return i;
}

/* End of the number that starts at `i`: digits or numerals, 百分之 and what
 * follows it. */
static size_t number_end(const struct scan *s, size_t i)
{
	size_t end, link;

	for (;;) {
		if (!is_digit(s, i))
			end = numerals_end(s, i);
		else if (skip_blank(s, i + 1) == i + 1)
			end = digits_end(s, i);
		else
			end = spaced_end(s, i);
		link = word_end(s, end, WORD_LINK);
		if (link == end || !is_figure(s, link))
			return end;
		i = link;
	}
}

/* End of the unit at `i` (亿元, 元/平方米), else `i`. */
static size_t unit_end(const struct scan *s, size_t i)
{
	size_t end = word_end(s, i, WORD_UNIT), next, per;

	while (end > i) {
		per = word_end(s, end, WORD_PER);
		next = per > end ? word_end(s, per, WORD_UNIT) : end;
		if (next <= per)
			break;
		end = next;
	}
	return end;
}

/* End of scale and unit behind a number that ends at `i`: the longer of the
 * two ways to read 百 in 3百分点 and 3百个. */
static size_t tail_end(const struct scan *s, size_t i)
{
	size_t k = skip_blank(s, i), scale = k, unit, plain;

	while (is(s, scale, SCALE))
		scale++;
	if (is(s, scale, VAGUE))
		scale++;
	while (is(s, scale, SCALE))
		scale++;
	unit = unit_end(s, skip_blank(s, scale));
	if (unit == skip_blank(s, scale))
		unit = scale;
	plain = unit_end(s, k);
	if (plain > unit)
		unit = plain;
	return unit > k ? unit : i;
}

/* Marks the number at `i` with its unit; returns its end. */
static size_t mark_quantity(struct scan *s, size_t i)
{
	size_t number = number_end(s, i), end = tail_end(s, number);

	raise(s, i + 1, number, GLUE_NUMBER);
	raise(s, number, skip_blank(s, number) + 1,
	      end > number ? GLUE_UNIT : 0);
	raise(s, skip_blank(s, number) + 1, end, GLUE_WORD);
	return end;
}

/* Start of the range's next number when the sign of one stands at `i`, else
 * `i`. */
static size_t range_next(const struct scan *s, size_t i)
{
	size_t k = skip_blank(s, i);

	if (!is(s, k, RANGE))
		return i;
	k += is(s, k + 1, RANGE) && s->t->cp[k] == s->t->cp[k + 1] ? 2 : 1;
	k = skip_blank(s, k);
	return is_figure(s, k) ? k : i;
}

static size_t mark_range(struct scan *s, size_t i)
{
	size_t next;

	for (;;) {
		i = mark_quantity(s, i);
		next = range_next(s, i);
		if (next == i)
			return i;
		raise(s, i, next + 1, GLUE_RANGE);
		i = next;
	}
}

/* 增长,9.7%: the rules would keep a comma with the digit behind it, as in
 * 1,709; where it is no part of a number, it only parts. */
static void loosen_comma(struct scan *s, size_t i)
{
	uint32_t cp = i >= 2 ? s->t->cp[i - 1] : 0;

	if (cp == ',' || cp == ';' || (cp == ':' && s->t->cp[i - 2] >= 0x80))
		s->t->glue[i] = GLUE_NONE;
}

/* The sign of 降幅为-3.5% goes with the number; the rules would keep it with
 * the word before it, as a hyphen. */
static void mark_prefix(struct scan *s, size_t i)
{
	raise(s, i, i + 1, GLUE_UNIT);
	if (i >= 2 && s->t->cp[i - 2] >= 0x2e80)
		s->t->glue[i - 1] = GLUE_NONE;
}

static void mark_numbers(struct scan *s)
{
	for (size_t i = 0; i < s->t->n;) {
		if (!is_figure(s, i)) {
			i++;
			continue;
		}
		if (is_digit(s, i))
			loosen_comma(s, i);
		if (i > 0 && is(s, i - 1, PREFIX))
			mark_prefix(s, i);
		i = mark_range(s, i);
	}
}

static void mark_punctuation(struct scan *s)
{
	bool opened = false;

	for (size_t i = 0; i < s->t->n; i++) {
		if (space_is_blank(s->t->cp[i]))
			continue;
		if (i > 0 && (opened || is(s, i, CLOSING)))
			raise(s, i, i + 1, GLUE_PUNCT);
		opened = is(s, i, OPENING);
	}
}

void glue_mark(const struct wrap_rules *rules, struct glue_text *t)
{
	struct scan s = {rules, t};

	mark_numbers(&s);
	mark_punctuation(&s);
}
