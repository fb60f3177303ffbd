#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/str.h"

/*
 * Exact decimal numbers: coef * 10^exp. A report's figures are printed digit
 * for digit as they were written (1170.1亿 is 117010000000, 13.3 stays 13.3),
 * which no binary floating point number can promise.
 *
 * Every number is kept normal: the coefficient has no trailing zeros, zero is
 * {0, 0}; so equal numbers have equal members. Operations return false when
 * the result does not fit (more than 18 digits, or an exponent beyond
 * DECIMAL_EXP_MAX); *out is then unchanged. Nothing wraps, nothing rounds but
 * decimal_div.
 */
struct decimal {
	int64_t coef;
	int32_t exp;
};

enum {
	DECIMAL_EXP_MAX = 60,
	DECIMAL_TEXT =
		96 /* bytes that any number needs as text, NUL included */
};

#define DECIMAL_ZERO ((struct decimal){0, 0})

/* coef * 10^exp, made normal. */
bool decimal_make(int64_t coef, int exp, struct decimal *out);
/* A whole number. */
struct decimal decimal_int(int32_t n);
/* Reads [-]digits[.digits] in ASCII, nothing else around it. */
bool decimal_parse(struct str s, struct decimal *out);
/* Times 10^n. */
bool decimal_scale(struct decimal d, int n, struct decimal *out);
struct decimal decimal_negate(struct decimal d);
struct decimal decimal_abs(struct decimal d);
bool decimal_add(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_sub(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_mul(struct decimal a, struct decimal b, struct decimal *out);
/* a / b, rounded half away from zero to `places` digits after the point (0 to
 * 9). False for a zero divisor as well. */
bool decimal_div(struct decimal a, struct decimal b, int places,
		 struct decimal *out);
/* Rounded half away from zero to `places` digits after the point. */
bool decimal_round(struct decimal d, int places, struct decimal *out);
/* <0, 0, >0. */
int decimal_cmp(struct decimal a, struct decimal b);
bool decimal_eq(struct decimal a, struct decimal b);
/* -1, 0, 1. */
int decimal_sign(struct decimal d);
/* As a plain number: no exponent, no zeros at the end of a fraction. Returns
 * the length. */
size_t decimal_text(struct decimal d, char out[DECIMAL_TEXT]);
