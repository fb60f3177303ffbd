/*
 * Lines: the lines that have something on them, without the blanks around
 * it. A line ends at LF, CR or both. After LINES_MAX lines the rest of the
 * text is left to outline_emit, which cuts it into plain paragraphs: no
 * report is that long, and memory stays bounded.
 */
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/outline/glyph.h"
#include "core/outline/outline.h"

enum { LINES_MAX = 1 << 18 };

static size_t line_end(struct str s, size_t at)
{
	while (at < s.len && s.p[at] != '\n' && s.p[at] != '\r')
		at++;
	return at;
}

static size_t after_break(struct str s, size_t at)
{
	if (at < s.len && s.p[at] == '\r' && at + 1 < s.len &&
	    s.p[at + 1] == '\n')
		return at + 2;
	return at < s.len ? at + 1 : at;
}

static size_t trim_end(struct str s, size_t from, size_t to)
{
	size_t n;

	while (to > from) {
		size_t at = utf8_prev(s, to);

		if (!glyph_is_blank(glyph_at(s, at, &n)))
			break;
		to = at;
	}
	return to;
}

/* Marks that take no room and no white space: put there to part something. */
static bool is_seam(struct str s)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n)
		if (!space_is(utf8_decode(s, i, &n)))
			return true;
	return false;
}

void outline_lines(struct outline *o)
{
	unsigned gap = 0;
	bool seam = false;

	o->rest = (uint32_t)o->s.len;
	for (size_t at = 0, end; at < o->s.len; at = after_break(o->s, end)) {
		size_t from, to;
		struct line *l;

		end = line_end(o->s, at);
		from = glyph_skip_blanks(str_n(o->s.p, end), at);
		if (from == end) {
			gap += gap < 255;
			seam |= is_seam(str_sub(o->s, at, end));
			continue;
		}
		if (o->lines.n == LINES_MAX) {
			o->rest = (uint32_t)at;
			break;
		}
		to = trim_end(o->s, from, end);
		l = ARRAY_PUSH(o->tmp, &o->lines);
		l->off = (uint32_t)from;
		l->len = (uint32_t)(to - from);
		l->cps = glyph_count(str_sub(o->s, from, to));
		l->gap = (uint8_t)gap;
		l->indent = from > at;
		l->seam = seam;
		gap = 0;
		seam = false;
	}
}
