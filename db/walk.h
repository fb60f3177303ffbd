#pragma once

#include "core/base/array.h"
#include "core/base/error.h"

/*
 * A walk through a folder and all below it, names in byte order. Hidden names
 * are passed over, links to folders as well (so there is no circle), and links
 * to files are opened only where they lead to a place below the folder. No
 * recursion: what is still to come lies on a stack.
 */
struct walk_item {
	const char *rel; /* path below the folder */
	bool is_folder;
};

struct walk {
	struct arena a;
	int root;
	ARRAY_OF(struct walk_item) stack;
};

/* Takes over `fd`, an open folder. */
void walk_start(struct walk *w, int fd);
void walk_end(struct walk *w);

enum walk_result { WALK_END, WALK_FILE, WALK_FAILED };
/* The next file that is named like a report, or a folder that cannot be read
 * (then err says why; `name` is the start folder's, for the message). *rel
 * lives as long as the walk. */
enum walk_result walk_next(struct walk *w, const char *name, const char **rel,
			   struct error *err);
/* Opens a file that walk_next gave: a descriptor, -1 with the cause in errno;
 * EXDEV when it leads out of the folder. */
int walk_open_file(const struct walk *w, const char *rel);
