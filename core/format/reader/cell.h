#pragma once

#include <stdint.h>

/*
 * The cell: what a process that reads a stranger's file gives up first.
 * Limits of time, memory and files hold everywhere; Landlock (no file but
 * shared libraries and conversion tables, nothing is written) and seccomp (no
 * socket, no program, no signal to others, no ioctl) where the kernel has
 * them.
 */
enum cell_kind {
	CELL_READER, /* parses in this process */
	CELL_HELPER  /* goes on to start pdftotext */
};

/* Shuts this process in; what took hold, as READING_LANDLOCK and
 * READING_SECCOMP. */
uint32_t cell_enter(enum cell_kind kind);
