/* Paragraphs, tables and notes of a word processor's document. */
#include "core/format/office.h"

#include "core/base/utf8.h"

void office_init(struct office *o, struct arena *a)
{
	*o = (struct office){.a = a, .page = {.a = a, .whole = true}};
	buf_init(&o->page.text, a);
	buf_init(&o->notes, a);
	o->page.title_line = SIZE_MAX;
}

struct office_para *office_para(struct office *o)
{
	return o->depth ? &o->stack[o->depth - 1] : NULL;
}

void office_begin_para(struct office *o)
{
	struct office_para *p;

	if (o->depth == OFFICE_DEPTH) {
		o->over++;
		return;
	}
	p = &o->stack[o->depth++];
	*p = (struct office_para){.row = o->row, .cell = o->cell};
	buf_init(&p->text, o->a);
}

/* Control characters but line ends and tabs are no text in XML anyway. */
static void add_line(struct office *o, const struct office_para *p,
		     struct str s, bool soft)
{
	struct page *page = &o->page;
	struct page_line *l;

	s = str_trim(s);
	if (!s.len)
		return;
	l = ARRAY_PUSH(o->a, &page->lines);
	l->off = (uint32_t)page->text.len;
	l->len = (uint32_t)s.len;
	l->cps = (uint32_t)utf8_count(s);
	l->row = p->row;
	l->cell = p->cell;
	l->level = soft ? 0 : p->level;
	l->soft = soft;
	l->keep = !p->aside;
	if (p->title && page->title_line == SIZE_MAX)
		page->title_line = page->lines.n - 1;
	buf_add(&page->text, s);
}

void office_end_para(struct office *o)
{
	struct office_para *p = office_para(o);
	struct str rest, line;
	bool soft = false;

	if (o->over) {
		o->over--;
		return;
	}
	if (!p)
		return;
	rest = buf_str(&p->text);
	if (p->note) {
		buf_add(&o->notes, rest);
		buf_addc(&o->notes, ' ');
	} else {
		while (str_split(&rest, '\n', &line)) {
			add_line(o, p, line, soft);
			soft = true;
		}
	}
	o->depth--;
}

void office_add(struct office *o, struct str text)
{
	struct office_para *p = office_para(o);

	if (p && o->page.text.len + p->text.len <= READING_MAX)
		buf_add(&p->text, text);
}

void office_begin_table(struct office *o)
{
	if (o->tables < OFFICE_DEPTH) {
		o->outer[o->tables][0] = o->row;
		o->outer[o->tables][1] = o->cell;
	}
	o->tables++;
	o->row = PAGE_NO_ROW;
}

void office_begin_row(struct office *o)
{
	o->row = ++o->rows;
	o->cell = 0;
}

void office_begin_cell(struct office *o)
{
	o->cell++;
}

void office_end_table(struct office *o)
{
	if (!o->tables)
		return;
	o->tables--;
	o->row = PAGE_NO_ROW;
	o->cell = 0;
	if (o->tables < OFFICE_DEPTH) {
		o->row = o->outer[o->tables][0];
		o->cell = o->outer[o->tables][1];
	}
}

static void add_notes(struct office *o)
{
	struct office_para plain = {0};
	struct str rest = buf_str(&o->notes), line;

	while (str_split(&rest, '\n', &line))
		add_line(o, &plain, line, false);
}

void office_emit(struct office *o, struct reading *r)
{
	struct buf out;

	add_notes(o);
	buf_init(&out, o->a);
	page_emit(&o->page, r, &out);
	r->text = buf_str(&out);
	r->encoding = STR("utf-8");
	if (r->text.len > READING_MAX)
		r->fault = READING_BOMB;
	else if (str_trim(r->text).len == 0)
		r->fault = READING_EMPTY;
}
