#pragma once

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/str.h"

/*
 * Reading what may be anything: the file is opened first, without waiting and
 * without becoming a terminal, and only then is it asked what it is. Only
 * regular files and, where the user names one, a stream are read, up to
 * TEXT_FILE_MAX bytes. `name` is what messages call it.
 */

/* A descriptor, or -1. Follows a link. */
int read_open(const char *path, const char *name, struct error *err);
/* The error of an open that failed with `no`; returns false. */
bool read_open_error(const char *name, int no, struct error *err);
/* All bytes of a regular file into `a`. Does not close it. */
bool read_file(struct arena *a, int fd, const char *name, struct str *bytes,
	       struct error *err);
/* All bytes of whatever `fd` is, until its end. */
bool read_stream(struct arena *a, int fd, const char *name, struct str *bytes,
		 struct error *err);
/* What is to be done with these bytes. */
enum judged {
	JUDGED_PLAIN,	 /* text or Markdown in UTF-8: core reads it as it is */
	JUDGED_READER,	 /* is for the reader program */
	JUDGED_DOUBTFUL, /* short, and may be of another character set: for the
			    reader where there is one */
	JUDGED_REFUSED	 /* empty, or something that no one reads: see err */
};
enum judged read_judge(struct str bytes, const char *name, struct error *err);

/* The end of a file's name, lower case, without the dot; "" when it has none
 * or a long one. */
enum { READ_END_MAX = 12 };
void read_end_of_name(const char *name, char end[READ_END_MAX]);
/* Is a file of this name taken out of a folder? */
bool read_is_name(const char *name);
