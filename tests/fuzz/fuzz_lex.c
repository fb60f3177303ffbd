/*
 * Any bytes, as one paragraph. What must hold: tokens rise, lie inside, end at
 * a character's edge and leave out nothing but white space and what leaves no
 * ink; a number's token is the scanner's hit.
 */
#include "core/base/clean.h"
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/extract/lex.h"
#include "core/text.h"

#include "tests/fuzz/fuzz.h"

static void check_gap(struct str s, size_t from, size_t to)
{
	size_t n;

	for (size_t i = from; i < to; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		CHECK(space_is(cp) || clean_is_unsafe(cp));
	}
}

static void check_token(struct str s, const struct lexed *l,
			const struct token *t)
{
	CHECK(t->len > 0 && (size_t)t->off + t->len <= s.len);
	CHECK(is_edge(s, t->off) && is_edge(s, (size_t)t->off + t->len));
	CHECK(t->kind < TOKEN_KIND_COUNT);
	if (t->kind != TOKEN_NUMBER)
		return;
	CHECK(t->number < l->quantities.n);
	CHECK(l->quantities.items[t->number].off == t->off);
	CHECK(l->quantities.items[t->number].len == t->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena forever;
	static struct lexicon words;
	static struct lex_rules rules;
	struct arena a = {0};
	struct lexed l = {0};
	struct text t;
	size_t at = 0;

	if (!rules.words) {
		lexicon_load(&words, &forever, &ASSETS_BUILTIN, NULL);
		rules.words = &words;
		rules.numbers =
			number_rules_open(&forever, &ASSETS_BUILTIN, NULL);
	}
	text_load(&t, &a, str_n((const char *)data, size));
	lex(&l, &a, &rules, t.bytes, 0, (uint32_t)t.bytes.len);
	for (size_t i = 0; i < l.tokens.n; i++) {
		const struct token *tok = &l.tokens.items[i];

		CHECK(tok->off >= at);
		check_gap(t.bytes, at, tok->off);
		check_token(t.bytes, &l, tok);
		at = (size_t)tok->off + tok->len;
	}
	check_gap(t.bytes, at, t.bytes.len);
	arena_release(&a);
	return 0;
}
