/*
 * bench_search LIBRARY: reads lines «CLASS<TAB>WORDS» and prints for each the
 * milliseconds until the first fifty hits are there with their snippets, and
 * until all are counted (medians of three, after one to warm up), and what
 * was counted.
 */
#include "db/search.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 3, PAGE = 50, LINE = 4096 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

struct bench {
	struct library *lib;
	struct query query;
	struct search_counts counts;
	size_t hits;
};

static bool first_page(struct bench *b)
{
	struct arena a = {0};
	struct search_hits hits = {0};
	struct search *s = search_open(b->lib, &b->query, NULL);
	bool ok = s && search_page(s, &a, &hits, PAGE, NULL) != SEARCH_FAILED;

	b->hits = hits.n;
	search_close(s);
	arena_release(&a);
	return ok;
}

static bool count(struct bench *b)
{
	struct search *s = search_open(b->lib, &b->query, NULL);
	bool ok = s && search_count(s, &b->counts, NULL) == SEARCH_END;

	search_close(s);
	return ok;
}

static double median(struct bench *b, bool (*run)(struct bench *))
{
	double times[ROUNDS];

	for (int i = -1; i < ROUNDS; i++) {
		double from = now_ms();

		if (!run(b)) {
			fprintf(stderr, "bench_search: the library fails\n");
			exit(1);
		}
		if (i >= 0)
			times[i] = now_ms() - from;
	}
	qsort(times, ROUNDS, sizeof(*times), by_value);
	return times[ROUNDS / 2];
}

static void measure(struct bench *b, const char *class, struct str words)
{
	struct arena a = {0};
	double page, all;
	uint32_t at;

	if (!query_parse(&b->query, &a, words, &at, NULL))
		return;
	page = median(b, first_page);
	all = median(b, count);
	printf("%s\t%.*s\t%.4f\t%.4f\t%zu\t%llu\t%llu\n", class, (int)words.len,
	       words.p, page, all, b->hits,
	       (unsigned long long)b->counts.reports,
	       (unsigned long long)b->counts.paras);
	fflush(stdout);
	arena_release(&a);
}

/* Not getrusage: that counts the program that started this one, too. */
static void print_memory(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	char line[LINE];

	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, "VmHWM:", 6) == 0)
			printf("# most memory:%s", line + 6);
	if (f)
		fclose(f);
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct error err = {0};
	char line[LINE];

	setlocale(LC_ALL, "C.UTF-8");
	b.lib = argc == 2 ? library_open(argv[1], LIBRARY_READ, &err) : NULL;
	if (!b.lib) {
		fprintf(stderr, "usage: bench_search LIBRARY\n");
		return 2;
	}
	while (fgets(line, sizeof(line), stdin)) {
		char *tab = strchr(line, '\t');

		if (!tab)
			continue;
		*tab = '\0';
		measure(&b, line, str_trim(str_of(tab + 1)));
	}
	library_close(b.lib);
	print_memory();
	return 0;
}
