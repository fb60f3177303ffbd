/* A card's evidence, fetched from the library. */
#include "tui/card.h"

static bool load_side(struct library *lib, struct arena *a,
		      const struct series_table *table,
		      const struct series_side *side,
		      const struct evidence **out, struct error *err)
{
	const struct observation *o = side->low ? side->low : side->high;
	struct evidence *e;

	*out = NULL;
	if (!o)
		return true;
	e = arena_alloc(a, sizeof(*e));
	if (!evidence_load(lib, a, &table->from->sources.items[o->source],
			   &o->m, e, err))
		return false;
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
