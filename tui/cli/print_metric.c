/* Figures as rows: one table of columns for extract and metrics. */
#include "tui/cli/print_metric.h"

#include <assert.h>

#include "core/extract/extract.h"
#include "core/wrap.h"

#include "tui/figure.h"
#include "tui/i18n.h"

/* One table; each kind of output takes a stretch of it. */
// clang-format off
static const struct out_column COLUMNS[] = {
	/* where the report is one of many */
	{"id", NULL, true, 0},
	{"region", N_("region"), false, 12},
	{"year", N_("year"), true, 0},
	{"file", NULL, false, 0},
	{"offset", NULL, true, 0},
	{"value_text", N_("figure"), false, 24},
	{"value", NULL, true, 0},
	{"unit", NULL, false, 0},
	{"bound", N_("bound"), false, 0},
	{"indicator", N_("indicator"), false, 40},
	{"canonical", NULL, false, 0},
	{"measure", N_("measure"), false, 0},
	{"role", N_("role"), false, 0},
	{"period", N_("period"), false, 0},
	{"scope", N_("scope"), false, 16},
	{"basis", N_("basis"), false, 16},
	{"expected", NULL, false, 0},
	{"period_from", NULL, false, 0},
	{"section", NULL, false, 0},
	{"quote", NULL, false, 0},
	/* only with --all, --trace */
	{"class", NULL, false, 0},
	{"rule", NULL, false, 0},
	{"trace", NULL, false, 0},
};
// clang-format on

enum { OF_REPORT = 3, OF_METRIC = 17, OF_CLASS = 2, OF_TRACE = 1 };
static_assert(COUNT_OF(COLUMNS) == OF_REPORT + OF_METRIC + OF_CLASS + OF_TRACE,
	      "every column is in a stretch");

static bool has_report(const struct out *o)
{
	return o->columns == COLUMNS;
}

static void value_cell(struct out *o, const struct metric *m)
{
	char value[DECIMAL_TEXT];

	decimal_text(m->value, value);
	*ARRAY_PUSH(o->arena, &o->cells) = arena_str(o->arena, str_of(value));
}

static struct str section_path(struct arena *a, const struct report *r,
			       uint32_t section)
{
	struct buf b;

	buf_init(&b, a);
	report_section_path(&b, r, section, " › ");
	return buf_str(&b);
}

static struct str joined(struct arena *a, const struct report *r, uint32_t off,
			 uint32_t len)
{
	return wrap_join(a, str_sub(r->text.bytes, off, (size_t)off + len));
}

static void more_cells(struct out *o, const struct report *r,
		       const struct metric *m)
{
	struct buf b;

	if (o->n_columns >= OF_METRIC + OF_CLASS) {
		out_text(o, str_of(metric_class_name(m->class)));
		out_text(o, str_of(m->rule[FIELD_CLASS]));
	}
	if (o->n_columns < OF_METRIC + OF_CLASS + OF_TRACE)
		return;
	buf_init(&b, o->arena);
	extract_trace(&b, r, m);
	out_text(o, str_trim(buf_str(&b)));
}

/* "expected", "provisional", "" a fact. */
static const char *firmness(const struct metric *m)
{
	if (m->flags & METRIC_EXPECTED)
		return "expected";
	return m->flags & METRIC_PROVISIONAL ? "provisional" : "";
}

/* Where the year was found: a number in the text, the report's year, or one
 * that was inferred for it. */
static const char *period_from(const struct metric *m)
{
	if (m->period.len == 0)
		return "";
	if (m->flags & METRIC_INFERRED)
		return "inferred";
	return m->flags & METRIC_DATED ? "text" : "report";
}

static void period_cell(struct out *o, const struct metric *m)
{
	struct buf b;

	if (o->format != OUT_TABLE) {
		out_text(o, m->period);
		return;
	}
	buf_init(&b, o->arena);
	figure_period(&b, m);
	out_text(o, buf_str(&b));
}

/* A name of the contract, or its word in a table for people. */
static void word_cell(struct out *o, const char *name, const char *word)
{
	out_text(o, str_of(o->format == OUT_TABLE ? word : name));
}

void print_metric(struct out *o, const struct metric_origin *of,
		  const struct metric *m)
{
	const struct report *r = of->report;
	struct arena *a = o->arena;

	if (has_report(o)) {
		out_int(o, of->id);
		out_text(o, r->meta.region);
		if (r->meta.year)
			out_int(o, r->meta.year);
		else
			out_absent(o);
	}
	out_text(o, of->file);
	out_int(o, text_cp(&r->text, m->off));
	out_text(o, joined(a, r, m->off, m->len));
	value_cell(o, m);
	out_text(o, m->unit);
	word_cell(o, bound_name(m->bound), figure_bound(m->bound, false));
	out_text(o, m->indicator);
	out_text(o, m->canonical);
	word_cell(o, measure_name(m->measure), figure_measure(m->measure));
	word_cell(o, role_name(m->role), figure_role(m->role));
	period_cell(o, m);
	out_text(o, m->scope);
	out_text(o, m->basis);
	out_text(o, str_of(firmness(m)));
	out_text(o, str_of(period_from(m)));
	out_text(o, section_path(a, r, m->section));
	out_text(o, joined(a, r, m->sentence.off, m->sentence.len));
	if (!has_report(o))
		more_cells(o, r, m);
	out_row(o);
}

void print_metrics_begin(struct out *o, enum metric_columns columns)
{
	static const struct {
		size_t from, n;
	} stretch[] = {
		[METRIC_COLUMNS_PLAIN] = {OF_REPORT, OF_METRIC},
		[METRIC_COLUMNS_ALL] = {OF_REPORT, OF_METRIC + OF_CLASS},
		[METRIC_COLUMNS_TRACE] = {OF_REPORT,
					  OF_METRIC + OF_CLASS + OF_TRACE},
		[METRIC_COLUMNS_LIBRARY] = {0, OF_REPORT + OF_METRIC},
	};

	out_begin(o, COLUMNS + stretch[columns].from, stretch[columns].n);
}
