#pragma once

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/str.h"

/*
 * What a person types to search the library:
 *
 *   投资 消费            both in one paragraph (AND may stand between)
 *   投资 OR 消费         either; AND binds closer
 *   投资 NOT 房地产      NOT excludes the word behind it
 *   "营商 环境"          as one word; blanks in it do not matter
 *   section:民生 region:海曙 year:2019-2021   filters of the whole query
 *
 * Words are folded (base/fold), so width, case, traditional characters and
 * blanks make no difference. Operators are capital letters; parentheses are
 * text, as reports are full of them. A paragraph matches when one of the
 * query's groups (parted by OR) has all its words and none of the excluded.
 */
enum { QUERY_CPS_MAX = 1000, QUERY_TERMS_MAX = 32 };

struct query_term {
	/* Folded; any of them counts. The parser gives one, query_add_form
	 * adds what else the word may stand for (a reading, a twin). */
	ARRAY_OF(struct str) forms;
	struct str typed; /* as typed */
	uint32_t group;	  /* from 0; terms of a group stand together */
	bool excluded;
};

struct query {
	ARRAY_OF(struct query_term) terms;
	uint32_t n_groups;
	struct str section, region;  /* folded, "" = any */
	unsigned year_from, year_to; /* 0 to UINT16_MAX when none is asked */
};

/* Parses `typed`, any bytes; strings in `a`. On failure ERR_ARG, and *at is the
 * code point of `typed` that the error is about. */
bool query_parse(struct query *q, struct arena *a, struct str typed,
		 uint32_t *at, struct error *err);
/* One more form of a term; `form` is folded here. */
void query_add_form(struct query_term *t, struct arena *a, struct str form);
/* Does a folded text match, filters aside? */
bool query_matches(const struct query *q, struct str folded);
/* Is the whole query one word, not excluded, of one form? */
const struct query_term *query_only_term(const struct query *q);
