#pragma once

#include "core/base/buf.h"
#include "core/base/decimal.h"

/*
 * Bars made of characters, in eighths of one: a line of small ones for a
 * table's cell, and long ones that lie, for a chart. Pure arithmetic that
 * gives text; the numbers themselves always stand beside it.
 */
struct chart_value {
	bool present;
	double value;
};

struct chart_value chart_value_of(struct decimal d);

/* The line of small bars, a column for each value: the least is lowest, the
 * greatest full; a blank where there is none. One value, or equal ones, are
 * half high: there is nothing to tell apart. In ASCII . : - = + * # @. */
void chart_spark(struct buf *out, const struct chart_value *values, size_t n,
		 bool ascii);

/* Lying bars that grow from zero, to the right, or to the left where values
 * are negative. */
struct chart {
	double low, high; /* low <= 0 <= high; both 0: nothing to draw */
	int cols;	  /* >= 2: one a side */
	int zero;	  /* columns at the left of zero */
};

/* The scale for some values; those not present count not. */
void chart_scale(struct chart *c, const struct chart_value *values, size_t n,
		 int cols);
/* The bar of a value as text of at most `cols` columns, blanks before it
 * included. Whatever is not zero is at least an eighth. In ASCII of '#'. */
void chart_bar(struct buf *out, const struct chart *c, struct chart_value v,
	       bool ascii);
/* The column that a value's end lies in, -1 when it is not present: for a
 * mark beside or over a bar. */
int chart_column(const struct chart *c, struct chart_value v);
