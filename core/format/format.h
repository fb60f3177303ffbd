#pragma once

#include "core/assets.h"
#include "core/reading.h"

/*
 * The readers of containers, behind one face: bytes of a file in, a reading
 * out. What the file is shows by its first bytes, and only where they say
 * nothing by its name. Nothing here opens, writes or fetches anything.
 */
struct format_input {
	struct str bytes;
	struct str ext;	     /* end of the file's name, lower case: "html" */
	struct str encoding; /* named by the user, "" none */
	const struct assets *assets;
};

/* Never fails but by r->fault. Strings live in `a` or are slices of the
 * input. */
void format_read(struct reading *r, struct arena *a,
		 const struct format_input *in);

/* Is it a PDF, which another program turns to text first? */
bool format_is_pdf(struct str bytes);
/* What pdftotext -bbox-layout wrote, its exit status and its messages. */
struct format_pdf {
	struct str boxes, messages;
	int status;
};
void format_read_pdf(struct reading *r, struct arena *a,
		     const struct format_pdf *pdf);
