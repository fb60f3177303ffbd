#pragma once

#include <stdbool.h>

/*
 * Notices that somebody writes to the library, or puts another in its place,
 * while nothing is typed: by the kernel's word, not by looking again and
 * again.
 */

/* Watches the folder of the file, and that of the file behind a link. A
 * descriptor that can be read when something happened there; -1 when there is
 * nothing to be had, which does no harm. */
int watch_open(const char *path);
/* Takes what came; true when some of it is about the library of that path. */
bool watch_seen(int fd, const char *path);
