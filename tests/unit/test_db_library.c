/* db: opening, refusing and checking the file. */
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "db/stmt.h"

#include "tests/unit/db_help.h"

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t ask(struct library *lib, const char *sql)
{
	int64_t v = -1;

	assert_true(conn_int(library_conn(lib), sql, &v, NULL));
	return v;
}

/* Neither way of opening it changes a byte or leaves a file beside it. */
static void refused(struct box *box, const char *path, enum error_code code)
{
	struct str before = read_whole(&box->a, path);

	for (int mode = LIBRARY_READ; mode <= LIBRARY_WRITE; mode++) {
		error_clear(&box->err);
		assert_null(library_open(path, mode, &box->err));
		assert_int_equal(box->err.code, code);
		assert_true(strstr(box->err.msgid, "%s") != NULL);
		assert_true(box->err.n_args >= 1);
	}
	assert_same_bytes(read_whole(&box->a, path), before);
	for (size_t i = 0; i < 3; i++) {
		static const char *const BESIDE[] = {"-wal", "-shm",
						     "-journal"};
		struct buf b;

		buf_init(&b, &box->a);
		buf_addf(&b, "%s%s", path, BESIDE[i]);
		assert_int_not_equal(access(buf_cstr(&b), F_OK), 0);
	}
}

static void makes_file_and_folders(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "a/b/library.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct str head;

	assert_non_null(lib);
	assert_string_equal(library_path(lib), path);
	assert_int_equal(ask(lib, "PRAGMA user_version"), 3);
	library_close(lib);
	head = read_whole(&box->a, path);
	assert_memory_equal(head.p + 68, "hsvw", 4);
	lib = library_open(path, LIBRARY_READ, &box->err);
	assert_non_null(lib);
	library_close(lib);
}

static void missing_file_is_told(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "none.db");

	assert_null(library_open(path, LIBRARY_READ, &box->err));
	assert_int_equal(box->err.code, ERR_NOT_FOUND);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void careful_settings(void **state)
{
	struct box *box = *state;
	struct library *lib =
		library_open(in_box(box, "l.db"), LIBRARY_WRITE, &box->err);
	int on = -1;

	assert_non_null(lib);
	assert_int_equal(ask(lib, "SELECT 'wal' = journal_mode FROM "
				  "pragma_journal_mode"),
			 1);
	assert_int_equal(ask(lib, "PRAGMA synchronous"), 2);
	assert_int_equal(ask(lib, "PRAGMA trusted_schema"), 0);
	assert_int_equal(ask(lib, "PRAGMA foreign_keys"), 1);
	assert_int_equal(ask(lib, "PRAGMA cell_size_check"), 1);
	assert_int_equal(ask(lib, "PRAGMA mmap_size"), 0);
	assert_int_equal(ask(lib, "PRAGMA busy_timeout"), 5000);
	sqlite3_db_config(library_conn(lib)->sql, SQLITE_DBCONFIG_DEFENSIVE, -1,
			  &on);
	assert_int_equal(on, 1);
	sqlite3_db_config(library_conn(lib)->sql, SQLITE_DBCONFIG_ENABLE_VIEW,
			  -1, &on);
	assert_int_equal(on, 0);
	sqlite3_db_config(library_conn(lib)->sql,
			  SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &on);
	assert_int_equal(on, 0);
	sqlite3_file_control(library_conn(lib)->sql, "main",
			     SQLITE_FCNTL_PERSIST_WAL, (on = -1, &on));
	assert_int_equal(on, 1);
	library_close(lib);
}

static void reading_never_writes(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "l.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct str before;

	assert_non_null(lib);
	put_report(lib, &box->a, "/x/a.txt", "甲\n乙\n", 1);
	library_close(lib);
	before = read_whole(&box->a, path);
	lib = library_open(path, LIBRARY_READ, &box->err);
	assert_non_null(lib);
	assert_false(reports_remove(lib, 1, &box->err));
	assert_int_equal(box->err.code, ERR_READONLY);
	library_close(lib);
	assert_same_bytes(read_whole(&box->a, path), before);
}

static void foreign_files_are_left_alone(void **state)
{
	struct box *box = *state;
	const char *text = in_box(box, "text.db");
	const char *other = in_box(box, "other.db");
	const char *plain = in_box(box, "plain.db");
	const char *head = in_box(box, "head.db");
	const char *wal = in_box(box, "wal.db");

	write_file(text, STR("no database at all, and longer than the header "
			     "of one, so that it is read as a whole page "
			     "by those who do not look first\n"));
	refused(box, text, ERR_FORMAT);
	write_file(head, STR("SQLite format 3"));
	refused(box, head, ERR_FORMAT);
	run_sql(other, "PRAGMA application_id = 252006673;"
		       "PRAGMA user_version = 1; CREATE TABLE t (x)");
	refused(box, other, ERR_FORMAT);
	/* a database that nobody has put a name to */
	run_sql(plain, "PRAGMA user_version = 1; CREATE TABLE report (id)");
	refused(box, plain, ERR_FORMAT);
	run_sql(wal, "CREATE TABLE t (x); PRAGMA journal_mode = WAL");
	refused(box, wal, ERR_FORMAT);
}

static void empty_file_only_for_writing(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "zero.db");
	struct library *lib;

	write_file(path, STR(""));
	assert_null(library_open(path, LIBRARY_READ, &box->err));
	assert_int_equal(box->err.code, ERR_FORMAT);
	assert_int_equal(read_whole(&box->a, path).len, 0);
	lib = library_open(path, LIBRARY_WRITE, &box->err);
	assert_non_null(lib);
	library_close(lib);
}

static void newer_file_is_refused(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "new.db");
	const char *in_log = in_box(box, "log.db");
	struct library *lib;

	run_sql(path, "PRAGMA application_id = 0x68737677;"
		      "PRAGMA user_version = 4; CREATE TABLE t (x)");
	refused(box, path, ERR_TOO_NEW);
	/* the new version is in the log only */
	lib = library_open(in_log, LIBRARY_WRITE, &box->err);
	assert_non_null(lib);
	assert_true(
		conn_exec(library_conn(lib), "PRAGMA user_version = 7", NULL));
	error_clear(&box->err);
	assert_null(library_open(in_log, LIBRARY_READ, &box->err));
	assert_int_equal(box->err.code, ERR_TOO_NEW);
	assert_null(library_open(in_log, LIBRARY_WRITE, &box->err));
	library_close(lib);
}

static void no_file_at_all(void **state)
{
	struct box *box = *state;
	const char *fifo = in_box(box, "fifo.db");

	assert_null(library_open(box->dir, LIBRARY_READ, &box->err));
	assert_int_equal(box->err.code, ERR_FORMAT);
	assert_null(library_open(box->dir, LIBRARY_WRITE, &box->err));
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_null(library_open(fifo, LIBRARY_READ, &box->err));
	assert_int_equal(box->err.code, ERR_FORMAT);
	assert_null(library_open(fifo, LIBRARY_WRITE, &box->err));
}

static void special_names_are_names(void **state)
{
	struct box *box = *state;
	static const char *const NAMES[] = {":memory:", "file:x?mode=memory",
					    "a?b#c%20.db", "云溪 区.db"};
	char here[4096];

	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(chdir(box->dir), 0);
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		struct library *lib =
			library_open(NAMES[i], LIBRARY_WRITE, &box->err);

		assert_non_null(lib);
		library_close(lib);
		assert_int_equal(access(NAMES[i], F_OK), 0);
	}
	assert_int_equal(chdir(here), 0);
}

/* Runs `fn` in a child that is no superuser; its result is the exit status. */
static int as_nobody(struct box *box, int (*fn)(struct box *, const char *),
		     const char *path)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (getuid() == 0 && setresuid(65534, 65534, 65534) != 0)
			_exit(99);
		_exit(fn(box, path));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int read_one(struct box *box, const char *path)
{
	struct library *lib = library_open(path, LIBRARY_READ, &box->err);
	struct report_filter all = {0};
	uint32_t n = 0;

	if (!lib)
		return 90;
	if (!reports_count(lib, &all, &n, &box->err))
		return 91;
	library_close(lib);
	return (int)n;
}

static int write_one(struct box *box, const char *path)
{
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);

	if (lib)
		return 92;
	return box->err.code == ERR_READONLY ? 0 : 93;
}

static void read_only_folder(void **state)
{
	struct box *box = *state;
	const char *dir = in_box(box, "ro");
	const char *path = in_box(box, "ro/odd %name?.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct buf b;

	assert_non_null(lib);
	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	library_close(lib);
	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(chmod(box->dir, 0755), 0);
	/* with its empty log beside it */
	assert_int_equal(chmod(dir, 0555), 0);
	assert_int_equal(as_nobody(box, read_one, path), 1);
	assert_int_equal(as_nobody(box, write_one, path), 0);
	/* without */
	assert_int_equal(chmod(dir, 0755), 0);
	buf_init(&b, &box->a);
	buf_addf(&b, "%s-wal", path);
	unlink(buf_cstr(&b));
	buf_reset(&b);
	buf_addf(&b, "%s-shm", path);
	unlink(buf_cstr(&b));
	assert_int_equal(chmod(dir, 0555), 0);
	assert_int_equal(as_nobody(box, read_one, path), 1);
	assert_int_equal(chmod(dir, 0755), 0);
}

static void busy_is_told(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "l.db");
	struct library *one = library_open(path, LIBRARY_WRITE, &box->err);
	struct library *two = library_open(path, LIBRARY_WRITE, &box->err);

	assert_true(one && two);
	sqlite3_busy_timeout(library_conn(two)->sql, 10);
	assert_true(library_begin(one, &box->err));
	assert_false(library_begin(two, &box->err));
	assert_int_equal(box->err.code, ERR_BUSY);
	library_rollback(one);
	assert_true(library_begin(two, &box->err));
	assert_true(library_commit(two, &box->err));
	library_close(one);
	library_close(two);
}

static void full_is_told_and_changes_nothing(void **state)
{
	struct box *box = *state;
	struct library *lib =
		library_open(in_box(box, "l.db"), LIBRARY_WRITE, &box->err);
	struct report_filter all = {0};
	struct report r;
	struct report_source s = make_source(&box->a, "/x/b.txt", 2);
	enum put_result result;
	char *big = arena_alloc(&box->a, 400001);
	int64_t id;
	uint32_t n;

	assert_non_null(lib);
	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	assert_true(conn_exec(library_conn(lib), "PRAGMA max_page_count = 40",
			      &box->err));
	memset(big, 'x', 400000);
	make_report(&r, &box->a, big, "t", 2024);
	assert_false(reports_put(lib, &r, &s, &result, &id, &box->err));
	assert_int_equal(box->err.code, ERR_FULL);
	assert_true(reports_count(lib, &all, &n, &box->err));
	assert_int_equal(n, 1);
	/* and in the caller's transaction */
	assert_true(library_begin(lib, &box->err));
	assert_false(reports_put(lib, &r, &s, &result, &id, &box->err));
	library_rollback(lib);
	assert_true(reports_count(lib, &all, &n, &box->err));
	assert_int_equal(n, 1);
	library_close(lib);
}

/* A file size limit comes as an I/O error from SQLite, without its cause. */
static int write_with_limit(struct box *box, const char *path)
{
	struct rlimit limit = {60000, 60000};
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct report r;
	struct report_source s = make_source(&box->a, "/x/b.txt", 2);
	enum put_result result;
	char *big = arena_alloc(&box->a, 400001);
	int64_t id;

	if (!lib || signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	memset(big, 'x', 400000);
	make_report(&r, &box->a, big, "t", 2024);
	if (reports_put(lib, &r, &s, &result, &id, &box->err))
		return 2;
	return strstr(box->err.msgid, "cannot write") ? 0 : 3;
}

static void file_size_limit_is_told(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "d/l.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);

	assert_non_null(lib);
	put_report(lib, &box->a, "/x/a.txt", "甲\n", 1);
	library_close(lib);
	assert_int_equal(chmod(box->dir, 0777), 0);
	assert_int_equal(chmod(in_box(box, "d"), 0777), 0);
	assert_int_equal(chmod(path, 0666), 0);
	unlink(in_box(box, "d/l.db-wal"));
	unlink(in_box(box, "d/l.db-shm"));
	assert_int_equal(as_nobody(box, write_with_limit, path), 0);
	assert_int_equal(read_one(box, path), 1);
}

static bool is_expected_scan(const char *detail)
{
	return strstr(detail, "SCAN") == NULL;
}

/* Each statement is one statement, and walks no table that it need not. */
static void statements_are_planned(void **state)
{
	struct box *box = *state;
	struct library *lib = library_open(in_box(box, "planned.db"),
					   LIBRARY_WRITE, &box->err);
	struct conn *c = library_conn(lib);

	for (unsigned i = 0; i < STMT_COUNT; i++) {
		struct buf b;
		sqlite3_stmt *plan;

		assert_non_null(STMT_ROWS[i].sql);
		assert_non_null(stmt_use(c, i, &box->err));
		buf_init(&b, &box->a);
		buf_addf(&b, "EXPLAIN QUERY PLAN %s", STMT_ROWS[i].sql);
		assert_int_equal(sqlite3_prepare_v2(c->sql, buf_cstr(&b), -1,
						    &plan, NULL),
				 SQLITE_OK);
		while (sqlite3_step(plan) == SQLITE_ROW) {
			const char *d =
				(const char *)sqlite3_column_text(plan, 3);

			assert_null(strstr(d, "TEMP B-TREE FOR ORDER"));
			if (!STMT_ROWS[i].scans && !is_expected_scan(d))
				fail_msg("%s: %s", STMT_ROWS[i].sql, d);
		}
		sqlite3_finalize(plan);
	}
	library_close(lib);
}

static void leftover_sql_is_an_error(void **state)
{
	struct box *box = *state;
	static const struct stmt_row TWO[] = {{"SELECT 1; SELECT 2", false},
					      {"SELECT 1 ; \n", false}};
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	struct conn *c = library_conn(lib);
	struct schema schema = *c->schema;
	const struct schema *real = c->schema;

	schema.stmts = TWO;
	c->schema = &schema;
	assert_null(stmt_use(c, 0, &box->err));
	assert_non_null(stmt_use(c, 1, &box->err));
	c->schema = real;
	library_close(lib);
}

/* Older files: a schema of the test's own, brought from 2 to 4. */
static const struct migration STEPS[] = {
	{3, "ALTER TABLE place ADD COLUMN note TEXT NOT NULL DEFAULT '';"
	    "PRAGMA user_version = 3"},
	{4, "CREATE TABLE mark (id INTEGER PRIMARY KEY);"
	    "PRAGMA user_version = 4"},
};
static const struct migration BROKEN[] = {
	{3, "CREATE TABLE half (id); CREATE TABLE place (again);"
	    "PRAGMA user_version = 3"},
};
static struct schema test_schema(void)
{
	return (struct schema){.application_id = 0x68737672,
			       .version = 2,
			       .oldest_readable = 2,
			       .create = "reader.sql",
			       .not_ours = "%s"};
}

static void older_file_is_brought_forward(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "old.db");
	struct schema s = test_schema();
	struct conn c;
	int64_t v;

	assert_true(conn_open(&c, path, LIBRARY_WRITE, &s, &box->err));
	assert_true(conn_exec(
		&c, "INSERT INTO place VALUES ('a', x'00', 'q', 1, 2)",
		&box->err));
	conn_close(&c);
	s.version = 4;
	s.steps = STEPS;
	s.n_steps = 2;
	s.oldest_readable = 3;
	assert_false(conn_open(&c, path, LIBRARY_READ, &s, &box->err));
	assert_int_equal(box->err.code, ERR_READONLY);
	assert_true(conn_open(&c, path, LIBRARY_WRITE, &s, &box->err));
	assert_true(conn_int(&c, "PRAGMA user_version", &v, NULL));
	assert_int_equal(v, 4);
	assert_true(conn_int(&c, "SELECT count(*) FROM place, mark", &v, NULL));
	assert_true(conn_int(&c, "SELECT length(note) FROM place", &v, NULL));
	assert_int_equal(v, 0);
	conn_close(&c);
	s.version = 2;
	assert_false(conn_open(&c, path, LIBRARY_WRITE, &s, &box->err));
	assert_int_equal(box->err.code, ERR_TOO_NEW);
}

static void broken_step_changes_nothing(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "old.db");
	struct schema s = test_schema();
	struct conn c;
	struct str before;

	assert_true(conn_open(&c, path, LIBRARY_WRITE, &s, &box->err));
	conn_close(&c);
	before = read_whole(&box->a, path);
	s.version = 3;
	s.steps = BROKEN;
	s.n_steps = 1;
	assert_false(conn_open(&c, path, LIBRARY_WRITE, &s, &box->err));
	assert_same_bytes(read_whole(&box->a, path), before);
}

static void memory_library(void **state)
{
	struct box *box = *state;
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, &box->err);

	assert_non_null(lib);
	assert_string_equal(library_path(lib), "");
	assert_int_equal(put_report(lib, &box->a, "/x/a.txt", "甲\n", 1), 1);
	library_close(lib);
}

static size_t n_findings(struct box *box, struct library *lib)
{
	struct library_findings out = {0};

	assert_true(library_check(lib, &box->a, &out, &box->err));
	return out.n;
}

static void check_finds_damage(void **state)
{
	struct box *box = *state;
	struct library *lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	struct conn *c = library_conn(lib);

	put_report(lib, &box->a, "/x/a.txt", "\n甲\n\n乙\n# 丙\n丁", 1);
	put_report(lib, &box->a, "/x/b.txt", "甲\n乙\n", 2);
	assert_int_equal(n_findings(box, lib), 0);
	assert_true(conn_exec(c,
			      "UPDATE paragraph SET text = text || 'x' "
			      "WHERE id = 16777217",
			      NULL));
	assert_int_equal(n_findings(box, lib), 1);
	assert_true(conn_exec(c, "DELETE FROM report WHERE id = 2", NULL));
	assert_int_equal(n_findings(box, lib), 2);
	library_close(lib);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(makes_file_and_folders),
		CASE(missing_file_is_told),
		CASE(careful_settings),
		CASE(reading_never_writes),
		CASE(foreign_files_are_left_alone),
		CASE(empty_file_only_for_writing),
		CASE(newer_file_is_refused),
		CASE(no_file_at_all),
		CASE(special_names_are_names),
		CASE(read_only_folder),
		CASE(busy_is_told),
		CASE(full_is_told_and_changes_nothing),
		CASE(file_size_limit_is_told),
		CASE(statements_are_planned),
		CASE(leftover_sql_is_an_error),
		CASE(older_file_is_brought_forward),
		CASE(broken_step_changes_nothing),
		CASE(memory_library),
		CASE(check_finds_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
