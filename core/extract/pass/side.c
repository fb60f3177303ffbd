/*
 * On which side of a value its noun stands, and how far the words on either
 * side belong to it: 固定资产投资增长13.3% has it before, 46个项目开工建设
 * behind.
 */
#include "core/extract/grammar.h"
#include "core/extract/phrase.h"

/* The last word of the classes behind the first token, or the end. */
static uint32_t last_of(const struct doc *d, struct range r, class_bits classes)
{
	for (uint32_t i = r.to; i > r.from + 1; i--)
		if (token_has(d, i - 1, classes) &&
		    !token_has(d, i - 1, BIT(PLAIN)) && token_is_verb(d, i - 1))
			return i - 1;
	return r.to;
}

/* The first word of the classes behind the first token, or the end. */
static uint32_t first_of(const struct doc *d, struct range r,
			 class_bits classes)
{
	for (uint32_t i = r.from + 1; i < r.to; i++)
		if (token_has(d, i, classes) && !token_has(d, i, BIT(PLAIN)) &&
		    token_is_verb(d, i))
			return i;
	return r.to;
}

/*
 * How far the words behind a value may reach: to the end of the clause, or
 * to the words of the next value: its list mark, else its verb.
 */
static uint32_t right_end(const struct doc *d, const struct quant *q)
{
	const struct quant *next;
	uint32_t end, joint = NONE;

	if (q->next == NONE)
		return d->clauses.items[q->clause].to;
	next = &d->quants.items[q->next];
	end = next->trigger;
	for (uint32_t i = q->tail; i < next->trigger; i++) {
		if (token_is(d, i, TOKEN_OPEN) && d->partner[i] != NONE)
			i = d->partner[i];
		else if (token_is(d, i, TOKEN_PAUSE) ||
			 (i + 1 == next->trigger && token_is_joint(d, i)))
			joint = i;
	}
	if (joint != NONE)
		return joint;
	joint = last_of(d, (struct range){q->tail, end},
			BIT(WIN) | BIT(CUT) | BIT(DROP) | BIT(REACH));
	return joint < end ? joint
			   : first_of(d, (struct range){q->tail, end},
				      VERB_CLASSES | BIT(AND));
}

/* 增长8%的目标, 指标1000亩的奖励: there is a name before the value */
static bool measured_by(const struct doc *d, const struct quant *q)
{
	return phrase_has_noun(d, q->left);
}

/* 用地面积3.88万平方米的产业园, 吞吐量超千万人次的机场: what is described
 * stands behind 的 */
static bool is_attribute(const struct doc *d, const struct quant *q)
{
	bool measured = q->left.from < q->left.to &&
			token_has(d, q->left.to - 1, BIT(HEAD) | BIT(GENERIC));

	if (q->from || !token_has(d, q->tail, BIT(OF)) ||
	    goal_follows(d, q->tail) || rate_follows(d, q) ||
	    !token_is_noun(d, q->tail + 1) ||
	    (measured_by(d, q) && (token_has(d, q->tail + 1, BIT(ABSTRACT)) ||
				   token_has(d, q->tail + 2, BIT(ABSTRACT)))) ||
	    (q->measure_rule &&
	     strcmp(q->measure_rule, "measure.noun-behind") == 0))
		return false;
	return measured || q->measure == MEASURE_GROWTH ||
	       (measured_by(d, q) && !quant_is_count(d, q) &&
		!quant_is_ratio(d, q));
}

static enum side side_of(const struct doc *d, const struct quant *q)
{
	uint32_t at = phrase_trim(d, q->right).from, end = q->right.to;
	bool left = phrase_has_noun(d, q->left) &&
		    !token_has(d, q->left.to - 1, BIT(ETC));

	if (!left && quant_family(d, q) == FAMILY_TIME &&
	    quant_act_behind(d, q).from < quant_act_behind(d, q).to)
		return SIDE_RIGHT;
	if (at >= end || q->from || q->attribute || goal_follows(d, q->tail) ||
	    rate_follows(d, q) || q->measure == MEASURE_RANK ||
	    token_is_joint(d, q->tail))
		return SIDE_LEFT;
	if ((!quant_is_count(d, q) ||
	     (left && quant_family(d, q) == FAMILY_NONE)) &&
	    token_has(d, at, BIT(FIGURE)))
		return SIDE_LEFT; /* 突破万亿元大关, 裁员20万任务 */
	if (!token_opens_noun(d, at, end))
		return left || q->has_verb || q->group != NONE ? SIDE_LEFT
							       : SIDE_RIGHT;
	if (q->left.to > q->left.from && !quant_is_ratio(d, q) &&
	    token_has(d, q->left.to - 1, BIT(KEEP) | BIT(DROP) | BIT(NEW)))
		return SIDE_RIGHT;
	if (q->has_verb && (quant_is_ratio(d, q) || left) &&
	    !quant_is_count(d, q))
		return SIDE_LEFT;
	if (quant_is_count(d, q) || !left)
		return q->group != NONE && !quant_is_count(d, q) ? SIDE_LEFT
								 : SIDE_RIGHT;
	return quant_is_ratio(d, q) ? SIDE_RIGHT : SIDE_LEFT;
}

static uint32_t left_start(const struct doc *d, const struct quant *q)
{
	const struct quant *p;

	if (q->prev == NONE)
		return d->clauses.items[q->clause].from;
	p = &d->quants.items[q->prev];
	if (p->side == SIDE_RIGHT)
		return p->right.to;
	return token_has(d, p->tail, BIT(FIGURE)) ? p->tail + 1 : p->tail;
}

void pass_side(struct doc *d)
{
	FOR_QUANTS(d, q)
	{
		q->left = (struct range){left_start(d, q), q->trigger};
		if (q->left.from > q->left.to)
			q->left.from = q->left.to;
		q->right = (struct range){q->tail, right_end(d, q)};
		q->attribute = is_attribute(d, q);
		q->side = side_of(d, q);
	}
}
