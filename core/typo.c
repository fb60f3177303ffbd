/* One character away: the parts before and behind it must be the same. */
#include "core/typo.h"

#include <stdlib.h>

#include "core/base/utf8.h"

bool typo_is(struct str a, struct str b)
{
	size_t head = 0, tail = 0, most = a.len < b.len ? a.len : b.len;
	size_t in_a, in_b;

	if (str_eq(a, b))
		return false;
	while (head < most && a.p[head] == b.p[head])
		head++;
	while (head > 0 && head < a.len &&
	       ((unsigned char)a.p[head] & 0xc0) == 0x80)
		head--;
	while (head > 0 && head < b.len &&
	       ((unsigned char)b.p[head] & 0xc0) == 0x80)
		head--;
	while (tail < most - head &&
	       a.p[a.len - 1 - tail] == b.p[b.len - 1 - tail])
		tail++;
	while (tail > 0 && ((unsigned char)a.p[a.len - tail] & 0xc0) == 0x80)
		tail--;
	in_a = utf8_count(str_sub(a, head, a.len - tail));
	in_b = utf8_count(str_sub(b, head, b.len - tail));
	return in_a <= 1 && in_b <= 1;
}

void typo_add(struct typo_words *out, struct arena *a, struct str word)
{
	struct typo_word *w;

	for (size_t i = 0; i < out->n; i++)
		if (str_eq(out->items[i].word, word)) {
			out->items[i].n++;
			return;
		}
	w = ARRAY_PUSH(a, out);
	w->word = arena_str(a, word);
	w->n = 1;
}

/* The stretches of `n` characters that are near. */
static void add_stretches(struct typo_words *out, struct arena *a,
			  struct str text, struct str word, size_t n)
{
	size_t from = 0, to = utf8_offset(text, n);

	if (utf8_count(str_sub(text, 0, to)) < n)
		return;
	for (;;) {
		struct str s = str_sub(text, from, to);

		if (typo_is(s, word))
			typo_add(out, a, s);
		if (to >= text.len)
			return;
		from = utf8_next(text, from);
		to = utf8_next(text, to);
	}
}

void typo_add_from(struct typo_words *out, struct arena *a, struct str text,
		   struct str word)
{
	size_t n = utf8_count(word);

	if (n < 2 || n > TYPO_CPS_MAX)
		return;
	add_stretches(out, a, text, word, n);
	if (n > 2)
		add_stretches(out, a, text, word, n - 1);
	add_stretches(out, a, text, word, n + 1);
}

static int by_n(const void *a, const void *b)
{
	const struct typo_word *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return str_cmp(x->word, y->word);
}

void typo_sort(struct typo_words *words, struct str word)
{
	size_t n = utf8_count(word);

	for (size_t i = 0; i < words->n; i++) {
		size_t m = utf8_count(words->items[i].word);

		words->items[i].rank = m == n ? 0 : m > n ? 1 : 2;
	}
	if (words->n)
		qsort(words->items, words->n, sizeof(*words->items), by_n);
}
