#pragma once

#include "core/assets.h"
#include "core/report.h"
#include "core/wrap.h"

#include "db/intake.h"
#include "db/library.h"
#include "db/reports.h"

#include "tui/cli/option.h"
#include "tui/cli/out.h"
#include "tui/config.h"
#include "tui/i18n.h"

/*
 * The commands: one row each. main opens what the row needs, so that a body
 * starts with its work; it gives back the exit status.
 */
enum {
	EXIT_DONE = 0,
	EXIT_NOTHING = 1, /* nothing found, or an input failed */
	EXIT_USAGE = 2,
	EXIT_LIBRARY = 3 /* the library cannot be used */
};

enum command_needs {
	NEEDS_NONE,
	NEEDS_READ,	   /* the library, read-only; an absent one is empty */
	NEEDS_READ_FOR_ID, /* the same, where an argument is an ID */
	NEEDS_WRITE
};

struct cli {
	struct arena arena;
	struct options opt;
	enum lang lang;
	struct config config;
	const struct assets *assets;
	struct library *lib; /* as the row needs it; NULL = there is none */
	struct str library_path;
	struct out out;
};

struct command {
	enum command_id id;
	const char *name;
	enum command_needs needs;
	int min_args, max_args; /* max -1: any number */
	int (*run)(struct cli *cli);
	const char *usage; /* "PATH…" */
	const char *help;  /* msgid */
};

extern const struct command COMMANDS[COMMAND_COUNT];

bool command_by_name(const char *name, enum command_id *id);

/* The bodies, each in its own file. */
int cmd_browse(struct cli *cli);
int cmd_import(struct cli *cli);
int cmd_list(struct cli *cli);
int cmd_show(struct cli *cli);
int cmd_outline(struct cli *cli);
int cmd_extract(struct cli *cli);
int cmd_metrics(struct cli *cli);
int cmd_compare(struct cli *cli);
int cmd_export(struct cli *cli);
int cmd_look(struct cli *cli);
int cmd_diff(struct cli *cli);
int cmd_set(struct cli *cli);
int cmd_update(struct cli *cli);
int cmd_remove(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_publish(struct cli *cli);
int cmd_search(struct cli *cli);

/* Says a line on standard error: "hsview: …", cleaned; returns `status`. */
int cli_fail(struct cli *cli, const struct error *err, int status);
void cli_say(struct cli *cli, struct str text);
/* How to fill an empty library, on standard error; returns EXIT_NOTHING. */
int cli_say_empty(struct cli *cli);
/* The outline's and the wrapping's word tables; NULL after a message. */
const struct report_rules *cli_rules(struct cli *cli);
const struct wrap_rules *cli_wrap_rules(struct cli *cli);
struct intake;
/* How intake reads files: the reader program and --encoding. */
bool cli_reader(struct cli *cli, struct intake *in, struct error *err);
/* What intake needs beside the library: all rules; false after a message. */
bool cli_intake(struct cli *cli, struct intake *in);
/* Takes the arguments in: files, folders, "-" for standard input. */
void cli_take_args(struct cli *cli, const struct intake *in,
		   struct intake_result *result);
/* Tells, on standard error, how many reports have figures of other rules, and
 * what to do. */
void cli_say_stale(struct cli *cli);
/* Before a change of the library: makes the search index anew, with a word,
 * when it is of another version; with `look`, when it does not fit the text.
 * False after a message. */
bool cli_mend_index(struct cli *cli, bool look);
/* The report of an argument that is an ID, of the library, or the name of a
 * file. */
bool cli_load_report(struct cli *cli, const char *arg, struct report *r,
		     struct error *err);
/* Reads and parses a file, or standard input for "-", as import does, without
 * storing it. The report's strings live in the cli's arena. */
bool cli_read_report(struct cli *cli, const char *arg, struct report *r,
		     struct report_source *source, struct error *err);
/* The status that fits an error: 3 for a library's, 2 for ERR_ARG, else 1. */
int cli_status(const struct error *err);
/* An argument that is an ID (a number); false for a file's name. */
bool cli_is_id(const char *arg, int64_t *id);
/* Columns of the terminal on standard output, 80 where there is none. */
unsigned cli_columns(void);
