/* Figures as rows: one table of columns for extract and metrics. */
#include "tui/cli/print_metric.h"

#include "core/extract/extract.h"
#include "core/wrap.h"

#include "tui/figure.h"
#include "tui/i18n.h"

// clang-format off
static const struct out_column COLUMNS[] = {
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

/* Where the report is one of many. */
static const struct out_column LIBRARY_COLUMNS[] = {
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
	{"id", NULL, true, 0},
};
// clang-format on

enum { PLAIN_COLUMNS = 17, ALL_COLUMNS = 19, TRACE_COLUMNS = 20 };

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

	if (o->n_columns >= ALL_COLUMNS) {
		out_text(o, str_of(metric_class_name(m->class)));
		out_text(o, str_of(m->rule[FIELD_CLASS]));
	}
	if (o->n_columns < TRACE_COLUMNS)
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

	if (o->columns == LIBRARY_COLUMNS) {
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
	if (o->columns == LIBRARY_COLUMNS)
		out_int(o, of->id);
	else
		more_cells(o, r, m);
	out_row(o);
}

void print_metrics_begin(struct out *o, enum metric_columns columns)
{
	static const size_t N[] = {
		[METRIC_COLUMNS_PLAIN] = PLAIN_COLUMNS,
		[METRIC_COLUMNS_ALL] = ALL_COLUMNS,
		[METRIC_COLUMNS_TRACE] = TRACE_COLUMNS,
	};

	if (columns == METRIC_COLUMNS_LIBRARY)
		out_begin(o, LIBRARY_COLUMNS, COUNT_OF(LIBRARY_COLUMNS));
	else
		out_begin(o, COLUMNS, N[columns]);
}
