/* Tab-separated tables. */
#include "core/base/tsv.h"

#include <stdio.h>

#include "core/base/utf8.h"

bool tsv_error(const struct tsv *t, const struct tsv_row *row, const char *what,
	       struct error *err)
{
	char line[16];

	snprintf(line, sizeof(line), "%u", row ? row->line : 1);
	return error_set(err, ERR_FORMAT, N_("%s:%s: %s"),
			 ERR_ARGS_3(t->name, line, what));
}

int tsv_column(const struct tsv *t, const char *name)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (str_is(t->column[i], name))
			return (int)i;
	return -1;
}

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t')
			return true;
	return false;
}

static bool split_row(struct tsv *t, struct tsv_row *row, struct str line,
		      size_t most, size_t *n, struct error *err)
{
	struct str rest = line, cell;

	*n = 0;
	while (str_split(&rest, '\t', &cell)) {
		if (*n >= most)
			return tsv_error(t, row, "too many fields", err);
		row->cell[(*n)++] = str_trim(cell);
	}
	return true;
}

static bool add_line(struct tsv *t, struct arena *a, struct str line,
		     unsigned number, struct error *err)
{
	struct tsv_row row = {.line = number};
	size_t n;

	if (!utf8_is_valid(line) || has_control(line))
		return tsv_error(t, &row, "not plain UTF-8 text", err);
	if (str_trim(line).len == 0 || line.p[0] == '#')
		return true;
	if (t->n_columns == 0) {
		if (!split_row(t, &row, line, TSV_COLUMNS_MAX, &n, err))
			return false;
		memcpy(t->column, row.cell, sizeof(row.cell));
		t->n_columns = n;
		return true;
	}
	if (!split_row(t, &row, line, t->n_columns, &n, err))
		return false;
	*ARRAY_PUSH(a, &t->rows) = row;
	return true;
}

bool tsv_read(struct tsv *t, struct arena *a, const char *name,
	      struct str bytes, struct error *err)
{
	struct str rest = bytes, line;
	unsigned number = 0;

	*t = (struct tsv){.name = name};
	while (str_split(&rest, '\n', &line)) {
		number++;
		if (line.len && line.p[line.len - 1] == '\r')
			line.len--;
		if (!add_line(t, a, line, number, err))
			return false;
	}
	if (t->n_columns == 0)
		return tsv_error(t, NULL, "no line that names the columns",
				 err);
	return true;
}
