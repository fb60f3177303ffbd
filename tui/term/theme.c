/* Themes: a table of words becomes looks. */
#include "tui/term/theme.h"

#include <assert.h>

#include "core/base/array.h"
#include "core/base/tsv.h"

static const char *const STYLE_NAMES[] = {
	[STYLE_TEXT] = "text",
	[STYLE_PART] = "part",
	[STYLE_CHAPTER] = "chapter",
	[STYLE_TOPIC] = "topic",
	[STYLE_DIM] = "dim",
	[STYLE_CURSOR] = "cursor",
	[STYLE_CURSOR_OFF] = "cursor-off",
	[STYLE_TITLE_BAR] = "title-bar",
	[STYLE_STATUS] = "status",
	[STYLE_HINT_KEY] = "hint-key",
	[STYLE_HINT] = "hint",
	[STYLE_BORDER] = "border",
	[STYLE_BORDER_FOCUS] = "border-focus",
	[STYLE_ERROR] = "error",
	[STYLE_PROMPT] = "prompt",
	[STYLE_MATCH] = "match",
	[STYLE_MATCH_CURRENT] = "match-current",
	[STYLE_KEYWORD_1] = "keyword-1",
	[STYLE_KEYWORD_1 + 1] = "keyword-2",
	[STYLE_KEYWORD_1 + 2] = "keyword-3",
	[STYLE_KEYWORD_1 + 3] = "keyword-4",
	[STYLE_KEYWORD_1 + 4] = "keyword-5",
	[STYLE_KEYWORD_1 + 5] = "keyword-6",
	[STYLE_KEYWORD_1 + 6] = "keyword-7",
	[STYLE_KEYWORD_8] = "keyword-8",
	[STYLE_COUNT_BADGE] = "count",
	[STYLE_TARGET] = "target",
	[STYLE_ACHIEVED] = "achieved",
	[STYLE_CONTEXT] = "context",
	[STYLE_MET] = "met",
	[STYLE_MISSED] = "missed",
	[STYLE_NEAR] = "near",
	[STYLE_INCOMPARABLE] = "incomparable",
	[STYLE_FINDING] = "finding",
	[STYLE_DIFF_NEW] = "diff-new",
	[STYLE_DIFF_GONE] = "diff-gone",
	[STYLE_DIFF_CHANGED] = "diff-changed",
	[STYLE_DIFF_MOVED] = "diff-moved",
};
enum { RICH_COLUMN = 3 };

static_assert(COUNT_OF(STYLE_NAMES) == STYLE_COUNT, "every role has a name");

static const struct {
	const char *word;
	unsigned attr;
} ATTRS[] = {
	{"bold", LOOK_BOLD},
	{"dim", LOOK_DIM},
	{"underline", LOOK_UNDERLINE},
	{"reverse", LOOK_REVERSE},
};

const char *style_name(enum style style)
{
	return style >= 0 && style < STYLE_COUNT ? STYLE_NAMES[style] : "";
}

static int style_by_name(struct str name)
{
	for (int i = 0; i < STYLE_COUNT; i++)
		if (str_is(name, STYLE_NAMES[i]))
			return i;
	return -1;
}

static bool read_hex(struct str word, unsigned *out)
{
	static const char digits[] = "0123456789abcdef";

	*out = 0;
	for (size_t i = 1; i < word.len; i++) {
		const char *at = memchr(digits, word.p[i] | 0x20, 16);

		if (!at)
			return false;
		*out = *out << 4 | (unsigned)(at - digits);
	}
	return word.len == 7;
}

static bool read_colour(struct str word, const char *key, unsigned most,
			int *out)
{
	unsigned n;

	if (!str_has_prefix(word, str_of(key)))
		return false;
	word = str_sub(word, strlen(key), word.len);
	if (word.len && word.p[0] == '#' && most > 255 && read_hex(word, &n)) {
		*out = (int)(LOOK_RGB | n);
		return true;
	}
	if (!str_to_u32(word, &n) || n > most)
		return false;
	*out = (int)n;
	return true;
}

static bool read_word(struct look *look, struct str word, unsigned most)
{
	if (word.len == 0 || str_is(word, "-"))
		return true;
	if (read_colour(word, "fg=", most, &look->fg) ||
	    read_colour(word, "bg=", most, &look->bg))
		return true;
	for (size_t i = 0; i < COUNT_OF(ATTRS); i++) {
		if (str_is(word, ATTRS[i].word)) {
			look->attrs |= ATTRS[i].attr;
			return true;
		}
	}
	return false;
}

/* `most`: the highest colour; above 255 any is taken. */
static bool read_look(struct look *look, struct str words, unsigned most)
{
	struct str word;

	*look = (struct look){-1, -1, 0};
	while (str_split(&words, ' ', &word))
		if (!read_word(look, word, most))
			return false;
	return true;
}

static bool read_row(struct theme *t, const struct tsv *table,
		     const struct tsv_row *row, struct error *err)
{
	int style = style_by_name(row->cell[0]);

	if (style < 0)
		return tsv_error(table, row, "unknown role", err);
	if (!read_look(&t->colour[style], row->cell[1], 15) ||
	    !read_look(&t->mono[style], row->cell[2], 15))
		return tsv_error(table, row, "unknown look", err);
	if (t->mono[style].fg >= 0 || t->mono[style].bg >= 0)
		return tsv_error(table, row, "a colour in mono", err);
	t->rich[style] = t->colour[style];
	if (table->n_columns > RICH_COLUMN && row->cell[RICH_COLUMN].len &&
	    !read_look(&t->rich[style], row->cell[RICH_COLUMN], 256))
		return tsv_error(table, row, "unknown look", err);
	return true;
}

bool theme_read(struct theme *t, struct arena *a, const char *name,
		struct str bytes, struct error *err)
{
	struct tsv table;

	for (int i = 0; i < STYLE_COUNT; i++)
		t->colour[i] = t->mono[i] = t->rich[i] =
			(struct look){-1, -1, 0};
	if (!tsv_read(&table, a, name, bytes, err))
		return false;
	for (size_t i = 0; i < table.rows.n; i++)
		if (!read_row(t, &table, &table.rows.items[i], err))
			return false;
	return true;
}

/* One part of a colour in xterm's cube of 6 x 6 x 6. */
static int cube_step(int part)
{
	return part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
}

static int nearest(int colour, int colours)
{
	int r = colour >> 16 & 255, g = colour >> 8 & 255, b = colour & 255;

	if (colour < LOOK_RGB || colours >= COLOURS_TRUE)
		return colour;
	if (r == g && g == b && r >= 8 && r < 248)
		return 232 + (r - 8) / 10;
	return 16 + 36 * cube_step(r) + 6 * cube_step(g) + cube_step(b);
}

struct look theme_look(const struct theme *t, enum style style, int colours)
{
	struct look look;

	if (style < 0 || style >= STYLE_COUNT)
		style = STYLE_TEXT;
	if (colours < 8)
		return t->mono[style];
	if (colours >= 256) {
		look = t->rich[style];
		look.fg = nearest(look.fg, colours);
		look.bg = nearest(look.bg, colours);
		return look;
	}
	look = t->colour[style];
	if (colours < 16 && look.fg >= 8) {
		look.fg -= 8;
		look.attrs |= LOOK_BOLD;
	}
	if (colours < 16 && look.bg >= 8)
		look.bg -= 8;
	return look;
}
