/*
 * The sentence of the next report that is most like a promise. All pairs of
 * characters of its sentences are sorted once; a promise then looks its own
 * pairs up and adds up their weights by sentence. Whatever the texts hold,
 * sentences, pairs a sentence and places a pair are bounded.
 */
#include <stdlib.h>

#include "core/base/fold.h"
#include "core/base/utf8.h"
#include "core/promise.h"

enum {
	SENTENCES_MOST = 20000,
	PAIRS_MOST = 300,  /* of a sentence */
	COMMON_LEAST = 8,  /* places that a pair may have always */
	COMMON_MOST = 64,  /* and at most */
	COMMON_SHARE = 10, /* of so many sentences may one have it */
	WEIGHT_ONE = 256,
	LIKE_PERCENT = 24, /* below it nothing is alike */
	RUN_LEAST = 4,	   /* characters in a row that both have: a name */
};

struct place {
	uint64_t pair;
	uint32_t sentence;
};

struct matcher {
	struct arena *arena;
	ARRAY_OF(struct span) sentences;
	ARRAY_OF(struct place) places; /* sorted */
	uint32_t *weight;	       /* of a sentence's pairs */
	uint32_t *score; /* of the promise looked at, by sentence */
	size_t common;
};

static bool is_word(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
	       (cp >= 0x3400 && cp < 0xa000) || (cp >= 0x20000 && cp < 0x32000);
}

/* Pairs of neighbours in a stretch of text, into out[PAIRS_MOST]. */
static size_t pairs_of(struct arena *a, const struct report *r,
		       struct span span, uint64_t *out)
{
	struct arena_mark mark = arena_mark(a);
	struct folded f;
	uint32_t before = 0;
	size_t n = 0, len;

	fold(&f, a,
	     str_sub(r->text.bytes, span.off, (size_t)span.off + span.len));
	for (size_t at = 0; at < f.bytes.len && n < PAIRS_MOST; at += len) {
		uint32_t cp = utf8_decode(f.bytes, at, &len);

		if (!is_word(cp))
			cp = 0;
		if (cp && before)
			out[n++] = (uint64_t)before << 32 | cp;
		before = cp;
	}
	arena_rewind(a, mark);
	return n;
}

static int by_pair(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->pair != y->pair)
		return x->pair < y->pair ? -1 : 1;
	return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static int by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void add_sentence(struct matcher *m, const struct report *r,
			 struct span span)
{
	uint64_t pairs[PAIRS_MOST];
	size_t n;

	if (m->sentences.n >= SENTENCES_MOST)
		return;
	n = pairs_of(m->arena, r, span, pairs);
	for (size_t i = 0; i < n; i++) {
		struct place *p = ARRAY_PUSH(m->arena, &m->places);

		p->pair = pairs[i];
		p->sentence = (uint32_t)m->sentences.n;
	}
	*ARRAY_PUSH(m->arena, &m->sentences) = span;
}

static bool looks_back(const struct report *r, uint32_t off)
{
	uint32_t section = report_section_at(r, off);

	return section == SECTION_NONE ||
	       r->sections.items[section].time != SECTION_PLAN;
}

static void add_report(struct matcher *m, const struct report *r)
{
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];
		uint32_t off = p->off, end = p->off + p->len;

		while (p->kind == PARA_BODY && off < end) {
			struct span span = sentence_at(&r->text, p, off, true);
			uint32_t next = span.off + span.len;

			if (span.len && looks_back(r, span.off))
				add_sentence(m, r, span);
			off = next > off ? next : off + 1;
		}
	}
}

/* log2 of n / df in parts of WEIGHT_ONE, by straight lines between powers. */
static uint32_t weight_of(size_t n, size_t df)
{
	uint64_t x = (uint64_t)n * WEIGHT_ONE / (df ? df : 1);
	uint32_t bits = 0;

	while (x >> (bits + 1))
		bits++;
	if (bits < 8)
		return 1;
	return (bits - 8) * WEIGHT_ONE +
	       (uint32_t)((x - (1ull << bits)) >> (bits - 8)) + 1;
}

static size_t run_from(const struct matcher *m, size_t i)
{
	size_t end = i;

	while (end < m->places.n &&
	       m->places.items[end].pair == m->places.items[i].pair)
		end++;
	return end;
}

/* Sorts the index, drops what stands twice, and weighs the sentences. */
static void settle(struct matcher *m)
{
	size_t n = m->sentences.n, kept = 0, share = n / COMMON_SHARE, end;

	m->common = share < COMMON_LEAST  ? COMMON_LEAST
		    : share > COMMON_MOST ? COMMON_MOST
					  : share;
	m->weight = arena_calloc(m->arena, n + 1, sizeof(*m->weight));
	m->score = arena_calloc(m->arena, n + 1, sizeof(*m->score));
	if (m->places.n)
		qsort(m->places.items, m->places.n, sizeof(struct place),
		      by_pair);
	for (size_t i = 0; i < m->places.n; i++)
		if (!kept ||
		    by_pair(&m->places.items[i], &m->places.items[kept - 1]))
			m->places.items[kept++] = m->places.items[i];
	m->places.n = kept;
	for (size_t i = 0; i < kept; i = end) {
		end = run_from(m, i);
		for (size_t k = i; end - i <= m->common && k < end; k++)
			m->weight[m->places.items[k].sentence] +=
				weight_of(n, end - i);
	}
}

static size_t find_pair(const struct matcher *m, uint64_t pair)
{
	size_t low = 0, high = m->places.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->places.items[mid].pair < pair)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Adds up what a promise shares with each sentence; the weight of its own
 * pairs is the answer. */
static uint32_t add_scores(struct matcher *m, const uint64_t *pairs, size_t n)
{
	uint32_t weight = 0;

	for (size_t i = 0; i < n; i++) {
		size_t from, end;
		uint32_t w;

		if (i && pairs[i] == pairs[i - 1])
			continue;
		from = find_pair(m, pairs[i]);
		end = from;
		if (from < m->places.n &&
		    m->places.items[from].pair == pairs[i])
			end = find_pair(m, pairs[i] + 1);
		if (end - from > m->common)
			continue;
		w = weight_of(m->sentences.n, end - from);
		weight += w;
		for (size_t k = from; k < end; k++)
			m->score[m->places.items[k].sentence] += w;
	}
	return weight;
}

/* The longest run of characters that both have. */
static size_t longest_run(const uint64_t *a, size_t n_a, const uint64_t *b,
			  size_t n_b)
{
	size_t best = 0, before[PAIRS_MOST + 1] = {0};

	for (size_t i = 0; i < n_a; i++) {
		size_t diagonal = 0;

		for (size_t k = 0; k < n_b; k++) {
			size_t up = before[k + 1];
			bool joins =
				i && k && (a[i - 1] & UINT32_MAX) == a[i] >> 32;

			before[k + 1] = a[i] != b[k] ? 0
					: joins	     ? diagonal + 1
						     : 1;
			if (before[k + 1] > best)
				best = before[k + 1];
			diagonal = up;
		}
	}
	return best ? best + 1 : 0;
}

/* Shared weight against that of both, the promise's counting more: a sentence
 * that tells the promise among other things is still a good answer. */
static unsigned percent_of(uint32_t shared, uint32_t promise, uint32_t sentence)
{
	uint64_t all = (uint64_t)promise * 7 + (uint64_t)sentence * 3;

	return all ? (unsigned)((uint64_t)shared * 1000 / all) : 0;
}

static struct promise_match match(struct matcher *m, const struct report *r,
				  struct span promise,
				  const struct report *next)
{
	uint64_t pairs[PAIRS_MOST], sorted[PAIRS_MOST], other[PAIRS_MOST];
	struct promise_match best = {0};
	size_t n = pairs_of(m->arena, r, promise, pairs), at = 0;
	uint32_t weight;

	memcpy(sorted, pairs, n * sizeof(*pairs));
	if (n)
		qsort(sorted, n, sizeof(*sorted), by_value);
	weight = add_scores(m, sorted, n);
	for (size_t i = 0; i < m->sentences.n; i++) {
		unsigned percent =
			percent_of(m->score[i], weight, m->weight[i]);

		m->score[i] = 0;
		if (percent <= best.percent)
			continue;
		best.percent = percent;
		at = i;
	}
	if (best.percent < LIKE_PERCENT)
		return (struct promise_match){0};
	best.at = m->sentences.items[at];
	if (longest_run(pairs, n, other,
			pairs_of(m->arena, next, best.at, other)) < RUN_LEAST)
		return (struct promise_match){0};
	return best;
}

struct promise_match *promises_match(struct arena *a, const struct report *r,
				     const struct promises *promises,
				     const struct report *next)
{
	struct matcher m = {.arena = a};
	struct promise_match *out =
		arena_calloc(a, promises->n + 1, sizeof(*out));

	add_report(&m, next);
	settle(&m);
	for (size_t i = 0; i < promises->n; i++)
		out[i] = match(&m, r, promises->items[i].at, next);
	return out;
}
