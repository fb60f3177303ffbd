#pragma once

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/wordmap.h"

/*
 * The words that say on what basis a value stands where it is not the
 * headline one (可比口径, 实际, 年均, 区本级), from assets/lexicon/bases.tsv.
 * Several hold at once; a set of bases is a set of bits, bit n for name[n].
 */
enum { BASES_MAX = 32 };

typedef uint32_t bases_set;

struct basis_word {
	bases_set bit;		  /* 0: only hides shorter words in it */
	struct str growth, level; /* indicators that it is the headline of */
	bool carries;		  /* holds for what has its name from here */
};

struct bases {
	struct wordmap map; /* value: index into words + 1 */
	ARRAY_OF(struct basis_word) words;
	struct str name[BASES_MAX];
	size_t n;
};

/* ERR_FORMAT names file and line: an empty cell, a word twice. */
bool bases_load(struct bases *b, struct arena *a, const struct assets *assets,
		struct error *err);
/* The longest word at byte `at` of `s`, or NULL; its bytes in *len. */
const struct basis_word *bases_match(const struct bases *b, struct str s,
				     size_t at, size_t *len);
/* Does a cell (生产总值|增加值, or * for all) hold for an indicator? */
bool bases_cell_holds(struct str cell, struct str indicator);
/* The names of a set, in the table's order, joined by 、 */
struct str bases_text(const struct bases *b, struct arena *a, bases_set set);
