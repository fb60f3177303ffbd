/* A card's evidence, fetched from the library. */
#include "tui/card.h"
#include "tui/i18n.h"
#include "tui/title.h"

static bool load_side(struct library *lib, struct arena *a,
		      const struct series_table *table,
		      const struct series_side *side,
		      const struct evidence **out, struct error *err)
{
	const struct observation *o = side->low ? side->low : side->high;
	const struct observation *high = side->high;
	const struct series_source *source;
	struct evidence *e;
	struct metric m;
	struct buf title;

	*out = NULL;
	if (!o)
		return true;
	m = o->m;
	/* of a range both ends: 6%—6.5% */
	if (high && high->source == o->source && high->m.off > m.off)
		m.len = high->m.off + high->m.len - m.off;
	e = arena_alloc(a, sizeof(*e));
	source = &table->from->sources.items[o->source];
	if (!evidence_load(lib, a, source, &m, e, err))
		return false;
	buf_init(&title, a);
	if (!e->title.len && source->kind == KIND_WORK_REPORT)
		e->title = str_of(_("government work report"));
	title_full(&title, e->title, source->region, source->year);
	e->title = buf_str(&title);
	*out = e;
	return true;
}

bool card_evidence_load(struct library *lib, struct arena *a,
			const struct series_table *table,
			const struct series_cell *cell,
			struct card_evidence *out, struct error *err)
{
	*out = (struct card_evidence){0};
	return load_side(lib, a, table, &cell->target, &out->target, err) &&
	       load_side(lib, a, table, &cell->achieved, &out->achieved, err);
}
