/*
 * bench_wrap [FILE]: how fast text is wrapped, folded and searched, beside
 * libunistring's own wrapping in the same run. Without a file it takes a
 * text of its own.
 */
#include "core/wrap.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unilbrk.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/find.h"

enum { WIDTH = 80, ENOUGH = 300 /* ms */ };

struct bench {
	struct arena arena;
	const struct wrap_rules *rules;
	struct report report;
	size_t result; /* so that no work is left out */
};

static void run_wrap(struct bench *b)
{
	struct wrap_rows rows = {0};
	struct wrap_style s = wrap_style_for(b->rules, PARA_BODY, WIDTH);

	for (size_t i = 0; i < b->report.paras.n; i++) {
		const struct para *p = &b->report.paras.items[i];

		wrap(&rows, &b->arena, &b->report.text, p->off, p->len, s);
	}
	b->result += rows.n;
}

static void run_unistring(struct bench *b)
{
	for (size_t i = 0; i < b->report.paras.n; i++) {
		const struct para *p = &b->report.paras.items[i];
		const char *s = b->report.text.bytes.p + p->off;
		char *breaks = arena_alloc(&b->arena, p->len);

		u8_width_linebreaks((const uint8_t *)s, p->len, WIDTH, 0, 0,
				    NULL, "UTF-8", breaks);
		b->result += (size_t)breaks[0];
	}
}

static void run_fold(struct bench *b)
{
	struct folded f;

	fold(&f, &b->arena, b->report.text.bytes);
	b->result += f.bytes.len;
}

static void run_find(struct bench *b)
{
	struct spans hits = {0};

	find_all(&hits, &b->arena, &b->report, STR("固定資產投資"), true);
	b->result += hits.n;
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void measure(struct bench *b, const char *name,
		    void (*run)(struct bench *))
{
	double best = 1e9, from = now_ms(), at, took;
	size_t len = b->report.text.bytes.len;

	do {
		struct arena_mark mark = arena_mark(&b->arena);

		at = now_ms();
		run(b);
		took = now_ms() - at;
		best = took < best ? took : best;
		arena_rewind(&b->arena, mark);
	} while (now_ms() - from < ENOUGH);
	printf("%-22s %9.3f ms %8.1f MB/s\n", name, best,
	       (double)len / 1e3 / best);
}

static struct str own_text(struct arena *a)
{
	struct buf b;

	buf_init(&b, a);
	while (b.len < 40000) {
		buf_addz(&b, "青川区全年实现地区生产总值1,250.6亿元，增长6.5%左"
			     "右；完成固定资产投资320亿元，增长13.3%，其中民间"
			     "投资增长9%—9.5%，高出全市平均水平2.3个百分点。");
		if (b.len % 7 == 0)
			buf_addc(&b, '\n');
	}
	return buf_str(&b);
}

static struct str read_file(struct arena *a, const char *path)
{
	FILE *in = fopen(path, "rb");
	struct buf b;
	char chunk[65536];
	size_t n;

	buf_init(&b, a);
	while (in && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		buf_add(&b, str_n(chunk, n));
	if (in)
		fclose(in);
	return buf_str(&b);
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct str rest, line;

	setlocale(LC_ALL, "C.UTF-8");
	b.rules = wrap_rules_open(&b.arena, &ASSETS_BUILTIN, NULL);
	rest = argc > 1 ? read_file(&b.arena, argv[1]) : own_text(&b.arena);
	if (rest.len == 0 || !utf8_is_valid(rest)) {
		fprintf(stderr, "bench_wrap: no UTF-8 text\n");
		return 1;
	}
	b.report.text.bytes = rest;
	while (str_split(&rest, '\n', &line)) {
		struct para p = {.len = (uint32_t)line.len};

		p.off = (uint32_t)(line.p - b.report.text.bytes.p);
		if (line.len)
			*ARRAY_PUSH(&b.arena, &b.report.paras) = p;
	}
	measure(&b, "wrap", run_wrap);
	measure(&b, "u8_width_linebreaks", run_unistring);
	measure(&b, "fold", run_fold);
	measure(&b, "find_all", run_find);
	arena_release(&b.arena);
	return b.result == 0;
}
