/*
 * The keywords' slots, and their list: an overlay over the reader.
 */
#include "tui/view/keywords.h"

#include <stdio.h>

#include "core/base/utf8.h"

#include "tui/i18n.h"
#include "tui/view/reader.h"
#include "tui/widget/list.h"

bool keywords_has(const struct keywords *k, int slot)
{
	return k->word[slot][0] != 0;
}

static int slot_of(const struct keywords *k, const char *word)
{
	for (int i = 0; i < KEYWORDS_MAX; i++)
		if (strcmp(k->word[i], word) == 0)
			return i;
	return -1;
}

int keywords_add(struct keywords *k, struct str word)
{
	char copy[KEYWORD_LEN];
	int slot;

	word = str_trim(word);
	word.len = utf8_cut(word, KEYWORD_LEN - 1);
	if (word.len == 0)
		return -1;
	memcpy(copy, word.p, word.len);
	copy[word.len] = 0;
	slot = slot_of(k, copy);
	if (slot >= 0)
		return slot;
	slot = slot_of(k, "");
	if (slot < 0)
		return -1;
	memcpy(k->word[slot], copy, word.len + 1);
	k->version++;
	return slot;
}

void keywords_remove(struct keywords *k, int slot)
{
	k->word[slot][0] = 0;
	k->version++;
}

struct str keyword_sign(int slot, bool ascii)
{
	static const struct str circled[KEYWORDS_MAX] = {
		{"①", 3}, {"②", 3}, {"③", 3}, {"④", 3},
		{"⑤", 3}, {"⑥", 3}, {"⑦", 3}, {"⑧", 3},
	};
	static const char digits[] = "#1#2#3#4#5#6#7#8";

	return ascii ? str_n(digits + 2 * slot, 2) : circled[slot];
}

enum style keyword_style(int slot)
{
	return (enum style)(STYLE_KEYWORD_1 + slot);
}

struct overlay {
	struct view view;
	struct reader *reader;
	struct list list;
	int slots[KEYWORDS_MAX]; /* by row */
};

static void refresh(struct overlay *o)
{
	const struct keywords *k = app_keywords(o->view.app);
	uint32_t n = 0;

	for (int i = 0; i < KEYWORDS_MAX; i++)
		if (keywords_has(k, i))
			o->slots[n++] = i;
	list_set(&o->list, n, KEYWORDS_MAX);
}

static unsigned contexts(const struct view *v)
{
	(void)v;
	return CONTEXT_MOVE | CONTEXT_TEXT;
}

static void draw_row(struct overlay *o, struct draw *d, struct rect in,
		     uint32_t row)
{
	const struct keywords *k = app_keywords(o->view.app);
	int slot = o->slots[row], at = 1;
	char count[16];
	bool here = row == o->list.cursor;

	(void)snprintf(count, sizeof(count), "%zu",
		       o->reader->hits[slot].spans.n);
	draw_style(d, in, (int)row, 0, in.cols,
		   here ? STYLE_CURSOR : STYLE_TEXT);
	at += draw_text(d, in, (int)row, at, 2, keyword_sign(slot, d->ascii),
			here ? STYLE_CURSOR : STYLE_TEXT);
	draw_text_cut(d, in, (int)row, at + 1, in.cols - at - 9,
		      str_of(k->word[slot]), keyword_style(slot));
	draw_text_right(d, in, (int)row, in.cols - 7, 6, str_of(count),
			here ? STYLE_CURSOR : STYLE_TEXT);
}

static struct rect box_of(const struct overlay *o, struct rect r)
{
	struct rect box = {.rows = (int)o->list.count + 4, .cols = 44};

	if (box.cols > r.cols)
		box.cols = r.cols;
	if (box.rows > r.rows)
		box.rows = r.rows;
	box.row = r.row + (r.rows - box.rows) / 2;
	box.col = r.col + (r.cols - box.cols) / 2;
	return box;
}

static void draw(struct view *v, struct draw *d, struct rect r)
{
	struct overlay *o = (struct overlay *)v;
	struct rect box, in;

	reader_keywords_sync(o->reader, d);
	refresh(o);
	box = box_of(o, r);
	in = (struct rect){box.row + 1, box.col + 1, box.rows - 2,
			   box.cols - 2};
	draw_fill(d, box, STYLE_TEXT);
	draw_box(d, box, STYLE_BORDER_FOCUS);
	draw_text(d, box, 0, 2, box.cols - 4, str_of(_(" keywords ")),
		  STYLE_BORDER_FOCUS);
	for (uint32_t i = 0; i < o->list.count && (int)i < in.rows; i++)
		draw_row(o, d, in, i);
	draw_text_cut(d, in, in.rows - 1, 1, in.cols - 2,
		      str_of(_("Enter first place, x remove, q close")),
		      STYLE_DIM);
}

static enum view_result go_first(struct overlay *o)
{
	struct reader *r = o->reader;
	int slot;

	if (o->list.count == 0)
		return VIEW_CLOSE;
	slot = o->slots[o->list.cursor];
	r->active = slot;
	if (r->hits[slot].spans.n)
		reader_jump(r, r->hits[slot].spans.items[0].off);
	return VIEW_CLOSE;
}

static enum view_result remove_one(struct overlay *o)
{
	if (o->list.count)
		keywords_remove(app_keywords(o->view.app),
				o->slots[o->list.cursor]);
	refresh(o);
	return o->list.count ? VIEW_HANDLED : VIEW_CLOSE;
}

static enum view_result action(struct view *v, enum action_id id,
			       const struct action_arg *arg)
{
	struct overlay *o = (struct overlay *)v;

	if (id == ACTION_OPEN)
		return go_first(o);
	if (id == ACTION_KEYWORD)
		return remove_one(o);
	if (id == ACTION_CANCEL || id == ACTION_KEYWORDS || id == ACTION_CLOSE)
		return VIEW_CLOSE;
	if (id == ACTION_QUIT || id == ACTION_HELP || id == ACTION_REDRAW ||
	    id == ACTION_SUSPEND)
		return VIEW_IGNORED;
	list_action(&o->list, id, arg);
	return VIEW_HANDLED;
}

static enum view_result key(struct view *v, uint32_t k)
{
	return k == KEYC_DELETE ? remove_one((struct overlay *)v)
				: VIEW_IGNORED;
}

struct view *keywords_view(struct app *app, struct reader *reader)
{
	static const struct view_ops ops = {
		.name = "keywords",
		.overlay = true,
		.contexts = contexts,
		.draw = draw,
		.action = action,
		.key = key,
		.close = view_free,
	};
	struct overlay *o = view_new(sizeof(*o), &ops, app);

	o->reader = reader;
	refresh(o);
	return &o->view;
}
