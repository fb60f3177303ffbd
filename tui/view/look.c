/*
 * Looking something up: what the keys do, and what is made of the line.
 */
#include "tui/view/look.h"

#include "db/reports.h"

#include "tui/view/series_pane.h"

enum {
	CANDIDATES = 30,
	YEARS_LEAST = 3, /* that a card begins with */
	YEARS_MOST = 12,
	VERDICT_ROWS = 9, /* of a card beside the years */
	QUOTE_LINES = 2	  /* of a sentence, while one types */
};
enum { CTRL_C = 3, CTRL_G = 7, CTRL_N = 14, CTRL_P = 16 };

static struct look *look_of(struct view *v)
{
	return (struct look *)v;
}

const struct ask_candidate *look_candidate(const struct look *l)
{
	return l->names.cursor < l->answer.candidates.n
		       ? &l->answer.candidates.items[l->names.cursor]
		       : NULL;
}

void look_ask(struct look *l)
{
	struct lookup_question question = {.words = line_str(&l->line),
					   .most = CANDIDATES};
	struct error err;

	if (l->asked || !l->lookup)
		return;
	error_clear(&err);
	l->asked = true;
	l->carded = false;
	arena_reset(&l->answer_arena);
	if (!lookup_ask(l->lookup, &l->answer_arena, &question, &l->answer,
			&err)) {
		l->answer = (struct lookup_answer){0};
		app_say_error(l->view.app, &err);
	}
	l->names.cursor = l->names.top = 0;
	list_set(&l->names, (uint32_t)l->answer.candidates.n, l->names.rows);
}

static const struct series_cell *cell_of_year(const struct series_row *row,
					      uint16_t year)
{
	for (size_t i = 0; i < row->n_cells; i++)
		if (row->cells[i].year == year)
			return &row->cells[i];
	return NULL;
}

/* Which rows and which cell the card is about. */
static void choose(struct look *l)
{
	const struct ask_candidate *c = look_candidate(l);

	l->n_rows = c ? lookup_rows(&l->answer, c, l->rows) : 0;
	l->cell = NULL;
	if (l->n_rows && l->year)
		l->cell = cell_of_year(l->rows[0], l->year);
	if (l->n_rows && !l->cell)
		l->cell = lookup_cell(&l->answer, l->rows[0]);
}

static bool has_target(const struct series_row *row)
{
	for (size_t i = 0; i < row->n_cells; i++)
		if (row->cells[i].target.stated.present)
			return true;
	return false;
}

/* How many years come first, so that the verdict is seen below them. */
static size_t years_first(int rows)
{
	if (rows <= YEARS_LEAST + VERDICT_ROWS)
		return YEARS_LEAST;
	return rows - VERDICT_ROWS < YEARS_MOST ? (size_t)(rows - VERDICT_ROWS)
						: YEARS_MOST;
}

static void add_row(struct card *card, const struct series_row *row)
{
	card_add_gap(card);
	card_add_years(card, row);
}

/* Years, the verdict, both sides; read at leisure the years that were left
 * out and the other rows, too. */
static void add_lines(struct look *l, int rows)
{
	struct card *card = &l->card;
	uint16_t chosen = l->cell ? l->cell->year : 0;
	bool more = card_window(card, l->rows[0], l->cell, years_first(rows));

	card->chosen = chosen;
	card_add_years(card, l->rows[0]);
	if (l->cell)
		card_add_cell(card, l->rows[0], l->cell, &l->evidence);
	card->year_from = card->year_to = 0;
	if (l->reading && more)
		add_row(card, l->rows[0]);
	card->chosen = 0;
	for (size_t i = 1; l->reading && i < l->n_rows; i++)
		if (has_target(l->rows[i]))
			add_row(card, l->rows[i]);
}

/* What the card's cursor is on, to be found again in a card made anew. */
struct spot {
	bool target, achieved;
	uint16_t year;
};

static struct spot spot_of(const struct look *l, size_t i)
{
	const struct card_line *line =
		i < l->card.lines.n ? &l->card.lines.items[i] : NULL;

	if (!line)
		return (struct spot){0};
	return (struct spot){line->to && line->to == l->evidence.target,
			     line->to && line->to == l->evidence.achieved,
			     line->year};
}

static void find_spot(struct look *l, struct spot was)
{
	for (size_t i = 0; i < l->card.lines.n; i++) {
		struct spot s = spot_of(l, i);

		if (s.target != was.target || s.achieved != was.achieved ||
		    s.year != was.year)
			continue;
		l->lines.count = (uint32_t)l->card.lines.n;
		list_to(&l->lines, (int64_t)i);
		return;
	}
}

void look_make_card(struct look *l, int cols, int rows, bool ascii)
{
	struct spot was = spot_of(l, l->lines.cursor);
	struct error err;

	if (l->carded && l->card.cols == cols && l->card_rows == rows)
		return;
	l->card_rows = rows;
	error_clear(&err);
	l->carded = true;
	choose(l);
	arena_reset(&l->card_arena);
	card_init(&l->card, &l->card_arena, cols, ascii);
	l->card.wrap = app_setup(l->view.app)->wrap;
	l->card.quote_lines = l->reading ? 0 : QUOTE_LINES;
	l->evidence = (struct card_evidence){0};
	if (l->cell &&
	    !card_evidence_load(app_setup(l->view.app)->lib, &l->card_arena,
				&l->answer.region->table, l->cell, &l->evidence,
				&err))
		app_say_error(l->view.app, &err);
	if (l->n_rows)
		add_lines(l, rows);
	if (was.target || was.achieved || was.year)
		find_spot(l, was);
}

/* To the card, the cursor on the first line that leads somewhere. */
static void start_reading(struct look *l)
{
	look_ask(l);
	choose(l);
	if (!l->n_rows) {
		app_say(l->view.app,
			str_of(look_candidate(l)
				       ? _("the library does not have it")
				       : _("nothing to show")));
		return;
	}
	l->reading = true;
	l->carded = false;
	look_make_card(l, l->card.cols > 0 ? l->card.cols : 80, l->card_rows,
		       l->card.ascii);
	list_set(&l->lines, (uint32_t)l->card.lines.n, l->lines.rows);
	l->lines.cursor = l->lines.top = 0;
	for (uint32_t i = 0; i < l->card.lines.n; i++) {
		if (!l->card.lines.items[i].to)
			continue;
		list_to(&l->lines, i);
		break;
	}
}

static void start_typing(struct look *l, struct str text)
{
	if (text.len)
		line_set(&l->line, text);
	l->asked &= !text.len;
	l->reading = l->carded = false;
	l->year = 0;
}

static void move_name(struct look *l, int64_t by)
{
	look_ask(l);
	list_move(&l->names, by);
	l->carded = false;
	l->year = 0;
}

static enum view_result typed(struct look *l, uint32_t key)
{
	size_t n = l->line.n;

	switch (key) {
	case KEYC_ENTER:
		start_reading(l);
		return VIEW_HANDLED;
	case KEYC_UP:
	case CTRL_P:
		move_name(l, -1);
		return VIEW_HANDLED;
	case KEYC_DOWN:
	case KEYC_TAB:
	case CTRL_N:
		move_name(l, 1);
		return VIEW_HANDLED;
	case KEYC_PAGE_UP:
		move_name(l, -(int64_t)l->names.rows);
		return VIEW_HANDLED;
	case KEYC_PAGE_DOWN:
		move_name(l, l->names.rows);
		return VIEW_HANDLED;
	case KEYC_ESCAPE:
	case CTRL_C:
	case CTRL_G:
		return VIEW_CLOSE;
	default:
		break;
	}
	if (key == KEYC_BACKSPACE && n == 0)
		return VIEW_CLOSE;
	if (line_key(&l->line, key)) {
		l->asked = false;
		l->year = 0;
	}
	return VIEW_HANDLED;
}

static enum view_result look_key(struct view *v, uint32_t key)
{
	struct look *l = look_of(v);

	return l->reading ? VIEW_IGNORED : typed(l, key);
}

static unsigned look_contexts(const struct view *v)
{
	const struct look *l = (const struct look *)v;

	return l->reading ? CONTEXT_MOVE | CONTEXT_CARD : CONTEXT_PROMPT;
}

static void open_reader(struct look *l, const struct evidence *e)
{
	struct app_place here = {0, 0};
	struct view *v = reader_view(l->view.app, e->id, e->off);

	if (!v)
		return;
	app_jump_from(l->view.app, here);
	app_push(l->view.app, v);
}

static void set_year(struct look *l, uint16_t year)
{
	l->year = year;
	l->carded = false;
}

/* The year before or after the chosen one. */
static void step_year(struct look *l, int by)
{
	size_t i;

	if (!l->n_rows || !l->cell)
		return;
	i = (size_t)(l->cell - l->rows[0]->cells);
	if ((by < 0 && i == 0) || (by > 0 && i + 1 >= l->rows[0]->n_cells))
		return;
	set_year(l, l->rows[0]->cells[by < 0 ? i - 1 : i + 1].year);
}

static void open_line(struct look *l)
{
	const struct card_line *line;

	if (l->lines.cursor >= l->card.lines.n)
		return;
	line = &l->card.lines.items[l->lines.cursor];
	if (line->to)
		open_reader(l, line->to);
	else if (line->year && cell_of_year(l->rows[0], line->year))
		set_year(l, line->year);
}

/* What other views of targets send of a cell, too. */
static enum view_result yank(struct look *l, uint32_t what)
{
	struct series_pane pane = {.row = l->n_rows ? l->rows[0] : NULL,
				   .cell = l->cell,
				   .evidence = l->evidence};

	return series_yank(&pane, l->view.app, what, SIDE_ACHIEVED)
		       ? VIEW_HANDLED
		       : VIEW_IGNORED;
}

static void forward(struct look *l)
{
	struct app_place now = {0, 0}, to;
	struct view *v;

	if (!app_history_step(l->view.app, 1, now, &to) || !to.report) {
		app_say(l->view.app, str_of(_("nothing to go forward to")));
		return;
	}
	v = reader_view(l->view.app, to.report, to.off);
	if (v)
		app_push(l->view.app, v);
}

static void show_trend(struct look *l)
{
	struct view *v;

	if (!l->cell)
		return;
	v = trend_view(l->view.app, l->rows[0], 0, 0, l->cell->year);
	if (v)
		app_push(l->view.app, v);
}

static enum view_result look_action(struct view *v, enum action_id id,
				    const struct action_arg *arg)
{
	struct look *l = look_of(v);

	switch (id) {
	case ACTION_OPEN:
		open_line(l);
		return VIEW_HANDLED;
	case ACTION_LEFT:
	case ACTION_RIGHT:
		step_year(l, id == ACTION_LEFT ? -1 : 1);
		return VIEW_HANDLED;
	case ACTION_CANCEL:
	case ACTION_SEARCH:
	case ACTION_LOOK:
		start_typing(l, arg->text);
		return VIEW_HANDLED;
	case ACTION_YANK:
		return yank(l, arg->ch);
	case ACTION_TREND:
		show_trend(l);
		return VIEW_HANDLED;
	case ACTION_BACK:
		return VIEW_CLOSE;
	case ACTION_FORWARD:
		forward(l);
		return VIEW_HANDLED;
	default:
		return list_action(&l->lines, id, arg) ? VIEW_HANDLED
						       : VIEW_IGNORED;
	}
}

static void look_status(struct view *v, struct buf *left, struct buf *right)
{
	struct look *l = look_of(v);

	if (!l->reading)
		buf_addz(left, _("Enter card  ↑↓ choose  Esc close"));
	else if (l->lines.count)
		buf_addf(right, "%u/%u", l->lines.cursor + 1, l->lines.count);
}

static void look_reload(struct view *v)
{
	struct look *l = look_of(v);

	if (l->lookup)
		lookup_forget(l->lookup);
	l->asked = l->carded = false;
}

static void look_close(struct view *v)
{
	struct look *l = look_of(v);

	lookup_close(l->lookup);
	arena_release(&l->answer_arena);
	arena_release(&l->card_arena);
	view_free(v);
}

/* The region of the report at hand, if there is one. What the library's cursor
 * happens to stand on is none. */
static struct str region_at_hand(struct app *app)
{
	struct report_row row;
	struct error err;
	int64_t id = 0;

	error_clear(&err);
	for (struct view *v = app_top(app); v && !id; v = v->below)
		if (v->ops->report && !(v->ops->contexts(v) & CONTEXT_LIBRARY))
			id = v->ops->report(v);
	if (!id ||
	    !reports_get(app_setup(app)->lib, app_frame(app), id, &row, &err))
		return STR("");
	return row.region;
}

struct view *look_view(struct app *app, struct str question)
{
	static const struct view_ops ops = {
		.name = "look",
		.contexts = look_contexts,
		.draw = look_draw,
		.action = look_action,
		.key = look_key,
		.status = look_status,
		.reload = look_reload,
		.close = look_close,
	};
	const struct app_setup *setup = app_setup(app);
	struct look *l = view_new(sizeof(*l), &ops, app);
	struct error err;

	error_clear(&err);
	l->lookup = lookup_open(setup->lib,
				setup->assets ? setup->assets : &ASSETS_BUILTIN,
				&err);
	if (l->lookup)
		lookup_set_home(l->lookup, region_at_hand(app));
	else
		app_say_error(app, &err);
	line_set(&l->line, question);
	return &l->view;
}
