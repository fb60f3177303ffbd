/*
 * Bars in eighths of a character. What is measured is the value times the
 * columns of the scale; everything is clamped to the chart, so that no value
 * however large draws outside.
 */
#include "tui/widget/chart.h"

enum { EIGHTHS = 8 };

static const char *const UP[EIGHTHS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
static const char *const UP_ASCII[EIGHTHS] = {".", ":", "-", "=",
					      "+", "*", "#", "@"};
static const char *const RIGHT[EIGHTHS] = {"▏", "▎", "▍", "▌",
					   "▋", "▊", "▉", "█"};

struct chart_value chart_value_of(struct decimal d)
{
	struct chart_value v = {true, (double)d.coef};

	for (int i = 0; i < d.exp; i++)
		v.value *= 10;
	for (int i = 0; i > d.exp; i--)
		v.value /= 10;
	return v;
}

/* The least and the greatest; false when there are none. */
static bool ends(const struct chart_value *values, size_t n, double *low,
		 double *high)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (!values[i].present)
			continue;
		if (!any || values[i].value < *low)
			*low = values[i].value;
		if (!any || values[i].value > *high)
			*high = values[i].value;
		any = true;
	}
	return any;
}

/* n * part / whole, rounded, in 0..n. */
static int share(int n, double part, double whole)
{
	double at = whole > 0 ? n * (part / whole) + 0.5 : 0;

	if (at < 0)
		return 0;
	return at > n ? n : (int)at;
}

void chart_spark(struct buf *out, const struct chart_value *values, size_t n,
		 bool ascii)
{
	double low = 0, high = 0;

	ends(values, n, &low, &high);
	for (size_t i = 0; i < n; i++) {
		int step = EIGHTHS / 2 - 1;

		if (high > low)
			step = share(EIGHTHS - 1, values[i].value - low,
				     high - low);
		if (!values[i].present)
			buf_addc(out, ' ');
		else
			buf_addz(out, ascii ? UP_ASCII[step] : UP[step]);
	}
}

void chart_scale(struct chart *c, const struct chart_value *values, size_t n,
		 int cols)
{
	*c = (struct chart){.cols = cols > 2 ? cols : 2};
	ends(values, n, &c->low, &c->high);
	if (c->low > 0)
		c->low = 0;
	if (c->high < 0)
		c->high = 0;
	c->zero = share(c->cols, -c->low, c->high - c->low);
	if (c->low < 0 && c->zero == 0)
		c->zero = 1;
	if (c->high > 0 && c->zero == c->cols)
		c->zero--;
}

/* Eighths of columns that a value's bar takes on its side of zero. */
static int eighths(const struct chart *c, double value)
{
	int cols = value < 0 ? c->zero : c->cols - c->zero;
	double most = value < 0 ? -c->low : c->high;
	int n = share(cols * EIGHTHS, value < 0 ? -value : value, most);

	if (value > 0 || value < 0)
		return n ? n : 1;
	return 0;
}

static void add_times(struct buf *out, const char *z, int n)
{
	for (int i = 0; i < n; i++)
		buf_addz(out, z);
}

/* To the left there is only the half character, beside the full one. */
static void add_left(struct buf *out, int zero, int n, bool ascii)
{
	int full = n / EIGHTHS, rest = n % EIGHTHS;
	bool half = rest > 0;

	if (rest > EIGHTHS * 3 / 4 || (ascii && rest >= EIGHTHS / 2)) {
		full++;
		half = false;
	}
	if (full)
		half = half && rest >= EIGHTHS / 4;
	add_times(out, " ", zero - full - half);
	if (half)
		buf_addz(out, ascii ? "#" : "▐");
	add_times(out, ascii ? "#" : "█", full);
}

static void add_right(struct buf *out, int n, bool ascii)
{
	int full = n / EIGHTHS, rest = n % EIGHTHS;

	if (ascii) { // no parts: the nearest, and something for little
		full = (n + EIGHTHS / 2) / EIGHTHS;
		add_times(out, "#", full ? full : 1);
		return;
	}
	add_times(out, "█", full);
	if (rest)
		buf_addz(out, RIGHT[rest - 1]);
}

void chart_bar(struct buf *out, const struct chart *c, struct chart_value v,
	       bool ascii)
{
	int n = v.present ? eighths(c, v.value) : 0;

	if (n == 0)
		return;
	if (v.value < 0) {
		add_left(out, c->zero, n, ascii);
		return;
	}
	add_times(out, " ", c->zero);
	add_right(out, n, ascii);
}

int chart_column(const struct chart *c, struct chart_value v)
{
	int n, col;

	if (!v.present)
		return -1;
	n = eighths(c, v.value);
	if (v.value < 0)
		col = c->zero - (n + EIGHTHS - 1) / EIGHTHS;
	else
		col = c->zero + (n ? (n - 1) / EIGHTHS : 0);
	if (col < 0)
		return 0;
	return col < c->cols ? col : c->cols - 1;
}
