/* core: the reader's message, packed, unpacked, and damaged in every place. */
#include "core/reading.h"

#include "tests/test.h"

static void fill(struct reading *r, struct arena *a)
{
	*r = (struct reading){.kind = READING_HTML,
			      .shut_in = READING_LANDLOCK | READING_SECCOMP,
			      .n_replaced = 2,
			      .encoding = STR("gb18030"),
			      .text = STR("首页\n\n一、回顾\n\n正文。"),
			      .title = STR("标题"),
			      .date = STR("2024-02-06"),
			      .source = STR("来源"),
			      .editor = STR("甲")};
	*ARRAY_PUSH(a, &r->asides) = (struct reading_aside){0, 6};
	*ARRAY_PUSH(a, &r->heads) = (struct reading_head){8, 1};
	*ARRAY_PUSH(a, &r->members) =
		(struct reading_member){STR("a.txt"), STR("\0x")};
}

static void comes_back_as_it_was(void **state)
{
	struct arena a = {0};
	struct reading r, got;
	struct buf b;

	(void)state;
	fill(&r, &a);
	buf_init(&b, &a);
	reading_pack(&b, &r);
	assert_true(reading_unpack(&got, &a, buf_str(&b)));
	assert_int_equal(got.fault, READING_OK);
	assert_int_equal(got.kind, READING_HTML);
	assert_int_equal(got.shut_in, r.shut_in);
	assert_int_equal(got.n_replaced, 2);
	assert_true(str_eq(got.text, r.text));
	assert_str(got.encoding, "gb18030");
	assert_str(got.editor, "甲");
	assert_int_equal(got.heads.n, 1);
	assert_int_equal(got.heads.items[0].off, 8);
	assert_int_equal(got.asides.items[0].len, 6);
	assert_int_equal(got.members.items[0].bytes.len, 2);
	arena_release(&a);
}

static void facts_fit_their_text(void **state)
{
	struct arena a = {0};
	struct reading r, got;
	struct buf b;

	(void)state;
	fill(&r, &a);
	buf_init(&b, &a);
	reading_pack_facts(&b, &r);
	assert_true(reading_unpack_facts(&got, &a, buf_str(&b), r.text));
	assert_int_equal(got.heads.n, 1);
	assert_str(got.source, "来源");
	/* of a shorter text, and of one whose characters lie elsewhere */
	assert_false(reading_unpack_facts(&got, &a, buf_str(&b), STR("首页")));
	assert_false(reading_unpack_facts(&got, &a, buf_str(&b),
					  STR("x首页首页首页首页")));
	arena_release(&a);
}

static void order_is_checked(void **state)
{
	struct arena a = {0};
	struct reading r, got;
	struct buf b;

	(void)state;
	fill(&r, &a);
	*ARRAY_PUSH(&a, &r.heads) = (struct reading_head){8, 2};
	buf_init(&b, &a);
	reading_pack(&b, &r);
	assert_false(reading_unpack(&got, &a, buf_str(&b)));
	assert_int_equal(got.fault, READING_CRASHED);
	assert_int_equal(got.text.len, 0);
	fill(&r, &a);
	r.asides.items[0].len = 1000;
	buf_init(&b, &a);
	reading_pack(&b, &r);
	assert_false(reading_unpack(&got, &a, buf_str(&b)));
	fill(&r, &a);
	r.text = STR("首页\xff\n\n一、回顾");
	buf_init(&b, &a);
	reading_pack(&b, &r);
	assert_false(reading_unpack(&got, &a, buf_str(&b)));
	arena_release(&a);
}

/* Whatever still unpacks keeps its promises. */
static void assert_sound(const struct reading *r)
{
	for (size_t i = 0; i < r->heads.n; i++)
		assert_true(r->heads.items[i].off < r->text.len &&
			    r->heads.items[i].level <= 6);
	for (size_t i = 0; i < r->asides.n; i++)
		assert_true((size_t)r->asides.items[i].off +
				    r->asides.items[i].len <=
			    r->text.len);
	assert_true(r->kind < READING_KIND_COUNT);
	assert_true(r->fault < READING_FAULT_COUNT);
}

static void damaged_in_every_place(void **state)
{
	static const unsigned char TURN[] = {1, 0x80, 0xff};
	struct arena a = {0};
	struct reading r, got;
	struct buf b;
	char *copy;

	(void)state;
	fill(&r, &a);
	buf_init(&b, &a);
	reading_pack(&b, &r);
	copy = arena_alloc(&a, b.len);
	for (size_t i = 0; i < b.len; i++) {
		struct arena_mark mark = arena_mark(&a);

		assert_false(reading_unpack(&got, &a, str_n(b.p, i)));
		for (size_t k = 0; k < sizeof(TURN); k++) {
			memcpy(copy, b.p, b.len);
			copy[i] = (char)((unsigned char)copy[i] ^ TURN[k]);
			if (reading_unpack(&got, &a, str_n(copy, b.len)))
				assert_sound(&got);
		}
		arena_rewind(&a, mark);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_it_was),
		cmocka_unit_test(facts_fit_their_text),
		cmocka_unit_test(order_is_checked),
		cmocka_unit_test(damaged_in_every_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
