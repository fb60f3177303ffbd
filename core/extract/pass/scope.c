/*
 * Where a value holds when it is not the reporting region: a rank's field of
 * comparison (居全市第一), the town that a clause opens with.
 */
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

static void town(struct doc *d, struct quant *q)
{
	uint32_t from = d->clauses.items[q->clause].from;

	if (from + 2 >= q->lead + 1 || !town_at(d, from))
		return;
	q->scope = phrase_text(d, (struct range){from, from + 2});
	q->scope_rule = "scope.town";
}

void pass_scope(struct doc *d)
{
	FOR_QUANTS(d, q)
	{
		if (q->measure == MEASURE_RANK)
			rank_field(d, q);
		else
			town(d, q);
	}
}
