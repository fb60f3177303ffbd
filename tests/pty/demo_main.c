/* The browser over the demo view: what the pty tests run where they test the
 * terminal and not the views. */
#include <stdio.h>

#include "tui/browse.h"

#include "tests/screens/demo.h"

struct view *library_view(struct app *app)
{
	return demo_view(app);
}

struct view *reader_view(struct app *app, int64_t report, uint32_t off)
{
	(void)report;
	(void)off;
	return demo_view(app);
}

int main(void)
{
	struct app_setup setup = {.lang = i18n_init(NULL)};
	struct error err;
	struct arena a = {0};
	struct str text;

	i18n_bind(HSVIEW_PO);
	if (browse(&setup, 0, &err))
		return 0;
	text = i18n_error(&a, &err);
	fprintf(stderr, "hsview: %.*s\n", (int)text.len, text.p);
	arena_release(&a);
	return 3;
}
