#pragma once

#include "db/intake.h"

#include "tui/cli/command.h"

/*
 * What import and update share: a line that tells how far the work is, where
 * standard error is a terminal; SIGINT and SIGTERM stop it between two
 * reports, so that the one at hand is finished or rolled back.
 */
struct progress {
	struct cli *cli;
	bool terminal;
	double since; /* seconds */
};

/* Sets on_file of `in`; `p` must live as long as the work. */
void progress_start(struct progress *p, struct cli *cli, struct intake *in);
/* While the search index is tidied: tells so; false when a signal came. */
bool progress_tidies(void *progress);
/* Clears the line and says the failures. */
void progress_end(struct progress *p, const struct intake_result *result);
/* The exit status; dies of the signal that stopped the work, so that a shell
 * loop stops as well. */
int progress_status(struct progress *p, const struct intake_result *result);
