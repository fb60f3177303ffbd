/*
 * Publishing: SQLite's VACUUM INTO writes the copy, out of one state of the
 * library, while others go on writing to it.
 */
#include "db/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"

#include "db/conn.h"

static bool says(struct error *err, enum error_code code, const char *msgid,
		 const char *path)
{
	char name[128];

	return error_set(err, code, msgid, ERR_ARGS_1(conn_name(path, name)));
}

static bool cannot_write(const char *path, int no, struct error *err)
{
	char name[128];
	const char *why = strerrordesc_np(no);

	return error_set(err, no == ENOSPC || no == EDQUOT ? ERR_FULL : ERR_IO,
			 N_("cannot write %s: %s"),
			 ERR_ARGS_2(conn_name(path, name), why ? why : "?"));
}

static const char *with_tail(struct arena *a, const char *path,
			     const char *tail)
{
	struct buf b;

	buf_init(&b, a);
	buf_addz(&b, path);
	buf_addz(&b, tail);
	return buf_cstr(&b);
}

/* May what has this name go? Only an older copy may. */
static bool may_replace(struct arena *a, struct library *lib, const char *path,
			struct error *err)
{
	struct stat there, own;
	struct library *old;

	if (lstat(path, &there) != 0)
		return errno == ENOENT || cannot_write(path, errno, err);
	if (!S_ISREG(there.st_mode))
		return says(err, ERR_ARG, N_("%s is no file"), path);
	if (stat(library_path(lib), &own) == 0 && own.st_dev == there.st_dev &&
	    own.st_ino == there.st_ino)
		return says(err, ERR_ARG, N_("%s is the library itself"), path);
	if (access(with_tail(a, path, "-wal"), F_OK) == 0)
		return says(err, ERR_ARG,
			    N_("%s is a library that is written to: publish "
			       "under another name"),
			    path);
	old = library_open(path, LIBRARY_READ, err);
	if (!old)
		return false;
	library_close(old);
	return true;
}

static bool vacuum_into(struct conn *c, const char *path, struct error *err)
{
	sqlite3_stmt *st = NULL;
	int rc;

	/* VACUUM counts as writing, though it writes another file; what was
	 * opened read-only stays so */
	if (!conn_exec(c, "PRAGMA query_only = OFF", err))
		return false;
	conn_set_patient(c, true);
	rc = sqlite3_prepare_v2(c->sql, "VACUUM INTO ?1", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(st, 1, path, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	sqlite3_finalize(st);
	if (rc != SQLITE_DONE)
		conn_error(c, rc, err);
	conn_set_patient(c, false);
	if (c->mode == LIBRARY_READ)
		conn_exec(c, "PRAGMA query_only = ON", NULL);
	return rc == SQLITE_DONE;
}

/* The name of a file is safe when its folder is. */
static void sync_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : 0;
	int fd = open(len ? arena_cstr(a, str_n(path, len)) : ".",
		      O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool put_in_place(struct arena *a, int fd, const char *temp,
			 const char *path, struct error *err)
{
	if (fsync(fd) != 0 || rename(temp, path) != 0)
		return cannot_write(path, errno, err);
	sync_folder(a, path);
	return true;
}

static bool write_copy(struct arena *a, struct library *lib, const char *path,
		       struct error *err)
{
	char tail[32];
	const char *temp;
	bool ok;
	int fd;

	snprintf(tail, sizeof(tail), ".%ld", (long)getpid());
	temp = with_tail(a, path, tail);
	fd = open(temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return cannot_write(path, errno, err);
	/* an URI would be read as one, a name without a folder is relative */
	ok = vacuum_into(library_conn(lib), temp, err) &&
	     put_in_place(a, fd, temp, path, err);
	if (!ok)
		unlink(temp);
	close(fd);
	return ok;
}

bool library_publish(struct library *lib, const char *path, struct error *err)
{
	struct arena a = {0};
	bool ok;

	/* no name is special to SQLite then (":memory:", "file:…", "") */
	if (path[0] != '/')
		path = with_tail(&a, "./", path);
	ok = may_replace(&a, lib, path, err) && write_copy(&a, lib, path, err);
	arena_release(&a);
	return ok;
}
