/*
 * Where a value holds when it is not the reporting region: a rank's field of
 * comparison (居全市第一).
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

void pass_scope(struct doc *d)
{
	FOR_QUANTS(d, q)
	if (q->measure == MEASURE_RANK)
		rank_field(d, q);
}
