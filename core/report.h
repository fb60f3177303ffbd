#pragma once

#include <stdint.h>

#include "core/assets.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/text.h"

/*
 * The face of core: a document's bytes in; metadata, sections and paragraphs
 * out (metrics come with core/extract). Any bytes give a report; parsing
 * cannot fail. All arrays are flat and refer to each other by index, to the
 * text by byte offsets; nothing points into anything but the report's arena
 * and text, so a report can be stored and sent as it is.
 *
 * Invariants, tested:
 * - paragraphs rise, do not overlap, and every character that is no white
 *   space lies in exactly one of them;
 * - sections rise by `off`; a section reaches to the next one's `off` (the
 *   last one to the end of the text), so its text is a stretch of paragraphs
 *   that may begin and end inside one (run-in topics);
 * - `parent` is the index of an earlier section of smaller level, or
 *   SECTION_NONE.
 */
#define SECTION_NONE UINT32_MAX
enum { LEVEL_PART = 1, LEVEL_CHAPTER = 2, LEVEL_TOPIC = 3 };

enum para_kind {
	PARA_BODY,
	PARA_HEADING,	  /* a heading on a line of its own */
	PARA_TITLE,	  /* the report's title, and what belongs to it: the
			     line of the meeting, the speaker's line */
	PARA_CAPTION,	  /* of a photo: no text of the report */
	PARA_KICKER,	  /* a slogan above the title */
	PARA_BOILERPLATE, /* menus, share bars, counters: kept, hidden */
	PARA_KIND_COUNT
};

struct para {
	uint32_t off, len; /* bytes; may hold line ends: a break that a
			      column cut into a sentence, which is joined when
			      shown (para_join) */
	enum para_kind kind;
};

/* What a section's bare figures are about (for metrics). */
enum section_time {
	SECTION_TIME_NONE,
	SECTION_REVIEW, /* looks back: achievements of the review year */
	SECTION_PLAN,	/* looks ahead: targets of the plan year */
	SECTION_TIME_COUNT
};

struct section {
	uint32_t off, len; /* the heading as written, marker included, without
			      its closing 。; bytes */
	uint32_t parent;
	uint8_t level;
	uint8_t time;	  /* enum section_time, inherited from the parent */
	bool run_in;	  /* the heading opens a paragraph, text follows on */
	struct str title; /* as shown: breaks joined, clean of blanks */
};

enum report_kind { KIND_ARTICLE, KIND_WORK_REPORT, KIND_COUNT };

struct meta {
	struct str title;  /* one line */
	struct str region; /* 海曙区, 浙江省, 全国; "" unknown */
	enum report_kind kind;
	struct str date;      /* ISO, "" unknown */
	uint16_t year;	      /* plan year or year of publication, 0 unknown */
	uint16_t review_year; /* 0 unknown */
	bool year_inferred; /* from a datable phrase (“十三五”收官之年) */
	struct str speaker;
	struct str source;
	struct str editor; /* of a page, where its markup or foot tells */
};

struct report {
	struct text text;
	struct meta meta;
	ARRAY_OF(struct para) paras;
	ARRAY_OF(struct section) sections;
};

enum report_format { FORMAT_TEXT, FORMAT_MARKDOWN };

struct report_rules; /* the outline's word tables */

/* Loads the outline's words from the assets; once a process. The rules live
 * in `a`. NULL with ERR_FORMAT (file and line) when a table is broken. */
struct report_rules *report_rules_open(struct arena *a,
				       const struct assets *assets,
				       struct error *err);

/* Parses a document. `raw` must live as long as the report. `name` is the
 * file's name without folders, a last resort for region and year ("" when
 * there is none). All memory comes from `a`. */
void report_parse(struct report *r, struct arena *a,
		  const struct report_rules *rules, struct str raw,
		  enum report_format format, struct str name);

/* The same for what the reader program made of a file: its text, with
 * headings, boilerplate and metadata as the markup told them. `reading` may
 * be of a plain text; its strings must live as long as the report. */
struct reading;
void report_parse_reading(struct report *r, struct arena *a,
			  const struct report_rules *rules,
			  const struct reading *reading,
			  enum report_format format, struct str name);

/* The names that the machine formats use: "work-report", "article". */
const char *report_kind_name(enum report_kind kind);

/* Index of the section whose text holds byte `off`, or SECTION_NONE. */
uint32_t report_section_at(const struct report *r, uint32_t off);
/* Index of the paragraph that holds `off`, else the last one before it, else
 * 0. */
uint32_t report_para_at(const struct report *r, uint32_t off);
/* "一、… › （一）…": the titles of a section and of those it stands in, joined
 * by `sep`; nothing for SECTION_NONE. */
void report_section_path(struct buf *out, const struct report *r, uint32_t i,
			 const char *sep);
/* Byte offset where section `i`'s text ends. */
uint32_t report_section_end(const struct report *r, uint32_t i);
/* The first section after `i` that is not inside it, or n. */
uint32_t report_section_next(const struct report *r, uint32_t i);
