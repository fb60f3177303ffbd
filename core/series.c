/*
 * Targets against achievements. The work is done in steps over flat arrays
 * (series_parts.h); here they are called in order, sides are stated and
 * judged, and the rows of the table put in their order.
 */
#include "core/series.h"

#include <assert.h>
#include <stdlib.h>

#include "core/series_parts.h"

static const char *const MARKS[] = {
	"provisional",	 "part of a year", "five-year", "restated",   "earlier",
	"inferred year", "two reports",	   "likeness",	"two values",
};
static_assert(COUNT_OF(MARKS) == SERIES_MARK_COUNT, "a name each");

const char *series_mark_name(unsigned bit)
{
	return bit < COUNT_OF(MARKS) ? MARKS[bit] : NULL;
}

static struct str string_of(const struct series_work *w, uint32_t n)
{
	return w->strings.items[n].s;
}

void series_state(const struct series_work *w, const struct group *g,
		  const struct fact *f, struct series_side *out)
{
	const struct metric *m = &f->low->m;
	struct stated *s = &out->stated;

	out->low = f->low;
	out->high = f->high;
	stated_value(s, m->value, m->bound);
	if (f->high) {
		bool fall = decimal_sign(m->value) < 0;

		s->low = fall ? f->high->m.value : m->value;
		s->high = fall ? m->value : f->high->m.value;
		s->has_low = s->has_high = true;
		s->bound = BOUND_EQUAL;
	}
	s->measure = m->measure;
	/* 百分之九 and 9% */
	s->family = str_is(m->unit, "%") ? FAMILY_RATIO : m->family;
	s->unit = m->unit;
	s->scope = string_of(w, g->scope);
	s->basis = string_of(w, g->basis);
}

/* Amounts of a kind that is the more the better, where neither a table nor a
 * word of the name says anything. */
static bool is_countable(enum unit_family family)
{
	switch (family) {
	case FAMILY_COUNT:
	case FAMILY_PEOPLE:
	case FAMILY_AREA:
	case FAMILY_LENGTH:
	case FAMILY_MASS:
	case FAMILY_POWER:
	case FAMILY_MONEY:
	case FAMILY_TRANSPORT:
		return true;
	default:
		return false;
	}
}

/* 6000万 without a unit counts something, 1.58 is a ratio. */
static bool is_count(const struct stated *s)
{
	return is_countable(s->family) ||
	       (s->family == FAMILY_NONE &&
		decimal_cmp(s->low, decimal_int(1000)) >= 0);
}

/* Of a name in no table the words tell, else the bound of the target. */
static enum indicator_good guess_good(const struct group *g,
				      const struct stated *target)
{
	const struct name_profile *p = &g->name->profile;

	if (p->good)
		return p->good;
	if (target->has_low && !target->has_high)
		return INDICATOR_GOOD_UP;
	if (target->has_high && !target->has_low)
		return INDICATOR_GOOD_DOWN;
	if (decimal_sign(target->high) < 0)
		return INDICATOR_GOOD_DOWN;
	if (g->kind == SERIES_FLOW ||
	    (g->kind == SERIES_LEVEL && is_count(target)))
		return INDICATOR_GOOD_UP;
	return INDICATOR_GOOD_NONE;
}

static enum indicator_good good_of(const struct group *g,
				   const struct stated *target)
{
	bool rise = decimal_sign(target->low) > 0;

	/* 化解债务, 淘汰柴油货车: the more of it is done the better */
	if (g->kind == SERIES_FLOW && g->name->profile.doing && rise)
		return INDICATOR_GOOD_UP;
	return g->name->known ? g->name->known->good : guess_good(g, target);
}

/* Both sides in one unit where there is a way. */
static void same_unit(const struct likeness *like, const struct stated *target,
		      struct stated *achieved)
{
	struct decimal low, high;

	if (!likeness_convert(like, achieved->low, achieved->unit, target->unit,
			      &low) ||
	    !likeness_convert(like, achieved->high, achieved->unit,
			      target->unit, &high))
		return;
	achieved->low = low;
	achieved->high = high;
	achieved->unit = target->unit;
	achieved->family = target->family;
}

static bool is_decided(enum verdict v)
{
	return v == VERDICT_MET || v == VERDICT_MISSED || v == VERDICT_NEAR;
}

/* How far apart a result and a target may be and still be of one thing: as
 * tenths of the smaller one for amounts, as points for what is told in %. The
 * less is known of the name, the less. */
enum { TENTHS_KNOWN = 20, TENTHS_NAMED = 16, TENTHS_ALIKE = 15 };
enum { POINTS_KNOWN = 30, POINTS_NAMED = 20, POINTS_ALIKE = 10 };

static bool is_near_by(const struct verdict_answer *a, bool percent, int points,
		       int tenths)
{
	struct decimal x = decimal_abs(a->target), y = decimal_abs(a->achieved),
		       small, large;
	bool less = decimal_cmp(x, y) < 0;

	if (percent)
		return decimal_cmp(decimal_abs(a->gap), decimal_int(points)) <=
		       0;
	return decimal_mul(less ? x : y, decimal_int(tenths), &small) &&
	       decimal_mul(less ? y : x, decimal_int(10), &large) &&
	       decimal_cmp(large, small) <= 0;
}

/* A verdict on figures that may not be of one thing is none. */
static void doubt(const struct group *g, struct series_cell *cell)
{
	const struct stated *t = &cell->target.stated;
	bool percent = t->family == FAMILY_RATIO || t->family == FAMILY_POINT;
	bool alike = cell->marks & SERIES_LIKENESS, near;
	int sign = decimal_sign(cell->answer.target) *
		   decimal_sign(cell->answer.achieved);

	if (!is_decided(cell->answer.verdict) || g->kind == SERIES_RANK)
		return;
	if (g->kind == SERIES_FLOW && sign < 0) {
		cell->answer = verdict_by(RULE_SIGN);
		return;
	}
	if (alike || (cell->marks & SERIES_RESTATED))
		near = is_near_by(&cell->answer, percent, POINTS_ALIKE,
				  TENTHS_ALIKE);
	else if (!g->name->known)
		near = !g->name->profile.vague &&
		       is_near_by(&cell->answer, percent, POINTS_NAMED,
				  TENTHS_NAMED);
	else
		near = is_near_by(&cell->answer, percent, POINTS_KNOWN,
				  TENTHS_KNOWN);
	if (!near)
		cell->answer = verdict_by(RULE_FAR);
}

void series_judge(const struct series_work *w, const struct group *g,
		  struct series_cell *cell)
{
	struct stated achieved = cell->achieved.stated;

	if (cell->target.low && cell->achieved.low)
		same_unit(w->known->like, &cell->target.stated, &achieved);
	cell->answer = verdict_of(&cell->target.stated, &achieved,
				  good_of(g, &cell->target.stated));
	cell->marks = cell->target.marks | cell->achieved.marks;
	doubt(g, cell);
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void note_reports(struct series_work *w)
{
	unsigned newest = 0;

	for (size_t i = 0; i < w->obs->sources.n; i++) {
		const struct series_source *s = &w->obs->sources.items[i];
		uint64_t region = intern_add(&w->strings, s->region);

		if (s->kind != KIND_WORK_REPORT || !s->review_year)
			continue;
		*ARRAY_PUSH(w->a, &w->reviewed) = region << 32 | s->review_year;
		if (s->review_year > newest)
			newest = s->review_year;
	}
	if (w->reviewed.n)
		qsort(w->reviewed.items, w->reviewed.n,
		      sizeof(*w->reviewed.items), by_number);
	w->this_year = w->wanted->this_year ? w->wanted->this_year : newest + 1;
}

bool series_is_reviewed(const struct series_work *w, uint32_t region,
			unsigned year)
{
	uint64_t want = (uint64_t)region << 32 | year;
	size_t low = 0, high = w->reviewed.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (w->reviewed.items[mid] < want)
			low = mid + 1;
		else
			high = mid;
	}
	return low < w->reviewed.n && w->reviewed.items[low] == want;
}

/* Cells that were given away, or were not asked for, go; so do results of
 * several years that nobody aimed at. */
static void close_up(const struct series_work *w, struct group *g)
{
	struct series_row *row = &g->row;
	size_t n = 0;

	for (size_t i = 0; i < row->n_cells; i++) {
		const struct series_cell *cell = &row->cells[i];

		if (!cell->year || ((w->wanted->both_sides_only || g->span) &&
				    !cell->target.low))
			continue;
		row->cells[n++] = *cell;
	}
	row->n_cells = n;
}

/* What a row is sorted by. */
struct placed {
	struct str region;
	uint32_t year, source, off;
	const struct group *group;
};

static const struct metric *shown(const struct series_row *row)
{
	const struct series_cell *last = &row->cells[row->n_cells - 1];

	return &(last->target.low ? last->target.low : last->achieved.low)->m;
}

/* The newest report that has the row, and where. */
static void place(const struct series_work *w, const struct group *g,
		  struct placed *out)
{
	out->group = g;
	out->region = string_of(w, g->region);
	for (uint32_t i = 0; i < g->n; i++) {
		const struct observation *o = w->facts.items[g->first + i].low;
		unsigned year = w->obs->sources.items[o->source].year;

		if (i && year <= out->year)
			continue;
		out->year = year;
		out->source = o->source;
		out->off = o->m.off;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int cmp = str_cmp(x->region, y->region);

	if (!cmp)
		cmp = (x->year < y->year) - (x->year > y->year);
	if (!cmp)
		cmp = (x->source > y->source) - (x->source < y->source);
	return cmp ? cmp : (x->off > y->off) - (x->off < y->off);
}

static bool is_asked_for(const struct series_work *w, const struct group *g,
			 uint32_t key)
{
	if (!g->row.n_cells)
		return false;
	return !w->wanted->indicator.len || g->key == key ||
	       str_eq(g->name->text, w->wanted->indicator);
}

/* What a name that is asked for is found by. */
static uint32_t wanted_key(struct series_work *w)
{
	const struct indicator *known =
		indicator_find(w->known, w->wanted->indicator);
	struct name_profile p;

	if (known)
		return intern_add(&w->strings, known->name);
	likeness_profile(w->known->like, w->a, w->wanted->indicator, &p);
	return intern_add(&w->strings, p.key);
}

static void fill_row(const struct series_work *w, struct group *g)
{
	struct series_row *row = &g->row;
	const struct metric *m = shown(row);

	row->region = string_of(w, g->region);
	row->known = g->name->known;
	row->indicator = row->known ? row->known->name : m->indicator;
	row->measure = m->measure;
	row->family = m->family;
	row->unit = m->unit;
	row->scope = string_of(w, g->scope);
	row->basis = string_of(w, g->basis);
}

static void make_rows(struct series_work *w, struct series_table *out)
{
	struct placed *rows =
		arena_calloc(w->a, w->groups.n + 1, sizeof(*rows));
	uint32_t key = wanted_key(w);
	size_t n = 0;

	for (size_t i = 0; i < w->groups.n; i++) {
		struct group *g = &w->groups.items[i];

		close_up(w, g);
		if (!is_asked_for(w, g, key))
			continue;
		fill_row(w, g);
		place(w, g, &rows[n++]);
	}
	qsort(rows, n, sizeof(*rows), by_place);
	out->rows = arena_calloc(w->a, n + 1, sizeof(*out->rows));
	for (size_t i = 0; i < n; i++)
		out->rows[i] = rows[i].group->row;
	out->n = n;
}

void series_build(struct series_table *out, struct arena *a,
		  const struct observations *obs,
		  const struct indicators *known,
		  const struct series_wanted *wanted)
{
	struct series_work w = {
		.a = a, .obs = obs, .known = known, .wanted = wanted};

	*out = (struct series_table){.from = obs};
	intern_init(&w.strings, a);
	intern_init(&w.names, a);
	intern_init(&w.groups_by, a);
	note_reports(&w);
	series_facts(&w);
	series_cells(&w);
	series_pair(&w);
	make_rows(&w, out);
}
