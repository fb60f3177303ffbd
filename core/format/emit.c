/*
 * The page as a text: paragraphs parted by an empty line, the cells of a row
 * by tabs. Boilerplate stays in its place and is told as asides.
 */
#include "core/format/page.h"

enum { CELL_MAX = 120 }; /* characters: a longer one is no table's */

struct emit {
	struct page *p;
	struct reading *r;
	struct buf *out;
	bool aside; /* the last line was one */
};

/* How many lines from `i` on are the cells of one row, one line each. */
static size_t row_length(const struct page *p, size_t i)
{
	const struct page_line *l = p->lines.items;
	size_t n = 1;

	if (l[i].row == PAGE_NO_ROW || !l[i].keep || l[i].cps > CELL_MAX)
		return 1;
	while (i + n < p->lines.n && l[i + n].row == l[i].row &&
	       l[i + n].keep && l[i + n].cps <= CELL_MAX) {
		if (l[i + n].cell == l[i + n - 1].cell)
			return 1; /* a cell of several lines */
		n++;
	}
	return n;
}

static void add_aside(struct emit *e, size_t from)
{
	size_t n = e->r->asides.n;
	struct reading_aside *s;

	if (e->aside) {
		s = &e->r->asides.items[n - 1];
		s->len = (uint32_t)e->out->len - s->off;
		return;
	}
	s = ARRAY_PUSH(e->p->a, &e->r->asides);
	s->off = (uint32_t)from;
	s->len = (uint32_t)(e->out->len - from);
}

static void add_head(struct emit *e, size_t i, size_t from)
{
	const struct page_line *l = &e->p->lines.items[i];
	struct reading_head *h;

	if (!l->keep || (!l->level && i != e->p->title_line))
		return;
	h = ARRAY_PUSH(e->p->a, &e->r->heads);
	h->off = (uint32_t)from;
	h->level = i == e->p->title_line ? 0 : l->level;
}

static void add_lines(struct emit *e, size_t i, size_t n)
{
	const struct page_line *l = &e->p->lines.items[i];
	size_t from;

	if (e->out->len)
		buf_addz(e->out,
			 l->soft && l->keep == !e->aside ? "\n" : "\n\n");
	from = e->out->len;
	for (size_t k = 0; k < n; k++) {
		if (k)
			buf_addc(e->out, '\t');
		buf_add(e->out, page_str(e->p, &l[k]));
	}
	add_head(e, i, from);
	if (!l->keep)
		add_aside(e, from);
	e->aside = !l->keep;
}

/* Without the site's name behind a bar. */
static struct str plain_title(struct str s)
{
	static const char *const BARS[] = {"_", "|", "－", " - ", "—", "-"};

	for (size_t i = 0; i < COUNT_OF(BARS); i++) {
		ptrdiff_t at = str_find(s, str_of(BARS[i]), 0);

		if (at > 0)
			return str_trim(str_sub(s, 0, (size_t)at));
	}
	return s;
}

void page_emit(struct page *p, struct reading *r, struct buf *out)
{
	struct emit e = {.p = p, .r = r, .out = out};

	for (size_t i = 0, n; i < p->lines.n; i += n) {
		n = row_length(p, i);
		add_lines(&e, i, n);
	}
	if (p->whole)
		return;
	r->title = p->meta_title.len ? p->meta_title : plain_title(p->title);
	r->date = p->date;
	r->source = p->source;
	r->editor = p->editor;
}
