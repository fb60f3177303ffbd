/*
 * The face of core: runs the outline's passes over a loaded text, and answers
 * where a byte of it belongs, by binary search over the flat arrays.
 */
#include "core/report.h"

#include <assert.h>

#include "core/outline/outline.h"
#include "core/reading.h"

static const char *const KIND_NAMES[] = {
	[KIND_ARTICLE] = "article", [KIND_WORK_REPORT] = "work-report"};
static_assert(COUNT_OF(KIND_NAMES) == KIND_COUNT, "a name each");

const char *report_kind_name(enum report_kind kind)
{
	return KIND_NAMES[kind];
}

void outline_run(struct outline *o)
{
	outline_lines(o);
	outline_blocks(o);
	outline_frame(o);
	outline_heads(o);
	outline_series(o);
	outline_leads(o);
	outline_levels(o);
	outline_meta(o);
}

static void parse(struct outline *o, struct str raw)
{
	struct arena tmp = {0};

	*o->report = (struct report){0};
	o->tmp = &tmp;
	text_load(&o->report->text, o->a, raw);
	o->s = o->report->text.bytes;
	outline_run(o);
	outline_emit(o);
	arena_release(&tmp);
}

void report_parse(struct report *r, struct arena *a,
		  const struct report_rules *rules, struct str raw,
		  enum report_format format, struct str name)
{
	struct outline o = {.a = a,
			    .rules = rules,
			    .report = r,
			    .name = name,
			    .markdown = format == FORMAT_MARKDOWN};

	parse(&o, raw);
}

/* The text as a file would give it. text_load takes one byte order mark off;
 * it must not be the text's own. */
static struct str as_file(struct arena *a, struct str text)
{
	struct buf b;

	if (!str_has_prefix(text, STR("\xef\xbb\xbf")))
		return text;
	buf_init(&b, a);
	buf_addz(&b, "\xef\xbb\xbf");
	buf_add(&b, text);
	return buf_str(&b);
}

void report_parse_reading(struct report *r, struct arena *a,
			  const struct report_rules *rules,
			  const struct reading *reading,
			  enum report_format format, struct str name)
{
	struct outline o = {.a = a,
			    .rules = rules,
			    .report = r,
			    .name = name,
			    .reading = reading,
			    .markdown = format == FORMAT_MARKDOWN};

	parse(&o, as_file(a, reading->text));
	r->text.n_replaced = reading->n_replaced;
}

uint32_t report_section_at(const struct report *r, uint32_t off)
{
	size_t lo = 0, hi = r->sections.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->sections.items[mid].off <= off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? (uint32_t)(lo - 1) : SECTION_NONE;
}

uint32_t report_para_at(const struct report *r, uint32_t off)
{
	size_t lo = 0, hi = r->paras.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->paras.items[mid].off <= off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? (uint32_t)(lo - 1) : 0;
}

uint32_t report_section_end(const struct report *r, uint32_t i)
{
	return i + 1 < r->sections.n ? r->sections.items[i + 1].off
				     : (uint32_t)r->text.bytes.len;
}

uint32_t report_section_next(const struct report *r, uint32_t i)
{
	uint32_t n = (uint32_t)r->sections.n, j = i + 1;

	while (j < n && r->sections.items[j].level > r->sections.items[i].level)
		j++;
	return j < n ? j : n;
}

enum { PATH_DEPTH = 16 };

void report_section_path(struct buf *out, const struct report *r, uint32_t i,
			 const char *sep)
{
	uint32_t above[PATH_DEPTH];
	size_t n = 0;

	for (; i != SECTION_NONE && n < PATH_DEPTH;
	     i = r->sections.items[i].parent)
		above[n++] = i;
	while (n > 0) {
		buf_add(out, r->sections.items[above[--n]].title);
		if (n)
			buf_addz(out, sep);
	}
}
