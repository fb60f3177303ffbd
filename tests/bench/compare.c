/*
 * bench_compare [REPORTS]: how fast a library answers what became of its
 * targets. A library is made in memory, of 100 regions through ten years
 * (1,000 reports of 120 figures each), and asked by indicator over all
 * regions, by region, and for everything.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/extract/extract.h"

#include "db/metrics.h"
#include "db/series.h"

enum { REGIONS = 100, FIGURES = 60, ROUNDS = 5, FIRST_YEAR = 2011 };

static const char *const NAMES[] = {
	"地区生产总值",		  "一般公共预算收入", "固定资产投资",
	"社会消费品零售总额",	  "进出口总额",	      "城镇居民人均可支配收入",
	"农村居民人均可支配收入", "居民消费价格",     "规上工业增加值",
	"单位地区生产总值能耗",
};

struct bench {
	struct arena a;
	struct library *lib;
	const struct indicators *known;
	struct error err;
};

static double now_ms(void)
{
	struct timespec t;

	/* of this process alone: the machine may be busy */
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void die(const struct bench *b)
{
	fprintf(stderr, "bench_compare: %s (%s)\n", b->err.msgid,
		b->err.args[0]);
	exit(1);
}

/* Two of each name: what was reached, what is aimed at. */
static void add_figures(struct arena *a, const struct indicators *known,
			struct metrics *out, unsigned year)
{
	for (unsigned i = 0; i < 2 * FIGURES; i++) {
		struct metric *m = ARRAY_PUSH(a, out);
		unsigned n = i / 2;
		struct buf b;

		*m = (struct metric){.off = i * 12, .len = 6};
		buf_init(&b, a);
		if (n < COUNT_OF(NAMES))
			buf_addz(&b, NAMES[n]);
		else
			buf_addf(&b, "第%u类惠民工程建设项目", n);
		m->indicator = buf_str(&b);
		m->canonical =
			n < COUNT_OF(NAMES)
				? indicator_find(known, m->indicator)->name
				: STR_NULL;
		m->value = decimal_int((int32_t)(5 + (i * 7 + year) % 4));
		m->unit = n < COUNT_OF(NAMES) ? STR("%") : STR("个");
		m->family = n < COUNT_OF(NAMES) ? FAMILY_RATIO : FAMILY_COUNT;
		m->measure =
			n < COUNT_OF(NAMES) ? MEASURE_GROWTH : MEASURE_LEVEL;
		m->role = i % 2 ? ROLE_TARGET : ROLE_ACHIEVED;
		m->section = SECTION_NONE;
		m->sentence = (struct span){m->off, 12};
	}
}

static void put(struct bench *b, unsigned n)
{
	struct report_source source = {.size = 100};
	struct arena a = {0};
	struct metrics metrics = {0};
	struct report r = {0};
	enum put_result result;
	struct buf text, name;
	int64_t id;

	buf_init(&text, &a);
	for (unsigned i = 0; i < 4 * FIGURES; i++)
		buf_addz(&text, "增长6%。");
	text_load(&r.text, &a, buf_str(&text));
	*ARRAY_PUSH(&a, &r.paras) =
		(struct para){0, (uint32_t)text.len, PARA_BODY};
	buf_init(&name, &a);
	buf_addf(&name, "第%u区", n % REGIONS);
	r.meta.region = arena_str(&a, buf_str(&name));
	r.meta.title = STR("政府工作报告");
	r.meta.kind = KIND_WORK_REPORT;
	r.meta.year = (uint16_t)(FIRST_YEAR + n / REGIONS);
	r.meta.review_year = (uint16_t)(r.meta.year - 1);
	buf_reset(&name);
	buf_addf(&name, "/x/%u.txt", n);
	source.path = source.file = buf_str(&name);
	snprintf(source.sha256, sizeof(source.sha256), "%064x", n);
	add_figures(&a, b->known, &metrics, r.meta.year);
	if (!reports_put(b->lib, &r, &source, &result, &id, &b->err) ||
	    !metrics_replace(b->lib, id, &metrics, 1, &b->err))
		die(b);
	arena_release(&a);
}

static void ask(struct bench *b, const char *what, const char *region,
		const char *indicator)
{
	struct series_wanted w = {.region = str_of(region),
				  .indicator = str_of(indicator),
				  .this_year = 2026};
	double best = 1e9;
	size_t cells = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		struct series_table t;
		double start = now_ms(), took;

		if (!series_load(b->lib, &a, b->known, &w, &t, &b->err))
			die(b);
		took = now_ms() - start;
		best = took < best ? took : best;
		cells = 0;
		for (size_t k = 0; k < t.n; k++)
			cells += t.rows[k].n_cells;
		arena_release(&a);
	}
	printf("%-28s %7.1f ms  %zu cells\n", what, best, cells);
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	unsigned n = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000;

	setlocale(LC_ALL, "C.UTF-8");
	b.lib = library_open(NULL, LIBRARY_MEMORY, &b.err);
	b.known = indicators_open(&b.a, &ASSETS_BUILTIN, &b.err);
	if (!b.lib || !b.known || !library_begin(b.lib, &b.err))
		die(&b);
	for (unsigned i = 0; i < n; i++)
		put(&b, i);
	if (!library_commit(b.lib, &b.err))
		die(&b);
	printf("%u reports, %u figures\n", n, n * 2 * FIGURES);
	ask(&b, "one indicator, all regions", NULL, "gdp");
	ask(&b, "one region", "第7区", NULL);
	ask(&b, "one region, one indicator", "第7区", "gdp");
	ask(&b, "everything", NULL, NULL);
	library_close(b.lib);
	arena_release(&b.a);
	return 0;
}
