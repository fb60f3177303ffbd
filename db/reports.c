/*
 * Reports going in, the list of them, and taking them out. How one is read
 * back is in load.c.
 */
#include "db/reports.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/hand.h"
#include "db/index.h"
#include "db/sound.h"
#include "db/stmt.h"

enum { PLACE_BITS = 24 };
static_assert(REPORT_PARAS_MAX < 1 << PLACE_BITS, "ids hold the place");
static const int64_t REPORT_ID_MAX = ((int64_t)1 << (62 - PLACE_BITS)) - 1;

/* The id that a statement with one row gives, 0 when it gives none. */
static bool find_id(struct conn *c, struct sqlite3_stmt *st, int64_t *id,
		    struct error *err)
{
	int rc = stmt_step(c, st, err);

	*id = rc == 1 ? stmt_col_int(st, 0) : 0;
	if (rc == 1)
		stmt_done(st);
	return rc >= 0;
}

static bool find_hash(struct conn *c, const char *sha256, int64_t *id,
		      struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_BY_HASH, err);

	*id = 0;
	if (!st)
		return false;
	stmt_text(c, st, ":sha256", str_of(sha256));
	return find_id(c, st, id, err);
}

static bool find_path(struct conn *c, struct str path, int64_t *id,
		      struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_BY_PATH, err);

	if (!st)
		return false;
	stmt_blob(c, st, ":path", path);
	return find_id(c, st, id, err);
}

int64_t reports_by_hash(struct library *lib, const char *sha256,
			struct error *err)
{
	int64_t id;

	if (err)
		error_clear(err);
	find_hash(library_conn(lib), sha256, &id, err);
	return id;
}

static void bind_meta(struct conn *c, struct sqlite3_stmt *st,
		      const struct meta *m)
{
	stmt_text(c, st, ":title", m->title);
	stmt_text(c, st, ":region", m->region);
	stmt_int(c, st, ":kind", m->kind);
	stmt_text(c, st, ":date", m->date);
	stmt_int(c, st, ":year", m->year);
	stmt_int(c, st, ":review_year", m->review_year);
	stmt_int(c, st, ":year_inferred", m->year_inferred);
	stmt_text(c, st, ":speaker", m->speaker);
	stmt_text(c, st, ":source", m->source);
}

/* All that reading the text tells. */
static void bind_read(struct conn *c, struct sqlite3_stmt *st,
		      const struct report *r)
{
	bind_meta(c, st, &r->meta);
	stmt_int(c, st, ":text_len", (int64_t)r->text.bytes.len);
	stmt_int(c, st, ":n_replaced", r->text.n_replaced);
	stmt_int(c, st, ":n_paras", (int64_t)r->paras.n);
	stmt_int(c, st, ":n_sections", (int64_t)r->sections.n);
}

/* What a put is about, for its steps. */
struct put {
	struct conn *c;
	const struct report *r;
	const struct report_source *source;
	struct arena *tmp;
	int64_t id; /* 0: a new one */
};

/* The report's own row, new or in place of the old one. */
static bool put_row(struct put *p, struct error *err)
{
	struct conn *c = p->c;
	struct sqlite3_stmt *st =
		stmt_use(c, p->id ? STMT_REPORT_REPLACE : STMT_REPORT_ADD, err);

	if (!st)
		return false;
	if (p->id)
		stmt_int(c, st, ":id", p->id);
	stmt_blob(c, st, ":path", p->source->path);
	stmt_text(c, st, ":file", stmt_repair(p->tmp, p->source->file));
	stmt_text(c, st, ":sha256", str_of(p->source->sha256));
	stmt_int(c, st, ":size", p->source->size);
	stmt_int(c, st, ":imported", (int64_t)time(NULL));
	bind_read(c, st, p->r);
	if (!stmt_run(c, st, err))
		return false;
	if (!p->id)
		p->id = sqlite3_last_insert_rowid(c->sql);
	/* only a stranger's library has counted that far */
	return p->id <= REPORT_ID_MAX ? true : conn_corrupt(c, err);
}

/* A row of the text: paragraph i (from 0), or what stands before the first
 * (i = -1). */
static bool put_stretch(struct put *p, int64_t i, uint32_t off, uint32_t end,
			struct error *err)
{
	const struct para *para = i < 0 ? NULL : &p->r->paras.items[i];
	struct sqlite3_stmt *st = stmt_use(p->c, STMT_PARAGRAPH_ADD, err);

	if (!st)
		return false;
	stmt_int(p->c, st, ":id", p->id << PLACE_BITS | (i + 1));
	stmt_int(p->c, st, ":off", off);
	stmt_int(p->c, st, ":cp", text_cp(&p->r->text, off));
	stmt_int(p->c, st, ":len", para ? para->len : 0);
	stmt_int(p->c, st, ":kind", para ? (int64_t)para->kind : -1);
	stmt_text(p->c, st, ":text", str_sub(p->r->text.bytes, off, end));
	return stmt_run(p->c, st, err);
}

static bool put_text(struct put *p, struct error *err)
{
	const struct report *r = p->r;
	uint32_t len = (uint32_t)r->text.bytes.len;
	uint32_t first = r->paras.n ? r->paras.items[0].off : len;

	if (first > 0 && !put_stretch(p, -1, 0, first, err))
		return false;
	for (size_t i = 0; i < r->paras.n; i++) {
		uint32_t end =
			i + 1 < r->paras.n ? r->paras.items[i + 1].off : len;

		if (!put_stretch(p, (int64_t)i, r->paras.items[i].off, end,
				 err))
			return false;
	}
	return true;
}

static bool put_section(struct put *p, size_t i, struct error *err)
{
	const struct section *s = &p->r->sections.items[i];
	struct sqlite3_stmt *st = stmt_use(p->c, STMT_SECTION_ADD, err);

	if (!st)
		return false;
	stmt_int(p->c, st, ":id", p->id << PLACE_BITS | (int64_t)(i + 1));
	stmt_int(p->c, st, ":off", s->off);
	stmt_int(p->c, st, ":cp", text_cp(&p->r->text, s->off));
	stmt_int(p->c, st, ":len", s->len);
	stmt_int(p->c, st, ":level", s->level);
	stmt_int(p->c, st, ":parent",
		 s->parent == SECTION_NONE ? 0 : (int64_t)s->parent + 1);
	stmt_int(p->c, st, ":time", s->time);
	stmt_int(p->c, st, ":run_in", s->run_in);
	stmt_text(p->c, st, ":title", s->title);
	return stmt_run(p->c, st, err);
}

static bool run_with_id(struct conn *c, enum stmt_id stmt, int64_t id,
			struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(c, stmt, err);

	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	return stmt_run(c, st, err);
}

static bool remove_parts(struct conn *c, int64_t id, struct error *err)
{
	return run_with_id(c, STMT_PARAGRAPHS_REMOVE, id, err) &&
	       run_with_id(c, STMT_SECTIONS_REMOVE, id, err) &&
	       run_with_id(c, STMT_METRICS_REMOVE, id, err) &&
	       run_with_id(c, STMT_MASKED_REMOVE, id, err);
}

static bool put_parts(struct put *p, struct error *err)
{
	if (!put_text(p, err))
		return false;
	for (size_t i = 0; i < p->r->sections.n; i++)
		if (!put_section(p, i, err))
			return false;
	return true;
}

/* A plain text has no row. */
static bool put_origin(struct put *p, struct error *err)
{
	const struct report_source *s = p->source;
	struct sqlite3_stmt *st;

	if (!run_with_id(p->c, STMT_ORIGIN_REMOVE, p->id, err))
		return false;
	if (!s->encoding.len && !s->facts.len)
		return true;
	st = stmt_use(p->c, STMT_ORIGIN_ADD, err);
	if (!st)
		return false;
	stmt_int(p->c, st, ":id", p->id);
	stmt_text(p->c, st, ":encoding", s->encoding);
	stmt_text(p->c, st, ":editor", p->r->meta.editor);
	stmt_blob(p->c, st, ":facts", s->facts);
	return stmt_run(p->c, st, err);
}

/* Is there a report of this content that is to be left as it is? One that is
 * read anew keeps its place, unless another one has come from the path. */
static bool is_settled(struct put *p, bool *settled, struct error *err)
{
	int64_t other;

	*settled = p->id && !p->source->anew;
	if (!p->id || *settled)
		return true;
	if (!find_path(p->c, p->source->path, &other, err))
		return false;
	*settled = other && other != p->id;
	return true;
}

static bool put_all(struct put *p, enum put_result *result, struct error *err)
{
	bool settled;

	if (!find_hash(p->c, p->source->sha256, &p->id, err))
		return false;
	*result = PUT_UNCHANGED;
	if (!is_settled(p, &settled, err))
		return false;
	if (settled)
		return true;
	if (!p->id && !find_path(p->c, p->source->path, &p->id, err))
		return false;
	*result = p->id ? PUT_REPLACED : PUT_ADDED;
	if (p->id && !index_forget(p->c, p->id, err))
		return false;
	/* A new report clears its range, too: rows without a report can be
	 * there in a library that was damaged. */
	if (!put_row(p, err) || !remove_parts(p->c, p->id, err) ||
	    !put_origin(p, err) || !put_parts(p, err))
		return false;
	index_want(p->c, p->id);
	return true;
}

static bool is_storable(const struct report *r, struct str path,
			struct error *err)
{
	char name[128];
	const char *file = name;
	struct arena a = {0};

	conn_name(arena_cstr(&a, path), name);
	arena_release(&a);
	if (r->paras.n > REPORT_PARAS_MAX || r->sections.n > REPORT_PARAS_MAX)
		return error_set(err, ERR_LIMIT,
				 N_("%s has too many paragraphs"),
				 ERR_ARGS_1(file));
	if (!report_is_sound(r))
		return error_set(
			err, ERR_FORMAT,
			N_("%s was not understood: its parts do not fit together"),
			ERR_ARGS_1(file));
	return true;
}

bool reports_put(struct library *lib, const struct report *r,
		 const struct report_source *source, enum put_result *result,
		 int64_t *id, struct error *err)
{
	struct arena tmp = {0};
	struct put p = {library_conn(lib), r, source, &tmp, 0};
	struct scope scope;
	bool ok;

	if (!is_storable(r, source->file, err) ||
	    !conn_enter(p.c, &scope, true, err))
		return false;
	ok = conn_leave(p.c, &scope, put_all(&p, result, err), err);
	arena_release(&tmp);
	*id = ok ? p.id : 0;
	return ok;
}

static bool reread(struct put *p, struct error *err)
{
	struct sqlite3_stmt *st;
	bool same;

	if (!index_is_same(p->c, p->id, p->r, &same, err) ||
	    (!same && !index_forget(p->c, p->id, err)))
		return false;
	if (!same)
		index_want(p->c, p->id);
	st = stmt_use(p->c, STMT_REPORT_REREAD, err);
	if (!st)
		return false;
	stmt_int(p->c, st, ":id", p->id);
	bind_read(p->c, st, p->r);
	return stmt_run(p->c, st, err) && remove_parts(p->c, p->id, err) &&
	       put_parts(p, err);
}

bool reports_reread(struct library *lib, int64_t id, const struct report *r,
		    struct error *err)
{
	struct put p = {.c = library_conn(lib), .r = r, .id = id};
	struct scope scope;

	return is_storable(r, r->meta.title, err) &&
	       conn_enter(p.c, &scope, true, err) &&
	       conn_leave(p.c, &scope, reread(&p, err), err);
}

int64_t reports_by_path(struct library *lib, struct str path, struct error *err)
{
	int64_t id = 0;

	find_path(library_conn(lib), path, &id, err);
	return id;
}

/* Words without blanks at either end; blanks alone filter nothing. */
static struct str words_of(const struct report_filter *filter)
{
	return str_trim(filter->words);
}

bool reports_count(struct library *lib, const struct report_filter *filter,
		   uint32_t *count, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct str words = words_of(filter);
	struct sqlite3_stmt *st = stmt_use(
		c, words.len ? STMT_COUNT_MATCHING : STMT_COUNT_ALL, err);

	*count = 0;
	if (!st)
		return false;
	if (words.len)
		stmt_text(c, st, ":words", words);
	if (stmt_step(c, st, err) != 1)
		return false;
	*count = stmt_col_u32(st, 0, UINT32_MAX);
	stmt_done(st);
	return true;
}

static void read_row(struct sqlite3_stmt *st, struct arena *a,
		     struct report_row *row)
{
	row->id = stmt_col_int(st, 0);
	row->path = stmt_col_bytes(st, 1, a);
	row->file = stmt_col_text(st, 2, a);
	row->title = stmt_col_text(st, 3, a);
	row->region = stmt_col_text(st, 4, a);
	row->date = stmt_col_text(st, 5, a);
	row->speaker = stmt_col_text(st, 6, a);
	row->source = stmt_col_text(st, 7, a);
	row->kind = stmt_col_u32(st, 8, KIND_COUNT - 1);
	row->year = (uint16_t)stmt_col_u32(st, 9, UINT16_MAX);
	row->review_year = (uint16_t)stmt_col_u32(st, 10, UINT16_MAX);
	row->n_sections = stmt_col_u32(st, 11, UINT32_MAX);
	row->n_metrics = stmt_col_u32(st, 12, UINT32_MAX);
	row->n_replaced = stmt_col_u32(st, 13, UINT32_MAX);
	row->sha256 = stmt_col_text(st, 14, a);
	row->by_hand = stmt_col_u32(st, 15, HAND_ALL);
	row->encoding = stmt_col_text(st, 16, a);
	row->editor = stmt_col_text(st, 17, a);
}

bool reports_page(struct library *lib, struct arena *a,
		  const struct report_filter *filter, uint32_t from,
		  uint32_t most, struct report_rows *rows, struct error *err)
{
	struct conn *c = library_conn(lib);
	enum report_order order =
		filter->order < ORDER_COUNT ? filter->order : ORDER_YEAR;
	struct sqlite3_stmt *st =
		stmt_use(c, STMT_PAGE + 2 * order + filter->reverse, err);
	int rc;

	if (!st)
		return false;
	stmt_text(c, st, ":words", words_of(filter));
	stmt_int(c, st, ":from", from);
	stmt_int(c, st, ":most", most);
	while ((rc = stmt_step(c, st, err)) == 1)
		read_row(st, a, ARRAY_PUSH(a, rows));
	return rc == 0;
}

static bool not_there(int64_t id, struct error *err)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)id);
	return error_set(err, ERR_NOT_FOUND,
			 N_("there is no report %s in the library"),
			 ERR_ARGS_1(number));
}

bool reports_get(struct library *lib, struct arena *a, int64_t id,
		 struct report_row *row, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st = stmt_use(c, STMT_REPORT_GET, err);
	int rc;

	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	rc = stmt_step(c, st, err);
	if (rc != 1)
		return rc == 0 ? not_there(id, err) : false;
	read_row(st, a, row);
	stmt_done(st);
	return true;
}

bool reports_facts(struct library *lib, struct arena *a, int64_t id,
		   struct str *facts, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct sqlite3_stmt *st = stmt_use(c, STMT_ORIGIN, err);
	int rc;

	*facts = STR("");
	if (!st)
		return false;
	stmt_int(c, st, ":id", id);
	rc = stmt_step(c, st, err);
	if (rc == 1) {
		*facts = stmt_col_bytes(st, 0, a);
		stmt_done(st);
	}
	return rc >= 0;
}

static bool remove_all(struct conn *c, int64_t id, struct error *err)
{
	if (!index_forget(c, id, err) ||
	    !run_with_id(c, STMT_ORIGIN_REMOVE, id, err) ||
	    !run_with_id(c, STMT_REPORT_REMOVE, id, err))
		return false;
	if (sqlite3_changes(c->sql) == 0)
		return not_there(id, err);
	return remove_parts(c, id, err);
}

bool reports_remove(struct library *lib, int64_t id, struct error *err)
{
	struct conn *c = library_conn(lib);
	struct scope scope;

	return conn_enter(c, &scope, true, err) &&
	       conn_leave(c, &scope, remove_all(c, id, err), err);
}
