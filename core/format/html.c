/*
 * A page's markup, by libxml2's parser of events: no tree is built, so that
 * depth costs nothing, and nothing is loaded. The text is put together as a
 * browser would show it: blocks and <br> begin lines, blanks fold, cells are
 * told by row and number.
 */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "core/base/utf8.h"
#include "core/format/page.h"

enum element_kind {
	ELEMENT_INLINE,
	ELEMENT_BLOCK,
	ELEMENT_HEADING, /* h1 … h6 */
	ELEMENT_ASIDE,	 /* a block that is no content: nav */
	ELEMENT_SKIP,	 /* what is in it is no text */
	ELEMENT_BREAK,
	ELEMENT_LINK,
	ELEMENT_ROW,
	ELEMENT_CELL,
	ELEMENT_TABLE,
	ELEMENT_LIST, /* ol */
	ELEMENT_ITEM,
	ELEMENT_PRE,
	ELEMENT_TITLE,
	ELEMENT_META
};

static const struct {
	const char *name;
	enum element_kind kind;
} ELEMENTS[] = {
	{"a", ELEMENT_LINK},	       {"address", ELEMENT_BLOCK},
	{"article", ELEMENT_BLOCK},    {"aside", ELEMENT_ASIDE},
	{"audio", ELEMENT_SKIP},       {"blockquote", ELEMENT_BLOCK},
	{"body", ELEMENT_BLOCK},       {"br", ELEMENT_BREAK},
	{"button", ELEMENT_SKIP},      {"canvas", ELEMENT_SKIP},
	{"caption", ELEMENT_BLOCK},    {"center", ELEMENT_BLOCK},
	{"dd", ELEMENT_BLOCK},	       {"details", ELEMENT_BLOCK},
	{"dialog", ELEMENT_ASIDE},     {"dir", ELEMENT_BLOCK},
	{"div", ELEMENT_BLOCK},	       {"dl", ELEMENT_BLOCK},
	{"dt", ELEMENT_BLOCK},	       {"fieldset", ELEMENT_BLOCK},
	{"figcaption", ELEMENT_BLOCK}, {"figure", ELEMENT_BLOCK},
	{"footer", ELEMENT_ASIDE},     {"form", ELEMENT_BLOCK},
	{"h1", ELEMENT_HEADING},       {"h2", ELEMENT_HEADING},
	{"h3", ELEMENT_HEADING},       {"h4", ELEMENT_HEADING},
	{"h5", ELEMENT_HEADING},       {"h6", ELEMENT_HEADING},
	{"header", ELEMENT_BLOCK},     {"hr", ELEMENT_BLOCK},
	{"iframe", ELEMENT_SKIP},      {"input", ELEMENT_SKIP},
	{"legend", ELEMENT_BLOCK},     {"li", ELEMENT_ITEM},
	{"main", ELEMENT_BLOCK},       {"menu", ELEMENT_ASIDE},
	{"meta", ELEMENT_META},	       {"nav", ELEMENT_ASIDE},
	{"noscript", ELEMENT_SKIP},    {"object", ELEMENT_SKIP},
	{"ol", ELEMENT_LIST},	       {"option", ELEMENT_SKIP},
	{"p", ELEMENT_BLOCK},	       {"pre", ELEMENT_PRE},
	{"script", ELEMENT_SKIP},      {"section", ELEMENT_BLOCK},
	{"select", ELEMENT_SKIP},      {"style", ELEMENT_SKIP},
	{"svg", ELEMENT_SKIP},	       {"table", ELEMENT_TABLE},
	{"tbody", ELEMENT_BLOCK},      {"td", ELEMENT_CELL},
	{"template", ELEMENT_SKIP},    {"textarea", ELEMENT_SKIP},
	{"tfoot", ELEMENT_BLOCK},      {"th", ELEMENT_CELL},
	{"thead", ELEMENT_BLOCK},      {"title", ELEMENT_TITLE},
	{"tr", ELEMENT_ROW},	       {"ul", ELEMENT_BLOCK},
	{"video", ELEMENT_SKIP},
};

/* An element that is open. */
struct open {
	enum element_kind kind;
	uint32_t node;	    /* that was current before it */
	uint32_t row, cell; /* likewise */
	uint32_t item;	    /* of a list: the last one */
	uint8_t level;
	bool hidden;
};

enum blank { BLANK_NONE, BLANK_SPACE, BLANK_FEED };
enum { FROM_HAN = 0x2e80, LINES_MAX = 1 << 18, TITLE_MAX = 1000 };

struct parser {
	struct page *p;
	struct open stack[PAGE_DEPTH];
	size_t depth, over; /* elements beyond the stack */
	size_t skip;	    /* depth of what is passed over */
	uint32_t node, row, cell, rows;
	uint32_t links, pres;
	uint8_t level;
	uint32_t hidden;
	bool in_title;
	struct buf title;
	struct page_line line; /* being built; len 0: none */
	uint32_t first_node;   /* opened since the last line */
	enum blank blank;
	uint32_t last;	 /* its last character */
	unsigned breaks; /* since the last line: <br> */
	bool block;	 /* a block edge since the last line */
};

static enum element_kind kind_of(const char *name)
{
	size_t lo = 0, hi = COUNT_OF(ELEMENTS);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = strcmp(name, ELEMENTS[mid].name);

		if (d == 0)
			return ELEMENTS[mid].kind;
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return ELEMENT_INLINE;
}

static struct str attribute(const xmlChar **atts, const char *name)
{
	for (; atts && atts[0]; atts += 2)
		if (atts[1] && strcmp((const char *)atts[0], name) == 0)
			return str_of((const char *)atts[1]);
	return STR("");
}

/* ------------------------------------------------------------- lines */

static void end_line(struct parser *s)
{
	struct page *p = s->p;

	if (s->line.len && p->lines.n < LINES_MAX)
		*ARRAY_PUSH(p->a, &p->lines) = s->line;
	if (s->line.len) {
		s->breaks = 0;
		s->block = false;
	}
	s->line = (struct page_line){0};
	s->blank = BLANK_NONE;
}

static void break_block(struct parser *s)
{
	end_line(s);
	s->block = true;
}

static void begin_line(struct parser *s)
{
	s->line = (struct page_line){.off = (uint32_t)s->p->text.len,
				     .node = s->node,
				     .row = s->row,
				     .cell = s->cell,
				     .level = s->level,
				     .hidden = s->hidden > 0,
				     /* two breaks, or an indent, part
					paragraphs */
				     .soft = !s->block && s->breaks == 1 &&
					     s->blank != BLANK_SPACE};
	s->blank = BLANK_NONE;
}

static bool is_fold(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r');
}

static void add_blank(struct parser *s, uint32_t cp)
{
	if (cp == '\n' && s->pres) {
		end_line(s);
		s->breaks++;
	} else if (!is_fold(cp) || s->pres) {
		s->blank = BLANK_SPACE; /* U+3000, no-break: an indent */
	} else if (s->line.len && s->blank == BLANK_NONE) {
		s->blank = cp == '\n' || cp == '\r' ? BLANK_FEED : BLANK_SPACE;
	} else if (s->line.len && cp == '\n') {
		/* a line end of the source between Han letters is nothing */
		s->blank = BLANK_FEED;
	}
}

static void add_char(struct parser *s, uint32_t cp)
{
	struct page *p = s->p;

	if (!s->line.len)
		begin_line(s);
	else if (s->blank == BLANK_SPACE ||
		 (s->blank == BLANK_FEED &&
		  (cp < FROM_HAN || s->last < FROM_HAN)))
		buf_addc(&p->text, ' ');
	s->blank = BLANK_NONE;
	buf_add_cp(&p->text, cp);
	s->line.len = (uint32_t)p->text.len - s->line.off;
	s->line.cps++;
	s->line.link_cps += s->links > 0;
	s->last = cp;
}

static bool is_blank(uint32_t cp)
{
	return is_fold(cp) || cp == 0xa0 || cp == 0x3000 ||
	       (cp >= 0x2000 && cp <= 0x200b) || cp == 0xfeff;
}

static void on_text(void *ctx, const xmlChar *ch, int len)
{
	struct parser *s = ctx;
	struct str t = str_n((const char *)ch, len > 0 ? (size_t)len : 0);
	size_t n;

	if (s->in_title && s->title.len < TITLE_MAX)
		buf_add(&s->title, t);
	if (s->skip || s->in_title || s->p->text.len > READING_MAX)
		return;
	for (size_t i = 0; i < t.len; i += n) {
		uint32_t cp = utf8_decode(t, i, &n);

		if (is_blank(cp))
			add_blank(s, cp);
		else
			add_char(s, cp);
	}
}

/* ----------------------------------------------------------- elements */

static void add_node(struct parser *s, enum element_kind kind,
		     const xmlChar **atts)
{
	struct page *p = s->p;
	uint32_t parent = s->node;
	struct page_node *n;
	struct str class = attribute(atts, "class"), id = attribute(atts, "id");

	if (p->nodes.n >= LINES_MAX)
		return;
	s->node = (uint32_t)p->nodes.n;
	n = ARRAY_PUSH(p->a, &p->nodes);
	n->parent = parent;
	n->block = BLOCK_PLAIN;
	if (class.len)
		n->block = (uint8_t)format_words_block(p->words, class);
	if (id.len && n->block != BLOCK_ARTICLE) {
		enum block_word word = format_words_block(p->words, id);

		n->block = word ? (uint8_t)word : n->block;
	}
	if (kind == ELEMENT_ASIDE)
		n->block = BLOCK_ASIDE;
}

static bool is_hidden(const xmlChar **atts)
{
	struct str style = attribute(atts, "style");
	ptrdiff_t at;

	for (; atts && atts[0]; atts += 2)
		if (strcmp((const char *)atts[0], "hidden") == 0)
			return true;
	at = str_find(style, STR("display"), 0);
	return at >= 0 && str_find(str_sub(style, (size_t)at, (size_t)at + 16),
				   STR("none"), 0) > 0;
}

static void set_meta(struct page *p, const xmlChar **atts)
{
	struct str name = attribute(atts, "name"),
		   content = attribute(atts, "content"), *to = NULL;

	if (!name.len)
		name = attribute(atts, "property");
	if (!name.len)
		name = attribute(atts, "itemprop");
	switch (format_words_meta(p->words, name)) {
	case FACT_TITLE:
		to = &p->meta_title;
		break;
	case FACT_DATE:
		to = &p->date;
		break;
	case FACT_SOURCE:
		to = &p->source;
		break;
	case FACT_EDITOR:
		to = &p->editor;
		break;
	default:
		break;
	}
	if (to && !to->len && utf8_is_valid(content))
		*to = arena_str(p->a, str_trim(content));
}

/* 1. of an ordered list, which a browser would put there. */
static void number_item(struct parser *s)
{
	struct open *list = s->depth > 1 ? &s->stack[s->depth - 2] : NULL;
	struct buf b;

	if (!list || list->kind != ELEMENT_LIST)
		return;
	buf_init(&b, s->p->a);
	buf_addf(&b, "%u. ", ++list->item);
	on_text(s, (const xmlChar *)b.p, (int)b.len);
}

static void enter_block(struct parser *s, enum element_kind kind,
			const xmlChar **atts)
{
	break_block(s);
	add_node(s, kind, atts);
	switch (kind) {
	case ELEMENT_ROW:
		s->row = ++s->rows;
		s->cell = 0;
		break;
	case ELEMENT_TABLE:
		s->row = PAGE_NO_ROW;
		break;
	case ELEMENT_CELL:
		s->cell++;
		break;
	case ELEMENT_PRE:
		s->pres++;
		break;
	case ELEMENT_ITEM:
		number_item(s);
		break;
	default:
		break;
	}
}

static void enter(struct parser *s, enum element_kind kind, const char *name,
		  const xmlChar **atts)
{
	switch (kind) {
	case ELEMENT_INLINE:
		break;
	case ELEMENT_BREAK:
		end_line(s);
		s->breaks++;
		break;
	case ELEMENT_LINK:
		s->links++;
		break;
	case ELEMENT_TITLE:
		s->in_title = s->title.len == 0;
		break;
	case ELEMENT_META:
		set_meta(s->p, atts);
		break;
	case ELEMENT_HEADING:
		s->level = (uint8_t)(name[1] - '0');
		enter_block(s, kind, atts);
		break;
	default:
		enter_block(s, kind, atts);
	}
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
	struct parser *s = ctx;
	enum element_kind kind = kind_of((const char *)name);
	struct open *o;

	if (s->skip || kind == ELEMENT_SKIP) {
		s->skip++;
		return;
	}
	if (s->over || s->depth == PAGE_DEPTH) {
		/* too deep: only its lines are told apart */
		s->over++;
		if (kind != ELEMENT_INLINE && kind != ELEMENT_LINK)
			break_block(s);
		return;
	}
	o = &s->stack[s->depth++];
	*o = (struct open){.kind = kind,
			   .node = s->node,
			   .row = s->row,
			   .cell = s->cell,
			   .level = s->level,
			   .hidden = is_hidden(atts)};
	s->hidden += o->hidden;
	enter(s, kind, (const char *)name, atts);
}

static void leave(struct parser *s, const struct open *o)
{
	bool is_inline = o->kind == ELEMENT_INLINE || o->kind == ELEMENT_LINK ||
			 o->kind == ELEMENT_BREAK || o->kind == ELEMENT_META ||
			 o->kind == ELEMENT_TITLE;

	if (!is_inline)
		break_block(s);
	s->links -= o->kind == ELEMENT_LINK;
	s->pres -= o->kind == ELEMENT_PRE;
	s->hidden -= o->hidden;
	s->node = o->node;
	s->level = o->level;
	if (o->kind == ELEMENT_TITLE)
		s->in_title = false;
	/* the number of a cell counts on in its row */
	if (o->kind != ELEMENT_CELL) {
		s->row = o->row;
		s->cell = o->cell;
	}
}

static void on_end(void *ctx, const xmlChar *name)
{
	struct parser *s = ctx;

	(void)name;
	if (s->skip)
		s->skip--;
	else if (s->over)
		s->over--;
	else if (s->depth)
		leave(s, &s->stack[--s->depth]);
}

/* --------------------------------------------------------------- face */

/* The parser takes NUL for the end: it becomes U+FFFD, as the standard says. */
static struct str without_nul(struct arena *a, struct str s)
{
	struct buf b;

	if (!memchr(s.p, '\0', s.len))
		return s;
	buf_init(&b, a);
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i])
			buf_addc(&b, s.p[i]);
		else
			buf_add_cp(&b, UTF8_REPLACEMENT);
	}
	return buf_str(&b);
}

static struct str one_line(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a);
	s = str_trim(s);
	for (size_t i = 0; i < s.len; i++)
		buf_addc(&b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
	return buf_str(&b);
}

void page_parse(struct page *p, struct str html)
{
	htmlSAXHandler sax = {.startElement = on_start,
			      .endElement = on_end,
			      .characters = on_text,
			      .ignorableWhitespace = on_text,
			      .initialized = 1};
	struct parser *s = arena_alloc(p->a, sizeof(*s));
	htmlParserCtxtPtr ctx;

	s->p = p;
	buf_init(&p->text, p->a);
	buf_init(&s->title, p->a);
	ARRAY_PUSH(p->a, &p->nodes); /* the root */
	html = without_nul(p->a, html);
	ctx = htmlCreateMemoryParserCtxt(html.p, (int)html.len);
	if (ctx) {
		/* what is asked of the context must not reach its own tree */
		*ctx->sax = sax;
		ctx->userData = s;
		htmlCtxtUseOptions(
			ctx, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
				     HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
				     HTML_PARSE_IGNORE_ENC |
				     HTML_PARSE_COMPACT);
		*ctx->sax = sax;
		xmlSwitchEncoding(ctx, XML_CHAR_ENCODING_UTF8);
		htmlParseDocument(ctx);
		htmlFreeParserCtxt(ctx);
	}
	end_line(s);
	p->title = one_line(p->a, buf_str(&s->title));
	if (!utf8_is_valid(p->title))
		p->title = STR("");
}
