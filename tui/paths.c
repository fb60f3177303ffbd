/*
 * Paths. The program finds its data from /proc/self/exe: the build tree keeps
 * a file that names the source's assets (data-dir), an installed one has them
 * in ../share; so both work wherever they were put.
 */
#include "tui/paths.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/base/buf.h"

static struct str joined(struct arena *a, struct str dir, const char *tail)
{
	struct buf b;

	buf_init(&b, a);
	buf_add(&b, dir);
	buf_addz(&b, tail);
	return buf_str(&b);
}

/* $VAR where it is an absolute path (the XDG rule), else $HOME/tail. */
static struct str xdg(struct arena *a, const char *var, const char *tail,
		      const char *file)
{
	const char *dir = getenv(var), *home = getenv("HOME");

	if (dir && dir[0] == '/')
		return joined(a, str_of(dir), file);
	if (!home || home[0] != '/')
		return STR("");
	return joined(a, joined(a, str_of(home), tail), file);
}

struct str paths_library(struct arena *a)
{
	const char *own = getenv("HSVIEW_LIBRARY");

	if (own && own[0])
		return str_of(own);
	return xdg(a, "XDG_DATA_HOME", "/.local/share", "/hsview/library.db");
}

struct str paths_reader(struct arena *a)
{
	return xdg(a, "XDG_STATE_HOME", "/.local/state", "/hsview/reader.db");
}

/* The folder that the program lies in, without a slash at its end. */
static struct str program_folder(struct arena *a)
{
	char *path = arena_alloc(a, 4096);
	ssize_t n = readlink("/proc/self/exe", path, 4095);

	if (n <= 0)
		return STR("");
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return str_of(path);
}

struct str paths_data(struct arena *a, const char *name)
{
	/* the build tree first: it holds links to what is in the source */
	static const char *const FOLDERS[] = {"/share/", "/../share/hsview/"};
	struct str dir = program_folder(a);

	for (size_t i = 0; dir.len && i < COUNT_OF(FOLDERS); i++) {
		struct str path = joined(a, joined(a, dir, FOLDERS[i]), name);

		if (access(path.p, R_OK) == 0)
			return path;
	}
	return STR("");
}

struct str paths_samples(struct arena *a)
{
	return paths_data(a, "samples");
}
