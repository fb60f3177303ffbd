#pragma once

#include "db/reports.h"

/*
 * Metadata that a person set by hand (hsview set). It wins over what the text
 * is read as, now and whenever the report is read again, until it is set
 * anew.
 */
enum hand_field {
	HAND_TITLE = 1 << 0,
	HAND_REGION = 1 << 1,
	HAND_KIND = 1 << 2,
	HAND_DATE = 1 << 3,
	HAND_YEAR = 1 << 4,
	HAND_REVIEW_YEAR = 1 << 5,
	HAND_ALL = (1 << 6) - 1
};

/* "year" of HAND_YEAR, as `list` and `set` name it. */
const char *hand_field_name(enum hand_field field);

/* Stores the fields named by `fields` out of `meta` and marks them. The
 * figures have to be made anew (update_report). ERR_NOT_FOUND. */
bool hand_set(struct library *lib, int64_t id, const struct meta *meta,
	      unsigned fields, struct error *err);
/* Puts a report's fields set by hand into `meta`; strings in `a`. Nothing is
 * changed for an id that is not there. */
bool hand_apply(struct library *lib, struct arena *a, int64_t id,
		struct meta *meta, struct error *err);
