/*
 * Cutting a report into units, and its characters out of white space. A
 * paragraph is folded once; a unit ends behind 。！？； and what closes there,
 * a very long one at a comma, and in the end anywhere.
 */
#include <assert.h>

#include "core/base/fold.h"
#include "core/base/utf8.h"
#include "core/diff_parts.h"

enum {
	LONG_AT = 300,	 /* characters: from here on a comma ends a unit */
	LONG_MOST = 600, /* and from here on anything */
	STOP = 0x3002	 /* 。 */
};

static_assert((int)LONG_MOST <= (int)WORDS_UNIT_MOST,
	      "a unit fits the phrase table");

struct cutter {
	struct diff_work *w;
	struct diff_work_side *side;
	uint32_t para;
	uint32_t end;	       /* bytes: where the paragraph ends */
	uint32_t section;      /* index in diff_side.sections */
	uint32_t next;	       /* first section whose heading is not cut yet */
	struct diff_unit unit; /* being cut; n characters so far: */
	uint32_t n;
	bool ended, quoted;
};

static bool is_ender(uint32_t cp)
{
	return cp == STOP || cp == 0x2026 || cp == '!' || cp == '?' ||
	       cp == ';';
}

/* Folded: brackets are half width. */
static bool is_closer(uint32_t cp, bool quoted)
{
	switch (cp) {
	case 0x201d: /* ” ’ 」 』 》 〉 】 〕 */
	case 0x2019:
	case 0x300d:
	case 0x300f:
	case 0x300b:
	case 0x3009:
	case 0x3011:
	case 0x3015:
	case ')':
	case ']':
	case '}':
		return true;
	case '"':
		return quoted;
	default:
		return false;
	}
}

/* Ends the unit at byte `to`. */
static void end_unit(struct cutter *c, uint32_t to)
{
	struct diff_side *out = c->side->out;
	struct diff_section *section = &out->sections.items[c->section];
	struct diff_stretch *words;

	if (c->n == 0)
		return;
	c->unit.len = to - c->unit.off;
	words = ARRAY_PUSH(&c->w->temp, &c->side->words);
	words->n = c->n;
	words->from = (uint32_t)c->side->chars.n - c->n;
	if (section->n_units++ == 0)
		section->unit = (uint32_t)out->units.n;
	*ARRAY_PUSH(c->w->keep, &out->units) = c->unit;
	c->n = 0;
	c->ended = c->quoted = false;
}

static bool is_too_long(const struct cutter *c, uint32_t last)
{
	return c->n >= LONG_MOST || (c->n >= LONG_AT && last == ',');
}

static void put_char(struct cutter *c, uint32_t cp, uint32_t off)
{
	uint32_t last =
		c->n ? c->side->chars.items[c->side->chars.n - 1].cp : 0;

	if (c->n && !c->unit.heading &&
	    ((c->ended && !is_ender(cp) && !is_closer(cp, c->quoted)) ||
	     is_too_long(c, last)))
		end_unit(c, off);
	if (c->n == 0) {
		c->unit.off = off;
		c->unit.para = c->para;
		c->unit.section = c->section;
		c->unit.mate = DIFF_NONE;
	}
	if (cp == '"')
		c->quoted = !c->quoted;
	c->ended |= is_ender(cp);
	/* what ends in 。 now ended in ； then, and says the same */
	*ARRAY_PUSH(&c->w->temp, &c->side->chars) =
		(struct diff_char){cp == ';' ? STOP : cp, off};
	c->n++;
}

/* The end of a heading's unit: with the 。 or ： behind it. */
static uint32_t heading_end(const struct report *r, const struct section *s)
{
	struct str all = r->text.bytes;
	size_t at = (size_t)s->off + s->len, n;

	while (at < all.len) {
		uint32_t cp = utf8_decode(all, at, &n);

		if (cp != 0x3002 && cp != 0xff1a && cp != ':')
			break;
		at += n;
	}
	return (uint32_t)at;
}

/* Steps into the sections whose headings begin at or before byte `off`. */
static void enter_sections(struct cutter *c, uint32_t off)
{
	const struct report *r = c->side->out->report;

	while (c->next < r->sections.n &&
	       r->sections.items[c->next].off <= off) {
		end_unit(c, r->sections.items[c->next].off);
		c->section = ++c->next;
		c->unit.heading = true;
	}
	if (c->unit.heading &&
	    off >= heading_end(r, &r->sections.items[c->section - 1])) {
		end_unit(c, off);
		c->unit.heading = false;
	}
}

static void cut_para(struct cutter *c, const struct para *p)
{
	struct str all = c->side->out->report->text.bytes;
	struct arena scratch = {0};
	struct folded f;
	size_t n;

	fold(&f, &scratch, str_sub(all, p->off, (size_t)p->off + p->len));
	for (size_t i = 0; i < f.bytes.len; i += n) {
		uint32_t cp = utf8_decode(f.bytes, i, &n);
		uint32_t off = p->off + f.from[i];

		enter_sections(c, off);
		put_char(c, cp, off);
	}
	end_unit(c, p->off + p->len);
	arena_release(&scratch);
}

/* Blanks at a unit's end are none of it. */
static void trim_units(struct diff_side *s)
{
	for (size_t i = 0; i < s->units.n; i++) {
		struct diff_unit *u = &s->units.items[i];
		struct str text = str_sub(s->report->text.bytes, u->off,
					  (size_t)u->off + u->len);

		u->len = (uint32_t)str_trim(text).len;
	}
}

void diff_cut(struct diff_work *w, enum diff_which which)
{
	struct diff_side *out = &w->out->side[which];
	struct cutter c = {.w = w, .side = &w->side[which]};
	const struct report *r = out->report;

	c.side->out = out;
	for (size_t i = 0; i <= r->sections.n; i++)
		ARRAY_PUSH(w->keep, &out->sections)->mate = DIFF_NONE;
	for (c.para = 0; c.para < r->paras.n; c.para++) {
		const struct para *p = &r->paras.items[c.para];

		if (p->kind == PARA_BODY || p->kind == PARA_HEADING)
			cut_para(&c, p);
	}
	trim_units(out);
}
