#pragma once

#include "core/base/buf.h"

#include "tui/term/draw.h"

/*
 * The other end of the terminal: libvterm, fed with what the program writes
 * into a file in memory. (It does not know dim: dim text looks plain in the
 * snapshots.)
 */
struct vscreen;

struct vscreen *vscreen_open(int rows, int cols);
void vscreen_close(struct vscreen *v);
/* The file that the program writes to. */
int vscreen_fd(struct vscreen *v);
/* Takes what was written since the last call; returns the bytes. */
size_t vscreen_feed(struct vscreen *v);
void vscreen_resize(struct vscreen *v, int rows, int cols);
/* Writes text, styles, legend and cursor as a .screen file has them. */
void vscreen_print(struct vscreen *v, struct buf *out);
/* Does the screen show the characters of the sheet? On a difference false and
 * the place. */
bool vscreen_shows(struct vscreen *v, const struct draw *d, int *row, int *col);
