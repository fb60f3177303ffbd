/*
 * Review or plan: what a section's bare figures are about, from the words of
 * its title; a part that says neither goes on with the plan once the text has
 * come to it.
 */
#include "core/outline/outline.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

uint8_t outline_time(const struct outline *o, const struct head *h,
		     uint8_t before, bool *mixed)
{
	struct str s = scan_no_blanks(o->tmp, str_n(o->s.p + h->off, h->len));
	bool first = before == SECTION_TIME_NONE && !*mixed;
	size_t len;
	bool review = scan_cue(o, s, CUE_REVIEW, &len) >= 0 ||
		      (before != SECTION_PLAN &&
		       scan_cue(o, s, CUE_ACHIEVED, &len) >= 0);
	bool plan = scan_cue(o, s, CUE_PLAN, &len) >= 0;

	if (review && plan) {
		*mixed = true;
		return SECTION_TIME_NONE;
	}
	if (review || plan)
		return review ? SECTION_REVIEW : SECTION_PLAN;
	return first ? SECTION_TIME_NONE : SECTION_PLAN;
}
