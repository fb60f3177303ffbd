/* Figures in words and signs. */
#include "core/base/array.h"
#include "core/base/width.h"

#include "tui/figure.h"

#include "tests/test.h"

/* A figure in a text of its own: the whole text is its value. */
static struct metric make(struct report *r, struct arena *a, const char *value,
			  struct decimal number)
{
	*r = (struct report){0};
	text_load(&r->text, a, str_of(value));
	return (struct metric){.len = (uint32_t)strlen(value),
			       .value = number,
			       .indicator = STR("粮食产量"),
			       .canonical = STR("粮食产量"),
			       .period = STR("2024")};
}

static struct str value_of(struct arena *a, const struct report *r,
			   const struct metric *m, bool ascii)
{
	struct buf b;

	buf_init(&b, a);
	figure_value(&b, r, m, ascii);
	return buf_str(&b);
}

static void values_have_bound_and_arrow(void **state)
{
	struct arena a = {0};
	struct report r;
	struct metric m = make(&r, &a, "6.1%", (struct decimal){61, -1});

	(void)state;
	assert_str(value_of(&a, &r, &m, false), "6.1%");
	m.bound = BOUND_GE;
	m.measure = MEASURE_GROWTH;
	assert_str(value_of(&a, &r, &m, false), "↑ ≥6.1%");
	assert_str(value_of(&a, &r, &m, true), "^ >=6.1%");
	m.value = decimal_negate(m.value);
	m.bound = BOUND_ABOUT;
	assert_str(value_of(&a, &r, &m, false), "↓ ≈6.1%");
	m.measure = MEASURE_INCREMENT;
	assert_str(value_of(&a, &r, &m, true), "- ~6.1%");
	m.class = METRIC_UNCLASSIFIED;
	m.bound = BOUND_LE;
	assert_str(value_of(&a, &r, &m, false), "≤6.1%");
	arena_release(&a);
}

static void a_break_inside_is_joined(void **state)
{
	struct arena a = {0};
	struct report r;
	struct metric m = make(&r, &a, "117\n亿元", (struct decimal){117, 8});

	(void)state;
	assert_str(value_of(&a, &r, &m, false), "117亿元");
	arena_release(&a);
}

/* Each of them differs, in both sets, and takes one column. */
static void signs_tell_roles_apart(void **state)
{
	(void)state;
	for (int ascii = 0; ascii < 2; ascii++) {
		const char *seen[5] = {0};
		struct metric m[5] = {
			{.role = ROLE_ACHIEVED},
			{.role = ROLE_TARGET},
			{.role = ROLE_CONTEXT},
			{.class = METRIC_UNCLASSIFIED},
			{.class = METRIC_MASKED},
		};

		for (size_t i = 0; i < COUNT_OF(m); i++) {
			seen[i] = figure_sign(&m[i], ascii);
			assert_int_equal(width_str(str_of(seen[i])), 1);
			assert_true(!ascii || strlen(seen[i]) == 1);
			for (size_t k = 0; k < i; k++)
				assert_string_not_equal(seen[i], seen[k]);
		}
	}
}

static void a_line_tells_the_record(void **state)
{
	struct arena a = {0};
	struct report r;
	struct metric m = make(&r, &a, "18万吨", (struct decimal){18, 4});
	struct buf b;

	(void)state;
	m.scope = STR("全市");
	m.canonical = STR("粮食总产量");
	buf_init(&b, &a);
	figure_line(&b, &r, &m, true);
	assert_str(buf_str(&b),
		   "* 粮食产量 18万吨 - achieved - 2024 - 全市 - 粮食总产量");
	m.scope = m.canonical = STR_NULL;
	m.basis = STR("可比口径");
	m.flags = METRIC_EXPECTED | METRIC_INFERRED;
	buf_init(&b, &a);
	figure_line(&b, &r, &m, false);
	assert_str(buf_str(&b), "● 粮食产量 18万吨 · achieved · 2024? · "
				"可比口径 · estimate · year inferred");
	m.class = METRIC_UNCLASSIFIED;
	buf_init(&b, &a);
	figure_line(&b, &r, &m, false);
	assert_str(buf_str(&b), "? 18万吨 · unclassified");
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_have_bound_and_arrow),
		cmocka_unit_test(a_break_inside_is_joined),
		cmocka_unit_test(signs_tell_roles_apart),
		cmocka_unit_test(a_line_tells_the_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
