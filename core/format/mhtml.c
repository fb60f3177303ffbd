/*
 * MHTML: a MIME message whose first text/html part is the page; the pictures
 * and style sheets beside it are passed over. Base64 and quoted-printable.
 */
#include <strings.h>

#include "core/format/web.h"

enum { PARTS_MAX = 4096, LINE_MAX = 4096 };

/* A part's header fields that count. */
struct head {
	struct str type, encoding, charset, boundary;
};

static bool begins(struct str s, const char *word)
{
	size_t n = strlen(word);

	return s.len >= n && strncasecmp(s.p, word, n) == 0;
}

/* The next line without its end; false at the end. */
static bool next_line(struct str *rest, struct str *line)
{
	if (!str_split(rest, '\n', line))
		return false;
	if (line->len && line->p[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool web_is_mhtml(struct str bytes)
{
	struct str rest = str_sub(bytes, 0, LINE_MAX), line;

	while (next_line(&rest, &line) && line.len) {
		if (begins(line, "mime-version:"))
			return true;
		if (line.p[0] == '<')
			return false;
	}
	return false;
}

/* name="value" or name=value in a field. */
static struct str parameter(struct str field, const char *name)
{
	size_t n = strlen(name), from, to;

	for (size_t i = 0; i + n < field.len; i++) {
		if (strncasecmp(field.p + i, name, n) != 0 ||
		    field.p[i + n] != '=')
			continue;
		from = i + n + 1;
		if (from < field.len && field.p[from] == '"') {
			from++;
			for (to = from; to < field.len && field.p[to] != '"';)
				to++;
		} else {
			for (to = from; to < field.len &&
					strchr("; \t", field.p[to]) == NULL;)
				to++;
		}
		return str_sub(field, from, to);
	}
	return STR("");
}

static void read_field(struct head *h, struct str field)
{
	if (begins(field, "content-type:")) {
		h->type = str_trim(str_sub(field, 13, field.len));
		h->charset = parameter(field, "charset");
		h->boundary = parameter(field, "boundary");
	} else if (begins(field, "content-transfer-encoding:")) {
		h->encoding = str_trim(str_sub(field, 26, field.len));
	}
}

/* Up to the empty line; a line that begins with a blank goes on with the one
 * before it. */
static struct head read_head(struct arena *a, struct str *rest)
{
	struct head h = {0};
	struct buf field;
	struct str line;

	buf_init(&field, a);
	while (next_line(rest, &line) && line.len) {
		if (line.p[0] != ' ' && line.p[0] != '\t') {
			read_field(&h, arena_str(a, buf_str(&field)));
			buf_reset(&field);
		}
		if (field.len < LINE_MAX)
			buf_add(&field, line);
	}
	read_field(&h, arena_str(a, buf_str(&field)));
	return h;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void from_quoted(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		int hi, lo;

		if (s.p[i] != '=') {
			buf_addc(out, s.p[i]);
			continue;
		}
		hi = i + 2 < s.len ? hex(s.p[i + 1]) : -1;
		lo = i + 2 < s.len ? hex(s.p[i + 2]) : -1;
		if (hi >= 0 && lo >= 0) {
			buf_addc(out, (char)(hi << 4 | lo));
			i += 2;
			continue;
		}
		/* = at the end of a line joins it with the next */
		while (i + 1 < s.len &&
		       (s.p[i + 1] == '\r' || s.p[i + 1] == ' '))
			i++;
		if (i + 1 < s.len && s.p[i + 1] == '\n')
			i++;
	}
}

static void from_base64(struct buf *out, struct str s)
{
	static const char LETTERS[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, n = 0;

	for (size_t i = 0; i < s.len && s.p[i] != '='; i++) {
		const char *at = s.p[i] ? strchr(LETTERS, s.p[i]) : NULL;

		if (!at)
			continue;
		bits = bits << 6 | (unsigned)(at - LETTERS);
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_addc(out, (char)(bits >> n & 0xff));
		}
	}
}

static struct str decoded(struct arena *a, const struct head *h, struct str s)
{
	struct buf out;

	buf_init(&out, a);
	if (begins(h->encoding, "quoted-printable"))
		from_quoted(&out, s);
	else if (begins(h->encoding, "base64"))
		from_base64(&out, s);
	else
		return s;
	return buf_str(&out);
}

/* Where the next line that is the boundary begins, or the end. */
static size_t find_boundary(struct arena *a, struct str s, struct str boundary)
{
	struct buf mark;
	ptrdiff_t at;

	buf_init(&mark, a);
	buf_addz(&mark, "\n--");
	buf_add(&mark, boundary);
	at = str_find(s, buf_str(&mark), 0);
	return at < 0 ? s.len : (size_t)at + 1;
}

bool mhtml_find(struct arena *a, struct str bytes, struct str *html,
		struct str *charset)
{
	struct str rest = bytes, line, boundary;
	struct head h = read_head(a, &rest);

	boundary = h.boundary;
	for (size_t i = 0; i < PARTS_MAX; i++) {
		size_t end;

		if (begins(h.type, "text/html")) {
			end = boundary.len ? find_boundary(a, rest, boundary)
					   : rest.len;
			*html = decoded(a, &h, str_sub(rest, 0, end));
			*charset = h.charset;
			return true;
		}
		if (h.boundary.len)
			boundary = h.boundary;
		if (!boundary.len)
			return false;
		end = find_boundary(a, rest, boundary);
		if (end == rest.len)
			return false;
		rest = str_sub(rest, end, rest.len);
		next_line(&rest, &line);
		h = read_head(a, &rest);
	}
	return false;
}
