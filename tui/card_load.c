/* A card's evidence, fetched from the library. */
#include "tui/card.h"

/* The report's title; with its region and year before it where it names them
 * not, as 政府工作报告 does. */
static struct str full_title(struct arena *a, struct str title,
			     const struct series_source *source)
{
	struct buf year, out;

	buf_init(&year, a);
	buf_addf(&year, "%u", source->year);
	buf_init(&out, a);
	if (str_find(title, source->region, 0) < 0)
		buf_add(&out, source->region);
	if (source->year && str_find(title, buf_str(&year), 0) < 0) {
		buf_add(&out, buf_str(&year));
		buf_addz(&out, "年");
	}
	buf_add(&out, title);
	return buf_str(&out);
}

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
	e->title = full_title(a, e->title, source);
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
