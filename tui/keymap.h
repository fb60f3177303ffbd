#pragma once

#include "core/base/buf.h"
#include "core/base/error.h"

#include "tui/action.h"

/*
 * Which keys call which action: the action table's defaults, changed by the
 * user's config. A key is looked up in the contexts of the top view, then in
 * CONTEXT_GLOBAL. No two actions that can be asked in one place share a key.
 */
enum { KEYMAP_KEYS = 8 };

struct keymap {
	uint32_t keys[ACTION_COUNT][KEYMAP_KEYS]; /* ended by 0 */
	uint32_t line[ACTION_COUNT]; /* of the config; 0: the default */
};

/* The defaults of the action table. */
void keymap_init(struct keymap *km);
/* As less has it: ? searches backwards, F1 is help; what the config bound
 * stays. */
void keymap_like_less(struct keymap *km);
/* Takes the keys of all actions away but of those allowed. */
void keymap_keep(struct keymap *km, bool (*allowed)(enum action_id id));
/* Gives the action these keys (blank-separated names of key_parse; none takes
 * its keys away) in place of those it had. ERR_ARG names the word that is no
 * key. */
bool keymap_bind(struct keymap *km, enum action_id id, struct str keys,
		 struct error *err);

/* Two actions on one key, and where the config says so. */
struct keymap_clash {
	enum action_id a, b;
	uint32_t key;
};
bool keymap_clashes(const struct keymap *km, struct keymap_clash *out);

/* The action of a key in a mask of contexts, ACTION_NONE when it has none. */
enum action_id keymap_action(const struct keymap *km, unsigned contexts,
			     uint32_t key);
/* The first key of an action as a label, "" when it has none; into out[16]. */
const char *keymap_label(const struct keymap *km, enum action_id id, char *out);
/* All keys of an action: labels for people, or names for the config. */
void keymap_labels(const struct keymap *km, enum action_id id, struct buf *out);
void keymap_names(const struct keymap *km, enum action_id id, struct buf *out);
