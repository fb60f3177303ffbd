/*
 * The article among menus, share bars and links: the deepest block that holds
 * nearly all prose of the page. What its names call no content is left out,
 * unless most of the prose is in there; so are lines of links. The title
 * stands before it, in a heading that says what <title> says.
 */
#include "core/base/utf8.h"
#include "core/format/page.h"

enum {
	PROSE_MIN = 20,	 /* characters of a line with punctuation */
	PROSE_BARE = 35, /* of one without */
	HOLDS = 85,	 /* per cent of the prose: the article is inside */
	TOO_MUCH = 40, /* of the prose: a block that is called a menu is none */
	LINKED = 60,   /* per cent of a line in links: no text */
	TITLE_MIN = 4,
	TITLE_FAR = 40 /* lines from the title to the article */
};

static bool has_stop(struct str s)
{
	static const char *const STOPS[] = {"，", "。", "；", "、", ", "};

	for (size_t i = 0; i < COUNT_OF(STOPS); i++)
		if (str_find(s, str_of(STOPS[i]), 0) >= 0)
			return true;
	return false;
}

static bool is_linked(const struct page_line *l)
{
	return l->link_cps * 100ul > l->cps * (unsigned long)LINKED;
}

static bool is_prose(const struct page *p, const struct page_line *l)
{
	if (l->hidden || is_linked(l))
		return false;
	return l->cps >= PROSE_BARE ||
	       (l->cps >= PROSE_MIN && has_stop(page_str(p, l)));
}

/* Characters of prose in each node and all below it; a parent comes before
 * its children. */
static uint32_t count_prose(struct page *p)
{
	for (size_t i = 0; i < p->lines.n; i++) {
		struct page_line *l = &p->lines.items[i];

		l->prose = is_prose(p, l);
		if (l->prose)
			p->nodes.items[l->node].prose += l->cps;
	}
	for (size_t i = p->nodes.n; i-- > 1;) {
		struct page_node *n = &p->nodes.items[i];

		p->nodes.items[n->parent].prose += n->prose;
	}
	return p->nodes.items[0].prose;
}

static void mark_asides(struct page *p, uint32_t all)
{
	for (size_t i = 1; i < p->nodes.n; i++) {
		struct page_node *n = &p->nodes.items[i];
		bool called = n->block == BLOCK_ASIDE &&
			      n->prose * 100ul < all * (unsigned long)TOO_MUCH;

		n->aside = called || p->nodes.items[n->parent].aside;
	}
}

/* Prose of asides does not draw the article to them. */
static uint32_t count_again(struct page *p)
{
	for (size_t i = 0; i < p->nodes.n; i++)
		p->nodes.items[i].prose = 0;
	for (size_t i = 0; i < p->lines.n; i++) {
		struct page_line *l = &p->lines.items[i];
		struct page_node *n = &p->nodes.items[l->node];

		if (l->prose && !n->aside)
			n->prose += l->cps;
	}
	for (size_t i = p->nodes.n; i-- > 1;) {
		struct page_node *n = &p->nodes.items[i],
				 *up = &p->nodes.items[n->parent];

		up->prose += n->prose;
		if (!up->heavy || p->nodes.items[up->heavy].prose < n->prose)
			up->heavy = (uint32_t)i;
	}
	return p->nodes.items[0].prose;
}

/* Down from the root while one child holds nearly all. A block that is called
 * the article is one, where it holds more than half. */
static uint32_t find_node(const struct page *p, uint32_t all)
{
	uint32_t at = 0;

	for (;;) {
		uint32_t next = p->nodes.items[at].heavy;
		const struct page_node *n = &p->nodes.items[next];
		unsigned long need = n->block == BLOCK_ARTICLE ? 50 : HOLDS;

		if (!next || n->prose * 100ul < all * need ||
		    p->nodes.items[at].block == BLOCK_ARTICLE)
			return at;
		at = next;
	}
}

static void mark_inside(struct page *p, uint32_t node)
{
	p->nodes.items[node].inside = true;
	for (size_t i = (size_t)node + 1; i < p->nodes.n; i++) {
		struct page_node *n = &p->nodes.items[i];

		n->inside = p->nodes.items[n->parent].inside;
	}
}

static bool is_content(const struct page *p, const struct page_line *l)
{
	return !l->hidden && !p->nodes.items[l->node].aside && !is_linked(l);
}

static struct str squeezed(struct arena *a, struct str s)
{
	struct buf b;
	size_t n;

	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i += n) {
		uint32_t cp = utf8_decode(s, i, &n);

		if (cp > ' ' && cp != 0xa0 && cp != 0x3000)
			buf_add_cp(&b, cp);
	}
	return buf_str(&b);
}

/* Is this what the head of the page calls its title? */
static bool names_page(struct page *p, const struct page_line *l,
		       struct str title, struct str meta)
{
	struct str s = squeezed(p->a, page_str(p, l));

	return l->cps >= TITLE_MIN &&
	       ((title.len && str_has_prefix(title, s)) ||
		(meta.len && (str_eq(meta, s) || str_has_prefix(meta, s))));
}

/* The last heading before the article's first prose that is the title of the
 * page, else a line that is. */
static size_t find_title(struct page *p, size_t first)
{
	struct str title = squeezed(p->a, p->title),
		   meta = squeezed(p->a, p->meta_title);
	size_t from = first > TITLE_FAR ? first - TITLE_FAR : 0;
	size_t found = p->lines.n;

	for (size_t i = first; i-- > from;) {
		const struct page_line *l = &p->lines.items[i];

		if (l->hidden || p->nodes.items[l->node].aside ||
		    !names_page(p, l, title, meta))
			continue;
		if (l->level)
			return i;
		if (found == p->lines.n)
			found = i;
	}
	for (size_t i = first; found == p->lines.n && i-- > from;)
		if (p->lines.items[i].level == 1 &&
		    is_content(p, &p->lines.items[i]))
			return i;
	return found;
}

static size_t first_inside(const struct page *p, bool prose)
{
	for (size_t i = 0; i < p->lines.n; i++) {
		const struct page_line *l = &p->lines.items[i];

		if (p->nodes.items[l->node].inside && is_content(p, l) &&
		    (l->prose || !prose))
			return i;
	}
	return p->lines.n;
}

static void keep_all(struct page *p)
{
	for (size_t i = 0; i < p->lines.n; i++)
		p->lines.items[i].keep = !p->lines.items[i].hidden;
	p->title_line = p->lines.n;
}

void page_find_article(struct page *p)
{
	uint32_t all;
	size_t first;

	if (p->whole) {
		keep_all(p);
		return;
	}
	all = count_prose(p);
	mark_asides(p, all);
	all = count_again(p);
	mark_inside(p, find_node(p, all));
	first = first_inside(p, true);
	p->title_line = first < p->lines.n ? find_title(p, first) : p->lines.n;
	for (size_t i = 0; i < p->lines.n; i++) {
		struct page_line *l = &p->lines.items[i];
		bool between = i > p->title_line && i < first;

		l->keep = (p->nodes.items[l->node].inside || between) &&
			  is_content(p, l);
	}
	/* what stands in the article's block before its title is a path */
	for (size_t i = 0; p->title_line < p->lines.n && i < p->title_line; i++)
		p->lines.items[i].keep = false;
	if (p->title_line < p->lines.n)
		p->lines.items[p->title_line].keep = true;
}
