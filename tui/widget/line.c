/* A line of text that is typed. */
#include "tui/widget/line.h"

#include "core/base/clean.h"
#include "core/base/utf8.h"
#include "core/base/width.h"

#include "tui/term/key.h"

enum { CTRL_A = 1, CTRL_B, CTRL_D = 4, CTRL_E, CTRL_F };
enum { CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

struct str line_str(const struct line *l)
{
	return str_n(l->text, l->n);
}

void line_set(struct line *l, struct str s)
{
	l->n = utf8_cut(s, LINE_MOST);
	if (l->n)
		memmove(l->text, s.p, l->n);
	l->cursor = l->n;
}

static bool is_mark(const struct line *l, size_t at)
{
	size_t n;

	return at < l->n &&
	       width_cp(clean_cp(utf8_decode(line_str(l), at, &n))) == 0;
}

static size_t step_left(const struct line *l, size_t at)
{
	while (at > 0) {
		at = utf8_prev(line_str(l), at);
		if (!is_mark(l, at))
			break;
	}
	return at;
}

static size_t step_right(const struct line *l, size_t at)
{
	if (at < l->n)
		at = utf8_next(line_str(l), at);
	while (is_mark(l, at))
		at = utf8_next(line_str(l), at);
	return at;
}

static size_t word_left(const struct line *l)
{
	size_t at = l->cursor;

	while (at > 0 && l->text[at - 1] == ' ')
		at--;
	while (at > 0 && l->text[at - 1] != ' ')
		at = utf8_prev(line_str(l), at);
	return at;
}

static void erase(struct line *l, size_t from, size_t to)
{
	memmove(l->text + from, l->text + to, l->n - to);
	l->n -= to - from;
	l->cursor = from;
}

static void insert(struct line *l, uint32_t cp)
{
	char utf8[4];
	size_t len = utf8_encode(cp, utf8);

	if (l->n + len > LINE_MOST)
		return;
	memmove(l->text + l->cursor + len, l->text + l->cursor,
		l->n - l->cursor);
	memcpy(l->text + l->cursor, utf8, len);
	l->n += len;
	l->cursor += len;
}

static bool move(struct line *l, uint32_t key)
{
	switch (key) {
	case KEYC_LEFT:
	case CTRL_B:
		l->cursor = step_left(l, l->cursor);
		return true;
	case KEYC_RIGHT:
	case CTRL_F:
		l->cursor = step_right(l, l->cursor);
		return true;
	case KEYC_HOME:
	case CTRL_A:
		l->cursor = 0;
		return true;
	case KEYC_END:
	case CTRL_E:
		l->cursor = l->n;
		return true;
	default:
		return false;
	}
}

bool line_key(struct line *l, uint32_t key)
{
	if (move(l, key))
		return true;
	switch (key) {
	case KEYC_BACKSPACE:
		erase(l, step_left(l, l->cursor), l->cursor);
		return true;
	case KEYC_DELETE:
	case CTRL_D:
		erase(l, l->cursor, step_right(l, l->cursor));
		return true;
	case CTRL_U:
		erase(l, 0, l->cursor);
		return true;
	case CTRL_K:
		erase(l, l->cursor, l->n);
		return true;
	case CTRL_W:
		erase(l, word_left(l), l->cursor);
		return true;
	default:
		if (key >= KEYC_BASE || clean_is_unsafe(key))
			return false;
		insert(l, key);
		return true;
	}
}

static int cols_of(struct arena *frame, struct str s)
{
	return (int)width_str(clean_str(frame, s));
}

void line_draw(const struct line *l, struct arena *frame, struct draw *d,
	       struct rect r, int col, int cols)
{
	struct str s = line_str(l);
	size_t from = 0;

	while (from < l->cursor &&
	       cols_of(frame, str_sub(s, from, l->cursor)) > cols)
		from = step_right(l, from);
	draw_text(d, r, 0, col, cols, str_sub(s, from, l->n), STYLE_PROMPT);
	draw_cursor(d, r, 0, col + cols_of(frame, str_sub(s, from, l->cursor)));
}
