/*
 * Word's documents: styles and numbering first, then the text, then the notes
 * in the order of their numbers. Changes that are tracked count as accepted:
 * what was inserted stays, what was deleted goes.
 */
#include "core/format/office.h"

enum { STYLES_DEEP = 16, LEVEL_MAX = 6 };

struct style {
	struct str id, based_on, num;
	unsigned level; /* of a heading, from 1; 0 none */
	unsigned ilvl;
	bool title, toc;
};

struct number {
	struct str id, abstract;
};

struct docx {
	struct office *o;
	ARRAY_OF(struct style) styles;
	ARRAY_OF(struct label_list) lists;
	ARRAY_OF(struct number) numbers;
	unsigned ilvl; /* of the list level that is being read */
	size_t skip;   /* depth in what is passed over */
	size_t runs;   /* open runs */
	bool in_text, vanish;
	struct str num; /* of the paragraph: its list */
	unsigned num_level;
	bool has_num;
	struct str style;
	bool in_notes, no_note;
};

bool docx_wants(struct str name)
{
	return str_is(name, "word/document.xml") ||
	       str_is(name, "word/styles.xml") ||
	       str_is(name, "word/numbering.xml") ||
	       str_is(name, "word/footnotes.xml") ||
	       str_is(name, "word/endnotes.xml");
}

static struct str val(struct docx *d, const struct xml_element *e)
{
	return arena_str(d->o->a, xml_attribute(e, "val"));
}

static void no_text(void *ctx, struct str text)
{
	(void)ctx;
	(void)text;
}

static void no_end(void *ctx, const char *name)
{
	(void)ctx;
	(void)name;
}

/* ------------------------------------------------------------- styles */

/* heading 1, 标题 1; 0 when it is no heading's name. */
static unsigned heading_of(struct str name)
{
	static const char *const WORDS[] = {"heading ", "Heading ", "标题 "};

	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		struct str word = str_of(WORDS[i]);

		if (str_has_prefix(name, word) && name.len == word.len + 1 &&
		    name.p[word.len] >= '1' && name.p[word.len] <= '9')
			return (unsigned)(name.p[word.len] - '0');
	}
	return 0;
}

static void name_style(struct style *s, struct str name)
{
	s->level = heading_of(name);
	s->title = str_is(name, "Title") || str_is(name, "title") ||
		   str_is(name, "标题");
	s->toc = str_has_prefix(name, STR("toc ")) ||
		 str_has_prefix(name, STR("TOC "));
}

static void on_style(void *ctx, const struct xml_element *e)
{
	struct docx *d = ctx;
	struct style *s =
		d->styles.n ? &d->styles.items[d->styles.n - 1] : NULL;

	if (xml_is(e, "style")) {
		s = ARRAY_PUSH(d->o->a, &d->styles);
		s->id = arena_str(d->o->a, xml_attribute(e, "styleId"));
	} else if (!s) {
		return;
	} else if (xml_is(e, "name")) {
		name_style(s, xml_attribute(e, "val"));
	} else if (xml_is(e, "basedOn")) {
		s->based_on = val(d, e);
	} else if (xml_is(e, "outlineLvl")) {
		s->level = xml_number(e, "val", 9) + 1;
	} else if (xml_is(e, "numId")) {
		s->num = val(d, e);
	} else if (xml_is(e, "ilvl")) {
		s->ilvl = xml_number(e, "val", 0);
	}
}

static const struct style *style_by_id(const struct docx *d, struct str id)
{
	for (size_t i = 0; id.len && i < d->styles.n; i++)
		if (str_eq(d->styles.items[i].id, id))
			return &d->styles.items[i];
	return NULL;
}

/* ---------------------------------------------------------- numbering */

static enum label_form form_of(struct str name)
{
	static const struct {
		const char *name;
		enum label_form form;
	} FORMS[] = {
		{"bullet", LABEL_NONE},
		{"none", LABEL_NONE},
		{"chineseCounting", LABEL_HAN},
		{"chineseCountingThousand", LABEL_HAN},
		{"taiwaneseCounting", LABEL_HAN},
		{"taiwaneseCountingThousand", LABEL_HAN},
		{"japaneseCounting", LABEL_HAN},
		{"ideographDigital", LABEL_HAN},
		{"chineseLegalSimplified", LABEL_HAN_LEGAL},
		{"ideographTraditional", LABEL_STEM},
		{"decimalEnclosedCircle", LABEL_CIRCLE},
		{"decimalEnclosedCircleChinese", LABEL_CIRCLE},
		{"upperLetter", LABEL_UPPER},
		{"lowerLetter", LABEL_LOWER},
		{"upperRoman", LABEL_UPPER_ROMAN},
		{"lowerRoman", LABEL_LOWER_ROMAN},
	};

	for (size_t i = 0; i < COUNT_OF(FORMS); i++)
		if (str_is(name, FORMS[i].name))
			return FORMS[i].form;
	return LABEL_DECIMAL;
}

static struct label_level *level_at(struct docx *d)
{
	if (!d->lists.n || d->ilvl >= LABEL_LEVELS)
		return NULL;
	return &d->lists.items[d->lists.n - 1].levels[d->ilvl];
}

static void on_number(void *ctx, const struct xml_element *e)
{
	struct docx *d = ctx;
	struct label_level *l = level_at(d);
	struct number *last =
		d->numbers.n ? &d->numbers.items[d->numbers.n - 1] : NULL;

	if (xml_is(e, "abstractNum")) {
		ARRAY_PUSH(d->o->a, &d->lists)->name =
			arena_str(d->o->a, xml_attribute(e, "abstractNumId"));
	} else if (xml_is(e, "lvl")) {
		d->ilvl = xml_number(e, "ilvl", LABEL_LEVELS);
		l = level_at(d);
		if (l && last == NULL)
			l->start = 1;
	} else if (xml_is(e, "num")) {
		ARRAY_PUSH(d->o->a, &d->numbers)->id =
			arena_str(d->o->a, xml_attribute(e, "numId"));
	} else if (xml_is(e, "abstractNumId") && last) {
		last->abstract = val(d, e);
	} else if (!l || last) {
		return; /* what a num overrides is left alone */
	} else if (xml_is(e, "start")) {
		l->start = xml_number(e, "val", 1);
	} else if (xml_is(e, "numFmt")) {
		l->form = form_of(xml_attribute(e, "val"));
	} else if (xml_is(e, "lvlText")) {
		l->text = val(d, e);
	}
}

static struct label_list *list_by_num(struct docx *d, struct str num)
{
	for (size_t i = 0; i < d->numbers.n; i++) {
		if (!str_eq(d->numbers.items[i].id, num))
			continue;
		for (size_t k = 0; k < d->lists.n; k++)
			if (str_eq(d->lists.items[k].name,
				   d->numbers.items[i].abstract))
				return &d->lists.items[k];
	}
	return NULL;
}

/* --------------------------------------------------------------- text */

/* What the style, or one that it is based on, says. */
static void apply_style(struct docx *d, struct office_para *p)
{
	const struct style *s = style_by_id(d, d->style);

	for (int i = 0; s && i < STYLES_DEEP; i++) {
		if (!p->level && s->level && s->level <= LEVEL_MAX)
			p->level = (uint8_t)s->level;
		p->title = p->title || s->title;
		p->aside = p->aside || s->toc;
		if (!d->has_num && s->num.len) {
			d->has_num = true;
			d->num = s->num;
			d->num_level = s->ilvl;
		}
		s = style_by_id(d, s->based_on);
	}
}

/* At the end of w:pPr all that stands before the text is known. */
static void begin_text(struct docx *d)
{
	struct office_para *p = office_para(d->o);
	struct label_list *list;

	if (!p || p->note)
		return;
	apply_style(d, p);
	if (!d->has_num || str_is(d->num, "0"))
		return;
	list = list_by_num(d, d->num);
	if (list)
		label_next(list, d->num_level, &p->text);
}

static void begin_para(struct docx *d)
{
	office_begin_para(d->o);
	d->style = STR("");
	d->has_num = false;
	d->num_level = 0;
	if (d->in_notes && office_para(d->o))
		office_para(d->o)->note = true;
}

static void begin_note(struct docx *d, const struct xml_element *e)
{
	/* the lines that part notes from the text are notes, too */
	d->no_note = xml_attribute(e, "type").len > 0 &&
		     !str_is(xml_attribute(e, "type"), "normal");
	if (!d->no_note)
		buf_addf(&d->o->notes, "[%u] ", ++d->o->n_notes);
}

static bool is_skipped(const struct xml_element *e)
{
	static const char *const NAMES[] = {"del",	 "moveFrom", "Fallback",
					    "instrText", "delText",  "sectPr"};

	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		if (xml_is(e, NAMES[i]))
			return true;
	return false;
}

static void set_property(struct docx *d, const struct xml_element *e)
{
	struct office_para *p = office_para(d->o);

	if (xml_is(e, "pStyle")) {
		d->style = val(d, e);
	} else if (xml_is(e, "ilvl")) {
		d->num_level = xml_number(e, "val", 0);
	} else if (xml_is(e, "numId")) {
		d->num = val(d, e);
		d->has_num = true;
	} else if (xml_is(e, "outlineLvl")) {
		unsigned n = xml_number(e, "val", 9) + 1;

		if (n <= LEVEL_MAX)
			p->level = (uint8_t)n;
	}
}

static void in_run(struct docx *d, const struct xml_element *e)
{
	if (xml_is(e, "t"))
		d->in_text = !d->vanish;
	else if (xml_is(e, "vanish"))
		d->vanish = !str_is(xml_attribute(e, "val"), "0") &&
			    !str_is(xml_attribute(e, "val"), "false");
	else if (xml_is(e, "tab"))
		office_add(d->o, STR(" "));
	else if (xml_is(e, "noBreakHyphen"))
		office_add(d->o, STR("-"));
	else if (xml_is(e, "cr") ||
		 (xml_is(e, "br") && !xml_attribute(e, "type").len))
		office_add(d->o, STR("\n"));
}

static void on_body(void *ctx, const struct xml_element *e)
{
	struct docx *d = ctx;

	if (d->skip || is_skipped(e)) {
		d->skip++;
		return;
	}
	if (xml_is(e, "p")) {
		begin_para(d);
	} else if (xml_is(e, "tbl")) {
		office_begin_table(d->o);
	} else if (xml_is(e, "tr")) {
		office_begin_row(d->o);
	} else if (xml_is(e, "tc")) {
		office_begin_cell(d->o);
	} else if (xml_is(e, "footnote") || xml_is(e, "endnote")) {
		begin_note(d, e);
	} else if (xml_is(e, "r")) {
		d->runs++;
		d->vanish = false;
	} else if (office_para(d->o)) {
		set_property(d, e);
		if (d->runs)
			in_run(d, e);
	}
}

static void on_body_end(void *ctx, const char *name)
{
	struct docx *d = ctx;

	if (d->skip) {
		d->skip--;
		return;
	}
	if (strcmp(name, "t") == 0)
		d->in_text = false;
	else if (strcmp(name, "r") == 0)
		d->runs -= d->runs > 0;
	else if (strcmp(name, "pPr") == 0)
		begin_text(d);
	else if (strcmp(name, "p") == 0)
		office_end_para(d->o);
	else if (strcmp(name, "tbl") == 0)
		office_end_table(d->o);
	else if (!d->no_note && (strcmp(name, "footnote") == 0 ||
				 strcmp(name, "endnote") == 0))
		buf_addc(&d->o->notes, '\n');
}

static void on_body_text(void *ctx, struct str text)
{
	struct docx *d = ctx;

	if (d->in_text && !d->skip && !d->no_note)
		office_add(d->o, text);
}

static bool read_part(struct docx *d, const struct zip *z, const char *name,
		      const struct xml_events *events)
{
	struct str part = zip_get(z, name);

	return !part.p || xml_parse(part, events, d);
}

enum reading_fault docx_read(struct office *o, const struct zip *z)
{
	static const struct xml_events STYLES = {on_style, no_end, no_text};
	static const struct xml_events NUMBERS = {on_number, no_end, no_text};
	static const struct xml_events BODY = {on_body, on_body_end,
					       on_body_text};
	struct docx d = {.o = o};

	if (!zip_get(z, "word/document.xml").p)
		return READING_UNKNOWN;
	/* a text without its styles is a text all the same */
	(void)read_part(&d, z, "word/styles.xml", &STYLES);
	(void)read_part(&d, z, "word/numbering.xml", &NUMBERS);
	if (!read_part(&d, z, "word/document.xml", &BODY))
		return READING_BROKEN;
	d.in_notes = true;
	(void)read_part(&d, z, "word/footnotes.xml", &BODY);
	(void)read_part(&d, z, "word/endnotes.xml", &BODY);
	return READING_OK;
}
