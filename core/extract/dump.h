#pragma once

#include "core/extract/pass.h"

/* The arrays of a doc as text, for --dump-after. */
void dump_doc(struct buf *out, const struct doc *d);
