/* Leads: short sentences that open a matter inside a paragraph. */
#include "core/outline/outline.h"

void outline_leads(struct outline *o)
{
	(void)o;
}
