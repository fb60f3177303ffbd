/*
 * Keys from the terminal. curses knows the sequences of the terminal's keys;
 * characters are put together here, from bytes, because curses' own wide read
 * loses a dozen keys behind one invalid byte. A sequence that nobody knows
 * (a report, another terminal's key) is swallowed whole, never typed.
 */
#include "tui/term/input.h"

#include <curses.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/array.h"
#include "core/base/utf8.h"

#include "tui/term/signals.h"

enum { ESCAPE = 27, SEQUENCE_MAX = 4096, SEQUENCE_WAIT = 25 };

struct input {
	int fd;
	WINDOW *pad; /* reading from a window would draw it */
	/* a character whose bytes have not all come */
	unsigned char partial[4];
	unsigned n_partial, want;
	int put_back; /* read too far; ERR: nothing */
};

struct input *input_open(int fd)
{
	struct input *in = calloc(1, sizeof(*in));

	if (!in)
		arena_oom();
	in->fd = fd;
	in->put_back = ERR;
	in->pad = newpad(1, 1);
	if (!in->pad)
		arena_oom();
	keypad(in->pad, TRUE);
	nodelay(in->pad, TRUE);
	meta(in->pad, TRUE);
	return in;
}

void input_close(struct input *in)
{
	delwin(in->pad);
	free(in);
}

int input_fd(const struct input *in)
{
	return in->fd;
}

static const struct {
	int curses;
	uint32_t key;
} SPECIAL[] = {
	{KEY_UP, KEYC_UP},	     {KEY_DOWN, KEYC_DOWN},
	{KEY_LEFT, KEYC_LEFT},	     {KEY_RIGHT, KEYC_RIGHT},
	{KEY_HOME, KEYC_HOME},	     {KEY_END, KEYC_END},
	{KEY_LL, KEYC_END},	     {KEY_PPAGE, KEYC_PAGE_UP},
	{KEY_NPAGE, KEYC_PAGE_DOWN}, {KEY_A1, KEYC_HOME},
	{KEY_A3, KEYC_PAGE_UP},	     {KEY_C1, KEYC_END},
	{KEY_C3, KEYC_PAGE_DOWN},    {KEY_ENTER, KEYC_ENTER},
	{KEY_BTAB, KEYC_BACK_TAB},   {KEY_BACKSPACE, KEYC_BACKSPACE},
	{KEY_DC, KEYC_DELETE},	     {KEY_IC, KEYC_INSERT},
};

static uint32_t special_key(int c)
{
	for (size_t i = 0; i < COUNT_OF(SPECIAL); i++)
		if (SPECIAL[i].curses == c)
			return SPECIAL[i].key;
	if (c >= KEY_F(1) && c <= KEY_F(12))
		return KEYC_F1 + (uint32_t)(c - KEY_F(1));
	return 0;
}

static uint32_t plain_key(uint32_t c)
{
	switch (c) {
	case '\r':
	case '\n':
		return KEYC_ENTER;
	case '\t':
		return KEYC_TAB;
	case '\b':
	case 0x7f:
		return KEYC_BACKSPACE;
	case ESCAPE:
		return KEYC_ESCAPE;
	default:
		return c;
	}
}

/* A byte, or a key of curses above 255; ERR when nothing waits. */
static int next_code(struct input *in)
{
	int c = in->put_back;

	if (c != ERR) {
		in->put_back = ERR;
		return c;
	}
	return wgetch(in->pad);
}

/* The same, with a short wait for what is under way. */
static int next_code_soon(struct input *in)
{
	int c = next_code(in);

	if (c == ERR && signals_wait(in->fd, SEQUENCE_WAIT) == WAIT_INPUT)
		c = wgetch(in->pad);
	return c;
}

/* The keys that most terminals send in the other of their two ways than the
 * terminal's entry says. */
static uint32_t csi_key(const char *params, int final)
{
	static const struct {
		char final;
		const char *params;
		uint32_t key;
	} known[] = {
		{'A', "", KEYC_UP},	    {'B', "", KEYC_DOWN},
		{'C', "", KEYC_RIGHT},	    {'D', "", KEYC_LEFT},
		{'H', "", KEYC_HOME},	    {'F', "", KEYC_END},
		{'Z', "", KEYC_BACK_TAB},   {'~', "1", KEYC_HOME},
		{'~', "2", KEYC_INSERT},    {'~', "3", KEYC_DELETE},
		{'~', "4", KEYC_END},	    {'~', "5", KEYC_PAGE_UP},
		{'~', "6", KEYC_PAGE_DOWN}, {'~', "7", KEYC_HOME},
		{'~', "8", KEYC_END},	    {'~', "11", KEYC_F1},
	};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (known[i].final == final &&
		    strcmp(known[i].params, params) == 0)
			return known[i].key;
	return 0;
}

/* ESC [ … up to its last byte. */
static uint32_t take_csi(struct input *in)
{
	char params[8] = {0};

	for (int i = 0; i < SEQUENCE_MAX; i++) {
		int c = next_code_soon(in);

		if (c >= 0x20 && c <= 0x3f) {
			if (i < (int)sizeof(params) - 1)
				params[i] = (char)c;
			continue;
		}
		if (c >= 0x40 && c <= 0x7e)
			return i < (int)sizeof(params) ? csi_key(params, c) : 0;
		in->put_back = c;
		break;
	}
	return 0;
}

/* ESC ] … (and P, X, ^, _) up to BEL or ESC \. */
static void swallow_string(struct input *in)
{
	for (int i = 0; i < SEQUENCE_MAX; i++) {
		int c = next_code_soon(in);

		if (c == ERR || c == 7)
			return;
		if (c == ESCAPE) {
			c = next_code_soon(in);
			if (c != '\\' && c != ERR)
				in->put_back = c;
			return;
		}
	}
}

/* What follows an ESC that is no key of the terminal. */
static uint32_t after_escape(struct input *in)
{
	int c = next_code(in), next;

	if (c == ERR)
		return KEYC_ESCAPE;
	if (c == ESCAPE || (c >= 0x80 && c <= 0xff)) {
		in->put_back = c;
		return KEYC_ESCAPE;
	}
	if (c > 0xff)
		return special_key(c) ? special_key(c) | KEYC_ALT : 0;
	if (!strchr("[O]PX^_", c) || c == 0)
		return plain_key((uint32_t)c) | KEYC_ALT;
	next = next_code(in);
	if (next == ERR)
		return (uint32_t)c | KEYC_ALT;
	if (c == 'O')
		return csi_key("", next);
	in->put_back = next;
	if (c == '[')
		return take_csi(in);
	swallow_string(in);
	return 0;
}

static unsigned char_length(unsigned char lead)
{
	return lead >= 0xc2 && lead <= 0xdf   ? 2
	       : (lead & 0xf0) == 0xe0	      ? 3
	       : lead >= 0xf0 && lead <= 0xf4 ? 4
					      : 0;
}

/* A byte above 127: the character when it is whole, else 0. */
static uint32_t add_byte(struct input *in, unsigned char byte)
{
	struct str bytes;
	uint32_t cp;
	size_t n;

	if (in->n_partial == 0) {
		in->want = char_length(byte);
		if (in->want == 0)
			return 0;
	} else if ((byte & 0xc0) != 0x80) {
		in->n_partial = 0;
		in->put_back = byte;
		return 0;
	}
	in->partial[in->n_partial++] = byte;
	if (in->n_partial < in->want)
		return 0;
	in->n_partial = 0;
	bytes = str_n((const char *)in->partial, in->want);
	cp = utf8_decode(bytes, 0, &n);
	return n == in->want && cp >= 0xa0 && cp != UTF8_REPLACEMENT ? cp : 0;
}

/* The key that a code makes, 0 when it makes none (yet). */
static uint32_t key_of(struct input *in, int c)
{
	if (c > 0xff)
		return special_key(c);
	if (c >= 0x80)
		return add_byte(in, (unsigned char)c);
	in->n_partial = 0;
	if (c == ESCAPE)
		return after_escape(in);
	return plain_key((uint32_t)c);
}

bool input_next(struct input *in, struct event *ev)
{
	int c;

	while ((c = next_code(in)) != ERR) {
		uint32_t key = key_of(in, c);

		if (key == 0)
			continue;
		*ev = (struct event){.kind = EVENT_KEY, .key = key};
		return true;
	}
	return false;
}
