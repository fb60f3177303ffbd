/* The action table and its lookups. */
#include "tui/action.h"

#include "core/base/error.h"

const struct action ACTIONS[ACTION_COUNT] = {
	{ACTION_NONE, "", "", 0, "", "", false},
#define ACTION(id, name, keys, contexts, help, hint, takes_char)               \
	{ACTION_##id, name, keys, contexts, help, hint, takes_char},
#include "tui/action.def"
#undef ACTION
};

enum action_id action_by_name(struct str name)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (str_is(name, ACTIONS[i].name))
			return ACTIONS[i].id;
	return ACTION_NONE;
}
