/*
 * Looking at a paragraph that may match: it is read, folded and searched, its
 * section and report are looked up. Rows may be a stranger's: what does not
 * fit is passed over, never trusted.
 */
#include <sqlite3.h>
#include <stdlib.h>

#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/search_parts.h"
#include "db/stmt.h"

enum { DEPTH_MAX = 16 };
static const char SEPARATOR[] = " › ";

/* A candidate's paragraph. */
struct look {
	struct search *s;
	int64_t report;
	int64_t off, cp;
	enum para_kind kind;
	struct str text;
	struct folded folded;
	struct spans spans; /* of all words that count; bytes of `text` */
	/* The only word, where nobody asks for its places. */
	const struct str *quick;
	bool quick_found;
};

static bool load_para(struct look *l, uint32_t n, bool *found,
		      struct error *err)
{
	struct search *s = l->s;
	struct sqlite3_stmt *st = stmt_use(s->c, STMT_SEARCH_PARA, err);
	int64_t len;
	int rc;

	*found = false;
	if (!st)
		return false;
	stmt_int(s->c, st, ":id", l->report);
	stmt_int(s->c, st, ":n", n);
	rc = stmt_step(s->c, st, err);
	if (rc != 1)
		return rc == 0;
	l->off = stmt_col_int(st, 0);
	l->cp = stmt_col_int(st, 1);
	len = stmt_col_int(st, 2);
	l->kind = stmt_col_u32(st, 3, PARA_KIND_COUNT - 1);
	l->quick_found =
		l->quick && len > 0 &&
		fold_has_plainly(str_sub(stmt_col_peek(st, 4), 0, (size_t)len),
				 *l->quick);
	if (l->quick_found) {
		*found = true;
		stmt_done(st);
		return true;
	}
	l->text = stmt_col_text(st, 4, &s->scratch);
	*found = len > 0 && len <= (int64_t)l->text.len && l->off >= 0 &&
		 l->off <= UINT32_MAX - len && l->cp >= 0 &&
		 l->cp <= UINT32_MAX;
	if (*found)
		l->text = str_sub(l->text, 0, utf8_cut(l->text, (size_t)len));
	stmt_done(st);
	return true;
}

static bool know_report(struct search *s, int64_t report, bool *found,
			struct error *err)
{
	struct search_about *b = &s->about;
	struct sqlite3_stmt *st;
	struct folded f;
	int rc;

	*found = true;
	if (b->report == report)
		return true;
	arena_reset(&b->a);
	b->report = b->section = 0;
	st = stmt_use(s->c, STMT_SEARCH_REPORT, err);
	if (!st)
		return false;
	stmt_int(s->c, st, ":id", report);
	rc = stmt_step(s->c, st, err);
	*found = rc == 1;
	if (rc != 1)
		return rc == 0;
	b->title = stmt_col_text(st, 0, &b->a);
	b->region = stmt_col_text(st, 1, &b->a);
	b->year = (uint16_t)stmt_col_u32(st, 2, UINT16_MAX);
	b->text_len = stmt_col_int(st, 3);
	b->report = report;
	stmt_done(st);
	fold(&f, &b->a, b->region);
	b->in_region = str_find(f.bytes, s->q->region, 0) >= 0;
	return true;
}

bool search_is_region(struct search *s, int64_t report, bool *is,
		      struct error *err)
{
	if (!know_report(s, report, is, err))
		return false;
	*is = *is && s->about.in_region;
	return true;
}

/* ---- sections --------------------------------------------------------- */

struct heading {
	uint32_t n, parent;
	int64_t off, len;
	struct str title;
};

/* A row of STMT_SEARCH_SECTION and its twin: n, off, len, parent, title. */
static bool take_heading(struct look *l, struct sqlite3_stmt *st,
			 struct heading *h, struct error *err)
{
	int rc = stmt_step(l->s->c, st, err);

	*h = (struct heading){0};
	if (rc != 1)
		return rc == 0;
	h->n = stmt_col_u32(st, 0, INT32_MAX);
	h->off = stmt_col_int(st, 1);
	h->len = stmt_col_int(st, 2);
	h->parent = stmt_col_u32(st, 3, INT32_MAX);
	h->title = stmt_col_text(st, 4, &l->s->scratch);
	stmt_done(st);
	return true;
}

/* The last heading at or before `off` of the report's text; n = 0 for none. */
static bool heading_before(struct look *l, int64_t off, struct heading *h,
			   struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(l->s->c, STMT_SEARCH_SECTION, err);

	if (!st)
		return false;
	stmt_int(l->s->c, st, ":id", l->report);
	stmt_int(l->s->c, st, ":off", off);
	return take_heading(l, st, h, err);
}

static bool heading_by_n(struct look *l, uint32_t n, struct heading *h,
			 struct error *err)
{
	struct sqlite3_stmt *st =
		stmt_use(l->s->c, STMT_SEARCH_SECTION_BY_N, err);

	if (!st)
		return false;
	stmt_int(l->s->c, st, ":id", l->report);
	stmt_int(l->s->c, st, ":n", n);
	return take_heading(l, st, h, err);
}

/* The titles from the part down to `h`, into the memory for the report. */
static bool join_titles(struct look *l, struct heading h, struct str *path,
			struct error *err)
{
	struct str titles[DEPTH_MAX];
	struct buf b;
	int n = 0;

	while (h.n && n < DEPTH_MAX) {
		uint32_t up = h.parent;

		titles[n++] = h.title;
		if (!up || up >= h.n)
			break;
		if (!heading_by_n(l, up, &h, err))
			return false;
	}
	buf_init(&b, &l->s->about.a);
	while (n-- > 0) {
		buf_add(&b, titles[n]);
		buf_addz(&b, n ? SEPARATOR : "");
	}
	*path = buf_str(&b);
	return true;
}

static bool know_section(struct look *l, int64_t off, struct error *err)
{
	struct search_about *b = &l->s->about;
	struct heading h;

	if (!heading_before(l, off, &h, err))
		return false;
	if (!h.n)
		b->path = STR("");
	else if (h.n != b->section && !join_titles(l, h, &b->path, err))
		return false;
	b->section = h.n;
	return true;
}

static bool path_fits(struct look *l)
{
	struct str want = l->s->q->section;
	struct folded f;

	if (!want.len)
		return true;
	fold(&f, &l->s->scratch, l->s->about.path);
	return str_find(f.bytes, want, 0) >= 0;
}

/* ---- hits ------------------------------------------------------------- */

static int by_off(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->off > y->off) - (x->off < y->off);
}

/* The places of all words that are not excluded, in order, not overlapping. */
static void find_spans(struct look *l)
{
	const struct query *q = l->s->q;
	struct find_text t = {&l->folded, l->text, 0};
	struct spans *s = &l->spans;
	size_t n = 0;

	for (size_t i = 0; i < q->terms.n; i++) {
		const struct query_term *term = &q->terms.items[i];

		for (size_t k = 0; !term->excluded && k < term->forms.n; k++)
			find_in(s, &l->s->scratch, &t, term->forms.items[k]);
	}
	if (s->n)
		qsort(s->items, s->n, sizeof(*s->items), by_off);
	for (size_t i = 0; i < s->n; i++)
		if (!n || s->items[i].off >=
				  s->items[n - 1].off + s->items[n - 1].len)
			s->items[n++] = s->items[i];
	s->n = n;
}

static const struct span *span_within(const struct spans *s, int64_t from,
				      int64_t to)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->items[i].off >= from && s->items[i].off < to)
			return &s->items[i];
	return NULL;
}

static void add_folded(struct look *l, struct buf *out, struct str s)
{
	struct folded f;

	fold(&f, &l->s->scratch, stmt_repair(&l->s->scratch, s));
	buf_addc(out, '\n');
	buf_add(out, f.bytes);
}

/* Does a title or heading in the paragraph match? *at is the hit in it. */
static bool find_in_headings(struct look *l, const struct span **at,
			     struct error *err)
{
	int64_t end = l->off + (int64_t)l->text.len - 1;
	const struct span *found = NULL;
	struct heading h;
	struct buf b;

	*at = NULL;
	buf_init(&b, &l->s->scratch);
	if (l->kind == PARA_TITLE) {
		add_folded(l, &b, l->text);
		found = l->spans.n ? &l->spans.items[0] : NULL;
	}
	if (!heading_before(l, end, &h, err))
		return false;
	while (h.n && h.off >= l->off && h.off <= end && h.len >= 0) {
		int64_t from = h.off - l->off, to = from + h.len;
		const struct span *in = span_within(&l->spans, from, to);

		add_folded(l, &b, str_sub(l->text, (size_t)from, (size_t)to));
		found = in ? in : found;
		if (h.n == 1 || !heading_by_n(l, h.n - 1, &h, err))
			break;
	}
	if (query_matches(l->s->q, buf_str(&b)))
		*at = found;
	return true;
}

/* The first hit whose section passes the filter. */
static bool find_in_text(struct look *l, const struct span **at,
			 struct error *err)
{
	*at = NULL;
	for (size_t i = 0; i < l->spans.n && !*at; i++) {
		if (!know_section(l, l->off + l->spans.items[i].off, err))
			return false;
		if (path_fits(l))
			*at = &l->spans.items[i];
	}
	return true;
}

static void fill(struct look *l, struct arena *a, const struct candidate *c,
		 const struct span *at, struct search_hit *hit)
{
	const struct search_about *b = &l->s->about;

	hit->report = c->report;
	hit->para = c->n;
	hit->off = (uint32_t)l->off + at->off;
	hit->len = at->len;
	hit->cp = (uint32_t)l->cp +
		  (uint32_t)utf8_count(str_sub(l->text, 0, at->off));
	hit->n_hits = (uint32_t)l->spans.n;
	hit->heading = l->s->pass == PASS_HEADINGS;
	hit->boilerplate = l->kind == PARA_BOILERPLATE;
	hit->year = b->year;
	hit->text_len = b->text_len;
	hit->title = arena_str(a, b->title);
	hit->region = arena_str(a, b->region);
	hit->section = arena_str(a, b->path);
	snippet_make(&hit->snippet, a, l->text, *at, &l->spans);
}

/* Reads the paragraph; `matches` tells whether its text does. */
static bool read_para(struct look *l, const struct candidate *c, bool *matches,
		      struct error *err)
{
	/* who counts words alone needs not know the report */
	*matches = true;
	if ((!l->quick || l->s->q->region.len) &&
	    !search_is_region(l->s, c->report, matches, err))
		return false;
	if (!*matches)
		return true;
	if (!load_para(l, c->n, matches, err))
		return false;
	if (!*matches) {
		l->s->misfit = l->s->misfit || l->s->mode == MODE_PAIRS;
		return true;
	}
	if (l->quick_found)
		return true;
	fold(&l->folded, &l->s->scratch, l->text);
	*matches = query_matches(l->s->q, l->folded.bytes);
	if (!*matches && l->s->exact && l->s->pass == PASS_TEXT)
		l->s->misfit = true;
	return true;
}

bool search_look(struct search *s, struct arena *a, const struct candidate *c,
		 struct search_hit *hit, bool *matches, struct error *err)
{
	struct look l = {.s = s, .report = c->report};
	const struct span *at;

	if (!read_para(&l, c, matches, err))
		return false;
	if (!*matches)
		return true;
	find_spans(&l);
	if (s->pass == PASS_HEADINGS) {
		if (!find_in_headings(&l, &at, err))
			return false;
		if (at && !know_section(&l, l.off + at->off, err))
			return false;
		if (at && !path_fits(&l))
			at = NULL;
	} else if (!find_in_text(&l, &at, err)) {
		return false;
	}
	*matches = at != NULL;
	if (at)
		fill(&l, a, c, at, hit);
	return true;
}

bool search_matches(struct search *s, const struct candidate *c, bool *matches,
		    struct error *err)
{
	const struct query_term *only = query_only_term(s->q);
	struct look l = {.s = s, .report = c->report};
	const struct span *at;

	if (only && !s->q->section.len)
		l.quick = &only->forms.items[0];
	if (!read_para(&l, c, matches, err))
		return false;
	if (!*matches || !s->q->section.len)
		return true;
	find_spans(&l);
	if (!find_in_text(&l, &at, err))
		return false;
	*matches = at != NULL;
	return true;
}

/* ---- the page --------------------------------------------------------- */

enum { HEADING_SCORE = 10000 };

/* Hits of a run of one report, each 10,000 bytes of its text; below 1. */
static uint32_t density(uint64_t hits, int64_t text_len)
{
	uint64_t per =
		hits * 10000 * 100 / (uint64_t)(text_len > 0 ? text_len : 1);

	return (uint32_t)(per * 999 / (per + 1000));
}

static bool is_same_run(const struct search_hit *a, const struct search_hit *b)
{
	return a->report == b->report && a->heading == b->heading;
}

static int by_score(const void *a, const void *b)
{
	const struct search_hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->report != y->report)
		return x->report < y->report ? -1 : 1;
	return (x->para > y->para) - (x->para < y->para);
}

void search_order_page(struct search_hits *hits, size_t from)
{
	for (size_t i = from, end; i < hits->n; i = end) {
		struct search_hit *h = &hits->items[i];
		uint64_t n = 0;

		for (end = i;
		     end < hits->n && is_same_run(h, &hits->items[end]); end++)
			n += hits->items[end].n_hits;
		for (size_t k = i; k < end; k++)
			hits->items[k].score =
				1000 * ((h->heading ? HEADING_SCORE : 0) +
					(uint32_t)h->year) +
				density(n, h->text_len);
	}
	if (hits->n > from)
		qsort(hits->items + from, hits->n - from, sizeof(*hits->items),
		      by_score);
}
