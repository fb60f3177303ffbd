/*
 * Loads the table of bases. Names of bases are few, so a set of them is a
 * word of bits, and the text of a set is the same however it was put together.
 */
#include "core/extract/bases.h"

#include "core/base/buf.h"
#include "core/base/tsv.h"

#define BASES_FILE "lexicon/bases.tsv"

enum { WORD, BASIS, GROWTH, LEVEL, CARRIES, N_COLUMNS };

/* The bit of a name, which is added if it is new; 0 when there is no room. */
static bases_set bit_of(struct bases *b, struct str name)
{
	for (size_t i = 0; i < b->n; i++)
		if (str_eq(b->name[i], name))
			return (bases_set)1 << i;
	if (b->n == BASES_MAX)
		return 0;
	b->name[b->n++] = name;
	return (bases_set)1 << (b->n - 1);
}

static bool add_row(struct bases *b, struct arena *a, const struct tsv *t,
		    const struct tsv_row *row, struct error *err)
{
	struct str word = row->cell[WORD], basis = row->cell[BASIS];
	struct str carries = row->cell[CARRIES];
	struct basis_word *w;

	if (!word.len || !basis.len)
		return tsv_error(t, row, "an empty field", err);
	if (carries.len && !str_is(carries, "yes"))
		return tsv_error(t, row, "carries is yes or nothing", err);
	if (wordmap_add(&b->map, word, (uint32_t)b->words.n + 1))
		return tsv_error(t, row, "word stands twice", err);
	w = ARRAY_PUSH(a, &b->words);
	*w = (struct basis_word){.growth = row->cell[GROWTH],
				 .level = row->cell[LEVEL],
				 .carries = carries.len > 0};
	if (str_is(basis, "-"))
		return true;
	w->bit = bit_of(b, basis);
	return w->bit ? true : tsv_error(t, row, "too many bases", err);
}

bool bases_load(struct bases *b, struct arena *a, const struct assets *assets,
		struct error *err)
{
	static const char *const COLUMNS[N_COLUMNS] = {
		"word", "basis", "growth", "level", "carries"};
	struct str bytes = assets_get(assets, BASES_FILE);
	struct tsv t;

	*b = (struct bases){0};
	wordmap_init(&b->map, a);
	if (!bytes.p)
		return error_set(err, ERR_FORMAT, N_("%s: no such table"),
				 ERR_ARGS_1(BASES_FILE));
	if (!tsv_read(&t, a, BASES_FILE, bytes, err))
		return false;
	for (int i = 0; i < N_COLUMNS; i++)
		if (tsv_column(&t, COLUMNS[i]) != i)
			return tsv_error(&t, NULL, "a column is missing", err);
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(b, a, &t, &t.rows.items[i], err))
			return false;
	return true;
}

const struct basis_word *bases_match(const struct bases *b, struct str s,
				     size_t at, size_t *len)
{
	uint32_t i = wordmap_match(&b->map, s, at, len);

	return i ? &b->words.items[i - 1] : NULL;
}

bool bases_cell_holds(struct str cell, struct str indicator)
{
	struct str part;

	if (str_is(cell, "*"))
		return true;
	while (str_split(&cell, '|', &part))
		if (part.len && str_find(indicator, part, 0) >= 0)
			return true;
	return false;
}

struct str bases_text(const struct bases *b, struct arena *a, bases_set set)
{
	struct buf out;

	if (!set)
		return STR_NULL;
	buf_init(&out, a);
	for (size_t i = 0; i < b->n; i++) {
		if (!(set >> i & 1))
			continue;
		if (out.len)
			buf_addz(&out, "、");
		buf_add(&out, b->name[i]);
	}
	return buf_str(&out);
}
