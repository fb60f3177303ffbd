/* Words and signs for figures. */
#include "tui/figure.h"

#include "core/base/array.h"
#include "core/wrap.h"

#include "tui/i18n.h"

static const char *const ROLES[ROLE_COUNT] = {
	[ROLE_ACHIEVED] = N_("achieved"),
	[ROLE_TARGET] = N_("target"),
	[ROLE_CONTEXT] = N_("background"),
};
static const char *const MEASURES[MEASURE_COUNT] = {
	[MEASURE_LEVEL] = N_("amount"),
	[MEASURE_GROWTH] = N_("growth"),
	[MEASURE_INCREMENT] = N_("increment"),
	[MEASURE_RANK] = N_("rank"),
};
static const char *const CLASSES[METRIC_CLASS_COUNT] = {
	[METRIC_METRIC] = N_("figures"),
	[METRIC_MASKED] = N_("others"),
	[METRIC_UNCLASSIFIED] = N_("unclassified"),
};

const char *figure_role(enum role role)
{
	return _(ROLES[role]);
}

const char *figure_measure(enum measure measure)
{
	return _(MEASURES[measure]);
}

const char *figure_class(enum metric_class class)
{
	return _(CLASSES[class]);
}

const char *figure_sign(const struct metric *m, bool ascii)
{
	if (m->class == METRIC_UNCLASSIFIED)
		return "?";
	if (m->class == METRIC_MASKED)
		return ascii ? "." : "·";
	switch (m->role) {
	case ROLE_TARGET:
		return ascii ? "@" : "◎";
	case ROLE_ACHIEVED:
		return ascii ? "*" : "●";
	default:
		return ascii ? "o" : "○";
	}
}

enum style figure_style(const struct metric *m)
{
	if (m->class == METRIC_UNCLASSIFIED)
		return STYLE_NEAR;
	if (m->class == METRIC_MASKED)
		return STYLE_DIM;
	switch (m->role) {
	case ROLE_TARGET:
		return STYLE_TARGET;
	case ROLE_ACHIEVED:
		return STYLE_ACHIEVED;
	default:
		return STYLE_CONTEXT;
	}
}

const char *figure_bound(enum bound bound, bool ascii)
{
	switch (bound) {
	case BOUND_GE:
		return ascii ? ">=" : "≥";
	case BOUND_LE:
		return ascii ? "<=" : "≤";
	case BOUND_ABOUT:
		return ascii ? "~" : "≈";
	default:
		return "";
	}
}

/* Which way a change goes; "" where there is none. */
static const char *arrow(const struct metric *m, bool ascii)
{
	int sign = decimal_sign(m->value);

	if (m->class != METRIC_METRIC || sign == 0)
		return "";
	if (m->measure == MEASURE_GROWTH)
		return sign < 0 ? (ascii ? "v " : "↓ ") : (ascii ? "^ " : "↑ ");
	if (m->measure == MEASURE_INCREMENT)
		return sign < 0 ? "- " : "+ ";
	return "";
}

void figure_value(struct buf *out, const struct report *r,
		  const struct metric *m, bool ascii)
{
	size_t end = (size_t)m->off + m->len;

	buf_addz(out, arrow(m, ascii));
	buf_addz(out, figure_bound(m->bound, ascii));
	buf_add(out,
		wrap_join(out->arena, str_sub(r->text.bytes, m->off, end)));
}

void figure_period(struct buf *out, const struct metric *m)
{
	buf_add(out, m->period);
	if (m->flags & METRIC_INFERRED)
		buf_addc(out, '?');
}

static void add_part(struct buf *out, struct str part, bool ascii)
{
	if (!part.len)
		return;
	buf_addz(out, ascii ? " - " : " · ");
	buf_add(out, part);
}

static void add_period(struct buf *out, const struct metric *m, bool ascii)
{
	struct buf b;

	buf_init(&b, out->arena);
	figure_period(&b, m);
	add_part(out, buf_str(&b), ascii);
}

static void add_marks(struct buf *out, const struct metric *m, bool ascii)
{
	static const struct {
		unsigned flag;
		const char *word;
	} MARKS[] = {
		{METRIC_EXPECTED, N_("estimate")},
		{METRIC_PROVISIONAL, N_("first reckoning")},
		{METRIC_ORDERED, N_("set before")},
		{METRIC_INFERRED, N_("year inferred")},
	};

	for (size_t i = 0; i < COUNT_OF(MARKS); i++)
		if (m->flags & MARKS[i].flag)
			add_part(out, str_of(_(MARKS[i].word)), ascii);
}

void figure_line(struct buf *out, const struct report *r,
		 const struct metric *m, bool ascii)
{
	buf_addz(out, figure_sign(m, ascii));
	buf_addc(out, ' ');
	if (m->class != METRIC_METRIC) {
		figure_value(out, r, m, ascii);
		add_part(out, str_of(figure_class(m->class)), ascii);
		return;
	}
	buf_add(out, m->indicator);
	buf_addc(out, ' ');
	figure_value(out, r, m, ascii);
	add_part(out, str_of(figure_role(m->role)), ascii);
	add_period(out, m, ascii);
	add_part(out, m->scope, ascii);
	add_part(out, m->basis, ascii);
	add_marks(out, m, ascii);
	if (!str_eq(m->canonical, m->indicator))
		add_part(out, m->canonical, ascii);
}
