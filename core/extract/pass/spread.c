/*
 * Lists: gives each value of 分别 its own subject, lets the items of a list
 * share a verb, an act or the beginning of a name, and writes the names out.
 */
#include "core/base/utf8.h"
#include "core/extract/phrase.h"
#include "core/extract/share.h"

static size_t members_of(const struct doc *d, const struct quant *q,
			 struct quant *members[SHARE_MAX])
{
	uint32_t leader = (uint32_t)(q - d->quants.items);
	size_t n = 0;

	for (uint32_t i = leader; i != NONE && n < SHARE_MAX;
	     i = d->quants.items[i].next) {
		if (i != leader && d->quants.items[i].group != leader)
			break;
		members[n++] = &d->quants.items[i];
	}
	return n;
}

/* Are the `n` values from `before` on a list of subjects of their own? */
static bool are_subjects(const struct doc *d, const struct quant *before,
			 size_t n, const struct quant *q)
{
	uint32_t sentence = d->clauses.items[q->clause].sentence;

	for (size_t i = 0; i < n; i++)
		if (before[i].mask || before[i].noun.len == 0 ||
		    before[i].measure == MEASURE_RANK ||
		    d->clauses.items[before[i].clause].sentence != sentence ||
		    (i > 0 && str_eq(before[i].noun, before[0].noun)))
			return false;
	return true;
}

/* 城镇居民收入7175元，农村居民收入5153元，分别增长9%和8%: of the values
 * before, one each */
static bool repeat_subjects(struct doc *d, struct quant *q,
			    struct quant *members[SHARE_MAX], size_t n)
{
	if ((size_t)(q - d->quants.items) < n || !q->name_rule ||
	    strcmp(q->name_rule, "indicator.inherited") != 0 ||
	    !are_subjects(d, q - n, n, q))
		return false;
	for (size_t i = 0; i < n; i++) {
		members[i]->noun = (q - n)[i].noun;
		members[i]->name_rule = "indicator.one-each";
	}
	return true;
}

/* 两地分别发放贷款6亿元、8亿元: the object behind 分别 is of both */
static struct str split_at_share(struct doc *d, struct range *r)
{
	struct range object = {r->to, r->to};

	for (uint32_t i = r->from; i < r->to; i++)
		if (token_has(d, i, BIT(SHARE))) {
			object.from = i + 1;
			r->to = i;
		}
	return phrase_text(d, phrase_trim(d, object));
}

/* A和B，2000年分别达到2元、3元: the clause before */
static struct range clause_before(const struct doc *d, const struct quant *q)
{
	const struct clause *c = &d->clauses.items[q->clause], *b = c - 1;

	if (q->clause == 0 || b->host != c->host || b->sentence != c->sentence)
		return q->left;
	return (struct range){b->from, b->to};
}

/* 城乡居民人均可支配收入分别增长4.4%、6.4% */
static void give_subjects(struct doc *d, struct quant *q)
{
	struct quant *members[SHARE_MAX];
	struct str names[SHARE_MAX];
	struct range subjects = q->left;
	struct str object;
	size_t n = members_of(d, q, members);

	if (n < 2 || repeat_subjects(d, q, members, n))
		return;
	if (q->name_rule && !strcmp(q->name_rule, "indicator.clause-before"))
		subjects = clause_before(d, q);
	object = split_at_share(d, &subjects);
	if (share_names(d, phrase_subject(d, subjects), n, names) != n)
		return;
	for (size_t i = 0; i < n; i++) {
		members[i]->noun = phrase_join(d, names[i], object);
		members[i]->name_rule = "indicator.respectively";
	}
}

/* Nothing but a list mark between the words of two values. */
static bool is_joined(const struct doc *d, const struct quant *a,
		      const struct quant *b)
{
	for (uint32_t i = a->right.to; i < b->lead; i++)
		if (!token_is(d, i, TOKEN_PAUSE) && !token_has(d, i, BIT(AND)))
			return false;
	return a->side == SIDE_RIGHT && b->side == SIDE_RIGHT;
}

/* 4家制造业企业、8家服务业企业入选…名单: the act belongs to both */
static void share_acts(struct doc *d)
{
	for (size_t i = d->quants.n; i-- > 0;) {
		struct quant *q = &d->quants.items[i], *next;

		if (q->mask || q->next == NONE || q->act.len || q->verb.len)
			continue;
		next = &d->quants.items[q->next];
		if (next->act.len && next->noun.len && is_joined(d, q, next)) {
			q->act = next->act;
			q->name_rule = "indicator.act-shared";
		}
	}
}

/* 改造完成26个城中村和55个老旧小区: the verb belongs to both */
static void share_verb(const struct doc *d, struct quant *q)
{
	const struct quant *p;

	if (q->prev == NONE || q->verb.len || q->act.len)
		return;
	p = &d->quants.items[q->prev];
	if (p->verb.len && is_joined(d, p, q)) {
		q->verb = p->verb;
		q->name_rule = "indicator.verb-shared";
	}
}

/* 新增国家级示范企业9家、示范园区1家: the second is 国家级, too */
static void share_grade(struct doc *d, const struct quant *p, struct quant *q)
{
	if (!token_has(d, p->named.from, BIT(GRADE)) ||
	    token_has(d, q->named.from, BIT(GRADE)) || q->has_verb ||
	    !str_eq(quantity_of(d, p)->unit_text, quantity_of(d, q)->unit_text))
		return;
	q->noun = phrase_join(d, token_text(d, p->named.from), q->noun);
	q->named.from = p->named.from;
	q->named.to = p->named.from + 1;
	q->name_rule = "indicator.grade-shared";
}

enum { PIVOT = 2 }; /* characters */

/* 省级垃圾分类示范片区2个、示范小区25个: 省级垃圾分类示范小区 */
static void share_front(struct doc *d, struct quant *q)
{
	const struct quant *p;
	struct str pivot;
	ptrdiff_t at;

	if (q->prev == NONE || q->side != SIDE_LEFT || q->group != NONE ||
	    !q->name_rule || strcmp(q->name_rule, "indicator.left") != 0)
		return;
	p = &d->quants.items[q->prev];
	pivot = str_sub(q->noun, 0, utf8_offset(q->noun, PIVOT));
	at = str_find(p->noun, pivot, 0);
	if (p->side != SIDE_LEFT || !token_is(d, p->tail, TOKEN_PAUSE))
		return;
	if (at <= 0) {
		share_grade(d, p, q);
		return;
	}
	q->noun = phrase_join(d, str_sub(p->noun, 0, (size_t)at), q->noun);
	q->name_rule = "indicator.front-shared";
}

/* An object that names the noun already needs it no second time:
 * 5家企业获评领跑者企业. */
static void write_name(struct doc *d, struct quant *q)
{
	struct str noun = q->noun;

	if (q->act.len && str_has_suffix(q->act, noun))
		noun = STR_NULL;
	if (q->name_rule && strcmp(q->name_rule, "indicator.held") == 0)
		q->name = phrase_join(d, noun, q->act);
	else
		q->name = phrase_join(d, phrase_join(d, q->verb, q->act), noun);
}

/* The far end of a range, its noun behind it: 2—4家实验室 */
static bool is_range(const struct quant *q)
{
	return q->side == SIDE_RIGHT && q->group != NONE &&
	       q->bound == BOUND_LE && q->bound_rule &&
	       strcmp(q->bound_rule, "bound.range") == 0;
}

/* 新建2—4家实验室: both ends have the verb before and the noun behind. */
static void share_range(struct doc *d, struct quant *low, struct quant *high)
{
	low->verb = phrase_words(d, low->left, BIT(KEEP),
				 BIT(DROP) | BIT(CUT) | BIT(PLAIN));
	high->verb = low->verb;
	low->noun = high->noun;
	low->act = high->act;
	low->name_rule = "indicator.range";
}

/* …分别从209元、280元提高到217元、290元: a second list of the same */
static bool behind_list(const struct doc *d, const struct quant *q)
{
	const struct quant *p;

	if (q->prev == NONE)
		return false;
	p = &d->quants.items[q->prev];
	return p->group != NONE && d->quants.items[p->group].share;
}

/* 城乡居民收入增长5.3%、8.1%: of either, though no 分别 says so */
static bool is_of_both(const struct doc *d, const struct quant *q)
{
	const struct quant *next = &d->quants.items[q->next];

	return str_has_prefix(q->noun, STR("城乡")) && next->group != NONE &&
	       next->bound_rule == NULL && token_is(d, q->tail, TOKEN_PAUSE);
}

/* 收入分别为6万元、4万元，增长5%、7%: a list behind one of the same length that
 * 分别 shares out; repeat_subjects sees to the length */
static bool follows_share(const struct doc *d, const struct quant *q)
{
	const struct quant *p = q - 1;

	if (q == d->quants.items || p->mask || p->group == NONE ||
	    p->clause == q->clause || q->next == NONE)
		return false;
	return d->quants.items[p->group].share &&
	       d->quants.items[q->next].bound_rule == NULL;
}

/* The first of several values that 分别 or 和 shares out. */
static bool leads_list(const struct doc *d, const struct quant *q)
{
	const struct quant *next;

	if (q->group != NONE || q->next == NONE)
		return false;
	next = &d->quants.items[q->next];
	return q->share || behind_list(d, q) || follows_share(d, q) ||
	       is_of_both(d, q) ||
	       (next->group != NONE && next->bound_rule == NULL &&
		token_has(d, q->tail, BIT(AND)));
}

/* 6批次共52个项目, 7大类31个子项: counted twice, the noun stands behind the
 * second value */
static void take_noun_ahead(struct doc *d, struct quant *q)
{
	struct quant *next;

	if (q->next != NONE && is_range(&d->quants.items[q->next])) {
		share_range(d, q, &d->quants.items[q->next]);
		return;
	}
	if (q->next == NONE || q->side != SIDE_LEFT || !q->name_rule ||
	    (strcmp(q->name_rule, "indicator.inherited") != 0 &&
	     strcmp(q->name_rule, "indicator.verbs") != 0 &&
	     strcmp(q->name_rule, "indicator.clause-before") != 0))
		return;
	next = &d->quants.items[q->next];
	if (next->side != SIDE_RIGHT || next->noun.len == 0)
		return;
	for (uint32_t i = q->tail; i < next->lead; i++)
		if (!token_has(d, i, BIT(ADVERB)))
			return;
	q->noun = next->noun;
	q->act = next->act;
	q->verb = next->verb;
	q->name_rule = "indicator.ahead";
}

void pass_spread(struct doc *d)
{
	FOR_QUANTS(d, q)
	{
		if (leads_list(d, q))
			give_subjects(d, q);
		share_verb(d, q);
		share_front(d, q);
		take_noun_ahead(d, q);
	}
	share_acts(d);
	FOR_QUANTS(d, q)
	write_name(d, q);
}
