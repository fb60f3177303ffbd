/*
 * A figure as it was told: what its digits allow it to be worth, and the words
 * in front of it that say what kind of value it is. Figures of a list (A、B和C
 * 分别增长1%、2%和3%) share the words before the first one.
 */
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/checks/parts.h"

enum {
	LEAD_MAX = 300,	    /* bytes before a figure that are looked at */
	SENTENCE_MAX = 600, /* the same for year and frame */
	LIST_MAX = 6,	    /* bytes of what parts the figures of a list */
	DIGITS_MAX = 17
};

static uint32_t plain(uint32_t cp)
{
	return cp >= 0xff01 && cp <= 0xff5e ? cp - 0xfee0 : cp;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* The number in a value, as its digits stand there. */
struct written {
	int64_t coef;
	int digits, places;
	size_t end; /* behind it */
	bool more;  /* digits follow once more: 1亿4000万 */
};

static void read_written(struct written *w, struct str s)
{
	bool point = false, over = false;
	size_t n;

	*w = (struct written){0};
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = plain(utf8_decode(s, i, &n));

		if (is_digit(cp) && over) {
			w->more = true;
			return;
		}
		if (is_digit(cp) && w->digits < DIGITS_MAX) {
			w->coef = w->coef * 10 + (int64_t)(cp - '0');
			w->digits++;
			w->places += point;
			w->end = i + n;
		} else if (is_digit(cp)) {
			w->more = true;
		} else if (w->digits && !point && cp == '.') {
			point = true;
		} else if (w->digits && cp != ',' && !space_is(cp)) {
			over = true;
		}
	}
}

/* The unit of the last digit that counts, as a power of ten. 1700万 may be
 * round, so its zeros count for nothing; 10% does not grow by tens. */
static bool read_scale(struct told *t, struct str value, int *ulp)
{
	struct decimal mant, v = decimal_abs(t->m->value);
	bool rate =
		t->m->family == FAMILY_RATIO || t->m->family == FAMILY_POINT;
	struct written w;

	read_written(&w, value);
	*ulp = v.exp;
	t->tail = t->m->unit;
	if (w.more || v.coef == 0)
		return false;
	if (w.digits == 0) // 一千二百亿元
		return true;
	if (!decimal_make(w.coef, -w.places, &mant) || mant.coef != v.coef)
		return false;
	t->scale = v.exp - mant.exp;
	t->places = w.places;
	if (w.end < value.len)
		t->tail = str_trim(str_sub(value, w.end, value.len));
	if (w.places || rate)
		*ulp = t->scale - w.places;
	return true;
}

/* Half a unit below (rounded), a whole one above (cut off); for a fall the
 * other way round. */
static bool read_range(struct told *t, int ulp)
{
	struct decimal v = decimal_abs(t->m->value), half, whole;
	enum bound bound = t->m->bound;

	if (!decimal_make(5, ulp - 1, &half) || !decimal_make(1, ulp, &whole) ||
	    !decimal_sub(v, half, &t->low) || !decimal_add(v, whole, &t->high))
		return false;
	t->has_low = bound != BOUND_LE;
	t->has_high = bound != BOUND_GE;
	if (decimal_sign(t->m->value) < 0) {
		struct decimal low = t->low;
		bool has_low = t->has_low;

		t->low = decimal_negate(t->high);
		t->high = decimal_negate(low);
		t->has_low = t->has_high;
		t->has_high = has_low;
	}
	return bound != BOUND_ABOUT;
}

/* A year in a text: four digits of any kind before 年. */
static int year_digit(uint32_t cp)
{
	static const uint32_t HAN[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db,
				       0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d};

	cp = plain(cp);
	if (is_digit(cp))
		return (int)(cp - '0');
	for (int i = 0; i < 10; i++)
		if (cp == HAN[i])
			return i;
	return cp == 0x25cb || cp == 0x96f6 ? 0 : -1; // ○ 零
}

struct year {
	uint16_t year; /* the last one in a stretch, 0: there is none */
	size_t off;
};

static struct year last_year(struct str s)
{
	struct year found = {0, 0};
	unsigned value = 0, digits = 0;
	size_t from = 0, n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);
		int d = year_digit(cp);

		if (d >= 0) {
			from = digits ? from : i;
			value = digits < 4 ? value * 10 + (unsigned)d : 0;
			digits++;
		} else if (!space_is(cp)) {
			if (cp == 0x5e74 && digits == 4 && value > 1900 &&
			    value < 2100)
				found = (struct year){(uint16_t)value, from};
			digits = value = 0;
		}
	}
	return found;
}

static struct str before(const struct told *t, uint32_t from, uint32_t most)
{
	uint32_t off = t->m->off;
	struct str text = t->side->report->text.bytes;

	if (off - from > most)
		from = (uint32_t)utf8_next(text, off - most - 1);
	return str_sub(text, from, off);
}

/* What the sentence says before the figure: a frame for all that follows, and
 * a year, which must be the figure's own; a change may be told against the
 * year before. */
static void read_sentence(struct told *t, const struct check_rules *rules,
			  uint32_t lead)
{
	struct str s = before(t, t->m->sentence.off, SENTENCE_MAX);
	struct year y = last_year(s);
	uint32_t at = t->m->off - (uint32_t)(s.len - y.off);
	bool own = y.year == t->year && t->year;

	if (check_words(rules, s) & HAS(FRAME))
		t->words |= HAS(OTHER);
	if (y.year == 0)
		return;
	if (own && at >= lead) // 从1997年的7.4万亿元: no doubt
		t->words &= ~HAS(FROM);
	if (t->m->measure == MEASURE_GROWTH && y.year + 1 == t->year)
		own = true;
	if (!own)
		t->words |= HAS(OTHER);
}

static void read_period(struct told *t)
{
	struct str p = t->m->period;
	unsigned year;

	if (p.len < 4 || !str_to_u32(str_sub(p, 0, 4), &year) || year > 9999)
		return;
	if (p.len > 7 && p.p[4] == '-') // 2018-2022
		return;
	t->year = (uint16_t)year;
	t->whole = p.len == 4;
}

/* Nothing but what parts the figures of a list. */
static bool is_list(struct str s)
{
	size_t n;

	if (s.len == 0 || s.len > LIST_MAX)
		return false;
	for (size_t i = 0; i < s.len; i += n)
		switch (utf8_decode(s, i, &n)) {
		case 0x3001: // 、
		case 0xff0c: // ，
		case 0x548c: // 和
		case 0x53ca: // 及
		case 0x4e0e: // 与
		case ',':
		case ' ':
			break;
		default:
			return false;
		}
	return true;
}

/* The words of a lead, but for those inside the indicator's name (预算 in
 * 一般公共预算收入). */
static unsigned words_around(const struct check_rules *rules, struct str lead,
			     struct str name)
{
	ptrdiff_t at = name.len ? str_find(lead, name, 0) : -1;

	if (at < 0)
		return check_words(rules, lead);
	return check_words(rules, str_sub(lead, 0, (size_t)at)) |
	       check_words(rules,
			   str_sub(lead, (size_t)at + name.len, lead.len));
}

static void read_words(struct told *t, const struct check_rules *rules,
		       const struct metric *last, unsigned last_words)
{
	uint32_t from = t->m->sentence.off;
	struct str lead;

	if (last && last->sentence.off == from &&
	    last->off + last->len <= t->m->off)
		from = last->off + last->len;
	else
		last = NULL;
	lead = before(t, from, LEAD_MAX);
	t->words = words_around(rules, lead, t->m->indicator);
	if (last && is_list(lead))
		t->words |= last_words;
	read_sentence(t, rules, from);
}

static void read_told(struct told *t, const struct check_rules *rules)
{
	struct str value = str_sub(t->side->report->text.bytes, t->m->off,
				   (size_t)t->m->off + t->m->len);
	int ulp;

	t->exact = read_scale(t, value, &ulp) && read_range(t, ulp) &&
		   !(check_words(rules, value) & HAS(VAGUE));
}

void told_all(struct tolds *out, struct arena *a,
	      const struct check_rules *rules, const struct check_side *side)
{
	const struct metric *last = NULL;
	unsigned last_words = 0;

	for (size_t i = 0; i < side->metrics->n; i++) {
		const struct metric *m = &side->metrics->items[i];
		struct told t = {.m = m, .side = side};

		if (m->class == METRIC_MASKED)
			continue;
		read_period(&t);
		read_words(&t, rules, last, last_words);
		last = m;
		last_words = t.words;
		if (m->class != METRIC_METRIC)
			continue;
		read_told(&t, rules);
		*ARRAY_PUSH(a, out) = t;
	}
}

/* Canonical names of counts bring what there is and what was added together;
 * amounts of money and rates are safe. */
struct str told_name(const struct told *t)
{
	switch (t->m->family) {
	case FAMILY_MONEY:
	case FAMILY_RATIO:
	case FAMILY_POINT:
	case FAMILY_MASS:
		return t->m->canonical.len ? t->m->canonical : t->m->indicator;
	default:
		return t->m->indicator;
	}
}

bool told_is_same(const struct told *a, const struct told *b)
{
	const unsigned kind =
		HAS(REAL) | HAS(NOMINAL) | HAS(COMPARABLE) | HAS(NEW);

	return (a->words & kind) == (b->words & kind) &&
	       a->m->family == b->m->family && str_eq(a->m->unit, b->m->unit) &&
	       str_eq(a->m->scope, b->m->scope) &&
	       str_eq(a->m->basis, b->m->basis) &&
	       str_eq(told_name(a), told_name(b));
}

bool told_differ(const struct told *a, const struct told *b)
{
	return (a->has_high && b->has_low &&
		decimal_cmp(a->high, b->low) < 0) ||
	       (b->has_high && a->has_low && decimal_cmp(b->high, a->low) < 0);
}

bool told_share_sentence(const struct told *a, const struct told *b)
{
	return a->side == b->side && a->m->sentence.off == b->m->sentence.off;
}

struct check_place told_place(struct check_run *run, const struct told *t)
{
	const struct metric *m = t->m;
	struct str text = t->side->report->text.bytes;
	struct check_place p = {
		.at = {m->off, m->len},
		.cp = text_cp(&t->side->report->text, m->off),
		.sentence = m->sentence,
		.value = str_sub(text, m->off, (size_t)m->off + m->len),
		.quote = str_sub(text, m->sentence.off,
				 (size_t)m->sentence.off + m->sentence.len),
		.period = m->period,
	};

	if (t->side == run->mine)
		return p;
	p.report = t->side->id;
	p.value = arena_str(run->arena, p.value);
	p.quote = arena_str(run->arena, p.quote);
	p.period = arena_str(run->arena, p.period);
	return p;
}
