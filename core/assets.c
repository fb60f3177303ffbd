/* Looking up the data files. */
#include "core/assets.h"

struct str assets_get(const struct assets *assets, const char *name)
{
	for (size_t i = 0; i < assets->n; i++)
		if (strcmp(assets->items[i].name, name) == 0)
			return assets->items[i].bytes;
	return STR_NULL;
}
