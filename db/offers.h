#pragma once

#include "core/indicator.h"
#include "core/typo.h"

#include "db/search.h"

/*
 * What to offer when a search finds nothing: words one character away from
 * the one that was asked for, from the names of indicators and from the
 * library's headings. Only what the library holds is offered.
 */
enum { OFFERS_MAX = 5 };

/* Appends up to OFFERS_MAX; none for a query of several words. `known` may be
 * NULL. */
bool offers_find(struct library *lib, struct arena *a, const struct query *q,
		 const struct indicators *known, struct typo_words *out,
		 struct error *err);
