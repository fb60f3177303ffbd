/*
 * The turn to another matter: behind the last chapter a speech addresses its
 * hearers and turns to the government itself. Where that paragraph, or the
 * ones below it, have topics of their own, the sentence that announces the
 * matter heads them; without it they would hang under the chapter before.
 */
#include "core/outline/glyph.h"
#include "core/outline/lead.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

enum {
	TURN_SENTENCES = 3, /* of a block to look at */
	TURN_MAX = 40,	    /* characters of a heading; a longer sentence gives
			       its first clauses */
	TURN_MIN = 6,
	TURN_TOPICS = 2,
	TURN_NEAR = 4 /* blocks below it that may hold them */
};

/* The clauses of a sentence that fit into a heading. */
static struct str first_clauses(struct str s)
{
	size_t n, end = 0, cps = 0;

	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = glyph_at(s, i, &n);

		if (glyph_is_comma(cp) && cp != 0x3001)
			end = i;
		if (++cps > TURN_MAX)
			return str_sub(s, 0, end);
	}
	return s;
}

/* The end of 各位代表 and the mark behind it. */
static size_t skip_address(const struct outline *o, struct str s)
{
	size_t at = scan_cue_prefix(o, s, CUE_ADDRESS), n;

	while (at && at < s.len && glyph_is_closing(glyph_at(s, at, &n)))
		at += n;
	return at ? glyph_skip_blanks(s, at) : 0;
}

static bool follows_address(const struct outline *o, size_t i)
{
	while (i-- > o->body) {
		const struct block *b = &o->blocks.items[i];

		if (b->kind != PARA_BODY)
			continue;
		return b->cps < 10 &&
		       scan_cue_prefix(o, block_str(o, b), CUE_ADDRESS);
	}
	return false;
}

static struct str announcing(const struct outline *o, struct str s, size_t at)
{
	size_t body, end, len;

	for (int k = 0; k < TURN_SENTENCES && at < s.len; k++, at = end) {
		struct str sentence;

		end = scan_sentence(s, at, &body);
		sentence = str_sub(s, glyph_skip_blanks(s, at), body);
		if (scan_cue(o, sentence, CUE_SELF, &len) < 0)
			continue;
		sentence = first_clauses(sentence);
		if (glyph_count(sentence) >= TURN_MIN)
			return sentence;
	}
	return STR("");
}

/* Leads stand in the order of their blocks, one a block at most. */
static size_t topics_below(const struct leads *leads, size_t i)
{
	size_t lo = 0, hi = leads->n, count = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (leads->items[mid].block <= i)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < leads->n && leads->items[lo].block <= i + TURN_NEAR; lo++)
		count += leads->items[lo].keep;
	return count;
}

bool lead_find_turn(struct outline *o, size_t i, const struct leads *leads,
		    size_t n_inner, struct lead *out)
{
	const struct block *b = &o->blocks.items[i];
	struct str s = block_str(o, b), title;
	size_t at = skip_address(o, s);

	if (o->article || (!at && !follows_address(o, i)))
		return false;
	title = announcing(o, s, at);
	if (!title.len)
		return false;
	if (n_inner < TURN_TOPICS && topics_below(leads, i) < TURN_TOPICS)
		return false;
	*out = (struct lead){.off = (uint32_t)(title.p - o->s.p),
			     .len = (uint32_t)title.len,
			     .block = (uint32_t)i,
			     .form = FORM_INNER,
			     .turn = true,
			     .keep = true,
			     .rule = "turn.self"};
	return true;
}
