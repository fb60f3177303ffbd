/*
 * Keys from the terminal, out of bytes. The terminal's entry says what its
 * keys send; what most terminals send besides is known here. A sequence that
 * nobody knows (a report, another terminal's key) is swallowed whole, never
 * typed; bytes that are no UTF-8 vanish.
 */
#include "tui/term/input.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/array.h"
#include "core/base/utf8.h"

enum { ESCAPE = 27, BELL = 7, ESCAPE_WAIT = 25 };
enum { BUFFER = 1024, SEQUENCE_MOST = 15, KNOWN_MOST = 48 };

struct input {
	int fd;
	bool gone;
	bool in_string; /* inside ESC ] … and its kin */
	bool answered, is_xterm;
	unsigned char bytes[BUFFER];
	size_t at, n;
	struct {
		char bytes[SEQUENCE_MOST + 1];
		uint32_t key;
	} known[KNOWN_MOST];
	size_t n_known;
};

static const struct {
	const char *capability;
	uint32_t key;
} CAPABILITIES[] = {
	{"kcuu1", KEYC_UP},	 {"kcud1", KEYC_DOWN},
	{"kcub1", KEYC_LEFT},	 {"kcuf1", KEYC_RIGHT},
	{"khome", KEYC_HOME},	 {"kend", KEYC_END},
	{"kpp", KEYC_PAGE_UP},	 {"knp", KEYC_PAGE_DOWN},
	{"kcbt", KEYC_BACK_TAB}, {"kdch1", KEYC_DELETE},
	{"kich1", KEYC_INSERT},	 {"kent", KEYC_ENTER},
	{"ka1", KEYC_HOME},	 {"ka3", KEYC_PAGE_UP},
	{"kc1", KEYC_END},	 {"kc3", KEYC_PAGE_DOWN},
	{"kf1", KEYC_F1},	 {"kf2", KEYC_F1 + 1},
	{"kf3", KEYC_F1 + 2},	 {"kf4", KEYC_F1 + 3},
	{"kf5", KEYC_F1 + 4},	 {"kf6", KEYC_F1 + 5},
	{"kf7", KEYC_F1 + 6},	 {"kf8", KEYC_F1 + 7},
	{"kf9", KEYC_F1 + 8},	 {"kf10", KEYC_F1 + 9},
	{"kf11", KEYC_F1 + 10},	 {"kf12", KEYC_F12},
};

/* What terminals send in the other of their two ways. */
static const struct {
	const char *bytes;
	uint32_t key;
} COMMON[] = {
	{"\033[A", KEYC_UP},	   {"\033OA", KEYC_UP},
	{"\033[B", KEYC_DOWN},	   {"\033OB", KEYC_DOWN},
	{"\033[C", KEYC_RIGHT},	   {"\033OC", KEYC_RIGHT},
	{"\033[D", KEYC_LEFT},	   {"\033OD", KEYC_LEFT},
	{"\033[H", KEYC_HOME},	   {"\033OH", KEYC_HOME},
	{"\033[F", KEYC_END},	   {"\033OF", KEYC_END},
	{"\033[1~", KEYC_HOME},	   {"\033[4~", KEYC_END},
	{"\033[5~", KEYC_PAGE_UP}, {"\033[6~", KEYC_PAGE_DOWN},
	{"\033[3~", KEYC_DELETE},  {"\033[Z", KEYC_BACK_TAB},
	{"\033OP", KEYC_F1},	   {"\033[11~", KEYC_F1},
};

static void know(struct input *in, const char *bytes, uint32_t key)
{
	size_t len = strlen(bytes);

	if (len < 2 || len > SEQUENCE_MOST || bytes[0] != ESCAPE ||
	    in->n_known == KNOWN_MOST)
		return;
	memcpy(in->known[in->n_known].bytes, bytes, len + 1);
	in->known[in->n_known++].key = key;
}

struct input *input_open(int fd)
{
	struct input *in = calloc(1, sizeof(*in));

	if (!in)
		arena_oom();
	in->fd = fd;
	for (size_t i = 0; i < COUNT_OF(CAPABILITIES); i++) {
		const char *bytes = tigetstr(CAPABILITIES[i].capability);

		if (bytes && bytes != (char *)-1)
			know(in, bytes, CAPABILITIES[i].key);
	}
	for (size_t i = 0; i < COUNT_OF(COMMON); i++)
		know(in, COMMON[i].bytes, COMMON[i].key);
	return in;
}

void input_close(struct input *in)
{
	free(in);
}

int input_fd(const struct input *in)
{
	return in->fd;
}

bool input_answered(struct input *in, bool *is_xterm)
{
	bool answered = in->answered;

	*is_xterm = in->is_xterm;
	in->answered = false;
	return answered;
}

bool input_is_gone(const struct input *in)
{
	return in->gone;
}

/* Takes what comes within `wait` ms; false when nothing did. */
static bool fill(struct input *in, int wait)
{
	struct pollfd p = {in->fd, POLLIN, 0};
	ssize_t n;

	if (in->at) {
		memmove(in->bytes, in->bytes + in->at, in->n - in->at);
		in->n -= in->at;
		in->at = 0;
	}
	if (in->n == BUFFER || in->gone || poll(&p, 1, wait) <= 0)
		return false;
	n = read(in->fd, in->bytes + in->n, BUFFER - in->n);
	if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
		in->gone = true;
	if (n <= 0)
		return false;
	in->n += (size_t)n;
	return true;
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

/* What a look at the waiting bytes found: a key, or nothing (0) in `len`
 * bytes; or more bytes have to come first. */
struct look {
	uint32_t key;
	size_t len;
	bool wants_more;
};

static const struct look WANTS_MORE = {.wants_more = true};

static bool look_known(const struct input *in, struct str s, struct look *found)
{
	for (size_t i = 0; i < in->n_known; i++) {
		struct str known = str_of(in->known[i].bytes);

		if (str_has_prefix(s, known)) {
			*found = (struct look){in->known[i].key, known.len,
					       false};
			return true;
		}
	}
	return false;
}

/* Is it the beginning of a key of the terminal? */
static bool is_begun(const struct input *in, struct str s)
{
	for (size_t i = 0; i < in->n_known; i++)
		if (str_has_prefix(str_of(in->known[i].bytes), s))
			return true;
	return false;
}

/* ESC [ > 41 ; … c: an xterm that plays a VT420 or better. */
static void note_answer(struct input *in, struct str s)
{
	if (!str_has_prefix(s, STR("\033[>")) || s.p[s.len - 1] != 'c')
		return;
	in->answered = true;
	in->is_xterm = str_has_prefix(s, STR("\033[>41;"));
}

/* ESC [ parameters final. */
static struct look look_csi(struct input *in, struct str s)
{
	size_t i = 2;

	while (i < s.len && s.p[i] >= 0x20 && s.p[i] <= 0x3f)
		i++;
	if (i == s.len && s.len < BUFFER / 2)
		return WANTS_MORE;
	if (i < s.len && s.p[i] >= 0x40 && s.p[i] < 0x7f)
		i++;
	note_answer(in, str_sub(s, 0, i));
	return (struct look){0, i, false};
}

/* Bytes that begin with ESC. */
static struct look look_escape(struct input *in, struct str s)
{
	unsigned char second = s.len > 1 ? (unsigned char)s.p[1] : 0;
	struct look found;

	if (look_known(in, s, &found))
		return found;
	if (s.len == 1 || is_begun(in, s))
		return WANTS_MORE;
	if (second == '[')
		return look_csi(in, s);
	if (second == 'O')
		return s.len == 2 ? WANTS_MORE : (struct look){0, 3, false};
	if (second && strchr("]PX^_", second)) {
		if (s.len == 2)
			return WANTS_MORE;
		in->in_string = true;
		return (struct look){0, 2, false};
	}
	if (second == ESCAPE || second >= 0x80)
		return (struct look){KEYC_ESCAPE, 1, false};
	return (struct look){plain_key(second) | KEYC_ALT, 2, false};
}

/* Nothing more came: what is there is all there is. */
static struct look look_at_rest(struct str s)
{
	if (s.len == 1)
		return (struct look){KEYC_ESCAPE, 1, false};
	if (s.len == 2)
		return (struct look){(unsigned char)s.p[1] | KEYC_ALT, 2,
				     false};
	return (struct look){0, s.len, false};
}

static size_t char_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if ((lead & 0xf0) == 0xe0)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static struct look look_char(struct str s)
{
	size_t want = char_length((unsigned char)s.p[0]), len;
	uint32_t cp;

	for (size_t i = 1; i < want && i < s.len; i++)
		if ((s.p[i] & 0xc0) != 0x80)
			return (struct look){0, i, false};
	if (want == 0)
		return (struct look){0, 1, false};
	if (s.len < want)
		return WANTS_MORE;
	cp = utf8_decode(s, 0, &len);
	if (want == 1)
		return (struct look){plain_key(cp), 1, false};
	if (len != want || cp < 0xa0 || cp == UTF8_REPLACEMENT)
		cp = 0;
	return (struct look){cp, want, false};
}

static struct str waiting(const struct input *in)
{
	return str_n((const char *)in->bytes + in->at, in->n - in->at);
}

/* Skips a string up to BEL or ESC \; false when its end has not come. */
static bool skip_string(struct input *in)
{
	while (in->at < in->n || fill(in, ESCAPE_WAIT)) {
		unsigned char c = in->bytes[in->at++];

		if (c != BELL && c != ESCAPE)
			continue;
		in->in_string = false;
		if (c == ESCAPE && (in->at < in->n || fill(in, ESCAPE_WAIT)) &&
		    in->bytes[in->at] == '\\')
			in->at++;
		return true;
	}
	in->in_string = false;
	return false;
}

/* One look at what waits, with a short wait for the rest of a sequence.
 * False when it is no key yet. */
static bool look_once(struct input *in, struct look *found)
{
	bool escape = in->bytes[in->at] == ESCAPE;

	*found = escape ? look_escape(in, waiting(in)) : look_char(waiting(in));
	while (found->wants_more && fill(in, escape ? ESCAPE_WAIT : 0))
		*found = escape ? look_escape(in, waiting(in))
				: look_char(waiting(in));
	if (found->wants_more && !escape)
		return false; /* half a character stays for the next time */
	if (found->wants_more)
		*found = look_at_rest(waiting(in));
	return true;
}

bool input_next(struct input *in, struct event *ev)
{
	struct look found;

	while (in->at < in->n || fill(in, 0)) {
		if (in->in_string) {
			skip_string(in);
			continue;
		}
		if (!look_once(in, &found))
			return false;
		in->at += found.len;
		if (found.key == 0)
			continue;
		*ev = (struct event){.kind = EVENT_KEY, .key = found.key};
		return true;
	}
	return false;
}
