/*
 * What kind of value it is, from the verb before it: a level, growth, an
 * amount added, a rank; and how far the words before the value reach that are
 * no part of its name. A value without a verb of its own takes that of the
 * value before it in a list (分别增长4.4%、6.4%).
 */
#include "core/extract/grammar.h"

enum verb { VERB_LEVEL, VERB_CHANGE, VERB_FALL, VERB_GROWTH, VERB_RANK };

#define EDGE_FILL                                                              \
	(BIT(ADVERB) | BIT(SHARE) | BIT(ALL) | BIT(BASE) | BIT(YEARLY) |       \
	 BIT(PLAN))
#define PLACE                                                                  \
	(BIT(FIELD) | BIT(SELF) | BIT(BODY) | BIT(PLAIN) | BIT(OF) |           \
	 BIT(ALL) | BIT(MODIFIER))

/* In reading order, the last step just before the value. */
static const struct rule VERBS[] = {
	{"measure.to", {ONE(BIT(UP) | BIT(DOWN)), ONE(BIT(TO))}, VERB_LEVEL},
	{"measure.act-to", {ONE(BIT(KEEP)), ONE(BIT(TO))}, VERB_LEVEL},
	{"measure.to-alone", {ONE(BIT(TO))}, VERB_LEVEL},
	{"measure.up-reach", {ONE(BIT(UP)), ONE(BIT(REACH))}, VERB_CHANGE},
	{"measure.reach", {ONE(BIT(REACH))}, VERB_LEVEL},
	{"measure.up", {ONE(BIT(UP))}, VERB_CHANGE},
	{"measure.down", {ONE(BIT(DOWN))}, VERB_FALL},
	{"measure.new", {ONE(BIT(NEW))}, VERB_CHANGE},
	{"measure.rate",
	 {ONE(BIT(RATE)), SOME(EDGE_FILL), MAY(BIT(REACH) | BIT(TO))},
	 VERB_GROWTH},
};

static const struct rule RANKS[] = {
	{"measure.rank-verb",
	 {ONE(BIT(RANK)),
	  {.classes = PLACE, .kinds = KIND(TEXT), .min = 0, .max = 4}},
	 VERB_RANK},
	{"measure.rank-to",
	 {ONE(BIT(UP) | BIT(DOWN)),
	  ONE(BIT(TO)),
	  {.classes = PLACE, .kinds = KIND(TEXT), .min = 0, .max = 4}},
	 VERB_RANK},
	{"measure.rank-goal", {ONE(BIT(GOAL))}, VERB_RANK},
	{"measure.rank-field",
	 {ONE(BIT(FIELD)),
	  {.classes = PLACE & ~(BIT(FIELD) | BIT(SELF)),
	   .kinds = KIND(TEXT),
	   .min = 0,
	   .max = 3}},
	 VERB_RANK},
};

enum { NEW_REACH = 5 }; /* tokens from 新增 to its value */

static enum number_class number_class(const struct doc *d,
				      const struct quant *q)
{
	uint32_t word = quantity_of(d, q)->number.word;

	return word ? d->numbers->word.items[word - 1].cls : NUMBER_CLASS_NONE;
}

static bool is_rank(const struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);

	return (v->number.flags & NUMBER_ORDINAL) ||
	       (v->has_unit && v->unit.family == FAMILY_RANK) ||
	       (!v->has_unit && token_has(d, q->token - 1, BIT(GOAL))) ||
	       number_class(d, q) == NUMBER_CLASS_RANK;
}

/* Where the words before the value may begin. */
static uint32_t floor_of(const struct doc *d, const struct quant *q)
{
	return q->prev != NONE ? d->quants.items[q->prev].tail
			       : d->clauses.items[q->clause].from;
}

/* Takes what stands between the name and the verb: 分别, 同比, 年均. */
static void take_fill(const struct doc *d, struct quant *q)
{
	uint32_t floor = floor_of(d, q);

	while (q->trigger > floor && token_has(d, q->trigger - 1, EDGE_FILL)) {
		q->trigger--;
		q->share |= token_has(d, q->trigger, BIT(SHARE));
	}
}

static void set_measure(struct quant *q, enum measure m, int sign,
			const char *rule)
{
	q->measure = m;
	q->sign = sign;
	q->measure_rule = rule;
}

static bool has_share(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (token_has(d, i, BIT(SHARE)))
			return true;
	return false;
}

static void take_verb(const struct doc *d, struct quant *q,
		      const struct match *m)
{
	enum verb verb = (enum verb)m->rule->out;
	int sign = verb == VERB_FALL ? -1 : 1;

	q->trigger = m->from;
	q->has_verb = true;
	q->share = has_share(d, (struct range){m->from, q->lead});
	if (verb == VERB_RANK)
		set_measure(q, MEASURE_RANK, 1, m->rule->name);
	else if (verb == VERB_LEVEL)
		set_measure(q, MEASURE_LEVEL, 1, m->rule->name);
	else if (verb == VERB_GROWTH || quant_is_ratio(d, q))
		set_measure(q, MEASURE_GROWTH, sign, m->rule->name);
	else
		set_measure(q, MEASURE_INCREMENT, sign, m->rule->name);
	if (verb == VERB_GROWTH && token_at(d, m->from)->arg < 0)
		q->sign = -1;
}

/* May stand between a verb and its value: 分别, 提高到2025年的14万元. */
static bool is_between(const struct doc *d, uint32_t i)
{
	const struct quant *q = quant_at(d, i);

	if (q)
		return q->mask && strcmp(q->mask, "mask.year") == 0;
	return token_has(d, i, EDGE_FILL | BIT(OF)) &&
	       !token_has(d, i, BIT(REACH) | BIT(UP) | BIT(DOWN) | BIT(RATE));
}

static bool by_verb(const struct doc *d, struct quant *q)
{
	struct match within = {.from = floor_of(d, q), .to = q->lead}, m;
	const struct rule *table = is_rank(d, q) ? RANKS : VERBS;
	size_t n = is_rank(d, q) ? COUNT_OF(RANKS) : COUNT_OF(VERBS);

	while (within.to > within.from && is_between(d, within.to - 1))
		within.to--;
	if (!match_run_back(&m, table, n, d->lexed.tokens.items, within))
		return false;
	take_verb(d, q, &m);
	return true;
}

/* Behind the last value of a list: 从9元、8元提高到… */
static uint32_t list_end(const struct doc *d, uint32_t i)
{
	while (token_is_joint(d, i) && token_is(d, i + 1, TOKEN_NUMBER))
		i += 2;
	return i;
}

static bool rises_at(const struct doc *d, uint32_t i)
{
	return token_has(d, i,
			 BIT(UP) | BIT(DOWN) | BIT(TO) | BIT(REACH) |
				 BIT(RANK)) ||
	       (token_has(d, i, BIT(KEEP)) && token_has(d, i + 1, BIT(TO)));
}

/* 从5%提高到8%: the first of the two */
static void take_from(const struct doc *d, struct quant *q)
{
	uint32_t floor = floor_of(d, q), t = q->lead;

	for (int k = 0; k < 5 && t > floor; k++) {
		if (!token_has(d, --t, BIT(FROM)) ||
		    (token_at(d, t)->arg == 0 &&
		     !rises_at(d, list_end(d, q->tail))))
			continue;
		q->from = true;
		q->has_verb = true;
		q->trigger = t;
		if (q->measure != MEASURE_RANK)
			set_measure(q, MEASURE_LEVEL, 1, "measure.from");
		return;
	}
}

/* Is 分别 what it stands behind? */
static bool in_share(const struct doc *d, const struct quant *q)
{
	return q->group != NONE ? d->quants.items[q->group].share : q->share;
}

/* Only 、 和 — between it and the value before. */
static bool follows_value(const struct doc *d, const struct quant *q)
{
	const struct quant *p;

	if (q->prev == NONE)
		return false;
	p = &d->quants.items[q->prev];
	for (uint32_t i = p->tail; i < q->lead; i++)
		if (!token_is(d, i, TOKEN_PAUSE) &&
		    !token_is(d, i, TOKEN_DASH) && !token_has(d, i, BIT(AND)) &&
		    !(q->bound == BOUND_LE && token_has(d, i, BIT(TO))))
			return false;
	return p->tail < q->lead &&
	       (in_share(d, p) || str_eq(quantity_of(d, p)->unit_text,
					 quantity_of(d, q)->unit_text));
}

/* the 10% of 8%至10% */
static bool is_range_end(const struct doc *d, const struct quant *q)
{
	return q->prev != NONE && q->bound_rule && q->bound == BOUND_LE &&
	       strcmp(q->bound_rule, "bound.range") == 0 && follows_value(d, q);
}

static void share_verb(const struct doc *d, struct quant *q)
{
	const struct quant *p = &d->quants.items[q->prev];

	q->group = p->group != NONE ? p->group : q->prev;
	set_measure(q, p->measure, p->sign, "measure.shared");
	p = &d->quants.items[q->group];
	q->from = p->from;
	if (q->bound == BOUND_EQUAL && p->lead < p->token) {
		q->bound = p->bound;
		q->bound_rule = "bound.shared";
	}
}

/* 新增……, 减少……: the verb stands at the head, its object between */
static bool by_head(const struct doc *d, struct quant *q)
{
	uint32_t i = floor_of(d, q);
	const class_bits skip = EDGE_FILL | BIT(TIME) | BIT(SELF) | BIT(PREP) |
				BIT(AND) | BIT(AMONG) | BIT(LAST_YEAR) |
				BIT(THIS_YEAR) | BIT(CUT) | BIT(SPAN) |
				BIT(DROP) | BIT(LE_AFTER);
	enum measure m =
		quant_is_ratio(d, q) ? MEASURE_GROWTH : MEASURE_INCREMENT;

	while (i < q->lead &&
	       ((token_has(d, i, skip) &&
		 !token_has(d, i, BIT(UP) | BIT(DOWN))) ||
		token_is(d, i, TOKEN_PAUSE) || token_is(d, i, TOKEN_NUMBER)))
		i++;
	if (i >= q->lead)
		return false;
	if (token_has(d, i, BIT(NEW)))
		set_measure(q, m, 1, "measure.head-new");
	else if (token_has(d, i, BIT(DOWN)))
		set_measure(q, m, -1, "measure.head-down");
	else if (token_has(d, i, BIT(UP)) && m == MEASURE_INCREMENT)
		set_measure(q, m, 1, "measure.head-up");
	else
		return false;
	return true;
}

/* 实现5%的增长, 以年均9%的速度增长: the verb stands behind */
static bool by_noun(const struct doc *d, struct quant *q)
{
	uint32_t t = q->tail;

	if (!quant_is_ratio(d, q) || !token_has(d, t, BIT(OF)))
		return false;
	t++;
	if (!token_has(d, t, BIT(UP) | BIT(DOWN)) && t + 1 < d->lexed.tokens.n)
		t++;
	if (!token_has(d, t, BIT(UP) | BIT(DOWN)) ||
	    token_at(d, t)->len <= strlen("低"))
		return false;
	set_measure(q, MEASURE_GROWTH, token_has(d, t, BIT(DOWN)) ? -1 : 1,
		    "measure.noun-behind");
	q->has_verb = true;
	return true;
}

/* 快于2024年, 低于上年: but 比2024年提高 tells a change */
static bool than_year(const struct doc *d, uint32_t i)
{
	const struct quant *y = quant_at(d, i);

	return i > 0 && str_has_suffix(token_text(d, i - 1), STR("于")) &&
	       ((y && y->mask) || token_has(d, i, BIT(LAST_YEAR)));
}

/* 高于全省平均2个百分点, 比全国高3个百分点: a gap, no change */
static bool is_gap(const struct doc *d, const struct quant *q)
{
	bool versus = false;

	if (!quantity_of(d, q)->has_unit ||
	    quantity_of(d, q)->unit.family != FAMILY_POINT)
		return false;
	for (uint32_t i = floor_of(d, q); i < q->lead; i++) {
		if (versus && (token_has(d, i, BIT(FIELD)) || than_year(d, i)))
			return true;
		versus |= token_has(d, i,
				    BIT(VERSUS) | BIT(GE_BEFORE) |
					    BIT(LE_BEFORE)) ||
			  str_has_suffix(token_text(d, i), STR("于"));
	}
	return false;
}

/* 翻番, 减半 say it themselves, whatever verb stands before */
static void by_word(const struct doc *d, struct quant *q)
{
	enum number_class c = number_class(d, q);

	if (c == NUMBER_CLASS_GROWTH)
		set_measure(q, MEASURE_GROWTH, 1, "measure.word-growth");
	else if (c == NUMBER_CLASS_FALL)
		set_measure(q, MEASURE_GROWTH, -1, "measure.word-fall");
	else if (str_is(quantity_of(d, q)->unit_text, "番"))
		set_measure(q, MEASURE_GROWTH, 1, "measure.doubling");
}

static bool by_number(const struct doc *d, struct quant *q)
{
	if (quantity_of(d, q)->has_unit &&
	    quantity_of(d, q)->unit.family == FAMILY_POINT)
		set_measure(q, MEASURE_GROWTH, 1, "measure.point");
	else if (is_rank(d, q))
		set_measure(q, MEASURE_RANK, 1, "measure.ordinal");
	else
		return false;
	return true;
}

/* 城镇新增就业: the amount added is what has a name */
static bool has_new(const struct doc *d, const struct quant *q)
{
	uint32_t from = floor_of(d, q);

	if (quant_is_ratio(d, q) || q->has_verb)
		return false;
	if (from + NEW_REACH < q->lead)
		from = q->lead - NEW_REACH;
	for (uint32_t i = q->lead; i > from; i--)
		if (token_is(d, i - 1, TOKEN_PAUSE) ||
		    token_has(d, i - 1, BIT(OF) | BIT(CUT)))
			return false;
		else if (str_is(token_text(d, i - 1), "新增"))
			return true;
	return false;
}

static void by_default(const struct doc *d, struct quant *q)
{
	const struct quant *p =
		q->prev == NONE ? NULL : &d->quants.items[q->prev];

	if (has_new(d, q)) {
		set_measure(q, MEASURE_INCREMENT, 1, "measure.inner-new");
		return;
	}
	set_measure(q, MEASURE_LEVEL, 1, "measure.level");
	if (!p && goal_follows(d, q->tail) && q > d->quants.items)
		p = q - 1;
	if (p && !p->mask && p != q && goal_follows(d, q->tail) &&
	    quant_is_ratio(d, q) && quant_is_ratio(d, p))
		set_measure(q, p->measure, 1, "measure.of-goal");
	if (p && p->measure == MEASURE_GROWTH && !p->has_verb &&
	    quant_is_ratio(d, q) && quant_is_ratio(d, p))
		set_measure(q, MEASURE_GROWTH, p->sign, "measure.carried");
	if (p && p->measure == MEASURE_INCREMENT && !p->has_verb &&
	    p->sign > 0 && strcmp(p->measure_rule, "measure.inner-new") != 0)
		set_measure(q, MEASURE_INCREMENT, 1, "measure.carried");
}

void pass_measure(struct doc *d)
{
	FOR_QUANTS(d, q)
	{
		if (is_range_end(d, q) ||
		    (!by_noun(d, q) && !by_verb(d, q) && follows_value(d, q)))
			share_verb(d, q);
		else if (q->measure_rule)
			;
		else if (!by_number(d, q) && !by_head(d, q))
			by_default(d, q);
		by_word(d, q);
		take_from(d, q);
		if (is_gap(d, q))
			set_measure(q, MEASURE_LEVEL, q->sign, "measure.gap");
		if (q->group == NONE) {
			take_fill(d, q);
			q->share |= has_share(
				d, (struct range){floor_of(d, q), q->lead});
		}
	}
}
