/*
 * Level, growth and the level before: the three are one sum. It is done in
 * ranges: each figure is worth what its digits allow, and only when no value
 * of the three would fit is it a finding. Growth must be that of the very
 * levels that are told, so most indicators in money are left alone
 * (growth-prices.tsv).
 */
#include <stdlib.h>

#include "core/checks/parts.h"

enum { POINTS_APART = 20, PLACES_MOST = 9, BASES_MOST = 8 };

/* What a sum is done with. */
struct sum {
	const struct told *base, *change, *result;
	enum check_sum how;
};

static enum growth_prices prices_of(const struct check_rules *rules,
				    const struct told *t)
{
	uint32_t v = t->m->canonical.len
			     ? wordmap_get(&rules->prices, t->m->canonical)
			     : 0;

	return v ? (enum growth_prices)(v - 1) : PRICES_REAL;
}

/* Is the change one of the levels as they are told? `restated`: all three
 * stand in one sentence. */
static bool is_of_levels(const struct check_rules *rules, const struct told *c,
			 const struct told *level, bool restated)
{
	enum growth_prices prices = prices_of(rules, level);

	if (c->words & (HAS(REAL) | HAS(COMPARABLE) | HAS(OTHER) | HAS(FROM)))
		return false;
	if (c->m->basis.len &&
	    !(check_words(rules, c->m->basis) & HAS(NOMINAL)))
		return false;
	switch (level->m->family) {
	case FAMILY_MONEY:
		return (c->words & HAS(NOMINAL)) || prices == PRICES_LEVELS ||
		       (restated && prices == PRICES_RESTATED);
	case FAMILY_MASS:
	case FAMILY_PEOPLE:
	case FAMILY_COUNT:
	case FAMILY_AREA:
	case FAMILY_LENGTH:
	case FAMILY_VOLUME:
	case FAMILY_ENERGY:
	case FAMILY_POWER:
	case FAMILY_DATA:
		return true;
	default:
		return false;
	}
}

/* Which sum a change makes with levels of this unit; false for none. */
static bool fits(const struct check_run *run, struct sum *s, bool restated)
{
	const struct metric *c = s->change->m, *level = s->result->m;
	bool rate = level->family == FAMILY_RATIO;

	if (!s->base->exact || !s->change->exact || !s->result->exact)
		return false;
	if (rate) { // 63.2%, 提高1.5个百分点
		s->how = CHECK_PLUS;
		return c->family == FAMILY_POINT && str_is(level->unit, "%") &&
		       str_is(c->unit, "个百分点") &&
		       !(s->change->words & (HAS(OTHER) | HAS(FROM)));
	}
	if (!is_of_levels(run->rules, s->change, s->result, restated))
		return false;
	s->how = c->measure == MEASURE_INCREMENT ? CHECK_PLUS : CHECK_TIMES;
	return s->how == CHECK_PLUS
		       ? str_eq(c->unit, level->unit)
		       : c->measure == MEASURE_GROWTH && str_is(c->unit, "%");
}

/* base * (1 + change%), or base + change. */
static bool apply(enum check_sum how, struct decimal base,
		  struct decimal change, struct decimal *out)
{
	struct decimal factor;

	if (how == CHECK_PLUS)
		return decimal_add(base, change, out);
	return decimal_scale(change, -2, &factor) &&
	       decimal_add(factor, decimal_int(1), &factor) &&
	       decimal_sign(factor) > 0 && decimal_mul(base, factor, out);
}

/* Does the result lie outside whatever base and change allow? */
static bool fails(const struct sum *s)
{
	const struct told *b = s->base, *c = s->change, *r = s->result;
	struct decimal v;

	if (decimal_sign(b->m->value) <= 0 || decimal_sign(b->low) <= 0)
		return false;
	if (b->has_low && c->has_low && r->has_high &&
	    apply(s->how, b->low, c->low, &v) && decimal_cmp(v, r->high) > 0)
		return true;
	return b->has_high && c->has_high && r->has_low &&
	       apply(s->how, b->high, c->high, &v) &&
	       decimal_cmp(v, r->low) < 0;
}

/* (level - amount) * growth%, with the level and amount of one end each. */
static bool part(struct decimal level, struct decimal amount,
		 struct decimal growth, struct decimal *out)
{
	struct decimal base;

	return decimal_sub(level, amount, &base) && decimal_sign(base) > 0 &&
	       decimal_mul(base, growth, out) && decimal_scale(*out, -2, out);
}

static bool result_of(const struct sum *s, struct decimal *out)
{
	if (s->how == CHECK_PART)
		return part(s->base->m->value, s->result->m->value,
			    s->change->m->value, out);
	return apply(s->how, s->base->m->value, s->change->m->value, out);
}

/* A sum that is wide of the mark is one of figures that have to do with each
 * other in name only. */
static bool is_near(const struct sum *s)
{
	struct decimal v, apart, limit;

	if (!result_of(s, &v) || !decimal_sub(v, s->result->m->value, &apart))
		return false;
	apart = decimal_abs(apart);
	if (s->result->m->family == FAMILY_RATIO)
		return decimal_make(POINTS_APART, 0, &limit) &&
		       decimal_cmp(apart, limit) <= 0;
	return decimal_make(POINTS_APART, -2, &limit) &&
	       decimal_mul(decimal_abs(s->result->m->value), limit, &limit) &&
	       decimal_cmp(apart, limit) <= 0;
}

static void found(struct check_run *run, enum check_rule rule,
		  const struct sum *s)
{
	const struct told *r = s->result;
	int places = r->places < PLACES_MOST ? r->places + 1 : PLACES_MOST;
	struct decimal v;
	struct finding *f;

	if (!result_of(s, &v) || !decimal_scale(v, -r->scale, &v) ||
	    !decimal_round(v, places, &v))
		return;
	f = check_found(run, rule);
	if (!f)
		return;
	f->place[0] = told_place(run, r);
	f->place[1] = told_place(run, s->change);
	f->place[2] = told_place(run, s->base);
	f->n_places = 3;
	f->indicator = r->m->indicator;
	f->sum = v;
	f->sum_unit = r->tail;
	f->how = s->how;
	f->falls = decimal_sign(s->change->m->value) < 0;
}

static struct str between(const struct told *a, const struct told *b)
{
	return str_sub(a->side->report->text.bytes,
		       (size_t)a->m->off + a->m->len, b->m->off);
}

static bool is_one_subject(const struct told *a, const struct told *b)
{
	return told_share_sentence(a, b) && a->m->role == b->m->role &&
	       a->m->role != ROLE_CONTEXT && str_eq(a->m->scope, b->m->scope) &&
	       str_eq(a->m->indicator, b->m->indicator);
}

/* 由A增加到B，增长C: three figures in a row, and nothing between the last two
 * that tells the change against something else. */
void check_sums_change(struct check_run *run, const struct tolds *mine)
{
	for (size_t i = 0; i + 2 < mine->n; i++) {
		const struct told *t = &mine->items[i];
		struct sum s = {.base = t, .result = t + 1, .change = t + 2};
		unsigned words;

		if (!(t->words & HAS(FROM)) || !is_one_subject(t, t + 1) ||
		    !is_one_subject(t, t + 2) ||
		    t->m->measure != MEASURE_LEVEL ||
		    t[1].m->measure != MEASURE_LEVEL ||
		    !str_eq(t->m->unit, t[1].m->unit))
			continue;
		words = check_words(run->rules, between(t, t + 1));
		if (!(words & HAS(TO)))
			continue;
		words = check_words(run->rules, between(t + 1, t + 2));
		if (words & (HAS(VERSUS) | HAS(OTHER)))
			continue;
		if (fits(run, &s, true) && fails(&s) && is_near(&s))
			found(run, CHECK_SUM_CHANGE, &s);
	}
}

/* Does the amount lie outside whatever level and growth allow? */
static bool part_fails(const struct sum *s)
{
	const struct told *l = s->base, *g = s->change, *a = s->result;
	bool falls = decimal_sign(g->m->value) < 0;
	struct decimal low, high;

	if (!l->has_low || !l->has_high || !g->has_low || !g->has_high ||
	    !a->has_low || !a->has_high ||
	    decimal_sign(a->m->value) != decimal_sign(g->m->value))
		return false;
	return part(l->low, a->high, falls ? g->high : g->low, &low) &&
	       part(l->high, a->low, falls ? g->low : g->high, &high) &&
	       (falls ? decimal_cmp(low, a->low) < 0 ||
				decimal_cmp(high, a->high) > 0
		      : decimal_cmp(low, a->high) > 0 ||
				decimal_cmp(high, a->low) < 0);
}

/* B，增加A，增长C: the amount and the growth are of one base. */
void check_sums_part(struct check_run *run, const struct tolds *mine)
{
	for (size_t i = 0; i + 2 < mine->n; i++) {
		const struct told *t = &mine->items[i];
		struct sum s = {.base = t, .result = t + 1, .change = t + 2};
		struct sum plain = s;
		unsigned words = t->words | t[1].words;

		if (!is_one_subject(t, t + 1) || !is_one_subject(t, t + 2) ||
		    t->m->measure != MEASURE_LEVEL ||
		    t[1].m->measure != MEASURE_INCREMENT ||
		    !str_eq(t->m->unit, t[1].m->unit) ||
		    !str_eq(t->m->basis, t[1].m->basis) ||
		    (words & (HAS(OTHER) | HAS(FROM))))
			continue;
		plain.result = t;
		s.how = CHECK_PART;
		if (t[1].exact && fits(run, &plain, true) &&
		    plain.how == CHECK_TIMES && part_fails(&s) && is_near(&s))
			found(run, CHECK_SUM_PART, &s);
	}
}

/* Levels that may stand at the start of a sum, by name and year. */
struct bases {
	const struct told **items;
	size_t n, cap;
};

static int cmp_base(const struct told *a, struct str name, unsigned year)
{
	int c = str_cmp(told_name(a), name);

	return c ? c : (int)a->year - (int)year;
}

static int cmp(const void *x, const void *y)
{
	const struct told *a = *(const struct told *const *)x;
	const struct told *b = *(const struct told *const *)y;
	int c = cmp_base(a, told_name(b), b->year);

	if (c == 0)
		c = a->m->off < b->m->off ? -1 : a->m->off > b->m->off;
	return c;
}

static bool is_level(const struct told *t)
{
	return t->m->measure == MEASURE_LEVEL && t->m->role == ROLE_ACHIEVED &&
	       t->exact && t->whole && t->m->canonical.len &&
	       !(t->words & (HAS(OTHER) | HAS(FROM)));
}

static void list_bases(struct bases *b, struct arena *a, const struct tolds *in)
{
	for (size_t i = 0; i < in->n; i++)
		if (is_level(&in->items[i]))
			*ARRAY_PUSH(a, b) = &in->items[i];
	if (b->n)
		qsort(b->items, b->n, sizeof(*b->items), cmp);
}

/* The first level of the year before in the list. */
static size_t bases_from(const struct bases *b, const struct told *t)
{
	unsigned year = t->year - 1u;
	size_t low = 0, high = b->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cmp_base(b->items[mid], told_name(t), year) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* With which level of the year before the sum fails; NULL when it holds with
 * one of them. */
static const struct told *base_of(struct check_run *run, const struct bases *b,
				  struct sum s)
{
	const struct told *t = s.result, *base = NULL;
	size_t from = bases_from(b, t);

	for (size_t i = from;
	     i < b->n && i < from + BASES_MOST &&
	     cmp_base(b->items[i], told_name(t), t->year - 1u) == 0;
	     i++) {
		s.base = b->items[i];
		if (!told_is_same(s.base, t) || !fits(run, &s, false))
			continue;
		if (!fails(&s)) {
			*ARRAY_PUSH(run->arena, &run->out->agreed) = t->m->off;
			return NULL;
		}
		if (!base && is_near(&s))
			base = s.base;
	}
	return base;
}

static bool is_change_of(const struct told *c, const struct told *level)
{
	return is_one_subject(c, level) && c->year == level->year && c->whole &&
	       (c->m->measure == MEASURE_GROWTH ||
		c->m->measure == MEASURE_INCREMENT);
}

/* The level and its change stand next to each other, in either order. */
void check_sums_year(struct check_run *run, const struct tolds *mine,
		     const struct tolds *others)
{
	struct bases bases = {0};
	struct arena a = {0};

	list_bases(&bases, &a, others);
	for (size_t i = 0; bases.n && i < mine->n; i++) {
		const struct told *t = &mine->items[i];
		struct sum s = {.result = t};

		if (!is_level(t))
			continue;
		if (i + 1 < mine->n && is_change_of(t + 1, t))
			s.change = t + 1;
		else if (i > 0 && is_change_of(t - 1, t))
			s.change = t - 1;
		s.base = s.change ? base_of(run, &bases, s) : NULL;
		if (s.base && fits(run, &s, false))
			found(run, CHECK_SUM_YEAR, &s);
	}
	arena_release(&a);
}
