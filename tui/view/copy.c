/*
 * The plain copy view: a text and nothing else on the screen, for the mouse
 * of terminals that take no clipboard. No borders, no padding, no signs.
 */
#include "core/text.h"
#include "core/wrap.h"

#include "tui/view/views.h"
#include "tui/widget/list.h"

struct copy {
	struct view view; /* its arena holds the text */
	struct str text;
	struct arena rows_arena;
	struct wrap_rows rows;
	struct text wrapped;
	int cols; /* that it is wrapped for */
	struct list list;
};

static void wrap_lines(struct copy *c, int cols)
{
	struct wrap_style style = {.rules = app_setup(c->view.app)->wrap,
				   .width = (uint16_t)(cols > 2 ? cols : 2)};
	struct str rest, line;

	if (c->cols == cols)
		return;
	c->cols = cols;
	arena_reset(&c->rows_arena);
	c->rows = (struct wrap_rows){0};
	text_load(&c->wrapped, &c->rows_arena, c->text);
	rest = c->wrapped.bytes;
	while (str_split(&rest, '\n', &line)) {
		size_t off = (size_t)(line.p - c->wrapped.bytes.p);

		if (line.len)
			wrap(&c->rows, &c->rows_arena, &c->wrapped,
			     (uint32_t)off, (uint32_t)line.len, style);
	}
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	struct copy *c = (struct copy *)v;

	draw_fill(d, r, STYLE_TEXT);
	wrap_lines(c, r.cols);
	list_set(&c->list, (uint32_t)c->rows.n, (uint32_t)r.rows);
	for (uint32_t i = c->list.top;
	     i < c->list.count && i < c->list.top + c->list.rows; i++)
		draw_text(d, r, (int)(i - c->list.top), 0, r.cols,
			  wrap_row_text(app_frame(v->app), &c->wrapped,
					&c->rows.items[i]),
			  STYLE_TEXT);
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE;
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct copy *c = (struct copy *)v;

	if (id == ACTION_CANCEL || id == ACTION_BACK)
		return VIEW_CLOSE;
	if (id == ACTION_DOWN) // there is no cursor to be seen
		list_to(&c->list, (int64_t)c->list.top + c->list.rows);
	else if (id == ACTION_UP)
		list_to(&c->list, (int64_t)c->list.top - 1);
	else
		return list_action(&c->list, id, arg) ? VIEW_HANDLED
						      : VIEW_IGNORED;
	return VIEW_HANDLED;
}

static void close_copy(struct view *v)
{
	struct copy *c = (struct copy *)v;

	arena_release(&c->rows_arena);
	view_free(v);
}

struct view *copy_view(struct app *app, struct str text)
{
	static const struct view_ops ops = {
		.name = "copy",
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.close = close_copy,
	};
	struct copy *c = view_new(sizeof(*c), &ops, app);

	c->text = arena_str(&c->view.arena, text);
	return &c->view;
}
