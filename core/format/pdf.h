#pragma once

#include "core/base/array.h"
#include "core/format/format.h"

/*
 * The lines of a PDF's pages, with their place in hundredths of a point, and
 * what makes a text of them: running heads and page numbers are told, wrapped
 * lines are joined.
 */
struct pdf_line {
	int32_t left, right, top, bottom;
	uint32_t page; /* from 0 */
	uint32_t cps;
	struct str text;
	int32_t edge, margin; /* right and left end of its column */
	bool justified;	      /* several lines end at that edge */
	bool aside;	      /* page number, running head */
};

struct pdf_page {
	int32_t height;
	size_t first, n; /* lines */
};

struct pdf {
	struct arena *a;
	ARRAY_OF(struct pdf_line) lines;
	ARRAY_OF(struct pdf_page) pages;
};

/* Reads what pdftotext -bbox-layout wrote; what is no such thing gives no
 * lines. */
void pdf_scan(struct pdf *p, struct str boxes);
/* Puts rows together, marks page numbers and running heads. */
void pdf_find_asides(struct pdf *p);
/* Paragraphs, in reading order, into r. */
void pdf_emit(struct pdf *p, struct reading *r);
