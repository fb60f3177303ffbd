/*
 * Any bytes, as a whole document, from outline to records. What must hold:
 * records rise and lie inside the text and inside their sentence; values print
 * as plain decimals; texts are valid UTF-8; the section exists. The first
 * byte chooses Markdown.
 */
#include "core/base/utf8.h"
#include "core/extract/extract.h"

#include "tests/fuzz/fuzz.h"

static void check_plain_decimal(const struct metric *m)
{
	char text[DECIMAL_TEXT];
	size_t n = decimal_text(m->value, text);

	CHECK(n > 0 && n < sizeof(text));
	for (size_t i = 0; i < n; i++)
		CHECK(strchr("0123456789.-", text[i]));
}

static void check_metric(const struct report *r, const struct metric *m)
{
	struct str s = r->text.bytes;
	size_t end = (size_t)m->off + m->len;
	size_t sentence_end = (size_t)m->sentence.off + m->sentence.len;

	CHECK(m->len > 0 && end <= s.len);
	CHECK(is_edge(s, m->off) && is_edge(s, end));
	CHECK(m->sentence.off <= m->off && end <= sentence_end);
	CHECK(sentence_end <= s.len);
	CHECK(m->section == SECTION_NONE || m->section < r->sections.n);
	CHECK(m->bound < BOUND_COUNT && m->measure < MEASURE_COUNT);
	CHECK(m->role < ROLE_COUNT && m->class < METRIC_CLASS_COUNT);
	CHECK(utf8_is_valid(m->unit) && utf8_is_valid(m->indicator));
	CHECK(utf8_is_valid(m->period) && utf8_is_valid(m->scope) &&
	      utf8_is_valid(m->basis));
	CHECK(m->class != METRIC_MASKED || m->rule[FIELD_CLASS]);
	check_plain_decimal(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena forever;
	static const struct report_rules *outline;
	static const struct extract_rules *rules;
	struct arena a = {0};
	struct report r = {0};
	struct metrics metrics = {0};
	enum report_format format = FORMAT_TEXT;

	if (!rules) {
		outline = report_rules_open(&forever, &ASSETS_BUILTIN, NULL);
		rules = extract_rules_open(&forever, &ASSETS_BUILTIN, NULL);
	}
	if (size && data[0] == 'm')
		format = FORMAT_MARKDOWN;
	report_parse(&r, &a, outline, str_n((const char *)data, size), format,
		     STR("fuzz-2024.txt"));
	extract(&metrics, &a, rules, &r, EXTRACT_ALL);
	for (size_t i = 0; i < metrics.n; i++) {
		check_metric(&r, &metrics.items[i]);
		if (i)
			CHECK(metrics.items[i].off >= metrics.items[i - 1].off);
	}
	arena_release(&a);
	return 0;
}
