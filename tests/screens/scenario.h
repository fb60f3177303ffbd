#pragma once

#include "core/base/array.h"

/*
 * A .screen file: what to open, which keys to press, and the screen that must
 * be there then. Lines up to the first empty one:
 *
 *     # a comment
 *     size 80x24             (rows last; resizes when it comes after keys)
 *     lang zh                (or en; zh)
 *     term xterm-256color    (the default)
 *     color never
 *     kiosk
 *     open assets/samples/x.txt     (into a library in memory; or a folder)
 *     view demo              (demo, library, reader; library)
 *     keys j j ctrl-o enter  (names as key_parse takes them)
 *     type 中文              (each character is a key)
 *
 * then the grid with a right border, the styles, their legend, the cursor.
 */
enum step_kind { STEP_KEYS, STEP_TYPE, STEP_SIZE };

struct step {
	enum step_kind kind;
	struct str text;
	int rows, cols;
};

struct scenario {
	int rows, cols;
	bool english, mono, kiosk;
	const char *term;
	struct str view;
	ARRAY_OF(const char *) files;
	ARRAY_OF(struct step) steps;
	struct str header; /* up to and with the empty line */
	struct str want;   /* what follows */
	char error[200];
};

/* False with `error` when a line is not understood. */
bool scenario_read(struct scenario *s, struct arena *a, struct str bytes);
