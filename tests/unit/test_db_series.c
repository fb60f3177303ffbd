/* db/series: a question to the library, names that are not there, and the
 * sentence behind a figure; rows of a stranger are refused. */
#include "core/base/utf8.h"

#include "db/intake.h"
#include "db/series.h"

#include "tests/unit/db_help.h"

struct desk {
	struct library *lib;
	struct intake in;
	struct intake_result result;
	const struct indicators *known;
};

static const char PLAN[] =
	"云溪区2023年政府工作报告\n——2023年1月10日在区人代会上\n"
	"各位代表：\n一、2022年工作回顾\n"
	"全区生产总值达到1100.5亿元，增长5.2%。\n"
	"二、2023年工作安排\n"
	"地区生产总值增长6%左右，新增幼儿园学位1200个，实际利用外资1亿美元。\n";
static const char REVIEW[] =
	"云溪区2024年政府工作报告\n——2024年1月10日在区人代会上\n"
	"各位代表：\n一、2023年工作回顾\n"
	"全区生产总值达到1170.1亿元，增长6.1%，居全市第一。"
	"新增幼儿园学位1260个。\n"
	"二、2024年工作安排\n地区生产总值增长6%以上。\n";

static void take(struct desk *d, struct box *box, const char *name,
		 const char *text)
{
	const char *path = in_box(box, name);

	write_file(path, str_of(text));
	intake_path(&d->in, &box->a, path, &d->result);
	assert_int_equal(d->result.failures.n, 0);
}

static void desk_open(struct desk *d, struct box *box)
{
	*d = (struct desk){0};
	d->lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	assert_non_null(d->lib);
	d->known = indicators_open(&box->a, &ASSETS_BUILTIN, &box->err);
	assert_non_null(d->known);
	d->in.lib = d->lib;
	d->in.rules = report_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	d->in.figures = extract_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	d->in.version = extract_rules_version(&ASSETS_BUILTIN);
	assert_non_null(d->in.rules);
	assert_non_null(d->in.figures);
	take(d, box, "a.txt", PLAN);
	take(d, box, "b.txt", REVIEW);
}

static bool load(struct desk *d, struct box *box, const char *region,
		 const char *indicator, unsigned year, struct series_table *t)
{
	struct series_wanted w = {.region = str_of(region),
				  .indicator = str_of(indicator),
				  .year_from = year,
				  .year_to = year,
				  .this_year = 2026};

	error_clear(&box->err);
	return series_load(d->lib, &box->a, d->known, &w, t, &box->err);
}

static const struct series_cell *cell(const struct series_table *t,
				      const char *indicator, unsigned year)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < t->rows[i].n_cells; k++)
			if (t->rows[i].cells[k].year == year &&
			    t->rows[i].cells[k].target.low &&
			    str_is(t->rows[i].indicator, indicator))
				return &t->rows[i].cells[k];
	fail_msg("no %s of %u", indicator, year);
	return NULL;
}

static void asks_the_library(void **state)
{
	struct box *box = *state;
	struct series_table t;
	struct desk d;

	desk_open(&d, box);
	assert_true(load(&d, box, "云溪", "", 0, &t));
	assert_int_equal(cell(&t, "地区生产总值", 2023)->answer.rule,
			 RULE_REACHED);
	assert_int_equal(cell(&t, "地区生产总值", 2024)->answer.rule,
			 RULE_NEXT_MISSING);
	assert_int_equal(cell(&t, "幼儿园学位", 2023)->answer.rule,
			 RULE_REACHED);
	assert_int_equal(cell(&t, "实际利用外资", 2023)->answer.rule,
			 RULE_NOT_MENTIONED);
	/* by the index on the indicator, over all regions */
	assert_true(load(&d, box, NULL, "gdp", 0, &t));
	assert_int_equal(cell(&t, "地区生产总值", 2023)->answer.rule,
			 RULE_REACHED);
	assert_true(load(&d, box, NULL, "幼儿园学位", 2023, &t));
	assert_int_equal(t.n, 1);
	library_close(d.lib);
}

static void names_that_are_not_there(void **state)
{
	struct box *box = *state;
	struct series_table t;
	struct str full;
	struct desk d;

	desk_open(&d, box);
	assert_false(load(&d, box, "云峰区", "", 0, &t));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	assert_string_equal(box->err.args[1], "云溪区");
	assert_false(load(&d, box, NULL, "幼儿园床位", 0, &t));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(box->err.args[1], "幼儿园学位"));
	assert_false(load(&d, box, NULL, "gdp", 2010, &t));
	assert_string_equal(box->err.args[0], "2022–2024");
	assert_true(series_region_find(d.lib, &box->a, STR("云溪区"), &full,
				       &box->err));
	assert_str(full, "云溪区");
	assert_false(series_region_find(d.lib, &box->a, STR("云"), &full,
					&box->err));
	assert_false(series_region_find(d.lib, &box->a, STR("国务院"), &full,
					&box->err));
	library_close(d.lib);
}

static void empty_library(void **state)
{
	struct box *box = *state;
	struct series_table t;
	struct desk d;

	desk_open(&d, box);
	library_close(d.lib);
	d.lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	assert_true(load(&d, box, NULL, "", 0, &t));
	assert_int_equal(t.n, 0);
	assert_int_equal(t.from->sources.n, 0);
	library_close(d.lib);
}

static void evidence_of(struct desk *d, struct box *box,
			const struct series_table *t,
			const struct series_side *side, struct evidence *e)
{
	const struct series_source *s =
		&t->from->sources.items[side->low->source];

	assert_true(
		evidence_load(d->lib, &box->a, s, &side->low->m, e, &box->err));
}

static void evidence_is_the_sentence(void **state)
{
	struct box *box = *state;
	const struct series_cell *c;
	struct series_table t;
	struct evidence e;
	struct desk d;

	desk_open(&d, box);
	assert_true(load(&d, box, "云溪区", "", 0, &t));
	c = cell(&t, "地区生产总值", 2023);
	evidence_of(&d, box, &t, &c->achieved, &e);
	assert_int_equal(e.id, 2);
	assert_str(e.value, "6.1%");
	assert_str(e.sentence,
		   "全区生产总值达到1170.1亿元，增长6.1%，居全市第一。");
	assert_true(str_has_prefix(
		str_sub(e.sentence, e.value_at, e.sentence.len), e.value));
	assert_str(e.section, "一、2023年工作回顾");
	assert_true(str_has_prefix(str_sub(str_of(REVIEW),
					   utf8_offset(str_of(REVIEW), e.cp),
					   SIZE_MAX),
				   e.value));
	assert_true(str_has_prefix(str_sub(str_of(REVIEW), e.off, SIZE_MAX),
				   e.value));
	c = cell(&t, "幼儿园学位", 2023);
	evidence_of(&d, box, &t, &c->target, &e);
	assert_true(str_find(e.sentence, STR("新增幼儿园学位1200个"), 0) > 0);
	assert_true(str_has_prefix(
		str_sub(e.sentence, e.value_at, e.sentence.len), e.value));
	library_close(d.lib);
}

static void sql(struct library *lib, const char *text)
{
	assert_true(conn_exec(library_conn(lib), text, NULL));
}

/* What no hsview has written. */
static void rows_of_a_stranger(void **state)
{
	static const char *const bad[] = {
		"UPDATE metric SET canonical = 99999 WHERE canonical <> 0",
		"UPDATE metric SET unit = -1",
		"UPDATE metric SET family = 200",
		"UPDATE metric SET measure = 9",
		"UPDATE metric SET exp = 1000",
		"UPDATE metric SET back = off + 1",
		"UPDATE metric SET sentence = -5",
		"UPDATE metric SET flags = 4096",
		"UPDATE name SET id = id + 99999999",
	};
	struct box *box = *state;
	struct series_table t;
	struct evidence e;
	struct desk d;

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		desk_open(&d, box);
		sql(d.lib, bad[i]);
		if (load(&d, box, NULL, "", 0, &t))
			fail_msg("%s: taken", bad[i]);
		assert_int_equal(box->err.code, ERR_CORRUPT);
		library_close(d.lib);
	}
	desk_open(&d, box);
	assert_true(load(&d, box, NULL, "gdp", 0, &t));
	sql(d.lib, "UPDATE paragraph SET off = off + 7");
	assert_false(evidence_load(d.lib, &box->a, &t.from->sources.items[0],
				   &t.from->items.items[0].m, &e, &box->err));
	assert_int_equal(box->err.code, ERR_CORRUPT);
	sql(d.lib, "DELETE FROM paragraph");
	assert_false(evidence_load(d.lib, &box->a, &t.from->sources.items[0],
				   &t.from->items.items[0].m, &e, &box->err));
	library_close(d.lib);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asks_the_library, box_setup,
						box_teardown),
		cmocka_unit_test_setup_teardown(names_that_are_not_there,
						box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(empty_library, box_setup,
						box_teardown),
		cmocka_unit_test_setup_teardown(evidence_is_the_sentence,
						box_setup, box_teardown),
		cmocka_unit_test_setup_teardown(rows_of_a_stranger, box_setup,
						box_teardown),
	};

	return cmocka_run_group_tests_name("db/series", tests, NULL, NULL);
}
