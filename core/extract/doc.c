/* Reading the arrays of a doc. */
#include "core/extract/pass.h"

bool calendar_knows_plan(const struct calendar *c, int first)
{
	enum { NEAR = 5 }; /* years before and after it */

	return !c->year ||
	       (first <= c->year + NEAR && first + 4 + NEAR >= c->year);
}

bool token_has(const struct doc *d, uint32_t i, class_bits classes)
{
	return i < d->lexed.tokens.n && (token_at(d, i)->classes & classes);
}

bool token_is(const struct doc *d, uint32_t i, enum token_kind kind)
{
	return i < d->lexed.tokens.n && token_at(d, i)->kind == kind;
}

class_bits word_classes(const struct doc *d, struct str word)
{
	size_t len;
	const struct lexicon_word *w = lexicon_match(d->words, word, 0, &len);

	return w && len == word.len ? w->classes : 0;
}

bool token_is_aside(const struct doc *d, uint32_t i)
{
	return token_is(d, i, TOKEN_OPEN) && d->partner[i] != NONE &&
	       (str_is(token_text(d, i), "（") ||
		str_is(token_text(d, i), "("));
}

struct str token_text(const struct doc *d, uint32_t i)
{
	const struct token *t = token_at(d, i);

	return str_n(d->text.p + t->off, t->len);
}

const struct quant *quant_at(const struct doc *d, uint32_t i)
{
	const struct token *t = token_at(d, i);

	return t->kind == TOKEN_NUMBER && t->number < d->quants.n
		       ? &d->quants.items[t->number]
		       : NULL;
}
