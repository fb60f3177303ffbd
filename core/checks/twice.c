/*
 * Text that stands twice: paragraphs and sentences are numbered by what they
 * say (white space apart), sorted, and those that say the same are paired with
 * the first of them. Sentences that follow each other in both places are one
 * finding. Set phrases are short, headings are headings: neither counts.
 */
#include <stdlib.h>

#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/checks/parts.h"

enum {
	HAN_LEAST = 12,	  /* Han characters of what is looked at */
	HAN_ENDLESS = 30, /* the same without a closing mark */
};

struct piece {
	struct span span;
	uint64_t hash;
	uint32_t first; /* index of the first that says the same, or itself */
	uint32_t para;
};

struct pieces {
	struct piece *items;
	size_t n, cap;
};

static bool is_han(uint32_t cp)
{
	return (cp >= 0x4e00 && cp <= 0x9fff) ||
	       (cp >= 0x3400 && cp <= 0x4dbf) ||
	       (cp >= 0x20000 && cp <= 0x3ffff);
}

static bool is_end(uint32_t cp)
{
	switch (cp) {
	case 0x3002: // 。
	case 0xff01: // ！
	case 0xff1f: // ？
	case 0xff1b: // ；
	case '!':
	case '?':
	case ';':
		return true;
	default:
		return false;
	}
}

static struct str text_of(const struct check_run *run, struct span s)
{
	return str_sub(run->mine->report->text.bytes, s.off,
		       (size_t)s.off + s.len);
}

/* False when it is too short to tell anything. */
static bool number(const struct check_run *run, struct span span,
		   uint64_t *hash)
{
	struct str s = text_of(run, span);
	uint64_t h = 14695981039346656037u;
	unsigned han = 0;
	bool end = false;
	size_t n;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (space_is(cp))
			continue;
		h = (h ^ cp) * 1099511628211u;
		han += is_han(cp);
		end |= is_end(cp);
	}
	*hash = h;
	return han >= (end ? HAN_LEAST : HAN_ENDLESS);
}

/* The next character that is no white space; 0 at the end. */
static uint32_t next(struct str s, size_t *at)
{
	size_t n;

	while (*at < s.len) {
		uint32_t cp = utf8_decode(s, *at, &n);

		*at += n;
		if (!space_is(cp))
			return cp ? cp : UTF8_REPLACEMENT;
	}
	return 0;
}

static bool says_same(const struct check_run *run, const struct piece *x,
		      const struct piece *y)
{
	struct str s = text_of(run, x->span), t = text_of(run, y->span);
	size_t i = 0, k = 0;
	uint32_t a, b;

	do {
		a = next(s, &i);
		b = next(t, &k);
	} while (a == b && a);
	return a == b;
}

struct key {
	uint64_t hash;
	uint32_t piece;
};

static int cmp(const void *x, const void *y)
{
	const struct key *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->piece < b->piece ? -1 : a->piece > b->piece;
}

static void pair(const struct check_run *run, struct arena *a, struct pieces *p)
{
	struct key *keys = arena_calloc(a, p->n + 1, sizeof(*keys));
	size_t from = 0;

	for (uint32_t i = 0; i < p->n; i++)
		keys[i] = (struct key){p->items[i].hash, i};
	qsort(keys, p->n, sizeof(*keys), cmp);
	for (size_t i = 0; i < p->n; i++) {
		if (keys[i].hash != keys[from].hash)
			from = i;
		if (says_same(run, &p->items[keys[from].piece],
			      &p->items[keys[i].piece]))
			p->items[keys[i].piece].first = keys[from].piece;
	}
}

static struct piece *add(struct check_run *run, struct arena *a,
			 struct pieces *p, struct span span)
{
	struct piece *x;
	uint64_t hash;

	if (!number(run, span, &hash))
		return NULL;
	x = ARRAY_PUSH(a, p);
	*x = (struct piece){
		.span = span, .hash = hash, .first = (uint32_t)(p->n - 1)};
	return x;
}

/* From the start of `a` to the end of `b`. */
static struct span joined(struct span a, struct span b)
{
	return (struct span){a.off, b.off + b.len - a.off};
}

/* Those that are said twice, runs of neighbours as one. */
static void tell(struct check_run *run, const struct pieces *p,
		 enum check_rule rule)
{
	for (uint32_t i = 0; i < p->n; i++) {
		uint32_t first = p->items[i].first, last = i;
		struct finding *f;

		if (first == i)
			continue;
		while (last + 1 < p->n &&
		       p->items[last + 1].first == first + (last + 1 - i) &&
		       first + (last + 1 - i) < i)
			last++;
		f = check_found(run, rule);
		if (!f)
			return;
		f->place[0] = check_here(
			run, joined(p->items[i].span, p->items[last].span));
		f->place[1] = check_here(
			run, joined(p->items[first].span,
				    p->items[first + last - i].span));
		f->n_places = 2;
		i = last;
	}
}

/* Is this sentence a heading that a paragraph begins with? */
static bool is_heading(const struct report *r, struct span s)
{
	uint32_t i = report_section_at(r, s.off + s.len - 1);
	const struct section *x;

	if (i == SECTION_NONE)
		return false;
	x = &r->sections.items[i];
	return x->off >= s.off && x->off + x->len + 3 >= s.off + s.len;
}

static void add_sentences(struct check_run *run, struct arena *a,
			  struct pieces *out, const struct para *p)
{
	const struct report *r = run->mine->report;
	uint32_t at = p->off, end = p->off + p->len;

	while (at < end) {
		struct span s = sentence_at(&r->text, p, at, false);

		if (s.off + s.len <= at) // blanks at the end
			return;
		if (!is_heading(r, s))
			add(run, a, out, s);
		at = s.off + s.len;
	}
}

void check_twice(struct check_run *run)
{
	const struct report *r = run->mine->report;
	struct pieces paras = {0}, sentences = {0};
	struct arena a = {0};
	size_t k = 0;

	for (uint32_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];
		struct piece *x = NULL;

		if (p->kind == PARA_BODY)
			x = add(run, &a, &paras, (struct span){p->off, p->len});
		if (x)
			x->para = i;
	}
	pair(run, &a, &paras);
	tell(run, &paras, CHECK_PARAGRAPH);
	for (uint32_t i = 0; i < r->paras.n; i++) {
		bool twice = false;

		while (k < paras.n && paras.items[k].para < i)
			k++;
		if (k < paras.n && paras.items[k].para == i)
			twice = paras.items[k].first != k;
		if (!twice && r->paras.items[i].kind == PARA_BODY)
			add_sentences(run, &a, &sentences, &r->paras.items[i]);
	}
	pair(run, &a, &sentences);
	tell(run, &sentences, CHECK_SENTENCE);
	arena_release(&a);
}
