/* A terminal in memory. */
#include "tests/screens/vscreen.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vterm.h>

#include "core/base/array.h"

enum { LEGEND_MOST = 60 };

struct vscreen {
	VTerm *vt;
	VTermScreen *screen;
	int fd, rows, cols;
	bool cursor_visible;
};

static int on_property(VTermProp prop, VTermValue *value, void *data)
{
	struct vscreen *v = data;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		v->cursor_visible = value->boolean;
	return 1;
}

struct vscreen *vscreen_open(int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = {.settermprop =
							       on_property};
	struct vscreen *v = calloc(1, sizeof(*v));

	if (!v)
		abort();
	v->rows = rows;
	v->cols = cols;
	v->cursor_visible = true;
	v->fd = memfd_create("terminal", MFD_CLOEXEC);
	v->vt = vterm_new(rows, cols);
	vterm_set_utf8(v->vt, 1);
	v->screen = vterm_obtain_screen(v->vt);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_set_callbacks(v->screen, &callbacks, v);
	vterm_screen_reset(v->screen, 1);
	return v;
}

void vscreen_close(struct vscreen *v)
{
	vterm_free(v->vt);
	close(v->fd);
	free(v);
}

int vscreen_fd(struct vscreen *v)
{
	return v->fd;
}

/* The frame in one piece: libvterm takes a character that is cut between two
 * writes for a broken one. */
size_t vscreen_feed(struct vscreen *v)
{
	off_t size = lseek(v->fd, 0, SEEK_END);
	char *bytes = size > 0 ? malloc((size_t)size) : NULL;
	size_t sum = 0;

	if (size < 0 || (size > 0 && !bytes))
		abort();
	while (sum < (size_t)size) {
		ssize_t n = pread(v->fd, bytes + sum, (size_t)size - sum,
				  (off_t)sum);

		if (n <= 0)
			abort();
		sum += (size_t)n;
	}
	if (sum)
		vterm_input_write(v->vt, bytes, sum);
	free(bytes);
	if (ftruncate(v->fd, 0) || lseek(v->fd, 0, SEEK_SET))
		abort();
	return sum;
}

void vscreen_resize(struct vscreen *v, int rows, int cols)
{
	v->rows = rows;
	v->cols = cols;
	vterm_set_size(v->vt, rows, cols);
}

static VTermScreenCell cell_at(struct vscreen *v, int row, int col)
{
	VTermScreenCell cell = {0};

	vterm_screen_get_cell(v->screen, (VTermPos){row, col}, &cell);
	return cell;
}

static void print_text(struct vscreen *v, struct buf *out)
{
	for (int row = 0; row < v->rows; row++) {
		for (int col = 0; col < v->cols; col++) {
			VTermScreenCell c = cell_at(v, row, col);

			if (c.chars[0] == (uint32_t)-1)
				continue;
			if (c.chars[0] == 0)
				buf_addc(out, ' ');
			for (int i = 0;
			     i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++)
				buf_add_cp(out, c.chars[i]);
		}
		buf_addz(out, "|\n");
	}
}

/* "fg=4 bg=7 bold"; "" for plain. */
static void describe(const VTermScreenCell *c, struct buf *b)
{
	buf_reset(b);
	if (!VTERM_COLOR_IS_DEFAULT_FG(&c->fg))
		buf_addf(b, " fg=%d", c->fg.indexed.idx);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&c->bg))
		buf_addf(b, " bg=%d", c->bg.indexed.idx);
	if (c->attrs.bold)
		buf_addz(b, " bold");
	if (c->attrs.underline)
		buf_addz(b, " underline");
	if (c->attrs.reverse)
		buf_addz(b, " reverse");
}

static char letter_of(struct str look, struct str *legend, int *n)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

	if (look.len == 0)
		return '.';
	for (int i = 0; i < *n; i++)
		if (str_eq(legend[i], look))
			return letters[i];
	if (*n == LEGEND_MOST)
		return '?';
	legend[*n] = look;
	return letters[(*n)++];
}

static void print_styles(struct vscreen *v, struct buf *out)
{
	struct str legend[LEGEND_MOST];
	struct arena a = {0};
	struct buf b;
	int n = 0;

	buf_init(&b, &a);
	for (int row = 0; row < v->rows; row++) {
		char last = '.';

		for (int col = 0; col < v->cols; col++) {
			VTermScreenCell c = cell_at(v, row, col);

			/* the right half looks as the left one */
			if (c.chars[0] != (uint32_t)-1) {
				describe(&c, &b);
				last = letter_of(arena_str(&a, buf_str(&b)),
						 legend, &n);
			}
			buf_addc(out, last);
		}
		buf_addz(out, "|\n");
	}
	buf_addc(out, '\n');
	for (int i = 0; i < n; i++) {
		buf_addc(out, letter_of(legend[i], legend, &n));
		buf_add(out, legend[i]);
		buf_addc(out, '\n');
	}
	arena_release(&a);
}

void vscreen_print(struct vscreen *v, struct buf *out)
{
	VTermPos at;

	print_text(v, out);
	buf_addc(out, '\n');
	print_styles(v, out);
	vterm_state_get_cursorpos(vterm_obtain_state(v->vt), &at);
	if (v->cursor_visible)
		buf_addf(out, "cursor %d,%d\n", at.row, at.col);
	else
		buf_addz(out, "cursor hidden\n");
}

bool vscreen_shows(struct vscreen *v, const struct draw *d, int *row, int *col)
{
	for (*row = 0; *row < d->rows; (*row)++)
		for (*col = 0; *col < d->cols; (*col)++) {
			const struct cell *want =
				&d->cells[*row * d->cols + *col];
			VTermScreenCell c = cell_at(v, *row, *col);
			uint32_t got = c.chars[0] ? c.chars[0] : ' ';

			if (want->width && got != want->cp)
				return false;
		}
	return true;
}
