#pragma once

#include "core/ask.h"

/*
 * The words of assets/lexicon/ask.tsv, for core/ask's own files.
 */
enum ask_kind {
	ASK_WORD_YEAR,
	ASK_WORD_SPAN,
	ASK_WORD_LAST,
	ASK_WORD_ALL,
	ASK_WORD_ABOUT,
	ASK_WORD_MEASURE,
	ASK_WORD_REGION,
	ASK_WORD_TAIL,
	ASK_WORD_NOISE,
	ASK_WORD_KINDS
};

struct ask_word {
	enum ask_kind kind;
	int value; /* YEAR: years from now; LAST; ABOUT, MEASURE: enum */
	unsigned from, to; /* SPAN */
	struct str region; /* REGION: the full name */
};

struct ask_words {
	struct wordmap map;   /* folded word -> index + 1; no tails in it */
	struct wordmap tails; /* 省, 自治区 */
	ARRAY_OF(struct ask_word) items;
};

/* A region's name without its tail: 海曙 of 海曙区; itself where less than two
 * characters were left. */
struct str ask_region_short(const struct ask_words *w, struct str name);
/* Quotation marks, which tell no two names apart. */
bool ask_is_quote(uint32_t cp);
