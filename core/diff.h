#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/report.h"
#include "core/sentence.h"

/*
 * What became of one report's text in another: last year's and this year's,
 * or any two. Sections are aligned by title and content together (last year's
 * 二、 may be this year's 三、), sentences inside aligned sections in order,
 * what is left of them anywhere (moved); inside a reworded sentence the
 * phrases that changed are marked, never half a figure. For promises the
 * strength of the wording is compared (确保 > 力争 > 探索).
 *
 * A unit is a sentence, or its part up to a ；, or a heading. Title, captions
 * and boilerplate are left out. Units rise by `off` and don't overlap.
 * Everything is folded first, so that white space, line breaks, width and
 * script make no difference.
 *
 * Time is linear in the texts: how much is looked at for one unit, and for
 * all reworded ones together, is bounded; what lies beyond counts as changed
 * as a whole.
 */
#define DIFF_NONE UINT32_MAX
enum diff_which { DIFF_OLD, DIFF_NEWER, DIFF_SIDES };

enum diff_kind {
	DIFF_SAME,
	DIFF_NEW,      /* only in the newer report */
	DIFF_GONE,     /* only in the old one */
	DIFF_REWORDED, /* aligned, other words; perhaps moved, too */
	DIFF_MOVED,    /* the same words in another section or order */
	DIFF_KIND_COUNT
};

struct diff_unit {
	uint32_t off, len; /* bytes of its report's text */
	uint32_t section;  /* index in diff_side.sections */
	uint32_t para;	   /* of the report */
	uint32_t mate;	   /* unit of the other side, or DIFF_NONE */
	uint8_t kind;	   /* enum diff_kind */
	bool heading;
	bool moved;
	uint32_t change, n_changes;   /* in diff.changes, if reworded */
	uint32_t promise, n_promises; /* in diff.promises */
	uint32_t follow; /* bytes of the other text: what stands beside this
			    unit when both are read together */
};

/* Entry 0 is the text before the first heading, entry i + 1 is section i. */
struct diff_section {
	uint32_t mate;		/* index on the other side, or DIFF_NONE */
	uint32_t unit, n_units; /* its own text, up to the next heading */
};

struct diff_side {
	const struct report *report;
	ARRAY_OF(struct diff_unit) units;
	ARRAY_OF(struct diff_section) sections;
};

/* What stands on either side where a reworded unit differs; a side may be
 * empty. */
struct diff_change {
	struct span side[DIFF_SIDES];
};

/* Two words of an aligned pair of sentences that promise the same thing. */
struct diff_promise {
	uint32_t unit[DIFF_SIDES];
	struct span word[DIFF_SIDES];
	int way; /* 1: the newer one is stronger, -1: weaker */
};

/* Both texts merged, for reading from top to bottom: a unit of each side, or
 * DIFF_NONE where there is none. Groups hold aligned sections, in the order
 * of the newer report; one side may be DIFF_NONE. */
struct diff_entry {
	uint32_t unit[DIFF_SIDES];
};
struct diff_group {
	uint32_t section[DIFF_SIDES];
	uint32_t entry, n_entries;
};

struct diff {
	struct diff_side side[DIFF_SIDES];
	ARRAY_OF(struct diff_change) changes; /* rise in each unit */
	ARRAY_OF(struct diff_promise) promises;
	ARRAY_OF(struct diff_entry) entries;
	ARRAY_OF(struct diff_group) groups;
	uint32_t n[DIFF_KIND_COUNT]; /* units of each kind, without headings */
	uint32_t n_stronger, n_weaker;
};

struct diff_rules; /* lexicon/promises-strength.tsv */

/* Loads them; once a process. They live in `a`. NULL with ERR_FORMAT (file and
 * line) when the table is broken. */
struct diff_rules *diff_rules_open(struct arena *a, const struct assets *assets,
				   struct error *err);

/* Compares. Both reports must outlive the result, which lives in `a`. `rules`
 * may be NULL: then no strength is told. */
void diff_make(struct diff *d, struct arena *a, const struct diff_rules *rules,
	       const struct report *old, const struct report *newer);

enum diff_kind diff_entry_kind(const struct diff *d,
			       const struct diff_entry *e);
/* "reworded"; for the machine formats. */
const char *diff_kind_name(enum diff_kind kind);
/* Index of the unit that holds byte `off`, else of the one before it, else the
 * first; DIFF_NONE when there is none. */
uint32_t diff_unit_at(const struct diff_side *s, uint32_t off);
