#pragma once

#include "core/base/wordmap.h"
#include "core/report.h"

/*
 * A report while it is parsed. Small passes, each of which reads what the
 * ones before it made and writes its own array or field:
 *
 *   lines → blocks → frame → heads → leads → levels → meta → report
 *
 * Lines are the lines with something on them; blocks are paragraphs, one or
 * several lines each; heads are what could be headings, of which the later
 * passes drop some (`level` 0). Offsets are bytes of the text. Every decision
 * leaves the name of its rule, a static string, in `rule`.
 *
 * The working arrays live in `tmp`, an arena that ends with the parse.
 */
struct line {
	uint32_t off, len; /* without blanks at either end */
	uint32_t cps;	   /* characters, inner blanks not counted */
	uint8_t gap;	   /* empty lines before it, at most 255 */
	bool indent;	   /* begins with a blank */
	bool seam;	   /* of its gap one line holds invisible marks */
};

struct block {
	uint32_t off, len; /* from the first line's to the last one's end */
	uint32_t cps;
	uint32_t first; /* bytes of its first line */
	uint8_t gap;
	bool indent;
	uint8_t kind; /* enum para_kind */
	uint8_t told; /* 1 to 6: the markup says that it is a heading */
	const char *rule;
};

enum mark_kind {
	MARK_NONE,
	MARK_HASH,	   /* ## */
	MARK_PART,	   /* 第一部分, 第一章 */
	MARK_HAN,	   /* 一、 */
	MARK_HAN_PAREN,	   /* （一） */
	MARK_ORDINAL,	   /* 第一， */
	MARK_IS,	   /* 一是 */
	MARK_ARABIC,	   /* 1. */
	MARK_ARABIC_PAREN, /* （1） ① */
	MARK_DASH,	   /* —— */
	MARK_COUNT
};

struct mark {
	enum mark_kind kind;
	uint32_t number; /* 1-based; the depth of # */
	uint32_t len;	 /* bytes of the marker and blanks behind it */
};

enum head_form {
	FORM_LINE,  /* a block of its own */
	FORM_LEAD,  /* the first sentence of a block */
	FORM_INNER, /* a sentence inside a block */
};

struct head {
	uint32_t off, len; /* with marker, without the closing 。 */
	uint32_t block;
	struct mark mark;
	uint8_t form;	/* enum head_form */
	uint8_t level;	/* 0 = none after all */
	uint8_t time;	/* enum section_time */
	bool bold;	/* a lead that stands on a line of its own */
	bool span;	/* a lead that sums up a span: 这一年… */
	bool sentence;	/* closed by 。, on a line of its own */
	bool heads_han; /* bare, and 一、 counts from one below it */
	bool turn;	/* announces another matter */
	bool led;	/* inside a block that has a heading of its own */
	bool drop;	/* no heading after all */
	bool closing;	/* a part, whatever stands above */
	bool opens;	/* topics follow in the same block */
	const char *rule;
};

struct heads {
	struct head *items;
	size_t n, cap;
};

struct outline {
	struct arena *a;   /* the report's */
	struct arena *tmp; /* ends with the parse */
	const struct report_rules *rules;
	struct report *report;
	struct str s; /* the text */
	struct str name;
	const struct reading *reading; /* what markup told, or NULL */
	bool markdown;
	ARRAY_OF(struct line) lines;
	ARRAY_OF(struct block) blocks;
	struct heads heads;
	uint32_t rest;	/* where the lines stop (LINES_MAX), else the end */
	bool spaced;	/* paragraphs are parted by empty lines */
	bool article;	/* no work report */
	bool topical;	/* its chapters hold topics inside */
	uint8_t gap;	/* empty lines that mostly part paragraphs */
	bool indented;	/* paragraphs begin with a blank */
	uint32_t body;	/* the first block after title and what is around */
	uint32_t end;	/* the first block after the text */
	uint32_t notes; /* where an appendix of notes begins, else `end` */
	uint32_t title; /* block, or n */
	uint32_t told_title; /* the one that the markup names, or n */
};

/* The passes, in order. */
void outline_lines(struct outline *o);
void outline_blocks(struct outline *o);
void outline_frame(struct outline *o);
void outline_heads(struct outline *o);
/* Drops the heads of outline_heads that are items of a list. */
void outline_series(struct outline *o);
void outline_leads(struct outline *o);
void outline_levels(struct outline *o);
void outline_meta(struct outline *o);
void outline_emit(struct outline *o);

/* What the title of a part or chapter says of its time; `before` is that of
 * the part before it; *mixed is set by one that looks back and ahead. */
uint8_t outline_time(const struct outline *o, const struct head *h,
		     uint8_t before, bool *mixed);

/* All of them, but the last; for report_parse and for looking inside. */
void outline_run(struct outline *o);
