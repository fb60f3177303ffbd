/*
 * Ranges whose ends share a unit, a scale or 百分之: 5—6亿元, 两、三倍,
 * 百分之四到五. The ends stay two numbers; what one of them lacks comes from
 * the other.
 */
#include "core/base/utf8.h"
#include "core/extract/number_read.h"

static bool is_dash(uint32_t cp)
{
	switch (cp) {
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
		return true;
	default:
		return false;
	}
}

/* What may join the ends of a range; *cp its character. */
static size_t joint_len(const struct reader *r, size_t at, uint32_t *cp)
{
	size_t n, m;

	*cp = reader_cp(r, at, &n);
	if (is_dash(*cp) && reader_cp(r, at + n, &m) == *cp)
		return n + m;
	return is_dash(*cp) || *cp == U'至' || *cp == U'到' || *cp == U'、' ? n
									    : 0;
}

/* 两 before 三, 三 before 五; behind 到 any that is more. */
static bool may_follow(int low, int high, uint32_t joint)
{
	if (joint == U'、')
		return high == low + 1 || (low == 3 && high == 5);
	return high > low;
}

bool reader_opens_range(const struct reader *r, struct decimal low)
{
	uint32_t joint;
	size_t n, m, at = r->at + joint_len(r, r->at, &joint);
	int high = at > r->at ? digit_han(reader_cp(r, at, &n)) : -1;

	return high > 0 && low.exp == 0 && low.coef > 0 && low.coef < 10 &&
	       may_follow((int)low.coef, high, joint) &&
	       (reader_scale(r, at + n, &m) || reader_has_unit(r, at + n));
}

/* 百分之二、三, but 百分之二、三十项 is another number. */
static bool is_more(struct decimal high, struct decimal low, uint32_t joint)
{
	if (joint != U'、')
		return decimal_cmp(high, low) > 0;
	return high.exp == 0 && low.exp == 0 && high.coef < 10 &&
	       may_follow((int)low.coef, (int)high.coef, joint);
}

bool quantity_range_end(const struct number_rules *rules, struct str s,
			const struct quantity *first, struct quantity *out)
{
	const uint32_t percent = NUMBER_PERCENT | NUMBER_PERMILLE;
	struct reader r = {.rules = rules, .s = s};
	size_t from, n, end = (size_t)first->off + first->len;
	struct decimal high;
	uint32_t joint;

	if (!(first->number.flags & percent) ||
	    !(first->number.flags & NUMBER_HAN) ||
	    first->number.flags & (NUMBER_FRACTION | NUMBER_WORD))
		return false;
	r.at = from = end + joint_len(&r, end, &joint);
	if (from == end || !read_han(&r, &high) || r.flags ||
	    !is_more(high, first->value, joint) || reader_scale(&r, r.at, &n) ||
	    reader_has_unit(&r, r.at) ||
	    str_has_prefix(str_sub(s, r.at, s.len), STR("分之")))
		return false;
	*out = *first;
	out->off = out->number.off = (uint32_t)from;
	out->len = out->number.len = (uint32_t)(r.at - from);
	out->number.unit_off = (uint32_t)r.at;
	out->value = out->number.value = high;
	return true;
}

/* The largest scale at the end of the number with which `low` is no more than
 * it: 万 of 95万, 万 of 七百万 behind 六百. */
static int shared_scale(struct str written, struct decimal low,
			struct decimal high)
{
	int scale = 0, best = 0;

	for (size_t at = written.len; at > 0;) {
		size_t n, from = utf8_prev(written, at);
		uint32_t cp = utf8_decode(written, from, &n);
		int one = scale_small(cp) ? scale_small(cp) : scale_big(cp);
		struct decimal v;

		scale += one;
		if (!one || scale > 12 || !decimal_scale(low, scale, &v) ||
		    decimal_cmp(v, high) > 0)
			break;
		best = scale;
		at = from;
	}
	return best;
}

bool quantity_lend(struct quantity *low, const struct quantity *high,
		   struct str written)
{
	const uint32_t none = NUMBER_ORDINAL | NUMBER_DIGITS | NUMBER_CODE |
			      NUMBER_WORD | NUMBER_PERCENT | NUMBER_FRACTION |
			      NUMBER_PERMILLE | NUMBER_HUGE |
			      NUMBER_AFTER_LATIN | NUMBER_VAGUE;
	struct decimal v = low->number.value;
	int scale;

	if (low->has_unit || low->unit_text.len || !high->has_unit ||
	    low->number.flags & none || decimal_cmp(v, high->number.value) >= 0)
		return false;
	scale = shared_scale(written, v, high->number.value);
	if (!decimal_scale(v, scale, &v) ||
	    !decimal_mul(v, high->unit.scale, &low->value))
		return false;
	low->has_unit = true;
	low->unit = high->unit;
	low->unit_text = high->unit_text;
	return true;
}
