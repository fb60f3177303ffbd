#pragma once

#include "core/extract/pass.h"

/*
 * 分别: a list of subjects to a list of values. The parts of such a list may
 * share a head (新能源汽车、集成电路产量) and a beginning (全省国际航空旅客和
 * 货邮吞吐量).
 */
enum { SHARE_MAX = 16 };

/* Names of the `n` subjects in the range, written in full. Returns how many
 * were found: `n`, or 0 when the range is no such list. */
size_t share_names(struct doc *d, struct range r, size_t n,
		   struct str names[SHARE_MAX]);
