/*
 * Metadata: title, region, speaker and source from the lines around the
 * title, the years from headings, dates and, last, from phrases of the text
 * and the file's name. Each is asked of its places in order; the first place
 * that answers wins.
 */
#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/outline/date.h"
#include "core/outline/glyph.h"
#include "core/outline/mark.h"
#include "core/outline/place.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"
#include "core/reading.h"

enum {
	NAME_MAX = 20, /* characters of a speaker's name */
	SOURCE_MAX = 20,
	PHRASE_BYTES = 1 << 18 /* where a page tells its year, if anywhere */
};

static struct str shown(struct outline *o, struct str s)
{
	return clean_str(o->a, scan_one_line(o->a, s));
}

/* [宁波日报] before a title. */
static struct str bracketed(struct str s, size_t *end)
{
	size_t n, close = 0;
	uint32_t cp = glyph_at(s, 0, &n);

	*end = 0;
	if (cp != '[' && cp != 0x3010)
		return STR("");
	for (size_t i = n, len; i < s.len && i < 80; i += len) {
		cp = glyph_at(s, i, &len);
		close = i;
		if (cp == ']' || cp == 0x3011) {
			*end = i + len;
			return str_sub(s, n, close);
		}
	}
	return STR("");
}

static void find_title(struct outline *o, struct meta *m)
{
	struct str s;
	struct mark mark;
	size_t end;

	m->title = STR("");
	if (o->title >= o->blocks.n)
		return;
	s = block_str(o, &o->blocks.items[o->title]);
	mark = mark_at(s, true);
	if (mark.kind == MARK_HASH)
		s = str_sub(s, mark.len, s.len);
	m->source = shown(o, bracketed(s, &end));
	m->title = shown(o, str_trim(str_sub(s, end, s.len)));
}

/* A page whose text has no title may name it in its head. */
static void find_told_title(struct outline *o, struct meta *m)
{
	if (o->title >= o->blocks.n && o->reading)
		m->title = shown(o, o->reading->title);
}

static bool is_sign(uint32_t cp)
{
	return cp == ':' || cp == 0xff1a || glyph_is_blank(cp);
}

/* What stands behind a label, up to a blank or bracket. */
static struct str value_behind(struct str s, size_t at)
{
	size_t n, end;

	while (at < s.len && is_sign(glyph_at(s, at, &n)))
		at += n;
	for (end = at; end < s.len; end += n) {
		uint32_t cp = glyph_at(s, end, &n);

		if (glyph_is_blank(cp) || glyph_is_closing(cp) || cp == '|')
			break;
	}
	return str_sub(s, at, end);
}

/* 来源：…, the value on the same line or the next one. */
static bool source_in(struct outline *o, size_t i, struct meta *m)
{
	struct str s = block_str(o, &o->blocks.items[i]), value;
	size_t len;
	ptrdiff_t at = scan_word(&o->rules->page, s, PAGE_SOURCE, &len);

	if (at < 0 || o->blocks.items[i].cps > 100)
		return false;
	value = value_behind(s, (size_t)at + len);
	if (!value.len && i + 1 < o->blocks.n && (size_t)at + len + 3 >= s.len)
		value = block_str(o, &o->blocks.items[i + 1]);
	if (!value.len || glyph_count(value) > SOURCE_MAX)
		return false;
	m->source = shown(o, value);
	return true;
}

static void find_source(struct outline *o, struct meta *m)
{
	if (o->reading && o->reading->source.len)
		m->source = shown(o, o->reading->source);
	for (size_t i = 0; i < o->body && !m->source.len; i++)
		source_in(o, i, m);
	for (size_t i = o->end; i < o->blocks.n && !m->source.len; i++)
		source_in(o, i, m);
}

static bool is_name(struct str s)
{
	size_t n, count = 0;

	for (size_t i = 0; i < s.len; i += n, count++) {
		uint32_t cp = glyph_at(s, i, &n);

		if (!glyph_is_han(cp) && cp != 0xb7 && cp != 0x2022 &&
		    cp != 0x30fb)
			return false;
	}
	return count >= 2 && count <= NAME_MAX;
}

/* The name behind the last office of a line, or before the first one. */
static struct str name_in(struct outline *o, struct str line)
{
	struct str s = scan_no_blanks(o->a, line);
	size_t len, last = 0, first = s.len;
	struct str name;

	for (size_t i = 0, n; i < s.len; i += n) {
		glyph_at(s, i, &n);
		if (!wordmap_match(&o->rules->people, s, i, &len))
			continue;
		first = i < first ? i : first;
		last = i + len;
		n = len;
	}
	if (!last)
		return STR("");
	name = str_sub(s, last, s.len);
	if (is_name(name))
		return name;
	name = str_sub(s, 0, first);
	return is_name(name) && glyph_count(name) <= 4 ? name : STR("");
}

static void find_speaker(struct outline *o, struct meta *m)
{
	m->speaker = STR("");
	for (size_t i = 0; i < o->body && !m->speaker.len; i++) {
		const struct block *b = &o->blocks.items[i];

		if (b->kind == PARA_TITLE && i != o->title)
			m->speaker = name_in(o, block_str(o, b));
	}
	for (size_t i = o->title + 1; i < o->body && !m->speaker.len; i++) {
		struct str s =
			scan_no_blanks(o->a, block_str(o, &o->blocks.items[i]));

		if (!o->article && is_name(s) && glyph_count(s) <= 4)
			m->speaker = s;
	}
}

/* The lines of title, meeting and speaker as one string without blanks. */
static struct str heading_lines(struct outline *o)
{
	struct buf b;

	buf_init(&b, o->tmp);
	for (size_t i = 0; i < o->body; i++)
		if (o->blocks.items[i].kind == PARA_TITLE)
			buf_add(&b, scan_no_blanks(
					    o->tmp,
					    block_str(o, &o->blocks.items[i])));
	return buf_str(&b);
}

static void find_date(struct outline *o, struct meta *m, struct date *d)
{
	bool found = date_find(heading_lines(o), true, d);

	if (!found && o->reading)
		found = date_find(o->reading->date, true, d);
	for (size_t i = 0; i < o->body && !found; i++)
		found = o->blocks.items[i].kind == PARA_BOILERPLATE &&
			date_find(block_str(o, &o->blocks.items[i]), true, d);
	for (size_t i = o->end; i < o->blocks.n && !found; i++)
		found = o->blocks.items[i].cps < 100 &&
			date_find(block_str(o, &o->blocks.items[i]), true, d);
	m->date = found ? date_iso(o->a, d) : STR("");
}

/* The year in a heading of a part or chapter of this time. */
static uint32_t year_of_heads(const struct outline *o, enum section_time time)
{
	for (size_t i = 0; i < o->heads.n; i++) {
		const struct head *h = &o->heads.items[i];
		bool mixed = false;
		struct date d;

		if ((h->level == LEVEL_PART || h->level == LEVEL_CHAPTER) &&
		    h->time == time && outline_time(o, h, 0, &mixed) == time &&
		    date_find(str_n(o->s.p + h->off, h->len), false, &d))
			return d.year;
	}
	return 0;
}

/* 2019年是…: the first year that the text is about by its own words. */
static uint32_t year_of_text(const struct outline *o)
{
	static const struct str is = {"\xe6\x98\xaf", 3};
	struct str s = str_sub(o->s, 0, utf8_cut(o->s, PHRASE_BYTES));
	struct date d;
	size_t n, len;

	for (size_t i = 0; i < s.len; i += n) {
		n = 1;
		if (s.p[i] != '1' && s.p[i] != '2' && s.p[i] != '\xef')
			continue;
		glyph_at(s, i, &n);
		len = date_at(s, i, &d);
		if (len && !d.month &&
		    str_has_prefix(str_sub(s, i + len, s.len), is))
			return d.year;
	}
	return 0;
}

static uint32_t year_of_name(struct str name)
{
	uint32_t v = 0, count = 0;

	for (size_t i = 0; i <= name.len; i++) {
		bool digit =
			i < name.len && name.p[i] >= '0' && name.p[i] <= '9';

		if (!digit && count == 4 && v >= 1900 && v <= 2100)
			return v;
		v = digit && count < 9 ? v * 10 + (uint32_t)(name.p[i] - '0')
				       : 0;
		count = digit ? count + 1 : 0;
	}
	return 0;
}

static void years_of_report(struct outline *o, struct meta *m,
			    const struct date *date)
{
	uint32_t review = year_of_heads(o, SECTION_REVIEW);
	uint32_t plan = year_of_heads(o, SECTION_PLAN);
	struct date d;

	if (!plan && date_find(m->title, false, &d))
		plan = d.year;
	if (!plan)
		plan = date->year;
	if (!plan && review)
		plan = review + 1;
	if (!plan)
		plan = year_of_name(o->name);
	m->year = (uint16_t)plan;
	m->review_year = (uint16_t)(review ? review : plan ? plan - 1 : 0);
}

/* How often a year is named, up to two times. */
static int count_year(const struct outline *o, uint32_t year)
{
	struct buf b;
	ptrdiff_t at = -1;
	int count = 0;

	buf_init(&b, o->tmp);
	buf_addf(&b, "%u\xe5\xb9\xb4", year);
	while (count < 2 &&
	       (at = str_find(o->s, buf_str(&b), (size_t)(at + 1))) >= 0)
		count++;
	return count;
}

static void years_of_article(struct outline *o, struct meta *m,
			     const struct date *date)
{
	m->year = (uint16_t)date->year;
	if (!m->year) {
		m->year = (uint16_t)year_of_text(o);
		if (!m->year)
			m->year = (uint16_t)date_of_phrase(
				o->rules,
				str_sub(o->s, 0, utf8_cut(o->s, PHRASE_BYTES)));
		m->year_inferred = m->year > 0;
	}
	if (m->year && count_year(o, m->year - 1u) > 1)
		m->review_year = (uint16_t)(m->year - 1u);
}

void outline_meta(struct outline *o)
{
	struct meta *m = &o->report->meta;
	struct date date = {0};

	m->source = STR("");
	m->editor = o->reading ? shown(o, o->reading->editor) : STR("");
	m->kind = o->article ? KIND_ARTICLE : KIND_WORK_REPORT;
	find_title(o, m);
	find_told_title(o, m);
	find_source(o, m);
	find_speaker(o, m);
	find_date(o, m, &date);
	m->region = place_find(o, m->title, heading_lines(o));
	if (o->article)
		years_of_article(o, m, &date);
	else
		years_of_report(o, m, &date);
}
