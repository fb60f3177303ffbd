#pragma once

#include "core/base/buf.h"

/*
 * What asks a terminal to take a text into the clipboard of the machine that
 * one sits at (OSC 52), over any number of SSH hops. No answer comes, so
 * nobody can say that it was done.
 */
enum {
	OSC52_MOST = 56000
}; /* bytes of text: terminals take 75,000 of base64 */

/* Does a terminal of this type understand it, or at least not print it? */
bool osc52_is_for(struct str term);
/* Appends the sequence; for GNU screen (not tmux) in pieces that it hands on.
 * False when the text is too long. */
bool osc52_add(struct buf *out, struct str text, bool screen);
