/*
 * Any bytes, walked for quantities. What must hold: spans rise, lie inside
 * and end at a character's edge; number and unit lie in the quantity; and a
 * quantity cut out of its text is read as the same one again.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "core/extract/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct number_rules *rules;

#define CHECK(what)                                                            \
	((what) ? (void)0 : (fprintf(stderr, "not so: %s\n", #what), abort()))

static bool is_edge(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.p[at] & 0xc0) != 0x80;
}

/* What is no UTF-8 becomes U+FFFD, as core/text does. */
static struct str repaired(struct arena *a, struct str raw)
{
	struct buf b;
	size_t n;

	buf_init(&b, a);
	for (size_t i = 0; i < raw.len; i += n)
		buf_add_cp(&b, utf8_decode(raw, i, &n));
	return buf_str(&b);
}

static void check_unit(struct str s, const struct unit *u)
{
	CHECK(u->len > 0 && (size_t)u->off + u->len <= s.len);
	CHECK(is_edge(s, u->off) && is_edge(s, (size_t)u->off + u->len));
	CHECK(u->text.len > 0 && utf8_is_valid(u->text));
	CHECK(decimal_sign(u->scale) > 0 && decimal_sign(u->factor) > 0 &&
	      decimal_sign(u->divisor) > 0);
}

/* A scale alone needs the word before it, 第 may stand there too, and digits
 * set apart the unit that 百分之 leaves outside. */
static void check_again(struct arena *a, struct str s, const struct quantity *q)
{
	struct quantity again;
	struct buf b;

	if (q->number.flags & NUMBER_BARE ||
	    (q->number.flags & NUMBER_SPACED && !q->has_unit) ||
	    (q->number.flags & NUMBER_ORDINAL &&
	     !str_has_prefix(str_sub(s, q->off, s.len), STR("第"))))
		return;
	buf_init(&b, a);
	buf_addz(&b, "，");
	buf_add(&b, str_sub(s, q->off, (size_t)q->off + q->len));
	CHECK(quantity_scan(rules, buf_str(&b), strlen("，"), &again));
	CHECK(again.len == q->len);
	CHECK(decimal_eq(again.value, q->value));
	CHECK(str_eq(again.unit_text, q->unit_text));
}

static void check_quantity(struct str s, const struct quantity *q)
{
	const struct number *n = &q->number;
	size_t end = (size_t)q->off + q->len;
	char text[DECIMAL_TEXT];

	CHECK(q->len > 0 && end <= s.len);
	CHECK(is_edge(s, q->off) && is_edge(s, end));
	CHECK(n->off == q->off && n->len > 0 && n->len <= q->len);
	CHECK(is_edge(s, (size_t)n->off + n->len));
	CHECK(n->unit_off >= n->off + n->len && n->unit_off <= s.len);
	CHECK(q->bound && strchr("=<>~", q->bound));
	CHECK(decimal_text(q->value, text) < sizeof(text));
	if (n->flags & (NUMBER_HUGE | NUMBER_CODE))
		CHECK(n->value.coef == 0);
	if (q->has_unit)
		check_unit(s, &q->unit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena forever;
	struct arena a = {0};
	struct str s;
	struct quantity q;
	struct number n;
	struct unit u;
	size_t at = 0;

	if (!rules)
		rules = number_rules_open(&forever, &ASSETS_BUILTIN, NULL);
	s = repaired(&a, str_n((const char *)data, size));
	while (quantity_next(rules, s, at, &q)) {
		CHECK(q.off >= at);
		check_quantity(s, &q);
		check_again(&a, s, &q);
		at = (size_t)q.off + q.len;
	}
	/* From anywhere, as a lexer might. */
	for (at = 0; at < s.len; at = utf8_next(s, at)) {
		if (number_scan(rules, s, at, &n))
			CHECK(n.len > 0 && n.off + n.len <= s.len);
		if (unit_match(rules, s, at, &u))
			check_unit(s, &u);
	}
	arena_release(&a);
	return 0;
}
