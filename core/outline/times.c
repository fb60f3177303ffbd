/*
 * Review or plan: what a section's bare figures are about, from the words of
 * its title; a part that says neither goes on with the plan once the text has
 * come to it.
 */
#include "core/outline/outline.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

uint8_t outline_time(const struct outline *o, const struct head *h,
		     uint8_t before)
{
	struct str s = scan_no_blanks(o->tmp, str_n(o->s.p + h->off, h->len));
	size_t len;
	ptrdiff_t review = scan_cue(o, s, CUE_REVIEW, &len);
	ptrdiff_t plan = scan_cue(o, s, CUE_PLAN, &len);

	if (review < 0 && before != SECTION_PLAN)
		review = scan_cue(o, s, CUE_ACHIEVED, &len);
	if (review >= 0 && plan < 0)
		return SECTION_REVIEW;
	if (plan >= 0)
		return review >= 0 ? SECTION_TIME_NONE : SECTION_PLAN;
	return before == SECTION_PLAN || before == SECTION_REVIEW
		       ? SECTION_PLAN
		       : SECTION_TIME_NONE;
}
