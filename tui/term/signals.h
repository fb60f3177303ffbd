#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * Signals while the browser runs. What asks (TERM HUP INT QUIT TSTP CONT
 * WINCH) only leaves a flag and wakes signals_wait; what kills (SEGV ABRT BUS
 * FPE ILL, and a second TERM while the first waits) gives the terminal back
 * with a string that was made before, then dies of the signal. The state is
 * global by nature: it is the one exception of the house rules.
 */
struct signals_seen {
	int end; /* the signal to die of, 0 = none */
	bool resize, suspend, resumed;
};

/* Installs the handlers; PIPE is ignored. */
void signals_open(void);
/* Back to what was before. */
void signals_close(void);
/* How a crash gives terminal `fd` back: the modes that it has now, and bytes
 * that are added one by one (the shape that tputs wants; at most 256). Call
 * before curses changes the modes; fd < 0 ends it. */
void signals_keep_terminal(int fd);
int signals_farewell_put(int c);
/* Gives the terminal back now, for the hook that runs without memory; does
 * nothing when none is held. Safe in a handler. */
void signals_restore_terminal(void);

/* What came since the last call. */
struct signals_seen signals_take(void);
enum wait_result {
	WAIT_INPUT,
	WAIT_SIGNAL,
	WAIT_OTHER,
	WAIT_TIMEOUT,
	WAIT_HANGUP
};
/* Waits until `fd` or `other` (-1: none) can be read or a signal comes;
 * timeout in ms, -1 = for ever. */
enum wait_result signals_wait(int fd, int other, int timeout);
/* Stops the process group as ^Z does (`group`), or this process alone, and
 * returns when it goes on. */
void signals_stop(bool group);
/* Dies of a signal. Returns only when it cannot. */
void signals_die(int sig);
