/* db: figures in and out, rows of a stranger, reading again, set by hand. */
#include <dirent.h>
#include <sqlite3.h>

#include "db/hand.h"
#include "db/metric_find.h"
#include "db/update.h"

#include "tests/unit/db_help.h"

struct desk {
	struct library *lib;
	struct intake in;
	struct intake_result result;
};

static void desk_open(struct desk *d, struct box *box)
{
	*d = (struct desk){0};
	d->lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	assert_non_null(d->lib);
	d->in.lib = d->lib;
	d->in.rules = report_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	d->in.figures = extract_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	d->in.version = extract_rules_version(&ASSETS_BUILTIN);
	assert_non_null(d->in.rules);
	assert_non_null(d->in.figures);
	assert_true(d->in.version > 0);
}

static void sql(struct library *lib, const char *text)
{
	assert_true(conn_exec(library_conn(lib), text, NULL));
}

static const char TEXT[] =
	"云溪区政府工作报告\n——2024年1月10日在区人代会上\n"
	"各位代表：\n一、2023年工作回顾\n"
	"全区生产总值达到1170.1亿元，增长6.1%，居全市第一。"
	"预计利润实际增长2%，新增企业57家，城乡居民人均可支配收入分别增长4.4%、6.4%。\n"
	"二、2024年工作安排\n"
	"地区生产总值增长6%左右；单位能耗下降3.2%以上。12月31日前办结。\n";

static int64_t take(struct desk *d, struct box *box, const char *name,
		    const char *text)
{
	const char *path = in_box(box, name);

	write_file(path, str_of(text));
	intake_path(&d->in, &box->a, path, &d->result);
	assert_int_equal(d->result.failures.n, 0);
	return d->result.last_id;
}

static bool same_metric(const struct metric *a, const struct metric *b)
{
	if (a->class != b->class || a->off != b->off || a->len != b->len ||
	    a->section != b->section)
		return false;
	if (a->class == METRIC_MASKED)
		return true;
	return decimal_eq(a->value, b->value) && str_eq(a->unit, b->unit) &&
	       a->family == b->family && a->bound == b->bound &&
	       str_eq(a->indicator, b->indicator) &&
	       str_eq(a->canonical, b->canonical) && a->measure == b->measure &&
	       a->role == b->role && str_eq(a->period, b->period) &&
	       str_eq(a->scope, b->scope) && str_eq(a->basis, b->basis) &&
	       a->flags == b->flags && a->sentence.off == b->sentence.off &&
	       a->sentence.len == b->sentence.len;
}

static void assert_same(const struct metrics *a, const struct metrics *b,
			const char *name)
{
	if (a->n != b->n)
		fail_msg("%s: %zu figures, %zu came back", name, a->n, b->n);
	for (size_t i = 0; i < a->n; i++)
		if (!same_metric(&a->items[i], &b->items[i]))
			fail_msg("%s: figure %zu at %u differs", name, i,
				 a->items[i].off);
}

/* All that the extractor says of a file comes back from the library. */
static size_t round_trip(struct desk *d, struct box *box, const char *path)
{
	struct arena a = {0};
	struct report r = {0};
	struct metrics want = {0}, got = {0};
	struct metrics_state state;
	struct document doc;
	enum put_result put;
	int64_t id;

	assert_true(intake_read(&d->in, &a, path, &doc, &box->err));
	intake_parse(&r, &a, d->in.rules, &doc);
	extract(&want, &a, d->in.figures, &r, EXTRACT_ALL);
	if (!metrics_are_sound(&want, &r))
		fail_msg("%s: the extractor's offsets do not fit", path);
	if (!reports_put(d->lib, &r, &doc.source, &put, &id, &box->err)) {
		print_message("# %s: %s\n", path, box->err.msgid);
		arena_release(&a);
		return 0;
	}
	assert_true(metrics_replace(d->lib, id, &want, 7, &box->err));
	if (!metrics_load_report(d->lib, &a, id, &r, &got, &box->err))
		fail_msg("%s: %s", path, box->err.msgid);
	assert_same(&want, &got, path);
	assert_true(metrics_state(d->lib, id, &state, &box->err));
	assert_int_equal(state.version, 7);
	for (size_t i = 0; i < got.n; i++) {
		state.n_metrics -= got.items[i].class == METRIC_METRIC;
		state.n_open -= got.items[i].class == METRIC_UNCLASSIFIED;
	}
	assert_int_equal(state.n_metrics, 0);
	assert_int_equal(state.n_open, 0);
	arena_release(&a);
	return want.n;
}

static size_t round_trip_folder(struct desk *d, struct box *box,
				const char *root, const char *folder)
{
	size_t n = 0;
	struct buf dir;
	DIR *handle;

	buf_init(&dir, &box->a);
	buf_addf(&dir, "%s/%s", root, folder);
	handle = opendir(buf_cstr(&dir));
	for (struct dirent *e; handle && (e = readdir(handle));) {
		struct buf path;

		if (e->d_name[0] == '.' || strcmp(e->d_name, "README") == 0)
			continue;
		buf_init(&path, &box->a);
		buf_addf(&path, "%s/%s", buf_cstr(&dir), e->d_name);
		n += round_trip(d, box, buf_cstr(&path));
	}
	if (handle)
		closedir(handle);
	return n;
}

static void samples_come_back(void **state)
{
	struct box *box = *state;
	const char *root = getenv("HSVIEW_SOURCE");
	struct desk d;

	if (!root)
		skip();
	desk_open(&d, box);
	assert_true(round_trip_folder(&d, box, root, "assets/samples") > 100);
	library_close(d.lib);
}

static void real_texts_come_back(void **state)
{
	struct box *box = *state;
	static const char *const DIRS[] = {"seeds", "reports/state-council",
					   "reports/provinces"};
	const char *shared = getenv("HSVIEW_SHARED");
	struct desk d;
	size_t n = 0;

	if (!shared)
		skip();
	desk_open(&d, box);
	for (size_t i = 0; i < COUNT_OF(DIRS); i++)
		n += round_trip_folder(&d, box, shared, DIRS[i]);
	assert_true(n > 1000);
	library_close(d.lib);
}

static void intake_stores_figures(void **state)
{
	struct box *box = *state;
	struct report_row row;
	struct report r;
	struct metrics all = {0}, one = {0}, rest = {0};
	struct metrics_of of;
	struct desk d;
	int64_t id;
	bool masked = false;

	desk_open(&d, box);
	id = take(&d, box, "a.txt", TEXT);
	assert_true(reports_get(d.lib, &box->a, id, &row, &box->err));
	assert_true(
		metrics_load_report(d.lib, &box->a, id, &r, &all, &box->err));
	assert_true(row.n_metrics >= 6);
	assert_true(all.n > row.n_metrics);
	for (size_t i = 0; i < all.n; i++)
		masked |= all.items[i].class == METRIC_MASKED;
	assert_true(masked);
	/* section by section, the parts are the whole */
	for (int64_t s = METRICS_NO_SECTION; s < (int64_t)r.sections.n; s++) {
		of = (struct metrics_of){id, &r, s};
		if (s == METRICS_ALL)
			continue;
		one = (struct metrics){0};
		assert_true(metrics_load(d.lib, &box->a, &of, &one, &box->err));
		for (size_t i = 0; i < one.n; i++)
			*ARRAY_PUSH(&box->a, &rest) = one.items[i];
	}
	assert_same(&all, &rest, "by section");
	library_close(d.lib);
}

static void replaced_and_removed(void **state)
{
	struct box *box = *state;
	struct metrics got = {0};
	struct report r;
	struct desk d;
	int64_t id, n;

	desk_open(&d, box);
	id = take(&d, box, "a.txt", TEXT);
	assert_int_equal(id,
			 take(&d, box, "a.txt", "一、回顾\n投资增长9%。\n"));
	assert_int_equal(d.result.n_replaced, 1);
	assert_true(
		metrics_load_report(d.lib, &box->a, id, &r, &got, &box->err));
	assert_int_equal(got.n, 1);
	assert_true(reports_remove(d.lib, id, &box->err));
	assert_true(conn_int(library_conn(d.lib),
			     "SELECT (SELECT count(*) FROM metric) + "
			     "(SELECT count(*) FROM masked)",
			     &n, &box->err));
	assert_int_equal(n, 0);
	library_close(d.lib);
}

/* A failure in the figures takes the report back as well. */
static void put_is_all_or_nothing(void **state)
{
	struct box *box = *state;
	struct report_filter all = {0};
	struct desk d;
	uint32_t n;

	desk_open(&d, box);
	sql(d.lib, "CREATE UNIQUE INDEX spoil ON metric (class)");
	write_file(in_box(box, "a.txt"), str_of(TEXT));
	intake_path(&d.in, &box->a, in_box(box, "a.txt"), &d.result);
	assert_int_equal(d.result.failures.n, 1);
	assert_true(reports_count(d.lib, &all, &n, &box->err));
	assert_int_equal(n, 0);
	library_close(d.lib);
}

static const char *const SPOILT[] = {
	"UPDATE metric SET off = 100000 WHERE id & 1",
	"UPDATE metric SET off = -1 WHERE id & 3 = 2",
	"UPDATE metric SET off = off + 1 WHERE id & 3 = 2",
	"UPDATE metric SET off = 9223372036854775807 WHERE id & 3 = 1",
	"UPDATE metric SET off = 0, back = 0 WHERE id & 3 = 3",
	"UPDATE metric SET len = 0 WHERE id & 3 = 1",
	"UPDATE metric SET len = -5 WHERE id & 3 = 1",
	"UPDATE metric SET len = 4294967295 WHERE id & 3 = 1",
	"UPDATE metric SET len = len + 1 WHERE id & 3 = 1",
	"UPDATE metric SET back = off + 1 WHERE id & 3 = 1",
	"UPDATE metric SET back = -1 WHERE id & 3 = 1",
	"UPDATE metric SET back = back + 1 WHERE id & 3 = 2",
	"UPDATE metric SET sentence = 1 WHERE id & 3 = 1",
	"UPDATE metric SET sentence = 99999 WHERE id & 3 = 1",
	"UPDATE metric SET section = 99 WHERE id & 3 = 1",
	"UPDATE metric SET section = -1 WHERE id & 3 = 1",
	"UPDATE metric SET exp = 9999 WHERE id & 3 = 1",
	"UPDATE metric SET exp = -9223372036854775807 WHERE id & 3 = 1",
	"UPDATE metric SET coef = 9223372036854775807 WHERE id & 3 = 1",
	"UPDATE metric SET coef = 100 WHERE id & 3 = 1",
	"UPDATE metric SET family = 77 WHERE id & 3 = 1",
	"UPDATE metric SET bound = 4 WHERE id & 3 = 1",
	"UPDATE metric SET measure = -1 WHERE id & 3 = 1",
	"UPDATE metric SET role = 3 WHERE id & 3 = 1",
	"UPDATE metric SET flags = 32 WHERE id & 3 = 1",
	"UPDATE metric SET flags = -1 WHERE id & 3 = 1",
	"UPDATE metric SET class = 1 WHERE id & 3 = 1",
	"UPDATE metric SET class = 3 WHERE id & 3 = 1",
	"UPDATE masked SET spans = x'80'",
	"UPDATE masked SET spans = x'05'",
	"UPDATE masked SET spans = x'0500'",
	"UPDATE masked SET spans = x'0101'",
	"UPDATE masked SET spans = x'ffffffff7f01'",
	"UPDATE masked SET spans = x'00ffffffff0f'",
	"UPDATE masked SET spans = x'0003ffff7f03'",
	"UPDATE masked SET spans = zeroblob(100000)",
	"UPDATE paragraph SET text = '', len = 0",
};

static void rows_of_a_stranger_are_refused(void **state)
{
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(SPOILT); i++) {
		struct arena a = {0};
		struct metrics got = {0};
		struct report r;
		struct desk d;
		int64_t id;
		char name[16];

		snprintf(name, sizeof(name), "s%zu.txt", i);
		desk_open(&d, box);
		id = take(&d, box, name, TEXT);
		sql(d.lib, SPOILT[i]);
		error_clear(&box->err);
		if (metrics_load_report(d.lib, &a, id, &r, &got, &box->err))
			fail_msg("taken: %s", SPOILT[i]);
		assert_int_equal(box->err.code, ERR_CORRUPT);
		arena_release(&a);
		library_close(d.lib);
	}
}

/* Names that are not there, and strings of other types, do no harm. */
static void odd_names_are_tamed(void **state)
{
	static const char *const ODD[] = {
		"DELETE FROM name",
		"UPDATE metric SET unit = 9223372036854775807",
		"UPDATE metric SET indicator = CAST(x'ff80' AS TEXT)",
		"UPDATE metric SET period = char(27) || '[2J'",
	};
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(ODD); i++) {
		struct metrics got = {0};
		struct report r;
		struct desk d;
		int64_t id;

		desk_open(&d, box);
		id = take(&d, box, "o.txt", TEXT);
		sql(d.lib, ODD[i]);
		assert_true(metrics_load_report(d.lib, &box->a, id, &r, &got,
						&box->err));
		library_close(d.lib);
	}
}

static void damage_is_found(void **state)
{
	struct box *box = *state;
	struct library_findings none = {0}, some = {0};
	struct desk d;

	desk_open(&d, box);
	take(&d, box, "a.txt", TEXT);
	assert_true(library_check(d.lib, &box->a, &none, &box->err));
	assert_int_equal(none.n, 0);
	sql(d.lib, "UPDATE metric SET role = 3");
	sql(d.lib, "INSERT INTO masked VALUES (77, x'')");
	sql(d.lib, "INSERT INTO metric SELECT 99 << 24 | 1, off, len, back, "
		   "sentence, section, coef, exp, unit, family, bound, "
		   "measure, role, class, canonical, period, scope, basis, "
		   "flags, indicator FROM metric LIMIT 1");
	assert_true(library_check(d.lib, &box->a, &some, &box->err));
	assert_int_equal(some.n, 3);
	library_close(d.lib);
}

static size_t found(struct desk *d, struct box *box, struct metric_query q)
{
	struct report_rows rows = {0};

	if (!q.to)
		q.to = 9999;
	assert_true(metric_find(d->lib, &box->a, &q, &rows, &box->err));
	return rows.n;
}

/* Reports are found by what their figures are about, newest first, and those
 * without such a figure are not looked at. */
static void figures_are_found(void **state)
{
	static const char *const BARE[] = {"云溪区政府工作报告\n"
					   "——2023年1月10日在区人代会上\n"
					   "新增企业57家。\n"};
	struct metric_query gdp = {.canonical = STR("地区生产总值"),
				   .role = -1};
	struct metric_query q = gdp;
	struct report_rows rows = {0};
	struct box *box = *state;
	struct desk d;

	desk_open(&d, box);
	take(&d, box, "a.txt", TEXT);
	take(&d, box, "b.txt", BARE[0]);
	assert_int_equal(found(&d, box, gdp), 1);
	q.role = ROLE_CONTEXT;
	assert_int_equal(found(&d, box, q), 0);
	q = gdp;
	q.region = STR("云");
	q.from = q.to = 2024;
	assert_int_equal(found(&d, box, q), 1);
	q.to = q.from = 2023;
	assert_int_equal(found(&d, box, q), 0);
	q = (struct metric_query){.text = STR("企"), .role = -1};
	assert_int_equal(found(&d, box, q), 2);
	q = (struct metric_query){.role = -1, .to = 9999};
	assert_true(metric_find(d.lib, &box->a, &q, &rows, &box->err));
	assert_int_equal(rows.n, 2);
	assert_true(rows.items[0].year > rows.items[1].year);
	library_close(d.lib);
}

static uint32_t stale(const struct desk *d)
{
	uint32_t n = 77;

	assert_true(metrics_stale(d->lib, d->in.version, &n, NULL));
	return n;
}

static void update_reads_again(void **state)
{
	struct box *box = *state;
	struct metrics before = {0}, after = {0};
	struct report r, again;
	struct report_row row;
	struct desk d;
	int64_t id;

	desk_open(&d, box);
	id = take(&d, box, "a.txt", TEXT);
	take(&d, box, "b.txt", "一、回顾\n投资增长9%。\n");
	assert_int_equal(stale(&d), 0);
	assert_true(metrics_load_report(d.lib, &box->a, id, &r, &before,
					&box->err));
	d.in.version++;
	assert_int_equal(stale(&d), 2);
	sql(d.lib, "DELETE FROM metric");
	sql(d.lib, "UPDATE report SET region = '', year = 0");
	assert_true(update_reports(&d.in, &box->a, &d.result, &box->err));
	assert_int_equal(d.result.n_replaced, 2);
	assert_int_equal(stale(&d), 0);
	assert_true(metrics_load_report(d.lib, &box->a, id, &again, &after,
					&box->err));
	assert_true(same_report(&r, &again));
	assert_same(&before, &after, "read again");
	assert_true(reports_get(d.lib, &box->a, id, &row, &box->err));
	assert_str(row.region, "云溪区");
	assert_true(row.n_metrics > 0);
	library_close(d.lib);
}

/* Files taken in without figures are stale, too. */
static void no_figures_are_stale(void **state)
{
	struct box *box = *state;
	struct desk d;

	desk_open(&d, box);
	d.in.figures = NULL;
	take(&d, box, "a.txt", TEXT);
	assert_int_equal(stale(&d), 1);
	library_close(d.lib);
}

static bool stop_at_once(void *data, struct str path, uint32_t done)
{
	(void)data;
	(void)path;
	return done < 1;
}

static void update_can_be_stopped(void **state)
{
	struct box *box = *state;
	struct desk d;

	desk_open(&d, box);
	take(&d, box, "a.txt", TEXT);
	take(&d, box, "b.txt", "一、回顾\n投资增长9%。\n");
	d.in.version++;
	d.in.on_file = stop_at_once;
	assert_true(update_reports(&d.in, &box->a, &d.result, &box->err));
	assert_true(d.result.stopped);
	assert_int_equal(stale(&d), 1);
	library_close(d.lib);
}

/* A year set by hand holds through update and through a changed file, and the
 * figures follow it. */
static void set_by_hand_stays(void **state)
{
	struct box *box = *state;
	struct meta meta = {.year = 2031, .region = STR("榆汀区")};
	struct report_row row;
	struct desk d;
	int64_t id;

	desk_open(&d, box);
	id = take(&d, box, "a.txt", TEXT);
	assert_true(
		hand_set(d.lib, id, &meta, HAND_YEAR | HAND_REGION, &box->err));
	assert_int_equal(stale(&d), 1);
	assert_true(update_report(&d.in, id, &box->err));
	d.in.version++;
	assert_true(update_reports(&d.in, &box->a, &d.result, &box->err));
	take(&d, box, "a.txt", "云溪区政府工作报告\n2024年1月\n投资增长9%。\n");
	assert_true(reports_get(d.lib, &box->a, id, &row, &box->err));
	assert_int_equal(row.year, 2031);
	assert_str(row.region, "榆汀区");
	assert_int_equal(row.by_hand, HAND_YEAR | HAND_REGION);
	assert_false(hand_set(d.lib, 77, &meta, HAND_YEAR, &box->err));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	library_close(d.lib);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(samples_come_back),
		CASE(real_texts_come_back),
		CASE(intake_stores_figures),
		CASE(replaced_and_removed),
		CASE(put_is_all_or_nothing),
		CASE(rows_of_a_stranger_are_refused),
		CASE(odd_names_are_tamed),
		CASE(damage_is_found),
		CASE(figures_are_found),
		CASE(update_reads_again),
		CASE(no_figures_are_stale),
		CASE(update_can_be_stopped),
		CASE(set_by_hand_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
