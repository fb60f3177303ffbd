/*
 * Language and locale. The character set must be UTF-8, whatever the
 * environment says, or Chinese is blank; the language is our own look at the
 * environment, since a locale of that name is seldom installed. gettext is
 * then told through LANGUAGE, which it obeys in any locale but "C".
 */
#include "tui/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/base/clean.h"

#ifndef HSVIEW_LOCALEDIR
#define HSVIEW_LOCALEDIR "/usr/local/share/locale"
#endif

#define DOMAIN	    "hsview"
#define ZH_MESSAGES "/zh_CN/LC_MESSAGES/" DOMAIN ".mo"

enum { PATH_MAX_LEN = 4096 };

/* zh, zh_CN.UTF-8, zh-Hans; en_GB … A word that is neither says nothing. */
static int language_of(struct str word)
{
	struct str head = str_sub(word, 0, 2);

	if (word.len > 2 && !strchr("_-.@", word.p[2]))
		return -1;
	if (str_is(head, "zh"))
		return LANG_ZH;
	return str_is(head, "en") ? LANG_EN : -1;
}

/* LANGUAGE is a list, the others are one name; the first word that we speak
 * wins. C, POSIX and C.UTF-8 say nothing. */
static int language_from_env(void)
{
	static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES",
					    "LANG"};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str rest = str_of(getenv(names[i])), word;

		while (str_split(&rest, ':', &word)) {
			int lang = language_of(word);

			if (lang >= 0)
				return lang;
		}
	}
	return -1;
}

static void set_character_set(void)
{
	static const char *const fallback[] = {"C.UTF-8", "C.utf8",
					       "en_US.UTF-8", "zh_CN.UTF-8"};

	if (setlocale(LC_CTYPE, "") &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return;
	for (size_t i = 0; i < COUNT_OF(fallback); i++)
		if (setlocale(LC_CTYPE, fallback[i]))
			return;
}

static bool has_translations(const char *folder)
{
	char path[PATH_MAX_LEN + 64];

	snprintf(path, sizeof(path), "%s" ZH_MESSAGES, folder);
	return access(path, R_OK) == 0;
}

/* The folder of the translations: beside the program where it was built,
 * else below the prefix that it lies in, else where it was to be installed. */
static void find_translations(char *folder, size_t size)
{
	static const char *const near[] = {"assets/po", "../share/locale"};
	char self[PATH_MAX_LEN];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	while (n > 0 && self[n - 1] != '/')
		n--;
	for (size_t i = 0; n > 0 && i < COUNT_OF(near); i++) {
		snprintf(folder, size, "%.*s%s", (int)n, self, near[i]);
		if (has_translations(folder))
			return;
	}
	snprintf(folder, size, "%s", HSVIEW_LOCALEDIR);
}

void i18n_bind(const char *folder)
{
	bindtextdomain(DOMAIN, folder);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

enum lang i18n_init(const char *wanted)
{
	int lang = wanted ? language_of(str_of(wanted)) : -1;
	char folder[PATH_MAX_LEN + 32];

	if (lang < 0)
		lang = language_from_env();
	if (lang < 0)
		lang = LANG_ZH;
	set_character_set();
	/* any locale but C, or gettext does not look at LANGUAGE */
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		setlocale(LC_MESSAGES, "");
	setenv("LANGUAGE", lang == LANG_ZH ? "zh_CN" : "C", 1);
	if (lang == LANG_ZH) {
		find_translations(folder, sizeof(folder));
		i18n_bind(folder);
	}
	return (enum lang)lang;
}

struct str i18n_error(struct arena *a, const struct error *err)
{
	const char *msgid = err->msgid && *err->msgid ? err->msgid : NULL;
	struct buf raw;

	buf_init(&raw, a);
	error_text(err, msgid ? _(msgid) : _("something went wrong"), &raw);
	return clean_str(a, buf_str(&raw));
}
