/*
 * The head that the parts share is what follows the last part's own modifier.
 * Where that ends is told by a verb inside it, by the length of a short part
 * before (城镇 | 农村+居民人均可支配收入), else by the words that end a measure
 * (产量, 增加值).
 */
#include "core/extract/share.h"

#include "core/base/utf8.h"
#include "core/extract/phrase.h"

/* One word that stands for two. */
static const struct pair {
	const char *both, *first, *second;
} PAIRS[] = {
	{"城乡", "城镇", "农村"},   {"进出口", "进口", "出口"},
	{"中小学", "中学", "小学"}, {"存贷款", "存款", "贷款"},
	{"出入境", "出境", "入境"},
};

enum { TAIL_PART = 4 }; /* characters */

struct parts {
	struct range at[SHARE_MAX];
	size_t n;
};

/* At both list marks; or at 、 alone, or at 和 alone. */
enum marks { MARKS_BOTH, MARKS_PAUSE, MARKS_AND, MARKS_COUNT };

static bool is_mark(const struct doc *d, uint32_t i, enum marks marks)
{
	bool and = token_has(d, i, BIT(AND)) && !token_has(d, i, BIT(PLAIN));

	return (marks != MARKS_AND && token_is(d, i, TOKEN_PAUSE)) ||
	       (marks != MARKS_PAUSE && and);
}

static void split(const struct doc *d, struct range r, enum marks marks,
		  struct parts *p)
{
	uint32_t from = r.from;

	p->n = 0;
	for (uint32_t i = r.from; i <= r.to && p->n < SHARE_MAX; i++) {
		bool end = i == r.to;

		if (!end && token_is(d, i, TOKEN_OPEN) && d->partner[i] < r.to)
			i = d->partner[i];
		if (!end && !is_mark(d, i, marks))
			continue;
		if (from < i)
			p->at[p->n++] = (struct range){from, i};
		from = i + 1;
	}
}

static bool ends_in_head(const struct doc *d, struct range r)
{
	return r.from + 1 < r.to && token_has(d, r.to - 1, BIT(HEAD));
}

/* Tokens of the words that end a measure. */
static uint32_t head_start(const struct doc *d, struct range r)
{
	uint32_t at = r.to;

	for (uint32_t i = r.from + 1; i < r.to; i++) {
		if (token_has(d, i, BIT(DIVIDE)))
			return head_start(d, (struct range){r.from, i});
		if (token_has(d, i, BIT(KEEP) | BIT(DROP)) &&
		    !token_has(d, i, BIT(PLAIN) | BIT(HEAD)))
			return i;
	}
	while (at > r.from + 1 && token_has(d, at - 1, BIT(HEAD)))
		at--;
	return at;
}

static struct str tail_of(struct str s, size_t chars)
{
	return str_sub(s, utf8_offset(s, chars), s.len);
}

static struct str front_of(struct str s, size_t chars)
{
	return str_sub(s, 0, utf8_offset(s, chars));
}

/* 城镇, 刑事: nothing that could be measured itself */
static bool is_modifier(const struct doc *d, struct range r)
{
	return token_has(d, r.to - 1, BIT(MODIFIER));
}

/* What the parts before the last one lack at their end. */
static struct str shared_head(struct doc *d, const struct parts *p)
{
	struct range last = p->at[p->n - 1], before = p->at[p->n - 2];
	struct str l = phrase_text(d, last), b = phrase_text(d, before);
	size_t chars = utf8_count(b);

	if (ends_in_head(d, p->at[0]))
		return STR_NULL;
	if (is_modifier(d, before) && utf8_count(l) > chars + 1)
		return tail_of(l, chars);
	return phrase_text(d, (struct range){head_start(d, last), last.to});
}

/* 生产安全事故, of 生产安全事故起数、死亡人数: each part is a measure of it */
static struct str subject_of(struct doc *d, struct range r)
{
	r.to = head_start(d, r);
	while (r.to > r.from + 1 && token_has(d, r.to - 1, BIT(KEEP)))
		r.to--;
	return phrase_text(d, r);
}

/* What the parts after the first one lack at their beginning: all but as many
 * characters as the short part has itself. */
static struct str shared_front(struct str first, struct str own)
{
	size_t a = utf8_count(first), b = utf8_count(own);

	if (b > TAIL_PART || a < b + 3)
		return STR_NULL;
	return front_of(first, a - b);
}

/* The part without the words that end it. */
static struct str modifier(struct doc *d, struct range r, struct str head)
{
	struct str s = phrase_text(d, r);

	if (head.len && str_has_suffix(s, head))
		return str_sub(s, 0, s.len - head.len);
	if (ends_in_head(d, r))
		r.to = head_start(d, r);
	return phrase_text(d, r);
}

/* What part `i` lacks at its beginning. */
static struct str front_for(struct doc *d, const struct parts *p, size_t i,
			    struct str head)
{
	struct str first = modifier(d, p->at[0], head);
	struct str front = shared_front(first, modifier(d, p->at[i], head));

	if (front.len && ends_in_head(d, p->at[0]) && ends_in_head(d, p->at[i]))
		return subject_of(d, p->at[0]);
	return front;
}

static size_t by_pair(struct doc *d, struct range r,
		      struct str names[SHARE_MAX])
{
	struct str s = phrase_text(d, r);

	for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
		ptrdiff_t at = str_find(s, str_of(PAIRS[i].both), 0);
		struct str front, rest;

		if (at < 0)
			continue;
		front = str_sub(s, 0, (size_t)at);
		rest = str_sub(s, (size_t)at + strlen(PAIRS[i].both), s.len);
		names[0] = phrase_join(
			d, phrase_join(d, front, str_of(PAIRS[i].first)), rest);
		names[1] = phrase_join(
			d, phrase_join(d, front, str_of(PAIRS[i].second)),
			rest);
		return 2;
	}
	return 0;
}

size_t share_names(struct doc *d, struct range r, size_t n,
		   struct str names[SHARE_MAX])
{
	struct parts p;
	struct str head;

	for (int m = MARKS_BOTH; m < MARKS_COUNT; m++) {
		split(d, r, (enum marks)m, &p);
		if (p.n == n)
			break;
	}
	if (p.n != n && n == 2)
		return by_pair(d, r, names);
	if (p.n != n || n < 2)
		return 0;
	head = shared_head(d, &p);
	for (size_t i = 0; i < n; i++) {
		struct str s = phrase_text(d, p.at[i]);

		if (i > 0)
			s = phrase_join(d, front_for(d, &p, i, head), s);
		if (i + 1 < n)
			s = phrase_join(d, s, head);
		names[i] = s;
	}
	return n;
}
