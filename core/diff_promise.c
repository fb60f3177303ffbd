/*
 * Stronger and weaker promises. In a pair of reworded sentences each word of
 * the lexicon is read in its clause; two are compared only when their clauses
 * have words in common, so that it is the same thing that is promised.
 */
#include "core/base/tsv.h"
#include "core/base/wordmap.h"
#include "core/diff_parts.h"

#define PROMISES_FILE "lexicon/promises-strength.tsv"

enum {
	RANK_MOST = 1000,
	WORDS_MOST = 32, /* of a unit that are looked at */
	COMMON_LEAST = 2 /* characters that two clauses share */
};

struct diff_rules {
	struct wordmap words; /* word -> rank + 1 */
};

static bool add_row(struct diff_rules *rules, const struct tsv *t,
		    const struct tsv_row *row, const int at[2],
		    struct error *err)
{
	struct str word = row->cell[at[0]];
	unsigned rank;

	if (!word.len)
		return tsv_error(t, row, "no word", err);
	if (!str_to_u32(row->cell[at[1]], &rank) || rank > RANK_MOST)
		return tsv_error(t, row, "no rank", err);
	if (wordmap_add(&rules->words, word, rank + 1))
		return tsv_error(t, row, "a word twice", err);
	return true;
}

struct diff_rules *diff_rules_open(struct arena *a, const struct assets *assets,
				   struct error *err)
{
	struct diff_rules *rules = arena_alloc(a, sizeof(*rules));
	struct tsv t = {0};
	int at[2];

	wordmap_init(&rules->words, a);
	if (!tsv_read(&t, a, PROMISES_FILE, assets_get(assets, PROMISES_FILE),
		      err))
		return NULL;
	at[0] = tsv_column(&t, "word");
	at[1] = tsv_column(&t, "rank");
	if (at[0] < 0 || at[1] < 0) {
		tsv_error(&t, NULL, "a column is missing", err);
		return NULL;
	}
	for (size_t i = 0; i < t.rows.n; i++)
		if (!add_row(rules, &t, &t.rows.items[i], at, err))
			return NULL;
	return rules;
}

struct promise_word {
	uint32_t at, n;	 /* characters of the unit */
	uint32_t clause; /* from, characters of the unit */
	uint32_t clause_end;
	uint32_t rank;
	struct span bytes;
	bool used;
};

struct reading {
	const struct diff_work *w;
	const struct diff_words *match;
	const struct diff_char *chars[DIFF_SIDES];
	uint32_t n[DIFF_SIDES];
	struct promise_word word[DIFF_SIDES][WORDS_MOST];
	uint32_t n_words[DIFF_SIDES];
};

static bool ends_clause(uint32_t cp)
{
	return cp == ',' || cp == ':' || cp == '!' || cp == '?' ||
	       cp == 0x3001 || cp == 0x3002; // 、 。
}

static uint32_t clause_end(const struct reading *r, int side, uint32_t at)
{
	while (at < r->n[side] && !ends_clause(r->chars[side][at].cp))
		at++;
	return at;
}

static void read_words(struct reading *r, int side)
{
	const struct diff_char *c = r->chars[side];
	struct str text = r->w->out->side[side].report->text.bytes;
	uint32_t clause = 0, rank, n;
	size_t len;

	for (uint32_t i = 0; i < r->n[side]; i += n) {
		struct promise_word *word;

		n = 1;
		if (ends_clause(c[i].cp))
			clause = i + 1;
		rank = wordmap_match(&r->w->rules->words, text, c[i].off, &len);
		if (!rank)
			continue;
		while (i + n < r->n[side] && c[i + n].off < c[i].off + len)
			n++;
		if (rank == 1 || r->n_words[side] == WORDS_MOST)
			continue; // a word that only hides others
		word = &r->word[side][r->n_words[side]++];
		*word = (struct promise_word){
			.at = i,
			.n = n,
			.rank = rank - 1,
			.clause = clause,
			.clause_end = clause_end(r, side, i + n),
			.bytes = {c[i].off, (uint32_t)len}};
	}
}

/* Does it stand unchanged in the other sentence? */
static bool is_kept(const struct reading *r, int side,
		    const struct promise_word *word)
{
	for (uint32_t i = word->at; i < word->at + word->n; i++)
		if (r->match->match[side][i] == DIFF_NONE)
			return false;
	return true;
}

/* Do the clauses share words, beside the two themselves? */
static bool same_clause(const struct reading *r, const struct promise_word *a,
			const struct promise_word *b)
{
	uint32_t common = 0;

	for (uint32_t i = a->clause; i < a->clause_end; i++) {
		uint32_t j = r->match->match[0][i];

		if (i >= a->at && i < a->at + a->n)
			continue;
		if (j != DIFF_NONE && j >= b->clause && j < b->clause_end &&
		    near_feature(r->chars[0][i].cp))
			common++;
	}
	return common >= COMMON_LEAST;
}

static void compare(struct reading *r, uint32_t old, uint32_t newer)
{
	struct diff *d = r->w->out;

	for (uint32_t i = 0; i < r->n_words[0]; i++) {
		struct promise_word *a = &r->word[0][i];

		for (uint32_t j = 0; j < r->n_words[1] && !a->used; j++) {
			struct promise_word *b = &r->word[1][j];

			if (b->used || !same_clause(r, a, b))
				continue;
			a->used = b->used = true;
			if (a->rank == b->rank)
				continue;
			*ARRAY_PUSH(r->w->keep, &d->promises) =
				(struct diff_promise){
					.unit = {old, newer},
					.word = {a->bytes, b->bytes},
					.way = b->rank > a->rank ? 1 : -1};
		}
	}
}

/* What is told of the past promises nothing. */
static bool is_review(const struct diff_work *w, int side, uint32_t unit)
{
	const struct diff_side *s = &w->out->side[side];

	return diff_section_time(s, s->units.items[unit].section) ==
	       SECTION_REVIEW;
}

void diff_promises(struct diff_work *w, uint32_t newer,
		   const struct diff_words *words)
{
	uint32_t old = w->out->side[1].units.items[newer].mate;
	uint32_t unit[DIFF_SIDES] = {old, newer};
	uint32_t first = (uint32_t)w->out->promises.n, n;
	struct reading r = {.w = w, .match = words};

	if (is_review(w, DIFF_OLD, old) || is_review(w, DIFF_NEWER, newer))
		return;
	for (int s = 0; s < DIFF_SIDES; s++) {
		struct diff_stretch x = w->side[s].words.items[unit[s]];

		r.chars[s] = w->side[s].chars.items + x.from;
		r.n[s] = x.n;
		read_words(&r, s);
		for (uint32_t i = 0; i < r.n_words[s]; i++)
			r.word[s][i].used = is_kept(&r, s, &r.word[s][i]);
	}
	compare(&r, old, newer);
	n = (uint32_t)w->out->promises.n - first;
	for (int s = 0; s < DIFF_SIDES; s++) {
		struct diff_unit *u = &w->out->side[s].units.items[unit[s]];

		u->promise = first;
		u->n_promises = n;
	}
	for (uint32_t i = first; i < first + n; i++) {
		w->out->n_stronger += w->out->promises.items[i].way > 0;
		w->out->n_weaker += w->out->promises.items[i].way < 0;
	}
}
