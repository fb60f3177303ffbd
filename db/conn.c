/*
 * Opening SQLite files that may be anybody's. The header is read through
 * SQLite's own file handle, before a lock is taken or a page is read: own
 * code that opened and closed the file would cancel the locks that this
 * process holds on it.
 */
#include "db/conn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/base/buf.h"

#include "db/index.h"
#include "db/stmt.h"
#include "db/tokenizer.h"

enum {
	STEP_CHUNK = 10000,
	HEADER_LEN = 100,
	VERSION_AT = 60,
	APPLICATION_AT = 68,
	WRITE_FORMAT_AT = 18,
	FORMAT_WAL = 2,
	TEXT_MAX = 128 << 20, /* bytes of a value */
};
/* About two seconds of work; the longest of ours takes a hundredth. */
static const int64_t STEPS_MAX = 100 * 1000 * 1000;

static bool path_error(struct conn *c, enum error_code code, const char *msgid,
		       int no, struct error *err)
{
	char name[128];
	const char *why = strerrordesc_np(no);

	if (no == ENOSPC || no == EDQUOT)
		return conn_error(c, SQLITE_FULL, err);
	return error_set(err, code, msgid,
			 ERR_ARGS_2(conn_name(c->path, name), why ? why : "?"));
}

static bool not_ours(struct conn *c, struct error *err)
{
	char name[128];

	return error_set(err, ERR_FORMAT, c->schema->not_ours,
			 ERR_ARGS_1(conn_name(c->path, name)));
}

/* Makes the folders above the file. */
static bool make_folders(struct conn *c, struct error *err)
{
	char *path = arena_cstr(&c->arena, str_of(c->path));

	for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST &&
		    access(path, F_OK) != 0)
			return path_error(c, ERR_IO, N_("cannot make %s: %s"),
					  errno, err);
		*p = '/';
	}
	return true;
}

/* File locks do not hold there, so two writers would damage the file. */
static bool is_on_network(const char *path)
{
	static const uint32_t TYPES[] = {
		0x6969,	    /* NFS */
		0x517b,	    /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB 2 */
		0x564c,	    /* NCP */
		0x5346414f, /* AFS */
		0x6b414653, /* kAFS */
		0x73757245, /* Coda */
		0x00c36400, /* Ceph */
	};
	struct statfs fs;

	if (statfs(path, &fs) != 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(TYPES); i++)
		if ((uint32_t)fs.f_type == TYPES[i])
			return true;
	return false;
}

static bool refuse_network(struct conn *c, const char *path, struct error *err)
{
	char name[128];

	if (!is_on_network(path))
		return true;
	return error_set(
		err, ERR_READONLY,
		N_("%s lies on a network file system: it may only be read there"),
		ERR_ARGS_1(conn_name(c->path, name)));
}

static const char *folder_of(struct conn *c)
{
	const char *slash = strrchr(c->path, '/');

	if (!slash)
		return ".";
	return arena_cstr(&c->arena,
			  str_n(c->path, (size_t)(slash - c->path) + 1));
}

static bool write_whole(int fd, const unsigned char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
	return fsync(fd) == 0;
}

/* Gives the file its name; one that another process made meanwhile stays. */
static bool put_in_place(const char *from, const char *to)
{
	int no;

	if (link(from, to) == 0 || errno == EEXIST)
		return unlink(from) == 0;
	no = errno; /* no links on this file system */
	if ((no == EPERM || no == EOPNOTSUPP) && access(to, F_OK) != 0)
		return rename(from, to) == 0;
	unlink(from);
	errno = no;
	return false;
}

static bool write_file(struct conn *c, const unsigned char *bytes, size_t n,
		       struct error *err)
{
	struct buf temp;
	bool ok;
	int fd, no;

	buf_init(&temp, &c->arena);
	buf_addf(&temp, "%s.%ld", c->path, (long)getpid());
	fd = open(buf_cstr(&temp), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
		  c->schema->is_private ? 0600 : 0666);
	ok = fd >= 0 && write_whole(fd, bytes, n);
	no = errno;
	if (fd >= 0)
		close(fd);
	if (ok) {
		ok = put_in_place(buf_cstr(&temp), c->path);
		no = errno;
	} else if (fd >= 0) {
		unlink(buf_cstr(&temp));
	}
	return ok || path_error(c, ERR_IO, N_("cannot make %s: %s"), no, err);
}

/* A new file is made in memory and comes into being as a whole: whoever is
 * killed meanwhile leaves none, and nobody opens half of one. */
static bool make_file(struct conn *c, struct error *err)
{
	struct conn fresh;
	sqlite3_int64 n = 0;
	unsigned char *bytes;
	bool ok;

	if (!make_folders(c, err) || !refuse_network(c, folder_of(c), err))
		return false;
	if (!conn_open(&fresh, NULL, LIBRARY_MEMORY, c->schema, err))
		return false;
	if (!migrate_make_file(&fresh, err)) {
		conn_close(&fresh);
		return false;
	}
	bytes = sqlite3_serialize(fresh.sql, "main", &n, 0);
	/* Born with a log: the change to one would be a moment in which only
	 * who may write can read. (Bytes 18 and 19 of the file format.) */
	if (bytes && c->schema->wal && n > HEADER_LEN)
		bytes[WRITE_FORMAT_AT] = bytes[WRITE_FORMAT_AT + 1] =
			FORMAT_WAL;
	ok = bytes ? write_file(c, bytes, (size_t)n, err)
		   : conn_error(c, SQLITE_NOMEM, err);
	sqlite3_free(bytes);
	conn_close(&fresh);
	return ok;
}

static bool look_at_path(struct conn *c, struct error *err)
{
	struct stat st;

	if (stat(c->path, &st) != 0) {
		int no = errno;

		if (no == ENOENT && c->mode == LIBRARY_WRITE)
			return make_file(c, err);
		return path_error(c, no == ENOENT ? ERR_NOT_FOUND : ERR_IO,
				  N_("cannot open %s: %s"), no, err);
	}
	/* a FIFO would make the open wait */
	if (!S_ISREG(st.st_mode))
		return not_ours(c, err);
	return c->mode != LIBRARY_WRITE || refuse_network(c, c->path, err);
}

static int on_steps(void *data)
{
	struct conn *c = data;

	if (c->patient)
		return 0;
	c->steps_left -= STEP_CHUNK;
	return c->steps_left < 0;
}

void conn_set_patient(struct conn *c, bool patient)
{
	c->patient = patient;
	c->steps_left = STEPS_MAX;
}

static const struct {
	int option, value;
} CONFIG[] = {
	{SQLITE_DBCONFIG_DEFENSIVE, 1},
	{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
	{SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

static const struct {
	int limit, most;
} LIMITS[] = {
	{SQLITE_LIMIT_LENGTH, TEXT_MAX},
	{SQLITE_LIMIT_SQL_LENGTH, 100000},
	{SQLITE_LIMIT_COLUMN, 100},
	{SQLITE_LIMIT_EXPR_DEPTH, 100},
	{SQLITE_LIMIT_COMPOUND_SELECT, 10},
	{SQLITE_LIMIT_VDBE_OP, 100000},
	{SQLITE_LIMIT_FUNCTION_ARG, 20},
	{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
	{SQLITE_LIMIT_VARIABLE_NUMBER, 100},
	{SQLITE_LIMIT_TRIGGER_DEPTH, 1},
	{SQLITE_LIMIT_WORKER_THREADS, 0},
};

static void set_limits(struct conn *c)
{
	int on = 1;

	for (size_t i = 0; i < COUNT_OF(CONFIG); i++)
		sqlite3_db_config(c->sql, CONFIG[i].option, CONFIG[i].value,
				  (int *)NULL);
	for (size_t i = 0; i < COUNT_OF(LIMITS); i++)
		sqlite3_limit(c->sql, LIMITS[i].limit, LIMITS[i].most);
	sqlite3_busy_timeout(c->sql, c->schema->busy_ms);
	conn_set_patient(c, false);
	sqlite3_progress_handler(c->sql, STEP_CHUNK, on_steps, c);
	/* The log stays when the last one leaves, so that who may not write
	 * the folder can read, and reading goes on when the disk is full. */
	sqlite3_file_control(c->sql, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
}

/* The path as an URI of an absolute path. */
static const char *uri_of(struct conn *c, const char *query)
{
	static const char SAFE[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789/._-~";
	char full[PATH_MAX];
	struct buf b;

	if (!realpath(c->path, full))
		return NULL;
	buf_init(&b, &c->arena);
	buf_addz(&b, "file://");
	for (const char *p = full; *p; p++) {
		if (strchr(SAFE, *p))
			buf_addc(&b, *p);
		else
			buf_addf(&b, "%%%02X", (unsigned)(unsigned char)*p);
	}
	buf_addz(&b, query);
	return buf_cstr(&b);
}

static int open_sql(struct conn *c, const char *name, int flags)
{
	int rc;

	sqlite3_close(c->sql);
	c->sql = NULL;
	if (!name)
		return SQLITE_CANTOPEN;
	rc = sqlite3_open_v2(
		name, &c->sql,
		flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (rc == SQLITE_OK)
		set_limits(c);
	return rc;
}

static int open_file(struct conn *c)
{
	struct buf b;

	if (c->mode == LIBRARY_MEMORY)
		return open_sql(c, ":memory:",
				SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
					SQLITE_OPEN_MEMORY);
	/* so that no name is special (":memory:", "file:…", "") */
	buf_init(&b, &c->arena);
	if (c->path[0] != '/')
		buf_addz(&b, "./");
	buf_addz(&b, c->path);
	return open_sql(c, buf_cstr(&b),
			c->mode == LIBRARY_READ ? SQLITE_OPEN_READONLY
						: SQLITE_OPEN_READWRITE);
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* Looks at the file's first bytes, with no lock and no recovery. A file that
 * is empty passes only where it may be written. */
static bool check_header(struct conn *c, bool *is_wal, struct error *err)
{
	unsigned char head[HEADER_LEN] = {0};
	sqlite3_file *f = NULL;
	sqlite3_int64 size = 0;
	char name[128];
	int rc;

	sqlite3_file_control(c->sql, "main", SQLITE_FCNTL_FILE_POINTER, &f);
	if (!f || !f->pMethods)
		return conn_error(c, SQLITE_CANTOPEN, err);
	rc = f->pMethods->xFileSize(f, &size);
	if (rc != SQLITE_OK)
		return conn_error(c, rc, err);
	if (size == 0 && c->mode == LIBRARY_WRITE)
		return true;
	if (size < HEADER_LEN)
		return not_ours(c, err);
	rc = f->pMethods->xRead(f, head, HEADER_LEN, 0);
	if (rc != SQLITE_OK)
		return conn_error(c, rc, err);
	if (memcmp(head, "SQLite format 3", 16) != 0 ||
	    big_endian(head + APPLICATION_AT) != c->schema->application_id)
		return not_ours(c, err);
	*is_wal = head[WRITE_FORMAT_AT] == FORMAT_WAL;
	if (big_endian(head + VERSION_AT) > (uint32_t)c->schema->version)
		return error_set(
			err, ERR_TOO_NEW,
			N_("%s was written by a newer hsview: update hsview"),
			ERR_ARGS_1(conn_name(c->path, name)));
	return true;
}

/* Is there a log beside the file that holds something? */
static bool has_log(struct conn *c)
{
	struct stat st;
	struct buf b;

	buf_init(&b, &c->arena);
	buf_addf(&b, "%s-wal", c->path);
	return stat(buf_cstr(&b), &st) == 0 && st.st_size > 0;
}

static int first_read(struct conn *c)
{
	return sqlite3_exec(c->sql,
			    "PRAGMA cell_size_check = ON;"
			    "PRAGMA temp_store = MEMORY;"
			    "PRAGMA cache_size = -16384;"
			    "SELECT 1 FROM sqlite_schema LIMIT 1",
			    NULL, NULL, NULL);
}

/* Reads the first page. A file with a write-ahead log needs its two
 * companions; where they cannot be made (a read-only medium) and no log is
 * there to be missed, it is read as one that nobody changes. */
static bool start_reading(struct conn *c, bool is_wal, struct error *err)
{
	int rc = first_read(c), primary = rc & 0xff;

	if (rc != SQLITE_OK && c->mode == LIBRARY_READ && is_wal &&
	    (primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY) &&
	    !has_log(c)) {
		rc = open_sql(c, uri_of(c, "?immutable=1"),
			      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
		if (rc == SQLITE_OK)
			rc = first_read(c);
		c->unchanging = rc == SQLITE_OK;
	}
	if (rc == SQLITE_OK && c->schema->more && c->mode != LIBRARY_MEMORY)
		rc = tokenizer_register(c->sql);
	return rc == SQLITE_OK || conn_error(c, rc, err);
}

/* Another process that opens the new file at the same moment can be in the
 * way without a call of the busy handler. */
static bool switch_to_wal(struct conn *c, struct error *err)
{
	int rc, waited = 0;

	do {
		rc = sqlite3_exec(c->sql, "PRAGMA journal_mode = WAL", NULL,
				  NULL, NULL);
		if ((rc & 0xff) != SQLITE_BUSY)
			break;
		waited += sqlite3_sleep(20);
	} while (waited < c->schema->busy_ms);
	return rc == SQLITE_OK || conn_error(c, rc, err);
}

static bool start_writing(struct conn *c, struct error *err)
{
	if (c->mode == LIBRARY_WRITE &&
	    sqlite3_db_readonly(c->sql, "main") == 1)
		return conn_error(c, SQLITE_READONLY, err);
	if (!conn_exec(c,
		       "PRAGMA mmap_size = 0;"
		       "PRAGMA synchronous = FULL;"
		       "PRAGMA journal_size_limit = 16777216",
		       err))
		return false;
	if (!migrate(c, err))
		return false;
	if (c->mode == LIBRARY_READ)
		return conn_exec(c, "PRAGMA query_only = ON", err);
	if (c->mode == LIBRARY_WRITE && c->schema->wal)
		return switch_to_wal(c, err);
	return true;
}

static bool open_checked(struct conn *c, struct error *err)
{
	bool is_wal = false;
	int rc;

	if (c->mode != LIBRARY_MEMORY && !look_at_path(c, err))
		return false;
	rc = open_file(c);
	if (rc != SQLITE_OK)
		return conn_error(c, rc, err);
	if (c->mode != LIBRARY_MEMORY && !check_header(c, &is_wal, err))
		return false;
	return start_reading(c, is_wal, err) && start_writing(c, err);
}

bool conn_open(struct conn *c, const char *path, enum library_mode mode,
	       const struct schema *schema, struct error *err)
{
	*c = (struct conn){.mode = mode, .schema = schema};
	c->path = mode == LIBRARY_MEMORY || !path
			  ? ""
			  : arena_cstr(&c->arena, str_of(path));
	c->stmts = arena_calloc(&c->arena, schema->n_stmts,
				sizeof(struct sqlite3_stmt *));
	if (open_checked(c, err))
		return true;
	conn_close(c);
	return false;
}

void conn_close(struct conn *c)
{
	struct arena arena = c->arena;

	for (size_t i = 0; i < c->schema->n_stmts; i++)
		sqlite3_finalize(c->stmts[i]);
	sqlite3_close(c->sql);
	c->sql = NULL;
	arena_release(&arena);
}

void conn_move(struct conn *to, struct conn *from)
{
	*to = *from;
	*from = (struct conn){0};
	sqlite3_progress_handler(to->sql, STEP_CHUNK, on_steps, to);
}

bool conn_exec(struct conn *c, const char *sql, struct error *err)
{
	int rc;

	conn_set_patient(c, c->patient);
	rc = sqlite3_exec(c->sql, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK || conn_error(c, rc, err);
}

bool conn_int(struct conn *c, const char *sql, int64_t *value,
	      struct error *err)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(c->sql, sql, -1, &st, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*value = sqlite3_column_int64(st, 0);
	else
		conn_error(c, rc == SQLITE_DONE ? SQLITE_CORRUPT : rc, err);
	sqlite3_finalize(st);
	return rc == SQLITE_ROW;
}

bool conn_is_in_transaction(const struct conn *c)
{
	return !sqlite3_get_autocommit(c->sql);
}

bool conn_enter(struct conn *c, struct scope *s, bool write, struct error *err)
{
	*s = (struct scope){.own = !conn_is_in_transaction(c), .write = write};
	if (s->own)
		return conn_exec(c, write ? "BEGIN IMMEDIATE" : "BEGIN", err);
	return !write || conn_exec(c, "SAVEPOINT scope", err);
}

/* Undoes the work; the error that led here stays the one that is told. */
static void undo(struct conn *c, const struct scope *s)
{
	if (s->own)
		index_drop_wanted(c);
	/* a full disk may have undone all already */
	if (!conn_is_in_transaction(c))
		return;
	if (s->own)
		conn_exec(c, "ROLLBACK", NULL);
	else if (s->write)
		conn_exec(c, "ROLLBACK TO scope; RELEASE scope", NULL);
}

bool conn_leave(struct conn *c, const struct scope *s, bool ok,
		struct error *err)
{
	if (ok && s->own && s->write)
		ok = index_settle(c, err);
	if (ok && s->own)
		ok = conn_exec(c, "COMMIT", err);
	else if (ok && s->write)
		ok = conn_exec(c, "RELEASE scope", err);
	if (!ok)
		undo(c, s);
	return ok;
}
