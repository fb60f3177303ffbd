/*
 * Any bytes, as a whole document, from outline to records and findings. What
 * must hold: records rise and lie inside the text and inside their sentence;
 * values print as plain decimals; texts are valid UTF-8; the section exists;
 * findings lie inside the text. The first byte chooses Markdown.
 */
#include "core/base/utf8.h"
#include "core/checks.h"
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

static void check_place(const struct report *r, const struct check_place *p)
{
	struct str s = r->text.bytes;
	size_t end = (size_t)p->at.off + p->at.len;

	CHECK(p->at.len > 0 && end <= s.len);
	CHECK(is_edge(s, p->at.off) && is_edge(s, end));
	CHECK(str_eq(p->value, str_sub(s, p->at.off, end)));
	CHECK(utf8_is_valid(p->quote));
}

/* Of the report itself, and against itself as another one. */
static void check_findings(struct arena *a, const struct check_rules *rules,
			   const struct report *r, const struct metrics *m)
{
	struct check_side mine = {1, r, m}, other = {2, r, m};
	struct findings found = {0};

	checks_self(&found, a, rules, &mine);
	checks_pair(&found, a, rules, &mine, &other);
	findings_sort(&found);
	for (size_t i = 0; i < found.n; i++) {
		const struct finding *f = &found.items[i];

		CHECK(f->rule < CHECK_COUNT && f->n_places > 0);
		for (size_t k = 0; k < f->n_places; k++)
			check_place(r, &f->place[k]);
		CHECK(f->place[0].report == 0);
		CHECK(findings_at(&found, f->place[0].at) != NULL);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena forever;
	static const struct report_rules *outline;
	static const struct extract_rules *rules;
	static const struct check_rules *checks;
	struct arena a = {0};
	struct report r = {0};
	struct metrics metrics = {0};
	enum report_format format = FORMAT_TEXT;

	if (!rules) {
		outline = report_rules_open(&forever, &ASSETS_BUILTIN, NULL);
		rules = extract_rules_open(&forever, &ASSETS_BUILTIN, NULL);
		checks = check_rules_open(&forever, &ASSETS_BUILTIN, NULL);
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
	check_findings(&a, checks, &r, &metrics);
	arena_release(&a);
	return 0;
}
