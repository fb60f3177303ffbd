/*
 * The ledger of a year, out of a series table. Several figures of one report
 * may answer the same question; those that say the same value are one row.
 */
#include "core/ledger.h"

#include <stdlib.h>

static const struct series_source *source_of(const struct series_table *table,
					     const struct observation *o)
{
	return &table->from->sources.items[o->source];
}

static bool is_report_of(const struct series_source *s, struct str region)
{
	return s->kind == KIND_WORK_REPORT && str_eq(s->region, region);
}

/* Of two reports of one year the later one: it is the one chosen. */
static void find_reports(struct ledger *l, const struct series_table *table,
			 struct str region, unsigned year)
{
	for (size_t i = 0; i < table->from->sources.n; i++) {
		const struct series_source *s = &table->from->sources.items[i];

		if (!is_report_of(s, region))
			continue;
		if (s->year == year && (!l->plan || s->id > l->plan->id))
			l->plan = s;
		if (s->review_year == year && (!l->next || s->id > l->next->id))
			l->next = s;
	}
}

static void add(struct ledger *l, struct arena *a, const struct series_row *row,
		const struct series_cell *cell)
{
	struct ledger_row *out = ARRAY_PUSH(a, &l->rows);

	out->row = row;
	out->cell = cell;
	out->target = cell->target.low;
	l->n[cell->answer.verdict]++;
	if (cell->answer.verdict == VERDICT_NO_ACHIEVEMENT)
		l->fate[cell->answer.rule]++;
}

static bool same_value(const struct observation *a, const struct observation *b)
{
	return b && decimal_eq(a->m.value, b->m.value) &&
	       a->m.bound == b->m.bound;
}

/* Is it told already, by the chosen one or by another before it? */
static bool is_told(const struct series_cell *cell, size_t n)
{
	const struct observation *o = cell->target.others[n];

	if (same_value(o, cell->target.low) || same_value(o, cell->target.high))
		return true;
	for (size_t i = 0; i < n; i++)
		if (cell->target.others[i]->source == o->source &&
		    same_value(o, cell->target.others[i]))
			return true;
	return false;
}

static bool is_decided(const struct verdict_answer *a)
{
	return a->verdict == VERDICT_MET || a->verdict == VERDICT_MISSED ||
	       a->verdict == VERDICT_NEAR;
}

/* Is the larger of two at most half as much again? */
static bool is_like(struct decimal a, struct decimal b)
{
	struct decimal x = decimal_abs(a), y = decimal_abs(b), small, large;
	bool less = decimal_cmp(x, y) < 0;

	return decimal_mul(less ? x : y, decimal_int(3), &small) &&
	       decimal_mul(less ? y : x, decimal_int(2), &large) &&
	       decimal_cmp(large, small) <= 0;
}

/* A figure beside the chosen one is judged where both lead to one answer and
 * are of one size: «比去年多100万» is no goal to hold 1,351万 against. */
static bool is_doubtful(const struct verdict_answer *own,
			const struct verdict_answer *chosen)
{
	return is_decided(own) && (own->verdict != chosen->verdict ||
				   !is_like(own->target, chosen->target));
}

/* A figure that was not chosen, judged by itself. */
static const struct series_cell *cell_of(struct arena *a,
					 const struct series_row *row,
					 const struct series_cell *cell,
					 const struct observation *o)
{
	struct series_cell *own = arena_alloc(a, sizeof(*own));
	struct stated *s = &own->target.stated;
	enum indicator_good good =
		row->known ? row->known->good : INDICATOR_GOOD_NONE;

	*own = *cell;
	own->target = (struct series_side){.low = o};
	*s = (struct stated){.present = true,
			     .measure = o->m.measure,
			     .family = o->m.family,
			     .unit = o->m.unit,
			     .scope = o->m.scope,
			     .basis = row->basis,
			     .period = o->m.period};
	stated_value(s, o->m.value, o->m.bound);
	if (cell->achieved.low)
		own->answer = verdict_of(s, &cell->achieved.stated, good);
	if (is_doubtful(&own->answer, &cell->answer))
		own->answer = verdict_by(RULE_TWO_VALUES);
	return own;
}

static void add_cell(struct ledger *l, struct arena *a,
		     const struct series_table *table,
		     const struct series_row *row,
		     const struct series_cell *cell)
{
	if (!cell->target.low)
		return;
	add(l, a, row, cell);
	for (size_t i = 0; i < cell->target.n_others; i++) {
		const struct observation *o = cell->target.others[i];

		if (source_of(table, o) == l->plan && !is_told(cell, i))
			add(l, a, row, cell_of(a, row, cell, o));
	}
}

/* The plan's own first, then the others by report; then as in the text. */
struct ledger_key {
	bool elsewhere;
	uint32_t source, off;
	size_t at;
	struct ledger_row row;
};

static int by_place(const void *a, const void *b)
{
	const struct ledger_key *x = a, *y = b;

	if (x->elsewhere != y->elsewhere)
		return x->elsewhere ? 1 : -1;
	if (x->source != y->source) // the nearest report first
		return x->source > y->source ? -1 : 1;
	if (x->off != y->off)
		return x->off < y->off ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void sort(struct ledger *l, struct arena *a,
		 const struct series_table *table)
{
	size_t n = l->rows.n;
	struct ledger_key *keys = arena_calloc(a, n + 1, sizeof(*keys));

	for (size_t i = 0; i < n; i++) {
		const struct observation *o = l->rows.items[i].target;

		keys[i] = (struct ledger_key){source_of(table, o) != l->plan,
					      o->source, o->m.off, i,
					      l->rows.items[i]};
	}
	if (n)
		qsort(keys, n, sizeof(*keys), by_place);
	for (size_t i = 0; i < n; i++)
		l->rows.items[i] = keys[i].row;
}

void ledger_build(struct ledger *out, struct arena *a,
		  const struct series_table *table, struct str region,
		  unsigned year)
{
	*out = (struct ledger){0};
	if (!table->from)
		return;
	find_reports(out, table, region, year);
	for (size_t i = 0; i < table->n; i++) {
		const struct series_row *row = &table->rows[i];

		if (!str_eq(row->region, region))
			continue;
		for (size_t k = 0; k < row->n_cells; k++)
			if (row->cells[k].year == year)
				add_cell(out, a, table, row, &row->cells[k]);
	}
	sort(out, a, table);
}

unsigned ledger_year_step(const struct series_table *table, struct str region,
			  unsigned year, int by)
{
	unsigned best = 0;

	for (size_t i = 0; table->from && i < table->from->sources.n; i++) {
		const struct series_source *s = &table->from->sources.items[i];

		if (!is_report_of(s, region) || !s->year)
			continue;
		if (by < 0 && s->year < year && s->year > best)
			best = s->year;
		if (by > 0 && s->year > year && (!best || s->year < best))
			best = s->year;
	}
	return best;
}
