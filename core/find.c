/*
 * Finding words: each paragraph is folded and searched as bytes, and the hits
 * are taken back to the text. Folded UTF-8 can only match at characters'
 * edges.
 */
#include "core/find.h"

#include "core/base/pinyin.h"
#include "core/base/utf8.h"

/* Where in the original the folded bytes up to `end` end: behind the character
 * that the last of them came from, without what was dropped behind it. */
static size_t original_end(const struct folded *f, struct str s, size_t end)
{
	size_t last = f->from[end - 1], k = end, to, n;

	while (k < f->bytes.len && f->from[k] == last)
		k++;
	to = f->from[k];
	while (to > last && fold_drops(utf8_decode(s, utf8_prev(s, to), &n)))
		to = utf8_prev(s, to);
	return to;
}

void find_in(struct spans *hits, struct arena *a, const struct find_text *t,
	     struct str needle)
{
	const struct folded *f = t->folded;
	size_t at = 0;

	while (needle.len) {
		ptrdiff_t hit = str_find(f->bytes, needle, at);
		struct span *span;
		size_t end;

		if (hit < 0)
			return;
		end = original_end(f, t->text, (size_t)hit + needle.len);
		span = ARRAY_PUSH(a, hits);
		span->off = t->off + f->from[hit];
		span->len = t->off + (uint32_t)end - span->off;
		/* one character can fold to several: no second hit in it */
		at = (size_t)hit + needle.len;
		while (at < f->bytes.len && f->from[at] < end)
			at++;
	}
}

void find_all(struct spans *hits, struct arena *a, const struct report *r,
	      struct str needle, bool all)
{
	struct arena scratch = {0};
	struct folded f, folded_needle;

	fold(&folded_needle, a, needle);
	for (size_t i = 0; folded_needle.bytes.len && i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];
		struct find_text t = {&f, STR_NULL, p->off};

		t.text =
			str_sub(r->text.bytes, p->off, (size_t)p->off + p->len);
		if (p->kind == PARA_BOILERPLATE && !all)
			continue;
		fold(&f, &scratch, t.text);
		find_in(hits, a, &t, folded_needle.bytes);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

static bool is_letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i] | 32;

		if (c >= 'a' && c <= 'z')
			n++;
		else if (s.p[i] != '\'')
			return false;
	}
	return n >= FIND_LETTERS;
}

void find_letters(struct spans *hits, struct arena *a, const struct report *r,
		  struct str needle, bool all)
{
	struct pinyin k;

	if (!is_letters(needle) || !pinyin_read(&k, needle))
		return;
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];
		struct str text =
			str_sub(r->text.bytes, p->off, (size_t)p->off + p->len);
		size_t from = 0, off, len;

		if (p->kind == PARA_BOILERPLATE && !all)
			continue;
		while (pinyin_find(&k, text, from, &off, &len)) {
			*ARRAY_PUSH(a, hits) = (struct span){
				p->off + (uint32_t)off, (uint32_t)len};
			from = off + len;
		}
	}
}

size_t find_first_from(const struct spans *hits, uint32_t off)
{
	size_t lo = 0, hi = hits->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (hits->items[mid].off < off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}
