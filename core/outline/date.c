/*
 * Dates as reports write them: digits of either width, spaced out or not, Han
 * digits, ISO and dotted forms; and phrases that only one year fits, by sums
 * over five-year plans, party congresses and anniversaries.
 */
#include "core/outline/date.h"

#include "core/base/utf8.h"
#include "core/outline/glyph.h"
#include "core/outline/rules.h"

enum {
	YEAR_FIRST = 1900,
	YEAR_LAST = 2100,
	PLAN_SIXTH = 1981, /* 六五 began; from then on every five years */
	CONGRESS_12 = 1982,
	AHEAD_MAX = 150, /* bytes to look on for what five years are called */
	BACK_MAX = 36	 /* bytes to look back for 十三五 or 二十大 */
};

static bool is_one(uint32_t cp, uint32_t a, uint32_t b)
{
	return cp == a || cp == b;
}

/* Exactly up to `most` digits, blanks between them skipped; 0 = none. */
static uint32_t digits(struct str s, size_t *at, int most, int *count)
{
	uint32_t v = 0;
	size_t i = *at, n;
	int d;

	*count = 0;
	while (*count < most) {
		uint32_t cp = glyph_at(s, glyph_skip_blanks(s, i), &n);

		d = glyph_digit(cp);
		if (d < 0 && (d = glyph_han_digit(cp)) > 9)
			d = -1;
		if (d < 0)
			break;
		v = v * 10 + (uint32_t)d;
		i = glyph_skip_blanks(s, i) + n;
		++*count;
	}
	*at = i;
	return v;
}

static bool skip_one(struct str s, size_t *at, uint32_t a, uint32_t b)
{
	size_t n, i = glyph_skip_blanks(s, *at);

	if (!is_one(glyph_at(s, i, &n), a, b) || !n)
		return false;
	*at = i + n;
	return true;
}

/* A month or day: digits, or Han with 十. */
static uint32_t small(struct str s, size_t *at)
{
	size_t i = glyph_skip_blanks(s, *at), n;
	int count;
	uint32_t v = digits(s, &i, 2, &count);
	uint32_t cp = glyph_at(s, glyph_skip_blanks(s, i), &n);

	if (glyph_han_digit(cp) == 10) {
		i = glyph_skip_blanks(s, *at);
		v = glyph_number(s, i, &n);
		i += n;
	}
	if (v)
		*at = i;
	return v;
}

static void month_and_day(struct str s, size_t *at, struct date *d, bool han)
{
	size_t i = *at;

	d->month = small(s, &i);
	if (!d->month || d->month > 12) {
		d->month = 0;
		return;
	}
	*at = i;
	if (han ? !skip_one(s, &i, 0x6708, 0x6708)
		: !skip_one(s, &i, '-', '/') && !skip_one(s, &i, '.', 0xff0e))
		return;
	d->day = small(s, &i);
	if (d->day > 31)
		d->day = 0;
	if (d->day)
		*at = i;
}

size_t date_at(struct str s, size_t at, struct date *d)
{
	size_t i = at;
	int count;
	uint32_t year = digits(s, &i, 4, &count);
	bool han;

	*d = (struct date){0};
	if (count != 4 || year < YEAR_FIRST || year > YEAR_LAST)
		return 0;
	han = skip_one(s, &i, 0x5e74, 0x5e74);
	if (!han && !skip_one(s, &i, '-', '/') && !skip_one(s, &i, '.', '.'))
		return 0;
	d->year = year;
	month_and_day(s, &i, d, han);
	return han || d->day ? i - at : 0;
}

static bool is_number(uint32_t cp)
{
	int d = glyph_han_digit(cp);

	return glyph_digit(cp) >= 0 || (d >= 0 && d <= 9);
}

bool date_find(struct str s, bool whole, struct date *d)
{
	size_t n;
	bool inside = false; /* a longer run of digits */

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);

		if (is_number(cp) && !inside && date_at(s, i, d) &&
		    (!whole || d->day))
			return true;
		if (!glyph_is_blank(cp))
			inside = is_number(cp);
	}
	*d = (struct date){0};
	return false;
}

struct str date_iso(struct arena *a, const struct date *d)
{
	struct buf b;

	buf_init(&b, a);
	if (!d->month || !d->day)
		return STR("");
	buf_addf(&b, "%04u-%02u-%02u", d->year, d->month, d->day);
	return buf_str(&b);
}

/* The number before `mark` (大) in the clause that ends at `to`. */
static uint32_t number_before(struct str s, size_t to, uint32_t mark)
{
	size_t from = to > BACK_MAX ? to - BACK_MAX : 0, n, len;
	uint32_t found = 0;

	while (from < to && ((unsigned char)s.p[from] & 0xc0) == 0x80)
		from++;
	for (size_t i = from; i < to; i += n) {
		uint32_t cp = glyph_at(s, i, &n), v;

		if (cp == 0xff0c || cp == 0x3002 || cp == ',' || cp == 0x3001)
			found = 0;
		if (glyph_han_digit(cp) < 0)
			continue;
		v = glyph_number(str_sub(s, 0, to), i, &len);
		if (glyph_at(s, i + len, &n) == mark)
			found = v;
		n = len ? len : n;
	}
	return found;
}

/* 六五 … 九五, 十五, 十一五 … 二十五: which plan, by its characters. */
static uint32_t plan_before(struct str s, size_t to)
{
	size_t from = to > BACK_MAX ? to - BACK_MAX : 0;
	uint32_t plan = 0, tens = 0, unit = 0;
	size_t n, next;

	while (from < to && ((unsigned char)s.p[from] & 0xc0) == 0x80)
		from++;
	for (size_t i = from; i < to; i += n) {
		uint32_t cp = glyph_at(s, i, &n);
		int d = glyph_han_digit(cp);

		if (glyph_is_comma(cp) || cp == 0x3002)
			plan = 0;
		if (d == 5 && tens && !unit &&
		    glyph_at(s, i + n, &next) == cp) {
			unit = 5; /* 十五五 */
			continue;
		}
		if (d == 5 && (tens || unit > 5))
			plan = tens + unit;
		if (d == 10) {
			tens = unit ? unit * 10 : 10;
			unit = 0;
		} else if (d > 0 && d != 5) {
			unit = (uint32_t)d;
		} else {
			tens = unit = 0;
		}
	}
	return plan >= 6 ? plan : 0;
}

/* 70周年: the number right behind an event. */
static uint32_t years_behind(struct str s, size_t at)
{
	static const struct str zhou = {"\xe5\x91\xa8\xe5\xb9\xb4", 6};
	size_t n;
	uint32_t v = glyph_number(s, at, &n);

	return v && str_has_prefix(str_sub(s, at + n, s.len), zhou) ? v : 0;
}

/* 未来五年是……开局起步的关键时期: five years that have a name and still lie
 * ahead. A report of their first January speaks so of them, and of the year
 * before as the last. By themselves such names date nothing: they stay in use
 * while the years go by. */
static uint32_t year_ahead(const struct report_rules *r, struct str s,
			   size_t from)
{
	size_t n, len;

	for (size_t i = from; i < s.len && i < from + AHEAD_MAX; i += n) {
		uint32_t year = wordmap_match(&r->five_years, s, i, &len);

		if (year)
			return year;
		if (glyph_at(s, i, &n) == 0x3002)
			break;
	}
	return 0;
}

static uint32_t year_at(const struct report_rules *r, struct str s, size_t i,
			size_t *len)
{
	uint32_t class = wordmap_match(&r->founded, s, i, len), n;

	if (class && (n = years_behind(s, i + *len)) > 0)
		return class + n;
	class = wordmap_match(&r->years, s, i, len);
	switch (class) {
	case 0:
		return 0;
	case YEARS_PLAN_FIRST:
	case YEARS_PLAN_LAST:
		n = plan_before(s, i);
		if (!n)
			return 0;
		return PLAN_SIXTH + (n - 6) * 5 +
		       (class == YEARS_PLAN_LAST ? 4 : 0);
	case YEARS_CONGRESS:
	case YEARS_CONGRESS_NEXT:
		n = number_before(s, i, 0x5927);
		if (n < 12)
			return 0;
		return CONGRESS_12 + (n - 12) * 5 +
		       (class == YEARS_CONGRESS_NEXT);
	case YEARS_AHEAD:
		return year_ahead(r, s, i + *len);
	default:
		return class;
	}
}

uint32_t date_of_phrase(const struct report_rules *rules, struct str s)
{
	size_t n, len;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t year = year_at(rules, s, i, &len);

		if (year)
			return year;
		glyph_at(s, i, &n);
	}
	return 0;
}
