/*
 * Targets that stand alone. First they look for an achievement of the same
 * year that goes by another name, the most alike first; then for one of their
 * own name that cannot be compared (a rate for a level), which is told; then
 * for the indicator that took their place. What is left is told by whether
 * the next report is there.
 */
#include <stdlib.h>

#include "core/series_parts.h"

/* Names of a hostile report: beyond this nobody looks for likeness. */
enum { PLACE_MAX = 1 << 18, PAIRS_MAX = 1 << 12 };

/* A cell with one side. */
struct alone {
	uint32_t region, year, unit, scope, basis, span;
	bool target;
	uint32_t group;
	struct series_cell *cell;
};

struct pairing {
	uint32_t score;
	uint32_t t, a; /* in alone */
};

struct keyed {
	uint64_t key;
	uint32_t group;
};

struct pair_work {
	struct series_work *w;
	ARRAY_OF(struct alone) alone;
	ARRAY_OF(struct pairing) pairs;
	struct keyed *by_key; /* groups by region and key */
};

static int by_number(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int by_place(const struct alone *x, const struct alone *y)
{
	int cmp = by_number(x->region, y->region);

	if (!cmp)
		cmp = by_number(x->year, y->year);
	if (!cmp)
		cmp = by_number(x->unit, y->unit);
	if (!cmp)
		cmp = by_number(x->scope, y->scope);
	if (!cmp)
		cmp = by_number(x->span, y->span);
	return cmp ? cmp : by_number(x->basis, y->basis);
}

static int by_place_and_side(const void *a, const void *b)
{
	const struct alone *x = a, *y = b;
	int cmp = by_place(x, y);

	if (!cmp)
		cmp = by_number(y->target, x->target);
	return cmp ? cmp : by_number(x->group, y->group);
}

static int by_score(const void *a, const void *b)
{
	const struct pairing *x = a, *y = b;
	int cmp = by_number(y->score, x->score);

	if (!cmp)
		cmp = by_number(x->t, y->t);
	return cmp ? cmp : by_number(x->a, y->a);
}

/* Only a part of the year is told, or several years at once: anything else is
 * better. */
static bool is_weak(const struct series_cell *cell)
{
	return cell->target.low && cell->answer.rule == RULE_PERIOD;
}

static bool is_open(const struct series_cell *cell)
{
	return !cell->achieved.low || is_weak(cell);
}

static void collect(struct pair_work *p)
{
	for (uint32_t i = 0; i < p->w->groups.n; i++) {
		struct group *g = &p->w->groups.items[i];

		for (size_t k = 0; k < g->row.n_cells; k++) {
			struct series_cell *cell = &g->row.cells[k];

			if (cell->target.low && !is_open(cell))
				continue;
			*ARRAY_PUSH(p->w->a, &p->alone) = (struct alone){
				.region = g->region,
				.year = cell->year,
				.unit = g->unit,
				.scope = g->scope,
				.basis = g->basis,
				.span = g->span,
				.target = cell->target.low != NULL,
				.group = i,
				.cell = cell,
			};
		}
	}
	if (p->alone.n)
		qsort(p->alone.items, p->alone.n, sizeof(*p->alone.items),
		      by_place_and_side);
}

static struct group *group_at(const struct pair_work *p, uint32_t i)
{
	return &p->w->groups.items[p->alone.items[i].group];
}

/* Neither is more than half as large again as the other: what is added in a
 * year and all there is differ by more. */
static bool is_same_size(struct decimal x, struct decimal y)
{
	struct decimal small = decimal_abs(x), large = decimal_abs(y), a, b;

	if (decimal_cmp(small, large) > 0) {
		small = decimal_abs(y);
		large = decimal_abs(x);
	}
	return decimal_mul(large, decimal_int(2), &a) &&
	       decimal_mul(small, decimal_int(3), &b) && decimal_cmp(a, b) <= 0;
}

static bool is_amount(enum series_kind kind)
{
	return kind == SERIES_LEVEL || kind == SERIES_FLOW;
}

static bool fit_kinds(const struct group *t, const struct series_side *target,
		      const struct group *a, const struct series_side *achieved)
{
	if (t->kind == a->kind)
		return true;
	return is_amount(t->kind) && is_amount(a->kind) &&
	       is_same_size(target->low->m.value, achieved->low->m.value);
}

/* Up to 100; two indicators that are both known are not one unless their
 * texts say the very same. */
static unsigned score_of(const struct pair_work *p, uint32_t t, uint32_t a)
{
	const struct group *x = group_at(p, t), *y = group_at(p, a);
	unsigned score;

	if (!fit_kinds(x, &p->alone.items[t].cell->target, y,
		       &p->alone.items[a].cell->achieved))
		return 0;
	if (x->key == y->key)
		return 100;
	score = likeness_of(&x->name->profile, &y->name->profile);
	if (x->name->known && y->name->known && score < 100)
		return 0;
	return score;
}

static void score_place(struct pair_work *p, uint32_t from, uint32_t end)
{
	uint32_t mid = from;

	while (mid < end && p->alone.items[mid].target)
		mid++;
	if ((uint64_t)(mid - from) * (end - mid) > PLACE_MAX)
		return;
	for (uint32_t t = from; t < mid; t++) {
		for (uint32_t a = mid; a < end; a++) {
			unsigned score = score_of(p, t, a);

			if (score >= LIKENESS_ENOUGH)
				*ARRAY_PUSH(p->w->a, &p->pairs) =
					(struct pairing){score, t, a};
		}
	}
}

static bool is_free(const struct pair_work *p, const struct pairing *x)
{
	return is_open(p->alone.items[x->t].cell) &&
	       p->alone.items[x->a].cell->year != 0;
}

/* Another free pair of the same score and one of the two: then it is
 * anybody's guess. */
static bool is_guess(const struct pair_work *p, size_t i)
{
	const struct pairing *x = &p->pairs.items[i];

	for (size_t k = i + 1; k < p->pairs.n; k++) {
		const struct pairing *y = &p->pairs.items[k];

		if (y->score != x->score)
			break;
		if ((y->t == x->t) != (y->a == x->a) && is_free(p, y))
			return true;
	}
	return false;
}

static void join(struct pair_work *p, const struct pairing *x)
{
	struct alone *t = &p->alone.items[x->t], *a = &p->alone.items[x->a];

	t->cell->achieved = a->cell->achieved;
	t->cell->achieved.stated.measure = t->cell->target.stated.measure;
	if (group_at(p, x->t)->key != group_at(p, x->a)->key)
		t->cell->achieved.marks |= SERIES_LIKENESS;
	series_judge(p->w, group_at(p, x->t), t->cell);
	a->cell->year = 0;
}

static void pair_place(struct pair_work *p, uint32_t from, uint32_t end)
{
	p->pairs.n = 0;
	score_place(p, from, end);
	if (!p->pairs.n || p->pairs.n > PAIRS_MAX)
		return;
	qsort(p->pairs.items, p->pairs.n, sizeof(*p->pairs.items), by_score);
	for (size_t i = 0; i < p->pairs.n; i++)
		if (is_free(p, &p->pairs.items[i]) && !is_guess(p, i))
			join(p, &p->pairs.items[i]);
}

static void pair_alike(struct pair_work *p)
{
	uint32_t n = (uint32_t)p->alone.n, end;

	for (uint32_t i = 0; i < n; i = end) {
		for (end = i + 1;
		     end < n &&
		     by_place(&p->alone.items[i], &p->alone.items[end]) == 0;
		     end++)
			;
		pair_place(p, i, end);
	}
}

static uint64_t key_of(uint32_t region, uint32_t key)
{
	return (uint64_t)region << 32 | key;
}

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int cmp = by_number(x->key, y->key);

	return cmp ? cmp : by_number(x->group, y->group);
}

static void sort_groups(struct pair_work *p)
{
	size_t n = p->w->groups.n;

	p->by_key = arena_calloc(p->w->a, n + 1, sizeof(*p->by_key));
	for (uint32_t i = 0; i < n; i++) {
		const struct group *g = &p->w->groups.items[i];

		p->by_key[i].key = key_of(g->region, g->key);
		p->by_key[i].group = i;
	}
	qsort(p->by_key, n, sizeof(*p->by_key), by_key);
}

/* The first of a key in by_key. */
static size_t first_of(const struct pair_work *p, uint64_t key)
{
	size_t low = 0, high = p->w->groups.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->by_key[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static const struct series_cell *cell_of(const struct group *g, unsigned year)
{
	size_t low = 0, high = g->row.n_cells;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		/* a cell that was given away has the year 0 */
		if (g->years[mid] < year)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == g->row.n_cells || g->row.cells[low].year != year)
		return NULL;
	return &g->row.cells[low];
}

/* How far apart two groups of one name are; the least is told. */
enum {
	APART_BASIS = 1,
	APART_SCOPE = 2,
	APART_UNIT = 4,
	APART_SPAN = 8,
	APART_KIND = 16
};

static unsigned distance(const struct group *t, const struct group *a)
{
	return (t->basis != a->basis ? APART_BASIS : 0u) +
	       (t->scope != a->scope ? APART_SCOPE : 0u) +
	       (t->unit != a->unit ? APART_UNIT : 0u) +
	       (t->span != a->span ? APART_SPAN : 0u) +
	       (t->kind != a->kind ? APART_KIND : 0u);
}

static enum verdict_rule rule_of(unsigned distance)
{
	if (distance & APART_KIND)
		return RULE_LEVEL_VS_RATE;
	if (distance & APART_UNIT)
		return RULE_UNITS;
	if (distance & APART_SPAN)
		return RULE_PERIOD;
	return distance & APART_SCOPE ? RULE_SCOPE : RULE_BASIS;
}

/* Of the groups of `key` the nearest that has an achievement of the year. */
static const struct series_cell *nearest(const struct pair_work *p,
					 const struct alone *t, uint64_t key,
					 unsigned *best)
{
	const struct group *g = &p->w->groups.items[t->group];
	const struct series_cell *found = NULL;

	for (size_t i = first_of(p, key);
	     i < p->w->groups.n && p->by_key[i].key == key; i++) {
		const struct group *other =
			&p->w->groups.items[p->by_key[i].group];
		const struct series_cell *cell = cell_of(other, t->year);
		unsigned d = distance(g, other);

		/* a place in a ranking is no answer to a figure */
		if (!cell || is_open(cell) || d >= *best ||
		    (other->kind == SERIES_RANK) != (g->kind == SERIES_RANK))
			continue;
		*best = d;
		found = cell;
	}
	return found;
}

/* What cannot be compared is told: a rate for a level, a part for the whole. */
static bool tell_nearest(struct pair_work *p, struct alone *t)
{
	const struct group *g = &p->w->groups.items[t->group];
	unsigned best = UINT32_MAX;
	const struct series_cell *found =
		nearest(p, t, key_of(g->region, g->key), &best);

	if (!found)
		return false;
	t->cell->achieved = found->achieved;
	t->cell->marks |= found->achieved.marks;
	t->cell->answer = verdict_by(rule_of(best));
	return true;
}

/* The indicator that took the place of this one, in the same measure. */
static bool tell_kin(struct pair_work *p, struct alone *t)
{
	const struct group *g = &p->w->groups.items[t->group];
	const struct series_cell *found;
	unsigned best = 1;
	struct str kin;

	if (!g->name->known)
		return false;
	kin = likeness_kin(p->w->known->like, g->name->known->name);
	if (!kin.len)
		return false;
	found = nearest(p, t,
			key_of(g->region, intern_add(&p->w->strings, kin)),
			&best);
	if (!found)
		return false;
	t->cell->achieved = found->achieved;
	t->cell->marks |= found->achieved.marks;
	t->cell->answer = verdict_by(RULE_REPLACED);
	return true;
}

static void tell_silence(struct pair_work *p, struct alone *t)
{
	enum verdict_rule rule = RULE_NEXT_MISSING;

	if (series_is_reviewed(p->w, t->region, t->year))
		rule = RULE_NOT_MENTIONED;
	else if (t->year >= p->w->this_year)
		rule = RULE_NOT_DUE;
	t->cell->answer = verdict_by(rule);
}

void series_pair(struct series_work *w)
{
	struct pair_work p = {.w = w};

	collect(&p);
	pair_alike(&p);
	sort_groups(&p);
	for (size_t i = 0; i < p.alone.n; i++) {
		struct alone *t = &p.alone.items[i];

		if (t->target && is_open(t->cell) && !tell_nearest(&p, t) &&
		    !tell_kin(&p, t) && !is_weak(t->cell))
			tell_silence(&p, t);
	}
}
