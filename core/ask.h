#pragma once

#include "core/indicator.h"

/*
 * A question as people put it: 去年定的GDP目标完成了没有, 海曙 财政收入 2024,
 * gdzctz. Two steps:
 *
 *   ask_read   takes out of the words the years, the region and what is
 *              wanted (target, achievement, fate); what is left names the
 *              indicator
 *   ask_find   ranks the names that can be asked for by how they answer
 *
 * Words come from assets/lexicon/ask.tsv. Both scripts, widths and cases of
 * letters are the same; Latin letters are also read as pinyin. Questions
 * longer than ASK_MOST bytes are cut. Nothing fails.
 */
enum { ASK_MOST = 512, ASK_PIECES = 8, ASK_OTHERS = 8 };

enum ask_about { ASK_ANY, ASK_TARGET, ASK_ACHIEVED, ASK_FATE };
enum ask_measure { ASK_MEASURE_ANY, ASK_MEASURE_GROWTH, ASK_MEASURE_LEVEL };

struct ask_words;
/* NULL with ERR_FORMAT (file and line) when the table is broken. */
struct ask_words *ask_words_open(struct arena *a, const struct assets *assets,
				 struct error *err);

/* A region that can be asked for. */
struct ask_region {
	struct str name; /* full: 海曙区 */
	uint16_t now;	 /* its newest plan year: what 今年 is */
};

/* What ask_read may know. */
struct ask_known {
	const struct ask_words *words;
	const struct indicators *indicators;
	const struct ask_region *regions;
	size_t n_regions;
	size_t home; /* the region when none is named; n_regions = none */
};

enum { ASK_NO_REGION = -1 };

struct ask {
	unsigned year_from, year_to; /* 0 = no year was named */
	enum ask_about about;
	enum ask_measure measure;
	int region;	   /* index, ASK_NO_REGION = none was named */
	struct str absent; /* a place that is no known region, "" = none */
	struct str rest;   /* the indicator's words, folded, joined */
	struct str piece[ASK_PIECES]; /* the same one by one */
	unsigned n_pieces;
	/* An indicator's name that stands in the question, NULL = none. */
	const struct indicator *named;
};

/* Reads a question; strings in `a`. */
void ask_read(struct ask *q, struct arena *a, const struct ask_known *known,
	      struct str question);
/* Other readings of a question whose letters answer to nothing: two digits at
 * its end as a year (gdp24), initials of a region before the indicator's
 * (hsczsr). Up to ASK_OTHERS; how many. */
unsigned ask_others(struct ask *out, struct arena *a, const struct ask *q,
		    const struct ask_known *known);

/* A name that occurs in the library, and how often. */
struct ask_name {
	struct str name;
	const struct indicator *known; /* whose canonical name it is, or NULL */
	uint32_t count;
};

/* How a name answers; the first ones are the best. */
enum ask_fit {
	ASK_EXACT,
	ASK_PREFIX,
	ASK_INSIDE,
	ASK_PIECEWISE, /* every piece of the question is in it */
	ASK_PINYIN_WHOLE,
	ASK_PINYIN_PREFIX,
	ASK_PINYIN_INSIDE,
	ASK_IN_ORDER, /* its characters, in order */
	ASK_PART,     /* a name stands in the question, beside other words */
	ASK_NEAR      /* one or two characters differ: only an offer */
};

/* All that can be asked for, folded once. */
struct ask_table;
/* `names` are those of the library (canonical ones among them): they come
 * before what does not occur there. n = 0: nobody knows what occurs. */
struct ask_table *ask_table_open(struct arena *a, const struct indicators *ind,
				 const struct ask_name *names, size_t n);

struct ask_candidate {
	struct str name; /* canonical, else as the library has it */
	const struct indicator *known; /* NULL: in no table */
	enum ask_fit fit;
	uint32_t count; /* in the library */
	bool by_alias;
	struct str unused; /* ASK_PART: the other words of the question */
};
struct ask_candidates {
	struct ask_candidate *items;
	size_t n, cap;
};
/* The best `most` candidates, best first, appended to *out. A question
 * without an indicator answers to all names, the most frequent first. */
void ask_find(struct ask_candidates *out, struct arena *a,
	      const struct ask_table *t, const struct ask *q, size_t most);
/* Is a candidate of this fit an answer, rather than an offer? */
bool ask_is_answer(enum ask_fit fit);
