/* Metadata, from title, meeting, speaker and publication lines. */
#include "core/base/clean.h"
#include "core/outline/outline.h"
#include "core/outline/scan.h"

void outline_meta(struct outline *o)
{
	struct meta *m = &o->report->meta;

	m->kind = KIND_ARTICLE;
	if (o->title < o->blocks.n)
		m->title = clean_str(
			o->a,
			scan_one_line(
				o->a,
				block_str(o, &o->blocks.items[o->title])));
}
