#pragma once

#include "core/report.h"

/*
 * Do the parts of a report fit together? Asked of every report before it is
 * stored and after it is loaded: a library may be a stranger's. Holds when
 * the text is UTF-8, all offsets lie inside it on characters' edges,
 * paragraphs rise without overlap, sections
 * rise, and each parent is an earlier section of smaller level (so there are
 * no cycles).
 */
bool report_is_sound(const struct report *r);
