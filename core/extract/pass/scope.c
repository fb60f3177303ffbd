/*
 * Where a value holds when it is not the reporting region: a rank's field of
 * comparison (居全市第一), the town that a clause opens with, a place before
 * the name of an indicator (深圳地区生产总值), a region above the reporting
 * one (全市, in a district's report).
 */
#include "core/base/utf8.h"
#include "core/extract/grammar.h"
#include "core/extract/phrase.h"

static void rank_field(struct doc *d, struct quant *q)
{
	struct range r = {q->trigger, q->lead};

	while (r.from < r.to && !token_has(d, r.from, BIT(FIELD) | BIT(SELF)) &&
	       !token_is(d, r.from, TOKEN_TEXT))
		r.from++;
	q->scope = phrase_text(d, r);
	q->scope_rule = q->scope.len ? "scope.rank-field" : NULL;
}

enum { TOWN_MIN = 6, TOWN_MAX = 9 }; /* bytes of the name before 镇 */

/* 石门镇 at the head of a clause: it is whose the values are. */
static bool town_at(const struct doc *d, uint32_t i)
{
	return token_is(d, i, TOKEN_TEXT) && token_at(d, i)->len >= TOWN_MIN &&
	       token_at(d, i)->len <= TOWN_MAX &&
	       token_has(d, i + 1, BIT(TOWNSHIP));
}

static bool town(struct doc *d, struct quant *q)
{
	uint32_t from = d->clauses.items[q->clause].from;

	if (from + 2 >= q->lead + 1 || !town_at(d, from))
		return false;
	q->scope = phrase_text(d, (struct range){from, from + 2});
	q->scope_rule = "scope.town";
	return true;
}

enum {
	PLACE_MAX = 10,
	PLACE_MIN = 2,
	PLACE_OF_COUNT_MIN = 3
}; /* characters
    * of a name */

/* Could the front of its name be a place? 新建县医院 has a verb there, and
 * things that are counted are named by kinds of places: 县医院, 市级项目. */
static bool may_open_with_place(const struct doc *d, const struct quant *q)
{
	return q->side == SIDE_LEFT && !q->verb.len && !q->act.len &&
	       q->named.from < q->named.to &&
	       !token_is_verb(d, q->named.from) &&
	       !token_has(d, q->named.from, BIT(GRADE));
}

static bool is_place(const struct doc *d, const struct quant *q,
		     struct str name)
{
	return scopes_is_place(d->scopes, name) &&
	       str_find(name, STR("、"), 0) < 0 &&
	       !str_has_prefix(d->report->meta.region, name) &&
	       !(quant_is_count(d, q) &&
		 utf8_count(name) <= PLACE_OF_COUNT_MIN);
}

/* 深圳地区生产总值: a place, and behind it an indicator of the tables. The
 * whole must be none: 农村居民收入, 城镇化率. */
static bool place(struct doc *d, struct quant *q)
{
	size_t n, at = 0;

	if (!may_open_with_place(d, q) ||
	    indicator_find(d->indicators, q->name))
		return false;
	for (int i = 1; i <= PLACE_MAX && at < q->name.len; i++) {
		struct str name, rest;

		utf8_decode(q->name, at, &n);
		at += n;
		name = str_sub(q->name, 0, at);
		rest = str_sub(q->name, at, q->name.len);
		if (i < PLACE_MIN || !is_place(d, q, name) ||
		    !indicator_find(d->indicators, rest))
			continue;
		q->scope = name;
		q->name = rest;
		q->scope_rule = "scope.place";
		return true;
	}
	return false;
}

/* 其中市区20亿元: a place alone; the name is that of the value before. */
static bool place_alone(struct doc *d, struct quant *q)
{
	const struct quant *p = q;

	if (!may_open_with_place(d, q) || quant_is_count(d, q) ||
	    !is_place(d, q, q->name))
		return false;
	while (p > d->quants.items && (--p)->mask)
		;
	if (p == q || p->mask || !p->name.len ||
	    quant_family(d, p) != quant_family(d, q) ||
	    d->clauses.items[p->clause].sentence !=
		    d->clauses.items[q->clause].sentence)
		return false;
	q->scope = q->name;
	q->name = p->name;
	q->scope_rule = "scope.place-alone";
	return true;
}

/* May stand before 全市 at the head of a clause. */
#define OPENING                                                                \
	(BIT(TIME) | BIT(LAST_YEAR) | BIT(THIS_YEAR) | BIT(NEXT_YEAR) |        \
	 BIT(HALF) | BIT(QUARTER) | BIT(SPAN) | BIT(AMONG) | BIT(ADVERB) |     \
	 BIT(DROP) | BIT(PLAN))

/* 全市地区生产总值, in a district's report */
static bool above(struct doc *d, struct quant *q)
{
	uint32_t i = d->clauses.items[q->clause].from;
	struct str scope;

	if (q->side != SIDE_LEFT || quant_is_count(d, q) ||
	    !indicator_find(d->indicators, q->name))
		return false;
	while (i < q->lead && (token_has(d, i, OPENING) || quant_at(d, i)))
		i++;
	if (i >= q->lead || i > q->named.from)
		return false;
	scope = scopes_above(d->scopes, token_text(d, i),
			     d->report->meta.region);
	if (!scope.len)
		return false;
	if (str_has_prefix(q->name, token_text(d, i)))
		q->name = str_sub(q->name, token_at(d, i)->len, q->name.len);
	q->scope = scope;
	q->scope_rule = "scope.above";
	return true;
}

static const struct quant *inherited_from(const struct doc *d,
					  const struct quant *q)
{
	const struct quant *p = q;

	if (!q->name_rule || strcmp(q->name_rule, "indicator.inherited") != 0)
		return NULL;
	while (p > d->quants.items && (--p)->mask)
		;
	return p < q && !p->mask ? p : NULL;
}

/* 全市地区生产总值20亿元，增长6% */
static bool with_name(const struct doc *d, struct quant *q)
{
	const struct quant *p = inherited_from(d, q);

	if (!p || !p->scope.len || p->measure == MEASURE_RANK)
		return false;
	q->scope = p->scope;
	q->name = p->name;
	q->scope_rule = "scope.with-name";
	return true;
}

void pass_scope(struct doc *d)
{
	FOR_QUANTS(d, q)
	{
		if (q->measure == MEASURE_RANK) {
			rank_field(d, q);
			continue;
		}
		if (!town(d, q) && !with_name(d, q) && !above(d, q) &&
		    !place(d, q))
			place_alone(d, q);
	}
}
