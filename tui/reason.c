/* Words, signs and sums of verdicts. */
#include "tui/reason.h"

#include <assert.h>

#include "core/base/array.h"

#include "tui/figure.h"
#include "tui/i18n.h"

enum { FRACTION_MOST = 4 }; /* places of 亿, 万 after the point */

static const struct {
	const char *word, *sign, *ascii;
	enum style style;
} VERDICTS[] = {
	[VERDICT_MET] = {N_("met"), "✓", "+", STYLE_MET},
	[VERDICT_MISSED] = {N_("missed"), "✗", "x", STYLE_MISSED},
	[VERDICT_NEAR] = {N_("near"), "≈", "~", STYLE_NEAR},
	[VERDICT_INCOMPARABLE] = {N_("not comparable"), "–", "-",
				  STYLE_INCOMPARABLE},
	[VERDICT_NO_TARGET] = {N_("no target"), "·", ".", STYLE_DIM},
	[VERDICT_NO_ACHIEVEMENT] = {N_("no result"), "·", ".", STYLE_DIM},
};
static_assert(COUNT_OF(VERDICTS) == VERDICT_COUNT, "a row each");

/* What the %s of a reason are. */
enum reason_args {
	ARGS_NONE,
	ARGS_VALUES, /* result, target */
	ARGS_MEASURES,
	ARGS_UNITS,
	ARGS_SCOPES,
	ARGS_BASES,
	ARGS_PERIODS
};

static const struct {
	const char *msgid;
	enum reason_args args;
} REASONS[] = {
	[RULE_REACHED] = {N_("%s reaches %s"), ARGS_VALUES},
	[RULE_WITHIN] = {N_("%s stays within %s"), ARGS_VALUES},
	[RULE_IN_RANGE] = {N_("%s lies in %s"), ARGS_VALUES},
	[RULE_EQUAL] = {N_("%s is just %s"), ARGS_VALUES},
	[RULE_BELOW] = {N_("%s falls short of %s"), ARGS_VALUES},
	[RULE_ABOVE] = {N_("%s is over %s"), ARGS_VALUES},
	[RULE_ALMOST] = {N_("%s almost reaches %s"), ARGS_VALUES},
	[RULE_LEVEL_VS_RATE] = {N_("the target is of %s, the result of %s"),
				ARGS_MEASURES},
	[RULE_UNITS] = {N_("the target is in %s, the result in %s"),
			ARGS_UNITS},
	[RULE_SCOPE] = {N_("the target is for %s, the result for %s"),
			ARGS_SCOPES},
	[RULE_BASIS] = {N_("the target counts as %s, the result as %s"),
			ARGS_BASES},
	[RULE_PERIOD] = {N_("the target is for %s, the result for %s"),
			 ARGS_PERIODS},
	[RULE_DIRECTION] = {N_("the values differ, and neither more nor less "
			       "is better"),
			    ARGS_NONE},
	[RULE_VAGUE] = {N_("the result is too vague to decide"), ARGS_NONE},
	[RULE_SIGN] = {N_("one is a rise, the other a fall"), ARGS_NONE},
	[RULE_TWO_VALUES] = {N_("a report tells two values, which would lead "
				"to different verdicts"),
			     ARGS_NONE},
	[RULE_REPLACED] = {N_("another indicator took its place"), ARGS_NONE},
	[RULE_FAR] = {N_("%s and %s are too far apart to be of one thing"),
		      ARGS_VALUES},
	[RULE_NO_TARGET] = {N_("no target was set"), ARGS_NONE},
	[RULE_NOT_MENTIONED] = {N_("not mentioned again"), ARGS_NONE},
	[RULE_NEXT_MISSING] = {N_("the next report is not in the library"),
			       ARGS_NONE},
	[RULE_NOT_DUE] = {N_("not due yet"), ARGS_NONE},
};
static_assert(COUNT_OF(REASONS) == RULE_COUNT, "a row each");

static const char *const MARKS[SERIES_MARK_COUNT] = {
	N_("provisional"),
	N_("part of the year"),
	N_("five-year goal"),
	N_("revised later"),
	N_("set by an earlier report"),
	N_("year inferred"),
	N_("newer of two reports"),
	N_("names alike"),
	N_("two values in a report"),
};

const char *reason_word(enum verdict v)
{
	return _(VERDICTS[v].word);
}

const char *reason_sign(enum verdict v, bool ascii)
{
	return ascii ? VERDICTS[v].ascii : VERDICTS[v].sign;
}

enum style reason_style(enum verdict v)
{
	return VERDICTS[v].style;
}

static void add_minus(struct buf *out, bool ascii)
{
	buf_addz(out, ascii ? "-" : "−");
}

static void add_number(struct buf *out, struct decimal d, bool ascii)
{
	char text[DECIMAL_TEXT];

	if (decimal_sign(d) < 0)
		add_minus(out, ascii);
	decimal_text(decimal_abs(d), text);
	buf_addz(out, text);
}

/* Large numbers as reports write them: 5.67万亿, 1170.1亿, 1.06万. */
static const char *scale(struct decimal *d, struct str unit)
{
	static const struct {
		int power;
		const char *word;
	} scales[] = {{12, "万亿"}, {8, "亿"}, {4, "万"}};
	struct decimal least, small;

	if (str_is(unit, "%"))
		return "";
	for (size_t i = 0; i < COUNT_OF(scales); i++) {
		if (!decimal_make(1, scales[i].power, &least) ||
		    decimal_cmp(decimal_abs(*d), least) < 0 ||
		    !decimal_scale(*d, -scales[i].power, &small) ||
		    small.exp < -FRACTION_MOST)
			continue;
		*d = small;
		return scales[i].word;
	}
	return "";
}

static void add_value(struct buf *out, struct decimal d, struct str unit,
		      bool ascii)
{
	const char *word = scale(&d, unit);

	add_number(out, d, ascii);
	buf_addz(out, word);
	buf_add(out, unit);
}

/* "6–6.5%"; both ends with their units where they are scaled. */
static void add_range(struct buf *out, const struct stated *s, bool ascii)
{
	struct decimal low = s->low, high = s->high;
	const char *a = scale(&low, s->unit), *b = scale(&high, s->unit);
	bool minus = decimal_sign(low) < 0 || decimal_sign(high) < 0;

	add_number(out, low, ascii);
	if (strcmp(a, b) != 0)
		buf_addz(out, a);
	buf_addz(out, minus ? (ascii ? ".." : "…") : (ascii ? "-" : "–"));
	add_number(out, high, ascii);
	buf_addz(out, b);
	buf_add(out, s->unit);
}

void reason_value(struct buf *out, const struct stated *s, bool ascii)
{
	if (!s->present || (!s->has_low && !s->has_high))
		return;
	if (s->about)
		buf_addz(out, figure_bound(BOUND_ABOUT, ascii));
	if (s->has_low && s->has_high && !decimal_eq(s->low, s->high)) {
		add_range(out, s, ascii);
		return;
	}
	if (!s->has_high)
		buf_addz(out, figure_bound(BOUND_GE, ascii));
	else if (!s->has_low)
		buf_addz(out, figure_bound(BOUND_LE, ascii));
	add_value(out, s->has_low ? s->low : s->high, s->unit, ascii);
}

static const char *value_of(struct arena *a, const struct stated *s, bool ascii)
{
	struct buf b;

	buf_init(&b, a);
	reason_value(&b, s, ascii);
	return buf_cstr(&b);
}

static const char *word_or(struct arena *a, struct str s, const char *other)
{
	return s.len ? arena_cstr(a, s) : other;
}

/* The values of a reason: of the result and the target, or what they are of.
 */
static void args_of(enum reason_args kind, struct arena *a,
		    const struct series_cell *cell, bool ascii,
		    const char *args[2])
{
	const struct stated *t = &cell->target.stated;
	const struct stated *r = &cell->achieved.stated;
	/* Translators: the region as a whole; figures as they are printed. */
	const char *whole = _("the whole"), *plain = _("stated");

	args[0] = args[1] = "";
	switch (kind) {
	case ARGS_VALUES:
		args[0] = value_of(a, r, ascii);
		args[1] = value_of(a, t, ascii);
		break;
	case ARGS_MEASURES:
		args[0] = figure_measure(t->measure);
		args[1] = figure_measure(r->measure);
		break;
	case ARGS_UNITS:
		args[0] = word_or(a, t->unit, "1");
		args[1] = word_or(a, r->unit, "1");
		break;
	case ARGS_SCOPES:
		args[0] = word_or(a, t->scope, whole);
		args[1] = word_or(a, r->scope, whole);
		break;
	case ARGS_BASES:
		args[0] = word_or(a, t->basis, plain);
		args[1] = word_or(a, r->basis, plain);
		break;
	case ARGS_PERIODS:
		args[0] = word_or(a, t->period, "?");
		args[1] = word_or(a, r->period, "?");
		break;
	default:
		break;
	}
}

void reason_text(struct buf *out, const struct series_cell *cell, bool ascii)
{
	enum verdict_rule rule = cell->answer.rule;
	const char *args[2];
	struct error e;

	/* an error is a message with its values: the same is wanted here */
	args_of(REASONS[rule].args, out->arena, cell, ascii, args);
	error_clear(&e);
	error_set(&e, ERR_NONE, REASONS[rule].msgid,
		  ERR_ARGS_2(args[0], args[1]));
	error_text(&e, _(REASONS[rule].msgid), out);
}

void reason_sum(struct buf *out, const struct series_cell *cell, bool ascii)
{
	const struct verdict_answer *answer = &cell->answer;
	struct str unit = cell->target.stated.unit;
	bool points = str_is(unit, "%");
	struct decimal gap = answer->gap;
	struct buf b;

	if (!answer->has_sum)
		return;
	add_value(out, answer->achieved, unit, ascii);
	buf_addz(out, ascii ? " - " : " − ");
	if (decimal_sign(answer->target) < 0)
		buf_addc(out, '(');
	add_value(out, answer->target, unit, ascii);
	if (decimal_sign(answer->target) < 0)
		buf_addc(out, ')');
	buf_addz(out, " = ");
	buf_init(&b, out->arena);
	if (decimal_sign(gap) > 0)
		buf_addc(&b, '+');
	add_value(&b, gap, points ? STR("") : unit, ascii);
	if (points)
		/* Translators: percentage points. */
		buf_addf(out, _("%s points"), buf_cstr(&b));
	else
		buf_add(out, buf_str(&b));
}

const char *reason_mark(unsigned bit)
{
	return bit < SERIES_MARK_COUNT ? _(MARKS[bit]) : "";
}

void reason_marks(struct buf *out, unsigned marks)
{
	bool first = true;

	for (unsigned i = 0; i < SERIES_MARK_COUNT; i++) {
		if (!(marks & 1u << i))
			continue;
		if (!first)
			/* Translators: between words of a list. */
			buf_addz(out, _(", "));
		buf_addz(out, reason_mark(i));
		first = false;
	}
}
