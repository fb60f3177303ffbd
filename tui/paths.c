/*
 * Paths. The program finds its data from where it lies (/proc/self/exe), so
 * that a build tree and an installed one work wherever they were put.
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

struct str paths_config(struct arena *a, const char *name)
{
	struct str folder = xdg(a, "XDG_CONFIG_HOME", "/.config", "/hsview/");

	return folder.len ? joined(a, folder, name) : folder;
}

static struct str program_path(struct arena *a)
{
	char *path = arena_alloc(a, 4096);
	ssize_t n = readlink("/proc/self/exe", path, 4095);

	return n <= 0 ? STR("") : str_n(path, (size_t)n);
}

static struct str parent_of(struct str path)
{
	while (path.len && path.p[path.len - 1] != '/')
		path.len--;
	return str_sub(path, 0, path.len ? path.len - 1 : 0);
}

struct str paths_own_folder(struct arena *a)
{
	return parent_of(program_path(a));
}

struct str paths_data(struct arena *a, const char *name)
{
	/* the build tree keeps links to the source beside the program, an
	 * installed program has its data in ../share */
	struct str dir = parent_of(program_path(a));
	const struct {
		struct str folder;
		const char *tail;
	} places[] = {
		{dir, "/share/"},
		{parent_of(dir), "/share/hsview/"},
	};

	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct str path = joined(
			a, joined(a, places[i].folder, places[i].tail), name);

		if (access(path.p, R_OK) == 0)
			return path;
	}
	return STR("");
}

struct str paths_program(struct arena *a, const char *name)
{
	/* beside the program in the build tree, else where it was installed */
	struct str dir = parent_of(program_path(a));
	const struct {
		struct str folder;
		const char *tail;
	} places[] = {
		{dir, "/"},
		{parent_of(dir), "/" HSVIEW_LIBEXECDIR "/hsview/"},
	};

	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct str path = joined(
			a, joined(a, places[i].folder, places[i].tail), name);

		if (path.p[0] == '/' && access(path.p, X_OK) == 0)
			return path;
	}
	return STR("");
}

struct str paths_samples(struct arena *a)
{
	return paths_data(a, "samples");
}
