/* Offers: headings that share the word's beginning and its end are fetched by
 * the heading index, for each character that may be the wrong one. */
#include "db/offers.h"

#include <sqlite3.h>

#include "core/base/utf8.h"

#include "db/conn.h"
#include "db/index_walk.h"
#include "db/stmt.h"
#include "db/tokenizer.h"

enum { ROWS_MAX = 300, WORD_MAX = 12 };

struct near {
	struct conn *c;
	struct arena tmp;
	struct arena *a;
	struct str word;
	struct typo_words words;
	ARRAY_OF(int64_t) places;
};

/* Tokens of one part of the word. */
static void add_part(struct buf *match, struct str part)
{
	struct buf one;
	bool ok;

	buf_init(&one, match->arena);
	ok = tokenizer_add_pairs(&one, part) || tokenizer_add_chars(&one, part);
	if (ok)
		buf_addf(match, "%s%.*s", match->len ? " AND " : "",
			 (int)one.len, one.p);
}

static bool fetch(struct near *n, struct str match, struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(n->c, STMT_HEADING_FIND, err);
	int rc;

	if (!st)
		return false;
	stmt_text(n->c, st, ":match", match);
	stmt_int(n->c, st, ":from", 1);
	stmt_int(n->c, st, ":to", INT64_MAX);
	stmt_int(n->c, st, ":most", ROWS_MAX);
	n->places.n = 0;
	while ((rc = stmt_step(n->c, st, err)) == 1)
		*ARRAY_PUSH(&n->tmp, &n->places) = stmt_col_int(st, 0);
	return rc == 0;
}

/* The paragraph at a place, folded: a heading mostly, or one that begins with
 * it. */
static bool read_place(struct near *n, int64_t place, struct str *folded,
		       struct error *err)
{
	struct sqlite3_stmt *st = stmt_use(n->c, STMT_INDEXED_AT, err);
	struct index_row row;
	struct folded f;
	int rc;

	*folded = STR("");
	if (!st)
		return false;
	stmt_int(n->c, st, ":place", place);
	if (!index_take_row(n->c, st, &row, err))
		return false;
	st = stmt_use(n->c, STMT_SEARCH_PARA, err);
	if (!st)
		return false;
	stmt_int(n->c, st, ":id", row.report);
	stmt_int(n->c, st, ":n", place - row.first + 1);
	rc = stmt_step(n->c, st, err);
	if (rc == 1) {
		struct str s = stmt_col_text(st, 4, &n->tmp);

		fold(&f, &n->tmp, s);
		*folded = f.bytes;
		stmt_done(st);
	}
	return rc >= 0;
}

static bool add_places(struct near *n, struct error *err)
{
	for (size_t i = 0; i < n->places.n; i++) {
		struct str folded;

		if (!read_place(n, n->places.items[i], &folded, err))
			return false;
		typo_add_from(&n->words, n->a, folded, n->word);
	}
	return true;
}

/* Without the character from `from` to `to` of the word. */
static bool try_without(struct near *n, size_t from, size_t to,
			struct error *err)
{
	struct arena_mark mark = arena_mark(&n->tmp);
	struct buf match;
	bool ok = true;

	n->places.items = NULL;
	n->places.n = n->places.cap = 0;
	buf_init(&match, &n->tmp);
	add_part(&match, str_sub(n->word, 0, from));
	add_part(&match, str_sub(n->word, to, n->word.len));
	if (match.len)
		ok = fetch(n, buf_str(&match), err) && add_places(n, err);
	n->places.items = NULL;
	n->places.n = n->places.cap = 0;
	arena_rewind(&n->tmp, mark);
	return ok;
}

static bool from_headings(struct near *n, struct error *err)
{
	size_t cps = utf8_count(n->word);

	if (cps < 2 || cps > WORD_MAX || n->c->mode == LIBRARY_MEMORY)
		return true;
	for (size_t i = 0; i < n->word.len; i = utf8_next(n->word, i))
		if (!try_without(n, i, utf8_next(n->word, i), err))
			return false;
	return true;
}

static void from_indicators(struct near *n, const struct indicators *known)
{
	for (size_t i = 0; known && i < known->items.n; i++) {
		const struct indicator *ind = &known->items.items[i];
		struct str rest = ind->aliases, one = ind->name;

		do {
			struct folded f;

			fold(&f, &n->tmp, one);
			/* ahead of any heading */
			if (typo_is(f.bytes, n->word)) {
				typo_add(&n->words, n->a, f.bytes);
				n->words.items[n->words.n - 1].n += 1000000;
			}
		} while (str_split(&rest, '|', &one));
	}
}

/* Is it in the library at all? */
static bool is_found(struct library *lib, struct arena *a, struct str word,
		     bool *found, struct error *err)
{
	struct query q = {.n_groups = 1, .year_to = UINT16_MAX};
	struct query_term *t = ARRAY_PUSH(a, &q.terms);
	struct search_hits hits = {0};
	enum search_state state = SEARCH_FAILED;
	struct search *s;

	query_add_form(t, a, word);
	s = search_open(lib, &q, err);
	if (s)
		state = search_page(s, a, &hits, 1, err);
	search_close(s);
	*found = hits.n > 0;
	return state != SEARCH_FAILED;
}

/* All of it in runs, and no part of what is offered already. */
static bool is_fit(const struct typo_word *w, const struct typo_words *offered)
{
	size_t n;

	for (size_t i = 0; i < w->word.len; i += n)
		if (!tokenizer_is_word(utf8_decode(w->word, i, &n)))
			return false;
	for (size_t i = 0; i < offered->n; i++)
		if (str_find(offered->items[i].word, w->word, 0) >= 0)
			return false;
	return true;
}

bool offers_find(struct library *lib, struct arena *a, const struct query *q,
		 const struct indicators *known, struct typo_words *out,
		 struct error *err)
{
	const struct query_term *only = query_only_term(q);
	struct near n = {.c = library_conn(lib), .a = a};
	bool ok = true;

	if (!only)
		return true;
	n.word = only->forms.items[0];
	from_indicators(&n, known);
	ok = from_headings(&n, err);
	typo_sort(&n.words, n.word);
	for (size_t i = 0; ok && i < n.words.n && out->n < OFFERS_MAX; i++) {
		bool found = false;

		if (!is_fit(&n.words.items[i], out))
			continue;
		ok = is_found(lib, &n.tmp, n.words.items[i].word, &found, err);
		if (ok && found)
			*ARRAY_PUSH(a, out) = n.words.items[i];
	}
	arena_release(&n.tmp);
	return ok;
}
