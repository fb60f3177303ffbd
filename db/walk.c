/* Walking folders: paths on a stack, each opened below the first folder. */
#include "db/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/base/buf.h"

#include "db/read.h"

enum { TRIES = 100 };

void walk_start(struct walk *w, int fd)
{
	*w = (struct walk){.root = fd};
	*ARRAY_PUSH(&w->a, &w->stack) = (struct walk_item){".", true};
}

void walk_end(struct walk *w)
{
	close(w->root);
	arena_release(&w->a);
}

/* Where the kernel does not know the call, links are not followed at all. */
static int open_below(int root, const char *rel, uint64_t flags,
		      uint64_t resolve)
{
	struct open_how how = {
		.flags = flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
		.resolve = resolve | RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	long fd = -1;

	/* EAGAIN: a folder was moved meanwhile */
	for (int tries = 0; fd < 0 && tries < TRIES; tries++) {
		fd = syscall(SYS_openat2, root, rel, &how, sizeof(how));
		if (fd < 0 && errno != EAGAIN && errno != EINTR)
			break;
	}
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return openat(root, rel, (int)how.flags | O_NOFOLLOW);
	return (int)fd;
}

int walk_open_file(const struct walk *w, const char *rel)
{
	return open_below(w->root, rel, 0, 0);
}

static bool is_folder(int fd, const struct dirent *e)
{
	struct stat st;

	if (e->d_type != DT_UNKNOWN)
		return e->d_type == DT_DIR;
	return fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

static const char *join(struct walk *w, const char *folder, const char *name)
{
	struct buf b;

	if (strcmp(folder, ".") == 0)
		return arena_cstr(&w->a, str_of(name));
	buf_init(&b, &w->a);
	buf_addf(&b, "%s/%s", folder, name);
	return buf_cstr(&b);
}

/* The last one comes off the stack first. */
static int backwards(const void *a, const void *b)
{
	const struct walk_item *x = a, *y = b;

	return strcmp(y->rel, x->rel);
}

static bool list_folder(struct walk *w, const char *folder)
{
	int fd = open_below(w->root, folder, O_DIRECTORY, RESOLVE_NO_SYMLINKS);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	size_t from = w->stack.n;
	struct dirent *e;
	int no;

	if (!dir) {
		no = errno;
		if (fd >= 0)
			close(fd);
		errno = no;
		return false;
	}
	for (errno = 0; (e = readdir(dir)); errno = 0) {
		bool is_dir;

		if (e->d_name[0] == '.')
			continue;
		is_dir = is_folder(fd, e);
		if (is_dir || read_is_name(e->d_name))
			*ARRAY_PUSH(&w->a, &w->stack) = (struct walk_item){
				join(w, folder, e->d_name), is_dir};
	}
	no = errno;
	closedir(dir);
	if (w->stack.n > from)
		qsort(w->stack.items + from, w->stack.n - from,
		      sizeof(*w->stack.items), backwards);
	errno = no;
	return no == 0;
}

enum walk_result walk_next(struct walk *w, const char *name, const char **rel,
			   struct error *err)
{
	while (w->stack.n) {
		struct walk_item item = w->stack.items[--w->stack.n];
		struct buf b;

		*rel = item.rel;
		if (!item.is_folder)
			return WALK_FILE;
		if (list_folder(w, item.rel))
			continue;
		buf_init(&b, &w->a);
		buf_addf(&b, "%s/%s", name, item.rel);
		read_open_error(strcmp(item.rel, ".") ? buf_cstr(&b) : name,
				errno, err);
		return WALK_FAILED;
	}
	return WALK_END;
}
