#pragma once

#include <stdint.h>

#include "core/base/str.h"

/*
 * UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
 * What is no UTF-8 decodes to U+FFFD by maximal subparts (Unicode 3.9,
 * table 3-8), the way Python's and WHATWG's decoders do, so that offsets in
 * code points agree with theirs.
 */
enum { UTF8_REPLACEMENT = 0xfffd };

/* Decodes the character at s.p[at]; *len is its length in bytes (at least 1).
 * `at` < s.len. */
uint32_t utf8_decode(struct str s, size_t at, size_t *len);
/* Writes 1 to 4 bytes and returns how many. */
size_t utf8_encode(uint32_t cp, char out[4]);
bool utf8_is_valid(struct str s);
/* Did utf8_decode find no character at `at`, where it gave `cp` and `n`? (A
 * U+FFFD may stand in a text, and what is cut short may be as long.) */
bool utf8_is_fault(struct str s, size_t at, uint32_t cp, size_t n);
/* Code points in a valid string. */
size_t utf8_count(struct str s);
/* Start of the character before `at` (> 0) in a valid string. */
size_t utf8_prev(struct str s, size_t at);
/* Start of the character after the one at `at` in a valid string. */
size_t utf8_next(struct str s, size_t at);
/* The longest length <= max that ends at a character's edge, in bytes. */
size_t utf8_cut(struct str s, size_t max);
/* Byte offset of code point `n`, or s.len when the string is shorter. */
size_t utf8_offset(struct str s, size_t n);
