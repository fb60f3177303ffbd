#pragma once

#include "core/checks.h"

/*
 * What the checks found, in words, for people: the same in the command's
 * table and in the reader.
 */

/* "the sum does not agree", "stands twice" in the user's language. */
const char *finding_name(enum check_rule rule);
/* The finding in one line: indicator and period, the sum that was done, what
 * is told here and there. `elsewhere` names the other report ("" where there
 * is none). */
void finding_line(struct buf *out, const struct finding *f,
		  struct str elsewhere, bool ascii);
/* The same without indicator and period, for who stands on it. */
void finding_brief(struct buf *out, const struct finding *f,
		   struct str elsewhere, bool ascii);
/* The id of the other report that a finding speaks of, 0 = none. */
int64_t finding_other(const struct finding *f);
/* "2024 青岚区" for a report of the library. */
void finding_report_name(struct buf *out, struct str region, unsigned year,
			 struct str title);
