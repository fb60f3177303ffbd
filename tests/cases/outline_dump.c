/*
 * Prints the outline of files as `hsview outline --format tsv` does, with
 * core alone: outline_dump [--trace|--paras|--time] FILE. For the case
 * runners, and for a look at what a rule did.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/outline/mark.h"
#include "core/outline/outline.h"

static const char *const KINDS[] = {"body",    "heading", "title",
				    "caption", "kicker",  "boilerplate"};
static const char *const TIMES[] = {"", "review", "plan"};

static struct str read_file(struct arena *a, const char *path)
{
	struct buf b;
	char chunk[65536];
	size_t n;
	FILE *f = fopen(path, "rb");

	buf_init(&b, a);
	if (!f) {
		perror(path);
		exit(1);
	}
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(&b, str_n(chunk, n));
	fclose(f);
	return buf_str(&b);
}

static void put(const char *key, struct str value)
{
	if (value.len)
		printf("# %s\t%.*s\n", key, (int)value.len, value.p);
}

static void put_year(const char *key, unsigned year)
{
	if (year)
		printf("# %s\t%u\n", key, year);
}

static void dump_meta(const struct report *r)
{
	put("title", r->meta.title);
	put("region", r->meta.region);
	put("kind", str_of(report_kind_name(r->meta.kind)));
	put("date", r->meta.date);
	put_year("year", r->meta.year);
	put_year("review_year", r->meta.review_year);
	put("speaker", r->meta.speaker);
	put("source", r->meta.source);
}

static void dump(const struct report *r, bool times)
{
	dump_meta(r);
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		if (p->kind >= PARA_CAPTION)
			printf("# %s\t%u\t%u\n", KINDS[p->kind],
			       text_cp(&r->text, p->off),
			       text_cp(&r->text, p->off + p->len));
	}
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		printf("%u\t%d\t%.*s", text_cp(&r->text, s->off), s->level,
		       (int)s->title.len, s->title.p);
		if (times)
			printf("\t%s", TIMES[s->time]);
		putchar('\n');
	}
}

static void dump_paras(const struct report *r)
{
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		printf("%u\t%s\t%.*s\n", text_cp(&r->text, p->off),
		       KINDS[p->kind], (int)p->len, r->text.bytes.p + p->off);
	}
}

static void trace(struct arena *a, const struct report_rules *rules,
		  struct str raw, bool markdown, struct str name)
{
	struct report r = {0};
	struct outline o = {.a = a,
			    .tmp = a,
			    .rules = rules,
			    .report = &r,
			    .name = name,
			    .markdown = markdown};

	text_load(&r.text, a, raw);
	o.s = r.text.bytes;
	outline_run(&o);
	for (size_t i = 0, h = 0; i < o.blocks.n; i++) {
		const struct block *b = &o.blocks.items[i];

		printf("%u\t%s\t%s\t%.*s\n", text_cp(&r.text, b->off),
		       KINDS[b->kind], b->rule ? b->rule : "",
		       (int)(b->len < 90 ? b->len : 90), o.s.p + b->off);
		for (; h < o.heads.n && o.heads.items[h].block == i; h++)
			printf("\t%d\t%s\t%s\t%.*s\n", o.heads.items[h].level,
			       o.heads.items[h].rule,
			       mark_name(o.heads.items[h].mark.kind),
			       (int)o.heads.items[h].len,
			       o.s.p + o.heads.items[h].off);
	}
}

static void measure(const struct report_rules *rules, struct str raw,
		    bool markdown, struct str name)
{
	struct timespec t0, t1;
	struct arena a = {0};
	struct report r;
	size_t rounds = raw.len < 1 << 20 ? 100 : 1;
	double us;

	clock_gettime(CLOCK_MONOTONIC, &t0);
	for (size_t i = 0; i < rounds; i++) {
		arena_reset(&a);
		report_parse(&r, &a, rules, raw,
			     markdown ? FORMAT_MARKDOWN : FORMAT_TEXT, name);
	}
	clock_gettime(CLOCK_MONOTONIC, &t1);
	us = ((double)(t1.tv_sec - t0.tv_sec) * 1e6 +
	      (double)(t1.tv_nsec - t0.tv_nsec) / 1e3) /
	     (double)rounds;
	printf("%zu bytes, %zu paragraphs, %zu sections, %.0f us, %zu held\n",
	       raw.len, r.paras.n, r.sections.n, us, a.total);
	arena_release(&a);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct error err = {0};
	struct report r;
	const char *path = argc > 1 ? argv[argc - 1] : NULL;
	const char *how = argc > 2 ? argv[1] : "";
	const char *base = path ? strrchr(path, '/') : NULL;
	struct str raw, name = str_of(base ? base + 1 : path);
	bool markdown = str_has_suffix(name, STR(".md"));
	struct report_rules *rules =
		report_rules_open(&a, &ASSETS_BUILTIN, &err);

	if (!path || !rules) {
		fprintf(stderr, "%s %s %s %s\n", path ? err.msgid : "no file",
			err.args[0], err.args[1], err.args[2]);
		return 2;
	}
	raw = read_file(&a, path);
	if (strcmp(how, "--trace") == 0) {
		trace(&a, rules, raw, markdown, name);
	} else if (strcmp(how, "--measure") == 0) {
		measure(rules, raw, markdown, name);
	} else {
		report_parse(&r, &a, rules, raw,
			     markdown ? FORMAT_MARKDOWN : FORMAT_TEXT, name);
		if (strcmp(how, "--paras") == 0)
			dump_paras(&r);
		else
			dump(&r, strcmp(how, "--time") == 0);
	}
	arena_release(&a);
	return 0;
}
