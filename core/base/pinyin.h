#pragma once

#include "core/base/str.h"

/*
 * Han text found by Latin letters: 固定资产投资 by its initials (gdzctz), in
 * full (gudingzichan), mixed (gdzichan), with ' or blanks between syllables,
 * and while it is still being typed (gudingzi, gudingz). All readings of a
 * character count (重庆 by cq and zq); zh, ch, sh are initials as well as z, c,
 * s; ü is v or u. Han characters may be mixed in (固定zc), letters and digits
 * of the text stand for themselves (5gjz), what is neither (“”, blanks, -) is
 * passed over, but for ，。；：！？ which end a match. Traditional characters
 * are read as their simplified forms.
 *
 * Tables are constants; nothing is set up. A match costs at most a small
 * constant for each character of the text and letter typed, a search at most
 * PINYIN_MOST times that.
 */
enum { PINYIN_MOST = 63 };

/* What was typed, brought to one form. */
struct pinyin {
	char key[PINYIN_MOST + 1]; /* NUL-terminated */
	unsigned len;
};

enum pinyin_fit {
	PINYIN_NONE,
	PINYIN_INSIDE, /* it is found in the text */
	PINYIN_PREFIX, /* the text begins with it */
	PINYIN_WHOLE   /* the text is that */
};

/* False when there is no Latin letter in it (plain comparison will do), or it
 * is too long, or holds what no reading has. */
bool pinyin_read(struct pinyin *k, struct str typed);
/* How a text (valid UTF-8) answers to it. */
enum pinyin_fit pinyin_match(const struct pinyin *k, struct str text);
/* The first place at or after byte `from`: its offset and length in bytes. */
bool pinyin_find(const struct pinyin *k, struct str text, size_t from,
		 size_t *off, size_t *len);
