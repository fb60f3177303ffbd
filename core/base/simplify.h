#pragma once

#include <stdint.h>

/*
 * Traditional characters to simplified ones, one to one. The table is made by
 * assets/unihan.py: a bit for each code point from SIMPLIFY_FIRST on, how many
 * bits are set before each word, and the forms in order.
 */
enum { SIMPLIFY_FIRST = 0x3400, SIMPLIFY_LAST = 0x9fff };

extern const uint64_t SIMPLIFY_BITS[];
extern const uint16_t SIMPLIFY_RANK[];
extern const uint16_t SIMPLIFY_FORM[];

static inline uint32_t simplify(uint32_t cp)
{
	uint32_t i = cp - SIMPLIFY_FIRST;
	uint64_t word, bit;

	if (i > SIMPLIFY_LAST - SIMPLIFY_FIRST)
		return cp;
	word = SIMPLIFY_BITS[i / 64];
	bit = (uint64_t)1 << i % 64;
	if (!(word & bit))
		return cp;
	return SIMPLIFY_FORM[SIMPLIFY_RANK[i / 64] +
			     __builtin_popcountll(word & (bit - 1))];
}
