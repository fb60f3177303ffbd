/*
 * Table arithmetic: which columns are shown, and how wide. Columns take their
 * least width first; what is left is dealt out one by one until everyone has
 * what it can use.
 */
#include "tui/widget/table.h"

static int clamp(int n, int low, int high)
{
	if (n > high)
		n = high;
	return n < low ? low : n;
}

void table_to_column(struct table *t, int column)
{
	t->at = t->n_columns > t->n_frozen
			? clamp(column, t->n_frozen, t->n_columns - 1)
			: -1;
}

void table_set(struct table *t, const struct table_column *columns, int n,
	       int n_frozen)
{
	t->columns = columns;
	t->n_columns = n;
	t->n_frozen = n_frozen < n ? n_frozen : n;
	t->first = clamp(t->first, t->n_frozen, n);
	table_to_column(t, t->at);
	t->n_slots = 0;
}

/* Columns of the screen that the table's columns [from, to) need at least,
 * each with the gap before it. */
static int need(const struct table *t, int from, int to, int gap)
{
	int cols = 0;

	for (int i = from; i < to; i++)
		cols += t->columns[i].min + gap;
	return cols;
}

/* The end of the columns that fit from `first` on. */
static int end_of(const struct table *t, int first, int room, int gap)
{
	int end = first;

	while (end < t->n_columns && need(t, first, end + 1, gap) <= room &&
	       t->n_frozen + end - first < TABLE_SLOTS)
		end++;
	return end;
}

static void scroll(struct table *t, int room, int gap)
{
	t->first = clamp(t->first, t->n_frozen, t->n_columns);
	if (t->at >= 0 && t->first > t->at)
		t->first = t->at;
	while (t->first < t->at && end_of(t, t->first, room, gap) <= t->at)
		t->first++;
	while (t->first > t->n_frozen &&
	       end_of(t, t->first - 1, room, gap) == t->n_columns)
		t->first--;
}

static void push(struct table *t, int column, int cols)
{
	if (t->n_slots < TABLE_SLOTS && cols > 0)
		t->slot[t->n_slots++] =
			(struct table_slot){.column = column, .cols = cols};
}

/* What is left goes round, a column of the screen to each that can use it. */
static void deal(struct table *t, int left)
{
	bool dealt = true;

	while (left > 0 && dealt) {
		dealt = false;
		for (int i = 0; i < t->n_slots && left > 0; i++) {
			struct table_slot *s = &t->slot[i];

			if (s->cols >= t->columns[s->column].max)
				continue;
			s->cols++;
			left--;
			dealt = true;
		}
	}
}

void table_fit(struct table *t, int cols, int gap)
{
	int room = cols + gap, end, col = 0;

	t->n_slots = 0;
	for (int i = 0; i < t->n_frozen && room > gap; i++) {
		int width = t->columns[i].min;

		if (width > room - gap) // narrower than can be: cut
			width = room - gap;
		push(t, i, width);
		room -= width ? width + gap : 0;
	}
	scroll(t, room, gap);
	end = end_of(t, t->first, room, gap);
	for (int i = t->first; i < end; i++) {
		push(t, i, t->columns[i].min);
		room -= t->columns[i].min + gap;
	}
	deal(t, room);
	for (int i = 0; i < t->n_slots; i++) {
		t->slot[i].col = col;
		col += t->slot[i].cols + gap;
	}
}

bool table_hides_left(const struct table *t)
{
	return t->first > t->n_frozen;
}

bool table_hides_right(const struct table *t)
{
	int last = t->n_frozen - 1;

	if (t->n_slots)
		last = t->slot[t->n_slots - 1].column;
	return last + 1 < t->n_columns;
}
