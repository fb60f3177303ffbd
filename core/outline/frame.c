/*
 * The frame around a text: what stands before its first paragraph (title,
 * meeting, speaker, source, menus, captions) and after its last one (share
 * bars, links, licence notes). Front and end are judged block by block, each
 * by the first rule that holds.
 */
#include "core/base/utf8.h"
#include "core/outline/date.h"
#include "core/outline/glyph.h"
#include "core/outline/mark.h"
#include "core/outline/outline.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	FRONT_MAX = 60, /* blocks that may stand before the text */
	BODY_LINE = 40, /* characters of a first paragraph */
	SHORT_LINE = 30,
	SPEAKER_MAX = 24,
	MENU_WORD = 12,	   /* characters between two bars */
	FOOT_UNKNOWN = 12, /* lines of a foot that no rule knows */
	NOTES_MAX = 12,
	LINK_MAX = 60 /* behind the text a line that short is a link */
};

static struct block *block_at(const struct outline *o, size_t i)
{
	return &o->blocks.items[i];
}

static void set_kind(struct block *b, enum para_kind kind, const char *rule)
{
	b->kind = (uint8_t)kind;
	b->rule = rule;
}

static bool has_page(const struct outline *o, struct str s, enum page_class c)
{
	size_t len;

	return scan_word(&o->rules->page, s, c, &len) >= 0;
}

static bool has_cue(const struct outline *o, struct str s, enum cue_class c)
{
	size_t len;

	return scan_cue(o, s, c, &len) >= 0;
}

/* 首页 | 要闻 | 专题: short words parted by bars or arrows. */
static bool is_menu_bar(struct str s)
{
	size_t n, parts = 0, run = 0;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);

		if (cp == '|' || cp == 0xff5c || cp == '>' || cp == 0xff1e ||
		    cp == 0x203a) {
			parts++;
			run = 0;
		} else if (!glyph_is_blank(cp) && ++run > MENU_WORD) {
			return false;
		}
	}
	return parts >= 2;
}

/* A line made of menu words, digits and signs alone. */
static bool is_furniture(const struct outline *o, struct str s)
{
	size_t n, words = 0, signs = 0;

	if (is_menu_bar(s))
		return true;
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);
		size_t len;

		if (wordmap_match(&o->rules->page, s, i, &len) ==
		    PAGE_FURNITURE) {
			n = len;
			words++;
		} else if (glyph_is_han(cp) ||
			   (cp < 128 && cp > 0x40 &&
			    strchr("[]{}|~^_`\\", (int)cp) == NULL)) {
			return false;
		} else {
			signs++;
		}
	}
	return words > 0 || (signs > 0 && glyph_count(s) <= 3 &&
			     glyph_digit(glyph_at(s, 0, &n)) < 0);
}

/* Digits, signs and 年月日时分 alone, with a year in them. */
static bool is_date_line(struct str s)
{
	static const uint32_t units[] = {0x5e74, 0x6708, 0x65e5, 0x65f6,
					 0x5206, 0x79d2, '-',	 ':',
					 '/',	 '.',	 0xff1a, 0};
	size_t n;
	int digits = 0;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);
		const uint32_t *u = units;

		if (glyph_digit(cp) >= 0) {
			digits++;
			continue;
		}
		while (*u && *u != cp)
			u++;
		if (!*u && !glyph_is_blank(cp))
			return false;
	}
	return digits >= 6;
}

/* 来源：… 时间：… a date alone; in brackets, too. */
static bool is_publication(const struct outline *o, struct str s)
{
	size_t n;
	uint32_t cp = glyph_at(s, 0, &n);

	if (cp == '(' || cp == 0xff08)
		s = str_sub(s, n, s.len);
	if (is_date_line(s))
		return true;
	n = scan_prefix(&o->rules->page, s, PAGE_SOURCE);
	if (!n)
		n = scan_prefix(&o->rules->page, s, PAGE_DATE);
	if (!n)
		return false;
	cp = glyph_at(s, glyph_skip_blanks(s, n), &n);
	return cp == ':' || cp == 0xff1a;
}

static bool ends_text(struct str s)
{
	uint32_t cp = glyph_last(s);

	return glyph_ends_sentence(cp) || cp == 0xff1a || cp == ':' ||
	       cp == 0x201d;
}

static bool is_image(const struct outline *o, struct str s)
{
	size_t len;
	ptrdiff_t at = scan_word(&o->rules->page, s, PAGE_IMAGE, &len);

	return at >= 0 && (size_t)at + len == s.len;
}

/* 本报记者 … 摄 */
static bool is_photo(const struct outline *o, const struct block *b)
{
	return b->cps < 100 && b->first <= b->len &&
	       has_page(o, block_str(o, b), PAGE_PHOTO) &&
	       !has_page(o, block_str(o, b), PAGE_NOTES);
}

static bool is_meeting(const struct outline *o, const struct block *b)
{
	return b->cps <= LINK_MAX &&
	       has_cue(o, scan_no_blanks(o->tmp, block_str(o, b)),
		       CUE_MEETING) &&
	       !ends_text(block_str(o, b));
}

static bool is_speaker(const struct outline *o, const struct block *b)
{
	size_t len;

	return b->cps <= SPEAKER_MAX && !ends_text(block_str(o, b)) &&
	       scan_word(&o->rules->people,
			 scan_no_blanks(o->tmp, block_str(o, b)), 1, &len) >= 0;
}

/* Nothing, a year, or words that end like the name of a place? */
static bool names_place(const struct outline *o, struct str s)
{
	static const struct str nian = {"\xe5\xb9\xb4", 3};
	size_t len;

	if (s.len == 0 || str_has_suffix(s, nian))
		return true;
	for (size_t i = utf8_prev(s, s.len);; i = utf8_prev(s, i)) {
		if (wordmap_match(&o->rules->places, s, i, &len) ==
			    PLACE_SUFFIX &&
		    i + len == s.len)
			return true;
		if (i == 0 || s.len - i > 15)
			return false;
	}
}

/* Is it 政府工作报告, with no more than place and year before it? */
static bool is_report_title(const struct outline *o, const struct block *b)
{
	struct str s = scan_no_blanks(o->tmp, block_str(o, b));
	size_t len;
	ptrdiff_t at = scan_cue(o, s, CUE_TITLE, &len);

	return at >= 0 && b->cps <= SHORT_LINE &&
	       names_place(o, str_sub(s, 0, (size_t)at)) &&
	       ((size_t)at + len == s.len ||
		str_sub(s, (size_t)at + len, s.len).p[0] == '(' ||
		str_has_prefix(str_sub(s, (size_t)at + len, s.len),
			       STR("\xef\xbc\x88")));
}

static bool is_address(const struct outline *o, const struct block *b)
{
	return b->cps <= 10 && scan_cue_prefix(o, block_str(o, b), CUE_ADDRESS);
}

/* A block that can only belong to the text. */
static bool begins_text(const struct outline *o, const struct block *b)
{
	struct str s = block_str(o, b);
	struct mark m = mark_at(s, true);

	if (is_address(o, b))
		return true;
	if (is_photo(o, b) || is_publication(o, s) || is_image(o, s))
		return false;
	if (m.kind == MARK_HAN || m.kind == MARK_HAN_PAREN ||
	    (m.kind == MARK_HASH && m.number > 1))
		return true;
	return b->cps >= BODY_LINE && (ends_text(s) || b->cps >= LINK_MAX) &&
	       !is_meeting(o, b);
}

static size_t find_body(const struct outline *o)
{
	size_t most = o->blocks.n < FRONT_MAX ? o->blocks.n : FRONT_MAX;

	for (size_t i = 0; i < most; i++)
		if (is_address(o, block_at(o, i)))
			return i;
	for (size_t i = 0; i < most; i++)
		if (begins_text(o, block_at(o, i)))
			return i;
	return 0;
}

/* The block that names the report: the last one that is 政府工作报告 with its
 * place and year alone, else a Markdown title, else the first line that is
 * no menu. */
static size_t find_title(const struct outline *o)
{
	size_t first = o->blocks.n;

	for (size_t i = o->body; i-- > 0;)
		if (is_report_title(o, block_at(o, i)))
			return i;
	if (o->told_title < o->body)
		return o->told_title;
	for (size_t i = 0; i < o->body; i++) {
		struct str s = block_str(o, block_at(o, i));
		struct mark m = mark_at(s, true);

		if (m.kind == MARK_HASH && m.number == 1)
			return i;
		if (first == o->blocks.n && block_at(o, i)->cps >= 8 &&
		    !is_furniture(o, s) && !is_publication(o, s) &&
		    !is_image(o, s))
			first = i;
	}
	return first;
}

/* What stands below a bare label (来源：) is its value. */
static bool is_value(const struct outline *o, size_t i)
{
	struct str s;
	uint32_t last;

	if (i == 0)
		return false;
	s = block_str(o, block_at(o, i - 1));
	last = glyph_last(s);
	return (last == ':' || last == 0xff1a) &&
	       block_at(o, i - 1)->cps <= 6 && is_publication(o, s);
}

static void judge_front(struct outline *o, size_t i)
{
	struct block *b = block_at(o, i);
	struct str s = block_str(o, b);
	bool below = i > 0 && is_image(o, block_str(o, b - 1));
	struct date date;
	bool dated =
		b->cps < LINK_MAX && !ends_text(s) && date_find(s, true, &date);

	if (i == o->title)
		set_kind(b, PARA_TITLE, "front.title");
	else if (is_image(o, s))
		set_kind(b, PARA_BOILERPLATE, "front.image-name");
	else if (is_furniture(o, s))
		set_kind(b, PARA_BOILERPLATE, "front.furniture");
	else if (is_publication(o, s) || is_value(o, i))
		set_kind(b, PARA_BOILERPLATE, "front.publication");
	else if (dated && !o->article && i > o->title)
		set_kind(b, PARA_TITLE, "front.meeting");
	else if (dated && b->cps < BODY_LINE)
		set_kind(b, PARA_BOILERPLATE, "front.publication");
	else if (below || is_photo(o, b))
		set_kind(b, PARA_CAPTION, "front.photo");
	else if (is_meeting(o, b))
		set_kind(b, PARA_TITLE, "front.meeting");
	else if (is_speaker(o, b) && i > o->title)
		set_kind(b, PARA_TITLE, "front.speaker");
	else if (i < o->title && b->cps < SHORT_LINE)
		set_kind(b, PARA_BOILERPLATE, "front.before-title");
	else if (b->cps <= SHORT_LINE + 10 && !ends_text(s))
		set_kind(b,
			 b->gap > o->gap + 1 || i + 1 == o->body ? PARA_CAPTION
								 : PARA_KICKER,
			 "front.short-line");
}

static bool is_tail(const struct outline *o, struct str s)
{
	return scan_prefix(&o->rules->page, s, PAGE_TAIL) > 0;
}

/* A line that no foot has: a marked heading, a sentence of some length. */
static bool is_prose(struct str s, const struct block *b)
{
	enum mark_kind kind = mark_at(s, true).kind;

	return b->cps > LINK_MAX * 3 || (b->cps > LINK_MAX && ends_text(s)) ||
	       kind == MARK_HASH || kind == MARK_HAN || kind == MARK_HAN_PAREN;
}

/* Where the text ends: at the first line of the page's foot. Looked for from
 * the end, over lines that could belong to a foot, so that a word of the foot
 * inside the text does not cut it. */
static size_t find_end(const struct outline *o)
{
	size_t end = o->blocks.n, unknown = 0;

	for (size_t i = end; i-- > o->body;) {
		struct block *b = block_at(o, i);
		struct str s = block_str(o, b);

		if (is_tail(o, s) || is_furniture(o, s) ||
		    is_publication(o, s)) {
			end = i;
			unknown = 0;
		} else if (is_prose(s, b) || ++unknown > FOOT_UNKNOWN) {
			break;
		}
	}
	return end;
}

/* The line that heads an appendix of notes. */
static size_t find_notes(const struct outline *o)
{
	for (size_t i = o->body; i < o->end; i++) {
		const struct block *b = block_at(o, i);

		if (b->cps <= NOTES_MAX &&
		    scan_prefix(&o->rules->page, block_str(o, b), PAGE_NOTES))
			return i;
	}
	return o->end;
}

/* Is it spoken to 各位代表, if not at its start? */
static bool is_speech(const struct outline *o)
{
	size_t times = 0;

	for (size_t i = 0; i < o->blocks.n && times < 2; i++)
		times += scan_cue_prefix(o, block_str(o, block_at(o, i)),
					 CUE_ADDRESS) > 0;
	return times >= 2;
}

void outline_frame(struct outline *o)
{
	size_t n = o->blocks.n;

	o->body = (uint32_t)find_body(o);
	o->title = (uint32_t)find_title(o);
	o->article =
		!is_speech(o) &&
		!(o->title < n && is_report_title(o, block_at(o, o->title))) &&
		!(o->body < n && is_address(o, block_at(o, o->body)));
	for (size_t i = 0; i < o->body; i++)
		judge_front(o, i);
	o->end = (uint32_t)find_end(o);
	for (size_t i = o->end; i < n; i++)
		set_kind(block_at(o, i), PARA_BOILERPLATE, "end.foot");
	o->notes = (uint32_t)find_notes(o);
	for (size_t i = o->body; i < o->end; i++) {
		struct block *b = block_at(o, i);

		if (is_image(o, block_str(o, b)))
			set_kind(b, PARA_BOILERPLATE, "image-name");
		else if (b->cps < SHORT_LINE * 2 && is_photo(o, b) &&
			 !mark_at(block_str(o, b), true).kind)
			set_kind(b, PARA_CAPTION, "photo-credit");
	}
}
