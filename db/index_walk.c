/* Walking a report for the search index. */
#include "db/index_walk.h"

#include "core/base/fold.h"
#include "core/base/utf8.h"

#include "db/stmt.h"

enum { CHARS_ALL = 0x110000 };

/* FNV-1a. */
static uint64_t add_sum(uint64_t sum, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		sum = (sum ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return (sum ^ 0xff) * 0x100000001b3u;
}

static void start(struct index_walk *w)
{
	w->seen = arena_calloc(&w->chars, CHARS_ALL / 64, sizeof(*w->seen));
	w->totals = (struct index_totals){.sum = 0xcbf29ce484222325u};
}

static void see_chars(struct index_walk *w, struct str folded)
{
	size_t n;

	for (size_t i = 0; i < folded.len; i += n) {
		uint32_t cp = utf8_decode(folded, i, &n);

		w->seen[cp / 64] |= (uint64_t)1 << cp % 64;
		w->totals.chars++;
	}
}

struct str index_walk_chars(struct index_walk *w)
{
	struct buf b;

	buf_init(&b, &w->chars);
	for (uint32_t i = 0; i < CHARS_ALL / 64; i++)
		for (uint64_t bits = w->seen[i]; bits; bits &= bits - 1)
			buf_add_cp(&b,
				   i * 64 + (uint32_t)__builtin_ctzll(bits));
	return buf_str(&b);
}

void index_walk_release(struct index_walk *w)
{
	arena_release(&w->chars);
	arena_release(&w->scratch);
}

static void add_heading(struct index_walk *w, struct buf *out, struct str s)
{
	struct folded f;

	/* a stranger's offsets may cut a character */
	fold(&f, &w->scratch, stmt_repair(&w->scratch, s));
	if (f.bytes.len && out->len)
		buf_addc(out, '\n');
	buf_add(out, f.bytes);
}

/* Paragraph n; what is in w->scratch ends with it. */
static bool take_para(struct index_walk *w, uint32_t n, struct str text,
		      struct str heading, struct error *err)
{
	struct index_para p = {.n = n, .heading = heading};
	struct folded f;

	fold(&f, &w->scratch, text);
	p.folded = f.bytes;
	see_chars(w, p.folded);
	w->totals.sum = add_sum(w->totals.sum, p.folded);
	w->totals.sum = add_sum(w->totals.sum, p.heading);
	return !w->para || w->para(w->data, &p, err);
}

/* The sections' statement, and the row it stands on. */
struct heads {
	struct sqlite3_stmt *st;
	int rc;
	int64_t off, len;
};

static void next_head(struct conn *c, struct heads *h, struct error *err)
{
	h->rc = stmt_step(c, h->st, err);
	if (h->rc == 1) {
		h->off = stmt_col_int(h->st, 1);
		h->len = stmt_col_int(h->st, 2);
	}
}

/* A row of STMT_PARAGRAPHS: n, off, cp, len, kind, text. */
static bool take_row(struct index_walk *w, struct sqlite3_stmt *st,
		     struct heads *h, struct error *err)
{
	struct str text = stmt_col_peek(st, 5);
	int64_t n = stmt_col_int(st, 0), off = stmt_col_int(st, 1),
		len = stmt_col_int(st, 3), end;
	struct buf b;

	if (n == 0)
		return true;
	if (len < 0 || len > (int64_t)text.len)
		return conn_corrupt(w->c, err);
	text.len = (size_t)len;
	/* a stranger's rows may hold what is no UTF-8 */
	text = stmt_repair(&w->scratch, text);
	end = off + len;
	buf_init(&b, &w->scratch);
	if (stmt_col_int(st, 4) == PARA_TITLE)
		add_heading(w, &b, text);
	for (; h->rc == 1 && h->off < end; next_head(w->c, h, err))
		if (h->off >= off && h->len >= 0)
			add_heading(w, &b,
				    str_sub(text, (size_t)(h->off - off),
					    (size_t)(h->off - off + h->len)));
	return h->rc >= 0 && take_para(w, (uint32_t)n, text, buf_str(&b), err);
}

bool index_walk_rows(struct index_walk *w, int64_t id, struct error *err)
{
	struct heads h = {.st = stmt_use(w->c, STMT_SECTIONS, err)};
	struct sqlite3_stmt *st = stmt_use(w->c, STMT_PARAGRAPHS, err);
	int rc = -1;
	bool ok = true;

	start(w);
	if (!st || !h.st)
		return false;
	stmt_int(w->c, st, ":id", id);
	stmt_int(w->c, h.st, ":id", id);
	next_head(w->c, &h, err);
	while (ok && (rc = stmt_step(w->c, st, err)) == 1) {
		ok = take_row(w, st, &h, err);
		arena_reset(&w->scratch);
	}
	stmt_done(st);
	stmt_done(h.st);
	return ok && rc == 0 && h.rc >= 0;
}

void index_walk_report(struct index_walk *w, const struct report *r)
{
	size_t s = 0;

	start(w);
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];
		uint32_t end = p->off + p->len;
		struct str text = str_sub(r->text.bytes, p->off, end);
		struct buf b;

		buf_init(&b, &w->scratch);
		if (p->kind == PARA_TITLE)
			add_heading(w, &b, text);
		for (; s < r->sections.n && r->sections.items[s].off < end;
		     s++) {
			const struct section *h = &r->sections.items[s];

			if (h->off >= p->off)
				add_heading(w, &b,
					    str_sub(text, h->off - p->off,
						    (size_t)h->off - p->off +
							    h->len));
		}
		take_para(w, (uint32_t)i + 1, text, buf_str(&b), NULL);
		arena_reset(&w->scratch);
	}
}
