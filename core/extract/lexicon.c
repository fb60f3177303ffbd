/*
 * Loads the word tables: each row gives a word one class; a word of several
 * classes has several rows, and its class bits are joined.
 */
#include "core/extract/lexicon.h"

#include <assert.h>

#include "core/base/tsv.h"

const char *const LEXICON_FILES[] = {
	"lexicon/bounds.tsv",
	"lexicon/links.tsv",
	"lexicon/names.tsv",
	"lexicon/roles.tsv",
	"lexicon/time.tsv",
	"lexicon/verbs.tsv",
	NULL,
};

static const char *const CLASS_NAMES[] = {
#define X(id, name) [CLASS_##id] = (name),
	LEXICON_CLASSES(X)
#undef X
};

static_assert(CLASS_COUNT <= 64, "a class is a bit of class_bits");

const char *lexicon_class_name(enum lexicon_class class)
{
	return CLASS_NAMES[class];
}

static int class_of(struct str name)
{
	for (int i = 0; i < CLASS_COUNT; i++)
		if (str_is(name, CLASS_NAMES[i]))
			return i;
	return -1;
}

/* A small signed number; an empty cell is 0. */
static bool read_arg(struct str s, int *arg)
{
	bool negative = s.len > 0 && s.p[0] == '-';
	unsigned n = 0;

	*arg = 0;
	if (s.len == 0)
		return true;
	if (!str_to_u32(str_sub(s, negative, s.len), &n) || n > 9999)
		return false;
	*arg = negative ? -(int)n : (int)n;
	return true;
}

static bool add_row(struct lexicon *lex, struct arena *a, const struct tsv *t,
		    const struct tsv_row *row, struct error *err)
{
	int class = class_of(row->cell[0]);
	struct str text = row->cell[1];
	struct lexicon_word *word;
	uint32_t known;
	int arg;

	if (class < 0)
		return tsv_error(t, row, "unknown class", err);
	if (text.len == 0)
		return tsv_error(t, row, "no word", err);
	if (!read_arg(row->cell[2], &arg))
		return tsv_error(t, row, "no number", err);
	known = wordmap_add(&lex->map, text, (uint32_t)lex->words.n + 1);
	word = known ? &lex->words.items[known - 1]
		     : ARRAY_PUSH(a, &lex->words);
	if (word->classes >> class & 1)
		return tsv_error(t, row, "word stands twice", err);
	if (arg && word->arg && arg != word->arg)
		return tsv_error(t, row, "two numbers for a word", err);
	word->classes |= (class_bits)1 << class;
	word->arg = arg ? arg : word->arg;
	return true;
}

static bool load_file(struct lexicon *lex, struct arena *a, const char *name,
		      struct str bytes, struct error *err)
{
	struct tsv t;

	if (!bytes.p)
		return error_set(err, ERR_FORMAT, N_("%s: no such table"),
				 ERR_ARGS_1(name));
	if (!tsv_read(&t, a, name, bytes, err))
		return false;
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(lex, a, &t, &t.rows.items[i], err))
			return false;
	return true;
}

bool lexicon_load(struct lexicon *lex, struct arena *a,
		  const struct assets *assets, struct error *err)
{
	*lex = (struct lexicon){0};
	wordmap_init(&lex->map, a);
	for (const char *const *f = LEXICON_FILES; *f; f++)
		if (!load_file(lex, a, *f, assets_get(assets, *f), err))
			return false;
	return true;
}

const struct lexicon_word *lexicon_match(const struct lexicon *lex,
					 struct str s, size_t at, size_t *len)
{
	uint32_t i = wordmap_match_cut(&lex->map, s, at, len);

	return i ? &lex->words.items[i - 1] : NULL;
}
