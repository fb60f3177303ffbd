/* Files written beside their place, then moved. */
#include "tui/cli/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"

static bool is_there(const struct save *s, struct error *err)
{
	struct stat st;

	if (stat(s->path, &st) != 0)
		return false;
	if (S_ISDIR(st.st_mode))
		error_set(err, ERR_ARG, N_("%s is a folder"),
			  ERR_ARGS_1(s->path));
	else
		error_set(err, ERR_ARG,
			  N_("%s is there already: --force replaces it"),
			  ERR_ARGS_1(s->path));
	return !s->force || S_ISDIR(st.st_mode);
}

static bool failed(const struct save *s, struct error *err)
{
	return error_set(err, errno == ENOSPC ? ERR_FULL : ERR_ARG,
			 N_("%s cannot be written: %s"),
			 ERR_ARGS_2(s->path, strerror(errno)));
}

bool save_begin(struct save *s, struct arena *a, const char *path, bool force,
		struct error *err)
{
	struct buf b;
	mode_t mask;
	int fd;

	*s = (struct save){.path = path, .force = force};
	if (is_there(s, err))
		return false;
	buf_init(&b, a);
	buf_addf(&b, "%s.XXXXXX", path);
	s->part = b.p;
	fd = mkstemp(s->part);
	if (fd < 0)
		return failed(s, err);
	mask = umask(0);
	umask(mask);
	s->file = fchmod(fd, 0666 & ~mask) == 0 ? fdopen(fd, "wb") : NULL;
	if (s->file)
		return true;
	failed(s, err);
	close(fd);
	unlink(s->part);
	return false;
}

/* Into its place, but not over a file that came there meanwhile. */
static bool move(const struct save *s)
{
	if (s->force)
		return rename(s->part, s->path) == 0;
	if (renameat2(AT_FDCWD, s->part, AT_FDCWD, s->path, RENAME_NOREPLACE) ==
	    0)
		return true;
	/* a file system that knows no such thing */
	return (errno == EINVAL || errno == ENOSYS) &&
	       access(s->path, F_OK) != 0 && rename(s->part, s->path) == 0;
}

bool save_end(struct save *s, bool ok, struct error *err)
{
	bool good = ok && fflush(s->file) == 0 && fsync(fileno(s->file)) == 0;

	if (ok && !good)
		failed(s, err);
	if (fclose(s->file) != 0 && good) {
		good = false;
		failed(s, err);
	}
	if (good && !move(s)) {
		good = false;
		failed(s, err);
	}
	if (!good)
		unlink(s->part);
	return good;
}
