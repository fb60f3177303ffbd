/*
 * On what basis a value stands, and how firm it is. A word before the value
 * in its clause gives it the basis (实际增长5%), or the clause before when it
 * only says how it was reckoned (按可比价格计算，增长6%), or brackets behind
 * (增长5%（可比口径）). A basis that the indicator's value always has is left
 * out: growth of 地区生产总值 is 实际 without saying so. An achieved value may
 * be an estimate (预计) or a first reckoning (初步核算).
 */
#include "core/extract/phrase.h"

enum {
	REACH = 48, /* tokens looked through for a basis */
	HEAD = 3,   /* tokens that a clause or sentence opens with */
	ASIDE = 16, /* tokens of brackets behind a value */
};

/* What the words of a stretch say. */
struct found {
	bases_set growth, level; /* for a value of that kind, headlines out */
	bases_set carried;
};

static void add_word(struct found *f, const struct basis_word *w,
		     const struct quant *q)
{
	if (!bases_cell_holds(w->growth, q->name))
		f->growth |= w->bit;
	if (!bases_cell_holds(w->level, q->name))
		f->level |= w->bit;
	if (w->carries)
		f->carried |= w->bit;
}

/* Words that start in a token; they may reach into the next ones. */
static uint32_t look_in(const struct doc *d, const struct quant *q,
			uint32_t from, uint32_t token, struct found *f)
{
	const struct token *t = token_at(d, token);
	uint32_t at = from > t->off ? from : t->off, end = t->off + t->len;
	size_t len;

	while (at < end) {
		const struct basis_word *w =
			bases_match(d->bases, d->text, at, &len);

		if (w)
			add_word(f, w, q);
		else
			len = 1;
		at += (uint32_t)len;
	}
	return at;
}

/* The words of a range, without what stands in brackets. */
static struct found look(const struct doc *d, const struct quant *q,
			 struct range r)
{
	struct found f = {0};
	uint32_t at = 0;

	if (r.from + REACH < r.to)
		r.from = r.to - REACH;
	for (uint32_t i = r.from; i < r.to; i++) {
		if (token_is_aside(d, i) && d->partner[i] < r.to)
			i = d->partner[i];
		else
			at = look_in(d, q, at, i, &f);
	}
	return f;
}

static bool has_quant(const struct doc *d, struct range r)
{
	for (uint32_t i = r.from; i < r.to; i++) {
		const struct quant *q = quant_at(d, i);

		if (q && !q->mask)
			return true;
	}
	return false;
}

static bool take(struct quant *q, struct found f, const char *rule)
{
	bases_set set = q->measure == MEASURE_GROWTH ? f.growth : f.level;

	if (!f.growth && !f.level)
		return false;
	q->basis |= set;
	q->carried |= f.carried;
	q->basis_rule = set ? rule : "basis.headline";
	return true;
}

/* 实际增长5%; a value of a list shares what stands before the first. */
static bool by_words(const struct doc *d, struct quant *q)
{
	struct range r = {d->clauses.items[q->clause].from, q->lead};

	if (q->prev != NONE)
		r.from = d->quants.items[q->prev].tail;
	return take(q, look(d, q, r), "basis.before");
}

static bool by_group(const struct doc *d, struct quant *q)
{
	const struct quant *p;

	if (q->group == NONE)
		return false;
	p = &d->quants.items[q->group];
	q->basis = p->basis;
	q->carried = p->carried;
	q->basis_rule = p->basis ? "basis.shared" : NULL;
	return p->basis_rule != NULL;
}

/* 按可比价格计算，: a clause that says nothing else */
static bool by_clause(const struct doc *d, struct quant *q)
{
	const struct clause *c = &d->clauses.items[q->clause], *b = c - 1;
	struct range head, all;

	if (q->prev != NONE || q->clause == 0 || b->host != c->host ||
	    b->sentence != c->sentence)
		return false;
	head = all = (struct range){b->from, b->to};
	if (head.from + HEAD < head.to)
		head.to = head.from + HEAD;
	if (all.to - all.from > REACH || has_quant(d, all) ||
	    !take(q, look(d, q, head), "basis.clause-before"))
		return false;
	return take(q, look(d, q, all), "basis.clause-before");
}

/* 增长5%（按可比口径） */
static bool by_aside(const struct doc *d, struct quant *q)
{
	struct range r = {q->tail + 1, 0};

	if (!token_is_aside(d, q->tail))
		return false;
	r.to = d->partner[q->tail];
	if (r.to - r.from > ASIDE || has_quant(d, r))
		return false;
	return take(q, look(d, q, r), "basis.aside");
}

/* （区本级20亿元，增长2%）: still 区本级 */
static void carry(const struct doc *d, struct quant *q)
{
	const struct quant *p = q - 1;

	if (q == d->quants.items || p->mask || !p->carried || !q->name_rule ||
	    strcmp(q->name_rule, "indicator.inherited") != 0 ||
	    d->clauses.items[p->clause].host !=
		    d->clauses.items[q->clause].host)
		return;
	q->basis |= p->carried;
	q->carried = p->carried;
	q->basis_rule = "basis.carried";
}

static void find_basis(const struct doc *d, struct quant *q)
{
	bool own = by_words(d, q);

	own |= by_clause(d, q);
	own |= by_aside(d, q);
	if (!own)
		by_group(d, q);
	carry(d, q);
}

/* How firm the values are from a word on. */
struct firmness {
	unsigned flag; /* 0: facts */
	uint32_t sentence;
	uint32_t clause; /* the only one it holds for, or NONE */
	const char *rule;
};

/* 预计 at the head of a sentence holds to its end, else for its clause. */
static void read_expected(const struct doc *d, struct firmness *f, uint32_t i)
{
	uint32_t clause = d->clause_of[i], from = i;
	bool first;

	if (!token_has(d, i, BIT(EXPECTED)) || clause == NONE)
		return;
	first = clause == 0 || d->clauses.items[clause - 1].sentence !=
				       d->clauses.items[clause].sentence;
	from = d->clauses.items[clause].from;
	f->flag =
		token_at(d, i)->arg == 2 ? METRIC_PROVISIONAL : METRIC_EXPECTED;
	f->sentence = d->clauses.items[clause].sentence;
	f->clause = first && i < from + HEAD ? NONE : clause;
	f->rule = f->clause == NONE ? "expected.sentence" : "expected.clause";
}

static bool is_inherited(const struct quant *q)
{
	return q->name_rule && !strcmp(q->name_rule, "indicator.inherited");
}

static void mark_expected(const struct doc *d, struct firmness *f,
			  struct quant *q)
{
	if (!f->flag || d->clauses.items[q->clause].sentence != f->sentence)
		return;
	if (f->clause != NONE && f->clause != q->clause && !is_inherited(q)) {
		f->flag = 0;
		return;
	}
	if (q->role == ROLE_ACHIEVED) {
		q->flags |= f->flag;
		q->expected_rule = f->rule;
	}
}

void pass_basis(struct doc *d)
{
	struct firmness f = {0};

	FOR_QUANTS(d, q)
	{
		if (q->measure != MEASURE_RANK)
			find_basis(d, q);
		if (!strcmp(q->role_rule, "role.ordered") ||
		    !strcmp(q->role_rule, "role.promised"))
			q->flags |= METRIC_ORDERED;
	}
	for (uint32_t i = 0; i < d->lexed.tokens.n; i++) {
		const struct quant *q = quant_at(d, i);

		read_expected(d, &f, i);
		if (q && !q->mask)
			mark_expected(d, &f,
				      &d->quants.items[q - d->quants.items]);
	}
}
