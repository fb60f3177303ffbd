#pragma once

#include "tui/app.h"
#include "tui/app_history.h"
#include "tui/view/keywords.h"
#include "tui/view/prompt.h"

/* The browser's own state, for app.c and app_draw.c alone. */
struct app {
	struct app_setup setup;
	struct arena frame, said, rules, yanked;
	struct str copied; /* the last text yanked, STR_NULL: none */
	struct str yank;   /* the same, to be sent; STR_NULL: nothing */
	const struct extract_rules *figure_rules;
	const struct check_rules *check_rules;
	struct view *top;
	int64_t count;
	enum action_id pending; /* waits for its character */
	struct str message;
	bool message_is_error;
	bool done, suspend, repaint;
	struct str theme; /* its name */
	bool looked;	  /* at the library, since the last frame */
	bool theme_wanted;
	struct app_history history;
	struct keywords keywords;
	struct prompt_memory prompts;
	struct keymap keymap;
};

/* The copy view on what was yanked last. */
void app_show_copy(struct app *app);
