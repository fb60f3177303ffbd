#pragma once

#include "core/base/arena.h"

/*
 * Where hsview keeps its files, by the XDG base directories, and where its own
 * data lie: beside the program in the build tree, else where it was
 * installed. Answers live in `a`; "" when HOME is not set either.
 */

/* $HSVIEW_LIBRARY, else $XDG_DATA_HOME/hsview/library.db. */
struct str paths_library(struct arena *a);
/* $XDG_STATE_HOME/hsview/reader.db. */
struct str paths_reader(struct arena *a);
/* $XDG_CONFIG_HOME/hsview/NAME. */
struct str paths_config(struct arena *a, const char *name);
/* The samples' folder; "" when it is not there. */
struct str paths_samples(struct arena *a);
/* The absolute path of a program of hsview's own, "" when it is not there. */
struct str paths_program(struct arena *a, const char *name);
/* The folder that the program lies in. */
struct str paths_own_folder(struct arena *a);
/* A folder of the program's data: "samples", "locale"; found from where the
 * program lies. "" when there is none. */
struct str paths_data(struct arena *a, const char *name);
