#pragma once

#include <stdint.h>

#include "core/base/array.h"
#include "core/base/str.h"

/*
 * Words that are one character away from another: one put in, left out or
 * changed. For offers when nothing was found (固定资产投姿).
 */
enum { TYPO_CPS_MAX = 32 };

struct typo_word {
	struct str word;
	uint32_t n;    /* how often it was come upon */
	uint32_t rank; /* by its length */
};

struct typo_words {
	struct typo_word *items;
	size_t n, cap;
};

/* Is it one character away, and not the same? */
bool typo_is(struct str a, struct str b);
/* Adds the words in `text` that are one character away from `word`; both are
 * folded, `word` has 2 to TYPO_CPS_MAX characters. Strings in `a`. */
void typo_add_from(struct typo_words *out, struct arena *a, struct str text,
		   struct str word);
/* Adds a word, or counts it once more. */
void typo_add(struct typo_words *out, struct arena *a, struct str word);
/* Those as long as `word` first, then longer ones, then shorter ones; among
 * them the most frequent. */
void typo_sort(struct typo_words *words, struct str word);
