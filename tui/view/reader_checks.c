/*
 * What the checks found, in the text: done behind the first frame, once the
 * figures are there, one other report at a time. A place is marked by a sign
 * in the margin and a style, the line about it is said when the cursor is on
 * it, and U lists and walks them.
 */
#include "db/near.h"

#include "tui/figure.h"
#include "tui/finding.h"
#include "tui/view/reader.h"

enum { NOT_BEGUN, OTHERS, DONE };
enum { FIGURES_MOST = 10000 };

void reader_checks_forget(struct reader *r)
{
	r->checks = (struct reader_checks){.stage = NOT_BEGUN};
	if (r->figures.which == FIGURES_FINDINGS)
		r->figures.which = FIGURES_ALL;
}

static void add_mark(struct reader *r, uint32_t finding,
		     const struct check_place *p)
{
	struct finding_mark *m = ARRAY_PUSH(&r->view.arena, &r->checks.marks);

	m->at = p->at;
	m->finding = finding;
}

static void finish(struct reader *r)
{
	const struct findings *f = &r->checks.found;

	findings_sort(&r->checks.found);
	for (uint32_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->items[i].n_places; k++)
			if (f->items[i].place[k].report == 0)
				add_mark(r, i, &f->items[i].place[k]);
	r->checks.stage = DONE;
}

static void begin(struct reader *r, const struct near_run *run)
{
	struct library *lib = app_setup(r->view.app)->lib;

	checks_self(run->out, run->arena, run->rules, &run->mine);
	if (!reports_near(lib, r->row.id, CHECK_TEXT_MAX, &r->checks.near,
			  NULL))
		r->checks.near.n = 0;
	r->checks.stage = OTHERS;
}

/* So large that a key would have to wait; the command checks it. */
static bool is_too_large(const struct reader *r)
{
	return r->report.text.bytes.len > CHECK_TEXT_MAX ||
	       r->figures.metrics.n > FIGURES_MOST;
}

/* A report that cannot be read is the library's trouble, not this one's. */
bool reader_checks_work(struct reader *r)
{
	struct reader_checks *c = &r->checks;
	struct near_run run = {
		.arena = &r->view.arena,
		.mine = {r->row.id, &r->report, &r->figures.metrics},
		.out = &c->found,
	};

	if (c->stage == DONE || r->figures.pending)
		return false;
	run.rules = is_too_large(r) ? NULL : app_check_rules(r->view.app);
	if (!run.rules)
		c->stage = DONE;
	else if (c->stage == NOT_BEGUN)
		begin(r, &run);
	else if (c->next < c->near.n)
		near_check(app_setup(r->view.app)->lib, &run,
			   c->near.id[c->next++], NULL);
	else
		finish(r);
	return true;
}

/* The finding in the pane's cursor, else where the text's cursor is: on a
 * figure, or in a sentence. */
static const struct finding *here(const struct reader *r)
{
	const struct figures *f = &r->figures;
	const struct metric *m = reader_figure_here(r);
	uint32_t i;

	if (r->checks.stage != DONE)
		return NULL;
	if (r->focus == PANE_FIGURES && f->list.cursor < f->rows.n) {
		i = f->rows.items[f->list.cursor].finding;
		return i == FIGURE_NONE ? NULL : &r->checks.found.items[i];
	}
	if (r->focus != PANE_TEXT)
		return NULL;
	return findings_at(&r->checks.found, m ? (struct span){m->off, m->len}
					       : reader_sentence(r, r->at));
}

static struct str elsewhere(const struct reader *r, const struct finding *f)
{
	int64_t id = finding_other(f);
	struct arena *frame = app_frame(r->view.app);
	struct report_row row;
	struct buf b;

	buf_init(&b, frame);
	if (id &&
	    reports_get(app_setup(r->view.app)->lib, frame, id, &row, NULL))
		finding_report_name(&b, row.region, row.year, row.title);
	return buf_str(&b);
}

void reader_finding_line(const struct reader *r, const struct finding *f,
			 struct buf *out)
{
	finding_line(out, f, elsewhere(r, f), r->ascii);
}

bool reader_checks_status(const struct reader *r, struct buf *left)
{
	const struct finding *f = here(r);

	if (!f)
		return false;
	buf_addz(left, "! ");
	finding_brief(left, f, elsewhere(r, f), r->ascii);
	return true;
}

/* The next place of a finding behind a byte (or before it), -1 at the end. */
static int64_t next_place(const struct reader *r, uint32_t off, int by)
{
	const struct findings *f = &r->checks.found;
	int64_t to = -1;

	for (size_t i = 0; i < f->n; i++) {
		uint32_t at = f->items[i].place[0].at.off;

		if (by > 0 && at > off)
			return at;
		if (by < 0 && at < off)
			to = at;
	}
	return to;
}

void reader_checks_step(struct reader *r, int64_t by)
{
	int64_t to = -1, off = r->at;

	for (; by; by += by < 0 ? 1 : -1) {
		off = next_place(r, (uint32_t)off, by < 0 ? -1 : 1);
		if (off < 0)
			break;
		to = off;
	}
	if (to >= 0)
		reader_go(r, (uint32_t)to);
	else
		reader_say(r,
			   by < 0 ? _("nothing to remark before this place")
				  : _("nothing to remark behind this place"));
}
