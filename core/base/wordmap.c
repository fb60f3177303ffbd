/* Longest-match word table. */
#include "core/base/wordmap.h"

#include "core/base/utf8.h"

struct wordmap_slot {
	uint32_t parent, cp, child; /* child 0 = empty slot */
};

void wordmap_init(struct wordmap *m, struct arena *a)
{
	*m = (struct wordmap){.arena = a, .n_slots = 1024, .n_nodes = 1};
	m->slots = arena_calloc(a, m->n_slots, sizeof(*m->slots));
	m->cap_values = 1024;
	m->values = arena_calloc(a, m->cap_values, sizeof(*m->values));
}

static uint32_t folded(uint32_t cp)
{
	return cp >= 0xff01 && cp <= 0xff5e ? cp - 0xfee0 : cp;
}

static struct wordmap_slot *find(const struct wordmap *m, uint32_t parent,
				 uint32_t cp)
{
	uint32_t h = (parent * 0x9e3779b1u) ^ (cp * 0x85ebca6bu);
	size_t i = (h ^ h >> 15) & (m->n_slots - 1);

	while (m->slots[i].child &&
	       (m->slots[i].parent != parent || m->slots[i].cp != cp))
		i = (i + 1) & (m->n_slots - 1);
	return &m->slots[i];
}

static void rehash(struct wordmap *m)
{
	struct wordmap_slot *old = m->slots;
	size_t n = m->n_slots;

	m->n_slots *= 2;
	m->slots = arena_calloc(m->arena, m->n_slots, sizeof(*m->slots));
	for (size_t i = 0; i < n; i++)
		if (old[i].child)
			*find(m, old[i].parent, old[i].cp) = old[i];
}

static uint32_t child_of(struct wordmap *m, uint32_t parent, uint32_t cp)
{
	struct wordmap_slot *s = find(m, parent, cp);

	if (s->child)
		return s->child;
	if (m->n_used * 2 >= m->n_slots) {
		rehash(m);
		s = find(m, parent, cp);
	}
	if (m->n_nodes == m->cap_values) {
		m->values = arena_grow(m->arena, m->values,
				       m->cap_values * sizeof(*m->values),
				       m->cap_values * 2 * sizeof(*m->values));
		m->cap_values *= 2;
	}
	m->n_used++;
	*s = (struct wordmap_slot){parent, cp, m->n_nodes++};
	return s->child;
}

static void note_first(struct wordmap *m, uint32_t cp)
{
	cp %= WORDMAP_FIRST;
	m->first[cp / 64] |= (uint64_t)1 << cp % 64;
}

static bool may_begin(const struct wordmap *m, uint32_t cp)
{
	cp %= WORDMAP_FIRST;
	return m->first[cp / 64] >> cp % 64 & 1;
}

uint32_t wordmap_add(struct wordmap *m, struct str word, uint32_t value)
{
	uint32_t node = 0, was;
	size_t n;

	if (word.len == 0)
		return 0;
	note_first(m, folded(utf8_decode(word, 0, &n)));
	for (size_t i = 0; i < word.len; i += n)
		node = child_of(m, node, folded(utf8_decode(word, i, &n)));
	was = m->values[node];
	if (!was)
		m->values[node] = value;
	return was;
}

uint32_t wordmap_match(const struct wordmap *m, struct str s, size_t at,
		       size_t *len)
{
	uint32_t node = 0, value = 0;
	size_t n;

	*len = 0;
	if (at >= s.len || !may_begin(m, folded(utf8_decode(s, at, &n))))
		return 0;
	for (size_t i = at; i < s.len; i += n) {
		node = find(m, node, folded(utf8_decode(s, i, &n)))->child;
		if (!node)
			break;
		if (m->values[node]) {
			value = m->values[node];
			*len = i + n - at;
		}
	}
	return value;
}

/* Where a word goes on behind blanks and line breaks at `i`. */
static size_t skip_blanks(struct str s, size_t i)
{
	size_t n;

	for (; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (cp != ' ' && cp != '\t' && cp != '\r' && cp != '\n' &&
		    cp != 0x3000)
			break;
	}
	return i;
}

uint32_t wordmap_match_cut(const struct wordmap *m, struct str s, size_t at,
			   size_t *len)
{
	uint32_t node = 0, value = 0;
	size_t n;

	*len = 0;
	if (at >= s.len || !may_begin(m, folded(utf8_decode(s, at, &n))))
		return 0;
	for (size_t i = at; i < s.len; i += n) {
		if (node)
			i = skip_blanks(s, i);
		if (i >= s.len)
			break;
		node = find(m, node, folded(utf8_decode(s, i, &n)))->child;
		if (!node)
			break;
		if (m->values[node]) {
			value = m->values[node];
			*len = i + n - at;
		}
	}
	return value;
}

uint32_t wordmap_get(const struct wordmap *m, struct str word)
{
	size_t len;
	uint32_t value = wordmap_match(m, word, 0, &len);

	return len == word.len ? value : 0;
}
