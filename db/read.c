/* Opening and reading files safely: one clear cause for each way to fail. */
#include "db/read.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/text.h"

#include "db/conn.h"

enum { CHUNK = 64 << 10 };

static const struct {
	int no;
	enum error_code code;
	const char *msgid;
} OPEN_ERRORS[] = {
	{ENOENT, ERR_NOT_FOUND, N_("%s: there is no such file")},
	{ENOTDIR, ERR_NOT_FOUND, N_("%s: there is no such file")},
	{EACCES, ERR_IO, N_("%s may not be read")},
	{EPERM, ERR_IO, N_("%s may not be read")},
	{ELOOP, ERR_IO, N_("%s is a link that leads round in a circle")},
	{ENAMETOOLONG, ERR_ARG, N_("%s: the name is too long")},
	{ENXIO, ERR_FORMAT, N_("%s is no regular file")},
	{ENODEV, ERR_FORMAT, N_("%s is no regular file")},
	{EISDIR, ERR_FORMAT, N_("%s is a folder, not a file")},
};

bool read_open_error(const char *path, int no, struct error *err)
{
	char name[128];
	const char *why = strerrordesc_np(no);

	conn_name(path, name);
	for (size_t i = 0; i < COUNT_OF(OPEN_ERRORS); i++)
		if (OPEN_ERRORS[i].no == no)
			return error_set(err, OPEN_ERRORS[i].code,
					 OPEN_ERRORS[i].msgid,
					 ERR_ARGS_1(name));
	return error_set(err, ERR_IO, N_("%s cannot be read: %s"),
			 ERR_ARGS_2(name, why ? why : "?"));
}

int read_open(const char *path, const char *name, struct error *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		read_open_error(name, errno, err);
	return fd;
}

static bool too_large(const char *path, struct error *err)
{
	char name[128];

	return error_set(
		err, ERR_LIMIT,
		N_("%s is larger than 32 MiB, the most that hsview reads"),
		ERR_ARGS_1(conn_name(path, name)));
}

/* The next bytes; waits where a stream has none yet. */
static ssize_t read_some(int fd, char *p, size_t n)
{
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	ssize_t got;

	for (;;) {
		got = read(fd, p, n);
		if (got >= 0)
			return got;
		if (errno == EAGAIN)
			poll(&wait, 1, -1);
		else if (errno != EINTR)
			return -1;
	}
}

struct reading {
	struct arena *a;
	int fd;
	const char *name;
	size_t expect; /* bytes that are likely to come */
};

static bool read_all(const struct reading *r, struct str *bytes,
		     struct error *err)
{
	/* one more, so that the end is seen without growing */
	size_t cap = r->expect + 1, len = 0;
	char *p = arena_alloc(r->a, cap);

	for (;;) {
		ssize_t got = read_some(r->fd, p + len, cap - len);

		if (got < 0)
			return read_open_error(r->name, errno, err);
		len += (size_t)got;
		if (len > TEXT_FILE_MAX)
			return too_large(r->name, err);
		if (got == 0)
			break;
		if (len == cap) {
			size_t more = cap * 2 > TEXT_FILE_MAX
					      ? TEXT_FILE_MAX + 1
					      : cap * 2;

			p = arena_grow(r->a, p, cap, more);
			cap = more;
		}
	}
	*bytes = str_n(p, len);
	return true;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

bool read_file(struct arena *a, int fd, const char *path, struct str *bytes,
	       struct error *err)
{
	struct reading r = {.a = a, .fd = fd, .name = path, .expect = CHUNK};
	struct stat before, after;
	char name[128];

	if (fstat(fd, &before) != 0)
		return read_open_error(path, errno, err);
	if (S_ISDIR(before.st_mode))
		return read_open_error(path, EISDIR, err);
	if (!S_ISREG(before.st_mode))
		return read_open_error(path, ENXIO, err);
	if (before.st_size > TEXT_FILE_MAX)
		return too_large(path, err);
	if (before.st_size)
		r.expect = (size_t)before.st_size;
	if (!read_all(&r, bytes, err))
		return false;
	/* files of /proc have size 0 and bytes all the same */
	if (fstat(fd, &after) != 0 || !is_same(&before, &after) ||
	    (before.st_size && (size_t)before.st_size != bytes->len))
		return error_set(
			err, ERR_IO,
			N_("%s was changed while it was read: try again"),
			ERR_ARGS_1(conn_name(path, name)));
	return true;
}

bool read_stream(struct arena *a, int fd, const char *name, struct str *bytes,
		 struct error *err)
{
	struct reading r = {.a = a, .fd = fd, .name = name, .expect = CHUNK};
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size > TEXT_FILE_MAX)
		return too_large(name, err);
	return read_all(&r, bytes, err);
}
