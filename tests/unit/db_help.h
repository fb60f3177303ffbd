#pragma once

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"

#include "db/conn.h"
#include "db/reports.h"

#include "tests/test.h"

/*
 * What the tests of db share: a folder of their own that goes when they end,
 * whole files as bytes, and small reports made by hand.
 */
struct box {
	struct arena a;
	char dir[256];
	struct error err;
};

static inline int box_setup(void **state)
{
	static struct box box;
	const char *tmp = getenv("TMPDIR");

	box = (struct box){0};
	error_clear(&box.err);
	snprintf(box.dir, sizeof(box.dir), "%s/hsview-test-XXXXXX",
		 tmp ? tmp : "/tmp");
	*state = &box;
	return mkdtemp(box.dir) ? 0 : -1;
}

/* Removes the folder by its name, which mkdtemp made. */
static inline int box_teardown(void **state)
{
	struct box *box = *state;
	const char *argv[] = {"rm", "-rf", "--", box->dir, NULL};
	pid_t pid;
	int status;

	arena_release(&box->a);
	pid = fork();
	if (pid == 0) {
		execv("/bin/rm", (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return waitpid(pid, &status, 0) == pid && status == 0 ? 0 : -1;
}

static inline const char *in_box(struct box *box, const char *name)
{
	struct buf b;

	buf_init(&b, &box->a);
	buf_addf(&b, "%s/%s", box->dir, name);
	return buf_cstr(&b);
}

/* The reader program of this build. */
static inline const char *reader_program(struct box *box)
{
	const char *build = getenv("HSVIEW_BUILD");
	struct buf b;

	buf_init(&b, &box->a);
	buf_addf(&b, "%s/hsview-reader", build ? build : ".");
	return buf_cstr(&b);
}

static inline void write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.len, f), bytes.len);
	assert_int_equal(fclose(f), 0);
}

static inline struct str read_whole(struct arena *a, const char *path)
{
	struct buf b;
	char chunk[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	buf_init(&b, a);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(&b, str_n(chunk, n));
	fclose(f);
	return buf_str(&b);
}

static inline void assert_same_bytes(struct str a, struct str b)
{
	assert_int_equal(a.len, b.len);
	assert_true(str_eq(a, b));
}

/* A text of lines, each a paragraph; `#` lines are headings of level 1. */
static inline void make_report(struct report *r, struct arena *a,
			       const char *text, const char *title,
			       unsigned year)
{
	struct str line, rest;
	uint32_t off = 0;

	*r = (struct report){0};
	text_load(&r->text, a, arena_str(a, str_of(text)));
	rest = r->text.bytes;
	while (str_split(&rest, '\n', &line)) {
		if (line.len) {
			struct para *p = ARRAY_PUSH(a, &r->paras);

			p->off = off;
			p->len = (uint32_t)line.len;
			p->kind = line.p[0] == '#' ? PARA_HEADING : PARA_BODY;
			if (line.p[0] == '#') {
				struct section *s = ARRAY_PUSH(a, &r->sections);

				s->off = off;
				s->len = (uint32_t)line.len;
				s->level = LEVEL_PART;
				s->parent = SECTION_NONE;
				s->time = SECTION_PLAN;
				s->title = str_sub(line, 1, line.len);
			}
		}
		off += (uint32_t)line.len + 1;
	}
	r->meta = (struct meta){.title = arena_str(a, str_of(title)),
				.region = STR("云溪区"),
				.kind = KIND_WORK_REPORT,
				.date = STR("2024-01-15"),
				.year = (uint16_t)year,
				.review_year = (uint16_t)(year - 1),
				.year_inferred = true,
				.speaker = STR("区长 甲"),
				.source = STR("云溪发布")};
}

/* A source with a made-up hash: `n` in hex. */
static inline struct report_source make_source(struct arena *a,
					       const char *path, unsigned n)
{
	struct report_source s = {.path = arena_str(a, str_of(path)),
				  .size = 100};
	const char *slash = strrchr(path, '/');

	s.file = str_of(slash ? slash + 1 : path);
	snprintf(s.sha256, sizeof(s.sha256), "%064x", n);
	return s;
}

static inline int64_t put_report(struct library *lib, struct arena *a,
				 const char *path, const char *text, unsigned n)
{
	struct report r;
	struct report_source s = make_source(a, path, n);
	enum put_result result;
	int64_t id;

	make_report(&r, a, text, path, 2000 + n % 50);
	assert_true(reports_put(lib, &r, &s, &result, &id, NULL));
	return id;
}

static inline bool same_report(const struct report *a, const struct report *b)
{
	bool same = str_eq(a->text.bytes, b->text.bytes) &&
		    a->text.n_cps == b->text.n_cps &&
		    a->text.n_replaced == b->text.n_replaced &&
		    a->paras.n == b->paras.n &&
		    a->sections.n == b->sections.n &&
		    str_eq(a->meta.title, b->meta.title) &&
		    str_eq(a->meta.region, b->meta.region) &&
		    a->meta.kind == b->meta.kind &&
		    str_eq(a->meta.date, b->meta.date) &&
		    a->meta.year == b->meta.year &&
		    a->meta.review_year == b->meta.review_year &&
		    a->meta.year_inferred == b->meta.year_inferred &&
		    str_eq(a->meta.speaker, b->meta.speaker) &&
		    str_eq(a->meta.source, b->meta.source);

	for (size_t i = 0; same && i < a->paras.n; i++) {
		const struct para *p = &a->paras.items[i],
				  *q = &b->paras.items[i];

		same = p->off == q->off && p->len == q->len &&
		       p->kind == q->kind;
	}
	for (size_t i = 0; same && i < a->sections.n; i++) {
		const struct section *s = &a->sections.items[i],
				     *t = &b->sections.items[i];

		same = s->off == t->off && s->len == t->len &&
		       s->parent == t->parent && s->level == t->level &&
		       s->time == t->time && s->run_in == t->run_in &&
		       str_eq(s->title, t->title);
	}
	return same;
}
