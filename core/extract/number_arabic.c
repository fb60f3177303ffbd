/*
 * Arabic digits, both widths: 1,100  １，０１１，０３８  14·1  1 9 9 8  1 7. 5.
 * The digits are copied as ASCII into a short buffer and parsed by
 * core/base/decimal, so that no value is built in two ways.
 */
#include "core/extract/number_read.h"

enum { TEXT_MAX = 40, SPACED_MAX = 20 };

struct digits {
	char text[TEXT_MAX];
	size_t n, taken; /* kept; seen: the rest did not fit */
};

static void keep(struct digits *d, int c)
{
	d->taken++;
	if (d->n < TEXT_MAX)
		d->text[d->n++] = (char)c;
}

/* Digits without anything between them; returns how many. */
static size_t take_run(struct reader *r, struct digits *d)
{
	size_t n, count = 0;
	int v;

	while ((v = digit_arabic(reader_cp(r, r->at, &n))) >= 0) {
		keep(d, '0' + v);
		r->at += n;
		count++;
	}
	return count;
}

static bool is_digit_at(const struct reader *r, size_t at, size_t *len)
{
	return digit_arabic(reader_cp(r, at, len)) >= 0;
}

/* A blank and one single digit at `at`: its end, else 0. */
static size_t spaced_digit(const struct reader *r, size_t at)
{
	size_t n, m, after;

	if (!is_blank(reader_cp(r, at, &n)) || !is_digit_at(r, at + n, &m) ||
	    is_digit_at(r, at + n + m, &after))
		return 0;
	return at + n + m;
}

static void take_spaced(struct reader *r, struct digits *d)
{
	size_t end;

	while ((end = spaced_digit(r, r->at)) != 0) {
		size_t n;

		r->at = reader_skip_blank(r, r->at);
		keep(d, '0' + digit_arabic(reader_cp(r, r->at, &n)));
		r->at = end;
	}
}

/* Where a point with a digit behind it ends, 0 when there is none. With
 * `loose` a blank may stand on either side: 1 7. 5. */
static size_t point_end(const struct reader *r, bool loose, bool *middot)
{
	size_t at = loose ? reader_skip_blank(r, r->at) : r->at, n, m;
	bool blank = at != r->at;
	uint32_t cp = reader_cp(r, at, &n);

	if (!is_point(cp))
		return 0;
	*middot = cp != '.' && cp != 0xff0e;
	at += n;
	if ((r->flags & NUMBER_SPACED || blank) &&
	    is_blank(reader_cp(r, at, &n)))
		at += n;
	return is_digit_at(r, at, &m) ? at : 0;
}

/* 1 9 9 8: single digits set apart by single blanks count as one number when
 * it looks like one: a unit, a scale or a point follows, or it is a year. */
static bool is_spaced_number(const struct reader *r)
{
	struct reader ahead = *r;
	struct digits d = {.n = 0};
	size_t n, end, count = 1;
	bool middot;

	take_run(&ahead, &d);
	while (count <= SPACED_MAX &&
	       (end = spaced_digit(&ahead, ahead.at)) != 0) {
		size_t at = reader_skip_blank(&ahead, ahead.at);

		keep(&d, '0' + digit_arabic(reader_cp(r, at, &n)));
		ahead.at = end;
		count++;
	}
	if (count < 2 || count > SPACED_MAX)
		return false;
	if (count == 4 &&
	    (memcmp(d.text, "19", 2) == 0 || memcmp(d.text, "20", 2) == 0))
		return true;
	ahead.flags |= NUMBER_SPACED;
	if (point_end(&ahead, true, &middot))
		return true;
	ahead.at = reader_skip_blank(&ahead, ahead.at);
	if (more_flag(reader_cp(r, ahead.at, &n)))
		ahead.at += n;
	return reader_scale(&ahead, ahead.at, &n) ||
	       reader_has_unit(&ahead, ahead.at);
}

/* A comma and three digits, no more: the end, else 0. */
static size_t group_end(const struct reader *r)
{
	size_t n, at;
	uint32_t cp = reader_cp(r, r->at, &n);

	if (cp != ',' && cp != 0xff0c)
		return 0;
	at = r->at + n;
	for (int i = 0; i < 3; i++, at += n)
		if (!is_digit_at(r, at, &n))
			return 0;
	return is_digit_at(r, at, &n) ? 0 : at;
}

/* Thousands: 1,100. */
static bool take_groups(struct reader *r, struct digits *d)
{
	bool any = false;

	while (group_end(r)) {
		size_t n;

		reader_cp(r, r->at, &n);
		r->at += n;
		take_run(r, d);
		any = true;
	}
	return any;
}

/* 3.2024年 at the start of a line: a marker and a year, no fraction. */
static bool is_marker(const struct reader *r, size_t start, size_t point)
{
	size_t n, from, at = point;
	uint32_t before = reader_before(r, start, &from);
	int digits = 0, first = digit_arabic(reader_cp(r, at, &n));

	if (before != 0 && before != '\n' && before != '\r')
		return false;
	while (is_digit_at(r, at, &n) && digits < 5) {
		digits++;
		at += n;
	}
	return digits == 4 && (first == 1 || first == 2) &&
	       reader_cp(r, at, &n) == U'年';
}

static bool take_fraction(struct reader *r, struct digits *d, size_t start,
			  bool loose)
{
	bool middot = false;
	size_t at = point_end(r, loose, &middot);

	if (!at || is_marker(r, start, at))
		return false;
	r->at = at;
	keep(d, '.');
	if (take_run(r, d) == 1 && r->flags & NUMBER_SPACED)
		take_spaced(r, d);
	if (middot)
		r->flags |= NUMBER_MIDDOT;
	return true;
}

/* 1.2.3 and 2019/7/1 are names or dates: take all of it, as no number. */
static void take_code(struct reader *r, uint32_t sep)
{
	struct digits d = {.n = 0};
	size_t n, m;

	while (reader_cp(r, r->at, &n) == sep &&
	       is_digit_at(r, r->at + n, &m)) {
		r->flags |= NUMBER_CODE;
		r->at += n;
		take_run(r, &d);
	}
}

/* 2026-02-09 and 09:02:33: the separator twice, with two digits each. */
static bool is_date(const struct reader *r, uint32_t *sep)
{
	size_t n, at = r->at;

	*sep = reader_cp(r, at, &n);
	if (*sep != '-' && *sep != ':')
		return false;
	for (int i = 0; i < 2; i++) {
		if (reader_cp(r, at, &n) != *sep)
			return false;
		at += n;
		for (int k = 0; k < 2; k++, at += n)
			if (!is_digit_at(r, at, &n))
				return false;
	}
	return !is_digit_at(r, at, &n);
}

bool read_arabic(struct reader *r, struct decimal *out, size_t *places)
{
	struct digits d = {.n = 0};
	size_t start = r->at, run, n, from;
	bool single, grouped = false, point;
	uint32_t sep;

	*places = 0;
	if (!is_digit_at(r, r->at, &n))
		return false;
	*out = DECIMAL_ZERO;
	/* Inside 1 9 9 8 nothing begins. */
	if (is_blank(reader_before(r, start, &from)) &&
	    digit_arabic(reader_before(r, from, &from)) >= 0)
		single = false;
	else
		single = is_spaced_number(r);
	run = take_run(r, &d);
	if (single && run == 1) {
		r->flags |= NUMBER_SPACED;
		take_spaced(r, &d);
		run = d.taken;
	} else if (run <= 3 && d.text[0] != '0') {
		grouped = take_groups(r, &d);
	}
	point = take_fraction(r, &d, start, run == 1 || single);
	if (point && !(r->flags & NUMBER_SPACED))
		take_code(r, '.');
	else if (!point && is_date(r, &sep))
		take_code(r, sep);
	else if (!point)
		*places = grouped ? 0 : run;
	if (d.taken > d.n || !decimal_parse(str_n(d.text, d.n), out))
		r->flags |= NUMBER_HUGE;
	return true;
}
