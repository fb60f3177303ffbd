/* core/format: what a process in the cell can no longer do. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/format/reader/cell.h"
#include "core/reading.h"

#include "tests/test.h"

/* Each tries one thing and returns whether it was refused. */
static bool opens_home(void)
{
	return open("/etc/passwd", O_RDONLY) < 0;
}

static bool opens_folder(void)
{
	return open("/tmp", O_RDONLY | O_DIRECTORY) < 0;
}

static bool makes_file(void)
{
	return open("/tmp/PWNED-by-cell", O_WRONLY | O_CREAT, 0600) < 0;
}

static bool makes_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 &&
	       socket(AF_UNIX, SOCK_STREAM, 0) < 0;
}

static bool starts_program(void)
{
	static char name[] = "true";
	char *const argv[] = {name, NULL};

	execv("/bin/true", argv);
	return true;
}

static bool forks(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid < 0;
}

static bool traces(void)
{
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0;
}

static bool kills_parent(void)
{
	return kill(getppid(), 0) < 0;
}

static bool pushes_keys(void)
{
	char c = 'x';

	/* the filter answers before the kernel looks at the descriptor */
	return ioctl(0, TIOCSTI, &c) < 0 && errno == EPERM;
}

static bool takes_memory(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return true;
#endif
#endif
	return mmap(NULL, (size_t)2 << 30, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static bool dumps_core(void)
{
	struct rlimit r;

	return getrlimit(RLIMIT_CORE, &r) == 0 ? r.rlim_max == 0 : true;
}

static const struct {
	const char *name;
	bool (*refused)(void);
	uint32_t needs; /* what must have taken hold */
} TRIES[] = {
	{"a file", opens_home, READING_LANDLOCK},
	{"a folder", opens_folder, READING_LANDLOCK},
	{"a new file", makes_file, READING_LANDLOCK},
	{"a socket", makes_socket, READING_SECCOMP},
	{"a program", starts_program, READING_SECCOMP},
	{"a process", forks, READING_SECCOMP},
	{"a trace", traces, READING_SECCOMP},
	{"a signal", kills_parent, READING_SECCOMP},
	{"keys for the terminal", pushes_keys, READING_SECCOMP},
	{"two GiB", takes_memory, 0},
	{"a core file", dumps_core, 0},
};

enum { REFUSED = 10, DONE, NOT_HELD };

static void tries_in_the_cell(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(TRIES) / sizeof(TRIES[0]); i++) {
		int status;
		pid_t pid = fork();

		if (pid == 0) {
			uint32_t held = cell_enter(CELL_READER);

			if ((held & TRIES[i].needs) != TRIES[i].needs)
				_exit(NOT_HELD);
			_exit(TRIES[i].refused() ? REFUSED : DONE);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status));
		if (WEXITSTATUS(status) == NOT_HELD)
			print_message("# %s: this kernel cannot\n",
				      TRIES[i].name);
		else if (WEXITSTATUS(status) != REFUSED)
			fail_msg("the cell lets out: %s", TRIES[i].name);
	}
}

/* Endless work is ended by the kernel. */
static void time_is_limited(void **state)
{
	struct rlimit r;
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		setrlimit(RLIMIT_CPU, &(struct rlimit){1, 1});
		cell_enter(CELL_READER);
		for (volatile unsigned long n = 0;; n++)
			;
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(getrlimit(RLIMIT_CPU, &r), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tries_in_the_cell),
		cmocka_unit_test(time_is_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
