/*
 * Says of a number that it is no quantity of the report: dates, ordinals,
 * names and slogans, what belongs to the name of another thing. The first row
 * that fits names the reason; a mask never takes a number away.
 */
#include <assert.h>

#include "core/base/fold.h"
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/extract/grammar.h"

struct mask_row {
	const char *name;
	bool (*fits)(const struct doc *d, const struct quant *q);
};

static bool has_flag(const struct doc *d, const struct quant *q, uint32_t flag)
{
	return quantity_of(d, q)->number.flags & flag;
}

static bool unit_is(const struct doc *d, const struct quant *q, const char *z)
{
	return str_is(quantity_of(d, q)->unit_text, z);
}

/* A whole number in [lo, hi]. */
static bool value_in(const struct doc *d, const struct quant *q, int lo, int hi)
{
	struct decimal v = quantity_of(d, q)->value;

	return decimal_cmp(v, decimal_int(lo)) >= 0 &&
	       decimal_cmp(v, decimal_int(hi)) <= 0 && v.exp >= 0;
}

static bool is_bare(const struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);

	return !v->has_unit && v->unit_text.len == 0 &&
	       !(v->number.flags & (NUMBER_SCALED | NUMBER_BARE | NUMBER_WORD));
}

static bool in_word(const struct doc *d, const struct quant *q)
{
	return !token_is(d, q->token, TOKEN_NUMBER);
}

/* Digits on both sides of what nobody sees. */
static bool is_hidden_between(struct str s, size_t before, size_t after)
{
	return before > 0 && after < s.len &&
	       strchr("0123456789.", s.p[before - 1]) &&
	       strchr("0123456789.", s.p[after]) && s.p[after];
}

static size_t skip_hidden(struct str s, size_t at)
{
	size_t n;

	while (at < s.len) {
		uint32_t cp = utf8_decode(s, at, &n);

		if (cp < 0x80 || space_is(cp) || !fold_drops(cp))
			break;
		at += n;
	}
	return at;
}

static size_t skip_hidden_back(struct str s, size_t at)
{
	size_t n;

	while (at > 0) {
		size_t prev = utf8_prev(s, at);
		uint32_t cp = utf8_decode(s, prev, &n);

		if (cp < 0x80 || space_is(cp) || !fold_drops(cp))
			break;
		at = prev;
	}
	return at;
}

/* 1<U+200B>3: a part of a number that shows as another one. */
static bool is_broken(const struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);
	size_t off = v->off, end = v->off + v->len,
	       before = skip_hidden_back(d->text, off),
	       after = skip_hidden(d->text, end);

	return (before < off && is_hidden_between(d->text, before, off)) ||
	       (after > end && is_hidden_between(d->text, end, after));
}

static bool is_no_number(const struct doc *d, const struct quant *q)
{
	return has_flag(d, q, NUMBER_CODE | NUMBER_HUGE | NUMBER_MIDDOT) ||
	       quantity_of(d, q)->overflow;
}

/* 2025年, 二〇二二年, and 2021 of 2021—2025年 */
static bool is_year(const struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);
	struct str written = str_sub(d->text, v->off, v->off + v->len);
	bool digits = utf8_count(written) == 4 ||
		      (v->number.flags & (NUMBER_DIGITS | NUMBER_SPACED));

	if (v->number.flags & NUMBER_SCALED || !value_in(d, q, 1840, 2100))
		return false;
	if (v->has_unit)
		return unit_is(d, q, "年") || unit_is(d, q, "年度");
	return digits;
}

static bool is_date(const struct doc *d, const struct quant *q)
{
	return quant_family(d, q) == FAMILY_DATE;
}

/* the 14日 of 1月14日, the 10日 of 6日至10日 */
static bool is_day(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token;
	const struct quant *before;

	if (!unit_is(d, q, "日") || t == 0)
		return false;
	if (t > 1 &&
	    (token_has(d, t - 1, BIT(TO)) || token_is(d, t - 1, TOKEN_DASH) ||
	     token_is(d, t - 1, TOKEN_PAUSE)))
		t--;
	before = quant_at(d, t - 1);
	return before && (quant_family(d, before) == FAMILY_DATE ||
			  unit_is(d, before, "日"));
}

/* S309, PM2.5, 5G */
static bool is_latin(const struct doc *d, const struct quant *q)
{
	return is_bare(d, q) &&
	       has_flag(d, q, NUMBER_AFTER_LATIN | NUMBER_BEFORE_LATIN);
}

/* a place in a ranking may stand with these only */
static bool may_rank(const struct doc *d, const struct quant *q)
{
	return !quantity_of(d, q)->has_unit ||
	       quant_family(d, q) == FAMILY_RANK || unit_is(d, q, "名") ||
	       unit_is(d, q, "位");
}

/* 居全市第一, 全球第三大: what tells a place from a mere ordinal */
static bool rank_around(const struct doc *d, const struct quant *q)
{
	uint32_t from = d->clauses.items[q->clause].from, t = q->token;

	for (int k = 0; k < 4 && t > from; k++)
		if (token_has(d, --t, BIT(RANK) | BIT(FIELD)))
			return true;
	return quantity_of(d, q)->has_unit &&
	       str_is(quantity_of(d, q)->unit.text, "名");
}

/* 全国第一次会议: the unit table does not take 次 before 会 */
static bool counts_session(const struct doc *d, uint32_t i)
{
	return i < d->lexed.tokens.n &&
	       str_has_prefix(token_text(d, i), STR("次"));
}

/* 第十二届, 第五次, 第一， */
static bool is_ordinal(const struct doc *d, const struct quant *q)
{
	return has_flag(d, q, NUMBER_ORDINAL) &&
	       (!may_rank(d, q) || !rank_around(d, q) ||
		token_has(d, q->token + 1, BIT(FIGURE)) ||
		counts_session(d, q->token + 1));
}

/* 一、 (二) 1. at the head of a paragraph or sentence */
static bool is_marker(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token;
	bool head = t == 0 || token_is(d, t - 1, TOKEN_STOP) ||
		    token_is(d, t - 1, TOKEN_OPEN);

	if (t > 0 && str_is(token_text(d, t - 1), "#"))
		return true;
	if (!head || !is_bare(d, q))
		return false;
	return token_is(d, t + 1, TOKEN_PAUSE) ||
	       token_is(d, t + 1, TOKEN_CLOSE) ||
	       token_is(d, t + 1, TOKEN_OTHER);
}

/* The quotes around a token, as the range inside them, or false. */
static bool quotes_around(const struct doc *d, uint32_t token, struct range *r)
{
	const struct clause *c = &d->clauses.items[d->clause_of[token]];

	while (c->host != NONE) {
		struct str open = token_text(d, c->open);

		if (!str_is(open, "（") && !str_is(open, "(")) {
			*r = (struct range){c->open + 1, d->partner[c->open]};
			return true;
		}
		c = &d->clauses.items[c->host];
	}
	return false;
}

enum { QUOTE_NAME_MAX = 36 }; /* bytes; what is longer is a sentence */

/* “六争攻坚”, “15分钟生活圈”: a name; “保7争6”, “十连丰” are none */
static bool is_quoted(const struct doc *d, const struct quant *q)
{
	const struct token *a, *b;
	struct range r;

	if (!quotes_around(d, q->token, &r))
		return false;
	if (token_has(d, q->token - 1, BIT(GOAL)) && r.to - r.from <= 4 &&
	    is_bare(d, q))
		return false;
	if (q->token == r.from && r.to - r.from == 1)
		return !str_has_prefix(quantity_of(d, q)->unit_text, STR("连"));
	a = token_at(d, r.from);
	b = token_at(d, r.to);
	return b->off - a->off <= QUOTE_NAME_MAX ||
	       quant_family(d, q) == FAMILY_NONE;
}

/* 三年行动, 八大攻坚行动: a word of the kind within a few tokens */
static bool is_campaign(const struct doc *d, const struct quant *q)
{
	uint32_t end = d->clauses.items[q->clause].to;
	bool big = unit_is(d, q, "大");

	if (big)
		return true;
	if ((quant_family(d, q) != FAMILY_TIME &&
	     quant_family(d, q) != FAMILY_MASS) ||
	    token_has(d, q->token + 1, BIT(OF)) ||
	    (q->token > 0 && token_has(d, q->token - 1, BIT(HOLD))))
		return false;
	for (uint32_t i = q->token + 1; i < end && i <= q->token + 3; i++) {
		if (token_has(d, i, BIT(CAMPAIGN)))
			return true;
		if (!token_is(d, i, TOKEN_TEXT) && !token_is(d, i, TOKEN_WORD))
			break;
	}
	return false;
}

/* 一个, 一种 before a noun are articles */
static bool is_article(const struct doc *d, const struct quant *q)
{
	return has_flag(d, q, NUMBER_HAN) && value_in(d, q, 1, 1) &&
	       !has_flag(d, q, NUMBER_ORDINAL) &&
	       (quant_family(d, q) == FAMILY_COUNT ||
		quant_family(d, q) == FAMILY_NONE ||
		quant_family(d, q) == FAMILY_PEOPLE) &&
	       !quantity_of(d, q)->number.word;
}

/* 每千人口, 每10分钟 */
static bool is_per(const struct doc *d, const struct quant *q)
{
	return q->token > 0 && token_has(d, q->token - 1, BIT(PER));
}

/* Another number in the clause, with words between. */
static bool number_follows(const struct doc *d, const struct quant *q)
{
	uint32_t to = d->clauses.items[q->clause].to;

	for (uint32_t i = q->token + 1; i < to; i++)
		if (token_is_joint(d, i))
			return false;
		else if (token_is(d, i, TOKEN_NUMBER))
			return i > q->token + 1;
	return false;
}

/* A noun begins there, no verb and no word of a bound. */
static bool names_thing(const struct doc *d, uint32_t i)
{
	const class_bits other = BIT(AND) | BIT(CUT) | BIT(UP) | BIT(DOWN) |
				 BIT(REACH) | BIT(TO) | BIT(ABOUT_AFTER) |
				 BIT(OF);

	return token_is(d, i, TOKEN_TEXT) || token_is(d, i, TOKEN_OPEN) ||
	       (token_is(d, i, TOKEN_WORD) && !token_has(d, i, other));
}

/* Families that tell how large one thing is: 1000千伏输电线路 */
static bool is_size(enum unit_family f)
{
	return f == FAMILY_LENGTH || f == FAMILY_ELECTRIC ||
	       f == FAMILY_POWER || f == FAMILY_SPEED ||
	       f == FAMILY_TEMPERATURE;
}

static bool follows_count(const struct doc *d, const struct quant *q)
{
	const struct quant *before =
		q->token > 0 ? quant_at(d, q->token - 1) : NULL;

	return before && quant_family(d, before) == FAMILY_COUNT;
}

/* 50万元以上的行政村, 60岁以上人口, 30万吨级航道: part of a noun */
static bool is_qualifier(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token + 1;
	enum unit_family f = quant_family(d, q);
	bool edge = token_has(d, t, BIT(GE_AFTER) | BIT(LE_AFTER));

	if ((edge || (is_size(f) && names_thing(d, t))) && f != FAMILY_COUNT &&
	    f != FAMILY_PEOPLE && f != FAMILY_RATIO && f != FAMILY_NONE &&
	    f != FAMILY_TIME && number_follows(d, q))
		return true;
	if (f == FAMILY_MONEY && follows_count(d, q) && names_thing(d, t) &&
	    !token_has(d, t, BIT(FIGURE)))
		return true; /* 3个千亿元产业 */
	if (f != FAMILY_MONEY && f != FAMILY_AREA && !unit_is(d, q, "岁") &&
	    !unit_is(d, q, "周岁"))
		return false;
	if (token_is(d, t, TOKEN_DASH) && token_is(d, t + 1, TOKEN_NUMBER))
		t += 2; /* 0—6岁儿童 */
	if (edge)
		t++;
	else if (f == FAMILY_MONEY || f == FAMILY_AREA)
		return false;
	if (token_has(d, t, BIT(OF)))
		t++;
	return names_thing(d, t);
}

/* 20周年, 三年来, 30年: a span of years that measures nothing */
static bool is_years(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token;

	if (unit_is(d, q, "周年") || unit_is(d, q, "年间"))
		return true;
	if (!unit_is(d, q, "年") || t == 0)
		return false;
	if (token_has(d, t - 1, BIT(REACH) | BIT(FROM) | BIT(TO)))
		return token_is(d, t + 1, TOKEN_TEXT) ||
		       (token_is(d, t + 1, TOKEN_WORD) &&
			!token_has(d, t + 1, BIT(UP) | BIT(DOWN) | BIT(TO)));
	return !token_has(d, t - 1, BIT(HOLD) | BIT(UP) | BIT(DOWN));
}

/* 四级, 5A级, 30万吨级 */
static bool is_grade(const struct doc *d, const struct quant *q)
{
	return str_has_suffix(quantity_of(d, q)->unit_text, STR("级"));
}

/* 2.0, 1612: a number alone needs a verb before it */
static bool is_alone(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token;

	if (!is_bare(d, q) || has_flag(d, q, NUMBER_ORDINAL))
		return false;
	if (token_is(d, t + 1, TOKEN_TEXT) || token_is(d, t + 1, TOKEN_OPEN))
		return true;
	return t == 0 || !token_has(d, t - 1,
				    BIT(REACH) | BIT(TO) | BIT(FROM) |
					    BIT(RANK) | BIT(UP) | BIT(DOWN) |
					    BIT(GOAL) | BIT(GE_BEFORE) |
					    BIT(LE_BEFORE) | BIT(ABOUT_BEFORE));
}

/* 第二十届, 6号线 */
static bool is_name_unit(const struct doc *d, const struct quant *q)
{
	const struct quant *before =
		q->token > 0 ? quant_at(d, q->token - 1) : NULL;

	if (before &&
	    word_classes(d, quantity_of(d, before)->unit_text) & BIT(NAME_UNIT))
		return true; /* 十二届十次全会 */
	return word_classes(d, quantity_of(d, q)->unit_text) & BIT(NAME_UNIT);
}

/* 三篇文章, 两个市场: a small number in words, counted in speech only */
static bool is_figure(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token + 1;

	if (token_is(d, t, TOKEN_NUMBER) && unit_is(d, q, "个"))
		return token_has(d, t + 1, BIT(FIGURE)); /* 3个万亿元大关 */
	if (token_is(d, t, TOKEN_OPEN))
		t++;
	return (has_flag(d, q, NUMBER_HAN) ||
		token_has(d, t, BIT(GENERIC_UNIT))) &&
	       value_in(d, q, 1, 10) && quant_family(d, q) == FAMILY_COUNT &&
	       token_has(d, t, BIT(FIGURE));
}

/* 4.0∶37.7∶58.3, and the 1 of 2.27:1 */
static bool is_proportion(const struct doc *d, const struct quant *q)
{
	uint32_t t = q->token;
	const struct quant *next;

	if (t > 1 && token_is(d, t - 1, TOKEN_COLON) &&
	    token_is(d, t - 2, TOKEN_NUMBER))
		return true;
	if (!token_is(d, t + 1, TOKEN_COLON) ||
	    !token_is(d, t + 2, TOKEN_NUMBER))
		return false;
	next = quant_at(d, t + 2);
	return next && !value_in(d, next, 1, 1);
}

/* 三十个大电站，六条铁路和五个港口: the counts of a list go on */
static bool continues_list(const struct doc *d, const struct quant *q)
{
	const struct quant *p = q - 1;
	uint32_t t = q->token;

	if (q == d->quants.items || p->mask ||
	    quant_family(d, p) != FAMILY_COUNT || t == 0 ||
	    d->clauses.items[p->clause].sentence !=
		    d->clauses.items[q->clause].sentence)
		return false;
	return token_is(d, t - 1, TOKEN_COMMA) || token_is_joint(d, t - 1);
}

/* 四项原则, 两条道路: a small number in words counts something only where a
 * verb does something with it */
static bool is_small(const struct doc *d, const struct quant *q)
{
	const class_bits act = BIT(KEEP) | BIT(NEW) | BIT(DROP) | BIT(WIN);
	uint32_t end = d->clauses.items[q->clause].to;
	class_bits before = q->token > d->clauses.items[q->clause].from
				    ? token_at(d, q->token - 1)->classes
				    : 0;

	if (!has_flag(d, q, NUMBER_HAN) || !value_in(d, q, 1, 10) ||
	    has_flag(d, q, NUMBER_ORDINAL) || continues_list(d, q) ||
	    !(word_classes(d, quantity_of(d, q)->unit_text) &
	      BIT(GENERIC_UNIT)))
		return false;
	if (q->token > 0 && token_is(d, q->token - 1, TOKEN_TEXT) &&
	    !unit_is(d, q, "个"))
		return true; /* 金七门 */
	return q->token + 1 < end && !token_is(d, q->token + 1, TOKEN_PAUSE) &&
	       !(before & (act | BIT(UP) | BIT(DOWN) | BIT(REACH) |
			   BIT(GE_BEFORE) | BIT(TO))) &&
	       !token_has(d, end - 1, act);
}

/* 成达万高铁: a scale alone, without a unit, a verb or a bound */
static bool is_bare_scale(const struct doc *d, const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);
	bool lone = v->number.len == strlen("万");

	if (!has_flag(d, q, NUMBER_BARE) || v->has_unit || v->unit_text.len ||
	    q->token == 0)
		return false;
	return token_is(d, q->token - 1, TOKEN_TEXT) ||
	       (lone && !token_has(d, q->token - 1,
				   BIT(GE_BEFORE) | BIT(LE_BEFORE) |
					   BIT(ABOUT_BEFORE)));
}

static const struct mask_row MASKS[] = {
	{"mask.word", in_word},
	{"mask.no-number", is_no_number},
	{"mask.broken", is_broken},
	{"mask.year", is_year},
	{"mask.date", is_date},
	{"mask.day", is_day},
	{"mask.proportion", is_proportion},
	{"mask.latin", is_latin},
	{"mask.ordinal", is_ordinal},
	{"mask.marker", is_marker},
	{"mask.quoted", is_quoted},
	{"mask.campaign", is_campaign},
	{"mask.article", is_article},
	{"mask.name-unit", is_name_unit},
	{"mask.figure", is_figure},
	{"mask.small", is_small},
	{"mask.bare-scale", is_bare_scale},
	{"mask.per", is_per},
	{"mask.qualifier", is_qualifier},
	{"mask.years", is_years},
	{"mask.grade", is_grade},
	{"mask.alone", is_alone},
};

void pass_mask(struct doc *d)
{
	for (size_t i = 0; i < d->quants.n; i++) {
		struct quant *q = &d->quants.items[i];

		assert(q->clause != NONE);
		for (size_t k = 0; k < COUNT_OF(MASKS) && !q->mask; k++)
			if (MASKS[k].fits(d, q))
				q->mask = MASKS[k].name;
	}
}
