#pragma once

#include "tui/widget/textbox.h"

/*
 * The rows of one block, and between them and the report's text the marks put
 * in. Only textbox's own files look in here.
 */
struct textbox_wrapped {
	uint32_t block;	  /* index + 1; 0: the slot is empty */
	uint32_t off;	  /* the block's first byte */
	struct text text; /* what is shown: the report's, or a copy with the
			     marks put in */
	bool is_copy;
	const struct textbox_mark *marks;
	size_t n_marks;
	struct wrap_rows rows;
	uint32_t gap; /* empty rows before it */
};

/* Wraps a block, or finds it wrapped. Lives until the next call. */
const struct textbox_wrapped *textbox_wrapped(struct textbox *tb,
					      uint32_t block);
/* Forgets what was wrapped. */
void textbox_unwrap(struct textbox *tb);
/* Between bytes of the report and of what is shown. */
uint32_t textbox_to_source(const struct textbox_wrapped *w, uint32_t shown);
uint32_t textbox_to_shown(const struct textbox_wrapped *w, uint32_t source);
