#pragma once

#include "tui/cli/command.h"

/* Reads commands from standard input, a line each, and answers in plain lines
 * that are only ever added: for screen readers, terminals that cannot be drawn
 * on, and scripts. `report` > 0 is opened at once. The exit status. */
int line_mode(struct cli *cli, int64_t report);
