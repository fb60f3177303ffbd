#pragma once

#include <stdint.h>

#include "core/extract/lexicon.h"

/*
 * Tokens of a paragraph: numbers with their unit, words of the lexicon, runs
 * of other characters, punctuation. White space makes none. They are immutable
 * after lex and refer to the text by byte offset.
 */
enum token_kind {
	TOKEN_NUMBER, /* a hit of the number scanner, unit and all */
	TOKEN_WORD,   /* a word of the lexicon */
	TOKEN_TEXT,   /* characters that no word covers */
	TOKEN_LATIN,  /* a run of letters and digits that is no number */
	TOKEN_COMMA,  /* ， */
	TOKEN_PAUSE,  /* 、 */
	TOKEN_COLON,  /* ： */
	TOKEN_STOP,   /* 。！？； and what else ends a sentence */
	TOKEN_OPEN,   /* “（《 */
	TOKEN_CLOSE,  /* ”）》 */
	TOKEN_DASH,   /* — and what else joins the ends of a range */
	TOKEN_OTHER,  /* any other punctuation or symbol */
	TOKEN_KIND_COUNT
};

struct token {
	enum token_kind kind;
	uint32_t off, len;  /* bytes of the text */
	class_bits classes; /* of a word */
	int arg;	    /* of a word */
	uint32_t number;    /* index of the hit, of a number */
};

struct tokens {
	struct token *items;
	size_t n, cap;
};

const char *token_kind_name(enum token_kind kind);
