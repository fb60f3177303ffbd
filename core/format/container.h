#pragma once

#include "core/format/format.h"

/*
 * What a zip archive holds: a document of Word or LibreOffice, a book, or
 * files, which then are told as members.
 */
void container_read(struct reading *r, struct arena *a,
		    const struct format_input *in);
bool container_is_zip(struct str bytes);

struct zip;
/* A book: its pages in the order of its spine, each as html. */
void epub_read(struct reading *r, struct arena *a,
	       const struct format_input *in, const struct zip *z);
bool epub_wants(struct str name);
