/*
 * One figure, told in two ways. What is compared is sorted first, so that
 * figures of one indicator and period stand together; among those a figure is
 * held against the first few only, since a report that tells one a thousand
 * times is none.
 */
#include <stdlib.h>

#include "core/checks/parts.h"

enum {
	NEAR_MAX = 8,	 /* figures that one is held against */
	POINTS_APART = 5 /* growth farther apart is of two things */
};

struct list {
	const struct told **items;
	size_t n, cap;
};

static int cmp_key(const struct told *a, const struct told *b)
{
	int c = str_cmp(told_name(a), told_name(b));

	if (c == 0)
		c = str_cmp(a->m->period, b->m->period);
	if (c == 0)
		c = str_cmp(a->m->scope, b->m->scope);
	if (c == 0)
		c = str_cmp(a->m->unit, b->m->unit);
	if (c == 0)
		c = (int)a->m->measure - (int)b->m->measure;
	if (c == 0)
		c = (int)a->m->role - (int)b->m->role;
	return c;
}

static int cmp(const void *x, const void *y)
{
	const struct told *a = *(const struct told *const *)x;
	const struct told *b = *(const struct told *const *)y;
	int c = cmp_key(a, b);

	if (c == 0)
		c = a->m->off < b->m->off ? -1 : a->m->off > b->m->off;
	return c;
}

/* Plain values of a year (or a part of one), no mean, no sum over years. */
static bool is_plain(const struct told *t)
{
	return t->exact && t->year &&
	       !(t->m->flags & (METRIC_EXPECTED | METRIC_INFERRED)) &&
	       !(t->words & (HAS(OTHER) | HAS(FROM))) &&
	       t->m->measure != MEASURE_RANK && t->m->role != ROLE_CONTEXT &&
	       t->m->canonical.len;
}

static void sorted(struct list *out, struct arena *a, const struct tolds *in)
{
	for (size_t i = 0; i < in->n; i++)
		if (is_plain(&in->items[i]))
			*ARRAY_PUSH(a, out) = &in->items[i];
	if (out->n)
		qsort(out->items, out->n, sizeof(*out->items), cmp);
}

/* Levels within a half of each other, rates within a few points (or one the
 * other's negative): farther apart they speak of two things that share a
 * name. */
static bool is_near(const struct told *a, const struct told *b)
{
	struct decimal x = decimal_abs(a->m->value),
		       y = decimal_abs(b->m->value), t, points;

	if (a->m->family == FAMILY_RATIO || a->m->family == FAMILY_POINT)
		return decimal_eq(x, y) ||
		       (decimal_make(POINTS_APART, 0, &points) &&
			decimal_sub(a->m->value, b->m->value, &t) &&
			decimal_cmp(decimal_abs(t), points) <= 0);
	if (decimal_sign(a->m->value) != decimal_sign(b->m->value))
		return false;
	if (decimal_cmp(x, y) < 0) {
		t = x;
		x = y;
		y = t;
	}
	return decimal_mul(y, (struct decimal){15, -1}, &t) &&
	       decimal_cmp(x, t) <= 0;
}

static bool contradict(const struct told *a, const struct told *b)
{
	return !told_share_sentence(a, b) && told_is_same(a, b) &&
	       told_differ(a, b) && is_near(a, b);
}

static void found(struct check_run *run, enum check_rule rule,
		  const struct told *here, const struct told *there)
{
	struct finding *f = check_found(run, rule);

	if (!f)
		return;
	f->place[0] = told_place(run, here);
	f->place[1] = told_place(run, there);
	f->n_places = 2;
	f->indicator = here->m->indicator;
}

/* The first of a group's figures, `from` on, that contradicts; NULL as well
 * when one of them tells the very same. */
static const struct told *
contradicts(const struct told *t, const struct list *l, size_t from, size_t to)
{
	const struct told *against = NULL;

	if (to - from > NEAR_MAX)
		to = from + NEAR_MAX;
	for (size_t i = from; i < to; i++) {
		const struct told *u = l->items[i];

		if (told_is_same(t, u) && decimal_eq(t->m->value, u->m->value))
			return NULL;
		if (!against && contradict(t, u))
			against = u;
	}
	return against;
}

void check_differs(struct check_run *run, const struct tolds *mine)
{
	struct arena a = {0};
	struct list l = {0};
	size_t from = 0;

	sorted(&l, &a, mine);
	for (size_t i = 1; i < l.n; i++) {
		const struct told *against;

		if (cmp_key(l.items[from], l.items[i]) != 0)
			from = i;
		against = contradicts(l.items[i], &l, from, i);
		if (against)
			found(run, CHECK_DIFFERS, l.items[i], against);
	}
	arena_release(&a);
}

/* What one report promised and another reached is no contradiction. */
static bool is_reached(const struct told *t)
{
	return t->m->role == ROLE_ACHIEVED;
}

void check_elsewhere(struct check_run *run, const struct tolds *mine,
		     const struct tolds *others)
{
	struct arena a = {0};
	struct list l = {0}, o = {0};
	size_t from = 0, to, first = 0;

	sorted(&l, &a, mine);
	sorted(&o, &a, others);
	for (size_t i = 0; i < l.n; i++) {
		const struct told *t = l.items[i], *against;

		if (cmp_key(l.items[first], t) != 0)
			first = i;
		while (from < o.n && cmp_key(o.items[from], t) < 0)
			from++;
		for (to = from; to < o.n && to < from + NEAR_MAX &&
				cmp_key(o.items[to], t) == 0;)
			to++;
		if (!is_reached(t) || i - first >= NEAR_MAX)
			continue;
		against = contradicts(t, &o, from, to);
		if (against)
			found(run, CHECK_ELSEWHERE, t, against);
	}
	arena_release(&a);
}
