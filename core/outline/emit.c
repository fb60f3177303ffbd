/*
 * What the passes found, as a report: paragraphs from blocks, sections from
 * heads, and plain paragraphs from what is beyond the lines that were read.
 */
#include "core/base/clean.h"
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/outline/glyph.h"
#include "core/outline/outline.h"
#include "core/outline/scan.h"

enum { REST_PARA = 4096 }; /* bytes of a paragraph beyond the lines */

static void mark_headings(struct outline *o)
{
	for (size_t i = 0; i < o->heads.n; i++) {
		const struct head *h = &o->heads.items[i];

		if (h->level && h->form == FORM_LINE)
			o->blocks.items[h->block].kind = PARA_HEADING;
	}
}

static void add_para(struct outline *o, size_t from, size_t to, uint8_t kind)
{
	struct para *p = ARRAY_PUSH(o->a, &o->report->paras);

	p->off = (uint32_t)from;
	p->len = (uint32_t)(to - from);
	p->kind = (enum para_kind)kind;
}

/* Invisible marks between blocks are no white space, so they have to lie in
 * a paragraph, too. */
static void add_scrap(struct outline *o, size_t from, size_t to)
{
	size_t n, first = to, last = from;

	for (size_t i = from; i < to; i += n) {
		if (!space_is(glyph_at(o->s, i, &n))) {
			first = i < first ? i : first;
			last = i + n;
		}
	}
	if (first < last)
		add_para(o, first, last, PARA_BOILERPLATE);
}

/* What stands between blocks, line by line: mostly nothing, else what the
 * markup said is no content. */
static void add_between(struct outline *o, size_t from, size_t to)
{
	while (from < to) {
		const char *feed = memchr(o->s.p + from, '\n', to - from);
		size_t end = feed ? (size_t)(feed - o->s.p) + 1 : to;

		add_scrap(o, from, end);
		from = end;
	}
}

static void add_rest(struct outline *o, size_t at)
{
	while (at < o->s.len) {
		size_t end =
			o->s.len - at > REST_PARA ? at + REST_PARA : o->s.len;

		end = utf8_cut(o->s, end);
		add_scrap(o, at, end);
		if (o->report->paras.n)
			o->report->paras.items[o->report->paras.n - 1].kind =
				PARA_BODY;
		at = end;
	}
}

static void add_section(struct outline *o, const struct head *h,
			uint32_t *stack)
{
	uint32_t index = (uint32_t)o->report->sections.n;
	struct section *s = ARRAY_PUSH(o->a, &o->report->sections);
	struct str title = str_sub(o->s, h->off, h->off + h->len);

	s->off = h->off;
	s->len = h->len;
	s->level = h->level;
	s->time = h->time;
	s->run_in = h->form != FORM_LINE;
	s->title = clean_str(o->a, scan_one_line(o->a, title));
	s->parent = SECTION_NONE;
	for (int l = h->level - 1; l > 0; l--) {
		if (stack[l] != SECTION_NONE) {
			s->parent = stack[l];
			break;
		}
	}
	stack[h->level] = index;
	for (int l = h->level + 1; l <= LEVEL_TOPIC; l++)
		stack[l] = SECTION_NONE;
}

void outline_emit(struct outline *o)
{
	uint32_t stack[LEVEL_TOPIC + 1] = {SECTION_NONE, SECTION_NONE,
					   SECTION_NONE, SECTION_NONE};
	size_t at = 0;

	mark_headings(o);
	for (size_t i = 0; i < o->blocks.n; i++) {
		const struct block *b = &o->blocks.items[i];

		add_between(o, at, b->off);
		add_para(o, b->off, b->off + b->len, b->kind);
		at = b->off + b->len;
	}
	add_between(o, at, o->rest);
	add_rest(o, o->rest);
	for (size_t i = 0; i < o->heads.n; i++)
		if (o->heads.items[i].level)
			add_section(o, &o->heads.items[i], stack);
}
