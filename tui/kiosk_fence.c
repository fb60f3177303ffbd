/*
 * The walls of the kiosk: environment, limits, Landlock, seccomp. Landlock is
 * asked for every kind of writing that the kernel knows, and none is allowed
 * anywhere; what is open already (the terminal) stays usable.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/array.h"
#include "core/base/buf.h"

#include "tui/kiosk.h"
#include "tui/paths.h"

#if defined(__x86_64__)
#define KIOSK_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define KIOSK_ARCH AUDIT_ARCH_AARCH64
#endif

enum {
	CALLS_MOST = 40,
	/* access rights that newer kernels know than the headers may */
	ACCESS_V1 = (1 << 13) - 1,
	ACCESS_REFER = 1 << 13,
	ACCESS_TRUNCATE = 1 << 14,
	ACCESS_IOCTL_DEV = 1 << 15,
};

void kiosk_clear_environment(void)
{
	static const char *const KEPT[] = {"TERM",     "LANG",	      "LC_ALL",
					   "LC_CTYPE", "LC_MESSAGES", "HOME",
					   "TZ",       "NO_COLOR"};
	struct arena a = {0};
	char *value[COUNT_OF(KEPT)];
	const char *z;

	for (size_t i = 0; i < COUNT_OF(KEPT); i++) {
		z = getenv(KEPT[i]);
		value[i] = z ? arena_cstr(&a, str_of(z)) : NULL;
	}
	clearenv();
	for (size_t i = 0; i < COUNT_OF(KEPT); i++)
		if (value[i])
			setenv(KEPT[i], value[i], 1);
	/* a time zone, too, can be a file */
	z = getenv("TZ");
	if (z && (*z == ':' || strchr(z, '/')))
		unsetenv("TZ");
	arena_release(&a);
}

static uint64_t all_access(long version)
{
	uint64_t all = ACCESS_V1;

	if (version >= 2)
		all |= ACCESS_REFER;
	if (version >= 3)
		all |= ACCESS_TRUNCATE;
	if (version >= 5)
		all |= ACCESS_IOCTL_DEV;
	return all;
}

/* What is not there needs no leave. */
static void may_read(int rules, const char *path, bool is_folder)
{
	struct landlock_path_beneath_attr at = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};

	if (is_folder)
		at.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	at.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (at.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &at,
		0);
	close(at.parent_fd);
}

/* The library's folder: its log lies beside it, and another file may take its
 * name. */
static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return arena_cstr(a, str_n(path, (size_t)(slash - path) + 1));
}

/* Translations lie there, in the build tree or where it was installed. */
static const char *beside_program(struct arena *a, const char *tail)
{
	struct buf b;

	buf_init(&b, a);
	buf_add(&b, paths_own_folder(a));
	buf_addz(&b, tail);
	return buf_cstr(&b);
}

static void fence(const char *library)
{
	static const char *const FOLDERS[] = {"/usr", "/lib", "/lib64",
					      "/etc/terminfo"};
	static const char *const FILES[] = {"/etc/ld.so.cache",
					    "/etc/localtime", "/dev/urandom"};
	struct landlock_ruleset_attr attr = {0};
	struct arena a = {0};
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);
	int rules;

	if (version < 1)
		return;
	attr.handled_access_fs = all_access(version);
	rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr),
			     0);
	if (rules < 0)
		return;
	for (size_t i = 0; i < COUNT_OF(FOLDERS); i++)
		may_read(rules, FOLDERS[i], true);
	for (size_t i = 0; i < COUNT_OF(FILES); i++)
		may_read(rules, FILES[i], false);
	may_read(rules, beside_program(&a, "/assets"), true);
	may_read(rules, beside_program(&a, "/../share"), true);
	may_read(rules, folder_of(&a, library), true);
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
	arena_release(&a);
}

#ifdef KIOSK_ARCH
/* What a reader of reports never does. */
static const int NEVER[] = {
	SYS_execve,	  SYS_execveat,
	SYS_socket,	  SYS_socketpair,
	SYS_connect,	  SYS_bind,
	SYS_listen,	  SYS_ptrace,
	SYS_clone,	  SYS_clone3,
	SYS_unshare,	  SYS_setns,
	SYS_mount,	  SYS_chroot,
	SYS_pivot_root,	  SYS_process_vm_readv,
	SYS_bpf,	  SYS_process_vm_writev,
	SYS_keyctl,	  SYS_perf_event_open,
	SYS_userfaultfd,  SYS_io_uring_setup,
	SYS_pidfd_open,	  SYS_open_by_handle_at,
	SYS_memfd_create, SYS_mknodat,
	SYS_symlinkat,	  SYS_linkat,
#ifdef SYS_fork
	SYS_fork,	  SYS_vfork,
#endif
};

static struct sock_filter line(unsigned code, uint32_t k, unsigned yes,
			       unsigned no)
{
	return (struct sock_filter){(uint16_t)code, (uint8_t)yes, (uint8_t)no,
				    k};
}

static void forbid_calls(void)
{
	const uint32_t refused = SECCOMP_RET_ERRNO | EPERM;
	struct sock_filter f[CALLS_MOST * 2];
	struct sock_fprog prog = {.filter = f};
	unsigned short n = 0;

	static_assert(COUNT_OF(NEVER) < CALLS_MOST - 5, "they have room");
	f[n++] = line(BPF_LD | BPF_W | BPF_ABS,
		      offsetof(struct seccomp_data, arch), 0, 0);
	f[n++] = line(BPF_JMP | BPF_JEQ | BPF_K, KIOSK_ARCH, 1, 0);
	f[n++] = line(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
	f[n++] = line(BPF_LD | BPF_W | BPF_ABS,
		      offsetof(struct seccomp_data, nr), 0, 0);
	/* the other calls of x86-64 */
	f[n++] = line(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
	f[n++] = line(BPF_RET | BPF_K, refused, 0, 0);
	for (size_t i = 0; i < COUNT_OF(NEVER); i++) {
		f[n++] = line(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)NEVER[i], 0,
			      1);
		f[n++] = line(BPF_RET | BPF_K, refused, 0, 0);
	}
	f[n++] = line(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
	prog.len = n;
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog);
}
#else
static void forbid_calls(void)
{
}
#endif

void kiosk_shut_in(const char *library)
{
	const struct rlimit none = {0, 0};

	/* terminfo would look there */
	unsetenv("HOME");
	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_FSIZE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	fence(library);
	forbid_calls();
}
