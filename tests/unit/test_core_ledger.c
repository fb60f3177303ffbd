/*
 * The ledger of a year out of a table made by hand: its rows in the order of
 * the text, what stands behind the chosen value, the sums.
 */
#include "core/ledger.h"

#include "tests/test.h"

enum { PLAN_ID = 7, NEXT_ID = 9 };

struct fixture {
	struct arena a;
	struct observations obs;
	struct observation items[16];
	struct indicator growth;
	struct series_row rows[4];
	struct series_cell cells[4];
	const struct observation *others[5];
	struct series_table table;
	struct ledger ledger;
};

static void add_source(struct fixture *f, int64_t id, const char *region,
		       enum report_kind kind, unsigned year)
{
	struct series_source *s = ARRAY_PUSH(&f->a, &f->obs.sources);

	*s = (struct series_source){.id = id,
				    .region = str_of(region),
				    .kind = kind,
				    .year = (uint16_t)year,
				    .review_year = (uint16_t)(year - 1)};
}

/* Figure `i` of a source, at a byte: a rate. */
static const struct observation *
figure(struct fixture *f, int i, uint32_t source, uint32_t off, int value)
{
	f->items[i] = (struct observation){.source = source,
					   .m = {.off = off,
						 .value = decimal_int(value),
						 .unit = STR("%"),
						 .family = FAMILY_RATIO,
						 .measure = MEASURE_GROWTH}};
	return &f->items[i];
}

static void set_side(struct series_side *side, const struct observation *o)
{
	side->low = o;
	side->stated = (struct stated){.present = true,
				       .measure = o->m.measure,
				       .family = o->m.family,
				       .unit = o->m.unit};
	stated_value(&side->stated, o->m.value, o->m.bound);
}

static struct series_cell *cell(struct fixture *f, int i, const char *name,
				const struct observation *target,
				const struct observation *achieved)
{
	struct series_cell *c = &f->cells[i];

	*c = (struct series_cell){.year = 2024};
	set_side(&c->target, target);
	if (achieved)
		set_side(&c->achieved, achieved);
	c->answer = achieved
			    ? verdict_of(&c->target.stated, &c->achieved.stated,
					 INDICATOR_GOOD_UP)
			    : verdict_by(RULE_NOT_MENTIONED);
	f->rows[i] = (struct series_row){.region = STR("云溪县"),
					 .indicator = str_of(name),
					 .known = &f->growth,
					 .cells = c,
					 .n_cells = 1};
	return c;
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct series_cell *c;

	f->growth.good = INDICATOR_GOOD_UP;
	add_source(f, 3, "云溪县", KIND_WORK_REPORT, 2022);
	add_source(f, PLAN_ID, "云溪县", KIND_WORK_REPORT, 2024);
	add_source(f, NEXT_ID, "云溪县", KIND_WORK_REPORT, 2025);
	add_source(f, 11, "云溪县", KIND_ARTICLE, 2026);
	add_source(f, 12, "柳湾县", KIND_WORK_REPORT, 2023);
	cell(f, 0, "earlier", figure(f, 0, 0, 50, 8), figure(f, 1, 2, 10, 9));
	cell(f, 1, "second", figure(f, 2, 1, 900, 6), figure(f, 3, 2, 20, 5));
	c = cell(f, 2, "first", figure(f, 4, 1, 100, 6),
		 figure(f, 5, 2, 30, 7));
	f->others[0] = figure(f, 6, 1, 950, 6);	 // the same, told again
	f->others[1] = figure(f, 7, 1, 500, 8);	 // leads to another answer
	f->others[2] = figure(f, 8, 0, 40, 9);	 // of another report
	f->others[3] = figure(f, 10, 1, 600, 7); // to the same
	f->others[4] = figure(f, 11, 1, 700, 2); // but is of another size
	c->target.others = f->others;
	c->target.n_others = 5;
	cell(f, 3, "silent", figure(f, 9, 1, 300, 6), NULL);
	f->obs.items.items = f->items;
	f->table = (struct series_table){&f->obs, f->rows, 4};
	ledger_build(&f->ledger, &f->a, &f->table, STR("云溪县"), 2024);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->a);
	free(f);
	return 0;
}

static void test_reports(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->ledger.plan->id, PLAN_ID);
	assert_int_equal(f->ledger.next->id, NEXT_ID);
}

static void test_rows_in_order_of_the_text(void **state)
{
	static const struct {
		const char *name;
		uint32_t off;
		enum verdict verdict;
	} WANT[] = {
		{"first", 100, VERDICT_MET},
		{"silent", 300, VERDICT_NO_ACHIEVEMENT},
		{"first", 500, VERDICT_INCOMPARABLE},
		{"first", 600, VERDICT_MET},
		{"first", 700, VERDICT_INCOMPARABLE},
		{"second", 900, VERDICT_MISSED},
		{"earlier", 50, VERDICT_MET},
	};
	struct fixture *f = *state;

	assert_int_equal(f->ledger.rows.n, COUNT_OF(WANT));
	for (size_t i = 0; i < COUNT_OF(WANT); i++) {
		const struct ledger_row *row = &f->ledger.rows.items[i];

		assert_str(row->row->indicator, WANT[i].name);
		assert_int_equal(row->target->m.off, WANT[i].off);
		assert_int_equal(row->cell->answer.verdict, WANT[i].verdict);
		assert_ptr_equal(row->cell->target.low, row->target);
	}
}

static void test_sums(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->ledger.n[VERDICT_MET], 3);
	assert_int_equal(f->ledger.n[VERDICT_MISSED], 1);
	assert_int_equal(f->ledger.n[VERDICT_INCOMPARABLE], 2);
	assert_int_equal(f->ledger.n[VERDICT_NO_ACHIEVEMENT], 1);
	assert_int_equal(f->ledger.fate[RULE_NOT_MENTIONED], 1);
	assert_int_equal(f->ledger.fate[RULE_NOT_DUE], 0);
}

static void test_years(void **state)
{
	struct fixture *f = *state;
	struct str region = STR("云溪县");

	assert_int_equal(ledger_year_step(&f->table, region, 2024, -1), 2022);
	assert_int_equal(ledger_year_step(&f->table, region, 2022, -1), 0);
	assert_int_equal(ledger_year_step(&f->table, region, 2022, 1), 2024);
	// an article plans nothing
	assert_int_equal(ledger_year_step(&f->table, region, 2025, 1), 0);
}

static void test_nothing(void **state)
{
	struct series_table none = {0};
	struct fixture *f = *state;
	struct ledger l;

	ledger_build(&l, &f->a, &none, STR("云溪县"), 2024);
	assert_int_equal(l.rows.n, 0);
	assert_null(l.plan);
	ledger_build(&l, &f->a, &f->table, STR("云溪县"), 1999);
	assert_int_equal(l.rows.n, 0);
	assert_int_equal(ledger_year_step(&none, STR("x"), 2024, 1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_reports, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rows_in_order_of_the_text,
						setup, teardown),
		cmocka_unit_test_setup_teardown(test_sums, setup, teardown),
		cmocka_unit_test_setup_teardown(test_years, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
