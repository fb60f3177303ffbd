#pragma once

#include "tui/cli/command.h"
#include "tui/cli/print_compare.h"

/*
 * Targets against achievements as a page to hand out, in Markdown or HTML: a
 * table, and below it the sentences that the figures stand in, as footnotes.
 * The HTML is one file without scripts that prints well.
 */
/* Head and foot of a page around a table. */
void handout_begin(struct cli *cli, const char *title);
void handout_end(struct cli *cli);
bool handout_print(struct cli *cli, const struct series_table *t,
		   const struct compare_cells *cells, struct error *err);
