/* db: reports in, out and listed; rows of a stranger. */
#include <dirent.h>
#include <sqlite3.h>

#include "tests/unit/db_help.h"

static struct library *memory(struct box *box)
{
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, &box->err);

	assert_non_null(lib);
	return lib;
}

static void sql(struct library *lib, const char *text)
{
	assert_true(conn_exec(library_conn(lib), text, NULL));
}

static void comes_back_as_it_was(struct box *box, const char *text)
{
	struct library *lib = memory(box);
	struct report r, back;
	struct report_source s = make_source(&box->a, "/x/a.txt", 1);
	enum put_result result;
	int64_t id;

	make_report(&r, &box->a, text, "标题", 2024);
	assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_int_equal(result, PUT_ADDED);
	if (!reports_load(lib, &box->a, id, &back, &box->err))
		fail_msg("«%s»: %s", text, box->err.msgid);
	assert_true(same_report(&r, &back));
	for (uint32_t i = 0; i <= back.text.bytes.len; i++)
		assert_int_equal(text_cp(&back.text, i), text_cp(&r.text, i));
	library_close(lib);
}

static void round_trips(void **state)
{
	static const char *const TEXTS[] = {
		"甲\n乙\n",
		"\n\n  甲\n\n\n乙\n\n",
		"甲",
		"# 一\n甲\n# 二\n# 三\n乙",
		"a\xff\xfe\n乙\xe4\xb8",
		"\n \n",
		/* a second byte order mark is the text's */
		"\xef\xbb\xbf\xef\xbb\xbf甲\n乙",
	};

	for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
		comes_back_as_it_was(*state, TEXTS[i]);
}

static void nul_bytes_stay(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report r, back;
	struct report_source s = make_source(&box->a, "/x/a.txt", 1);
	enum put_result result;
	int64_t id;

	make_report(&r, &box->a, "甲", "t", 2024);
	text_load(&r.text, &box->a, STR("甲\0乙\0\n丙"));
	r.paras.items[0].len = (uint32_t)r.text.bytes.len;
	r.meta.title = STR("a\0b");
	assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_true(reports_load(lib, &box->a, id, &back, &box->err));
	assert_true(same_report(&r, &back));
	library_close(lib);
}

static void sections_keep_their_tree(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report r, back;
	struct report_source s = make_source(&box->a, "/x/a.txt", 1);
	enum put_result result;
	int64_t id;

	make_report(&r, &box->a, "# 一\n# 二\n# 三\n甲", "t", 2024);
	r.sections.items[1].parent = 0;
	r.sections.items[1].level = 2;
	r.sections.items[1].run_in = true;
	r.sections.items[2].parent = 1;
	r.sections.items[2].level = 3;
	r.sections.items[2].time = SECTION_REVIEW;
	assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_true(reports_load(lib, &box->a, id, &back, &box->err));
	assert_true(same_report(&r, &back));
	library_close(lib);
}

static void same_content_is_left_alone(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report r;
	struct report_source s = make_source(&box->a, "/y/twin.txt", 1);
	enum put_result result;
	int64_t id, first;

	first = put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	make_report(&r, &box->a, "甲\n", "t", 2024);
	assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_int_equal(result, PUT_UNCHANGED);
	assert_int_equal(id, first);
	assert_int_equal(reports_by_hash(lib, s.sha256, &box->err), first);
	assert_int_equal(reports_by_hash(lib, "none", &box->err), 0);
	library_close(lib);
}

static void changed_file_keeps_its_id(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report r, back;
	struct report_source s = make_source(&box->a, "/x/a.txt", 9);
	struct report_row row = {0};
	enum put_result result;
	int64_t id, first;

	first = put_report(lib, &box->a, "/x/a.txt", "# 甲\n乙\n丙\n丁\n", 1);
	put_report(lib, &box->a, "/x/b.txt", "己\n", 2);
	make_report(&r, &box->a, "戊\n", "新", 2025);
	assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_int_equal(result, PUT_REPLACED);
	assert_int_equal(id, first);
	assert_true(reports_load(lib, &box->a, id, &back, &box->err));
	assert_true(same_report(&r, &back));
	assert_true(reports_get(lib, &box->a, id, &row, &box->err));
	assert_str(row.title, "新");
	assert_int_equal(row.n_sections, 0);
	assert_str(row.sha256, s.sha256);
	library_close(lib);
}

static void row_holds_what_was_put(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report_row row = {0};
	int64_t id = put_report(lib, &box->a, "/x/\xff\xfe 甲.txt",
				"# 一\n甲\xff\n", 1);

	assert_true(reports_get(lib, &box->a, id, &row, &box->err));
	assert_str(row.path, "/x/\xff\xfe 甲.txt");
	assert_str(row.file, "\xef\xbf\xbd\xef\xbf\xbd 甲.txt");
	assert_str(row.region, "云溪区");
	assert_str(row.date, "2024-01-15");
	assert_str(row.speaker, "区长 甲");
	assert_str(row.source, "云溪发布");
	assert_int_equal(row.kind, KIND_WORK_REPORT);
	assert_int_equal(row.year, 2001);
	assert_int_equal(row.review_year, 2000);
	assert_int_equal(row.n_sections, 1);
	assert_int_equal(row.n_replaced, 1);
	assert_false(reports_get(lib, &box->a, 77, &row, &box->err));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	library_close(lib);
}

static void removed_is_gone(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report r;
	struct library_findings out = {0};
	int64_t id = put_report(lib, &box->a, "/x/a.txt", "# 甲\n乙\n", 1);

	assert_true(reports_remove(lib, id, &box->err));
	assert_false(reports_load(lib, &box->a, id, &r, &box->err));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	assert_false(reports_remove(lib, id, &box->err));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	assert_true(library_check(lib, &box->a, &out, &box->err));
	assert_int_equal(out.n, 0);
	/* its number is not given to another */
	assert_true(put_report(lib, &box->a, "/x/b.txt", "丙\n", 2) > id);
	library_close(lib);
}

static void batch_is_all_or_nothing(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report_filter all = {0};
	uint32_t n;

	assert_true(library_begin(lib, &box->err));
	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	put_report(lib, &box->a, "/x/b.txt", "乙\n", 2);
	library_rollback(lib);
	assert_true(reports_count(lib, &all, &n, &box->err));
	assert_int_equal(n, 0);
	assert_true(library_begin(lib, &box->err));
	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	assert_true(library_commit(lib, &box->err));
	assert_true(reports_count(lib, &all, &n, &box->err));
	assert_int_equal(n, 1);
	library_close(lib);
}

/* One that does not fit together leaves the rest of the batch as it is. */
static void unsound_report_is_refused(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report_filter all = {0};
	struct report_source s = make_source(&box->a, "/x/bad.txt", 5);
	struct report r;
	enum put_result result;
	int64_t id;
	uint32_t n;

	assert_true(library_begin(lib, &box->err));
	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	make_report(&r, &box->a, "甲\n乙\n", "t", 2024);
	r.paras.items[1].off = 1;
	assert_false(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_int_equal(box->err.code, ERR_FORMAT);
	make_report(&r, &box->a, "# 甲\n# 乙\n", "t", 2024);
	r.sections.items[0].parent = 1;
	assert_false(reports_put(lib, &r, &s, &result, &id, &box->err));
	make_report(&r, &box->a, "甲\n乙\n", "t", 2024);
	r.paras.items[1].len = 2;
	assert_false(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_true(library_commit(lib, &box->err));
	assert_true(reports_count(lib, &all, &n, &box->err));
	assert_int_equal(n, 1);
	library_close(lib);
}

/* The list's ids in order, as "3 1 2". */
static const char *page(struct box *box, struct library *lib,
			struct report_filter f, uint32_t from, uint32_t most)
{
	struct report_rows rows = {0};
	struct buf b;

	assert_true(
		reports_page(lib, &box->a, &f, from, most, &rows, &box->err));
	buf_init(&b, &box->a);
	for (size_t i = 0; i < rows.n; i++)
		buf_addf(&b, "%s%d", i ? " " : "", (int)rows.items[i].id);
	return buf_cstr(&b);
}

static struct library *five(struct box *box)
{
	static const struct {
		const char *file, *title, *region;
		unsigned year;
	} ROWS[] = {
		{"/x/a.txt", "B", "云溪区", 2024},
		{"/x/b.txt", "A", "白石县", 2023},
		{"/x/c.md", "C Ｄe", "云溪区", 2023},
		{"/x/d.txt", "E", "", 0},
		{"/x/e.txt", "D", "白石县", 2024},
	};
	struct library *lib = memory(box);

	for (unsigned i = 0; i < COUNT_OF(ROWS); i++) {
		struct report r;
		struct report_source s =
			make_source(&box->a, ROWS[i].file, i + 1);
		enum put_result result;
		int64_t id;

		make_report(&r, &box->a, "甲\n", ROWS[i].title, ROWS[i].year);
		r.meta.region = str_of(ROWS[i].region);
		assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	}
	sql(lib, "UPDATE report SET imported = 1000 + id % 3");
	return lib;
}

static void list_is_ordered(void **state)
{
	struct box *box = *state;
	struct library *lib = five(box);
	struct report_filter f = {.order = ORDER_YEAR};

	assert_string_equal(page(box, lib, f, 0, 9), "1 5 3 2 4");
	f.reverse = true;
	assert_string_equal(page(box, lib, f, 0, 9), "4 2 3 5 1");
	f = (struct report_filter){.order = ORDER_REGION};
	assert_string_equal(page(box, lib, f, 0, 9), "4 1 3 5 2");
	f = (struct report_filter){.order = ORDER_TITLE};
	assert_string_equal(page(box, lib, f, 0, 9), "2 1 3 5 4");
	f = (struct report_filter){.order = ORDER_ADDED};
	assert_string_equal(page(box, lib, f, 0, 9), "5 2 4 1 3");
	f = (struct report_filter){.order = ORDER_YEAR};
	assert_string_equal(page(box, lib, f, 1, 2), "5 3");
	assert_string_equal(page(box, lib, f, 5, 2), "");
	library_close(lib);
}

static void list_is_filtered(void **state)
{
	struct box *box = *state;
	struct library *lib = five(box);
	struct report_filter f = {.words = STR(" 云溪 ")};
	uint32_t n;

	assert_string_equal(page(box, lib, f, 0, 9), "1 3");
	assert_true(reports_count(lib, &f, &n, &box->err));
	assert_int_equal(n, 2);
	f.words = STR("云溪　2023");
	assert_string_equal(page(box, lib, f, 0, 9), "3");
	f.words = STR("ｃ dE");
	assert_string_equal(page(box, lib, f, 0, 9), "3");
	f.words = STR(".MD");
	assert_string_equal(page(box, lib, f, 0, 9), "3");
	f.words = STR("2024 白石");
	assert_string_equal(page(box, lib, f, 0, 9), "5");
	f.words = STR("%_' OR 1=1 --");
	assert_string_equal(page(box, lib, f, 0, 9), "");
	f.words = STR("a\xff");
	assert_string_equal(page(box, lib, f, 0, 9), "");
	f.words = STR("  ");
	assert_string_equal(page(box, lib, f, 0, 9), "1 5 3 2 4");
	library_close(lib);
}

/* Each row: what is done to a sound report's rows. All must be refused. */
static const char *const BAD_ROWS[] = {
	"UPDATE paragraph SET len = 100000 WHERE id & 3 = 1",
	"UPDATE paragraph SET len = -1 WHERE id & 3 = 1",
	"UPDATE paragraph SET len = 0 WHERE id & 3 = 1",
	"UPDATE paragraph SET len = 3 WHERE id & 3 = 1",
	"UPDATE paragraph SET len = 9223372036854775807 WHERE id & 3 = 1",
	"UPDATE paragraph SET off = 1 WHERE id & 3 = 1",
	"UPDATE paragraph SET off = -9223372036854775807 WHERE id & 3 = 1",
	"UPDATE paragraph SET cp = 77 WHERE id & 3 = 2",
	"UPDATE paragraph SET kind = 77 WHERE id & 3 = 1",
	"UPDATE paragraph SET kind = -1 WHERE id & 3 = 1",
	"UPDATE paragraph SET text = '' WHERE id & 3 = 1",
	"UPDATE paragraph SET text = text || text WHERE id & 3 = 2",
	"UPDATE paragraph SET text = CAST(x'ff' AS TEXT) || substr(text, 2)",
	"DELETE FROM paragraph WHERE id & 3 = 1",
	"DELETE FROM paragraph WHERE id & 3 = 2",
	"DELETE FROM paragraph",
	"UPDATE paragraph SET id = id + 5 WHERE id & 3 = 2",
	"UPDATE report SET text_len = 9223372036854775807",
	"UPDATE report SET text_len = 90000000",
	"UPDATE report SET text_len = -1",
	"UPDATE report SET text_len = 0",
	"UPDATE report SET n_paras = -1",
	"UPDATE report SET n_paras = 1000000000000",
	"UPDATE report SET n_sections = 5",
	"UPDATE report SET n_replaced = -5",
	"UPDATE section SET parent = 1 WHERE id & 3 = 1",
	"UPDATE section SET parent = 2 WHERE id & 3 = 1",
	"UPDATE section SET parent = 3 - (id & 3)",
	"UPDATE section SET parent = -1",
	"UPDATE section SET parent = 16777216",
	"UPDATE section SET level = 0",
	"UPDATE section SET level = 256",
	"UPDATE section SET level = 2 WHERE id & 3 = 1",
	"UPDATE section SET off = 1000",
	"UPDATE section SET off = 3",
	"UPDATE section SET off = -1",
	"UPDATE section SET len = 4294967296",
	"UPDATE section SET len = 3 WHERE id & 3 = 1",
	"UPDATE section SET time = 9",
	"UPDATE section SET cp = cp + 1",
	"DELETE FROM section WHERE id & 3 = 1",
};

static void rows_of_a_stranger_are_refused(void **state)
{
	struct box *box = *state;
	struct library *lib = memory(box);
	struct report r, back;
	struct report_source s = make_source(&box->a, "/x/a.txt", 1);
	enum put_result result;
	int64_t id;

	make_report(&r, &box->a, "# 一一\n# 二二\n丙丙", "t", 2024);
	r.sections.items[1].parent = 0;
	r.sections.items[1].level = 2;
	assert_true(reports_put(lib, &r, &s, &result, &id, &box->err));
	for (size_t i = 0; i < COUNT_OF(BAD_ROWS); i++) {
		assert_true(library_begin(lib, NULL));
		sql(lib, BAD_ROWS[i]);
		error_clear(&box->err);
		if (reports_load(lib, &box->a, id, &back, &box->err) ||
		    box->err.code != ERR_CORRUPT)
			fail_msg("%s: %d", BAD_ROWS[i], box->err.code);
		library_rollback(lib);
		assert_true(reports_load(lib, &box->a, id, &back, &box->err));
	}
	library_close(lib);
}

/* Odd values in the list's columns are tamed, not believed. */
static void odd_values_are_tamed(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "odd.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct report_filter f = {.words = STR("x")};
	struct report_row row = {0};
	uint32_t n;

	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	sql(lib, "UPDATE report SET kind = 99, year = -5, review_year = 1e15, "
		 "n_sections = -1, title = CAST(x'ff1b5d' AS TEXT), "
		 "region = CAST(zeroblob(100) AS TEXT)");
	assert_true(reports_get(lib, &box->a, 1, &row, &box->err));
	assert_int_equal(row.kind, 0);
	assert_int_equal(row.year, 0);
	assert_int_equal(row.review_year, 0);
	assert_int_equal(row.n_sections, 0);
	assert_str(row.title, "\xef\xbf\xbd\x1b]");
	assert_true(reports_count(lib, &f, &n, &box->err));
	assert_int_equal(n, 1);
	library_close(lib);
}

/* A schema of other tables or types under our application id. */
static void other_schema_is_refused(void **state)
{
	static const char *const SCHEMAS[] = {
		"CREATE TABLE t (x)",
		"CREATE VIEW report AS WITH RECURSIVE r(id) AS (SELECT 1 "
		"UNION ALL SELECT id + 1 FROM r) SELECT * FROM r",
		"CREATE TABLE report (id INTEGER PRIMARY KEY, path, file, "
		"title AS (hex(zeroblob(100000000))), region, date, speaker, "
		"source, kind, year, review_year, n_sections, n_metrics, "
		"n_replaced, sha256)",
	};
	struct box *box = *state;

	for (unsigned i = 0; i < COUNT_OF(SCHEMAS); i++) {
		struct report_filter all = {.words = STR("x")};
		struct report_rows rows = {0};
		struct library *lib;
		struct report r;
		char name[16];
		sqlite3 *db;

		snprintf(name, sizeof(name), "s%u.db", i);
		assert_int_equal(sqlite3_open(in_box(box, name), &db),
				 SQLITE_OK);
		assert_int_equal(
			sqlite3_exec(db,
				     "PRAGMA application_id = 0x68737677;"
				     "PRAGMA user_version = 1",
				     NULL, NULL, NULL),
			SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, SCHEMAS[i], NULL, NULL, NULL),
				 SQLITE_OK);
		sqlite3_close(db);
		lib = library_open(in_box(box, name), LIBRARY_READ, &box->err);
		if (!lib)
			continue;
		assert_false(reports_load(lib, &box->a, 1, &r, &box->err));
		reports_page(lib, &box->a, &all, 0, 9, &rows, &box->err);
		library_close(lib);
	}
}

/* All texts that lie beside the source, as core parses them. */
static void real_texts_come_back(void **state)
{
	struct box *box = *state;
	static const char *const DIRS[] = {"seeds", "reports/state-council",
					   "reports/provinces"};
	const char *shared = getenv("HSVIEW_SHARED");
	struct report_rules *rules =
		report_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	struct library *lib = memory(box);
	unsigned n = 0;

	assert_non_null(rules);
	for (size_t i = 0; shared && i < COUNT_OF(DIRS); i++) {
		struct buf dir;
		DIR *d;

		buf_init(&dir, &box->a);
		buf_addf(&dir, "%s/%s", shared, DIRS[i]);
		d = opendir(buf_cstr(&dir));
		for (struct dirent *e; d && (e = readdir(d));) {
			struct arena a = {0};
			struct report r, back;
			struct report_source s;
			enum put_result result;
			struct buf p;
			int64_t id;

			if (e->d_name[0] == '.')
				continue;
			buf_init(&p, &a);
			buf_addf(&p, "%s/%s", buf_cstr(&dir), e->d_name);
			report_parse(&r, &a, rules,
				     read_whole(&a, buf_cstr(&p)), FORMAT_TEXT,
				     str_of(e->d_name));
			s = make_source(&a, buf_cstr(&p), ++n);
			if (!reports_put(lib, &r, &s, &result, &id, &box->err))
				fail_msg("%s: %s", e->d_name, box->err.msgid);
			assert_true(
				reports_load(lib, &a, id, &back, &box->err));
			assert_true(same_report(&r, &back));
			arena_release(&a);
		}
		if (d)
			closedir(d);
	}
	library_close(lib);
	if (n == 0)
		print_message("# no texts beside the source\n");
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(round_trips),
		CASE(nul_bytes_stay),
		CASE(sections_keep_their_tree),
		CASE(same_content_is_left_alone),
		CASE(changed_file_keeps_its_id),
		CASE(row_holds_what_was_put),
		CASE(removed_is_gone),
		CASE(batch_is_all_or_nothing),
		CASE(unsound_report_is_refused),
		CASE(list_is_ordered),
		CASE(list_is_filtered),
		CASE(rows_of_a_stranger_are_refused),
		CASE(odd_values_are_tamed),
		CASE(other_schema_is_refused),
		CASE(real_texts_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
