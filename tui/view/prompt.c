/*
 * The prompt: a line that is typed (widget/line), and what was typed before.
 */
#include "tui/view/prompt.h"

#include <stdlib.h>

#include "core/base/width.h"

#include "tui/widget/line.h"

struct prompt {
	struct view view;
	const struct prompt_ops *ops;
	void *data;
	struct prompt_past *past;
	int at_past; /* index of the line shown, past->n = the one typed */
	struct line typed; /* kept while walking the past */
	struct line line;
	/* What is completed by Tab, and how often it was pressed; the stem is
	 * the line when it was pressed first. */
	unsigned turn;
	struct line stem;
	bool accepted;
};

void prompt_memory_release(struct prompt_memory *m)
{
	for (int i = 0; i < PROMPT_SIGNS; i++)
		for (int k = 0; k < m->past[i].n; k++)
			free(m->past[i].lines[k]);
	*m = (struct prompt_memory){0};
}

static struct prompt_past *past_of(struct prompt_memory *m, char sign)
{
	int i = 0;

	while (i < PROMPT_SIGNS - 1 && m->past[i].sign &&
	       m->past[i].sign != sign)
		i++;
	m->past[i].sign = sign;
	return &m->past[i];
}

/* Appends a line to the past; an older equal one goes. */
static void remember(struct prompt_past *past, struct str line)
{
	char *copy;
	int gone = past->n == PROMPT_MEMORY_MOST ? 0 : -1;

	if (line.len == 0)
		return;
	for (int i = 0; i < past->n; i++)
		if (str_is(line, past->lines[i]))
			gone = i;
	if (gone >= 0) {
		free(past->lines[gone]);
		past->n--;
		memmove(past->lines + gone, past->lines + gone + 1,
			(size_t)(past->n - gone) * sizeof(*past->lines));
	}
	copy = strndup(line.p, line.len);
	if (!copy)
		arena_oom();
	past->lines[past->n++] = copy;
}

static void walk_past(struct prompt *p, int step)
{
	int to = p->at_past + step;

	if (to < 0 || to > p->past->n)
		return;
	if (p->at_past == p->past->n)
		p->typed = p->line;
	p->at_past = to;
	if (to == p->past->n)
		p->line = p->typed;
	else
		line_set(&p->line, str_of(p->past->lines[to]));
}

/* The next text that completes the line; behind the last the line comes back
 * as it was typed. */
static void complete(struct prompt *p)
{
	struct buf b;

	if (!p->ops->complete)
		return;
	if (p->turn == 0)
		p->stem = p->line;
	buf_init(&b, app_frame(p->view.app));
	if (p->ops->complete(p->data, line_str(&p->stem), p->turn, &b)) {
		line_set(&p->line, buf_str(&b));
		p->turn++;
	} else {
		p->line = p->stem;
		p->turn = 0;
	}
}

enum { CTRL_C = 3, CTRL_G = 7, CTRL_N = 14, CTRL_P = 16 };

static void edit_key(struct prompt *p, uint32_t key)
{
	switch (key) {
	case KEYC_UP:
	case CTRL_P:
		walk_past(p, -1);
		break;
	case KEYC_DOWN:
	case CTRL_N:
		walk_past(p, 1);
		break;
	default:
		line_key(&p->line, key);
	}
}

static enum view_result prompt_key(struct view *v, uint32_t key)
{
	struct prompt *p = (struct prompt *)v;
	struct line before = p->line;

	if (key == KEYC_ENTER) {
		p->accepted = true;
		return VIEW_CLOSE;
	}
	if (key == KEYC_ESCAPE || key == CTRL_C || key == CTRL_G ||
	    (key == KEYC_BACKSPACE && p->line.n == 0))
		return VIEW_CLOSE;
	if (key == KEYC_TAB) {
		complete(p);
		return VIEW_HANDLED;
	}
	p->turn = 0;
	edit_key(p, key);
	if (p->ops->on_change && !str_eq(line_str(&before), line_str(&p->line)))
		p->ops->on_change(p->data, line_str(&p->line));
	return VIEW_HANDLED;
}

static unsigned prompt_contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_PROMPT;
}

static enum view_result prompt_action(struct view *v, enum action_id id,
				      const struct action_arg *arg)
{
	(void)v;
	(void)id;
	(void)arg;
	return VIEW_HANDLED;
}

/* Label and sign, the line scrolled so that the cursor is seen, and at the
 * right how it ends. */
static void prompt_draw(struct view *v, struct draw *d, struct rect r)
{
	struct prompt *p = (struct prompt *)v;
	struct rect row = {r.row + r.rows - 1, r.col, 1, r.cols};
	struct str label = str_of(*p->ops->label ? _(p->ops->label) : "");
	struct str help = str_of(_("Enter done, Esc cancel"));
	int at = 0, help_cols = (int)width_str(help), room;

	draw_fill(d, row, STYLE_PROMPT);
	at += draw_text_cut(d, row, 0, 0, r.cols / 3, label, STYLE_HINT_KEY);
	at += at > 0;
	at += draw_text(d, row, 0, at, 1, str_n(&p->ops->sign, 1),
			STYLE_PROMPT);
	room = r.cols - at - 1;
	if (room > help_cols + 30) {
		room -= help_cols + 2;
		draw_text(d, row, 0, r.cols - help_cols, help_cols, help,
			  STYLE_DIM);
	}
	line_draw(&p->line, app_frame(v->app), d, row, at, room);
}

static void prompt_close(struct view *v)
{
	struct prompt *p = (struct prompt *)v;

	if (p->accepted)
		remember(p->past, line_str(&p->line));
	p->ops->on_done(p->data, line_str(&p->line), p->accepted);
	view_free(v);
}

static const struct view_ops PROMPT_OPS = {
	.name = "prompt",
	.overlay = true,
	.contexts = prompt_contexts,
	.draw = prompt_draw,
	.action = prompt_action,
	.key = prompt_key,
	.close = prompt_close,
};

struct view *prompt_view(struct app *app, const struct prompt_ops *ops,
			 void *data, struct str initial,
			 struct prompt_memory *memory)
{
	struct prompt *p = view_new(sizeof(*p), &PROMPT_OPS, app);

	p->ops = ops;
	p->data = data;
	p->past = past_of(memory, ops->sign);
	p->at_past = p->past->n;
	line_set(&p->line, initial);
	return &p->view;
}
