#pragma once

#include "tui/view/views.h"

/* A view for tests of the app and the terminal: numbered lines of Chinese and
 * Latin text, a cursor, and a search that shows what the prompt gives. */
struct view *demo_view(struct app *app);
