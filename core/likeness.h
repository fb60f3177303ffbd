#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/wordmap.h"
#include "core/extract/metric.h"
#include "core/indicator.h"

/*
 * When do two reports speak of one thing? Canonical names answer for the
 * indicators that a table knows; this module answers for the rest, carefully:
 * the same characters in nearly the same number, whatever their order
 * (改造老旧小区, 老旧小区改造), the same numbers (亿元, 10亿元), and the same
 * of all words that tell two indicators apart (城镇, 农村; 总产值, 增加值). It
 * also knows which names count what is done in a year, which are good to rise,
 * and which units are one. Words come from assets/lexicon/likeness.tsv.
 */
struct likeness {
	struct wordmap words;		  /* word -> index + 1 in rows */
	struct wordmap bases, units, kin; /* the same, whole words only */
	ARRAY_OF(struct likeness_row) rows;
	struct number_rules *numbers;
	struct wordmap scales; /* unit -> index + 1 in numbers->unit */
};

/* NULL with ERR_FORMAT (file and line) when a table is broken. */
struct likeness *likeness_open(struct arena *a, const struct assets *assets,
			       struct error *err);

enum { PROFILE_CHARS = 48 };

/* What a name is compared by. */
struct name_profile {
	struct str key; /* what is left of it when nothing said is lost */
	uint32_t chars[PROFILE_CHARS]; /* what is compared, sorted */
	unsigned n_chars;	       /* 0: too long to be compared */
	uint64_t apart;		       /* of the words that tell names apart */
	uint64_t digits;	       /* of the numbers, in order */
	bool flow; /* counts what is done in a period: 新建, 引进, 改造 */
	bool doing; /* the more of it is done the better */
	bool vague; /* 中央财政, 投入: such a name alone tells nothing apart */
	enum indicator_good good; /* by its words */
	struct str without;	  /* 不含…, in brackets: another basis */
};

/* Keys live in `a`. */
void likeness_profile(const struct likeness *like, struct arena *a,
		      struct str name, struct name_profile *out);
/* 0 unlike, else up to 100: of how much they have in common. */
unsigned likeness_of(const struct name_profile *a,
		     const struct name_profile *b);
enum { LIKENESS_ENOUGH = 80 };

/* A basis by the one name it is compared by; "" is the plain one. */
struct str likeness_basis(const struct likeness *like, struct str basis);
/* A unit by the one name it is compared by: 户 as 个, 斤 as 千克. */
struct str likeness_unit(const struct likeness *like, struct str unit);
/* The value of `from` in `to`; false when there is no way. */
bool likeness_convert(const struct likeness *like, struct decimal value,
		      struct str from, struct str to, struct decimal *out);
/* The indicator that took the place of this one, or that this one took the
 * place of (登记失业率, 调查失业率); "" none. Canonical names. */
struct str likeness_kin(const struct likeness *like, struct str canonical);
