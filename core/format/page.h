#pragma once

#include "core/assets.h"
#include "core/format/words.h"
#include "core/reading.h"

/*
 * A page while it is read. The parser gives lines (what a browser would start
 * on a new line) and nodes (the blocks that they stand in); the passes after
 * it find the article among them:
 *
 *   page_parse → page_find_article → page_find_facts → page_emit
 *
 * Nodes are numbered as they open, so that a parent comes before its
 * children; beyond PAGE_DEPTH levels no more are made, which flattens what is
 * deeper.
 */
enum { PAGE_DEPTH = 256, PAGE_NO_ROW = 0 };

struct page_node {
	uint32_t parent; /* its own index: the root */
	uint32_t prose;	 /* characters of prose in it and below */
	uint32_t heavy;	 /* the child with most of it */
	uint8_t block;	 /* enum block_word: what its names say */
	bool aside;	 /* it or one above it is no content */
	bool inside;	 /* lies in the article */
};

struct page_line {
	uint32_t off, len; /* of page.text */
	uint32_t node;
	uint32_t cps, link_cps; /* characters; of them in links */
	uint32_t row, cell;	/* of a table, from 1 */
	uint32_t first;		/* node that was open when it began */
	uint8_t level;		/* of a heading, 1 to 6 */
	bool soft;		/* parted from the line before by one <br> */
	bool hidden;		/* by its markup */
	bool prose;
	bool keep; /* belongs to the article */
};

struct page {
	struct arena *a;
	const struct format_words *words;
	struct buf text;
	ARRAY_OF(struct page_node) nodes;
	ARRAY_OF(struct page_line) lines;
	struct str title;			     /* of <title> */
	struct str meta_title, date, source, editor; /* of <meta> */
	size_t title_line;			     /* or lines.n */
	bool whole; /* a book's page: all of it is content */
};

/* `html` is UTF-8; entities are resolved, scripts and styles gone. */
void page_parse(struct page *p, struct str html);
void page_find_article(struct page *p);
void page_find_facts(struct page *p);
/* Appends the text to `out` and fills heads, asides and facts of `r`. */
void page_emit(struct page *p, struct reading *r, struct buf *out);

static inline struct str page_str(const struct page *p,
				  const struct page_line *l)
{
	return str_n(p->text.p + l->off, l->len);
}
