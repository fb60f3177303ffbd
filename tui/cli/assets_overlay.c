/* Word tables and themes from a folder, for tuning without a build. */
#include "tui/cli/assets_overlay.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/array.h"

enum { ASSET_MAX = 4 << 20 }; /* bytes a table may have */

static bool read_file(struct arena *a, const char *path, struct str *bytes,
		      struct error *err)
{
	FILE *f = fopen(path, "rbe");
	char *p;
	size_t n;

	*bytes = STR_NULL;
	if (!f && errno == ENOENT)
		return true;
	if (!f)
		return error_set(err, ERR_ARG, N_("%s: %s"),
				 ERR_ARGS_2(path, strerror(errno)));
	p = arena_alloc(a, ASSET_MAX);
	n = fread(p, 1, ASSET_MAX, f);
	if (ferror(f) || n == ASSET_MAX) {
		fclose(f);
		return error_set(err, ERR_ARG,
				 N_("%s: cannot be read as a table"),
				 ERR_ARGS_1(path));
	}
	fclose(f);
	*bytes = str_n(p, n);
	return true;
}

bool assets_overlay(struct arena *a, const char *folder,
		    const struct assets **assets, struct error *err)
{
	const struct assets *base = *assets;
	struct asset *items;
	struct assets *all;

	if (!folder)
		folder = getenv("HSVIEW_ASSETS");
	if (!folder || !folder[0])
		return true;
	items = arena_calloc(a, base->n, sizeof(*items));
	for (size_t i = 0; i < base->n; i++) {
		struct buf path;
		struct str bytes;

		buf_init(&path, a);
		buf_addf(&path, "%s/%s", folder, base->items[i].name);
		if (!read_file(a, buf_cstr(&path), &bytes, err))
			return false;
		items[i] = base->items[i];
		if (bytes.p)
			items[i].bytes = bytes;
	}
	all = arena_alloc(a, sizeof(*all));
	*all = (struct assets){items, base->n};
	*assets = all;
	return true;
}

bool assets_add(struct arena *a, const char *folder, const char *name,
		const struct assets **assets, struct error *err)
{
	const struct assets *base = *assets;
	struct asset *items = arena_calloc(a, base->n + 1, sizeof(*items));
	struct assets *all;
	struct buf path;
	struct str bytes;

	buf_init(&path, a);
	buf_addf(&path, "%s/%s", folder, name);
	if (!read_file(a, buf_cstr(&path), &bytes, err))
		return false;
	if (!bytes.p)
		return true;
	/* the first of a name is the one that is found */
	items[0] = (struct asset){name, bytes};
	memcpy(items + 1, base->items, base->n * sizeof(*items));
	all = arena_alloc(a, sizeof(*all));
	*all = (struct assets){items, base->n + 1};
	*assets = all;
	return true;
}
