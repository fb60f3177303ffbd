/*
 * Heads: blocks that are headings of their own, and marked sentences that
 * open a block. A head is taken where its form allows it and dropped where
 * its siblings are no headings: a row of measures, items of a list.
 */
#include "core/outline/glyph.h"
#include "core/outline/mark.h"
#include "core/outline/outline.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	SENTENCE_BACK = 8, /* blocks to look back for the broken sentence */
	HEAD_BYTES = 400,
	HEAD_MAX = 60,	/* characters of a marked heading */
	LEAD_MAX = 50,	/* of a marked sentence that opens a block */
	BARE_MAX = 30,	/* of a heading without a marker */
	BARE_WIDE = 75, /* the same where the page sets it apart */
	BARE_MIN = 3,
	TEXT_MIN = 25 /* of the paragraph below a bare heading */
};

static const struct block *next_body(const struct outline *o, size_t i)
{
	for (i++; i < o->end; i++)
		if (o->blocks.items[i].kind == PARA_BODY)
			return &o->blocks.items[i];
	return NULL;
}

static struct head *add_head(struct outline *o, size_t block, struct str s,
			     const char *rule)
{
	struct head *h = ARRAY_PUSH(o->tmp, &o->heads);

	h->off = (uint32_t)(s.p - o->s.p);
	h->len = (uint32_t)s.len;
	h->block = (uint32_t)block;
	h->rule = rule;
	return h;
}

/* 。 at the end does not belong to a title; ； does not end one. */
static struct str without_stop(struct str s)
{
	size_t body, end = scan_sentence(s, 0, &body);

	return end == s.len ? str_sub(s, 0, body) : s;
}

static bool is_one_sentence(struct str s)
{
	size_t body;
	uint32_t last = glyph_last(s);

	return scan_sentence(s, 0, &body) == s.len && last != 0xff1b &&
	       last != ';' && last != 0xff0c && last != ',' && last != 0x3001;
}

static bool has_semicolon(struct str s)
{
	return str_find(s, STR(";"), 0) >= 0 ||
	       str_find(s, STR("\xef\xbc\x9b"), 0) >= 0;
}

/* A marked line that is a heading as a whole. */
static bool marked_line(struct outline *o, size_t i, struct mark m)
{
	const struct block *b = &o->blocks.items[i];
	struct str s = scan_plain(o, block_str(o, b));
	struct head *h;
	uint32_t last = glyph_last(s);

	if (b->cps > HEAD_MAX || !is_one_sentence(s) || last == 0xff1a ||
	    last == ':')
		return false;
	if (m.len >= s.len || has_semicolon(s))
		return false;
	if (m.kind >= MARK_IS && scan_has_figure(o, str_sub(s, m.len, s.len)))
		return false;
	h = add_head(o, i, without_stop(s), "head.marked-line");
	h->mark = m;
	h->form = FORM_LINE;
	return true;
}

/* A marked sentence with its text behind it. */
static bool marked_lead(struct outline *o, size_t i, struct mark m)
{
	struct str s = scan_plain(o, block_str(o, &o->blocks.items[i])), lead;
	size_t body, end = scan_sentence(s, m.len, &body);
	struct head *h;

	if (end >= s.len || m.len >= body)
		return false;
	lead = str_sub(s, 0, body);
	if (has_semicolon(str_sub(lead, 0, HEAD_BYTES)))
		return false;
	if (glyph_count(lead) > LEAD_MAX ||
	    scan_has_figure(o, str_sub(lead, m.len, lead.len)))
		return false;
	h = add_head(o, i, scan_plain(o, lead), "head.marked-lead");
	h->mark = m;
	h->form = FORM_LEAD;
	return true;
}

/* What the markup says is a heading, as a heading of Markdown: the depth is
 * that of the markup. */
static bool told_line(struct outline *o, size_t i)
{
	const struct block *b = &o->blocks.items[i];
	struct head *h;

	if (!b->told || b->cps > BARE_WIDE)
		return false;
	h = add_head(o, i, without_stop(scan_plain(o, block_str(o, b))),
		     "head.told");
	h->mark = (struct mark){MARK_HASH, b->told, 0};
	h->form = FORM_LINE;
	return true;
}

static bool is_address(const struct outline *o, struct str s)
{
	return scan_cue_prefix(o, s, CUE_ADDRESS) > 0;
}

static bool is_closing(const struct outline *o, struct str s)
{
	return scan_cue_prefix(o, s, CUE_CLOSING) == s.len;
}

/* 一、 or （一） */
static bool begins_part(const struct outline *o, const struct block *b)
{
	enum mark_kind kind = mark_at(block_str(o, b), o->markdown).kind;

	return kind == MARK_HAN || kind == MARK_HAN_PAREN;
}

/* Does the paragraph before it break off in mid-sentence? Then a line that
 * the layout sets apart is a caption. */
static bool in_sentence(const struct outline *o, size_t i)
{
	for (size_t far = 0; i-- > o->body && far < SENTENCE_BACK; far++) {
		const struct block *b = &o->blocks.items[i];
		uint32_t last = glyph_last(block_str(o, b));

		if (b->kind != PARA_BODY || b->cps < TEXT_MIN)
			continue;
		return !glyph_is_closing(last) || glyph_is_comma(last);
	}
	return false;
}

/* 下面讲…: no heading, though it stands alone. */
static bool announces(const struct outline *o, struct str s)
{
	size_t len;

	return scan_word(&o->rules->lead[LEAD_ANNOUNCE], s, LEAD_ANNOUNCE,
			 &len) >= 0;
}

/* A short line alone that heads the paragraphs after it. */
static bool bare_line(struct outline *o, size_t i)
{
	const struct block *b = &o->blocks.items[i], *next = next_body(o, i);
	struct str s = scan_plain(o, block_str(o, b));
	uint32_t last = glyph_last(s);
	struct head *h;
	bool apart;

	if (!next)
		return false;
	apart = b->gap > o->gap && next->gap > o->gap;
	if (b->cps < BARE_MIN || b->cps > (apart ? BARE_WIDE : BARE_MAX) ||
	    is_address(o, s) || !is_one_sentence(s) || last == 0xff1a ||
	    last == ':')
		return false;
	if (next->cps < TEXT_MIN && !is_closing(o, s) && !begins_part(o, next))
		return false;
	if (glyph_ends_sentence(last) || (b->gap > o->gap && in_sentence(o, i)))
		return false;
	if (scan_has_figure(o, s) || announces(o, s) ||
	    (o->spaced && !next->gap))
		return false;
	h = add_head(o, i, s, apart ? "head.set-apart" : "head.bare-line");
	h->form = FORM_LINE;
	h->span = scan_cue_prefix(o, s, CUE_SPAN) > 0;
	return true;
}

/* 名词解释 */
static void notes_line(struct outline *o)
{
	const struct block *b = &o->blocks.items[o->notes];
	struct head *h = add_head(o, o->notes, block_str(o, b), "head.notes");

	h->form = FORM_LINE;
	h->closing = true;
}

void outline_heads(struct outline *o)
{
	for (size_t i = o->body; i < o->notes; i++) {
		const struct block *b = &o->blocks.items[i];
		struct mark m =
			mark_at(scan_plain(o, block_str(o, b)), o->markdown);

		if (b->kind != PARA_BODY)
			continue;
		if (m.kind)
			(void)(marked_line(o, i, m) || marked_lead(o, i, m));
		else
			(void)(told_line(o, i) || bare_line(o, i));
	}
	if (o->notes < o->end)
		notes_line(o);
}
