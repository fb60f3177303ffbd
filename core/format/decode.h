#pragma once

#include "core/reading.h"

/*
 * Which character set bytes are in, and the text in UTF-8. Asked in order:
 * what the user named, a byte order mark, UTF-8 that holds, UTF-16 by its
 * NULs, then the one of GB18030, Big5 and damaged UTF-8 that reads best, where
 * what the file declares and what uchardet says count in a draw. How well it
 * reads is judged by how many characters stand in the everyday rows of the
 * set, so that ten characters are enough.
 */
struct decode_hints {
	struct str forced;   /* by the user, "" none */
	struct str declared; /* by the file */
};

struct decoded {
	struct str text;      /* valid UTF-8 */
	const char *encoding; /* its name */
	uint32_t n_replaced;
};

enum reading_fault decode(struct decoded *d, struct arena *a, struct str bytes,
			  const struct decode_hints *hints);

/* Is this the name of a character set that is read? */
bool decode_knows(struct str name);
