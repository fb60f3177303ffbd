/*
 * Answering questions. The names that can be asked for are those of the
 * region's series, so what is found has an answer.
 */
#include "tui/lookup.h"

#include <stdlib.h>

#include "db/regions.h"

enum { REGIONS_KEPT = 8 };

/* A region with what is made of its series. */
struct shelf {
	struct lookup_region region;
	struct ask_table *names;
	struct arena arena;
};

struct lookup {
	struct library *lib;
	struct arena arena; /* words, indicators */
	struct ask_words *words;
	struct indicators *indicators;
	struct arena region_arena; /* the list of regions */
	struct regions regions;
	struct ask_region *asked; /* the same for core/ask */
	size_t home;
	bool listed;
	struct shelf *shelves[REGIONS_KEPT];
	unsigned next;		 /* shelf to be given up */
	struct shelf *quick;	 /* of the last quick question: one indicator */
	struct ask_table *known; /* all indicators, whatever the library has */
};

struct lookup *lookup_open(struct library *lib, const struct assets *assets,
			   struct error *err)
{
	struct lookup *l = calloc(1, sizeof(*l));

	if (!l)
		arena_oom();
	l->lib = lib;
	l->words = ask_words_open(&l->arena, assets, err);
	if (l->words)
		l->indicators = indicators_open(&l->arena, assets, err);
	if (l->indicators)
		return l;
	lookup_close(l);
	return NULL;
}

static void close_shelf(struct shelf *s)
{
	if (!s)
		return;
	arena_release(&s->arena);
	free(s);
}

void lookup_forget(struct lookup *l)
{
	for (size_t i = 0; i < REGIONS_KEPT; i++) {
		close_shelf(l->shelves[i]);
		l->shelves[i] = NULL;
	}
	close_shelf(l->quick);
	l->quick = NULL;
	arena_release(&l->region_arena);
	l->regions = (struct regions){0};
	l->listed = false;
}

void lookup_close(struct lookup *l)
{
	if (!l)
		return;
	lookup_forget(l);
	arena_release(&l->arena);
	free(l);
}

const struct indicators *lookup_indicators(const struct lookup *l)
{
	return l->indicators;
}

static bool list_regions(struct lookup *l, struct error *err)
{
	size_t n;

	if (l->listed)
		return true;
	if (!regions_load(l->lib, &l->region_arena, &l->regions, err))
		return false;
	n = l->regions.n;
	l->asked = arena_calloc(&l->region_arena, n + 1, sizeof(*l->asked));
	for (size_t i = 0; i < n; i++)
		l->asked[i] = (struct ask_region){l->regions.items[i].name,
						  l->regions.items[i].newest};
	l->home = regions_home(&l->regions);
	l->listed = true;
	return true;
}

void lookup_set_home(struct lookup *l, struct str region)
{
	if (!list_regions(l, NULL))
		return;
	for (size_t i = 0; i < l->regions.n; i++)
		if (str_eq(l->regions.items[i].name, region))
			l->home = i;
}

static size_t filled(const struct series_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n_cells; i++)
		n += row->cells[i].target.stated.present +
		     row->cells[i].achieved.stated.present;
	return n;
}

/* The names of a region's rows; rows of one name stand together or not. */
static void name_rows(struct shelf *s, const struct indicators *ind)
{
	const struct series_table *t = &s->region.table;
	struct wordmap seen;
	ARRAY_OF(struct ask_name) names = {0};

	wordmap_init(&seen, &s->arena);
	for (size_t i = 0; i < t->n; i++) {
		struct str name = t->rows[i].indicator;
		uint32_t at = wordmap_get(&seen, name);

		if (!name.len)
			continue;
		if (!at) {
			*ARRAY_PUSH(&s->arena, &names) =
				(struct ask_name){name, t->rows[i].known, 0};
			at = (uint32_t)names.n;
			wordmap_add(&seen, name, at);
		}
		names.items[at - 1].count += (uint32_t)filled(&t->rows[i]);
	}
	s->names = ask_table_open(&s->arena, ind, names.items, names.n);
}

/* The series of a region, or of one indicator of it. */
static struct shelf *load_shelf(struct lookup *l, size_t i,
				struct str indicator, struct error *err)
{
	struct shelf *s = calloc(1, sizeof(*s));
	bool known = i < l->regions.n;
	struct series_wanted wanted = {.indicator = indicator};

	if (!s)
		arena_oom();
	if (known)
		wanted.region = l->regions.items[i].name;
	s->region.name = arena_str(&s->arena, wanted.region);
	s->region.now = known ? l->regions.items[i].newest : 0;
	if (!series_load(l->lib, &s->arena, l->indicators, &wanted,
			 &s->region.table, err)) {
		close_shelf(s);
		return NULL;
	}
	return s;
}

/* The region's shelf, fetched if it is not there; `i` = n: reports that name
 * no region. */
static struct shelf *shelf_of(struct lookup *l, size_t i, struct error *err)
{
	bool known = i < l->regions.n;
	struct str name = known ? l->regions.items[i].name : STR("");
	struct shelf *s;

	for (size_t k = 0; k < REGIONS_KEPT; k++)
		if (l->shelves[k] && str_eq(l->shelves[k]->region.name, name))
			return l->shelves[k];
	s = load_shelf(l, i, STR(""), err);
	if (!s)
		return NULL;
	name_rows(s, l->indicators);
	close_shelf(l->shelves[l->next]);
	l->shelves[l->next] = s;
	l->next = (l->next + 1) % REGIONS_KEPT;
	return s;
}

/* One reading of a question, and its answer. */
static bool answer_one(struct lookup *l, struct arena *a, const struct ask *q,
		       size_t most, struct lookup_answer *out,
		       struct error *err)
{
	size_t i = q->region == ASK_NO_REGION ? l->home : (size_t)q->region;
	const struct shelf *s = shelf_of(l, i, err);
	const struct ask_candidate *best;

	*out = (struct lookup_answer){.q = *q};
	if (!s)
		return false;
	out->region = &s->region;
	if (s->region.table.n == 0)
		return true;
	ask_find(&out->candidates, a, s->names, q, most);
	best = out->candidates.items;
	out->found =
		out->candidates.n && best->count && ask_is_answer(best->fit);
	return true;
}

static enum ask_fit fit_of(const struct lookup_answer *answer)
{
	return answer->found ? answer->candidates.items[0].fit : ASK_NEAR;
}

/* Letters that fit badly may be meant otherwise: gdp24, ytgdp. */
static bool answer_otherwise(struct lookup *l, struct arena *a,
			     const struct ask_known *known, size_t most,
			     struct lookup_answer *out, struct error *err)
{
	struct ask others[ASK_OTHERS];
	unsigned n = 0;

	if (fit_of(out) > ASK_PINYIN_PREFIX)
		n = ask_others(others, a, &out->q, known);
	for (unsigned i = 0; i < n; i++) {
		struct lookup_answer other;

		if (!answer_one(l, a, &others[i], most, &other, err))
			return false;
		if (fit_of(&other) < fit_of(out))
			*out = other;
	}
	return true;
}

/* The home region has it not, and no region was named: does another? */
static bool answer_elsewhere(struct lookup *l, struct arena *a, size_t most,
			     struct lookup_answer *out, struct error *err)
{
	struct arena tmp = {0};
	struct series_wanted wanted = {0};
	struct series_table t = {0};
	struct ask q = out->q;
	size_t best = 0;
	struct error none;

	if (out->found || q.region != ASK_NO_REGION || l->regions.n < 2 ||
	    !out->candidates.n || out->candidates.items[0].fit == ASK_NEAR)
		return true;
	wanted.indicator = out->candidates.items[0].name;
	error_clear(&none);
	series_load(l->lib, &tmp, l->indicators, &wanted, &t, &none);
	for (size_t i = 0; i < t.n; i++) {
		for (size_t k = 0; k < l->regions.n; k++)
			if (filled(&t.rows[i]) > best &&
			    str_eq(l->regions.items[k].name,
				   t.rows[i].region)) {
				best = filled(&t.rows[i]);
				q.region = (int)k;
			}
	}
	arena_release(&tmp);
	return q.region == ASK_NO_REGION ||
	       answer_one(l, a, &q, most, out, err);
}

/* The indicator that a question surely means: by its very name, or as the only
 * one whose letters these are. */
static const struct indicator *sure_of(struct lookup *l, struct arena *a,
				       const struct ask *q)
{
	const struct indicator *exact = indicator_find(l->indicators, q->rest);
	struct ask_candidates two = {0};

	if (exact || !q->rest.len)
		return exact;
	if (!l->known)
		l->known = ask_table_open(&l->arena, l->indicators, NULL, 0);
	ask_find(&two, a, l->known, q, 2);
	if (two.n && two.items[0].fit == ASK_PINYIN_WHOLE &&
	    (two.n < 2 || two.items[1].fit != ASK_PINYIN_WHOLE))
		return two.items[0].known;
	return NULL;
}

/* False when the question has to be answered at length. */
static bool answer_quickly(struct lookup *l, struct arena *a,
			   const struct ask *q, struct lookup_answer *out)
{
	size_t i = q->region == ASK_NO_REGION ? l->home : (size_t)q->region;
	const struct indicator *known = sure_of(l, a, q);
	struct ask_candidate *c;
	struct error none;

	error_clear(&none);
	if (!known)
		return false;
	close_shelf(l->quick);
	l->quick = load_shelf(l, i, known->name, &none);
	if (!l->quick || !l->quick->region.table.n)
		return false;
	*out = (struct lookup_answer){
		.q = *q, .region = &l->quick->region, .found = true};
	c = ARRAY_PUSH(a, &out->candidates);
	*c = (struct ask_candidate){.name = known->name,
				    .known = known,
				    .fit = ASK_EXACT,
				    .count = 1};
	return true;
}

static bool fix_region(struct lookup *l, struct arena *a, struct str name,
		       size_t *at, struct error *err)
{
	struct str full;

	if (!series_region_find(l->lib, a, name, &full, err))
		return false;
	for (size_t i = 0; i < l->regions.n; i++)
		if (str_eq(l->regions.items[i].name, full))
			*at = i;
	return true;
}

/* Of a place that is not in the library nothing is answered, least of all
 * another region's figures; unless the place is part of an indicator's name. */
static bool place_is_there(struct lookup *l, struct arena *a,
			   const struct lookup_answer *out, struct error *err)
{
	struct str full;

	return out->q.region != ASK_NO_REGION || !out->q.absent.len ||
	       fit_of(out) <= ASK_INSIDE ||
	       series_region_find(l->lib, a, out->q.absent, &full, err);
}

bool lookup_ask(struct lookup *l, struct arena *a,
		const struct lookup_question *question,
		struct lookup_answer *out, struct error *err)
{
	struct ask_known known;
	struct ask q;
	size_t home, most = question->most;

	*out = (struct lookup_answer){0};
	if (!list_regions(l, err))
		return false;
	home = l->home;
	if (question->fixed.len &&
	    !fix_region(l, a, question->fixed, &home, err))
		return false;
	known = (struct ask_known){l->words, l->indicators, l->asked,
				   l->regions.n, home};
	ask_read(&q, a, &known, question->words);
	if (question->fixed.len)
		q.region = (int)home;
	if (question->year_from) {
		q.year_from = question->year_from;
		q.year_to = question->year_to;
	}
	if (question->quick && answer_quickly(l, a, &q, out))
		return true;
	return answer_one(l, a, &q, most, out, err) &&
	       answer_otherwise(l, a, &known, most, out, err) &&
	       place_is_there(l, a, out, err) &&
	       answer_elsewhere(l, a, most, out, err);
}

static bool is_asked(const struct ask *q, const struct series_cell *cell)
{
	return !q->year_from ||
	       (cell->year >= q->year_from && cell->year <= q->year_to);
}

static bool is_decided(const struct series_cell *cell)
{
	return cell->answer.verdict < VERDICT_NO_TARGET;
}

/* How well a cell answers; 0: it is not asked for. */
static int worth_of_cell(const struct ask *q, const struct series_cell *cell)
{
	bool target = cell->target.stated.present;
	bool achieved = cell->achieved.stated.present;

	if (!is_asked(q, cell))
		return 0;
	switch (q->about) {
	case ASK_TARGET:
		return target ? 3 : 1;
	case ASK_ACHIEVED:
		return achieved ? 3 : 1;
	default:
		return is_decided(cell) ? 3 : target || achieved ? 2 : 1;
	}
}

const struct series_cell *lookup_cell(const struct lookup_answer *answer,
				      const struct series_row *row)
{
	const struct series_cell *best = NULL;
	int worth = 0;

	for (size_t i = row->n_cells; i > 0; i--) {
		int w = worth_of_cell(&answer->q, &row->cells[i - 1]);

		if (w > worth) {
			worth = w;
			best = &row->cells[i - 1];
		}
	}
	return best;
}

static bool is_measure(enum ask_measure wish, enum measure measure)
{
	return (wish == ASK_MEASURE_GROWTH && measure == MEASURE_GROWTH) ||
	       (wish == ASK_MEASURE_LEVEL && measure != MEASURE_GROWTH);
}

/* The measure wished for, then a cell that answers, then the whole region and
 * the plain basis, then how much the row tells. */
static int worth_of_row(const struct lookup_answer *answer,
			const struct series_row *row)
{
	const struct series_cell *cell = lookup_cell(answer, row);
	size_t n = filled(row);
	int worth = cell ? worth_of_cell(&answer->q, cell) : 0;

	worth = worth * 4 + 2 * !row->scope.len + !row->basis.len;
	worth += is_measure(answer->q.measure, row->measure) * 64;
	return worth * 64 + (n < 63 ? (int)n : 63);
}

size_t lookup_rows(const struct lookup_answer *answer,
		   const struct ask_candidate *candidate,
		   const struct series_row *out[LOOKUP_ROWS])
{
	const struct series_table *t = &answer->region->table;
	int worths[LOOKUP_ROWS];
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		int worth = worth_of_row(answer, &t->rows[i]);
		size_t at = n;

		if (!str_eq(t->rows[i].indicator, candidate->name))
			continue;
		while (at > 0 && worths[at - 1] < worth)
			at--;
		if (at >= LOOKUP_ROWS)
			continue;
		n += n < LOOKUP_ROWS;
		for (size_t k = n - 1; k > at; k--) {
			out[k] = out[k - 1];
			worths[k] = worths[k - 1];
		}
		out[at] = &t->rows[i];
		worths[at] = worth;
	}
	return n;
}
