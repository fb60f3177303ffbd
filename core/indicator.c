/*
 * Canonical names of indicators. A name is first brought to a key (no blanks,
 * no quotation marks, half width, capitals); then the key is looked up as it
 * is, and again with less and less around it.
 */
#include "core/indicator.h"

#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/likeness.h"

#define INDICATORS_FILE "lexicon/indicators.tsv"
#define QUALIFIERS_FILE "lexicon/indicator-qualifiers.tsv"

enum {
	KEY_MAX = 192, /* bytes; longer names are none of ours */
	STRIP_MAX = 3  /* words that may be taken off */
};

struct key {
	char text[KEY_MAX];
	size_t len;
};

/* Blanks and quotation marks, which tell no two names apart. */
static bool is_noise(uint32_t cp)
{
	switch (cp) {
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case '"':
	case 0xa0:
	case 0x3000:
	case 0x201c: /* “ ” ‘ ’ 《 》 */
	case 0x201d:
	case 0x2018:
	case 0x2019:
	case 0x300a:
	case 0x300b:
		return true;
	default:
		return false;
	}
}

static uint32_t folded(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	return cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp;
}

/* False when the name is too long or nothing is left of it. */
static bool make_key(struct str name, struct key *key)
{
	size_t n;

	key->len = 0;
	for (size_t i = 0; i < name.len; i += n) {
		uint32_t cp = utf8_decode(name, i, &n);

		if (is_noise(cp))
			continue;
		if (key->len + 4 > KEY_MAX)
			return false;
		key->len += utf8_encode(folded(cp), key->text + key->len);
	}
	return key->len > 0;
}

static struct str key_str(const struct key *key)
{
	return str_n(key->text, key->len);
}

/* The row of this name already, or 0; else it is noted. */
static bool add_name(struct indicators *ind, struct str name, uint32_t value)
{
	struct key key;

	return make_key(name, &key) &&
	       !wordmap_add(&ind->names, key_str(&key), value);
}

static bool good_of(struct str word, enum indicator_good *out)
{
	static const char *const names[] = {
		[INDICATOR_GOOD_NONE] = "none",
		[INDICATOR_GOOD_UP] = "up",
		[INDICATOR_GOOD_DOWN] = "down",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (str_is(word, names[i])) {
			*out = (enum indicator_good)i;
			return true;
		}
	}
	return false;
}

enum { NAME, ALIASES, FAMILY, GOOD, ENGLISH, FIELD, N_COLUMNS };

static bool find_columns(const struct tsv *t, const char *const *names,
			 size_t n, int *at, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		at[i] = tsv_column(t, names[i]);
		if (at[i] < 0)
			return tsv_error(t, NULL, "a column is missing", err);
	}
	return true;
}

static bool add_row(struct indicators *ind, struct arena *a,
		    const struct tsv *t, const struct tsv_row *row,
		    const int *at, struct error *err)
{
	struct indicator *item = ARRAY_PUSH(a, &ind->items);
	uint32_t value = (uint32_t)ind->items.n;
	struct str rest, alias;

	item->name = row->cell[at[NAME]];
	item->aliases = row->cell[at[ALIASES]];
	item->english = row->cell[at[ENGLISH]];
	item->field = row->cell[at[FIELD]];
	if (!item->name.len || !item->english.len || !item->field.len)
		return tsv_error(t, row, "an empty field", err);
	if (!unit_family_of(row->cell[at[FAMILY]], &item->family))
		return tsv_error(t, row, "an unknown family", err);
	if (!good_of(row->cell[at[GOOD]], &item->good))
		return tsv_error(t, row, "an unknown direction", err);
	if (!add_name(ind, item->name, value))
		return tsv_error(t, row, "a name that is there twice", err);
	rest = item->aliases.len ? item->aliases : STR_NULL;
	while (str_split(&rest, '|', &alias))
		if (!add_name(ind, alias, value))
			return tsv_error(t, row, "an alias that is there twice",
					 err);
	return true;
}

static bool load_names(struct indicators *ind, struct arena *a,
		       const struct assets *assets, struct error *err)
{
	static const char *const columns[N_COLUMNS] = {
		[NAME] = "canonical",  [ALIASES] = "aliases",
		[FAMILY] = "family",   [GOOD] = "good",
		[ENGLISH] = "english", [FIELD] = "field",
	};
	struct tsv t;
	int at[N_COLUMNS];

	if (!tsv_read(&t, a, INDICATORS_FILE,
		      assets_get(assets, INDICATORS_FILE), err) ||
	    !find_columns(&t, columns, N_COLUMNS, at, err))
		return false;
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(ind, a, &t, &t.rows.items[i], at, err))
			return false;
	return true;
}

static bool load_qualifiers(struct indicators *ind, struct arena *a,
			    const struct assets *assets, struct error *err)
{
	static const char *const columns[] = {"word", "place", "note"};
	struct tsv t;
	int at[COUNT_OF(columns)];

	if (!tsv_read(&t, a, QUALIFIERS_FILE,
		      assets_get(assets, QUALIFIERS_FILE), err) ||
	    !find_columns(&t, columns, COUNT_OF(columns), at, err))
		return false;
	for (size_t i = 0; i < t.rows.n; i++) {
		const struct tsv_row *row = &t.rows.items[i];
		struct str word = row->cell[at[0]], place = row->cell[at[1]];
		struct wordmap *map = str_is(place, "prefix") ? &ind->prefixes
							      : &ind->suffixes;

		if (!word.len || !row->cell[at[2]].len)
			return tsv_error(&t, row, "an empty field", err);
		if (!str_is(place, "prefix") && !str_is(place, "suffix"))
			return tsv_error(&t, row, "an unknown place", err);
		if (wordmap_add(map, word, 1))
			return tsv_error(&t, row, "a word that is there twice",
					 err);
	}
	return true;
}

struct indicators *indicators_open(struct arena *a, const struct assets *assets,
				   struct error *err)
{
	struct indicators *ind = arena_alloc(a, sizeof(*ind));

	wordmap_init(&ind->names, a);
	wordmap_init(&ind->prefixes, a);
	wordmap_init(&ind->suffixes, a);
	if (!load_names(ind, a, assets, err) ||
	    !load_qualifiers(ind, a, assets, err))
		return NULL;
	ind->like = likeness_open(a, assets, err);
	return ind->like ? ind : NULL;
}

static const struct indicator *find_key(const struct indicators *ind,
					struct str key)
{
	uint32_t i = key.len ? wordmap_get(&ind->names, key) : 0;

	return i ? &ind->items.items[i - 1] : NULL;
}

/* Takes the last （…） out of a key, wherever it stands. */
static bool drop_bracket(struct key *key)
{
	size_t open = key->len, close = key->len;

	while (close > 0 && key->text[close - 1] != ')')
		close--;
	for (open = close; open > 0 && key->text[open - 1] != '(';)
		open--;
	if (close == 0 || open == 0)
		return false;
	memmove(key->text + open - 1, key->text + close, key->len - close);
	key->len -= close - open + 1;
	return true;
}

/* The length of a qualifier at the end of a key, longest first. */
static size_t suffix_len(const struct indicators *ind, struct str key)
{
	for (size_t at = 0; at < key.len; at = utf8_next(key, at))
		if (at &&
		    wordmap_get(&ind->suffixes, str_sub(key, at, key.len)))
			return key.len - at;
	return 0;
}

/* Less and less around the name: first the end, then the start. */
static const struct indicator *find_stripped(const struct indicators *ind,
					     struct str key)
{
	for (int i = 0; i <= STRIP_MAX && key.len; i++) {
		size_t end = suffix_len(ind, key), start;
		const struct indicator *hit = find_key(ind, key);

		if (!hit && end)
			hit = find_key(ind, str_sub(key, 0, key.len - end));
		if (hit)
			return hit;
		if (!wordmap_match(&ind->prefixes, key, 0, &start))
			break;
		key = str_sub(key, start, key.len);
	}
	return NULL;
}

const struct indicator *indicator_find(const struct indicators *ind,
				       struct str name)
{
	struct key key;
	const struct indicator *hit;

	if (!make_key(name, &key))
		return NULL;
	hit = find_stripped(ind, key_str(&key));
	if (!hit && drop_bracket(&key))
		hit = find_stripped(ind, key_str(&key));
	return hit;
}

struct str indicator_canonical(const struct indicators *ind, struct str name)
{
	const struct indicator *hit = indicator_find(ind, name);

	return hit ? hit->name : name;
}
