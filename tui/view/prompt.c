/*
 * The prompt: a line of text with a cursor, the usual keys of a shell's line,
 * and what was typed before. The cursor stands between characters; a
 * character takes its combining marks along.
 */
#include "tui/view/prompt.h"

#include <stdlib.h>

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

enum { LINE_MAX_BYTES = 1024 };

struct prompt {
	struct view view;
	const struct prompt_ops *ops;
	void *data;
	struct prompt_past *past;
	int at_past; /* index of the line shown, past->n = the one typed */
	char typed[LINE_MAX_BYTES]; /* kept while walking the past */
	size_t n_typed;
	char line[LINE_MAX_BYTES];
	size_t n, cursor;
	/* What is completed by Tab, and how often it was pressed; the stem is
	 * the line when it was pressed first. */
	unsigned turn;
	size_t n_stem;
	char stem[LINE_MAX_BYTES];
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

static struct str line_of(const struct prompt *p)
{
	return str_n(p->line, p->n);
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

static bool is_mark(const struct prompt *p, size_t at)
{
	size_t n;

	return at < p->n &&
	       width_cp(clean_cp(utf8_decode(line_of(p), at, &n))) == 0;
}

static size_t step_left(const struct prompt *p, size_t at)
{
	while (at > 0) {
		at = utf8_prev(line_of(p), at);
		if (!is_mark(p, at))
			break;
	}
	return at;
}

static size_t step_right(const struct prompt *p, size_t at)
{
	if (at < p->n)
		at = utf8_next(line_of(p), at);
	while (is_mark(p, at))
		at = utf8_next(line_of(p), at);
	return at;
}

static size_t word_left(const struct prompt *p)
{
	size_t at = p->cursor;

	while (at > 0 && p->line[at - 1] == ' ')
		at--;
	while (at > 0 && p->line[at - 1] != ' ')
		at = utf8_prev(line_of(p), at);
	return at;
}

static void set_line(struct prompt *p, struct str s)
{
	p->n = utf8_cut(s, LINE_MAX_BYTES);
	if (p->n)
		memcpy(p->line, s.p, p->n);
	p->cursor = p->n;
}

static void erase(struct prompt *p, size_t from, size_t to)
{
	memmove(p->line + from, p->line + to, p->n - to);
	p->n -= to - from;
	p->cursor = from;
}

static void insert(struct prompt *p, uint32_t cp)
{
	char utf8[4];
	size_t len = utf8_encode(cp, utf8);

	if (p->n + len > LINE_MAX_BYTES)
		return;
	memmove(p->line + p->cursor + len, p->line + p->cursor,
		p->n - p->cursor);
	memcpy(p->line + p->cursor, utf8, len);
	p->n += len;
	p->cursor += len;
}

static void walk_past(struct prompt *p, int step)
{
	int to = p->at_past + step;

	if (to < 0 || to > p->past->n)
		return;
	if (p->at_past == p->past->n) {
		memcpy(p->typed, p->line, p->n);
		p->n_typed = p->n;
	}
	p->at_past = to;
	set_line(p, to == p->past->n ? str_n(p->typed, p->n_typed)
				     : str_of(p->past->lines[to]));
}

/* The next text that completes the line; behind the last the line comes back
 * as it was typed. */
static void complete(struct prompt *p)
{
	struct buf b;

	if (!p->ops->complete)
		return;
	if (p->turn == 0) {
		memcpy(p->stem, p->line, p->n);
		p->n_stem = p->n;
	}
	buf_init(&b, app_frame(p->view.app));
	if (p->ops->complete(p->data, str_n(p->stem, p->n_stem), p->turn, &b)) {
		set_line(p, buf_str(&b));
		p->turn++;
	} else {
		set_line(p, str_n(p->stem, p->n_stem));
		p->turn = 0;
	}
}

enum { CTRL_A = 1, CTRL_B, CTRL_C, CTRL_D, CTRL_E, CTRL_F, CTRL_G };
enum { CTRL_K = 11, CTRL_N = 14, CTRL_P = 16, CTRL_U = 21, CTRL_W = 23 };

static bool move_key(struct prompt *p, uint32_t key)
{
	switch (key) {
	case KEYC_LEFT:
	case CTRL_B:
		p->cursor = step_left(p, p->cursor);
		return true;
	case KEYC_RIGHT:
	case CTRL_F:
		p->cursor = step_right(p, p->cursor);
		return true;
	case KEYC_HOME:
	case CTRL_A:
		p->cursor = 0;
		return true;
	case KEYC_END:
	case CTRL_E:
		p->cursor = p->n;
		return true;
	default:
		return false;
	}
}

static void edit_key(struct prompt *p, uint32_t key)
{
	switch (key) {
	case KEYC_BACKSPACE:
		erase(p, step_left(p, p->cursor), p->cursor);
		break;
	case KEYC_DELETE:
	case CTRL_D:
		erase(p, p->cursor, step_right(p, p->cursor));
		break;
	case CTRL_U:
		erase(p, 0, p->cursor);
		break;
	case CTRL_K:
		erase(p, p->cursor, p->n);
		break;
	case CTRL_W:
		erase(p, word_left(p), p->cursor);
		break;
	case KEYC_UP:
	case CTRL_P:
		walk_past(p, -1);
		break;
	case KEYC_DOWN:
	case CTRL_N:
		walk_past(p, 1);
		break;
	default:
		if (key < KEYC_BASE && !clean_is_unsafe(key))
			insert(p, key);
	}
}

static enum view_result prompt_key(struct view *v, uint32_t key)
{
	struct prompt *p = (struct prompt *)v;
	char before[LINE_MAX_BYTES];
	struct str was = str_n(before, p->n);

	if (key == KEYC_ENTER) {
		p->accepted = true;
		return VIEW_CLOSE;
	}
	if (key == KEYC_ESCAPE || key == CTRL_C || key == CTRL_G ||
	    (key == KEYC_BACKSPACE && p->n == 0))
		return VIEW_CLOSE;
	if (key == KEYC_TAB) {
		complete(p);
		return VIEW_HANDLED;
	}
	p->turn = 0;
	if (move_key(p, key))
		return VIEW_HANDLED;
	memcpy(before, p->line, p->n);
	edit_key(p, key);
	if (p->ops->on_change && !str_eq(was, line_of(p)))
		p->ops->on_change(p->data, line_of(p));
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

static int cols_of(struct view *v, struct str s)
{
	return (int)width_str(clean_str(app_frame(v->app), s));
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
	size_t from = 0;

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
	while (cols_of(v, str_n(p->line + from, p->cursor - from)) > room)
		from = step_right(p, from);
	draw_text(d, row, 0, at, room, str_n(p->line + from, p->n - from),
		  STYLE_PROMPT);
	at += cols_of(v, str_n(p->line + from, p->cursor - from));
	draw_cursor(d, row, 0, at);
}

static void prompt_close(struct view *v)
{
	struct prompt *p = (struct prompt *)v;

	if (p->accepted)
		remember(p->past, line_of(p));
	p->ops->on_done(p->data, line_of(p), p->accepted);
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
	set_line(p, initial);
	return &p->view;
}
