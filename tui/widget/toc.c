/*
 * The outline's tree. `visible` is made anew when a fold changes; a fold is
 * one pass over the sections, in which everything inside a folded section is
 * jumped over. Counters are prefix sums, so that a row's figure is one
 * subtraction whether it is folded or not.
 */
#include "tui/widget/toc.h"

#include "core/find.h"

static uint32_t n_sections(const struct toc *t)
{
	return (uint32_t)t->report->sections.n;
}

static uint32_t parent_of(const struct toc *t, uint32_t section)
{
	return t->report->sections.items[section].parent;
}

static void refresh(struct toc *t)
{
	uint32_t n = 0, i = 0;

	while (i < n_sections(t)) {
		t->visible[n++] = i;
		i = t->folded[i] ? report_section_next(t->report, i) : i + 1;
	}
	list_set(&t->list, n, t->list.rows);
}

void toc_init(struct toc *t, struct arena *a, const struct report *r)
{
	size_t n = r->sections.n;

	*t = (struct toc){.arena = a, .report = r};
	t->folded = arena_calloc(a, n + 1, sizeof(*t->folded));
	t->visible = arena_calloc(a, n + 1, sizeof(*t->visible));
	t->depth = arena_calloc(a, n + 1, sizeof(*t->depth));
	for (uint32_t i = 0; i < n; i++) {
		uint32_t up = parent_of(t, i);

		t->depth[i] = up == SECTION_NONE ? 0 : t->depth[up] + 1;
	}
	refresh(t);
}

uint32_t toc_section(const struct toc *t, uint32_t row)
{
	return row < t->list.count ? t->visible[row] : SECTION_NONE;
}

/* The last visible row that begins at or before the section: what hides a
 * section stands before it, and what stands between is hidden, too. */
uint32_t toc_row(const struct toc *t, uint32_t section)
{
	uint32_t low = 0, high = t->list.count;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (t->visible[mid] <= section)
			low = mid;
		else
			high = mid;
	}
	return low;
}

bool toc_has_children(const struct toc *t, uint32_t section)
{
	return section < n_sections(t) && section + 1 < n_sections(t) &&
	       parent_of(t, section + 1) == section;
}

static uint32_t cursor_section(const struct toc *t)
{
	return toc_section(t, t->list.cursor);
}

void toc_fold(struct toc *t, uint32_t section, bool fold)
{
	uint32_t here = cursor_section(t);

	if (section >= n_sections(t))
		return;
	t->folded[section] = fold && toc_has_children(t, section);
	refresh(t);
	toc_follow(t, here);
}

void toc_fold_all(struct toc *t)
{
	uint32_t here = cursor_section(t);
	bool fold = true;

	for (uint32_t i = 0; i < n_sections(t); i++)
		fold = fold && !t->folded[i];
	for (uint32_t i = 0; i < n_sections(t); i++)
		t->folded[i] = fold && toc_has_children(t, i);
	refresh(t);
	toc_follow(t, here);
}

void toc_reveal(struct toc *t, uint32_t section)
{
	if (section >= n_sections(t))
		return;
	for (uint32_t up = parent_of(t, section); up != SECTION_NONE;
	     up = parent_of(t, up))
		t->folded[up] = false;
	refresh(t);
	toc_follow(t, section);
}

void toc_follow(struct toc *t, uint32_t section)
{
	list_to(&t->list, section < n_sections(t) ? toc_row(t, section) : 0);
}

static uint32_t sibling_step(const struct toc *t, uint32_t section, int step)
{
	const struct section *s = t->report->sections.items;
	uint32_t i = section;

	for (;;) {
		if (step < 0 ? i == 0 : i + 1 >= n_sections(t))
			return section;
		i = step < 0 ? i - 1 : i + 1;
		if (s[i].level <= s[section].level)
			return i;
	}
}

uint32_t toc_sibling(const struct toc *t, uint32_t section, int64_t by)
{
	if (section >= n_sections(t))
		return section;
	for (; by; by += by < 0 ? 1 : -1) {
		uint32_t to = sibling_step(t, section, by < 0 ? -1 : 1);

		if (to == section)
			break;
		section = to;
	}
	return section;
}

void toc_count(struct toc *t, unsigned counter, const struct spans *hits)
{
	uint32_t *before = t->before[counter];
	size_t h = 0;

	if (!before)
		before = arena_calloc(t->arena, n_sections(t) + 1u,
				      sizeof(*before));
	t->before[counter] = before;
	for (uint32_t i = 0; i < n_sections(t); i++) {
		while (h < hits->n &&
		       hits->items[h].off < t->report->sections.items[i].off)
			h++;
		before[i] = (uint32_t)h;
	}
	before[n_sections(t)] = (uint32_t)hits->n;
}

uint32_t toc_hits(const struct toc *t, uint32_t row, unsigned counter)
{
	const uint32_t *before = t->before[counter];
	uint32_t section = toc_section(t, row);
	uint32_t next;

	if (!before || section == SECTION_NONE)
		return 0;
	next = t->folded[section] ? report_section_next(t->report, section)
				  : section + 1;
	return before[next] - before[section];
}
