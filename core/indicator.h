#pragma once

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/wordmap.h"
#include "core/extract/number.h"

/*
 * The indicators that reports of all levels speak of, each by one canonical
 * name: GDP, 生产总值 and 全市生产总值 are 地区生产总值. So figures of several
 * years and regions can be laid side by side, and a change can be called good
 * or bad. Read from assets/lexicon/indicators.tsv and indicator-qualifiers.tsv;
 * everything lives in the arena given to indicators_open.
 *
 * A name that is not known has no canonical one: better two rows than two
 * different things in one.
 */
enum indicator_good {
	INDICATOR_GOOD_NONE, /* neither direction is better by itself */
	INDICATOR_GOOD_UP,
	INDICATOR_GOOD_DOWN
};

struct indicator {
	struct str name;    /* canonical */
	struct str aliases; /* parted by |, may be "" */
	struct str english;
	struct str field;	 /* "industry": for grouping */
	enum unit_family family; /* of its level; FAMILY_NONE: a plain ratio */
	enum indicator_good good;
};

struct likeness;
struct indicators {
	struct wordmap names; /* name without blanks, quotes -> index + 1 */
	ARRAY_OF(struct indicator) items; /* in the order of the file */
	struct wordmap prefixes, suffixes;
	struct likeness *like; /* for the names that no row holds */
};

/* NULL with ERR_FORMAT (file and line) when a table is broken. */
struct indicators *indicators_open(struct arena *a, const struct assets *assets,
				   struct error *err);
/* The indicator that a name of a text or a query stands for: by its very
 * name or alias, else with what stands in brackets left out, else without
 * words that change nothing (全市…, …数). NULL when none does. Blanks,
 * quotation marks, width and the case of Latin letters do not matter. */
const struct indicator *indicator_find(const struct indicators *ind,
				       struct str name);
/* The canonical name, or the name itself when it is not known. */
struct str indicator_canonical(const struct indicators *ind, struct str name);
