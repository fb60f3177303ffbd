#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An invariant; said and ended where it does not hold. */
#define CHECK(what)                                                            \
	((what) ? (void)0 : (fprintf(stderr, "not so: %s\n", #what), abort()))

static inline bool is_edge(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.p[at] & 0xc0) != 0x80;
}
