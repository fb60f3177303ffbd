#pragma once

#include <stdint.h>

#include "core/report.h"

/*
 * Sentences of a paragraph: up to and with 。！？；… or the half-width ! ? ;
 * and closing quotes or brackets right behind. A semicolon ends a sentence
 * for the reader's steps only where `at_semicolon` is set; quotes of metrics
 * and marks use whole sentences. A half-width '.' ends none. A sentence reaches
 * no farther than SENTENCE_REACH bytes to either side of the place asked for.
 */
enum { SENTENCE_REACH = 8192 };

struct span {
	uint32_t off, len; /* bytes of the text */
};

/* The sentence of paragraph `p` that holds byte `off` (clamped to it),
 * without blanks at its ends. */
struct span sentence_at(const struct text *t, const struct para *p,
			uint32_t off, bool at_semicolon);
