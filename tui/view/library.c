/*
 * The library: its reports as a table. Only the rows around those shown are
 * fetched, so that 100,000 reports cost what a screen costs.
 */
#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "db/reports.h"

#include "tui/app.h"
#include "tui/edit.h"
#include "tui/view/library_columns.h"
#include "tui/view/reader.h"
#include "tui/view/views.h"
#include "tui/widget/list.h"

enum {
	FILTER_LEN = 256,
	LOOK_FOR_MOST = 2000, /* rows looked through for the cursor's report */
};

struct shelf {
	struct view view;
	struct list list;
	struct arena page; /* the rows fetched */
	struct report_rows rows;
	uint32_t from;	/* index of the first row fetched */
	bool fetched;	/* counts and rows are of now */
	int64_t cursor; /* id of the report under the cursor, 0 none */
	char words[FILTER_LEN];
	char words_before[FILTER_LEN];
	int64_t cursor_before;
	enum report_order order;
	bool reverse;
	uint32_t n_all; /* reports there are, filter or not */
};

static struct report_filter filter_of(const struct shelf *s)
{
	return (struct report_filter){.words = str_of(s->words),
				      .order = s->order,
				      .reverse = s->reverse};
}

static struct library *lib_of(const struct shelf *s)
{
	return app_setup(s->view.app)->lib;
}

static void fetch(struct shelf *s, uint32_t from, uint32_t most)
{
	struct report_filter filter = filter_of(s);
	struct error err;

	error_clear(&err);
	arena_reset(&s->page);
	s->rows = (struct report_rows){0};
	s->from = from;
	if (!reports_page(lib_of(s), &s->page, &filter, from, most, &s->rows,
			  &err)) {
		s->rows.n = 0;
		app_say_error(s->view.app, &err);
	}
}

static const struct report_row *row_at(struct shelf *s, uint32_t i)
{
	uint32_t around = s->list.rows ? s->list.rows : 1;

	if (i < s->from || i >= s->from + s->rows.n)
		fetch(s, s->list.top > around ? s->list.top - around : 0,
		      3 * around);
	if (i < s->from || i >= s->from + s->rows.n)
		return NULL; // the library changed under us
	return &s->rows.items[i - s->from];
}

/* The cursor to the report that it was on, when it is near the front. */
static void find_cursor(struct shelf *s, int64_t id)
{
	if (!id)
		return;
	fetch(s, 0, LOOK_FOR_MOST);
	for (size_t i = 0; i < s->rows.n; i++)
		if (s->rows.items[i].id == id) {
			list_to(&s->list, (int64_t)i);
			return;
		}
}

static uint32_t count(struct shelf *s, const struct report_filter *filter)
{
	struct error err;
	uint32_t n = 0;

	error_clear(&err);
	if (!reports_count(lib_of(s), filter, &n, &err))
		app_say_error(s->view.app, &err);
	return n;
}

static void remember(struct shelf *s)
{
	const struct report_row *row =
		s->list.count ? row_at(s, s->list.cursor) : NULL;

	s->cursor = row ? row->id : 0;
}

/* The rows anew, the cursor on report `id` if it is there. */
static void refresh(struct shelf *s, int64_t id)
{
	struct report_filter filter = filter_of(s);

	s->rows.n = 0;
	list_set(&s->list, s->words[0] ? count(s, &filter) : s->n_all,
		 s->list.rows);
	find_cursor(s, id);
	remember(s);
}

static void reload(struct view *v)
{
	static const struct report_filter all = {0};
	struct shelf *s = (struct shelf *)v;

	s->n_all = count(s, &all);
	s->fetched = true;
	refresh(s, s->cursor);
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_LIBRARY;
}

static void draw_title(struct shelf *s, struct draw *d, struct rect r)
{
	const struct app_setup *setup = app_setup(s->view.app);
	struct str name = setup->library_name;
	struct buf b;

	r.rows = 1;
	if (setup->library_is_files)
		name = str_of(_("the files opened"));
	draw_fill(d, r, STYLE_TITLE_BAR);
	draw_text(d, r, 0, 1, 6, STR("hsview"), STYLE_TITLE_BAR);
	buf_init(&b, app_frame(s->view.app));
	if (s->words[0])
		buf_addf(&b, _("%u of %u reports"), s->list.count, s->n_all);
	else
		buf_addf(&b, ngettext("%u report", "%u reports", s->n_all),
			 s->n_all);
	draw_text_right(d, r, 0, 8, r.cols - 9, buf_str(&b), STYLE_TITLE_BAR);
	draw_text_cut(d, r, 0, 9, r.cols - 12 - (int)width_str(buf_str(&b)),
		      name.len ? name : str_of(_("library")), STYLE_TITLE_BAR);
}

/* Columns between two columns. */
static int gap_of(struct rect r)
{
	return r.cols < 60 ? 1 : 2;
}

/* A sign behind the column that the list is sorted by. */
static const char *sort_sign(const struct shelf *s, int i, bool ascii)
{
	bool up = (s->order != ORDER_YEAR) != s->reverse;

	if (LIBRARY_COLUMN[i].order != s->order)
		return "";
	if (ascii)
		return up ? "^" : "v";
	return up ? "▴" : "▾";
}

static void draw_head(struct shelf *s, struct draw *d, struct rect r,
		      const int width[LIBRARY_COLUMNS])
{
	int at = 1;

	for (int i = 0; i < LIBRARY_COLUMNS; i++) {
		const struct library_column *c = &LIBRARY_COLUMN[i];
		struct str title = str_of(_(c->title));
		int used = width[i];

		if (!width[i])
			continue;
		if (c->align == ALIGN_RIGHT)
			draw_text_right(d, r, 0, at, width[i], title,
					STYLE_CHAPTER);
		else
			used = draw_text_cut(d, r, 0, at, width[i], title,
					     STYLE_CHAPTER);
		draw_text(d, r, 0, at + used, 1,
			  str_of(sort_sign(s, i, d->ascii)), STYLE_CHAPTER);
		at += width[i] + gap_of(r);
	}
}

static void draw_row(struct shelf *s, struct draw *d, struct rect r,
		     const int width[LIBRARY_COLUMNS], uint32_t i)
{
	const struct report_row *row = row_at(s, i);
	int at = 1, line = (int)(i - s->list.top);
	enum style style = i == s->list.cursor ? STYLE_CURSOR : STYLE_TEXT;
	struct buf b;

	if (i == s->list.cursor) {
		draw_style(d, r, line, 0, r.cols, style);
		draw_cursor(d, r, line, 0);
	}
	buf_init(&b, app_frame(s->view.app));
	for (int c = 0; row && c < LIBRARY_COLUMNS; c++) {
		if (!width[c])
			continue;
		buf_reset(&b);
		LIBRARY_COLUMN[c].get(row, &b);
		if (LIBRARY_COLUMN[c].align == ALIGN_RIGHT)
			draw_text_right(d, r, line, at, width[c], buf_str(&b),
					style);
		else
			draw_text_cut(d, r, line, at, width[c], buf_str(&b),
				      style);
		at += width[c] + gap_of(r);
	}
}

/* Lines of help in the middle of an empty table. */
static void draw_lines(struct draw *d, struct rect r, const char *const *lines,
		       int n)
{
	int row = r.rows > n + 2 ? (r.rows - n) / 3 : 0;
	int widest = 0, col;

	for (int i = 0; i < n; i++) {
		int cols = (int)width_str(str_of(lines[i]));

		widest = cols > widest ? cols : widest;
	}
	col = r.cols > widest + 2 ? (r.cols - widest) / 2 : 1;
	for (int i = 0; i < n; i++)
		draw_text_cut(d, r, row + i, col, r.cols - col,
			      str_of(lines[i]), i ? STYLE_TEXT : STYLE_CHAPTER);
}

static void draw_empty(struct shelf *s, struct draw *d, struct rect r)
{
	struct str samples = app_setup(s->view.app)->samples;
	struct buf open;
	const char *empty[] = {
		_("The library is empty."),
		"",
		_("Fill it with reports (txt, md), a file or a folder:"),
		"    hsview import PATH",
		_("or read files without a library:"),
		"    hsview FILE",
		_("or look at the samples:"),
		NULL,
	};
	const char *none[] = {
		_("No report holds these words."),
		"",
		_("& changes the filter, Esc takes it away."),
	};

	buf_init(&open, app_frame(s->view.app));
	buf_addz(&open, "    hsview ");
	buf_add(&open, samples);
	empty[COUNT_OF(empty) - 1] = buf_cstr(&open);
	if (s->n_all)
		draw_lines(d, r, none, COUNT_OF(none));
	else
		draw_lines(d, r, empty,
			   (int)COUNT_OF(empty) - (samples.len ? 0 : 2));
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	struct shelf *s = (struct shelf *)v;
	struct rect head = r, body = r;
	int width[LIBRARY_COLUMNS];

	head.row++;
	head.rows = 1;
	body.row += 2;
	body.rows = r.rows > 2 ? r.rows - 2 : 0;
	list_set(&s->list, s->list.count, (uint32_t)body.rows);
	if (!s->fetched)
		reload(v);
	draw_title(s, d, r);
	if (s->list.count == 0) {
		draw_empty(s, d, body);
		return;
	}
	library_column_widths(r.cols - 2, gap_of(r), width);
	draw_head(s, d, head, width);
	for (uint32_t i = s->list.top;
	     i < s->list.count && i < s->list.top + s->list.rows; i++)
		draw_row(s, d, body, width, i);
}

/* A new filter begins at the top, unless a report is to be found again. */
static void set_filter(struct shelf *s, struct str words, int64_t id)
{
	words = str_trim(words);
	words.len = utf8_cut(words, FILTER_LEN - 1);
	if (id == 0 && str_eq(words, str_of(s->words)))
		return;
	if (words.len)
		memmove(s->words, words.p, words.len);
	s->words[words.len] = 0;
	s->list.cursor = s->list.top = 0;
	refresh(s, id);
}

static void filter_typed(void *data, struct str text)
{
	set_filter(data, text, 0);
}

static void filter_done(void *data, struct str text, bool accepted)
{
	struct shelf *s = data;

	if (accepted) {
		set_filter(s, text, 0);
		return;
	}
	set_filter(s, str_of(s->words_before), s->cursor_before);
}

static void filter_open(struct shelf *s, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = N_("filter"),
		.sign = '&',
		.on_change = filter_typed,
		.on_done = filter_done,
	};

	memcpy(s->words_before, s->words, FILTER_LEN);
	s->cursor_before = s->cursor;
	app_prompt(s->view.app, &ops, s,
		   initial.len ? initial : str_of(s->words));
	if (initial.len)
		filter_typed(s, initial);
}

static enum view_result open_report(struct shelf *s)
{
	struct view *below = s->view.below, *v;
	struct app_place here = {0, 0};

	remember(s);
	if (!s->cursor)
		return VIEW_HANDLED;
	app_jump_from(s->view.app, here);
	if (reader_is(below)) { // the library was opened over it
		reader_load(reader_of(below), s->cursor, PLACE_LEFT);
		return VIEW_CLOSE;
	}
	v = reader_view(s->view.app, s->cursor, PLACE_LEFT);
	if (v)
		app_push(s->view.app, v);
	return VIEW_HANDLED;
}

static void open_pair(struct shelf *s)
{
	struct view *v;

	remember(s);
	v = s->cursor ? pair_view(s->view.app, s->cursor, 0) : NULL;
	if (v)
		app_push(s->view.app, v);
}

static void sort_next(struct shelf *s)
{
	s->order = (s->order + 1) % ORDER_COUNT;
	refresh(s, s->cursor);
}

static void history(struct shelf *s, int step)
{
	struct app_place now = {0, 0}, to;
	struct view *v;

	if (!app_history_step(s->view.app, step, now, &to) || to.report < 1) {
		app_say(s->view.app,
			str_of(step < 0 ? _("nothing to go back to")
					: _("nothing to go forward to")));
		return;
	}
	v = reader_view(s->view.app, to.report, to.off);
	if (v)
		app_push(s->view.app, v);
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct shelf *s = (struct shelf *)v;

	switch (id) {
	case ACTION_OPEN:
		return open_report(s);
	case ACTION_PAIR:
		open_pair(s);
		return VIEW_HANDLED;
	case ACTION_SORT:
		sort_next(s);
		return VIEW_HANDLED;
	case ACTION_FILTER:
	case ACTION_SEARCH:
		filter_open(s, arg->text);
		return VIEW_HANDLED;
	case ACTION_CANCEL:
		if (s->words[0])
			set_filter(s, STR_NULL, s->cursor);
		return VIEW_HANDLED;
	case ACTION_BACK:
	case ACTION_FORWARD:
		history(s, id == ACTION_BACK ? -1 : 1);
		return VIEW_HANDLED;
	case ACTION_SHOW_LIBRARY:
		return VIEW_HANDLED;
	default:
		break;
	}
	if (s->cursor && edit_action(s->view.app, s->cursor, id, arg))
		return VIEW_HANDLED;
	if (!list_action(&s->list, id, arg))
		return VIEW_IGNORED;
	remember(s);
	return VIEW_HANDLED;
}

static void status(struct view *v, struct buf *left, struct buf *right)
{
	static const char *const orders[ORDER_COUNT] = {
		N_("newest first"),
		N_("by region"),
		N_("by title"),
		N_("last added first"),
	};
	struct shelf *s = (struct shelf *)v;

	if (s->words[0]) {
		buf_addc(left, '&');
		buf_addz(left, s->words);
	}
	if (s->list.count == 0)
		return;
	buf_addf(right, "%s  %u/%u", _(orders[s->order]), s->list.cursor + 1,
		 s->list.count);
}

static int64_t report(const struct view *v)
{
	return ((const struct shelf *)v)->cursor;
}

static void close_shelf(struct view *v)
{
	struct shelf *s = (struct shelf *)v;

	arena_release(&s->page);
	view_free(v);
}

struct view *library_view(struct app *app)
{
	static const struct view_ops ops = {
		.name = "library",
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.status = status,
		.report = report,
		.reload = reload,
		.close = close_shelf,
	};
	struct shelf *s = view_new(sizeof(*s), &ops, app);

	return &s->view;
}
