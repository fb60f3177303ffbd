/*
 * Fetching for core/series: the reports that matter, then their figures in
 * one walk of a statement, by the index on the indicator where one is named
 * and no region. Strings repeat all over a library, so each is kept once. The
 * rows are taken for a stranger's: what could not have been written is
 * refused.
 */
#include "db/series.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/intern.h"
#include "core/extract/extract.h"
#include "core/likeness.h"

#include "db/conn.h"
#include "db/series_near.h"
#include "db/stmt.h"

enum { PLACE_BITS = 24, NAMES_MAX = 1 << 20, RESERVE_MAX = 1 << 18 };
enum { REGIONS_TOLD = 8 };

/* The columns of SERIES_ROW. */
enum {
	COL_ID,
	COL_OFF,
	COL_LEN,
	COL_BACK,
	COL_SENTENCE,
	COL_SECTION,
	COL_COEF,
	COL_EXP,
	COL_UNIT,
	COL_FAMILY,
	COL_BOUND,
	COL_MEASURE,
	COL_ROLE,
	COL_CANONICAL,
	COL_BASIS,
	COL_FLAGS,
	COL_PERIOD,
	COL_SCOPE,
	COL_INDICATOR,
};

struct fetch {
	struct conn *c;
	struct arena *a;
	struct observations *out;
	struct intern strings;
	struct str *names; /* by number; 0 is "" */
	size_t n_names;
	size_t n_expected; /* figures of the sources, as their rows tell */
	/* Places of the sources by id, sorted by it. */
	struct source_place {
		int64_t id;
		uint32_t at;
	} * places;
};

static struct str take_text(struct fetch *f, struct sqlite3_stmt *st, int col)
{
	struct str s = stmt_col_peek(st, col);

	return s.len ? intern_str(&f->strings, stmt_repair(f->a, s)) : STR_NULL;
}

static bool load_names(struct fetch *f, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(f->c, STMT_NAMES, err);
	ARRAY_OF(struct str) names = {0};
	int rc;

	if (!st)
		return false;
	*ARRAY_PUSH(f->a, &names) = STR_NULL;
	while ((rc = stmt_step(f->c, st, err)) == 1) {
		int64_t id = stmt_col_int(st, 0);

		if (id < (int64_t)names.n || id > NAMES_MAX) {
			stmt_done(st);
			return conn_corrupt(f->c, err);
		}
		while ((int64_t)names.n < id)
			*ARRAY_PUSH(f->a, &names) = STR_NULL;
		*ARRAY_PUSH(f->a, &names) = take_text(f, st, 1);
	}
	f->names = names.items;
	f->n_names = names.n;
	return rc >= 0;
}

static void take_source(struct fetch *f, struct sqlite3_stmt *st)
{
	struct series_source *s = ARRAY_PUSH(f->a, &f->out->sources);

	s->id = stmt_col_int(st, 0);
	s->title = stmt_col_text(st, 1, f->a);
	s->region = take_text(f, st, 2);
	s->date = stmt_col_text(st, 3, f->a);
	s->kind = (enum report_kind)stmt_col_u32(st, 4, KIND_COUNT - 1);
	s->year = (uint16_t)stmt_col_u32(st, 5, UINT16_MAX);
	s->review_year = (uint16_t)stmt_col_u32(st, 6, UINT16_MAX);
	s->year_inferred = stmt_col_int(st, 7) != 0;
	f->n_expected += stmt_col_u32(st, 8, EXTRACT_MAX);
}

static int by_region_year(const void *a, const void *b)
{
	const struct series_source *x = a, *y = b;
	int cmp = str_cmp(x->region, y->region);

	if (!cmp)
		cmp = (x->year > y->year) - (x->year < y->year);
	return cmp ? cmp : (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	const struct source_place *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static bool load_sources(struct fetch *f, struct str region, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(f->c, STMT_SERIES_SOURCES, err);
	size_t n;
	int rc;

	if (!st)
		return false;
	stmt_text(f->c, st, ":region", region);
	while ((rc = stmt_step(f->c, st, err)) == 1)
		take_source(f, st);
	if (rc < 0)
		return false;
	n = f->out->sources.n;
	f->places = arena_calloc(f->a, n + 1, sizeof(*f->places));
	if (!n)
		return true;
	qsort(f->out->sources.items, n, sizeof(*f->out->sources.items),
	      by_region_year);
	for (uint32_t i = 0; i < n; i++)
		f->places[i] =
			(struct source_place){f->out->sources.items[i].id, i};
	qsort(f->places, n, sizeof(*f->places), by_id);
	return true;
}

static bool find_source(const struct fetch *f, int64_t id, uint32_t *at)
{
	struct source_place want = {.id = id};
	const struct source_place *found =
		f->out->sources.n ? bsearch(&want, f->places, f->out->sources.n,
					    sizeof(*f->places), by_id)
				  : NULL;

	if (found)
		*at = found->at;
	return found != NULL;
}

/* A column that must lie in [0, end). */
static bool take_u32(struct sqlite3_stmt *st, int col, int64_t end,
		     uint32_t *out)
{
	int64_t v = stmt_col_int(st, col);

	*out = (uint32_t)v;
	return v >= 0 && v < end;
}

static bool take_enums(struct sqlite3_stmt *st, struct metric *m)
{
	uint32_t family, bound, measure, role;

	if (!take_u32(st, COL_FAMILY, FAMILY_COUNT_OF, &family) ||
	    !take_u32(st, COL_BOUND, BOUND_COUNT, &bound) ||
	    !take_u32(st, COL_MEASURE, MEASURE_COUNT, &measure) ||
	    !take_u32(st, COL_ROLE, ROLE_COUNT, &role))
		return false;
	m->family = (enum unit_family)family;
	m->bound = (enum bound)bound;
	m->measure = (enum measure)measure;
	m->role = (enum role)role;
	m->class = METRIC_METRIC;
	return true;
}

static bool take_place(struct sqlite3_stmt *st, struct metric *m)
{
	uint32_t back, section;

	if (!take_u32(st, COL_OFF, UINT32_MAX, &m->off) ||
	    !take_u32(st, COL_LEN, UINT32_MAX, &m->len) ||
	    !take_u32(st, COL_BACK, UINT32_MAX, &back) || back > m->off ||
	    !take_u32(st, COL_SENTENCE, UINT32_MAX, &m->sentence.len) ||
	    !take_u32(st, COL_SECTION, UINT32_MAX, &section))
		return false;
	m->sentence.off = m->off - back;
	m->section = section ? section - 1 : SECTION_NONE;
	return true;
}

static bool take_value(struct sqlite3_stmt *st, struct decimal *value)
{
	int64_t coef = stmt_col_int(st, COL_COEF),
		exp = stmt_col_int(st, COL_EXP);

	return exp >= -DECIMAL_EXP_MAX && exp <= DECIMAL_EXP_MAX &&
	       decimal_make(coef, (int)exp, value);
}

/* A figure whose report is not among the sources is not wanted. */
static bool take_metric(struct fetch *f, struct sqlite3_stmt *st)
{
	struct observation *o;
	uint32_t source, unit, canonical, basis, flags;
	struct metric m = {0};

	if (!find_source(f, stmt_col_int(st, COL_ID) >> PLACE_BITS, &source))
		return true;
	if (!take_place(st, &m) || !take_enums(st, &m) ||
	    !take_value(st, &m.value) ||
	    !take_u32(st, COL_UNIT, (int64_t)f->n_names, &unit) ||
	    !take_u32(st, COL_CANONICAL, (int64_t)f->n_names, &canonical) ||
	    !take_u32(st, COL_BASIS, (int64_t)f->n_names, &basis) ||
	    !take_u32(st, COL_FLAGS, METRIC_FLAGS + 1, &flags))
		return false;
	m.unit = f->names[unit];
	m.canonical = f->names[canonical];
	m.basis = f->names[basis];
	m.flags = flags;
	m.period = take_text(f, st, COL_PERIOD);
	m.scope = take_text(f, st, COL_SCOPE);
	m.indicator = take_text(f, st, COL_INDICATOR);
	o = ARRAY_PUSH(f->a, &f->out->items);
	o->source = source;
	o->m = m;
	return true;
}

static bool take_metrics(struct fetch *f, struct sqlite3_stmt *st,
			 struct error *err)
{
	int rc;

	while ((rc = stmt_step(f->c, st, err)) == 1) {
		if (!take_metric(f, st)) {
			stmt_done(st);
			return conn_corrupt(f->c, err);
		}
	}
	return rc >= 0;
}

/* Room at once for what the rows of the reports promise, within reason. */
static void reserve(struct fetch *f)
{
	size_t n = f->n_expected < RESERVE_MAX ? f->n_expected : RESERVE_MAX;

	f->out->items.items =
		arena_calloc(f->a, n + 1, sizeof(*f->out->items.items));
	f->out->items.cap = n + 1;
}

static bool load_all(struct fetch *f, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(f->c, STMT_SERIES_ALL, err);

	reserve(f);
	return st && take_metrics(f, st, err);
}

static bool load_region(struct fetch *f, struct error *err)
{
	for (size_t i = 0; i < f->out->sources.n; i++) {
		struct sqlite3_stmt *st =
			stmt_use(f->c, STMT_SERIES_OF_REPORT, err);

		if (!st)
			return false;
		stmt_int(f->c, st, ":id", f->out->sources.items[i].id);
		if (!take_metrics(f, st, err))
			return false;
	}
	return true;
}

static bool load_name(struct fetch *f, struct str name, struct error *err)
{
	struct sqlite3_stmt *st;
	size_t n = 1;

	while (n < f->n_names && !str_eq(f->names[n], name))
		n++;
	if (!name.len || n >= f->n_names)
		return true;
	st = stmt_use(f->c, STMT_SERIES_OF_NAME, err);
	if (!st)
		return false;
	stmt_int(f->c, st, ":canonical", (int64_t)n);
	return take_metrics(f, st, err);
}

/* The figures of a report come together and in order; the reports are put in
 * the order of the sources. */
static void sort_items(struct fetch *f)
{
	size_t n = f->out->items.n, at = 0;
	struct observation *from = f->out->items.items, *to;
	size_t *start;

	if (!n)
		return;
	start = arena_calloc(f->a, f->out->sources.n, sizeof(*start));
	to = arena_calloc(f->a, n, sizeof(*to));
	for (size_t i = 0; i < n; i++)
		start[from[i].source]++;
	for (size_t i = 0; i < f->out->sources.n; i++) {
		size_t count = start[i];

		start[i] = at;
		at += count;
	}
	for (size_t i = 0; i < n; i++)
		to[start[from[i].source]++] = from[i];
	f->out->items.items = to;
	f->out->items.cap = n;
}

static bool is_sorted(const struct observations *o)
{
	for (size_t i = 1; i < o->items.n; i++)
		if (o->items.items[i - 1].source > o->items.items[i].source)
			return false;
	return true;
}

static bool load_items(struct fetch *f, const struct indicators *known,
		       const struct series_wanted *wanted, struct error *err)
{
	const struct indicator *one =
		wanted->indicator.len ? indicator_find(known, wanted->indicator)
				      : NULL;
	bool ok;

	if (wanted->region.len)
		ok = load_region(f, err);
	else if (one)
		ok = load_name(f, one->name, err) &&
		     load_name(f, likeness_kin(known->like, one->name), err);
	else
		ok = load_all(f, err);
	if (ok && !is_sorted(f->out))
		sort_items(f);
	return ok;
}

/* All that a question needs, of one moment. */
static bool fetch_all(struct fetch *f, const struct indicators *known,
		      const struct series_wanted *wanted, struct error *err)
{
	struct scope scope;

	intern_init(&f->strings, f->a);
	if (!conn_enter(f->c, &scope, false, err))
		return false;
	return conn_leave(f->c, &scope,
			  load_names(f, err) &&
				  load_sources(f, wanted->region, err) &&
				  load_items(f, known, wanted, err),
			  err);
}

static unsigned this_year(void)
{
	time_t now = time(NULL);
	struct tm tm;

	return now != (time_t)-1 && gmtime_r(&now, &tm)
		       ? (unsigned)tm.tm_year + 1900u
		       : 0;
}

static void add_near(struct near *near, const struct fetch *f,
		     const struct indicators *known)
{
	for (size_t i = 1; i < f->n_names; i++) {
		const struct indicator *one =
			indicator_find(known, f->names[i]);

		if (one && str_eq(one->name, f->names[i]))
			near_add(near, f->names[i]);
	}
	for (size_t i = 0; i < f->out->items.n; i++)
		near_add(near, f->out->items.items[i].m.indicator);
}

/* The years of the table, "2021–2025". */
static const char *years_of(struct arena *a, const struct series_table *t)
{
	unsigned from = UINT16_MAX, to = 0;
	struct buf b;

	for (size_t i = 0; i < t->n; i++) {
		const struct series_row *row = &t->rows[i];

		if (row->cells[0].year < from)
			from = row->cells[0].year;
		if (row->cells[row->n_cells - 1].year > to)
			to = row->cells[row->n_cells - 1].year;
	}
	buf_init(&b, a);
	buf_addf(&b, "%u–%u", from, to);
	return buf_cstr(&b);
}

/* Nothing was found: says what there is instead. */
static bool not_found(struct fetch *f, const struct indicators *known,
		      const struct series_wanted *wanted, struct error *err)
{
	struct series_wanted any_year = *wanted;
	struct series_table t;
	struct near near;

	any_year.year_from = any_year.year_to = 0;
	any_year.both_sides_only = false;
	series_build(&t, f->a, f->out, known, &any_year);
	if (t.n)
		return error_set(err, ERR_NOT_FOUND,
				 N_("nothing of these years; there is %s"),
				 ERR_ARGS_1(years_of(f->a, &t)));
	if (!wanted->indicator.len)
		return true;
	near_init(&near, f->a, wanted->indicator);
	add_near(&near, f, known);
	return near_error(&near, N_("no figures of «%s»; near to it: %s"),
			  N_("no figures of «%s»"), err);
}

bool series_load(struct library *lib, struct arena *a,
		 const struct indicators *known,
		 const struct series_wanted *wanted, struct series_table *out,
		 struct error *err)
{
	struct series_wanted w = *wanted;
	struct fetch f = {.c = library_conn(lib), .a = a};

	*out = (struct series_table){0};
	if (w.region.len &&
	    !series_region_find(lib, a, wanted->region, &w.region, err))
		return false;
	if (!w.this_year)
		w.this_year = this_year();
	f.out = arena_alloc(a, sizeof(*f.out));
	if (!fetch_all(&f, known, &w, err))
		return false;
	series_build(out, a, f.out, known, &w);
	return out->n || !f.out->sources.n || not_found(&f, known, &w, err);
}

bool series_regions(struct library *lib, struct arena *a,
		    struct series_regions *out, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st = stmt_use(c, STMT_REGIONS, err);
	int rc;

	if (!st)
		return false;
	while ((rc = stmt_step(c, st, err)) == 1) {
		struct str s = stmt_col_text(st, 0, a);

		if (s.len)
			*ARRAY_PUSH(a, out) = s;
	}
	return rc >= 0;
}

/* 国务院 reports for the whole country. */
static struct str whole_country(struct str name)
{
	static const char *const names[] = {"国务院", "中国", "中央", "国家"};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_is(name, names[i]))
			return STR("全国");
	return name;
}

/* What may follow the short name: 海曙 + 区, 新疆 + 维吾尔自治区. */
static bool is_tail(struct str tail)
{
	static const char *const ends[] = {"省", "市", "区", "县", "州",
					   "旗", "盟", "镇", "乡", "街道"};

	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (str_has_suffix(tail, str_of(ends[i])))
			return true;
	return false;
}

/* No region is like it: names some of those that are there. */
static bool none_of(struct arena *a, struct str want,
		    const struct series_regions *all, struct error *err)
{
	struct buf there;

	buf_init(&there, a);
	for (size_t i = 0; i < all->n && i < REGIONS_TOLD; i++) {
		buf_addz(&there, i ? "、" : "");
		buf_add(&there, all->items[i]);
	}
	if (all->n > REGIONS_TOLD)
		buf_addz(&there, "…");
	return error_set(err, ERR_NOT_FOUND,
			 N_("no report of «%s»; there are those of %s"),
			 ERR_ARGS_2(arena_cstr(a, want), buf_cstr(&there)));
}

bool series_region_find(struct library *lib, struct arena *a, struct str name,
			struct str *full, struct error *err)
{
	struct series_regions all = {0};
	struct str want = whole_country(str_trim(name));
	size_t best = SIZE_MAX;
	struct near near;

	if (!series_regions(lib, a, &all, err))
		return false;
	near_init(&near, a, want);
	for (size_t i = 0; i < all.n; i++) {
		struct str one = all.items[i];

		if (str_eq(one, want)) {
			best = i;
			break;
		}
		if (str_has_prefix(one, want) && want.len > 3 &&
		    is_tail(str_sub(one, want.len, one.len)) &&
		    (best == SIZE_MAX || one.len < all.items[best].len))
			best = i;
		near_add(&near, one);
	}
	if (best == SIZE_MAX && !near.items.n)
		return none_of(a, want, &all, err);
	if (best == SIZE_MAX)
		return near_error(&near,
				  N_("no report of «%s»; near to it: %s"), "",
				  err);
	*full = all.items[best];
	return true;
}
