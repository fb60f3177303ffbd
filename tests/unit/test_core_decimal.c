/* core/base/decimal: exact numbers, printed as they were written. */
#include "core/base/decimal.h"

#include "tests/test.h"

static struct decimal dec(const char *z)
{
	struct decimal d;

	if (!decimal_parse(str_of(z), &d))
		fail_msg("«%s» does not parse", z);
	return d;
}

static void assert_text(struct decimal d, const char *want)
{
	char text[DECIMAL_TEXT];
	size_t len = decimal_text(d, text);

	assert_int_equal(len, strlen(text));
	assert_string_equal(text, want);
}

static void reads_and_prints(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"0", "0"},
		{"-0", "0"},
		{"000", "0"},
		{"0.000", "0"},
		{"13.30", "13.3"},
		{"-25", "-25"},
		{"0.05", "0.05"},
		{"-0.5", "-0.5"},
		{"33.333", "33.333"},
		{"117010000000", "117010000000"},
		{"100000000000000000000", "100000000000000000000"},
		{"007", "7"},
		{"1.10", "1.1"},
		{"999999999999999999", "999999999999999999"},
		{"0.000000000000000001", "0.000000000000000001"},
		{"123456789.987654321", "123456789.987654321"},
		{"1000000000000.5", "1000000000000.5"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_text(dec(rows[i].in), rows[i].out);
}

static void refuses(void **state)
{
	static const char *const rows[] = {
		"",
		"-",
		".",
		"1.",
		".5",
		"1..2",
		"1.2.3",
		"1e5",
		"+1",
		" 1",
		"1 ",
		"--1",
		"1,000",
		"9999999999999999999",
		"1234567890123456789",
		"0.1234567890123456789",
		/* 10^61 and 10^-61 are beyond the bounds */
		"10000000000000000000000000000000000000000000000000000000000000",
		"0.0000000000000000000000000000000000000000000000000000000000001",
	};
	struct decimal d = {7, 0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (decimal_parse(str_of(rows[i]), &d))
			fail_msg("«%s» was read", rows[i]);
		assert_int_equal(d.coef, 7);
	}
}

static void scales(void **state)
{
	struct decimal d;

	(void)state;
	assert_true(decimal_scale(dec("1170.1"), 8, &d));
	assert_text(d, "117010000000");
	assert_true(decimal_scale(dec("47.264287"), 8, &d));
	assert_text(d, "4726428700");
	assert_true(decimal_scale(dec("5"), -3, &d));
	assert_text(d, "0.005");
	assert_true(decimal_scale(DECIMAL_ZERO, 1000, &d));
	assert_text(d, "0");
	assert_false(decimal_scale(dec("1"), 61, &d));
	assert_false(decimal_scale(dec("1"), INT32_MAX, &d));
	assert_false(decimal_scale(dec("1"), -61, &d));
	assert_false(decimal_make(1, INT32_MIN, &d));
	assert_true(decimal_make(INT64_MIN + 1, 0, &d) == false);
}

static void adds(void **state)
{
	struct decimal d;

	(void)state;
	assert_true(decimal_add(dec("0.1"), dec("0.2"), &d));
	assert_true(decimal_eq(d, dec("0.3")));
	assert_true(decimal_sub(dec("6.1"), dec("6.1"), &d));
	assert_text(d, "0");
	assert_true(decimal_sub(dec("13.3"), dec("25"), &d));
	assert_text(d, "-11.7");
	assert_true(decimal_add(dec("1000000000000"), dec("0.01"), &d));
	assert_text(d, "1000000000000.01");
	assert_true(decimal_add(DECIMAL_ZERO, dec("-3.9"), &d));
	assert_text(d, "-3.9");
	/* the sum of two long numbers may be short */
	assert_true(decimal_add(dec("999999999999999999"), dec("1"), &d));
	assert_text(d, "1000000000000000000");
	assert_false(decimal_add(dec("1000000000000000000"), dec("0.1"), &d));
	assert_false(decimal_add(dec("1000000000000000000000"), dec("1"), &d));
}

static void multiplies_and_divides(void **state)
{
	struct decimal d;

	(void)state;
	assert_true(decimal_mul(dec("-1.5"), dec("0.4"), &d));
	assert_text(d, "-0.6");
	assert_true(decimal_mul(dec("999999999"), dec("999999999"), &d));
	assert_text(d, "999999998000000001");
	assert_false(decimal_mul(dec("9999999999"), dec("9999999999"), &d));
	assert_true(decimal_div(dec("100"), dec("3"), 3, &d));
	assert_text(d, "33.333");
	assert_true(decimal_div(dec("100"), dec("6"), 3, &d));
	assert_text(d, "16.667");
	assert_true(decimal_div(dec("-200"), dec("3"), 3, &d));
	assert_text(d, "-66.667");
	assert_true(decimal_div(dec("1"), dec("8"), 2, &d));
	assert_text(d, "0.13");
	assert_true(decimal_div(dec("300"), dec("4"), 3, &d));
	assert_text(d, "75");
	assert_true(decimal_div(dec("1"), dec("10000000000000000000"), 9, &d));
	assert_text(d, "0");
	assert_false(decimal_div(dec("1"), DECIMAL_ZERO, 3, &d));
	assert_true(decimal_round(dec("2.345"), 2, &d));
	assert_text(d, "2.35");
	assert_true(decimal_round(dec("-2.5"), 0, &d));
	assert_text(d, "-3");
	assert_true(decimal_round(dec("120000"), 0, &d));
	assert_text(d, "120000");
}

static void compares(void **state)
{
	/* rising */
	static const char *const rows[] = {
		"-100000000000000000000",
		"-25",
		"-13.3",
		"-0.001",
		"0",
		"0.001",
		"0.0011",
		"1",
		"1.1",
		"9",
		"10",
		"999999.5",
		"999999999999999999",
		"1000000000000000000",
		"100000000000000000000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
			int c = decimal_cmp(dec(rows[i]), dec(rows[k]));

			assert_int_equal((c > 0) - (c < 0), (i > k) - (i < k));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_prints),
		cmocka_unit_test(refuses),
		cmocka_unit_test(scales),
		cmocka_unit_test(adds),
		cmocka_unit_test(multiplies_and_divides),
		cmocka_unit_test(compares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
