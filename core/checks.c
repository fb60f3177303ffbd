/*
 * The face of the checks: which are asked of one report, which of two, and
 * where the findings go. Each check is a file of core/checks.
 */
#include "core/checks.h"

#include <assert.h>
#include <stdlib.h>

#include "core/checks/parts.h"

static const char *const NAMES[] = {
	[CHECK_SUM_CHANGE] = "sum-change",
	[CHECK_SUM_PART] = "sum-part",
	[CHECK_SUM_YEAR] = "sum-year",
	[CHECK_DIFFERS] = "figure-differs",
	[CHECK_ELSEWHERE] = "figure-elsewhere",
	[CHECK_PARAGRAPH] = "paragraph-twice",
	[CHECK_SENTENCE] = "sentence-twice",
	[CHECK_CUT] = "text-cut",
};
static_assert(COUNT_OF(NAMES) == CHECK_COUNT, "a rule without a name");

const char *check_rule_name(enum check_rule rule)
{
	return NAMES[rule];
}

struct finding *check_found(struct check_run *run, enum check_rule rule)
{
	struct finding *f;

	if (run->out->n >= CHECK_MAX)
		return NULL;
	f = ARRAY_PUSH(run->arena, run->out);
	f->rule = rule;
	return f;
}

struct check_place check_here(const struct check_run *run, struct span at)
{
	struct str s = str_sub(run->mine->report->text.bytes, at.off,
			       (size_t)at.off + at.len);

	return (struct check_place){
		.at = at,
		.cp = text_cp(&run->mine->report->text, at.off),
		.sentence = at,
		.value = s,
		.quote = s,
	};
}

void checks_self(struct findings *out, struct arena *a,
		 const struct check_rules *rules, const struct check_side *mine)
{
	struct check_run run = {out, a, rules, mine};
	struct tolds told = {0};
	struct arena tmp = {0};

	told_all(&told, &tmp, rules, mine);
	check_sums_change(&run, &told);
	check_sums_part(&run, &told);
	check_sums_year(&run, &told, &told);
	check_differs(&run, &told);
	check_twice(&run);
	check_cut(&run);
	arena_release(&tmp);
}

void checks_pair(struct findings *out, struct arena *a,
		 const struct check_rules *rules, const struct check_side *mine,
		 const struct check_side *other)
{
	struct check_run run = {out, a, rules, mine};
	struct tolds told = {0}, others = {0};
	struct arena tmp = {0};

	told_all(&told, &tmp, rules, mine);
	told_all(&others, &tmp, rules, other);
	check_sums_year(&run, &told, &others);
	check_elsewhere(&run, &told, &others);
	arena_release(&tmp);
}

static int cmp(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;

	if (a->place[0].at.off != b->place[0].at.off)
		return a->place[0].at.off < b->place[0].at.off ? -1 : 1;
	if (a->rule != b->rule)
		return (int)a->rule - (int)b->rule;
	if (a->place[1].report != b->place[1].report)
		return a->place[1].report < b->place[1].report ? -1 : 1;
	return a->place[1].at.off < b->place[1].at.off	 ? -1
	       : a->place[1].at.off > b->place[1].at.off ? 1
							 : 0;
}

static int cmp_u32(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return a < b ? -1 : a > b;
}

static bool is_agreed(const struct findings *f, const struct finding *x)
{
	return x->rule == CHECK_SUM_YEAR && f->agreed.n &&
	       bsearch(&x->place[0].at.off, f->agreed.items, f->agreed.n,
		       sizeof(uint32_t), cmp_u32);
}

void findings_sort(struct findings *f)
{
	size_t n = 0;

	if (f->agreed.n)
		qsort(f->agreed.items, f->agreed.n, sizeof(uint32_t), cmp_u32);
	for (size_t i = 0; i < f->n; i++)
		if (!is_agreed(f, &f->items[i]))
			f->items[n++] = f->items[i];
	f->n = n;
	if (f->n)
		qsort(f->items, f->n, sizeof(*f->items), cmp);
}

static bool overlaps(struct span a, struct span b)
{
	return a.off < b.off + b.len && b.off < a.off + a.len;
}

const struct finding *findings_at(const struct findings *f, struct span span)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->items[i];

		for (size_t k = 0; k < x->n_places; k++)
			if (x->place[k].report == 0 &&
			    overlaps(x->place[k].at, span))
				return x;
	}
	return NULL;
}
