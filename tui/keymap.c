/*
 * The keys of the actions, as arrays of a few keys each: small enough that a
 * lookup is a walk, and a copy a struct assignment.
 */
#include "tui/keymap.h"

#include <stdio.h>

#include "tui/term/key.h"

bool keymap_bind(struct keymap *km, enum action_id id, struct str keys,
		 struct error *err)
{
	uint32_t read[KEYMAP_KEYS] = {0};
	struct str name;
	char word[64];
	size_t n = 0;

	while (str_split(&keys, ' ', &name)) {
		uint32_t key;

		if (name.len == 0)
			continue;
		key = key_parse(name);
		if (!key) {
			snprintf(word, sizeof(word), "%.*s", (int)name.len,
				 name.p);
			return error_set(err, ERR_ARG, N_("«%s» is no key"),
					 ERR_ARGS_1(word));
		}
		if (n == KEYMAP_KEYS - 1)
			return error_set(err, ERR_ARG,
					 N_("too many keys for %s"),
					 ERR_ARGS_1(ACTIONS[id].name));
		read[n++] = key;
	}
	memcpy(km->keys[id], read, sizeof(read));
	return true;
}

void keymap_init(struct keymap *km)
{
	*km = (struct keymap){0};
	for (int i = 1; i < ACTION_COUNT; i++)
		keymap_bind(km, (enum action_id)i, str_of(ACTIONS[i].keys),
			    NULL);
}

void keymap_like_less(struct keymap *km)
{
	if (!km->line[ACTION_SEARCH_BACK])
		keymap_bind(km, ACTION_SEARCH_BACK, STR("?"), NULL);
	if (!km->line[ACTION_HELP])
		keymap_bind(km, ACTION_HELP, STR("f1"), NULL);
}

void keymap_keep(struct keymap *km, bool (*allowed)(enum action_id id))
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (!allowed((enum action_id)i))
			km->keys[i][0] = 0;
}

static bool in(unsigned contexts, unsigned one)
{
	return contexts & one;
}

/* Can both be asked in one place? Moving goes with every context but the
 * prompt's, the global one with all. */
static bool share_context(unsigned a, unsigned b)
{
	return in(a, b) || (in(a, CONTEXT_MOVE) && !in(b, CONTEXT_PROMPT)) ||
	       (in(b, CONTEXT_MOVE) && !in(a, CONTEXT_PROMPT)) ||
	       in(a, CONTEXT_GLOBAL) || in(b, CONTEXT_GLOBAL);
}

static bool has_key(const struct keymap *km, int id, uint32_t key)
{
	for (const uint32_t *k = km->keys[id]; *k; k++)
		if (*k == key)
			return true;
	return false;
}

static bool shared_key(const struct keymap *km, int a, int b, uint32_t *key)
{
	for (const uint32_t *k = km->keys[a]; *k; k++) {
		if (has_key(km, b, *k)) {
			*key = *k;
			return true;
		}
	}
	return false;
}

bool keymap_clashes(const struct keymap *km, struct keymap_clash *out)
{
	for (int a = 1; a < ACTION_COUNT; a++) {
		for (int b = a + 1; b < ACTION_COUNT; b++) {
			out->a = (enum action_id)a;
			out->b = (enum action_id)b;
			if (share_context(ACTIONS[a].contexts,
					  ACTIONS[b].contexts) &&
			    shared_key(km, a, b, &out->key))
				return true;
		}
	}
	return false;
}

static enum action_id find_key(const struct keymap *km, unsigned contexts,
			       uint32_t key)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if ((ACTIONS[i].contexts & contexts) && has_key(km, i, key))
			return ACTIONS[i].id;
	return ACTION_NONE;
}

enum action_id keymap_action(const struct keymap *km, unsigned contexts,
			     uint32_t key)
{
	enum action_id id;

	if (key == 0 || contexts == CONTEXT_PROMPT)
		return ACTION_NONE;
	id = find_key(km, contexts & ~(unsigned)CONTEXT_GLOBAL, key);
	return id ? id : find_key(km, CONTEXT_GLOBAL, key);
}

const char *keymap_label(const struct keymap *km, enum action_id id, char *out)
{
	out[0] = '\0';
	if (id > ACTION_NONE && id < ACTION_COUNT && km->keys[id][0])
		key_label(km->keys[id][0], out);
	return out;
}

void keymap_labels(const struct keymap *km, enum action_id id, struct buf *out)
{
	char label[16];

	for (const uint32_t *k = km->keys[id]; *k; k++) {
		if (k != km->keys[id])
			buf_addc(out, ' ');
		buf_addz(out, key_label(*k, label));
	}
}

void keymap_names(const struct keymap *km, enum action_id id, struct buf *out)
{
	char name[KEY_WORD];

	for (const uint32_t *k = km->keys[id]; *k; k++) {
		if (k != km->keys[id])
			buf_addc(out, ' ');
		buf_addz(out, key_word(*k, name));
	}
}
