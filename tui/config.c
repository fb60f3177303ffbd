/*
 * The config. inih parses the lines; which one it is at is counted by the
 * reader that feeds it, since its handler is not told.
 */
#include "tui/config.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/array.h"
#include "core/base/utf8.h"

#include "tui/i18n.h"
#include "tui/term/key.h"

enum { FILE_MOST = 256 << 10, NUMBER_TEXT = 12 };

/* One option: a word of `choices` (parted by |; "" = any), or a number where
 * `high` is not 0. */
struct config_row {
	const char *section, *name, *value, *choices;
	unsigned low, high;
	const char *help;
};

// clang-format off
static const struct config_row ROWS[CONFIG_COUNT] = {
	[CONFIG_LANGUAGE] = {"display", "language", "auto", "auto|zh|en", 0, 0,
		N_("language of messages; auto: by the environment")},
	[CONFIG_THEME] = {"display", "theme", "default", "", 0, 0,
		N_("colours: default, light, contrast, mono, or a file NAME.theme in the folder themes beside this one")},
	[CONFIG_COLOR] = {"display", "color", "auto", "auto|always|never", 0, 0,
		N_("auto: colours where the terminal has them")},
	[CONFIG_TEXT_WIDTH] = {"display", "text-width", "80", "", 20, 400,
		N_("most columns of the text")},
	[CONFIG_KEYMAP] = {"keys", "keymap", "default", "default|less", 0, 0,
		N_("less: ? searches backwards, F1 is help")},
};
// clang-format on

/* The file while it is read. */
struct config_reader {
	struct config *config;
	struct arena *arena;
	const char *name;
	struct str rest;
	uint32_t line; /* of what inih holds, from 1 */
	struct error *err;
	bool failed;
};

void config_defaults(struct config *c)
{
	*c = (struct config){0};
	for (int i = 0; i < CONFIG_COUNT; i++)
		c->value[i] = str_of(ROWS[i].value);
	keymap_init(&c->keymap);
}

unsigned config_number(const struct config *c, enum config_id id)
{
	unsigned n = 0;

	str_to_u32(c->value[id], &n);
	return n;
}

bool config_is(const struct config *c, enum config_id id, const char *word)
{
	return str_is(c->value[id], word);
}

/* The first error is kept: it is the one that is told. `value` may be NULL. */
static int fail(struct config_reader *r, const char *msgid, const char *value)
{
	char at[ERROR_ARG_LEN];

	if (r->failed)
		return 1;
	r->failed = true;
	snprintf(at, sizeof(at), "%s:%u", r->name, r->line);
	error_set(r->err, ERR_FORMAT, msgid, value ? 2 : 1, at, value);
	return 1;
}

static bool is_choice(const char *choices, const char *value)
{
	struct str rest = str_of(choices), word;

	while (str_split(&rest, '|', &word))
		if (str_is(word, value))
			return true;
	return choices[0] == '\0';
}

static int set_option(struct config_reader *r, enum config_id id,
		      const char *value)
{
	const struct config_row *row = &ROWS[id];
	unsigned n;

	if (r->config->line[id])
		return fail(r, N_("%s: %s is set a second time"), row->name);
	if (!is_choice(row->choices, value) || !*value)
		return fail(r,
			    row->choices[0] ? N_("%s: it has to be one of %s")
					    : N_("%s: %s needs a value"),
			    row->choices[0] ? row->choices : row->name);
	if (row->high &&
	    (!str_to_u32(str_of(value), &n) || n < row->low || n > row->high))
		return fail(r, N_("%s: «%s» is out of range"), value);
	r->config->value[id] = arena_str(r->arena, str_of(value));
	r->config->line[id] = r->line;
	if (id == CONFIG_KEYMAP && config_is(r->config, id, "less"))
		keymap_like_less(&r->config->keymap);
	return 1;
}

static int set_key(struct config_reader *r, const char *name, const char *keys)
{
	enum action_id id = action_by_name(str_of(name));
	struct error err = {0};

	if (!id)
		return fail(r, N_("%s: there is no action «%s»"), name);
	if (r->config->keymap.line[id])
		return fail(r, N_("%s: %s is set a second time"), name);
	if (!keymap_bind(&r->config->keymap, id, str_of(keys), &err))
		return fail(r, N_("%s: «%s» holds what is no key"), keys);
	r->config->keymap.line[id] = r->line;
	return 1;
}

/* inih's callback; 0 would make it an error of the line. */
static int on_option(void *user, const char *section, const char *name,
		     const char *value)
{
	struct config_reader *r = user;

	for (int i = 0; i < CONFIG_COUNT; i++)
		if (strcmp(ROWS[i].section, section) == 0 &&
		    strcmp(ROWS[i].name, name) == 0)
			return set_option(r, (enum config_id)i, value);
	if (strcmp(section, "keys") == 0)
		return set_key(r, name, value);
	return fail(r, N_("%s: there is no option «%s»"), name);
}

/* inih's fgets: the next line into `out`. A line that does not fit would go on
 * as a line of its own, so it is an error. */
static char *next_line(char *out, int size, void *user)
{
	struct config_reader *r = user;
	ptrdiff_t end = str_find(r->rest, STR("\n"), 0);
	size_t len = end < 0 ? r->rest.len : (size_t)end + 1;

	if (r->rest.len == 0 || r->failed)
		return NULL;
	r->line++;
	if (len >= (size_t)size) {
		fail(r, N_("%s: the line is too long"), NULL);
		return NULL;
	}
	memcpy(out, r->rest.p, len);
	out[len] = '\0';
	r->rest = str_sub(r->rest, len, r->rest.len);
	return out;
}

/* "line 12", or "default". */
static const char *told_line(const struct config *c, enum action_id id,
			     char *out, size_t size)
{
	uint32_t line = c->keymap.line[id];

	if (!line && (id == ACTION_HELP || id == ACTION_SEARCH_BACK))
		line = c->line[CONFIG_KEYMAP];
	if (line)
		snprintf(out, size, "%s (%u)", ACTIONS[id].name, line);
	else
		snprintf(out, size, "%s", ACTIONS[id].name);
	return out;
}

static void check_keys(struct config_reader *r)
{
	struct keymap_clash clash;
	char a[80], b[80], key[KEY_WORD], what[120];

	if (r->failed || !keymap_clashes(&r->config->keymap, &clash))
		return;
	r->failed = true;
	told_line(r->config, clash.a, a, sizeof(a));
	told_line(r->config, clash.b, b, sizeof(b));
	snprintf(what, sizeof(what), "%s", key_word(clash.key, key));
	/* Translators: a file, a key, two actions with their lines. */
	error_set(r->err, ERR_FORMAT,
		  N_("%s: the key %s has two actions: %s, %s"), 4, r->name,
		  what, a, b);
}

bool config_read(struct config *c, struct arena *a, const char *name,
		 struct str bytes, struct error *err)
{
	struct config_reader r = {c, a, name, bytes, 0, err, false};
	int line;

	config_defaults(c);
	if (memchr(bytes.p, 0, bytes.len) || !utf8_is_valid(bytes)) {
		fail(&r, N_("%s: this is no text"), NULL);
	} else {
		line = ini_parse_stream(next_line, &r, on_option, &r);
		if (line > 0) {
			r.line = (uint32_t)line;
			fail(&r,
			     N_("%s: this is neither a [section] nor NAME = VALUE"),
			     NULL);
		}
		check_keys(&r);
	}
	if (r.failed)
		config_defaults(c);
	return !r.failed;
}

static bool read_file(struct arena *a, int fd, struct str *bytes)
{
	char *p = arena_alloc(a, FILE_MOST);
	size_t n = 0;
	ssize_t got = 1;

	while (got > 0 && n < FILE_MOST) {
		got = read(fd, p + n, FILE_MOST - n);
		if (got > 0)
			n += (size_t)got;
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	*bytes = str_n(p, n);
	return got == 0;
}

bool config_load(struct config *c, struct arena *a, const char *path,
		 struct error *err)
{
	struct str bytes = STR("");
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	bool ok;

	config_defaults(c);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	ok = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	     read_file(a, fd, &bytes);
	if (fd >= 0)
		close(fd);
	if (!ok)
		return error_set(err, ERR_IO,
				 N_("%s cannot be read as a config"),
				 ERR_ARGS_1(path));
	return config_read(c, a, path, bytes, err);
}

static void dump_keys(const struct config *c, struct buf *out)
{
	for (int i = 1; i < ACTION_COUNT; i++) {
		buf_addf(out, "\n# %s\n%s = ", _(ACTIONS[i].help),
			 ACTIONS[i].name);
		keymap_names(&c->keymap, (enum action_id)i, out);
		buf_addc(out, '\n');
	}
}

void config_dump(const struct config *c, struct buf *out)
{
	const char *section = "";

	for (int i = 0; i < CONFIG_COUNT; i++) {
		const struct config_row *row = &ROWS[i];

		if (strcmp(section, row->section) != 0)
			buf_addf(out, "%s[%s]\n", i ? "\n" : "", row->section);
		section = row->section;
		buf_addf(out, "\n# %s\n", _(row->help));
		if (row->choices[0])
			buf_addf(out, "# %s\n", row->choices);
		if (row->high)
			buf_addf(out, "# %u - %u\n", row->low, row->high);
		buf_addf(out, "%s = ", row->name);
		buf_add(out, c->value[i]);
		buf_addc(out, '\n');
	}
	dump_keys(c, out);
}
