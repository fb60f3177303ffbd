/*
 * The outline's tree: folds, the cursor across folds, counters.
 */
#include "core/find.h"

#include "tui/widget/toc.h"

#include "tests/test.h"
#include "tests/unit/tui_report.h"

// 0 A, 1 A1, 2 A2, 3 A2a, 4 B, 5 B1
static const char TEXT[] = "# A\nx\n## A1\nxx\n## A2\nx\n### A2a\nx\n"
			   "# B\n## B1\nx x x\n";

struct fixture {
	struct arena arena;
	struct report report;
	struct toc toc;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	test_report_make(&f->report, &f->arena, str_of(TEXT));
	toc_init(&f->toc, &f->arena, &f->report);
	f->toc.list.rows = 10;
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->arena);
	free(f);
	return 0;
}

static void test_tree(void **state)
{
	struct toc *t = &((struct fixture *)*state)->toc;

	assert_int_equal(t->list.count, 6);
	assert_int_equal(t->depth[3], 2);
	assert_int_equal(t->depth[5], 1);
	assert_true(toc_has_children(t, 0));
	assert_false(toc_has_children(t, 1));
	assert_false(toc_has_children(t, 5));
}

static void test_fold(void **state)
{
	struct toc *t = &((struct fixture *)*state)->toc;

	toc_follow(t, 3);
	assert_int_equal(t->list.cursor, 3);
	toc_fold(t, 0, true);
	assert_int_equal(t->list.count, 3);
	assert_int_equal(t->list.cursor, 0); // what hides it now
	assert_int_equal(toc_section(t, 1), 4);
	assert_int_equal(toc_row(t, 3), 0);
	assert_int_equal(toc_row(t, 5), 2);
	toc_reveal(t, 3);
	assert_int_equal(t->list.count, 6);
	assert_int_equal(t->list.cursor, 3);
	toc_fold(t, 1, true); // nothing in it
	assert_int_equal(t->list.count, 6);
	toc_fold(t, SECTION_NONE, true);
}

static void test_fold_all(void **state)
{
	struct toc *t = &((struct fixture *)*state)->toc;

	toc_follow(t, 5);
	toc_fold_all(t);
	assert_int_equal(t->list.count, 2);
	assert_int_equal(toc_section(t, t->list.cursor), 4);
	toc_fold_all(t);
	assert_int_equal(t->list.count, 6);
	assert_int_equal(toc_section(t, t->list.cursor), 4);
}

static void test_sibling(void **state)
{
	struct toc *t = &((struct fixture *)*state)->toc;

	assert_int_equal(toc_sibling(t, 1, 1), 2);
	assert_int_equal(toc_sibling(t, 2, 1), 4); // over A2a, up to B
	assert_int_equal(toc_sibling(t, 0, 1), 4);
	assert_int_equal(toc_sibling(t, 4, 5), 4);
	assert_int_equal(toc_sibling(t, 4, -1), 0);
	assert_int_equal(toc_sibling(t, 5, -1), 4);
	assert_int_equal(toc_sibling(t, 5, -100), 0);
}

static struct spans places_of(struct fixture *f, char c)
{
	struct str s = f->report.text.bytes;
	struct spans hits = {0};

	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == c)
			ARRAY_PUSH(&f->arena, &hits)->off = (uint32_t)i;
	return hits;
}

static void test_counts_add_up(void **state)
{
	struct fixture *f = *state;
	struct toc *t = &f->toc;
	struct spans hits = places_of(f, 'x');
	uint32_t sum = 0;

	toc_count(t, 2, &hits);
	assert_int_equal(toc_hits(t, 0, 2), 1);
	assert_int_equal(toc_hits(t, 1, 2), 2);
	assert_int_equal(toc_hits(t, 4, 2), 0);
	assert_int_equal(toc_hits(t, 5, 2), 3);
	assert_int_equal(toc_hits(t, 0, 1), 0); // never counted
	toc_fold(t, 2, true);
	assert_int_equal(toc_hits(t, 2, 2), 2); // its own and A2a's
	toc_fold_all(t);			// unfolds
	toc_fold_all(t);
	for (uint32_t row = 0; row < t->list.count; row++)
		sum += toc_hits(t, row, 2);
	assert_int_equal(sum, hits.n);
}

static void test_no_sections(void **state)
{
	struct fixture *f = *state;
	struct report none = {0};
	struct toc t;

	toc_init(&t, &f->arena, &none);
	assert_int_equal(t.list.count, 0);
	toc_fold_all(&t);
	toc_follow(&t, 3);
	toc_reveal(&t, 0);
	assert_int_equal(toc_section(&t, 0), SECTION_NONE);
	assert_int_equal(toc_hits(&t, 0, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_tree, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fold, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fold_all, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sibling, setup, teardown),
		cmocka_unit_test_setup_teardown(test_counts_add_up, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_no_sections, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
