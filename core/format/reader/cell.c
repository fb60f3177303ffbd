/*
 * Rlimits, Landlock and seccomp by their system calls, so that no library is
 * needed. The reader may call what stands in a list; the helper, which is
 * somebody else's program, all but what stands in another.
 */
#include "core/format/reader/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/reading.h"

#if defined(__SANITIZE_ADDRESS__)
#define HS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HS_SANITIZED 1
#endif
#endif

#if defined(__x86_64__)
#define CELL_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CELL_ARCH AUDIT_ARCH_AARCH64
#endif

enum {
	MEMORY = 512 << 20,
	SECONDS = 10,
	FILES = 16,
	FILTER_MAX = 96,
	/* of newer kernels than the headers may be */
	LANDLOCK_REFER = 1 << 13,
	LANDLOCK_TRUNCATE = 1 << 14,
	LANDLOCK_IOCTL_DEV = 1 << 15,
};

static void limit(int what, rlim_t most)
{
	const struct rlimit r = {most, most};

	setrlimit((__rlimit_resource_t)what, &r);
}

static void set_limits(void)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, SECONDS);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, FILES);
#ifndef HS_SANITIZED
	limit(RLIMIT_AS, MEMORY);
#endif
}

static bool allow_folder(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr at = {.allowed_access = access};
	long rc;

	at.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (at.parent_fd < 0)
		return errno == ENOENT;
	rc = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
		     &at, 0);
	close(at.parent_fd);
	return rc == 0;
}

/* What this version of Landlock can forbid. */
static uint64_t all_access(long version)
{
	uint64_t all = (1 << 13) - 1;

	if (version >= 2)
		all |= LANDLOCK_REFER;
	if (version >= 3)
		all |= LANDLOCK_TRUNCATE;
	if (version >= 5)
		all |= LANDLOCK_IOCTL_DEV;
	return all;
}

static bool fence(enum cell_kind kind)
{
	/* shared libraries, gconv; for pdftotext also its maps and fonts */
	static const char *const READ[] = {"/usr/lib", "/lib", "/lib64",
					   "/usr/lib64", "/etc/ld.so.cache"};
	static const char *const HELPER[] = {"/usr/bin/pdftotext",
					     "/usr/share/poppler",
					     "/usr/share/fonts", "/etc/fonts"};
	uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE,
		 dirs = LANDLOCK_ACCESS_FS_READ_FILE |
			LANDLOCK_ACCESS_FS_READ_DIR |
			LANDLOCK_ACCESS_FS_EXECUTE;
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr attr = {0};
	bool ok = true;
	int rules;

	if (version < 1)
		return false;
	attr.handled_access_fs = all_access(version);
	rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr),
			     0);
	if (rules < 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(READ); i++)
		ok = ok && allow_folder(rules, READ[i],
					i == COUNT_OF(READ) - 1 ? read : dirs);
	for (size_t i = 0; kind == CELL_HELPER && i < COUNT_OF(HELPER); i++)
		ok = ok &&
		     allow_folder(rules, HELPER[i],
				  i ? dirs : read | LANDLOCK_ACCESS_FS_EXECUTE);
	ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return ok;
}

#ifdef CELL_ARCH
/* What the reader may do: read and write what is open, take memory, load a
 * conversion table, end. */
static const int READER_MAY[] = {
	SYS_read,
	SYS_write,
	SYS_pread64,
	SYS_readv,
	SYS_writev,
	SYS_lseek,
	SYS_close,
	SYS_fstat,
	SYS_newfstatat,
	SYS_openat,
	SYS_mmap,
	SYS_munmap,
	SYS_mremap,
	SYS_mprotect,
	SYS_madvise,
	SYS_brk,
	SYS_futex,
	SYS_exit,
	SYS_exit_group,
	SYS_rt_sigreturn,
	SYS_rt_sigaction,
	SYS_rt_sigprocmask,
	SYS_sigaltstack,
	SYS_getpid,
	SYS_gettid,
	SYS_clock_gettime,
	SYS_getrandom,
	SYS_sysinfo,
	SYS_sched_yield,
	SYS_fcntl,
	SYS_ppoll,
	SYS_wait4,
	SYS_sched_getaffinity,
#ifdef SYS_poll
	SYS_poll,
#endif
#ifdef SYS_readlink
	SYS_readlink,
#endif
};

/* What a program that reads a PDF never needs. */
static const int HELPER_MAY_NOT[] = {
	SYS_socket,
	SYS_socketpair,
	SYS_connect,
	SYS_bind,
	SYS_listen,
	SYS_sendto,
	SYS_sendmsg,
	SYS_ptrace,
	SYS_kill,
	SYS_tkill,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_ioctl,
	SYS_mount,
	SYS_umount2,
	SYS_unshare,
	SYS_setns,
	SYS_bpf,
	SYS_keyctl,
	SYS_add_key,
	SYS_perf_event_open,
	SYS_userfaultfd,
	SYS_io_uring_setup,
	SYS_clone3,
	SYS_pidfd_open,
	SYS_pidfd_getfd,
	SYS_open_by_handle_at,
	SYS_chroot,
	SYS_setsid,
#ifdef SYS_fork
	SYS_fork,
	SYS_vfork,
#endif
};

struct filter {
	struct sock_filter line[FILTER_MAX];
	unsigned short n;
};

static void add(struct filter *f, uint16_t code, uint32_t k, uint8_t yes,
		uint8_t no)
{
	if (f->n < FILTER_MAX)
		f->line[f->n++] = (struct sock_filter){code, yes, no, k};
}

/* A call of the list has this answer, all others the other one. */
static void add_list(struct filter *f, const int *calls, size_t n,
		     uint32_t listed, uint32_t others)
{
	for (size_t i = 0; i < n; i++) {
		add(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i], 0, 1);
		add(f, BPF_RET | BPF_K, listed, 0, 0);
	}
	add(f, BPF_RET | BPF_K, others, 0, 0);
}

static bool filter_calls(enum cell_kind kind)
{
	const uint32_t no = SECCOMP_RET_ERRNO | EPERM, yes = SECCOMP_RET_ALLOW;
	struct filter f = {.n = 0};
	struct sock_fprog prog;

	add(&f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch),
	    0, 0);
	add(&f, BPF_JMP | BPF_JEQ | BPF_K, CELL_ARCH, 1, 0);
	add(&f, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
	add(&f, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0,
	    0);
	/* the other calls of x86-64 */
	add(&f, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
	add(&f, BPF_RET | BPF_K, no, 0, 0);
	if (kind == CELL_READER)
		add_list(&f, READER_MAY, COUNT_OF(READER_MAY), yes, no);
	else
		add_list(&f, HELPER_MAY_NOT, COUNT_OF(HELPER_MAY_NOT), no, yes);
	if (f.n == FILTER_MAX)
		return false;
	prog = (struct sock_fprog){f.n, f.line};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog) == 0;
}
#else
static bool filter_calls(enum cell_kind kind)
{
	(void)kind;
	return false;
}
#endif

uint32_t cell_enter(enum cell_kind kind)
{
	uint32_t held = 0;

	set_limits();
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
	if (fence(kind))
		held |= READING_LANDLOCK;
	if (filter_calls(kind))
		held |= READING_SECCOMP;
	return held;
}
