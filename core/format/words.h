#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/arena.h"
#include "core/base/array.h"

/*
 * The words that the readers go by, from assets/lexicon/format-*.tsv: names
 * that sites give their blocks, names of metadata, labels in the text.
 */
enum block_word {
	BLOCK_PLAIN,
	BLOCK_ASIDE,   /* menu, share bar, related links */
	BLOCK_ARTICLE, /* the text itself */
	BLOCK_COUNT
};

enum fact_word {
	FACT_NONE,
	FACT_TITLE,
	FACT_DATE,
	FACT_SOURCE,
	FACT_EDITOR,
	FACT_STOP, /* no fact, but the one before it ends there */
	FACT_COUNT
};

struct format_word {
	struct str word;
	uint8_t class;
};

struct format_words {
	ARRAY_OF(struct format_word) blocks; /* of class and id */
	ARRAY_OF(struct format_word) metas;  /* of <meta name> */
	ARRAY_OF(struct format_word) labels; /* 来源 */
};

/* Tables that are broken count as empty: the texts are read all the same. */
void format_words_load(struct format_words *w, struct arena *a,
		       const struct assets *assets);
/* What the names in a class or id attribute say. */
enum block_word format_words_block(const struct format_words *w,
				   struct str names);
enum fact_word format_words_meta(const struct format_words *w, struct str name);
/* A label at byte `at` of `s`: its length, 0 when there is none. */
size_t format_words_label(const struct format_words *w, struct str s, size_t at,
			  enum fact_word *fact);
