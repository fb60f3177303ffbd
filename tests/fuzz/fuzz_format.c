/*
 * Any bytes, as a file of each format: the first byte chooses. What must hold:
 * what the readers give passes the check of those who get it, and parses to a
 * report whose paragraphs rise and lie inside the text.
 */
#include "core/format/container.h"
#include "core/format/format.h"
#include "core/format/office.h"
#include "core/report.h"

#include "tests/fuzz/fuzz.h"

enum { HTML, TEXT, MHTML, PDF, DOCX, ODT, CONTAINER, MESSAGE, WAYS };

static void read_file(struct reading *r, struct arena *a, struct str s,
		      const char *ext)
{
	struct format_input in = {
		.bytes = s, .ext = str_of(ext), .assets = &ASSETS_BUILTIN};

	format_read(r, a, &in);
}

static void read_boxes(struct reading *r, struct arena *a, struct str s)
{
	struct format_pdf pdf = {.boxes = s};

	format_read_pdf(r, a, &pdf);
}

/* The document's XML, as if it had come out of the archive. */
static void
read_xml(struct reading *r, struct arena *a, struct str s, const char *name,
	 enum reading_fault (*read)(struct office *, const struct zip *))
{
	struct office *o = arena_alloc(a, sizeof(*o));
	struct zip z = {0};

	*ARRAY_PUSH(a, &z.entries) = (struct zip_entry){str_of(name), s};
	office_init(o, a);
	r->fault = read(o, &z);
	if (r->fault == READING_OK)
		office_emit(o, r);
}

static void read_one(struct reading *r, struct arena *a, unsigned way,
		     struct str s)
{
	switch (way) {
	case HTML:
		read_file(r, a, s, "html");
		break;
	case MHTML:
		read_file(r, a, s, "mht");
		break;
	case PDF:
		read_boxes(r, a, s);
		break;
	case DOCX:
		read_xml(r, a, s, "word/document.xml", docx_read);
		break;
	case ODT:
		read_xml(r, a, s, "content.xml", odt_read);
		break;
	case CONTAINER:
		read_file(r, a, s, "zip");
		break;
	case MESSAGE:
		reading_unpack(r, a, s);
		break;
	default:
		read_file(r, a, s, "txt");
	}
}

static void check_report(const struct report *r)
{
	uint32_t end = 0;

	for (size_t i = 0; i < r->paras.n; i++) {
		const struct para *p = &r->paras.items[i];

		CHECK(p->off >= end && p->len > 0);
		end = p->off + p->len;
		CHECK(end <= r->text.bytes.len);
		CHECK(is_edge(r->text.bytes, p->off));
	}
	for (size_t i = 0; i < r->sections.n; i++)
		CHECK(r->sections.items[i].off + r->sections.items[i].len <=
		      r->text.bytes.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena forever;
	static const struct report_rules *rules;
	struct reading r = {0}, got;
	struct report report;
	struct arena a = {0};
	struct buf b;

	if (!rules)
		rules = report_rules_open(&forever, &ASSETS_BUILTIN, NULL);
	if (size == 0)
		return 0;
	read_one(&r, &a, data[0] % WAYS,
		 str_n((const char *)data + 1, size - 1));
	buf_init(&b, &a);
	reading_pack(&b, &r);
	CHECK(reading_unpack(&got, &a, buf_str(&b)));
	report_parse_reading(&report, &a, rules, &got, FORMAT_TEXT,
			     STR("fuzz"));
	check_report(&report);
	arena_release(&a);
	return 0;
}
