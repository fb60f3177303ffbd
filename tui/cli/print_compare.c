/* Targets against achievements as rows. A table for people needs no place in
 * a text; the machine formats tell both, so the figures are looked up. */
#include "tui/cli/print_compare.h"

#include <stdlib.h>

#include "core/base/clean.h"

#include "tui/figure.h"
#include "tui/i18n.h"
#include "tui/reason.h"

// clang-format off
static const struct out_column COLUMNS[] = {
	{"region", NULL, false, 0},
	{"indicator", NULL, false, 0},
	{"measure", NULL, false, 0},
	{"unit", NULL, false, 0},
	{"year", NULL, true, 0},
	{"target_text", NULL, false, 0},
	{"target_low", NULL, true, 0},
	{"target_high", NULL, true, 0},
	{"target_bound", NULL, false, 0},
	{"achieved_text", NULL, false, 0},
	{"achieved", NULL, true, 0},
	{"verdict", NULL, false, 0},
	{"reason", NULL, false, 0},
	{"reason_text", NULL, false, 0},
	{"scope", NULL, false, 0},
	{"basis", NULL, false, 0},
	{"marks", NULL, false, 0},
	{"target_id", NULL, true, 0},
	{"target_offset", NULL, true, 0},
	{"achieved_id", NULL, true, 0},
	{"achieved_offset", NULL, true, 0},
};
/* For people; which of them, and in what order, by the question. */
enum { REGION, INDICATOR, MEASURE, YEAR, TARGET, ACHIEVED, VERDICT, REASON, N_PEOPLE };
static const struct out_column PEOPLE[N_PEOPLE] = {
	[REGION] = {"region", N_("region"), false, 16},
	[INDICATOR] = {"indicator", N_("indicator"), false, 30},
	[MEASURE] = {"measure", N_("measure"), false, 0},
	[YEAR] = {"year", N_("year"), true, 0},
	[TARGET] = {"target", N_("target"), false, 16},
	[ACHIEVED] = {"achieved", N_("achieved"), false, 16},
	[VERDICT] = {"verdict", N_("verdict"), false, 0},
	[REASON] = {"reason_text", N_("reason"), false, 0},
};
// clang-format on

/* An indicator in a year over the regions: the regions stay in the order of
 * the table's rows, which are in theirs. */
static int by_indicator(const void *a, const void *b)
{
	const struct compare_cell *x = a, *y = b;
	int cmp = str_cmp(x->row->indicator, y->row->indicator);

	if (!cmp)
		cmp = (x->row->measure > y->row->measure) -
		      (x->row->measure < y->row->measure);
	if (!cmp)
		cmp = str_cmp(x->row->unit, y->row->unit);
	if (!cmp)
		cmp = (x->cell->year > y->cell->year) -
		      (x->cell->year < y->cell->year);
	return cmp ? cmp : (x->row > y->row) - (x->row < y->row);
}

void compare_collect(struct compare_cells *out, struct arena *a,
		     const struct series_table *t, enum compare_order order,
		     bool targets_only)
{
	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = 0; k < t->rows[i].n_cells; k++) {
			const struct series_cell *cell = &t->rows[i].cells[k];

			if (targets_only && !cell->target.low)
				continue;
			*ARRAY_PUSH(a, out) =
				(struct compare_cell){&t->rows[i], cell};
		}
	}
	if (order == COMPARE_BY_REGION && out->n)
		qsort(out->items, out->n, sizeof(*out->items), by_indicator);
}

bool print_compare_is_for_people(const struct out *o)
{
	return o->format == OUT_TABLE || o->format == OUT_MD ||
	       o->format == OUT_HTML;
}

static bool is_one_region(const struct compare_cells *cells)
{
	for (size_t i = 1; i < cells->n; i++)
		if (!str_eq(cells->items[i].row->region,
			    cells->items[0].row->region))
			return false;
	return true;
}

/* Reasons have a column where there is room for one. */
enum { WIDE = 110 };

static bool has_reasons(const struct out *o)
{
	return o->format != OUT_TABLE || !o->width || o->width >= WIDE;
}

static void begin_people(struct out *o, enum compare_order order,
			 const struct compare_cells *cells)
{
	static const int by_year[] = {REGION, INDICATOR, MEASURE, YEAR,
				      TARGET, ACHIEVED,	 VERDICT, REASON};
	static const int by_region[] = {INDICATOR, MEASURE,  YEAR,    REGION,
					TARGET,	   ACHIEVED, VERDICT, REASON};
	const int *ids = order == COMPARE_BY_REGION ? by_region : by_year;
	struct out_column *columns =
		arena_calloc(o->arena, N_PEOPLE, sizeof(*columns));
	size_t n = 0;

	for (size_t i = 0; i < N_PEOPLE; i++) {
		if ((ids[i] == REASON && !has_reasons(o)) ||
		    (ids[i] == REGION && order == COMPARE_BY_YEAR &&
		     is_one_region(cells)))
			continue;
		columns[n++] = PEOPLE[ids[i]];
	}
	out_begin(o, columns, n);
}

void print_compare_begin(struct out *o, enum compare_order order,
			 const struct compare_cells *cells)
{
	if (print_compare_is_for_people(o))
		begin_people(o, order, cells);
	else
		out_begin(o, COLUMNS, COUNT_OF(COLUMNS));
}

static void decimal_cell(struct out *o, bool has, struct decimal d)
{
	char text[DECIMAL_TEXT];

	if (!has) {
		out_absent(o);
		return;
	}
	decimal_text(d, text);
	*ARRAY_PUSH(o->arena, &o->cells) = arena_str(o->arena, str_of(text));
}

static void value_cell(struct out *o, const struct stated *s)
{
	struct buf b;

	buf_init(&b, o->arena);
	reason_value(&b, s, false);
	out_text(o, buf_str(&b));
}

static void verdict_cell(struct out *o, const struct series_cell *cell)
{
	enum verdict v = cell->answer.verdict;
	struct buf b;

	buf_init(&b, o->arena);
	buf_addz(&b, reason_sign(v, false));
	buf_addc(&b, ' ');
	buf_addz(&b, reason_word(v));
	out_text(o, buf_str(&b));
}

static void reason_cell(struct out *o, const struct series_cell *cell)
{
	struct buf b;

	buf_init(&b, o->arena);
	reason_text(&b, cell, false);
	if (print_compare_is_for_people(o) && cell->marks) {
		buf_addz(&b, _(" ("));
		reason_marks(&b, cell->marks);
		buf_addz(&b, _(")"));
	}
	out_text(o, buf_str(&b));
}

static void marks_cell(struct out *o, unsigned marks)
{
	struct buf b;

	buf_init(&b, o->arena);
	for (unsigned i = 0; i < SERIES_MARK_COUNT; i++) {
		if (!(marks & 1u << i))
			continue;
		buf_addz(&b, b.len ? ", " : "");
		buf_addz(&b, series_mark_name(i));
	}
	out_text(o, buf_str(&b));
}

static void people_cell(struct out *o, const char *name,
			const struct compare_cell *c)
{
	int id = 0;

	while (id < REASON && strcmp(PEOPLE[id].name, name) != 0)
		id++;
	switch (id) {
	case REGION:
		out_text(o, c->row->region);
		break;
	case INDICATOR:
		out_text(o, c->row->indicator);
		break;
	case MEASURE:
		out_text(o, str_of(figure_measure(c->row->measure)));
		break;
	case YEAR:
		out_int(o, c->cell->year);
		break;
	case TARGET:
		value_cell(o, &c->cell->target.stated);
		break;
	case ACHIEVED:
		value_cell(o, &c->cell->achieved.stated);
		break;
	case VERDICT:
		verdict_cell(o, c->cell);
		break;
	default:
		reason_cell(o, c->cell);
	}
}

static void print_line(struct out *o, const struct compare_cell *c)
{
	for (size_t i = 0; i < o->n_columns; i++)
		people_cell(o, o->columns[i].name, c);
	out_row(o);
}

/* Below a narrow table: why not, where the two figures do not say it. */
void print_compare_reasons(struct out *o, const struct compare_cells *cells)
{
	bool first = true;

	if (o->format != OUT_TABLE || has_reasons(o))
		return;
	for (size_t i = 0; i < cells->n; i++) {
		const struct compare_cell *c = &cells->items[i];
		struct buf b;

		if (c->cell->answer.verdict != VERDICT_INCOMPARABLE)
			continue;
		buf_init(&b, o->arena);
		buf_addz(&b, first ? "\n" : "");
		clean(&b, c->row->indicator);
		buf_addf(&b, " %u: ", c->cell->year);
		reason_text(&b, c->cell, false);
		buf_addc(&b, '\n');
		fwrite(b.p, 1, b.len, o->file);
		first = false;
	}
}

/* Where a side's figure stands, and its text: of a range both ends. */
struct found {
	bool there;
	int64_t id;
	uint32_t cp;
	struct str text;
};

static bool find(struct out *o, struct library *lib,
		 const struct series_table *t, const struct series_side *side,
		 struct found *out, struct error *err)
{
	const struct series_source *s;
	struct metric m;
	struct evidence e;

	*out = (struct found){.text = STR("")};
	if (!side->low)
		return true;
	s = &t->from->sources.items[side->low->source];
	m = side->low->m;
	if (side->high)
		m.len = side->high->m.off + side->high->m.len - m.off;
	if (!evidence_load(lib, o->arena, s, &m, &e, err))
		return false;
	*out = (struct found){true, s->id, e.cp, e.value};
	return true;
}

static void place_cells(struct out *o, const struct found *f)
{
	if (f->there) {
		out_int(o, f->id);
		out_int(o, f->cp);
	} else {
		out_absent(o);
		out_absent(o);
	}
}

static const char *bound_word(const struct series_side *side)
{
	if (!side->low)
		return "";
	return side->high ? "range" : bound_name(side->stated.bound);
}

bool print_compare(struct out *o, struct library *lib,
		   const struct series_table *t, const struct compare_cell *c,
		   struct error *err)
{
	const struct series_cell *cell = c->cell;
	const struct stated *target = &cell->target.stated;
	struct found set, got;

	if (print_compare_is_for_people(o)) {
		print_line(o, c);
		return true;
	}
	if (!find(o, lib, t, &cell->target, &set, err) ||
	    !find(o, lib, t, &cell->achieved, &got, err))
		return false;
	out_text(o, c->row->region);
	out_text(o, c->row->indicator);
	out_text(o, str_of(measure_name(c->row->measure)));
	out_text(o, c->row->unit);
	out_int(o, cell->year);
	out_text(o, set.text);
	decimal_cell(o, target->present && target->has_low, target->low);
	decimal_cell(o, target->present && target->has_high, target->high);
	out_text(o, str_of(bound_word(&cell->target)));
	out_text(o, got.text);
	decimal_cell(o, got.there,
		     got.there ? cell->achieved.low->m.value : DECIMAL_ZERO);
	out_text(o, str_of(verdict_name(cell->answer.verdict)));
	out_text(o, str_of(verdict_rule_name(cell->answer.rule)));
	reason_cell(o, cell);
	out_text(o, c->row->scope);
	out_text(o, c->row->basis);
	marks_cell(o, cell->marks);
	place_cells(o, &set);
	place_cells(o, &got);
	out_row(o);
	return true;
}
