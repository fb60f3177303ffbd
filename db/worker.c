/* Reader processes: started, listened to, ended. */
#include "db/worker.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db/conn.h"

enum {
	ANSWER_MAX = READING_MAX + (16 << 20), /* text and facts */
	TIME_MS = 20000,
	CHUNK = 64 << 10,
	WORKERS_MAX = 32,
	STATUS_NO_MEMORY = 3
};

static const struct {
	enum error_code code;
	const char *msgid;
} FAULTS[] = {
	[READING_OK] = {ERR_NONE, ""},
	[READING_EMPTY] = {ERR_FORMAT, N_("%s is empty")},
	[READING_NOT_TEXT] = {ERR_FORMAT, N_("%s is no text")},
	[READING_ENCODING] = {ERR_FORMAT,
			      N_("%s cannot be read in that encoding")},
	[READING_UNKNOWN] = {ERR_FORMAT,
			     N_("%s is of a kind that hsview does not read")},
	[READING_OLD_WORD] =
		{ERR_FORMAT,
		 N_("%s is an old Word file (.doc): save it as .docx or PDF and take that")},
	[READING_BROKEN] = {ERR_FORMAT, N_("%s is damaged")},
	[READING_ENCRYPTED] = {ERR_FORMAT, N_("%s is locked by a password")},
	[READING_SCAN] =
		{ERR_FORMAT,
		 N_("%s holds pictures of pages and no text (a scan)")},
	[READING_BOMB] =
		{ERR_LIMIT,
		 N_("%s expands to more than 64 MiB, the most that hsview reads")},
	[READING_MANY] = {ERR_LIMIT, N_("%s holds too many files")},
	[READING_NO_PDFTOTEXT] =
		{ERR_FORMAT,
		 N_("%s: PDF files are read with pdftotext: install the package poppler-utils")},
	[READING_SLOW] = {ERR_LIMIT, N_("%s took too long to read")},
	[READING_CRASHED] =
		{ERR_FORMAT,
		 N_("%s was not read: the reader broke down on it")},
};
static_assert(COUNT_OF(FAULTS) == READING_FAULT_COUNT, "a message each");

bool worker_error(enum reading_fault fault, const char *path, struct error *err)
{
	char name[128];

	return error_set(err, FAULTS[fault].code, FAULTS[fault].msgid,
			 ERR_ARGS_1(conn_name(path, name)));
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The file as memory that nobody can change any more. */
static int sealed(struct str bytes)
{
	int fd = memfd_create("hsview", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	while (fd >= 0 && bytes.len) {
		ssize_t n = write(fd, bytes.p, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			close(fd);
			return -1;
		}
		bytes = str_sub(bytes, (size_t)n, bytes.len);
	}
	if (fd < 0 || lseek(fd, 0, SEEK_SET) != 0)
		return -1;
	fcntl(fd, F_ADD_SEALS,
	      F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
	return fd;
}

/* Signals as a new program expects them, a session of its own. */
static void set_attributes(posix_spawnattr_t *attr)
{
	sigset_t all, none;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attr, &all);
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGDEF |
					       POSIX_SPAWN_SETSIGMASK |
					       POSIX_SPAWN_SETSID);
}

static int spawn(pid_t *pid, const struct worker_input *in, int from, int to)
{
	char name[] = "hsview-reader";
	struct arena a = {0};
	char *const argv[] = {
		name, arena_cstr(&a, str_of(in->ext)),
		in->encoding[0] ? arena_cstr(&a, str_of(in->encoding)) : NULL,
		NULL};
	/* no file of time zones is asked for the dates in an archive */
	char zone[] = "TZ=UTC0";
	char *const env[] = {zone, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	int rc;

	posix_spawnattr_init(&attr);
	posix_spawn_file_actions_init(&files);
	set_attributes(&attr);
	posix_spawn_file_actions_adddup2(&files, from, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, to, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
					 O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	rc = posix_spawn(pid, in->program, &files, &attr, argv, env);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	arena_release(&a);
	return rc;
}

/* Out of the way of 0, 1 and 2, which may be closed in us. */
static int lifted(int fd)
{
	int up;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	up = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return up;
}

bool worker_start(struct worker *w, struct arena *a,
		  const struct worker_input *in, struct error *err)
{
	int from = lifted(sealed(in->bytes)), pipe[2] = {-1, -1}, rc = EMFILE;

	*w = (struct worker){.fd = -1};
	buf_init(&w->got, a);
	if (from >= 0 && pipe2(pipe, O_CLOEXEC) == 0) {
		pipe[0] = lifted(pipe[0]);
		pipe[1] = lifted(pipe[1]);
		rc = spawn(&w->pid, in, from, pipe[1]);
		close(pipe[1]);
	}
	if (from >= 0)
		close(from);
	if (rc != 0) {
		if (pipe[0] >= 0)
			close(pipe[0]);
		w->pid = 0;
		return error_set(err, ERR_IO, N_("%s cannot be started: %s"),
				 ERR_ARGS_2(in->program, strerrordesc_np(rc)));
	}
	fcntl(pipe[0], F_SETFL, O_NONBLOCK);
	w->fd = pipe[0];
	w->deadline = now_ms() + TIME_MS;
	return true;
}

static void stop_listening(struct worker *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

static void give_up(struct worker *w, enum reading_fault fault)
{
	w->fault = fault;
	kill(-w->pid, SIGKILL);
	stop_listening(w);
}

static void listen_to(struct worker *w)
{
	char chunk[CHUNK];

	for (;;) {
		ssize_t n = read(w->fd, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {
			stop_listening(w);
			return;
		}
		if (w->got.len + (size_t)n > ANSWER_MAX) {
			give_up(w, READING_BOMB);
			return;
		}
		buf_add(&w->got, str_n(chunk, (size_t)n));
	}
}

bool worker_wait(struct worker *const *w, size_t n, int ms)
{
	struct pollfd fds[WORKERS_MAX];
	int64_t now;

	n = n < WORKERS_MAX ? n : WORKERS_MAX;
	for (size_t i = 0; i < n; i++)
		fds[i] = (struct pollfd){.fd = w[i]->pid ? w[i]->fd : -1,
					 .events = POLLIN};
	if (n == 0 || fds[0].fd < 0)
		return false;
	if (poll(fds, n, ms) < 0)
		return true;
	now = now_ms();
	for (size_t i = 0; i < n; i++) {
		if (fds[i].fd < 0)
			continue;
		if (fds[i].revents)
			listen_to(w[i]);
		if (w[i]->fd >= 0 && now > w[i]->deadline)
			give_up(w[i], READING_SLOW);
	}
	return w[0]->fd >= 0;
}

/* Why it ended without a whole answer. */
static enum reading_fault fault_of(const struct worker *w, int status)
{
	if (w->fault != READING_OK)
		return w->fault;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return READING_SLOW;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return READING_SLOW;
	if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_NO_MEMORY)
		return READING_BOMB;
	return READING_CRASHED;
}

void worker_finish(struct worker *w, struct arena *a, struct reading *r)
{
	int status = 0;

	stop_listening(w);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	*r = (struct reading){0};
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
	    w->fault != READING_OK)
		r->fault = fault_of(w, status);
	else
		reading_unpack(r, a, arena_str(a, buf_str(&w->got)));
}

void worker_kill(struct worker *w)
{
	struct arena a = {0};
	struct reading r;

	if (!w->pid)
		return;
	kill(-w->pid, SIGKILL);
	worker_finish(w, &a, &r);
	arena_release(&a);
}
