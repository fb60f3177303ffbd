/*
 * What the library shows of a report, and where it fits.
 */
#include "tui/view/library_columns.h"

#include "core/base/array.h"

#include "tui/i18n.h"

static void get_year(const struct report_row *row, struct buf *out)
{
	if (row->year)
		buf_addf(out, "%u", row->year);
	else
		buf_addz(out, "-");
}

static void get_region(const struct report_row *row, struct buf *out)
{
	buf_add(out, row->region);
}

static void get_kind(const struct report_row *row, struct buf *out)
{
	buf_addz(out,
		 row->kind == KIND_WORK_REPORT ? _("report") : _("article"));
}

static void get_title(const struct report_row *row, struct buf *out)
{
	buf_add(out, row->title.len ? row->title : row->file);
}

static void get_sections(const struct report_row *row, struct buf *out)
{
	buf_addf(out, "%u", row->n_sections);
}

static void get_date(const struct report_row *row, struct buf *out)
{
	buf_add(out, row->date);
}

static void get_file(const struct report_row *row, struct buf *out)
{
	buf_add(out, row->file);
}

/* clang-format off */
const struct library_column LIBRARY_COLUMN[LIBRARY_COLUMNS] = {
	[COLUMN_YEAR] = {N_("Year"), 1, 5, ALIGN_LEFT, ORDER_YEAR, get_year},
	[COLUMN_REGION] = {N_("Region"), 2, 8, ALIGN_LEFT, ORDER_REGION, get_region},
	[COLUMN_KIND] = {N_("Kind"), 4, 7, ALIGN_LEFT, ORDER_COUNT, get_kind},
	[COLUMN_TITLE] = {N_("Title"), 0, 12, ALIGN_LEFT, ORDER_TITLE, get_title},
	[COLUMN_SECTIONS] = {N_("Sections"), 3, 8, ALIGN_RIGHT, ORDER_COUNT, get_sections},
	[COLUMN_DATE] = {N_("Date"), 5, 10, ALIGN_LEFT, ORDER_COUNT, get_date},
	[COLUMN_FILE] = {N_("File"), 6, 24, ALIGN_LEFT, ORDER_COUNT, get_file},
};
/* clang-format on */

/* Who gets what is left, in turn: a readable title first. */
static const struct {
	int column, to;
} GROWTH[] = {{COLUMN_TITLE, 28},
	      {COLUMN_REGION, 16},
	      {COLUMN_TITLE, 64},
	      {COLUMN_FILE, 40}};

enum { TITLE_ENOUGH = 28, ALWAYS_RANK = 2 };

/* What a column needs to be shown: its least width, and for those that one
 * can do without, that the title stays readable. */
static int room_for(const struct library_column *c)
{
	int title = LIBRARY_COLUMN[COLUMN_TITLE].min;

	return c->min + (c->rank > ALWAYS_RANK ? TITLE_ENOUGH - title : 0);
}

void library_column_widths(int cols, int gap, int width[LIBRARY_COLUMNS])
{
	int left = cols + gap;

	for (int rank = 0; rank < LIBRARY_COLUMNS; rank++)
		for (int i = 0; i < LIBRARY_COLUMNS; i++) {
			const struct library_column *c = &LIBRARY_COLUMN[i];

			if (c->rank != rank)
				continue;
			width[i] = left >= room_for(c) + gap ? c->min : 0;
			left -= width[i] ? width[i] + gap : 0;
		}
	for (size_t i = 0; i < COUNT_OF(GROWTH); i++) {
		int *w = &width[GROWTH[i].column];
		int more = GROWTH[i].to - *w;

		if (*w == 0 || more <= 0)
			continue;
		more = more < left ? more : left;
		*w += more;
		left -= more;
	}
}
