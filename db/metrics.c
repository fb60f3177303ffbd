/*
 * Figures in and out. Units and canonical names repeat all over a library and
 * are kept once, by number; the last numbers are remembered while a report is
 * written. Reading back takes nothing on trust: each row must be one that
 * could have been written, and all of them must fit the report.
 */
#include "db/metrics.h"

#include <assert.h>
#include <sqlite3.h>

#include "core/base/buf.h"
#include "core/extract/extract.h"

#include "db/conn.h"
#include "db/stmt.h"

enum { PLACE_BITS = 24, SEEN = 256 };
static_assert(EXTRACT_MAX < 1 << PLACE_BITS, "ids hold the place");

struct put {
	struct conn *c;
	int64_t id;
	/* Names by a hash; a later one takes the place of an earlier one. */
	struct {
		struct str name;
		int64_t number;
	} seen[SEEN];
};

static size_t slot_of(struct str name)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < name.len; i++)
		h = (h ^ (unsigned char)name.p[i]) * 16777619u;
	return h % SEEN;
}

static bool find_name(struct conn *c, struct str name, int64_t *number,
		      struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_NAME_FIND, err);
	int rc;

	if (!st)
		return false;
	stmt_text(c, st, ":text", name);
	rc = stmt_step(c, st, err);
	*number = rc == 1 ? stmt_col_int(st, 0) : 0;
	if (rc == 1)
		stmt_done(st);
	return rc >= 0;
}

static bool add_name(struct conn *c, struct str name, int64_t *number,
		     struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_NAME_ADD, err);

	if (!st)
		return false;
	stmt_text(c, st, ":text", name);
	if (!stmt_run(c, st, err))
		return false;
	*number = sqlite3_last_insert_rowid(c->sql);
	return true;
}

/* The number of a name, 0 for "". */
static bool name_number(struct put *p, struct str name, int64_t *number,
			struct error *err)
{
	size_t slot = slot_of(name);

	*number = 0;
	if (name.len == 0)
		return true;
	if (str_eq(p->seen[slot].name, name)) {
		*number = p->seen[slot].number;
		return true;
	}
	if (!find_name(p->c, name, number, err) ||
	    (*number == 0 && !add_name(p->c, name, number, err)))
		return false;
	p->seen[slot].name = name;
	p->seen[slot].number = *number;
	return true;
}

static void bind_metric(struct conn *c, struct sqlite3_stmt *st,
			const struct metric *m)
{
	stmt_int(c, st, ":off", m->off);
	stmt_int(c, st, ":len", m->len);
	stmt_int(c, st, ":back", (int64_t)m->off - m->sentence.off);
	stmt_int(c, st, ":sentence", m->sentence.len);
	stmt_int(c, st, ":section",
		 m->section == SECTION_NONE ? 0 : (int64_t)m->section + 1);
	stmt_int(c, st, ":coef", m->value.coef);
	stmt_int(c, st, ":exp", m->value.exp);
	stmt_int(c, st, ":family", m->family);
	stmt_int(c, st, ":bound", m->bound);
	stmt_int(c, st, ":measure", m->measure);
	stmt_int(c, st, ":role", m->role);
	stmt_int(c, st, ":class", m->class);
	stmt_int(c, st, ":flags", m->flags);
	stmt_text(c, st, ":period", m->period);
	stmt_text(c, st, ":scope", m->scope);
	stmt_text(c, st, ":indicator", m->indicator);
}

static bool put_metric(struct put *p, const struct metric *m, size_t n,
		       struct error *err)
{
	struct sqlite3_stmt *st;
	int64_t unit, canonical, basis;

	if (!name_number(p, m->unit, &unit, err) ||
	    !name_number(p, m->canonical, &canonical, err) ||
	    !name_number(p, m->basis, &basis, err))
		return false;
	st = stmt_use(p->c, STMT_METRIC_ADD, err);
	if (!st)
		return false;
	stmt_int(p->c, st, ":id", p->id << PLACE_BITS | (int64_t)n);
	stmt_int(p->c, st, ":unit", unit);
	stmt_int(p->c, st, ":canonical", canonical);
	stmt_int(p->c, st, ":basis", basis);
	bind_metric(p->c, st, m);
	return stmt_run(p->c, st, err);
}

static bool run_with_id(struct put *p, enum stmt_id id, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(p->c, id, err);

	if (!st)
		return false;
	stmt_int(p->c, st, ":id", p->id);
	return stmt_run(p->c, st, err);
}

static void add_number(struct buf *b, uint32_t n)
{
	for (; n > 0x7f; n >>= 7)
		buf_addc(b, (char)((n & 0x7f) | 0x80));
	buf_addc(b, (char)n);
}

/* Where the masked numbers stand; one may stand inside another. */
static bool put_masked(struct put *p, const struct metrics *m,
		       struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(p->c, STMT_MASKED_ADD, err);
	struct arena a = {0};
	uint32_t last = 0;
	struct buf b;
	bool ok;

	if (!st)
		return false;
	buf_init(&b, &a);
	for (size_t i = 0; i < m->n; i++) {
		const struct metric *x = &m->items[i];

		if (x->class != METRIC_MASKED)
			continue;
		add_number(&b, x->off - last);
		add_number(&b, x->len);
		last = x->off;
	}
	stmt_int(p->c, st, ":id", p->id);
	stmt_blob(p->c, st, ":spans", buf_str(&b));
	ok = b.len == 0 || stmt_run(p->c, st, err);
	stmt_done(st);
	arena_release(&a);
	return ok;
}

static bool put_counts(struct put *p, const struct metrics *m, int64_t version,
		       struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(p->c, STMT_METRICS_COUNTED, err);
	int64_t n[METRIC_CLASS_COUNT] = {0};

	if (!st)
		return false;
	for (size_t i = 0; i < m->n; i++)
		n[m->items[i].class]++;
	stmt_int(p->c, st, ":id", p->id);
	stmt_int(p->c, st, ":metrics", n[METRIC_METRIC]);
	stmt_int(p->c, st, ":open", n[METRIC_UNCLASSIFIED]);
	stmt_int(p->c, st, ":version", version);
	return stmt_run(p->c, st, err);
}

static bool put_all(struct put *p, const struct metrics *m, int64_t version,
		    struct error *err)
{
	size_t n = 0;

	if (!run_with_id(p, STMT_METRICS_REMOVE, err) ||
	    !run_with_id(p, STMT_MASKED_REMOVE, err))
		return false;
	for (size_t i = 0; i < m->n; i++)
		if (m->items[i].class != METRIC_MASKED &&
		    !put_metric(p, &m->items[i], ++n, err))
			return false;
	return put_masked(p, m, err) && put_counts(p, m, version, err);
}

bool metrics_replace(struct library *lib, int64_t id,
		     const struct metrics *metrics, int64_t version,
		     struct error *err)
{
	struct put p = {.c = library_conn(lib), .id = id};
	struct scope scope;

	assert(metrics->n <= EXTRACT_MAX);
	return conn_enter(p.c, &scope, true, err) &&
	       conn_leave(p.c, &scope, put_all(&p, metrics, version, err), err);
}

/* The columns of STMT_METRICS. */
enum {
	COL_OFF,
	COL_LEN,
	COL_BACK,
	COL_SENTENCE,
	COL_SECTION,
	COL_COEF,
	COL_EXP,
	COL_FAMILY,
	COL_BOUND,
	COL_MEASURE,
	COL_ROLE,
	COL_CLASS,
	COL_PERIOD,
	COL_SCOPE,
	COL_INDICATOR,
	COL_UNIT,
	COL_CANONICAL,
	COL_BASIS,
	COL_FLAGS,
};

/* A column that must lie in [0, end). */
static bool take_u32(struct sqlite3_stmt *st, int col, uint32_t end,
		     uint32_t *out)
{
	int64_t v = stmt_col_int(st, col);

	*out = (uint32_t)v;
	return v >= 0 && v < (int64_t)end;
}

static bool take_enums(struct sqlite3_stmt *st, struct metric *m)
{
	uint32_t family, bound, measure, role, class;

	if (!take_u32(st, COL_FAMILY, FAMILY_COUNT_OF, &family) ||
	    !take_u32(st, COL_BOUND, BOUND_COUNT, &bound) ||
	    !take_u32(st, COL_MEASURE, MEASURE_COUNT, &measure) ||
	    !take_u32(st, COL_ROLE, ROLE_COUNT, &role) ||
	    !take_u32(st, COL_CLASS, METRIC_CLASS_COUNT, &class) ||
	    class == METRIC_MASKED)
		return false;
	m->family = (enum unit_family)family;
	m->bound = (enum bound)bound;
	m->measure = (enum measure)measure;
	m->role = (enum role)role;
	m->class = (enum metric_class) class;
	return true;
}

static bool take_value(struct sqlite3_stmt *st, struct decimal *value)
{
	int64_t coef = stmt_col_int(st, COL_COEF),
		exp = stmt_col_int(st, COL_EXP);

	return exp >= -DECIMAL_EXP_MAX && exp <= DECIMAL_EXP_MAX &&
	       decimal_make(coef, (int)exp, value) && value->coef == coef &&
	       value->exp == exp;
}

/* False when it is no row that could have been written for the report. */
static bool take_metric(struct sqlite3_stmt *st, struct arena *a,
			const struct report *r, struct metric *m)
{
	uint32_t end = (uint32_t)r->text.bytes.len + 1, back, section, flags;

	if (!take_u32(st, COL_OFF, end, &m->off) ||
	    !take_u32(st, COL_LEN, end, &m->len) ||
	    !take_u32(st, COL_BACK, end, &back) || back > m->off ||
	    !take_u32(st, COL_SENTENCE, end, &m->sentence.len) ||
	    !take_u32(st, COL_SECTION, (uint32_t)r->sections.n + 1, &section) ||
	    !take_u32(st, COL_FLAGS, METRIC_FLAGS + 1, &flags) ||
	    !take_enums(st, m) || !take_value(st, &m->value))
		return false;
	m->flags = flags;
	m->sentence.off = m->off - back;
	m->section = section ? section - 1 : SECTION_NONE;
	m->period = stmt_col_text(st, COL_PERIOD, a);
	m->scope = stmt_col_text(st, COL_SCOPE, a);
	m->indicator = stmt_col_text(st, COL_INDICATOR, a);
	m->unit = stmt_col_text(st, COL_UNIT, a);
	m->canonical = stmt_col_text(st, COL_CANONICAL, a);
	m->basis = stmt_col_text(st, COL_BASIS, a);
	return true;
}

static bool is_edge(struct str text, uint32_t off)
{
	return off == text.len ||
	       (off < text.len && ((unsigned char)text.p[off] & 0xc0) != 0x80);
}

static bool is_stretch(struct str text, uint32_t off, uint32_t len)
{
	return len > 0 && off <= text.len && len <= text.len - off &&
	       is_edge(text, off) && is_edge(text, off + len);
}

bool metrics_are_sound(const struct metrics *m, const struct report *r)
{
	struct str text = r->text.bytes;
	uint32_t last = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct metric *x = &m->items[i];

		if (x->off < last || !is_stretch(text, x->off, x->len) ||
		    !is_stretch(text, x->sentence.off, x->sentence.len) ||
		    x->sentence.off > x->off ||
		    (x->section != SECTION_NONE && x->section >= r->sections.n))
			return false;
		last = x->off;
	}
	return true;
}

/* What is being read back. */
struct load {
	struct conn *c;
	struct arena *a;
	const struct metrics_of *of;
	struct metrics rows, masked;
};

static bool load_rows(struct load *l, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(l->c, STMT_METRICS, err);
	int64_t section = l->of->section;
	int rc;

	if (!st)
		return false;
	stmt_int(l->c, st, ":id", l->of->id);
	stmt_int(l->c, st, ":section",
		 section == METRICS_ALL		 ? -1
		 : section == METRICS_NO_SECTION ? 0
						 : section + 1);
	while ((rc = stmt_step(l->c, st, err)) == 1)
		if (l->rows.n >= EXTRACT_MAX ||
		    !take_metric(st, l->a, l->of->report,
				 ARRAY_PUSH(l->a, &l->rows))) {
			stmt_done(st);
			return conn_corrupt(l->c, err);
		}
	return rc == 0;
}

/* The next number of a blob; false at its end or when it is too large. */
static bool take_number(struct str *s, uint32_t *n)
{
	unsigned char c;

	*n = 0;
	for (unsigned shift = 0; s->len && shift <= 28; shift += 7) {
		c = (unsigned char)s->p[0];
		*s = str_sub(*s, 1, s->len);
		*n |= (uint32_t)(c & 0x7f) << shift;
		if (c < 0x80)
			return shift < 28 || c < 0x10;
	}
	return false;
}

static bool is_wanted(const struct metrics_of *of, uint32_t section)
{
	if (of->section == METRICS_ALL)
		return true;
	return section == SECTION_NONE ? of->section == METRICS_NO_SECTION
				       : of->section == section;
}

/* A masked number gets the fields that its place tells. */
static void add_masked(struct load *l, uint32_t off, uint32_t len)
{
	const struct report *r = l->of->report;
	uint32_t section = report_section_at(r, off);
	struct metric *m;

	if (!is_wanted(l->of, section))
		return;
	m = ARRAY_PUSH(l->a, &l->masked);
	m->off = off;
	m->len = len;
	m->class = METRIC_MASKED;
	m->section = section;
	m->role = ROLE_CONTEXT;
	m->sentence = (struct span){off, len};
}

static bool take_masked(struct load *l, struct str spans)
{
	uint32_t text = (uint32_t)l->of->report->text.bytes.len, at = 0, gap,
		 len;

	while (spans.len) {
		if (!take_number(&spans, &gap) || !take_number(&spans, &len) ||
		    gap > text - at || len > text - at - gap || len == 0 ||
		    l->masked.n >= EXTRACT_MAX)
			return false;
		at += gap;
		add_masked(l, at, len);
	}
	return true;
}

static bool load_masked(struct load *l, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(l->c, STMT_MASKED, err);
	bool ok = true;
	int rc;

	if (!st)
		return false;
	stmt_int(l->c, st, ":id", l->of->id);
	rc = stmt_step(l->c, st, err);
	if (rc == 1) {
		ok = take_masked(l, stmt_col_peek(st, 0));
		stmt_done(st);
	}
	if (rc < 0)
		return false;
	return ok ? true : conn_corrupt(l->c, err);
}

/* Both in the order of their offsets. */
static void merge(const struct load *l, struct metrics *out)
{
	size_t i = 0, k = 0;

	while (i < l->rows.n || k < l->masked.n) {
		bool row = k == l->masked.n ||
			   (i < l->rows.n &&
			    l->rows.items[i].off <= l->masked.items[k].off);

		*ARRAY_PUSH(l->a, out) =
			row ? l->rows.items[i++] : l->masked.items[k++];
	}
}

bool metrics_load(struct library *lib, struct arena *a,
		  const struct metrics_of *of, struct metrics *out,
		  struct error *err)
{
	struct load l = {.c = library_conn(lib), .a = a, .of = of};

	if (!load_rows(&l, err) || !load_masked(&l, err))
		return false;
	if (!metrics_are_sound(&l.rows, of->report) ||
	    !metrics_are_sound(&l.masked, of->report))
		return conn_corrupt(l.c, err);
	merge(&l, out);
	return true;
}

bool metrics_load_report(struct library *lib, struct arena *a, int64_t id,
			 struct report *r, struct metrics *out,
			 struct error *err)
{
	struct conn *c = library_conn(lib);
	struct metrics_of all = {id, r, METRICS_ALL};
	struct scope scope;

	return conn_enter(c, &scope, false, err) &&
	       conn_leave(c, &scope,
			  reports_load(lib, a, id, r, err) &&
				  metrics_load(lib, a, &all, out, err),
			  err);
}

bool metrics_state(struct library *lib, int64_t id, struct metrics_state *state,
		   struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st = stmt_use(c, STMT_METRICS_STATE, err);
	int rc;

	*state = (struct metrics_state){0};
	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	rc = stmt_step(c, st, err);
	if (rc == 1) {
		state->n_metrics = stmt_col_u32(st, 0, UINT32_MAX);
		state->n_open = stmt_col_u32(st, 1, UINT32_MAX);
		state->version = stmt_col_int(st, 2);
		stmt_done(st);
	}
	return rc >= 0;
}

bool metrics_stale(struct library *lib, int64_t version, uint32_t *n,
		   struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st = stmt_use(c, STMT_METRICS_STALE_COUNT, err);

	*n = 0;
	if (!st)
		return false;
	stmt_int(c, st, ":version", version);
	if (stmt_step(c, st, err) != 1)
		return false;
	*n = stmt_col_u32(st, 0, UINT32_MAX);
	stmt_done(st);
	return true;
}
