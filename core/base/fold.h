#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/str.h"

/*
 * Text as search sees it: NFKC and case folded, traditional characters made
 * simplified ones, white space, line ends and invisible characters left out.
 * A folded text keeps for each of its bytes where in the original it came
 * from.
 */
struct folded {
	struct str bytes;
	uint32_t *from; /* byte offset in the original, by folded byte;
			   n + 1 entries, the last one the original's length */
};

/* Folds `s` (valid UTF-8). */
void fold(struct folded *f, struct arena *a, struct str s);
/* Is it white space or invisible, so that nothing of it is in a folded text? */
bool fold_drops(uint32_t cp);
/* Is the folded word in the text as it stands, so that it is in the folded
 * text, too? False says nothing. Much faster than folding. */
bool fold_has_plainly(struct str s, struct str word);
