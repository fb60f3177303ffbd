/*
 * Takes the words at the edges of a value (超过, 左右, 以上) and says how the
 * value is meant; joins the values of a clause to a chain.
 */
#include "core/extract/grammar.h"

struct edge {
	const char *name;
	class_bits class;
	enum bound bound;
};

static const struct edge BEFORE[] = {
	{"bound.ge-before", BIT(GE_BEFORE), BOUND_GE},
	{"bound.le-before", BIT(LE_BEFORE), BOUND_LE},
	{"bound.about-before", BIT(ABOUT_BEFORE), BOUND_ABOUT},
};

static const struct edge AFTER[] = {
	{"bound.ge-after", BIT(GE_AFTER), BOUND_GE},
	{"bound.le-after", BIT(LE_AFTER), BOUND_LE},
	{"bound.about-after", BIT(ABOUT_AFTER), BOUND_ABOUT},
};

static const struct edge *edge_at(const struct doc *d, uint32_t i,
				  const struct edge *table, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (token_has(d, i, table[k].class))
			return &table[k];
	return NULL;
}

/* 余, 多 inside the number say so already. */
static void take_inner(const struct doc *d, struct quant *q)
{
	switch (quantity_of(d, q)->bound) {
	case '>':
		q->bound = BOUND_GE;
		break;
	case '<':
		q->bound = BOUND_LE;
		break;
	case '~':
		q->bound = BOUND_ABOUT;
		break;
	default:
		return;
	}
	q->bound_rule = "bound.inner";
}

static void set_bound(struct quant *q, const struct edge *e)
{
	q->bound = e->bound;
	q->bound_rule = e->name;
}

static bool is_figure(const struct doc *d, uint32_t i)
{
	const struct quant *q = quant_at(d, i);

	return q && q->mask && strcmp(q->mask, "mask.figure") == 0;
}

static void take_edges(const struct doc *d, struct quant *q)
{
	const struct clause *c = &d->clauses.items[q->clause];
	const struct edge *e;
	bool goal = goal_follows(d, q->tail); /* 低于8%的预期目标 is 8% */

	take_inner(d, q);
	if (q->lead > c->from && is_figure(d, q->lead - 1))
		q->lead--; /* 跨过两个万亿元大关 */
	while (q->lead > c->from &&
	       (e = edge_at(d, q->lead - 1, BEFORE, COUNT_OF(BEFORE)))) {
		if (!goal)
			set_bound(q, e);
		q->lead--;
	}
	if (token_is(d, q->tail, TOKEN_COLON) && q->tail + 1 < c->to)
		q->tail += 2; /* 2.27:1 */
	while (q->tail < c->to &&
	       (e = edge_at(d, q->tail, AFTER, COUNT_OF(AFTER)))) {
		set_bound(q, e);
		q->tail++;
	}
	q->trigger = q->lead;
}

/* 两、三倍: the first is a digit that has its unit from the second */
static bool is_about(const struct doc *d, const struct quant *a,
		     const struct quant *b)
{
	const struct quantity *low = quantity_of(d, a),
			      *high = quantity_of(d, b);

	if (!token_is(d, a->tail, TOKEN_PAUSE) ||
	    !(low->number.flags & high->number.flags & NUMBER_HAN))
		return false;
	if (high->number.flags & (NUMBER_PERCENT | NUMBER_PERMILLE))
		return high->len == strlen("三"); /* 百分之二、三 */
	return low->has_unit && low->len == strlen("两") &&
	       low->number.len == low->len;
}

/* 5%—5.5%: the ends of a range */
static void take_range(const struct doc *d, struct quant *a, struct quant *b)
{
	bool dash = token_is(d, a->tail, TOKEN_DASH);
	bool to = token_has(d, a->tail, BIT(TO)) &&
		  !token_has(d, a->lead - 1, BIT(FROM));

	if (b->lead != a->tail + 1 || !(dash || to || is_about(d, a, b)) ||
	    !str_eq(quantity_of(d, a)->unit_text, quantity_of(d, b)->unit_text))
		return;
	a->bound = BOUND_GE;
	b->bound = BOUND_LE;
	a->bound_rule = b->bound_rule = "bound.range";
}

void pass_quantity(struct doc *d)
{
	struct quant *last = NULL;

	FOR_QUANTS(d, q)
	{
		take_edges(d, q);
		if (last && last->clause == q->clause) {
			q->prev = (uint32_t)(last - d->quants.items);
			last->next = (uint32_t)(q - d->quants.items);
			take_range(d, last, q);
		}
		last = q;
	}
}
