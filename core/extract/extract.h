#pragma once

#include "core/extract/metric.h"

/*
 * The metrics of a report. Each paragraph is read by itself, in one walk of
 * small passes (pass.h), so the whole is linear in the text. Any text gives
 * zero or more records, in the order of their offsets.
 */
struct extract_rules;

/* Loads the word tables, once a process. They live in `a`. NULL with
 * ERR_FORMAT (file and line) when one is broken. */
struct extract_rules *extract_rules_open(struct arena *a,
					 const struct assets *assets,
					 struct error *err);

enum extract_flag {
	EXTRACT_ALL = 1, /* masked and unclassified numbers as well */
};

/* Appends the records; what they point to is in `a` or in the report. */
void extract(struct metrics *out, struct arena *a,
	     const struct extract_rules *rules, const struct report *r,
	     unsigned flags);

/* The fields of a record with the rules that made them, a line. */
void extract_trace(struct buf *out, const struct report *r,
		   const struct metric *m);
/* The arrays of each paragraph after the pass of that name ("lex", "clause",
 * "mask", …); false when there is no such pass. */
bool extract_dump_after(struct buf *out, const struct extract_rules *rules,
			const struct report *r, const char *pass);
/* Names of the passes in their order, ended by NULL. */
const char *const *extract_passes(void);
