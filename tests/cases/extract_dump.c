/*
 * The extractor alone, for scoring: prints the records of each file as JSON
 * lines with the fields of `hsview extract`. --all, --trace and --dump-after
 * PASS work as there; --repeat N reads each file N times and prints the time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/extract/extract.h"

struct options {
	bool all, trace;
	const char *pass;
	long repeat;
};

struct tool {
	struct arena arena;
	struct report_rules *report_rules;
	struct extract_rules *extract_rules;
	struct options options;
};

static void put_string(const char *key, struct str s, bool more)
{
	printf("\"%s\": \"", key);
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c < 0x20)
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	printf(more ? "\", " : "\"");
}

static void put_section(const struct report *r, uint32_t i, struct buf *b)
{
	if (i == SECTION_NONE)
		return;
	put_section(r, r->sections.items[i].parent, b);
	if (b->len)
		buf_addz(b, " › ");
	buf_add(b, r->sections.items[i].title);
}

/* "expected ordered": the flags by their names. */
static void put_flags(unsigned flags)
{
	static const char *const NAMES[] = {"expected", "provisional",
					    "ordered", "dated", "inferred"};

	printf("\"flags\": \"");
	for (unsigned i = 0; i < COUNT_OF(NAMES); i++)
		if (flags >> i & 1)
			printf("%s ", NAMES[i]);
	printf("\", ");
}

static void put_metric(const struct report *r, const struct metric *m,
		       const char *name, struct arena *a)
{
	struct str text = r->text.bytes;
	char value[DECIMAL_TEXT];
	struct buf section, rules;

	buf_init(&section, a);
	buf_init(&rules, a);
	put_section(r, m->section, &section);
	decimal_text(m->value, value);
	printf("{");
	put_string("file", str_of(name), true);
	printf("\"offset\": %u, ", text_cp(&r->text, m->off));
	put_string("value_text", str_sub(text, m->off, m->off + m->len), true);
	printf("\"value\": %s, ", value);
	put_string("unit", m->unit, true);
	put_string("bound", str_of(bound_name(m->bound)), true);
	put_string("indicator", m->indicator, true);
	put_string("canonical", m->canonical, true);
	put_string("measure", str_of(measure_name(m->measure)), true);
	put_string("role", str_of(role_name(m->role)), true);
	put_string("period", m->period, true);
	put_string("scope", m->scope, true);
	put_string("basis", m->basis, true);
	put_flags(m->flags);
	put_string("section", buf_str(&section), true);
	put_string("class", str_of(metric_class_name(m->class)), true);
	put_string("rule", str_of(m->rule[FIELD_CLASS]), true);
	for (int f = FIELD_BOUND; f < FIELD_COUNT; f++) {
		buf_addz(&rules, m->rule[f] ? m->rule[f] : "");
		buf_addc(&rules, ' ');
	}
	put_string("rules", str_trim(buf_str(&rules)), true);
	put_string("quote",
		   str_sub(text, m->sentence.off,
			   m->sentence.off + m->sentence.len),
		   false);
	printf("}\n");
}

static void put_trace(const struct report *r, const struct metric *m,
		      struct arena *a)
{
	struct buf b;

	buf_init(&b, a);
	extract_trace(&b, r, m);
	fwrite(b.p, 1, b.len, stdout);
}

static struct str read_file(const char *path, struct arena *a)
{
	FILE *f = fopen(path, "rb");
	char part[65536];
	struct buf b;
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	buf_init(&b, a);
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_add(&b, str_n(part, n));
	fclose(f);
	return buf_str(&b);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void measure_time(const struct tool *t, const struct report *r,
			 const char *name)
{
	struct arena a = {0};
	double start = seconds();

	for (long i = 0; i < t->options.repeat; i++) {
		struct metrics m = {0};

		arena_reset(&a);
		extract(&m, &a, t->extract_rules, r, 0);
	}
	printf("%s %zu bytes %.3f ms\n", name, r->text.bytes.len,
	       (seconds() - start) * 1e3 / (double)t->options.repeat);
	arena_release(&a);
}

static void run(struct tool *t, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct str raw = read_file(path, &t->arena);
	struct metrics m = {0};
	struct report r = {0};
	struct buf b;

	report_parse(&r, &t->arena, t->report_rules, raw, FORMAT_TEXT,
		     str_of(name));
	if (t->options.repeat) {
		measure_time(t, &r, name);
		return;
	}
	if (t->options.pass) {
		buf_init(&b, &t->arena);
		if (!extract_dump_after(&b, t->extract_rules, &r,
					t->options.pass))
			exit(2);
		fwrite(b.p, 1, b.len, stdout);
		return;
	}
	extract(&m, &t->arena, t->extract_rules, &r,
		t->options.all ? EXTRACT_ALL : 0);
	for (size_t i = 0; i < m.n; i++) {
		if (t->options.trace)
			put_trace(&r, &m.items[i], &t->arena);
		else
			put_metric(&r, &m.items[i], name, &t->arena);
	}
}

static int read_options(struct options *o, int argc, char **argv)
{
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "--all") == 0)
			o->all = true;
		else if (strcmp(argv[i], "--trace") == 0)
			o->trace = true;
		else if (strcmp(argv[i], "--dump-after") == 0 && i + 1 < argc)
			o->pass = argv[++i];
		else if (strcmp(argv[i], "--repeat") == 0 && i + 1 < argc)
			o->repeat = strtol(argv[++i], NULL, 10);
		else
			exit(2);
	}
	return i;
}

int main(int argc, char **argv)
{
	struct tool t = {0};
	struct error err;
	int i = read_options(&t.options, argc, argv);

	error_clear(&err);
	t.report_rules = report_rules_open(&t.arena, &ASSETS_BUILTIN, &err);
	t.extract_rules = extract_rules_open(&t.arena, &ASSETS_BUILTIN, &err);
	if (!t.report_rules || !t.extract_rules) {
		fprintf(stderr, "%s %s %s\n", err.msgid, err.args[0],
			err.args[1]);
		return 1;
	}
	for (; i < argc; i++)
		run(&t, argv[i]);
	arena_release(&t.arena);
	return 0;
}
