/*
 * OpenDocument texts: list and outline styles first, then the text. Tracked
 * changes keep what was deleted in a place of its own, which is passed over.
 */
#include "core/format/office.h"

enum { LISTS_DEEP = 16, BLANKS_MAX = 100, LEVEL_MAX = 6 };

struct odt {
	struct office *o;
	ARRAY_OF(struct label_list) lists;
	ARRAY_OF(struct str) titles; /* names of title styles */
	struct label_list *defining;
	struct label_list outline; /* of headings */
	struct label_list *open[LISTS_DEEP];
	size_t depth; /* of lists */
	bool item;    /* its first paragraph is to come */
	size_t skip;
	size_t notes; /* depth inside a note's body */
	bool in_body;
};

bool odt_wants(struct str name)
{
	return str_is(name, "content.xml") || str_is(name, "styles.xml") ||
	       str_is(name, "mimetype");
}

/* The sample that names a form: "1", "一, 二, 三, ...", "a". */
static enum label_form form_of(struct str s)
{
	static const struct {
		const char *begin;
		enum label_form form;
	} FORMS[] = {
		{"1", LABEL_DECIMAL},	  {"一", LABEL_HAN},
		{"壹", LABEL_HAN_LEGAL},  {"甲", LABEL_STEM},
		{"①", LABEL_CIRCLE},	  {"A", LABEL_UPPER},
		{"a", LABEL_LOWER},	  {"I", LABEL_UPPER_ROMAN},
		{"i", LABEL_LOWER_ROMAN}, {"１", LABEL_DECIMAL},
	};

	for (size_t i = 0; i < COUNT_OF(FORMS); i++)
		if (str_has_prefix(s, str_of(FORMS[i].begin)))
			return FORMS[i].form;
	return LABEL_NONE;
}

static void define_level(struct odt *d, const struct xml_element *e)
{
	unsigned level = xml_number(e, "level", 0);
	struct label_level *l;
	struct buf b;

	if (!d->defining || level < 1 || level > LABEL_LEVELS)
		return;
	l = &d->defining->levels[level - 1];
	l->form = form_of(xml_attribute(e, "num-format"));
	l->start = xml_number(e, "start-value", 1);
	buf_init(&b, d->o->a);
	buf_add(&b, xml_attribute(e, "num-prefix"));
	buf_addf(&b, "%%%u", level);
	buf_add(&b, xml_attribute(e, "num-suffix"));
	l->text = buf_str(&b);
}

static bool is_title(const struct odt *d, struct str style)
{
	if (str_is(style, "Title"))
		return true;
	for (size_t i = 0; i < d->titles.n; i++)
		if (str_eq(d->titles.items[i], style))
			return true;
	return false;
}

static void define(struct odt *d, const struct xml_element *e)
{
	if (xml_is(e, "list-style")) {
		d->defining = ARRAY_PUSH(d->o->a, &d->lists);
		d->defining->name =
			arena_str(d->o->a, xml_attribute(e, "name"));
	} else if (xml_is(e, "outline-style")) {
		d->defining = &d->outline;
	} else if (xml_is(e, "list-level-style-number") ||
		   xml_is(e, "outline-level-style")) {
		define_level(d, e);
	} else if (xml_is(e, "style") &&
		   is_title(d, xml_attribute(e, "parent-style-name"))) {
		*ARRAY_PUSH(d->o->a, &d->titles) =
			arena_str(d->o->a, xml_attribute(e, "name"));
	}
}

static struct label_list *list_by_name(struct odt *d, struct str name)
{
	for (size_t i = 0; name.len && i < d->lists.n; i++)
		if (str_eq(d->lists.items[i].name, name))
			return &d->lists.items[i];
	return d->depth ? d->open[d->depth - 1] : NULL;
}

static void begin_list(struct odt *d, const struct xml_element *e)
{
	struct label_list *list =
		list_by_name(d, xml_attribute(e, "style-name"));

	if (d->depth < LISTS_DEEP)
		d->open[d->depth] = list;
	d->depth++;
	if (d->depth == 1 && list &&
	    !str_is(xml_attribute(e, "continue-numbering"), "true") &&
	    !xml_attribute(e, "continue-list").len)
		memset(list->seen, 0, sizeof(list->seen));
}

static void begin_para(struct odt *d, const struct xml_element *e)
{
	struct office_para *p;
	unsigned level;

	office_begin_para(d->o);
	p = office_para(d->o);
	p->note = d->notes > 0;
	if (p->note)
		return;
	p->title = is_title(d, xml_attribute(e, "style-name"));
	level = xml_is(e, "h") ? xml_number(e, "outline-level", 1) : 0;
	if (level >= 1 && level <= LEVEL_MAX)
		p->level = (uint8_t)level;
	if (d->item && d->depth >= 1 && d->depth <= LISTS_DEEP &&
	    d->open[d->depth - 1])
		label_next(d->open[d->depth - 1], (unsigned)d->depth - 1,
			   &p->text);
	else if (level && !d->depth)
		label_next(&d->outline, level - 1, &p->text);
	d->item = false;
}

static void add_blanks(struct odt *d, const struct xml_element *e)
{
	unsigned n = xml_number(e, "c", 1);

	for (unsigned i = 0; i < n && i < BLANKS_MAX; i++)
		office_add(d->o, STR(" "));
}

static bool is_skipped(const struct xml_element *e)
{
	static const char *const NAMES[] = {
		"tracked-changes", "annotation",     "note-citation",
		"forms",	   "sequence-decls", "table-of-content"};

	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		if (xml_is(e, NAMES[i]))
			return true;
	return false;
}

static void in_body(struct odt *d, const struct xml_element *e)
{
	if (xml_is(e, "p") || xml_is(e, "h")) {
		begin_para(d, e);
	} else if (xml_is(e, "s")) {
		add_blanks(d, e);
	} else if (xml_is(e, "tab")) {
		office_add(d->o, STR(" "));
	} else if (xml_is(e, "line-break")) {
		office_add(d->o, STR("\n"));
	} else if (xml_is(e, "list")) {
		begin_list(d, e);
	} else if (xml_is(e, "list-item")) {
		d->item = true;
	} else if (xml_is(e, "note-body")) {
		d->notes++;
		buf_addf(&d->o->notes, "[%u] ", ++d->o->n_notes);
	} else if (xml_is(e, "table")) {
		office_begin_table(d->o);
	} else if (xml_is(e, "table-row")) {
		office_begin_row(d->o);
	} else if (xml_is(e, "table-cell")) {
		office_begin_cell(d->o);
	}
}

static void on_start(void *ctx, const struct xml_element *e)
{
	struct odt *d = ctx;

	if (d->skip || is_skipped(e)) {
		d->skip++;
		return;
	}
	d->in_body = d->in_body || xml_is(e, "body");
	if (d->in_body)
		in_body(d, e);
	else
		define(d, e);
}

static void on_end(void *ctx, const char *name)
{
	struct odt *d = ctx;

	if (d->skip) {
		d->skip--;
		return;
	}
	if (!d->in_body)
		return;
	if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
		office_end_para(d->o);
	} else if (strcmp(name, "list") == 0) {
		d->depth -= d->depth > 0;
	} else if (strcmp(name, "table") == 0) {
		office_end_table(d->o);
	} else if (strcmp(name, "note-body") == 0) {
		d->notes -= d->notes > 0;
		buf_addc(&d->o->notes, '\n');
	}
}

static void on_text(void *ctx, struct str text)
{
	struct odt *d = ctx;

	if (!d->skip && d->in_body)
		office_add(d->o, text);
}

enum reading_fault odt_read(struct office *o, const struct zip *z)
{
	static const struct xml_events EVENTS = {on_start, on_end, on_text};
	struct odt d = {.o = o};
	struct str styles = zip_get(z, "styles.xml"),
		   content = zip_get(z, "content.xml");

	if (!content.p)
		return READING_UNKNOWN;
	if (styles.p)
		(void)xml_parse(styles, &EVENTS, &d);
	d.in_body = false;
	d.skip = 0;
	return xml_parse(content, &EVENTS, &d) ? READING_OK : READING_BROKEN;
}
