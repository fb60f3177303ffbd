/*
 * bench_checks FILE [OTHER]: how long the checks of a report take, and those
 * against another one; reading and extraction are not counted.
 */
#include "core/checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/extract/extract.h"

enum { TIMES = 200 };

struct one {
	struct report report;
	struct metrics metrics;
};

static struct str read_file(struct arena *a, const char *name)
{
	FILE *f = fopen(name, "rb");
	struct buf b;
	char bytes[4096];
	size_t n;

	buf_init(&b, a);
	while (f && (n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(&b, str_n(bytes, n));
	if (f)
		fclose(f);
	return buf_str(&b);
}

static void read_one(struct one *out, struct arena *a, const char *name)
{
	const struct report_rules *reports =
		report_rules_open(a, &ASSETS_BUILTIN, NULL);
	const struct extract_rules *figures =
		extract_rules_open(a, &ASSETS_BUILTIN, NULL);

	*out = (struct one){0};
	if (!reports || !figures)
		exit(1);
	report_parse(&out->report, a, reports, read_file(a, name), FORMAT_TEXT,
		     STR(""));
	extract(&out->metrics, a, figures, &out->report, EXTRACT_ALL);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct one mine, other;
	struct check_side m = {1, &mine.report, &mine.metrics};
	struct check_side o = {2, &other.report, &other.metrics};
	const struct check_rules *rules =
		check_rules_open(&a, &ASSETS_BUILTIN, NULL);
	double from;

	if (argc < 2 || !rules)
		return 2;
	read_one(&mine, &a, argv[1]);
	read_one(&other, &a, argv[argc - 1]);
	from = now();
	for (int i = 0; i < TIMES; i++) {
		struct arena tmp = {0};
		struct findings found = {0};

		checks_self(&found, &tmp, rules, &m);
		arena_release(&tmp);
	}
	printf("%zu bytes, %zu figures: %.3f ms\n", mine.report.text.bytes.len,
	       mine.metrics.n, (now() - from) / TIMES);
	from = now();
	for (int i = 0; i < TIMES; i++) {
		struct arena tmp = {0};
		struct findings found = {0};

		checks_pair(&found, &tmp, rules, &m, &o);
		arena_release(&tmp);
	}
	printf("against another: %.3f ms\n", (now() - from) / TIMES);
	arena_release(&a);
	return 0;
}
