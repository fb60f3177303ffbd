/*
 * Aligning sections: parts with parts first, then what stands in them, and
 * what is left with anything. A pair's score comes from its titles, from all
 * the text below the headings, from the time that both speak of, and from
 * whether the sections around them are a pair. The best pair goes first.
 */
#include <stdlib.h>

#include "core/diff_parts.h"

enum {
	TITLE_SHARE = 45, /* percent */
	BODY_SHARE = 55,
	SAME_TIME = 150, /* both look back, or both ahead */
	SAME_PARENT = 120,
	PLACE_MOST = 60, /* off for standing at the other end */
	ENOUGH = 260,
	ENOUGH_ANY_LEVEL = 420,
	ANY_LEVEL = 0,
};

struct section_try {
	uint32_t a, b; /* in diff_side.sections */
	uint32_t title, body;
	int score;
};
struct tries {
	struct section_try *items;
	size_t n, cap;
};

static unsigned level_of(const struct diff_side *s, uint32_t i)
{
	return i ? s->report->sections.items[i - 1].level : 0;
}

unsigned diff_section_time(const struct diff_side *s, uint32_t i)
{
	return i ? s->report->sections.items[i - 1].time : 0;
}

uint32_t diff_section_parent(const struct diff_side *s, uint32_t i)
{
	uint32_t parent =
		i ? s->report->sections.items[i - 1].parent : SECTION_NONE;

	return parent == SECTION_NONE ? 0 : parent + 1;
}

static bool is_counter(uint32_t cp)
{
	static const uint32_t han[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
				       0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};

	for (size_t i = 0; i < COUNT_OF(han); i++)
		if (cp == han[i])
			return true;
	return (cp >= '0' && cp <= '9') || cp == '(' || cp == ')';
}

/* The heading without 一、 （二） 3. before it. */
static struct diff_stretch title_of(const struct diff_work_side *s, uint32_t i)
{
	const struct diff_section *section = &s->out->sections.items[i];
	struct diff_stretch t, words;
	const struct diff_char *chars = s->chars.items;
	uint32_t at;

	if (i == 0 || section->n_units == 0 ||
	    !s->out->units.items[section->unit].heading)
		return (struct diff_stretch){0, 0};
	t = words = s->words.items[section->unit];
	for (at = t.from; at < t.from + t.n && is_counter(chars[at].cp);)
		at++;
	if (at < t.from + t.n && at > t.from &&
	    (chars[at].cp == 0x3001 || chars[at].cp == '.' ||
	     chars[at - 1].cp == ')')) {
		t.n -= at - t.from;
		t.from = at;
	}
	return t.n ? t : words;
}

/* All characters of a section, with those of the sections in it. */
static struct diff_stretch body_of(const struct diff_work_side *s, uint32_t i)
{
	const struct diff_side *out = s->out;
	uint32_t last = i ? report_section_next(out->report, i - 1) : 0;
	uint32_t from = UINT32_MAX, end = 0;

	for (; i <= last && i < out->sections.n; i++) {
		const struct diff_section *section = &out->sections.items[i];
		const struct diff_stretch *w;

		if (section->n_units == 0)
			continue;
		w = &s->words.items[section->unit];
		if (from == UINT32_MAX)
			from = w[0].from;
		w += section->n_units - 1;
		end = w->from + w->n;
	}
	return from < end ? (struct diff_stretch){from, end - from}
			  : (struct diff_stretch){0, 0};
}

typedef struct diff_stretch stretch_fn(const struct diff_work_side *s,
				       uint32_t i);

static void find_near(struct diff_work *w, stretch_fn *of,
		      struct near_pairs *out)
{
	struct near_docs docs[DIFF_SIDES];

	for (int s = 0; s < DIFF_SIDES; s++) {
		const struct diff_work_side *side = &w->side[s];
		uint32_t n = (uint32_t)side->out->sections.n;
		struct diff_stretch *items =
			arena_calloc(&w->temp, n, sizeof(*items));

		for (uint32_t i = 0; i < n; i++)
			items[i] = of(side, i);
		docs[s] = (struct near_docs){side->chars.items, items, n};
	}
	diff_near(&w->temp, docs, out);
}

static int by_sections(const void *x, const void *y)
{
	const struct section_try *p = x, *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b == q->b ? 0 : p->b < q->b ? -1 : 1;
}

static int by_score(const void *x, const void *y)
{
	const struct section_try *p = x, *q = y;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	return by_sections(x, y);
}

/* What either likeness found, each pair once. */
static void collect(struct diff_work *w, struct tries *out)
{
	struct near_pairs titles = {0}, bodies = {0};
	size_t n = 0;

	find_near(w, title_of, &titles);
	find_near(w, body_of, &bodies);
	for (size_t i = 0; i < titles.n + bodies.n; i++) {
		bool title = i < titles.n;
		const struct near_pair *p =
			title ? &titles.items[i] : &bodies.items[i - titles.n];

		if (p->a && p->b)
			*ARRAY_PUSH(&w->temp, out) = (struct section_try){
				.a = p->a,
				.b = p->b,
				.title = title ? p->like : 0,
				.body = title ? 0 : p->like};
	}
	if (out->n)
		qsort(out->items, out->n, sizeof(*out->items), by_sections);
	for (size_t i = 0; i < out->n; i++) {
		struct section_try *last = n ? &out->items[n - 1] : NULL;

		if (last && by_sections(last, &out->items[i]) == 0) {
			last->title += out->items[i].title;
			last->body += out->items[i].body;
		} else {
			out->items[n++] = out->items[i];
		}
	}
	out->n = n;
}

/* How far apart two sections stand in their reports, up to PLACE_MOST. */
static int place_apart(const struct diff *d, const struct section_try *t)
{
	int64_t a = (int64_t)t->a * PLACE_MOST / (int64_t)d->side[0].sections.n;
	int64_t b = (int64_t)t->b * PLACE_MOST / (int64_t)d->side[1].sections.n;

	return (int)(a < b ? b - a : a - b);
}

static int score_of(const struct diff *d, const struct section_try *t)
{
	const struct diff_side *a = &d->side[0], *b = &d->side[1];
	unsigned time_a = diff_section_time(a, t->a);
	unsigned time_b = diff_section_time(b, t->b);
	uint32_t parent_a = diff_section_parent(a, t->a);
	uint32_t parent_b = diff_section_parent(b, t->b);
	int score = (int)(t->title * TITLE_SHARE + t->body * BODY_SHARE) / 100;

	if (time_a && time_b)
		score = time_a == time_b ? score + SAME_TIME : score / 2;
	if (parent_a && a->sections.items[parent_a].mate == parent_b)
		score += SAME_PARENT;
	return score - place_apart(d, t);
}

static bool is_free(const struct diff *d, const struct section_try *t)
{
	return d->side[0].sections.items[t->a].mate == DIFF_NONE &&
	       d->side[1].sections.items[t->b].mate == DIFF_NONE;
}

static void join(struct diff *d, uint32_t a, uint32_t b)
{
	d->side[0].sections.items[a].mate = b;
	d->side[1].sections.items[b].mate = a;
}

static void take_best(struct diff_work *w, const struct tries *all,
		      unsigned level, int enough)
{
	struct diff *d = w->out;
	struct tries now = {0};

	for (size_t i = 0; i < all->n; i++) {
		struct section_try t = all->items[i];
		unsigned a = level_of(&d->side[0], t.a);
		unsigned b = level_of(&d->side[1], t.b);

		if (level != ANY_LEVEL && (a != level || b != level))
			continue;
		t.score = score_of(d, &t);
		if (t.score >= enough && is_free(d, &t))
			*ARRAY_PUSH(&w->temp, &now) = t;
	}
	if (now.n)
		qsort(now.items, now.n, sizeof(*now.items), by_score);
	for (size_t i = 0; i < now.n; i++)
		if (is_free(d, &now.items[i]))
			join(d, now.items[i].a, now.items[i].b);
}

void diff_match_sections(struct diff_work *w)
{
	struct tries all = {0};

	join(w->out, 0, 0);
	collect(w, &all);
	for (unsigned level = LEVEL_PART; level <= LEVEL_TOPIC; level++)
		take_best(w, &all, level, ENOUGH);
	take_best(w, &all, ANY_LEVEL, ENOUGH_ANY_LEVEL);
}
