#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/report.h"

/*
 * Wraps a paragraph into rows of at most `width` columns, as print does:
 * libunistring's line breaking, and never between a number and its unit,
 * never inside a number or a range (`6%—6.5%`, `1 9 9 8` digits apart are one
 * number) where it fits a row, no closing punctuation at a row's start, no
 * opening one at its end. Where even that is too wide (a word, a number
 * longer than the row) it breaks at what is minded least: in a range, before
 * a unit, in a word, in a number, at punctuation, in this order. Columns are
 * those of the cleaned characters. Line ends inside a paragraph are joined,
 * with the blanks around them: nothing between Han characters, a blank between
 * Latin words; runs of blanks inside are kept as they are but hang at the end
 * of a row, and letter-spacing stays.
 *
 * Nothing is lost: rows cover the paragraph in order, and each character that
 * is no white space is in exactly one row.
 */
struct wrap_row {
	uint32_t off, len; /* bytes of the text, without blanks at its end */
	uint16_t indent;   /* columns before it */
	uint16_t cols;	   /* columns of its text, after `indent` */
};

struct wrap_rows {
	struct wrap_row *items;
	size_t n, cap;
};

/* Which characters and words hold together: lexicon/wrap.tsv, units.tsv. */
struct wrap_rules;

/* Loads them; once a process. They live in `a`. NULL with ERR_FORMAT (file and
 * line) when a table is broken. */
struct wrap_rules *wrap_rules_open(struct arena *a, const struct assets *assets,
				   struct error *err);

struct wrap_style {
	const struct wrap_rules *rules; /* NULL: Unicode's rules alone */
	uint16_t width;			/* >= 2 */
	uint16_t indent_first;		/* columns, of the first row */
	uint16_t indent_rest;
};

/* What print does for this kind: body paragraphs are indented by two Han
 * characters where `width` allows (>= 40), headings are not. */
struct wrap_style wrap_style_for(const struct wrap_rules *rules,
				 enum para_kind kind, uint16_t width);

/* Appends the rows of the stretch [off, off + len) of the text (a paragraph,
 * or a part of one). At least one row unless the stretch is blank. Linear in
 * its length. */
void wrap(struct wrap_rows *rows, struct arena *a, const struct text *t,
	  uint32_t off, uint32_t len, struct wrap_style style);

/* A stretch of the text with its inner line ends joined, for quotes; not yet
 * cleaned. */
struct str wrap_join(struct arena *a, struct str s);
/* The text of a row as it is shown: cleaned, inner line ends joined. */
struct str wrap_row_text(struct arena *a, const struct text *t,
			 const struct wrap_row *row);
