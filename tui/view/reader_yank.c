/*
 * What y sends from the text: the sentence with its source (yy), the figure
 * (yv), the paragraph (yp), the section (ys). Line ends that a column cut into
 * the text are joined, as on the screen.
 */
#include "core/base/clean.h"

#include "tui/title.h"
#include "tui/view/reader.h"

static void add_stretch(const struct reader *r, struct buf *out, uint32_t off,
			uint32_t len)
{
	struct str s = str_sub(r->report.text.bytes, off, (size_t)off + len);

	clean(out, wrap_join(out->arena, s));
}

static void add_sentence(const struct reader *r, struct buf *out)
{
	struct span s = reader_sentence(r, r->at);

	add_stretch(r, out, s.off, s.len);
	buf_addz(out, "\n— ");
	title_full(out, r->row.title, r->row.region, r->row.year);
	if (report_section_at(&r->report, r->at) != SECTION_NONE)
		buf_addz(out, " › ");
	report_section_path(out, &r->report,
			    report_section_at(&r->report, r->at), " › ");
	buf_addc(out, '\n');
}

static void add_figure(const struct reader *r, struct buf *out)
{
	const struct metric *m = reader_figure_chosen(r);

	if (!m)
		m = reader_figure_here(r);
	if (m)
		add_stretch(r, out, m->off, m->len);
}

static void add_paragraphs(const struct reader *r, struct buf *out,
			   uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < r->report.paras.n; i++) {
		const struct para *p = &r->report.paras.items[i];
		uint32_t a = p->off < from ? from : p->off;
		uint32_t b = p->off + p->len > to ? to : p->off + p->len;

		if (a >= b || (p->kind == PARA_BOILERPLATE && !r->all))
			continue;
		add_stretch(r, out, a, b - a);
		buf_addc(out, '\n');
	}
}

static void add_paragraph(const struct reader *r, struct buf *out)
{
	const struct para *p;

	if (r->report.paras.n == 0)
		return;
	p = &r->report.paras.items[report_para_at(&r->report, r->at)];
	add_stretch(r, out, p->off, p->len);
	buf_addc(out, '\n');
}

/* With all that is inside it. */
static void add_section(const struct reader *r, struct buf *out)
{
	uint32_t i = report_section_at(&r->report, r->at), next;
	uint32_t end = (uint32_t)r->report.text.bytes.len;

	if (i == SECTION_NONE)
		return;
	next = report_section_next(&r->report, i);
	if (next < r->report.sections.n)
		end = r->report.sections.items[next].off;
	add_paragraphs(r, out, r->report.sections.items[i].off, end);
}

bool reader_yank(struct reader *r, uint32_t what)
{
	struct buf b;

	buf_init(&b, app_frame(r->view.app));
	switch (what) {
	case 'y':
		add_sentence(r, &b);
		break;
	case 'v':
		add_figure(r, &b);
		break;
	case 'p':
		add_paragraph(r, &b);
		break;
	case 's':
		add_section(r, &b);
		break;
	default:
		return false;
	}
	if (b.len)
		app_yank(r->view.app, buf_str(&b));
	else
		reader_say(r, what == 'v' ? _("no figure here")
					  : _("nothing to yank here"));
	return true;
}
