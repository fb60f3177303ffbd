/* hsview set ID: metadata by hand; the figures follow it. */
#include "db/hand.h"
#include "db/update.h"

#include "tui/cli/command.h"

static bool read_year(const struct cli *cli, enum option_id id, uint16_t *year,
		      struct error *err)
{
	unsigned n;

	if (!options_number(&cli->opt, id, 1900, 2200, 0, &n, err))
		return false;
	*year = (uint16_t)n;
	return true;
}

static bool is_date(struct str s)
{
	static const char FORM[] = "0000-00-00";

	if (s.len != sizeof(FORM) - 1)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (FORM[i] == '-' ? s.p[i] != '-'
				   : s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

static bool read_date(struct str word, struct error *err)
{
	if (word.len == 0 || is_date(word))
		return true;
	return error_set(err, ERR_ARG,
			 N_("--date takes YEAR-MONTH-DAY, not «%s»"),
			 ERR_ARGS_1(word.p));
}

static bool read_fields(struct cli *cli, struct meta *m, unsigned *fields,
			struct error *err)
{
	static const struct {
		enum option_id option;
		enum hand_field field;
	} ROWS[] = {
		{OPT_TITLE, HAND_TITLE}, {OPT_REGION, HAND_REGION},
		{OPT_KIND, HAND_KIND},	 {OPT_DATE, HAND_DATE},
		{OPT_YEAR, HAND_YEAR},	 {OPT_REVIEW_YEAR, HAND_REVIEW_YEAR},
	};
	const char *const *value = cli->opt.value;

	*fields = 0;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		if (value[ROWS[i].option])
			*fields |= ROWS[i].field;
	if (!*fields)
		return error_set(
			err, ERR_ARG,
			N_("set needs something to set, such as --year (see hsview set --help)"),
			0);
	*m = (struct meta){.title = str_trim(str_of(value[OPT_TITLE])),
			   .region = str_trim(str_of(value[OPT_REGION])),
			   .date = str_of(value[OPT_DATE])};
	if (value[OPT_KIND])
		m->kind = strcmp(value[OPT_KIND], "article") == 0
				  ? KIND_ARTICLE
				  : KIND_WORK_REPORT;
	return read_date(m->date, err) &&
	       read_year(cli, OPT_YEAR, &m->year, err) &&
	       read_year(cli, OPT_REVIEW_YEAR, &m->review_year, err);
}

/* All of it, or nothing. */
static bool set(const struct intake *in, int64_t id, const struct meta *m,
		unsigned fields, struct error *err)
{
	if (!library_begin(in->lib, err))
		return false;
	if (hand_set(in->lib, id, m, fields, err) && update_report(in, id, err))
		return library_commit(in->lib, err);
	library_rollback(in->lib);
	return false;
}

int cmd_set(struct cli *cli)
{
	struct intake in = {0};
	struct error err = {0};
	struct meta meta;
	unsigned fields;
	int64_t id;

	if (!cli_is_id(cli->opt.args[0], &id)) {
		error_set(
			&err, ERR_ARG,
			N_("set takes the ID of a report (see hsview list), not «%s»"),
			ERR_ARGS_1(cli->opt.args[0]));
		return cli_fail(cli, &err, EXIT_USAGE);
	}
	if (!read_fields(cli, &meta, &fields, &err))
		return cli_fail(cli, &err, EXIT_USAGE);
	if (!cli_intake(cli, &in))
		return EXIT_USAGE;
	if (!set(&in, id, &meta, fields, &err))
		return cli_fail(cli, &err, cli_status(&err));
	return EXIT_DONE;
}
