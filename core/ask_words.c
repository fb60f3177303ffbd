/* The words of questions, read from their table. */
#include "core/ask_words.h"

#include "core/base/fold.h"
#include "core/base/tsv.h"
#include "core/base/utf8.h"

#define ASK_FILE    "lexicon/ask.tsv"
#define PLACES_FILE "lexicon/outline-regions.tsv"

static const char *const KINDS[ASK_WORD_KINDS] = {
	[ASK_WORD_YEAR] = "year",     [ASK_WORD_SPAN] = "span",
	[ASK_WORD_LAST] = "last",     [ASK_WORD_ALL] = "all",
	[ASK_WORD_ABOUT] = "about",   [ASK_WORD_MEASURE] = "measure",
	[ASK_WORD_REGION] = "region", [ASK_WORD_TAIL] = "tail",
	[ASK_WORD_NOISE] = "noise",
};
static const char *const ABOUT[] = {
	[ASK_TARGET] = "target",
	[ASK_ACHIEVED] = "achieved",
	[ASK_FATE] = "fate",
};
static const char *const MEASURE[] = {
	[ASK_MEASURE_GROWTH] = "growth",
	[ASK_MEASURE_LEVEL] = "level",
};

/* The index of a name among those of an enum, 0 when it is none. */
static int among(const char *const *names, size_t n, struct str word)
{
	for (size_t i = 1; i < n; i++)
		if (str_is(word, names[i]))
			return (int)i;
	return 0;
}

static bool read_kind(struct str word, enum ask_kind *kind)
{
	for (size_t i = 0; i < ASK_WORD_KINDS; i++) {
		if (str_is(word, KINDS[i])) {
			*kind = (enum ask_kind)i;
			return true;
		}
	}
	return false;
}

/* "-1"; small numbers only. */
static bool read_number(struct str s, int *out)
{
	bool minus = str_has_prefix(s, STR("-"));
	unsigned n;

	if (!str_to_u32(str_sub(s, minus, s.len), &n) || n > 100)
		return false;
	*out = minus ? -(int)n : (int)n;
	return true;
}

static bool read_span(struct str s, struct ask_word *w)
{
	struct str rest = s, first;

	return str_split(&rest, '-', &first) && str_to_u32(first, &w->from) &&
	       str_to_u32(rest, &w->to) && w->from <= w->to;
}

static bool read_value(struct str value, struct ask_word *w)
{
	switch (w->kind) {
	case ASK_WORD_YEAR:
	case ASK_WORD_LAST:
		return read_number(value, &w->value);
	case ASK_WORD_SPAN:
		return read_span(value, w);
	case ASK_WORD_ABOUT:
		w->value = among(ABOUT, COUNT_OF(ABOUT), value);
		return w->value > 0;
	case ASK_WORD_MEASURE:
		w->value = among(MEASURE, COUNT_OF(MEASURE), value);
		return w->value > 0;
	case ASK_WORD_REGION:
		w->region = value;
		return value.len > 0;
	default:
		return value.len == 0;
	}
}

/* Folded, but blanks stay: "last year". */
static struct str folded_words(struct arena *a, struct str s)
{
	struct str rest = s, word;
	struct buf b;
	struct folded f;

	buf_init(&b, a);
	while (str_split(&rest, ' ', &word)) {
		fold(&f, a, word);
		if (b.len)
			buf_addc(&b, ' ');
		buf_add(&b, f.bytes);
	}
	return buf_str(&b);
}

static bool add_row(struct ask_words *w, struct arena *a, const struct tsv *t,
		    const struct tsv_row *row, struct error *err)
{
	struct ask_word *item = ARRAY_PUSH(a, &w->items);
	struct wordmap *map = &w->map;

	if (!row->cell[0].len)
		return tsv_error(t, row, "an empty field", err);
	if (!read_kind(row->cell[1], &item->kind))
		return tsv_error(t, row, "an unknown kind", err);
	if (!read_value(row->cell[2], item))
		return tsv_error(t, row, "a value that does not fit", err);
	if (item->kind == ASK_WORD_TAIL)
		map = &w->tails;
	if (wordmap_add(map, folded_words(a, row->cell[0]),
			(uint32_t)w->items.n))
		return tsv_error(t, row, "a word that is there twice", err);
	return true;
}

/* Places of the outline's table are regions as well, unless ask.tsv says
 * otherwise. */
static bool add_places(struct ask_words *w, struct arena *a,
		       const struct assets *assets, struct error *err)
{
	struct tsv t;

	if (!tsv_read(&t, a, PLACES_FILE, assets_get(assets, PLACES_FILE), err))
		return false;
	for (size_t i = 0; i < t.rows.n; i++) {
		const struct tsv_row *row = &t.rows.items[i];
		struct str word = folded_words(a, row->cell[0]);

		if (!word.len || wordmap_get(&w->map, word))
			continue;
		*ARRAY_PUSH(a, &w->items) = (struct ask_word){
			.kind = ASK_WORD_REGION, .region = row->cell[1]};
		wordmap_add(&w->map, word, (uint32_t)w->items.n);
	}
	return true;
}

struct ask_words *ask_words_open(struct arena *a, const struct assets *assets,
				 struct error *err)
{
	struct ask_words *w = arena_alloc(a, sizeof(*w));
	struct tsv t;

	wordmap_init(&w->map, a);
	wordmap_init(&w->tails, a);
	if (!tsv_read(&t, a, ASK_FILE, assets_get(assets, ASK_FILE), err))
		return NULL;
	if (tsv_column(&t, "word") != 0 || tsv_column(&t, "kind") != 1 ||
	    tsv_column(&t, "value") != 2) {
		tsv_error(&t, NULL, "a column is missing", err);
		return NULL;
	}
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(w, a, &t, &t.rows.items[i], err))
			return NULL;
	return add_places(w, a, assets, err) ? w : NULL;
}

struct str ask_region_short(const struct ask_words *w, struct str name)
{
	size_t least = utf8_offset(name, 2), at = least;

	while (at < name.len) {
		if (wordmap_get(&w->tails, str_sub(name, at, name.len)))
			return str_sub(name, 0, at);
		at = utf8_next(name, at);
	}
	return name;
}

bool ask_is_quote(uint32_t cp)
{
	switch (cp) {
	case '"':
	case 0x2018: // ‘ ’ “ ” 《 》 「 」
	case 0x2019:
	case 0x201c:
	case 0x201d:
	case 0x300a:
	case 0x300b:
	case 0x300c:
	case 0x300d:
		return true;
	default:
		return false;
	}
}
