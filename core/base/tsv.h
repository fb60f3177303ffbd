#pragma once

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/str.h"

/*
 * Tab-separated tables, the form of assets/lexicon: UTF-8, `#` comments and
 * empty lines skipped, the first line names the columns, each further line
 * has as many fields. The cells are slices of the input; trailing empty
 * cells may be left out.
 */
enum { TSV_COLUMNS_MAX = 16 };

struct tsv_row {
	unsigned line; /* 1-based, for messages */
	struct str cell[TSV_COLUMNS_MAX];
};

struct tsv {
	const char *name; /* of the file, for messages */
	size_t n_columns;
	struct str column[TSV_COLUMNS_MAX];
	ARRAY_OF(struct tsv_row) rows;
};

/* Reads a table. ERR_FORMAT names file and line: too many fields, no header,
 * bytes that are no UTF-8, control characters. */
bool tsv_read(struct tsv *t, struct arena *a, const char *name,
	      struct str bytes, struct error *err);
/* Index of a column, or -1. */
int tsv_column(const struct tsv *t, const char *name);
/* An ERR_FORMAT "file:line: what" for a row; returns false. */
bool tsv_error(const struct tsv *t, const struct tsv_row *row, const char *what,
	       struct error *err);
