/*
 * Taking files in: paths, folders and streams become jobs of the queue, which
 * sees to it that each is read, parsed and stored in its turn.
 */
#include "db/intake.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/queue.h"
#include "db/read.h"
#include "db/stmt.h"
#include "db/walk.h"

/* What one call of the face works with. */
struct taker {
	struct batch batch;
	struct queue queue;
};

static void taker_init(struct taker *t, const struct intake *in,
		       struct arena *a, struct intake_result *result)
{
	*t = (struct taker){.batch = {.in = in, .a = a, .result = result}};
	queue_init(&t->queue, &t->batch);
}

/* Stores what is at hand. */
static void taker_end(struct taker *t)
{
	queue_end(&t->queue);
	batch_flush(&t->batch);
	arena_release(&t->batch.arena);
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

void intake_parse(struct report *r, struct arena *a,
		  const struct report_rules *rules, const struct document *doc)
{
	enum report_format format = intake_format(doc->source.file);
	struct str name = stmt_repair(a, doc->source.file);

	if (doc->is_read)
		report_parse_reading(r, a, rules, &doc->reading, format, name);
	else
		report_parse(r, a, rules, doc->bytes, format, name);
}

/* One open regular file; closes it. */
static void take_file(struct taker *t, int fd, const char *shown,
		      struct str path)
{
	struct job job = {0};
	struct error err = {0};
	struct str bytes;
	bool ok = read_file(&job.arena, fd, shown, &bytes, &err);

	close(fd);
	if (!ok) {
		arena_release(&job.arena);
		batch_fail(&t->batch, shown, &err);
		return;
	}
	job.shown = arena_cstr(&job.arena, str_of(shown));
	job.doc.source.path = arena_str(&job.arena, path);
	queue_add(&t->queue, &job, bytes);
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
		batch_fail(&t->batch, shown, &err);
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
			batch_fail(&t->batch, shown, &err);
		} else {
			if (!batch_announce(&t->batch, shown))
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
	} else if (!batch_announce(&t->batch, path)) {
		if (fd >= 0)
			close(fd);
	} else if (fd >= 0) {
		take_file(t, fd, path, full_path(&tmp, path));
	} else {
		batch_fail(&t->batch, path, &err);
	}
	arena_release(&tmp);
}

void intake_paths(const struct intake *in, struct arena *a,
		  const char *const *paths, size_t n,
		  struct intake_result *result)
{
	struct taker t;

	taker_init(&t, in, a, result);
	for (size_t i = 0; i < n && !result->stopped; i++)
		take_path(&t, paths[i]);
	taker_end(&t);
}

void intake_path(const struct intake *in, struct arena *a, const char *path,
		 struct intake_result *result)
{
	intake_paths(in, a, &path, 1, result);
}

/* A stream has no path: its content makes one, so that a second stream does
 * not take the place of the first. */
static void name_stream(struct document *doc, struct arena *a, const char *name)
{
	struct report_source *s = &doc->source;
	struct buf b;

	s->file = arena_str(a, str_of(name));
	buf_init(&b, a);
	buf_addf(&b, "%s#%.16s", name, s->sha256);
	s->path = buf_str(&b);
}

void intake_fd(const struct intake *in, struct arena *a, int fd,
	       const char *name, struct intake_result *result)
{
	struct document doc = {0};
	struct error err = {0};
	struct taker t;

	taker_init(&t, in, a, result);
	if (batch_announce(&t.batch, name)) {
		if (intake_read_fd(in, &t.batch.arena, fd, name, &doc, &err))
			batch_take(&t.batch, name, &doc);
		else
			batch_fail(&t.batch, name, &err);
	}
	taker_end(&t);
}

bool intake_read(const struct intake *in, struct arena *a, const char *path,
		 struct document *doc, struct error *err)
{
	int fd = read_open(path, path, err);
	bool ok;

	*doc = (struct document){0};
	ok = fd >= 0 && read_file(a, fd, path, &doc->bytes, err);
	if (fd >= 0)
		close(fd);
	if (!ok)
		return false;
	doc->source.path = full_path(a, path);
	return queue_read(in, a, path, doc, err);
}

bool intake_read_fd(const struct intake *in, struct arena *a, int fd,
		    const char *name, struct document *doc, struct error *err)
{
	*doc = (struct document){0};
	if (!read_stream(a, fd, name, &doc->bytes, err) ||
	    !queue_read(in, a, name, doc, err))
		return false;
	name_stream(doc, a, name);
	return true;
}
