/* Cutting a snippet. A clause's end is looked for on both sides of the hit;
 * where a clause is longer than the line, it is cut between characters. */
#include "core/snippet.h"

#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/text.h"

enum { BEFORE_CPS = 24 };

static bool ends_clause(uint32_t cp)
{
	switch (cp) {
	case 0xff0c: /* ， */
	case 0x3001: /* 、 */
	case 0xff1b: /* ； */
	case 0xff1a: /* ： */
	case 0x3002: /* 。 */
	case ',':
	case ';':
		return true;
	default:
		return false;
	}
}

/* Back from the hit over at most BEFORE_CPS characters, to the first clause
 * that begins there. */
static size_t cut_before(struct str s, size_t from, size_t hit)
{
	size_t at = hit, best = hit, n;
	int cps = 0;

	while (at > from && cps < BEFORE_CPS) {
		size_t before = utf8_prev(s, at);

		if (ends_clause(utf8_decode(s, before, &n)))
			best = at;
		at = before;
		cps++;
	}
	if (at <= from)
		return from;
	/* a clause longer than that: cut inside it */
	return best < hit ? best : at;
}

static size_t cut_behind(struct str s, size_t from, size_t hit_end, size_t end)
{
	size_t at = hit_end, best = 0, n;
	size_t cps = utf8_count(str_sub(s, from, hit_end));

	while (at < end && cps < SNIPPET_CPS) {
		bool is_end = ends_clause(utf8_decode(s, at, &n));

		at += n;
		cps++;
		if (is_end)
			best = at;
	}
	if (at >= end)
		return end;
	return best ? best : at;
}

static bool is_wide(uint32_t cp)
{
	return cp >= 0x2e80;
}

/* Copies [from, to) with line ends joined: nothing between Han characters, a
 * blank between others. The marks move with their characters. */
struct copy {
	struct buf b;
	struct arena *a;
	struct snippet *out;
	const struct spans *hits;
	size_t next; /* hit */
	bool inside;
};

static void end_mark(struct copy *c)
{
	struct span *m = &c->out->marks.items[c->out->marks.n - 1];

	m->len = (uint32_t)c->b.len - m->off;
	c->inside = false;
}

static size_t hit_end(const struct copy *c)
{
	const struct span *h = &c->hits->items[c->next];

	return (size_t)h->off + h->len;
}

/* Before what stands between a hit's end and `at`. */
static void leave_hits(struct copy *c, size_t at)
{
	for (; c->next < c->hits->n && hit_end(c) <= at; c->next++)
		if (c->inside)
			end_mark(c);
}

static void enter_hit(struct copy *c, size_t at)
{
	if (c->inside || c->next >= c->hits->n ||
	    c->hits->items[c->next].off > at)
		return;
	ARRAY_PUSH(c->a, &c->out->marks)->off = (uint32_t)c->b.len;
	c->inside = true;
}

static void copy(struct copy *c, struct str s, size_t from, size_t to)
{
	uint32_t last = 0;
	bool gap = false, line_end = false;
	size_t n;

	for (size_t i = from; i < to; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		leave_hits(c, i);
		if (space_is(cp)) {
			gap = true;
			line_end = line_end || space_is_line_end(cp);
			continue;
		}
		if (gap && last &&
		    !(line_end && (is_wide(last) || is_wide(cp))))
			buf_addc(&c->b, ' ');
		gap = line_end = false;
		enter_hit(c, i);
		buf_add(&c->b, str_sub(s, i, i + n));
		last = cp;
	}
	if (c->inside)
		end_mark(c);
}

void snippet_make(struct snippet *out, struct arena *a, struct str para,
		  struct span at, const struct spans *hits)
{
	struct text t = {.bytes = para};
	struct para p = {.len = (uint32_t)para.len};
	struct span sentence = sentence_at(&t, &p, at.off, false);
	size_t end = sentence.off + sentence.len, from, to;
	struct copy c = {.a = a, .out = out, .hits = hits};

	*out = (struct snippet){0};
	if (end < at.off + at.len)
		end = at.off + at.len;
	from = cut_before(para, sentence.off < at.off ? sentence.off : at.off,
			  at.off);
	to = cut_behind(para, from, at.off + at.len, end);
	buf_init(&c.b, a);
	if (from > sentence.off)
		buf_addz(&c.b, "…");
	copy(&c, para, from, to);
	if (to < end)
		buf_addz(&c.b, "…");
	out->text = buf_str(&c.b);
}
