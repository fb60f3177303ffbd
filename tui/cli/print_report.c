/* A report as plain text, in the reader's wrapping. */
#include "tui/cli/print_report.h"

static void print_para(struct out *o, const struct report *r,
		       const struct para *p, const struct print_style *style)
{
	struct arena_mark mark = arena_mark(o->arena);
	uint32_t off = p->off > style->from ? p->off : style->from;
	uint32_t end =
		p->off + p->len < style->to ? p->off + p->len : style->to;
	struct wrap_rows rows = {0};

	if (off >= end)
		return;
	wrap(&rows, o->arena, &r->text, off, end - off,
	     wrap_style_for(style->wrap, p->kind, style->width));
	for (size_t i = 0; i < rows.n; i++) {
		struct str s =
			wrap_row_text(o->arena, &r->text, &rows.items[i]);

		fprintf(o->file, "%*s", rows.items[i].indent, "");
		fwrite(s.p, 1, s.len, o->file);
		fputc('\n', o->file);
	}
	arena_rewind(o->arena, mark);
}

void print_report_text(struct out *o, const struct report *r,
		       const struct print_style *style)
{
	bool first = true;

	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		if (p->kind == PARA_BOILERPLATE && !style->all)
			continue;
		if (p->off + p->len <= style->from || p->off >= style->to)
			continue;
		if (!first && p->kind == PARA_HEADING)
			fputc('\n', o->file);
		print_para(o, r, p, style);
		first = false;
	}
}
