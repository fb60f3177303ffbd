/* Books: container.xml names the package, its spine the order of the pages. */
#include "core/format/container.h"
#include "core/format/decode.h"
#include "core/format/page.h"
#include "core/format/xml.h"
#include "core/format/zip.h"

struct item {
	struct str id, href;
	bool nav; /* a table of contents */
};

struct book {
	struct arena *a;
	struct str package; /* path of the package file */
	ARRAY_OF(struct item) items;
	ARRAY_OF(struct str) spine;
	struct buf title;
	bool in_title;
};

bool epub_wants(struct str name)
{
	static const char *const ENDS[] = {".xhtml", ".html", ".htm", ".opf",
					   ".xml"};

	for (size_t i = 0; i < COUNT_OF(ENDS); i++)
		if (str_has_suffix(name, str_of(ENDS[i])))
			return true;
	return false;
}

static void on_start(void *ctx, const struct xml_element *e)
{
	struct book *b = ctx;

	if (xml_is(e, "rootfile") && !b->package.len) {
		b->package = arena_str(b->a, xml_attribute(e, "full-path"));
	} else if (xml_is(e, "item")) {
		*ARRAY_PUSH(b->a, &b->items) =
			(struct item){arena_str(b->a, xml_attribute(e, "id")),
				      arena_str(b->a, xml_attribute(e, "href")),
				      str_find(xml_attribute(e, "properties"),
					       STR("nav"), 0) >= 0};
	} else if (xml_is(e, "itemref")) {
		*ARRAY_PUSH(b->a, &b->spine) =
			arena_str(b->a, xml_attribute(e, "idref"));
	}
	b->in_title = xml_is(e, "title") && b->title.len == 0;
}

static void on_end(void *ctx, const char *name)
{
	struct book *b = ctx;

	(void)name;
	b->in_title = false;
}

static void on_text(void *ctx, struct str text)
{
	struct book *b = ctx;

	if (b->in_title)
		buf_add(&b->title, text);
}

static const struct item *item_by_id(const struct book *b, struct str id)
{
	for (size_t i = 0; i < b->items.n; i++)
		if (str_eq(b->items.items[i].id, id))
			return &b->items.items[i];
	return NULL;
}

/* A path beside the package file. */
static struct str page_of(struct book *b, const struct zip *z,
			  const struct item *item)
{
	const char *slash = b->package.len
				    ? memrchr(b->package.p, '/', b->package.len)
				    : NULL;
	struct buf path;

	buf_init(&path, b->a);
	if (slash)
		buf_add(&path, str_n(b->package.p,
				     (size_t)(slash - b->package.p) + 1));
	buf_add(&path, item->href);
	return zip_get(z, buf_cstr(&path));
}

static void add_page(struct book *b, struct str bytes, bool nav,
		     struct reading *r, struct buf *out)
{
	struct decode_hints hints = {.declared = STR("utf-8")};
	struct format_words words = {0};
	struct page p = {.a = b->a, .words = &words, .whole = true};
	struct decoded d;

	if (decode(&d, b->a, bytes, &hints) != READING_OK)
		return;
	page_parse(&p, d.text);
	page_find_article(&p);
	for (size_t i = 0; nav && i < p.lines.n; i++)
		p.lines.items[i].keep = false;
	r->n_replaced += d.n_replaced;
	page_emit(&p, r, out);
}

void epub_read(struct reading *r, struct arena *a,
	       const struct format_input *in, const struct zip *z)
{
	static const struct xml_events EVENTS = {on_start, on_end, on_text};
	struct book b = {.a = a};
	struct buf out;

	(void)in;
	r->kind = READING_EPUB;
	r->encoding = STR("utf-8");
	buf_init(&b.title, a);
	buf_init(&out, a);
	r->fault = READING_BROKEN;
	if (!xml_parse(zip_get(z, "META-INF/container.xml"), &EVENTS, &b) ||
	    !b.package.len ||
	    !xml_parse(zip_get(z, arena_cstr(a, b.package)), &EVENTS, &b))
		return;
	for (size_t i = 0; i < b.spine.n && out.len <= READING_MAX; i++) {
		const struct item *item = item_by_id(&b, b.spine.items[i]);
		struct str page = item ? page_of(&b, z, item) : STR_NULL;

		if (page.p)
			add_page(&b, page, item->nav, r, &out);
	}
	r->text = buf_str(&out);
	r->title = str_trim(buf_str(&b.title));
	r->fault = r->text.len > READING_MAX	? READING_BOMB
		   : str_trim(r->text).len == 0 ? READING_EMPTY
						: READING_OK;
}
