#pragma once

#include "core/outline/outline.h"

/* The list marker that a stretch begins with; kind MARK_NONE when it begins
 * with none. Blanks inside a marker (line ends too) are part of it. `hash`:
 * is # one (Markdown, or a text that uses it so)? */
struct mark mark_at(struct str s, bool hash);
const char *mark_name(enum mark_kind kind);
