/*
 * Levels: from the kind of marker and from what stands above. One walk that
 * remembers the part, and whether a chapter is open that topics hang under.
 * A heading that comes out with level 0 is dropped.
 */
#include "core/outline/outline.h"
#include "core/outline/rules.h"
#include "core/outline/scan.h"

/* How the document uses its markers. */
struct habits {
	bool parts;	   /* 一、 # 第一部分 stand alone */
	bool parens_first; /* （一） stands above 一、 */
	uint32_t hash;	   /* the least depth of # */
};

struct walk {
	const struct outline *o;
	struct habits habits;
	uint8_t part_time, time; /* of the part; of the chapter */
	bool part;		 /* one is open */
	bool chapter;		 /* one is open that takes topics */
	bool numbered;		 /* it is a numbered one */
	bool top;		 /* a marked part was seen */
	bool nested;		 /* 一、 stands below a bare heading */
	bool topics;		 /* topics stand right below the part */
	bool mixed;		 /* a part looked back and ahead */
	bool bare;		 /* the part has no marker */
	bool seen;		 /* a chapter was seen in it */
	uint32_t han, sub;	 /* the last 一、 of parts, of chapters */
};

static bool is_bare(const struct head *h)
{
	return h->form == FORM_LINE && h->mark.kind == MARK_NONE;
}

static struct habits find_habits(const struct outline *o)
{
	struct habits h = {.hash = UINT32_MAX};
	bool bare = false;

	for (size_t i = 0; i < o->heads.n; i++) {
		const struct head *x = &o->heads.items[i];
		bool line = x->form == FORM_LINE;

		if (x->mark.kind == MARK_HASH && x->mark.number < h.hash)
			h.hash = x->mark.number;
		/* a marked heading among those that the markup told */
		if (o->blocks.items[x->block].told &&
		    o->blocks.items[x->block].told < h.hash)
			h.hash = o->blocks.items[x->block].told;
		if (line && !h.parts && x->mark.kind == MARK_HAN_PAREN &&
		    x->mark.number == 1 && !bare)
			h.parens_first = true;
		bare = bare || is_bare(x);
		h.parts = h.parts || (line && (x->mark.kind == MARK_HAN ||
					       x->mark.kind == MARK_HASH ||
					       x->mark.kind == MARK_PART));
	}
	return h;
}

/* A bare heading whose next 一、 counts from one stands above the 一、. */
static void find_nests(struct outline *o)
{
	struct head *bare = NULL;

	for (size_t i = 0; i < o->heads.n; i++) {
		struct head *h = &o->heads.items[i];

		if (h->mark.kind == MARK_HAN) {
			if (bare)
				bare->heads_han = h->mark.number == 1;
			bare = NULL;
		} else if (is_bare(h) && !h->sentence && !h->span) {
			bare = h;
		}
	}
}

static bool is_closing(const struct walk *w, const struct head *h)
{
	struct str s = str_n(w->o->s.p + h->off, h->len);

	return scan_cue_prefix(w->o, s, CUE_CLOSING) == s.len;
}

/* A part that looks back and ahead begins by looking back. */
static bool looks_back(const struct walk *w)
{
	return w->part_time == SECTION_REVIEW ||
	       (w->mixed && w->part_time == SECTION_TIME_NONE);
}

static uint8_t level_of_lead(const struct walk *w, const struct head *h)
{
	if (h->turn)
		return LEVEL_CHAPTER;
	if (h->form == FORM_INNER || w->o->article)
		return LEVEL_TOPIC;
	if (h->span && !w->numbered)
		return LEVEL_CHAPTER;
	if (w->chapter)
		return LEVEL_TOPIC;
	return looks_back(w) ? LEVEL_CHAPTER : LEVEL_TOPIC;
}

static uint8_t level_of_bare(const struct walk *w, const struct head *h)
{
	if (h->sentence)
		return level_of_lead(w, h);
	if (h->span && w->part)
		return LEVEL_CHAPTER;
	if (h->closing || h->heads_han || is_closing(w, h) || !w->top)
		return LEVEL_PART;
	return LEVEL_CHAPTER;
}

/* 一、 counts on, or begins anew below the part it stands in. */
static uint8_t level_of_han(const struct walk *w, const struct head *h)
{
	if (h->form != FORM_LINE && w->habits.parts)
		return LEVEL_TOPIC;
	if (w->nested || w->habits.parens_first)
		return LEVEL_CHAPTER;
	if (h->mark.number == 1 && w->han > 0)
		return LEVEL_CHAPTER;
	if (w->sub && h->mark.number == w->sub + 1)
		return LEVEL_CHAPTER;
	return LEVEL_PART;
}

static uint8_t level_of_paren(const struct walk *w)
{
	if (w->habits.parens_first)
		return LEVEL_PART;
	if (w->nested || w->sub)
		return LEVEL_TOPIC;
	return w->habits.parts || w->bare ? LEVEL_CHAPTER : LEVEL_PART;
}

static uint8_t level_of(const struct walk *w, const struct head *h)
{

	switch (h->mark.kind) {
	case MARK_HASH:
		return (uint8_t)(h->mark.number - w->habits.hash + 1 > 3
					 ? 3
					 : h->mark.number - w->habits.hash + 1);
	case MARK_PART:
		return LEVEL_PART;
	case MARK_HAN:
		return level_of_han(w, h);
	case MARK_HAN_PAREN:
		return level_of_paren(w);
	case MARK_ORDINAL:
	case MARK_IS:
	case MARK_DASH:
		if (h->form == FORM_INNER)
			return w->seen && !w->chapter && !h->led ? LEVEL_CHAPTER
								 : LEVEL_TOPIC;
		return w->numbered || w->topics ? LEVEL_TOPIC : LEVEL_CHAPTER;
	case MARK_ARABIC:
	case MARK_ARABIC_PAREN:
		return LEVEL_TOPIC;
	default:
		return is_bare(h) ? level_of_bare(w, h) : level_of_lead(w, h);
	}
}

/* What is open behind this heading. */
static void enter(struct walk *w, struct head *h)
{
	if (h->mark.kind == MARK_HAN && h->form == FORM_LINE) {
		w->han = h->level == LEVEL_PART ? h->mark.number : w->han;
		w->sub = h->level == LEVEL_PART ? 0 : h->mark.number;
	}
	if (h->level == LEVEL_PART) {
		w->bare = h->mark.kind == MARK_NONE && !is_closing(w, h);
		w->seen = false;
		w->top = w->top || h->mark.kind != MARK_NONE;
		w->nested = h->heads_han;
		w->part_time = outline_time(w->o, h, w->part_time, &w->mixed);
		w->time = w->part_time;
		w->part = true;
		w->chapter = w->numbered = false;
	} else if (h->level == LEVEL_CHAPTER) {
		w->seen = true;
		w->time = h->span ? SECTION_REVIEW : w->part_time;
		w->numbered = h->mark.kind == MARK_HAN_PAREN ||
			      h->mark.kind == MARK_HAN ||
			      (is_bare(h) && !h->sentence);
		w->chapter =
			w->numbered ||
			(h->form != FORM_INNER && h->mark.kind == MARK_IS) ||
			h->mark.kind == MARK_ORDINAL ||
			(h->form == FORM_LINE && (h->mark.kind || h->span)) ||
			h->turn || (h->span && h->opens);
	}
	w->topics = h->level == LEVEL_TOPIC ? w->topics || !w->chapter : false;
	h->time = w->time;
}

/* 各位代表 ends a chapter, and in a review so do the words that sum up a
 * span. */
static void leave(struct walk *w, const struct block *b)
{
	struct str s = block_str(w->o, b);

	if (b->kind != PARA_BODY)
		return;
	if (scan_cue_prefix(w->o, s, CUE_ADDRESS) ||
	    (w->part_time == SECTION_REVIEW &&
	     scan_cue_prefix(w->o, s, CUE_SPAN)))
		w->chapter = w->numbered = false;
}

void outline_levels(struct outline *o)
{
	struct walk w = {.o = o, .habits = find_habits(o)};
	size_t at = 0;

	find_nests(o);
	for (size_t i = o->body; i < o->end; i++) {
		leave(&w, &o->blocks.items[i]);
		for (; at < o->heads.n && o->heads.items[at].block == i; at++) {
			struct head *h = &o->heads.items[at];

			h->level = level_of(&w, h);
			enter(&w, h);
		}
	}
}
