#pragma once

/*
 * What the tests of wrapping share: the rules, arenas, and the checks of a
 * row that hold for any text.
 */
#include <locale.h>

#include "core/base/array.h"
#include "core/base/space.h"
#include "core/base/utf8.h"
#include "core/base/width.h"
#include "core/wrap.h"

#include "tests/test.h"

struct fixture {
	struct arena keep;  /* rules, files */
	struct arena work;  /* a paragraph */
	struct arena model; /* a paragraph at all widths */
	struct arena row;
	const struct wrap_rules *rules;
	size_t n_checked, n_excused;
};

static inline int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	setlocale(LC_ALL, "C.UTF-8");
	f->rules = wrap_rules_open(&f->keep, &ASSETS_BUILTIN, NULL);
	*state = f;
	return f->rules ? 0 : -1;
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->keep);
	arena_release(&f->work);
	arena_release(&f->model);
	arena_release(&f->row);
	free(f);
	return 0;
}

static inline struct text text_of(struct str s)
{
	return (struct text){.bytes = s};
}

struct model;

/* One paragraph with its rows at one width. */
struct check {
	struct fixture *f;
	const struct model *m; /* of the files' test */
	struct str s;
	const struct wrap_rows *rows;
	struct wrap_style style;
};

static inline void fail_at(const struct check *c, size_t row, const char *what)
{
	const struct wrap_row *r = &c->rows->items[row];

	print_error("width %u row %zu: %s: «%.*s»\n", c->style.width, row, what,
		    (int)r->len, c->s.p + r->off);
	fail();
}

static inline void check_row(const struct check *c, size_t row, struct text *t)
{
	const struct wrap_row *r = &c->rows->items[row];
	struct str shown = wrap_row_text(&c->f->row, t, r);

	if (r->cols != width_str(shown))
		fail_at(c, row, "wrong columns");
	if (r->indent + r->cols > c->style.width)
		fail_at(c, row, "too wide");
	if (r->indent != (row ? c->style.indent_rest : c->style.indent_first))
		fail_at(c, row, "wrong indent");
	arena_reset(&c->f->row);
}

static inline struct str repeated(struct arena *a, const char *what, size_t len)
{
	struct buf b;

	buf_init(&b, a);
	while (b.len < len)
		buf_addz(&b, what);
	return buf_str(&b);
}
