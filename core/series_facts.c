/*
 * Observations to facts: of what years a figure speaks, which two are the ends
 * of one range, and which are one thing. Names are looked at once each; what
 * is one thing has one number, so that grouping is a pass over an array.
 */
#include "core/series_parts.h"

enum {
	YEAR_MIN = 1900,
	YEAR_MAX = 2200,
	RANGE_AHEAD = 8, /* figures between the ends of a range: 分别… */
	RANGE_GAP = 16	 /* bytes between them */
};

struct years {
	uint16_t from, to;
	bool part;
};

/* What makes a group, as bytes. */
struct group_key {
	uint32_t region, key, unit, scope, basis, span, kind;
};

static bool take_year(struct str s, size_t at, uint16_t *out)
{
	unsigned year;

	if (at + 4 > s.len || !str_to_u32(str_sub(s, at, at + 4), &year) ||
	    year < YEAR_MIN || year > YEAR_MAX)
		return false;
	*out = (uint16_t)year;
	return true;
}

/* 2022, 2018-2022, and parts of a year: 2019H1, 2020Q1, 2019-07. */
static bool read_period(struct str s, struct years *out)
{
	if (!take_year(s, 0, &out->from))
		return false;
	out->to = out->from;
	out->part = false;
	if (s.len == 4)
		return true;
	if (s.p[4] == '-' && s.len == 9 && take_year(s, 5, &out->to))
		return out->from <= out->to;
	out->part = true;
	return true;
}

/* A figure that names no time is about the report's own: what is planned for
 * its year, what was reached in the year before. */
static bool years_of(const struct series_source *s, const struct metric *m,
		     struct years *out)
{
	if (m->period.len)
		return read_period(m->period, out);
	if (s->kind != KIND_WORK_REPORT)
		return false;
	out->from = m->role == ROLE_TARGET ? s->year : s->review_year;
	out->to = out->from;
	out->part = false;
	return out->from != 0;
}

/* A text may say the known name with the words in another order, or with a
 * word around it that says nothing. */
static const struct indicator *known_of(const struct series_work *w,
					struct str canonical,
					const struct series_name *name)
{
	if (canonical.len)
		return indicator_find(w->known, canonical);
	return indicator_find(w->known, name->profile.key);
}

static void look_at_name(struct series_work *w, struct str text,
			 struct str canonical)
{
	struct series_name *name = ARRAY_PUSH(w->a, &w->name);

	name->text = text;
	likeness_profile(w->known->like, w->a, text, &name->profile);
	name->known = known_of(w, canonical, name);
	name->key = intern_add(&w->strings, name->known ? name->known->name
							: name->profile.key);
}

static uint32_t name_of(struct series_work *w, const struct metric *m)
{
	uint32_t pair[2] = {intern_add(&w->strings, m->indicator),
			    intern_add(&w->strings, m->canonical)};
	uint32_t n =
		intern_add(&w->names, str_n((const char *)pair, sizeof(pair)));

	if (n == w->name.n)
		look_at_name(w, m->indicator, m->canonical);
	return n;
}

/* A metric's basis as two figures are compared by it. */
struct basis {
	struct buf rest;
	bool yearly; /* 年均 */
};

static void add_basis(struct basis *b, const struct likeness *like,
		      struct str part)
{
	part = likeness_basis(like, part);
	if (str_is(part, "年均")) {
		b->yearly = true;
	} else if (part.len && !str_is(part, "累计")) {
		buf_addz(&b->rest, b->rest.len ? "、" : "");
		buf_add(&b->rest, part);
	}
}

static void read_basis(const struct series_work *w, const struct metric *m,
		       const struct series_name *name, struct basis *out)
{
	const struct str comma = STR("、");
	struct str rest = m->basis;

	*out = (struct basis){0};
	buf_init(&out->rest, w->a);
	add_basis(out, w->known->like, name->profile.without);
	while (rest.len) {
		ptrdiff_t at = str_find(rest, comma, 0);
		size_t end = at < 0 ? rest.len : (size_t)at;

		add_basis(out, w->known->like, str_sub(rest, 0, end));
		rest = str_sub(rest, end + comma.len, rest.len);
	}
}

/* 居民消费价格涨幅3%, 经济增长预期目标7%: a rise, whatever stands before it. */
static bool is_rate_by_name(const struct metric *m,
			    const struct series_name *name)
{
	if (!str_is(m->unit, "%") || !name->known)
		return false;
	return str_has_suffix(name->known->name, STR("涨幅")) ||
	       (name->known->family == FAMILY_MONEY &&
		(str_find(m->indicator, STR("增长"), 0) >= 0 ||
		 str_find(m->indicator, STR("增速"), 0) >= 0));
}

static enum series_kind kind_of(const struct metric *m,
				const struct series_name *name)
{
	if (m->measure == MEASURE_LEVEL && is_rate_by_name(m, name))
		return SERIES_GROWTH;
	switch (m->measure) {
	case MEASURE_GROWTH:
		return SERIES_GROWTH;
	case MEASURE_RANK:
		return SERIES_RANK;
	case MEASURE_INCREMENT:
		return SERIES_FLOW;
	default:
		break;
	}
	if (str_is(m->unit, "%"))
		return SERIES_LEVEL;
	switch (m->family) {
	case FAMILY_RATIO:
	case FAMILY_POINT:
	case FAMILY_POLLUTION:
	case FAMILY_INTENSITY:
		return SERIES_LEVEL;
	default:
		return name->profile.flow ? SERIES_FLOW : SERIES_LEVEL;
	}
}

static uint32_t add_group(struct series_work *w, const struct group_key *key)
{
	uint32_t n = intern_add(&w->groups_by,
				str_n((const char *)key, sizeof(*key)));
	struct group *g;

	if (n < w->groups.n)
		return n;
	g = ARRAY_PUSH(w->a, &w->groups);
	g->region = key->region;
	g->key = key->key;
	g->unit = key->unit;
	g->scope = key->scope;
	g->basis = key->basis;
	g->span = key->span;
	g->kind = (enum series_kind)key->kind;
	return n;
}

/* What grows or is added over several years is a thing of its own; a level is
 * one of the last year. */
static uint32_t span_of(const struct fact *f, enum series_kind kind)
{
	if (f->from == f->to || f->part ||
	    (kind != SERIES_FLOW && kind != SERIES_GROWTH))
		return 0;
	return (uint32_t)f->from << 16 | f->to;
}

static uint32_t group_of(struct series_work *w, const struct fact *f,
			 struct str basis, const struct series_name *name)
{
	const struct observation *o = f->low;
	const struct series_source *s = &w->obs->sources.items[o->source];
	const struct metric *m = &o->m;
	struct str scope = str_eq(m->scope, s->region) ? STR_NULL : m->scope;
	struct group_key key = {
		.region = intern_add(&w->strings, s->region),
		.key = name->key,
		.unit = intern_add(&w->strings,
				   likeness_unit(w->known->like, m->unit)),
		.scope = intern_add(&w->strings, scope),
		.basis = intern_add(&w->strings, basis),
		.kind = kind_of(m, name),
	};

	key.span = span_of(f, (enum series_kind)key.kind);

	return add_group(w, &key);
}

/* 5%—5.5%: the low end first, both of one name in one sentence, with hardly
 * anything between them. */
static bool is_range(const struct metric *low, const struct metric *high)
{
	uint32_t end = low->off + low->len;

	return low->bound == BOUND_GE && high->bound == BOUND_LE &&
	       low->role == high->role && low->measure == high->measure &&
	       low->sentence.off == high->sentence.off && high->off >= end &&
	       high->off - end <= RANGE_GAP &&
	       str_eq(low->indicator, high->indicator) &&
	       str_eq(low->unit, high->unit) &&
	       decimal_sign(low->value) == decimal_sign(high->value) &&
	       decimal_cmp(decimal_abs(low->value), decimal_abs(high->value)) <
		       0;
}

static size_t range_end(const struct series_work *w, size_t i)
{
	const struct observation *o = &w->obs->items.items[i];

	if (o->m.bound != BOUND_GE)
		return i;
	for (size_t k = i + 1; k < w->obs->items.n && k <= i + RANGE_AHEAD;
	     k++) {
		const struct observation *p = &w->obs->items.items[k];

		if (p->source == o->source && is_range(&o->m, &p->m))
			return k;
	}
	return i;
}

static bool is_wanted(const struct series_work *w, const struct observation *o)
{
	const struct series_source *s = &w->obs->sources.items[o->source];

	if (o->m.class != METRIC_METRIC || o->m.role == ROLE_CONTEXT)
		return false;
	return s->region.len &&
	       (!w->wanted->region.len || str_eq(s->region, w->wanted->region));
}

/* 到2020年，年均增长6.5%: since the plan began; five-year plans end in years
 * that five divides. */
static void open_span(const struct series_source *s, struct fact *f)
{
	if (!f->yearly || f->part || f->from != f->to ||
	    f->low->m.role != ROLE_TARGET || f->to < s->year + 2)
		return;
	f->from = f->to % 5 == 0 ? (uint16_t)(f->to - 4) : s->year;
}

/* 连续18年, 3个: no value of what is told in money, tons or percent. */
static bool is_foreign(const struct metric *m, const struct series_name *name)
{
	if (!name->known)
		return false;
	switch (name->known->family) {
	case FAMILY_MONEY:
	case FAMILY_MASS:
	case FAMILY_RATIO:
	case FAMILY_VOLUME:
	case FAMILY_POWER:
	case FAMILY_ENERGY:
	case FAMILY_POLLUTION:
		return m->family == FAMILY_TIME || m->family == FAMILY_DATE ||
		       m->family == FAMILY_COUNT || m->family == FAMILY_GRADE;
	default:
		return false;
	}
}

static void add_fact(struct series_work *w, size_t i, bool *used)
{
	const struct observation *o = &w->obs->items.items[i];
	size_t end = range_end(w, i);
	const struct series_name *name;
	struct years years;
	struct basis basis;
	struct fact *f;
	uint32_t n;

	used[end] = true;
	if (!years_of(&w->obs->sources.items[o->source], &o->m, &years))
		return;
	n = name_of(w, &o->m);
	name = &w->name.items[n];
	if (is_foreign(&o->m, name))
		return;
	read_basis(w, &o->m, name, &basis);
	f = ARRAY_PUSH(w->a, &w->facts);
	f->low = o;
	f->high = end > i ? &w->obs->items.items[end] : NULL;
	f->from = years.from;
	f->to = years.to;
	f->part = years.part;
	f->yearly = basis.yearly;
	open_span(&w->obs->sources.items[o->source], f);
	if (basis.yearly && f->from < f->to)
		buf_addz(&basis.rest, basis.rest.len ? "、年均" : "年均");
	f->name = n;
	f->group = group_of(w, f, buf_str(&basis.rest), name);
}

/* Facts in the order of their groups: one count, one pass. */
static void sort_by_group(struct series_work *w)
{
	struct fact *sorted =
		arena_calloc(w->a, w->facts.n + 1, sizeof(*sorted));
	uint32_t first = 0;

	for (size_t i = 0; i < w->facts.n; i++)
		w->groups.items[w->facts.items[i].group].n++;
	for (size_t i = 0; i < w->groups.n; i++) {
		struct group *g = &w->groups.items[i];

		g->first = first;
		first += g->n;
		g->n = 0;
	}
	for (size_t i = 0; i < w->facts.n; i++) {
		struct group *g = &w->groups.items[w->facts.items[i].group];

		sorted[g->first + g->n++] = w->facts.items[i];
	}
	w->facts.items = sorted;
	w->facts.cap = w->facts.n;
}

/* Pointers into arrays hold from here on. */
static void name_groups(struct series_work *w)
{
	for (size_t i = 0; i < w->groups.n; i++) {
		struct group *g = &w->groups.items[i];
		const struct fact *f = &w->facts.items[g->first];

		g->name = &w->name.items[f->name];
	}
}

void series_facts(struct series_work *w)
{
	size_t n = w->obs->items.n;
	bool *used = arena_calloc(w->a, n + 1, sizeof(*used));

	w->facts.items = arena_calloc(w->a, n + 1, sizeof(*w->facts.items));
	w->facts.cap = n + 1;

	for (size_t i = 0; i < n; i++)
		if (!used[i] && is_wanted(w, &w->obs->items.items[i]))
			add_fact(w, i, used);
	sort_by_group(w);
	name_groups(w);
}
