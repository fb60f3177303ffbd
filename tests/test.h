#pragma once

/* What every test in C includes. cmocka wants these four before it. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include <stdlib.h>

#include "core/base/str.h"

/* A slice holds exactly these bytes. */
#define assert_str(s, want) assert_str_at((s), (want), __FILE__, __LINE__)

static inline void assert_str_at(struct str s, const char *want,
				 const char *file, int line)
{
	if (!str_is(s, want)) {
		print_error("got «%.*s», want «%s»\n", (int)s.len,
			    s.p ? s.p : "", want);
		_fail(file, line);
	}
}
