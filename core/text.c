/*
 * Loading a text: mark away, repair, and the table that turns byte offsets
 * into code points. The table counts the characters that begin before each
 * TEXT_STEP-th byte, so that a conversion looks at one step at most.
 */
#include "core/text.h"

#include "core/base/utf8.h"

static const char REPLACEMENT[] = "\xef\xbf\xbd";

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* Counts the faults and the bytes that the repaired text will have. */
static uint32_t count_faults(struct str raw, size_t *len)
{
	uint32_t faults = 0;
	size_t n;

	*len = 0;
	for (size_t i = 0; i < raw.len; i += n) {
		uint32_t cp = utf8_decode(raw, i, &n);

		if (utf8_is_fault(raw, i, cp, n)) {
			faults++;
			*len += 3;
		} else {
			*len += n;
		}
	}
	return faults;
}

static struct str repair(struct arena *a, struct str raw, size_t len)
{
	char *out = arena_alloc(a, len + 1), *p = out;
	size_t n;

	for (size_t i = 0; i < raw.len; i += n) {
		uint32_t cp = utf8_decode(raw, i, &n);

		if (utf8_is_fault(raw, i, cp, n)) {
			memcpy(p, REPLACEMENT, 3);
			p += 3;
		} else {
			memcpy(p, raw.p + i, n);
			p += n;
		}
	}
	return str_n(out, len);
}

static void count_marks(struct text *t, struct arena *a)
{
	size_t n = t->bytes.len / TEXT_STEP + 1;
	uint32_t cps = 0;

	t->marks = arena_calloc(a, n, sizeof(*t->marks));
	for (size_t i = 0; i < t->bytes.len; i++) {
		if (i % TEXT_STEP == 0)
			t->marks[i / TEXT_STEP] = cps;
		cps += begins_character(t->bytes.p[i]);
	}
	if (t->bytes.len % TEXT_STEP == 0)
		t->marks[n - 1] = cps;
	t->n_cps = cps;
}

void text_load(struct text *t, struct arena *a, struct str raw)
{
	size_t len;

	*t = (struct text){0};
	if (str_has_prefix(raw, STR("\xef\xbb\xbf")))
		raw = str_sub(raw, 3, raw.len);
	if (!raw.p)
		raw = STR("");
	t->n_replaced = count_faults(raw, &len);
	t->bytes = t->n_replaced ? repair(a, raw, len) : raw;
	count_marks(t, a);
}

uint32_t text_cp(const struct text *t, uint32_t off)
{
	uint32_t cps;

	if (off > t->bytes.len)
		off = (uint32_t)t->bytes.len;
	cps = t->marks[off / TEXT_STEP];
	for (uint32_t i = off / TEXT_STEP * TEXT_STEP; i < off; i++)
		cps += begins_character(t->bytes.p[i]);
	return cps;
}

uint32_t text_off(const struct text *t, uint32_t cp)
{
	uint32_t lo = 0, hi = (uint32_t)(t->bytes.len / TEXT_STEP), i, cps;

	if (cp >= t->n_cps)
		return (uint32_t)t->bytes.len;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo + 1) / 2;

		if (t->marks[mid] <= cp)
			lo = mid;
		else
			hi = mid - 1;
	}
	cps = t->marks[lo];
	for (i = lo * TEXT_STEP;; i++)
		if (begins_character(t->bytes.p[i]) && cps++ == cp)
			return i;
}
