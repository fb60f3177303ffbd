#pragma once

#include "core/base/buf.h"

/*
 * Writing JSON. Characters that must not reach a terminal (core/base/clean)
 * are written as \uXXXX, so a line of JSON is safe to print as it is and
 * nothing of the text is lost.
 */

/* Appends a string in quotes. `s` is UTF-8; what is none becomes U+FFFD. */
void json_string(struct buf *out, struct str s);
