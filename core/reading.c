/*
 * The message of the reader program: a mark, numbers of four bytes, strings
 * with their length before them. Packing writes what unpacking checks.
 */
#include "core/reading.h"

#include <assert.h>

#include "core/base/utf8.h"

static const struct str MARK = {"HSR1", 4};

static const char *const KIND_NAMES[] = {
	[READING_TEXT] = "text",      [READING_HTML] = "html",
	[READING_DOCX] = "docx",      [READING_ODT] = "odt",
	[READING_EPUB] = "epub",      [READING_PDF] = "pdf",
	[READING_ARCHIVE] = "archive"};
static_assert(COUNT_OF(KIND_NAMES) == READING_KIND_COUNT, "a name each");

const char *reading_kind_name(enum reading_kind kind)
{
	return KIND_NAMES[kind];
}

static void put_u32(struct buf *out, size_t v)
{
	for (int shift = 0; shift < 32; shift += 8)
		buf_addc(out, (char)(v >> shift & 0xff));
}

static void put_str(struct buf *out, struct str s)
{
	put_u32(out, s.len);
	buf_add(out, s);
}

static void put_facts(struct buf *out, const struct reading *r)
{
	const struct str words[] = {r->encoding, r->title, r->date, r->source,
				    r->editor};

	put_u32(out, r->kind);
	put_u32(out, r->n_replaced);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		put_str(out, words[i]);
	put_u32(out, r->heads.n);
	for (size_t i = 0; i < r->heads.n; i++) {
		put_u32(out, r->heads.items[i].off);
		put_u32(out, r->heads.items[i].level);
	}
	put_u32(out, r->asides.n);
	for (size_t i = 0; i < r->asides.n; i++) {
		put_u32(out, r->asides.items[i].off);
		put_u32(out, r->asides.items[i].len);
	}
}

void reading_pack(struct buf *out, const struct reading *r)
{
	buf_add(out, MARK);
	put_u32(out, r->fault);
	put_u32(out, r->shut_in);
	put_str(out, r->text);
	put_facts(out, r);
	put_u32(out, r->members.n);
	for (size_t i = 0; i < r->members.n; i++) {
		put_str(out, r->members.items[i].name);
		put_str(out, r->members.items[i].bytes);
	}
}

void reading_pack_facts(struct buf *out, const struct reading *r)
{
	buf_add(out, MARK);
	put_facts(out, r);
}

/* What is left of a message; `bad` once it did not hold. */
struct cursor {
	struct str s;
	bool bad;
};

static struct str take(struct cursor *c, size_t n)
{
	struct str s = str_sub(c->s, 0, n);

	c->bad = c->bad || n > c->s.len;
	c->s = str_sub(c->s, n, c->s.len);
	return c->bad ? STR("") : s;
}

static uint32_t take_u32(struct cursor *c)
{
	struct str s = take(c, 4);
	uint32_t v = 0;

	for (size_t i = 0; i < s.len; i++)
		v |= (uint32_t)(unsigned char)s.p[i] << (8 * i);
	return v;
}

static struct str take_str(struct cursor *c)
{
	return take(c, take_u32(c));
}

static struct str take_text(struct cursor *c)
{
	struct str s = take_str(c);

	c->bad = c->bad || !utf8_is_valid(s);
	return c->bad ? STR("") : s;
}

/* A count of things of `size` bytes each at least. */
static uint32_t take_count(struct cursor *c, size_t size)
{
	uint32_t n = take_u32(c);

	c->bad = c->bad || n > c->s.len / size;
	return c->bad ? 0 : n;
}

static uint32_t take_below(struct cursor *c, uint32_t end)
{
	uint32_t v = take_u32(c);

	c->bad = c->bad || v >= end;
	return c->bad ? 0 : v;
}

static bool is_edge(struct str text, size_t at)
{
	return at == text.len ||
	       (at < text.len && ((unsigned char)text.p[at] & 0xc0) != 0x80);
}

static void take_heads(struct cursor *c, struct reading *r, struct arena *a,
		       struct str text)
{
	uint32_t n = take_count(c, 8);
	size_t least = 0;

	for (uint32_t i = 0; i < n && !c->bad; i++) {
		struct reading_head *h = ARRAY_PUSH(a, &r->heads);

		h->off = take_u32(c);
		h->level = take_below(c, 7);
		c->bad = c->bad || h->off < least || h->off >= text.len ||
			 !is_edge(text, h->off);
		least = (size_t)h->off + 1;
	}
}

static void take_asides(struct cursor *c, struct reading *r, struct arena *a,
			struct str text)
{
	uint32_t n = take_count(c, 8);
	size_t least = 0;

	for (uint32_t i = 0; i < n && !c->bad; i++) {
		struct reading_aside *s = ARRAY_PUSH(a, &r->asides);
		size_t end;

		s->off = take_u32(c);
		s->len = take_u32(c);
		end = (size_t)s->off + s->len;
		c->bad = c->bad || s->off < least || s->len == 0 ||
			 end > text.len || !is_edge(text, s->off) ||
			 !is_edge(text, end);
		least = end;
	}
}

static void take_facts(struct cursor *c, struct reading *r, struct arena *a,
		       struct str text)
{
	r->kind = (enum reading_kind)take_below(c, READING_KIND_COUNT);
	r->n_replaced = take_u32(c);
	r->encoding = take_text(c);
	r->title = take_text(c);
	r->date = take_text(c);
	r->source = take_text(c);
	r->editor = take_text(c);
	take_heads(c, r, a, text);
	take_asides(c, r, a, text);
}

static struct cursor begin(struct reading *r, struct str bytes)
{
	struct cursor c = {.s = bytes};

	*r = (struct reading){0};
	c.bad = !str_eq(take(&c, MARK.len), MARK);
	return c;
}

static bool end(const struct cursor *c, struct reading *r)
{
	if (!c->bad && c->s.len == 0)
		return true;
	*r = (struct reading){.fault = READING_CRASHED};
	return false;
}

bool reading_unpack(struct reading *r, struct arena *a, struct str bytes)
{
	struct cursor c = begin(r, bytes);
	uint32_t n, shut_in, fault;
	size_t total = 0;
	struct str text;

	fault = take_below(&c, READING_FAULT_COUNT);
	shut_in = take_u32(&c);
	text = take_text(&c);
	c.bad = c.bad || text.len > READING_MAX;
	take_facts(&c, r, a, text);
	n = take_count(&c, 8);
	for (uint32_t i = 0; i < n && !c.bad; i++) {
		struct reading_member *m = ARRAY_PUSH(a, &r->members);

		m->name = take_text(&c);
		m->bytes = take_str(&c);
		total += m->bytes.len;
		c.bad = c.bad || total > READING_MAX;
	}
	r->text = text;
	r->fault = (enum reading_fault)fault;
	r->shut_in = shut_in;
	return end(&c, r);
}

bool reading_unpack_facts(struct reading *r, struct arena *a, struct str bytes,
			  struct str text)
{
	struct cursor c = begin(r, bytes);

	take_facts(&c, r, a, text);
	return end(&c, r);
}
