#pragma once

#include "tui/app.h"
#include "tui/card.h"
#include "tui/lookup.h"
#include "tui/view/views.h"
#include "tui/widget/line.h"
#include "tui/widget/list.h"

/*
 * The look view, for its own files: a line to type a question in, the names
 * that answer to it, and the card of the one under the cursor. Two states:
 * typing, where every key goes into the line, and reading, where the card has
 * the cursor and the whole room.
 *
 * The answer and the card are made anew when they are drawn, so that keys
 * that come together cost one question.
 */
struct look {
	struct view view;
	struct lookup *lookup; /* NULL: a word table is broken */
	struct line line;
	bool reading;

	bool asked; /* `answer` is that of the line */
	struct arena answer_arena;
	struct lookup_answer answer;
	struct list names; /* the candidates */

	bool carded; /* `card` is that of the candidate */
	struct arena card_arena;
	struct card card;
	int card_rows; /* that it was made for */
	struct card_evidence evidence;
	const struct series_row *rows[LOOKUP_ROWS];
	size_t n_rows;
	uint16_t year; /* chosen by the reader, 0: the question's */
	const struct series_cell *cell; /* that the card tells of, or NULL */
	struct list lines;		/* of the card */
};

/* look.c */
/* The candidate under the cursor, NULL when there is none. */
const struct ask_candidate *look_candidate(const struct look *l);
/* Makes answer and card, if they are not of now. `cols` and `rows` are those
 * of the card. */
void look_ask(struct look *l);
void look_make_card(struct look *l, int cols, int rows, bool ascii);

/* look_draw.c */
void look_draw(struct view *v, struct draw *d, struct rect r);
