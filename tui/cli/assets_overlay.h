#pragma once

#include "core/assets.h"
#include "core/base/error.h"

/* Lays the files of a folder over the built-in assets: a file of the same path
 * (lexicon/units.tsv) replaces one. `folder` NULL: $HSVIEW_ASSETS, and where
 * that is not set nothing changes. The answer lives in `a`. */
bool assets_overlay(struct arena *a, const char *folder,
		    const struct assets **assets, struct error *err);
/* Adds one file of the folder, or puts it in place of the one of its name;
 * nothing changes when it is not there. */
bool assets_add(struct arena *a, const char *folder, const char *name,
		const struct assets **assets, struct error *err);
