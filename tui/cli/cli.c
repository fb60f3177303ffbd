/* What the commands share: messages, statuses, the rules. */
#include <errno.h>
#include <stdio.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/base/clean.h"

#include "db/index.h"
#include "db/intake.h"
#include "db/metrics.h"

#include "tui/cli/command.h"
#include "tui/paths.h"

void cli_say(struct cli *cli, struct str text)
{
	struct buf b;

	buf_init(&b, &cli->arena);
	buf_addz(&b, "hsview: ");
	clean(&b, text);
	buf_addc(&b, '\n');
	fwrite(b.p, 1, b.len, stderr);
}

int cli_fail(struct cli *cli, const struct error *err, int status)
{
	cli_say(cli, i18n_error(&cli->arena, err));
	return status;
}

int cli_status(const struct error *err)
{
	switch (err->code) {
	case ERR_ARG:
		return EXIT_USAGE;
	case ERR_FULL:
	case ERR_IO:
	case ERR_FORMAT:
	case ERR_BUSY:
	case ERR_CORRUPT:
	case ERR_READONLY:
	case ERR_TOO_NEW:
		return EXIT_LIBRARY;
	default:
		return EXIT_NOTHING;
	}
}

int cli_say_empty(struct cli *cli)
{
	struct str samples = paths_samples(&cli->arena);
	struct buf b;

	buf_init(&b, &cli->arena);
	buf_addz(&b, _("the library is empty: hsview import FILE… fills it"));
	if (samples.len)
		buf_addf(&b, _("; hsview %.*s shows samples"), (int)samples.len,
			 samples.p);
	cli_say(cli, buf_str(&b));
	return EXIT_NOTHING;
}

const struct report_rules *cli_rules(struct cli *cli)
{
	struct error err = {0};
	const struct report_rules *rules;

	rules = report_rules_open(&cli->arena, cli->assets, &err);
	if (!rules)
		cli_fail(cli, &err, EXIT_USAGE);
	return rules;
}

const struct wrap_rules *cli_wrap_rules(struct cli *cli)
{
	struct error err = {0};
	const struct wrap_rules *rules;

	rules = wrap_rules_open(&cli->arena, cli->assets, &err);
	if (!rules)
		cli_fail(cli, &err, EXIT_USAGE);
	return rules;
}

/* Neighbours are taken in together, which stores them in fewer transactions. */
void cli_take_args(struct cli *cli, const struct intake *in,
		   struct intake_result *result)
{
	const char *const *args = (const char *const *)cli->opt.args;
	size_t n = (size_t)cli->opt.n_args, from = 0;

	for (size_t i = 0; i <= n && !result->stopped; i++) {
		if (i < n && strcmp(args[i], "-") != 0)
			continue;
		if (i > from)
			intake_paths(in, &cli->arena, args + from, i - from,
				     result);
		if (i < n)
			intake_fd(in, &cli->arena, STDIN_FILENO,
				  _("standard input"), result);
		from = i + 1;
	}
}

/* The names that people use; the reader knows some more for what files say of
 * themselves. */
static bool is_encoding(const char *name)
{
	static const char *const NAMES[] = {
		"utf-8",     "utf8",	 "utf-16",    "utf-16le",
		"utf-16-le", "utf-16be", "utf-16-be", "gb18030",
		"gbk",	     "gb2312",	 "big5"};

	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		if (strcasecmp(name, NAMES[i]) == 0)
			return true;
	return false;
}

bool cli_reader(struct cli *cli, struct intake *in, struct error *err)
{
	struct str reader = paths_program(&cli->arena, "hsview-reader");
	const char *encoding = cli->opt.value[OPT_ENCODING];

	if (encoding && !is_encoding(encoding))
		return error_set(
			err, ERR_ARG,
			N_("there is no encoding «%s»: utf-8, gb18030, gbk, big5, utf-16le or utf-16be"),
			ERR_ARGS_1(encoding));
	in->encoding = encoding;
	in->reader = reader.len ? reader.p : NULL;
	return true;
}

bool cli_intake(struct cli *cli, struct intake *in)
{
	struct error err = {0};

	if (!cli_reader(cli, in, &err)) {
		cli_fail(cli, &err, EXIT_USAGE);
		return false;
	}
	in->lib = cli->lib;
	in->rules = cli_rules(cli);
	if (!in->rules)
		return false;
	in->figures = extract_rules_open(&cli->arena, cli->assets, &err);
	in->version = extract_rules_version(cli->assets);
	if (!in->figures)
		cli_fail(cli, &err, EXIT_USAGE);
	return in->figures != NULL;
}

void cli_say_stale(struct cli *cli)
{
	uint32_t n = 0;
	struct buf b;

	if (!metrics_stale(cli->lib, extract_rules_version(cli->assets), &n,
			   NULL) ||
	    n == 0)
		return;
	buf_init(&b, &cli->arena);
	buf_addf(
		&b,
		_("the figures of %u reports are of other rules: hsview update reads them again"),
		n);
	cli_say(cli, buf_str(&b));
}

bool cli_mend_index(struct cli *cli, bool look)
{
	struct library_findings findings = {0};
	struct error err = {0};
	bool current, ok;

	ok = index_is_current(cli->lib, &current, &err);
	if (ok && current && look)
		ok = index_check(cli->lib, &cli->arena, &findings, &err);
	if (ok && current && !findings.n)
		return true;
	if (ok) {
		cli_say(cli,
			str_of(_(
				"the search index does not fit the text: it is made anew")));
		ok = index_rebuild(cli->lib, &err);
	}
	if (!ok)
		cli_fail(cli, &err, 0);
	return ok;
}

bool cli_read_report(struct cli *cli, const char *arg, struct report *r,
		     struct report_source *source, struct error *err)
{
	const struct report_rules *rules;
	struct intake in = {0};
	struct document doc;

	if (!cli_reader(cli, &in, err))
		return false;
	if (strcmp(arg, "-") == 0) {
		if (!intake_read_fd(&in, &cli->arena, STDIN_FILENO,
				    _("standard input"), &doc, err))
			return false;
	} else if (!intake_read(&in, &cli->arena, arg, &doc, err)) {
		return false;
	}
	rules = report_rules_open(&cli->arena, cli->assets, err);
	if (!rules)
		return false;
	intake_parse(r, &cli->arena, rules, &doc);
	*source = doc.source;
	return true;
}

bool cli_is_id(const char *arg, int64_t *id)
{
	unsigned n;

	if (!str_to_u32(str_of(arg), &n))
		return false;
	*id = n;
	return true;
}

unsigned cli_columns(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
		return size.ws_col < 500 ? size.ws_col : 500;
	return 80;
}

bool cli_load_report(struct cli *cli, const char *arg, struct report *r,
		     struct error *err)
{
	struct report_source source;
	int64_t id;

	if (!cli_is_id(arg, &id))
		return cli_read_report(cli, arg, r, &source, err);
	if (cli->lib)
		return reports_load(cli->lib, &cli->arena, id, r, err);
	return error_set(
		err, ERR_NOT_FOUND,
		N_("there is no report %s: the library is empty (a file of that name is ./%s)"),
		ERR_ARGS_2(arg, arg));
}
