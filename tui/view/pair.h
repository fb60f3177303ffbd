#pragma once

#include "core/diff.h"
#include "core/find.h"

#include "db/reports.h"

#include "tui/view/views.h"
#include "tui/widget/textbox.h"

/*
 * Two reports read together, for its own files. Each has a text pane with a
 * cursor in it; while they are locked, the pane without the focus shows what
 * stands beside the cursor of the other. Side by side from 100 columns on, the
 * old one at the left; below that the newer one above, and under it what was
 * said before, the pane with the focus having more rows.
 */
enum {
	PAIR_WIDE = 100,
	PAIR_WORD = 256, /* bytes of a search */
};

struct pair_pane {
	struct report_row row;
	struct report report;
	struct textbox box;
	uint32_t at; /* byte: the cursor, where a unit begins */
	struct rect title, text;
};

struct pair {
	struct view view; /* its arena holds the reports and what differs */
	struct pair_pane pane[DIFF_SIDES];
	struct diff diff;
	uint32_t *entry_of[DIFF_SIDES]; /* by unit: index in diff.entries */
	uint32_t *stops;		/* entries where ] and [ stop, rising */
	uint32_t n_stops;
	uint32_t entry; /* of the cursor; DIFF_NONE where nothing is */
	enum diff_which focus;
	bool unlocked, maximised;
	bool wide;  /* side by side */
	bool signs; /* are signs put into the texts (mono)? */
	bool ascii;
	bool show_entry; /* a step: both panes are still to be brought to
			    `entry`, when they have their sizes */

	struct arena found;
	char word[PAIR_WORD]; /* searched for; "" nothing */
	struct spans hits[DIFF_SIDES];
	uint32_t hit; /* byte of the one that the cursor stands on, or
			 UINT32_MAX */
	struct {
		char word[PAIR_WORD];
		uint32_t at;
	} before; /* what a search being typed goes back to */
};

/* pair.c */
/* Takes the two reports, the one of the earlier year as the old one, and goes
 * to byte `off` of `report`. False after saying why. */
bool pair_load(struct pair *p, int64_t report, int64_t other, uint32_t off);
/* A view of two reports; NULL after saying why. */
struct view *pair_new(struct app *app, int64_t report, int64_t other,
		      uint32_t off);
/* The unit at a pane's cursor, NULL when there is none. */
const struct diff_unit *pair_unit(const struct pair *p, enum diff_which side);

/* pair_choose.c: a list of reports to put beside `report`; `over` takes it, or
 * a new view when it is NULL. */
struct view *pair_choose(struct app *app, struct pair *over, int64_t report,
			 uint32_t off);
/* The report of the same region of the year before; 0 none. */
int64_t pair_partner(struct app *app, int64_t report);

/* pair_draw.c */
void pair_draw(struct view *v, struct draw *d, struct rect rect);
/* '+', '−', '~', '»', '▲', '▼' in a column; "" for what is the same. */
const char *pair_sign(const struct pair *p, const struct diff_unit *u,
		      bool ascii);
void pair_status(struct view *v, struct buf *left, struct buf *right);

/* pair_search.c */
bool pair_search(struct pair *p, enum action_id id,
		 const struct action_arg *arg);
/* Finds a word's places anew; "" forgets them. */
void pair_find(struct pair *p, struct str word);

/* pair_move.c */
bool pair_move(struct pair *p, enum action_id id, const struct action_arg *arg);
/* The cursor of the focused pane to a byte, the other one with it. */
void pair_go(struct pair *p, uint32_t off);
/* Brings both panes to the entry that is waited for. */
void pair_settle(struct pair *p);
/* Which stop the cursor stands on, from 1; or before which, with *on false. */
uint32_t pair_stop(const struct pair *p, bool *on);
