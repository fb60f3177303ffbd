/*
 * db: the search index and searching, against a plain scan of the folded text.
 */
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/base/fold.h"
#include "core/base/utf8.h"

#include "db/hand.h"
#include "db/index.h"
#include "db/intake.h"
#include "db/offers.h"
#include "db/search.h"
#include "db/trend.h"
#include "db/update.h"

#include "tests/unit/db_help.h"

struct found {
	ARRAY_OF(int64_t) ids; /* as they come, each once in a row */
	size_t n_hits;
	struct search_counts counts;
	bool misfit;
	struct search_hits hits;
};

static struct library *open_box(struct box *box, const char *name)
{
	struct library *lib =
		library_open(in_box(box, name), LIBRARY_WRITE, &box->err);

	assert_non_null(lib);
	return lib;
}

static struct query parsed(struct box *box, const char *typed)
{
	struct query q;
	uint32_t at;

	if (!query_parse(&q, &box->a, str_of(typed), &at, &box->err))
		fail_msg("%s: %s", typed, box->err.msgid);
	return q;
}

static void search_all(struct box *box, struct library *lib,
		       const struct query *q, size_t page, struct found *out)
{
	struct search *s = search_open(lib, q, &box->err);
	enum search_state state;

	*out = (struct found){0};
	assert_non_null(s);
	do
		state = search_page(s, &box->a, &out->hits, page, &box->err);
	while (state == SEARCH_MORE);
	assert_int_equal(state, SEARCH_END);
	for (size_t i = 0; i < out->hits.n; i++) {
		int64_t id = out->hits.items[i].report;

		if (!out->ids.n || out->ids.items[out->ids.n - 1] != id)
			*ARRAY_PUSH(&box->a, &out->ids) = id;
	}
	out->n_hits = out->hits.n;
	out->misfit = search_found_misfit(s);
	search_close(s);
	s = search_open(lib, q, &box->err);
	assert_non_null(s);
	assert_int_equal(search_count(s, &out->counts, &box->err), SEARCH_END);
	search_close(s);
}

/* «2 1 3»: the reports in order. */
static void order_is(struct box *box, struct library *lib, const char *typed,
		     const char *want)
{
	struct query q = parsed(box, typed);
	struct found f;
	struct buf b;

	for (size_t page = 1; page < 100; page *= 10) {
		buf_init(&b, &box->a);
		search_all(box, lib, &q, page, &f);
		for (size_t i = 0; i < f.ids.n; i++)
			buf_addf(&b, "%s%d", i ? " " : "", (int)f.ids.items[i]);
		if (!str_is(buf_str(&b), want))
			fail_msg("%s: %s, not %s", typed, buf_cstr(&b), want);
		assert_int_equal(f.counts.paras, f.n_hits);
		assert_false(f.misfit);
	}
}

static void finds_and_orders(void **state)
{
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");

	/* put_report makes the year 2000 + n */
	put_report(lib, &box->a, "/1", "#一、总体要求\n有效投资，扩大投资。\n",
		   1);
	put_report(lib, &box->a, "/2", "有效投\n资增长13.3%。\n消费\n", 3);
	put_report(lib, &box->a, "/3", "#一、扩大投资\n其他。\n消费，投资\n",
		   2);
	order_is(box, lib, "投资", "3 1");
	order_is(box, lib, "投資", "3 1");
	order_is(box, lib, "投", "3 2 3 1");
	order_is(box, lib, "资", "3 2 3 1");
	order_is(box, lib, "3.3%", "2");
	order_is(box, lib, "１３．３％", "2");
	order_is(box, lib, "消费 投资", "3");
	order_is(box, lib, "消费 OR 要求", "1 2 3");
	order_is(box, lib, "投资 NOT 消费", "3 1");
	order_is(box, lib, "，", "3 1");
	order_is(box, lib, "，投", "3");
	order_is(box, lib, "投资 section:要求", "1");
	order_is(box, lib, "投资 year:2002-2003", "3");
	order_is(box, lib, "投资 region:云溪", "3 1");
	order_is(box, lib, "投资 region:青岚", "");
	order_is(box, lib, "没有的词", "");
	library_close(lib);
}

static void follows_changes(void **state)
{
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");
	struct meta meta = {.year = 2030};
	struct report r;
	int64_t id;

	id = put_report(lib, &box->a, "/1", "#甲乙\n丙丁\n", 1);
	put_report(lib, &box->a, "/2", "丙丁戊\n", 2);
	order_is(box, lib, "丙丁", "2 1");
	/* another text in its place */
	put_report(lib, &box->a, "/1", "#甲丁\n己庚\n", 3);
	order_is(box, lib, "丙丁", "2");
	order_is(box, lib, "甲乙", "");
	order_is(box, lib, "己庚", "1");
	order_is(box, lib, "乙", "");
	/* its own text read anew */
	make_report(&r, &box->a, "#甲丁\n己辛\n", "x", 2001);
	assert_true(reports_reread(lib, id, &r, &box->err));
	order_is(box, lib, "己庚", "");
	order_is(box, lib, "己辛", "1");
	/* another year */
	order_is(box, lib, "丁", "1 2");
	order_is(box, lib, "丁 OR 戊 NOT 甲", "1 2");
	assert_true(hand_set(lib, id, &meta, HAND_YEAR, &box->err));
	order_is(box, lib, "己辛 OR 丙丁", "1 2");
	assert_true(reports_remove(lib, id, &box->err));
	order_is(box, lib, "丁", "2");
	/* what did not come to last */
	assert_true(library_begin(lib, &box->err));
	put_report(lib, &box->a, "/3", "丙丁\n", 4);
	library_rollback(lib);
	order_is(box, lib, "丁", "2");
	put_report(lib, &box->a, "/4", "丙丁\n", 5);
	order_is(box, lib, "丁", "3 2");
	library_close(lib);
}

static size_t n_findings(struct box *box, struct library *lib)
{
	struct library_findings out = {0};

	assert_true(library_check(lib, &box->a, &out, &box->err));
	return out.n;
}

static void misfit_is_noticed(void **state)
{
	static const char *const HARM[] = {
		"UPDATE index_state SET version = 99",
		"DELETE FROM index_state",
		"DELETE FROM indexed WHERE report = 2",
		"UPDATE paragraph SET text = replace(text, '丙丁', '丙乙')",
		"INSERT INTO pair_index (pair_index) VALUES ('delete-all')",
		"UPDATE indexed SET first = 9000 WHERE report = 2",
	};
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");

	put_report(lib, &box->a, "/1", "#甲乙\n丙丁\n", 1);
	put_report(lib, &box->a, "/2", "丙丁戊\n", 2);
	assert_int_equal(n_findings(box, lib), 0);
	for (size_t i = 0; i < COUNT_OF(HARM); i++) {
		if (!conn_exec(library_conn(lib), HARM[i], &box->err))
			fail_msg("%s: %s", HARM[i], box->err.args[1]);
		if (n_findings(box, lib) == 0)
			fail_msg("%s is not noticed", HARM[i]);
		assert_true(index_rebuild(lib, &box->err));
		assert_int_equal(n_findings(box, lib), 0);
		order_is(box, lib, i < 3 ? "丙丁" : "丙乙", "2 1");
	}
	library_close(lib);
}

/* Search goes on, and is right, when the index cannot be believed. */
static void reads_the_text_without_index(void **state)
{
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");
	struct query q;
	struct found f;

	put_report(lib, &box->a, "/1", "#甲乙\n丙丁\n", 1);
	put_report(lib, &box->a, "/2", "丙丁戊\n", 2);
	assert_true(conn_exec(library_conn(lib),
			      "UPDATE index_state SET version = 99", NULL));
	q = parsed(box, "丙丁");
	search_all(box, lib, &q, 10, &f);
	assert_int_equal(f.ids.n, 2);
	assert_int_equal(f.counts.reports, 2);
	assert_true(f.misfit);
	library_close(lib);
	lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	put_report(lib, &box->a, "/1", "#甲乙\n丙丁\n", 1);
	order_is(box, lib, "丙丁", "1");
	library_close(lib);
}

/* ---- the property ----------------------------------------------------- */

struct para_text {
	int64_t report;
	struct str raw, folded;
};

struct corpus {
	ARRAY_OF(struct para_text) paras;
	uint32_t traditional[0x10000]; /* of a simplified character, 0 none */
	uint64_t seed;
};

static uint32_t draw(struct corpus *c, uint32_t n)
{
	c->seed = c->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(c->seed >> 33) % n;
}

static void load_corpus(struct box *box, struct library *lib, struct corpus *c)
{
	struct report_filter all = {.order = ORDER_ADDED};
	struct report_rows rows = {0};

	assert_true(reports_page(lib, &box->a, &all, 0, 1000, &rows, NULL));
	for (size_t i = 0; i < rows.n; i++) {
		struct report r;

		assert_true(reports_load(lib, &box->a, rows.items[i].id, &r,
					 &box->err));
		for (size_t k = 0; k < r.paras.n; k++) {
			const struct para *p = &r.paras.items[k];
			struct para_text *t = ARRAY_PUSH(&box->a, &c->paras);
			struct folded f;

			t->report = rows.items[i].id;
			t->raw = str_sub(r.text.bytes, p->off,
					 (size_t)p->off + p->len);
			fold(&f, &box->a, t->raw);
			t->folded = f.bytes;
		}
	}
	for (uint32_t cp = 0x3400; cp <= 0x9fff; cp++) {
		char utf8[4];
		struct folded f;
		size_t n = utf8_encode(cp, utf8);

		fold(&f, &box->a, str_n(utf8, n));
		if (f.bytes.len == n && memcmp(f.bytes.p, utf8, n) != 0)
			c->traditional[utf8_decode(f.bytes, 0, &n)] = cp;
	}
}

/* A stretch of 1 to 12 characters, sometimes in the other script or width. */
static struct str draw_word(struct arena *a, struct corpus *c)
{
	const struct para_text *p =
		&c->paras.items[draw(c, (uint32_t)c->paras.n)];
	uint32_t cps = (uint32_t)utf8_count(p->raw);
	uint32_t from = draw(c, cps), len = 1 + draw(c, 12), way = draw(c, 3);
	struct str s = str_sub(p->raw, utf8_offset(p->raw, from),
			       utf8_offset(p->raw, from + len));
	struct buf b;
	size_t n;

	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (way == 1 && cp < 0x10000 && c->traditional[cp])
			cp = c->traditional[cp];
		else if (way == 2 && cp > ' ' && cp < 0x7f)
			cp += 0xfee0;
		if (cp != '"')
			buf_add_cp(&b, cp);
	}
	return buf_str(&b);
}

/* The same by reading everything; the reports are in their order. */
static struct search_counts scan(const struct corpus *c, struct str folded,
				 bool *in)
{
	struct search_counts n = {0};

	for (size_t i = 0; i < c->paras.n; i++) {
		const struct para_text *p = &c->paras.items[i];

		if (str_find(p->folded, folded, 0) < 0)
			continue;
		n.paras++;
		n.reports += !in[p->report];
		in[p->report] = true;
	}
	return n;
}

static void check_word(struct box *box, struct library *lib, struct corpus *c)
{
	bool in[1000] = {false};
	struct search_counts want;
	struct folded f;
	struct query q;
	struct found found;
	struct buf b;

	buf_init(&b, &box->a);
	buf_addc(&b, '"');
	buf_add(&b, draw_word(&box->a, c));
	buf_addc(&b, '"');
	fold(&f, &box->a, str_sub(buf_str(&b), 1, b.len - 1));
	if (!f.bytes.len)
		return;
	q = parsed(box, buf_cstr(&b));
	want = scan(c, f.bytes, in);
	search_all(box, lib, &q, 50, &found);
	if (found.counts.paras != want.paras ||
	    found.counts.reports != want.reports ||
	    found.n_hits != want.paras || found.misfit)
		fail_msg("%s: %zu hits, counted %zu in %zu, not %zu in %zu",
			 buf_cstr(&b), found.n_hits, (size_t)found.counts.paras,
			 (size_t)found.counts.reports, (size_t)want.paras,
			 (size_t)want.reports);
	for (size_t i = 0; i < found.ids.n; i++)
		assert_true(in[found.ids.items[i]]);
}

static void take_in(struct box *box, struct library *lib, const char *folder)
{
	struct intake in = {.lib = lib};
	struct intake_result result = {0};

	in.rules = report_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	intake_path(&in, &box->a, folder, &result);
	assert_true(result.n_added > 0);
}

static void check_words(struct box *box, const char *folder, int n)
{
	struct library *lib = open_box(box, "l.db");
	struct corpus *c = arena_alloc(&box->a, sizeof(*c));

	take_in(box, lib, folder);
	load_corpus(box, lib, c);
	c->seed = 5;
	for (int i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(&box->a);

		check_word(box, lib, c);
		arena_rewind(&box->a, mark);
	}
	assert_int_equal(n_findings(box, lib), 0);
	library_close(lib);
}

static void samples_match_a_scan(void **state)
{
	struct box *box = *state;
	struct buf b;

	buf_init(&b, &box->a);
	buf_addf(&b, "%s/assets/samples", getenv("HSVIEW_SOURCE"));
	check_words(box, buf_cstr(&b), 1000);
}

static void shared_texts_match_a_scan(void **state)
{
	struct box *box = *state;
	const char *shared = getenv("HSVIEW_SHARED");
	struct buf b;

	buf_init(&b, &box->a);
	if (shared)
		buf_addf(&b, "%s/reports", shared);
	else
		buf_addf(&b, "%s/../shared/reports", getenv("HSVIEW_SOURCE"));
	if (access(buf_cstr(&b), R_OK) != 0)
		skip();
	check_words(box, buf_cstr(&b), 300);
}

/* More reports than one extent holds, of years in no order. */
static void many_reports(void **state)
{
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");
	struct query q = parsed(box, "丙丁");
	struct found f, g;

	assert_true(library_begin(lib, &box->err));
	for (unsigned i = 1; i <= 300; i++) {
		struct buf b;

		buf_init(&b, &box->a);
		buf_addf(&b, "/%u", i);
		put_report(lib, &box->a, buf_cstr(&b),
			   "甲\n\n丙丁\n#乙\n丙丁和\n\n戊丙丁\n", i);
	}
	assert_true(library_commit(lib, &box->err));
	search_all(box, lib, &q, 50, &f);
	assert_int_equal(f.n_hits, 900);
	assert_int_equal(f.counts.reports, 300);
	for (size_t i = 1; i < f.n_hits; i++)
		assert_true(f.hits.items[i].year <= f.hits.items[i - 1].year);
	/* other pages, the same hits in the same order of reports */
	search_all(box, lib, &q, 7, &g);
	assert_int_equal(g.n_hits, 900);
	q = parsed(box, "丙丁 region:云溪 year:2010-2019");
	search_all(box, lib, &q, 7, &g);
	assert_int_equal(g.counts.reports, 60);
	assert_int_equal(g.counts.paras, 180);
	/* brought together, it says the same */
	assert_true(index_tidy(lib, 300, NULL, NULL, &box->err));
	q = parsed(box, "丙丁");
	search_all(box, lib, &q, 50, &g);
	assert_int_equal(g.n_hits, 900);
	for (size_t i = 0; i < g.n_hits; i++)
		assert_int_equal(g.hits.items[i].report,
				 f.hits.items[i].report);
	library_close(lib);
}

static void offers_near_words(void **state)
{
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");
	struct typo_words offers = {0};
	struct query q = parsed(box, "营商环竟");

	put_report(lib, &box->a, "/1", "#优化营商环境\n甲\n", 1);
	put_report(lib, &box->a, "/2", "营商环镜\n", 2);
	assert_true(offers_find(lib, &box->a, &q, NULL, &offers, &box->err));
	/* headings alone are looked at */
	assert_int_equal(offers.n, 1);
	assert_str(offers.items[0].word, "营商环境");
	library_close(lib);
}

static void counts_over_years(void **state)
{
	struct box *box = *state;
	struct library *lib = open_box(box, "l.db");
	struct trend_rows rows = {0};
	struct query q = parsed(box, "投资");

	put_report(lib, &box->a, "/1", "#投资\n投资和投资\n", 3);
	put_report(lib, &box->a, "/2", "消费消费消费\n", 1);
	assert_true(
		trend_read(lib, &box->a, &q, TREND_BY_YEAR, &rows, &box->err));
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.items[0].year, 2001);
	assert_int_equal(rows.items[0].hits, 0);
	assert_int_equal(rows.items[0].chars, 6);
	assert_int_equal(rows.items[1].year, 2003);
	assert_int_equal(rows.items[1].hits, 3);
	assert_int_equal(rows.items[1].n_matching, 1);
	assert_int_equal(rows.items[1].chars, 8);
	assert_int_equal(trend_rate(&rows.items[1]), 375000);
	rows = (struct trend_rows){0};
	assert_true(trend_read(lib, &box->a, &q, TREND_BY_REGION, &rows,
			       &box->err));
	assert_int_equal(rows.n, 1);
	assert_str(rows.items[0].region, "云溪区");
	assert_int_equal(rows.items[0].n_reports, 2);
	library_close(lib);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(finds_and_orders),	    CASE(follows_changes),
		CASE(misfit_is_noticed),    CASE(reads_the_text_without_index),
		CASE(samples_match_a_scan), CASE(shared_texts_match_a_scan),
		CASE(many_reports),	    CASE(offers_near_words),
		CASE(counts_over_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
