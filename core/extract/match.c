/*
 * Matching is greedy and deterministic, so a row costs at most the tokens it
 * takes, and a place costs the rows of its table.
 */
#include "core/extract/match.h"

static bool fits(const struct step *s, const struct token *t)
{
	return (t->classes & s->classes) || (s->kinds >> t->kind & 1);
}

static size_t count_steps(const struct rule *r)
{
	size_t n = 0;

	while (n < MATCH_STEPS && r->steps[n].max)
		n++;
	return n;
}

/* Tokens that the row takes from `from` on, 0 when it does not fit. */
static uint32_t take(const struct rule *r, const struct token *t, uint32_t from,
		     uint32_t to)
{
	uint32_t at = from;

	for (size_t i = 0, n = count_steps(r); i < n; i++) {
		const struct step *s = &r->steps[i];
		uint8_t k = 0;

		for (; k < s->max && at < to && fits(s, &t[at]); k++)
			at++;
		if (k < s->min)
			return 0;
	}
	return at - from;
}

static uint32_t take_back(const struct rule *r, const struct token *t,
			  uint32_t from, uint32_t to)
{
	uint32_t at = to;

	for (size_t i = count_steps(r); i-- > 0;) {
		const struct step *s = &r->steps[i];
		uint8_t k = 0;

		for (; k < s->max && at > from && fits(s, &t[at - 1]); k++)
			at--;
		if (k < s->min)
			return 0;
	}
	return to - at;
}

bool match_run(struct match *m, const struct rule *table, size_t n,
	       const struct token *tokens, struct match within)
{
	uint32_t best = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t len = take(&table[i], tokens, within.from, within.to);

		if (len > best) {
			best = len;
			*m = (struct match){&table[i], within.from,
					    within.from + len};
		}
	}
	return best > 0;
}

bool match_run_back(struct match *m, const struct rule *table, size_t n,
		    const struct token *tokens, struct match within)
{
	uint32_t best = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t len =
			take_back(&table[i], tokens, within.from, within.to);

		if (len > best) {
			best = len;
			*m = (struct match){&table[i], within.to - len,
					    within.to};
		}
	}
	return best > 0;
}
