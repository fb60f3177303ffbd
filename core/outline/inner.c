/*
 * Topics inside a paragraph: short sentences that open a stretch on one
 * matter each. One alone is a measure among measures; several of a kind, with
 * long stretches between them, are headings.
 */
#include "core/outline/glyph.h"
#include "core/outline/lead.h"
#include "core/outline/mark.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	INNER_MIN = 4, /* characters */
	INNER_MAX = 16,
	INNER_AFTER = 30,  /* of its text */
	INNER_LATE = 3,	   /* sentences of introduction */
	INNER_SHARE = 60,  /* per cent of a block's that have enough text */
	INNER_MOST = 4096, /* sentences of a block; more are no topics */
	INNER_BYTES = 200, /* longer sentences are not looked at */
	TROUBLE_BYTES = 400,
	SIBLING_NEAR = 64, /* sentences to look ahead */
	LOOSE_COUNT = 3,   /* in a block without a heading of its own */
	LISTED_MAX = 40,   /* characters of 一是… */
	LISTED_AFTER = 40,
	COUPLET_MAX = 28,
	COUPLET_AFTER = 70,
	COUPLET_BEFORE = 60 /* characters of the block before it */
};

static bool fits_inner(const struct lead *l)
{
	return l->cps >= INNER_MIN && l->cps <= INNER_MAX && l->clauses == 1 &&
	       !l->narration && !l->figure && !l->event && !l->copula &&
	       !l->announce;
}

static bool looks_inner(const struct lead *l)
{
	return fits_inner(l) && (l->act || l->state);
}

/* A topic is short; a couplet and what is listed may be longer. */
static bool may_be_topic(const struct outline *o, const struct lead *l)
{
	uint32_t most = l->mark.kind ? INNER_BYTES
			: o->article ? COUPLET_MAX * 4
				     : INNER_MAX * 4;

	return l->len <= most;
}

/* All sentences of a block but the first that are short enough to look at;
 * `after` holds the characters up to the block's end. */
static void collect(struct outline *o, size_t i, size_t from, struct leads *all)
{
	const struct block *b = &o->blocks.items[i];
	struct str s = block_str(o, b);
	uint32_t left = 0, nth = 0;

	for (size_t at = from, body, end; at < s.len && all->n < INNER_MOST;
	     at = end) {
		struct lead *l;
		size_t begin = glyph_skip_blanks(s, at);

		end = scan_sentence(s, at, &body);
		nth += body > begin;
		if (begin >= body || body - begin > INNER_BYTES)
			continue;
		l = ARRAY_PUSH(o->tmp, all);
		l->off = b->off + (uint32_t)begin;
		l->len = (uint32_t)(body - begin);
		l->block = (uint32_t)i;
		l->form = FORM_INNER;
		l->mark = mark_at(str_sub(s, begin, body), false);
		if (l->mark.kind != MARK_IS && l->mark.kind != MARK_ORDINAL)
			l->mark = (struct mark){0};
		l->nth = nth;
		l->second = nth == 1;
		if (may_be_topic(o, l))
			lead_read(o, l);
	}
	left = glyph_count(str_sub(s, from, s.len));
	for (size_t k = 0, at = from; k < all->n; k++) {
		struct lead *l = &all->items[k];
		size_t to = l->off + l->len - b->off;

		left -= glyph_count(str_sub(s, at, to));
		l->after = left;
		at = to;
	}
}

static void keep(struct outline *o, struct leads *out, const struct lead *l,
		 uint32_t after, const char *rule)
{
	struct lead *k = ARRAY_PUSH(o->tmp, out);

	*k = *l;
	k->after = after;
	k->keep = true;
	k->rule = rule;
}

/* The text between a chosen one and the next, by walking from the end. */
static void measure(const struct leads *all, const bool *chosen, uint32_t *text)
{
	uint32_t next = 0;

	for (size_t k = all->n; k-- > 0;) {
		if (!chosen[k])
			continue;
		text[k] = all->items[k].after - next;
		next = all->items[k].after + all->items[k].cps;
	}
}

/* A short sentence that is no topic, yet could pass for one: where many of
 * them stand, the rest are measures, too. */
static bool disturbs(const struct lead *l)
{
	return l->cps >= INNER_MIN && l->cps <= INNER_MAX && l->clauses == 1 &&
	       !l->figure && !l->narration;
}

/* Topics stand at the start of a paragraph, behind an introduction of a
 * sentence or two; short sentences further down are measures. */
static bool begins_late(const struct leads *all, const bool *chosen,
			const uint32_t *text)
{
	for (size_t k = 0; k < all->n; k++)
		if (chosen[k] && text[k] >= INNER_AFTER)
			return all->items[k].nth > INNER_LATE;
	return true;
}

/* Keeps those of `all` that are chosen when enough of them have text. */
static void keep_stretches(struct outline *o, const struct leads *all,
			   const bool *chosen, size_t least, struct leads *out)
{
	uint32_t *text = arena_calloc(o->tmp, all->n + 1, sizeof(*text));
	size_t n = 0, good = 0;

	measure(all, chosen, text);
	for (size_t k = 0; k < all->n; k++) {
		n += chosen[k] || disturbs(&all->items[k]);
		good += chosen[k] && text[k] >= INNER_AFTER;
	}
	if (good < least || good * 100 < n * INNER_SHARE ||
	    (!o->topical && begins_late(all, chosen, text)))
		return;
	for (size_t k = 0; k < all->n; k++)
		if (chosen[k] && text[k] >= INNER_AFTER)
			keep(o, out, &all->items[k], text[k], "inner.topic");
}

/* The topics of a kind: those that begin with doing, or those that end with
 * a state, whichever there are more of. */
static bool *choose(struct outline *o, const struct leads *all)
{
	bool *chosen = arena_calloc(o->tmp, all->n + 1, sizeof(*chosen));
	size_t acts = 0, states = 0;

	for (size_t k = 0; k < all->n; k++) {
		const struct lead *l = &all->items[k];

		acts += looks_inner(l) && l->act;
		states += looks_inner(l) && l->state;
	}
	for (size_t k = 0; k < all->n; k++) {
		const struct lead *l = &all->items[k];

		chosen[k] =
			looks_inner(l) && (acts >= states ? l->act : l->state);
	}
	return chosen;
}

/* Those that only look like the chosen ones, where there is room for them. */
static void choose_siblings(struct outline *o, const struct leads *all,
			    bool *chosen)
{
	uint32_t *text = arena_calloc(o->tmp, all->n + 1, sizeof(*text));
	uint32_t next = 0, before = UINT32_MAX;

	measure(all, chosen, text);
	for (size_t k = 0; k < all->n; k++) {
		const struct lead *l = &all->items[k];

		next = 0;
		for (size_t j = k + 1; j < all->n && j < k + SIBLING_NEAR; j++)
			if (chosen[j]) {
				next = all->items[j].after + all->items[j].cps;
				break;
			}
		if (chosen[k]) {
			before = l->after;
		} else if (fits_inner(l) && l->after >= next + INNER_AFTER &&
			   before >= l->after + l->cps + INNER_AFTER) {
			chosen[k] = true;
			before = l->after;
		}
	}
}

/* Those that merely have the shape are topics, too, if one of them has the
 * words: where most chapters of the text hold topics, or where they begin
 * right behind the chapter's heading and leave each other room. */
static void find_by_shape(struct outline *o, const struct leads *all,
			  bool *chosen, struct leads *out)
{
	size_t sure = 0, n = 0, from = out->n;

	for (size_t k = 0; k < all->n; k++) {
		chosen[k] = fits_inner(&all->items[k]);
		n += chosen[k];
		sure += looks_inner(&all->items[k]);
	}
	if (!sure ||
	    (!o->topical && (n < 3 || !all->items[0].second || !chosen[0])))
		return;
	keep_stretches(o, all, chosen, 2, out);
	if (!o->topical && out->n - from < n)
		out->n = from;
}

static void find_topics(struct outline *o, const struct leads *all,
			size_t least, struct leads *out)
{
	bool *chosen = choose(o, all);
	size_t from = out->n;

	keep_stretches(o, all, chosen, least, out);
	if (out->n == from)
		find_by_shape(o, all, chosen, out);
	if (out->n == from)
		return;
	out->n = from;
	choose_siblings(o, all, chosen);
	keep_stretches(o, all, chosen, least, out);
}

/* 我们也清醒地看到…: what is listed behind it is no table of contents. */
static bool tells_trouble(const struct outline *o, const struct lead *l)
{
	const struct block *b = &o->blocks.items[l->block];
	size_t from = l->off > b->off + TROUBLE_BYTES ? l->off - TROUBLE_BYTES
						      : b->off;
	size_t len;

	return scan_cue(o, str_sub(o->s, from, l->off), CUE_TROUBLE, &len) >= 0;
}

/* 一是…。 二是…。 with text behind each of them. */
static bool find_listed(struct outline *o, const struct leads *all,
			uint32_t want, struct leads *out)
{
	uint32_t next;
	size_t from = out->n, least = want > 1 ? 1 : 2;

	for (size_t k = 0; k < all->n; k++) {
		const struct lead *l = &all->items[k];

		if (!l->mark.kind || l->mark.number != want)
			continue;
		if (l->cps > LISTED_MAX || l->figure)
			break;
		if (want == 1 && tells_trouble(o, l))
			break;
		keep(o, out, l, l->after, "inner.listed");
		want++;
	}
	for (size_t k = out->n; k-- > from;) {
		next = k + 1 < out->n
			       ? out->items[k + 1].after + out->items[k + 1].cps
			       : 0;
		if (out->n - from < least ||
		    out->items[k].after < next + LISTED_AFTER) {
			out->n = from;
			return false;
		}
	}
	return out->n > from;
}

/* Press pages turn to a matter with a couplet: 守好…，管住…。 */
static void find_couplet(struct outline *o, const struct leads *all,
			 size_t block, struct leads *out)
{
	const struct block *b = &o->blocks.items[block];

	for (size_t k = 0; k < all->n && k < 3; k++) {
		const struct lead *l = &all->items[k];
		struct str before = str_sub(o->s, b->off, l->off);
		uint32_t longest, parts = scan_clauses(str_sub(o->s, l->off,
							       l->off + l->len),
						       &longest);

		if (parts != 2 || l->cps > COUPLET_MAX || l->figure ||
		    l->narration || longest * 2 > l->cps + 4 ||
		    l->after < COUPLET_AFTER ||
		    glyph_count(before) > COUPLET_BEFORE)
			continue;
		keep(o, out, l, l->after, "inner.couplet");
		return;
	}
}

void lead_find_inner(struct outline *o, size_t i, const struct head *own,
		     uint32_t below, struct leads *out)
{
	struct leads all = {0};
	bool led = own != NULL;
	size_t from = own ? own->off + own->len - o->blocks.items[i].off : 0;
	bool listed = led && (own->mark.kind == MARK_IS ||
			      own->mark.kind == MARK_ORDINAL);
	uint32_t want = listed ? own->mark.number + 1 : 1;
	size_t body;

	if (!led)
		from = scan_sentence(block_str(o, &o->blocks.items[i]), from,
				     &body);
	collect(o, i, from, &all);
	if (!all.n || all.n == INNER_MOST || find_listed(o, &all, want, out))
		return;
	if (led && all.n == 1 && below >= INNER_AFTER &&
	    looks_inner(&all.items[0]) && !all.items[0].after) {
		keep(o, out, &all.items[0], below, "inner.last");
		return;
	}
	if (o->article && !led)
		find_couplet(o, &all, i, out);
	else
		find_topics(o, &all, led ? 2 : LOOSE_COUNT, out);
}
