/* A PDF, from the boxes that pdftotext found. */
#include "core/format/format.h"

void format_read_pdf(struct reading *r, struct arena *a,
		     const struct format_pdf *pdf)
{
	(void)a;
	(void)pdf;
	r->kind = READING_PDF;
	r->fault = READING_BROKEN;
}
