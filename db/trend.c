/* Counting words over years and regions: all reports make the rows, then each
 * hit of a search is added to its own. */
#include "db/trend.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "core/base/fold.h"
#include "core/base/wordmap.h"

#include "db/conn.h"
#include "db/stmt.h"

enum { CHUNK = 1000 };

struct counting {
	struct conn *c;
	const struct query *q;
	enum trend_by by;
	struct arena *a;
	struct trend_rows *out;
	struct wordmap regions; /* -> index + 1 */
	uint32_t *years;	/* index + 1 */
	int64_t last;		/* report that was counted as matching */
};

uint64_t trend_rate(const struct trend_row *row)
{
	return row->chars ? (row->hits * 1000000 + row->chars / 2) / row->chars
			  : 0;
}

static struct trend_row *row_of(struct counting *c, unsigned year,
				struct str region)
{
	uint32_t *slot = &c->years[year], index;
	struct trend_row *row;

	/* a word of a map is not empty */
	if (c->by == TREND_BY_REGION && region.len) {
		index = wordmap_get(&c->regions, region);
		slot = &index;
	} else if (c->by == TREND_BY_REGION) {
		slot = &c->years[0];
	}
	if (*slot)
		return &c->out->items[*slot - 1];
	row = ARRAY_PUSH(c->a, c->out);
	*slot = (uint32_t)c->out->n;
	if (c->by == TREND_BY_YEAR) {
		row->year = (uint16_t)year;
	} else {
		row->region = arena_str(c->a, region);
		if (region.len)
			wordmap_add(&c->regions, row->region, *slot);
	}
	return row;
}

static bool is_asked(struct counting *c, struct arena *tmp, unsigned year,
		     struct str region)
{
	struct folded f;

	if (year < c->q->year_from || year > c->q->year_to)
		return false;
	if (!c->q->region.len)
		return true;
	fold(&f, tmp, region);
	return str_find(f.bytes, c->q->region, 0) >= 0;
}

static bool add_reports(struct counting *c, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c->c, STMT_TREND_REPORTS, err);
	struct arena tmp = {0};
	int rc = -1;

	while (st && (rc = stmt_step(c->c, st, err)) == 1) {
		unsigned year = stmt_col_u32(st, 0, UINT16_MAX);
		struct str region = stmt_col_text(st, 1, &tmp);

		if (is_asked(c, &tmp, year, region)) {
			struct trend_row *row = row_of(c, year, region);

			row->n_reports++;
			row->chars += stmt_col_u32(st, 2, UINT32_MAX);
		}
		arena_reset(&tmp);
	}
	arena_release(&tmp);
	return rc == 0;
}

static void add_hits(struct counting *c, const struct search_hits *hits)
{
	for (size_t i = 0; i < hits->n; i++) {
		const struct search_hit *h = &hits->items[i];
		struct trend_row *row = row_of(c, h->year, h->region);

		row->hits += h->n_hits;
	}
}

/* A report that says it, and its row. */
struct seen {
	int64_t report;
	ptrdiff_t row;
};

static int by_report(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	return (x->report > y->report) - (x->report < y->report);
}

/* The reports that say it, each once, though it comes in runs. */
static void add_matching(struct counting *c, struct seen *seen, size_t n)
{
	int64_t last = 0;

	if (n)
		qsort(seen, n, sizeof(*seen), by_report);
	for (size_t i = 0; i < n; i++) {
		if (seen[i].report != last)
			c->out->items[seen[i].row].n_matching++;
		last = seen[i].report;
	}
}

static bool add_search(struct counting *c, struct library *lib,
		       struct error *err)
{
	struct search *s = search_open(lib, c->q, err);
	enum search_state state = s ? SEARCH_MORE : SEARCH_FAILED;
	ARRAY_OF(struct seen) seen = {0};
	struct arena tmp = {0}, kept = {0};

	while (state == SEARCH_MORE) {
		struct search_hits hits = {0};

		state = search_page(s, &tmp, &hits, CHUNK, err);
		add_hits(c, &hits);
		for (size_t i = 0; i < hits.n; i++) {
			const struct search_hit *h = &hits.items[i];
			struct seen *p;

			if (h->report == c->last)
				continue;
			c->last = h->report;
			p = ARRAY_PUSH(&kept, &seen);
			p->report = h->report;
			p->row = row_of(c, h->year, h->region) - c->out->items;
		}
		arena_reset(&tmp);
	}
	add_matching(c, seen.items, seen.n);
	search_close(s);
	arena_release(&tmp);
	arena_release(&kept);
	return state == SEARCH_END;
}

static int by_year(const void *a, const void *b)
{
	const struct trend_row *x = a, *y = b;

	return x->year - y->year;
}

static int by_rate(const void *a, const void *b)
{
	const struct trend_row *x = a, *y = b;
	uint64_t rx = trend_rate(x), ry = trend_rate(y);

	if (rx != ry)
		return rx > ry ? -1 : 1;
	return str_cmp(x->region, y->region);
}

bool trend_read(struct library *lib, struct arena *a, const struct query *q,
		enum trend_by by, struct trend_rows *out, struct error *err)
{
	struct counting c = {
		.c = library_conn(lib), .q = q, .by = by, .a = a, .out = out};
	bool ok;

	wordmap_init(&c.regions, a);
	c.years = arena_calloc(a, UINT16_MAX + 1, sizeof(*c.years));
	ok = add_reports(&c, err) && add_search(&c, lib, err);
	if (ok && out->n)
		qsort(out->items, out->n, sizeof(*out->items),
		      by == TREND_BY_YEAR ? by_year : by_rate);
	return ok;
}
