/* db: where reports were left. */
#include "db/places.h"

#include "tests/unit/db_help.h"

static const struct place FIRST = {.sha256 = {"aa", 2},
				   .path = {"/x/a.txt", 8},
				   .quote = {"甲乙", 6},
				   .off = 42};

static void kept_by_content(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "state/reader.db");
	struct places *p = places_open(path, &box->err);
	struct place got;
	struct stat st;

	assert_non_null(p);
	assert_true(places_put(p, &FIRST, &box->err));
	places_close(p);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	p = places_open(path, &box->err);
	assert_true(places_get(p, &box->a, STR("aa"), STR("/other"), &got,
			       &box->err));
	assert_str(got.quote, "甲乙");
	assert_str(got.path, "/x/a.txt");
	assert_int_equal(got.off, 42);
	places_close(p);
}

static void kept_by_path(void **state)
{
	struct box *box = *state;
	struct places *p = places_open(NULL, &box->err);
	struct place got, second = FIRST;

	assert_true(places_put(p, &FIRST, &box->err));
	assert_true(places_get(p, &box->a, STR("bb"), STR("/x/a.txt"), &got,
			       &box->err));
	assert_str(got.sha256, "aa");
	second.sha256 = STR("bb");
	second.off = 7;
	assert_true(places_put(p, &second, &box->err));
	assert_true(places_get(p, &box->a, STR("bb"), STR("/x/a.txt"), &got,
			       &box->err));
	assert_int_equal(got.off, 7);
	places_close(p);
}

static void none_is_no_error(void **state)
{
	struct box *box = *state;
	struct places *p = places_open(NULL, &box->err);
	struct place got;

	box->err.code = ERR_IO;
	assert_false(
		places_get(p, &box->a, STR("zz"), STR("/n"), &got, &box->err));
	assert_int_equal(box->err.code, ERR_NONE);
	assert_false(places_get(p, &box->a, STR("zz"), STR(""), &got, NULL));
	places_close(p);
}

static void one_place_a_content(void **state)
{
	struct box *box = *state;
	struct places *p = places_open(NULL, &box->err);
	struct place got, again = FIRST;

	again.off = 99;
	assert_true(places_put(p, &FIRST, &box->err));
	assert_true(places_put(p, &again, &box->err));
	assert_true(places_get(p, &box->a, STR("aa"), STR(""), &got, NULL));
	assert_int_equal(got.off, 99);
	places_close(p);
}

static void foreign_file_is_left_alone(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "reader.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct str before;

	library_close(lib);
	before = read_whole(&box->a, path);
	assert_null(places_open(path, &box->err));
	assert_int_equal(box->err.code, ERR_FORMAT);
	assert_same_bytes(read_whole(&box->a, path), before);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(kept_by_content),
		CASE(kept_by_path),
		CASE(none_is_no_error),
		CASE(one_place_a_content),
		CASE(foreign_file_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
