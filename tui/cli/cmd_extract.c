/* hsview extract FILE…: the figures of files, without a library. */
#include <stdio.h>

#include "core/extract/extract.h"
#include "core/wrap.h"

#include "tui/cli/command.h"

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
	{"section", NULL, false, 0},
	{"quote", NULL, false, 0},
	/* only with --all, --trace */
	{"class", NULL, false, 0},
	{"rule", NULL, false, 0},
	{"trace", NULL, false, 0},
};
// clang-format on

enum { PLAIN_COLUMNS = 14, ALL_COLUMNS = 16, TRACE_COLUMNS = 17 };

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

static void print_metric(struct out *o, const struct report *r, struct str file,
			 const struct metric *m)
{
	struct arena *a = o->arena;

	out_text(o, file);
	out_int(o, text_cp(&r->text, m->off));
	out_text(o, joined(a, r, m->off, m->len));
	value_cell(o, m);
	out_text(o, m->unit);
	out_text(o, str_of(bound_name(m->bound)));
	out_text(o, m->indicator);
	out_text(o, m->canonical);
	out_text(o, str_of(measure_name(m->measure)));
	out_text(o, str_of(role_name(m->role)));
	out_text(o, m->period);
	out_text(o, m->scope);
	out_text(o, section_path(a, r, m->section));
	out_text(o, joined(a, r, m->sentence.off, m->sentence.len));
	more_cells(o, r, m);
	out_row(o);
}

static bool dump(struct cli *cli, const struct extract_rules *rules,
		 const struct report *r, const char *pass, struct error *err)
{
	struct buf b, names;

	buf_init(&b, &cli->arena);
	if (extract_dump_after(&b, rules, r, pass)) {
		fwrite(b.p, 1, b.len, cli->out.file);
		return true;
	}
	buf_init(&names, &cli->arena);
	for (const char *const *p = extract_passes(); *p; p++)
		buf_addf(&names, " %s", *p);
	return error_set(err, ERR_ARG,
			 N_("there is no pass «%s»; there are:%s"),
			 ERR_ARGS_2(pass, buf_cstr(&names)));
}

static bool extract_file(struct cli *cli, const struct extract_rules *rules,
			 const char *arg, size_t *count, struct error *err)
{
	const char *pass = cli->opt.value[OPT_DUMP_AFTER];
	struct report_source source;
	struct metrics metrics = {0};
	struct report r = {0};
	unsigned flags = options_has(&cli->opt, OPT_ALL) ? EXTRACT_ALL : 0;

	if (!cli_read_report(cli, arg, &r, &source, err))
		return false;
	if (pass)
		return dump(cli, rules, &r, pass, err);
	extract(&metrics, &cli->arena, rules, &r, flags);
	for (size_t i = 0; i < metrics.n; i++)
		print_metric(&cli->out, &r, source.file, &metrics.items[i]);
	*count += metrics.n;
	return true;
}

static size_t columns_wanted(const struct options *opt)
{
	if (options_has(opt, OPT_TRACE))
		return TRACE_COLUMNS;
	return options_has(opt, OPT_ALL) ? ALL_COLUMNS : PLAIN_COLUMNS;
}

int cmd_extract(struct cli *cli)
{
	bool dumps = options_has(&cli->opt, OPT_DUMP_AFTER);
	const struct extract_rules *rules;
	struct error err = {0};
	int status = EXIT_DONE;
	size_t count = 0;

	rules = extract_rules_open(&cli->arena, cli->assets, &err);
	if (!rules)
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!dumps)
		out_begin(&cli->out, COLUMNS, columns_wanted(&cli->opt));
	for (int i = 0; i < cli->opt.n_args; i++) {
		struct error bad = {0};

		if (!extract_file(cli, rules, cli->opt.args[i], &count, &bad))
			status = cli_fail(cli, &bad,
					  bad.code == ERR_ARG ? EXIT_USAGE
							      : EXIT_NOTHING);
	}
	if (dumps)
		return status;
	out_end(&cli->out);
	return status ? status : count ? EXIT_DONE : EXIT_NOTHING;
}
