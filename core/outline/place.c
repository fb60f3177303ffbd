/*
 * Whose report it is. A name with its suffix right before 人民政府,
 * 第…届人民代表大会, an office or 政府工作报告 is sure; a press page names its
 * place without the suffix in the title, and with it somewhere in the text.
 */
#include "core/outline/place.h"

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/outline/date.h"
#include "core/outline/glyph.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	NAME_MIN = 2, /* characters of a name without suffix */
	NAME_MAX = 9,
	TITLE_NAME = 4, /* of one at the start of a press page's title */
	OPENING = 8000	/* bytes of the text that tell whose report it is */
};

static const struct str STATE = {"\xe5\x85\xa8\xe5\x9b\xbd", 6}; /* 全国 */

static bool is_border(const struct outline *o, struct str s, size_t at)
{
	size_t len;

	return wordmap_match(&o->rules->places, s, at, &len) == PLACE_BORDER ||
	       wordmap_match(&o->rules->people, s, at, &len);
}

/* The end of the region name that begins at `at`, 0 for none: Han letters up
 * to a suffix that a border word follows, else up to the last suffix. (The
 * next line's 县长 would give 云溪县政府工作报告 a suffix as well.) */
static size_t suffix_end(const struct outline *o, struct str s, size_t at)
{
	size_t i = at, n, len, chars = 0, end = 0;

	while (i < s.len && chars <= NAME_MAX) {
		uint32_t cp = glyph_at(s, i, &n);

		if (!glyph_is_han(cp) ||
		    wordmap_match(&o->rules->places, s, i, &len) == PLACE_LEAD)
			break;
		if (wordmap_match(&o->rules->places, s, i, &len) ==
			    PLACE_SUFFIX &&
		    chars >= NAME_MIN) {
			end = i + len;
			if (is_border(o, s, end))
				break;
		}
		i += n;
		chars++;
	}
	return end;
}

/* A name that ends right before a border word (届, 人民政府, 省长 …). */
static struct str before_border(const struct outline *o, struct str s,
				size_t from)
{
	size_t end = suffix_end(o, s, from);

	if (end && (is_border(o, s, end) || end == s.len))
		return str_sub(s, from, end);
	return STR("");
}

static bool begins_name(const struct outline *o, struct str s, size_t at)
{
	size_t prev, len, n;
	uint32_t cp;

	if (at == 0)
		return true;
	prev = utf8_prev(s, at);
	cp = glyph_at(s, prev, &n);
	return !glyph_is_han(cp) ||
	       wordmap_match(&o->rules->places, s, prev, &len) == PLACE_LEAD ||
	       (prev &&
		wordmap_match(&o->rules->places, s, utf8_prev(s, prev), &len) ==
			PLACE_LEAD &&
		len > n);
}

static struct str in_lines(const struct outline *o, struct str s)
{
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		struct str name;

		glyph_at(s, i, &n);
		if (!begins_name(o, s, i))
			continue;
		name = before_border(o, s, i);
		if (name.len)
			return name;
	}
	return STR("");
}

static bool is_state(const struct outline *o, struct str s)
{
	size_t len;

	return scan_word(&o->rules->places, s, PLACE_STATE, &len) >= 0;
}

/* 浙江 → 浙江省, by the table. */
static struct str by_table(const struct outline *o, struct str s)
{
	size_t n, len;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t full =
			wordmap_match(&o->rules->places_full, s, i, &len);

		if (full)
			return o->rules->full.items[full - 1];
		glyph_at(s, i, &n);
	}
	return STR("");
}

/* How often `name` with the suffix of two characters at most stands in the
 * text; *full is the first such place. */
static size_t count_full(const struct outline *o, struct str name,
			 struct str *full)
{
	size_t count = 0, len;
	ptrdiff_t at = -1;

	while (count < 50 &&
	       (at = str_find(o->s, name, (size_t)(at + 1))) >= 0) {
		size_t end = (size_t)at + name.len;

		if (wordmap_match(&o->rules->places, o->s, end, &len) !=
		    PLACE_SUFFIX)
			continue;
		if (!count++)
			*full = str_sub(o->s, (size_t)at, end + len);
	}
	return count;
}

/* 海曙 at the start of a title, 海曙区 in the text. */
static struct str in_title(const struct outline *o, struct str title)
{
	struct str best = STR("");
	size_t most = 0;

	if (glyph_count(title) < NAME_MIN)
		return best;
	for (size_t chars = NAME_MIN; chars <= TITLE_NAME; chars++) {
		struct str full = STR("");
		struct str name = str_sub(title, 0, utf8_offset(title, chars));
		size_t count = count_full(o, name, &full);

		if (count > most) {
			most = count;
			best = full;
		}
	}
	return best;
}

struct str place_find(struct outline *o, struct str title, struct str lines)
{
	struct str opening = str_sub(o->s, 0, utf8_cut(o->s, OPENING)), s;

	s = in_lines(o, lines);
	if (!s.len && is_state(o, lines))
		s = STATE;
	if (!s.len && o->article)
		s = in_title(o, title);
	if (!s.len && !o->article && is_state(o, opening))
		s = STATE;
	if (!s.len)
		s = by_table(o, title);
	if (!s.len && !o->article)
		s = in_lines(o, scan_no_blanks(o->tmp, opening));
	if (!s.len)
		s = in_lines(o, o->name);
	if (!s.len)
		s = by_table(o, o->name);
	return clean_str(o->a, arena_str(o->a, s));
}
