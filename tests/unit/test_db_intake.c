/* db: files and folders taken in, and what is refused. */
#include <errno.h>
#include <sys/wait.h>

#include "db/intake.h"
#include "db/read.h"
#include "db/walk.h"

#include "tests/unit/db_help.h"

static const char TEXT[] = "云溪区政府工作报告\n各位代表：\n一、回顾\n"
			   "全年完成投资120亿元，增长6.1%。\n";

struct desk {
	struct library *lib;
	struct intake in;
	struct intake_result result;
};

static struct desk desk_in_memory(struct box *box)
{
	struct desk d = {0};

	d.lib = library_open(NULL, LIBRARY_MEMORY, &box->err);
	assert_non_null(d.lib);
	d.in.lib = d.lib;
	d.in.reader = reader_program(box);
	d.in.rules = report_rules_open(&box->a, &ASSETS_BUILTIN, &box->err);
	assert_non_null(d.in.rules);
	return d;
}

static const char *file_in(struct box *box, const char *name, const char *text)
{
	const char *path = in_box(box, name);

	write_file(path, str_of(text));
	return path;
}

/* The one failure's message, "" when there is none. */
static const char *failure(struct box *box, const struct desk *d)
{
	struct buf b;

	buf_init(&b, &box->a);
	for (size_t i = 0; i < d->result.failures.n; i++) {
		const struct error *e = &d->result.failures.items[i].err;

		error_text(e, e->msgid, &b);
		buf_addc(&b, '\n');
	}
	return buf_cstr(&b);
}

static void assert_counts(const struct desk *d, unsigned added,
			  unsigned replaced, unsigned unchanged,
			  unsigned failed)
{
	assert_int_equal(d->result.n_added, added);
	assert_int_equal(d->result.n_replaced, replaced);
	assert_int_equal(d->result.n_unchanged, unchanged);
	assert_int_equal(d->result.failures.n, failed);
}

static void one_file(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	const char *path = file_in(box, "a.txt", TEXT);
	struct report_row row = {0};
	char real[4096];
	struct report r;

	intake_path(&d.in, &box->a, path, &d.result);
	assert_counts(&d, 1, 0, 0, 0);
	assert_true(
		reports_load(d.lib, &box->a, d.result.last_id, &r, &box->err));
	assert_str(r.text.bytes, TEXT);
	assert_true(
		reports_get(d.lib, &box->a, d.result.last_id, &row, &box->err));
	assert_str(row.path, realpath(path, real));
	assert_str(row.file, "a.txt");
	/* again, and under another name */
	intake_path(&d.in, &box->a, path, &d.result);
	intake_path(&d.in, &box->a, file_in(box, "b.txt", TEXT), &d.result);
	assert_counts(&d, 1, 0, 2, 0);
	assert_int_equal(d.result.last_id, row.id);
	/* changed */
	file_in(box, "a.txt", "另一份\n");
	intake_path(&d.in, &box->a, path, &d.result);
	assert_counts(&d, 1, 1, 2, 0);
	assert_int_equal(d.result.last_id, row.id);
	library_close(d.lib);
}

/* sha256sum of "abc" */
static void hash_is_of_the_bytes(void **state)
{
	struct box *box = *state;
	const struct intake in = {0};
	struct document doc;

	assert_true(intake_read(&in, &box->a, file_in(box, "x.txt", "abc"),
				&doc, &box->err));
	assert_str(doc.bytes, "abc");
	assert_string_equal(doc.source.sha256,
			    "ba7816bf8f01cfea414140de5dae2223b00361a3"
			    "96177a9cb410ff61f20015ad");
	assert_int_equal(doc.source.size, 3);
	assert_str(doc.source.file, "x.txt");
}

static void folders_are_walked(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	struct report_filter f = {.order = ORDER_ADDED, .reverse = true};
	struct report_rows rows = {0};
	static const char *const WANT[] = {"B.TXT",  "a.md",	  "z.txt",
					   "k.text", "page.html", "ü.markdown"};

	mkdir(in_box(box, "in"), 0755);
	mkdir(in_box(box, "in/b.txt"), 0755);
	mkdir(in_box(box, "in/.git"), 0755);
	mkdir(in_box(box, "in/empty"), 0755);
	file_in(box, "in/a.md", "a");
	file_in(box, "in/B.TXT", "b");
	file_in(box, "in/b.txt/z.txt", "z");
	file_in(box, "in/k.text", "k");
	file_in(box, "in/ü.markdown", "u");
	file_in(box, "in/.hidden.txt", "h");
	file_in(box, "in/.git/x.txt", "x");
	file_in(box, "in/page.html", "p");
	file_in(box, "in/README", "r");
	file_in(box, "in/.txt", "t");
	/* a trailing slash is no part of the name */
	intake_path(&d.in, &box->a, in_box(box, "in/"), &d.result);
	assert_counts(&d, 6, 0, 0, 0);
	assert_true(reports_page(d.lib, &box->a, &f, 0, 99, &rows, &box->err));
	assert_int_equal(rows.n, COUNT_OF(WANT));
	for (size_t i = 0; i < rows.n; i++)
		assert_str(rows.items[i].file, WANT[i]);
	assert_non_null(strstr(arena_cstr(&box->a, rows.items[2].path),
			       "/in/b.txt/z.txt"));
	library_close(d.lib);
}

static void links_stay_inside(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);

	mkdir(in_box(box, "in"), 0755);
	mkdir(in_box(box, "in/sub"), 0755);
	file_in(box, "outside.txt", "outside");
	file_in(box, "in/sub/.kept.txt", "kept");
	assert_int_equal(symlink("../outside.txt", in_box(box, "in/o.txt")), 0);
	assert_int_equal(
		symlink(in_box(box, "outside.txt"), in_box(box, "in/p.txt")),
		0);
	assert_int_equal(symlink("..", in_box(box, "in/sub/loop")), 0);
	assert_int_equal(symlink("..", in_box(box, "in/sub/loop.txt")), 0);
	assert_int_equal(symlink("sub/.kept.txt", in_box(box, "in/k.txt")), 0);
	intake_path(&d.in, &box->a, in_box(box, "in"), &d.result);
	assert_counts(&d, 1, 0, 0, 0);
	/* named by the user: followed, under the name that was given */
	intake_path(&d.in, &box->a, in_box(box, "in/o.txt"), &d.result);
	assert_counts(&d, 2, 0, 0, 0);
	library_close(d.lib);
}

static void refused_with_its_cause(void **state)
{
	static const struct {
		struct str bytes;
		const char *name, *says;
	} ROWS[] = {
		{{"", 0}, "empty.txt", "is empty"},
		{{" \n\t\r\n\xe3\x80\x80", 8}, "blank.txt", "is empty"},
		{{"\xef\xbb\xbf", 3}, "bom.txt", "is empty"},
		{{"\xff\xfe", 2}, "bom16.txt", "is empty"},
		{{"%PDF-1.7\n", 9}, "a.pdf", "damaged"},
		{{"PK\x03\x04 zip", 8}, "a.docx", "is damaged"},
		{{"{\\rtf1 x}", 9}, "a.rtf", "of a kind"},
		{{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8},
		 "a.doc",
		 "save it as .docx"},
		{{"<!DOCTYPE HTML><p> ", 19}, "a.txt", "is empty"},
		{{"a\0\0\0b\1\0\0c\0", 10}, "n.txt", "is no text"},
		{{"\x7f"
		  "ELF\x02\x01",
		  6},
		 "e.txt",
		 "is no text"},
	};
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct desk d = desk_in_memory(box);
		const char *path = in_box(box, ROWS[i].name);

		write_file(path, ROWS[i].bytes);
		intake_path(&d.in, &box->a, path, &d.result);
		assert_counts(&d, 0, 0, 0, 1);
		if (!strstr(failure(box, &d), ROWS[i].says) ||
		    !strstr(failure(box, &d), ROWS[i].name))
			fail_msg("%s: %s", ROWS[i].name, failure(box, &d));
		library_close(d.lib);
	}
}

static void opened_all_the_same(void **state)
{
	static const struct {
		struct str bytes;
		unsigned replaced;
	} ROWS[] = {
		{{"x", 1}, 0},
		{{"\0x", 2}, 0},
		{{"\xff", 1}, 1},
		{{"a\x1b]0;x\x07\x07\x07\x07\x07", 11}, 0},
		{{"\xe4\xba\x91\xe6\xba\xaa\xe5\x8c\xba\xff\xfe", 11}, 2},
		{{"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 12}, 0},
		{{"PK", 2}, 0},
	};
	struct box *box = *state;
	struct desk d = desk_in_memory(box);

	for (unsigned i = 0; i < COUNT_OF(ROWS); i++) {
		struct report_row row = {0};
		char name[16];

		/* a name that says nothing */
		snprintf(name, sizeof(name), "file%u", i);
		write_file(in_box(box, name), ROWS[i].bytes);
		intake_path(&d.in, &box->a, in_box(box, name), &d.result);
		assert_counts(&d, i + 1, 0, 0, 0);
		assert_true(reports_get(d.lib, &box->a, d.result.last_id, &row,
					&box->err));
		assert_int_equal(row.n_replaced, ROWS[i].replaced);
	}
	library_close(d.lib);
}

/* What is read without a reader program. */
static void plain_text_needs_no_reader(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);

	d.in.reader = NULL;
	intake_path(&d.in, &box->a, file_in(box, "a.txt", TEXT), &d.result);
	assert_counts(&d, 1, 0, 0, 0);
	intake_path(&d.in, &box->a, file_in(box, "a.html", "<p>x"), &d.result);
	assert_counts(&d, 1, 0, 0, 1);
	assert_non_null(strstr(failure(box, &d), "hsview-reader"));
	library_close(d.lib);
}

static void other_encodings(void **state)
{
	/* 云溪区工作 */
	static const struct {
		struct str bytes;
		const char *encoding;
	} ROWS[] = {
		{{"\xd4\xc6\xcf\xaa\xc7\xf8\xb9\xa4\xd7\xf7\n", 11}, "gb18030"},
		{{"\xff\xfe\x91\x4e\xaa\x6e\x3a\x53\xe5\x5d\x5c\x4f\n\0", 14},
		 "utf-16-le"},
		{{"\xfe\xff\x4e\x91\x6e\xaa\x53\x3a\x5d\xe5\x4f\x5c\0\n", 14},
		 "utf-16-be"},
		{{"\xb6\xb3\xb7\xcb\xb0\xcf\xa4\x75\xa7\x40\n", 11}, "big5"},
	};
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct desk d = desk_in_memory(box);
		const char *path = in_box(box, "x.txt");
		struct report_row row;
		struct report r;

		write_file(path, ROWS[i].bytes);
		d.in.encoding = i == 3 ? "big5" : NULL;
		intake_path(&d.in, &box->a, path, &d.result);
		assert_counts(&d, 1, 0, 0, 0);
		assert_true(reports_get(d.lib, &box->a, d.result.last_id, &row,
					&box->err));
		assert_str(row.encoding, ROWS[i].encoding);
		assert_true(reports_load(d.lib, &box->a, d.result.last_id, &r,
					 &box->err));
		assert_str(r.text.bytes,
			   i == 3 ? "雲溪區工作\n" : "云溪区工作\n");
		library_close(d.lib);
	}
}

static void no_files_are_told(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	const char *dangling = in_box(box, "dangling.txt");
	const char *loop = in_box(box, "loop.txt");
	const char *fifo = in_box(box, "fifo.txt");

	assert_int_equal(symlink("nowhere", dangling), 0);
	assert_int_equal(symlink("loop.txt", loop), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	intake_path(&d.in, &box->a, in_box(box, "none.txt"), &d.result);
	intake_path(&d.in, &box->a, dangling, &d.result);
	intake_path(&d.in, &box->a, loop, &d.result);
	intake_path(&d.in, &box->a, fifo, &d.result);
	intake_path(&d.in, &box->a, "/dev/zero", &d.result);
	intake_path(&d.in, &box->a, "/dev/tty", &d.result);
	intake_path(&d.in, &box->a, "", &d.result);
	assert_counts(&d, 0, 0, 0, 7);
	assert_int_equal(d.result.failures.items[0].err.code, ERR_NOT_FOUND);
	assert_int_equal(d.result.failures.items[1].err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(failure(box, &d), "circle"));
	assert_non_null(strstr(failure(box, &d), "fifo.txt is no regular"));
	assert_non_null(strstr(failure(box, &d), "/dev/zero is no regular"));
	library_close(d.lib);
}

static void folder_is_no_file(void **state)
{
	struct box *box = *state;
	const struct intake in = {0};
	struct document doc;

	assert_false(intake_read(&in, &box->a, box->dir, &doc, &box->err));
	assert_non_null(strstr(box->err.msgid, "folder"));
}

static void size_limit(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	const char *path = in_box(box, "big.txt");
	struct document doc;
	struct arena small = {0};

	file_in(box, "big.txt", "x");
	assert_int_equal(truncate(path, (off_t)3 << 30), 0);
	intake_path(&d.in, &small, path, &d.result);
	assert_counts(&d, 0, 0, 0, 1);
	assert_int_equal(d.result.failures.items[0].err.code, ERR_LIMIT);
	/* told by its size, not by reading */
	assert_false(intake_read(&d.in, &small, path, &doc, &box->err));
	assert_true(small.total < 1 << 20);
	arena_release(&small);
	/* a stream has no size: told while it is read */
	int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);

	assert_false(
		intake_read_fd(&d.in, &box->a, zero, "-", &doc, &box->err));
	assert_int_equal(box->err.code, ERR_LIMIT);
	close(zero);
	library_close(d.lib);
}

static void largest_file_is_read(void **state)
{
	struct box *box = *state;
	const struct intake in = {0};
	struct document doc;
	const char *path = in_box(box, "big.txt");
	char *p = arena_alloc(&box->a, TEXT_FILE_MAX);

	memset(p, 'x', TEXT_FILE_MAX);
	write_file(path, str_n(p, TEXT_FILE_MAX));
	assert_true(intake_read(&in, &box->a, path, &doc, &box->err));
	assert_int_equal(doc.bytes.len, TEXT_FILE_MAX);
}

static void pipe_is_read_to_its_end(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	struct report_row row = {0};
	int fd[2], status;
	pid_t pid;

	assert_int_equal(pipe2(fd, O_CLOEXEC), 0);
	/* also when it is set not to wait */
	assert_int_equal(fcntl(fd[0], F_SETFL, O_NONBLOCK), 0);
	pid = fork();
	if (pid == 0) {
		for (int i = 0; i < 3000; i++)
			if (write(fd[1], TEXT, sizeof(TEXT) - 1) < 0)
				_exit(1);
		_exit(0);
	}
	close(fd[1]);
	intake_fd(&d.in, &box->a, fd[0], "-", &d.result);
	close(fd[0]);
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	assert_counts(&d, 1, 0, 0, 0);
	assert_true(
		reports_get(d.lib, &box->a, d.result.last_id, &row, &box->err));
	assert_str(row.file, "-");
	/* another stream is another report */
	intake_fd(&d.in, &box->a, open(file_in(box, "x", "x"), O_RDONLY), "-",
		  &d.result);
	assert_counts(&d, 2, 0, 0, 0);
	library_close(d.lib);
}

static void bad_files_do_not_stop_the_rest(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	const char *paths[40];

	for (unsigned i = 0; i < COUNT_OF(paths); i++) {
		char name[16], text[16];

		snprintf(name, sizeof(name), "%02u.txt", i);
		snprintf(text, sizeof(text), "第%u份\n", i);
		if (i % 4 == 0)
			text[0] = '\0';
		paths[i] = file_in(box, name, text);
	}
	intake_paths(&d.in, &box->a, paths, COUNT_OF(paths), &d.result);
	assert_counts(&d, 30, 0, 0, 10);
	library_close(d.lib);
}

struct watch {
	unsigned calls, stop_at;
	uint32_t done;
};

static bool on_file(void *data, struct str path, uint32_t done)
{
	struct watch *w = data;

	assert_true(path.len > 0);
	assert_true(done >= w->done);
	w->done = done;
	return ++w->calls != w->stop_at;
}

static void caller_can_stop(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	struct watch w = {.stop_at = 4};
	struct report_filter all = {0};
	uint32_t n;

	d.in.on_file = on_file;
	d.in.data = &w;
	for (unsigned i = 0; i < 9; i++) {
		char name[16];

		snprintf(name, sizeof(name), "%u.txt", i);
		file_in(box, name, name);
	}
	intake_path(&d.in, &box->a, box->dir, &d.result);
	assert_true(d.result.stopped);
	/* what was read before is kept */
	assert_counts(&d, 3, 0, 0, 0);
	assert_true(reports_count(d.lib, &all, &n, &box->err));
	assert_int_equal(n, 3);
	assert_int_equal(w.calls, 4);
	library_close(d.lib);
}

/* Where the disk ends: what fits is in, the others have their line. */
static void full_disk_keeps_what_fits(void **state)
{
	struct box *box = *state;
	struct desk d = desk_in_memory(box);
	struct report_filter all = {0};
	uint32_t n;
	char *big = arena_alloc(&box->a, 300001);

	mkdir(in_box(box, "in"), 0755);
	memset(big, 'x', 300000);
	file_in(box, "in/a.txt", "first\n");
	file_in(box, "in/b.txt", big);
	file_in(box, "in/c.txt", "last\n");
	assert_true(conn_exec(library_conn(d.lib), "PRAGMA max_page_count = 50",
			      &box->err));
	intake_path(&d.in, &box->a, in_box(box, "in"), &d.result);
	assert_counts(&d, 2, 0, 0, 1);
	assert_int_equal(d.result.failures.items[0].err.code, ERR_FULL);
	assert_true(reports_count(d.lib, &all, &n, &box->err));
	assert_int_equal(n, 2);
	library_close(d.lib);
}

static void odd_names(void **state)
{
	static const char *const NAMES[] = {
		"a\nb.txt",   "\x1b]0;x\x07.txt",      "\xff\xfe.txt",
		"-rf --.txt", "$(touch X)`id`'\".txt", "%n%s.txt",
		" lead.txt",
	};
	struct box *box = *state;
	struct desk d = desk_in_memory(box);

	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		char text[16];

		snprintf(text, sizeof(text), "%zu\n", i);
		file_in(box, NAMES[i], text);
	}
	intake_path(&d.in, &box->a, box->dir, &d.result);
	assert_counts(&d, COUNT_OF(NAMES), 0, 0, 0);
	library_close(d.lib);
}

static void names_of_reports(void **state)
{
	(void)state;
	assert_true(read_is_name("a.txt"));
	assert_true(read_is_name("a.b.MarkDown"));
	assert_false(read_is_name("txt"));
	assert_false(read_is_name(".txt"));
	assert_false(read_is_name("a.txt "));
	assert_true(read_is_name("a.txt.html"));
	assert_true(read_is_name("a.DOCX"));
	assert_false(read_is_name("a.html.exe"));
	assert_int_equal(intake_format(STR("x.MD")), FORMAT_MARKDOWN);
	assert_int_equal(intake_format(STR(".md")), FORMAT_TEXT);
	assert_int_equal(intake_format(STR("x.txt")), FORMAT_TEXT);
}

#define CASE(fn) cmocka_unit_test_setup_teardown(fn, box_setup, box_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(one_file),
		CASE(hash_is_of_the_bytes),
		CASE(folders_are_walked),
		CASE(links_stay_inside),
		CASE(refused_with_its_cause),
		CASE(opened_all_the_same),
		CASE(plain_text_needs_no_reader),
		CASE(other_encodings),
		CASE(no_files_are_told),
		CASE(folder_is_no_file),
		CASE(size_limit),
		CASE(largest_file_is_read),
		CASE(pipe_is_read_to_its_end),
		CASE(bad_files_do_not_stop_the_rest),
		CASE(caller_can_stop),
		CASE(full_disk_keeps_what_fits),
		CASE(odd_names),
		CASE(names_of_reports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
