#pragma once

#include <stdint.h>

#include "core/base/array.h"
#include "core/base/buf.h"
#include "core/base/str.h"

/*
 * What the reader program made of a file: the text of a document with what
 * its markup told, or the files of an archive, or why there is neither. It
 * comes through a pipe from a process that may have been taken over by the
 * file, so reading_unpack believes nothing: lengths, UTF-8, the order of
 * offsets and characters' edges are checked, and what does not hold makes the
 * whole a failure.
 *
 * Offsets are bytes of `text`.
 */
enum { READING_MAX = 64 << 20 }; /* bytes of text, or of files, at most */

enum reading_fault {
	READING_OK,
	READING_EMPTY,
	READING_NOT_TEXT,
	READING_ENCODING,  /* the encoding named by the user does not fit */
	READING_UNKNOWN,   /* a container of a kind that is not read */
	READING_OLD_WORD,  /* .doc */
	READING_BROKEN,	   /* damaged, or against the rules of its kind */
	READING_ENCRYPTED, /* needs a password */
	READING_SCAN,	   /* a PDF of pictures */
	READING_BOMB,	   /* expands beyond the limits */
	READING_MANY,	   /* an archive of too many files */
	READING_NO_PDFTOTEXT,
	READING_SLOW,	 /* took too long */
	READING_CRASHED, /* the reader broke down */
	READING_FAULT_COUNT
};

enum reading_kind {
	READING_TEXT,
	READING_HTML,
	READING_DOCX,
	READING_ODT,
	READING_EPUB,
	READING_PDF,
	READING_ARCHIVE,
	READING_KIND_COUNT
};

/* How the reader was shut in. */
enum { READING_LANDLOCK = 1, READING_SECCOMP = 2 };

struct reading_head {
	uint32_t off;	/* of the line's first character */
	uint32_t level; /* 0: the title; 1 to 6 */
};

/* A stretch that is no content: menus, share bars, page numbers. */
struct reading_aside {
	uint32_t off, len;
};

struct reading_member {
	struct str name, bytes;
};

struct reading {
	enum reading_fault fault;
	enum reading_kind kind;
	uint32_t shut_in;
	uint32_t n_replaced; /* bytes of the file that became U+FFFD */
	struct str encoding; /* utf-8, gb18030 … */
	struct str text;
	struct str title, date, source, editor; /* "" not told; date is ISO */
	ARRAY_OF(struct reading_head) heads;
	ARRAY_OF(struct reading_aside) asides;
	ARRAY_OF(struct reading_member) members; /* of an archive */
};

/* Appends the message. */
void reading_pack(struct buf *out, const struct reading *r);
/* Reads one; strings are slices of `bytes`. False when it does not hold. */
bool reading_unpack(struct reading *r, struct arena *a, struct str bytes);

/* The same without the text, for a library that keeps the text itself. */
void reading_pack_facts(struct buf *out, const struct reading *r);
bool reading_unpack_facts(struct reading *r, struct arena *a, struct str bytes,
			  struct str text);

/* "text", "html", … */
const char *reading_kind_name(enum reading_kind kind);
