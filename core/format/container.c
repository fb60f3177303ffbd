/* Zip archives, by the names of what is in them. */
#include "core/format/container.h"

#include <strings.h>

#include "core/base/utf8.h"
#include "core/format/decode.h"
#include "core/format/office.h"

enum { MEMBERS_MAX = 2000 };

bool container_is_zip(struct str bytes)
{
	return str_has_prefix(bytes, STR("PK\x03\x04")) ||
	       str_has_prefix(bytes, STR("PK\x05\x06"));
}

static bool ends_with(struct str name, const char *end)
{
	size_t n = strlen(end);

	return name.len > n && strncasecmp(name.p + name.len - n, end, n) == 0;
}

/* Files that hsview reads; what is hidden, or a Mac's shadow, is left alone. */
static bool is_member(struct str name)
{
	static const char *const ENDS[] = {
		".txt",	  ".text", ".md",    ".markdown", ".html", ".htm",
		".xhtml", ".mht",  ".shtml", ".mhtml",	  ".docx", ".odt",
		".epub",  ".pdf",  ".doc",   ".zip"};
	const char *slash = memrchr(name.p, '/', name.len);
	struct str last =
		slash ? str_sub(name, (size_t)(slash - name.p) + 1, name.len)
		      : name;

	if (last.len == 0 || last.p[0] == '.' ||
	    str_has_prefix(name, STR("__MACOSX/")))
		return false;
	for (size_t i = 0; i < COUNT_OF(ENDS); i++)
		if (ends_with(name, ENDS[i]))
			return true;
	return false;
}

/* Names that are no UTF-8 are GBK where the archive comes from Windows. */
static struct str member_name(struct arena *a, struct str name)
{
	struct decode_hints hints = {.declared = STR("gb18030")};
	struct decoded d;

	if (utf8_is_valid(name))
		return name;
	decode(&d, a, name, &hints);
	return d.text;
}

static void read_members(struct reading *r, struct arena *a,
			 const struct format_input *in)
{
	struct zip z;

	r->kind = READING_ARCHIVE;
	r->fault = zip_read(&z, a, in->bytes, is_member);
	if (r->fault != READING_OK)
		return;
	if (z.entries.n > MEMBERS_MAX)
		r->fault = READING_MANY;
	else if (z.entries.n == 0)
		r->fault = READING_UNKNOWN;
	for (size_t i = 0; r->fault == READING_OK && i < z.entries.n; i++)
		*ARRAY_PUSH(a, &r->members) = (struct reading_member){
			member_name(a, z.entries.items[i].name),
			z.entries.items[i].bytes};
}

struct office_kind {
	enum reading_kind kind;
	bool (*wants)(struct str name);
	enum reading_fault (*read)(struct office *o, const struct zip *z);
};

static void read_office(struct reading *r, struct arena *a, struct str bytes,
			const struct office_kind *k)
{
	struct office *o = arena_alloc(a, sizeof(*o));
	struct zip z;

	r->kind = k->kind;
	r->fault = zip_read(&z, a, bytes, k->wants);
	office_init(o, a);
	if (r->fault == READING_OK)
		r->fault = k->read(o, &z);
	if (r->fault == READING_OK)
		office_emit(o, r);
}

static bool has(const struct zip *names, const char *name)
{
	for (size_t i = 0; i < names->entries.n; i++)
		if (str_is(names->entries.items[i].name, name))
			return true;
	return false;
}

void container_read(struct reading *r, struct arena *a,
		    const struct format_input *in)
{
	static const struct office_kind DOCX = {READING_DOCX, docx_wants,
						docx_read};
	static const struct office_kind ODT = {READING_ODT, odt_wants,
					       odt_read};
	struct zip names, z;

	r->fault = zip_read(&names, a, in->bytes, NULL);
	if (r->fault != READING_OK)
		return;
	if (has(&names, "word/document.xml")) {
		read_office(r, a, in->bytes, &DOCX);
	} else if (has(&names, "META-INF/container.xml")) {
		r->fault = zip_read(&z, a, in->bytes, epub_wants);
		if (r->fault == READING_OK)
			epub_read(r, a, in, &z);
	} else if (has(&names, "content.xml") && has(&names, "mimetype")) {
		read_office(r, a, in->bytes, &ODT);
	} else if (has(&names, "[Content_Types].xml") ||
		   !str_is(in->ext, "zip")) {
		r->fault = READING_UNKNOWN; /* a table, slides, a program */
	} else {
		read_members(r, a, in);
	}
}
