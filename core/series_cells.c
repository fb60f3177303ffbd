/*
 * The facts of a group to cells. Each fact may answer for a year in one of a
 * few ways; the ways are ranked, and one sort puts the best answer of each
 * year first. The rest is kept behind it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/series_parts.h"

enum {
	RANK_OWN,    /* the report that plans, or reviews, the year */
	RANK_PRESS,  /* achieved: a press page */
	RANK_OTHER,  /* another report that names the year */
	RANK_LATE,   /* target: a press page */
	RANK_SPAN,   /* a level at the end of a span */
	RANK_PART,   /* of the year: not to be compared from here on;
			target: told by a later report */
	RANK_SILENT, /* another report, where the year's own is there and
			says nothing: only to be told */
};
enum {
	PLAN_MAX = 5, /* years that a goal is kept for */
	ALIKE_MAX = 4
};

struct cells {
	struct series_work *w;
	struct group *g;
	ARRAY_OF(struct candidate) found;
};

static const struct series_source *source_of(const struct cells *c,
					     const struct fact *f)
{
	return &c->w->obs->sources.items[f->low->source];
}

static struct candidate *add(struct cells *c, const struct fact *f,
			     unsigned year, unsigned rank)
{
	struct candidate *out = ARRAY_PUSH(c->w->a, &c->found);
	const struct series_source *s = source_of(c, f);

	/* the array is used again for each group: nothing of it is zero */
	*out = (struct candidate){
		.fact = f, .year = (uint16_t)year, .rank = (uint8_t)rank};
	if (s->year_inferred && !(f->low->m.flags & METRIC_DATED))
		out->marks |= SERIES_INFERRED;
	if (s->kind != KIND_WORK_REPORT || (f->low->m.flags & METRIC_EXPECTED))
		out->marks |= SERIES_PROVISIONAL;
	return out;
}

/* Before 1979 a report tells what five-year plans want and what budgets and
 * ministries did, all in one: a goal whose year is not said is of no year. */
enum { YEARLY_REPORTS = 1979 };

static bool is_of_no_year(const struct cells *c, const struct fact *f)
{
	return f->low->m.role == ROLE_TARGET &&
	       source_of(c, f)->year < YEARLY_REPORTS &&
	       !(f->low->m.flags & METRIC_DATED);
}

/* 翻两番 and 增长1.7倍 are of many years, whatever year they are put to. */
static bool is_of_many_years(const struct cells *c, const struct fact *f)
{
	return c->g->kind == SERIES_GROWTH && !c->g->span &&
	       f->low->m.family == FAMILY_RATIO && !str_is(f->low->m.unit, "%");
}

static bool is_state(const struct cells *c)
{
	return c->g->kind == SERIES_LEVEL || c->g->kind == SERIES_RANK;
}

/* A goal of several years together, from when they began. */
static void add_span_goal(struct cells *c, const struct fact *f)
{
	const struct series_source *s = source_of(c, f);
	struct candidate *k;

	if (f->to < s->year)
		return;
	k = add(c, f, f->to,
		s->kind == KIND_WORK_REPORT ? RANK_OWN : RANK_LATE);
	k->target = true;
	k->marks |= SERIES_FIVE_YEAR;
	k->distance = (uint16_t)abs((int)f->from - (int)s->year);
}

/* 年初确定的8%的目标: a later report tells what was aimed at. */
static void add_ordered(struct cells *c, const struct fact *f)
{
	struct candidate *k;

	if (!(f->low->m.flags & METRIC_ORDERED) || f->from < f->to || f->yearly)
		return;
	k = add(c, f, f->to, RANK_PART);
	k->target = true;
	k->marks |= SERIES_RESTATED;
	k->distance = (uint16_t)(source_of(c, f)->year - f->to);
}

/* What is to be added, or to grow, until a later year is a sum of all years
 * until then: no goal of that year. A level is one. */
static void add_target(struct cells *c, const struct fact *f)
{
	const struct series_source *s = source_of(c, f);
	struct candidate *k;
	unsigned rank = RANK_OWN;

	/* 年均 of years that are not told */
	if (f->part || !s->year || (f->yearly && !c->g->span))
		return;
	if (c->g->span) {
		add_span_goal(c, f);
		return;
	}
	if (f->to < s->year) {
		add_ordered(c, f);
		return;
	}
	if ((f->to > s->year || f->from < f->to) && !is_state(c))
		return;
	if (f->to > s->year + PLAN_MAX)
		return;
	if (f->from < f->to)
		rank = RANK_SPAN;
	else if (f->to > s->year)
		rank = RANK_OTHER;
	else if (s->kind != KIND_WORK_REPORT)
		rank = RANK_LATE;
	k = add(c, f, f->to, rank);
	k->target = true;
	k->distance = (uint16_t)(f->to - s->year);
	if (f->to > s->year)
		k->marks |= SERIES_EARLIER;
	if (f->from < f->to || f->to > s->year + 1)
		k->marks |= SERIES_FIVE_YEAR;
}

/* A level at the end of a span is one of its last year. */
static void add_achieved_span(struct cells *c, const struct fact *f)
{
	const struct series_source *s = source_of(c, f);
	bool own = s->review_year == f->to;

	if (s->kind != KIND_WORK_REPORT || s->review_year < f->to)
		return;
	if (c->g->span && own)
		add(c, f, f->to, RANK_OWN);
	else if (c->g->span)
		add(c, f, f->to, RANK_OTHER)->distance =
			(uint16_t)(s->review_year - f->to);
	else if (own && is_state(c) && f->from < f->to)
		add(c, f, f->to, RANK_SPAN);
}

static void add_achieved(struct cells *c, const struct fact *f)
{
	const struct series_source *s = source_of(c, f);
	unsigned last = s->review_year;

	if (f->from < f->to) {
		add_achieved_span(c, f);
	} else if (f->yearly) {
		return; /* of years that are not told */
	} else if (f->part) {
		add(c, f, f->to, RANK_PART)->marks |= SERIES_PART_YEAR;
	} else if (s->kind != KIND_WORK_REPORT) {
		if (f->to <= s->year)
			add(c, f, f->to, RANK_PRESS);
	} else if (f->to == last) {
		add(c, f, f->to, RANK_OWN);
	} else if (f->to < last && (f->low->m.flags & METRIC_DATED)) {
		bool own = series_is_reviewed(c->w, c->g->region, f->to);
		struct candidate *k =
			add(c, f, f->to, own ? RANK_SILENT : RANK_OTHER);

		k->marks |= SERIES_RESTATED;
		k->distance = (uint16_t)(last - f->to);
	} else if (f->to == s->year) {
		/* 今年 of a report that is not yet over */
		add(c, f, f->to, RANK_PART)->marks |= SERIES_PART_YEAR;
	}
}

static int by_number(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* 突破4000亿元、达到4211亿元: the value, not the bound. */
static int by_exactness(const struct metric *a, const struct metric *b)
{
	bool x = a->bound == BOUND_GE || a->bound == BOUND_LE;
	bool y = b->bound == BOUND_GE || b->bound == BOUND_LE;

	return a->role == ROLE_ACHIEVED ? x - y : 0;
}

/* Of two reports the one taken in later; within a report the first. */
static int by_choice(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int cmp = by_number(x->year, y->year);

	if (!cmp)
		cmp = by_number(y->target, x->target);
	if (!cmp)
		cmp = by_number(x->rank, y->rank);
	if (!cmp)
		cmp = by_number(x->distance, y->distance);
	if (!cmp)
		cmp = by_number(y->fact->low->source, x->fact->low->source);
	if (!cmp)
		cmp = by_exactness(&x->fact->low->m, &y->fact->low->m);
	return cmp ? cmp : by_number(x->fact->low->m.off, y->fact->low->m.off);
}

static bool same_value(const struct candidate *a, const struct candidate *b)
{
	const struct metric *x = &a->fact->low->m, *y = &b->fact->low->m;

	return decimal_eq(x->value, y->value) && x->bound == y->bound;
}

/* What the others say of the chosen one. */
static unsigned marks_of(const struct cells *c, const struct candidate *k,
			 size_t n)
{
	unsigned marks = k->marks;

	for (size_t i = 1; i < n; i++) {
		bool own = k[i].fact->low->source == k->fact->low->source;

		if (k[i].rank == k->rank && !own && k->rank == RANK_OWN)
			marks |= SERIES_TWO_REPORTS;
		if (same_value(k, &k[i]))
			continue;
		if (k[i].rank == k->rank && own)
			marks |= SERIES_TWO_VALUES;
		if (!k->target && k->rank < RANK_OTHER &&
		    (k[i].rank == RANK_OTHER || k[i].rank == RANK_SILENT))
			marks |= SERIES_RESTATED;
	}
	(void)c;
	return marks;
}

/* "2021-2025" of a group of spans, else "2024"; kept once each. */
static struct str period_text(const struct cells *c, unsigned year)
{
	char text[24];
	int n;

	if (c->g->span)
		n = snprintf(text, sizeof(text), "%u-%u", c->g->span >> 16,
			     year);
	else
		n = snprintf(text, sizeof(text), "%u", year);
	return intern_str(&c->w->strings, str_n(text, (size_t)n));
}

/* The side that candidates k[0..n) of one year make. */
static bool is_old_price(const struct candidate *k)
{
	return k->target && (k->marks & SERIES_FIVE_YEAR) &&
	       k->fact->low->m.family == FAMILY_MONEY;
}

static void take_side(const struct cells *c, const struct candidate *k,
		      size_t n, struct series_side *out)
{
	const struct observation **others;

	if (!n)
		return;
	series_state(c->w, c->g, k->fact, out);
	if (k->rank >= RANK_PART && !k->target)
		out->stated.period = k->fact->low->m.period;
	else
		out->stated.period = period_text(c, k->year);
	/* goals years ahead are of the prices of their own year */
	if (is_old_price(k) && !c->g->span && !out->stated.basis.len)
		out->stated.basis = STR("不变价");
	out->marks = marks_of(c, k, n);
	if (n == 1)
		return;
	others = arena_calloc(c->w->a, n - 1, sizeof(*others));
	for (size_t i = 1; i < n; i++)
		others[out->n_others++] = k[i].fact->low;
	out->others = others;
}

static size_t alike(const struct candidate *k, size_t n)
{
	size_t i = n ? 1 : 0;

	while (i < n && i < ALIKE_MAX && k[i].rank == k->rank &&
	       k[i].fact->low->source == k->fact->low->source)
		i++;
	return i;
}

static bool is_decided(enum verdict v)
{
	return v == VERDICT_MET || v == VERDICT_MISSED || v == VERDICT_NEAR;
}

/* Candidates of a side, the chosen one first. */
struct choice {
	const struct candidate *k;
	size_t n;
};

/* Where a report tells two values of one thing, both must lead to one
 * answer. */
static void doubt(const struct cells *c, struct series_cell *cell,
		  struct choice t, struct choice a)
{
	if (!is_decided(cell->answer.verdict))
		return;
	for (size_t i = 0; i < alike(t.k, t.n); i++) {
		for (size_t k = 0; k < alike(a.k, a.n); k++) {
			struct series_cell other = {.year = cell->year};

			take_side(c, &t.k[i], 1, &other.target);
			take_side(c, &a.k[k], 1, &other.achieved);
			other.achieved.stated.measure =
				other.target.stated.measure;
			series_judge(c->w, c->g, &other);
			if (is_decided(other.answer.verdict) &&
			    other.answer.verdict != cell->answer.verdict) {
				cell->answer = verdict_by(RULE_TWO_VALUES);
				return;
			}
		}
	}
}

static void add_cell(struct cells *c, const struct candidate *k, size_t n)
{
	struct series_row *row = &c->g->row;
	struct series_cell *cell = &row->cells[row->n_cells];
	size_t nt = 0;

	while (nt < n && k[nt].target)
		nt++;
	/* a silent report is told as silent */
	if (nt < n && k[nt].rank == RANK_SILENT)
		n = nt;
	if (nt == 0 && (!n || k->rank >= RANK_PART))
		return;
	cell->year = k->year;
	c->g->years[row->n_cells] = k->year;
	take_side(c, k, nt, &cell->target);
	take_side(c, k + nt, n - nt, &cell->achieved);
	/* 新增 and 建成 are one kind */
	if (nt)
		cell->achieved.stated.measure = cell->target.stated.measure;
	series_judge(c->w, c->g, cell);
	doubt(c, cell, (struct choice){k, nt}, (struct choice){k + nt, n - nt});
	row->n_cells++;
}

static bool is_wanted_year(const struct series_wanted *wanted, unsigned year)
{
	return year >= wanted->year_from &&
	       (!wanted->year_to || year <= wanted->year_to);
}

static void make_cells(struct cells *c)
{
	struct candidate *k = c->found.items;
	size_t n = c->found.n, end, years = 0;

	qsort(k, n, sizeof(*k), by_choice);
	for (size_t i = 0; i < n; i++)
		years += i == 0 || k[i].year != k[i - 1].year;
	c->g->row.cells =
		arena_calloc(c->w->a, years, sizeof(*c->g->row.cells));
	c->g->years = arena_calloc(c->w->a, years, sizeof(*c->g->years));
	for (size_t i = 0; i < n; i = end) {
		for (end = i; end < n && k[end].year == k[i].year; end++)
			;
		if (is_wanted_year(c->w->wanted, k[i].year))
			add_cell(c, &k[i], end - i);
	}
}

void series_cells(struct series_work *w)
{
	struct cells c = {.w = w};

	for (size_t i = 0; i < w->groups.n; i++) {
		c.g = &w->groups.items[i];
		c.found.n = 0;
		for (uint32_t f = 0; f < c.g->n; f++) {
			const struct fact *fact =
				&w->facts.items[c.g->first + f];

			if (is_of_no_year(&c, fact) ||
			    is_of_many_years(&c, fact))
				continue;
			if (fact->low->m.role == ROLE_TARGET)
				add_target(&c, fact);
			else
				add_achieved(&c, fact);
		}
		if (c.found.n)
			make_cells(&c);
	}
}
