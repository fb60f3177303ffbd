/*
 * Searching in two reports: both are searched as one types, n and N walk the
 * hits of the one with the focus, the other comes along.
 */
#include "core/base/utf8.h"

#include "tui/view/pair.h"

void pair_find(struct pair *p, struct str word)
{
	word.len = utf8_cut(word, PAIR_WORD - 1);
	if (word.len)
		memmove(p->word, word.p, word.len);
	p->word[word.len] = 0;
	p->hit = UINT32_MAX;
	arena_reset(&p->found);
	for (int s = 0; s < DIFF_SIDES; s++) {
		p->hits[s] = (struct spans){0};
		if (word.len)
			find_all(&p->hits[s], &p->found, &p->pane[s].report,
				 str_of(p->word), false);
	}
}

static void go_hit(struct pair *p, size_t i)
{
	pair_go(p, p->hits[p->focus].items[i].off);
	p->hit = p->hits[p->focus].items[i].off;
}

static void typed(void *data, struct str text)
{
	struct pair *p = data;
	size_t i;

	pair_find(p, text);
	i = find_first_from(&p->hits[p->focus], p->before.at);
	if (i == p->hits[p->focus].n)
		i = 0;
	if (p->hits[p->focus].n)
		go_hit(p, i);
	else
		pair_go(p, p->before.at);
}

static void done(void *data, struct str text, bool accepted)
{
	struct pair *p = data;

	if (accepted && text.len) {
		typed(p, text);
		if (p->hits[p->focus].n == 0)
			app_say(p->view.app, str_of(_("nothing found")));
		return;
	}
	pair_find(p, accepted ? STR_NULL : str_of(p->before.word));
	pair_go(p, p->before.at);
}

static void ask(struct pair *p, struct str initial)
{
	static const struct prompt_ops ops = {
		.label = N_("search"),
		.sign = '/',
		.on_change = typed,
		.on_done = done,
	};

	memcpy(p->before.word, p->word, PAIR_WORD);
	p->before.at = p->pane[p->focus].at;
	app_prompt(p->view.app, &ops, p, initial);
	if (initial.len)
		typed(p, initial);
}

/* The next hit from the one that the cursor stands on, round the end. */
static void step(struct pair *p, int by)
{
	const struct spans *hits = &p->hits[p->focus];
	uint32_t from = p->hit != UINT32_MAX ? p->hit : p->pane[p->focus].at;
	size_t i;

	if (hits->n == 0) {
		app_say(p->view.app, str_of(_("nothing found")));
		return;
	}
	i = find_first_from(hits,
			    by > 0 && p->hit != UINT32_MAX ? from + 1 : from);
	if (by > 0 && i == hits->n)
		i = 0;
	if (by < 0)
		i = (i ? i : hits->n) - 1;
	go_hit(p, i);
}

bool pair_search(struct pair *p, enum action_id id,
		 const struct action_arg *arg)
{
	switch (id) {
	case ACTION_SEARCH:
	case ACTION_SEARCH_BACK:
		ask(p, arg->text);
		return true;
	case ACTION_SEARCH_NEXT:
	case ACTION_SEARCH_PREV:
		step(p, id == ACTION_SEARCH_NEXT ? 1 : -1);
		return true;
	case ACTION_CANCEL:
		if (p->word[0])
			pair_find(p, STR_NULL);
		return true;
	default:
		return false;
	}
}
