/*
 * Carries the sheet to the terminal through curses, which finds out what has
 * changed and how the terminal wants to be told. Rows that are the same as at
 * the last show are not even handed over. The terminal's size is clamped
 * before curses hears of it: a client may claim 65535x65535.
 */
#include "tui/term/screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "core/base/array.h"

#include "tui/term/curses.h"
#include "tui/term/signals.h"
#include "tui/term/theme.h"

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
	return n > SCREEN_COLS_MAX ? SCREEN_COLS_MAX : (int)n;
}

static void measure(int fd, int *rows, int *cols)
{
	struct winsize size = {0};

	if (ioctl(fd, TIOCGWINSZ, &size) < 0)
		size = (struct winsize){0};
	*rows = size.ws_row ? size.ws_row : size_from_env("LINES");
	*cols = size.ws_col ? size.ws_col : size_from_env("COLUMNS");
	*rows = clamp(*rows ? *rows : 24, SCREEN_ROWS_MAX);
	*cols = clamp(*cols ? *cols : 80, SCREEN_COLS_MAX);
}

bool screen_measure(struct screen *s, int *rows, int *cols)
{
	measure(fileno(s->out), rows, cols);
	return *rows != s->sheet.rows || *cols != s->sheet.cols;
}

/* curses asks LINES and COLUMNS alone for the size, and finds ours there. */
static SCREEN *new_terminal(const struct screen_setup *setup, int rows,
			    int cols)
{
	static const char *const names[] = {"LINES", "COLUMNS"};
	char value[2][16], *old[2];
	SCREEN *terminal;

	snprintf(value[0], sizeof(value[0]), "%d", rows);
	snprintf(value[1], sizeof(value[1]), "%d", cols);
	for (int i = 0; i < 2; i++) {
		const char *z = getenv(names[i]);

		old[i] = z ? strdup(z) : NULL;
		setenv(names[i], value[i], 1);
	}
	use_env(TRUE);
	use_tioctl(FALSE);
	terminal = newterm(setup->term, setup->out, setup->in);
	for (int i = 0; i < 2; i++) {
		if (old[i])
			setenv(names[i], old[i], 1);
		else
			unsetenv(names[i]);
		free(old[i]);
	}
	return terminal;
}

static void alloc_sheet(struct screen *s, int rows, int cols)
{
	size_t n = (size_t)rows * (size_t)cols;

	arena_reset(&s->arena);
	s->sheet.rows = rows;
	s->sheet.cols = cols;
	s->sheet.cells = arena_calloc(&s->arena, n, sizeof(struct cell));
	s->shown = arena_calloc(&s->arena, (size_t)rows, sizeof(uint64_t));
	s->row = arena_calloc(&s->arena, (size_t)cols + 1, sizeof(cchar_t));
	draw_clear(&s->sheet);
}

/* The pair of two colours: one place hands them out. */
static short pair_of(struct screen *s, int fg, int bg)
{
	short n = 1;

	if (s->colours < 8 || (fg < 0 && bg < 0))
		return 0;
	for (; n <= s->n_pairs; n++)
		if (s->pairs[n].fg == fg && s->pairs[n].bg == bg)
			return n;
	if (n >= COLOR_PAIRS || (size_t)n >= COUNT_OF(s->pairs))
		return 0;
	if (init_pair(n, (short)(fg < 0 ? s->own_fg : fg),
		      (short)(bg < 0 ? s->own_bg : bg)) == ERR)
		return 0;
	s->pairs[n].fg = fg;
	s->pairs[n].bg = bg;
	s->n_pairs = n;
	return n;
}

static attr_t attrs_of(unsigned attrs)
{
	return (attrs & LOOK_BOLD ? A_BOLD : 0) |
	       (attrs & LOOK_DIM ? A_DIM : 0) |
	       (attrs & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
	       (attrs & LOOK_REVERSE ? A_REVERSE : 0);
}

static void start_colours(struct screen *s, bool mono)
{
	s->colours = 0;
	if (mono || !has_colors() || start_color() == ERR)
		return;
	s->colours = COLORS;
	s->own_fg = s->own_bg = -1;
	if (use_default_colors() == ERR) {
		s->own_fg = COLOR_WHITE;
		s->own_bg = COLOR_BLACK;
	}
}

static void set_looks(struct screen *s, const struct theme *theme)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		struct look look = theme_look(theme, i, s->colours);

		s->looks[i].attrs = attrs_of(look.attrs);
		s->looks[i].pair = pair_of(s, look.fg, look.bg);
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

static void set_modes(struct screen *s)
{
	raw();
	noecho();
	nonl();
	idlok(stdscr, TRUE);
	idcok(stdscr, FALSE);
	set_escdelay(25);
	/* Keys are read from a pad: reading from a window would draw it. */
	s->keys = newpad(1, 1);
	if (!s->keys)
		arena_oom();
	keypad(s->keys, TRUE);
	nodelay(s->keys, TRUE);
	meta(s->keys, TRUE);
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

struct screen *screen_open(const struct screen_setup *setup, struct error *err)
{
	const char *term = setup->term ? setup->term : getenv("TERM");
	int rows = setup->rows, cols = setup->cols, fd = fileno(setup->out);
	struct theme theme;
	struct screen *s;

	if (!check_terminal(term, err))
		return NULL;
	s = calloc(1, sizeof(*s));
	if (!s)
		arena_oom();
	s->in = setup->in;
	s->out = setup->out;
	s->put_back = ERR;
	if (!theme_read(&theme, &s->arena, "default.theme", setup->theme, err))
		goto failed;
	if (rows <= 0 || cols <= 0)
		measure(fd, &rows, &cols);
	rows = clamp(rows, SCREEN_ROWS_MAX);
	cols = clamp(cols, SCREEN_COLS_MAX);
	signals_keep_terminal(isatty(fd) ? fd : -1);
	s->terminal = new_terminal(setup, rows, cols);
	if (!s->terminal || !has_cursor_motion()) {
		error_set(err, ERR_IO,
			  N_("the terminal (TERM=%s) is not known here or "
			     "cannot show a screen: set TERM, or use hsview "
			     "list and hsview show"),
			  ERR_ARGS_1(term));
		goto failed;
	}
	prepare_farewell();
	set_modes(s);
	start_colours(s, setup->mono);
	set_looks(s, &theme);
	s->sheet.mono = s->colours < 8;
	alloc_sheet(s, rows, cols);
	s->cursor_shown = true;
	return s;
failed:
	screen_close(s);
	return NULL;
}

void screen_close(struct screen *s)
{
	if (s->keys)
		delwin(s->keys);
	if (s->terminal) {
		endwin();
		delscreen(s->terminal);
	}
	signals_keep_terminal(-1);
	arena_release(&s->arena);
	free(s);
}

struct draw *screen_sheet(struct screen *s)
{
	return &s->sheet;
}

int screen_colours(const struct screen *s)
{
	return s->colours;
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

static void put_row(struct screen *s, int row, const struct cell *cells)
{
	int n = 0;

	for (int col = 0; col < s->sheet.cols; col++) {
		const struct cell *c = &cells[col];
		wchar_t text[DRAW_MARKS + 2] = {(wchar_t)c->cp};

		if (c->width == 0)
			continue;
		for (int i = 0; i < DRAW_MARKS && c->marks[i]; i++)
			text[i + 1] = (wchar_t)c->marks[i];
		setcchar(&s->row[n++], text, s->looks[c->style].attrs,
			 s->looks[c->style].pair, NULL);
	}
	mvadd_wchnstr(row, 0, s->row, n);
}

static void put_cursor(struct screen *s)
{
	bool show = s->sheet.cursor_row >= 0;

	if (show != s->cursor_shown) {
		curs_set(show);
		leaveok(stdscr, !show);
		s->cursor_shown = show;
	}
	if (show)
		move(s->sheet.cursor_row, s->sheet.cursor_col);
}

void screen_show(struct screen *s)
{
	const struct cell *cells = s->sheet.cells;

	for (int row = 0; row < s->sheet.rows; row++, cells += s->sheet.cols) {
		uint64_t h = row_hash(cells, s->sheet.cols);

		if (h == s->shown[row])
			continue;
		s->shown[row] = h;
		put_row(s, row, cells);
	}
	put_cursor(s);
	wnoutrefresh(stdscr);
	doupdate();
}

void screen_repaint(struct screen *s)
{
	memset(s->shown, 0, (size_t)s->sheet.rows * sizeof(*s->shown));
	clearok(curscr, TRUE);
}

void screen_resize(struct screen *s, int rows, int cols)
{
	rows = clamp(rows, SCREEN_ROWS_MAX);
	cols = clamp(cols, SCREEN_COLS_MAX);
	resize_term(rows, cols);
	alloc_sheet(s, rows, cols);
	screen_repaint(s);
}

void screen_leave(struct screen *s)
{
	endwin();
	screen_repaint(s);
}

int screen_key_fd(const struct screen *s)
{
	return fileno(s->in);
}
