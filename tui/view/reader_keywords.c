/*
 * Keywords in this report: their places, found again when the browser's
 * keywords change, and, where there are no colours, the signs before them.
 */
#include <stdlib.h>

#include "tui/view/reader.h"

static int by_off(const void *a, const void *b)
{
	const struct textbox_mark *x = a, *y = b;

	return x->off < y->off ? -1 : x->off > y->off;
}

/* Eight sorted lists as one. */
static void put_signs(struct reader *r)
{
	struct arena a = {0};
	ARRAY_OF(struct textbox_mark) marks = {0};

	for (int slot = 0; r->signs && slot < KEYWORDS_MAX; slot++) {
		const struct spans *s = &r->hits[slot].spans;

		for (size_t i = 0; i < s->n; i++)
			*ARRAY_PUSH(&a, &marks) = (struct textbox_mark){
				s->items[i].off, keyword_sign(slot, r->ascii)};
	}
	if (marks.n)
		qsort(marks.items, marks.n, sizeof(*marks.items), by_off);
	textbox_set_marks(&r->box, marks.items, marks.n);
	arena_release(&a);
}

void reader_keywords_sync(struct reader *r, const struct draw *d)
{
	const struct keywords *k = app_keywords(r->view.app);
	bool same_look = r->signs == d->mono && r->ascii == d->ascii;

	r->signs = d->mono;
	r->ascii = d->ascii;
	if (r->keywords_seen == k->version && same_look)
		return;
	for (int i = 0; i < KEYWORDS_MAX; i++)
		reader_find(r, i, str_of(k->word[i]));
	r->keywords_seen = k->version;
	put_signs(r);
	if (r->active < KEYWORDS_MAX && !keywords_has(k, r->active))
		r->active = ACTIVE_SEARCH;
}

static void say_added(struct reader *r, int slot)
{
	struct buf b;

	buf_init(&b, app_frame(r->view.app));
	buf_add(&b, keyword_sign(slot, r->ascii));
	/* Translators: a keyword and the number of its places. */
	buf_addf(&b, _(" %s: %zu places; n and N walk them, X lists all"),
		 app_keywords(r->view.app)->word[slot], r->hits[slot].spans.n);
	app_say(r->view.app, buf_str(&b));
}

static void add_done(void *data, struct str text, bool accepted)
{
	struct reader *r = data;
	int slot;

	if (!accepted)
		return;
	if (str_trim(text).len == 0) // x Enter: the word at the cursor
		text = reader_word_at(r, r->at);
	slot = keywords_add(app_keywords(r->view.app), text);
	if (slot < 0) {
		reader_say(r, _("eight keywords are highlighted already; "
				"X removes some"));
		return;
	}
	reader_find(r, slot, str_of(app_keywords(r->view.app)->word[slot]));
	r->active = slot;
	/* The search was on its way to be this keyword. */
	if (str_eq(str_of(r->hits[ACTIVE_SEARCH].word), str_trim(text)))
		reader_find(r, ACTIVE_SEARCH, STR_NULL);
	say_added(r, slot);
}

static void add_key_prompt(struct reader *r)
{
	static const struct prompt_ops ops = {
		.label = N_("keyword"),
		.sign = '+',
		.on_done = add_done,
	};

	app_prompt(r->view.app, &ops, r, str_of(r->hits[ACTIVE_SEARCH].word));
}

bool reader_keywords_action(struct reader *r, enum action_id id)
{
	const struct keywords *k = app_keywords(r->view.app);
	bool any = false;

	if (id == ACTION_KEYWORD) {
		add_key_prompt(r);
		return true;
	}
	if (id != ACTION_KEYWORDS)
		return false;
	for (int i = 0; i < KEYWORDS_MAX; i++)
		any = any || keywords_has(k, i);
	if (any)
		app_push(r->view.app, keywords_view(r->view.app, r));
	else
		reader_say(r, _("no keyword is highlighted; x adds one"));
	return true;
}
