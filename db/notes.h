#pragma once

#include "core/base/array.h"

#include "db/places.h"

/*
 * Marks and notes of one reader: sentences of reports, each with a letter (a
 * mark) or with words (a note). They hold the sentence, so that they can be
 * read, printed and found again without the library.
 */
struct note {
	int64_t id;			/* 0: not stored yet */
	uint32_t letter;		/* of a mark; 0: a note */
	struct str sha256, path, title; /* of the report */
	struct str sentence;
	uint32_t off;	 /* of the sentence, bytes of the text */
	struct str text; /* "" for a mark */
	int64_t made;	 /* seconds since 1970; set when it is stored */
};

struct notes {
	struct note *items;
	size_t n, cap;
};

/* Stores a note, in place of the one of its id; a mark in place of the one of
 * its letter. */
bool notes_put(struct places *places, const struct note *note,
	       struct error *err);
/* The mark of a letter; false when there is none (err then has code
 * ERR_NONE). Strings in `a`. */
bool notes_mark(struct places *places, struct arena *a, uint32_t letter,
		struct note *note, struct error *err);
/* All of them, by report and place. */
bool notes_all(struct places *places, struct arena *a, struct notes *out,
	       struct error *err);
bool notes_remove(struct places *places, int64_t id, struct error *err);
