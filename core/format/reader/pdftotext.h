#pragma once

#include <sys/types.h>

#include "core/format/format.h"

/*
 * pdftotext, started by its absolute path in a cell of its own, without shell
 * and environment; it reads the PDF from our standard input.
 */
struct pdftotext {
	pid_t pid;
	int out, err;
};

/* False when it is not installed or cannot be started. */
bool pdftotext_start(struct pdftotext *job);
/* All it writes (what is beyond the limit is dropped) and how it ended. */
void pdftotext_finish(struct pdftotext *job, struct arena *a,
		      struct format_pdf *pdf);
