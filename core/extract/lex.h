#pragma once

#include "core/extract/number.h"
#include "core/extract/token.h"

/*
 * A stretch of text to tokens. Numbers come first, unless a word of the
 * lexicon covers them (一季度, 十四五); words are the longest that start at a
 * place, left to right.
 */
struct quantities {
	struct quantity *items; /* offsets in the text, not in the stretch */
	size_t n, cap;
};

/* A hit of the scanner inside a word of the lexicon. */
struct covered {
	uint32_t quantity; /* index */
	uint32_t token;
};

struct lexed {
	struct tokens tokens;
	struct quantities quantities;
	ARRAY_OF(struct covered) covered;
};

struct lex_rules {
	const struct lexicon *words;
	const struct number_rules *numbers;
};

/* Appends the tokens of bytes [off, off + len) of `text`. */
void lex(struct lexed *out, struct arena *a, const struct lex_rules *rules,
	 struct str text, uint32_t off, uint32_t len);
