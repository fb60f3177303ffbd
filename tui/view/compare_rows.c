/*
 * Rows and columns of the compare view: what is left out, how it is sorted,
 * and steps over it. No drawing, no library.
 */
#include <stdlib.h>

#include "core/base/fold.h"

#include "tui/view/compare.h"
#include "tui/widget/chart.h"

enum { YEAR_MOST = 1 << 16 };

const struct compare_row *compare_row_at(const struct compare *c, uint32_t i)
{
	return i < c->rows.n ? &c->rows.items[i] : NULL;
}

const struct series_row *compare_row(const struct compare *c)
{
	const struct compare_row *row = compare_row_at(c, c->grid.rows.cursor);

	return row ? row->series : NULL;
}

unsigned compare_year(const struct compare *c)
{
	int i = c->grid.at - COLUMN_FIRST_YEAR;

	return i >= 0 && i < c->n_years ? c->years[i] : 0;
}

const struct series_cell *compare_cell(const struct compare *c)
{
	const struct series_row *row = compare_row(c);

	return row ? series_cell_of(row, compare_year(c)) : NULL;
}

/* Is it a row of this table at all? Achievements that nobody aimed at are no
 * comparison; by region what the regions reached may be set side by side. */
static bool belongs(const struct compare *c, const struct series_row *row)
{
	const struct series_row *i = &c->indicator;

	if (c->axis == BY_REGION)
		return row->measure == i->measure && row->family == i->family &&
		       str_eq(row->scope, i->scope) &&
		       str_eq(row->basis, i->basis);
	if (!str_eq(row->region, c->region))
		return false;
	for (size_t k = 0; k < row->n_cells; k++)
		if (row->cells[k].target.low)
			return true;
	return false;
}

static bool is_own(const struct compare *c, const struct series_row *row)
{
	for (unsigned year = c->year ? c->year - 1 : 0; year <= c->year;
	     year++) {
		const struct series_cell *cell = series_cell_of(row, year);

		if (cell && cell->target.low)
			return true;
	}
	return false;
}

/* All words of the filter are in the label. */
static bool passes(struct arena *a, struct str label, struct str words)
{
	struct folded hay, needle;
	struct str word;

	fold(&hay, a, label);
	while (str_split(&words, ' ', &word)) {
		fold(&needle, a, word);
		if (needle.bytes.len &&
		    str_find(hay.bytes, needle.bytes, 0) < 0)
			return false;
	}
	return true;
}

static struct str label_of(struct compare *c, const struct series_row *row)
{
	struct buf b;

	if (c->axis == BY_REGION)
		return row->region;
	buf_init(&b, &c->arena);
	series_label(&b, row, false);
	return buf_str(&b);
}

static void push_row(struct compare *c, const struct series_row *row)
{
	struct str label = label_of(c, row);
	struct arena_mark mark;
	struct compare_row *out;
	bool shown;

	c->n_all++;
	for (size_t k = 0; k < row->n_cells; k++)
		c->both = c->both || (row->cells[k].target.low &&
				      row->cells[k].achieved.low);
	mark = arena_mark(&c->arena);
	shown = passes(&c->arena, label, str_of(c->words));
	arena_rewind(&c->arena, mark);
	if (!shown)
		return;
	out = ARRAY_PUSH(&c->arena, &c->rows);
	out->series = row;
	out->label = label;
	out->own = is_own(c, row);
	out->order = (uint32_t)c->n_all;
}

static void find_years(struct compare *c)
{
	bool *seen = arena_calloc(&c->arena, YEAR_MOST, sizeof(*seen));
	int n = 0;

	for (size_t i = 0; i < c->rows.n; i++) {
		const struct series_row *row = c->rows.items[i].series;

		for (size_t k = 0; k < row->n_cells; k++) {
			n += !seen[row->cells[k].year];
			seen[row->cells[k].year] = true;
		}
	}
	c->years = arena_calloc(&c->arena, (size_t)n + 1, sizeof(*c->years));
	c->n_years = 0;
	for (unsigned year = 0; year < YEAR_MOST; year++)
		if (seen[year])
			c->years[c->n_years++] = (uint16_t)year;
}

static void make_columns(struct compare *c)
{
	static const struct table_column NAME = {"", 17, 30, TABLE_LEFT, NULL},
					 TREND = {N_("Trend"), 5, 10,
						  TABLE_LEFT, NULL},
					 YEAR = {"", 25, 34, TABLE_LEFT, NULL};
	int n = COLUMN_FIRST_YEAR + c->n_years;

	c->columns = arena_calloc(&c->arena, (size_t)n, sizeof(*c->columns));
	c->columns[COLUMN_NAME] = NAME;
	c->columns[COLUMN_NAME].title =
		c->axis == BY_REGION ? N_("Region") : N_("Indicator");
	c->columns[COLUMN_TREND] = TREND;
	for (int i = 0; i < c->n_years; i++)
		c->columns[COLUMN_FIRST_YEAR + i] = YEAR;
	table_set(&c->grid, c->columns, n, COLUMN_FIRST_YEAR);
}

/* What is bad news first, then what is unknown; no cell last. */
static int verdict_rank(const struct series_cell *cell)
{
	static const int RANK[VERDICT_COUNT] = {
		[VERDICT_MISSED] = 0,
		[VERDICT_NEAR] = 1,
		[VERDICT_MET] = 2,
		[VERDICT_INCOMPARABLE] = 3,
		[VERDICT_NO_ACHIEVEMENT] = 4,
		[VERDICT_NO_TARGET] = 5,
	};

	return cell ? RANK[cell->answer.verdict] : VERDICT_COUNT;
}

struct sort_key {
	int64_t first;
	double value; /* the greatest first */
	struct str name;
	struct compare_row row;
};

static int by_key(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;
	int names = str_cmp(x->name, y->name);

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->value < y->value || x->value > y->value)
		return x->value > y->value ? -1 : 1;
	if (names)
		return names;
	return x->row.order < y->row.order ? -1 : x->row.order > y->row.order;
}

/* Rows without a value go last. */
static void set_value(const struct compare *c, struct sort_key *key,
		      unsigned year)
{
	const struct series_cell *cell = series_cell_of(key->row.series, year);
	enum series_which which = series_side_of(cell, c->side);
	const struct stated *s;

	key->first = 1;
	if (!cell || !series_side(cell, which)->low)
		return;
	s = &series_side(cell, which)->stated;
	key->first = 0;
	key->value = chart_value_of(s->has_low ? s->low : s->high).value;
}

static void sort(struct compare *c, unsigned year)
{
	size_t n = c->rows.n;
	struct sort_key *keys = arena_calloc(&c->arena, n + 1, sizeof(*keys));

	for (size_t i = 0; i < n; i++) {
		const struct compare_row *row = &c->rows.items[i];

		keys[i].row = *row;
		if (c->order == COMPARE_BY_VERDICT)
			keys[i].first =
				verdict_rank(series_cell_of(row->series, year));
		else if (c->order == COMPARE_BY_VALUE)
			set_value(c, &keys[i], year);
		else if (c->order == COMPARE_BY_NAME)
			keys[i].name = row->label;
		else
			keys[i].first = !row->own && c->axis == BY_YEAR;
	}
	if (n)
		qsort(keys, n, sizeof(*keys), by_key);
	for (size_t i = 0; i < n; i++)
		c->rows.items[i] = keys[i].row;
}

/* The column of a year, else of the next one before it. */
static int column_of(const struct compare *c, unsigned year)
{
	int i = c->n_years - 1;

	while (i > 0 && c->years[i] > year)
		i--;
	return COLUMN_FIRST_YEAR + (i < 0 ? 0 : i);
}

void compare_refresh(struct compare *c, const struct series_row *keep,
		     unsigned year)
{
	struct list *list = &c->grid.rows;

	arena_reset(&c->arena);
	c->rows.items = NULL;
	c->rows.n = c->rows.cap = 0;
	c->n_all = 0;
	c->both = false;
	for (size_t i = 0; i < c->data.table.n; i++)
		if (belongs(c, &c->data.table.rows[i]))
			push_row(c, &c->data.table.rows[i]);
	find_years(c);
	make_columns(c);
	sort(c, year);
	list_set(list, (uint32_t)c->rows.n, list->rows);
	for (size_t i = 0; i < c->rows.n; i++)
		if (c->rows.items[i].series == keep)
			list_to(list, (int64_t)i);
	table_to_column(&c->grid, column_of(c, year));
}

/* All cells one after the other, down the rows, year by year. */
static const struct series_cell *cell_number(const struct compare *c, int64_t i)
{
	int64_t rows = (int64_t)c->rows.n;
	const struct series_row *row = c->rows.items[i % rows].series;

	return series_cell_of(row, c->years[i / rows]);
}

bool compare_step_missed(struct compare *c, int by)
{
	int64_t rows = (int64_t)c->rows.n, n = rows * c->n_years, at;

	if (n == 0)
		return false;
	at = (c->grid.at - COLUMN_FIRST_YEAR) * rows + c->grid.rows.cursor;
	for (at += by; at >= 0 && at < n; at += by) {
		const struct series_cell *cell = cell_number(c, at);

		if (!cell || cell->answer.verdict != VERDICT_MISSED)
			continue;
		list_to(&c->grid.rows, at % rows);
		table_to_column(&c->grid, COLUMN_FIRST_YEAR + (int)(at / rows));
		return true;
	}
	return false;
}

struct series_tally compare_tally(const struct compare *c)
{
	struct series_tally t = {0};
	unsigned year = compare_year(c);

	for (size_t i = 0; i < c->rows.n; i++) {
		const struct series_cell *cell =
			series_cell_of(c->rows.items[i].series, year);

		if (cell)
			t.n[cell->answer.verdict]++;
	}
	return t;
}
