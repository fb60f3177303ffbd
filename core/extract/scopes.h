#pragma once

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/wordmap.h"

/*
 * Words that say whose a value is (assets/lexicon/scopes.tsv): names of
 * places, the ends of such names, and words for a whole region (全市), which
 * mean the reporting region or one above it.
 */
enum scope_kind { SCOPE_OWN, SCOPE_PLACE, SCOPE_SUFFIX, SCOPE_NONE };

struct scope_word {
	enum scope_kind kind;
	struct str regions; /* of own: ends of a region's name, parted by | */
	struct str scope;   /* of own: as a record shows it */
};

struct scopes {
	struct wordmap map; /* value: index into words + 1 */
	ARRAY_OF(struct scope_word) words;
};

/* ERR_FORMAT names file and line: an unknown kind, a word twice. */
bool scopes_load(struct scopes *s, struct arena *a, const struct assets *assets,
		 struct error *err);
/* Is it the name of a place: 深圳, 贞丰县, 主城区; not 脱贫县, 社区? */
bool scopes_is_place(const struct scopes *s, struct str name);
/* What a word for a whole region means to a report of `region` (全市 in a
 * district's report: 全市); "" for the region itself or another word. */
struct str scopes_above(const struct scopes *s, struct str word,
			struct str region);
