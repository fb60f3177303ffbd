/* Which reader a file goes to. */
#include "core/format/format.h"

#include <strings.h>

#include "core/base/array.h"
#include "core/format/container.h"
#include "core/format/decode.h"
#include "core/format/web.h"
#include "core/text.h"

struct magic {
	struct str bytes;
	enum reading_fault fault;
};

#define MAGIC(lit, fault)                                                      \
	{                                                                      \
		{lit, sizeof(lit) - 1}, fault                                  \
	}

enum { FIRST = 1024 }; /* bytes that may stand before a PDF's mark */

bool format_is_pdf(struct str bytes)
{
	return str_find(str_sub(bytes, 0, FIRST), STR("%PDF-"), 0) >= 0 &&
	       !container_is_zip(bytes);
}

/* What is refused by its first bytes, with its own cause. */
static enum reading_fault fault_of(struct str bytes)
{
	static const struct magic MAGICS[] = {
		MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", READING_OLD_WORD),
		MAGIC("{\\rtf", READING_UNKNOWN),
	};

	for (size_t i = 0; i < COUNT_OF(MAGICS); i++)
		if (str_has_prefix(bytes, MAGICS[i].bytes))
			return MAGICS[i].fault;
	return READING_OK;
}

static void read_text(struct reading *r, struct arena *a,
		      const struct format_input *in)
{
	struct decode_hints hints = {.forced = in->encoding};
	struct decoded d;

	r->fault = decode(&d, a, in->bytes, &hints);
	r->text = d.text;
	r->encoding = str_of(d.encoding);
	r->n_replaced = d.n_replaced;
}

static bool is_web(const struct format_input *in)
{
	static const char *const ENDS[] = {"html",  "htm", "xhtml",
					   "shtml", "mht", "mhtml"};
	static const char *const BEGINS[] = {"<!doctype html", "<html"};
	struct str s = in->bytes;

	for (size_t i = 0; i < COUNT_OF(ENDS); i++)
		if (str_is(in->ext, ENDS[i]))
			return true;
	if (str_has_prefix(s, STR("\xef\xbb\xbf")))
		s = str_sub(s, 3, s.len);
	s = str_trim(s);
	for (size_t i = 0; i < COUNT_OF(BEGINS); i++) {
		size_t n = strlen(BEGINS[i]);

		if (s.len >= n && strncasecmp(s.p, BEGINS[i], n) == 0)
			return true;
	}
	return web_is_mhtml(in->bytes);
}

void format_read(struct reading *r, struct arena *a,
		 const struct format_input *in)
{
	if (in->bytes.len > TEXT_FILE_MAX) {
		r->fault = READING_BOMB;
		return;
	}
	if (in->encoding.len && !decode_knows(in->encoding)) {
		r->fault = READING_ENCODING;
		return;
	}
	r->fault = fault_of(in->bytes);
	if (r->fault != READING_OK)
		return;
	if (container_is_zip(in->bytes))
		container_read(r, a, in);
	else if (is_web(in))
		web_read(r, a, in);
	else
		read_text(r, a, in);
}
