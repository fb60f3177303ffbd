#pragma once

#include <stdint.h>

#include "core/base/array.h"
#include "core/report.h"
#include "core/sentence.h"

/*
 * Finding words in one report, over folded text: NFKC and case folded, white
 * space and line breaks inside a word ignored (繁→简 joins here with the
 * tables of base/fold). A folded text keeps for each of its bytes where in
 * the original it came from.
 */
struct folded {
	struct str bytes;
	uint32_t *from; /* byte offset in the original, by folded byte;
			   n + 1 entries, the last one the original's length */
};

/* Folds `s` (valid UTF-8). */
void fold(struct folded *f, struct arena *a, struct str s);

struct spans {
	struct span *items;
	size_t n, cap;
};

/* All places of `needle` in the paragraphs of a report, in order, not
 * overlapping; boilerplate only with `all`. A needle that folds to nothing
 * finds nothing. Offsets are bytes of the text. */
void find_all(struct spans *hits, struct arena *a, const struct report *r,
	      struct str needle, bool all);
/* Index of the first hit at or after byte `off`, or hits->n. */
size_t find_first_from(const struct spans *hits, uint32_t off);
