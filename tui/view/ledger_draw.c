/*
 * The ledger on the screen: fate, indicator, target and achievement in
 * columns; promises as their own words. Fates have signs and words, colour
 * only beside them.
 */
#include "core/base/width.h"
#include "core/wrap.h"

#include "tui/reason.h"
#include "tui/view/ledger.h"

enum {
	FATE_LEAST = 8, /* "✗ 未达成" */
	FATE_MOST = 28,
	VALUE = 12,	 /* columns of a target or an achievement */
	VALUE_SMALL = 9, /* on a narrow screen */
	ARROW = 3,
	NARROW = 60,
	INDENT = 2, /* of a quote */
	NAME_MOST = 44,
};

struct painter { // while it is drawn
	struct ledger_desk *l;
	struct draw *d;
	struct rect rect;
	int fate, value; /* columns */
	int line;
	bool cursor;
};

/* The fate of a target without an achievement is why there is none. */
static const char *fate_word(const struct verdict_answer *answer)
{
	switch (answer->rule) {
	case RULE_NOT_MENTIONED:
		return _("not mentioned again");
	case RULE_NEXT_MISSING:
		return _("next report not in the library");
	case RULE_NOT_DUE:
		return _("not due");
	default:
		return reason_word(answer->verdict);
	}
}

static void fate_text(struct buf *out, const struct verdict_answer *answer,
		      bool ascii)
{
	buf_addf(out, "%s %s", reason_sign(answer->verdict, ascii),
		 fate_word(answer));
}

/* Columns that the fates of this year need. */
static int fate_cols(const struct ledger_desk *l, int cols)
{
	int most = FATE_LEAST;

	for (size_t i = 0; i < l->ledger.rows.n; i++) {
		const struct series_cell *cell = l->ledger.rows.items[i].cell;
		int n = 2 + (int)width_str(str_of(fate_word(&cell->answer)));

		most = n > most ? n : most;
	}
	if (cols < NARROW - 2) // the sign alone; the pane has the word
		return 1;
	if (most > FATE_MOST)
		most = FATE_MOST;
	return most > cols / 3 ? cols / 3 : most;
}

static void draw_right(const struct painter *p, int col, int cols,
		       struct str text, enum style style)
{
	if ((int)width_str(text) > cols)
		draw_text_cut(p->d, p->rect, p->line, col, cols, text, style);
	else
		draw_text_right(p->d, p->rect, p->line, col, cols, text, style);
}

static void draw_value(const struct painter *p, int col,
		       const struct series_cell *cell, enum series_which which)
{
	const struct series_side *side = series_side(cell, which);
	enum series_which here = series_side_of(cell, p->l->side);
	struct buf b;

	buf_init(&b, app_frame(p->l->view.app));
	reason_value(&b, &side->stated, p->d->ascii);
	draw_right(p, col, p->value, buf_str(&b), STYLE_TEXT);
	if (p->cursor && which == here)
		draw_style(p->d, p->rect, p->line, col, p->value, STYLE_CURSOR);
}

static void draw_figure(const struct painter *p, const struct ledger_row *row)
{
	const struct series_cell *cell = row->cell;
	struct arena *frame = app_frame(p->l->view.app);
	int name = p->rect.cols - p->fate - 2 * p->value - ARROW - 4;
	int col = p->fate + 1;

	struct buf fate;

	if (name > NAME_MOST) // the eye should not have far to go
		name = NAME_MOST;
	buf_init(&fate, frame);
	if (p->fate > 1)
		fate_text(&fate, &cell->answer, p->d->ascii);
	else
		buf_addz(&fate, reason_sign(cell->answer.verdict, p->d->ascii));
	draw_text_cut(p->d, p->rect, p->line, 0, p->fate, buf_str(&fate),
		      reason_style(cell->answer.verdict));
	draw_text_cut(p->d, p->rect, p->line, col, name,
		      series_label_fit(frame, row->row, name, p->d->ascii),
		      p->cursor ? STYLE_CHAPTER : STYLE_TEXT);
	col += name + 1;
	draw_value(p, col, cell, SIDE_TARGET);
	col += p->value;
	if (cell->achieved.low)
		draw_text(p->d, p->rect, p->line, col, ARROW,
			  str_of(p->d->ascii ? " > " : " → "), STYLE_DIM);
	draw_value(p, col + ARROW, cell, SIDE_ACHIEVED);
}

static struct str text_of(const struct ledger_desk *l, const struct report *r,
			  struct span span)
{
	return wrap_join(
		app_frame(l->view.app),
		str_sub(r->text.bytes, span.off, (size_t)span.off + span.len));
}

/* Never a verdict: «perhaps», or that nothing is alike. */
static const char *perhaps(const struct ledger_desk *l, uint32_t i)
{
	if (!l->matches)
		return "";
	return l->matches[i].at.len ? _("perhaps") : "";
}

static void draw_promise(const struct painter *p, uint32_t i)
{
	const struct ledger_desk *l = p->l;
	int fate = (int)width_str(str_of(_("perhaps"))) + 1;

	if (!l->matches)
		fate = 0;
	draw_text(p->d, p->rect, p->line, 0, fate, str_of(perhaps(l, i)),
		  STYLE_NEAR);
	draw_text_cut(p->d, p->rect, p->line, fate, p->rect.cols - fate,
		      text_of(l, &l->plan, l->promises.items[i].at),
		      p->cursor ? STYLE_CURSOR : STYLE_TEXT);
}

static void draw_rows(struct painter *p)
{
	struct ledger_desk *l = p->l;
	const struct list *list = ledger_list(l);

	for (uint32_t i = list->top;
	     i < list->count && i < list->top + list->rows; i++) {
		const struct ledger_line *line = ledger_line_at(l, i);

		p->line = (int)(i - list->top);
		p->cursor = i == list->cursor;
		if (line->heading)
			draw_text_cut(p->d, p->rect, p->line, 0, p->rect.cols,
				      line->title,
				      p->cursor ? STYLE_CURSOR : STYLE_TOPIC);
		else if (l->which == LEDGER_FIGURES)
			draw_figure(p, &l->ledger.rows.items[line->at]);
		else
			draw_promise(p, line->at);
		if (p->cursor)
			draw_cursor(p->d, p->rect, p->line, 0);
	}
}

static void add_count(struct buf *out, unsigned n, const char *word, bool ascii)
{
	if (!n)
		return;
	if (out->len)
		buf_addz(out, ascii ? ", " : " · ");
	buf_addf(out, "%u %s", n, word);
}

/* "12 met · 3 missed · 5 not mentioned again". */
static void sum_line(const struct ledger_desk *l, struct buf *out, bool ascii)
{
	static const enum verdict_rule WHY[] = {
		RULE_NOT_MENTIONED, RULE_NEXT_MISSING, RULE_NOT_DUE};
	struct series_tally tally = {0};
	unsigned alike = 0;

	if (l->which == LEDGER_PROMISES) {
		for (size_t i = 0; l->matches && i < l->promises.n; i++)
			alike += l->matches[i].at.len > 0;
		if (l->matches)
			add_count(out, alike, _("with a sentence alike"),
				  ascii);
		else
			buf_addz(out, _("next report not in the library"));
		return;
	}
	memcpy(tally.n, l->ledger.n, sizeof(tally.n));
	series_tally_text(out, &tally, false, ascii);
	for (size_t i = 0; i < COUNT_OF(WHY); i++) {
		struct verdict_answer answer = verdict_by(WHY[i]);

		add_count(out, l->ledger.fate[WHY[i]], fate_word(&answer),
			  ascii);
	}
}

/* Both lists and how long they are, then what came of the one shown. */
static void draw_head(const struct painter *p)
{
	const struct ledger_desk *l = p->l;
	const unsigned n[LEDGER_LISTS] = {(unsigned)l->ledger.rows.n,
					  (unsigned)l->promises.n};
	const char *const word[LEDGER_LISTS] = {_("with figures"),
						_("without figures")};
	struct buf b;
	int col = 0;

	for (int i = 0; i < LEDGER_LISTS; i++) {
		buf_init(&b, app_frame(l->view.app));
		buf_addf(&b, "%s %u", word[i], n[i]);
		col += draw_text_cut(p->d, p->rect, 0, col, p->rect.cols - col,
				     buf_str(&b),
				     i == (int)l->which ? STYLE_PART
							: STYLE_DIM) +
		       2;
	}
	buf_init(&b, app_frame(l->view.app));
	sum_line(l, &b, p->d->ascii);
	if ((int)width_str(buf_str(&b)) <= p->rect.cols - col)
		draw_text_right(p->d, p->rect, 0, col, p->rect.cols - col,
				buf_str(&b), STYLE_CHAPTER);
	else
		draw_text_cut(p->d, p->rect, 0, col, p->rect.cols - col,
			      buf_str(&b), STYLE_CHAPTER);
}

static void draw_title(struct ledger_desk *l, struct draw *d, struct rect r)
{
	unsigned before = ledger_year_step(&l->data.table, l->region, l->year,
					   -1),
		 after = ledger_year_step(&l->data.table, l->region, l->year,
					  1);
	struct buf left, right;

	buf_init(&left, app_frame(l->view.app));
	buf_init(&right, app_frame(l->view.app));
	buf_addf(&left, _("the targets of %u"), l->year);
	buf_addz(&left, d->ascii ? " - " : " · ");
	buf_add(&left, l->region);
	if (before)
		buf_addf(&right, "%s %u", d->ascii ? "<" : "←", before);
	if (after)
		buf_addf(&right, "%s%u %s", before ? "   " : "", after,
			 d->ascii ? ">" : "→");
	series_draw_title(l->view.app, d, r, buf_str(&left), buf_str(&right));
}

/* Rows of a text in the pane, broken as print does; returns how many. */
static int draw_wrapped(const struct ledger_desk *l, struct draw *d,
			struct rect r, struct str text)
{
	struct arena *frame = app_frame(l->view.app);
	struct wrap_style style = {.rules = app_setup(l->view.app)->wrap,
				   .width = (uint16_t)(r.cols - INDENT)};
	struct wrap_rows rows = {0};
	struct text t;
	size_t n;

	if (r.cols < 4 + INDENT || r.rows <= 0)
		return 0;
	text_load(&t, frame, text);
	wrap(&rows, frame, &t, 0, (uint32_t)t.bytes.len, style);
	n = rows.n < (size_t)r.rows ? rows.n : (size_t)r.rows;
	for (size_t i = 0; i < n; i++)
		draw_text(d, r, (int)i, INDENT, r.cols - INDENT,
			  wrap_row_text(frame, &t, &rows.items[i]), STYLE_TEXT);
	return (int)n;
}

static int draw_quote(const struct ledger_desk *l, struct draw *d,
		      struct rect r, const struct series_source *source,
		      const char *sign)
{
	struct buf b;

	buf_init(&b, app_frame(l->view.app));
	buf_addf(&b, "%s ", sign);
	series_source_name(&b, source);
	if (r.rows > 0)
		draw_text_cut(d, r, 0, 0, r.cols, buf_str(&b), STYLE_DIM);
	return 1;
}

/* The promise, and what the next report says that is most like it. */
static void draw_promise_pane(const struct ledger_desk *l, struct draw *d,
			      struct rect r)
{
	const struct promise *p = ledger_promise_here(l);
	const struct promise_match *m;
	int half = (r.rows - 1) / 2;
	struct rect at = r;
	struct buf b;

	draw_hline(d, r, 0, STYLE_BORDER);
	if (!p)
		return;
	at = (struct rect){r.row + 1, r.col + 1, half, r.cols - 2};
	at.row += draw_quote(l, d, at, l->ledger.plan, d->ascii ? "@" : "◎");
	at.rows = half - 1;
	at.row += draw_wrapped(l, d, at, text_of(l, &l->plan, p->at));
	at.rows = r.row + r.rows - at.row;
	if (!l->matches)
		return;
	m = &l->matches[p - l->promises.items];
	buf_init(&b, app_frame(l->view.app));
	if (!m->at.len) {
		draw_text_cut(d, at, 0, INDENT, at.cols - INDENT,
			      str_of(_("no sentence of the next report is "
				       "alike")),
			      STYLE_DIM);
		return;
	}
	buf_addf(&b, _("perhaps, %u%% alike:"), m->percent);
	at.row += draw_quote(l, d, at, l->ledger.next, buf_cstr(&b));
	at.rows--;
	draw_wrapped(l, d, at, text_of(l, &l->next, m->at));
}

static void draw_pane(struct ledger_desk *l, struct draw *d, struct rect r)
{
	const struct ledger_row *row = ledger_row_here(l);

	if (r.rows <= 0)
		return;
	if (l->which == LEDGER_PROMISES) {
		draw_promise_pane(l, d, r);
		return;
	}
	series_pane_set(&l->pane, l->view.app, &l->data, row ? row->row : NULL,
			row ? row->cell : NULL);
	series_pane_draw(&l->pane, l->view.app, d, r);
}

static void draw_nothing(struct ledger_desk *l, struct draw *d, struct rect r)
{
	const char *const filtered[] = {
		_("No row holds these words."),
		"",
		_("& changes the filter, Esc takes it away."),
	};
	const char *const no_plan[] = {
		_("No report that plans this year is in the library."),
		"",
		_("Add it, and the one of the next year:"),
		"    hsview import PATH",
	};
	const char *const none[] = {
		_("No targets here."),
		"",
		_("Tab shows the other list."),
		_("Reports whose figures were never read:"),
		"    hsview update",
	};

	if (l->words[0])
		series_draw_lines(d, r, filtered, COUNT_OF(filtered));
	else if (!l->ledger.plan)
		series_draw_lines(d, r, no_plan, COUNT_OF(no_plan));
	else
		series_draw_lines(d, r, none, COUNT_OF(none));
}

void ledger_draw(struct ledger_desk *l, struct draw *d, struct rect r)
{
	int pane = series_pane_rows(r.rows);
	struct rect head = {r.row + 1, r.col + 1, 1, r.cols - 2};
	struct rect body = {r.row + 2, r.col + 1, r.rows - 2 - pane,
			    r.cols - 2};
	struct rect below = {r.row + r.rows - pane, r.col, pane, r.cols};
	struct painter p = {.l = l, .d = d, .rect = head};
	struct list *list = ledger_list(l);

	draw_title(l, d, r);
	draw_head(&p);
	list_set(list, (uint32_t)l->lines.n, (uint32_t)body.rows);
	if (l->lines.n == 0) {
		draw_nothing(l, d, body);
		return;
	}
	p.rect = body;
	p.fate = fate_cols(l, body.cols);
	p.value = r.cols < NARROW ? VALUE_SMALL : VALUE;
	draw_rows(&p);
	draw_pane(l, d, below);
}
