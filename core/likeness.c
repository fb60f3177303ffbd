/*
 * Likeness of names. A name is walked once, longest words first; what the
 * words say goes into a profile, and two profiles are compared as sorted
 * characters. Verbs that say the same become one character that no text has.
 */
#include "core/likeness.h"

#include <assert.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/tsv.h"
#include "core/base/utf8.h"

#define FILE_NAME "lexicon/likeness.tsv"

enum kind {
	WORD_LIGHT, /* says nothing: 完成, 的 */
	WORD_SAME,  /* is written in another way: 国企, 国有企业 */
	WORD_VERB,  /* what is done, and it is good to do */
	WORD_FLOW,  /* counts what a period adds, says no more */
	WORD_VAGUE, /* tells hardly anything: 投入, 项目 */
	WORD_APART, /* tells names apart; may say which way is good */
	WORD_BASIS,
	WORD_UNIT,
	WORD_KIN,
	WORD_COUNT
};

struct likeness_row {
	struct str word, as;
	enum kind kind;
	enum indicator_good good;
	uint64_t hash;
};

enum { TELLING = 2 }; /* characters that say something, at least */
enum { COL_WORD, COL_KIND, COL_AS, COL_NOTE, N_COLUMNS, VERB_BASE = 0xe000 };

static uint64_t hash_of(struct str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h;
}

static bool kind_of(struct str word, enum kind *out)
{
	static const char *const names[] = {
		[WORD_SAME] = "same",	[WORD_LIGHT] = "light",
		[WORD_VERB] = "verb",	[WORD_FLOW] = "flow",
		[WORD_VAGUE] = "vague", [WORD_APART] = "apart",
		[WORD_BASIS] = "basis", [WORD_UNIT] = "unit",
		[WORD_KIN] = "kin",
	};

	static_assert(COUNT_OF(names) == WORD_COUNT, "a name each");
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (str_is(word, names[i])) {
			*out = (enum kind)i;
			return true;
		}
	}
	return false;
}

static struct wordmap *map_of(struct likeness *like, enum kind kind)
{
	switch (kind) {
	case WORD_BASIS:
		return &like->bases;
	case WORD_UNIT:
		return &like->units;
	case WORD_KIN:
		return &like->kin;
	default:
		return &like->words;
	}
}

static bool add_row(struct likeness *like, struct arena *a, const struct tsv *t,
		    const struct tsv_row *row, struct error *err)
{
	struct likeness_row *item = ARRAY_PUSH(a, &like->rows);

	item->word = row->cell[COL_WORD];
	item->as = row->cell[COL_AS];
	item->hash = hash_of(item->word);
	if (!item->word.len)
		return tsv_error(t, row, "an empty field", err);
	if (!kind_of(row->cell[COL_KIND], &item->kind))
		return tsv_error(t, row, "an unknown kind", err);
	if (item->kind == WORD_APART && str_is(item->as, "up"))
		item->good = INDICATOR_GOOD_UP;
	if (item->kind == WORD_APART && str_is(item->as, "down"))
		item->good = INDICATOR_GOOD_DOWN;
	if (item->kind == WORD_APART && item->as.len && !item->good)
		return tsv_error(t, row, "an unknown direction", err);
	if (item->kind == WORD_VERB &&
	    (item->as.len != 1 || item->as.p[0] < 'A' || item->as.p[0] > 'Z'))
		return tsv_error(t, row, "a verb is one of A to Z", err);
	if (wordmap_add(map_of(like, item->kind), item->word,
			(uint32_t)like->rows.n))
		return tsv_error(t, row, "a word that is there twice", err);
	return true;
}

static bool load(struct likeness *like, struct arena *a,
		 const struct assets *assets, struct error *err)
{
	static const char *const columns[N_COLUMNS] = {
		[COL_WORD] = "word",
		[COL_KIND] = "kind",
		[COL_AS] = "as",
		[COL_NOTE] = "note",
	};
	struct tsv t;

	if (!tsv_read(&t, a, FILE_NAME, assets_get(assets, FILE_NAME), err))
		return false;
	for (int i = 0; i < N_COLUMNS; i++)
		if (tsv_column(&t, columns[i]) != i)
			return tsv_error(&t, NULL, "a column is missing", err);
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(like, a, &t, &t.rows.items[i], err))
			return false;
	return true;
}

/* Units by their bare name. Of several words for one (成 and %) the name's own
 * row comes first. */
static void load_units(struct likeness *like)
{
	for (int own = 1; own >= 0; own--) {
		for (size_t i = 0; i < like->numbers->unit.n; i++) {
			const struct unit_row *u =
				&like->numbers->unit.items[i];

			if (!own || str_eq(u->word, u->unit))
				wordmap_add(&like->scales, u->unit,
					    (uint32_t)i + 1);
		}
	}
}

struct likeness *likeness_open(struct arena *a, const struct assets *assets,
			       struct error *err)
{
	struct likeness *like = arena_alloc(a, sizeof(*like));

	wordmap_init(&like->words, a);
	wordmap_init(&like->bases, a);
	wordmap_init(&like->units, a);
	wordmap_init(&like->kin, a);
	wordmap_init(&like->scales, a);
	like->numbers = number_rules_open(a, assets, err);
	if (!like->numbers || !load(like, a, assets, err))
		return NULL;
	load_units(like);
	return like;
}

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
	case 0x201c: /* “ ” ‘ ’ 《 》 、 */
	case 0x201d:
	case 0x2018:
	case 0x2019:
	case 0x300a:
	case 0x300b:
	case 0x3001:
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

struct walk {
	struct name_profile *p;
	struct buf key;
	bool in_number;
	unsigned telling; /* characters outside of words that say little */
};

static void take_char(struct walk *w, uint32_t cp)
{
	struct name_profile *p = w->p;

	if (p->n_chars < PROFILE_CHARS)
		p->chars[p->n_chars] = cp;
	p->n_chars++;
}

static void take_key(struct walk *w, uint32_t cp)
{
	buf_add_cp(&w->key, cp);
}

/* Numbers count as a whole and in order: 30万元, 50万元. */
static void take_digit(struct walk *w, uint32_t cp)
{
	if (!w->in_number)
		w->p->digits = w->p->digits * 31 + 7;
	w->p->digits = w->p->digits * 1099511628211u + cp;
	w->in_number = true;
}

static void take_word(struct walk *w, const struct likeness_row *row,
		      struct str word)
{
	struct name_profile *p = w->p;
	size_t n;

	w->in_number = false;
	p->flow |= row->kind == WORD_VERB || row->kind == WORD_FLOW;
	p->doing |= row->kind == WORD_VERB;
	if (row->kind == WORD_SAME)
		word = row->as;
	if (row->kind == WORD_VERB) {
		take_char(w, VERB_BASE + (uint32_t)row->as.p[0]);
		w->telling += TELLING;
	}
	if (row->kind == WORD_APART)
		p->apart += row->hash;
	if (row->kind == WORD_APART && row->good)
		p->good = row->good;
	for (size_t i = 0; i < word.len; i += n) {
		uint32_t cp = folded(utf8_decode(word, i, &n));

		if (row->kind == WORD_APART || row->kind == WORD_SAME) {
			take_char(w, cp);
			w->telling++;
		}
		if (row->kind != WORD_LIGHT)
			take_key(w, cp);
	}
}

static void take_plain(struct walk *w, uint32_t cp)
{
	if (is_noise(cp))
		return;
	take_key(w, cp);
	if ((cp >= '0' && cp <= '9') || (w->in_number && cp == '.')) {
		take_digit(w, cp);
		return;
	}
	w->in_number = false;
	take_char(w, cp);
	w->telling++;
}

/* （不含农户） changes what is counted, （GDP） does not. */
static struct str without_of(const struct likeness *like, struct str name)
{
	static const struct str opens[] = {{"（", 3}, {"(", 1}};
	static const struct str closes[] = {{"）", 3}, {")", 1}};

	for (size_t i = 0; i < COUNT_OF(opens); i++) {
		ptrdiff_t from = str_find(name, opens[i], 0), to;
		struct str in;

		if (from < 0)
			continue;
		to = str_find(name, closes[i], (size_t)from);
		in = str_sub(name, (size_t)from + opens[i].len,
			     to < 0 ? name.len : (size_t)to);
		if (str_find(in, STR("不含"), 0) == 0 ||
		    str_find(in, STR("扣除"), 0) == 0)
			return likeness_basis(like, in);
	}
	return STR_NULL;
}

static int by_value(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void likeness_profile(const struct likeness *like, struct arena *a,
		      struct str name, struct name_profile *out)
{
	struct walk w = {.p = out};
	size_t n;

	*out = (struct name_profile){0};
	buf_init(&w.key, a);
	for (size_t at = 0; at < name.len; at += n) {
		uint32_t row = wordmap_match(&like->words, name, at, &n);

		if (row)
			take_word(&w, &like->rows.items[row - 1],
				  str_sub(name, at, at + n));
		else
			take_plain(&w, folded(utf8_decode(name, at, &n)));
	}
	out->key = buf_str(&w.key);
	out->without = without_of(like, name);
	out->vague = w.telling < TELLING;
	if (out->n_chars > PROFILE_CHARS)
		out->n_chars = 0;
	qsort(out->chars, out->n_chars, sizeof(*out->chars), by_value);
}

unsigned likeness_of(const struct name_profile *a, const struct name_profile *b)
{
	unsigned i = 0, k = 0, same = 0;

	if (a->n_chars < 2 || b->n_chars < 2 || a->apart != b->apart ||
	    a->digits != b->digits)
		return 0;
	while (i < a->n_chars && k < b->n_chars) {
		if (a->chars[i] == b->chars[k]) {
			same++;
			i++;
			k++;
		} else if (a->chars[i] < b->chars[k]) {
			i++;
		} else {
			k++;
		}
	}
	return same * 200 / (a->n_chars + b->n_chars);
}

/* What a whole word is taken as; the word itself when no row holds it. */
static struct str taken_as(const struct likeness *like,
			   const struct wordmap *map, struct str word)
{
	uint32_t row = wordmap_get(map, word);

	return row ? like->rows.items[row - 1].as : word;
}

struct str likeness_basis(const struct likeness *like, struct str basis)
{
	return taken_as(like, &like->bases, basis);
}

struct str likeness_kin(const struct likeness *like, struct str canonical)
{
	uint32_t row = wordmap_get(&like->kin, canonical);

	return row ? like->rows.items[row - 1].as : STR_NULL;
}

static const struct unit_row *scale_of(const struct likeness *like,
				       struct str unit)
{
	uint32_t row = wordmap_get(&like->scales, unit);

	return row ? &like->numbers->unit.items[row - 1] : NULL;
}

struct str likeness_unit(const struct likeness *like, struct str unit)
{
	const struct unit_row *row;
	struct str as = taken_as(like, &like->units, unit);

	if (!str_eq(as, unit))
		return as;
	row = scale_of(like, unit);
	return row ? row->base : unit;
}

bool likeness_convert(const struct likeness *like, struct decimal value,
		      struct str from, struct str to, struct decimal *out)
{
	const struct unit_row *a, *b;
	struct decimal num, den;

	*out = value;
	if (str_eq(from, to))
		return true;
	if (!str_eq(likeness_unit(like, from), likeness_unit(like, to)))
		return false;
	a = scale_of(like, from);
	b = scale_of(like, to);
	if (!a || !b || !str_eq(a->base, b->base))
		return true; /* one word for another: 户, 个 */
	return decimal_mul(value, a->factor, &num) &&
	       decimal_mul(num, b->divisor, &num) &&
	       decimal_mul(a->divisor, b->factor, &den) &&
	       decimal_div(num, den, 9, out);
}
