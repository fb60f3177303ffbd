/*
 * Which texts are alike: an index of pairs of neighbouring characters, from
 * each to the texts that hold it. A text's likeness to another is the share of
 * their pairs that both have, each weighed by how rare it is. Pairs that very
 * many texts hold are passed over when all of them would be too much work, so
 * that time stays linear.
 */
#include "core/diff_parts.h"

enum {
	WORK_MOST = 6 * 1000 * 1000, /* steps through the index */
	FEATURE_BITS = 21,	     /* a code point's */
	WEIGHT_UNIT = 16,
};

struct feature {
	uint64_t key; /* 0 = empty slot */
	uint32_t id;
};

struct feature_stat {
	uint32_t n[DIFF_SIDES]; /* texts that hold it */
	uint32_t last;		/* the last text that it was counted for */
	uint32_t posting;	/* its first place in the postings */
	uint32_t weight;
};

struct side_features {
	uint32_t *ids;	 /* of all texts, one after the other */
	uint32_t *start; /* of each text in ids, n + 1 */
	uint32_t *sum;	 /* weights of each text's */
};

struct index {
	struct arena *a;
	struct feature *slots;
	size_t n_slots; /* a power of two */
	ARRAY_OF(struct feature_stat) stats;
	struct side_features side[DIFF_SIDES];
	uint32_t *postings; /* texts of the newer side, by feature */
};

uint32_t near_feature(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return '0';
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || cp == '%' ? cp : 0;
	if (cp < 0xa0 || (cp >= 0x2000 && cp <= 0x206f) ||
	    (cp >= 0x3000 && cp <= 0x3004) || (cp >= 0x3008 && cp <= 0x3020))
		return 0;
	return cp;
}

static uint32_t feature_id(struct index *x, uint64_t key)
{
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15u >> 32) & (x->n_slots - 1);

	while (x->slots[i].key && x->slots[i].key != key)
		i = (i + 1) & (x->n_slots - 1);
	if (!x->slots[i].key) {
		x->slots[i] = (struct feature){key, (uint32_t)x->stats.n};
		ARRAY_PUSH(x->a, &x->stats)->last = UINT32_MAX;
	}
	return x->slots[i].id;
}

/* The features of one text, each once; `stamp` is the text's own. */
static uint32_t read_text(struct index *x, const struct diff_char *chars,
			  struct diff_stretch s, enum diff_which which,
			  uint32_t stamp)
{
	struct side_features *side = &x->side[which];
	uint32_t *out = side->ids + side->start[stamp - 1], n = 0;
	uint32_t before = 0;

	for (uint32_t i = s.from; i < s.from + s.n; i++) {
		uint32_t f = near_feature(chars[i].cp), id;
		uint32_t was = before;

		if (f == '0' && before == '0')
			continue; // figures differ, and are figures
		before = f;
		if (!f || !was)
			continue;
		id = feature_id(x, (uint64_t)was << FEATURE_BITS | f);
		if (x->stats.items[id].last == stamp)
			continue;
		x->stats.items[id].last = stamp;
		x->stats.items[id].n[which]++;
		out[n++] = id;
	}
	return n;
}

static size_t chars_of(const struct near_docs *docs)
{
	size_t n = 0;

	for (uint32_t i = 0; i < docs->n; i++)
		n += docs->items[i].n;
	return n;
}

static void read_side(struct index *x, const struct near_docs *docs,
		      enum diff_which which)
{
	struct side_features *side = &x->side[which];

	side->ids = arena_calloc(x->a, chars_of(docs) + 1, sizeof(uint32_t));
	side->start = arena_calloc(x->a, docs->n + 1u, sizeof(uint32_t));
	side->sum = arena_calloc(x->a, docs->n + 1u, sizeof(uint32_t));
	for (size_t i = 0; i < x->stats.n; i++)
		x->stats.items[i].last = UINT32_MAX;
	for (uint32_t i = 0; i < docs->n; i++)
		side->start[i + 1] =
			side->start[i] +
			read_text(x, docs->chars, docs->items[i], which, i + 1);
}

/* WEIGHT_UNIT times the logarithm of n / of, to the base of two, and a half;
 * straight lines between the powers. */
static uint32_t weight_of(uint32_t n, uint32_t of)
{
	uint64_t ratio = (uint64_t)n * WEIGHT_UNIT / of;
	uint32_t log = 0;

	while (ratio >= 2 * WEIGHT_UNIT) {
		ratio /= 2;
		log++;
	}
	return log * WEIGHT_UNIT + (uint32_t)ratio - WEIGHT_UNIT / 2;
}

static void weigh(struct index *x, const struct near_docs docs[DIFF_SIDES])
{
	uint32_t all = docs[0].n + docs[1].n;

	for (size_t i = 0; i < x->stats.n; i++) {
		struct feature_stat *st = &x->stats.items[i];

		st->weight = weight_of(all, st->n[0] + st->n[1]);
	}
	for (int s = 0; s < DIFF_SIDES; s++) {
		struct side_features *f = &x->side[s];

		for (uint32_t i = 0; i < docs[s].n; i++)
			for (uint32_t k = f->start[i]; k < f->start[i + 1]; k++)
				f->sum[i] += x->stats.items[f->ids[k]].weight;
	}
}

/* How many texts may hold a pair that is looked up. */
static uint32_t most_texts(const struct index *x)
{
	uint32_t most = UINT32_MAX;
	uint64_t work;

	for (;;) {
		work = 0;
		for (size_t i = 0; i < x->stats.n; i++)
			if (x->stats.items[i].n[1] <= most)
				work += (uint64_t)x->stats.items[i].n[0] *
					x->stats.items[i].n[1];
		if (work <= WORK_MOST || most == 1)
			return most;
		most = most > 1024 ? 1024 : most / 2;
	}
}

static void make_postings(struct index *x, uint32_t n_docs)
{
	const struct side_features *f = &x->side[1];
	uint32_t at = 0;

	x->postings =
		arena_calloc(x->a, f->start[n_docs] + 1u, sizeof(uint32_t));
	for (size_t i = 0; i < x->stats.n; i++) {
		x->stats.items[i].posting = at;
		at += x->stats.items[i].n[1];
		x->stats.items[i].last = 0; // filled so far
	}
	for (uint32_t doc = 0; doc < n_docs; doc++) {
		for (uint32_t k = f->start[doc]; k < f->start[doc + 1]; k++) {
			struct feature_stat *st = &x->stats.items[f->ids[k]];

			x->postings[st->posting + st->last++] = doc;
		}
	}
}

/* Keeps the best, in falling order. */
static void keep_best(struct near_pair best[NEAR_BEST], uint32_t *n,
		      struct near_pair p)
{
	uint32_t at = *n;

	while (at > 0 && best[at - 1].like < p.like) {
		if (at < NEAR_BEST)
			best[at] = best[at - 1];
		at--;
	}
	if (at >= NEAR_BEST)
		return;
	best[at] = p;
	if (*n < NEAR_BEST)
		++*n;
}

struct tally {
	uint32_t *shared;  /* weight shared with each text of the newer side */
	uint32_t *touched; /* those that share any */
	uint32_t n;
	uint32_t most;
};

static void count_shared(const struct index *x, uint32_t doc, struct tally *t)
{
	const struct side_features *f = &x->side[0];

	t->n = 0;
	for (uint32_t k = f->start[doc]; k < f->start[doc + 1]; k++) {
		const struct feature_stat *st = &x->stats.items[f->ids[k]];

		if (st->n[1] > t->most)
			continue;
		for (uint32_t p = 0; p < st->n[1]; p++) {
			uint32_t b = x->postings[st->posting + p];

			if (t->shared[b] == 0)
				t->touched[t->n++] = b;
			t->shared[b] += st->weight;
		}
	}
}

static uint64_t root(uint64_t n)
{
	uint64_t r = 0;

	for (uint64_t bit = (uint64_t)1 << 31; bit; bit >>= 1)
		if ((r | bit) * (r | bit) <= n)
			r |= bit;
	return r;
}

/* The cosine: what a short text shares with a long one counts for more than
 * its share of both. */
static uint32_t likeness(const struct index *x, uint32_t a, uint32_t b,
			 uint32_t shared)
{
	uint64_t both = (uint64_t)x->side[0].sum[a] * x->side[1].sum[b];
	uint64_t like = (uint64_t)shared * NEAR_ALIKE / (root(both) + !both);

	return like > NEAR_ALIKE ? NEAR_ALIKE : (uint32_t)like;
}

/* Puts the best for one text into `best`; how many. */
static uint32_t find_best(const struct index *x, uint32_t doc, struct tally *t,
			  struct near_pair best[NEAR_BEST])
{
	uint32_t n = 0;

	count_shared(x, doc, t);
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t b = t->touched[i];
		uint32_t like = likeness(x, doc, b, t->shared[b]);

		t->shared[b] = 0;
		if (like)
			keep_best(best, &n, (struct near_pair){doc, b, like});
	}
	return n;
}

void diff_near(struct arena *a, const struct near_docs docs[DIFF_SIDES],
	       struct near_pairs *out)
{
	struct arena scratch = {0};
	struct index x = {.a = &scratch, .n_slots = 1024};
	struct near_pair best[NEAR_BEST];
	struct tally t = {0};

	while (x.n_slots < 2 * (chars_of(&docs[0]) + chars_of(&docs[1])))
		x.n_slots *= 2;
	x.slots = arena_calloc(&scratch, x.n_slots, sizeof(*x.slots));
	for (int s = 0; s < DIFF_SIDES; s++)
		read_side(&x, &docs[s], (enum diff_which)s);
	weigh(&x, docs);
	t.most = most_texts(&x);
	make_postings(&x, docs[1].n);
	t.shared = arena_calloc(&scratch, docs[1].n + 1u, sizeof(uint32_t));
	t.touched = arena_calloc(&scratch, docs[1].n + 1u, sizeof(uint32_t));
	for (uint32_t i = 0; i < docs[0].n; i++) {
		uint32_t n = find_best(&x, i, &t, best);

		for (uint32_t k = 0; k < n; k++)
			*ARRAY_PUSH(a, out) = best[k];
	}
	arena_release(&scratch);
}
