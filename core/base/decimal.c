/*
 * Exact decimals over a 64-bit coefficient. Two numbers are brought to one
 * exponent by multiplying the one with the larger exponent, in 128 bits, so
 * that a sum which fits is never lost on the way.
 */
#include "core/base/decimal.h"

#include <string.h>

__extension__ typedef __int128 wide;

/* Digits that a coefficient may have; 10^18 - 1 fits int64_t. */
enum { DIGITS_MAX = 18, PLACES_MAX = 9 };

static const int64_t COEF_MAX = 999999999999999999;

static wide ten_to(int n)
{
	wide v = 1;

	while (n-- > 0)
		v *= 10;
	return v;
}

static wide wide_abs(wide v)
{
	return v < 0 ? -v : v;
}

/* Takes trailing zeros off, then checks the bounds. */
static bool settle(wide coef, int exp, struct decimal *out)
{
	if (coef == 0) {
		*out = DECIMAL_ZERO;
		return true;
	}
	while (coef % 10 == 0) {
		coef /= 10;
		exp++;
	}
	if (wide_abs(coef) > COEF_MAX || exp > DECIMAL_EXP_MAX ||
	    exp < -DECIMAL_EXP_MAX)
		return false;
	*out = (struct decimal){(int64_t)coef, exp};
	return true;
}

bool decimal_make(int64_t coef, int exp, struct decimal *out)
{
	if (exp > 2 * DECIMAL_EXP_MAX || exp < -2 * DECIMAL_EXP_MAX)
		return coef == 0 ? settle(0, 0, out) : false;
	return settle(coef, exp, out);
}

struct decimal decimal_int(int32_t n)
{
	struct decimal d = DECIMAL_ZERO;

	settle(n, 0, &d);
	return d;
}

/* One more digit of a number being read. Zeros at the end cost nothing: they
 * are only counted until a digit other than zero follows. */
static bool take_digit(wide *coef, int *zeros, int digit)
{
	if (digit == 0) {
		*zeros += *coef != 0;
		return *zeros <= 2 * DECIMAL_EXP_MAX;
	}
	if (*zeros + 1 > DIGITS_MAX && *coef != 0)
		return false;
	*coef = *coef * ten_to(*coef ? *zeros + 1 : 0) + digit;
	*zeros = 0;
	return *coef <= COEF_MAX;
}

bool decimal_parse(struct str s, struct decimal *out)
{
	wide coef = 0;
	size_t i = 0, n_digits = 0, n_places = 0;
	int zeros = 0;
	bool minus = s.len && s.p[0] == '-', point = false;

	for (i = minus; i < s.len; i++) {
		if (s.p[i] == '.' && !point && n_digits) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' ||
		    !take_digit(&coef, &zeros, s.p[i] - '0'))
			return false;
		n_digits++;
		n_places += point;
	}
	if (n_digits == 0 || (point && n_places == 0) ||
	    n_places > 4 * (size_t)DECIMAL_EXP_MAX)
		return false;
	return settle(minus ? -coef : coef, zeros - (int)n_places, out);
}

bool decimal_scale(struct decimal d, int n, struct decimal *out)
{
	if (n > 2 * DECIMAL_EXP_MAX || n < -2 * DECIMAL_EXP_MAX)
		return d.coef == 0 ? settle(0, 0, out) : false;
	return settle(d.coef, d.exp + n, out);
}

struct decimal decimal_negate(struct decimal d)
{
	return (struct decimal){-d.coef, d.exp};
}

struct decimal decimal_abs(struct decimal d)
{
	return d.coef < 0 ? decimal_negate(d) : d;
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
	if (a.coef == 0 || b.coef == 0) {
		*out = a.coef ? a : b;
		return true;
	}
	if (a.exp < b.exp) {
		struct decimal t = a;

		a = b;
		b = t;
	}
	/* Further apart, the sum has more digits than a coefficient holds. */
	if (a.exp - b.exp > DIGITS_MAX)
		return false;
	return settle(a.coef * ten_to(a.exp - b.exp) + b.coef, b.exp, out);
}

bool decimal_sub(struct decimal a, struct decimal b, struct decimal *out)
{
	return decimal_add(a, decimal_negate(b), out);
}

bool decimal_mul(struct decimal a, struct decimal b, struct decimal *out)
{
	return settle((wide)a.coef * b.coef, a.exp + b.exp, out);
}

/* n / d to the nearest whole number, halves away from zero. */
static wide nearest(wide n, wide d)
{
	wide q = wide_abs(n) / wide_abs(d), r = wide_abs(n) % wide_abs(d);

	if (r >= wide_abs(d) - r)
		q++;
	return (n < 0) == (d < 0) ? q : -q;
}

bool decimal_div(struct decimal a, struct decimal b, int places,
		 struct decimal *out)
{
	int shift;
	wide n, d;

	if (b.coef == 0 || places < 0 || places > PLACES_MAX)
		return false;
	/* The quotient counted in the last place: a * 10^shift / b. */
	shift = a.exp - b.exp + places;
	if (a.coef == 0 || shift < -2 * DIGITS_MAX)
		return settle(0, 0, out);
	if (shift > DIGITS_MAX)
		return false;
	n = a.coef;
	d = b.coef;
	if (shift >= 0)
		n *= ten_to(shift);
	else if (shift >= -DIGITS_MAX)
		d *= ten_to(-shift);
	else
		return settle(0, 0, out);
	return settle(nearest(n, d), -places, out);
}

bool decimal_round(struct decimal d, int places, struct decimal *out)
{
	if (-d.exp <= places) {
		*out = d;
		return true;
	}
	return decimal_div(d, decimal_int(1), places, out);
}

/* The power of ten of the leading digit. */
static int magnitude(struct decimal d)
{
	int n = d.exp;

	for (int64_t c = d.coef; c; c /= 10)
		n++;
	return n;
}

int decimal_cmp(struct decimal a, struct decimal b)
{
	int sign = decimal_sign(a), at, bt;
	wide x = a.coef, y = b.coef;

	if (sign != decimal_sign(b) || sign == 0)
		return sign - decimal_sign(b);
	at = magnitude(a);
	bt = magnitude(b);
	if (at != bt)
		return at < bt ? -sign : sign;
	/* Of one magnitude the exponents differ by less than 18. */
	if (a.exp > b.exp)
		x *= ten_to(a.exp - b.exp);
	else
		y *= ten_to(b.exp - a.exp);
	return x == y ? 0 : x < y ? -1 : 1;
}

bool decimal_eq(struct decimal a, struct decimal b)
{
	return a.coef == b.coef && a.exp == b.exp;
}

int decimal_sign(struct decimal d)
{
	return (d.coef > 0) - (d.coef < 0);
}

/* The digits of a coefficient, last one first. */
static int digits_of(int64_t coef, char out[DIGITS_MAX + 2])
{
	int n = 0;

	do {
		out[n++] = (char)('0' + (coef < 0 ? -(coef % 10) : coef % 10));
		coef /= 10;
	} while (coef && n <= DIGITS_MAX);
	return n;
}

size_t decimal_text(struct decimal d, char out[DECIMAL_TEXT])
{
	char digit[DIGITS_MAX + 2];
	int n = digits_of(d.coef, digit);
	size_t len = 0;

	if (d.coef < 0)
		out[len++] = '-';
	/* Places count down from the leading one; 0 is that of the units. */
	for (int at = n + d.exp - 1 < 0 ? 0 : n + d.exp - 1;
	     at >= 0 || at >= d.exp; at--) {
		int i = at - d.exp;

		if (at == -1)
			out[len++] = '.';
		out[len++] = i >= 0 && i < n ? digit[i] : '0';
	}
	out[len] = '\0';
	return len;
}
