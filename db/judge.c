/*
 * Is it a text? Looks at how the bytes begin, then counts: NUL bytes and
 * sequences that are no UTF-8 may be there, a few of them or few beside good
 * characters, for they are marked and told. More of them mean that it is
 * something else, and a screen of marks would help nobody.
 */
#include <strings.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/read.h"

enum {
	FEW = 3,	     /* so many of a kind never mean anything */
	NUL_PERCENT = 1,     /* at most, in a text */
	CONTROL_PERCENT = 5, /* at most, in a text of another encoding */
};

struct kind {
	struct str magic;
	const char *name; /* NULL: nothing that will be read one day */
};

#define MAGIC(lit, label)                                                      \
	{                                                                      \
		{lit, sizeof(lit) - 1}, label                                  \
	}

// clang-format off
static const struct kind KINDS[] = {
	MAGIC("%PDF-", "PDF"),
	MAGIC("PK\x03\x04", "docx, odt, epub (zip)"),
	MAGIC("PK\x05\x06", "docx, odt, epub (zip)"),
	MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc (Word 97)"),
	MAGIC("{\\rtf", "RTF"),
	MAGIC("\xff\xfe", "UTF-16"),
	MAGIC("\xfe\xff", "UTF-16"),
	MAGIC("SQLite format 3", NULL),
	MAGIC("\x1f\x8b", NULL),             /* gzip */
	MAGIC("\xfd""7zXZ", NULL),           /* xz */
	MAGIC("7z\xbc\xaf\x27\x1c", NULL),
	MAGIC("\x28\xb5\x2f\xfd", NULL),     /* zstd */
	MAGIC("\x7f""ELF", NULL),
	MAGIC("\x89PNG", NULL),
	MAGIC("\xff\xd8\xff", NULL),         /* JPEG */
	MAGIC("GIF8", NULL),
};
// clang-format on

static bool not_text(const char *path, const char *kind, struct error *err)
{
	char name[128];

	conn_name(path, name);
	if (!kind)
		return error_set(err, ERR_FORMAT, N_("%s is no text"),
				 ERR_ARGS_1(name));
	return error_set(err, ERR_FORMAT,
			 N_("%s is not a text file that hsview reads yet: %s"),
			 ERR_ARGS_2(name, kind));
}

static bool begins_with(struct str s, const char *word)
{
	size_t n = strlen(word);

	return s.len >= n && strncasecmp(s.p, word, n) == 0;
}

static bool is_html(struct str s, const char *name)
{
	static const char *const BEGINS[] = {"<!doctype html", "<html"};
	static const char *const ENDS[] = {".html", ".htm", ".xhtml"};
	size_t len = strlen(name);

	for (size_t i = 0; i < COUNT_OF(BEGINS); i++)
		if (begins_with(s, BEGINS[i]))
			return true;
	for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
		size_t n = strlen(ENDS[i]);

		if (len > n && strcasecmp(name + len - n, ENDS[i]) == 0)
			return true;
	}
	return false;
}

struct counts {
	size_t nul, control; /* bytes; NUL counts as both */
	size_t bad;	     /* sequences that are no UTF-8 */
	size_t good;	     /* characters beyond ASCII */
};

static struct counts count(struct str s)
{
	struct counts c = {0};
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = (unsigned char)s.p[i];

		n = 1;
		if (cp < 0x20) {
			c.nul += cp == 0;
			/* all but tab and the line and page ends */
			c.control += cp < '\t' || cp > '\r';
		} else if (cp >= 0x80) {
			cp = utf8_decode(s, i, &n);
			/* U+FFFD itself decodes from three bytes */
			if (cp == UTF8_REPLACEMENT && n < 3)
				c.bad++;
			else
				c.good++;
		}
	}
	return c;
}

static bool is_much(size_t n, size_t percent, size_t of)
{
	return n > FEW && n * 100 > of * percent;
}

bool read_is_text(struct str bytes, const char *name, struct error *err)
{
	struct str s = bytes;
	struct counts c;
	char shown[128];

	if (str_has_prefix(s, STR("\xef\xbb\xbf")))
		s = str_sub(s, 3, s.len);
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (str_has_prefix(s, KINDS[i].magic) && s.len > 2)
			return not_text(name, KINDS[i].name, err);
	s = str_trim(s);
	if (s.len == 0 ||
	    (bytes.len == 2 && ((unsigned char)s.p[0] & 0xfe) == 0xfe))
		return error_set(err, ERR_FORMAT, N_("%s is empty"),
				 ERR_ARGS_1(conn_name(name, shown)));
	c = count(s);
	if (is_much(c.nul, NUL_PERCENT, s.len))
		return not_text(name, NULL, err);
	if (c.bad > FEW && c.bad > c.good)
		return is_much(c.control, CONTROL_PERCENT, s.len)
			       ? not_text(name, NULL, err)
			       : not_text(name, "GBK, Big5, …", err);
	if (is_html(s, name))
		return not_text(name, "HTML", err);
	return true;
}
