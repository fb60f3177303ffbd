#pragma once

#include "tui/cli/command.h"

/* --help of the program or of a command, from the tables; --version. Both
 * return an exit status. */
int help_print(struct cli *cli);
int help_version(struct cli *cli);
/* --dump-config: the config as it is, on standard output. */
int help_config(struct cli *cli);
