/*
 * hsview-reader: reads one file, from standard input, and writes what it made
 * of it to standard output, as a message of core/reading. hsview starts one
 * for each file, without terminal, environment or other descriptors. Before
 * the first byte is parsed it shuts itself in.
 *
 * hsview-reader [EXTENSION [ENCODING]]
 */
#include <errno.h>
#include <locale.h>
#include <unistd.h>

#include "core/format/format.h"
#include "core/format/reader/cell.h"
#include "core/format/reader/pdftotext.h"
#include "core/text.h"

enum { STATUS_OK, STATUS_WRITE, STATUS_USAGE, FIRST = 1024 };

/* Until the end or one byte beyond the limit, which format_read refuses. */
static struct str read_input(struct arena *a)
{
	size_t cap = 64 << 10, len = 0;
	char *p = arena_alloc(a, cap);
	ssize_t n;

	while (len <= TEXT_FILE_MAX) {
		if (len == cap) {
			p = arena_grow(a, p, cap, cap * 2);
			cap *= 2;
		}
		n = read(STDIN_FILENO, p + len, cap - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		len += (size_t)n;
	}
	return str_n(p, len);
}

static bool write_all(struct str s)
{
	while (s.len) {
		ssize_t n = write(STDOUT_FILENO, s.p, s.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = str_sub(s, (size_t)n, s.len);
	}
	return true;
}

static bool begins_as_pdf(void)
{
	char first[FIRST];
	ssize_t n = pread(STDIN_FILENO, first, sizeof(first), 0);

	return n > 0 && format_is_pdf(str_n(first, (size_t)n));
}

static void read_pdf(struct reading *r, struct arena *a)
{
	struct pdftotext job;
	struct format_pdf pdf;

	if (!pdftotext_start(&job)) {
		r->fault = READING_NO_PDFTOTEXT;
		return;
	}
	r->shut_in = cell_enter(CELL_READER);
	pdftotext_finish(&job, a, &pdf);
	format_read_pdf(r, a, &pdf);
}

static void read_other(struct reading *r, struct arena *a, int argc,
		       char **argv)
{
	struct format_input in = {.assets = &ASSETS_BUILTIN};
	uint32_t shut_in = cell_enter(CELL_READER);

	if (argc > 1)
		in.ext = str_of(argv[1]);
	if (argc > 2)
		in.encoding = str_of(argv[2]);
	in.bytes = read_input(a);
	format_read(r, a, &in);
	r->shut_in = shut_in;
}

int main(int argc, char **argv)
{
	struct reading r = {0};
	struct arena a = {0};
	struct buf out;

	if (argc > 3)
		_exit(STATUS_USAGE);
	/* libarchive gives names in the locale's characters */
	setlocale(LC_CTYPE, "C.UTF-8");
	if (begins_as_pdf())
		read_pdf(&r, &a);
	else
		read_other(&r, &a, argc, argv);
	buf_init(&out, &a);
	reading_pack(&out, &r);
	/* the arena goes with the process */
	_exit(write_all(buf_str(&out)) ? STATUS_OK : STATUS_WRITE);
}
