/*
 * Any bytes, parsed and wrapped at the width that the first byte says. What
 * must hold: the paragraphs and sections of core/report.h's invariants; rows
 * rise, no row is wider than the width, and every character that is no white
 * space is in exactly one row.
 */
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/base/width.h"
#include "core/wrap.h"

#include "tests/fuzz/fuzz.h"

static void check_gap(struct str s, size_t from, size_t to)
{
	size_t n;

	for (size_t i = from; i < to; i += n)
		CHECK(space_is(utf8_decode(s, i, &n)));
}

static void check_rows(const struct report *r, const struct para *p,
		       const struct wrap_rows *rows, unsigned width)
{
	struct arena a = {0};
	size_t at = p->off;

	for (size_t i = 0; i < rows->n; i++) {
		const struct wrap_row *row = &rows->items[i];

		CHECK(row->off >= at);
		check_gap(r->text.bytes, at, row->off);
		CHECK((unsigned)row->indent + row->cols <= width);
		CHECK(width_str(wrap_row_text(&a, &r->text, row)) == row->cols);
		at = (size_t)row->off + row->len;
	}
	check_gap(r->text.bytes, at, (size_t)p->off + p->len);
	arena_release(&a);
}

static void check_sections(const struct report *r)
{
	for (uint32_t i = 0; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		CHECK((size_t)s->off + s->len <= r->text.bytes.len);
		CHECK(s->level >= LEVEL_PART && s->level <= LEVEL_TOPIC);
		CHECK(i == 0 || s->off > r->sections.items[i - 1].off);
		CHECK(s->parent == SECTION_NONE ||
		      (s->parent < i &&
		       r->sections.items[s->parent].level < s->level));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena forever;
	static const struct report_rules *outline;
	static const struct wrap_rules *rules;
	unsigned width = size ? 2 + data[0] % 120 : 80;
	struct arena a = {0};
	struct report r = {0};
	size_t at = 0;

	if (!rules) {
		outline = report_rules_open(&forever, &ASSETS_BUILTIN, NULL);
		rules = wrap_rules_open(&forever, &ASSETS_BUILTIN, NULL);
	}
	report_parse(&r, &a, outline, str_n((const char *)data, size),
		     FORMAT_TEXT, STR("fuzz.txt"));
	check_sections(&r);
	for (size_t i = 0; i < r.paras.n; i++) {
		const struct para *p = &r.paras.items[i];
		struct wrap_rows rows = {0};

		CHECK(p->off >= at &&
		      (size_t)p->off + p->len <= r.text.bytes.len);
		check_gap(r.text.bytes, at, p->off);
		wrap(&rows, &a, &r.text, p->off, p->len,
		     wrap_style_for(rules, p->kind, (uint16_t)width));
		check_rows(&r, p, &rows, width);
		at = (size_t)p->off + p->len;
	}
	check_gap(r.text.bytes, at, r.text.bytes.len);
	arena_release(&a);
	return 0;
}
