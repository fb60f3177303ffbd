/* The table of scopes, and the two questions that are asked of it. */
#include "core/extract/scopes.h"

#include "core/base/tsv.h"
#include "core/base/utf8.h"

#define SCOPES_FILE "lexicon/scopes.tsv"

enum { WORD, KIND, REGIONS, SCOPE, N_COLUMNS };
enum { STEM_MIN = 2 }; /* characters before a suffix of one: 贞丰 of 贞丰县 */

static bool kind_of(struct str name, enum scope_kind *kind)
{
	static const char *const KINDS[] = {
		[SCOPE_OWN] = "own",
		[SCOPE_PLACE] = "place",
		[SCOPE_SUFFIX] = "suffix",
		[SCOPE_NONE] = "none",
	};

	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (str_is(name, KINDS[i])) {
			*kind = (enum scope_kind)i;
			return true;
		}
	return false;
}

static bool add_row(struct scopes *s, struct arena *a, const struct tsv *t,
		    const struct tsv_row *row, struct error *err)
{
	struct scope_word w = {.regions = row->cell[REGIONS],
			       .scope = row->cell[SCOPE]};

	if (!row->cell[WORD].len)
		return tsv_error(t, row, "no word", err);
	if (!kind_of(row->cell[KIND], &w.kind))
		return tsv_error(t, row, "unknown kind", err);
	if (w.kind == SCOPE_OWN && (!w.regions.len || !w.scope.len))
		return tsv_error(t, row, "an empty field", err);
	if (wordmap_add(&s->map, row->cell[WORD], (uint32_t)s->words.n + 1))
		return tsv_error(t, row, "word stands twice", err);
	*ARRAY_PUSH(a, &s->words) = w;
	return true;
}

bool scopes_load(struct scopes *s, struct arena *a, const struct assets *assets,
		 struct error *err)
{
	static const char *const COLUMNS[N_COLUMNS] = {"word", "kind",
						       "regions", "scope"};
	struct str bytes = assets_get(assets, SCOPES_FILE);
	struct tsv t;

	*s = (struct scopes){0};
	wordmap_init(&s->map, a);
	if (!bytes.p)
		return error_set(err, ERR_FORMAT, N_("%s: no such table"),
				 ERR_ARGS_1(SCOPES_FILE));
	if (!tsv_read(&t, a, SCOPES_FILE, bytes, err))
		return false;
	for (int i = 0; i < N_COLUMNS; i++)
		if (tsv_column(&t, COLUMNS[i]) != i)
			return tsv_error(&t, NULL, "a column is missing", err);
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(s, a, &t, &t.rows.items[i], err))
			return false;
	return true;
}

static const struct scope_word *word_of(const struct scopes *s, struct str w)
{
	uint32_t i = wordmap_get(&s->map, w);

	return i ? &s->words.items[i - 1] : NULL;
}

bool scopes_is_place(const struct scopes *s, struct str name)
{
	size_t n;

	/* The longest word that it ends in decides. */
	for (size_t at = 0; at < name.len; at += n) {
		struct str end = str_sub(name, at, name.len);
		const struct scope_word *w = word_of(s, end);

		utf8_decode(name, at, &n);
		if (!w)
			continue;
		if (w->kind == SCOPE_SUFFIX && end.len == strlen("县"))
			return utf8_count(str_sub(name, 0, at)) >= STEM_MIN;
		return w->kind == SCOPE_PLACE || w->kind == SCOPE_SUFFIX;
	}
	return false;
}

struct str scopes_above(const struct scopes *s, struct str word,
			struct str region)
{
	const struct scope_word *w = word_of(s, word);
	struct str end, rest;

	if (!w || w->kind != SCOPE_OWN || !region.len)
		return STR_NULL;
	rest = w->regions;
	while (str_split(&rest, '|', &end))
		if (str_has_suffix(region, end))
			return STR_NULL;
	return w->scope;
}
