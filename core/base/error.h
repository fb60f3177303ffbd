#pragma once

#include <stdbool.h>

#include "core/base/buf.h"

/*
 * What went wrong, for the caller to act on (code) and for a person to read
 * (text). Functions that can fail return bool, or a pointer where NULL means
 * failed, and take `struct error *err` last (NULL when the caller does not
 * care). Set once, at the lowest place that knows the name of the object;
 * above it is only passed up.
 *
 * The text keeps an English msgid and its values apart, so that tui can word
 * it in the user's language: `msgid` is the constant format, whose only
 * conversions are %s (in order), and `args` the values.
 */
enum error_code {
	ERR_NONE,
	ERR_ARG,      /* the caller's words are off */
	ERR_IO,	      /* a file or disk said no; try again or elsewhere */
	ERR_FULL,     /* no space: nothing was changed */
	ERR_FORMAT,   /* the content is not what it should be */
	ERR_LIMIT,    /* larger or deeper than hsview reads */
	ERR_BUSY,     /* another process holds the library */
	ERR_CORRUPT,  /* the library is damaged */
	ERR_READONLY, /* the library may not be written */
	ERR_NOT_FOUND,
	ERR_TOO_NEW, /* written by a newer hsview */
	ERR_COUNT
};

enum { ERROR_ARGS = 4, ERROR_ARG_LEN = 160 };

struct error {
	enum error_code code;
	const char *msgid; /* static string, "" when nothing was set */
	int n_args;
	char args[ERROR_ARGS][ERROR_ARG_LEN];
};

/* Marks an English message for translation without translating it here. */
#define N_(msgid) (msgid)

/* Sets the error and returns false. `msgid` is a string literal that stays;
 * each of the up to ERROR_ARGS values must be a `const char *`, cut at a
 * character's edge when too long. `n` counts them. */
bool error_set(struct error *err, enum error_code code, const char *msgid,
	       int n, ...);
#define ERR_ARGS_1(a)	 1, (const char *)(a)
#define ERR_ARGS_2(a, b) 2, (const char *)(a), (const char *)(b)
#define ERR_ARGS_3(a, b, c)                                                    \
	3, (const char *)(a), (const char *)(b), (const char *)(c)
void error_clear(struct error *err);
/* The message in `format` (the msgid, or its translation) with the values
 * put in, raw: the caller cleans it before it is shown. */
void error_text(const struct error *err, const char *format, struct buf *out);
