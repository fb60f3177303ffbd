/* The view that stands in for a reader where the app itself is tested. */
#include "tests/screens/demo.h"

#include "core/base/utf8.h"

enum { DEMO_ROWS = 200, ASKED_MAX = 200 };

struct demo {
	struct view view;
	int64_t top, cursor;
	int shown;
	char asked[ASKED_MAX];
	size_t n_asked;
	bool live; /* what is typed, not yet accepted */
};

static unsigned demo_contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_TEXT;
}

static void keep_asked(struct demo *m, struct str text)
{
	m->n_asked = utf8_cut(text, ASKED_MAX);
	memcpy(m->asked, text.p ? text.p : "", m->n_asked);
}

static void on_change(void *data, struct str text)
{
	struct demo *m = data;

	keep_asked(m, text);
	m->live = true;
}

static void on_done(void *data, struct str text, bool accepted)
{
	struct demo *m = data;

	m->live = false;
	if (accepted)
		keep_asked(m, text);
	else
		m->n_asked = 0;
}

static const struct prompt_ops SEARCH = {
	.label = N_("search"),
	.sign = '/',
	.on_change = on_change,
	.on_done = on_done,
};

static void demo_draw(struct view *v, struct draw *d, struct rect r)
{
	static const char *const texts[] = {
		"地区生产总值增长6.1%左右，规模以上工业增加值增长7%。",
		"新建成高标准农田12.5万亩（其中旱涝保收8万亩）",
		"line %s of the demo, with Latin text",
	};
	struct demo *m = (struct demo *)v;
	struct buf b;

	m->shown = r.rows;
	if (m->cursor < m->top)
		m->top = m->cursor;
	if (m->cursor >= m->top + m->shown)
		m->top = m->cursor - m->shown + 1;
	for (int i = 0; i < r.rows; i++) {
		int64_t row = m->top + i;
		enum style style = row == m->cursor ? STYLE_CURSOR : STYLE_TEXT;

		if (row >= DEMO_ROWS)
			break;
		buf_init(&b, app_frame(v->app));
		buf_addf(&b, "%3d ", (int)row + 1);
		buf_addz(&b, texts[row % 3]);
		draw_text_cut(d, r, i, 0, r.cols, buf_str(&b), style);
	}
}

static void move_cursor(struct demo *m, int64_t to)
{
	if (to >= DEMO_ROWS)
		to = DEMO_ROWS - 1;
	m->cursor = to < 0 ? 0 : to;
}

static enum view_result demo_action(struct view *v, enum action_id id,
				    const struct action_arg *arg)
{
	struct demo *m = (struct demo *)v;
	int64_t n = arg->count ? arg->count : 1;

	switch (id) {
	case ACTION_DOWN:
		move_cursor(m, m->cursor + n);
		return VIEW_HANDLED;
	case ACTION_UP:
		move_cursor(m, m->cursor - n);
		return VIEW_HANDLED;
	case ACTION_PAGE_DOWN:
		move_cursor(m, m->cursor + n * m->shown);
		return VIEW_HANDLED;
	case ACTION_BOTTOM:
		move_cursor(m, arg->count ? arg->count - 1 : DEMO_ROWS);
		return VIEW_HANDLED;
	case ACTION_SEARCH:
		app_prompt(v->app, &SEARCH, m, arg->text);
		return VIEW_HANDLED;
	default:
		return VIEW_IGNORED;
	}
}

static void demo_status(struct view *v, struct buf *left, struct buf *right)
{
	struct demo *m = (struct demo *)v;

	buf_addz(left, "demo");
	if (m->n_asked) {
		buf_addz(left, m->live ? " typing " : " search ");
		buf_add(left, str_n(m->asked, m->n_asked));
	}
	buf_addf(right, "%d/%d", (int)m->cursor + 1, DEMO_ROWS);
}

static const struct view_ops DEMO_OPS = {
	.name = "demo",
	.contexts = demo_contexts,
	.draw = demo_draw,
	.action = demo_action,
	.status = demo_status,
	.close = view_free,
};

struct view *demo_view(struct app *app)
{
	return view_new(sizeof(struct demo), &DEMO_OPS, app);
}
