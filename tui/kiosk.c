/*
 * What may be done in a kiosk: read, search, compare, look up, and send a
 * sentence to the terminal's clipboard. An action that is added to hsview is
 * not allowed here until somebody has thought about it.
 */
#include "tui/kiosk.h"

static const bool ALLOWED[ACTION_COUNT] = {
	[ACTION_CLOSE] = true,
	[ACTION_QUIT] = true,
	[ACTION_COMMAND] = true, // it calls actions, which are asked again
	[ACTION_CANCEL] = true,
	[ACTION_HELP] = true,
	[ACTION_REDRAW] = true,
	[ACTION_PANE_NEXT] = true,
	[ACTION_PANE_PREV] = true,
	[ACTION_MAXIMISE] = true,
	[ACTION_SHOW_OUTLINE] = true,
	[ACTION_SHOW_FIGURES] = true,
	[ACTION_SHOW_LIBRARY] = true,
	[ACTION_SEARCH] = true,
	[ACTION_SEARCH_BACK] = true,
	[ACTION_SEARCH_NEXT] = true,
	[ACTION_SEARCH_PREV] = true,
	[ACTION_SEARCH_WORD] = true,
	[ACTION_SEARCH_ALL] = true,
	[ACTION_COMPARE] = true,
	[ACTION_LEDGER] = true,
	[ACTION_THEME] = true, // by name, of those in the program
	[ACTION_LOOK] = true,
	[ACTION_YANK] = true,
	[ACTION_BACK] = true,
	[ACTION_FORWARD] = true,
	[ACTION_MARK] = true, // marks and notes are in memory
	[ACTION_JUMP_MARK] = true,
	[ACTION_NOTE] = true,
	[ACTION_NOTES] = true,
	[ACTION_WHERE] = true,
	[ACTION_WIDER] = true,
	[ACTION_NARROWER] = true,
	[ACTION_PANE_NARROWER] = true,
	[ACTION_PANE_WIDER] = true,
	[ACTION_BOILERPLATE] = true,
	[ACTION_DOWN] = true,
	[ACTION_UP] = true,
	[ACTION_PAGE_DOWN] = true,
	[ACTION_PAGE_UP] = true,
	[ACTION_HALF_DOWN] = true,
	[ACTION_HALF_UP] = true,
	[ACTION_TOP] = true,
	[ACTION_BOTTOM] = true,
	[ACTION_PERCENT] = true,
	[ACTION_LEFT] = true,
	[ACTION_RIGHT] = true,
	[ACTION_OPEN] = true,
	[ACTION_HEADING_NEXT] = true,
	[ACTION_HEADING_PREV] = true,
	[ACTION_PARA_NEXT] = true,
	[ACTION_PARA_PREV] = true,
	[ACTION_SENTENCE_NEXT] = true,
	[ACTION_SENTENCE_PREV] = true,
	[ACTION_FIGURE_NEXT] = true,
	[ACTION_FIGURE_PREV] = true,
	[ACTION_FIGURES_WHICH] = true,
	[ACTION_KEYWORD] = true,
	[ACTION_KEYWORDS] = true,
	[ACTION_TREND] = true,
	[ACTION_CENTRE] = true,
	[ACTION_FOLD] = true,
	[ACTION_FOLD_ALL] = true,
	[ACTION_TURN] = true,
	[ACTION_MISSED_NEXT] = true,
	[ACTION_MISSED_PREV] = true,
	[ACTION_FILTER] = true,
	[ACTION_SORT] = true,
	[ACTION_COPY] = true,
	[ACTION_PAIR] = true,
	[ACTION_PAIR_LOCK] = true,
	[ACTION_DIFF_NEXT] = true,
	[ACTION_DIFF_PREV] = true,
	[ACTION_REPORT_NEXT] = true,
	[ACTION_REPORT_PREV] = true,
};

bool kiosk_allows(enum action_id id)
{
	return id < ACTION_COUNT && ALLOWED[id];
}
