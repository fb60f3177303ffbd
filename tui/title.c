/* Titles that say what report they are of. */
#include "tui/title.h"

void title_full(struct buf *out, struct str title, struct str region,
		unsigned year)
{
	struct buf b;

	buf_init(&b, out->arena);
	buf_addf(&b, "%u", year);
	if (str_find(title, region, 0) < 0)
		buf_add(out, region);
	if (year && str_find(title, buf_str(&b), 0) < 0) {
		buf_add(out, buf_str(&b));
		buf_addz(out, "年");
	}
	buf_add(out, title);
}
