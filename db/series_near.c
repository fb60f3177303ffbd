/* Names near one that is not there: by the characters that they share. */
#include "db/series_near.h"

#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"

enum { SHOWN = 3 };

struct near_item {
	struct str name;
	unsigned score;
};

void near_init(struct near *n, struct arena *a, struct str name)
{
	*n = (struct near){.a = a, .name = name};
}

/* Shared characters in thousandths of all; a common start counts twice. */
static unsigned score_of(struct str want, struct str name)
{
	size_t same = 0, all = 0, len, at = 0;

	for (size_t i = 0; i < want.len; i += len) {
		utf8_decode(want, i, &len);
		all++;
		if (str_find(name, str_sub(want, i, i + len), 0) >= 0)
			same++;
	}
	while (at < want.len && at < name.len && want.p[at] == name.p[at])
		at++;
	if (at && at == utf8_cut(want, at))
		same++;
	all += utf8_count(name);
	return all ? (unsigned)(same * 1000 / all) : 0;
}

void near_add(struct near *n, struct str name)
{
	struct near_item *item;
	unsigned score;

	if (!name.len ||
	    (n->items.n && str_eq(n->items.items[n->items.n - 1].name, name)))
		return;
	score = score_of(n->name, name);
	if (!score)
		return;
	item = ARRAY_PUSH(n->a, &n->items);
	*item = (struct near_item){name, score};
}

static int by_score(const void *a, const void *b)
{
	const struct near_item *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return str_cmp(x->name, y->name);
}

const char *near_names(struct near *n)
{
	struct str last = STR_NULL;
	struct buf b;
	unsigned shown = 0;

	buf_init(&b, n->a);
	if (n->items.n)
		qsort(n->items.items, n->items.n, sizeof(*n->items.items),
		      by_score);
	for (size_t i = 0; i < n->items.n && shown < SHOWN; i++) {
		if (str_eq(n->items.items[i].name, last))
			continue;
		last = n->items.items[i].name;
		buf_addz(&b, shown++ ? "、" : "");
		buf_add(&b, last);
	}
	return buf_cstr(&b);
}

bool near_error(struct near *n, const char *some, const char *none,
		struct error *err)
{
	const char *name = arena_cstr(n->a, n->name);

	if (!n->items.n)
		return error_set(err, ERR_NOT_FOUND, none, ERR_ARGS_1(name));
	return error_set(err, ERR_NOT_FOUND, some,
			 ERR_ARGS_2(name, near_names(n)));
}
