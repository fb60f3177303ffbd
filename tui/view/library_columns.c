/*
 * What the library shows of a report, and where it fits.
 */
#include "tui/view/library_columns.h"

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
	{N_("Year"),	 1,  5,	 5, ALIGN_LEFT,	 ORDER_YEAR,   get_year},
	{N_("Region"),	 2,  6, 16, ALIGN_LEFT,	 ORDER_REGION, get_region},
	{N_("Kind"),	 4,  7,	 7, ALIGN_LEFT,	 ORDER_COUNT,  get_kind},
	{N_("Title"),	 0, 12, 90, ALIGN_LEFT,	 ORDER_TITLE,  get_title},
	{N_("Sections"), 3,  8,	 8, ALIGN_RIGHT, ORDER_COUNT,  get_sections},
	{N_("Date"),	 5, 10, 10, ALIGN_LEFT,	 ORDER_COUNT,  get_date},
	{N_("File"),	 6, 24, 40, ALIGN_LEFT,	 ORDER_COUNT,  get_file},
};
/* clang-format on */

enum { TITLE_ENOUGH = 28 }; /* before less needed columns join */

void library_column_widths(int cols, int width[LIBRARY_COLUMNS])
{
	int left = cols, want;

	for (int rank = 0; rank < LIBRARY_COLUMNS; rank++)
		for (int i = 0; i < LIBRARY_COLUMNS; i++) {
			const struct library_column *c = &LIBRARY_COLUMN[i];
			int spare = c->rank > 2 ? TITLE_ENOUGH -
							  LIBRARY_COLUMN[3].min
						: 0;

			if (c->rank != rank)
				continue;
			width[i] = left >= c->min + spare ? c->min : 0;
			if (width[i])
				left -= c->min + 1;
		}
	for (int rank = 0; rank < LIBRARY_COLUMNS && left > 0; rank++)
		for (int i = 0; i < LIBRARY_COLUMNS; i++) {
			if (LIBRARY_COLUMN[i].rank != rank || !width[i])
				continue;
			want = LIBRARY_COLUMN[i].max - width[i];
			want = want < left ? want : left;
			width[i] += want > 0 ? want : 0;
			left -= want > 0 ? want : 0;
		}
}
