/* db: marks and notes. */
#include <sqlite3.h>

#include "db/notes.h"

#include "tests/unit/db_help.h"

static struct note note(uint32_t letter, const char *text, uint32_t off)
{
	return (struct note){.letter = letter,
			     .sha256 = STR("aa"),
			     .path = STR("/x/a.txt"),
			     .title = STR("报告"),
			     .sentence = STR("甲乙丙。"),
			     .off = off,
			     .text = str_of(text)};
}

static void a_letter_marks_one_place(void **state)
{
	struct box *box = *state;
	struct places *p = places_open(NULL, &box->err);
	struct note first = note('k', "", 10), second = note('k', "", 20), got;

	assert_true(notes_put(p, &first, &box->err));
	assert_true(notes_put(p, &second, &box->err));
	assert_true(notes_mark(p, &box->a, 'k', &got, &box->err));
	assert_int_equal(got.off, 20);
	assert_str(got.sentence, "甲乙丙。");
	assert_str(got.path, "/x/a.txt");
	assert_true(got.made > 0);
	error_clear(&box->err);
	assert_false(notes_mark(p, &box->a, 'z', &got, &box->err));
	assert_int_equal(box->err.code, ERR_NONE);
	places_close(p);
}

static void notes_are_listed_changed_removed(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "reader.db");
	struct places *p = places_open(path, &box->err);
	struct note later = note(0, "二", 90), early = note(0, "一", 5);
	struct notes all = {0};

	assert_true(notes_put(p, &later, &box->err));
	assert_true(notes_put(p, &early, &box->err));
	assert_true(notes_put(p, &early, &box->err)); // two at one place
	places_close(p);
	p = places_open(path, &box->err);
	assert_true(notes_all(p, &box->a, &all, &box->err));
	assert_int_equal(all.n, 3);
	assert_str(all.items[0].text, "一");
	assert_str(all.items[2].text, "二");
	all.items[2].text = STR("改");
	assert_true(notes_put(p, &all.items[2], &box->err));
	assert_true(notes_remove(p, all.items[0].id, &box->err));
	all = (struct notes){0};
	assert_true(notes_all(p, &box->a, &all, &box->err));
	assert_int_equal(all.n, 2);
	assert_str(all.items[1].text, "改");
	places_close(p);
}

/* A file of the first version keeps its places and takes notes. */
static void older_file_is_brought_forward(void **state)
{
	static const char sql[] =
		"PRAGMA application_id = 1752397426;"
		"CREATE TABLE place (sha256 TEXT PRIMARY KEY, path BLOB NOT "
		"NULL, quote TEXT NOT NULL, off INTEGER NOT NULL, seen INTEGER "
		"NOT NULL) STRICT, WITHOUT ROWID;"
		"CREATE INDEX place_by_path ON place (path, seen DESC);"
		"INSERT INTO place VALUES ('aa', x'2f78', '甲', 42, 1);"
		"PRAGMA user_version = 1";
	struct box *box = *state;
	const char *path = in_box(box, "reader.db");
	struct note n = note('a', "", 1);
	struct place got;
	struct places *p;
	sqlite3 *sql_db;

	assert_int_equal(sqlite3_open(path, &sql_db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(sql_db, sql, NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(sql_db);
	p = places_open(path, &box->err);
	assert_non_null(p);
	assert_true(
		places_get(p, &box->a, STR("aa"), STR(""), &got, &box->err));
	assert_int_equal(got.off, 42);
	assert_true(notes_put(p, &n, &box->err));
	places_close(p);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_letter_marks_one_place),
		CASE(notes_are_listed_changed_removed),
		CASE(older_file_is_brought_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
