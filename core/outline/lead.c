/*
 * One lead: reading its signs, and the sum of them. A heading that runs into
 * its text is short, begins with a verb of doing or ends with how things
 * went, holds no figure, and has siblings that look the same; narration says
 * we and this and is.
 */
#include "core/outline/lead.h"

#include "core/outline/glyph.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	LEAD_MIN = 4, /* characters */
	LEAD_SHORT = 16,
	LEAD_LONG = 25,
	LEAD_MOST = 32,
	LEAD_BOLD = 75, /* the most where the page sets it apart */
	SPAN_MOST = 45,
	SPAN_CHORUS = 65, /* the same where others begin alike */
	COUPLET_MOST = 28,
	JOIN_MORE = 4,	/* longer than its siblings */
	AFTER_ONE = 50, /* of its text when that is one sentence */
	AFTER_MIN = 30, /* of its text */
	STATE_TAIL = 8, /* the last characters that tell how things went */
	ENOUGH = 3	/* of score */
};

static bool holds(const struct wordmap *m, struct str s)
{
	size_t n, len;

	for (size_t i = 0; i < s.len; i += n) {
		if (wordmap_match(m, s, i, &len))
			return true;
		glyph_at(s, i, &n);
	}
	return false;
}

/* Does a word of `m` end the string? */
static bool ends_with(const struct wordmap *m, struct str s)
{
	size_t from = s.len > STATE_TAIL * 3 ? s.len - STATE_TAIL * 3 : 0;
	size_t len;

	for (size_t i = from; i < s.len; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80 &&
		    wordmap_match(m, s, i, &len) && i + len == s.len)
			return true;
	return false;
}

static bool begins_with(const struct wordmap *m, struct str s)
{
	size_t len;

	return wordmap_match(m, s, 0, &len) > 0;
}

/* Behind 要 the doing begins. */
static struct str without_must(struct str s)
{
	static const struct str must = {"\xe8\xa6\x81", 3};

	return str_has_prefix(s, must) ? str_sub(s, 3, s.len) : s;
}

/* 三个、 more of them are a list, no sentence. */
static uint32_t count_listed(struct str s)
{
	uint32_t count = 0;
	size_t n;

	for (size_t i = 0; i < s.len; i += n)
		count += glyph_at(s, i, &n) == 0x3001;
	return count;
}

/* 这一年， 五年来我们: a comma or 我们 behind the words of a span. */
static bool sums_up(const struct outline *o, struct str s)
{
	static const struct str we = {"\xe6\x88\x91\xe4\xbb\xac", 6};
	size_t len = scan_cue_prefix(o, s, CUE_SPAN), n;

	return len && (glyph_is_comma(glyph_at(s, len, &n)) ||
		       str_has_prefix(str_sub(s, len, s.len), we));
}

void lead_read(const struct outline *o, struct lead *l)
{
	const struct wordmap *words = o->rules->lead;
	struct str s =
		str_n(o->s.p + l->off + l->mark.len, l->len - l->mark.len);
	uint32_t longest;

	s = scan_no_blanks(o->tmp, s);
	l->cps = glyph_count(s);
	if (l->cps < LEAD_MIN || l->cps > LEAD_BOLD)
		return;
	l->clauses = (uint8_t)(scan_clauses(s, &longest) & 0xff);
	l->narration = begins_with(&words[LEAD_NARRATION], s);
	l->span = sums_up(o, s);
	l->act = !l->narration &&
		 (begins_with(&words[LEAD_ACT], without_must(s)) ||
		  (l->clauses == 1 && holds(&words[LEAD_MUST], s)));
	l->state = ends_with(&words[LEAD_STATE], s);
	l->copula = holds(&words[LEAD_COPULA], s);
	l->article = o->article;
	l->couplet = o->article && l->clauses == 2 && !l->narration &&
		     l->run > 1 && l->cps <= COUPLET_MOST &&
		     longest * 2 <= l->cps + 4;
	l->event = holds(&words[LEAD_EVENT], s);
	l->announce = holds(&words[LEAD_ANNOUNCE], s);
	l->figure = scan_has_figure(o, s) || count_listed(s) > 3;
}

/* Enough text for a heading: several sentences, or a long one. */
static bool has_text(const struct lead *l)
{
	return l->after >= AFTER_MIN &&
	       (l->form != FORM_LEAD || l->sentences > 1 ||
		l->after >= AFTER_ONE);
}

bool lead_is_likely(const struct lead *l)
{
	uint32_t most = l->bold || l->form == FORM_LINE ? LEAD_BOLD
			: l->span			? SPAN_MOST
							: LEAD_MOST;

	if (l->cps < LEAD_MIN || l->cps > most || !has_text(l))
		return false;
	if (l->announce)
		return false;
	if (l->bold)
		return true;
	if (l->figure)
		return false;
	if (l->article)
		return l->clauses == 2 && (l->act || l->state || l->couplet) &&
		       !l->narration;
	if (l->span)
		return l->state && l->clauses > 1;
	if (l->trouble && !l->act)
		return false;
	return (l->act || l->state || l->couplet) && !l->narration;
}

bool lead_is_shaped(const struct lead *l)
{
	return l->cps >= LEAD_MIN && l->cps <= LEAD_SHORT && l->clauses == 1 &&
	       has_text(l) && !l->trouble && !l->narration && !l->figure &&
	       !l->copula && !l->announce && !l->event && !l->article;
}

bool lead_may_join(const struct lead *l, const struct run *r)
{
	if (r->shaped >= 2 && r->shaped * 4 >= r->paras * 3 &&
	    lead_is_shaped(l))
		return true;
	if (l->article || r->kept < 2 || r->kept * 2 < r->paras)
		return false;
	return l->cps >= LEAD_MIN && l->cps <= r->longest + JOIN_MORE &&
	       l->clauses <= r->clauses && has_text(l) && !l->trouble &&
	       !l->narration && !l->figure && !l->copula && !l->announce &&
	       !l->event;
}

bool lead_may_sum_up(const struct lead *l)
{
	return l->span && !l->copula && l->cps <= SPAN_CHORUS &&
	       l->clauses > 1 && !l->figure && !l->announce &&
	       l->after >= AFTER_MIN;
}

static int score_of(const struct lead *l, const struct run *r)
{
	int score = 0;
	bool alike =
		l->alike || (r->leads >= 2 && r->leads * 10 >= r->paras * 6);

	score += l->act ? 2 : 0;
	score += l->state ? 2 : 0;
	score += l->clauses == 1 ? 1 : l->clauses > 2 && !l->span ? -2 : 0;
	score += l->cps <= LEAD_SHORT			 ? 1
		 : l->cps > LEAD_LONG && l->clauses == 1 ? -1
							 : 0;
	score += l->span || l->couplet ? 2 : 0;
	score += alike ? 1 : r->leads < 2 ? -2 : 0;
	score -= l->first && !alike ? 3 : 0;
	score -= l->copula ? 1 : 0;
	score -= l->narration && !l->span ? 3 : 0;
	return score;
}

void lead_judge(const struct outline *o, struct lead *l, const struct run *r)
{
	(void)o;
	if (!lead_is_likely(l)) {
		l->rule = "lead.unlikely";
		return;
	}
	l->keep = l->bold || score_of(l, r) >= ENOUGH;
	l->rule = !l->keep     ? "lead.narration"
		  : l->bold    ? "lead.bold"
		  : l->span    ? "lead.span"
		  : l->couplet ? "lead.couplet"
		  : l->act     ? "lead.act"
			       : "lead.state";
}
