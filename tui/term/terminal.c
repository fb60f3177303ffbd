/*
 * Takes the terminal, gives it back, and sends it frames: each one write, so
 * that nobody sees half of one. What the terminal can do is looked up by
 * curses' terminfo; how a frame is said is term/paint's. The size is clamped
 * first of all: a client may claim 65535x65535.
 */
#include "tui/term/terminal.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/base/width.h"

#include "tui/term/osc52.h"
#include "tui/term/paint.h"
#include "tui/term/signals.h"
#include "tui/term/theme.h"

struct terminal {
	int fd;
	struct termios before;
	bool has_modes, taken;
	bool asks;    /* what kind of xterm it is: not yet asked */
	bool waiting; /* for the answer */
	bool cursor_shown;
	bool takes_yank, is_screen;
	int colours;
	struct paint_abilities can;
	struct arena size_arena; /* of what has the terminal's size */
	struct draw sheet;
	struct paint *paint;
	struct arena frame_arena;
};

static int clamp(long n, int most)
{
	return n < 1 ? 1 : n > most ? most : (int)n;
}

/* A size from the environment, 0 when it says nothing of use. */
static int size_from_env(const char *name)
{
	unsigned n;
	const char *z = getenv(name);

	if (!z || !str_to_u32(str_of(z), &n))
		return 0;
	return n > TERMINAL_COLS_MAX ? TERMINAL_COLS_MAX : (int)n;
}

static void measure(int fd, int *rows, int *cols)
{
	struct winsize size = {0};

	if (ioctl(fd, TIOCGWINSZ, &size) < 0)
		size = (struct winsize){0};
	*rows = size.ws_row ? size.ws_row : size_from_env("LINES");
	*cols = size.ws_col ? size.ws_col : size_from_env("COLUMNS");
	*rows = clamp(*rows ? *rows : 24, TERMINAL_ROWS_MAX);
	*cols = clamp(*cols ? *cols : 80, TERMINAL_COLS_MAX);
}

bool terminal_measure(struct terminal *t, int *rows, int *cols)
{
	measure(t->fd, rows, cols);
	return *rows != t->sheet.rows || *cols != t->sheet.cols;
}

static void alloc_sheet(struct terminal *t, int rows, int cols)
{
	size_t n = (size_t)rows * (size_t)cols;

	arena_release(&t->size_arena);
	t->sheet.rows = rows;
	t->sheet.cols = cols;
	t->sheet.cells = arena_calloc(&t->size_arena, n, sizeof(struct cell));
	draw_clear(&t->sheet);
}

static const char *capability(const char *name)
{
	const char *z = tigetstr(name);

	return z && z != (char *)-1 && *z ? z : NULL;
}

/* A capability without the pauses ($<5>) that slow terminals wanted. */
static void add_capability(struct buf *b, const char *name)
{
	const char *z = capability(name);

	while (z && *z) {
		const char *end =
			z[0] == '$' && z[1] == '<' ? strchr(z, '>') : NULL;

		if (end)
			z = end + 1;
		else
			buf_addc(b, *z++);
	}
}

/* What a crash writes, made while there is time: attributes off, cursor on,
 * keypad off, the other screen back. */
static void add_farewell(struct buf *b)
{
	buf_addz(b, "\033[m");
	add_capability(b, "cnorm");
	add_capability(b, "rmkx");
	add_capability(b, "rmcup");
}

static void prepare_farewell(struct terminal *t)
{
	struct buf b;

	buf_init(&b, &t->frame_arena);
	add_farewell(&b);
	signals_keep_terminal(t->has_modes ? t->fd : -1);
	for (size_t i = 0; i < b.len; i++)
		signals_farewell_put((unsigned char)b.p[i]);
}

static bool check_terminal(const char *term, struct error *err)
{
	struct str name = str_of(term);

	if (name.len == 0)
		return error_set(err, ERR_IO,
				 N_("TERM is not set: set it (export "
				    "TERM=xterm-256color), or use hsview list "
				    "and hsview show"),
				 0);
	if (str_is(name, "dumb") || str_is(name, "unknown"))
		return error_set(err, ERR_IO,
				 N_("the terminal (TERM=%s) cannot show a "
				    "screen: set TERM, or use hsview list and "
				    "hsview show"),
				 ERR_ARGS_1(term));
	return true;
}

/* Is it one that understands what term/paint says? */
static bool is_usable(const char *term, int fd)
{
	const char *cup;
	int status;

	if (setupterm(term, fd, &status) == ERR)
		return false;
	cup = capability("cup");
	return cup && str_has_prefix(str_of(cup), STR("\033[%i%p1%d;%p2%dH"));
}

/* Attributes that terminfo's ncv says do not go with colours. */
static unsigned attrs_not_with_colour(void)
{
	int ncv = tigetnum("ncv");

	if (ncv < 0)
		return 0;
	return (ncv & 2 ? LOOK_UNDERLINE : 0) | (ncv & 4 ? LOOK_REVERSE : 0) |
	       (ncv & 16 ? LOOK_DIM : 0) | (ncv & 32 ? LOOK_BOLD : 0);
}

static struct paint_abilities abilities(bool mono)
{
	struct paint_abilities can = {0};
	int colours = tigetnum("colors");

	can.colours = mono || colours < 8 ? 0 : colours;
	/* an extended flag of ncurses' entries */
	if (can.colours >= 8 && tigetflag("RGB") > 0)
		can.colours = COLOURS_TRUE;
	can.no_attrs = (capability("bold") ? 0 : LOOK_BOLD) |
		       (capability("dim") ? 0 : LOOK_DIM) |
		       (capability("smul") ? 0 : LOOK_UNDERLINE) |
		       (capability("rev") ? 0 : LOOK_REVERSE);
	can.no_attrs_with_colour = attrs_not_with_colour();
	can.bce = tigetflag("bce") > 0;
	can.regions = capability("csr") != NULL;
	can.scrolls_lines = capability("indn") && capability("rin");
	return can;
}

bool terminal_set_theme(struct terminal *t, const char *name, struct str bytes,
			struct error *err)
{
	struct theme theme;

	if (!theme_read(&theme, &t->frame_arena, name, bytes, err))
		return false;
	if (t->paint)
		paint_close(t->paint);
	t->paint = paint_open(&theme, &t->can);
	return true;
}

static void start_painting(struct terminal *t,
			   const struct terminal_setup *setup)
{
	t->can = abilities(setup->mono);
	t->can.margins = setup->margins;
	t->colours = t->can.colours;
	t->sheet.mono = t->colours < 8;
	/* where rules are wide they would break the columns */
	t->sheet.ascii = width_cp(0x2502) != 1;
}

struct terminal *terminal_open(const struct terminal_setup *setup,
			       struct error *err)
{
	const char *term = setup->term ? setup->term : getenv("TERM");
	int rows = setup->rows, cols = setup->cols;
	struct terminal *t;

	if (!check_terminal(term, err))
		return NULL;
	t = calloc(1, sizeof(*t));
	if (!t)
		arena_oom();
	t->fd = setup->fd;
	t->has_modes = tcgetattr(t->fd, &t->before) == 0;
	if (!is_usable(term, t->fd)) {
		error_set(err, ERR_IO,
			  N_("the terminal (TERM=%s) is not known here or "
			     "cannot show a screen: set TERM, or use hsview "
			     "list and hsview show"),
			  ERR_ARGS_1(term));
		terminal_close(t);
		return NULL;
	}
	start_painting(t, setup);
	if (!terminal_set_theme(t, "theme", setup->theme, err)) {
		terminal_close(t);
		return NULL;
	}
	if (rows <= 0 || cols <= 0)
		measure(t->fd, &rows, &cols);
	alloc_sheet(t, clamp(rows, TERMINAL_ROWS_MAX),
		    clamp(cols, TERMINAL_COLS_MAX));
	prepare_farewell(t);
	t->takes_yank = osc52_is_for(str_of(term));
	/* tmux says screen-…, too, and takes it as it is */
	t->is_screen = str_has_prefix(str_of(term), STR("screen")) &&
		       getenv("TMUX") == NULL;
	/* Only an xterm tells; tmux and its kin do so on their own. */
	t->asks = t->has_modes && str_has_prefix(str_of(term), STR("xterm"));
	return t;
}

void terminal_close(struct terminal *t)
{
	if (t->taken)
		terminal_leave(t);
	signals_keep_terminal(-1);
	if (t->paint)
		paint_close(t->paint);
	if (cur_term)
		del_curterm(cur_term);
	arena_release(&t->size_arena);
	arena_release(&t->frame_arena);
	free(t);
}

struct draw *terminal_sheet(struct terminal *t)
{
	return &t->sheet;
}

int terminal_colours(const struct terminal *t)
{
	return t->colours;
}

static void write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);
		struct pollfd full = {fd, POLLOUT, 0};

		if (done < 0 && errno == EAGAIN)
			poll(&full, 1, 1000);
		else if (done < 0 && errno != EINTR)
			return; /* hung up: the keys will tell */
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
}

/* Every key as it is typed, nothing added to what is written. */
static void set_modes(struct terminal *t)
{
	struct termios modes = t->before;

	if (!t->has_modes)
		return;
	modes.c_iflag &= ~(tcflag_t)(IXON | BRKINT | PARMRK | ICRNL | INLCR |
				     IGNCR | ISTRIP);
	modes.c_oflag &= ~(tcflag_t)OPOST;
	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	tcsetattr(t->fd, TCSADRAIN, &modes);
}

static void take(struct terminal *t, struct buf *b)
{
	set_modes(t);
	t->taken = true;
	t->cursor_shown = true;
	add_capability(b, "smcup");
	add_capability(b, "smkx");
	paint_forget(t->paint);
	if (t->asks)
		buf_addz(b, "\033[>c");
	t->waiting |= t->asks;
	t->asks = false;
}

void terminal_show(struct terminal *t)
{
	bool show = t->sheet.cursor_row >= 0;
	struct buf b;

	arena_reset(&t->frame_arena);
	buf_init(&b, &t->frame_arena);
	if (!t->taken)
		take(t, &b);
	if (t->cursor_shown && !show)
		add_capability(&b, "civis");
	paint_frame(t->paint, &t->sheet, &b);
	if (!t->cursor_shown && show)
		add_capability(&b, "cnorm");
	t->cursor_shown = show;
	write_all(t->fd, b.p, b.len);
}

bool terminal_takes_yank(const struct terminal *t)
{
	return t->takes_yank;
}

void terminal_yank(struct terminal *t, struct str text)
{
	struct buf b;

	arena_reset(&t->frame_arena);
	buf_init(&b, &t->frame_arena);
	if (osc52_add(&b, text, t->is_screen))
		write_all(t->fd, b.p, b.len);
}

void terminal_repaint(struct terminal *t)
{
	paint_forget(t->paint);
}

void terminal_answered(struct terminal *t, bool margins)
{
	t->waiting = false;
	t->can.margins = margins;
	paint_set_margins(t->paint, margins);
}

void terminal_resize(struct terminal *t, int rows, int cols)
{
	alloc_sheet(t, clamp(rows, TERMINAL_ROWS_MAX),
		    clamp(cols, TERMINAL_COLS_MAX));
	paint_forget(t->paint);
}

void terminal_leave(struct terminal *t)
{
	struct buf b;

	if (!t->taken)
		return;
	buf_init(&b, &t->frame_arena);
	if (t->sheet.rows)
		buf_addf(&b, "\033[%dH", t->sheet.rows);
	add_farewell(&b);
	write_all(t->fd, b.p, b.len);
	/* An answer that is under way would be typed into the shell. */
	if (t->has_modes)
		tcsetattr(t->fd, t->waiting ? TCSAFLUSH : TCSADRAIN,
			  &t->before);
	t->taken = false;
}
