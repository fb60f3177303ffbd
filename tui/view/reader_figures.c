/*
 * The figures pane: the figures of the report in the order of the text, under
 * the headings that they stand in, so that the section in view is at the top
 * and the next one follows on. While the text has the focus the list goes
 * along with it; Enter goes to a figure's sentence.
 */
#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"
#include "core/wrap.h"

#include "tui/figure.h"
#include "tui/view/reader.h"

enum {
	PERIOD_FROM = 46, /* columns of a pane that shows periods */
	PERIOD_COLS = 9,  /* 2021-2025; a ? behind it takes the margin */
	NAME_LEAST = 8,	  /* columns that a value leaves the indicator */
	CONTEXT_CPS = 6,  /* characters shown before a number without a name */
	CONTEXT_BYTES = 300, /* behind it; more than fit a pane */
	LEGEND_FROM = 12,    /* rows of a pane with a legend */
};

bool reader_figure_is_listed(const struct reader *r, const struct metric *m)
{
	switch (r->figures.which) {
	case FIGURES_OPEN:
		return m->class == METRIC_UNCLASSIFIED;
	case FIGURES_MASKED:
		return m->class == METRIC_MASKED;
	default:
		return m->class != METRIC_MASKED;
	}
}

static void push_row(struct reader *r, struct figure_row row)
{
	*ARRAY_PUSH(&r->figures.arena, &r->figures.rows) = row;
}

static void push_heading(struct reader *r, uint32_t section, uint32_t last)
{
	if (section != last && section != SECTION_NONE)
		push_row(r, (struct figure_row){FIGURE_NONE, FIGURE_NONE,
						section});
}

static bool is_heading(const struct figure_row *row)
{
	return row->metric == FIGURE_NONE && row->finding == FIGURE_NONE;
}

static void list_findings(struct reader *r)
{
	const struct findings *found = &r->checks.found;
	uint32_t section = SECTION_NONE;

	for (uint32_t i = 0; i < found->n; i++) {
		uint32_t at = report_section_at(
			&r->report, found->items[i].place[0].at.off);

		push_heading(r, at, section);
		section = at;
		push_row(r, (struct figure_row){FIGURE_NONE, i, at});
	}
}

static void list_figures(struct reader *r)
{
	const struct figures *f = &r->figures;
	uint32_t section = SECTION_NONE;

	for (uint32_t i = 0; i < f->metrics.n; i++) {
		const struct metric *m = &f->metrics.items[i];

		if (!reader_figure_is_listed(r, m))
			continue;
		push_heading(r, m->section, section);
		section = m->section;
		push_row(r, (struct figure_row){i, FIGURE_NONE, m->section});
	}
}

void reader_figures_list(struct reader *r)
{
	struct figures *f = &r->figures;

	arena_reset(&f->arena);
	f->rows.items = NULL;
	f->rows.n = f->rows.cap = 0;
	if (f->which == FIGURES_FINDINGS)
		list_findings(r);
	else
		list_figures(r);
	f->list.cursor = f->list.top = 0;
	list_set(&f->list, (uint32_t)f->rows.n, f->list.rows);
}

const struct metric *reader_figure_chosen(const struct reader *r)
{
	const struct figures *f = &r->figures;
	uint32_t i;

	if (r->focus != PANE_FIGURES || f->list.cursor >= f->rows.n)
		return NULL;
	i = f->rows.items[f->list.cursor].metric;
	return i == FIGURE_NONE ? NULL : &f->metrics.items[i];
}

static uint32_t row_off(const struct reader *r, const struct figure_row *row)
{
	if (row->finding != FIGURE_NONE)
		return r->checks.found.items[row->finding].place[0].at.off;
	return row->metric == FIGURE_NONE
		       ? r->report.sections.items[row->section].off
		       : r->figures.metrics.items[row->metric].off;
}

/* The first row of a figure at or behind a byte, else the last row. */
static uint32_t row_from(const struct reader *r, uint32_t off)
{
	const struct figures *f = &r->figures;
	size_t low = 0, high = f->rows.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (row_off(r, &f->rows.items[mid]) < off)
			low = mid + 1;
		else
			high = mid;
	}
	while (low < f->rows.n && is_heading(&f->rows.items[low]))
		low++;
	if (low == f->rows.n && low > 0)
		low--;
	return (uint32_t)low;
}

void reader_figures_follow(struct reader *r)
{
	struct list *l = &r->figures.list;
	const struct figure_row *rows = r->figures.rows.items;
	uint32_t head, most = l->count > l->rows ? l->count - l->rows : 0;

	if (l->count == 0)
		return;
	l->cursor = row_from(r, reader_sentence(r, r->at).off);
	for (head = l->cursor; head > 0 && !is_heading(&rows[head]);)
		head--;
	if (l->rows && l->cursor - head >= l->rows) // deep in a section
		head = l->cursor - l->rows / 3;
	l->top = head < most ? head : most;
	list_set(l, l->count, l->rows);
}

struct painter { // while it is drawn
	struct reader *r;
	struct draw *d;
	struct rect rect;
	struct span sentence; /* that the text's cursor is in */
};

/* The three lists and how long they are; the one shown stands out. */
static void draw_head(const struct painter *p)
{
	const struct figures *f = &p->r->figures;
	const uint32_t n[] = {
		[FIGURES_ALL] = f->n[METRIC_METRIC] + f->n[METRIC_UNCLASSIFIED],
		[FIGURES_OPEN] = f->n[METRIC_UNCLASSIFIED],
		[FIGURES_MASKED] = f->n[METRIC_MASKED],
		[FIGURES_FINDINGS] = (uint32_t)p->r->checks.found.n,
	};
	const char *const names[] = {
		[FIGURES_ALL] = figure_class(METRIC_METRIC),
		[FIGURES_OPEN] = figure_class(METRIC_UNCLASSIFIED),
		[FIGURES_MASKED] = figure_class(METRIC_MASKED),
		[FIGURES_FINDINGS] = _("doubts"),
	};
	int col = 1;

	for (int i = 0; i < FIGURES_COUNT && col < p->rect.cols; i++) {
		bool here = i == (int)f->which;
		struct buf b;

		if (i == FIGURES_FINDINGS && n[i] == 0)
			break;
		buf_init(&b, app_frame(p->r->view.app));
		buf_addf(&b, "%s %u", names[i], n[i]);
		col += draw_text_cut(p->d, p->rect, 0, col,
				     p->rect.cols - col - 1, buf_str(&b),
				     here ? STYLE_PART : STYLE_DIM) +
		       2;
	}
}

static void draw_legend(const struct painter *p, int row)
{
	static const enum role ROLES[] = {ROLE_ACHIEVED, ROLE_TARGET,
					  ROLE_CONTEXT};
	int col = 1;

	for (size_t i = 0; i < COUNT_OF(ROLES); i++) {
		struct metric m = {.role = ROLES[i]};
		int cols = p->rect.cols - col - 1;

		col += draw_text(p->d, p->rect, row, col, 1,
				 str_of(figure_sign(&m, p->d->ascii)),
				 figure_style(&m)) +
		       1;
		col += draw_text_cut(p->d, p->rect, row, col, cols - 2,
				     str_of(figure_role(ROLES[i])), STYLE_DIM) +
		       2;
	}
}

static bool is_in_sentence(const struct painter *p, const struct metric *m)
{
	return m->off >= p->sentence.off &&
	       m->off < p->sentence.off + p->sentence.len;
}

static void draw_heading(const struct painter *p, int at, uint32_t section,
			 bool cursor)
{
	const struct section *s = &p->r->report.sections.items[section];
	enum style style = cursor		       ? STYLE_CURSOR
			   : s->level <= LEVEL_PART    ? STYLE_PART
			   : s->level == LEVEL_CHAPTER ? STYLE_CHAPTER
						       : STYLE_TOPIC;

	if (cursor)
		draw_style(p->d, p->rect, at, 0, p->rect.cols, style);
	draw_text_cut(p->d, p->rect, at, 1, p->rect.cols - 2, s->title, style);
}

/* The value right-aligned before column `end`; the column where it begins. */
static int draw_value(const struct painter *p, int at, const struct metric *m,
		      int end, enum style style)
{
	struct arena *frame = app_frame(p->r->view.app);
	int most = end - 3 - NAME_LEAST, cols;
	struct buf b;

	buf_init(&b, frame);
	figure_value(&b, &p->r->report, m, p->d->ascii);
	cols = (int)width_str(clean_str(frame, buf_str(&b)));
	if (cols > most)
		cols = most;
	draw_text_cut(p->d, p->rect, at, end - cols, cols, buf_str(&b), style);
	return end - cols;
}

/* A number without an indicator shows the words around it. */
static void draw_context(const struct painter *p, int at,
			 const struct metric *m, enum style row,
			 enum style role)
{
	const struct report *r = &p->r->report;
	const struct para *para = &r->paras.items[report_para_at(r, m->off)];
	uint32_t from = m->off, end = para->off + para->len;
	struct arena *frame = app_frame(p->r->view.app);
	enum style dim = row == STYLE_TEXT ? STYLE_DIM : row;
	int col = 3, most = p->rect.cols - 4;

	for (int n = 0; n < CONTEXT_CPS && from > para->off; n++)
		from = (uint32_t)utf8_prev(r->text.bytes, from);
	if (end > m->off + m->len + CONTEXT_BYTES)
		end = (uint32_t)utf8_cut(r->text.bytes,
					 m->off + m->len + CONTEXT_BYTES);
	col += draw_text(p->d, p->rect, at, col, most,
			 wrap_join(frame, str_sub(r->text.bytes, from, m->off)),
			 dim);
	col += draw_text(p->d, p->rect, at, col, most + 3 - col,
			 wrap_join(frame, str_sub(r->text.bytes, m->off,
						  (size_t)m->off + m->len)),
			 role == STYLE_DIM ? STYLE_TEXT : role);
	draw_text_cut(p->d, p->rect, at, col, most + 3 - col,
		      wrap_join(frame, str_sub(r->text.bytes,
					       (size_t)m->off + m->len, end)),
		      dim);
}

static void draw_figure(const struct painter *p, int at, const struct metric *m,
			bool cursor)
{
	bool near = p->r->focus != PANE_FIGURES && is_in_sentence(p, m);
	enum style row = cursor ? STYLE_CURSOR
			 : near ? STYLE_CURSOR_OFF
				: STYLE_TEXT;
	enum style role = cursor || near ? row : figure_style(m);
	int end = p->rect.cols - 1;

	if (cursor || near)
		draw_style(p->d, p->rect, at, 0, p->rect.cols, row);
	draw_text(p->d, p->rect, at, 1, 1, str_of(figure_sign(m, p->d->ascii)),
		  role);
	if (m->class != METRIC_METRIC) {
		draw_context(p, at, m, row, role);
		return;
	}
	if (p->rect.cols >= PERIOD_FROM) {
		struct buf b;

		buf_init(&b, app_frame(p->r->view.app));
		figure_period(&b, m);
		draw_text_cut(p->d, p->rect, at, end - PERIOD_COLS,
			      PERIOD_COLS + 1, buf_str(&b),
			      cursor || near ? row : STYLE_DIM);
		end -= PERIOD_COLS + 1;
	}
	end = draw_value(p, at, m, end, role);
	draw_text_cut(p->d, p->rect, at, 3, end - 4, m->indicator, row);
}

static void draw_finding(const struct painter *p, int at, uint32_t finding,
			 bool cursor)
{
	enum style style = cursor ? STYLE_CURSOR : STYLE_TEXT;
	struct buf b;

	buf_init(&b, app_frame(p->r->view.app));
	reader_finding_line(p->r, &p->r->checks.found.items[finding], &b);
	if (cursor)
		draw_style(p->d, p->rect, at, 0, p->rect.cols, style);
	draw_text(p->d, p->rect, at, 1, 1, STR("!"),
		  cursor ? style : STYLE_FINDING);
	draw_text_cut(p->d, p->rect, at, 3, p->rect.cols - 4, buf_str(&b),
		      style);
}

static void draw_rows(const struct painter *p, int from)
{
	const struct figures *f = &p->r->figures;
	const struct list *l = &f->list;

	for (uint32_t i = l->top; i < l->count && i < l->top + l->rows; i++) {
		const struct figure_row *row = &f->rows.items[i];
		bool cursor = i == l->cursor && p->r->focus == PANE_FIGURES;
		int at = from + (int)(i - l->top);

		if (row->finding != FIGURE_NONE)
			draw_finding(p, at, row->finding, cursor);
		else if (row->metric == FIGURE_NONE)
			draw_heading(p, at, row->section, cursor);
		else
			draw_figure(p, at, &f->metrics.items[row->metric],
				    cursor);
		if (cursor)
			draw_cursor(p->d, p->rect, at, 1);
	}
}

static const char *nothing(const struct reader *r)
{
	if (r->figures.pending)
		return _("reading the figures …");
	switch (r->figures.which) {
	case FIGURES_OPEN:
		return _("every figure is classified");
	case FIGURES_MASKED:
		return _("no number was set aside");
	default:
		return _("no figures found");
	}
}

void reader_draw_figures(struct reader *r, struct draw *d)
{
	struct rect rect = r->layout.pane[PANE_FIGURES];
	struct rect edge = {rect.row, rect.col - 1, rect.rows, rect.cols + 1};
	bool rule = rect.col > 0, legend = rect.rows >= LEGEND_FROM;
	struct painter p = {r, d, rect, reader_sentence(r, r->at)};

	if (rect.cols == 0 || rect.rows <= 0)
		return;
	if (r->layout.drawer)
		draw_fill(d, rule ? edge : rect, STYLE_TEXT);
	if (rule)
		draw_vline(d, edge, 0,
			   r->focus == PANE_FIGURES ? STYLE_BORDER_FOCUS
						    : STYLE_BORDER);
	list_set(&r->figures.list, (uint32_t)r->figures.rows.n,
		 (uint32_t)(rect.rows > 1 + legend ? rect.rows - 1 - legend
						   : 0));
	if (r->focus != PANE_FIGURES)
		reader_figures_follow(r);
	if (!r->figures.pending)
		draw_head(&p);
	if (r->figures.rows.n == 0)
		draw_text_cut(d, rect, 1, 1, rect.cols - 2, str_of(nothing(r)),
			      STYLE_DIM);
	draw_rows(&p, 1);
	if (legend)
		draw_legend(&p, rect.rows - 1);
}

static void go_there(struct reader *r)
{
	const struct figures *f = &r->figures;
	uint32_t off;

	if (f->list.cursor >= f->rows.n)
		return;
	off = row_off(r, &f->rows.items[f->list.cursor]);
	reader_side_close(r);
	app_jump_from(r->view.app, (struct app_place){r->row.id, r->at});
	reader_go(r, off);
}

/* To the next or previous heading of the list. */
static void step_heading(struct reader *r, int64_t by)
{
	struct list *l = &r->figures.list;
	const struct figure_row *rows = r->figures.rows.items;
	int64_t at = l->cursor, step = by < 0 ? -1 : 1;

	for (; by; by -= step) {
		do
			at += step;
		while (at >= 0 && at < l->count && !is_heading(&rows[at]));
		if (at < 0 || at >= l->count)
			return;
		list_to(l, at);
	}
}

bool reader_figures_action(struct reader *r, enum action_id id,
			   const struct action_arg *arg)
{
	int64_t n = action_times(arg, INT32_MAX);

	switch (id) {
	case ACTION_OPEN:
		go_there(r);
		return true;
	case ACTION_LEFT:
		reader_side_close(r);
		return true;
	case ACTION_RIGHT:
		return true;
	case ACTION_HEADING_NEXT:
	case ACTION_HEADING_PREV:
		step_heading(r, id == ACTION_HEADING_NEXT ? n : -n);
		return true;
	case ACTION_FIGURE_NEXT:
	case ACTION_FIGURE_PREV:
		list_move(&r->figures.list, id == ACTION_FIGURE_NEXT ? n : -n);
		return true;
	default:
		return list_action(&r->figures.list, id, arg);
	}
}
