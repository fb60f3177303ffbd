#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/str.h"

/*
 * A loaded text: the whole document as valid UTF-8, in an arena. Bytes of the
 * file that are no UTF-8 have become U+FFFD (by maximal subparts), a byte
 * order mark at the start is gone, everything else stands as in the file,
 * line ends and all. So an offset in code points of this text is one of the
 * decoded file, which is what every machine format prints.
 *
 * Inside hsview offsets are bytes of this text, in uint32_t (32 MiB is the
 * limit of a file; U+FFFD can triple it, which still fits).
 */
enum { TEXT_FILE_MAX = 32 << 20 }; /* bytes a file may have */

struct text {
	struct str bytes;
	uint32_t n_cps;	     /* code points in bytes */
	uint32_t n_replaced; /* U+FFFD put in for bytes that were no UTF-8 */
	uint32_t *marks;     /* code points before each TEXT_STEP-th byte */
};

enum { TEXT_STEP = 1024 };

/* Loads a file's bytes; copies only when they have to be repaired, else
 * `text->bytes` is a slice of `raw`. */
void text_load(struct text *t, struct arena *a, struct str raw);
/* Code points before byte offset `off`; `off` <= bytes.len. */
uint32_t text_cp(const struct text *t, uint32_t off);
/* Byte offset of code point `cp` (clamped to the end). */
uint32_t text_off(const struct text *t, uint32_t cp);
