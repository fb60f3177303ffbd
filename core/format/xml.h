#pragma once

#include "core/base/arena.h"
#include "core/base/str.h"

/*
 * XML by events, without a tree, so that depth costs nothing. A document type
 * is refused: no document needs one, and what entities can do starts there.
 * Names are without their prefix.
 */
struct xml_element {
	const char *name;
	const void *atts; /* of libxml2 */
	int n_atts;
};

struct xml_events {
	void (*start)(void *ctx, const struct xml_element *e);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, struct str text);
};

/* False when it is not well-formed, or has a document type. */
bool xml_parse(struct str bytes, const struct xml_events *events, void *ctx);
/* The value of an attribute, valid until the event's end; "" when absent. */
struct str xml_attribute(const struct xml_element *e, const char *name);
/* The same as a number, `otherwise` when it is none. */
unsigned xml_number(const struct xml_element *e, const char *name,
		    unsigned otherwise);
static inline bool xml_is(const struct xml_element *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}
