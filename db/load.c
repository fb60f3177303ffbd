/*
 * Reading a report back. The rows are taken for a stranger's: the paragraph
 * rows must join to the length that the report's row tells, in order and
 * without a gap, before the whole is looked at once more by report_is_sound.
 */
#include <sqlite3.h>

#include "db/conn.h"
#include "db/reports.h"
#include "db/sound.h"
#include "db/stmt.h"

enum {
	LEVEL_MAX = UINT8_MAX,
	/* a byte that is no UTF-8 becomes three */
	TEXT_LEN_MAX = 3 * TEXT_FILE_MAX,
	BOM_LEN = 3
};

/* What the report's row says. */
struct sizes {
	int64_t text_len, n_paras, n_sections, n_replaced;
};

struct load {
	struct conn *c;
	struct arena *a;
	int64_t id;
	struct report *r;
	struct sizes want;
	char *text;	 /* text_len bytes, behind a byte order mark */
	int64_t len, cp; /* filled so far */
};

static bool load_sizes(struct load *l, struct error *err)
{
	struct sizes *w = &l->want;
	struct sqlite3_stmt *st = stmt_use(l->c, STMT_REPORT_SIZES, err);

	if (!st)
		return false;
	stmt_int(l->c, st, ":id", l->id);
	if (stmt_step(l->c, st, err) != 1)
		return false;
	w->text_len = stmt_col_int(st, 0);
	w->n_paras = stmt_col_int(st, 1);
	w->n_sections = stmt_col_int(st, 2);
	w->n_replaced = stmt_col_int(st, 3);
	l->r->meta.year_inferred = stmt_col_int(st, 4) != 0;
	stmt_done(st);
	if (w->text_len < 0 || w->text_len > TEXT_LEN_MAX || w->n_paras < 0 ||
	    w->n_paras > REPORT_PARAS_MAX || w->n_sections < 0 ||
	    w->n_sections > REPORT_PARAS_MAX || w->n_replaced < 0 ||
	    w->n_replaced > w->text_len)
		return conn_corrupt(l->c, err);
	return true;
}

/* One row of paragraph: n, off, cp, len, kind, text. False when it does not
 * fit behind what is there. */
static bool take_stretch(struct load *l, struct sqlite3_stmt *st)
{
	struct str s = stmt_col_peek(st, 5);
	int64_t n = stmt_col_int(st, 0), len = stmt_col_int(st, 3),
		kind = stmt_col_int(st, 4);
	struct para *p;

	if (stmt_col_int(st, 1) != l->len || stmt_col_int(st, 2) != l->cp ||
	    s.len == 0 || (int64_t)s.len > l->want.text_len - l->len)
		return false;
	memcpy(l->text + l->len, s.p, s.len);
	l->len += (int64_t)s.len;
	for (size_t i = 0; i < s.len; i++)
		l->cp += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	if (n == 0)
		return kind == -1 && len == 0;
	if (n != (int64_t)l->r->paras.n + 1 || kind < 0 ||
	    kind >= PARA_KIND_COUNT || len < 1 || len > (int64_t)s.len)
		return false;
	p = ARRAY_PUSH(l->a, &l->r->paras);
	p->off = (uint32_t)(l->len - (int64_t)s.len);
	p->len = (uint32_t)len;
	p->kind = (enum para_kind)kind;
	return true;
}

static bool load_text(struct load *l, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(l->c, STMT_PARAGRAPHS, err);
	size_t size = (size_t)l->want.text_len + BOM_LEN;
	char *raw;
	int rc;

	if (!st)
		return false;
	/* text_load takes one byte order mark off; it must not be the text's */
	raw = arena_alloc(l->a, size);
	memcpy(raw, "\xef\xbb\xbf", BOM_LEN);
	l->text = raw + BOM_LEN;
	stmt_int(l->c, st, ":id", l->id);
	while ((rc = stmt_step(l->c, st, err)) == 1)
		if (!take_stretch(l, st)) {
			stmt_done(st);
			return conn_corrupt(l->c, err);
		}
	if (rc < 0)
		return false;
	if (l->len != l->want.text_len ||
	    (int64_t)l->r->paras.n != l->want.n_paras)
		return conn_corrupt(l->c, err);
	text_load(&l->r->text, l->a, str_n(raw, size));
	/* bytes that are no UTF-8: the rows were not made by us */
	if (l->r->text.n_replaced)
		return conn_corrupt(l->c, err);
	l->r->text.n_replaced = (uint32_t)l->want.n_replaced;
	return true;
}

/* One row of section: n, off, len, level, parent, time, run_in, title, cp. */
static bool take_section(struct load *l, struct sqlite3_stmt *st)
{
	int64_t off = stmt_col_int(st, 1), len = stmt_col_int(st, 2),
		level = stmt_col_int(st, 3), parent = stmt_col_int(st, 4),
		time = stmt_col_int(st, 5);
	struct section *s;

	if (stmt_col_int(st, 0) != (int64_t)l->r->sections.n + 1 || off < 0 ||
	    off > l->len ||
	    stmt_col_int(st, 8) != text_cp(&l->r->text, (uint32_t)off) ||
	    len < 0 || len > l->len - off || level < 1 || level > LEVEL_MAX ||
	    parent < 0 || parent > (int64_t)l->r->sections.n || time < 0 ||
	    time >= SECTION_TIME_COUNT)
		return false;
	s = ARRAY_PUSH(l->a, &l->r->sections);
	s->off = (uint32_t)off;
	s->len = (uint32_t)len;
	s->level = (uint8_t)level;
	s->parent = parent ? (uint32_t)parent - 1 : SECTION_NONE;
	s->time = (uint8_t)time;
	s->run_in = stmt_col_int(st, 6) != 0;
	s->title = stmt_col_text(st, 7, l->a);
	return true;
}

static bool load_sections(struct load *l, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(l->c, STMT_SECTIONS, err);
	int rc;

	if (!st)
		return false;
	stmt_int(l->c, st, ":id", l->id);
	while ((rc = stmt_step(l->c, st, err)) == 1)
		if (!take_section(l, st)) {
			stmt_done(st);
			return conn_corrupt(l->c, err);
		}
	if (rc < 0)
		return false;
	if ((int64_t)l->r->sections.n != l->want.n_sections)
		return conn_corrupt(l->c, err);
	return true;
}

static bool load_meta(struct load *l, struct library *lib, struct error *err)
{
	struct report_row row = {0};
	struct meta *m = &l->r->meta;

	if (!reports_get(lib, l->a, l->id, &row, err))
		return false;
	m->title = row.title;
	m->region = row.region;
	m->kind = row.kind;
	m->date = row.date;
	m->year = row.year;
	m->review_year = row.review_year;
	m->speaker = row.speaker;
	m->source = row.source;
	m->editor = row.editor;
	return true;
}

static bool load_all(struct load *l, struct library *lib, struct error *err)
{
	if (!load_meta(l, lib, err) || !load_sizes(l, err) ||
	    !load_text(l, err) || !load_sections(l, err))
		return false;
	return report_is_sound(l->r) ? true : conn_corrupt(l->c, err);
}

bool reports_load(struct library *lib, struct arena *a, int64_t id,
		  struct report *r, struct error *err)
{
	struct load l = {.c = library_conn(lib), .a = a, .id = id, .r = r};
	struct scope scope;

	*r = (struct report){0};
	/* one view of the rows, while somebody else may replace them */
	return conn_enter(l.c, &scope, false, err) &&
	       conn_leave(l.c, &scope, load_all(&l, lib, err), err);
}
