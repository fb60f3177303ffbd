/* libxml2's second SAX interface. */
#include "core/format/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

struct run {
	const struct xml_events *events;
	void *ctx;
	xmlParserCtxtPtr parser;
	bool has_type;
};

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int n_spaces, const xmlChar **spaces,
		     int n_atts, int n_defaults, const xmlChar **atts)
{
	struct run *r = data;
	struct xml_element e = {(const char *)name, atts, n_atts};

	(void)prefix;
	(void)uri;
	(void)n_spaces;
	(void)spaces;
	(void)n_defaults;
	r->events->start(r->ctx, &e);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct run *r = data;

	(void)prefix;
	(void)uri;
	r->events->end(r->ctx, (const char *)name);
}

static void on_text(void *data, const xmlChar *text, int len)
{
	struct run *r = data;

	r->events->text(r->ctx, str_n((const char *)text, (size_t)len));
}

static void on_type(void *data, const xmlChar *name, const xmlChar *id,
		    const xmlChar *system)
{
	struct run *r = data;

	(void)name;
	(void)id;
	(void)system;
	r->has_type = true;
	xmlStopParser(r->parser);
}

bool xml_parse(struct str bytes, const struct xml_events *events, void *ctx)
{
	xmlSAXHandler sax = {.internalSubset = on_type,
			     .characters = on_text,
			     .cdataBlock = on_text,
			     .ignorableWhitespace = on_text,
			     .startElementNs = on_start,
			     .endElementNs = on_end,
			     .initialized = XML_SAX2_MAGIC};
	struct run run = {events, ctx, NULL, false};
	bool ok;

	if (bytes.len == 0 || bytes.len > INT32_MAX)
		return false;
	run.parser = xmlCreateMemoryParserCtxt(bytes.p, (int)bytes.len);
	if (!run.parser)
		return false;
	/* huge: depth and length are bounded by us */
	xmlCtxtUseOptions(run.parser, XML_PARSE_NONET | XML_PARSE_HUGE |
					      XML_PARSE_NOERROR |
					      XML_PARSE_NOWARNING);
	*run.parser->sax = sax;
	run.parser->userData = &run;
	ok = xmlParseDocument(run.parser) == 0 && run.parser->wellFormed &&
	     !run.has_type;
	xmlFreeParserCtxt(run.parser);
	return ok;
}

struct str xml_attribute(const struct xml_element *e, const char *name)
{
	/* name, prefix, URI, value, end of value */
	const xmlChar *const *a = e->atts;

	for (int i = 0; i < e->n_atts; i++, a += 5)
		if (strcmp((const char *)a[0], name) == 0)
			return str_n((const char *)a[3], (size_t)(a[4] - a[3]));
	return STR("");
}

unsigned xml_number(const struct xml_element *e, const char *name,
		    unsigned otherwise)
{
	unsigned n;

	return str_to_u32(xml_attribute(e, name), &n) ? n : otherwise;
}
