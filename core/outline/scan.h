#pragma once

#include "core/outline/outline.h"

/* Small questions about a stretch of text, shared by the passes. */

struct str block_str(const struct outline *o, const struct block *b);
/* The first place of a word of `class` in `s`, or -1; *len its bytes. */
ptrdiff_t scan_word(const struct wordmap *m, struct str s, uint32_t class,
		    size_t *len);
/* Does `s` begin with a word of `class`? Its length, else 0. */
size_t scan_prefix(const struct wordmap *m, struct str s, uint32_t class);
/* The same for the cues, which have a map for each class. */
ptrdiff_t scan_cue(const struct outline *o, struct str s, uint32_t class,
		   size_t *len);
size_t scan_cue_prefix(const struct outline *o, struct str s, uint32_t class);
/* The end of the first sentence, its mark and closing quotes included; the
 * length of `s` when it does not end. *body is the end without them. Only
 * 。！？ count, outside of quotes and brackets. */
size_t scan_sentence(struct str s, size_t from, size_t *body);
/* Does `s` hold a figure: digits with a unit, a decimal point, a per cent
 * sign (a year is none, nor what stands in quotes)? */
bool scan_has_figure(const struct outline *o, struct str s);
/* Characters of the parts between commas: how many parts, and the longest. */
uint32_t scan_clauses(struct str s, uint32_t *longest);
/* Without the stars of Markdown emphasis at either end. */
struct str scan_plain(const struct outline *o, struct str s);
/* A copy on one line: line ends gone, runs of blanks one, none between Han
 * letters that are spaced out. Slices `s` when there is nothing to do. */
struct str scan_one_line(struct arena *a, struct str s);
/* The same without any blank. */
struct str scan_no_blanks(struct arena *a, struct str s);
