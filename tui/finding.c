/* Words for findings. */
#include "tui/finding.h"

#include "core/base/utf8.h"
#include "core/wrap.h"

#include "tui/i18n.h"

enum { SHOWN = 120 }; /* bytes of a text that stands twice */

static const char *const NAMES[CHECK_COUNT] = {
	[CHECK_SUM_CHANGE] = N_("the sum does not agree"),
	[CHECK_SUM_PART] = N_("the sum does not agree"),
	[CHECK_SUM_YEAR] = N_("does not agree with last year's level"),
	[CHECK_DIFFERS] = N_("told in two ways"),
	[CHECK_ELSEWHERE] = N_("another report tells it differently"),
	[CHECK_PARAGRAPH] = N_("the paragraph stands twice"),
	[CHECK_SENTENCE] = N_("the sentence stands twice"),
	[CHECK_CUT] = N_("the text ends in the middle of a sentence"),
};

const char *finding_name(enum check_rule rule)
{
	return _(NAMES[rule]);
}

int64_t finding_other(const struct finding *f)
{
	for (size_t i = 1; i < f->n_places; i++)
		if (f->place[i].report)
			return f->place[i].report;
	return 0;
}

void finding_report_name(struct buf *out, struct str region, unsigned year,
			 struct str title)
{
	if (year)
		buf_addf(out, "%u ", year);
	buf_add(out, region.len ? region : title);
}

static struct str value(struct arena *a, const struct check_place *p)
{
	return wrap_join(a, p->value);
}

static const char *plus(bool minus, bool ascii)
{
	return minus ? (ascii ? "-" : "−") : "+";
}

/* 1000亿元 × (1 + 6%) = 1060.0亿元 */
static void add_sum(struct buf *out, const struct finding *f, bool ascii)
{
	const char *times = ascii ? "x" : "×";
	const char *change =
		arena_cstr(out->arena, value(out->arena, &f->place[1]));
	const char *base =
		arena_cstr(out->arena, value(out->arena, &f->place[2]));
	char sum[DECIMAL_TEXT];

	switch (f->how) {
	case CHECK_TIMES:
		buf_addf(out, "%s %s (1 %s %s)", base, times,
			 plus(f->falls, ascii), change);
		break;
	case CHECK_PLUS:
		buf_addf(out, "%s %s %s", base, plus(f->falls, ascii), change);
		break;
	case CHECK_PART:
		buf_addf(out, "(%s %s ", base, plus(!f->falls, ascii));
		buf_add(out, value(out->arena, &f->place[0]));
		buf_addf(out, ") %s %s", times, change);
		break;
	}
	decimal_text(decimal_abs(f->sum), sum);
	buf_addf(out, " = %s", sum);
	buf_add(out, wrap_join(out->arena, f->sum_unit));
}

static void add_figure(struct buf *out, const struct finding *f)
{
	buf_add(out, f->indicator);
	if (f->place[0].period.len) {
		buf_addc(out, ' ');
		buf_add(out, f->place[0].period);
	}
	buf_addz(out, ": ");
}

static void add_text(struct buf *out, const char *format, struct str a,
		     struct str b)
{
	struct error words = {0};

	error_set(&words, ERR_ARG, format,
		  ERR_ARGS_2(arena_cstr(out->arena, a),
			     arena_cstr(out->arena, b)));
	error_text(&words, format, out);
}

static void add_elsewhere(struct buf *out, struct str elsewhere)
{
	if (!elsewhere.len)
		return;
	buf_addz(out, " (");
	buf_add(out, elsewhere);
	buf_addc(out, ')');
}

void finding_brief(struct buf *out, const struct finding *f,
		   struct str elsewhere, bool ascii)
{
	struct str here = value(out->arena, &f->place[0]);

	here = str_sub(here, 0, utf8_cut(here, SHOWN));
	switch (f->rule) {
	case CHECK_SUM_CHANGE:
	case CHECK_SUM_PART:
	case CHECK_SUM_YEAR:
		add_sum(out, f, ascii);
		/* Translators: behind a sum; the value in the text. */
		add_text(out, _(", the text says %s"), here, STR(""));
		add_elsewhere(out, elsewhere);
		break;
	case CHECK_DIFFERS:
		add_text(out, _("%s here, %s before"), here,
			 value(out->arena, &f->place[1]));
		break;
	case CHECK_ELSEWHERE:
		add_text(out, _("%s here, %s elsewhere"), here,
			 value(out->arena, &f->place[1]));
		add_elsewhere(out, elsewhere);
		break;
	default:
		buf_addz(out, finding_name(f->rule));
		buf_addz(out, ": ");
		buf_add(out, here);
		break;
	}
}

void finding_line(struct buf *out, const struct finding *f,
		  struct str elsewhere, bool ascii)
{
	if (f->indicator.len)
		add_figure(out, f);
	finding_brief(out, f, elsewhere, ascii);
}
