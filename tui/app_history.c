/* Two stacks of places, as every web browser has them. */
#include "tui/app_history.h"

static bool same_place(struct app_place a, struct app_place b)
{
	return a.report == b.report && a.off == b.off;
}

static void push(struct app_place *stack, int *n, struct app_place place)
{
	if (*n && same_place(stack[*n - 1], place))
		return;
	if (*n == HISTORY_MOST) {
		memmove(stack, stack + 1, (HISTORY_MOST - 1) * sizeof(*stack));
		(*n)--;
	}
	stack[(*n)++] = place;
}

void app_history_add(struct app_history *h, struct app_place from)
{
	push(h->back, &h->n_back, from);
	h->n_forward = 0;
}

bool app_history_move(struct app_history *h, int step, struct app_place now,
		      struct app_place *to)
{
	bool back = step < 0;
	struct app_place *from = back ? h->back : h->forward;
	int *n = back ? &h->n_back : &h->n_forward;

	/* a place that is here already would look like a dead key */
	while (*n && same_place(from[*n - 1], now))
		(*n)--;
	if (*n == 0)
		return false;
	*to = from[--*n];
	if (back)
		push(h->forward, &h->n_forward, now);
	else
		push(h->back, &h->n_back, now);
	return true;
}
