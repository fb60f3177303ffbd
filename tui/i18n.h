#pragma once

#include <libintl.h>

#include "core/base/error.h"

/*
 * The language of the interface. Messages are English msgids; `_()`
 * translates one, N_() (core/base/error.h) marks one in a table. The language
 * is found by our own look at --lang, LANGUAGE, LC_ALL, LC_MESSAGES, LANG,
 * and is Chinese where they say nothing.
 */
#define _(msgid) gettext(msgid)

enum lang { LANG_ZH, LANG_EN };

/* Sets the locale (C.UTF-8 where the environment's is no UTF-8 one) and the
 * language; `wanted` is the word of --lang or NULL. Call first in main. */
enum lang i18n_init(const char *wanted);

/* Takes the translations from this folder, for programs that do not lie where
 * hsview does (tests). */
void i18n_bind(const char *folder);

/* The error in the user's language, cleaned, in `a`. */
struct str i18n_error(struct arena *a, const struct error *err);
