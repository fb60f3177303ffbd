/* The action table and its lookups. */
#include "tui/action.h"

#include "core/base/array.h"
#include "core/base/error.h"

#include "tui/term/key.h"

const struct action ACTIONS[ACTION_COUNT] = {
	{ACTION_NONE, "", "", 0, "", "", false},
#define ACTION(id, name, keys, contexts, help, hint, takes_char)               \
	{ACTION_##id, name, keys, contexts, help, hint, takes_char},
#include "tui/action.def"
#undef ACTION
};

static bool has_key(const struct action *action, uint32_t key)
{
	struct str rest = str_of(action->keys), name;

	while (str_split(&rest, ' ', &name))
		if (key_parse(name) == key)
			return true;
	return false;
}

static enum action_id find_key(unsigned contexts, uint32_t key)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if ((ACTIONS[i].contexts & contexts) &&
		    has_key(&ACTIONS[i], key))
			return ACTIONS[i].id;
	return ACTION_NONE;
}

enum action_id action_for_key(unsigned contexts, uint32_t key)
{
	enum action_id id;

	if (key == 0 || contexts == CONTEXT_PROMPT)
		return ACTION_NONE;
	id = find_key(contexts & ~(unsigned)CONTEXT_GLOBAL, key);
	return id ? id : find_key(CONTEXT_GLOBAL, key);
}

const char *action_key(enum action_id id, char *out)
{
	struct str rest, name;

	out[0] = '\0';
	if (id <= ACTION_NONE || id >= ACTION_COUNT)
		return out;
	rest = str_of(ACTIONS[id].keys);
	if (str_split(&rest, ' ', &name) && name.len)
		key_label(key_parse(name), out);
	return out;
}

enum action_id action_by_name(struct str name)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (str_is(name, ACTIONS[i].name))
			return ACTIONS[i].id;
	return ACTION_NONE;
}
