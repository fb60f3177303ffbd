#pragma once

#include "core/format/format.h"
#include "core/format/page.h"

/* A saved page, by its bytes: html, or MHTML as browsers write it. */
void web_read(struct reading *r, struct arena *a,
	      const struct format_input *in);
bool web_is_mhtml(struct str bytes);
/* The page in a MIME message: its bytes decoded, and the character set that
 * its part declares; false when there is none. */
bool mhtml_find(struct arena *a, struct str bytes, struct str *html,
		struct str *charset);
