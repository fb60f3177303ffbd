/*
 * Figures in the text: where they come from, the one under the cursor, and
 * steps from one to the next. What is walked is what the figures pane lists.
 */
#include "core/extract/extract.h"

#include "db/metrics.h"

#include "tui/figure.h"
#include "tui/view/reader.h"

enum { SHARE_FROM = 60 }; /* columns of a status line with the share */

static bool load_stored(struct reader *r, struct metrics *out)
{
	struct library *lib = app_setup(r->view.app)->lib;
	struct metrics_of all = {r->row.id, &r->report, METRICS_ALL};
	struct metrics_state state;
	struct error err;

	error_clear(&err);
	if (!metrics_state(lib, r->row.id, &state, &err))
		return false;
	if (state.version == 0)
		return false;
	return metrics_load(lib, &r->view.arena, &all, out, &err);
}

/* Files that the user named: they live as long as the browser, so that going
 * back to one finds its figures. */
static void store(struct reader *r, const struct metrics *m)
{
	const struct app_setup *setup = app_setup(r->view.app);
	const struct assets *assets =
		setup->assets ? setup->assets : &ASSETS_BUILTIN;

	if (setup->library_is_files)
		metrics_replace(setup->lib, r->row.id, m,
				extract_rules_version(assets), NULL);
}

static void take(struct reader *r)
{
	struct figures *f = &r->figures;

	for (int i = 0; i < METRIC_CLASS_COUNT; i++)
		f->n[i] = 0;
	for (size_t i = 0; i < f->metrics.n; i++)
		f->n[f->metrics.items[i].class]++;
	reader_figures_list(r);
}

void reader_figures_load(struct reader *r)
{
	struct figures *f = &r->figures;

	f->metrics = (struct metrics){0};
	f->pending = !load_stored(r, &f->metrics);
	take(r);
}

/* A library without this report's figures, or with wrong ones: the text still
 * has them. */
bool reader_figures_work(struct reader *r)
{
	struct figures *f = &r->figures;
	const struct extract_rules *rules;

	if (!f->pending)
		return false;
	f->pending = false;
	rules = app_figure_rules(r->view.app);
	if (rules) {
		extract(&f->metrics, &r->view.arena, rules, &r->report,
			EXTRACT_ALL);
		store(r, &f->metrics);
	}
	take(r);
	return true;
}

size_t reader_figure_from(const struct reader *r, uint32_t off)
{
	const struct metrics *m = &r->figures.metrics;
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->items[mid].off < off)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct metric *reader_figure_here(const struct reader *r)
{
	const struct metrics *m = &r->figures.metrics;
	size_t i = reader_figure_from(r, r->at);

	for (; i < m->n && m->items[i].off == r->at; i++)
		if (reader_figure_is_listed(r, &m->items[i]))
			return &m->items[i];
	return NULL;
}

/* The next figure (or previous one) from a byte; NULL at the end. */
static const struct metric *next_figure(const struct reader *r, uint32_t off,
					int by)
{
	const struct metrics *m = &r->figures.metrics;
	size_t i = reader_figure_from(r, by > 0 ? off + 1 : off);

	if (by > 0) {
		for (; i < m->n; i++)
			if (reader_figure_is_listed(r, &m->items[i]))
				return &m->items[i];
		return NULL;
	}
	while (i-- > 0)
		if (reader_figure_is_listed(r, &m->items[i]))
			return &m->items[i];
	return NULL;
}

static void step(struct reader *r, int64_t by)
{
	const struct metric *m = NULL, *to;
	uint32_t off = r->at;

	if (r->figures.which == FIGURES_FINDINGS) {
		reader_checks_step(r, by);
		return;
	}
	for (; by; by += by < 0 ? 1 : -1) {
		to = next_figure(r, off, by < 0 ? -1 : 1);
		if (!to)
			break;
		m = to;
		off = m->off;
	}
	if (m)
		reader_go(r, off);
	else
		reader_say(r, by < 0 ? _("no figure before this one")
				     : _("no figure behind this one"));
}

/* All figures, those that nobody could classify, the numbers that are none,
 * what the checks found. */
static void cycle(struct reader *r)
{
	static const char *const SAID[FIGURES_COUNT] = {
		[FIGURES_ALL] = N_("all figures are listed and walked"),
		[FIGURES_OPEN] =
			N_("unclassified figures are listed and walked"),
		[FIGURES_MASKED] =
			N_("numbers that are no figures are listed and walked"),
		[FIGURES_FINDINGS] =
			N_("what does not agree is listed and walked"),
	};

	r->figures.which = (r->figures.which + 1) % FIGURES_COUNT;
	if (r->figures.which == FIGURES_FINDINGS && !r->checks.marks.n)
		r->figures.which = FIGURES_ALL;
	reader_figures_list(r);
	reader_figures_follow(r);
	reader_say(r, _(SAID[r->figures.which]));
}

bool reader_figure_walk(struct reader *r, enum action_id id,
			const struct action_arg *arg)
{
	int64_t n = action_times(arg, INT32_MAX);

	switch (id) {
	case ACTION_FIGURE_NEXT:
	case ACTION_FIGURE_PREV:
		step(r, id == ACTION_FIGURE_NEXT ? n : -n);
		return true;
	case ACTION_FIGURES_WHICH:
		cycle(r);
		return true;
	default:
		return false;
	}
}

bool reader_figure_status(const struct reader *r, struct buf *left)
{
	const struct metric *m = reader_figure_chosen(r);

	if (!m && r->focus == PANE_TEXT)
		m = reader_figure_here(r);
	if (m)
		figure_line(left, &r->report, m, r->ascii);
	return m != NULL;
}

void reader_figure_share(const struct reader *r, struct buf *right)
{
	const uint32_t *n = r->figures.n;
	uint32_t all = n[METRIC_METRIC] + n[METRIC_UNCLASSIFIED];

	/* Translators: how many of the figures are classified; rounded down,
	 * so that 100 means all. */
	if (all && r->layout.title.cols >= SHARE_FROM)
		buf_addf(right, _("classified %u%%  "),
			 (unsigned)((uint64_t)n[METRIC_METRIC] * 100 / all));
}
