/*
 * Pairs the brackets and quotes, parts the paragraph into clauses at commas
 * and stops that stand outside of them, and gives each number its place. What
 * stands in round brackets makes clauses of its own.
 */
#include "core/extract/pass.h"

enum { DEPTH_MAX = 32 };

static void pair_brackets(struct doc *d)
{
	uint32_t open[DEPTH_MAX];
	size_t depth = 0, n = d->lexed.tokens.n;

	d->partner = arena_calloc(d->arena, n + 1, sizeof(*d->partner));
	for (uint32_t i = 0; i < n; i++) {
		d->partner[i] = NONE;
		if (token_is(d, i, TOKEN_OPEN)) {
			if (depth < DEPTH_MAX)
				open[depth++] = i;
		} else if (token_is(d, i, TOKEN_CLOSE) && depth > 0) {
			uint32_t o = open[--depth];

			d->partner[i] = o;
			d->partner[o] = i;
		}
	}
}

static void add_clause(struct doc *d, const struct clause *c)
{
	*ARRAY_PUSH(d->arena, &d->clauses) = *c;
	for (uint32_t i = c->from; i < c->to; i++)
		d->clause_of[i] = (uint32_t)d->clauses.n - 1;
}

/* A colon, but not the one of 2.27:1. */
static bool is_colon(const struct doc *d, uint32_t i)
{
	return token_is(d, i, TOKEN_COLON) &&
	       !(i > 0 && token_is(d, i - 1, TOKEN_NUMBER) &&
		 token_is(d, i + 1, TOKEN_NUMBER));
}

/* Clauses of a stretch; pairs inside it are stepped over. */
static void part(struct doc *d, struct clause c)
{
	uint32_t end_at = c.to;

	for (uint32_t i = c.from; i <= end_at; i++) {
		bool end = i == end_at;
		bool stop = !end && token_is(d, i, TOKEN_STOP);

		if (!end && token_is(d, i, TOKEN_OPEN) && d->partner[i] != NONE)
			i = d->partner[i];
		if (!end && !stop && !token_is(d, i, TOKEN_COMMA) &&
		    !is_colon(d, i))
			continue;
		c.to = i;
		if (c.from < i)
			add_clause(d, &c);
		c.from = i + 1;
		if (stop && c.host == NONE)
			c.sentence++;
	}
}

static void part_nested(struct doc *d)
{
	for (uint32_t i = 0; i < d->lexed.tokens.n; i++) {
		uint32_t host = d->clause_of[i];

		if (!token_is(d, i, TOKEN_OPEN) || d->partner[i] == NONE ||
		    host == NONE)
			continue;
		part(d,
		     (struct clause){i + 1, d->partner[i],
				     d->clauses.items[host].sentence, host, i});
	}
}

static void add_quant(struct doc *d, uint32_t quantity, uint32_t token)
{
	struct quant *q = ARRAY_PUSH(d->arena, &d->quants);

	q->token = token;
	q->quantity = quantity;
	q->clause = d->clause_of[token];
	q->prev = q->next = q->group = NONE;
	q->lead = q->trigger = token;
	q->tail = token + 1;
	q->sign = 1;
}

/* One for each hit, in the order of the text. */
static void add_quants(struct doc *d)
{
	size_t covered = 0;
	uint32_t token = 0;

	for (uint32_t i = 0; i < d->lexed.quantities.n; i++) {
		if (covered < d->lexed.covered.n &&
		    d->lexed.covered.items[covered].quantity == i) {
			add_quant(d, i,
				  d->lexed.covered.items[covered++].token);
			continue;
		}
		while (!token_is(d, token, TOKEN_NUMBER))
			token++;
		add_quant(d, i, token++);
	}
}

void pass_clause(struct doc *d)
{
	size_t n = d->lexed.tokens.n;

	pair_brackets(d);
	d->clause_of = arena_calloc(d->arena, n + 1, sizeof(*d->clause_of));
	for (size_t i = 0; i < n; i++)
		d->clause_of[i] = NONE;
	part(d, (struct clause){0, (uint32_t)n, 0, NONE, NONE});
	part_nested(d);
	add_quants(d);
}
