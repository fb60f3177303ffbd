/* db: several processes at once, and processes that are killed. */
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "db/intake.h"

#include "tests/unit/db_help.h"

static void make_files(struct box *box, const char *folder, unsigned from,
		       unsigned to)
{
	mkdir(in_box(box, folder), 0755);
	for (unsigned i = from; i < to; i++) {
		struct arena a = {0};
		struct buf name, text;

		buf_init(&name, &a);
		buf_init(&text, &a);
		buf_addf(&name, "%s/%s/%04u.txt", box->dir, folder, i);
		for (unsigned k = 0; k < 200; k++)
			buf_addf(&text, "第%u份第%u段，增长%u.%u%%。\n", i, k,
				 k, i);
		write_file(buf_cstr(&name), buf_str(&text));
		arena_release(&a);
	}
}

/* Writes the number of files that are sure into the pipe. */
static bool tell(void *data, struct str path, uint32_t done)
{
	(void)path;
	return write(*(int *)data, &done, sizeof(done)) == sizeof(done);
}

/* What a child does; its result is the exit status. */
static int import_folder(const char *library, const char *folder, int out)
{
	struct arena a = {0};
	struct error err = {0};
	struct intake_result result = {0};
	struct intake in = {.on_file = out < 0 ? NULL : tell, .data = &out};
	uint32_t done;

	in.lib = library_open(library, LIBRARY_WRITE, &err);
	in.rules = report_rules_open(&a, &ASSETS_BUILTIN, &err);
	if (!in.lib || !in.rules) {
		print_error("%s: %s: %s\n", err.msgid, err.args[0],
			    err.args[1]);
		return 2;
	}
	intake_path(&in, &a, folder, &result);
	done = result.n_added + result.n_replaced + result.n_unchanged;
	if (out >= 0 && write(out, &done, sizeof(done)) != sizeof(done))
		return 3;
	library_close(in.lib);
	return result.failures.n ? 1 : 0;
}

static pid_t start_import(const char *library, const char *folder, int out)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(import_folder(library, folder, out));
	assert_true(pid > 0);
	return pid;
}

static int ended(pid_t pid)
{
	int status = -1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* The number of reports; the library must be sound. */
static uint32_t count_sound(struct box *box, const char *path)
{
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	struct library_findings out = {0};
	struct report_filter all = {0};
	uint32_t n;

	assert_non_null(lib);
	assert_true(library_check(lib, &box->a, &out, &box->err));
	assert_int_equal(out.n, 0);
	assert_true(reports_count(lib, &all, &n, &box->err));
	library_close(lib);
	return n;
}

/* Four at once, into a library that none of them has made yet; half of the
 * files are the same for two of them. */
static void importers_at_once(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "l.db");
	pid_t pids[4];

	make_files(box, "a", 0, 60);
	make_files(box, "b", 30, 90);
	make_files(box, "c", 60, 120);
	make_files(box, "d", 90, 150);
	for (unsigned i = 0; i < COUNT_OF(pids); i++) {
		char folder[] = {(char)('a' + i), '\0'};

		pids[i] = start_import(path, in_box(box, folder), -1);
	}
	for (unsigned i = 0; i < COUNT_OF(pids); i++)
		assert_int_equal(ended(pids[i]), 0);
	assert_int_equal(count_sound(box, path), 150);
}

static int open_and_close(const char *path)
{
	struct library *lib = library_open(path, LIBRARY_WRITE, NULL);

	library_close(lib);
	return lib ? 0 : 1;
}

/* Nobody sees a library that is half made. */
static void made_by_several_at_once(void **state)
{
	struct box *box = *state;

	for (unsigned round = 0; round < 50; round++) {
		pid_t pids[4];
		char name[16];

		snprintf(name, sizeof(name), "%u.db", round);
		for (unsigned i = 0; i < COUNT_OF(pids); i++) {
			pids[i] = fork();
			if (pids[i] == 0)
				_exit(open_and_close(in_box(box, name)));
		}
		for (unsigned i = 0; i < COUNT_OF(pids); i++)
			assert_int_equal(ended(pids[i]), 0);
	}
}

/* Reads what the child has told until it is gone. */
static uint32_t last_told(int fd)
{
	uint32_t told, last = 0;

	while (read(fd, &told, sizeof(told)) == sizeof(told))
		last = told;
	return last;
}

static void kills_lose_nothing(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "l.db"), *folder = in_box(box, "in");
	unsigned n_killed = 0;
	uint32_t sure = 0;

	make_files(box, "in", 0, 600);
	srand(12);
	for (unsigned round = 0; round < 20; round++) {
		struct timespec wait = {.tv_nsec = 1000000L * (rand() % 90)};
		uint32_t told, n;
		int fd[2];
		pid_t pid;

		assert_int_equal(pipe2(fd, O_CLOEXEC), 0);
		fcntl(fd[1], F_SETPIPE_SZ, 1 << 16);
		pid = start_import(path, folder, fd[1]);
		close(fd[1]);
		nanosleep(&wait, NULL);
		kill(pid, SIGKILL);
		n_killed += WIFSIGNALED(ended(pid)) ? 1 : 0;
		told = last_told(fd[0]);
		close(fd[0]);
		n = count_sound(box, path);
		assert_true(n >= told);
		assert_true(n >= sure);
		sure = n;
	}
	assert_true(n_killed > 0);
	assert_int_equal(ended(start_import(path, folder, -1)), 0);
	assert_int_equal(count_sound(box, path), 600);
}

static int replace_again_and_again(const char *path)
{
	struct arena a = {0};
	struct library *lib = library_open(path, LIBRARY_WRITE, NULL);

	if (!lib)
		return 1;
	for (unsigned i = 1; i <= 300; i++) {
		put_report(lib, &a, "/x/a.txt",
			   i % 2 ? "# 甲\n甲\n甲\n甲\n甲\n甲\n"
				 : "# 乙\n# 乙\n乙\n",
			   i + 1);
		arena_reset(&a);
	}
	library_close(lib);
	return 0;
}

/* A reader never sees a report half of the old and half of the new kind. */
static void readers_see_whole_reports(void **state)
{
	struct box *box = *state;
	const char *path = in_box(box, "l.db");
	struct library *lib = library_open(path, LIBRARY_WRITE, &box->err);
	unsigned seen[2] = {0};
	int status = 0;
	pid_t pid;

	put_report(lib, &box->a, "/x/a.txt", "# 乙\n# 乙\n乙\n", 1);
	library_close(lib);
	pid = fork();
	if (pid == 0)
		_exit(replace_again_and_again(path));
	lib = library_open(path, LIBRARY_READ, &box->err);
	assert_non_null(lib);
	while (waitpid(pid, &status, WNOHANG) == 0) {
		struct arena a = {0};
		struct report r;

		if (!reports_load(lib, &a, 1, &r, &box->err))
			fail_msg("%s", box->err.msgid);
		assert_int_equal(r.paras.n, r.sections.n == 1 ? 6 : 3);
		seen[r.sections.n == 1]++;
		arena_release(&a);
	}
	assert_int_equal(status, 0);
	assert_true(seen[0] + seen[1] > 10);
	library_close(lib);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(importers_at_once),
		CASE(made_by_several_at_once),
		CASE(kills_lose_nothing),
		CASE(readers_see_whole_reports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
