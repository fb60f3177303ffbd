/*
 * Reached, promised, or neither. The section says whether it looks back or
 * ahead; words and years in the clause overrule it; what only describes a
 * thing is context.
 */
#include "core/extract/grammar.h"

/* A length of time that no verb makes a result: 运行近6年 */
static bool is_duration(const struct doc *d, const struct quant *q)
{
	uint32_t floor = d->clauses.items[q->clause].from, t = q->lead;

	if (quant_family(d, q) == FAMILY_TIME &&
	    q->measure == MEASURE_INCREMENT &&
	    (token_is(d, q->tail, TOKEN_TEXT) ||
	     token_is(d, q->tail, TOKEN_WORD)))
		return true; /* 延长30年试点 */
	if (q->name_rule && strcmp(q->name_rule, "indicator.time") == 0)
		return false;
	if (q->side == SIDE_LEFT && q->named.from < q->named.to &&
	    token_has(d, q->named.to - 1, BIT(HEAD)))
		return false; /* 优良天数281天 */
	if (quant_family(d, q) != FAMILY_TIME || q->has_verb || q->act.len ||
	    q->measure != MEASURE_LEVEL)
		return false;
	for (int k = 0; k < 3 && t > floor; k++)
		if (token_has(d, --t, BIT(HOLD)))
			return false;
	return !token_has(d, q->tail, BIT(KEEP) | BIT(DROP));
}

/* 14亿人口: the size of the country, unless something was done to it */
static bool is_population(const struct quant *q)
{
	return q->side == SIDE_RIGHT &&
	       (str_is(q->name, "人口") ||
		str_has_prefix(q->name, STR("人口的")));
}

/* 17个重点产业增加值增长5.3%: only says whose the next value is */
static bool is_subject(const struct doc *d, const struct quant *q)
{
	const struct quant *next;

	if (q->side != SIDE_RIGHT || q->next == NONE || q->prev != NONE ||
	    q->act.len || str_is(quantity_of(d, q)->unit_text, "%") ||
	    q->verb.len || q->left.from < q->left.to)
		return false;
	next = &d->quants.items[q->next];
	return next->side == SIDE_LEFT && next->group == NONE &&
	       q->right.to <= next->trigger &&
	       !token_is(d, q->right.to, TOKEN_PAUSE) &&
	       !token_has(d, q->right.to, BIT(AND));
}

/* 万亿级产业: how large such a thing is */
static bool is_grade(const struct doc *d, const struct quant *q)
{
	return (quantity_of(d, q)->number.flags & NUMBER_BARE) &&
	       q->tail < d->lexed.tokens.n &&
	       str_has_prefix(token_text(d, q->tail), STR("级"));
}

/* 500千伏线路: how large a thing is built */
static bool is_size(const struct doc *d, const struct quant *q)
{
	enum unit_family f = quant_family(d, q);

	return q->side == SIDE_RIGHT &&
	       (f == FAMILY_ELECTRIC || f == FAMILY_SPEED ||
		f == FAMILY_TEMPERATURE);
}

static void set_role(struct quant *q, enum role role, const char *rule)
{
	q->role = role;
	q->role_rule = rule;
}

static void by_section(const struct doc *d, struct quant *q)
{
	const struct calendar *c = &d->calendar;

	switch (c->section_time) {
	case SECTION_REVIEW:
		set_role(q, ROLE_ACHIEVED, "role.review");
		return;
	case SECTION_PLAN:
		set_role(q, ROLE_TARGET, "role.plan");
		return;
	default:
		break;
	}
	if (quant_told_by(d, q, BIT(PLAN)))
		set_role(q, ROLE_TARGET, "role.plan-word");
	else if (!c->article && c->year && q->when.first == c->year &&
		 c->review && c->review < c->year)
		set_role(q, ROLE_TARGET, "role.this-year");
	else
		set_role(q, ROLE_ACHIEVED, "role.told");
}

enum { SET_REACH = 6, LIST_REACH = 24 }; /* tokens before a value */
enum {
	OPENING = 12,	    /* tokens from 去年 to 提出 */
	CLAUSES_BACK = 8,   /* that a promise holds */
	PROMISE_REACH = 64, /* tokens that it holds */
};

/* 年初确定的能耗降低4%、排放减少2%的目标: the word that ends the list */
static bool goal_ends(const struct doc *d, const struct quant *q)
{
	uint32_t end = d->clauses.items[q->clause].to;

	return end > q->tail + 1 && end < q->tail + LIST_REACH &&
	       token_has(d, end - 2, BIT(OF)) && token_is_goal(d, end - 1);
}

/* 国家下达的500万千瓦目标: that it was set before stands in front, that it is
 * a target behind */
static bool is_ordered(const struct doc *d, const struct quant *q)
{
	uint32_t i = q->tail, floor = d->clauses.items[q->clause].from;
	bool listed = goal_ends(d, q);

	if (token_has(d, i, BIT(OF)))
		i++;
	if (!token_is_goal(d, i) && !listed)
		return false;
	if (goal_follows(d, q->token + 1) && q->lead < q->token)
		return true; /* 低于8%的预期目标 */
	for (uint32_t k = 1;
	     k <= (listed ? LIST_REACH : SET_REACH) && floor + k <= q->lead;
	     k++)
		if (token_has(d, q->lead - k, BIT(SET)))
			return true;
	return false;
}

/* 原定, 去年的报告提出: what follows was promised then; not 年初确定的目标 */
static bool opens_promise(const struct doc *d, uint32_t i, uint32_t floor)
{
	uint32_t from = i > floor + OPENING ? i - OPENING : floor;
	const struct token *t = token_at(d, i);

	if (t->arg != 3 || token_has(d, i + 1, BIT(OF)) ||
	    token_is_goal(d, i + 1) || token_is(d, i + 1, TOKEN_NUMBER))
		return false;
	if (token_has(d, i, BIT(SET)))
		return true;
	for (uint32_t k = from; k < i; k++) {
		uint32_t off = token_at(d, k)->off;

		if (token_has(d, k, BIT(LAST_YEAR)))
			return str_find(str_sub(d->text, off, t->off),
					STR("报告"), 0) >= 0;
	}
	return false;
}

static uint32_t sentence_start(const struct doc *d, const struct quant *q)
{
	uint32_t c = q->clause;

	for (uint32_t n = 0;
	     n < CLAUSES_BACK && c > 0 &&
	     d->clauses.items[c - 1].sentence == d->clauses.items[c].sentence;
	     n++)
		c--;
	return d->clauses.items[c].from;
}

/* 去年政府工作报告提出，物价涨幅要降到10%左右，实际回落到6%: the first is the
 * target of then, told before what came of it */
static bool is_promised(const struct doc *d, const struct quant *q)
{
	uint32_t floor = sentence_start(d, q);

	if (q->from || q->measure == MEASURE_RANK ||
	    d->calendar.section_time == SECTION_PLAN ||
	    q->when.last >= d->calendar.year)
		return false;
	if (floor + PROMISE_REACH < q->lead)
		floor = q->lead - PROMISE_REACH;
	for (uint32_t i = q->lead; i > floor; i--) {
		if (opens_promise(d, i - 1, floor))
			return true;
		if ((token_has(d, i - 1, BIT(DONE)) &&
		     !token_has(d, i - 1, BIT(LAST_YEAR))) ||
		    (token_has(d, i - 1, BIT(ADVERB)) &&
		     token_at(d, i - 1)->arg == 2))
			return false;
	}
	return false;
}

static void decide(const struct doc *d, struct quant *q)
{
	const struct calendar *c = &d->calendar;
	bool plan = c->section_time == SECTION_PLAN;

	if (is_ordered(d, q))
		set_role(q, ROLE_TARGET, "role.ordered");
	else if (is_promised(d, q))
		set_role(q, ROLE_TARGET, "role.promised");
	else if (q->attribute)
		set_role(q, ROLE_CONTEXT, "role.attribute");
	else if (is_population(q))
		set_role(q, ROLE_CONTEXT, "role.population");
	else if (is_subject(d, q))
		set_role(q, ROLE_CONTEXT, "role.subject");
	else if (is_size(d, q))
		set_role(q, ROLE_CONTEXT, "role.size");
	else if (is_grade(d, q))
		set_role(q, ROLE_CONTEXT, "role.grade");
	else if (is_duration(d, q))
		set_role(q, ROLE_CONTEXT, "role.duration");
	else if (c->year && q->when.last > c->year)
		set_role(q, ROLE_TARGET, "role.future");
	else if (plan && quant_told_by(d, q, BIT(PAST)))
		set_role(q, ROLE_ACHIEVED, "role.done");
	else if (plan && q->from)
		set_role(q, ROLE_ACHIEVED, "role.from");
	else if (plan && q->when.last && q->when.last < c->year &&
		 q->when_rule && strcmp(q->when_rule, "period.section") != 0)
		set_role(q, ROLE_ACHIEVED, "role.past");
	else
		by_section(d, q);
}

void pass_role(struct doc *d)
{
	FOR_QUANTS(d, q)
	decide(d, q);
}
