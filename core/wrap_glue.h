#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/arena.h"
#include "core/base/error.h"

/*
 * What must stay together in a row: numbers with their units, ranges,
 * punctuation with what it belongs to. Works on code points that were cleaned
 * and joined, and gives each the price of a break before it; wrap breaks at
 * the lowest price, and at anything above GLUE_NONE only where a row leaves no
 * other choice.
 */
enum glue {
	GLUE_NONE,   /* a plain break */
	GLUE_RANGE,  /* between the members of a range */
	GLUE_UNIT,   /* between number and unit */
	GLUE_WORD,   /* inside a unit; where the line breaking rules say no */
	GLUE_NUMBER, /* inside a number */
	GLUE_PUNCT,  /* before closing, after opening punctuation */
	GLUE_MARK,   /* between a character and its combining mark */
	GLUE_COUNT
};

struct wrap_rules;

struct glue_text {
	const uint32_t *cp;
	uint8_t *glue; /* enum glue, by character; NONE or WORD at first */
	size_t n;
};

/* Raises the prices after the tables. */
void glue_mark(const struct wrap_rules *rules, struct glue_text *t);
