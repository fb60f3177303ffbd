#pragma once

#include <stdio.h>

#include "core/base/buf.h"
#include "core/report.h"

/*
 * Reports made by hand for tests of widgets: a text of lines, each line a
 * paragraph; "# x" is a part, "## x" a chapter, "! x" boilerplate, "= x" the
 * title. The signs are no part of the text.
 */
static inline unsigned test_line_level(struct str *line)
{
	unsigned level = 0;

	while (level < line->len && line->p[level] == '#')
		level++;
	if (level)
		*line = str_sub(*line, level + 1, line->len);
	return level;
}

static inline void test_report_line(struct report *r, struct arena *a,
				    struct buf *text, struct str line)
{
	struct para *p = ARRAY_PUSH(a, &r->paras);
	unsigned level = test_line_level(&line);
	struct section *s;

	if (level)
		p->kind = PARA_HEADING;
	if (line.len > 1 && line.p[1] == ' ' && line.p[0] == '!')
		p->kind = PARA_BOILERPLATE;
	if (line.len > 1 && line.p[1] == ' ' && line.p[0] == '=')
		p->kind = PARA_TITLE;
	if (p->kind == PARA_BOILERPLATE || p->kind == PARA_TITLE)
		line = str_sub(line, 2, line.len);
	p->off = (uint32_t)text->len;
	p->len = (uint32_t)line.len;
	if (level) {
		s = ARRAY_PUSH(a, &r->sections);
		*s = (struct section){.off = p->off,
				      .len = p->len,
				      .parent = SECTION_NONE,
				      .level = (uint8_t)level,
				      .title = line};
	}
	buf_add(text, line);
	buf_addc(text, '\n');
}

static inline void test_report_make(struct report *r, struct arena *a,
				    struct str lines)
{
	struct buf text;
	struct str line;

	*r = (struct report){0};
	buf_init(&text, a);
	while (str_split(&lines, '\n', &line))
		if (line.len)
			test_report_line(r, a, &text, line);
	text_load(&r->text, a, buf_str(&text));
	for (size_t i = 0; i < r->sections.n; i++)
		for (size_t j = 0; j < i; j++)
			if (r->sections.items[j].level <
			    r->sections.items[i].level)
				r->sections.items[i].parent = (uint32_t)j;
}
