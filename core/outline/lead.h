#pragma once

#include "core/outline/outline.h"

/*
 * A sentence that may be a run-in heading, with what tells for and against
 * it. `run` counts the stretches between headings that stand alone: leads of
 * one run are siblings.
 */
struct lead {
	uint32_t off, len; /* without its stop */
	uint32_t block;
	uint32_t cps;
	uint32_t after; /* characters of its text, up to the next one */
	uint32_t run;
	uint8_t form; /* enum head_form */
	uint8_t clauses;
	uint8_t sentences; /* of its text, up to three */
	bool trouble;	   /* its block tells what went wrong */
	bool bold;	   /* on a line of its own in its block */
	bool alike; /* the lead of a paragraph beside it looks the same */
	bool first; /* its block is the first one of the run */
	bool act, state, span, narration, copula, figure, event, announce;
	bool article; /* of a press page */
	bool couplet; /* two clauses of a length, in a press page */
	uint32_t nth; /* sentence behind the heading of its block */
	bool second;  /* right behind the heading of its block */
	bool turn;    /* announces another matter */
	bool keep;
	struct mark mark; /* 一是 inside a block */
	const char *rule;
};

struct leads {
	struct lead *items;
	size_t n, cap;
};

/* What the run of a lead looks like. */
struct run {
	uint32_t paras;	  /* paragraphs of some length */
	uint32_t leads;	  /* those that a likely lead opens */
	uint32_t lines;	  /* sentences alone on their line */
	uint32_t shaped;  /* paragraphs that a short plain sentence opens */
	uint32_t marked;  /* paragraphs that a marked sentence opens */
	uint32_t kept;	  /* leads that are headings */
	uint32_t longest; /* characters of the longest of them */
	uint8_t clauses;  /* the most of them */
};

/* Reads the sentence [off, off + len) of a block. */
void lead_read(const struct outline *o, struct lead *l);
/* A lead that opens its block: is it a heading? Sets keep and rule. */
void lead_judge(const struct outline *o, struct lead *l, const struct run *r);
/* Could it open a matter, by its own looks? */
bool lead_is_likely(const struct lead *l);
/* Short, of one clause, with nothing of narration: the shape of a topic. */
bool lead_is_shaped(const struct lead *l);
/* Does it look like its siblings, though no word of it tells? */
bool lead_may_join(const struct lead *l, const struct run *r);
/* Could it sum up a span where others begin alike? */
bool lead_may_sum_up(const struct lead *l);
/* Finds the topics inside block `i` and appends those that are. `own`: the
 * heading that the block begins with, or NULL; `below`: characters of the
 * next block. */
void lead_find_inner(struct outline *o, size_t i, const struct head *own,
		     uint32_t below, struct leads *out);

/* Does block `i` turn to another matter that has topics of its own: `n_inner`
 * in the block, or among `leads` below it? Then *out is its heading. */
bool lead_find_turn(struct outline *o, size_t i, const struct leads *leads,
		    size_t n_inner, struct lead *out);
