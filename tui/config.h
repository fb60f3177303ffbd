#pragma once

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/error.h"

#include "tui/keymap.h"

/*
 * The user's config: an INI file (inih reads it) whose options are rows of one
 * table, and whose section [keys] gives keys to actions. The file may be
 * anybody's: what is unknown, out of range, said twice or clashes is an error
 * with its line, and a file with an error is left aside as a whole.
 */
enum config_id {
	CONFIG_LANGUAGE,
	CONFIG_THEME,
	CONFIG_COLOR,
	CONFIG_TEXT_WIDTH,
	CONFIG_KEYMAP,
	CONFIG_COUNT
};

struct config {
	struct str value[CONFIG_COUNT]; /* never NULL; in the arena or static */
	uint32_t line[CONFIG_COUNT];	/* 0: the default */
	struct keymap keymap;
};

void config_defaults(struct config *c);
/* Reads a config. ERR_FORMAT names the line (and both lines of a clash);
 * *c are the defaults then. `name` is the file's for messages. */
bool config_read(struct config *c, struct arena *a, const char *name,
		 struct str bytes, struct error *err);
/* The same from a file; one that is not there gives the defaults. */
bool config_load(struct config *c, struct arena *a, const char *path,
		 struct error *err);

/* A number option; the table holds its range. */
unsigned config_number(const struct config *c, enum config_id id);
bool config_is(const struct config *c, enum config_id id, const char *word);

/* A config file that says all options and keys as they are, each with its
 * help; config_read reads it back. */
void config_dump(const struct config *c, struct buf *out);
