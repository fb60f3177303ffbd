/*
 * The number scanner: a sign or 第, then parts of digits and scales that fall
 * (3亿5千万, 一百二十三万), then 余 多 几; or N分之M; or a word of
 * number-words.tsv. What is no quantity (十分, 两岸) is told by the word table
 * and by the unit that is missing.
 */
#include "core/extract/number.h"

#include "core/base/utf8.h"
#include "core/extract/number_read.h"

enum { PARTS_MAX = 4, SCALES_MAX = 4, LEAD_MAX = 2, NO_SCALE = 99 };

struct part {
	struct decimal value;
	int scale;     /* power of ten of the scales behind it */
	int scales;    /* how many words of scale */
	size_t places; /* digits of a plain Arabic whole number */
	bool arabic;
};

static void value_scale(struct reader *r, struct decimal *d, int scale)
{
	if (!decimal_scale(*d, scale, d))
		r->flags |= NUMBER_HUGE;
}

/* The scale at `at` that may follow the part: 十 百 千 stand before 万 亿, and
 * behind Arabic digits only, since Han ones have taken theirs. */
static int scale_behind(const struct reader *r, const struct part *part,
			size_t at, size_t *len)
{
	int scale = reader_scale(r, at, len);

	return scale < 4 && (part->scales || !part->arabic) ? 0 : scale;
}

/* 千万, 万亿 behind digits; 余 多 来 几 before one of them: 30余万. */
static void take_scales(struct reader *r, struct part *part)
{
	while (part->scales < SCALES_MAX) {
		size_t n, at = reader_skip_break(r, r->at);
		uint32_t flag = more_flag(reader_cp(r, at, &n));
		int scale;

		if (flag)
			at += n;
		scale = scale_behind(r, part, at, &n);
		if (!scale)
			break;
		r->at = at + n;
		r->flags |= flag | NUMBER_SCALED;
		part->scale += scale;
		part->scales++;
	}
}

/* 十亿零七千万: a zero between the parts, before a digit. */
static void skip_zero(struct reader *r)
{
	size_t n, m;

	if (digit_han(reader_cp(r, r->at, &n)) == 0 &&
	    digit_han(reader_cp(r, r->at + n, &m)) > 0)
		r->at += n;
}

static bool take_part(struct reader *r, bool first, struct part *part)
{
	size_t n;
	uint32_t cp;

	if (!first)
		skip_zero(r);
	cp = reader_cp(r, r->at, &n);
	*part = (struct part){.value = DECIMAL_ZERO};
	part->arabic = digit_arabic(cp) >= 0;
	if (part->arabic) {
		read_arabic(r, &part->value, &part->places);
	} else if (!read_han(r, &part->value)) {
		/* 亿 alone: 上亿, 数以亿计 */
		if (!first || !reader_scale(r, r->at, &n))
			return false;
		part->value = decimal_int(1);
		r->flags |= NUMBER_BARE;
	}
	if (!(r->flags & NUMBER_CODE))
		take_scales(r, part);
	value_scale(r, &part->value, part->scale);
	return true;
}

/* 三万五 is 35000; 1万2000 is 12000; 十万一 is read as ten thousand. */
static bool add_unscaled(struct reader *r, struct part *part, int last,
			 size_t len)
{
	/* No unit follows 百分之…. */
	if (r->flags & NUMBER_PERCENT)
		return !part->arabic && len > strlen("五");
	if (part->arabic)
		return part->places == (size_t)last &&
		       reader_has_unit(r, r->at);
	if (len == strlen("五") && last >= 4) {
		value_scale(r, &part->value, last - 1);
		return reader_has_unit(r, r->at);
	}
	return true;
}

static bool add_part(struct reader *r, struct part *part, struct decimal *sum,
		     int *last, size_t len)
{
	/* 一万二千亿: the scale takes all that stands before it. */
	if (part->scale > *last && !part->arabic) {
		struct decimal all = *sum;

		value_scale(r, &all, part->scale);
		if (!decimal_add(all, part->value, sum))
			r->flags |= NUMBER_HUGE;
		*last = part->scale;
		return true;
	}
	if (part->scale >= *last ||
	    (part->scale == 0 && !add_unscaled(r, part, *last, len)))
		return false;
	if (!decimal_add(*sum, part->value, sum))
		r->flags |= NUMBER_HUGE;
	*last = part->scale;
	return true;
}

/* A whole number: parts whose scales fall. */
static bool take_parts(struct reader *r, struct decimal *sum)
{
	struct part part;
	int last;
	bool arabic;

	if (!take_part(r, true, &part))
		return false;
	*sum = part.value;
	last = part.scale;
	arabic = part.arabic;
	for (int i = 1; i < PARTS_MAX && last >= 4; i++) {
		struct reader back = *r;

		if (r->flags & (NUMBER_MORE | NUMBER_APPROX | NUMBER_VAGUE |
				NUMBER_BARE | NUMBER_CODE | NUMBER_SPACED))
			break;
		if (!take_part(r, false, &part) || part.arabic != arabic ||
		    r->flags & (NUMBER_CODE | NUMBER_DIGITS) ||
		    !add_part(r, &part, sum, &last, r->at - back.at)) {
			*r = back;
			break;
		}
	}
	return true;
}

/* 4.7万余名, 100多个, 十来个. */
static void take_more(struct reader *r, const struct decimal *value)
{
	size_t n, at = reader_skip_break(r, r->at);
	uint32_t cp = reader_cp(r, at, &n), flag = more_flag(cp);
	bool ten = decimal_cmp(*value, decimal_int(10)) >= 0;

	if (!flag || r->flags & (NUMBER_MORE | NUMBER_CODE) || !ten)
		return;
	if ((flag == NUMBER_APPROX || is_vague(cp)) &&
	    (r->flags & NUMBER_PERCENT || !reader_has_unit(r, at + n)))
		return;
	/* 二〇二二多 and 2022来 are no numbers that 多 belongs to. */
	if (r->flags & NUMBER_DIGITS)
		return;
	r->at = at + n;
	r->flags |= flag;
}

/* 分之 between denominator and numerator. */
static const struct str OVER = {"分之", sizeof("分之") - 1};

/* The value of numerator over denominator, in % or ‰. */
static void divide(struct reader *r, struct decimal below, struct decimal *v)
{
	struct decimal hundred = decimal_int(100), p;

	if (decimal_eq(below, hundred)) {
		r->flags |= NUMBER_PERCENT;
		return;
	}
	if (decimal_eq(below, decimal_int(1000))) {
		r->flags |= NUMBER_PERMILLE;
		return;
	}
	r->flags |= NUMBER_PERCENT | NUMBER_FRACTION;
	if (!decimal_mul(*v, hundred, &p) || !decimal_div(p, below, 3, v))
		r->flags |= NUMBER_HUGE;
}

/* 百分之零点九, 三分之一: the denominator was read, *v. */
static bool take_over(struct reader *r, struct decimal *v)
{
	struct reader back = *r;
	struct decimal below = *v;

	if (!str_has_prefix(str_sub(r->s, r->at, r->s.len), OVER) ||
	    r->flags & (NUMBER_CODE | NUMBER_HUGE | NUMBER_MORE) ||
	    decimal_sign(below) <= 0)
		return false;
	r->at += OVER.len;
	/* Tells read_han that a middle dot is a point. */
	r->flags =
		(r->flags & (NUMBER_HAN | NUMBER_ORDINAL | NUMBER_NEGATIVE)) |
		NUMBER_PERCENT;
	if (!take_parts(r, v) || r->flags & (NUMBER_CODE | NUMBER_HUGE)) {
		*r = back;
		*v = below;
		return false;
	}
	take_more(r, v);
	r->flags &= ~(uint32_t)(NUMBER_PERCENT | NUMBER_BARE | NUMBER_DIGITS |
				NUMBER_SCALED);
	divide(r, below, v);
	return true;
}

/* /7 of 2019/7/1: a slash and digits that stand together. */
static bool read_below(struct reader *r, uint32_t slash, struct decimal *below,
		       size_t *places)
{
	struct reader ahead = *r;
	size_t n;

	if (reader_cp(r, r->at, &n) != slash)
		return false;
	ahead.at += n;
	if (!read_arabic(&ahead, below, places) || ahead.flags & NUMBER_SPACED)
		return false;
	*r = ahead;
	return true;
}

/* 1/6 with nothing behind it that would make it a date or a name. */
static bool take_slash(struct reader *r, struct decimal *v)
{
	struct reader ahead = *r;
	struct decimal below, p;
	size_t n, places, from;
	uint32_t cp = reader_cp(r, r->at, &n);

	if ((cp != '/' && cp != 0xff0f) ||
	    digit_arabic(reader_before(r, r->at, &from)) < 0 ||
	    r->flags & (NUMBER_CODE | NUMBER_HUGE | NUMBER_SPACED) ||
	    !read_below(&ahead, cp, &below, &places))
		return false;
	if (read_below(&ahead, cp, &p, &n)) {
		while (read_below(&ahead, cp, &p, &n))
			;
		r->at = ahead.at;
		r->flags |= NUMBER_CODE;
		return true;
	}
	if (is_latin(reader_cp(&ahead, ahead.at, &n)) || places == 0 ||
	    decimal_cmp(*v, below) >= 0 || decimal_sign(*v) <= 0 ||
	    reader_has_unit(&ahead, ahead.at) ||
	    !decimal_mul(*v, decimal_int(100), &p) ||
	    !decimal_div(p, below, 3, v))
		return false;
	r->at = ahead.at;
	r->flags |= NUMBER_PERCENT | NUMBER_FRACTION;
	return true;
}

/* 半年, 半个月: only with a unit of time or 个, and not 上半年. */
static bool take_half(struct reader *r, struct decimal *v)
{
	size_t n, from;
	struct unit u;

	if (reader_cp(r, r->at, &n) != U'半')
		return false;
	switch (reader_before(r, r->at, &from)) {
	case U'上':
	case U'下':
	case U'前':
	case U'后':
	case U'後':
	case U'大':
		return false;
	default:
		break;
	}
	if (!unit_match(r->rules, r->s, r->at + n, &u) ||
	    (u.family != FAMILY_TIME && !str_is(u.base, "个")))
		return false;
	r->at += n;
	r->flags |= NUMBER_HALF;
	return decimal_make(5, -1, v);
}

/* A word of class lead (上, 近, 数以) ends right before `at`. */
static bool has_lead(const struct reader *r, size_t at)
{
	size_t from = at;

	for (int i = 0; i < LEAD_MAX && from > 0; i++) {
		uint32_t row;

		from = utf8_prev(r->s, from);
		row = wordmap_get(&r->rules->words, str_sub(r->s, from, at));
		if (row &&
		    r->rules->word.items[row - 1].cls == NUMBER_CLASS_LEAD)
			return true;
	}
	return false;
}

/* 两岸, 百姓, 三农: a lone digit or scale is a number only with a unit. */
static bool is_enough(const struct reader *r, size_t start, struct decimal v)
{
	const uint32_t sure = NUMBER_ORDINAL | NUMBER_PERCENT |
			      NUMBER_PERMILLE | NUMBER_MORE | NUMBER_HALF |
			      NUMBER_SCALED;
	size_t len = r->at - start, n;

	if (!(r->flags & NUMBER_HAN))
		return true;
	if (r->flags & NUMBER_BARE) {
		if (r->flags & (NUMBER_MORE | NUMBER_ORDINAL))
			return true;
		return has_lead(r, start) || reader_has_unit(r, r->at);
	}
	if (r->flags & sure)
		return true;
	if (r->flags & NUMBER_DIGITS) {
		/* 零, and 零三 of 一年零三个月 */
		if (len == strlen("零") ||
		    (len == strlen("零三") && reader_cp(r, start, &n) == U'零'))
			return decimal_sign(v) > 0 && v.exp < 0;
		return len > 2 * strlen("零") || reader_has_unit(r, r->at) ||
		       digit_han(reader_cp(r, start, &n)) == 0;
	}
	if (len == strlen("十") || r->flags & NUMBER_APPROX)
		return reader_has_unit(r, r->at) || reader_opens_range(r, v);
	return decimal_sign(v) != 0;
}

static void note_neighbours(struct reader *r, size_t start)
{
	size_t n, from;

	if (is_latin(reader_before(r, start, &from)))
		r->flags |= NUMBER_AFTER_LATIN;
	if (is_latin(reader_cp(r, r->at, &n)) && !reader_has_unit(r, r->at))
		r->flags |= NUMBER_BEFORE_LATIN;
}

/* A minus sign is one where no number, unit or letter stands before it: not
 * in 2018-2022, 5%-10%, 10月-12月, A-5. */
static bool is_sign(const struct reader *r, size_t at)
{
	size_t from, start = at;
	uint32_t cp = reader_before(r, at, &from);

	if (digit_arabic(cp) >= 0 || is_latin(cp) || is_minus(cp) ||
	    is_point(cp) || cp == '%' || cp == 0xff05)
		return false;
	for (int i = 0; i < 5 && start > 0; i++) {
		cp = reader_before(r, start, &start);
		if (digit_arabic(cp) >= 0)
			return false;
		if (cp < 0x4e00)
			return true;
	}
	return true;
}

/* The word of class minus (负, 零下), or a minus sign before Arabic digits. */
static size_t sign_len(const struct reader *r, size_t at)
{
	size_t n, m, from;
	uint32_t cp = reader_cp(r, at, &n), row;

	if (is_minus(cp))
		return digit_arabic(reader_cp(r, at + n, &m)) >= 0 &&
				       is_sign(r, at)
			       ? n
			       : 0;
	row = wordmap_match(&r->rules->words, r->s, at, &n);
	if (!row || r->rules->word.items[row - 1].cls != NUMBER_CLASS_MINUS ||
	    reader_before(r, at, &from) == U'正')
		return 0;
	return n;
}

/* 第, a sign, or nothing: where the digits start. */
static void take_prefix(struct reader *r)
{
	size_t n, from;
	size_t sign = sign_len(r, r->at);

	if (sign) {
		r->at += sign;
		r->flags |= NUMBER_NEGATIVE;
	} else if (reader_cp(r, r->at, &n) == U'第') {
		r->at = reader_skip_blank(r, r->at + n);
		r->flags |= NUMBER_ORDINAL;
	} else if (reader_before(r, r->at, &from) == U'第') {
		r->flags |= NUMBER_ORDINAL;
	}
}

static bool scan_digits(struct reader *r, struct decimal *v)
{
	size_t start = r->at, n, from;

	take_prefix(r);
	if (r->at != start && digit_arabic(reader_cp(r, r->at, &n)) < 0 &&
	    r->flags & NUMBER_NEGATIVE &&
	    digit_han(reader_cp(r, r->at, &n)) < 0 &&
	    !scale_small(reader_cp(r, r->at, &n)))
		return false;
	if (digit_arabic(reader_cp(r, r->at, &n)) < 0)
		r->flags |= NUMBER_HAN;
	from = r->at;
	if (take_half(r, v))
		return true;
	if (!take_parts(r, v))
		return false;
	if (!take_over(r, v) && !take_slash(r, v))
		take_more(r, v);
	if (!is_enough(r, from, *v))
		return false;
	if (r->flags & NUMBER_NEGATIVE)
		*v = decimal_negate(*v);
	return true;
}

/* A character of `unless` follows. */
bool number_is_barred(struct str s, size_t at, struct str unless)
{
	struct str bar, rest = unless;

	while (str_split(&rest, '|', &bar))
		if (bar.len && str_has_prefix(str_sub(s, at, s.len), bar))
			return true;
	return false;
}

/* The row of number-words.tsv at `at`; one of its own length may be barred. */
static uint32_t word_at(const struct number_rules *rules, struct str s,
			size_t at, size_t *len)
{
	uint32_t i = wordmap_match(&rules->words, s, at, len);
	const struct number_word *w;

	if (!i)
		return 0;
	w = &rules->word.items[i - 1];
	if (w->cls == NUMBER_CLASS_LEAD || w->cls == NUMBER_CLASS_MINUS ||
	    number_is_barred(s, at + *len, w->unless))
		return 0;
	return i;
}

static void fill(struct number *out, const struct reader *r, size_t at,
		 struct decimal v)
{
	bool huge = r->flags & (NUMBER_HUGE | NUMBER_CODE);

	*out = (struct number){
		.off = (uint32_t)at,
		.len = (uint32_t)(r->at - at),
		.value = huge ? DECIMAL_ZERO : v,
		.flags = r->flags,
		.unit_off = (uint32_t)reader_skip_break(r, r->at),
	};
}

bool number_scan(const struct number_rules *rules, struct str s, size_t at,
		 struct number *out)
{
	struct reader r = {.rules = rules, .s = s, .at = at};
	struct decimal v = DECIMAL_ZERO;
	size_t len = 0;
	uint32_t row = word_at(rules, s, at, &len);
	bool found = scan_digits(&r, &v);

	if (row && (!found || len >= r.at - at)) {
		const struct number_word *w = &rules->word.items[row - 1];

		if (number_class_is_none(w->cls))
			return false;
		r.at = at + len;
		r.flags = NUMBER_WORD | NUMBER_HAN;
		fill(out, &r, at, w->value);
		out->word = row;
		return true;
	}
	if (!found)
		return false;
	note_neighbours(&r, at);
	fill(out, &r, at, v);
	return true;
}

static bool may_be_word(const struct number_rules *rules, uint32_t cp)
{
	uint32_t bit = cp % NUMBER_FIRST_BITS;

	return rules->first[bit / 8] >> bit % 8 & 1;
}

/* 同一 ends in a digit with which 同一九七八年相比 goes on: a number of three
 * characters and more that begins there is one. */
static bool opens_number(const struct number_rules *rules, struct str s,
			 size_t end)
{
	struct number n;
	size_t at = utf8_prev(s, end);

	return number_scan(rules, s, at, &n) && n.len > 2 * strlen("一") &&
	       n.off + n.len > end;
}

/* The length of a word at `at` that is no quantity (统一, 十分), or 0. */
static size_t none_len(const struct number_rules *rules, struct str s,
		       size_t at)
{
	size_t len;
	uint32_t row = word_at(rules, s, at, &len);

	if (!row || !number_class_is_none(rules->word.items[row - 1].cls) ||
	    opens_number(rules, s, at + len))
		return 0;
	return len;
}

bool number_next(const struct number_rules *rules, struct str s, size_t from,
		 struct number *out)
{
	size_t at = from;

	while (at < s.len) {
		size_t step, len = 0;
		uint32_t cp = utf8_decode(s, at, &step);
		bool word = may_be_word(rules, cp);

		if ((word || can_start_number(cp)) &&
		    number_scan(rules, s, at, out))
			return true;
		if (word)
			len = none_len(rules, s, at);
		at += len ? len : step;
	}
	return false;
}
