/* Review or plan: what a section's bare figures are about. */
#include "core/outline/outline.h"

void outline_times(struct outline *o)
{
	(void)o;
}
