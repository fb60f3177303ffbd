/*
 * What the index is asked for a query: for each group its words that must be
 * there, by their pairs of characters; where a group has no pair, by single
 * characters; where it has neither (punctuation), the text is read.
 */
#include <sqlite3.h>
#include <stdlib.h>

#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/search_parts.h"
#include "db/stmt.h"
#include "db/tokenizer.h"

typedef bool add_word_fn(struct buf *match, struct str word);

static bool add_prefixes(struct buf *match, struct str word)
{
	size_t count = 0, n;

	for (size_t i = 0; i < word.len && count < 4; i += n)
		if (tokenizer_is_word(utf8_decode(word, i, &n)))
			buf_addf(match, "%s\"%.*s\" *", count++ ? " AND " : "",
				 (int)n, word.p + i);
	return count > 0;
}

/* A term: any of its forms. False when one of them asks for nothing, and so
 * the term does not narrow anything. */
static bool add_term(struct buf *match, const struct query_term *t,
		     add_word_fn *add)
{
	size_t before = match->len;
	bool first = before == 0 || match->p[before - 1] == '(';

	buf_addz(match, first ? "(" : " AND (");
	for (size_t i = 0; i < t->forms.n; i++) {
		buf_addz(match, i ? " OR (" : "(");
		if (!add(match, t->forms.items[i])) {
			match->len = before;
			return false;
		}
		buf_addc(match, ')');
	}
	buf_addc(match, ')');
	return true;
}

/* Every group must narrow the search, or nothing is narrowed. */
static bool add_groups(struct buf *match, const struct query *q,
		       add_word_fn *add)
{
	for (uint32_t g = 0; g < q->n_groups; g++) {
		bool any = false;

		buf_addz(match, g ? " OR (" : "(");
		for (size_t i = 0; i < q->terms.n; i++) {
			const struct query_term *t = &q->terms.items[i];

			if (t->group == g && !t->excluded)
				any |= add_term(match, t, add);
		}
		if (!any)
			return false;
		buf_addc(match, ')');
	}
	return true;
}

static bool plan_by(struct search *s, add_word_fn *add)
{
	struct buf b;

	buf_init(&b, &s->a);
	if (!add_groups(&b, s->q, add))
		return false;
	s->match = buf_str(&b);
	return true;
}

void search_plan(struct search *s, bool has_index)
{
	const struct query_term *only = query_only_term(s->q);

	s->mode = MODE_SCAN;
	if (!has_index)
		return;
	if (plan_by(s, tokenizer_add_pairs))
		s->mode = MODE_PAIRS;
	else if (plan_by(s, tokenizer_add_chars))
		s->mode = MODE_CHARS;
	s->exact = s->mode == MODE_PAIRS && only && !s->q->section.len &&
		   tokenizer_is_pair(only->forms.items[0]);
}

void search_plan_count(struct search *s)
{
	const struct query_term *only = query_only_term(s->q);

	if (s->mode != MODE_CHARS || !plan_by(s, add_prefixes))
		return;
	s->mode = MODE_PAIRS;
	s->exact = only && !s->q->section.len &&
		   utf8_count(only->forms.items[0]) == 1;
}

static int by_age(const void *a, const void *b)
{
	const struct search_range *x = a, *y = b;

	if (x->age != y->age)
		return x->age < y->age ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

/* Ranges that follow each other become one. */
static void join_ranges(struct search *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->ranges.n; i++) {
		struct search_range *r = &s->ranges.items[i],
				    *last = n ? &s->ranges.items[n - 1] : NULL;

		if (last && last->age == r->age && last->to + 1 == r->from)
			last->to = r->to;
		else
			s->ranges.items[n++] = *r;
	}
	s->ranges.n = n;
}

bool search_list_ranges(struct search *s, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(s->c, STMT_SEARCH_REGION, err);
	int rc;

	s->ranges.n = s->n_ranges_done = 0;
	if (!st)
		return false;
	stmt_text(s->c, st, ":region", s->q->region);
	while ((rc = stmt_step(s->c, st, err)) == 1) {
		int64_t age = stmt_col_int(st, 2);
		struct search_range *r;

		if (age < s->age_from || age > s->age_to)
			continue;
		r = ARRAY_PUSH(&s->a, &s->ranges);
		r->age = age;
		r->first = r->from = stmt_col_int(st, 0);
		r->to = r->from + stmt_col_int(st, 1) - 1;
	}
	if (s->ranges.n)
		qsort(s->ranges.items, s->ranges.n, sizeof(*s->ranges.items),
		      by_age);
	join_ranges(s);
	return rc == 0;
}

bool search_list_reports(struct search *s, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(s->c, STMT_SEARCH_ALL, err);
	int rc;

	s->queue.n = s->at = 0;
	if (!st)
		return false;
	stmt_int(s->c, st, ":from", s->q->year_from);
	stmt_int(s->c, st, ":to", s->q->year_to);
	while ((rc = stmt_step(s->c, st, err)) == 1) {
		uint32_t n = stmt_col_u32(st, 1, INT32_MAX);
		struct candidate *c;

		if (!n)
			continue;
		c = ARRAY_PUSH(&s->a, &s->queue);
		c->report = stmt_col_int(st, 0);
		c->n = 1;
		c->end = n + 1;
	}
	return rc == 0;
}
