/*
 * Searching in the report: as it is typed, kept on Enter, taken back on Esc;
 * n and N walk what is active, the search or a keyword.
 */
#include <stdlib.h>

#include "core/base/utf8.h"

#include "tui/view/reader.h"

enum {
	TYPE_AHEAD_MOST = 2 << 20, /* bytes of text searched at each key */
	LETTERS_MOST = 1 << 20,	   /* searched by pinyin */
	WORD_HAN_MOST = 4,
};

static int by_off(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->off > y->off) - (x->off < y->off);
}

/* The places of any of the words, one a line, in order, not overlapping. */
static void find_words(struct hits *h, const struct report *report, bool all)
{
	struct str rest = str_of(h->word), word;
	struct spans *s = &h->spans;
	bool several = false;
	size_t n = 0;

	while (str_split(&rest, '\n', &word)) {
		several = several || s->n;
		find_all(s, &h->arena, report, word, all);
	}
	/* letters that stand nowhere may be pinyin: gdzc */
	if (!s->n && report->text.bytes.len <= LETTERS_MOST)
		find_letters(s, &h->arena, report, str_of(h->word), all);
	if (!several)
		return;
	qsort(s->items, s->n, sizeof(*s->items), by_off);
	for (size_t i = 0; i < s->n; i++)
		if (!n || s->items[i].off >=
				  s->items[n - 1].off + s->items[n - 1].len)
			s->items[n++] = s->items[i];
	s->n = n;
}

void reader_find(struct reader *r, int which, struct str word)
{
	struct hits *h = &r->hits[which];

	word.len = utf8_cut(word, sizeof(h->word) - 1);
	if (word.len)
		memmove(h->word, word.p, word.len);
	h->word[word.len] = 0;
	arena_reset(&h->arena);
	h->spans = (struct spans){0};
	if (h->word[0])
		find_words(h, &r->report, r->all);
	toc_count(&r->toc, (unsigned)which, &h->spans);
}

/* From the first Han character or the second letter on. */
static bool is_worth(struct str word)
{
	size_t n = utf8_count(word), len;

	return n > 1 || (n == 1 && key_is_han(utf8_decode(word, 0, &len)));
}

static void go_back(struct reader *r)
{
	r->at = r->before.at;
	textbox_put(&r->box, r->before.anchor, 0);
	reader_outline_follow(r);
}

static void go_first(struct reader *r)
{
	const struct spans *s = &r->hits[ACTIVE_SEARCH].spans;
	size_t i = find_first_from(s, r->before.at);

	if (s->n == 0) {
		go_back(r);
		return;
	}
	if (r->search_back)
		i = (i ? i : s->n) - 1;
	reader_go(r, s->items[i < s->n ? i : 0].off);
}

static void typed(void *data, struct str text)
{
	struct reader *r = data;

	if (r->report.text.bytes.len > TYPE_AHEAD_MOST)
		return;
	reader_find(r, ACTIVE_SEARCH, is_worth(text) ? text : STR_NULL);
	r->active = ACTIVE_SEARCH;
	go_first(r);
}

static void say_not_found(struct reader *r)
{
	struct buf b;

	buf_init(&b, app_frame(r->view.app));
	buf_addf(&b, _("not found: %s"), r->hits[r->active].word);
	app_say(r->view.app, buf_str(&b));
}

static void search_done(void *data, struct str text, bool accepted)
{
	struct reader *r = data;

	if (accepted && text.len == 0) { // again, as less does
		reader_find(r, ACTIVE_SEARCH, str_of(r->before.word));
		r->active = r->before.active;
		go_back(r);
		reader_hit_step(r, r->search_back ? -1 : 1);
		return;
	}
	if (!accepted) {
		r->search_back = r->before.search_back;
		reader_find(r, ACTIVE_SEARCH, str_of(r->before.word));
		r->active = r->before.active;
		go_back(r);
		return;
	}
	reader_find(r, ACTIVE_SEARCH, text);
	r->active = ACTIVE_SEARCH;
	go_first(r);
	if (r->hits[ACTIVE_SEARCH].spans.n == 0)
		say_not_found(r);
	else
		app_jump_from(r->view.app,
			      (struct app_place){r->row.id, r->before.at});
}

static void search_open(struct reader *r, struct str initial, bool back)
{
	static const struct prompt_ops ops[] = {
		{.label = N_("search"),
		 .sign = '/',
		 .on_change = typed,
		 .on_done = search_done},
		{.label = N_("search"),
		 .sign = '?',
		 .on_change = typed,
		 .on_done = search_done},
	};

	r->before.search_back = r->search_back;
	r->search_back = back;
	r->before.at = r->at;
	r->before.anchor = r->box.anchor;
	r->before.active = r->active;
	memcpy(r->before.word, r->hits[ACTIVE_SEARCH].word, READER_WORD);
	app_prompt(r->view.app, &ops[back], r, initial);
	if (initial.len)
		typed(r, initial);
}

static void say_wrapped(struct reader *r, bool down)
{
	reader_say(r, down ? _("went on from the top")
			   : _("went on from the end"));
}

void reader_hit_step(struct reader *r, int64_t by)
{
	const struct spans *s = &r->hits[r->active].spans;
	int64_t n = (int64_t)s->n, to;

	if (!r->hits[r->active].word[0]) {
		reader_say(r, _("nothing to search for; / starts a search"));
		return;
	}
	if (n == 0) {
		say_not_found(r);
		return;
	}
	to = (int64_t)find_first_from(s, by > 0 ? r->at + 1 : r->at);
	to += by > 0 ? by - 1 : by;
	if (n == 1)
		reader_say(r, _("this is the only place"));
	else if (to >= n || to < 0)
		say_wrapped(r, by > 0);
	to = ((to % n) + n) % n;
	reader_go(r, s->items[to].off);
}

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xff10 && cp <= 0xff19);
}

static bool is_letter(uint32_t cp)
{
	cp |= 0x20;
	return cp >= 'a' && cp <= 'z';
}

/* 117.1亿 and 13.3%: the figure and the sign or first character of its unit,
 * which is enough to find it by. */
static size_t figure_end(struct str s, size_t at)
{
	size_t len, end = at;
	uint32_t cp = 0;

	while (at < s.len) {
		cp = utf8_decode(s, at, &len);
		if (is_digit(cp))
			end = at + len;
		else if (cp != '.' && cp != ',')
			break;
		at += len;
	}
	if (at == end && at < s.len &&
	    (cp == '%' || cp == 0xff05 || key_is_han(cp)))
		end += len;
	return end;
}

static size_t word_end(struct str s, size_t at)
{
	size_t len, n = 0;
	uint32_t cp = utf8_decode(s, at, &len);
	bool han = key_is_han(cp);

	while (at < s.len && n < (han ? WORD_HAN_MOST : SIZE_MAX)) {
		cp = utf8_decode(s, at, &len);
		if (han ? !key_is_han(cp) : !is_letter(cp))
			break;
		at += len;
		n++;
	}
	return at;
}

struct str reader_word_at(const struct reader *r, uint32_t off)
{
	struct span sentence = reader_sentence(r, off);
	struct str all = r->report.text.bytes, s, best = STR_NULL;
	size_t len, end;

	if (off < sentence.off)
		off = sentence.off;
	s = str_sub(all, off, sentence.off + sentence.len);
	for (size_t i = 0; i < s.len; i = end) {
		uint32_t cp = utf8_decode(s, i, &len);

		end = i + len;
		if (is_digit(cp))
			end = figure_end(s, i);
		else if (key_is_han(cp) || is_letter(cp))
			end = word_end(s, i);
		else
			continue;
		best = str_sub(s, i, end);
		if (utf8_count(best) > 1) // 一 of （一） says nothing
			break;
	}
	return best;
}

static void search_word(struct reader *r)
{
	struct str word = reader_word_at(r, r->at);

	if (word.len == 0) {
		reader_say(r, _("no word here"));
		return;
	}
	app_jump_from(r->view.app, (struct app_place){r->row.id, r->at});
	reader_find(r, ACTIVE_SEARCH, word);
	r->active = ACTIVE_SEARCH;
	reader_hit_step(r, 1);
}

bool reader_search_action(struct reader *r, enum action_id id,
			  const struct action_arg *arg)
{
	int64_t n = action_times(arg, INT32_MAX);

	if (r->search_back &&
	    r->active == ACTIVE_SEARCH) // n goes on as the search began
		n = -n;
	switch (id) {
	case ACTION_SEARCH:
		search_open(r, arg->text, false);
		return true;
	case ACTION_SEARCH_BACK:
		search_open(r, arg->text, true);
		return true;
	case ACTION_SEARCH_NEXT:
		reader_hit_step(r, n);
		return true;
	case ACTION_SEARCH_PREV:
		reader_hit_step(r, -n);
		return true;
	case ACTION_SEARCH_WORD:
		search_word(r);
		return true;
	default:
		return false;
	}
}
