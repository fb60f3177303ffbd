/*
 * The sentence that a figure stands in, without loading the report: its
 * paragraph is found by halves over the rows, which lie in the order of their
 * offsets.
 */
#include <sqlite3.h>

#include "core/base/utf8.h"
#include "core/wrap.h"

#include "db/conn.h"
#include "db/reports.h"
#include "db/series.h"
#include "db/stmt.h"

enum { PATH_MAX_DEPTH = 16 };

struct look {
	struct conn *c;
	struct arena *a;
	int64_t id;
	struct evidence *out;
};

/* Where paragraph row `n` starts: 1, 0 when there is none, -1 on failure. */
static int off_of(struct look *l, int64_t n, int64_t *off, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(l->c, STMT_PARAGRAPH_OFF, err);
	int rc;

	if (!st)
		return -1;
	stmt_int(l->c, st, ":id", l->id);
	stmt_int(l->c, st, ":n", n);
	rc = stmt_step(l->c, st, err);
	if (rc == 1) {
		*off = stmt_col_int(st, 0);
		stmt_done(st);
	}
	return rc;
}

/* The last paragraph that starts at or before `want`. */
static bool find_paragraph(struct look *l, uint32_t want, int64_t *n,
			   struct error *err)
{
	int64_t low = 1, high = REPORT_PARAS_MAX + 1, off;

	/* [low, high) holds the first one that starts behind */
	while (low < high) {
		int64_t mid = low + (high - low) / 2;
		int rc = off_of(l, mid, &off, err);

		if (rc < 0)
			return false;
		if (rc == 1 && off <= (int64_t)want)
			low = mid + 1;
		else
			high = mid;
	}
	*n = low - 1;
	return true;
}

static uint32_t count_cp(struct str s)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* The sentence out of the stretch of its paragraph; false when it does not
 * lie in it. */
static bool cut(struct look *l, const struct metric *m, int64_t off, int64_t cp,
		struct str text)
{
	struct evidence *e = l->out;
	size_t from, at;
	struct str s;

	if (off < 0 || off > (int64_t)m->sentence.off || cp < 0 ||
	    cp > UINT32_MAX || m->off < m->sentence.off)
		return false;
	from = m->sentence.off - (size_t)off;
	at = m->off - (size_t)off;
	if (m->sentence.len > text.len || from > text.len - m->sentence.len ||
	    m->len > text.len || at > text.len - m->len ||
	    at + m->len > from + m->sentence.len)
		return false;
	s = str_sub(text, from, from + m->sentence.len);
	e->off = m->off;
	e->len = m->len;
	e->cp = (uint32_t)cp + count_cp(str_sub(text, 0, at));
	e->value = wrap_join(l->a, str_sub(text, at, at + m->len));
	e->sentence = wrap_join(l->a, s);
	e->value_at = (uint32_t)wrap_join(l->a, str_sub(text, from, at)).len;
	return e->value_at <= e->sentence.len && utf8_is_valid(e->sentence) &&
	       utf8_is_valid(e->value);
}

static bool load_sentence(struct look *l, const struct metric *m,
			  struct error *err)
{
	struct sqlite3_stmt *st;
	struct str text;
	int64_t n, off, cp;
	int rc;

	if (!find_paragraph(l, m->sentence.off, &n, err))
		return false;
	st = stmt_use(l->c, STMT_PARAGRAPH, err);
	if (!st)
		return false;
	stmt_int(l->c, st, ":id", l->id);
	stmt_int(l->c, st, ":n", n);
	rc = stmt_step(l->c, st, err);
	if (rc < 0)
		return false;
	if (rc == 0)
		return conn_corrupt(l->c, err);
	off = stmt_col_int(st, 0);
	cp = stmt_col_int(st, 1);
	text = stmt_col_bytes(st, 2, l->a);
	stmt_done(st);
	return cut(l, m, off, cp, text) ? true : conn_corrupt(l->c, err);
}

/* Titles from the outermost section inwards. */
static bool load_path(struct look *l, uint32_t section, struct error *err)
{
	struct str path = STR_NULL;
	int64_t n = section == SECTION_NONE ? 0 : (int64_t)section + 1;
	struct sqlite3_stmt *st;
	struct buf b;

	for (int depth = 0; n > 0 && depth < PATH_MAX_DEPTH; depth++) {
		int rc;

		st = stmt_use(l->c, STMT_SECTION, err);
		if (!st)
			return false;
		stmt_int(l->c, st, ":id", l->id);
		stmt_int(l->c, st, ":n", n);
		rc = stmt_step(l->c, st, err);
		if (rc < 0)
			return false;
		if (rc == 0)
			return conn_corrupt(l->c, err);
		buf_init(&b, l->a);
		buf_add(&b, stmt_col_text(st, 1, l->a));
		buf_addz(&b, path.len ? " › " : "");
		buf_add(&b, path);
		path = buf_str(&b);
		/* a parent stands before its sections */
		n = stmt_col_int(st, 0) < n ? stmt_col_int(st, 0) : 0;
		stmt_done(st);
	}
	l->out->section = path;
	return true;
}

bool evidence_load(struct library *lib, struct arena *a,
		   const struct series_source *source, const struct metric *m,
		   struct evidence *out, struct error *err)
{
	struct look l = {library_conn(lib), a, source->id, out};

	*out = (struct evidence){.id = source->id, .title = source->title};
	return load_sentence(&l, m, err) && load_path(&l, m->section, err);
}
