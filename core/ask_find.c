/*
 * Ranking what can be asked for. Every name is tried, for they are a few
 * thousand short strings; how it answers comes first, then how often the
 * library has it.
 */
#include "core/ask.h"
#include "core/ask_words.h"
#include "core/base/fold.h"
#include "core/base/pinyin.h"
#include "core/base/utf8.h"

enum {
	FORM_MOST = 192,  /* bytes; longer names are cut for comparing */
	NEAR_MOST = 40,	  /* characters compared one by one */
	PART_LEAST = 6,	  /* bytes of a name inside a question */
	ENGLISH_LEAST = 4 /* letters that an English name is known by */
};

struct entry {
	struct str name;
	const struct indicator *known;
	uint32_t count;
	uint32_t form, n_forms; /* the first is the name's own */
	bool english;		/* the last is the English name */
};

struct ask_table {
	const struct indicators *indicators;
	ARRAY_OF(struct entry) entries; /* indicators first, in their order */
	ARRAY_OF(struct str) forms;
	bool counted;
	struct arena scratch; /* while it is made */
};

static void add_form(struct ask_table *t, struct arena *a, struct str name)
{
	struct entry *e = &t->entries.items[t->entries.n - 1];
	struct arena_mark mark = arena_mark(&t->scratch);
	struct folded f;
	struct buf b;
	size_t n;

	name.len = utf8_cut(name, FORM_MOST);
	fold(&f, &t->scratch, name);
	buf_init(&b, &t->scratch);
	for (size_t i = 0; i < f.bytes.len; i += n) {
		uint32_t cp = utf8_decode(f.bytes, i, &n);

		if (!ask_is_quote(cp))
			buf_add(&b, str_sub(f.bytes, i, i + n));
	}
	*ARRAY_PUSH(a, &t->forms) = arena_str(a, buf_str(&b));
	arena_rewind(&t->scratch, mark);
	e->n_forms++;
}

static struct entry *add_entry(struct ask_table *t, struct arena *a,
			       struct str name)
{
	struct entry *e = ARRAY_PUSH(a, &t->entries);

	e->name = name;
	e->form = (uint32_t)t->forms.n;
	add_form(t, a, name);
	return &t->entries.items[t->entries.n - 1];
}

static void add_known(struct ask_table *t, struct arena *a,
		      const struct indicator *known)
{
	struct entry *e = add_entry(t, a, known->name);
	struct str rest = known->aliases, alias;

	e->known = known;
	while (rest.len && str_split(&rest, '|', &alias))
		add_form(t, a, alias);
	if (known->english.len)
		add_form(t, a, known->english);
	e->english = known->english.len > 0;
}

struct ask_table *ask_table_open(struct arena *a, const struct indicators *ind,
				 const struct ask_name *names, size_t n)
{
	struct ask_table *t = arena_alloc(a, sizeof(*t));

	t->indicators = ind;
	t->counted = n > 0;
	for (size_t i = 0; i < ind->items.n; i++)
		add_known(t, a, &ind->items.items[i]);
	for (size_t i = 0; i < n; i++) {
		const struct indicator *known = names[i].known;

		if (known)
			t->entries.items[known - ind->items.items].count +=
				names[i].count;
		else
			add_entry(t, a, names[i].name)->count = names[i].count;
	}
	arena_release(&t->scratch);
	return t;
}

/* What is looked for, prepared. */
struct wish {
	const struct ask *q;
	const struct indicator *exact; /* by its qualifiers, too: 全市GDP */
	struct pinyin key;
	bool has_key, has_han;
};

static bool holds_pieces(struct str form, const struct ask *q)
{
	for (unsigned i = 0; i < q->n_pieces; i++)
		if (str_find(form, q->piece[i], 0) < 0)
			return false;
	return q->n_pieces > 1;
}

static bool holds_in_order(struct str form, struct str rest)
{
	size_t n, m, at = 0;

	for (size_t i = 0; i < rest.len; i += n) {
		uint32_t cp = utf8_decode(rest, i, &n);

		while (at < form.len && utf8_decode(form, at, &m) != cp)
			at += m;
		if (at >= form.len)
			return false;
		at += n;
	}
	return true;
}

static bool fit_of_letters(const struct wish *w, struct str form,
			   enum ask_fit *fit)
{
	static const enum ask_fit fits[] = {
		[PINYIN_WHOLE] = ASK_PINYIN_WHOLE,
		[PINYIN_PREFIX] = ASK_PINYIN_PREFIX,
		[PINYIN_INSIDE] = ASK_PINYIN_INSIDE,
	};
	enum pinyin_fit got =
		w->has_key ? pinyin_match(&w->key, form) : PINYIN_NONE;

	if (got == PINYIN_NONE)
		return false;
	*fit = fits[got];
	return true;
}

/* How a form answers; false when it does not. */
static bool fit_of(const struct wish *w, struct str form, enum ask_fit *fit)
{
	struct str rest = w->q->rest;

	if (str_eq(form, rest))
		*fit = ASK_EXACT;
	else if (str_has_prefix(form, rest))
		*fit = ASK_PREFIX;
	else if (str_find(form, rest, 0) >= 0)
		*fit = ASK_INSIDE;
	else if (holds_pieces(form, w->q))
		*fit = ASK_PIECEWISE;
	else if (fit_of_letters(w, form, fit))
		return true;
	else if (w->has_han && holds_in_order(form, rest))
		*fit = ASK_IN_ORDER;
	else
		return false;
	return true;
}

/* English names are known by their beginning alone. */
static bool fit_of_english(const struct wish *w, struct str form,
			   enum ask_fit *fit)
{
	if (w->q->rest.len < ENGLISH_LEAST || !str_has_prefix(form, w->q->rest))
		return false;
	*fit = form.len == w->q->rest.len ? ASK_EXACT : ASK_PREFIX;
	return true;
}

/* A candidate with what orders it beside the fit. */
struct ranked {
	struct ask_candidate c;
	unsigned far; /* ASK_NEAR: characters that differ */
	bool absent;  /* the library has it not */
	size_t row;
};

struct ranking {
	struct ranked *items;
	size_t n, most;
};

/* What is not there comes last, unless it is the very name. */
static int group_of(const struct ranked *r)
{
	return r->absent && r->c.fit != ASK_EXACT;
}

static int by_number(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare(const struct ranked *a, const struct ranked *b)
{
	int d = group_of(a) - group_of(b);

	if (!d)
		d = (int)a->c.fit - (int)b->c.fit;
	if (!d)
		d = by_number(a->far, b->far);
	if (!d)
		d = by_number(b->c.count, a->c.count);
	if (!d)
		d = (int)a->c.by_alias - (int)b->c.by_alias;
	if (!d)
		d = by_number(a->c.name.len, b->c.name.len);
	return d ? d : by_number(a->row, b->row);
}

static void rank(struct ranking *list, const struct ranked *r)
{
	size_t at = list->n;

	while (at > 0 && compare(r, &list->items[at - 1]) < 0)
		at--;
	if (at >= list->most)
		return;
	if (list->n < list->most)
		list->n++;
	memmove(list->items + at + 1, list->items + at,
		(list->n - 1 - at) * sizeof(*list->items));
	list->items[at] = *r;
}

static struct ranked ranked_of(const struct ask_table *t, size_t row,
			       enum ask_fit fit)
{
	const struct entry *e = &t->entries.items[row];

	return (struct ranked){
		.c = {.name = e->name,
		      .known = e->known,
		      .fit = fit,
		      .count = e->count},
		.absent = t->counted && e->count == 0,
		.row = row,
	};
}

/* The best of a name's forms. */
static bool try_entry(const struct ask_table *t, const struct wish *w,
		      size_t row, struct ranked *out)
{
	const struct entry *e = &t->entries.items[row];
	const struct str *forms = t->forms.items + e->form;
	bool found = false;

	*out = ranked_of(t, row, ASK_NEAR);
	if (w->exact && e->known == w->exact)
		out->c.fit = ASK_EXACT;
	found = out->c.fit != ASK_NEAR;
	for (uint32_t i = 0; i < e->n_forms; i++) {
		bool last = e->english && i + 1 == e->n_forms;
		enum ask_fit fit;

		if (last ? !fit_of_english(w, forms[i], &fit)
			 : !fit_of(w, forms[i], &fit))
			continue;
		if (found && fit >= out->c.fit)
			continue;
		found = true;
		out->c.fit = fit;
		out->c.by_alias = i > 0;
	}
	return found;
}

static size_t code_points(struct str s, uint32_t out[NEAR_MOST])
{
	size_t n, count = 0;

	for (size_t i = 0; i < s.len && count < NEAR_MOST; i += n)
		out[count++] = utf8_decode(s, i, &n);
	return count;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Characters to be changed, added or taken away so that one is the other. */
static unsigned distance(const uint32_t *a, size_t n, const uint32_t *b,
			 size_t m)
{
	unsigned row[NEAR_MOST + 1];

	for (unsigned j = 0; j <= m; j++)
		row[j] = j;
	for (unsigned i = 1; i <= n; i++) {
		unsigned corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			unsigned above = row[j];

			row[j] = least(least(above, row[j - 1]) + 1,
				       corner + (a[i - 1] != b[j - 1]));
			corner = above;
		}
	}
	return row[m];
}

/* What is a slip of the finger away: one character of up to five, else two. */
static void find_near(struct ranking *list, const struct ask_table *t,
		      struct str rest)
{
	uint32_t want[NEAR_MOST], have[NEAR_MOST];
	size_t n = code_points(rest, want);
	unsigned most = n < 2 ? 0 : n <= 5 ? 1 : 2;

	for (size_t row = 0; most && row < t->entries.n; row++) {
		const struct entry *e = &t->entries.items[row];
		struct ranked r = ranked_of(t, row, ASK_NEAR);

		r.far = most + 1;
		for (uint32_t i = 0; i < e->n_forms; i++) {
			size_t m =
				code_points(t->forms.items[e->form + i], have);

			if (m + most >= n && n + most >= m)
				r.far = least(r.far,
					      distance(want, n, have, m));
		}
		if (r.far <= most)
			rank(list, &r);
	}
}

/* What stands in the question beside the longest form of a name. */
static struct str words_beside(const struct ask_table *t, const struct entry *e,
			       struct str rest)
{
	struct str unused = STR("");
	size_t most = 0;

	for (uint32_t i = 0; i < e->n_forms; i++) {
		struct str form = t->forms.items[e->form + i];
		ptrdiff_t at = str_find(rest, form, 0);

		if (at < 0 || form.len <= most)
			continue;
		most = form.len;
		unused = str_sub(rest, 0, (size_t)at);
		if (!unused.len)
			unused = str_sub(rest, most, rest.len);
	}
	return unused;
}

/* Names that stand in the question beside other words. One that is most of it
 * is the answer, the others are only offered. */
static void find_parts(struct ranking *list, const struct ask_table *t,
		       const struct ask *q)
{
	for (size_t row = 0; row < t->entries.n; row++) {
		const struct entry *e = &t->entries.items[row];
		struct ranked r = ranked_of(t, row, ASK_NEAR);
		size_t most = e->known && e->known == q->named ? PART_LEAST : 0;

		for (uint32_t i = 0; i < e->n_forms; i++) {
			struct str form = t->forms.items[e->form + i];

			if (form.len > most && str_find(q->rest, form, 0) >= 0)
				most = form.len;
		}
		if (most < PART_LEAST)
			continue;
		r.far = (unsigned)(q->rest.len - most);
		if (most * 2 >= q->rest.len)
			r.c.fit = ASK_PART;
		r.c.unused = words_beside(t, e, q->rest);
		rank(list, &r);
	}
}

static bool has_han(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

static void find_all(struct ranking *list, const struct ask_table *t,
		     const struct ask *q)
{
	struct wish w = {.q = q,
			 .exact = indicator_find(t->indicators, q->rest),
			 .has_han = has_han(q->rest)};
	struct ranked r;

	w.has_key = pinyin_read(&w.key, q->rest);
	for (size_t row = 0; row < t->entries.n; row++) {
		if (q->rest.len == 0) {
			r = ranked_of(t, row, ASK_INSIDE);
			rank(list, &r);
		} else if (try_entry(t, &w, row, &r)) {
			rank(list, &r);
		}
	}
	if (list->n == 0)
		find_parts(list, t, q);
	if (list->n == 0)
		find_near(list, t, q->rest);
}

void ask_find(struct ask_candidates *out, struct arena *a,
	      const struct ask_table *t, const struct ask *q, size_t most)
{
	struct ranking list = {.most = most};

	list.items = arena_calloc(a, most + 1, sizeof(*list.items));
	find_all(&list, t, q);
	for (size_t i = 0; i < list.n; i++)
		*ARRAY_PUSH(a, out) = list.items[i].c;
}

bool ask_is_answer(enum ask_fit fit)
{
	return fit != ASK_NEAR;
}
