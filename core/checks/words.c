/*
 * The word tables of the checks, and how a stretch of text is looked at: the
 * longest word that begins at a place counts, from left to right.
 */
#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/checks/parts.h"

#define WORDS_FILE  "lexicon/checks.tsv"
#define PRICES_FILE "lexicon/growth-prices.tsv"

static const char *const CLASSES[WORD_COUNT] = {
	[WORD_NONE] = "none",
	[WORD_REAL] = "basis-real",
	[WORD_NOMINAL] = "basis-nominal",
	[WORD_COMPARABLE] = "basis-comparable",
	[WORD_NEW] = "new",
	[WORD_FROM] = "change-from",
	[WORD_TO] = "change-to",
	[WORD_OTHER] = "other",
	[WORD_FRAME] = "frame",
	[WORD_VERSUS] = "versus",
	[WORD_VAGUE] = "vague",
	[WORD_SIGNATURE] = "signature",
};
static const char *const PRICES[] = {
	[PRICES_REAL] = "real",
	[PRICES_LEVELS] = "levels",
	[PRICES_RESTATED] = "restated",
};

/* Which tables there are: the word's column, and what its class may be. */
static const struct table {
	const char *name, *word, *class;
	const char *const *classes;
	size_t n_classes;
} TABLES[] = {
	{WORDS_FILE, "word", "class", CLASSES, COUNT_OF(CLASSES)},
	{PRICES_FILE, "canonical", "prices", PRICES, COUNT_OF(PRICES)},
};

static bool read_table(struct wordmap *map, struct arena *a,
		       const struct assets *assets, const struct table *table,
		       struct error *err)
{
	struct tsv t;
	int word, class;

	if (!tsv_read(&t, a, table->name, assets_get(assets, table->name), err))
		return false;
	word = tsv_column(&t, table->word);
	class = tsv_column(&t, table->class);
	if (word < 0 || class < 0)
		return tsv_error(&t, NULL, "a column is missing", err);
	for (size_t i = 0; i < t.rows.n; i++) {
		const struct tsv_row *row = &t.rows.items[i];
		uint32_t k = 0;

		while (k < table->n_classes &&
		       !str_is(row->cell[class], table->classes[k]))
			k++;
		if (k == table->n_classes)
			return tsv_error(&t, row, "an unknown class", err);
		if (row->cell[word].len == 0)
			return tsv_error(&t, row, "an empty field", err);
		if (wordmap_add(map, row->cell[word], k + 1))
			return tsv_error(&t, row, "a word that is there twice",
					 err);
	}
	return true;
}

struct check_rules *check_rules_open(struct arena *a,
				     const struct assets *assets,
				     struct error *err)
{
	struct check_rules *rules = arena_alloc(a, sizeof(*rules));

	wordmap_init(&rules->words, a);
	wordmap_init(&rules->prices, a);
	if (!read_table(&rules->words, a, assets, &TABLES[0], err) ||
	    !read_table(&rules->prices, a, assets, &TABLES[1], err))
		return NULL;
	return rules;
}

unsigned check_words(const struct check_rules *rules, struct str s)
{
	unsigned found = 0;
	size_t i = 0, len;

	while (i < s.len) {
		uint32_t class = wordmap_match(&rules->words, s, i, &len);

		if (class)
			found |= 1u << (class - 1);
		i = class ? i + len : utf8_next(s, i);
	}
	return found;
}
