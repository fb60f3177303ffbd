#pragma once

#include "tui/cli/command.h"

/* The reader's marks and notes as rows; EXIT_NOTHING when there are none. */
int print_notes(struct cli *cli);
