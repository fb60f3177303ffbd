/*
 * Marks and notes of the report at hand: set at the sentence under the cursor,
 * shown in the margin (a mark's letter, + for a note) and in the status line,
 * and found again by their sentence when the text has changed.
 */
#include "core/base/utf8.h"

#include "db/notes.h"

#include "tui/view/reader.h"

enum {
	SENTENCE_MOST = 2000, /* bytes of a sentence that is kept */
	QUOTE_CPS = 40,	      /* characters that find it again */
};

static struct places *places_of(const struct reader *r)
{
	return app_setup(r->view.app)->places;
}

/* The place of a quote nearest to where it was. */
static uint32_t nearest(const struct spans *hits, uint32_t off)
{
	size_t i = find_first_from(hits, off);
	uint32_t after, before;

	if (i == hits->n)
		return hits->items[i - 1].off;
	if (i == 0)
		return hits->items[0].off;
	after = hits->items[i].off;
	before = hits->items[i - 1].off;
	return after - off < off - before ? after : before;
}

bool reader_quote_find(const struct reader *r, struct str quote, uint32_t off,
		       uint32_t *found)
{
	struct str text = r->report.text.bytes;
	struct arena a = {0};
	struct spans hits = {0};
	bool there;

	quote = str_sub(quote, 0, utf8_offset(quote, QUOTE_CPS));
	*found = off;
	if (off < text.len &&
	    str_has_prefix(str_sub(text, off, text.len), quote))
		return true;
	find_all(&hits, &a, &r->report, quote, true);
	there = hits.n > 0;
	if (there)
		*found = nearest(&hits, off);
	arena_release(&a);
	return there;
}

static bool is_mine(const struct reader *r, const struct note *n)
{
	return str_eq(n->sha256, r->row.sha256) ||
	       (n->path.len && str_eq(n->path, r->row.path));
}

void reader_notes_load(struct reader *r)
{
	struct reader_notes *mine = &r->notes;
	struct notes all = {0};
	struct error err = {0};

	arena_reset(&mine->arena);
	mine->all = (struct notes){0};
	if (!places_of(r))
		return;
	if (!notes_all(places_of(r), &mine->arena, &all, &err)) {
		app_say_error(r->view.app, &err);
		return;
	}
	for (size_t i = 0; i < all.n; i++) {
		struct note n = all.items[i];

		if (is_mine(r, &n) &&
		    reader_quote_find(r, n.sentence, n.off, &n.off))
			*ARRAY_PUSH(&mine->arena, &mine->all) = n;
	}
}

/* The note at a sentence, NULL when there is none. */
static const struct note *note_at(const struct reader *r, uint32_t off)
{
	for (size_t i = 0; i < r->notes.all.n; i++)
		if (r->notes.all.items[i].off == off &&
		    !r->notes.all.items[i].letter)
			return &r->notes.all.items[i];
	return NULL;
}

/* A note of the sentence at a byte, with nothing noted yet. */
static struct note new_note(const struct reader *r, uint32_t off)
{
	struct span s = reader_sentence(r, off);
	struct str sentence =
		str_sub(r->report.text.bytes, s.off, s.off + s.len);
	struct buf title;

	buf_init(&title, app_frame(r->view.app));
	reader_title(r, false, &title);
	return (struct note){
		.sha256 = r->row.sha256,
		.path = r->row.path,
		.title = buf_str(&title),
		.sentence =
			str_sub(sentence, 0, utf8_cut(sentence, SENTENCE_MOST)),
		.off = s.off,
	};
}

static bool put(struct reader *r, const struct note *n)
{
	struct error err = {0};
	bool ok = places_of(r) && notes_put(places_of(r), n, &err);

	if (!ok)
		app_say_error(r->view.app, &err);
	reader_notes_load(r);
	return ok;
}

static void mark(struct reader *r, uint32_t letter)
{
	struct note n = new_note(r, r->at);
	char utf8[5] = {0};
	struct buf b;

	n.letter = letter;
	if (!put(r, &n))
		return;
	utf8_encode(letter, utf8);
	buf_init(&b, app_frame(r->view.app));
	/* Translators: two keys; the second is the mark's letter. */
	buf_addf(&b, _("marked; '%s leads back here from anywhere"), utf8);
	app_say(r->view.app, buf_str(&b));
}

static void note_done(void *data, struct str text, bool accepted)
{
	struct reader *r = data;
	uint32_t off = reader_sentence(r, r->at).off;
	const struct note *old = note_at(r, off);
	struct note n = old ? *old : new_note(r, r->at);
	struct error err = {0};

	text = str_trim(text);
	if (!accepted || (text.len == 0 && !old))
		return;
	n.text = text;
	if (text.len) {
		put(r, &n);
		return;
	}
	if (!notes_remove(places_of(r), old->id, &err))
		app_say_error(r->view.app, &err);
	else
		reader_say(r, _("the note is gone"));
	reader_notes_load(r);
}

static void note_open(struct reader *r)
{
	static const struct prompt_ops ops = {
		.label = N_("note"),
		.sign = '+',
		.on_done = note_done,
	};
	const struct note *old = note_at(r, reader_sentence(r, r->at).off);

	app_prompt(r->view.app, &ops, r, old ? old->text : STR(""));
}

bool reader_notes_action(struct reader *r, enum action_id id,
			 const struct action_arg *arg)
{
	switch (id) {
	case ACTION_MARK:
		mark(r, arg->ch);
		return true;
	case ACTION_NOTE:
		note_open(r);
		return true;
	default:
		return false;
	}
}

bool reader_notes_status(const struct reader *r, struct buf *left)
{
	const struct note *n = note_at(r, reader_sentence(r, r->at).off);

	if (!n)
		return false;
	buf_addz(left, "+ ");
	buf_add(left, n->text);
	return true;
}

/* The sign of the mark or note that begins in [off, end); "" for none. A
 * letter goes before +. */
struct str reader_notes_sign(const struct reader *r, uint32_t off, uint32_t end,
			     char *out)
{
	struct str sign = STR("");

	for (size_t i = 0; i < r->notes.all.n; i++) {
		const struct note *n = &r->notes.all.items[i];

		if (n->off < off || n->off >= end)
			continue;
		if (n->letter)
			return str_n(out, utf8_encode(n->letter, out));
		sign = STR("+");
	}
	return sign;
}
