/* db: the reports that lie near another one, and a check against them. */
#include "db/near.h"

#include "tests/unit/db_help.h"

static int64_t put(struct library *lib, struct box *box, const char *region,
		   uint16_t year, struct str text)
{
	static unsigned n; // each a file of its own
	struct report_source source = {.file = STR("a.txt"), .size = 1};
	enum put_result result;
	struct report r;
	int64_t id;
	struct buf path;

	report_parse(&r, &box->a,
		     report_rules_open(&box->a, &ASSETS_BUILTIN, NULL), text,
		     FORMAT_TEXT, STR(""));
	r.meta.region = str_of(region);
	r.meta.year = year;
	buf_init(&path, &box->a);
	buf_addf(&path, "/%u.txt", ++n);
	source.path = buf_str(&path);
	memset(source.sha256, 'a', 64);
	source.sha256[0] = (char)('0' + n / 10);
	source.sha256[1] = (char)('0' + n % 10);
	assert_true(reports_put(lib, &r, &source, &result, &id, NULL));
	return id;
}

static bool has(const struct near_reports *near, int64_t id)
{
	for (size_t i = 0; i < near->n; i++)
		if (near->id[i] == id)
			return true;
	return false;
}

static void those_of_the_region(void **state)
{
	struct box *box = *state;
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, NULL);
	int64_t mine = put(lib, box, "青岚区", 2024, STR("一份报告。"));
	int64_t before = put(lib, box, "青岚区", 2023, STR("上年报告。"));
	int64_t same = put(lib, box, "青岚区", 2024, STR("一份公报。"));
	int64_t other = put(lib, box, "榆汀区", 2023, STR("邻区报告。"));
	int64_t nowhere = put(lib, box, "", 2024, STR("无名报告。"));
	struct near_reports near;

	assert_true(reports_near(lib, mine, 1000, &near, NULL));
	assert_int_equal(near.n, 2);
	assert_true(has(&near, before) && has(&near, same));
	assert_true(reports_near(lib, other, 1000, &near, NULL));
	assert_int_equal(near.n, 0);
	assert_true(reports_near(lib, nowhere, 1000, &near, NULL));
	assert_int_equal(near.n, 0);
	assert_true(reports_near(lib, mine, 3, &near, NULL));
	assert_int_equal(near.n, 0);
	assert_false(reports_near(lib, 4711, 1000, &near, &box->err));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	library_close(lib);
}

/* Of a long series the nearest on either side. */
static void the_nearest(void **state)
{
	struct box *box = *state;
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, NULL);
	int64_t id[40];
	struct near_reports near;

	for (uint16_t i = 0; i < 40; i++)
		id[i] = put(lib, box, "青岚区", (uint16_t)(1980 + i),
			    STR("一份报告。"));
	assert_true(reports_near(lib, id[20], 1000, &near, NULL));
	assert_int_equal(near.n, NEAR_REPORTS);
	assert_true(has(&near, id[19]) && has(&near, id[21]));
	assert_true(has(&near, id[20 - NEAR_REPORTS / 2]));
	assert_false(has(&near, id[20]) || has(&near, id[0]));
	library_close(lib);
}

/* One that was removed meanwhile gives nothing and is no failure. */
static void one_that_is_gone(void **state)
{
	struct box *box = *state;
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, NULL);
	int64_t id = put(lib, box, "青岚区", 2024, STR("一份报告。"));
	struct report r;
	struct metrics m = {0};
	struct findings found = {0};
	struct near_run run = {
		.arena = &box->a,
		.rules = check_rules_open(&box->a, &ASSETS_BUILTIN, NULL),
		.mine = {id, &r, &m},
		.out = &found,
	};

	assert_true(reports_load(lib, &box->a, id, &r, NULL));
	assert_true(near_check(lib, &run, 4711, NULL));
	assert_int_equal(found.n, 0);
	library_close(lib);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(those_of_the_region),
		CASE(the_nearest),
		CASE(one_that_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
