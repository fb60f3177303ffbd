/* hsview outline FILE|ID: metadata and headings. */
#include <stdio.h>

#include "core/base/clean.h"

#include "tui/cli/command.h"

// clang-format off
static const struct out_column COLUMNS[] = {
	{"offset", N_("offset"), true, 0},
	{"level", N_("level"), true, 0},
	{"title", N_("title"), false, 0},
};
// clang-format on

/* Metadata as rows of name and value; empty ones are left out. */
struct meta_field {
	const char *name; /* of the machine format, and the msgid */
	struct str value;
};

enum { META_FIELDS = 9 };

static struct str year_text(struct arena *a, unsigned year)
{
	struct buf b;

	buf_init(&b, a);
	if (year)
		buf_addf(&b, "%u", year);
	return buf_str(&b);
}

static void meta_fields(struct arena *a, const struct meta *m,
			struct meta_field f[META_FIELDS])
{
	const struct meta_field all[META_FIELDS] = {
		{N_("title"), m->title},
		{N_("region"), m->region},
		{N_("kind"), str_of(report_kind_name(m->kind))},
		{N_("date"), m->date},
		{N_("year"), year_text(a, m->year)},
		{N_("review_year"), year_text(a, m->review_year)},
		{N_("speaker"), m->speaker},
		{N_("source"), m->source},
		{N_("editor"), m->editor},
	};

	memcpy(f, all, sizeof(all));
}

static void put_clean(struct out *o, struct str s)
{
	s = clean_str(o->arena, s);
	fwrite(s.p, 1, s.len, o->file);
}

/* Stretches of boilerplate; those parted only by blanks are one. */
static void print_boilerplate(struct out *o, const struct report *r)
{
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		if (p->kind != PARA_BOILERPLATE)
			continue;
		while (i + 1 < r->paras.n &&
		       r->paras.items[i + 1].kind == PARA_BOILERPLATE)
			i++;
		fprintf(o->file, "# boilerplate\t%u\t%u\n",
			text_cp(&r->text, p->off),
			text_cp(&r->text,
				r->paras.items[i].off + r->paras.items[i].len));
	}
}

static void print_tsv_meta(struct out *o, const struct report *r,
			   const struct meta_field *f)
{
	for (size_t i = 0; i < META_FIELDS; i++) {
		if (!f[i].value.len)
			continue;
		fprintf(o->file, "# %s\t", f[i].name);
		put_clean(o, f[i].value);
		fputc('\n', o->file);
	}
	print_boilerplate(o, r);
}

static void print_tree(struct out *o, const struct report *r,
		       const struct meta_field *f)
{
	for (size_t i = 0; i < META_FIELDS; i++) {
		if (!f[i].value.len)
			continue;
		fprintf(o->file, "%s: ", _(f[i].name));
		put_clean(o, i == 2 ? str_of(_(f[i].value.p)) : f[i].value);
		fputc('\n', o->file);
	}
	fputc('\n', o->file);
	for (size_t i = 0; i < r->sections.n; i++) {
		fprintf(o->file, "%*s", 2 * (r->sections.items[i].level - 1),
			"");
		put_clean(o, r->sections.items[i].title);
		fputc('\n', o->file);
	}
}

/* The jsonl form: one line of metadata, then one a heading. */
static void print_rows(struct out *o, const struct report *r)
{
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct section *s = &r->sections.items[i];

		out_int(o, text_cp(&r->text, s->off));
		out_int(o, s->level);
		out_text(o, s->title);
		out_row(o);
	}
}

static void print_outline(struct cli *cli, const struct report *r)
{
	struct out *o = &cli->out;
	struct meta_field fields[META_FIELDS];

	meta_fields(o->arena, &r->meta, fields);
	if (o->format == OUT_TREE) {
		print_tree(o, r, fields);
		return;
	}
	if (o->format == OUT_TSV) {
		print_tsv_meta(o, r, fields);
		o->columns = COLUMNS; /* no line of names: see product.md */
		o->n_columns = COUNT_OF(COLUMNS);
	} else {
		out_begin(o, COLUMNS, COUNT_OF(COLUMNS));
	}
	print_rows(o, r);
	out_end(o);
}

int cmd_outline(struct cli *cli)
{
	struct error err = {0};
	struct report r = {0};

	if (!cli_load_report(cli, cli->opt.args[0], &r, &err))
		return cli_fail(cli, &err, EXIT_NOTHING);
	print_outline(cli, &r);
	return EXIT_DONE;
}
