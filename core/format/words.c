/* The readers' word tables. */
#include "core/format/words.h"

#include <strings.h>

#include "core/base/tsv.h"

enum { SHORT = 5, NAMES_MAX = 240 };

static const char *const BLOCK_NAMES[] = {"", "aside", "article"};
static const char *const FACT_NAMES[] = {"",	   "title",  "date",
					 "source", "editor", "stop"};

struct list {
	struct format_word *items;
	size_t n, cap;
};

static void load(struct list *list, struct arena *a,
		 const struct assets *assets, const char *file,
		 const char *const *names, size_t n)
{
	struct tsv t = {0};

	if (!tsv_read(&t, a, file, assets_get(assets, file), NULL))
		return;
	for (size_t i = 0; i < t.rows.n; i++)
		for (size_t k = 1; k < n; k++)
			if (str_is(t.rows.items[i].cell[1], names[k]))
				*ARRAY_PUSH(a, list) = (struct format_word){
					t.rows.items[i].cell[0], (uint8_t)k};
}

void format_words_load(struct format_words *w, struct arena *a,
		       const struct assets *assets)
{
	struct list blocks = {0}, metas = {0}, labels = {0};

	load(&blocks, a, assets, "lexicon/format-blocks.tsv", BLOCK_NAMES,
	     BLOCK_COUNT);
	load(&metas, a, assets, "lexicon/format-metas.tsv", FACT_NAMES,
	     FACT_COUNT);
	load(&labels, a, assets, "lexicon/format-labels.tsv", FACT_NAMES,
	     FACT_COUNT);
	*w = (struct format_words){
		.blocks = {blocks.items, blocks.n, blocks.cap},
		.metas = {metas.items, metas.n, metas.cap},
		.labels = {labels.items, labels.n, labels.cap}};
}

static bool is_edge(struct str s, size_t at)
{
	char c = at < s.len ? s.p[at] : ' ';

	return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

/* A long word counts anywhere, a short one only as a word of its own: "nav"
 * in "nav_top", not in "unavailable". */
static bool holds(struct str names, struct str word)
{
	for (size_t i = 0; i + word.len <= names.len; i++) {
		if (strncasecmp(names.p + i, word.p, word.len) != 0)
			continue;
		if (word.len > SHORT || ((i == 0 || is_edge(names, i - 1)) &&
					 is_edge(names, i + word.len)))
			return true;
	}
	return false;
}

enum block_word format_words_block(const struct format_words *w,
				   struct str names)
{
	enum block_word found = BLOCK_PLAIN;

	names = str_sub(names, 0, NAMES_MAX);
	for (size_t i = 0; i < w->blocks.n; i++) {
		if (!holds(names, w->blocks.items[i].word))
			continue;
		if (w->blocks.items[i].class == BLOCK_ARTICLE)
			return BLOCK_ARTICLE;
		found = BLOCK_ASIDE;
	}
	return found;
}

enum fact_word format_words_meta(const struct format_words *w, struct str name)
{
	for (size_t i = 0; i < w->metas.n; i++) {
		struct str word = w->metas.items[i].word;

		if (word.len == name.len &&
		    strncasecmp(word.p, name.p, name.len) == 0)
			return (enum fact_word)w->metas.items[i].class;
	}
	return FACT_NONE;
}

size_t format_words_label(const struct format_words *w, struct str s, size_t at,
			  enum fact_word *fact)
{
	size_t most = 0;

	for (size_t i = 0; i < w->labels.n; i++) {
		struct str word = w->labels.items[i].word;

		if (word.len > most && s.len - at >= word.len &&
		    memcmp(s.p + at, word.p, word.len) == 0) {
			most = word.len;
			*fact = (enum fact_word)w->labels.items[i].class;
		}
	}
	return most;
}
