/*
 * The time that a value is about. Time words hold to the end of the sentence,
 * in an article to the end of the paragraph; without one the section says
 * which year it speaks of. 五年来 holds until the report turns to the plan.
 */
#include "core/extract/grammar.h"

enum {
	HEAD_TOKENS = 8,   /* the beginning of a paragraph */
	SENTENCE_HEAD = 4, /* of a sentence */
	YEARLY_REACH = 6,  /* tokens from 年均 to its value */
	SUM_REACH = 16,	   /* from 合计 */
};
enum { YEARS_BACK = 30 }; /* a year older than that is no period */

struct clock {
	struct when now; /* first 0: not set */
	const char *rule;
	uint32_t sentence;
	bool year_named; /* `now` has its year from the text */
	bool dated;	 /* by its number, not by 去年 */
	bool headed;	 /* `now` was told at the head of the sentence */
	uint16_t base;	 /* a year that is compared with: 比2020年 */
	uint32_t base_clause;
	/* To the end of the paragraph, where no other time is told: */
	struct when opened; /* a past plan that it opens with */
	struct when last; /* 过去一年, that a sentence of a plan opens with */
};

static struct when year_of(uint16_t y)
{
	return (struct when){.first = y, .last = y};
}

static struct when span_of(uint16_t first, uint16_t last)
{
	return first && last ? (struct when){.first = first, .last = last}
			     : (struct when){0};
}

static uint16_t section_year(const struct calendar *c)
{
	if (c->section_time == SECTION_REVIEW || (c->article && c->review))
		return c->review;
	return c->year;
}

static void set_now(struct clock *k, struct when w, const char *rule)
{
	k->now = w;
	k->rule = rule;
	k->dated = false;
}

static void set_dated(struct clock *k, struct when w, const char *rule)
{
	set_now(k, w, rule);
	k->dated = true;
}

/* A masked number that is a year, or 0. */
static uint16_t year_at(const struct doc *d, uint32_t i)
{
	const struct quant *q = i < d->lexed.tokens.n ? quant_at(d, i) : NULL;
	struct decimal v;

	if (!q || !q->mask || strcmp(q->mask, "mask.year") != 0)
		return 0;
	v = quantity_of(d, q)->value;
	for (; v.exp > 0; v.exp--)
		v.coef *= 10;
	return (uint16_t)v.coef;
}

/* 与2020年相比, 同一九八○年比较 */
static bool is_compared(const struct doc *d, uint32_t i)
{
	struct str s;

	if (!token_is(d, i + 1, TOKEN_TEXT) && !token_is(d, i + 1, TOKEN_WORD))
		return false;
	s = token_text(d, i + 1);
	return str_has_prefix(s, STR("相比")) ||
	       str_has_prefix(s, STR("比较")) || str_has_prefix(s, STR("相较"));
}

/* 2000年前, 比2020年: a year that dates another thing */
static bool is_reference(const struct doc *d, uint32_t i)
{
	if (token_is(d, i + 1, TOKEN_TEXT) || token_is(d, i + 1, TOKEN_WORD)) {
		struct str s = token_text(d, i + 1);

		if (str_has_prefix(s, STR("前")) ||
		    str_has_prefix(s, STR("以前")))
			return true;
	}
	return is_compared(d, i) || (i > 0 && token_has(d, i - 1, BIT(VERSUS)));
}

static uint32_t read_year(const struct doc *d, struct clock *k, uint32_t i)
{
	uint16_t y = year_at(d, i), to;
	const struct calendar *c = &d->calendar;

	if (is_reference(d, i)) {
		k->base = y;
		k->base_clause = d->clause_of[i];
	}
	if (is_reference(d, i) || (c->year > y + YEARS_BACK))
		return i;
	to = token_is(d, i + 1, TOKEN_DASH) || token_has(d, i + 1, BIT(TO))
		     ? year_at(d, i + 2)
		     : 0;
	k->year_named = true;
	if (to > y) {
		set_dated(k, span_of(y, to), "period.years");
		return i + 2;
	}
	set_dated(k, year_of(y), "period.year");
	return i;
}

/* Where a part of both kinds turns to the plan, it stays there. */
static void look_ahead(struct calendar *c, const struct clock *k)
{
	if (c->mixed && k->now.last > c->year)
		c->span = k->now;
}

static void read_span(struct doc *d, struct clock *k, int years)
{
	struct calendar *c = &d->calendar;
	uint16_t end = section_year(c);
	uint16_t n = (uint16_t)(years < 0 ? -years : years);

	if (!c->article || !end)
		end = years < 0 ? c->year : c->review;
	if (!end)
		return;
	if (years < 0)
		set_now(k, span_of(end, (uint16_t)(end + n - 1)),
			"period.span-ahead");
	else
		set_now(k, span_of((uint16_t)(end - n + 1), end),
			"period.span-back");
	if (n >= 5 && years > 0 && !c->article &&
	    c->section_time == SECTION_REVIEW)
		c->span = k->now;
	if (years < 0)
		look_ahead(c, k);
}

/* 比“十三五”期间: a plan that is compared with */
static bool is_versus(const struct doc *d, uint32_t i)
{
	i -= i > 0 && token_is(d, i - 1, TOKEN_OPEN);
	return i > 0 && token_has(d, i - 1, BIT(VERSUS));
}

/* “十四五”期间, 十五五时期 */
static void read_plan(struct doc *d, struct clock *k, uint32_t i)
{
	bool opens = i < HEAD_TOKENS;
	static const char *const AFTER[] = {"期间",   "时期", "以来",
					    "的五年", "五年", "末"};
	uint16_t first = (uint16_t)token_at(d, i)->arg;

	if (!calendar_knows_plan(&d->calendar, first) || is_versus(d, i))
		return;
	if (token_is(d, i + 1, TOKEN_CLOSE))
		i++;
	if (i + 1 >= d->lexed.tokens.n)
		return;
	for (size_t n = 0; n < COUNT_OF(AFTER); n++)
		if (str_has_prefix(token_text(d, i + 1), str_of(AFTER[n])))
			set_dated(k, span_of(first, (uint16_t)(first + 4)),
				  "period.five-year-plan");
	if (opens)
		look_ahead(&d->calendar, k);
	if (opens && k->now.first == first && first + 4 < d->calendar.year)
		k->opened = k->now;
	if (k->opened.first && d->calendar.section_time == SECTION_REVIEW &&
	    first == d->calendar.plan)
		d->calendar.span = k->now; /* what the part is about */
}

/* 上半年, 一季度: of the year named before it, else of the text's */
static void read_part(const struct doc *d, struct clock *k, char part, int n)
{
	uint16_t y = k->now.first && k->year_named ? k->now.first
						   : section_year(&d->calendar);

	if (!y)
		return;
	k->dated &= k->now.first && k->year_named;
	k->now = year_of(y);
	k->now.part = part;
	k->now.n = (uint8_t)n;
	k->rule = part == 'H' ? "period.half" : "period.quarter";
}

/* 6月 in an article */
static void read_month(const struct doc *d, struct clock *k, uint32_t i)
{
	const struct quant *q = quant_at(d, i);
	struct decimal v;

	if (!d->calendar.article || !q || !q->mask ||
	    strcmp(q->mask, "mask.date") != 0 ||
	    !str_is(quantity_of(d, q)->unit_text, "月") ||
	    token_is(d, i + 1, TOKEN_NUMBER) || !d->calendar.year)
		return;
	v = quantity_of(d, q)->value;
	if (v.exp > 1 || v.coef < 1 || v.coef > 12)
		return;
	k->dated = false;
	k->now = year_of(d->calendar.year);
	k->now.part = 'M';
	k->now.n = (uint8_t)(v.exp ? 10 : v.coef);
	k->rule = "period.month";
}

/* 本世纪末: a year by its name; of no text that was written behind it */
static void read_named(const struct doc *d, struct clock *k, uint32_t i)
{
	int year = token_at(d, i)->arg;

	if (!d->calendar.year || d->calendar.year > year)
		return;
	for (uint32_t n = 1; n <= SENTENCE_HEAD && n <= i; n++)
		if (str_has_prefix(token_text(d, i - n), STR("提前")))
			return; /* 提前实现了本世纪末…的目标 */
	k->year_named = true;
	set_dated(k, year_of((uint16_t)year), "period.named");
}

static void read_relative(const struct doc *d, struct clock *k, int by,
			  const char *rule)
{
	uint16_t y = d->calendar.year;

	if (!y)
		return;
	k->year_named = true;
	set_now(k, year_of((uint16_t)(y + by)), rule);
}

/* 2017年以来, 至今: up to the year that the text speaks of */
static void read_since(const struct doc *d, struct clock *k)
{
	uint16_t end = section_year(&d->calendar);

	if (k->year_named && k->now.first && k->now.first < end)
		set_now(k, span_of(k->now.first, end), "period.since");
}

/* 五年全国共完成投资: a number of years that opens a clause of the review */
static void read_years(struct doc *d, struct clock *k, uint32_t i)
{
	const struct quant *q = quant_at(d, i);
	struct decimal v = quantity_of(d, q)->value;

	if (d->calendar.section_time != SECTION_REVIEW || !q->mask ||
	    strcmp(q->mask, "mask.years") != 0 || v.exp != 0 || v.coef < 2 ||
	    v.coef > 10 || d->clauses.items[q->clause].from != i)
		return;
	read_span(d, k, (int)v.coef);
}

/* A paragraph that opens with the year under review leaves the span. */
static void leave_span(struct doc *d, const struct clock *k, uint32_t i)
{
	struct calendar *c = &d->calendar;

	if (i < HEAD_TOKENS && c->section_time == SECTION_REVIEW &&
	    k->year_named && k->now.first == c->review)
		c->span = (struct when){0};
}

/* Among the first words of a sentence. */
static bool heads(const struct doc *d, uint32_t i)
{
	uint32_t clause = d->clause_of[i];
	const struct clause *c;

	if (clause == NONE)
		return false;
	c = &d->clauses.items[clause];
	return i - c->from < SENTENCE_HEAD &&
	       (clause == 0 || c[-1].sentence != c->sentence);
}

/* 过去一年 at the head of a sentence of a plan holds for the sentences behind
 * it, until the text turns to what is to come. */
static void look_back(const struct doc *d, struct clock *k, uint32_t i)
{
	if (token_has(d, i, BIT(PLAN) | BIT(THIS_YEAR) | BIT(NEXT_YEAR)))
		k->last = (struct when){0};
	if (d->calendar.section_time == SECTION_PLAN && heads(d, i) &&
	    token_has(d, i, BIT(LAST_YEAR)) && token_at(d, i)->arg)
		k->last = k->now;
}

static uint32_t read_token(struct doc *d, struct clock *k, uint32_t i)
{
	const struct token *t = token_at(d, i);

	if (t->kind == TOKEN_NUMBER) {
		if (year_at(d, i)) {
			uint32_t last = read_year(d, k, i);

			leave_span(d, k, i);
			return last;
		}
		read_month(d, k, i);
		read_years(d, k, i);
	} else if (t->kind != TOKEN_WORD || token_has(d, i, BIT(BASE))) {
		return i;
	} else if (token_has(d, i, BIT(HALF))) {
		read_part(d, k, 'H', t->arg);
	} else if (token_has(d, i, BIT(QUARTER))) {
		read_part(d, k, 'Q', t->arg);
	} else if (token_has(d, i, BIT(LAST_YEAR))) {
		read_relative(d, k, -1, "period.last-year");
		leave_span(d, k, i);
	} else if (token_has(d, i, BIT(THIS_YEAR)) && t->arg) {
		read_named(d, k, i);
	} else if (token_has(d, i, BIT(THIS_YEAR))) {
		read_relative(d, k, 0, "period.this-year");
	} else if (token_has(d, i, BIT(NEXT_YEAR))) {
		read_relative(d, k, 1, "period.next-year");
	} else if (token_has(d, i, BIT(SINCE))) {
		read_since(d, k);
	} else if (token_has(d, i, BIT(SPAN)) && t->arg) {
		read_span(d, k, t->arg);
	} else if (token_has(d, i, BIT(FIVE_YEAR))) {
		read_plan(d, k, i);
	}
	return i;
}

/* 从2020年的10.5万元, else the year before the span or the year */
static void date_from(const struct doc *d, struct quant *q)
{
	uint16_t y = section_year(&d->calendar);

	for (uint32_t i = q->trigger; i < q->lead; i++)
		if (year_at(d, i)) {
			q->when = year_of(year_at(d, i));
			q->dated = true;
			q->when_rule = "period.from-year";
			return;
		}
	if (q->when.first && q->when.first != q->when.last)
		y = q->when.first;
	else
		q->dated = false;
	if (q->when_rule && strcmp(q->when_rule, "period.years") == 0)
		y++; /* 从1978年到1983年，由…: the first year itself */
	if (y)
		q->when = year_of((uint16_t)(y - 1));
	q->when_rule = "period.from";
}

static void by_section(const struct doc *d, struct quant *q)
{
	const struct calendar *c = &d->calendar;

	if (c->span.first) {
		q->when = c->span;
		q->when_rule = "period.span-in-force";
	} else if (!c->article && c->section_time == SECTION_TIME_NONE &&
		   c->review && !quant_told_by(d, q, BIT(PLAN))) {
		q->when = year_of(c->review);
		q->when_rule = "period.told";
	} else if (section_year(c)) {
		q->when = year_of(section_year(c));
		q->when_rule = "period.section";
	}
}

/* 达到, 提高到: an end state, not a sum over the span */
static bool reaches(const struct doc *d, const struct quant *q)
{
	for (uint32_t i = q->trigger; i < q->lead; i++)
		if (token_has(d, i, BIT(REACH) | BIT(TO)))
			return true;
	return false;
}

/* 比1952年的827亿元: the year of this value, or 0; 1952年的3倍 is of now */
static uint16_t year_before(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->lead;

	if (str_has_prefix(quantity_of(d, q)->unit_text, STR("倍")))
		return 0;
	return t > 1 && token_has(d, t - 1, BIT(OF)) ? year_at(d, t - 2) : 0;
}

static void set_year(struct quant *q, uint16_t y, const char *rule)
{
	q->when = year_of(y);
	q->dated = true;
	q->when_rule = rule;
}

/* Where the words before a value begin: behind the value before it in the
 * clause, and no further back than `reach` tokens. */
static uint32_t floor_of(const struct doc *d, const struct quant *q,
			 uint32_t reach)
{
	uint32_t floor = q->prev != NONE ? d->quants.items[q->prev].tail
					 : d->clauses.items[q->clause].from;

	return q->lead > floor + reach ? q->lead - reach : floor;
}

/* 年均: of each year since the one compared with, or of the span in force */
static void date_yearly(const struct doc *d, const struct clock *k,
			struct quant *q)
{
	uint32_t floor = floor_of(d, q, YEARLY_REACH), i = q->lead;
	struct when span = d->calendar.span;

	while (i > floor && !token_has(d, i - 1, BIT(YEARLY)))
		i--;
	if (i == floor || !q->when.first || q->when.part ||
	    q->when.first != q->when.last)
		return;
	if (k->base && k->base < q->when.last)
		span = span_of((uint16_t)(k->base + 1), q->when.last);
	if (!span.first || span.last != q->when.last)
		return;
	q->when = span;
	q->when_rule = "period.yearly";
}

/* 累计, 合计, 完成: a sum over the span; 年均: of all its years */
static bool sums_up(const struct doc *d, const struct quant *q)
{
	uint32_t floor = floor_of(d, q, SUM_REACH), i = q->lead;

	for (; i > floor; i--)
		if (token_has(d, i - 1, BIT(YEARLY)) ||
		    (token_has(d, i - 1, BIT(REACH) | BIT(ADVERB)) &&
		     token_at(d, i - 1)->arg == 1))
			return true;
	return false;
}

/* 比上年, in a part about several years: of the last of them */
static bool is_of_year(const struct doc *d, const struct quant *q)
{
	uint32_t floor = floor_of(d, q, YEARLY_REACH);

	for (uint32_t i = q->lead; i > floor; i--)
		if (token_has(d, i - 1, BIT(BASE)) &&
		    token_at(d, i - 1)->arg == 1)
			return true;
	return false;
}

/* 迈上6万亿元台阶: what a thing has come to; not 发放补贴超5亿元 */
static bool comes_to(const struct doc *d, const struct quant *q)
{
	if (!q->bound_rule || strcmp(q->bound_rule, "bound.ge-before") != 0 ||
	    quant_is_count(d, q) || q->side != SIDE_LEFT || q->verb.len ||
	    q->act.len)
		return false;
	for (uint32_t i = q->named.from; i < q->named.to; i++)
		if (token_has(d, i, BIT(KEEP) | BIT(DROP) | BIT(CUT)) &&
		    !token_has(d, i, BIT(PLAIN)))
			return false;
	return true;
}

/* What a span means to a value that is of its last year only. */
static void date_end(const struct doc *d, struct quant *q)
{
	if (q->when.first == q->when.last || q->when.part)
		return;
	if (q->measure == MEASURE_LEVEL && !q->from &&
	    (reaches(d, q) || quant_is_ratio(d, q) || comes_to(d, q)) &&
	    !sums_up(d, q)) {
		q->when = year_of(q->when.last);
		q->when_rule = "period.end-state";
	} else if (q->when_rule &&
		   !strcmp(q->when_rule, "period.span-in-force") &&
		   is_of_year(d, q)) {
		q->when = year_of(q->when.last);
		q->when_rule = "period.base-year";
	}
}

/* 由前三年分别上升4.9%、5.5%: of years without a name */
static bool is_of_past(const struct doc *d, const struct quant *q)
{
	const struct quant *p =
		q->group != NONE ? &d->quants.items[q->group] : q;
	uint32_t floor = d->clauses.items[p->clause].from;

	for (uint32_t i = p->lead; i > floor + 1 && i + SENTENCE_HEAD > p->lead;
	     i--)
		if (token_has(d, i - 1, BIT(TIME)) &&
		    str_has_prefix(token_text(d, i - 1), STR("前")))
			return token_has(d, i - 2, BIT(FROM));
	return false;
}

/* 2007年…，比2002年增长65.5%: growth of all the years since, not of the last */
static void date_since_base(const struct doc *d, const struct clock *k,
			    struct quant *q)
{
	const struct quant *p =
		q->prev == NONE && q > d->quants.items ? q - 1 : NULL;

	if (q->measure != MEASURE_GROWTH || !k->base || q->when.part ||
	    q->when.first != q->when.last || k->base + 1 >= q->when.last)
		return;
	while (p && p > d->quants.items && p->mask)
		p--;
	if (q->clause != k->base_clause &&
	    (q->clause != k->base_clause + 1 ||
	     (p && p->clause == k->base_clause && !p->mask)))
		return;
	q->when = span_of((uint16_t)(k->base + 1), q->when.last);
	q->when_rule = "period.since-base";
}

static void date_quant(const struct doc *d, const struct clock *k,
		       struct quant *q)
{
	if (k->now.first) {
		q->when = k->now;
		q->dated = k->dated;
		q->when_rule = k->rule;
	} else if (k->last.first || k->opened.first) {
		q->when = k->last.first ? k->last : k->opened;
		q->when_rule = k->last.first ? "period.last-year-on"
					     : "period.paragraph";
	} else {
		by_section(d, q);
	}
	if (q->when.first > d->calendar.year && reaches(d, q))
		q->when = year_of(q->when.last);
	if (q->from)
		date_from(d, q);
	else if (year_before(d, q))
		set_year(q, year_before(d, q), "period.of-year");
	else if (q->measure == MEASURE_RANK && q->when.first != q->when.last)
		q->when = year_of(q->when.last);
	else
		date_yearly(d, k, q);
	date_since_base(d, k, q);
	date_end(d, q);
	if (is_of_past(d, q)) {
		q->when = (struct when){0};
		q->dated = false;
		q->when_rule = "period.past-years";
	}
}

/* ；: the sentence before is told on, of the time that it began with. */
static bool goes_on(const struct doc *d, const struct clock *k, uint32_t i)
{
	return i > 0 && k->headed &&
	       (str_is(token_text(d, i - 1), "；") ||
		str_is(token_text(d, i - 1), ";"));
}

static uint32_t read_at(struct doc *d, struct clock *k, uint32_t i)
{
	const char *rule = k->rule;
	struct when was = k->now;
	uint32_t last = read_token(d, k, i);

	if (k->rule != rule || k->now.first != was.first ||
	    k->now.last != was.last)
		k->headed = heads(d, i);
	look_back(d, k, last);
	return last;
}

static void next_sentence(const struct doc *d, struct clock *k, uint32_t i)
{
	k->sentence = d->clauses.items[d->clause_of[i]].sentence;
	if (d->calendar.article)
		return;
	if (goes_on(d, k, i)) /* 今年上半年 is no part of the year before */
		k->year_named = false;
	else
		*k = (struct clock){.sentence = k->sentence,
				    .opened = k->opened,
				    .last = k->last};
}

void pass_period(struct doc *d)
{
	struct clock k = {.sentence = 0}, before = k;

	for (uint32_t i = 0; i < d->lexed.tokens.n; i++) {
		uint32_t clause = d->clause_of[i];
		struct quant *q = NULL;

		if (clause != NONE &&
		    d->clauses.items[clause].sentence != k.sentence) {
			next_sentence(d, &k, i);
			before = k;
		}
		if (token_is(d, i, TOKEN_NUMBER))
			q = &d->quants.items[token_at(d, i)->number];
		if (token_has(d, i, BIT(FROM)))
			before = k;
		if (q && !q->mask) {
			date_quant(d, &k, q);
			if (q->from) { /* 由去年的…: the rest is not of then */
				k = before;
				k.base = q->when.last;
			}
		}
		i = read_at(d, &k, i);
	}
}
