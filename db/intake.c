/*
 * Taking files in. Files are read and parsed one after the other and wait in
 * an arena; what waits is stored in one transaction when there is enough of
 * it or after a fifth of a second, so that a folder of small files does not
 * wait for the disk at each one and nobody waits long for the write lock. Only
 * what has been committed is counted. When a transaction fails, its reports
 * are stored one by one, so that each has its own fate.
 */
#include "db/intake.h"

#include <errno.h>
#include <limits.h>
#include <sha256.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/read.h"
#include "db/reports.h"
#include "db/stmt.h"
#include "db/walk.h"

enum {
	WAIT_FILES = 64,
	WAIT_BYTES = 4 << 20, /* of text */
	WAIT_MS = 200,
};

/* A file that was read and is not decided yet. */
struct waiting {
	struct report report;
	struct report_source source;
	struct str shown; /* its name for messages */
	bool is_known;	  /* its content is in the library: `id` */
	enum put_result put;
	int64_t id;
	struct error err; /* code ERR_NONE: none */
};

struct taker {
	const struct intake *in;
	struct arena *a; /* the caller's, for failures */
	struct intake_result *result;
	struct arena batch; /* what the list and its reports live in */
	ARRAY_OF(struct waiting) list;
	size_t bytes;
	int64_t since; /* ms, of the oldest in the list */
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

enum report_format intake_format(struct str file)
{
	static const char *const ENDS[] = {".md", ".markdown"};

	for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
		size_t n = strlen(ENDS[i]);

		if (file.len > n &&
		    strncasecmp(file.p + file.len - n, ENDS[i], n) == 0)
			return FORMAT_MARKDOWN;
	}
	return FORMAT_TEXT;
}

static void fail(struct taker *t, struct str shown, const struct error *err)
{
	struct intake_failure *f = ARRAY_PUSH(t->a, &t->result->failures);

	f->path = arena_str(t->a, shown);
	f->err = *err;
}

/* A file's fate is decided. */
static void decide(struct taker *t, const struct waiting *w)
{
	struct intake_result *r = t->result;

	if (w->err.code != ERR_NONE) {
		fail(t, w->shown, &w->err);
		return;
	}
	r->n_added += w->put == PUT_ADDED;
	r->n_replaced += w->put == PUT_REPLACED;
	r->n_unchanged += w->put == PUT_UNCHANGED;
	r->last_id = w->id;
}

static bool store(struct taker *t, struct waiting *w)
{
	error_clear(&w->err);
	return w->is_known || reports_put(t->in->lib, &w->report, &w->source,
					  &w->put, &w->id, &w->err);
}

/* Is this the fault of the one report, so that the others go on? */
static bool is_own_fault(const struct error *err)
{
	return err->code == ERR_FORMAT || err->code == ERR_LIMIT;
}

static bool store_together(struct taker *t, struct error *err)
{
	struct library *lib = t->in->lib;

	if (!library_begin(lib, err))
		return false;
	for (size_t i = 0; i < t->list.n; i++) {
		struct waiting *w = &t->list.items[i];

		if (!store(t, w) && !is_own_fault(&w->err)) {
			*err = w->err;
			library_rollback(lib);
			return false;
		}
	}
	return library_commit(lib, err);
}

static void store_alone(struct taker *t, const struct error *why)
{
	/* To wait for the lock once more at each file would take minutes;
	 * a damaged library stays damaged. */
	bool again = why->code == ERR_FULL || why->code == ERR_IO;

	for (size_t i = 0; i < t->list.n; i++) {
		if (again)
			store(t, &t->list.items[i]);
		else
			t->list.items[i].err = *why;
	}
}

static void flush(struct taker *t)
{
	struct error err = {0};

	if (t->list.n == 0)
		return;
	if (t->list.n == 1)
		store(t, &t->list.items[0]);
	else if (!store_together(t, &err))
		store_alone(t, &err);
	for (size_t i = 0; i < t->list.n; i++)
		decide(t, &t->list.items[i]);
	t->list.items = NULL;
	t->list.n = t->list.cap = 0;
	t->bytes = 0;
	arena_reset(&t->batch);
}

static uint32_t n_decided(const struct intake_result *r)
{
	return r->n_added + r->n_replaced + r->n_unchanged +
	       (uint32_t)r->failures.n;
}

/* Before each file; false when the caller wants to stop. */
static bool announce(struct taker *t, const char *shown)
{
	const struct intake *in = t->in;

	if (t->list.n && now_ms() - t->since > WAIT_MS)
		flush(t);
	if (!t->result->stopped && in->on_file &&
	    !in->on_file(in->data, str_of(shown), n_decided(t->result)))
		t->result->stopped = true;
	return !t->result->stopped;
}

static void fill_source(struct report_source *s, struct str path,
			struct str bytes)
{
	const char *slash = path.len ? memrchr(path.p, '/', path.len) : NULL;

	s->path = path;
	s->file = slash ? str_sub(path, (size_t)(slash - path.p) + 1, path.len)
			: path;
	s->size = (int64_t)bytes.len;
	SHA256Data((const uint8_t *)bytes.p, bytes.len, s->sha256);
}

/* A stream has no path: its content makes one, so that a second stream does
 * not take the place of the first. */
static void fill_stream_source(struct report_source *s, struct arena *a,
			       const char *name, struct str bytes)
{
	struct buf b;

	fill_source(s, STR_NULL, bytes);
	s->file = arena_str(a, str_of(name));
	buf_init(&b, a);
	buf_addf(&b, "%s#%.16s", name, s->sha256);
	s->path = buf_str(&b);
}

/* Parses what was read (into t->batch) and lets it wait. */
static void take_bytes(struct taker *t, const char *shown,
		       const struct report_source *source, struct str bytes)
{
	struct waiting w = {.put = PUT_UNCHANGED};

	w.shown = arena_str(&t->batch, str_of(shown));
	w.source = *source;
	w.id = reports_by_hash(t->in->lib, w.source.sha256, &w.err);
	w.is_known = w.id != 0;
	if (w.err.code != ERR_NONE) {
		fail(t, w.shown, &w.err);
		return;
	}
	if (!w.is_known)
		report_parse(&w.report, &t->batch, t->in->rules, bytes,
			     intake_format(w.source.file),
			     stmt_repair(&t->batch, w.source.file));
	t->bytes += bytes.len;
	if (t->list.n == 0)
		t->since = now_ms();
	*ARRAY_PUSH(&t->batch, &t->list) = w;
	if (t->list.n >= WAIT_FILES || t->bytes >= WAIT_BYTES)
		flush(t);
}

/* One open regular file; closes it. */
static void take_file(struct taker *t, int fd, const char *shown,
		      struct str path)
{
	struct arena_mark mark = arena_mark(&t->batch);
	struct report_source source;
	struct error err = {0};
	struct str bytes;
	bool ok = read_file(&t->batch, fd, shown, &bytes, &err) &&
		  read_is_text(bytes, shown, &err);

	close(fd);
	if (ok) {
		fill_source(&source, arena_str(&t->batch, path), bytes);
		take_bytes(t, shown, &source, bytes);
		return;
	}
	arena_rewind(&t->batch, mark);
	fail(t, str_of(shown), &err);
}

/* Where a path lies: its folder without links, its last part as it was given
 * (a link has its own name). */
static struct str full_path(struct arena *a, const char *path)
{
	char full[PATH_MAX];
	struct str s = str_of(path), last;
	struct buf b;
	size_t at;

	while (s.len > 1 && s.p[s.len - 1] == '/')
		s.len--;
	for (at = s.len; at > 0 && s.p[at - 1] != '/';)
		at--;
	last = str_sub(s, at, s.len);
	if (str_is(last, "") || str_is(last, ".") || str_is(last, ".."))
		return realpath(path, full) ? arena_str(a, str_of(full)) : s;
	if (!realpath(at ? arena_cstr(a, str_sub(s, 0, at)) : ".", full))
		return arena_str(a, s);
	buf_init(&b, a);
	buf_addf(&b, "%s%s%s", full, strcmp(full, "/") ? "/" : "",
		 arena_cstr(a, last));
	return buf_str(&b);
}

static const char *joined(struct arena *a, const char *folder, const char *rel)
{
	size_t n = strlen(folder);
	struct buf b;

	buf_init(&b, a);
	buf_addf(&b, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/",
		 rel);
	return buf_cstr(&b);
}

static void take_entry(struct taker *t, const struct walk *walk,
		       const char *shown, struct str path, const char *rel)
{
	int fd = walk_open_file(walk, rel);
	struct error err = {0};
	struct stat st;

	if (fd < 0 && errno == EXDEV)
		return; /* a link out of the folder is left alone */
	if (fd < 0) {
		read_open_error(shown, errno, &err);
		fail(t, str_of(shown), &err);
		return;
	}
	/* a link to a folder is left alone, too */
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		close(fd);
	else
		take_file(t, fd, shown, path);
}

static void take_folder(struct taker *t, int fd, const char *folder)
{
	struct arena tmp = {0};
	char full[PATH_MAX];
	bool has_full = realpath(folder, full) != NULL;
	const char *rel;
	struct error err = {0};
	enum walk_result found;
	struct walk walk;

	walk_start(&walk, fd);
	while ((found = walk_next(&walk, folder, &rel, &err)) != WALK_END) {
		const char *shown = joined(&tmp, folder, rel);
		struct str path =
			str_of(joined(&tmp, has_full ? full : folder, rel));

		if (found == WALK_FAILED) {
			fail(t, str_of(shown), &err);
		} else {
			if (!announce(t, shown))
				break;
			take_entry(t, &walk, shown, path, rel);
		}
		arena_reset(&tmp);
	}
	walk_end(&walk);
	arena_release(&tmp);
}

static void take_path(struct taker *t, const char *path)
{
	struct arena tmp = {0};
	struct error err = {0};
	struct stat st;
	int fd = read_open(path, path, &err);

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		take_folder(t, fd, path);
	} else if (!announce(t, path)) {
		if (fd >= 0)
			close(fd);
	} else if (fd >= 0) {
		take_file(t, fd, path, full_path(&tmp, path));
	} else {
		fail(t, str_of(path), &err);
	}
	arena_release(&tmp);
}

void intake_paths(const struct intake *in, struct arena *a,
		  const char *const *paths, size_t n,
		  struct intake_result *result)
{
	struct taker t = {.in = in, .a = a, .result = result};

	for (size_t i = 0; i < n && !result->stopped; i++)
		take_path(&t, paths[i]);
	flush(&t);
	arena_release(&t.batch);
}

void intake_path(const struct intake *in, struct arena *a, const char *path,
		 struct intake_result *result)
{
	intake_paths(in, a, &path, 1, result);
}

static void take_stream(struct taker *t, const char *name, struct str bytes)
{
	struct report_source source;

	fill_stream_source(&source, &t->batch, name, bytes);
	take_bytes(t, name, &source, bytes);
}

void intake_fd(const struct intake *in, struct arena *a, int fd,
	       const char *name, struct intake_result *result)
{
	struct taker t = {.in = in, .a = a, .result = result};
	struct error err = {0};
	struct str bytes;

	if (announce(&t, name)) {
		if (read_stream(&t.batch, fd, name, &bytes, &err) &&
		    read_is_text(bytes, name, &err))
			take_stream(&t, name, bytes);
		else
			fail(&t, str_of(name), &err);
	}
	flush(&t);
	arena_release(&t.batch);
}

bool intake_read(struct arena *a, const char *path, struct str *bytes,
		 struct report_source *source, struct error *err)
{
	int fd = read_open(path, path, err);
	bool ok = fd >= 0 && read_file(a, fd, path, bytes, err) &&
		  read_is_text(*bytes, path, err);

	if (fd >= 0)
		close(fd);
	if (ok)
		fill_source(source, full_path(a, path), *bytes);
	return ok;
}

bool intake_read_fd(struct arena *a, int fd, const char *name,
		    struct str *bytes, struct report_source *source,
		    struct error *err)
{
	if (!read_stream(a, fd, name, bytes, err) ||
	    !read_is_text(*bytes, name, err))
		return false;
	fill_stream_source(source, a, name, *bytes);
	return true;
}
