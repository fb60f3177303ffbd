#pragma once

#include "tui/term/draw.h"
#include "tui/view.h"

/*
 * The words that are highlighted, up to eight, each in a place of its own
 * that keeps its colour and its sign until it is removed. They belong to the
 * browser, not to a report, so that they are still there in the next one.
 */
enum { KEYWORDS_MAX = 8, KEYWORD_LEN = 128 };

struct keywords {
	char word[KEYWORDS_MAX][KEYWORD_LEN]; /* "" = free */
	unsigned version;		      /* grows with each change */
};

/* Adds a word (cut to fit): its slot, also when it is there already; -1 when
 * all are taken or the word is blank. */
int keywords_add(struct keywords *k, struct str word);
void keywords_remove(struct keywords *k, int slot);
bool keywords_has(const struct keywords *k, int slot);
/* The sign of a slot: a circled digit, #1 in ASCII. */
struct str keyword_sign(int slot, bool ascii);
enum style keyword_style(int slot);

/* The list over a reader: Enter goes to the first place, x removes. */
struct reader;
struct view *keywords_view(struct app *app, struct reader *reader);
