#pragma once

#include <stdint.h>
#include <stdio.h>

#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/base/error.h"

/*
 * The one printer of tables: a command names its columns and gives cells; the
 * format makes a table for people, or a machine format of product.md of them.
 * Every cell is cleaned on the way (core/base/clean; jsonl escapes instead),
 * csv and tsv are safe to open in a spreadsheet.
 */
enum out_format {
	OUT_TABLE,
	OUT_TSV,
	OUT_CSV,
	OUT_JSONL,
	OUT_JSON, /* one array: `export` */
	OUT_MD,
	OUT_HTML,
	OUT_TREE, /* only `outline`, which prints it itself */
	OUT_FORMAT_COUNT
};

struct out_column {
	const char *name;  /* the machine formats' field */
	const char *title; /* msgid, heads the table for people; NULL: the
			      column is only in machine formats */
	bool number;	   /* right-aligned; a JSON number, null when absent */
	uint16_t max;	   /* columns at most in a table, 0 = no limit */
};

struct out {
	struct arena *arena;
	FILE *file;
	enum out_format format;
	bool page;	/* md, html: a whole page, to hand out */
	bool bom;	/* csv begins with a byte order mark */
	unsigned width; /* of the table, columns; 0 = no limit */
	const struct out_column *columns;
	size_t n_columns;
	size_t n_rows;		    /* of json, printed */
	ARRAY_OF(struct str) cells; /* of the table, or of the row at hand */
};

/* By the word of --format; OUT_FORMAT_COUNT when it is none. */
enum out_format out_format_of(const char *word);

void out_begin(struct out *o, const struct out_column *columns, size_t n);
void out_text(struct out *o, struct str cell);
/* A number; out_absent where there is none (an empty cell, null). */
void out_int(struct out *o, int64_t value);
void out_absent(struct out *o);
/* After the last cell of a row. */
void out_row(struct out *o);
void out_end(struct out *o);
/* A cell as csv and tsv print it: with a leading ' where a spreadsheet would
 * take it for a formula. */
struct str out_defused(struct arena *a, struct str cell);
/* A cell's text as Markdown or HTML take it, cleaned. */
struct str out_escaped(struct arena *a, struct str text,
		       enum out_format format);
/* Everything is on its way; false when writing failed (disk full, pipe). */
bool out_flush(struct out *o, struct error *err);
