#pragma once

#include "tui/term/key.h"

/*
 * Keys from the terminal: open after term/terminal has taken it (its
 * entry says what the keys send). Nothing here
 * blocks longer than the wait for the rest of an escape sequence.
 */
struct input;

/* `fd` is where the keys come from. */
struct input *input_open(int fd);
void input_close(struct input *in);
/* The next key that waits; false when none does. */
bool input_next(struct input *in, struct event *ev);
int input_fd(const struct input *in);
/* The terminal has said, since the last call, which kind it is. */
bool input_answered(struct input *in, bool *is_xterm);
/* The terminal was hung up: no key will ever come. */
bool input_is_gone(const struct input *in);
