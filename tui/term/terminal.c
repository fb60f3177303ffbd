/*
 * Carries the sheet to the terminal. curses finds out what has changed and how
 * the terminal wants to be told, but writes into a file in memory: from there
 * a frame goes out in one write, so that nobody sees half of one. The modes
 * are set here, too. The size is clamped before curses hears of it: a client
 * may claim 65535x65535. Rows that are as they were are not even handed over.
 */
#include "tui/term/terminal.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "core/base/array.h"

#include "tui/term/signals.h"
#include "tui/term/theme.h"

struct terminal {
	int fd;		/* the terminal */
	FILE *out, *in; /* what curses takes for it */
	struct termios before;
	bool has_modes, taken;
	SCREEN *screen;
	struct arena arena; /* of what has the terminal's size */
	struct draw sheet;
	uint64_t *shown; /* a hash of each row at the last show */
	cchar_t *row;	 /* one row for curses */
	bool cursor_shown;
	int colours;
	int own_fg, own_bg;
	struct {
		attr_t attrs;
		short pair;
	} looks[STYLE_COUNT];
	struct {
		int fg, bg;
	} pairs[STYLE_COUNT + 1];
	short n_pairs;
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

/* curses asks LINES and COLUMNS alone for the size, and finds ours there. */
static SCREEN *new_screen(struct terminal *t, const char *term, int rows,
			  int cols)
{
	static const char *const names[] = {"LINES", "COLUMNS"};
	char value[2][16], *old[2];
	SCREEN *screen;

	snprintf(value[0], sizeof(value[0]), "%d", rows);
	snprintf(value[1], sizeof(value[1]), "%d", cols);
	for (int i = 0; i < 2; i++) {
		const char *z = getenv(names[i]);

		old[i] = z ? strdup(z) : NULL;
		setenv(names[i], value[i], 1);
	}
	use_env(TRUE);
	use_tioctl(FALSE);
	screen = newterm(term, t->out, t->in);
	for (int i = 0; i < 2; i++) {
		if (old[i])
			setenv(names[i], old[i], 1);
		else
			unsetenv(names[i]);
		free(old[i]);
	}
	return screen;
}

static void alloc_sheet(struct terminal *t, int rows, int cols)
{
	size_t n = (size_t)rows * (size_t)cols;

	arena_reset(&t->arena);
	t->sheet.rows = rows;
	t->sheet.cols = cols;
	t->sheet.cells = arena_calloc(&t->arena, n, sizeof(struct cell));
	t->shown = arena_calloc(&t->arena, (size_t)rows, sizeof(uint64_t));
	t->row = arena_calloc(&t->arena, (size_t)cols + 1, sizeof(cchar_t));
	draw_clear(&t->sheet);
}

/* The pair of two colours: one place hands them out. */
static short pair_of(struct terminal *t, int fg, int bg)
{
	short n = 1;

	if (t->colours < 8 || (fg < 0 && bg < 0))
		return 0;
	for (; n <= t->n_pairs; n++)
		if (t->pairs[n].fg == fg && t->pairs[n].bg == bg)
			return n;
	if (n >= COLOR_PAIRS || (size_t)n >= COUNT_OF(t->pairs))
		return 0;
	if (init_pair(n, (short)(fg < 0 ? t->own_fg : fg),
		      (short)(bg < 0 ? t->own_bg : bg)) == ERR)
		return 0;
	t->pairs[n].fg = fg;
	t->pairs[n].bg = bg;
	t->n_pairs = n;
	return n;
}

static attr_t attrs_of(unsigned attrs)
{
	return (attrs & LOOK_BOLD ? A_BOLD : 0) |
	       (attrs & LOOK_DIM ? A_DIM : 0) |
	       (attrs & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
	       (attrs & LOOK_REVERSE ? A_REVERSE : 0);
}

static void start_colours(struct terminal *t, bool mono)
{
	t->colours = 0;
	if (mono || !has_colors() || start_color() == ERR)
		return;
	t->colours = COLORS;
	t->own_fg = t->own_bg = -1;
	if (use_default_colors() == ERR) {
		t->own_fg = COLOR_WHITE;
		t->own_bg = COLOR_BLACK;
	}
}

static void set_looks(struct terminal *t, const struct theme *theme)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		struct look look = theme_look(theme, (enum style)i, t->colours);

		t->looks[i].attrs = attrs_of(look.attrs);
		t->looks[i].pair = pair_of(t, look.fg, look.bg);
	}
}

/* What a crash writes, made while there is time: attributes off, cursor on,
 * keypad off, the other screen back. */
static void prepare_farewell(void)
{
	static const char *const names[] = {"sgr0", "cnorm", "rmkx", "rmcup"};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *cap = tigetstr(names[i]);

		if (cap && cap != (char *)-1)
			tputs(cap, 1, signals_farewell_put);
	}
}

static void set_curses(void)
{
	nonl();
	typeahead(-1); /* a frame is not broken off */
	idlok(stdscr, TRUE);
	idcok(stdscr, FALSE);
	keypad(stdscr, TRUE);
}

/* Every key as it is typed, nothing added to what is written. */
static void take(struct terminal *t)
{
	struct termios modes = t->before;

	t->taken = true;
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

/* Sends what curses wrote since the last time. */
static void send(struct terminal *t)
{
	int file = fileno(t->out);
	off_t n = lseek(file, 0, SEEK_CUR);
	char *bytes = n > 0 ? malloc((size_t)n) : NULL;

	if (n <= 0)
		return;
	if (!bytes)
		arena_oom();
	if (pread(file, bytes, (size_t)n, 0) == n)
		write_all(t->fd, bytes, (size_t)n);
	free(bytes);
	lseek(file, 0, SEEK_SET);
}

static bool open_files(struct terminal *t)
{
	int file = memfd_create("frame", MFD_CLOEXEC);

	t->in = fopen("/dev/null", "re");
	t->out = file >= 0 ? fdopen(file, "w+") : NULL;
	if (!t->out && file >= 0)
		close(file);
	return t->in && t->out;
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

static bool has_cursor_motion(void)
{
	const char *cap = tigetstr("cup");

	return cap && cap != (char *)-1;
}

struct terminal *terminal_open(const struct terminal_setup *setup,
			       struct error *err)
{
	const char *term = setup->term ? setup->term : getenv("TERM");
	int rows = setup->rows, cols = setup->cols;
	struct theme theme;
	struct terminal *t;

	if (!check_terminal(term, err))
		return NULL;
	t = calloc(1, sizeof(*t));
	if (!t)
		arena_oom();
	t->fd = setup->fd;
	t->has_modes = tcgetattr(t->fd, &t->before) == 0;
	if (!theme_read(&theme, &t->arena, "default.theme", setup->theme, err))
		goto failed;
	if (rows <= 0 || cols <= 0)
		measure(t->fd, &rows, &cols);
	rows = clamp(rows, TERMINAL_ROWS_MAX);
	cols = clamp(cols, TERMINAL_COLS_MAX);
	signals_keep_terminal(t->has_modes ? t->fd : -1);
	if (open_files(t))
		t->screen = new_screen(t, setup->term, rows, cols);
	if (!t->screen || !has_cursor_motion()) {
		error_set(err, ERR_IO,
			  N_("the terminal (TERM=%s) is not known here or "
			     "cannot show a screen: set TERM, or use hsview "
			     "list and hsview show"),
			  ERR_ARGS_1(term));
		goto failed;
	}
	prepare_farewell();
	set_curses();
	start_colours(t, setup->mono);
	set_looks(t, &theme);
	t->sheet.mono = t->colours < 8;
	alloc_sheet(t, rows, cols);
	t->cursor_shown = true;
	return t;
failed:
	terminal_close(t);
	return NULL;
}

void terminal_close(struct terminal *t)
{
	if (t->taken)
		terminal_leave(t);
	signals_keep_terminal(-1);
	if (t->screen)
		delscreen(t->screen);
	if (t->out)
		fclose(t->out);
	if (t->in)
		fclose(t->in);
	arena_release(&t->arena);
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

/* FNV-1a over whole words; a cell is a multiple of four bytes. */
static uint64_t row_hash(const struct cell *cells, int n)
{
	const uint32_t *p = (const uint32_t *)(const void *)cells;
	size_t words = (size_t)n * sizeof(*cells) / sizeof(*p);
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < words; i++)
		h = (h ^ p[i]) * 0x100000001b3;
	return h ? h : 1;
}

static void put_row(struct terminal *t, int row, const struct cell *cells)
{
	int n = 0;

	for (int col = 0; col < t->sheet.cols; col++) {
		const struct cell *c = &cells[col];
		wchar_t text[DRAW_MARKS + 2] = {(wchar_t)c->cp};

		if (c->width == 0)
			continue;
		for (int i = 0; i < DRAW_MARKS && c->marks[i]; i++)
			text[i + 1] = (wchar_t)c->marks[i];
		setcchar(&t->row[n++], text, t->looks[c->style].attrs,
			 t->looks[c->style].pair, NULL);
	}
	mvadd_wchnstr(row, 0, t->row, n);
}

static void put_cursor(struct terminal *t)
{
	bool show = t->sheet.cursor_row >= 0;

	if (show != t->cursor_shown) {
		curs_set(show);
		leaveok(stdscr, !show);
		t->cursor_shown = show;
	}
	if (show)
		move(t->sheet.cursor_row, t->sheet.cursor_col);
}

void terminal_show(struct terminal *t)
{
	const struct cell *cells = t->sheet.cells;

	for (int row = 0; row < t->sheet.rows; row++, cells += t->sheet.cols) {
		uint64_t h = row_hash(cells, t->sheet.cols);

		if (h == t->shown[row])
			continue;
		t->shown[row] = h;
		put_row(t, row, cells);
	}
	put_cursor(t);
	wnoutrefresh(stdscr);
	doupdate();
	if (!t->taken)
		take(t);
	send(t);
}

void terminal_repaint(struct terminal *t)
{
	memset(t->shown, 0, (size_t)t->sheet.rows * sizeof(*t->shown));
	clearok(curscr, TRUE);
}

void terminal_resize(struct terminal *t, int rows, int cols)
{
	rows = clamp(rows, TERMINAL_ROWS_MAX);
	cols = clamp(cols, TERMINAL_COLS_MAX);
	resize_term(rows, cols);
	alloc_sheet(t, rows, cols);
	terminal_repaint(t);
}

void terminal_leave(struct terminal *t)
{
	endwin();
	send(t);
	if (t->has_modes)
		tcsetattr(t->fd, TCSADRAIN, &t->before);
	t->taken = false;
	terminal_repaint(t);
}
