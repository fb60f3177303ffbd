#pragma once

#include <stdint.h>

#include "core/base/str.h"

/*
 * Columns on the screen. The answer is wcwidth's, because curses asks it too;
 * main sets the locale first (C.UTF-8 where there is no other), else wcwidth
 * knows no Chinese. All text that is measured here has passed clean().
 */

/* Columns of one character: 0 (combining), 1 or 2. */
int width_cp(uint32_t cp);
/* Columns of a string. */
size_t width_str(struct str s);
/* The longest head of `s` (bytes, whole characters with their combining
 * marks) that fits into `cols` columns; *used is what it takes. */
size_t width_fit(struct str s, size_t cols, size_t *used);
