/* The command table. */
#include "tui/cli/command.h"

// clang-format off
const struct command COMMANDS[COMMAND_COUNT] = {
	[COMMAND_BROWSE] = {COMMAND_BROWSE, "hsview", NEEDS_READ, 0, -1,
		cmd_browse, "[FILE|FOLDER …]",
		N_("open the browser on these files, else on the library; - reads standard input")},
	[COMMAND_IMPORT] = {COMMAND_IMPORT, "import", NEEDS_WRITE, 1, -1,
		cmd_import, "PATH…",
		N_("read files and folders into the library")},
	[COMMAND_LIST] = {COMMAND_LIST, "list", NEEDS_READ, 0, 0,
		cmd_list, "",
		N_("the reports of the library")},
	[COMMAND_SHOW] = {COMMAND_SHOW, "show", NEEDS_READ, 1, 1,
		cmd_show, "ID",
		N_("a report as plain text, wrapped")},
	[COMMAND_OUTLINE] = {COMMAND_OUTLINE, "outline", NEEDS_READ_FOR_ID, 1, 1,
		cmd_outline, "FILE|ID",
		N_("metadata and headings of a report")},
	[COMMAND_EXTRACT] = {COMMAND_EXTRACT, "extract", NEEDS_NONE, 1, -1,
		cmd_extract, "FILE…",
		N_("the figures of files, each with its sentence")},
	[COMMAND_METRICS] = {COMMAND_METRICS, "metrics", NEEDS_READ, 0, 0,
		cmd_metrics, "",
		N_("the figures of the library, each with its sentence")},
	[COMMAND_COMPARE] = {COMMAND_COMPARE, "compare", NEEDS_READ, 0, 0,
		cmd_compare, "",
		N_("targets against achievements, with verdicts")},
	[COMMAND_EXPORT] = {COMMAND_EXPORT, "export", NEEDS_READ, 1, 1,
		cmd_export, "compare|metrics|notes -o FILE",
		N_("the same as a file: csv, json, md or html")},
	[COMMAND_LOOK] = {COMMAND_LOOK, "look", NEEDS_READ, 1, -1,
		cmd_look, "WORDS…",
		N_("the quick answer: targets, results and verdicts of an indicator, with both sentences")},
	[COMMAND_DIFF] = {COMMAND_DIFF, "diff", NEEDS_READ_FOR_ID, 2, 2,
		cmd_diff, "ID|FILE ID|FILE",
		N_("what is new, gone and reworded in the second report, section by section")},
	[COMMAND_SET] = {COMMAND_SET, "set", NEEDS_WRITE, 1, 1,
		cmd_set, "ID",
		N_("set a report's year, region and the like by hand")},
	[COMMAND_UPDATE] = {COMMAND_UPDATE, "update", NEEDS_WRITE, 0, 0,
		cmd_update, "",
		N_("read the reports again that older rules read")},
	[COMMAND_REMOVE] = {COMMAND_REMOVE, "remove", NEEDS_WRITE, 1, -1,
		cmd_remove, "ID…",
		N_("take reports out of the library")},
	[COMMAND_CHECK] = {COMMAND_CHECK, "check", NEEDS_READ, 0, 1,
		cmd_check, "[ID]",
		N_("look whether the library is sound; ID: what does not agree in a report")},
	[COMMAND_PUBLISH] = {COMMAND_PUBLISH, "publish", NEEDS_READ, 1, 1,
		cmd_publish, "FILE",
		N_("a compact copy for many readers; it may lie where nobody writes")},
	[COMMAND_SEARCH] = {COMMAND_SEARCH, "search", NEEDS_READ, 1, -1,
		cmd_search, "QUERY…",
		N_("full text over the library: AND, OR, NOT, \"…\", section: region: year:")},
};
// clang-format on

bool command_by_name(const char *name, enum command_id *id)
{
	for (size_t i = COMMAND_BROWSE + 1; i < COMMAND_COUNT; i++) {
		if (strcmp(COMMANDS[i].name, name) == 0) {
			*id = COMMANDS[i].id;
			return true;
		}
	}
	return false;
}
