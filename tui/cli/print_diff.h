#pragma once

#include "core/diff.h"
#include "core/wrap.h"

#include "tui/cli/out.h"

/* Prints a comparison: text for people with a sign before each line, or one
 * row a difference in the other formats. */
struct print_diff {
	const struct wrap_rules *wrap;
	uint16_t width; /* columns */
	bool all;	/* with what is the same */
};

void print_diff(struct out *o, const struct diff *d,
		const struct print_diff *print);
