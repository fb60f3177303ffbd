/* inotify on the library's folders: the file itself may be replaced. */
#include "tui/watch.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "core/base/str.h"

enum {
	EVENTS = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE |
		 IN_MOVED_FROM | IN_MOVED_TO,
	BYTES = 4096,
};

static struct str name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash ? slash + 1 : path);
}

static void watch_folder_of(int fd, const char *path)
{
	char folder[PATH_MAX];
	size_t n = strlen(path) - name_of(path).len;

	if (n == 0) {
		inotify_add_watch(fd, ".", EVENTS);
	} else if (n < sizeof(folder)) {
		memcpy(folder, path, n);
		folder[n] = '\0';
		inotify_add_watch(fd, folder, EVENTS);
	}
}

int watch_open(const char *path)
{
	char behind[PATH_MAX];
	int fd;

	if (!*path)
		return -1;
	fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (fd < 0)
		return -1;
	watch_folder_of(fd, path);
	if (realpath(path, behind))
		watch_folder_of(fd, behind);
	return fd;
}

/* The library, or what lies beside it: library.db-wal. */
static bool is_about(const struct inotify_event *ev, const char *path)
{
	char behind[PATH_MAX];

	if (!ev->len || str_has_prefix(str_of(ev->name), name_of(path)))
		return true;
	return realpath(path, behind) &&
	       str_has_prefix(str_of(ev->name), name_of(behind));
}

bool watch_seen(int fd, const char *path)
{
	_Alignas(struct inotify_event) char bytes[BYTES];
	const struct inotify_event *ev;
	bool seen = false;
	ssize_t n;

	while ((n = read(fd, bytes, sizeof(bytes))) > 0) {
		for (const char *p = bytes; !seen && p < bytes + n;
		     p += sizeof(*ev) + ev->len) {
			ev = (const void *)p;
			seen = is_about(ev, path);
		}
	}
	return seen;
}
