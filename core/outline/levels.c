/*
 * Levels: from the kind of marker, and from what stands above it. A heading
 * whose level comes out as 0 is dropped.
 */
#include "core/outline/outline.h"

static uint8_t level_of(const struct head *h)
{
	switch (h->mark.kind) {
	case MARK_HASH:
	case MARK_PART:
	case MARK_HAN:
		return LEVEL_PART;
	case MARK_HAN_PAREN:
	case MARK_ORDINAL:
	case MARK_IS:
	case MARK_DASH:
		return LEVEL_CHAPTER;
	case MARK_ARABIC:
	case MARK_ARABIC_PAREN:
		return LEVEL_TOPIC;
	default:
		return LEVEL_PART;
	}
}

void outline_levels(struct outline *o)
{
	for (size_t i = 0; i < o->heads.n; i++) {
		struct head *h = &o->heads.items[i];

		if (!h->level)
			h->level = level_of(h);
	}
}
