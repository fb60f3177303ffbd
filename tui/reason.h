#pragma once

#include "core/base/buf.h"
#include "core/series.h"

#include "tui/term/style.h"

/*
 * Verdicts in words and signs, for people: the same in every view and table.
 * A verdict has a sign, a word and a style, so that it is told without
 * colours as well.
 */

/* "met" in the user's language. */
const char *reason_word(enum verdict v);
/* One column wide: ✓ met, ✗ missed, ≈ near, – incomparable, · one side is
 * not there; in ASCII + x ~ - . */
const char *reason_sign(enum verdict v, bool ascii);
enum style reason_style(enum verdict v);
/* What a side says, from its values: "≈6.5%", "6–6.5%", "≥1170.1亿元",
 * "−3.2%" for a fall; nothing when it is not there. */
void reason_value(struct buf *out, const struct stated *s, bool ascii);
/* Why, in a clause: "6.8% reaches the 6.5% aimed at", "a level can't be set
 * against a rate". */
void reason_text(struct buf *out, const struct series_cell *cell, bool ascii);
/* The sum that was done: "6.8% − 6.5% = +0.3 points"; nothing when none was.
 */
void reason_sum(struct buf *out, const struct series_cell *cell, bool ascii);
/* The name of a mark (enum series_mark) by its bit, for people. */
const char *reason_mark(unsigned bit);
/* All marks of a mask, parted by commas; nothing for 0. */
void reason_marks(struct buf *out, unsigned marks);
