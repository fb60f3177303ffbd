#pragma once

#include "core/ledger.h"
#include "core/promise.h"

#include "tui/view/series_pane.h"
#include "tui/widget/list.h"

/*
 * The ledger view, for its own files: the targets of a year under the headings
 * that they stand in, each with its fate in the next report; on a second list
 * the promises without figures, each with the sentence of the next report that
 * is most like it. Tab changes between the lists.
 */
enum ledger_which { LEDGER_FIGURES, LEDGER_PROMISES, LEDGER_LISTS };

enum { LEDGER_WORDS = 256 };

struct ledger_line {
	bool heading;
	struct str title; /* of a heading */
	uint32_t at;	  /* index into rows or promises */
};

enum ledger_order { LEDGER_AS_TEXT, LEDGER_BY_FATE, LEDGER_ORDERS };

struct ledger_desk {
	struct view view;
	struct series_data data; /* all years of the region */
	struct series_pane pane;
	struct arena arena; /* of the year shown */
	struct str region;
	unsigned year;

	struct ledger ledger;
	struct report plan, next; /* texts; no paragraphs: not there */
	struct metrics figures;	  /* of the plan */
	struct promises promises;
	struct promise_match *matches; /* NULL: there is no next report */

	struct arena lines_arena;
	ARRAY_OF(struct ledger_line) lines;
	struct list list[LEDGER_LISTS];
	enum ledger_which which;
	enum ledger_order order;
	enum series_which side;
	char words[LEDGER_WORDS], words_before[LEDGER_WORDS];
};

/* ledger_rows.c */
/* The year's targets and promises out of the library. */
void ledger_load(struct ledger_desk *l, unsigned year);
/* The lines of the list shown, anew. */
void ledger_lines(struct ledger_desk *l);
const struct ledger_line *ledger_line_at(const struct ledger_desk *l,
					 uint32_t i);
/* What stands under the cursor; NULL when it is none of the kind. */
const struct ledger_row *ledger_row_here(const struct ledger_desk *l);
const struct promise *ledger_promise_here(const struct ledger_desk *l);
struct list *ledger_list(struct ledger_desk *l);

/* ledger_draw.c */
void ledger_draw(struct ledger_desk *l, struct draw *d, struct rect r);
