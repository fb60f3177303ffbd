/* The rows of the search over all reports, and how they are drawn. */
#include "tui/view/search_rows.h"

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

static bool is_same_report(const struct search_hit *a,
			   const struct search_hit *b)
{
	return a->report == b->report && a->heading == b->heading;
}

static void add_row(struct finder *f, enum finder_row_kind kind, size_t hit)
{
	struct finder_row *row = ARRAY_PUSH(&f->found, &f->rows);

	row->kind = kind;
	row->hit = (uint32_t)hit;
}

void finder_add_rows(struct finder *f, size_t from)
{
	for (size_t i = from; i < f->hits.n; i++) {
		const struct search_hit *h = &f->hits.items[i],
					*last = i ? h - 1 : NULL;
		bool same = last && is_same_report(h, last);

		if (!same)
			add_row(f, ROW_REPORT, i);
		/* a heading's section is itself */
		if (!h->heading && h->section.len &&
		    (!same || !str_eq(h->section, last->section)))
			add_row(f, ROW_SECTION, i);
		add_row(f, ROW_HIT, i);
	}
}

void finder_add_offers(struct finder *f)
{
	for (size_t i = 0; i < f->offers.n; i++)
		add_row(f, ROW_OFFER, i);
}

/* ---- drawing ---------------------------------------------------------- */

static void add_counts(const struct finder *f, struct buf *b)
{
	unsigned long long reports = f->counts.reports, paras = f->counts.paras;

	if (!f->asked || f->err.code != ERR_NONE)
		return;
	if (!f->counted && !reports)
		buf_addz(b, _("counting…"));
	else if (!f->counted)
		buf_addf(b, _("%llu reports, %llu paragraphs so far"), reports,
			 paras);
	else
		buf_addf(b, _("%llu reports, %llu paragraphs"), reports, paras);
}

static void draw_title(struct finder *f, struct draw *d, struct rect r)
{
	struct str label = str_of(_("search all reports"));
	struct buf b;
	int used, right;

	r.rows = 1;
	draw_fill(d, r, STYLE_TITLE_BAR);
	buf_init(&b, app_frame(f->view.app));
	add_counts(f, &b);
	right = draw_text_right(d, r, 0, 1, r.cols - 2, buf_str(&b),
				STYLE_TITLE_BAR);
	used = draw_text_cut(d, r, 0, 1, r.cols - right - 3, label,
			     STYLE_TITLE_BAR);
	draw_text_cut(d, r, 0, used + 3, r.cols - right - used - 5,
		      str_of(f->typed), STYLE_TITLE_BAR);
}

/* One line and its hits; `from` is where the text begins to be shown. */
struct line {
	struct draw *d;
	struct rect r;
	int row;
	bool cursor;
};

static enum style style_of(const struct line *l, enum style style)
{
	return l->cursor ? STYLE_CURSOR : style;
}

static void draw_report(struct finder *f, const struct line *l,
			const struct search_hit *h)
{
	struct buf b;
	int used, cols = l->r.cols - 2;

	buf_init(&b, app_frame(f->view.app));
	if (h->year)
		buf_addf(&b, "%u  ", h->year);
	buf_add(&b, h->region);
	if (h->region.len)
		buf_addz(&b, "  ");
	used = draw_text_cut(l->d, l->r, l->row, 1, cols, buf_str(&b),
			     style_of(l, STYLE_CHAPTER));
	draw_text_cut(l->d, l->r, l->row, 1 + used, cols - used, h->title,
		      style_of(l, STYLE_CHAPTER));
}

/* The end of a path tells more than its beginning. */
static void draw_section(struct finder *f, const struct line *l,
			 const struct search_hit *h)
{
	struct str s = clean_str(app_frame(f->view.app), h->section);
	int cols = l->r.cols - 5, cut = 0;

	while (s.len && (int)width_str(s) > cols - cut) {
		s = str_sub(s, utf8_next(s, 0), s.len);
		cut = 1;
	}
	if (cut)
		draw_text(l->d, l->r, l->row, 3, 1, str_of("…"),
			  style_of(l, STYLE_DIM));
	draw_text(l->d, l->r, l->row, 3 + cut, cols - cut, s,
		  style_of(l, STYLE_DIM));
}

/* How many bytes at the snippet's start give way, so that its first hit is
 * seen. */
static size_t skip_of(const struct search_hit *h, int cols)
{
	const struct snippet *s = &h->snippet;
	size_t from = 0, end;

	if (!s->marks.n)
		return 0;
	end = s->marks.items[0].off + s->marks.items[0].len;
	while (from < s->marks.items[0].off &&
	       (int)width_str(str_sub(s->text, from, end)) > cols - 2)
		from = utf8_next(s->text, from);
	return from;
}

static void draw_hit(struct finder *f, const struct line *l,
		     const struct search_hit *h)
{
	const struct snippet *s = &h->snippet;
	int col = 5, end = l->r.cols - 1;
	size_t at = skip_of(h, end - col);

	(void)f;
	if (at)
		col += draw_text(l->d, l->r, l->row, col, 1, str_of("…"),
				 style_of(l, STYLE_TEXT));
	for (size_t i = 0; i < s->marks.n && col < end; i++) {
		const struct span *m = &s->marks.items[i];

		col += draw_text(l->d, l->r, l->row, col, end - col,
				 str_sub(s->text, at, m->off),
				 style_of(l, STYLE_TEXT));
		at = m->off + m->len;
		col += draw_text(l->d, l->r, l->row, col, end - col,
				 str_sub(s->text, m->off, at), STYLE_MATCH);
	}
	draw_text_cut(l->d, l->r, l->row, col, end - col,
		      str_sub(s->text, at, s->text.len),
		      style_of(l, STYLE_TEXT));
}

static void draw_row(struct finder *f, struct draw *d, struct rect r,
		     uint32_t i)
{
	const struct finder_row *row = &f->rows.items[i];
	struct line l = {.d = d, .r = r, .row = (int)(i - f->list.top)};

	l.cursor = i == f->list.cursor;
	if (l.cursor) {
		draw_style(d, r, l.row, 0, r.cols, STYLE_CURSOR);
		draw_cursor(d, r, l.row, 0);
	}
	if (row->kind == ROW_OFFER) {
		draw_text_cut(d, r, l.row, 5, r.cols - 6,
			      f->offers.items[row->hit].word,
			      style_of(&l, STYLE_TEXT));
		return;
	}
	if (row->kind == ROW_REPORT)
		draw_report(f, &l, &f->hits.items[row->hit]);
	else if (row->kind == ROW_SECTION)
		draw_section(f, &l, &f->hits.items[row->hit]);
	else
		draw_hit(f, &l, &f->hits.items[row->hit]);
}

/* What is wrong with the query, with a sign below the place. */
static void draw_error(struct finder *f, struct draw *d, struct rect r)
{
	struct str typed = str_of(f->typed);
	size_t at = utf8_offset(typed, f->err_at);
	struct str before =
		clean_str(app_frame(f->view.app), str_sub(typed, 0, at));
	int col = 3 + (int)width_str(before);

	draw_text_cut(d, r, 1, 3, r.cols - 4, typed, STYLE_TEXT);
	if (col < r.cols)
		draw_text(d, r, 2, col, 1, STR("^"), STYLE_ERROR);
	draw_text_cut(d, r, 3, 3, r.cols - 4,
		      i18n_error(app_frame(f->view.app), &f->err), STYLE_ERROR);
}

static void draw_lines(struct draw *d, struct rect r, const char *const *lines,
		       int n)
{
	for (int i = 0; i < n; i++)
		draw_text_cut(d, r, 1 + i, 3, r.cols - 4, str_of(lines[i]),
			      i ? STYLE_DIM : STYLE_TEXT);
}

static void draw_nothing(struct finder *f, struct draw *d, struct rect r)
{
	const char *idle[] = {
		_("Type what to look for, in any report."),
		"",
		"投资 消费",
		"投资 OR 消费 NOT 房地产",
		"section:民生 region:海曙 year:2019-2021",
	};
	const char *none[] = {f->search ? _("searching…")
					: _("Nothing found.")};

	if (f->asked)
		draw_lines(d, r, none, 1);
	else
		draw_lines(d, r, idle, 5);
}

void finder_draw(struct finder *f, struct draw *d, struct rect r)
{
	struct rect body = r;
	int head = f->offers.n ? 2 : 0;

	draw_title(f, d, r);
	body.row += 1 + head;
	body.rows = r.rows > 1 + head ? r.rows - 1 - head : 0;
	list_set(&f->list, (uint32_t)f->rows.n, (uint32_t)body.rows);
	if (f->err.code != ERR_NONE) {
		draw_error(f, d, body);
		return;
	}
	if (!f->rows.n) {
		draw_nothing(f, d, body);
		return;
	}
	if (head)
		draw_text_cut(d, r, 2, 3, r.cols - 4,
			      str_of(_("Nothing found. Did you mean:")),
			      STYLE_TEXT);
	for (uint32_t i = f->list.top;
	     i < f->list.count && i < f->list.top + f->list.rows; i++)
		draw_row(f, d, body, i);
}
