/*
 * Signals: flags and a pipe that wakes the wait, so that no signal is lost
 * between a look and a wait; and the way out of a crash.
 */
#include "tui/term/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "core/base/array.h"

enum { FAREWELL_MAX = 256, STACK_SIZE = 64 << 10 };

static const int ASKING[] = {SIGTERM, SIGHUP,  SIGINT,	SIGQUIT, SIGALRM,
			     SIGXCPU, SIGTSTP, SIGCONT, SIGWINCH};
static const int IGNORED[] = {SIGPIPE, SIGUSR1, SIGUSR2, SIGXFSZ};
static const int KILLING[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

static volatile sig_atomic_t seen_end, seen_resize, seen_suspend, seen_resumed;
static int wake[2] = {-1, -1};
static struct sigaction before[NSIG];
static char crash_stack[STACK_SIZE];

static struct {
	volatile sig_atomic_t fd;
	struct termios modes;
	bool has_modes;
	char bytes[FAREWELL_MAX];
	size_t n;
} farewell = {.fd = -1};

void signals_keep_terminal(int fd)
{
	farewell.fd = -1;
	farewell.n = 0;
	if (fd < 0)
		return;
	farewell.has_modes = tcgetattr(fd, &farewell.modes) == 0;
	farewell.fd = fd;
}

int signals_farewell_put(int c)
{
	if (farewell.n < FAREWELL_MAX)
		farewell.bytes[farewell.n++] = (char)c;
	return c;
}

void signals_restore_terminal(void)
{
	int fd = farewell.fd;

	if (fd < 0)
		return;
	farewell.fd = -1;
	if (farewell.n && write(fd, farewell.bytes, farewell.n) < 0)
		return;
	if (farewell.has_modes)
		tcsetattr(fd, TCSANOW, &farewell.modes);
}

static void on_crash(int sig)
{
	signals_restore_terminal();
	sigaction(sig, &before[sig], NULL);
	raise(sig);
}

static void on_asked(int sig)
{
	int keep = errno;

	if (sig == SIGWINCH) {
		seen_resize = 1;
	} else if (sig == SIGTSTP) {
		seen_suspend = 1;
	} else if (sig == SIGCONT) {
		seen_resumed = 1;
	} else if (seen_end) {
		on_crash(sig); /* asked twice: it does not look any more */
	} else {
		seen_end = sig;
	}
	if (wake[1] >= 0 && write(wake[1], "", 1) < 0) {
		/* the pipe is full of wakes already */
	}
	errno = keep;
}

static void watch(int sig, void (*handler)(int), int flags)
{
	struct sigaction act = {.sa_handler = handler, .sa_flags = flags};

	sigemptyset(&act.sa_mask);
	sigaction(sig, &act, &before[sig]);
}

void signals_open(void)
{
	stack_t stack = {.ss_sp = crash_stack, .ss_size = STACK_SIZE};

	seen_end = seen_resize = seen_suspend = seen_resumed = 0;
	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) < 0)
		wake[0] = wake[1] = -1;
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < COUNT_OF(ASKING); i++)
		watch(ASKING[i], on_asked, SA_RESTART);
	for (size_t i = 0; i < COUNT_OF(KILLING); i++)
		watch(KILLING[i], on_crash, SA_ONSTACK | SA_NODEFER);
	for (size_t i = 0; i < COUNT_OF(IGNORED); i++)
		watch(IGNORED[i], SIG_IGN, 0);
}

void signals_close(void)
{
	for (size_t i = 0; i < COUNT_OF(ASKING); i++)
		sigaction(ASKING[i], &before[ASKING[i]], NULL);
	for (size_t i = 0; i < COUNT_OF(KILLING); i++)
		sigaction(KILLING[i], &before[KILLING[i]], NULL);
	for (size_t i = 0; i < COUNT_OF(IGNORED); i++)
		sigaction(IGNORED[i], &before[IGNORED[i]], NULL);
	for (int i = 0; i < 2; i++) {
		if (wake[i] >= 0)
			close(wake[i]);
		wake[i] = -1;
	}
}

struct signals_seen signals_take(void)
{
	struct signals_seen seen = {.end = seen_end};

	seen.resize = seen_resize;
	seen_resize = 0;
	seen.suspend = seen_suspend;
	seen_suspend = 0;
	seen.resumed = seen_resumed;
	seen_resumed = 0;
	return seen;
}

static bool drain_wakes(void)
{
	char bytes[64];
	bool any = false;

	while (wake[0] >= 0 && read(wake[0], bytes, sizeof(bytes)) > 0)
		any = true;
	return any;
}

enum wait_result signals_wait(int fd, int other, int timeout)
{
	struct pollfd fds[3] = {
		{fd, POLLIN, 0}, {wake[0], POLLIN, 0}, {other, POLLIN, 0}};
	int n = poll(fds, 3, timeout);

	if (n < 0 || fds[1].revents) {
		drain_wakes();
		return WAIT_SIGNAL;
	}
	if (fds[0].revents & POLLIN)
		return WAIT_INPUT;
	if (fds[0].revents)
		return WAIT_HANGUP;
	return fds[2].revents ? WAIT_OTHER : WAIT_TIMEOUT;
}

void signals_stop(bool group)
{
	struct sigaction ours, plain = {.sa_handler = SIG_DFL};

	/* started by a shell without job control: nobody would wake us */
	if (before[SIGTSTP].sa_handler == SIG_IGN)
		return;
	sigemptyset(&plain.sa_mask);
	sigaction(SIGTSTP, &plain, &ours);
	if (group)
		kill(0, SIGTSTP);
	else
		raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

void signals_die(int sig)
{
	struct sigaction plain = {.sa_handler = SIG_DFL};
	sigset_t set;

	sigemptyset(&plain.sa_mask);
	sigaction(sig, &plain, NULL);
	sigemptyset(&set);
	sigaddset(&set, sig);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	raise(sig);
}
