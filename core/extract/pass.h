#pragma once

#include "core/extract/bases.h"
#include "core/extract/lex.h"
#include "core/extract/match.h"
#include "core/extract/metric.h"
#include "core/extract/scopes.h"
#include "core/indicator.h"
#include "core/report.h"

/*
 * What the passes work on: one paragraph, an array a stage. A pass reads all
 * that the passes before it made and writes only what is named as its own;
 * nothing is ever taken back. extract.c holds their order. The arrays are
 * reset from paragraph to paragraph; only `calendar` goes on.
 */
#define NONE UINT32_MAX

/* A stretch between commas, or inside brackets. */
struct clause {
	uint32_t from, to; /* tokens */
	uint32_t sentence; /* counts up; of a nested one its host's */
	uint32_t host;	   /* the clause around the brackets, or NONE */
	uint32_t open;	   /* the bracket it stands in, or NONE */
};

struct range {
	uint32_t from, to; /* tokens [from, to) */
};

/* A point or span of years, with a half, quarter or month at its end. */
struct when {
	uint16_t first, last; /* 0 unknown; first == last mostly */
	char part;	      /* 'H', 'Q', 'M', or 0 */
	uint8_t n;
};

/* Which side of the number its noun stands on. */
enum side { SIDE_LEFT, SIDE_RIGHT };

struct quant {
	/* clause */
	uint32_t token;	   /* the number; of a covered one the word */
	uint32_t quantity; /* index into the scanner's hits */
	uint32_t clause;
	uint32_t prev; /* the quant before it in the clause, or NONE */
	uint32_t next;
	/* mask */
	const char *mask; /* rule, NULL = not masked */
	/* quantity */
	uint32_t lead, tail; /* tokens of the value with its bound words */
	enum bound bound;
	const char *bound_rule;
	/* measure */
	enum measure measure;
	int sign;	  /* -1: a fall */
	uint32_t trigger; /* first token of the verb before the value, or
			     `lead` */
	bool has_verb;	  /* a trigger stands there */
	bool from;	  /* the first end of 从A到B */
	bool share;	  /* 分别 stands in the trigger */
	uint32_t group;	  /* quant whose trigger this value shares, or NONE */
	const char *measure_rule;
	/* side */
	enum side side;
	struct range left, right; /* what belongs to it */
	bool attribute;		  /* describes the noun behind 的 */
	/* indicator */
	struct str verb;    /* 改造, of 改造完成26个城中村 */
	struct str act;	    /* 开工建设, of 46个项目开工建设 */
	struct str noun;    /* what is counted */
	struct range named; /* where the noun stands, if in one place */
	const char *name_rule;
	/* spread */
	struct str name; /* verb, act and noun together; scope takes a place
			    off its front */
	/* period */
	struct when when;
	bool dated; /* by a year that stands in the text */
	const char *when_rule;
	/* scope */
	struct str scope;
	const char *scope_rule;
	/* role */
	enum role role;
	const char *role_rule;
	/* basis */
	bases_set basis;
	bases_set carried; /* of it what holds for what has its name */
	unsigned flags;	   /* enum metric_flag: how firm it is */
	const char *basis_rule, *expected_rule;
};

/* What is known of time at a place. */
struct calendar {
	uint16_t year;	 /* the plan year, or of publication; 0 unknown */
	uint16_t review; /* the year looked back on */
	bool article;	 /* no work report: time words hold for a paragraph */
	uint8_t section_time; /* enum section_time */
	bool mixed;	      /* the part looks both back and ahead */
	uint32_t section;
	uint16_t plan; /* first year of the plan that the part's title names */
	struct when span; /* 五年来: in force until the section ends */
};

struct doc {
	struct arena *arena; /* of the paragraph */
	struct arena *out;   /* of the records */
	const struct report *report;
	const struct number_rules *numbers;
	const struct lexicon *words;
	const struct indicators *indicators;
	const struct bases *bases;
	const struct scopes *scopes;
	struct str text;
	struct str region; /* 海曙, of 海曙区 */
	struct lexed lexed;
	uint32_t *partner;   /* by token: the other bracket, or NONE */
	uint32_t *clause_of; /* by token */
	ARRAY_OF(struct clause) clauses;
	ARRAY_OF(struct quant) quants;
	struct calendar calendar;
	struct span sentence; /* of the last record */
};

typedef void pass_fn(struct doc *);

pass_fn pass_clause;
pass_fn pass_mask;
pass_fn pass_quantity;
pass_fn pass_measure;
pass_fn pass_side;
pass_fn pass_indicator;
pass_fn pass_spread;
pass_fn pass_period;
pass_fn pass_scope;
pass_fn pass_role;
pass_fn pass_basis;

/* Reading the arrays. */
static inline const struct token *token_at(const struct doc *d, uint32_t i)
{
	return &d->lexed.tokens.items[i];
}

static inline const struct quantity *quantity_of(const struct doc *d,
						 const struct quant *q)
{
	return &d->lexed.quantities.items[q->quantity];
}

/* Classes of a word outside of the text's tokens: of a unit. */
class_bits word_classes(const struct doc *d, struct str word);
/* A round bracket whose pair is complete. */
bool token_is_aside(const struct doc *d, uint32_t i);
bool token_has(const struct doc *d, uint32_t i, class_bits classes);
/* Can a text of this year speak of the five-year plan that begins `first`?
 * (十五 stands in 第十五个, too.) */
bool calendar_knows_plan(const struct calendar *c, int first);
bool token_is(const struct doc *d, uint32_t i, enum token_kind kind);
struct str token_text(const struct doc *d, uint32_t i);
/* The quant whose number is token `i`, or NULL. */
const struct quant *quant_at(const struct doc *d, uint32_t i);
/* Every quant that is no mask's. */
#define FOR_QUANTS(d, q)                                                       \
	for (struct quant *q = (d)->quants.items,                              \
			  *q##_end = q ? q + (d)->quants.n : q;                \
	     q < q##_end; q++)                                                 \
		if (!q->mask)
