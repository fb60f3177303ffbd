/*
 * Tables in every format. The machine formats print a row when it is done; a
 * table for people waits for all cells, because columns are as wide as their
 * widest cell.
 */
#include "tui/cli/out.h"

#include <errno.h>

#include "core/base/clean.h"
#include "core/base/json.h"
#include "core/base/width.h"

#include "tui/i18n.h"

static const char *const FORMAT_NAMES[OUT_FORMAT_COUNT] = {
	[OUT_TABLE] = "table", [OUT_TSV] = "tsv",   [OUT_CSV] = "csv",
	[OUT_JSONL] = "jsonl", [OUT_JSON] = "json", [OUT_MD] = "md",
	[OUT_HTML] = "html",   [OUT_TREE] = "tree",
};

enum { GAP = 2 }; /* columns between the columns of a table */

enum out_format out_format_of(const char *word)
{
	enum out_format f = 0;

	while (f < OUT_FORMAT_COUNT && strcmp(FORMAT_NAMES[f], word) != 0)
		f++;
	return f;
}

static void write_str(struct out *o, struct str s)
{
	fwrite(s.p, 1, s.len, o->file);
}

static void write_z(struct out *o, const char *z)
{
	write_str(o, str_of(z));
}

static bool is_plain_number(struct str s)
{
	size_t i = 0, digits = 0;

	if (i < s.len && (s.p[i] == '-' || s.p[i] == '+'))
		i++;
	for (; i < s.len; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else if (s.p[i] != '.')
			return false;
	}
	return digits > 0;
}

struct str out_defused(struct arena *a, struct str cell)
{
	struct buf b;

	if (!cell.len || !strchr("=+-@\t\r", cell.p[0]) ||
	    is_plain_number(cell))
		return clean_str(a, cell);
	buf_init(&b, a);
	buf_addc(&b, '\'');
	clean(&b, cell);
	return buf_str(&b);
}

static void csv_cell(struct out *o, struct str cell)
{
	struct str s = out_defused(o->arena, cell);

	if (!s.len || !(memchr(s.p, ',', s.len) || memchr(s.p, '"', s.len))) {
		write_str(o, s);
		return;
	}
	fputc('"', o->file);
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '"')
			fputc('"', o->file);
		fputc(s.p[i], o->file);
	}
	fputc('"', o->file);
}

static void add_html(struct buf *b, char c)
{
	switch (c) {
	case '<':
		buf_addz(b, "&lt;");
		break;
	case '>':
		buf_addz(b, "&gt;");
		break;
	case '&':
		buf_addz(b, "&amp;");
		break;
	default:
		buf_addc(b, c);
	}
}

struct str out_escaped(struct arena *a, struct str text, enum out_format format)
{
	struct str s = clean_str(a, text);
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i++) {
		if (format == OUT_HTML) {
			add_html(&b, s.p[i]);
			continue;
		}
		if (strchr("|\\<*_`", s.p[i]))
			buf_addc(&b, '\\');
		buf_addc(&b, s.p[i]);
	}
	return buf_str(&b);
}

/* A line of jsonl, or an item of the array of json. */
static void jsonl_row(struct out *o, const struct str *cells)
{
	bool array = o->format == OUT_JSON;
	struct buf b;

	buf_init(&b, o->arena);
	for (size_t i = 0; i < o->n_columns; i++) {
		buf_addz(&b, i ? ", " : "{");
		json_string(&b, str_of(o->columns[i].name));
		buf_addz(&b, ": ");
		if (!o->columns[i].number)
			json_string(&b, cells[i]);
		else if (cells[i].len)
			buf_add(&b, cells[i]);
		else
			buf_addz(&b, "null");
	}
	buf_addz(&b, array ? "}" : "}\n");
	if (array)
		write_z(o, o->n_rows++ ? ",\n" : "[\n");
	write_str(o, buf_str(&b));
}

static void parted_row(struct out *o, const struct str *cells, char sep)
{
	for (size_t i = 0; i < o->n_columns; i++) {
		if (i)
			fputc(sep, o->file);
		if (sep == ',')
			csv_cell(o, cells[i]);
		else
			write_str(o, out_defused(o->arena, cells[i]));
	}
	fputc('\n', o->file);
}

static void marked_row(struct out *o, const struct str *cells, const char *tag)
{
	bool html = o->format == OUT_HTML;

	write_z(o, html ? "<tr>" : "|");
	for (size_t i = 0; i < o->n_columns; i++) {
		if (html)
			fprintf(o->file, "<%s>", tag);
		else
			fputc(' ', o->file);
		write_str(o, out_escaped(o->arena, cells[i], o->format));
		if (html)
			fprintf(o->file, "</%s>", tag);
		else
			write_z(o, " |");
	}
	write_z(o, html ? "</tr>\n" : "\n");
}

static void print_row(struct out *o, const struct str *cells)
{
	switch (o->format) {
	case OUT_JSONL:
	case OUT_JSON:
		jsonl_row(o, cells);
		break;
	case OUT_CSV:
		parted_row(o, cells, ',');
		break;
	case OUT_MD:
	case OUT_HTML:
		marked_row(o, cells, "td");
		break;
	default:
		parted_row(o, cells, '\t');
	}
}

static void print_heads(struct out *o)
{
	struct str *heads =
		arena_calloc(o->arena, o->n_columns, sizeof(*heads));

	for (size_t i = 0; i < o->n_columns; i++)
		heads[i] = str_of(o->columns[i].name);
	if (o->format == OUT_TSV)
		parted_row(o, heads, '\t');
	if (o->format == OUT_CSV) {
		if (o->bom)
			write_z(o, "\xef\xbb\xbf");
		parted_row(o, heads, ',');
	}
	if (o->format != OUT_MD && o->format != OUT_HTML)
		return;
	for (size_t i = 0; i < o->n_columns; i++)
		if (o->columns[i].title)
			heads[i] = str_of(_(o->columns[i].title));
	if (o->format == OUT_HTML)
		write_z(o, "<table>\n");
	marked_row(o, heads, "th");
	if (o->format == OUT_HTML)
		return;
	for (size_t i = 0; i < o->n_columns; i++)
		write_z(o, o->columns[i].number ? "|---:" : "|---");
	write_z(o, "|\n");
}

void out_begin(struct out *o, const struct out_column *columns, size_t n)
{
	o->columns = columns;
	o->n_columns = n;
	o->cells.n = 0;
	o->n_rows = 0;
	print_heads(o);
}

void out_text(struct out *o, struct str cell)
{
	/* a table waits for all rows, its caller's strings may not */
	*ARRAY_PUSH(o->arena, &o->cells) =
		o->format == OUT_TABLE
			? arena_str(o->arena, clean_str(o->arena, cell))
			: cell;
}

void out_int(struct out *o, int64_t value)
{
	struct buf b;

	buf_init(&b, o->arena);
	buf_addf(&b, "%lld", (long long)value);
	*ARRAY_PUSH(o->arena, &o->cells) = buf_str(&b);
}

void out_absent(struct out *o)
{
	*ARRAY_PUSH(o->arena, &o->cells) = STR("");
}

void out_row(struct out *o)
{
	struct arena_mark mark = arena_mark(o->arena);

	if (o->format == OUT_TABLE)
		return;
	print_row(o, o->cells.items);
	o->cells.n = 0;
	arena_rewind(o->arena, mark);
}

/* Widths of the columns: the widest cell, within the column's limit; then the
 * widest give way until the table fits. */
static void fit_columns(const struct out *o, size_t *width)
{
	size_t sum = 0, n = 0;

	for (size_t c = 0; c < o->n_columns; c++) {
		width[c] = 0;
		if (!o->columns[c].title)
			continue;
		width[c] = width_str(str_of(_(o->columns[c].title)));
		for (size_t i = c; i < o->cells.n; i += o->n_columns) {
			size_t w = width_str(o->cells.items[i]);

			width[c] = w > width[c] ? w : width[c];
		}
		if (o->columns[c].max && width[c] > o->columns[c].max)
			width[c] = o->columns[c].max;
		sum += width[c];
		n++;
	}
	sum += n ? (n - 1) * GAP : 0;
	while (o->width && sum > o->width) {
		size_t widest = 0;

		for (size_t c = 1; c < o->n_columns; c++)
			if (width[c] > width[widest])
				widest = c;
		if (width[widest] <= 4)
			break;
		width[widest]--;
		sum--;
	}
}

static void pad(struct out *o, size_t n)
{
	while (n-- > 0)
		fputc(' ', o->file);
}

static void table_cell(struct out *o, struct str cell, size_t width, bool right,
		       bool last)
{
	size_t used = width_str(cell), head;

	if (used <= width) {
		if (right)
			pad(o, width - used);
		write_str(o, cell);
		if (!right && !last)
			pad(o, width - used);
		return;
	}
	head = width_fit(cell, width ? width - 1 : 0, &used);
	write_str(o, str_sub(cell, 0, head));
	write_z(o, "…");
	if (!last)
		pad(o, width - used - 1);
}

static void table_row(struct out *o, const struct str *cells,
		      const size_t *width)
{
	size_t last = o->n_columns;
	bool first = true;

	for (size_t c = 0; c < o->n_columns; c++)
		if (o->columns[c].title)
			last = c;
	for (size_t c = 0; c < o->n_columns; c++) {
		if (!o->columns[c].title)
			continue;
		if (!first)
			pad(o, GAP);
		table_cell(o, cells[c], width[c], o->columns[c].number,
			   c == last);
		first = false;
	}
	fputc('\n', o->file);
}

static void print_table(struct out *o)
{
	size_t *width = arena_calloc(o->arena, o->n_columns, sizeof(*width));
	struct str *heads =
		arena_calloc(o->arena, o->n_columns, sizeof(*heads));

	fit_columns(o, width);
	for (size_t c = 0; c < o->n_columns; c++)
		if (o->columns[c].title)
			heads[c] = str_of(_(o->columns[c].title));
	table_row(o, heads, width);
	for (size_t i = 0; i < o->cells.n; i += o->n_columns)
		table_row(o, o->cells.items + i, width);
}

void out_end(struct out *o)
{
	if (o->format == OUT_TABLE && o->cells.n)
		print_table(o);
	if (o->format == OUT_HTML)
		write_z(o, "</table>\n");
	if (o->format == OUT_JSON)
		write_z(o, o->n_rows ? "\n]\n" : "[]\n");
}

bool out_flush(struct out *o, struct error *err)
{
	errno = 0;
	if (fflush(o->file) == 0 && !ferror(o->file))
		return true;
	return error_set(err, errno == ENOSPC ? ERR_FULL : ERR_IO,
			 N_("standard output: %s"),
			 ERR_ARGS_1(strerror(errno ? errno : EIO)));
}
