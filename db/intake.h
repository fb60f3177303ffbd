#pragma once

#include "core/extract/extract.h"
#include "core/reading.h"
#include "core/report.h"

#include "db/reports.h"

/*
 * Taking files in: walks folders, opens files safely (regular files only,
 * O_NONBLOCK before a look at what it is, a size limit), hashes, parses and
 * stores them (db/batch.h). Plain UTF-8 is parsed here; everything else goes
 * to reader processes (db/worker.h), one a core, whose answers are taken in
 * the order of the files. Archives are opened, and their files taken in like
 * those of a folder. One bad file never stops the rest. The same code fills a
 * library on disk (import) and one in memory (files named on the command line,
 * standard input).
 */
struct intake_failure {
	struct str path;
	struct error err;
};

struct intake_result {
	uint32_t n_added, n_replaced, n_unchanged;
	int64_t last_id; /* of the last file stored or found unchanged, 0 */
	ARRAY_OF(struct intake_failure) failures;
	bool stopped;	/* `on_file` said stop */
	bool open_cell; /* the kernel lacks what shuts readers in */
};

struct intake {
	struct library *lib;
	const struct report_rules *rules;
	/* For the figures, and their version; NULL: they are left out. */
	const struct extract_rules *figures;
	int64_t version;
	/* Absolute path of hsview-reader, NULL: only plain UTF-8 is read. */
	const char *reader;
	const char *encoding; /* named by the user, NULL none */
	/* Called before each file with its name and the number of files whose
	 * fate is sure (committed, found unchanged, failed); false stops, after
	 * what is read already is stored. May be NULL. */
	bool (*on_file)(void *data, struct str path, uint32_t done);
	void *data;
};

/* Takes in one path: a file, or a folder with all below it (hidden files and
 * links that lead out of it left alone, names in byte order). Failures are
 * added to result, strings in `a`. */
void intake_path(const struct intake *in, struct arena *a, const char *path,
		 struct intake_result *result);
/* The same for several; quicker than one by one, and links are followed where
 * they are named here. */
void intake_paths(const struct intake *in, struct arena *a,
		  const char *const *paths, size_t n,
		  struct intake_result *result);
/* Takes in what a descriptor gives until its end, under a name; its path is
 * made of name and content, so that no other report is replaced. */
void intake_fd(const struct intake *in, struct arena *a, int fd,
	       const char *name, struct intake_result *result);

/* A file as it was read: what `report_parse` and its kin need. */
struct document {
	struct report_source source;
	struct str bytes; /* of the file */
	bool is_read;	  /* by the reader program: `reading` holds */
	struct reading reading;
};

/* Reads a file as import does, without storing it, all in `a`; false with a
 * clear cause (missing, unreadable, a folder, a FIFO, empty, binary, too
 * large). Of `in` only reader and encoding are asked. For `outline FILE` and
 * its kin. */
bool intake_read(const struct intake *in, struct arena *a, const char *path,
		 struct document *doc, struct error *err);
/* The same from a descriptor (standard input). */
bool intake_read_fd(const struct intake *in, struct arena *a, int fd,
		    const char *name, struct document *doc, struct error *err);
/* Parses it. */
void intake_parse(struct report *r, struct arena *a,
		  const struct report_rules *rules, const struct document *doc);
/* The format that a file's name says: .md and .markdown are Markdown. */
enum report_format intake_format(struct str file);
