/*
 * Series of marked sentences: 一…二…三… of one kind, closed by 。 or with their
 * text behind them. Where the first one is no heading, or most are none, it
 * is a list and none of them is one. (Headings on lines of their own without
 * 。 are sure and not asked.)
 */
#include "core/outline/glyph.h"
#include "core/outline/mark.h"
#include "core/outline/scan.h"

enum {
	SERIES_SHARE = 60 /* per cent of its numbers that must be there */
};

struct series {
	size_t first, last; /* heads */
	uint32_t begin, number, count;
};

static bool is_closed(const struct outline *o, const struct head *h)
{
	size_t n;

	if (h->form == FORM_LINE &&
	    (h->mark.kind == MARK_HAN_PAREN || h->mark.kind == MARK_ORDINAL))
		return false;
	return h->form != FORM_LINE ||
	       glyph_at(o->s, h->off + h->len, &n) == 0x3002;
}

static bool is_listed(const struct outline *o, const struct head *h)
{
	return h->mark.kind >= MARK_HAN && h->mark.kind < MARK_DASH &&
	       is_closed(o, h);
}

/* Does its block go on with the next number (一是… 二是… in one paragraph)? */
static bool goes_on_inside(const struct outline *o, const struct head *h)
{
	struct str s = block_str(o, &o->blocks.items[h->block]);
	size_t at = h->off + h->len - o->blocks.items[h->block].off, body;

	while ((at = scan_sentence(s, at, &body)) < s.len) {
		struct mark m = mark_at(
			str_sub(s, glyph_skip_blanks(s, at), s.len), false);

		if (m.kind == h->mark.kind && m.number == h->mark.number + 1)
			return true;
	}
	return false;
}

static void end_series(struct outline *o, struct series *s, enum mark_kind kind)
{
	bool whole =
		s->begin == 1 && s->count * 100 >= s->number * SERIES_SHARE;

	if (whole && s->count == 1)
		whole = goes_on_inside(o, &o->heads.items[s->first]);

	if (s->count && !whole)
		for (size_t i = s->first; i <= s->last; i++)
			if (o->heads.items[i].mark.kind == kind &&
			    is_listed(o, &o->heads.items[i]))
				o->heads.items[i].drop = true;
	*s = (struct series){0};
}

/* A line of a higher kind ends the series of the lower ones. */
static void end_below(struct outline *o, struct series *all,
		      enum mark_kind kind)
{
	for (size_t k = kind; k < MARK_DASH; k++)
		end_series(o, &all[k], (enum mark_kind)k);
}

static void add_to(struct series *s, size_t i, uint32_t number)
{
	if (!s->count++) {
		s->first = i;
		s->begin = number;
	}
	s->last = i;
	s->number = number;
}

void outline_series(struct outline *o)
{
	struct series all[MARK_COUNT] = {0};
	size_t kept = 0;

	for (size_t i = 0; i < o->heads.n; i++) {
		struct head *h = &o->heads.items[i];
		enum mark_kind kind = h->mark.kind;

		if (!is_listed(o, h)) {
			if (h->form == FORM_LINE)
				end_below(o, all,
					  kind < MARK_HAN ? MARK_HAN : kind);
			continue;
		}
		if (h->mark.number <= all[kind].number)
			end_series(o, &all[kind], kind);
		add_to(&all[kind], i, h->mark.number);
	}
	end_below(o, all, MARK_HAN);
	for (size_t i = 0; i < o->heads.n; i++)
		if (!o->heads.items[i].drop)
			o->heads.items[kept++] = o->heads.items[i];
	o->heads.n = kept;
}
