#pragma once

#include "core/find.h"

/*
 * A line to show for a hit: its sentence, cut at a clause where that is long,
 * with … where something is left out. Line ends are joined as the reader joins
 * them; what is shown still has to be cleaned.
 */
enum { SNIPPET_CPS = 64 };

struct snippet {
	struct str text;
	struct spans marks; /* the hits in it; bytes of `text` */
};

/* For the hit `at` of a paragraph; `hits` are all of them, both as bytes of
 * `para`. Everything lives in `a`. */
void snippet_make(struct snippet *out, struct arena *a, struct str para,
		  struct span at, const struct spans *hits);
