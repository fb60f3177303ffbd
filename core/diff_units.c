/*
 * Aligning units. In every pair of sections the alike units that stand in the
 * same order are chained, the chain with the most in common winning; then what
 * is left over is paired anywhere, the most alike first: that has been moved.
 */
#include <stdlib.h>

#include "core/diff_parts.h"

enum {
	ENOUGH_HERE = 270,   /* likeness in aligned sections */
	ENOUGH_NEAR = 380,   /* in sections whose parents are aligned */
	ENOUGH_FAR = 480,    /* anywhere */
	ENOUGH_ACROSS = 700, /* what is planned with what is done */
	SHORT = 6, /* characters: too few to be looked for elsewhere */
};

struct chain_link {
	uint32_t home, a, b, like;
	uint64_t sum; /* of the best chain that ends here */
	uint32_t before;
};

/* The best chain that ends at or before a place, by place: a Fenwick tree. */
struct best_until {
	uint32_t *link; /* + 1, 0 = none */
	uint32_t n;
};

/* Where a section's text belongs: the nearest section with a mate, itself or
 * around it, so that a topic that was dissolved into its chapter is found
 * there. The pair's index on the old side, or DIFF_NONE. */
static uint32_t home_of(const struct diff *d, int side, uint32_t section)
{
	const struct diff_side *s = &d->side[side];
	uint32_t at = section;

	while (at && s->sections.items[at].mate == DIFF_NONE)
		at = diff_section_parent(s, at);
	if (at == 0 && section)
		return DIFF_NONE;
	return side == 0 ? at : s->sections.items[at].mate;
}

/* The home around a home, given by its index on the old side. */
static uint32_t around(const struct diff *d, int side, uint32_t home)
{
	uint32_t parent;

	if (home == DIFF_NONE)
		return DIFF_NONE - 1 - (uint32_t)side; // like no other
	if (side == 1)
		home = d->side[0].sections.items[home].mate;
	parent = diff_section_parent(&d->side[side], home);
	return parent ? home_of(d, side, parent) : 0;
}

static uint32_t best_before(const struct best_until *t,
			    const struct chain_link *links, uint32_t at)
{
	uint32_t best = 0;

	for (; at; at -= at & (~at + 1))
		if (t->link[at] &&
		    (!best || links[t->link[at] - 1].sum > links[best - 1].sum))
			best = t->link[at];
	return best;
}

static void put_best(struct best_until *t, const struct chain_link *links,
		     uint32_t at, uint32_t link)
{
	for (; at <= t->n; at += at & (~at + 1))
		if (!t->link[at] ||
		    links[t->link[at] - 1].sum < links[link].sum)
			t->link[at] = link + 1;
}

static void forget_best(struct best_until *t, uint32_t at)
{
	for (; at <= t->n; at += at & (~at + 1))
		t->link[at] = 0;
}

static void join(struct diff *d, uint32_t a, uint32_t b, bool moved)
{
	struct diff_unit *x = &d->side[0].units.items[a];
	struct diff_unit *y = &d->side[1].units.items[b];

	x->mate = b;
	y->mate = a;
	x->moved = y->moved = moved;
}

static bool is_free(const struct diff *d, uint32_t a, uint32_t b)
{
	return d->side[0].units.items[a].mate == DIFF_NONE &&
	       d->side[1].units.items[b].mate == DIFF_NONE;
}

/* Headings go with their sections. */
static void join_headings(struct diff *d)
{
	for (uint32_t i = 1; i < d->side[0].sections.n; i++) {
		const struct diff_section *a = &d->side[0].sections.items[i];
		const struct diff_section *b;

		if (a->mate == DIFF_NONE || a->n_units == 0)
			continue;
		b = &d->side[1].sections.items[a->mate];
		if (b->n_units && d->side[0].units.items[a->unit].heading &&
		    d->side[1].units.items[b->unit].heading)
			join(d, a->unit, b->unit, false);
	}
}

/* Chains what lies at one home: links rise by a, and fall by b where a is the
 * same, so that no unit is taken twice. */
static void chain(struct diff *d, struct chain_link *links, uint32_t n,
		  struct best_until *best)
{
	uint32_t last;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t like = links[i].like;

		links[i].before = best_before(best, links, links[i].b);
		/* squared: one good pair is worth more than two poor ones */
		links[i].sum = like * like;
		if (links[i].before)
			links[i].sum += links[links[i].before - 1].sum;
		put_best(best, links, links[i].b + 1, i);
	}
	for (last = best_before(best, links, best->n); last;
	     last = links[last - 1].before)
		join(d, links[last - 1].a, links[last - 1].b, false);
	for (uint32_t i = 0; i < n; i++)
		forget_best(best, links[i].b + 1);
}

static int by_home(const void *x, const void *y)
{
	const struct chain_link *p = x, *q = y;

	if (p->home != q->home)
		return p->home < q->home ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b == q->b ? 0 : p->b > q->b ? -1 : 1;
}

static int by_likeness(const void *x, const void *y)
{
	const struct near_pair *p = x, *q = y;

	if (p->like != q->like)
		return p->like > q->like ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b == q->b ? 0 : p->b < q->b ? -1 : 1;
}

/* What two units must have in common to be a pair. */
static uint32_t enough_for(const struct diff_work *w, const struct near_pair *p)
{
	const struct diff *d = w->out;
	const struct diff_unit *a = &d->side[0].units.items[p->a];
	const struct diff_unit *b = &d->side[1].units.items[p->b];
	unsigned time_a = diff_section_time(&d->side[0], a->section);
	unsigned time_b = diff_section_time(&d->side[1], b->section);
	uint32_t home_a = home_of(d, 0, a->section);
	uint32_t home_b = home_of(d, 1, b->section);
	bool is_short = w->side[0].words.items[p->a].n < SHORT ||
			w->side[1].words.items[p->b].n < SHORT;

	if (a->heading || b->heading)
		return UINT32_MAX;
	if (home_a != DIFF_NONE && home_a == home_b)
		return is_short ? ENOUGH_ACROSS : ENOUGH_HERE;
	if (is_short)
		return UINT32_MAX;
	if (time_a && time_b && time_a != time_b)
		return ENOUGH_ACROSS;
	return around(d, 0, home_a) == around(d, 1, home_b) ? ENOUGH_NEAR
							    : ENOUGH_FAR;
}

static void chain_all(struct diff_work *w, const struct near_pairs *pairs)
{
	struct diff *d = w->out;
	struct chain_link *links =
		arena_calloc(&w->temp, pairs->n + 1, sizeof(*links));
	struct best_until best = {.n = (uint32_t)d->side[1].units.n};
	uint32_t n = 0, from;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct near_pair *p = &pairs->items[i];
		uint32_t a = d->side[0].units.items[p->a].section;
		uint32_t b = d->side[1].units.items[p->b].section;
		uint32_t home = home_of(d, 0, a);

		if (home != DIFF_NONE && home == home_of(d, 1, b) &&
		    is_free(d, p->a, p->b) && p->like >= enough_for(w, p))
			links[n++] = (struct chain_link){.home = home,
							 .a = p->a,
							 .b = p->b,
							 .like = p->like};
	}
	if (n)
		qsort(links, n, sizeof(*links), by_home);
	best.link = arena_calloc(&w->temp, best.n + 1u, sizeof(uint32_t));
	for (uint32_t i = 0; i < n;) {
		for (from = i; i < n && links[i].home == links[from].home;)
			i++;
		chain(d, links + from, i - from, &best);
	}
}

static void move_rest(struct diff_work *w, struct near_pairs *pairs)
{
	struct diff *d = w->out;

	if (pairs->n)
		qsort(pairs->items, pairs->n, sizeof(*pairs->items),
		      by_likeness);
	for (size_t i = 0; i < pairs->n; i++) {
		const struct near_pair *p = &pairs->items[i];

		if (is_free(d, p->a, p->b) && p->like >= enough_for(w, p))
			join(d, p->a, p->b, true);
	}
}

static bool same_words(const struct diff_work *w, uint32_t a, uint32_t b)
{
	struct diff_stretch x = w->side[0].words.items[a];
	struct diff_stretch y = w->side[1].words.items[b];

	for (uint32_t i = 0; x.n == y.n && i < x.n; i++)
		if (w->side[0].chars.items[x.from + i].cp !=
		    w->side[1].chars.items[y.from + i].cp)
			return false;
	return x.n == y.n;
}

/* Sentences that an index of rare pairs cannot find: too short, or made of
 * what everybody says. The same words at the same place of a section. */
static void join_neighbours(struct diff_work *w)
{
	struct diff *d = w->out;
	const struct diff_side *a = &d->side[0], *b = &d->side[1];

	for (uint32_t i = 0; i + 1 < a->units.n; i++) {
		uint32_t mate = a->units.items[i].mate;

		if (mate == DIFF_NONE || a->units.items[i].moved ||
		    mate + 1 >= b->units.n || !is_free(d, i + 1, mate + 1))
			continue;
		if (a->sections.items[a->units.items[i + 1].section].mate ==
			    b->units.items[mate + 1].section &&
		    same_words(w, i + 1, mate + 1))
			join(d, i + 1, mate + 1, false);
	}
}

static void name_kinds(struct diff_work *w)
{
	struct diff *d = w->out;

	for (int s = 0; s < DIFF_SIDES; s++) {
		for (uint32_t i = 0; i < d->side[s].units.n; i++) {
			struct diff_unit *u = &d->side[s].units.items[i];
			uint32_t a = s == 0 ? i : u->mate;
			uint32_t b = s == 0 ? u->mate : i;

			if (u->mate == DIFF_NONE)
				u->kind = s == 0 ? DIFF_GONE : DIFF_NEW;
			else if (!same_words(w, a, b))
				u->kind = DIFF_REWORDED;
			else
				u->kind = u->moved ? DIFF_MOVED : DIFF_SAME;
		}
	}
}

void diff_match_units(struct diff_work *w)
{
	struct near_docs docs[DIFF_SIDES];
	struct near_pairs pairs = {0};

	for (int s = 0; s < DIFF_SIDES; s++)
		docs[s] = (struct near_docs){w->side[s].chars.items,
					     w->side[s].words.items,
					     (uint32_t)w->side[s].words.n};
	join_headings(w->out);
	diff_near(&w->temp, docs, &pairs);
	chain_all(w, &pairs);
	move_rest(w, &pairs);
	join_neighbours(w);
	name_kinds(w);
}
