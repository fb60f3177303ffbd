#pragma once

#include "core/wrap.h"

#include "db/series.h"

#include "tui/term/draw.h"

/*
 * What a cell of a series says, as lines of styled text: the verdict with its
 * reason, the sum that was done, and both sentences with the report and the
 * section that they stand in. The look view shows a whole row of years above
 * it, the compare view the cell under its cursor; the same lines without
 * styles are what `hsview look` prints and `yy` yanks.
 *
 * Lines are laid out for a width, in the arena given; drawing is a loop over
 * draw_text. No line is wider than the width, whatever the texts hold.
 */
struct card_span {
	struct str text; /* clean */
	enum style style;
};

struct card_line {
	ARRAY_OF(struct card_span) spans;
	/* Where Enter on the line leads: the sentence of a figure. NULL:
	 * nowhere. */
	const struct evidence *to;
	uint16_t year; /* of a row of years, 0 = it is none */
};

struct card {
	struct arena *arena;
	int cols;		       /* > 0 */
	bool ascii;		       /* signs in ASCII */
	const struct wrap_rules *wrap; /* NULL: Unicode's rules alone */
	/* Lines of a sentence at most, those around its figure; the source
	 * then stands beside the value. 0: all, and the source below. */
	size_t quote_lines;
	/* The year of card_add_years that is marked; 0 = none. */
	uint16_t chosen;
	/* Years that it shows; 0 = no limit. */
	uint16_t year_from, year_to;
	ARRAY_OF(struct card_line) lines;
};

/* A side's evidence, NULL where the side is absent. They must outlive the
 * card. */
struct card_evidence {
	const struct evidence *target, *achieved;
};

void card_init(struct card *c, struct arena *a, int cols, bool ascii);
/* The lines of one cell; called again they are appended. */
void card_add_cell(struct card *c, const struct series_row *row,
		   const struct series_cell *cell,
		   const struct card_evidence *of);
/* A head line ("青岚区  地区生产总值  增长"), and a line for each year with
 * target, achievement and verdict. */
void card_add_years(struct card *c, const struct series_row *row);
/* Limits the years shown to `most` around one of the row's cells (NULL: the
 * newest); true when some are left out. */
bool card_window(struct card *c, const struct series_row *row,
		 const struct series_cell *cell, size_t most);
/* An empty line. */
void card_add_gap(struct card *c);
/* Draws lines from `top` on into `r`; `cursor` has the style of a cursor
 * (-1: none). */
void card_draw(const struct card *c, struct draw *d, struct rect r, size_t top,
	       int cursor);
/* The lines as plain text, each with its line end. */
void card_text(const struct card *c, struct buf *out);

/* The evidence of a cell's chosen figures, in `a`; what is absent is NULL.
 * ERR_CORRUPT and the like come from evidence_load. */
bool card_evidence_load(struct library *lib, struct arena *a,
			const struct series_table *table,
			const struct series_cell *cell,
			struct card_evidence *out, struct error *err);
