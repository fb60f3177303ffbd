#pragma once

#include "tui/app.h"

/*
 * The command line `:`: the name of an action, or as much of it as no other
 * has, and its words (`:theme light`, `:year 2024`); a number is a line, N% a
 * part of the text. Tab completes among the actions that the view takes; what
 * was typed before comes back with the arrows.
 */
void command_line_open(struct app *app, struct str initial);

/* The action that a word means in these contexts: by its whole name, else by
 * the only one that begins so. ACTION_NONE when there is none, or more than
 * one (`several` then). */
enum action_id command_line_find(struct str word, unsigned contexts,
				 bool *several);
/* The n-th action, from 0, whose name begins with the word; ACTION_NONE behind
 * the last. */
enum action_id command_line_match(struct str word, unsigned contexts,
				  unsigned n);
