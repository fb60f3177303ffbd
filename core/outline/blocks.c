/*
 * Blocks: lines put together to paragraphs. A web page's text breaks lines
 * where a link stood, where a column ended, or where a picture was set in;
 * the rules here join such lines again. A rule is asked in order whether the
 * line goes on with the block; the first one that says yes names the join.
 */
#include "core/outline/glyph.h"
#include "core/outline/mark.h"
#include "core/outline/outline.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"
#include "core/reading.h"

enum {
	LONG_LINE = 30,	   /* characters: no heading without a marker */
	LONG_HEAD = 80,	   /* no heading with one */
	PROSE_BYTES = 600, /* a line that long is prose anyway */
	CUT_LINE = 40,	   /* long enough to be a line cut in two */
	GAP_MAX = 7,	   /* empty lines that are counted apart */
	SCRAP = 4,	   /* a subscript that fell out of its line */
	SHARE_SPACED = 40  /* per cent of lines after an empty one */
};

/* What the rules see: the block so far, its last line, the next line. */
struct join {
	const struct outline *o;
	const struct block *b;
	const struct line *last, *next;
	struct str tail, head; /* of the block, of the next line */
	bool open;	       /* the block ends in mid-sentence */
	struct mark mark;      /* of the next line */
};

static struct str line_str(const struct outline *o, const struct line *l)
{
	return str_n(o->s.p + l->off, l->len);
}

static bool ends_open(struct str s)
{
	uint32_t cp = glyph_last(s);

	return !glyph_ends_sentence(cp) && cp != 0xff1a && cp != ':' &&
	       cp != 0xff1b && cp != ';' && cp != 0xff09 && cp != ')' &&
	       cp != 0x201d && cp != 0x2019 && cp != 0x3011;
}

static bool is_strong(enum mark_kind kind)
{
	return kind == MARK_HASH || kind == MARK_PART || kind == MARK_HAN ||
	       kind == MARK_HAN_PAREN || kind == MARK_ORDINAL;
}

/* 》》… and （ alone: what a link in the text leaves behind. */
static bool after_opening(const struct join *j)
{
	return glyph_is_opening(glyph_last(j->tail)) &&
	       j->next->gap <= j->o->gap;
}

static bool before_closing(const struct join *j)
{
	size_t n;
	uint32_t cp = glyph_at(j->head, 0, &n);

	return glyph_is_closing(cp) && j->next->gap <= j->o->gap &&
	       (j->open || j->next->gap == 0);
}

/* M / 2 / 增长: a digit set low, on a line of its own. */
static bool is_scrap(const struct outline *o, const struct line *l)
{
	struct str s = line_str(o, l);

	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < '.' || s.p[i] > '9')
			return false;
	return l->cps <= SCRAP;
}

static bool around_scrap(const struct join *j)
{
	return j->open && j->next->gap <= j->o->gap &&
	       (is_scrap(j->o, j->next) ||
		(j->last->off > j->b->off && is_scrap(j->o, j->last)));
}

/* Has it the marks of a sentence? Lines of labels and titles have none. */
static bool is_prose(struct str s)
{
	size_t n;

	for (size_t i = 0; i < s.len && i < PROSE_BYTES; i += n) {
		uint32_t cp = glyph_at(s, i, &n);

		if (glyph_is_comma(cp) || glyph_ends_sentence(cp))
			return true;
	}
	return s.len >= PROSE_BYTES;
}

/* No empty line between them, in a text that parts paragraphs by such. */
static bool same_paragraph(const struct join *j)
{
	if (!j->o->spaced || j->next->gap)
		return false;
	if (j->o->indented && j->next->indent)
		return false;
	if (is_strong(j->mark.kind) && !j->open)
		return false;
	if (j->o->indented && j->b->indent)
		return true;
	if (j->b->cps >= LONG_LINE || (j->open && is_prose(j->tail)))
		return !is_strong(j->mark.kind);
	return !j->open && j->mark.kind == MARK_NONE &&
	       glyph_ends_sentence(glyph_last(j->tail)) &&
	       (j->next->cps >= LONG_LINE || ends_open(j->head));
}

/* A line that ends with a comma goes on; one with a whole sentence before the
 * open end is no heading. */
static uint32_t least_cut(struct str s)
{
	size_t body;

	if (glyph_is_comma(glyph_last(s)))
		return SCRAP;
	return scan_sentence(str_sub(s, 0, PROSE_BYTES), 0, &body) < s.len
		       ? LONG_LINE
		       : CUT_LINE;
}

/* A sentence cut in two, even across empty lines. */
static bool cut_sentence(const struct join *j)
{
	bool marked = is_strong(mark_at(j->tail, true).kind);

	if (!j->open || j->mark.kind != MARK_NONE)
		return false;
	if (j->b->cps < (marked ? LONG_HEAD : least_cut(j->tail)))
		return false;
	if ((j->o->indented && j->next->indent) || !is_prose(j->tail))
		return false;
	return j->next->cps >= LONG_LINE ||
	       glyph_ends_sentence(glyph_last(j->head));
}

/* A line of invisible marks alone, where a page cut a sentence in two. */
static bool over_seam(const struct join *j)
{
	return j->open && j->next->seam && j->next->gap == 1 &&
	       j->mark.kind == MARK_NONE && is_prose(j->tail);
}

/* 达到74.4 / 万亿元，…: a number and what it counts*/
static bool before_unit(const struct join *j)
{
	return j->open && j->next->gap <= j->o->gap &&
	       j->mark.kind == MARK_NONE &&
	       glyph_digit(glyph_last(j->tail)) >= 0 && is_prose(j->tail) &&
	       is_prose(j->head) &&
	       scan_cue_prefix(j->o, j->head, CUE_COUNTED) > 0;
}

static const struct {
	const char *rule;
	bool (*holds)(const struct join *);
} JOINS[] = {
	{"join.after-opening", after_opening},
	{"join.before-closing", before_closing},
	{"join.scrap", around_scrap},
	{"join.same-paragraph", same_paragraph},
	{"join.cut-sentence", cut_sentence},
	{"join.seam", over_seam},
	{"join.unit", before_unit},
};

static const char *join_rule(const struct outline *o, const struct block *b,
			     const struct line *last, const struct line *next)
{
	struct join j = {.o = o, .b = b, .last = last, .next = next};

	j.tail = str_n(o->s.p + b->off, b->len);
	j.head = line_str(o, next);
	j.open = ends_open(j.tail);
	j.mark = mark_at(j.head, true);
	for (size_t i = 0; i < COUNT_OF(JOINS); i++)
		if (JOINS[i].holds(&j))
			return JOINS[i].rule;
	return NULL;
}

/* How the text shows where a paragraph begins. */
static void find_habits(struct outline *o)
{
	size_t n = o->lines.n, gaps = 0, indents = 0, hashes = 0;
	size_t count[GAP_MAX + 1] = {0};

	for (size_t i = 0; i < n; i++) {
		const struct line *l = &o->lines.items[i];

		hashes += str_has_prefix(line_str(o, l), STR("## "));
		gaps += l->gap > 0;
		count[l->gap < GAP_MAX ? l->gap : GAP_MAX]++;
		indents += l->gap > 0 && l->indent;
	}
	o->markdown = o->markdown || hashes > 1;
	for (uint8_t g = 1; g <= GAP_MAX; g++)
		if (count[g] > count[o->gap])
			o->gap = g;
	o->spaced = gaps * 100 >= n * SHARE_SPACED;
	o->indented = gaps && indents * 100 >= gaps * SHARE_SPACED;
}

/* A walk along what the markup told, beside the lines. */
struct told {
	const struct reading *r; /* NULL: nothing */
	size_t head, aside;
};

/* Does the line lie in a stretch that is no content? */
static bool is_aside(struct told *t, const struct line *l)
{
	const struct reading *r = t->r;

	while (r && t->aside < r->asides.n &&
	       r->asides.items[t->aside].off + r->asides.items[t->aside].len <=
		       l->off)
		t->aside++;
	return r && t->aside < r->asides.n &&
	       r->asides.items[t->aside].off <= l->off;
}

/* The heading that the markup made of this line, NULL when it is none. */
static const struct reading_head *head_of(struct told *t, const struct line *l)
{
	const struct reading *r = t->r;

	while (r && t->head < r->heads.n &&
	       r->heads.items[t->head].off < l->off)
		t->head++;
	return r && t->head < r->heads.n &&
			       r->heads.items[t->head].off < l->off + l->len
		       ? &r->heads.items[t->head]
		       : NULL;
}

static void begin_block(struct outline *o, const struct line *l)
{
	struct block *b = ARRAY_PUSH(o->tmp, &o->blocks);

	b->off = l->off;
	b->len = b->first = l->len;
	b->cps = l->cps;
	b->gap = l->gap;
	b->indent = l->indent;
}

static void take_line(struct outline *o, const struct line *last,
		      const struct line *l, const struct reading_head *head)
{
	struct block *b =
		o->blocks.n ? &o->blocks.items[o->blocks.n - 1] : NULL;
	const char *rule =
		last && !head && !b->told ? join_rule(o, b, last, l) : NULL;

	if (rule) {
		b->len = l->off + l->len - b->off;
		b->cps += l->cps;
		b->rule = rule;
		return;
	}
	begin_block(o, l);
	if (!head)
		return;
	b = &o->blocks.items[o->blocks.n - 1];
	if (head->level)
		b->told = (uint8_t)head->level;
	else
		o->told_title = (uint32_t)o->blocks.n - 1;
}

void outline_blocks(struct outline *o)
{
	struct told told = {.r = o->reading};
	const struct line *last = NULL;

	find_habits(o);
	o->told_title = UINT32_MAX;
	for (size_t i = 0; i < o->lines.n; i++) {
		const struct line *l = &o->lines.items[i];

		if (is_aside(&told, l)) {
			last = NULL;
			continue;
		}
		take_line(o, last, l, head_of(&told, l));
		last = l;
	}
}
