/*
 * The line mode. What can be chosen is numbered, and a number alone chooses;
 * an empty line goes on reading. Answers that a command of the command line
 * gives, too, are given by that command.
 */
#include "tui/cli/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/clean.h"
#include "core/base/utf8.h"

#include "db/metrics.h"
#include "db/search.h"

#include "tui/cli/print_report.h"

enum { PAGE_CHARS = 600, HITS_MOST = 20, WORDS_MOST = 16 };

struct choice {
	int64_t report; /* 0: of the one that is open */
	uint32_t off;
};

struct line {
	struct cli *cli;
	struct arena arena;   /* of the report that is open */
	struct arena offered; /* of the choices */
	ARRAY_OF(struct choice) choices;
	struct report report;
	struct metrics metrics;
	int64_t id;  /* 0: none is open */
	uint32_t at; /* bytes of its text: read so far */
	bool done;
};

/* ---- printing --------------------------------------------------------- */

static void say(struct line *l, struct str text)
{
	struct buf b;

	buf_init(&b, &l->cli->arena);
	clean(&b, text);
	buf_addc(&b, '\n');
	fwrite(b.p, 1, b.len, stdout);
}

static void say_error(struct line *l, const struct error *err)
{
	say(l, i18n_error(&l->cli->arena, err));
}

static void forget_choices(struct line *l)
{
	arena_reset(&l->offered);
	l->choices.items = NULL;
	l->choices.n = l->choices.cap = 0;
}

/* A line that a number chooses. */
static void offer(struct line *l, int64_t report, uint32_t off, struct str text)
{
	struct buf b;

	*ARRAY_PUSH(&l->offered, &l->choices) = (struct choice){report, off};
	buf_init(&b, &l->cli->arena);
	buf_addf(&b, "%zu. ", l->choices.n);
	buf_add(&b, text);
	say(l, buf_str(&b));
}

static bool has_report(struct line *l)
{
	if (!l->id)
		say(l, str_of(_("no report is open: list shows them, a number "
				"opens one")));
	return l->id;
}

/* ---- reports ---------------------------------------------------------- */

static bool open_report(struct line *l, int64_t id)
{
	struct arena a = {0};
	struct report r = {0};
	struct metrics m = {0};
	struct error err = {0};

	if (!metrics_load_report(l->cli->lib, &a, id, &r, &m, &err)) {
		arena_release(&a);
		say_error(l, &err);
		return false;
	}
	arena_release(&l->arena);
	l->arena = a;
	l->report = r;
	l->metrics = m;
	l->id = id;
	l->at = 0;
	return true;
}

static void read_on(struct line *l)
{
	struct print_style style = {.wrap = cli_wrap_rules(l->cli),
				    .width = (uint16_t)cli_columns()};
	const struct report *r = &l->report;
	size_t chars = 0;

	style.from = style.to = l->at;
	for (size_t i = 0; i < r->paras.n && chars < PAGE_CHARS; i++) {
		const struct para *p = &r->paras.items[i];

		if (p->off + p->len <= l->at || p->kind == PARA_BOILERPLATE)
			continue;
		style.to = p->off + p->len;
		chars += utf8_count(
			str_sub(r->text.bytes, p->off, p->off + p->len));
	}
	if (style.to == l->at || !style.wrap) {
		say(l, str_of(_("the end of the report")));
		return;
	}
	print_report_text(&l->cli->out, r, &style);
	l->at = style.to;
}

/* Nobody wants to begin in the middle of a sentence. */
static uint32_t para_start(const struct report *r, uint32_t off)
{
	uint32_t start = off;

	for (size_t i = 0; i < r->paras.n && r->paras.items[i].off <= off; i++)
		start = r->paras.items[i].off;
	return start;
}

static void choose(struct line *l, unsigned n)
{
	struct choice c;

	if (n == 0 || n > l->choices.n) {
		say(l, str_of(_("there is no such number; list shows the "
				"reports")));
		return;
	}
	c = l->choices.items[n - 1];
	if (c.report && c.report != l->id && !open_report(l, c.report))
		return;
	l->at = c.report ? para_start(&l->report, c.off) : c.off;
	read_on(l);
}

/* ---- commands --------------------------------------------------------- */

static void do_list(struct line *l, struct str rest)
{
	struct report_filter filter = {.order = ORDER_YEAR, .words = rest};
	struct report_rows rows = {0};
	struct error err = {0};

	forget_choices(l);
	if (!reports_page(l->cli->lib, &l->cli->arena, &filter, 0, UINT32_MAX,
			  &rows, &err))
		say_error(l, &err);
	for (size_t i = 0; i < rows.n; i++) {
		const struct report_row *row = &rows.items[i];
		struct buf b;

		buf_init(&b, &l->cli->arena);
		if (row->year)
			buf_addf(&b, "%u, ", row->year);
		if (row->region.len)
			buf_addf(&b, "%.*s, ", (int)row->region.len,
				 row->region.p);
		buf_add(&b, row->title);
		offer(l, row->id, 0, buf_str(&b));
	}
	if (!rows.n)
		say(l, str_of(_("no reports")));
}

static void do_open(struct line *l, struct str rest)
{
	unsigned n;

	if (str_to_u32(rest, &n))
		choose(l, n);
	else
		say(l, str_of(_("open takes the number of a line")));
}

static void do_outline(struct line *l, struct str rest)
{
	(void)rest;
	if (!has_report(l))
		return;
	forget_choices(l);
	for (size_t i = 0; i < l->report.sections.n; i++) {
		const struct section *s = &l->report.sections.items[i];
		struct buf b;

		buf_init(&b, &l->cli->arena);
		buf_addf(&b, _("level %u: "), s->level);
		buf_add(&b, s->title);
		offer(l, 0, s->off, buf_str(&b));
	}
	if (!l->report.sections.n)
		say(l, str_of(_("this report has no sections")));
}

static void do_text(struct line *l, struct str rest)
{
	if (!has_report(l))
		return;
	if (str_is(rest, "0"))
		l->at = 0;
	read_on(l);
}

static void do_figures(struct line *l, struct str rest)
{
	(void)rest;
	if (!has_report(l))
		return;
	forget_choices(l);
	for (size_t i = 0; i < l->metrics.n; i++) {
		const struct metric *m = &l->metrics.items[i];
		struct str value =
			str_sub(l->report.text.bytes, m->off, m->off + m->len);
		struct str name =
			m->canonical.len ? m->canonical : m->indicator;
		struct buf b;

		if (m->class != METRIC_METRIC || !name.len)
			continue;
		buf_init(&b, &l->cli->arena);
		buf_addf(&b, "%.*s: %.*s", (int)name.len, name.p,
			 (int)value.len, value.p);
		if (m->role != ROLE_CONTEXT)
			buf_addf(&b, ", %s", _(role_name(m->role)));
		if (m->period.len)
			buf_addf(&b, ", %.*s", (int)m->period.len, m->period.p);
		offer(l, 0, m->sentence.off, buf_str(&b));
	}
	if (!l->choices.n)
		say(l, str_of(_("no figures")));
}

static void offer_hits(struct line *l, const struct search_hits *hits)
{
	for (size_t i = 0; i < hits->n; i++) {
		const struct search_hit *h = &hits->items[i];
		struct buf b;

		buf_init(&b, &l->cli->arena);
		if (h->year)
			buf_addf(&b, "%u, ", h->year);
		if (h->region.len)
			buf_addf(&b, "%.*s, ", (int)h->region.len, h->region.p);
		buf_add(&b, h->snippet.text);
		offer(l, h->report, h->off, buf_str(&b));
	}
	if (!hits->n)
		say(l, str_of(_("nothing found")));
}

static void do_search(struct line *l, struct str rest)
{
	struct search_hits hits = {0};
	struct error err = {0};
	struct search *s = NULL;
	struct query q;
	uint32_t at;

	forget_choices(l);
	if (query_parse(&q, &l->cli->arena, rest, &at, &err))
		s = search_open(l->cli->lib, &q, &err);
	if (s && search_page(s, &l->cli->arena, &hits, HITS_MOST, &err) !=
			 SEARCH_FAILED)
		offer_hits(l, &hits);
	else
		say_error(l, &err);
	search_close(s);
}

/* Runs a command of the command line with these words. */
static void run_command(struct line *l, enum command_id id, struct str rest)
{
	struct options *o = &l->cli->opt;
	struct options before = *o;
	char *words[WORDS_MOST + 1] = {NULL};
	struct str word;

	*o = (struct options){.command = id, .args = words};
	while (o->n_args < WORDS_MOST && str_split(&rest, ' ', &word))
		if (word.len)
			words[o->n_args++] = arena_cstr(&l->cli->arena, word);
	if (id == COMMAND_COMPARE) {
		o->value[OPT_INDICATOR] = o->n_args ? words[0] : NULL;
		if (l->id)
			o->value[OPT_REGION] = arena_cstr(
				&l->cli->arena, l->report.meta.region);
		o->n_args = 0;
	}
	if (id == COMMAND_LOOK && !o->n_args)
		say(l, str_of(_("look takes words, such as GDP 2024")));
	else
		COMMANDS[id].run(l->cli);
	*o = before;
}

static void do_look(struct line *l, struct str rest)
{
	run_command(l, COMMAND_LOOK, rest);
}

static void do_compare(struct line *l, struct str rest)
{
	run_command(l, COMMAND_COMPARE, rest);
}

static void do_quit(struct line *l, struct str rest)
{
	(void)rest;
	l->done = true;
}

static void do_help(struct line *l, struct str rest);

static const struct {
	const char *name; /* a msgid: its translation is understood as well */
	void (*run)(struct line *l, struct str rest);
	const char *help;
} LINE_COMMANDS[] = {
	{N_("list"), do_list, N_("the reports; list WORDS: those with them")},
	{N_("open"), do_open, N_("open N, or N alone: what has this number")},
	{N_("outline"), do_outline, N_("the headings of the report")},
	{N_("text"), do_text,
	 N_("the next piece of text, as an empty line does; text 0: from the "
	    "beginning")},
	{N_("figures"), do_figures, N_("the figures of the report")},
	{N_("search"), do_search, N_("search WORDS: in all reports")},
	{N_("look"), do_look,
	 N_("look WORDS: targets, results and verdicts of an indicator")},
	{N_("compare"), do_compare,
	 N_("targets against achievements, of the report's region; compare "
	    "NAME: of an indicator")},
	{N_("help"), do_help, N_("this help")},
	{N_("quit"), do_quit, N_("leave hsview")},
};

static void do_help(struct line *l, struct str rest)
{
	(void)rest;
	for (size_t i = 0; i < COUNT_OF(LINE_COMMANDS); i++) {
		struct buf b;

		buf_init(&b, &l->cli->arena);
		buf_addf(&b, "%s: %s", _(LINE_COMMANDS[i].name),
			 _(LINE_COMMANDS[i].help));
		say(l, buf_str(&b));
	}
}

/* A command by its name, by the name's translation, or by the beginning of
 * either. */
static int find_command(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(LINE_COMMANDS); i++)
		if (str_is(word, LINE_COMMANDS[i].name) ||
		    str_is(word, _(LINE_COMMANDS[i].name)))
			return (int)i;
	for (size_t i = 0; i < COUNT_OF(LINE_COMMANDS); i++)
		if (str_has_prefix(str_of(LINE_COMMANDS[i].name), word) ||
		    str_has_prefix(str_of(_(LINE_COMMANDS[i].name)), word))
			return (int)i;
	return -1;
}

static void obey(struct line *l, struct str text)
{
	struct str rest = str_trim(text), word;
	unsigned n;
	int i;

	if (rest.len == 0 && l->id) {
		read_on(l);
		return;
	}
	if (str_to_u32(rest, &n)) {
		choose(l, n);
		return;
	}
	if (!str_split(&rest, ' ', &word) || word.len == 0)
		return;
	if (str_is(word, "Q"))
		word = STR("quit");
	i = find_command(word);
	if (i >= 0)
		LINE_COMMANDS[i].run(l, str_trim(rest));
	else
		say(l, str_of(_("there is no such command; help shows them")));
}

/* A line of standard input; false at its end. A line that has none is cut. */
static bool read_line(char *line, int size)
{
	if (isatty(STDIN_FILENO))
		fputs("> ", stdout);
	fflush(stdout);
	return fgets(line, size, stdin) != NULL;
}

int line_mode(struct cli *cli, int64_t report)
{
	struct line l = {.cli = cli};
	char line[1024];

	cli->out.format = OUT_TABLE;
	if (report > 0 && open_report(&l, report))
		read_on(&l);
	else
		do_list(&l, STR(""));
	say(&l, str_of(_("a number opens, help tells the commands, quit "
			 "leaves")));
	while (!l.done && read_line(line, sizeof(line))) {
		struct arena_mark mark = arena_mark(&cli->arena);
		struct out out = cli->out;

		obey(&l, str_of(line));
		cli->out = out;
		arena_rewind(&cli->arena, mark);
	}
	arena_release(&l.arena);
	arena_release(&l.offered);
	return EXIT_DONE;
}
