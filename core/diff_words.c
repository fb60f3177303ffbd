/*
 * The words inside a reworded sentence: the longest common subsequence of its
 * characters, which likes unbroken stretches, figures and Latin words being
 * one token each. Then it is tidied for people: islands of a character or two
 * between changes are changed with them, and a change does not end inside a
 * word. Which characters make a word the two texts tell themselves: two that
 * mostly stand together (持续, 数字) are one.
 */
#include "core/diff_parts.h"

enum {
	CELLS_MOST = 40 * 1000 * 1000, /* of all tables of a comparison */
	SCORE_WORD = 4,		       /* of an equal token */
	SCORE_MARK = 1,		       /* of equal punctuation */
	SCORE_NEXT = 1,		       /* more for the one after it */
	ISLAND_MOST = 2,	       /* characters */
	ISLAND_SHORE = 3,	       /* of the changes around one of two */
	TOGETHER = 40,		       /* per mille, see together */
	TOGETHER_LEAST = 3,	       /* times */
};

struct bigram {
	uint64_t key; /* first << 21 | second; 0 = empty */
	uint32_t n;
};
struct bigrams {
	struct bigram *slots;
	size_t n_slots;
};

static uint32_t *count_of(struct bigrams *t, uint32_t x, uint32_t y)
{
	uint64_t key = (uint64_t)x << 21 | y;
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15u >> 32) & (t->n_slots - 1);

	while (t->slots[i].key && t->slots[i].key != key)
		i = (i + 1) & (t->n_slots - 1);
	t->slots[i].key = key;
	return &t->slots[i].n;
}

static bool is_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9fff) ||
	       (cp >= 0x20000 && cp < 0x40000);
}

static void count_side(struct bigrams *t, const struct diff_chars *chars)
{
	for (size_t i = 0; i < chars->n; i++) {
		uint32_t x = chars->items[i].cp;

		if (!is_han(x))
			continue;
		++*count_of(t, x, 0);
		if (i + 1 < chars->n && is_han(chars->items[i + 1].cp))
			++*count_of(t, x, chars->items[i + 1].cp);
	}
}

void diff_words_begin(struct diff_work *w)
{
	size_t n = w->side[0].chars.n + w->side[1].chars.n;
	struct bigrams *t = arena_alloc(&w->temp, sizeof(*t));

	t->n_slots = 1024;
	/* each character adds two entries at most; look-ups add more */
	while (t->n_slots < 4 * n)
		t->n_slots *= 2;
	t->slots = arena_calloc(&w->temp, t->n_slots, sizeof(*t->slots));
	for (int s = 0; s < DIFF_SIDES; s++)
		count_side(t, &w->side[s].chars);
	w->bigrams = t;
	w->cells = CELLS_MOST;
}

static uint32_t seen(const struct bigrams *t, uint32_t x, uint32_t y)
{
	uint64_t key = (uint64_t)x << 21 | y;
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15u >> 32) & (t->n_slots - 1);

	while (t->slots[i].key && t->slots[i].key != key)
		i = (i + 1) & (t->n_slots - 1);
	return t->slots[i].n;
}

/* Do two characters mostly come as one? Per mille: how often of all their
 * comings, as the geometric mean squared. */
static uint64_t together(const struct bigrams *t, uint32_t x, uint32_t y)
{
	uint64_t both = is_han(x) && is_han(y) ? seen(t, x, y) : 0;

	if (both < TOGETHER_LEAST)
		return 0;
	return both * both * 1000 / ((uint64_t)seen(t, x, 0) * (seen(t, y, 0)));
}

struct token {
	uint32_t at, n; /* characters of the unit */
	uint16_t score;
};
struct tokens {
	struct token items[WORDS_UNIT_MOST];
	uint32_t n;
};

struct pairing {
	struct diff_work *w;
	const struct diff_char *chars[DIFF_SIDES]; /* of the units */
	uint32_t n[DIFF_SIDES];
	struct tokens *tokens[DIFF_SIDES];
	struct diff_unit *unit[DIFF_SIDES];
	struct diff_words *out;
};

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Characters of the figure or Latin word that starts here, else 1. */
static uint32_t token_len(const struct diff_char *c, uint32_t n)
{
	uint32_t i = 0;

	if (is_digit(c[0].cp)) {
		while (i < n && (is_digit(c[i].cp) ||
				 ((c[i].cp == '.' || c[i].cp == ',') &&
				  i + 1 < n && is_digit(c[i + 1].cp))))
			i++;
		return i < n && c[i].cp == '%' ? i + 1 : i;
	}
	while (i < n && c[i].cp >= 'a' && c[i].cp <= 'z')
		i++;
	return i ? i : 1;
}

static void make_tokens(const struct pairing *p, int side)
{
	struct tokens *t = p->tokens[side];
	const struct diff_char *c = p->chars[side];
	uint32_t at = 0;

	t->n = 0;
	while (at < p->n[side]) {
		uint32_t n = token_len(c + at, p->n[side] - at);

		t->items[t->n++] = (struct token){
			at, n,
			near_feature(c[at].cp) ? SCORE_WORD : SCORE_MARK};
		at += n;
	}
}

static bool equal(const struct pairing *p, uint32_t i, uint32_t j)
{
	const struct token *a = &p->tokens[0]->items[i];
	const struct token *b = &p->tokens[1]->items[j];

	if (a->n != b->n)
		return false;
	for (uint32_t k = 0; k < a->n; k++)
		if (p->chars[0][a->at + k].cp != p->chars[1][b->at + k].cp)
			return false;
	return true;
}

static void match_token(const struct pairing *p, uint32_t i, uint32_t j)
{
	const struct token *a = &p->tokens[0]->items[i];
	const struct token *b = &p->tokens[1]->items[j];

	for (uint32_t k = 0; k < a->n; k++) {
		p->out->match[0][a->at + k] = b->at + k;
		p->out->match[1][b->at + k] = a->at + k;
	}
}

/* The table of the middle of both units, its equal ends taken off. `best` is
 * the best score up to (i, j), `run` the best one whose last tokens match. */
struct table {
	uint16_t *best, *run;
	uint32_t from, rows, cols; /* tokens */
};

static uint32_t cell(const struct table *t, uint32_t i, uint32_t j)
{
	return i * (t->cols + 1) + j;
}

static void fill(const struct pairing *p, struct table *t)
{
	for (uint32_t i = 1; i <= t->rows; i++) {
		for (uint32_t j = 1; j <= t->cols; j++) {
			uint32_t at = cell(t, i, j),
				 back = cell(t, i - 1, j - 1);
			uint16_t up = t->best[cell(t, i - 1, j)];
			uint16_t left = t->best[at - 1], run = 0;
			uint16_t score =
				p->tokens[0]->items[t->from + i - 1].score;

			if (equal(p, t->from + i - 1, t->from + j - 1)) {
				run = t->run[back] ? (uint16_t)(t->run[back] +
								SCORE_NEXT)
						   : 0;
				if (run < t->best[back])
					run = t->best[back];
				run = (uint16_t)(run + score);
			}
			t->run[at] = run;
			t->best[at] = up > left ? up : left;
			if (run > t->best[at])
				t->best[at] = run;
		}
	}
}

static void walk_back(const struct pairing *p, const struct table *t)
{
	uint32_t i = t->rows, j = t->cols;
	bool in_run = false;

	while (i && j) {
		uint32_t at = cell(t, i, j), back = cell(t, i - 1, j - 1);
		uint16_t score = p->tokens[0]->items[t->from + i - 1].score;

		if (t->run[at] && (in_run || t->run[at] == t->best[at])) {
			match_token(p, t->from + i - 1, t->from + j - 1);
			/* which of the two this one was made of */
			in_run =
				t->run[back] &&
				t->run[at] == t->run[back] + SCORE_NEXT + score;
			i--;
			j--;
		} else if (t->best[cell(t, i - 1, j)] >= t->best[at - 1]) {
			i--;
		} else {
			j--;
		}
	}
}

static void match_tokens(struct pairing *p)
{
	struct arena_mark mark = arena_mark(&p->w->temp);
	uint32_t n = p->tokens[0]->n, m = p->tokens[1]->n, tail = 0;
	struct table t = {0};
	uint64_t cells;

	while (t.from < n && t.from < m && equal(p, t.from, t.from)) {
		match_token(p, t.from, t.from);
		t.from++;
	}
	while (tail < n - t.from && tail < m - t.from &&
	       equal(p, n - 1 - tail, m - 1 - tail)) {
		match_token(p, n - 1 - tail, m - 1 - tail);
		tail++;
	}
	t.rows = n - t.from - tail;
	t.cols = m - t.from - tail;
	cells = (uint64_t)(t.rows + 1) * (t.cols + 1);
	if (!t.rows || !t.cols || cells > p->w->cells)
		return;
	p->w->cells -= cells;
	t.best = arena_calloc(&p->w->temp, (size_t)cells, sizeof(*t.best));
	t.run = arena_calloc(&p->w->temp, (size_t)cells, sizeof(*t.run));
	fill(p, &t);
	walk_back(p, &t);
	arena_rewind(&p->w->temp, mark);
}

/* A stretch that is equal on both sides, or a hole between two of them. */
struct piece {
	uint32_t from[DIFF_SIDES], end[DIFF_SIDES];
};

/* The equal stretch at or after the places given; false at the end. */
static bool next_equal(const struct pairing *p, struct piece *e)
{
	uint32_t i = e->end[0];

	while (i < p->n[0] && p->out->match[0][i] == DIFF_NONE)
		i++;
	if (i == p->n[0])
		return false;
	e->from[0] = i;
	e->from[1] = p->out->match[0][i];
	while (i < p->n[0] &&
	       p->out->match[0][i] == e->from[1] + (i - e->from[0]))
		i++;
	e->end[0] = i;
	e->end[1] = e->from[1] + (i - e->from[0]);
	return true;
}

static void unmatch(const struct pairing *p, uint32_t i)
{
	p->out->match[1][p->out->match[0][i]] = DIFF_NONE;
	p->out->match[0][i] = DIFF_NONE;
}

/* A word that begins or ends in a change belongs to it as a whole. */
static void grow_over_words(const struct pairing *p, const struct piece *e)
{
	const struct bigrams *t = p->w->bigrams;
	uint32_t i = e->from[0], j = e->from[1];
	uint32_t end_i = e->end[0], end_j = e->end[1];
	const struct diff_char *a = p->chars[0], *b = p->chars[1];
	uint64_t out, in;

	if (i > 0 || j > 0) {
		in = i + 1 < end_i ? together(t, a[i].cp, a[i + 1].cp) : 0;
		out = i > 0 ? together(t, a[i - 1].cp, a[i].cp) : 0;
		if (j > 0 && together(t, b[j - 1].cp, b[j].cp) > out)
			out = together(t, b[j - 1].cp, b[j].cp);
		if (out >= TOGETHER && out > in)
			unmatch(p, i);
	}
	if (end_i - i > 1 && (end_i < p->n[0] || end_j < p->n[1])) {
		in = together(t, a[end_i - 2].cp, a[end_i - 1].cp);
		out = end_i < p->n[0]
			      ? together(t, a[end_i - 1].cp, a[end_i].cp)
			      : 0;
		if (end_j < p->n[1] &&
		    together(t, b[end_j - 1].cp, b[end_j].cp) > out)
			out = together(t, b[end_j - 1].cp, b[end_j].cp);
		if (out >= TOGETHER && out > in &&
		    p->out->match[0][end_i - 1] != DIFF_NONE)
			unmatch(p, end_i - 1);
	}
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* Is the equal stretch too small to be read as one? Before and behind it the
 * sides have changed by so many characters. */
static bool is_island(const struct pairing *p, const struct piece *e,
		      uint32_t before, uint32_t behind)
{
	uint32_t n = e->end[0] - e->from[0];

	if (!before || !behind || n > ISLAND_MOST)
		return false;
	for (uint32_t i = e->from[0]; i < e->end[0]; i++) {
		uint32_t f = near_feature(p->chars[0][i].cp);

		if (f == 0 || f == '0') // a comma parts, a figure stays
			return false;
	}
	if (n == 1)
		return true;
	return before >= ISLAND_SHORE && behind >= ISLAND_SHORE &&
	       together(p->w->bigrams, p->chars[0][e->from[0]].cp,
			p->chars[0][e->from[0] + 1].cp) < TOGETHER;
}

static void drop_islands(const struct pairing *p)
{
	struct piece e = {{0}, {0}}, next;
	uint32_t before, behind;
	bool more = next_equal(p, &e);

	before = more ? larger(e.from[0], e.from[1]) : 0;
	while (more) {
		next = e;
		more = next_equal(p, &next);
		behind = more ? larger(next.from[0] - e.end[0],
				       next.from[1] - e.end[1])
			      : larger(p->n[0] - e.end[0], p->n[1] - e.end[1]);
		if (is_island(p, &e, before, behind)) {
			for (uint32_t i = e.from[0]; i < e.end[0]; i++)
				unmatch(p, i);
			before += behind + 1;
		} else {
			before = behind;
		}
		e = next;
	}
}

static void tidy(const struct pairing *p)
{
	struct piece e = {{0}, {0}};

	drop_islands(p);
	while (next_equal(p, &e)) {
		struct piece now = e;

		grow_over_words(p, &now);
	}
	drop_islands(p);
}

/* Bytes from character `from` up to `end` of a unit. */
static struct span bytes_of(const struct pairing *p, int side, uint32_t from,
			    uint32_t end)
{
	struct str text = p->w->out->side[side].report->text.bytes;
	const struct diff_unit *u = p->unit[side];
	uint32_t to = u->off + u->len, off = to;

	if (from < p->n[side])
		off = p->chars[side][from].off;
	if (end < p->n[side])
		to = p->chars[side][end].off;
	return (struct span){off,
			     (uint32_t)str_trim(str_sub(text, off, to)).len};
}

static uint32_t hole_end(const struct pairing *p, int side, uint32_t at)
{
	while (at < p->n[side] && p->out->match[side][at] == DIFF_NONE)
		at++;
	return at;
}

static void write_changes(const struct pairing *p)
{
	struct diff *d = p->w->out;
	uint32_t first = (uint32_t)d->changes.n, i = 0, j = 0;

	while (i < p->n[0] || j < p->n[1]) {
		uint32_t end_i = hole_end(p, 0, i), end_j = hole_end(p, 1, j);

		if (end_i > i || end_j > j)
			*ARRAY_PUSH(p->w->keep, &d->changes) =
				(struct diff_change){
					{bytes_of(p, 0, i, end_i),
					 bytes_of(p, 1, j, end_j)}};
		/* both stand on an equal character now, or at the end */
		i = end_i + 1;
		j = end_j + 1;
	}
	for (int s = 0; s < DIFF_SIDES; s++) {
		p->unit[s]->change = first;
		p->unit[s]->n_changes = (uint32_t)d->changes.n - first;
	}
}

void diff_words(struct diff_work *w, uint32_t newer, struct diff_words *out)
{
	uint32_t unit[DIFF_SIDES] = {w->out->side[1].units.items[newer].mate,
				     newer};
	struct pairing p = {.w = w, .out = out};

	for (int s = 0; s < DIFF_SIDES; s++) {
		struct diff_stretch words = w->side[s].words.items[unit[s]];

		p.unit[s] = &w->out->side[s].units.items[unit[s]];
		p.chars[s] = w->side[s].chars.items + words.from;
		p.n[s] = words.n;
		p.tokens[s] = arena_alloc(&w->temp, sizeof(*p.tokens[s]));
		out->match[s] =
			arena_calloc(&w->temp, words.n + 1u, sizeof(uint32_t));
		for (uint32_t i = 0; i < words.n; i++)
			out->match[s][i] = DIFF_NONE;
		make_tokens(&p, s);
	}
	match_tokens(&p);
	tidy(&p);
	write_changes(&p);
}
