/* Questions about tokens and values that more than one pass asks. */
#include "core/extract/grammar.h"

enum unit_family quant_family(const struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);

	return v->has_unit ? v->unit.family : FAMILY_NONE;
}

bool quant_is_ratio(const struct doc *d, const struct quant *q)
{
	return str_is(quantity_of(d, q)->unit_text, "%") ||
	       str_is(quantity_of(d, q)->unit_text, "‰") ||
	       quant_family(d, q) == FAMILY_RATIO ||
	       quant_family(d, q) == FAMILY_POINT;
}

bool quant_is_count(const struct doc *d, const struct quant *q)
{
	switch (quant_family(d, q)) {
	case FAMILY_COUNT:
	case FAMILY_PEOPLE:
		return true;
	case FAMILY_NONE:
		return !quant_is_ratio(d, q);
	default:
		return false;
	}
}

bool token_is_verb(const struct doc *d, uint32_t i)
{
	return token_has(d, i, VERB_CLASSES) && !token_has(d, i, BIT(PLAIN)) &&
	       (token_at(d, i)->len > strlen("高") ||
		token_has(d, i, BIT(CUT) | BIT(KEEP)));
}

/* The 3 of 3A景区: a number that is part of a name */
static bool in_name(const struct doc *d, uint32_t i)
{
	const struct quant *q = i < d->lexed.tokens.n ? quant_at(d, i) : NULL;

	return q && q->mask &&
	       (!strcmp(q->mask, "mask.latin") ||
		!strcmp(q->mask, "mask.grade") ||
		!strcmp(q->mask, "mask.qualifier"));
}

bool token_is_noun(const struct doc *d, uint32_t i)
{
	if (token_is(d, i, TOKEN_WORD))
		return !token_is_verb(d, i) &&
		       (!token_has(d, i, BIT(AND) | BIT(ETC)) ||
			token_has(d, i, BIT(PLAIN)));
	return token_is(d, i, TOKEN_TEXT) || token_is(d, i, TOKEN_LATIN) ||
	       token_is(d, i, TOKEN_OPEN) || in_name(d, i);
}

bool token_opens_noun(const struct doc *d, uint32_t i, uint32_t end)
{
	return token_is_noun(d, i) ||
	       (token_is_verb(d, i) && !token_has(d, i, BIT(WIN) | BIT(CUT)) &&
		i + 1 < end && token_is_noun(d, i + 1));
}

bool token_is_joint(const struct doc *d, uint32_t i)
{
	return token_is(d, i, TOKEN_PAUSE) || token_has(d, i, BIT(AND));
}

struct range quant_act_behind(const struct doc *d, const struct quant *q)
{
	struct range r = q->right;

	while (r.from < r.to &&
	       token_has(d, r.from, BIT(ADVERB) | BIT(PLAN) | BIT(DONE)))
		r.from++;
	if (r.from < r.to && !token_is_verb(d, r.from))
		r.to = r.from;
	return r;
}

enum {
	TOLD_REACH = 64
}; /* tokens, so that a clause of many values stays
      linear */

bool quant_told_by(const struct doc *d, const struct quant *q, class_bits class)
{
	uint32_t from = d->clauses.items[q->clause].from;

	if (from + TOLD_REACH < q->lead)
		from = q->lead - TOLD_REACH;
	for (uint32_t i = q->lead; i > from; i--)
		if (token_has(d, i - 1, BIT(OF)))
			return false; /* 计划总投资9亿元的3个项目 */
		else if (token_has(d, i - 1, class) &&
			 d->clause_of[i - 1] == q->clause &&
			 !token_has(d, i - 1, BIT(PLAIN)))
			return true;
	return false;
}

bool token_is_goal(const struct doc *d, uint32_t i)
{
	return token_has(d, i, BIT(ABSTRACT)) && token_at(d, i)->arg == 1;
}

bool goal_follows(const struct doc *d, uint32_t from)
{
	while (token_has(d, from,
			 BIT(ABOUT_AFTER) | BIT(GE_AFTER) | BIT(LE_AFTER)))
		from++;
	return token_has(d, from, BIT(OF)) && token_is_goal(d, from + 1) &&
	       token_at(d, from + 1)->len > strlen("目标");
}

bool rate_follows(const struct doc *d, const struct quant *q)
{
	uint32_t i = q->tail;

	return quant_is_ratio(d, q) && token_has(d, i, BIT(OF)) &&
	       token_has(d, i + 1, BIT(ABSTRACT)) &&
	       token_at(d, i + 1)->arg == 2;
}
