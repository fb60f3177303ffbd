#pragma once

#include "core/base/buf.h"

/*
 * Numbers of lists and headings, which word processors keep as a count and a
 * form, as the text that is seen: 一、 （二） 3. ④
 */
enum label_form {
	LABEL_NONE, /* no number, or a bullet */
	LABEL_DECIMAL,
	LABEL_HAN,	 /* 一 十一 */
	LABEL_HAN_LEGAL, /* 壹 */
	LABEL_STEM,	 /* 甲 */
	LABEL_CIRCLE,	 /* ① */
	LABEL_UPPER,
	LABEL_LOWER,
	LABEL_UPPER_ROMAN,
	LABEL_LOWER_ROMAN
};

enum { LABEL_LEVELS = 10 };

struct label_level {
	enum label_form form;
	struct str text; /* with %1 … %9 where the counts stand */
	unsigned start;
};

struct label_list {
	struct str name;
	struct label_level levels[LABEL_LEVELS];
	unsigned count[LABEL_LEVELS];
	bool seen[LABEL_LEVELS];
};

/* Counts one on at this level (from 0) and writes its label. */
void label_next(struct label_list *list, unsigned level, struct buf *out);
