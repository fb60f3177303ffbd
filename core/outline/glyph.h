#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/str.h"

/*
 * Classes of single characters. Blank is what a page puts between words:
 * white space of every width (core/base/space.h), and the invisible marks that
 * pages of the web sprinkle over their lines.
 */
bool glyph_is_blank(uint32_t cp);
/* 。！？ and their half-width forms (no full stop), … */
bool glyph_ends_sentence(uint32_t cp);
/* May not begin a line: 。，、；：？！”’）》】… and half-width forms. */
bool glyph_is_closing(uint32_t cp);
/* May not end a line: “‘（《【 */
bool glyph_is_opening(uint32_t cp);
bool glyph_is_comma(uint32_t cp);
bool glyph_is_han(uint32_t cp);
/* 0 to 9 for a digit of either width, else -1. */
int glyph_digit(uint32_t cp);
/* 0 to 10 for 〇零一…十 (and 两), else -1. */
int glyph_han_digit(uint32_t cp);

/* The character at `at`, 0 at the end; *len its bytes (0 at the end). */
uint32_t glyph_at(struct str s, size_t at, size_t *len);
/* The first place at or after `at` that holds no blank. */
size_t glyph_skip_blanks(struct str s, size_t at);
/* The last character of a string, 0 when it is empty. */
uint32_t glyph_last(struct str s);
/* Characters, blanks not counted. */
uint32_t glyph_count(struct str s);
/* A number in digits of either width or in Han (一, 十二, 二十), *len its
 * bytes, 0 when there is none. At most 4 digits or 5 Han characters. */
uint32_t glyph_number(struct str s, size_t at, size_t *len);
