/*
 * Comparing two reports: the order of the steps, and the two texts merged for
 * reading.
 */
#include "core/diff_parts.h"

enum diff_kind diff_entry_kind(const struct diff *d, const struct diff_entry *e)
{
	if (e->unit[DIFF_NEWER] == DIFF_NONE)
		return DIFF_GONE;
	return (enum diff_kind)d->side[DIFF_NEWER]
		.units.items[e->unit[DIFF_NEWER]]
		.kind;
}

const char *diff_kind_name(enum diff_kind kind)
{
	static const char *const names[DIFF_KIND_COUNT] = {
		[DIFF_SAME] = "same",	[DIFF_NEW] = "new",
		[DIFF_GONE] = "gone",	[DIFF_REWORDED] = "reworded",
		[DIFF_MOVED] = "moved",
	};

	return names[kind];
}

uint32_t diff_unit_at(const struct diff_side *s, uint32_t off)
{
	uint32_t low = 0, high = (uint32_t)s->units.n;

	if (high == 0)
		return DIFF_NONE;
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (s->units.items[mid].off <= off)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void find_words(struct diff_work *w)
{
	struct diff *d = w->out;

	diff_words_begin(w);
	for (uint32_t i = 0; i < d->side[DIFF_NEWER].units.n; i++) {
		const struct diff_unit *u = &d->side[DIFF_NEWER].units.items[i];
		struct arena_mark mark = arena_mark(&w->temp);
		struct diff_words words;

		if (u->kind != DIFF_REWORDED)
			continue;
		diff_words(w, i, &words);
		if (w->rules && !u->heading)
			diff_promises(w, i, &words);
		arena_rewind(&w->temp, mark);
	}
}

static void add_entry(struct diff_work *w, uint32_t old, uint32_t newer)
{
	struct diff *d = w->out;

	*ARRAY_PUSH(w->keep, &d->entries) = (struct diff_entry){{old, newer}};
	d->groups.items[d->groups.n - 1].n_entries++;
}

/* Does the old unit stand in its place, beside its mate? */
static bool is_in_place(const struct diff_unit *u)
{
	return u->mate != DIFF_NONE && !u->moved;
}

/* The units of the old section from *at on that are only there, up to the
 * next one that is in its place, or to `end`. */
static void add_gone(struct diff_work *w, uint32_t *at, uint32_t end)
{
	const struct diff_unit *u = w->out->side[DIFF_OLD].units.items;

	for (; *at < end && !is_in_place(&u[*at]); ++*at)
		if (u[*at].mate == DIFF_NONE)
			add_entry(w, *at, DIFF_NONE);
}

/* The old and the newer section's units, merged. */
static void add_units(struct diff_work *w, const struct diff_section *a,
		      const struct diff_section *b)
{
	const struct diff_unit *units = w->out->side[DIFF_NEWER].units.items;
	uint32_t at = a->unit, end = a->unit + a->n_units;

	for (uint32_t i = b->unit; i < b->unit + b->n_units; i++) {
		uint32_t mate = units[i].mate;

		add_gone(w, &at, end);
		if (mate >= at && mate < end && is_in_place(&units[i]))
			at = mate + 1;
		add_entry(w, mate, i);
	}
	while (at < end) {
		add_gone(w, &at, end);
		at++; // its mate has been told elsewhere
	}
}

/* Opens a group and puts in both sections' units; either may be DIFF_NONE. */
static void add_group(struct diff_work *w, uint32_t old, uint32_t newer)
{
	struct diff *d = w->out;
	const struct diff_section none = {0}, *a = &none, *b = &none;

	*ARRAY_PUSH(w->keep, &d->groups) = (struct diff_group){
		.section = {old, newer}, .entry = (uint32_t)d->entries.n};
	if (old != DIFF_NONE)
		a = &d->side[DIFF_OLD].sections.items[old];
	if (newer != DIFF_NONE)
		b = &d->side[DIFF_NEWER].sections.items[newer];
	add_units(w, a, b);
	if (d->groups.items[d->groups.n - 1].n_entries == 0)
		d->groups.n--;
}

/* Old sections without a mate that follow `old`. */
static void add_gone_sections(struct diff_work *w, uint32_t old)
{
	const struct diff_side *a = &w->out->side[DIFF_OLD];

	for (uint32_t i = old + 1;
	     i < a->sections.n && a->sections.items[i].mate == DIFF_NONE; i++)
		add_group(w, i, DIFF_NONE);
}

static void merge(struct diff_work *w)
{
	const struct diff_side *b = &w->out->side[DIFF_NEWER];

	for (uint32_t i = 0; i < b->sections.n; i++) {
		uint32_t old = b->sections.items[i].mate;

		add_group(w, old, i);
		if (old != DIFF_NONE)
			add_gone_sections(w, old);
	}
}

/* Where a section begins in its text. */
static uint32_t section_off(const struct diff_side *s, uint32_t i)
{
	const struct diff_section *section = &s->sections.items[i];

	if (section->n_units)
		return s->units.items[section->unit].off;
	return i ? s->report->sections.items[i - 1].off : 0;
}

/* What stands beside each unit: its mate, else what stands beside the one
 * before it in its section, else the section's mate, else what stood there
 * before. */
static void follow(struct diff *d, int side)
{
	struct diff_side *s = &d->side[side];
	const struct diff_side *other = &d->side[!side];
	uint32_t off = 0, section = DIFF_NONE;

	for (size_t i = 0; i < s->units.n; i++) {
		struct diff_unit *u = &s->units.items[i];
		uint32_t mate = s->sections.items[u->section].mate;

		if (u->section != section && mate != DIFF_NONE)
			off = section_off(other, mate);
		section = u->section;
		if (u->mate != DIFF_NONE && !u->moved)
			off = other->units.items[u->mate].off;
		u->follow = off;
	}
}

static void count_kinds(struct diff *d)
{
	for (size_t i = 0; i < d->entries.n; i++) {
		const struct diff_entry *e = &d->entries.items[i];
		int side = e->unit[DIFF_NEWER] == DIFF_NONE ? DIFF_OLD
							    : DIFF_NEWER;

		if (!d->side[side].units.items[e->unit[side]].heading)
			d->n[diff_entry_kind(d, e)]++;
	}
}

void diff_make(struct diff *d, struct arena *a, const struct diff_rules *rules,
	       const struct report *old, const struct report *newer)
{
	struct diff_work w = {.out = d, .keep = a, .rules = rules};

	*d = (struct diff){0};
	d->side[DIFF_OLD].report = old;
	d->side[DIFF_NEWER].report = newer;
	diff_cut(&w, DIFF_OLD);
	diff_cut(&w, DIFF_NEWER);
	diff_match_sections(&w);
	diff_match_units(&w);
	find_words(&w);
	merge(&w);
	for (int s = 0; s < DIFF_SIDES; s++)
		follow(d, s);
	count_kinds(d);
	arena_release(&w.temp);
}
