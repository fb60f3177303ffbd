#pragma once

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/str.h"

/*
 * For messages about a name that is not there: the names that are, those that
 * share most with it first.
 */
struct near {
	struct arena *a;
	struct str name;
	ARRAY_OF(struct near_item) items;
};

void near_init(struct near *n, struct arena *a, struct str name);
/* One that is there; the same name is taken once. */
void near_add(struct near *n, struct str name);
/* Up to three, joined by 、; "" when none was added. */
const char *near_names(struct near *n);
/* ERR_NOT_FOUND: `some` with the name and those near to it, or `none` with the
 * name alone when there are none. Returns false. */
bool near_error(struct near *n, const char *some, const char *none,
		struct error *err);
