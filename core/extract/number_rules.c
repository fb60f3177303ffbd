/*
 * Loads units.tsv and number-words.tsv. Every cell is checked here, so that
 * the scanner never has to.
 */
#include <assert.h>

#include "core/base/tsv.h"
#include "core/base/utf8.h"
#include "core/extract/number.h"
#include "core/extract/number_read.h"

#define UNITS_FILE "lexicon/units.tsv"
#define WORDS_FILE "lexicon/number-words.tsv"

static const char *const family_names[] = {
	[FAMILY_NONE] = "none",		  [FAMILY_MONEY] = "money",
	[FAMILY_AREA] = "area",		  [FAMILY_LENGTH] = "length",
	[FAMILY_MASS] = "mass",		  [FAMILY_VOLUME] = "volume",
	[FAMILY_ENERGY] = "energy",	  [FAMILY_POWER] = "power",
	[FAMILY_ELECTRIC] = "electric",	  [FAMILY_TIME] = "time",
	[FAMILY_DATE] = "date",		  [FAMILY_PEOPLE] = "people",
	[FAMILY_COUNT] = "count",	  [FAMILY_RATIO] = "ratio",
	[FAMILY_POINT] = "point",	  [FAMILY_RANK] = "rank",
	[FAMILY_GRADE] = "grade",	  [FAMILY_TEMPERATURE] = "temperature",
	[FAMILY_POLLUTION] = "pollution", [FAMILY_DATA] = "data",
	[FAMILY_SPEED] = "speed",	  [FAMILY_TRANSPORT] = "transport",
	[FAMILY_INTENSITY] = "intensity",
};
static_assert(COUNT_OF(family_names) == FAMILY_COUNT_OF, "one name a family");

static const char *const class_names[] = {
	[NUMBER_CLASS_NONE] = "none", [NUMBER_CLASS_ITEM] = "item",
	[NUMBER_CLASS_RANK] = "rank", [NUMBER_CLASS_GROWTH] = "growth",
	[NUMBER_CLASS_FALL] = "fall", [NUMBER_CLASS_SHARE] = "share",
	[NUMBER_CLASS_LEAD] = "lead", [NUMBER_CLASS_MINUS] = "minus",
};
static_assert(COUNT_OF(class_names) == NUMBER_CLASS_COUNT, "one name a class");

const char *unit_family_name(enum unit_family family)
{
	return (size_t)family < COUNT_OF(family_names) ? family_names[family]
						       : "none";
}

bool unit_family_of(struct str name, enum unit_family *out)
{
	for (size_t i = 0; i < COUNT_OF(family_names); i++) {
		if (str_is(name, family_names[i])) {
			*out = (enum unit_family)i;
			return true;
		}
	}
	return false;
}

static bool class_of(struct str name, enum number_class *out)
{
	for (size_t i = 0; i < COUNT_OF(class_names); i++) {
		if (str_is(name, class_names[i])) {
			*out = (enum number_class)i;
			return true;
		}
	}
	return false;
}

/* "0.5", "2000/3". */
static bool read_factor(struct str s, struct unit_row *row)
{
	struct str rest = s, over;

	row->divisor = decimal_int(1);
	if (!str_split(&rest, '/', &over) ||
	    !decimal_parse(over, &row->factor) ||
	    decimal_sign(row->factor) <= 0)
		return false;
	return rest.len == 0 || (decimal_parse(rest, &row->divisor) &&
				 decimal_sign(row->divisor) > 0);
}

/* Where the columns of a table stand; a missing one is an error. */
static bool find_columns(const struct tsv *t, const char *const *names, int *at,
			 struct error *err)
{
	for (size_t i = 0; names[i]; i++) {
		at[i] = tsv_column(t, names[i]);
		if (at[i] < 0)
			return tsv_error(t, NULL, "a column is missing", err);
	}
	return true;
}

static const char *const unit_columns[] = {"word",   "unit",   "base", "factor",
					   "family", "unless", "note", NULL};

static bool add_unit(struct number_rules *rules, struct arena *a,
		     const struct tsv *t, const struct tsv_row *row,
		     const int *at, struct error *err)
{
	struct unit_row u = {
		.word = row->cell[at[0]],
		.unit = row->cell[at[1]],
		.base = row->cell[at[2]],
		.unless = row->cell[at[5]],
	};

	if (!u.word.len || !u.unit.len || !u.base.len || !row->cell[at[6]].len)
		return tsv_error(t, row, "an empty field", err);
	if (!read_factor(row->cell[at[3]], &u))
		return tsv_error(t, row, "not a factor", err);
	if (!unit_family_of(row->cell[at[4]], &u.family) ||
	    u.family == FAMILY_NONE)
		return tsv_error(t, row, "an unknown family", err);
	if (wordmap_add(&rules->units, u.word, (uint32_t)rules->unit.n + 1))
		return tsv_error(t, row, "a word that is there twice", err);
	*ARRAY_PUSH(a, &rules->unit) = u;
	return true;
}

static void note_first(struct number_rules *rules, struct str word)
{
	size_t n;
	uint32_t bit = utf8_decode(word, 0, &n) % NUMBER_FIRST_BITS;

	rules->first[bit / 8] |= (uint8_t)(1u << bit % 8);
}

static const char *const word_columns[] = {"word",  "class",  "value", "unit",
					   "bound", "unless", "note",  NULL};

static bool add_word(struct number_rules *rules, struct arena *a,
		     const struct tsv *t, const struct tsv_row *row,
		     const int *at, struct error *err)
{
	struct number_word w = {
		.word = row->cell[at[0]],
		.unit = row->cell[at[3]],
		.unless = row->cell[at[5]],
	};
	struct str bound = row->cell[at[4]], value = row->cell[at[2]];
	bool plain;

	if (!w.word.len || !bound.len || !value.len || !w.unit.len)
		return tsv_error(t, row, "an empty field", err);
	if (!class_of(row->cell[at[1]], &w.cls))
		return tsv_error(t, row, "an unknown class", err);
	/* Rows that are no quantities have - in these cells. */
	plain = number_class_is_none(w.cls) || w.cls == NUMBER_CLASS_LEAD ||
		w.cls == NUMBER_CLASS_MINUS;
	if (plain ? !str_is(value, "-") : !decimal_parse(value, &w.value))
		return tsv_error(t, row, "not a value", err);
	w.bound = bound.p[0];
	if (bound.len != 1 || !strchr(plain ? "-" : "=<>~", w.bound))
		return tsv_error(t, row, "not a bound", err);
	if (wordmap_add(&rules->words, w.word, (uint32_t)rules->word.n + 1))
		return tsv_error(t, row, "a word that is there twice", err);
	note_first(rules, w.word);
	*ARRAY_PUSH(a, &rules->word) = w;
	return true;
}

typedef bool add_fn(struct number_rules *, struct arena *, const struct tsv *,
		    const struct tsv_row *, const int *, struct error *);

struct table {
	const char *file;
	const char *const *columns;
	add_fn *add;
};

static bool load(struct number_rules *rules, struct arena *a,
		 const struct assets *assets, const struct table *table,
		 struct error *err)
{
	struct tsv t;
	int at[TSV_COLUMNS_MAX];

	if (!tsv_read(&t, a, table->file, assets_get(assets, table->file),
		      err) ||
	    !find_columns(&t, table->columns, at, err))
		return false;
	for (size_t i = 0; i < t.rows.n; i++)
		if (!table->add(rules, a, &t, &t.rows.items[i], at, err))
			return false;
	return true;
}

struct number_rules *number_rules_open(struct arena *a,
				       const struct assets *assets,
				       struct error *err)
{
	static const struct table tables[] = {
		{UNITS_FILE, unit_columns, add_unit},
		{WORDS_FILE, word_columns, add_word},
	};
	struct number_rules *rules = arena_alloc(a, sizeof(*rules));

	wordmap_init(&rules->units, a);
	wordmap_init(&rules->words, a);
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		if (!load(rules, a, assets, &tables[i], err))
			return NULL;
	return rules;
}
