/*
 * Loading the outline's words. A table has the columns word and class (or
 * year, or full name); a row that fits no class is an error with its line.
 */
#include "core/outline/rules.h"

#include <assert.h>

#include "core/base/tsv.h"

static const char *const PAGE_NAMES[] = {
	[PAGE_NONE] = "",	  [PAGE_FURNITURE] = "furniture",
	[PAGE_TAIL] = "tail",	  [PAGE_SOURCE] = "source",
	[PAGE_DATE] = "date",	  [PAGE_PHOTO] = "photo",
	[PAGE_CREDIT] = "credit", [PAGE_NOTES] = "notes",
	[PAGE_IMAGE] = "image"};
static_assert(COUNT_OF(PAGE_NAMES) == PAGE_COUNT, "a name each");

static const char *const CUE_NAMES[] = {[CUE_NONE] = "",
					[CUE_ADDRESS] = "address",
					[CUE_TITLE] = "title",
					[CUE_MEETING] = "meeting",
					[CUE_REVIEW] = "review",
					[CUE_ACHIEVED] = "achieved",
					[CUE_PLAN] = "plan",
					[CUE_SPAN] = "span",
					[CUE_CLOSING] = "closing",
					[CUE_FAREWELL] = "farewell",
					[CUE_NARRATION] = "narration",
					[CUE_COUNTED] = "counted",
					[CUE_TROUBLE] = "trouble",
					[CUE_SELF] = "self"};
static_assert(COUNT_OF(CUE_NAMES) == CUE_COUNT, "a name each");

static const char *const PLACE_NAMES[] = {[PLACE_NONE] = "",
					  [PLACE_SUFFIX] = "suffix",
					  [PLACE_BORDER] = "border",
					  [PLACE_LEAD] = "lead",
					  [PLACE_STATE] = "state"};
static_assert(COUNT_OF(PLACE_NAMES) == PLACE_COUNT, "a name each");

static const char *const LEAD_NAMES[] = {[LEAD_NONE] = "",
					 [LEAD_ACT] = "act",
					 [LEAD_NARRATION] = "narration",
					 [LEAD_STATE] = "state",
					 [LEAD_ANNOUNCE] = "announce",
					 [LEAD_EVENT] = "event",
					 [LEAD_MUST] = "must",
					 [LEAD_COPULA] = "copula"};
static_assert(COUNT_OF(LEAD_NAMES) == LEAD_COUNT, "a name each");

static const char *const YEARS_NAMES[] = {[YEARS_NONE] = "",
					  [YEARS_PLAN_FIRST] = "plan-first",
					  [YEARS_PLAN_LAST] = "plan-last",
					  [YEARS_CONGRESS] = "congress",
					  [YEARS_CONGRESS_NEXT] =
						  "congress-next",
					  [YEARS_AHEAD] = "ahead"};
static_assert(COUNT_OF(YEARS_NAMES) == YEARS_CLASS_COUNT, "a name each");

static const char *const PEOPLE_NAMES[] = {"", "office"};

struct table {
	const char *file;
	const char *const *names;
	size_t n_names;
};

static uint32_t class_of(struct str cell, const struct table *t)
{
	for (size_t i = 1; i < t->n_names; i++)
		if (str_is(cell, t->names[i]))
			return (uint32_t)i;
	return 0;
}

static bool read_table(struct tsv *t, struct arena *a,
		       const struct assets *assets, const char *file,
		       struct error *err)
{
	struct str bytes = assets_get(assets, file);

	if (!bytes.p)
		return error_set(err, ERR_FORMAT, N_("%s is not there"),
				 ERR_ARGS_1(file));
	return tsv_read(t, a, file, bytes, err);
}

/* Fills `m`, or with `each` one map for every class. */
static bool load_words(struct wordmap *m, bool each, struct arena *a,
		       const struct assets *assets, const struct table *t,
		       struct error *err)
{
	struct tsv tsv = {0};

	for (size_t i = 0; i < (each ? t->n_names : 1); i++)
		wordmap_init(&m[i], a);
	if (!read_table(&tsv, a, assets, t->file, err))
		return false;
	for (size_t i = 0; i < tsv.rows.n; i++) {
		const struct tsv_row *row = &tsv.rows.items[i];
		uint32_t class = class_of(row->cell[1], t);

		if (!row->cell[0].len || !class)
			return tsv_error(&tsv, row, "no word or class", err);
		if (wordmap_add(each ? &m[class] : m, row->cell[0], class))
			return tsv_error(&tsv, row, "a word twice", err);
	}
	return true;
}

/* A class of its own, or for a fixed year that year; 0 = neither. */
static uint32_t years_value(const struct tsv_row *row)
{
	static const struct table classes = {"", YEARS_NAMES,
					     COUNT_OF(YEARS_NAMES)};
	unsigned year = 0;

	if (!str_is(row->cell[1], "year") && !str_is(row->cell[1], "founded") &&
	    !str_is(row->cell[1], "five-years"))
		return class_of(row->cell[1], &classes);
	return str_to_u32(row->cell[2], &year) ? year : 0;
}

static struct wordmap *years_map(struct report_rules *r, struct str class)
{
	if (str_is(class, "founded"))
		return &r->founded;
	return str_is(class, "five-years") ? &r->five_years : &r->years;
}

/* outline-years.tsv: word, class, year. */
static bool load_years(struct report_rules *r, struct arena *a,
		       const struct assets *assets, struct error *err)
{
	struct tsv tsv = {0};

	wordmap_init(&r->years, a);
	wordmap_init(&r->founded, a);
	wordmap_init(&r->five_years, a);
	if (!read_table(&tsv, a, assets, "lexicon/outline-years.tsv", err))
		return false;
	for (size_t i = 0; i < tsv.rows.n; i++) {
		const struct tsv_row *row = &tsv.rows.items[i];
		uint32_t value = years_value(row);
		struct wordmap *m = years_map(r, row->cell[1]);

		if (!row->cell[0].len || !value)
			return tsv_error(&tsv, row, "no word, class or year",
					 err);
		if (wordmap_add(m, row->cell[0], value))
			return tsv_error(&tsv, row, "a word twice", err);
	}
	return true;
}

/* outline-regions.tsv: name without suffix, name with it. */
static bool load_regions(struct report_rules *r, struct arena *a,
			 const struct assets *assets, struct error *err)
{
	struct tsv tsv = {0};

	wordmap_init(&r->places_full, a);
	if (!read_table(&tsv, a, assets, "lexicon/outline-regions.tsv", err))
		return false;
	for (size_t i = 0; i < tsv.rows.n; i++) {
		const struct tsv_row *row = &tsv.rows.items[i];

		*ARRAY_PUSH(a, &r->full) = row->cell[1];
		if (!row->cell[1].len ||
		    wordmap_add(&r->places_full, row->cell[0],
				(uint32_t)r->full.n))
			return tsv_error(&tsv, row, "empty or twice", err);
	}
	return true;
}

struct report_rules *report_rules_open(struct arena *a,
				       const struct assets *assets,
				       struct error *err)
{
	static const struct table page = {"lexicon/outline-page.tsv",
					  PAGE_NAMES, PAGE_COUNT};
	static const struct table cues = {"lexicon/outline-cues.tsv", CUE_NAMES,
					  CUE_COUNT};
	static const struct table places = {"lexicon/outline-places.tsv",
					    PLACE_NAMES, PLACE_COUNT};
	static const struct table people = {"lexicon/outline-people.tsv",
					    PEOPLE_NAMES,
					    COUNT_OF(PEOPLE_NAMES)};
	static const struct table leads = {"lexicon/outline-leads.tsv",
					   LEAD_NAMES, LEAD_COUNT};
	struct report_rules *r = arena_alloc(a, sizeof(*r));

	if (!load_words(&r->page, false, a, assets, &page, err) ||
	    !load_words(r->cue, true, a, assets, &cues, err) ||
	    !load_words(&r->places, false, a, assets, &places, err) ||
	    !load_words(r->lead, true, a, assets, &leads, err) ||
	    !load_words(&r->people, false, a, assets, &people, err) ||
	    !load_years(r, a, assets, err) || !load_regions(r, a, assets, err))
		return NULL;
	return r;
}
