/* From a figure in the text to its years. */
#include "tui/view/reader.h"

static const struct metric *first_of_sentence(const struct reader *r)
{
	struct span s = reader_sentence(r, r->at);
	const struct metrics *m = &r->figures.metrics;

	for (size_t i = reader_figure_from(r, s.off);
	     i < m->n && m->items[i].off < s.off + s.len; i++)
		if (m->items[i].class == METRIC_METRIC)
			return &m->items[i];
	return NULL;
}

static const struct metric *figure_of(const struct reader *r)
{
	const struct metric *m = reader_figure_chosen(r);

	if (!m && r->focus == PANE_TEXT)
		m = reader_figure_here(r);
	if (!m || m->class != METRIC_METRIC)
		m = r->focus == PANE_TEXT ? first_of_sentence(r) : NULL;
	return m;
}

/* The year that the cursor of the trend goes to. */
static unsigned year_of(const struct metric *m)
{
	unsigned year = 0;

	return str_to_u32(str_sub(m->period, 0, 4), &year) ? year : 0;
}

void reader_trend(struct reader *r)
{
	struct series_row like = {.region = r->row.region};
	const struct metric *m;

	reader_figures_work(r);
	m = figure_of(r);
	if (!m) {
		reader_say(r, _("no figure here; ; goes to the next one"));
		return;
	}
	like.indicator = m->canonical.len ? m->canonical : m->indicator;
	like.measure = m->measure;
	like.family = m->family;
	like.unit = m->unit;
	like.scope = m->scope;
	app_push(r->view.app,
		 trend_view(r->view.app, &like, r->row.id, m->off, year_of(m)));
}
