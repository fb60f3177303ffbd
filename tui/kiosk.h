#pragma once

#include <stdbool.h>

#include "tui/action.h"

/*
 * The kiosk: hsview as the only program that an account may run. One table
 * says which actions there are; what is not in it does not exist, by whatever
 * way it is asked for. Around that the process is shut in, so that a mistake
 * elsewhere opens nothing.
 */
bool kiosk_allows(enum action_id id);

/* Leaves of the environment what says how the terminal and the language are,
 * and HOME; nothing that names files. Before anything looks at it. */
void kiosk_clear_environment(void);

/* From here on: nothing is written but what is open, nothing read but the
 * folder of the library and what the system shares, no program, process or
 * socket, no core file. Where the kernel knows no Landlock or seccomp the rest
 * still holds. */
void kiosk_shut_in(const char *library);
