/*
 * List arithmetic. Everything is done in int64_t and clamped at the end, so
 * that no count, however large, wraps around.
 */
#include "tui/widget/list.h"

static int64_t clamp(int64_t n, int64_t low, int64_t high)
{
	if (n > high)
		n = high;
	return n < low ? low : n;
}

/* The largest top that leaves no blank rows below. */
static int64_t last_top(const struct list *l)
{
	return clamp((int64_t)l->count - l->rows, 0, UINT32_MAX);
}

static void settle(struct list *l, int64_t cursor, int64_t top)
{
	cursor = clamp(cursor, 0, (int64_t)l->count - 1);
	if (l->rows && top + l->rows <= cursor)
		top = cursor - l->rows + 1;
	if (top > cursor)
		top = cursor;
	l->cursor = (uint32_t)cursor;
	l->top = (uint32_t)clamp(top, 0, last_top(l));
}

void list_set(struct list *l, uint32_t count, uint32_t rows)
{
	l->count = count;
	l->rows = rows;
	settle(l, l->cursor, l->top);
}

void list_to(struct list *l, int64_t row)
{
	settle(l, row, l->top);
}

void list_move(struct list *l, int64_t by)
{
	by = clamp(by, -(int64_t)UINT32_MAX, UINT32_MAX);
	settle(l, l->cursor + by, l->top);
}

static void scroll(struct list *l, int64_t by)
{
	int64_t top = clamp(l->top + by, 0, last_top(l));

	if (top == l->top)
		settle(l, by < 0 ? 0 : (int64_t)l->count - 1, top);
	else
		settle(l, clamp(l->cursor + by, top, top + l->rows - 1), top);
}

void list_page(struct list *l, int64_t pages)
{
	int64_t rows = clamp(l->rows, 1, INT32_MAX);

	scroll(l, clamp(pages, -INT32_MAX, INT32_MAX) * rows);
}

void list_half_page(struct list *l, int64_t halves)
{
	int64_t rows = clamp(l->rows / 2, 1, INT32_MAX);

	scroll(l, clamp(halves, -INT32_MAX, INT32_MAX) * rows);
}

void list_percent(struct list *l, int64_t n)
{
	n = clamp(n, 0, 100);
	list_to(l, l->count ? ((int64_t)l->count - 1) * n / 100 : 0);
}

void list_centre(struct list *l)
{
	settle(l, l->cursor, (int64_t)l->cursor - l->rows / 2);
}

int64_t action_times(const struct action_arg *arg, int64_t most)
{
	return clamp(arg ? arg->count : 0, 1, most);
}

bool list_action(struct list *l, enum action_id id,
		 const struct action_arg *arg)
{
	int64_t count = arg ? arg->count : 0;
	int64_t n = action_times(arg, UINT32_MAX);

	switch (id) {
	case ACTION_DOWN:
		list_move(l, n);
		return true;
	case ACTION_UP:
		list_move(l, -n);
		return true;
	case ACTION_PAGE_DOWN:
		list_page(l, n);
		return true;
	case ACTION_PAGE_UP:
		list_page(l, -n);
		return true;
	case ACTION_HALF_DOWN:
		list_half_page(l, n);
		return true;
	case ACTION_HALF_UP:
		list_half_page(l, -n);
		return true;
	case ACTION_TOP:
		list_to(l, count > 0 ? count - 1 : 0);
		return true;
	case ACTION_BOTTOM:
		list_to(l, count > 0 ? count - 1 : UINT32_MAX);
		return true;
	case ACTION_PERCENT:
		list_percent(l, count);
		return true;
	default:
		return false;
	}
}
