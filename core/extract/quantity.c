/*
 * Units, and a number with its unit as one value. The table holds bare units;
 * scales before them (亿元), another unit after a slash (元/人) and in brackets
 * (套(间)) are put together here.
 */
#include "core/base/utf8.h"
#include "core/extract/number_read.h"

enum { SCALES_MAX = 3, SLASHES_MAX = 2 };

static bool is_word_char(uint32_t cp)
{
	return is_latin(cp) || (cp >= '0' && cp <= '9');
}

/* km is no unit in kmx, nor 2 in CO2. */
static bool is_cut_latin(const struct reader *r, size_t end)
{
	size_t from, n;

	return is_word_char(reader_before(r, end, &from)) &&
	       is_word_char(reader_cp(r, end, &n));
}

/* The longest word of the table at `at` that nothing bars. */
static const struct unit_row *row_at(const struct reader *r, size_t at,
				     size_t *len)
{
	struct str s = r->s;

	for (;;) {
		uint32_t i = wordmap_match(&r->rules->units, s, at, len);
		const struct unit_row *row;

		if (!i)
			return NULL;
		row = &r->rules->unit.items[i - 1];
		if (!number_is_barred(r->s, at + *len, row->unless) &&
		    !is_cut_latin(r, at + *len))
			return row;
		s.len = utf8_prev(s, at + *len);
	}
}

static bool has_more(const struct reader *r, size_t from, size_t to)
{
	size_t n;

	for (size_t at = from; at < to; at += n) {
		uint32_t flag = more_flag(reader_cp(r, at, &n));

		if (flag == NUMBER_MORE)
			return true;
	}
	return false;
}

/* One word of the table with the scales before it. */
static bool simple_unit(const struct reader *r, size_t at, struct unit *out)
{
	const struct unit_row *row;
	size_t len, bare = at;
	int scale = 0;

	for (int i = 0; i < SCALES_MAX; i++) {
		size_t n;
		int more = reader_scale(r, bare, &n);

		if (!more || (row_at(r, bare, &len) && bare == at))
			break;
		scale += more;
		bare += n;
	}
	row = row_at(r, bare, &len);
	if (!row)
		return false;
	*out = (struct unit){
		.off = (uint32_t)at,
		.len = (uint32_t)(bare + len - at),
		.base = row->base,
		.factor = row->factor,
		.divisor = row->divisor,
		.family = row->family,
	};
	/* As written (套（间）), but % for ％. */
	if (str_eq(row->unit, row->word) && row->family != FAMILY_RATIO)
		out->text = str_sub(r->s, bare, bare + len);
	else
		out->text = row->unit;
	out->more =
		!str_eq(row->unit, row->word) && has_more(r, bare, bare + len);
	if (!decimal_make(1, scale, &out->scale))
		return false;
	/* 成 is ten of the % that a record shows. */
	if (!str_eq(row->unit, row->word) && str_eq(row->unit, row->base)) {
		out->factor = out->divisor = decimal_int(1);
		return decimal_mul(out->scale, row->factor, &out->scale);
	}
	return true;
}

static size_t bare_start(const struct unit *u)
{
	return (size_t)u->off + u->len - u->text.len;
}

/* Grows a unit by what a sign joins to it. */
static void join(const struct reader *r, struct unit *u, size_t end)
{
	size_t bare = str_eq(u->text, str_sub(r->s, bare_start(u),
					      (size_t)u->off + u->len))
			      ? bare_start(u)
			      : u->off;

	u->len = (uint32_t)(end - u->off);
	u->text = str_sub(r->s, bare, end);
}

/* 元/人, 吨标煤/万元. */
static bool take_slash(const struct reader *r, struct unit *u)
{
	size_t n, at = (size_t)u->off + u->len;
	uint32_t cp = reader_cp(r, at, &n);
	struct unit below;

	if ((cp != '/' && cp != 0xff0f) || !simple_unit(r, at + n, &below))
		return false;
	join(r, u, (size_t)below.off + below.len);
	u->base = STR_NULL;
	u->factor = u->divisor = decimal_int(1);
	u->family = FAMILY_INTENSITY;
	return true;
}

/* 套(间), 家（个）. */
static void take_bracket(const struct reader *r, struct unit *u)
{
	size_t n, m, at = (size_t)u->off + u->len;
	uint32_t cp = reader_cp(r, at, &n), close;
	struct unit inner;

	if ((cp != '(' && cp != 0xff08) || !simple_unit(r, at + n, &inner))
		return;
	close = reader_cp(r, (size_t)inner.off + inner.len, &m);
	if (close == ')' || close == 0xff09)
		join(r, u, (size_t)inner.off + inner.len + m);
}

bool unit_match(const struct number_rules *rules, struct str s, size_t at,
		struct unit *out)
{
	struct reader r = {.rules = rules, .s = s, .at = at};

	if (!simple_unit(&r, at, out))
		return false;
	take_bracket(&r, out);
	for (int i = 0; i < SLASHES_MAX && take_slash(&r, out); i++)
		;
	return true;
}

static void widen(struct quantity *q, size_t end)
{
	q->len = (uint32_t)(end - q->off);
}

static void set_value(struct quantity *q, struct decimal v)
{
	q->value = v;
	if (q->has_unit && !decimal_mul(v, q->unit.scale, &q->value)) {
		q->overflow = true;
		q->value = DECIMAL_ZERO;
	}
}

/* 两成五 is 25 %, 两年半 2.5 years. */
static void take_tail(const struct reader *r, struct quantity *q,
		      struct decimal *v)
{
	size_t n, m, end = (size_t)q->off + q->len;
	uint32_t cp = reader_cp(r, end, &n);
	int digit = digit_han(cp) > 0 ? digit_han(cp) : -1;
	struct decimal tail, sum;
	bool tenth = decimal_eq(q->unit.scale, decimal_int(10)) &&
		     q->unit.family == FAMILY_RATIO;

	if (cp == U'半' && (tenth || q->unit.family == FAMILY_TIME ||
			    str_is(q->unit.base, "倍")))
		digit = 5;
	else if (!tenth)
		return;
	if (digit < 0 || reader_scale(r, end + n, &m) ||
	    reader_is_none(r, end) || reader_has_unit(r, end + n) ||
	    q->number.flags & (NUMBER_MORE | NUMBER_APPROX) ||
	    !decimal_make(digit, -1, &tail) || !decimal_add(*v, tail, &sum))
		return;
	*v = sum;
	widen(q, end + n);
}

/* 个半小时, 个半月: half of what follows. 月 alone is a date, so that 个半月
 * is taken as 半 and 个月. */
static bool take_half_unit(const struct reader *r, size_t at,
			   struct quantity *q, struct decimal *v)
{
	static const char *const halves[] = {"个半", "個半"};
	struct decimal half, sum;
	struct unit u = {.len = 0};
	bool month = false;

	for (size_t i = 0; i < COUNT_OF(halves) && !u.len; i++) {
		struct str word = str_of(halves[i]);

		if (!str_has_prefix(str_sub(r->s, at, r->s.len), word) ||
		    !unit_match(r->rules, r->s, at + word.len, &u))
			continue;
		month = str_is(u.text, "月");
		if (u.family != FAMILY_TIME && !month)
			u.len = 0;
	}
	if (!u.len || !decimal_make(5, -1, &half) ||
	    !decimal_add(*v, half, &sum))
		return false;
	if (month) {
		u.text = u.base = STR("个月");
		u.family = FAMILY_TIME;
	}
	*v = sum;
	q->unit = u;
	q->has_unit = true;
	widen(q, (size_t)u.off + u.len);
	return true;
}

static char bound_of(const struct quantity *q)
{
	if (q->number.flags & (NUMBER_MORE | NUMBER_VAGUE) || q->at_least ||
	    (q->has_unit && q->unit.more))
		return '>';
	return q->number.flags & NUMBER_APPROX ? '~' : '=';
}

static void fill_unit(const struct reader *r, struct quantity *q)
{
	size_t at = q->number.unit_off;
	struct decimal v = q->number.value;

	if (!take_half_unit(r, at, q, &v) &&
	    unit_match(r->rules, r->s, at, &q->unit)) {
		/* 万亿级: of at least that size */
		if (q->unit.family == FAMILY_GRADE &&
		    q->number.flags & (NUMBER_SCALED | NUMBER_BARE)) {
			q->at_least = true;
			return;
		}
		q->has_unit = true;
		widen(q, (size_t)q->unit.off + q->unit.len);
		take_tail(r, q, &v);
	}
	if (q->has_unit)
		q->unit_text = q->unit.text;
	set_value(q, v);
}

/* 第一, 第4位, 第一名 are places; 第一批 keeps its own unit. */
static void fill_ordinal(struct quantity *q)
{
	if (q->has_unit && q->unit.family != FAMILY_RANK &&
	    !str_is(q->unit.base, "名"))
		return;
	q->unit_text = STR("位");
}

bool quantity_scan(const struct number_rules *rules, struct str s, size_t at,
		   struct quantity *out)
{
	struct reader r = {.rules = rules, .s = s, .at = at};
	uint32_t flags;

	*out = (struct quantity){.off = (uint32_t)at, .unit_text = STR("")};
	if (!number_scan(rules, s, at, &out->number))
		return false;
	flags = out->number.flags;
	out->len = out->number.len;
	out->value = out->number.value;
	out->overflow = flags & NUMBER_HUGE;
	if (out->number.word) {
		const struct number_word *w =
			&rules->word.items[out->number.word - 1];

		out->unit_text = w->unit;
		out->bound = w->bound;
		return true;
	}
	if (flags & (NUMBER_PERCENT | NUMBER_PERMILLE))
		out->unit_text = flags & NUMBER_PERCENT ? STR("%") : STR("‰");
	else if (!(flags & NUMBER_CODE))
		fill_unit(&r, out);
	if (flags & NUMBER_ORDINAL)
		fill_ordinal(out);
	out->bound = bound_of(out);
	return true;
}

bool quantity_next(const struct number_rules *rules, struct str s, size_t from,
		   struct quantity *out)
{
	struct number n;

	return number_next(rules, s, from, &n) &&
	       quantity_scan(rules, s, n.off, out);
}
