/*
 * Where one is: the path of headings, and the line that `=` says.
 */
#include "core/base/width.h"

#include "tui/view/reader.h"

enum { PATH_DEPTH = 8 };

void reader_path(const struct reader *r, uint32_t off, bool ascii, int cols,
		 struct buf *out)
{
	const struct section *s = r->report.sections.items;
	const char *sep = ascii ? " > " : " › ", *cut = ascii ? "..." : "…";
	uint32_t chain[PATH_DEPTH], i = report_section_at(&r->report, off);
	int n = 0, room = cols;

	/* From the section upwards, as long as there is room: the nearest
	 * heading says most. */
	for (; i != SECTION_NONE && n < PATH_DEPTH; i = s[i].parent) {
		int need = (int)width_str(s[i].title) + (n ? 3 : 0);

		if (n && need > room - (s[i].parent == SECTION_NONE ? 0 : 4))
			break;
		room -= need;
		chain[n++] = i;
	}
	if (i != SECTION_NONE && n) {
		buf_addz(out, cut);
		buf_addz(out, sep);
	}
	while (n-- > 0) {
		buf_add(out, s[chain[n]].title);
		if (n)
			buf_addz(out, sep);
	}
}

static unsigned line_of(const struct reader *r, uint32_t off, unsigned *all)
{
	struct str s = r->report.text.bytes;
	unsigned here = 1;

	*all = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] != '\n')
			continue;
		++*all;
		here += i < off;
	}
	*all += s.len && s.p[s.len - 1] != '\n';
	return here;
}

void reader_where(struct reader *r)
{
	struct buf b;
	unsigned all, line = line_of(r, r->at, &all);
	size_t len = r->report.text.bytes.len;

	buf_init(&b, app_frame(r->view.app));
	/* Translators: line, lines, percent, character, characters. */
	buf_addf(&b, _("line %u of %u, %u%%, character %u of %u"), line, all,
		 len ? (unsigned)((uint64_t)r->at * 100 / len) : 0,
		 text_cp(&r->report.text, r->at), r->report.text.n_cps);
	buf_addz(&b, " | ");
	reader_path(r, r->at, r->ascii, 1000, &b);
	app_say(r->view.app, buf_str(&b));
}
