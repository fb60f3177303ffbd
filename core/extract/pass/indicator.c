/*
 * What a value is about. Its noun stands before it (固定资产投资增长13.3%) or
 * behind it (46个项目开工建设); a value without one has that of the value
 * before it, or of the clause before. The name is kept in three parts, which
 * spread puts together: the verb before, the act behind, the noun.
 */
#include "core/extract/grammar.h"
#include "core/extract/phrase.h"

/* The last named value of the sentence before this one. */
static const struct quant *named_before(const struct doc *d,
					const struct quant *q)
{
	uint32_t sentence = d->clauses.items[q->clause].sentence;

	for (size_t i = (size_t)(q - d->quants.items); i-- > 0;) {
		const struct quant *p = &d->quants.items[i];

		if (d->clauses.items[p->clause].sentence != sentence)
			return NULL;
		if (!p->mask)
			return p;
	}
	return NULL;
}

/* The clause before, in the same sentence, as a name. */
static struct range clause_before(const struct doc *d, const struct quant *q)
{
	const struct clause *c = &d->clauses.items[q->clause];
	const struct clause *b = c - 1;

	if (c->host != NONE)
		return (struct range){d->clauses.items[c->host].from, c->open};
	if (q->clause == 0 || b->sentence != c->sentence || b->host != NONE)
		return (struct range){0, 0};
	return (struct range){b->from, b->to};
}

/* Without the verb that says it was added: 新增绿地 → 绿地. */
static struct range without_new(const struct doc *d, struct range r,
				struct str *verb)
{
	while (r.from < r.to &&
	       token_has(d, r.from, BIT(NEW) | BIT(UP) | BIT(DOWN)) &&
	       !token_has(d, r.from, BIT(PLAIN) | BIT(HEAD))) {
		struct str w = token_text(d, r.from);

		if (token_has(d, r.from, BIT(NEW)) &&
		    str_has_prefix(w, STR("新")) && w.len > strlen("新增") &&
		    !str_has_prefix(w, STR("新增")))
			*verb = str_sub(w, strlen("新"), w.len);
		r = phrase_trim(d, (struct range){r.from + 1, r.to});
	}
	return r;
}

/* 连续17年获评省平安区 */
static bool is_held(const struct doc *d, const struct quant *q)
{
	return quant_family(d, q) == FAMILY_TIME && q->lead > q->left.from &&
	       token_has(d, q->lead - 1, BIT(HOLD));
}

/* Its name without the measure: 粮食播种, of 粮食播种面积. */
static struct str stem_of(struct doc *d, const struct quant *q)
{
	struct range r = q->named;

	while (r.from + 1 < r.to && token_has(d, r.to - 1, BIT(GENERIC)))
		r.to--;
	return r.from < r.to ? phrase_text(d, r) : q->noun;
}

/* 十连丰, 三连冠 */
static bool is_run(const struct doc *d, const struct quant *q)
{
	return str_has_prefix(quantity_of(d, q)->unit_text, STR("连"));
}

/* 粮食生产 of 粮食生产“十连丰”: what stands before the quotes around a value,
 * behind the value before */
static struct range host_before(const struct doc *d, const struct quant *q)
{
	const struct clause *c = &d->clauses.items[q->clause];
	struct range r = {0, 0};

	if (c->host == NONE || token_is_aside(d, c->open))
		return r;
	r = (struct range){d->clauses.items[c->host].from, c->open};
	for (uint32_t i = r.to; i > r.from; i--)
		if (token_is(d, i - 1, TOKEN_NUMBER) ||
		    token_is(d, i - 1, TOKEN_PAUSE)) {
			r.from = i;
			break;
		}
	return phrase_subject(d, r);
}

/* 改造老旧小区30个、惠及10万户 */
static bool serves(const struct doc *d, const struct quant *q)
{
	struct range r = phrase_trim(d, q->left);

	return quant_is_count(d, q) && r.to - r.from == 1 &&
	       token_has(d, r.from, BIT(BENEFIT));
}

/* 原油产量继续增长，达到…: what the clause says of its subject at its end */
static struct range without_change(const struct doc *d, struct range r)
{
	uint32_t to = r.to;

	while (to > r.from + 1 &&
	       token_has(d, to - 1, BIT(UP) | BIT(DOWN) | BIT(ADVERB)) &&
	       !token_has(d, to - 1, BIT(PLAIN) | BIT(GENERIC) | BIT(HEAD)))
		to--;
	return phrase_has_noun(d, (struct range){r.from, to})
		       ? phrase_trim(d, (struct range){r.from, to})
		       : r;
}

/* 虽然做了努力，涨幅仍然高达22%: the clause before concedes and names nothing;
 * what the rate is of stands in the sentence before that */
static const struct quant *rate_before(const struct doc *d,
				       const struct quant *q)
{
	const struct clause *c = &d->clauses.items[q->clause];

	if (q->measure != MEASURE_GROWTH || q->clause == 0 ||
	    c[-1].sentence != c->sentence || c[-1].host != NONE ||
	    token_at(d, c[-1].from)->arg != 2 ||
	    !token_has(d, c[-1].from, BIT(ADVERB)))
		return NULL;
	for (size_t i = (size_t)(q - d->quants.items); i-- > 0;) {
		const struct quant *p = &d->quants.items[i];

		if (p->mask)
			continue;
		return p->measure == MEASURE_GROWTH &&
				       d->clauses.items[p->clause].sentence +
						       1 ==
					       c->sentence
			       ? p
			       : NULL;
	}
	return NULL;
}

static void inherit(struct doc *d, struct quant *q)
{
	const struct quant *told = rate_before(d, q);
	const struct quant *p = named_before(d, q);
	struct range r = host_before(d, q);

	if (phrase_has_noun(d, r)) {
		q->named = r;
		q->noun = phrase_text(d, r);
		if (is_run(d, q))
			q->noun = phrase_join(d, q->noun,
					      quantity_of(d, q)->unit_text);
		q->name_rule = "indicator.host";
		return;
	}
	if (p && is_run(d, q)) {
		q->noun = phrase_join(d, stem_of(d, p),
				      quantity_of(d, q)->unit_text);
		q->name_rule = "indicator.run";
		return;
	}
	if (p && serves(d, q)) {
		q->noun = phrase_join(d, p->noun,
				      phrase_text(d, phrase_trim(d, q->left)));
		q->verb = p->verb;
		q->named = p->named;
		q->name_rule = "indicator.benefit";
		return;
	}
	if (p) {
		q->noun = p->noun;
		q->verb = p->verb;
		q->act = is_held(d, p) ? STR_NULL : p->act;
		q->named = p->named;
		q->name_rule = "indicator.inherited";
		return;
	}
	if (told) {
		q->noun = told->noun;
		q->verb = told->verb;
		q->named = told->named;
		q->name_rule = "indicator.conceded";
		return;
	}
	r = without_change(d, phrase_subject(d, clause_before(d, q)));
	q->noun = phrase_text(d, without_new(d, r, &q->verb));
	q->name_rule = "indicator.clause-before";
}

/* 总产量 behind 粮食播种面积: of the same subject, without its own measure */
static void prefix_generic(struct doc *d, struct quant *q, struct range r)
{
	const struct quant *p = named_before(d, q);

	if (!p ||
	    !(phrase_is_generic(d, r) || token_has(d, r.from, BIT(DIVIDE))))
		return;
	q->noun = phrase_join(d, stem_of(d, p), q->noun);
	q->named = p->named;
	q->name_rule = "indicator.generic";
}

/* 产业园用地面积, of 用地面积3.88万平方米的产业园 */
static void prefix_described(struct doc *d, struct quant *q)
{
	struct range r = {q->tail + 1, q->right.to};

	while (r.from < r.to && !token_is_noun(d, r.from))
		r.from++;
	for (uint32_t i = r.from; i < r.to; i++)
		if (token_is_verb(d, i) && i > r.from)
			r.to = i;
	q->noun = phrase_join(d, phrase_text(d, phrase_trim(d, r)), q->noun);
	q->name_rule = "indicator.attribute";
}

/* 完成年度任务的110%: the verb is part of what is measured */
static bool is_part_of(const struct doc *d, const struct quant *q)
{
	return quant_is_ratio(d, q) && q->lead > q->left.from &&
	       token_has(d, q->lead - 1, BIT(OF));
}

/* “红网”响应时间, of “红网” and 响应 */
static struct str time_of(struct doc *d, struct str what, struct range act)
{
	struct str s = phrase_join(d, what, phrase_text(d, act));

	return phrase_join(d, s, STR("时间"));
}

/* “红网”10分钟响应: the time that an act takes */
static void add_act(struct doc *d, struct quant *q)
{
	struct range r = quant_act_behind(d, q);

	if (quant_family(d, q) == FAMILY_TIME && r.from < r.to)
		q->noun = time_of(d, q->noun, r);
}

/* A noun; or verbs, where no value before gives them one. */
static bool names_itself(const struct doc *d, const struct quant *q,
			 struct range r)
{
	if (r.from >= r.to)
		return false;
	return phrase_has_noun(d, r) || !named_before(d, q);
}

/* 投入12亿元实施科技项目: what the money was for stands behind */
static void add_purpose(struct doc *d, struct quant *q)
{
	struct range r = phrase_trim(d, q->right);

	if (quant_family(d, q) != FAMILY_MONEY || r.from >= r.to ||
	    q->named.to - q->named.from != 1 || !token_is_verb(d, q->tail) ||
	    token_has(d, q->named.from, BIT(HEAD)))
		return;
	q->verb = q->noun;
	q->noun = phrase_text(d, r);
	q->name_rule = "indicator.purpose";
}

/* 城镇居住面积增加到8平方米，农村增加到22平方米: 农村居住面积 */
static void contrast(struct doc *d, struct quant *q)
{
	const struct quant *p = named_before(d, q);
	struct range rest;

	if (!p || q->named.to - q->named.from != 1 ||
	    !token_has(d, q->named.from, BIT(MODIFIER)) ||
	    !token_has(d, p->named.from, BIT(MODIFIER)) ||
	    str_eq(token_text(d, q->named.from), token_text(d, p->named.from)))
		return;
	rest = (struct range){p->named.from + 1, p->named.to};
	q->noun = phrase_join(d, q->noun, phrase_text(d, rest));
	q->name_rule = "indicator.contrast";
}

/* 16%的税率降至13%: what stands between belongs to the first value */
static bool goes_on(const struct doc *d, const struct quant *q)
{
	return q->prev != NONE && token_has(d, q->left.from, BIT(OF)) &&
	       d->quants.items[q->prev].side == SIDE_LEFT;
}

/* 新增就业: what was added is the name, though it be a verb */
static bool is_new(const struct doc *d, struct range r, struct range rest)
{
	return r.from < rest.from && rest.from < rest.to &&
	       token_has(d, r.from, BIT(NEW));
}

static void name_left(struct doc *d, struct quant *q)
{
	struct range r = is_part_of(d, q) ? phrase_trim(d, q->left)
					  : phrase_subject(d, q->left);
	struct range rest;

	if (q->from && r.from >= r.to) /* 从市场主体破10万个到… */
		r = phrase_subject(d, (struct range){q->trigger + 1, q->lead});
	if (q->from && !phrase_has_noun(d, r))
		r.to = r.from;
	rest = without_new(d, r, &q->verb);

	if ((!names_itself(d, q, rest) && !is_new(d, r, rest)) ||
	    goes_on(d, q)) {
		inherit(d, q);
		return;
	}
	q->named = rest;
	q->noun = phrase_text(d, rest);
	q->name_rule =
		phrase_has_noun(d, rest) ? "indicator.left" : "indicator.verbs";
	add_act(d, q);
	add_purpose(d, q);
	contrast(d, q);
	if (q->attribute)
		prefix_described(d, q);
	else
		prefix_generic(d, q, rest);
}

/* The verbs just before the value, or at the head of what leads to 等. */
static void verbs_before(struct doc *d, struct quant *q)
{
	struct range l = {q->left.from, q->lead}, head;
	uint32_t at = l.to;

	while (at > l.from &&
	       (token_has(d, at - 1, VERB_CLASSES | BIT(ADVERB)) ||
		token_has(d, at - 1, BIT(SELF))))
		at--;
	head = phrase_trim(d, l);
	for (int k = 0; at == l.to && k < 3 && at - (uint32_t)k > l.from; k++)
		if (token_has(d, at - 1 - (uint32_t)k, BIT(KEEP)) &&
		    !token_has(d, at - 1 - (uint32_t)k, BIT(PLAIN)))
			at = at - 1 - (uint32_t)k;
	if (at == l.to && head.from < head.to) {
		at = l.to = head.from;
		while (l.to < head.to && token_has(d, l.to, VERB_CLASSES))
			l.to++;
	}
	q->verb = phrase_words(d, (struct range){at, l.to}, BIT(KEEP),
			       BIT(DROP) | BIT(CUT) | BIT(REACH));
	for (uint32_t i = at; i < l.to; i++)
		if (token_has(d, i, BIT(NEW)))
			without_new(d, (struct range){i, i + 1}, &q->verb);
}

/* 为, 向, 带动 before the value, with a place at most between */
static bool is_served(const struct doc *d, struct range l)
{
	while (l.to > l.from && token_has(d, l.to - 1, BIT(SELF)))
		l.to--;
	return l.to > l.from && token_has(d, l.to - 1, BIT(PREP) | BIT(CUT));
}

/* Where the act of 46个项目开工建设 begins, or the end. */
static uint32_t act_start(const struct doc *d, const struct quant *q,
			  struct range r)
{
	/* 为138万残疾人发放补贴: after 为 any verb will do */
	bool served = is_served(d, q->left);
	class_bits starts = BIT(WIN) | BIT(PREP) | BIT(DONE) |
			    (served ? BIT(KEEP) | BIT(DROP) : 0);
	uint32_t at = r.to;

	for (uint32_t i = r.from + 1; i < r.to; i++) {
		if (token_is(d, i, TOKEN_OPEN) && d->partner[i] != NONE)
			i = d->partner[i];
		else if (token_has(d, i, starts) &&
			 !token_has(d, i, BIT(PLAIN)))
			return i;
	}
	while (at > r.from + 1 &&
	       token_has(d, at - 1,
			 BIT(KEEP) | BIT(DROP) | BIT(ADVERB) | BIT(WIN)) &&
	       !token_has(d, at - 1, BIT(PLAIN) | BIT(HEAD)))
		at--;
	return at;
}

static bool only_verbs(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (!token_is_verb(d, i) && !token_has(d, i, BIT(ADVERB)))
			return false;
	return true;
}

/* 1小时内就能办结, 24小时处理: the time that an act takes, of what stands in
 * the clause before or of the value before */
static void name_time(struct doc *d, struct quant *q, struct range r)
{
	const struct quant *p =
		q->prev == NONE ? NULL : &d->quants.items[q->prev];
	struct range what =
		p ? p->named : phrase_subject(d, clause_before(d, q));

	q->noun = time_of(d, phrase_text(d, what), r);
	q->name_rule = "indicator.time";
}

/* 12个竣工, 4次降低存款准备金率: no noun at once behind the value */
static void name_act(struct doc *d, struct quant *q, struct range r)
{
	if (only_verbs(d, r))
		inherit(d, q);
	q->name_rule = "indicator.act-alone";
	q->act = phrase_text(d, r);
	q->verb = STR_NULL;
}

/* 85.2%执法力量下沉基层, 工业用地100%“标准地”出让: a share of something */
static void name_share(struct doc *d, struct quant *q, struct range r)
{
	q->verb = phrase_text(d, phrase_subject(d, q->left));
	q->noun = phrase_text(d, r);
	q->name_rule = "indicator.share";
}

/* 万亿级产业 */
static bool is_grade(const struct doc *d, const struct quant *q)
{
	return (quantity_of(d, q)->number.flags & NUMBER_BARE) &&
	       str_has_prefix(q->noun, STR("级"));
}

static bool has_list(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++)
		if (token_is(d, i, TOKEN_PAUSE) || token_has(d, i, BIT(ETC)))
			return true;
	return false;
}

/* 向90家企业发放资金40万元: the act that serves them leads to the next value */
static void act_of_next(struct doc *d, struct quant *q)
{
	struct range r = {q->right.to, q->right.to};

	if (q->next == NONE || q->left.from >= q->left.to ||
	    !is_served(d, q->left))
		return;
	r.to = d->quants.items[q->next].trigger;
	if (r.from < r.to && token_is_verb(d, r.from)) {
		q->act = phrase_text(d, r);
		q->name_rule = "indicator.act-served";
	}
}

enum { ACT_MAX = 60 }; /* bytes; a longer act is a tale of its own */

static void name_right(struct doc *d, struct quant *q)
{
	struct range r = phrase_trim(d, q->right);
	uint32_t at = act_start(d, q, r);

	q->name_rule = "indicator.right";
	if (quant_is_ratio(d, q)) {
		name_share(d, q, r);
		return;
	}
	if (quant_family(d, q) == FAMILY_TIME &&
	    quant_act_behind(d, q).from < quant_act_behind(d, q).to) {
		name_time(d, q, quant_act_behind(d, q));
		return;
	}
	if (!token_opens_noun(d, r.from, r.to)) {
		name_act(d, q, r);
		return;
	}
	verbs_before(d, q);
	q->noun = phrase_text(d, phrase_trim(d, (struct range){r.from, at}));
	if (is_grade(d, q))
		q->noun = str_sub(q->noun, strlen("级"), q->noun.len);
	if (q->left.to > q->left.from && token_has(d, q->left.to - 1, BIT(OF)))
		q->verb = phrase_text(d, phrase_subject(d, q->left));
	if (at >= r.to) {
		act_of_next(d, q);
		return;
	}
	r.from = at;
	q->act = phrase_text(
		d, token_has(d, at, BIT(PREP)) ? r : phrase_trim(d, r));
	q->name_rule = "indicator.act";
	if (q->act.len > ACT_MAX ||
	    (token_has(d, at, BIT(PREP)) && has_list(d, r)))
		q->act = STR_NULL;
}

/* What was held, and by whom: both sides of the value. */
static void name_held(struct doc *d, struct quant *q)
{
	struct range l =
		phrase_trim(d, (struct range){q->left.from, q->lead - 1});
	const struct quant *p = named_before(d, q);

	q->act = phrase_text(d, q->right);
	q->noun = l.from < l.to ? phrase_text(d, l) : p ? p->noun : STR_NULL;
	q->named = l.from < l.to ? l : p ? p->named : l;
	q->name_rule = "indicator.held";
	if (q->noun.len == 0)
		q->act = phrase_join(d, token_text(d, q->lead - 1), q->act);
}

void pass_indicator(struct doc *d)
{
	FOR_QUANTS(d, q)
	{
		if (is_held(d, q))
			name_held(d, q);
		else if (q->side == SIDE_RIGHT)
			name_right(d, q);
		else
			name_left(d, q);
	}
}
