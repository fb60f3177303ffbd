#pragma once

#include "core/base/wordmap.h"
#include "core/report.h"

/*
 * The words of the outline. Each table maps a word to its class; the names
 * that the tables write are in rules.c.
 */
enum page_class { /* outline-page.tsv: what a page puts around a text */
		  PAGE_NONE,
		  PAGE_FURNITURE, /* a line of these alone is no content */
		  PAGE_TAIL,	  /* everything from here on is no content */
		  PAGE_SOURCE,	  /* names the source that follows */
		  PAGE_DATE,	  /* names the date that follows */
		  PAGE_PHOTO,	  /* a line that holds it is a caption */
		  PAGE_CREDIT, /* begins a line of who wrote and took photos */
		  PAGE_NOTES,  /* heads an appendix of notes */
		  PAGE_IMAGE,  /* how the name of an image file ends */
		  PAGE_COUNT
};

enum cue_class { /* outline-cues.tsv: set phrases of the genre */
		 CUE_NONE,
		 CUE_ADDRESS,	/* 各位代表 */
		 CUE_TITLE,	/* 政府工作报告 */
		 CUE_MEETING,	/* 会议上 */
		 CUE_REVIEW,	/* in a title: looks back */
		 CUE_ACHIEVED,	/* looks back, where no plan came before */
		 CUE_PLAN,	/* in a title: looks ahead */
		 CUE_SPAN,	/* opens a summary of a span: 这一年 */
		 CUE_CLOSING,	/* a heading of the closing part */
		 CUE_FAREWELL,	/* opens the last call: 让我们 */
		 CUE_NARRATION, /* opens narration, never a heading */
		 CUE_COUNTED,	/* 亿 家: behind digits it makes a figure */
		 CUE_TROUBLE,	/* the paragraph tells what went wrong */
		 CUE_SELF, /* the sentence that turns to the government itself
			    */
		 CUE_COUNT
};

enum place_class { /* outline-places.tsv */
		   PLACE_NONE,
		   PLACE_SUFFIX, /* 省 市 区 县 */
		   PLACE_BORDER, /* what follows a region: 人民政府 */
		   PLACE_LEAD,	 /* what stands before one: 代表 */
		   PLACE_STATE,	 /* 国务院: the whole country */
		   PLACE_COUNT
};

enum lead_class { /* outline-leads.tsv; a word may be of several */
		  LEAD_NONE,
		  LEAD_ACT,	  /* a heading begins with it: 加快 */
		  LEAD_NARRATION, /* narration begins with it: 我们 */
		  LEAD_STATE, /* a heading of a review ends with it: 提升 */
		  LEAD_ANNOUNCE, /* the sentence announces a list: 以下 */
		  LEAD_EVENT,	 /* the sentence tells one event: 开工 */
		  LEAD_MUST,	 /* the sentence demands: 政策要 */
		  LEAD_COPULA,	 /* the sentence explains: 是 */
		  LEAD_COUNT
};

enum years_class { /* outline-years.tsv; a greater value is a year itself */
		   YEARS_NONE,
		   YEARS_PLAN_FIRST,	/* 开局之年 behind 十三五 */
		   YEARS_PLAN_LAST,	/* 收官之年 */
		   YEARS_CONGRESS,	/* 召开之年 behind 二十大 */
		   YEARS_CONGRESS_NEXT, /* 开局之年 behind 二十大精神 */
		   YEARS_AHEAD, /* 未来五年, before a name of five years */
		   YEARS_CLASS_COUNT
};

struct report_rules {
	struct wordmap lead[LEAD_COUNT];
	struct wordmap cue[CUE_COUNT];
	struct wordmap page, places, people;
	struct wordmap years; /* datable phrase → year, or enum years_class */
	struct wordmap founded;	   /* event → year that N周年 counts from */
	struct wordmap five_years; /* name of five years → the first */
	struct wordmap places_full; /* name without suffix → index + 1 */
	ARRAY_OF(struct str) full;  /* with its suffix */
};
