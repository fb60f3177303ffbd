#pragma once

#include "core/diff.h"

/*
 * The steps of core/diff, for its own files: cut both texts into units, find
 * which are alike, align sections and units, then the words inside reworded
 * units. A step reads what those before it wrote.
 */

/* A folded character and the byte that it came from. */
struct diff_char {
	uint32_t cp, off;
};
struct diff_chars {
	struct diff_char *items;
	size_t n, cap;
};

/* A stretch of a side's characters. */
struct diff_stretch {
	uint32_t from, n;
};
struct diff_stretches {
	struct diff_stretch *items;
	size_t n, cap;
};

struct diff_work_side {
	struct diff_side *out;
	struct diff_chars chars;
	struct diff_stretches words; /* by unit */
};

struct bigrams;

struct diff_work {
	struct diff *out;
	struct arena *keep; /* the result's */
	struct arena temp;
	const struct diff_rules *rules;
	struct diff_work_side side[DIFF_SIDES];
	struct bigrams *bigrams; /* how often characters stand together */
	uint64_t cells;		 /* of phrase tables that may still be filled */
};

/* diff_cut.c: units, sections, characters. */
void diff_cut(struct diff_work *w, enum diff_which which);

/* diff_near.c */
struct near_docs {
	const struct diff_char *chars;
	const struct diff_stretch *items;
	uint32_t n;
};
struct near_pair {
	uint32_t a, b; /* docs of either side */
	uint32_t like; /* 1 to 1000 */
};
struct near_pairs {
	struct near_pair *items;
	size_t n, cap;
};
enum { NEAR_BEST = 8, NEAR_ALIKE = 1000 };
/* For each doc of the first side up to NEAR_BEST of the other one that share
 * pairs of characters with it, rare ones weighing more. Memory from `a`. */
void diff_near(struct arena *a, const struct near_docs docs[DIFF_SIDES],
	       struct near_pairs *out);
/* What a character is compared as: 0 for punctuation, '0' for a digit. */
uint32_t near_feature(uint32_t cp);

/* diff_sections.c */
void diff_match_sections(struct diff_work *w);
/* What the report says of a section: 0 nothing, review or plan. */
unsigned diff_section_time(const struct diff_side *s, uint32_t section);
/* The section that it stands in, 0 = none. */
uint32_t diff_section_parent(const struct diff_side *s, uint32_t section);

/* diff_units.c: mates, kinds (but for what is inside reworded units). */
void diff_match_units(struct diff_work *w);

/* diff_words.c: the changes inside a reworded unit of the newer side. */
enum { WORDS_UNIT_MOST = 1200 }; /* characters of a unit, see diff_cut */
struct diff_words {
	/* Which character of the other unit stands against it, or DIFF_NONE;
	 * by character of the unit, of either side. */
	uint32_t *match[DIFF_SIDES];
};
void diff_words_begin(struct diff_work *w);
void diff_words(struct diff_work *w, uint32_t newer, struct diff_words *out);

/* diff_promise.c */
void diff_promises(struct diff_work *w, uint32_t newer,
		   const struct diff_words *words);
