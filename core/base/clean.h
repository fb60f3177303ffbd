#pragma once

#include <stdint.h>

#include "core/base/buf.h"

/*
 * The one cleaner. Whatever is drawn, printed to a person, logged or exported
 * passes it, so that no control, bidi, invisible or non-character of a
 * document, file name or library reaches a terminal.
 *
 * Such a character becomes one visible mark, of one column: a C0 control its
 * control picture (ESC is U+241B), DEL U+2421, anything else U+FFFD. A tab
 * becomes a blank. A character takes at most four combining marks; the rest
 * are marks, too. (reliability.md T3, T4.)
 */
enum { CLEAN_MARKS_MAX = 4 };

/* The character that stands for `cp` on a screen: itself when it is fit to be
 * shown. */
uint32_t clean_cp(uint32_t cp);
/* Must it not reach a terminal raw? (jsonl writes such ones as \uXXXX.) */
bool clean_is_unsafe(uint32_t cp);
/* Appends `s` cleaned, on one line (line ends become U+240A, U+240D). */
void clean(struct buf *out, struct str s);
/* The same, but line feeds stay. */
void clean_lines(struct buf *out, struct str s);
/* `s` itself when there is nothing to clean, else a cleaned copy. */
struct str clean_str(struct arena *a, struct str s);
