#pragma once

#include "tui/app.h"

/* The list of all marks and notes: Enter goes to the sentence, a changes a
 * note, Delete takes one away. */
struct view *notes_view(struct app *app);

/* To the sentence of the mark with this letter, in whatever report it is;
 * says why where it cannot. */
void notes_jump(struct app *app, uint32_t letter);
