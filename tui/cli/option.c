/* The option table and the one parser of command lines. */
#include "tui/cli/option.h"

#include <stdio.h>

#include "core/base/array.h"

#include "tui/cli/command.h"

// clang-format off
const struct option_row OPTIONS[OPT_COUNT] = {
	[OPT_LIBRARY] = {OPT_LIBRARY, "library", 'L', "FILE", NULL, FOR_ALL,
		N_("the library to use")},
	[OPT_FORMAT] = {OPT_FORMAT, "format", 0, "FORMAT",
		"table|tsv|csv|jsonl|json|md|html|tree",
		FOR(BROWSE) | FOR(LIST) | FOR(OUTLINE) | FOR(EXTRACT) | FOR(METRICS) | FOR(COMPARE) | FOR(EXPORT) | FOR(LOOK) | FOR(DIFF) | FOR(CHECK) | FOR(SEARCH),
		N_("table, tsv, csv, jsonl, json, md or html; outline: tree, too")},
	[OPT_LANG] = {OPT_LANG, "lang", 0, "LANG", "zh|en", FOR_ALL,
		N_("language of messages: zh or en")},
	[OPT_COLOR] = {OPT_COLOR, "color", 0, "WHEN", "auto|always|never", FOR_ALL,
		N_("colours: auto, always or never")},
	[OPT_ALL] = {OPT_ALL, "all", 0, NULL, NULL,
		FOR(BROWSE) | FOR(SHOW) | FOR(EXTRACT) | FOR(DIFF),
		N_("with boilerplate; extract: with the numbers that are no metrics; diff: with what is the same")},
	[OPT_WIDTH] = {OPT_WIDTH, "width", 0, "N", NULL, FOR(BROWSE) | FOR(SHOW) | FOR(DIFF),
		N_("columns of the text, 20 to 500")},
	[OPT_SECTION] = {OPT_SECTION, "section", 0, "N", NULL, FOR(SHOW),
		N_("only the N-th section of the outline")},
	[OPT_TRACE] = {OPT_TRACE, "trace", 0, NULL, NULL, FOR(EXTRACT),
		N_("with the rules that made each field")},
	[OPT_DUMP_AFTER] = {OPT_DUMP_AFTER, "dump-after", 0, "PASS", NULL, FOR(EXTRACT),
		N_("what the extractor holds after this pass")},
	[OPT_REGION] = {OPT_REGION, "region", 0, "NAME", NULL, FOR(METRICS) | FOR(COMPARE) | FOR(EXPORT) | FOR(LOOK) | FOR(SET) | FOR(SEARCH),
		N_("reports of this region; set: its name")},
	[OPT_INDICATOR] = {OPT_INDICATOR, "indicator", 0, "NAME", NULL, FOR(METRICS) | FOR(COMPARE) | FOR(EXPORT),
		N_("figures of this indicator, by any of its names")},
	[OPT_YEAR] = {OPT_YEAR, "year", 0, "YEAR", NULL, FOR(METRICS) | FOR(COMPARE) | FOR(EXPORT) | FOR(LOOK) | FOR(SET) | FOR(SEARCH),
		N_("reports of a year, or of years A-B; set: the report's year")},
	[OPT_ROLE] = {OPT_ROLE, "role", 0, "ROLE", "achieved|target|context", FOR(METRICS) | FOR(EXPORT),
		N_("achieved, target or context")},
	[OPT_REVIEW_YEAR] = {OPT_REVIEW_YEAR, "review-year", 0, "YEAR", NULL, FOR(SET),
		N_("the year that the report looks back on")},
	[OPT_TITLE] = {OPT_TITLE, "title", 0, "TITLE", NULL, FOR(SET),
		N_("the report's title")},
	[OPT_KIND] = {OPT_KIND, "kind", 0, "KIND", "work-report|article", FOR(SET),
		N_("work-report or article")},
	[OPT_DATE] = {OPT_DATE, "date", 0, "DATE", NULL, FOR(SET),
		N_("the report's date, YEAR-MONTH-DAY")},
	[OPT_BY] = {OPT_BY, "by", 0, "WHAT", "year|region", FOR(COMPARE) | FOR(EXPORT) | FOR(SEARCH),
		N_("year: each region through its years; region: each year's regions")},
	[OPT_OUTPUT] = {OPT_OUTPUT, "output", 'o', "FILE", NULL, FOR(EXPORT),
		N_("the file to write; - is standard output")},
	[OPT_FORCE] = {OPT_FORCE, "force", 0, NULL, NULL, FOR(EXPORT),
		N_("replace the file when it is there")},
	[OPT_LIMIT] = {OPT_LIMIT, "limit", 0, "N", NULL, FOR(SEARCH),
		N_("at most N hits, 50 by itself")},
	[OPT_PAGE] = {OPT_PAGE, "page", 0, "N", NULL, FOR(SEARCH),
		N_("the N-th page of so many hits")},
	[OPT_COUNTS] = {OPT_COUNTS, "count", 0, NULL, NULL, FOR(SEARCH),
		N_("only how many reports and paragraphs match")},
	[OPT_TREND] = {OPT_TREND, "trend", 0, NULL, NULL, FOR(SEARCH),
		N_("how often the words are said, --by year or region")},
	[OPT_NO_BOM] = {OPT_NO_BOM, "no-bom", 0, NULL, NULL,
		FOR(BROWSE) | FOR(LIST) | FOR(OUTLINE) | FOR(EXTRACT) | FOR(METRICS) | FOR(COMPARE) | FOR(EXPORT) | FOR(LOOK) | FOR(DIFF) | FOR(CHECK) | FOR(SEARCH),
		N_("csv without a byte order mark")},
	[OPT_NO_CLIPBOARD] = {OPT_NO_CLIPBOARD, "no-clipboard", 0, NULL, NULL, FOR(BROWSE),
		N_("send nothing to the terminal's clipboard")},
	[OPT_KIOSK] = {OPT_KIOSK, "kiosk", 0, NULL, NULL, FOR(BROWSE),
		N_("read only, and nothing else: for an account that may do no more")},
	[OPT_LINE] = {OPT_LINE, "line", 0, NULL, NULL, FOR(BROWSE),
		N_("commands and answers in plain lines, nothing is drawn")},
	[OPT_ENCODING] = {OPT_ENCODING, "encoding", 0, "NAME", NULL,
		FOR(BROWSE) | FOR(IMPORT) | FOR(OUTLINE) | FOR(EXTRACT),
		N_("the files' encoding: utf-8, gb18030, gbk, big5, utf-16le, utf-16be")},
	[OPT_ASSETS] = {OPT_ASSETS, "assets", 0, "FOLDER", NULL, FOR_ALL,
		N_("take word tables and themes from this folder")},
	[OPT_DUMP_CONFIG] = {OPT_DUMP_CONFIG, "dump-config", 0, NULL, NULL, FOR(BROWSE),
		N_("print the config with all options and keys")},
	[OPT_HELP] = {OPT_HELP, "help", 'h', NULL, NULL, FOR_ALL,
		N_("this help")},
	[OPT_VERSION] = {OPT_VERSION, "version", 'V', NULL, NULL, FOR_ALL,
		N_("the version")},
};
// clang-format on

bool options_has(const struct options *o, enum option_id id)
{
	return o->value[id] != NULL;
}

static const struct option_row *by_name(struct str name)
{
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (str_is(name, OPTIONS[i].name))
			return &OPTIONS[i];
	return NULL;
}

static const struct option_row *by_letter(char c)
{
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (OPTIONS[i].letter && OPTIONS[i].letter == c)
			return &OPTIONS[i];
	return NULL;
}

static bool is_choice(const char *choices, const char *word)
{
	struct str rest = str_of(choices), one;

	while (str_split(&rest, '|', &one))
		if (str_is(one, word))
			return true;
	return false;
}

static bool set_value(struct options *o, const struct option_row *row,
		      const char *value, struct error *err)
{
	if (row->choices && !is_choice(row->choices, value))
		return error_set(err, ERR_ARG,
				 N_("--%s takes one of %s, not «%s»"),
				 ERR_ARGS_3(row->name, row->choices, value));
	o->value[row->id] = value;
	return true;
}

/* One option word; *i moves on when it takes the next word as its value. */
static bool parse_option(struct options *o, char **argv, int argc, int *i,
			 struct error *err)
{
	const char *word = argv[*i], *value = NULL;
	const struct option_row *row;

	if (word[1] == '-') {
		const char *eq = strchr(word, '=');
		size_t len = eq ? (size_t)(eq - word) - 2 : strlen(word) - 2;

		row = by_name(str_n(word + 2, len));
		value = eq ? eq + 1 : NULL;
	} else {
		row = by_letter(word[1]);
		if (row && word[2])
			value = word + 2;
	}
	if (!row)
		return error_set(
			err, ERR_ARG,
			N_("there is no option %s (see hsview --help)"),
			ERR_ARGS_1(word));
	if (!row->value && value)
		return error_set(err, ERR_ARG, N_("--%s takes no value"),
				 ERR_ARGS_1(row->name));
	if (!row->value)
		return set_value(o, row, "", err);
	if (!value && *i + 1 < argc)
		value = argv[++*i];
	if (!value)
		return error_set(err, ERR_ARG, N_("--%s needs a value: %s"),
				 ERR_ARGS_2(row->name, row->value));
	return set_value(o, row, value, err);
}

static bool check_commands(const struct options *o, struct error *err)
{
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (o->value[i] && !(OPTIONS[i].commands & 1u << o->command))
			return error_set(err, ERR_ARG,
					 N_("--%s is not for «%s»"),
					 ERR_ARGS_2(OPTIONS[i].name,
						    COMMANDS[o->command].name));
	return true;
}

bool options_parse(struct options *o, struct arena *a, int argc, char **argv,
		   struct error *err)
{
	bool plain = false, first = true;

	*o = (struct options){.command = COMMAND_BROWSE};
	o->args = arena_calloc(a, (size_t)argc + 1, sizeof(*o->args));
	for (int i = 1; i < argc; i++) {
		char *word = argv[i];
		enum command_id command;

		if (!plain && strcmp(word, "--") == 0) {
			plain = true;
		} else if (!plain && word[0] == '-' && word[1]) {
			if (!parse_option(o, argv, argc, &i, err))
				return false;
		} else if (first && !plain && command_by_name(word, &command)) {
			o->command = command;
			first = false;
		} else {
			o->args[o->n_args++] = word;
			first = false;
		}
	}
	return check_commands(o, err);
}

bool options_number(const struct options *o, enum option_id id, unsigned low,
		    unsigned high, unsigned fallback, unsigned *out,
		    struct error *err)
{
	char range[32];

	*out = fallback;
	if (!o->value[id])
		return true;
	if (str_to_u32(str_of(o->value[id]), out) && *out >= low &&
	    *out <= high)
		return true;
	snprintf(range, sizeof(range), "%u–%u", low, high);
	return error_set(err, ERR_ARG, N_("--%s takes a number, %s, not «%s»"),
			 ERR_ARGS_3(OPTIONS[id].name, range, o->value[id]));
}

bool options_years(const struct options *o, unsigned *from, unsigned *to,
		   struct error *err)
{
	struct str rest = str_of(o->value[OPT_YEAR]), first;

	*from = 0;
	*to = UINT16_MAX;
	if (!rest.p)
		return true;
	if (!str_split(&rest, '-', &first))
		first = STR_NULL;
	if (!rest.p || !rest.len)
		rest = first;
	if (str_to_u32(first, from) && str_to_u32(rest, to) && *from <= *to)
		return true;
	return error_set(err, ERR_ARG,
			 N_("--year takes a year or two, 2021-2025, not «%s»"),
			 ERR_ARGS_1(o->value[OPT_YEAR]));
}
