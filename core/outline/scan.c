/* Small questions about a stretch of text, each one walk over it. */
#include "core/outline/scan.h"

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/outline/glyph.h"
#include "core/outline/rules.h"

struct str block_str(const struct outline *o, const struct block *b)
{
	return str_n(o->s.p + b->off, b->len);
}

ptrdiff_t scan_word(const struct wordmap *m, struct str s, uint32_t class,
		    size_t *len)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		if (wordmap_match(m, s, i, len) == class)
			return (ptrdiff_t)i;
		glyph_at(s, i, &n);
	}
	*len = 0;
	return -1;
}

size_t scan_prefix(const struct wordmap *m, struct str s, uint32_t class)
{
	size_t len;

	return wordmap_match(m, s, 0, &len) == class ? len : 0;
}

ptrdiff_t scan_cue(const struct outline *o, struct str s, uint32_t class,
		   size_t *len)
{
	return scan_word(&o->rules->cue[class], s, class, len);
}

size_t scan_cue_prefix(const struct outline *o, struct str s, uint32_t class)
{
	return scan_prefix(&o->rules->cue[class], s, class);
}

/* How deep quotes and brackets are after `cp`. A quote that never ends must
 * not swallow the text, so depth counts one level only. */
static bool nested(bool inside, uint32_t cp)
{
	switch (cp) {
	case 0x201c: /* “ */
	case 0x300a: /* 《 */
	case 0xff08: /* （ */
	case '(':
		return true;
	case 0x201d:
	case 0x300b:
	case 0xff09:
	case ')':
		return false;
	default:
		return inside;
	}
}

static bool ends_here(uint32_t cp)
{
	return cp == 0x3002 || cp == 0xff01 || cp == 0xff1f || cp == '!' ||
	       cp == '?';
}

/* A nesting this long is an open quote that nobody closed. */
enum { NEST_MAX = 300 };

size_t scan_sentence(struct str s, size_t from, size_t *body)
{
	bool inside = false;
	size_t i = from, n, since = from;

	for (uint32_t cp; (cp = glyph_at(s, i, &n)) != 0 || n; i += n) {
		bool was = inside;

		inside = nested(inside, cp);
		if (inside && !was)
			since = i;
		if (!ends_here(cp) || (inside && i - since < NEST_MAX))
			continue;
		*body = i;
		i += n;
		while ((cp = glyph_at(s, i, &n)) == 0x201d || cp == 0x2019)
			i += n;
		return i;
	}
	*body = s.len;
	return s.len;
}

/* Does a run of digits that ends at `at` count something? */
static bool counts(const struct outline *o, struct str s, size_t at)
{
	size_t n;
	uint32_t cp;

	at = glyph_skip_blanks(s, at);
	cp = glyph_at(s, at, &n);
	return cp == '%' || cp == 0xff05 ||
	       scan_cue_prefix(o, str_sub(s, at, s.len), CUE_COUNTED) > 0;
}

bool scan_has_figure(const struct outline *o, struct str s)
{
	bool inside = false, digits = false;
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);

		if (digits && glyph_digit(cp) < 0 && cp != '.' &&
		    cp != 0xff0e && !glyph_is_blank(cp)) {
			if (!inside && counts(o, s, i))
				return true;
			digits = false;
		}
		inside = nested(inside, cp);
		digits = digits || glyph_digit(cp) >= 0;
	}
	return digits && !inside;
}

uint32_t scan_clauses(struct str s, uint32_t *longest)
{
	uint32_t parts = 1, run = 0;
	size_t n;

	*longest = 0;
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);

		if (cp == 0xff0c || cp == ',' || cp == 0xff1b) {
			parts++;
			run = 0;
		} else {
			run += !glyph_is_blank(cp);
		}
		*longest = run > *longest ? run : *longest;
	}
	return parts;
}

struct str scan_plain(const struct outline *o, struct str s)
{
	while (o->markdown && s.len && (s.p[0] == '*' || s.p[0] == '_'))
		s = str_sub(s, 1, s.len);
	while (o->markdown && s.len &&
	       (s.p[s.len - 1] == '*' || s.p[s.len - 1] == '_'))
		s.len--;
	return s;
}

static bool is_wide(uint32_t cp)
{
	return cp >= 0x2e80;
}

/* A blank between two single Han letters is letter-spacing, one in a longer
 * run of Han parts two phrases. */
static bool is_spacing(struct str s, size_t from, size_t to)
{
	size_t n, prev;
	uint32_t before, after, beyond, ahead;

	if (!from || to >= s.len)
		return true;
	prev = utf8_prev(s, from);
	before = glyph_at(s, prev, &n);
	after = glyph_at(s, to, &n);
	beyond = glyph_at(s, to + n, &n);
	ahead = prev ? glyph_at(s, utf8_prev(s, prev), &n) : ' ';
	if (glyph_digit(before) >= 0 && glyph_digit(after) >= 0)
		return glyph_digit(ahead) < 0 && glyph_digit(beyond) < 0;
	if (!is_wide(before) && !is_wide(after))
		return false;
	return glyph_is_blank(ahead) || glyph_is_blank(beyond) || beyond == 0;
}

static bool has_line_end(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == '\n' || s.p[i] == '\r')
			return true;
	return false;
}

static bool has_blank(struct str s)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n)
		if (glyph_is_blank(glyph_at(s, i, &n)))
			return true;
	return false;
}

struct str scan_one_line(struct arena *a, struct str s)
{
	struct buf b;
	size_t n;

	if (!has_blank(s))
		return s;
	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i += n) {
		size_t to = glyph_skip_blanks(s, i);

		glyph_at(s, i, &n);
		if (to == i) {
			buf_add(&b, str_sub(s, i, i + n));
			continue;
		}
		n = to - i;
		if (!has_line_end(str_sub(s, i, to)) && !is_spacing(s, i, to))
			buf_addc(&b, ' ');
	}
	return buf_str(&b);
}

struct str scan_no_blanks(struct arena *a, struct str s)
{
	struct buf b;
	size_t n;

	if (!has_blank(s))
		return s;
	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i += n) {
		glyph_at(s, i, &n);
		if (!glyph_is_blank(glyph_at(s, i, &n)))
			buf_add(&b, str_sub(s, i, i + n));
	}
	return buf_str(&b);
}
