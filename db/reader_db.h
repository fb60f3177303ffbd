#pragma once

#include "db/conn.h"

/*
 * The reader's file, for the modules of db that keep something in it: places,
 * notes. Its statements are rows of one table, in places.c.
 */
struct places {
	struct conn conn;
	struct arena arena; /* holds this struct */
};

enum reader_stmt {
	PLACE_PUT,
	PLACE_BY_HASH,
	PLACE_BY_PATH,
	NOTE_PUT,
	NOTE_BY_LETTER,
	NOTE_ALL,
	NOTE_REMOVE,
	READER_STMT_COUNT
};

#define NOTE_COLUMNS                                                           \
	"id, letter, sha256, path, title, sentence, off, text, made"
