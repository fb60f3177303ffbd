/*
 * The arrays as lines: tokens with their classes, quants with what is decided
 * so far. Whatever comes from the text is cleaned by the caller's printer.
 */
#include "core/extract/dump.h"

static void add_classes(struct buf *out, class_bits classes)
{
	for (int i = 0; i < CLASS_COUNT; i++)
		if (classes >> i & 1) {
			buf_addc(out, ' ');
			buf_addz(out,
				 lexicon_class_name((enum lexicon_class)i));
		}
}

static void dump_token(struct buf *out, const struct doc *d, uint32_t i)
{
	const struct token *t = token_at(d, i);

	buf_addf(out, "  %u %s ", i, token_kind_name(t->kind));
	buf_add(out, token_text(d, i));
	add_classes(out, t->classes);
	if (d->clause_of && d->clause_of[i] != NONE)
		buf_addf(out, " #%u", d->clause_of[i]);
	buf_addc(out, '\n');
}

static void add_rule(struct buf *out, const char *rule)
{
	if (rule) {
		buf_addc(out, ' ');
		buf_addz(out, rule);
	}
}

static void dump_quant(struct buf *out, const struct doc *d,
		       const struct quant *q)
{
	const struct quantity *v = quantity_of(d, q);

	buf_addz(out, "  = ");
	buf_add(out, str_sub(d->text, v->off, v->off + v->len));
	if (q->mask) {
		add_rule(out, q->mask);
		buf_addc(out, '\n');
		return;
	}
	buf_addf(out, " %s %s %s", bound_name(q->bound),
		 measure_name(q->measure), role_name(q->role));
	buf_addf(out, " [%u %u %u)", q->trigger, q->lead, q->tail);
	buf_addf(out, " %u-%u ", q->when.first, q->when.last);
	buf_add(out, q->name.len ? q->name : q->noun);
	add_rule(out, q->bound_rule);
	add_rule(out, q->measure_rule);
	add_rule(out, q->name_rule);
	add_rule(out, q->when_rule);
	add_rule(out, q->role_rule);
	buf_addc(out, '\n');
}

void dump_doc(struct buf *out, const struct doc *d)
{
	if (d->lexed.tokens.n == 0)
		return;
	buf_addf(out, "paragraph %u\n", token_at(d, 0)->off);
	for (uint32_t i = 0; i < d->lexed.tokens.n; i++)
		dump_token(out, d, i);
	for (size_t i = 0; i < d->quants.n; i++)
		dump_quant(out, d, &d->quants.items[i]);
}
