#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

/*
 * The options: one row each, with the commands that know it. Parsing, --help
 * and the man page's table are made from the rows.
 */
enum option_id {
	OPT_LIBRARY,
	OPT_FORMAT,
	OPT_LANG,
	OPT_COLOR,
	OPT_HELP,
	OPT_VERSION,
	OPT_NO_BOM,
	OPT_NO_CLIPBOARD,
	OPT_KIOSK,
	OPT_LINE,
	OPT_ENCODING,
	OPT_ASSETS,
	OPT_ALL,
	OPT_WIDTH,
	OPT_SECTION,
	OPT_TRACE,
	OPT_DUMP_AFTER,
	OPT_REGION,
	OPT_INDICATOR,
	OPT_YEAR,
	OPT_ROLE,
	OPT_REVIEW_YEAR,
	OPT_TITLE,
	OPT_KIND,
	OPT_DATE,
	OPT_BY,
	OPT_OUTPUT,
	OPT_FORCE,
	OPT_DUMP_CONFIG,
	OPT_LIMIT,
	OPT_PAGE,
	OPT_COUNTS,
	OPT_TREND,
	OPT_COUNT
};

/* Which commands; the browser (no command) is one of them. */
enum command_id {
	COMMAND_BROWSE,
	COMMAND_IMPORT,
	COMMAND_LIST,
	COMMAND_SHOW,
	COMMAND_OUTLINE,
	COMMAND_EXTRACT,
	COMMAND_METRICS,
	COMMAND_COMPARE,
	COMMAND_EXPORT,
	COMMAND_LOOK,
	COMMAND_DIFF,
	COMMAND_SET,
	COMMAND_UPDATE,
	COMMAND_REMOVE,
	COMMAND_CHECK,
	COMMAND_PUBLISH,
	COMMAND_SEARCH,
	COMMAND_COUNT
};

#define FOR(command) (1u << COMMAND_##command)
#define FOR_ALL	     ((1u << COMMAND_COUNT) - 1)

struct option_row {
	enum option_id id;
	const char *name;    /* "library" */
	char letter;	     /* 'L', 0 = none */
	const char *value;   /* what it takes ("FILE"), NULL = nothing */
	const char *choices; /* words allowed, parted by |, NULL = any */
	unsigned commands;   /* mask of FOR() */
	const char *help;    /* msgid */
};

extern const struct option_row OPTIONS[OPT_COUNT];

/* A command line, parsed. The strings are argv's. */
struct options {
	enum command_id command;
	const char *value[OPT_COUNT]; /* "" for a flag given; NULL = absent */
	char **args; /* what is no option, NULL-terminated, in the arena */
	int n_args;
};

/* ERR_ARG names the word that is off. */
bool options_parse(struct options *o, struct arena *a, int argc, char **argv,
		   struct error *err);
bool options_has(const struct options *o, enum option_id id);
/* A number option within [low, high]; `fallback` when absent. */
bool options_number(const struct options *o, enum option_id id, unsigned low,
		    unsigned high, unsigned fallback, unsigned *out,
		    struct error *err);
/* --year A-B, or one year: both ends; all years when it is absent. */
bool options_years(const struct options *o, unsigned *from, unsigned *to,
		   struct error *err);
