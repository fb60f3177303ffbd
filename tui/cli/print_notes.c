/* Marks and notes as rows: they hold their sentences, so no library is asked.
 */
#include "tui/cli/print_notes.h"

#include <time.h>

#include "core/base/utf8.h"

#include "db/notes.h"

#include "tui/paths.h"

// clang-format off
static const struct out_column COLUMNS[] = {
	{"title", N_("report"), false, 40},
	{"mark", N_("mark"), false, 0},
	{"note", N_("note"), false, 60},
	{"sentence", N_("sentence"), false, 60},
	{"made", N_("date"), false, 0},
	{"path", NULL, false, 0},
	{"sha256", NULL, false, 0},
};
/* Of these a page to hand out has the first. */
enum { PAGE_COLUMNS = 5 };
// clang-format on

static void letter_cell(struct out *o, uint32_t letter)
{
	char text[4];

	out_text(o, letter ? arena_str(o->arena,
				       str_n(text, utf8_encode(letter, text)))
			   : STR(""));
}

static void date_cell(struct out *o, int64_t made)
{
	time_t t = (time_t)made;
	struct tm tm;
	char text[16];
	size_t n = gmtime_r(&t, &tm)
			   ? strftime(text, sizeof(text), "%Y-%m-%d", &tm)
			   : 0;

	out_text(o, arena_str(o->arena, str_n(text, n)));
}

static void print_note(struct out *o, const struct note *n)
{
	out_text(o, n->title);
	letter_cell(o, n->letter);
	out_text(o, n->text);
	out_text(o, n->sentence);
	date_cell(o, n->made);
	if (o->n_columns > PAGE_COLUMNS) {
		out_text(o, n->path);
		out_text(o, n->sha256);
	}
	out_row(o);
}

int print_notes(struct cli *cli)
{
	struct str path = paths_reader(&cli->arena);
	struct error err = {0};
	struct notes notes = {0};
	struct out *o = &cli->out;
	struct places *places;
	bool page = o->format == OUT_MD || o->format == OUT_HTML, ok;

	places = places_open(path.len ? path.p : NULL, &err);
	if (!places)
		return cli_fail(cli, &err, EXIT_LIBRARY);
	ok = notes_all(places, &cli->arena, &notes, &err);
	places_close(places);
	if (!ok)
		return cli_fail(cli, &err, EXIT_LIBRARY);
	if (!notes.n) {
		cli_say(cli, str_of(_("there are no marks and no notes yet")));
		return EXIT_NOTHING;
	}
	out_begin(o, COLUMNS, page ? PAGE_COLUMNS : COUNT_OF(COLUMNS));
	for (size_t i = 0; i < notes.n; i++)
		print_note(o, &notes.items[i]);
	out_end(o);
	return EXIT_DONE;
}
