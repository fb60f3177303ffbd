#pragma once

#include "core/base/buf.h"

#include "tui/term/draw.h"
#include "tui/term/theme.h"

/*
 * From one sheet to the next in as few bytes as can be: what changed is
 * found here, and said in the sequences of ECMA-48 that every terminal worth
 * the name has in common. What a terminal may lack, or do besides, is told in
 * paint_abilities. Pure: bytes go into a buffer, no terminal is touched.
 */
struct paint_abilities {
	int colours;	   /* 0: mono */
	unsigned no_attrs; /* mask of enum look_attr it has not */
	/* attributes that do not go with colours (the Linux console) */
	unsigned no_attrs_with_colour;
	bool bce;	    /* erases with the background of now */
	bool regions;	    /* scrolls some rows alone (DECSTBM) */
	bool scrolls_lines; /* has SU and SD */
	bool margins;	    /* scrolls some columns alone (DECSLRM) */
};

struct paint;

struct paint *paint_open(const struct theme *theme,
			 const struct paint_abilities *can);
void paint_close(struct paint *p);
/* The terminal told of more (margins). */
void paint_set_margins(struct paint *p, bool margins);
/* The next frame starts on a screen that shows anything. */
void paint_forget(struct paint *p);
/* Appends what makes the screen of the last frame show this sheet. */
void paint_frame(struct paint *p, const struct draw *d, struct buf *out);
