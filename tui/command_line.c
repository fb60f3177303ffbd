/*
 * The command line. It adds no commands of its own: what a name calls is an
 * action of the table, so that keys, help and `:` can never disagree.
 */
#include "tui/command_line.h"

#include "tui/kiosk.h"

static bool is_offered(const struct action *a, unsigned contexts)
{
	if (contexts & CONTEXT_KIOSK && !kiosk_allows(a->id))
		return false;
	return a->contexts & (contexts | CONTEXT_GLOBAL) &&
	       a->id != ACTION_COMMAND;
}

enum action_id command_line_match(struct str word, unsigned contexts,
				  unsigned n)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (is_offered(&ACTIONS[i], contexts) &&
		    str_has_prefix(str_of(ACTIONS[i].name), word) && n-- == 0)
			return ACTIONS[i].id;
	return ACTION_NONE;
}

enum action_id command_line_find(struct str word, unsigned contexts,
				 bool *several)
{
	enum action_id id = action_by_name(word);

	*several = false;
	if (id && is_offered(&ACTIONS[id], contexts))
		return id;
	id = command_line_match(word, contexts, 0);
	*several = id && command_line_match(word, contexts, 1);
	return *several ? ACTION_NONE : id;
}

static unsigned contexts_of(const struct app *app)
{
	const struct view *v = app_top(app);

	if (v && v->ops->contexts(v) == CONTEXT_PROMPT)
		v = v->below;
	return (v ? v->ops->contexts(v) : 0) |
	       (app_setup(app)->kiosk ? CONTEXT_KIOSK : 0);
}

/* 120, 50%: a place, as its keys have it. */
static bool run_number(struct app *app, struct str line)
{
	struct action_arg arg = {0};
	bool percent = str_has_suffix(line, STR("%"));
	unsigned n;

	if (!str_to_u32(str_sub(line, 0, line.len - percent), &n))
		return false;
	arg.count = n ? n : 1;
	app_run(app, percent ? ACTION_PERCENT : ACTION_TOP, &arg);
	return true;
}

static void say_unknown(struct app *app, struct str word, bool several)
{
	struct buf b;

	buf_init(&b, app_frame(app));
	buf_addf(&b,
		 several ? _("several commands begin with «%.*s»")
			 : _("there is no command «%.*s» here; ? shows them"),
		 (int)word.len, word.p);
	app_say(app, buf_str(&b));
}

static void done(void *data, struct str line, bool accepted)
{
	struct app *app = data;
	struct action_arg arg = {0};
	struct str word;
	enum action_id id;
	bool several;

	line = str_trim(line);
	if (!accepted || line.len == 0 || run_number(app, line))
		return;
	str_split(&line, ' ', &word);
	arg.text = str_trim(line);
	id = command_line_find(word, contexts_of(app), &several);
	if (id)
		app_run(app, id, &arg);
	else
		say_unknown(app, word, several);
}

static bool complete(void *data, struct str typed, unsigned turn,
		     struct buf *out)
{
	struct app *app = data;
	unsigned contexts = contexts_of(app);
	enum action_id id;

	if (str_find(typed, STR(" "), 0) >= 0)
		return false;
	id = command_line_match(typed, contexts, turn);
	if (!id)
		return false;
	buf_addz(out, ACTIONS[id].name);
	return true;
}

void command_line_open(struct app *app, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = "",
		.sign = ':',
		.on_done = done,
		.complete = complete,
	};

	app_prompt(app, &ops, app, initial);
}
