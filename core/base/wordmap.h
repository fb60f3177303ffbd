#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/str.h"

/*
 * Words to numbers, with the longest word that starts at a place: a tree of
 * characters kept in one hash table keyed by (node, code point), so that each
 * character read costs one probe. Full-width ASCII and its half-width form
 * are the same character here. Built once, then only read.
 */
enum { WORDMAP_FIRST = 1 << 14 };

struct wordmap {
	struct arena *arena;
	struct wordmap_slot *slots;
	size_t n_slots, n_used; /* n_slots is a power of two */
	uint32_t n_nodes;
	uint32_t *values; /* by node, 0 = no word ends here */
	size_t cap_values;
	/* Bits of the characters that words begin with, modulo the number of
	 * bits: at most places of a text no word starts. */
	uint64_t first[WORDMAP_FIRST / 64];
};

void wordmap_init(struct wordmap *m, struct arena *a);
/* Adds a word with a value > 0. Returns the value that it had before (then
 * nothing changes), else 0. */
uint32_t wordmap_add(struct wordmap *m, struct str word, uint32_t value);
/* The longest word that starts at byte `at` of a valid UTF-8 string: its
 * value, and its length in bytes in *len; 0 when there is none. */
uint32_t wordmap_match(const struct wordmap *m, struct str s, size_t at,
		       size_t *len);
/* The same over blanks and line breaks inside a word: a column may cut it, and
 * 亿元 GDP is a word as 亿元GDP is (*len counts them). */
uint32_t wordmap_match_cut(const struct wordmap *m, struct str s, size_t at,
			   size_t *len);
/* The value of exactly this word, or 0. */
uint32_t wordmap_get(const struct wordmap *m, struct str word);
