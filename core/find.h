#pragma once

#include <stdint.h>

#include "core/base/array.h"
#include "core/base/fold.h"
#include "core/report.h"
#include "core/sentence.h"

/*
 * Finding words in one report, over folded text (base/fold): white space and
 * line breaks inside a word never hide it, nor do width, case or traditional
 * characters.
 */
struct spans {
	struct span *items;
	size_t n, cap;
};

/* All places of `needle` in the paragraphs of a report, in order, not
 * overlapping; boilerplate only with `all`. A needle that folds to nothing
 * finds nothing. Offsets are bytes of the text. */
void find_all(struct spans *hits, struct arena *a, const struct report *r,
	      struct str needle, bool all);
/* The same by the readings of Han characters (base/pinyin), where the needle
 * has at least FIND_LETTERS Latin letters and none but them; else nothing. */
enum { FIND_LETTERS = 3 };
void find_letters(struct spans *hits, struct arena *a, const struct report *r,
		  struct str needle, bool all);
/* A stretch of a text: its folded form, itself, and where it starts. */
struct find_text {
	const struct folded *folded;
	struct str text;
	uint32_t off;
};
/* The places of `needle`, folded already, in one stretch. */
void find_in(struct spans *hits, struct arena *a, const struct find_text *t,
	     struct str needle);
/* Index of the first hit at or after byte `off`, or hits->n. */
size_t find_first_from(const struct spans *hits, uint32_t off);
