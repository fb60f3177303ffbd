/*
 * Han numerals up to 9999: 三千零五十, 十二, 廿五, 一百二 (120), 三五 (about
 * three), digits by place (二〇二二), with a point (八点二). One walk from left
 * to right in which the scales must fall.
 */
#include "core/extract/number_read.h"

enum { NO_SCALE = 9, RUN_MAX = 18 };

struct section {
	struct decimal sum;
	int last;  /* the last scale; NO_SCALE at the start */
	bool zero; /* 零 stood before the digit */
	bool done, any;
};

static void sum_add(struct reader *r, struct section *sec, int digit, int scale)
{
	struct decimal d;

	if (!decimal_make(digit, scale, &d) ||
	    !decimal_add(sec->sum, d, &sec->sum))
		r->flags |= NUMBER_HUGE;
	sec->any = true;
}

struct run {
	int64_t value;
	size_t n, end;
	int first, second;
	bool zero; /* 〇 is one of the digits */
};

/* Han digits with nothing between them. */
static struct run run_at(const struct reader *r, size_t at)
{
	struct run run = {.end = at};
	uint32_t cp;
	size_t n;
	int v;

	while ((v = digit_han(cp = reader_cp(r, run.end, &n))) >= 0) {
		/* 一两个, but 一九八二两年: 两 is no digit of a year. */
		if ((cp == U'两' || cp == U'兩') &&
		    (run.n > 1 || (run.n == 1 && run.first != 1)))
			break;
		if (run.n == 0)
			run.first = v;
		if (run.n == 1)
			run.second = v;
		if (run.n < RUN_MAX)
			run.value = run.value * 10 + v;
		run.zero |= v == 0;
		run.n++;
		run.end += n;
	}
	return run;
}

/* 三四十, 三五个: neighbours mean about. */
static bool is_about(const struct run *run)
{
	return run->n == 2 && run->first > 0 &&
	       (run->second == run->first + 1 ||
		(run->first == 3 && run->second == 5));
}

/* 二〇二二: digits by place. */
static bool take_places(struct reader *r, struct section *sec,
			const struct run *run)
{
	if (sec->any)
		return false;
	r->at = run->end;
	r->flags |= NUMBER_DIGITS;
	if (run->n > RUN_MAX || !decimal_make(run->value, 0, &sec->sum))
		r->flags |= NUMBER_HUGE;
	sec->any = sec->done = true;
	return true;
}

/* A digit without a scale behind it ends the section. 一百二 is 120, 一百零二
 * and 十二 are not. */
static void take_last(struct reader *r, struct section *sec, int digit)
{
	size_t n;
	int scale = 0;

	if (sec->last != NO_SCALE && sec->last > 1 && !sec->zero &&
	    !scale_big(reader_cp(r, r->at, &n)))
		scale = sec->last - 1;
	sum_add(r, sec, digit, scale);
	sec->done = true;
}

static bool take_digits(struct reader *r, struct section *sec)
{
	struct run run = run_at(r, r->at);
	size_t n, at = r->at;
	int scale;

	if (run.n == 0)
		return false;
	reader_cp(r, at, &n);
	if (run.first == 0 && sec->any && run.n > 1 && run.n < 4) {
		at += n;
		sec->zero = true;
		run = run_at(r, at);
	}
	if (run.n > 2 || run.zero || (run.n == 2 && !is_about(&run)))
		return take_places(r, sec, &run);
	scale = reader_scale(r, run.end, &n);
	if (scale >= 4)
		scale = 0;
	if (scale >= sec->last)
		return false;
	r->at = run.end;
	if (run.n == 2)
		r->flags |= NUMBER_APPROX;
	if (scale == 0) {
		take_last(r, sec, run.first);
		return true;
	}
	r->at += n;
	sum_add(r, sec, run.first, scale);
	sec->last = scale;
	sec->zero = false;
	return true;
}

/* 十二, 百余, 千: a scale that no digit stands before. */
static bool take_scale(struct reader *r, struct section *sec)
{
	size_t n;
	int scale = reader_scale(r, r->at, &n);

	if (scale == 0 || scale > 3)
		return false;
	/* 百十八 is 118. */
	if (sec->any && (scale > 1 || sec->last <= 1 || sec->zero))
		return false;
	r->at += n;
	sum_add(r, sec, 1, scale);
	sec->last = scale;
	if (scale > 1) {
		r->flags |= NUMBER_BARE;
		sec->done = true;
	}
	return true;
}

/* 几十, 数百 at the start; 十几, 二百几十 behind a scale. */
static bool take_vague(struct reader *r, struct section *sec)
{
	size_t n, m;
	uint32_t cp = reader_cp(r, r->at, &n);
	int scale = reader_scale(r, r->at + n, &m);

	if (!is_vague(cp) || (sec->any && (cp == U'数' || cp == U'數')))
		return false;
	if (!sec->any) {
		if (scale == 0)
			return false;
		r->at += n;
		r->flags |= NUMBER_VAGUE;
		if (scale <= 3)
			r->at += m;
		sum_add(r, sec, 1, scale <= 3 ? scale : 0);
		sec->done = true;
		return true;
	}
	if (scale && scale >= sec->last && scale <= 3)
		return false;
	r->at += n + (scale && scale <= 3 ? m : 0);
	r->flags |= NUMBER_MORE;
	sec->done = true;
	return true;
}

static bool take_twenty(struct reader *r, struct section *sec)
{
	size_t n;
	int tens = tens_han(reader_cp(r, r->at, &n));

	if (!tens || sec->any)
		return false;
	r->at += n;
	sum_add(r, sec, tens, 1);
	sec->last = 1;
	return true;
}

/* 讲三点：一是, or without the colon. */
static bool is_enumeration(const struct reader *r, size_t at)
{
	size_t n;
	uint32_t i = wordmap_match(&r->rules->words, r->s, at, &n);

	return i && r->rules->word.items[i - 1].cls == NUMBER_CLASS_ITEM;
}

/* 八点二: not the clock's 三点五十, not 三点：一是. A middle dot counts only
 * where a unit or scale follows or 分之 stood before (r->flags). */
static void take_point(struct reader *r, struct section *sec)
{
	size_t n, m;
	uint32_t cp = reader_cp(r, r->at, &n);
	struct run run = run_at(r, r->at + n);
	struct decimal d;
	bool middot = cp == 0xb7 || cp == 0x2022 || cp == 0x30fb;

	if ((cp != U'点' && cp != U'點' && !middot) || run.n == 0 ||
	    run.n > RUN_MAX || is_enumeration(r, r->at + n) ||
	    scale_small(reader_cp(r, run.end, &m)))
		return;
	if (middot && !(r->flags & NUMBER_PERCENT) &&
	    !reader_scale(r, run.end, &m) && !reader_has_unit(r, run.end))
		return;
	r->at = run.end;
	if (middot)
		r->flags |= NUMBER_MIDDOT;
	if (!decimal_make(run.value, -(int)run.n, &d) ||
	    !decimal_add(sec->sum, d, &sec->sum))
		r->flags |= NUMBER_HUGE;
}

bool read_han(struct reader *r, struct decimal *out)
{
	struct section sec = {.last = NO_SCALE};

	while (!sec.done && (take_twenty(r, &sec) || take_digits(r, &sec) ||
			     take_vague(r, &sec) || take_scale(r, &sec)))
		;
	if (!sec.any)
		return false;
	if (!(r->flags &
	      (NUMBER_APPROX | NUMBER_MORE | NUMBER_VAGUE | NUMBER_BARE)))
		take_point(r, &sec);
	*out = sec.sum;
	return true;
}
