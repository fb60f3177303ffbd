/*
 * From lines to paragraphs. A line that reaches the right edge of its column
 * goes on in the next one, unless that is indented, or the text indents
 * nothing and a sentence ends there. Page numbers and running heads come
 * behind the paragraph that they stand in.
 */
#include "core/base/utf8.h"
#include "core/format/pdf.h"
#include "core/outline/glyph.h"
#include "core/outline/mark.h"

enum {
	ZONE = 12,	  /* per cent of a page at its head and foot */
	HEAD_CPS = 50,	  /* characters of a running head, at most */
	NUMBER_CPS = 12,  /* of a page number */
	REPEAT = 3,	  /* pages on which a running head stands, at least */
	NEIGHBOURS = 400, /* lines of a page that a column is looked for in */
	APART = 4,	  /* letters between the cells of a row, at least */
	ROW_CPS = 400,	  /* characters of a row, at most */
	ENDS_MAX = 256,
	SHARE_INDENTED = 5 /* per cent of full lines that begin a paragraph */
};

static struct pdf_line *line_at(struct pdf *p, size_t i)
{
	return &p->lines.items[i];
}

/* Height of its letters, which is their width, too. */
static int32_t em(const struct pdf_line *l)
{
	int32_t h = l->bottom - l->top;

	return h > 0 ? h : 1000;
}

static bool in_zone(const struct pdf *p, const struct pdf_line *l)
{
	int32_t h = p->pages.items[l->page].height, band = h / 100 * ZONE;

	return h > 0 && (l->bottom < band || l->top > h - band);
}

/* Boxes that stand on one line of the page, one behind the other: words that
 * are set apart, the cells of a row. */
static bool is_beside(const struct pdf_line *l, const struct pdf_line *next)
{
	int32_t d = next->top - l->top, third = em(l) / 3;

	return l->page == next->page && l->text.len && next->text.len &&
	       d < third && d > -third && next->left >= l->right;
}

static void merge(struct pdf *p, struct pdf_line *l, struct pdf_line *next)
{
	bool far = next->left - l->right > APART * em(l);
	struct buf b;

	buf_init(&b, p->a);
	buf_add(&b, l->text);
	buf_addc(&b, far ? '\t' : ' ');
	buf_add(&b, next->text);
	next->text = buf_str(&b);
	next->cps += l->cps + 1;
	next->left = l->left;
	l->text = STR("");
	l->cps = 0;
}

static void merge_rows(struct pdf *p)
{
	for (size_t i = 0; i + 1 < p->lines.n; i++) {
		struct pdf_line *l = line_at(p, i), *next = l + 1;

		if (is_beside(l, next) && l->cps + next->cps < ROW_CPS)
			merge(p, l, next);
	}
}

/* — 12 —, 第 3 页, 3/20 */
static bool is_page_number(const struct pdf_line *l)
{
	size_t n, digits = 0;

	if (l->cps > NUMBER_CPS)
		return false;
	for (size_t i = 0; i < l->text.len; i += n) {
		uint32_t cp = glyph_at(l->text, i, &n);

		if (glyph_digit(cp) >= 0)
			digits++;
		else if (glyph_is_han(cp) && cp != 0x7b2c && cp != 0x9875 &&
			 cp != 0x5171)
			return false;
		else if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
			return false;
		else if (cp == '%' || cp == '.')
			return false;
	}
	return digits > 0 && digits <= 8;
}

/* Without digits and blanks, so that heads with a page number are alike. */
static uint64_t shape_of(const struct pdf_line *l)
{
	uint64_t h = 14695981039346656037u;
	size_t n;

	for (size_t i = 0; i < l->text.len; i += n) {
		uint32_t cp = glyph_at(l->text, i, &n);

		if (glyph_digit(cp) < 0 && !glyph_is_blank(cp))
			h = (h ^ cp) * 1099511628211u;
	}
	return h;
}

/* A head that stands on several pages at one height. */
static bool is_repeated(struct pdf *p, const struct pdf_line *l)
{
	uint64_t shape = shape_of(l);
	uint32_t pages = 0, last = UINT32_MAX;

	for (size_t i = 0; i < p->lines.n && pages < REPEAT; i++) {
		const struct pdf_line *x = line_at(p, i);
		int32_t d = x->top - l->top;

		if (x->page == last || x->cps > HEAD_CPS || !in_zone(p, x) ||
		    d > em(l) || d < -em(l) || shape_of(x) != shape)
			continue;
		pages++;
		last = x->page;
	}
	return pages >= REPEAT;
}

void pdf_find_asides(struct pdf *p)
{
	size_t asked = 0;

	merge_rows(p);
	for (size_t i = 0; i < p->lines.n; i++) {
		struct pdf_line *l = line_at(p, i);

		if (!l->cps || !in_zone(p, l) || l->cps > HEAD_CPS)
			continue;
		l->aside = is_page_number(l);
		if (!l->aside && p->pages.n >= REPEAT && asked++ < NEIGHBOURS)
			l->aside = is_repeated(p, l);
	}
}

/* Lines of a column, told by where they end: by halves of a letter from the
 * left end of the line that is asked for. */
struct ends {
	int32_t from, step;
	uint16_t count[ENDS_MAX];
};

static size_t end_of(const struct ends *e, int32_t right)
{
	int32_t i = (right - e->from) / e->step;

	return i < 0 ? 0 : i < ENDS_MAX ? (size_t)i : ENDS_MAX - 1;
}

/* Where most lines end; a few stand out by the mark that closes them. */
static void find_edge(struct pdf_line *l, const struct ends *e)
{
	size_t best = 0, most = 0;

	for (size_t i = 1; i < ENDS_MAX; i++) {
		size_t n = (size_t)e->count[i] + e->count[i - 1];

		if (n >= most) {
			most = n;
			best = i;
		}
	}
	l->edge = e->from + (int32_t)best * e->step;
	l->justified = most >= 3;
}

/* The column of a line: those of its page that begin near it. */
static void find_column(struct pdf *p, size_t i)
{
	struct pdf_line *l = line_at(p, i);
	const struct pdf_page *page = &p->pages.items[l->page];
	size_t from = page->first, to = page->first + page->n;
	struct ends ends = {.from = l->left, .step = em(l) / 2 + 1};
	int32_t near = 3 * em(l);

	if (i - from > NEIGHBOURS / 2)
		from = i - NEIGHBOURS / 2;
	if (to - from > NEIGHBOURS)
		to = from + NEIGHBOURS;
	l->margin = l->left;
	for (size_t k = from; k < to; k++) {
		const struct pdf_line *x = line_at(p, k);

		if (x->aside || !x->cps || x->left - l->left > near ||
		    l->left - x->left > near)
			continue;
		l->margin = x->left < l->margin ? x->left : l->margin;
		ends.count[end_of(&ends, x->right)]++;
	}
	find_edge(l, &ends);
}

/* The last page has few lines: its column is that of the page before. */
static void find_columns(struct pdf *p)
{
	const struct pdf_line *model = NULL;

	for (size_t i = 0; i < p->lines.n; i++) {
		struct pdf_line *l = line_at(p, i);
		int32_t near = 3 * em(l);

		if (!l->cps)
			continue;
		find_column(p, i);
		if (l->justified) {
			model = l;
		} else if (model && l->left - model->left <= near &&
			   model->left - l->left <= near) {
			l->edge = model->edge;
			l->margin = model->margin;
			l->justified = true;
		}
	}
}

static bool is_full(const struct pdf_line *l)
{
	return l->justified && l->right > l->edge - 2 * em(l);
}

static bool is_indented(const struct pdf_line *l)
{
	return l->left > l->margin + em(l);
}

/* Do paragraphs begin with an indent here? */
static bool has_indents(struct pdf *p)
{
	size_t indented = 0, n = 0;

	for (size_t i = 0; i < p->lines.n; i++) {
		const struct pdf_line *l = line_at(p, i);

		if (l->aside || !l->justified)
			continue;
		n++;
		indented += is_indented(l) && is_full(l);
	}
	return indented * 100 >= n * SHARE_INDENTED && indented >= 2;
}

static bool ends_sentence(struct str s)
{
	return glyph_ends_sentence(glyph_last(s)) || glyph_last(s) == 0x201d;
}

static bool goes_on(const struct pdf_line *last, const struct pdf_line *l,
		    bool indents)
{
	enum mark_kind mark;

	if (!is_full(last) || (indents && is_indented(l)))
		return false;
	mark = mark_at(l->text, false).kind;
	if (!indents && ends_sentence(last->text) &&
	    (mark != MARK_NONE || l->right - l->left < em(l) * 10))
		return false;
	/* a heading in larger or smaller letters */
	return em(l) * 4 < em(last) * 5 && em(last) * 4 < em(l) * 5;
}

struct emit {
	struct pdf *p;
	struct reading *r;
	struct buf out;
	size_t waiting; /* the first line whose aside was not written yet */
};

static void part(struct emit *e)
{
	if (e->out.len)
		buf_addz(&e->out, "\n\n");
}

static void add_asides(struct emit *e, size_t to)
{
	for (; e->waiting < to; e->waiting++) {
		const struct pdf_line *l = line_at(e->p, e->waiting);
		struct reading_aside *s;

		if (!l->aside)
			continue;
		part(e);
		s = ARRAY_PUSH(e->p->a, &e->r->asides);
		s->off = (uint32_t)e->out.len;
		s->len = (uint32_t)l->text.len;
		buf_add(&e->out, l->text);
	}
}

/* Latin words are parted by a blank, Han letters by nothing. */
static void join(struct buf *out, struct str s)
{
	struct str all = buf_str(out);
	size_t n;
	uint32_t last = utf8_decode(all, utf8_prev(all, all.len), &n),
		 next = utf8_decode(s, 0, &n);

	if (((last | 0x20) >= 'a' && (last | 0x20) <= 'z') &&
	    ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'))
		buf_addc(out, ' ');
	buf_add(out, s);
}

void pdf_emit(struct pdf *p, struct reading *r)
{
	struct emit e = {.p = p, .r = r};
	const struct pdf_line *last = NULL;
	bool indents;

	buf_init(&e.out, p->a);
	find_columns(p);
	indents = has_indents(p);
	for (size_t i = 0; i < p->lines.n && e.out.len <= READING_MAX; i++) {
		const struct pdf_line *l = line_at(p, i);

		if (l->aside || !l->text.len)
			continue;
		if (last && goes_on(last, l, indents)) {
			join(&e.out, l->text);
		} else {
			add_asides(&e, i);
			part(&e);
			buf_add(&e.out, l->text);
		}
		last = l;
	}
	add_asides(&e, p->lines.n);
	r->text = buf_str(&e.out);
}
