#pragma once

#include "core/extract/token.h"

/*
 * Patterns over tokens. A rule is a row: its name, which the trace prints and
 * a case proves, and the steps in reading order. A step takes min to max
 * tokens that are of one of its kinds or carry one of its classes, as many as
 * it can, and never gives one back. Of the rows that match at a place the
 * longest wins, of two as long the earlier row.
 */
enum { MATCH_STEPS = 7 };

struct step {
	class_bits classes; /* any of these */
	uint32_t kinds;	    /* or any of these: KIND(…) */
	uint8_t min, max;
};

#define KIND(kind) ((uint32_t)1 << TOKEN_##kind)
/* Exactly one token; zero or one; zero to four. */
#define ONE(c)                                                                 \
	{                                                                      \
		.classes = (c), .min = 1, .max = 1                             \
	}
#define MAY(c)                                                                 \
	{                                                                      \
		.classes = (c), .min = 0, .max = 1                             \
	}
#define SOME(c)                                                                \
	{                                                                      \
		.classes = (c), .min = 0, .max = 4                             \
	}
#define ONE_KIND(k)                                                            \
	{                                                                      \
		.kinds = (k), .min = 1, .max = 1                               \
	}
#define MAY_KIND(k)                                                            \
	{                                                                      \
		.kinds = (k), .min = 0, .max = 1                               \
	}

struct rule {
	const char *name;
	struct step steps[MATCH_STEPS]; /* ends with one whose max is 0 */
	int out;			/* what it gives, by the table's pass */
};

struct match {
	const struct rule *rule;
	uint32_t from, to; /* tokens [from, to) */
};

/* The best row whose first token is `at`; tokens before `end` only. */
bool match_run(struct match *m, const struct rule *table, size_t n,
	       const struct token *tokens, struct match within);
/* The best row whose last token is just before `within.to`. */
bool match_run_back(struct match *m, const struct rule *table, size_t n,
		    const struct token *tokens, struct match within);
