/*
 * What a file is for hsview. Looks at how the bytes begin and at the name's
 * end, then counts: NUL bytes and sequences that are no UTF-8 may be there, a
 * few of them or few beside good characters, for they are marked and told.
 * More of them mean another character set, which the reader finds out, or that
 * it is no text at all.
 */
#include <ctype.h>
#include <strings.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/read.h"

enum {
	FEW = 3,	 /* so many of a kind never mean anything */
	NUL_PERCENT = 1, /* at most, in a text */
};

struct kind {
	struct str magic;
	enum judged judged;
};

#define MAGIC(lit, judged)                                                     \
	{                                                                      \
		{lit, sizeof(lit) - 1}, judged                                 \
	}

// clang-format off
static const struct kind KINDS[] = {
	MAGIC("%PDF-", JUDGED_READER),
	MAGIC("PK\x03\x04", JUDGED_READER),
	MAGIC("PK\x05\x06", JUDGED_READER),
	MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", JUDGED_READER), /* .doc */
	MAGIC("{\\rtf", JUDGED_READER),
	MAGIC("\xff\xfe", JUDGED_READER),
	MAGIC("\xfe\xff", JUDGED_READER),
	MAGIC("SQLite format 3", JUDGED_REFUSED),
	MAGIC("\x1f\x8b", JUDGED_REFUSED),             /* gzip */
	MAGIC("\xfd""7zXZ", JUDGED_REFUSED),           /* xz */
	MAGIC("7z\xbc\xaf\x27\x1c", JUDGED_REFUSED),
	MAGIC("Rar!", JUDGED_REFUSED),
	MAGIC("\x28\xb5\x2f\xfd", JUDGED_REFUSED),     /* zstd */
	MAGIC("\x7f""ELF", JUDGED_REFUSED),
	MAGIC("\x89PNG", JUDGED_REFUSED),
	MAGIC("\xff\xd8\xff", JUDGED_REFUSED),         /* JPEG */
	MAGIC("GIF8", JUDGED_REFUSED),
};
/* Names that end so, and what is plain text by its name. */
static const char *const READER_ENDS[] = {
	"html", "htm", "xhtml", "shtml", "mht", "mhtml", "docx", "odt", "epub", "pdf",
};
static const char *const PLAIN_ENDS[] = {"txt", "text", "md", "markdown"};
static const char *const PAGE_BEGINS[] = {"<!doctype html", "<html"};
// clang-format on

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

void read_end_of_name(const char *name, char end[READ_END_MAX])
{
	const char *slash = strrchr(name, '/'), *dot;
	size_t n = 0;

	name = slash ? slash + 1 : name;
	dot = strrchr(name, '.');
	end[0] = '\0';
	if (!dot || dot == name || strlen(dot) > READ_END_MAX)
		return;
	for (dot++; dot[n]; n++)
		end[n] = (char)tolower((unsigned char)dot[n]);
	end[n] = '\0';
}

bool read_is_name(const char *name)
{
	char end[READ_END_MAX];

	read_end_of_name(name, end);
	return is_one_of(end, PLAIN_ENDS, COUNT_OF(PLAIN_ENDS)) ||
	       is_one_of(end, READER_ENDS, COUNT_OF(READER_ENDS)) ||
	       strcmp(end, "doc") == 0 || strcmp(end, "zip") == 0;
}

static bool begins_as_page(struct str s)
{
	for (size_t i = 0; i < COUNT_OF(PAGE_BEGINS); i++) {
		size_t n = strlen(PAGE_BEGINS[i]);

		if (s.len >= n && strncasecmp(s.p, PAGE_BEGINS[i], n) == 0)
			return true;
	}
	return false;
}

struct counts {
	size_t nul;
	size_t bad;  /* sequences that are no UTF-8 */
	size_t good; /* characters beyond ASCII */
	size_t han;  /* of three bytes and more */
};

static struct counts count(struct str s)
{
	struct counts c = {0};
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = (unsigned char)s.p[i];

		n = 1;
		c.nul += cp == 0;
		if (cp < 0x80)
			continue;
		cp = utf8_decode(s, i, &n);
		if (utf8_is_fault(s, i, cp, n))
			c.bad++;
		else
			c.good++;
		c.han += n > 2;
	}
	return c;
}

static bool is_much(size_t n, size_t percent, size_t of)
{
	return n > FEW && n * 100 > of * percent;
}

/* Two-byte letters alone may be GBK by chance: that is the reader's to say. */
static enum judged judge_counts(const struct counts *c, size_t len)
{
	if (is_much(c->nul, NUL_PERCENT, len) ||
	    (c->bad > FEW && c->bad > c->good))
		return JUDGED_READER;
	if (c->bad > c->good || (c->good && !c->han))
		return JUDGED_DOUBTFUL;
	return JUDGED_PLAIN;
}

enum judged read_judge(struct str bytes, const char *name, struct error *err)
{
	char shown[128], end[READ_END_MAX];
	struct str s = bytes;
	struct counts c;

	if (str_has_prefix(s, STR("\xef\xbb\xbf")))
		s = str_sub(s, 3, s.len);
	conn_name(name, shown);
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (str_has_prefix(s, KINDS[i].magic) && s.len > 2) {
			if (KINDS[i].judged == JUDGED_REFUSED)
				error_set(err, ERR_FORMAT, N_("%s is no text"),
					  ERR_ARGS_1(shown));
			return KINDS[i].judged;
		}
	s = str_trim(s);
	if (s.len == 0 ||
	    (bytes.len == 2 && ((unsigned char)s.p[0] & 0xfe) == 0xfe)) {
		error_set(err, ERR_FORMAT, N_("%s is empty"),
			  ERR_ARGS_1(shown));
		return JUDGED_REFUSED;
	}
	read_end_of_name(name, end);
	if (is_one_of(end, READER_ENDS, COUNT_OF(READER_ENDS)) ||
	    begins_as_page(s))
		return JUDGED_READER;
	c = count(s);
	return judge_counts(&c, s.len);
}
