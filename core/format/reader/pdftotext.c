/* pdftotext as a child: two pipes, read until both are closed. */
#include "core/format/reader/pdftotext.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/format/reader/cell.h"

static const char PROGRAM[] = "/usr/bin/pdftotext";

enum {
	OUT_MAX = 48 << 20, /* of boxes, about 1 MiB of text */
	ERR_MAX = 4096,
	CHUNK = 64 << 10,
	STATUS_NOT_STARTED = 127
};

static void run(const int out[2], const int err[2])
{
	static char program[] = "pdftotext", boxes[] = "-bbox-layout",
		    quiet[] = "-enc", utf8[] = "UTF-8", in[] = "-", to[] = "-";
	char *const argv[] = {program, boxes, quiet, utf8, in, to, NULL};
	char *const env[] = {NULL};

	if (dup2(out[1], STDOUT_FILENO) < 0 || dup2(err[1], STDERR_FILENO) < 0)
		_exit(STATUS_NOT_STARTED);
	lseek(STDIN_FILENO, 0, SEEK_SET);
	cell_enter(CELL_HELPER);
	execve(PROGRAM, argv, env);
	_exit(STATUS_NOT_STARTED);
}

bool pdftotext_start(struct pdftotext *job)
{
	int out[2], err[2];

	if (access(PROGRAM, X_OK) != 0 || pipe2(out, O_CLOEXEC) != 0)
		return false;
	if (pipe2(err, O_CLOEXEC) != 0)
		return false;
	job->pid = fork();
	if (job->pid == 0)
		run(out, err);
	close(out[1]);
	close(err[1]);
	job->out = out[0];
	job->err = err[0];
	return job->pid > 0;
}

/* False at the end. */
static bool take(int fd, struct buf *b, size_t most)
{
	char chunk[CHUNK];
	ssize_t n = read(fd, chunk, sizeof(chunk));

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0)
		return false;
	if (b->len < most)
		buf_add(b, str_n(chunk, (size_t)n));
	return true;
}

void pdftotext_finish(struct pdftotext *job, struct arena *a,
		      struct format_pdf *pdf)
{
	struct pollfd fd[2] = {{.fd = job->out, .events = POLLIN},
			       {.fd = job->err, .events = POLLIN}};
	struct buf out, err;
	int status = 0;

	buf_init(&out, a);
	buf_init(&err, a);
	while (fd[0].fd >= 0 || fd[1].fd >= 0) {
		if (poll(fd, 2, -1) < 0 && errno != EINTR)
			break;
		if (fd[0].revents && !take(fd[0].fd, &out, OUT_MAX))
			fd[0].fd = -1;
		if (fd[1].revents && !take(fd[1].fd, &err, ERR_MAX))
			fd[1].fd = -1;
	}
	while (waitpid(job->pid, &status, 0) < 0 && errno == EINTR)
		;
	pdf->boxes = buf_str(&out);
	pdf->messages = buf_str(&err);
	pdf->status =
		WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
