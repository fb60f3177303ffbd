#pragma once

#include "core/checks.h"
#include "core/extract/metric.h"
#include "core/find.h"

#include "db/near.h"
#include "db/notes.h"

#include "tui/app.h"
#include "tui/view/keywords.h"
#include "tui/view/views.h"
#include "tui/widget/textbox.h"
#include "tui/widget/toc.h"

/*
 * The reader, for its own files: one report in panes (outline, text, figures),
 * the cursor in it, its search and keywords.
 *
 * The cursor `at` is a byte of the text; what it stands for is its sentence.
 * It is always in view: scrolling takes it along, a jump takes the view along.
 */
enum pane { PANE_OUTLINE, PANE_TEXT, PANE_FIGURES, PANE_COUNT };

enum {
	READER_ONE_PANE = 100,	      /* fewer columns: one pane, and drawers */
	READER_WIDE = 140,	      /* from here on three panes */
	READER_TEXT_COLS = 80,	      /* of text at most, unless widened */
	READER_WORD = 256,	      /* bytes of a search */
	ACTIVE_SEARCH = KEYWORDS_MAX, /* what n and N walk: a slot, or this */
	ACTIVE_COUNT
};

/* Where the panes are; zero columns: not shown. */
struct reader_layout {
	struct rect title;
	struct rect pane[PANE_COUNT];
	bool drawer; /* a pane lies over the text */
};

/* The places of a word in this report. */
struct hits {
	struct arena arena;
	char word[READER_WORD];
	struct spans spans;
};

/* The figures of the report and the pane that lists them. */
enum figures_which {
	FIGURES_ALL,	  /* metrics and what is unclassified */
	FIGURES_OPEN,	  /* unclassified */
	FIGURES_MASKED,	  /* numbers that are no figures */
	FIGURES_FINDINGS, /* what the checks found; only where there is some */
	FIGURES_COUNT
};
#define FIGURE_NONE UINT32_MAX
struct figure_row { /* neither metric nor finding: the heading of `section` */
	uint32_t metric;  /* index, or FIGURE_NONE */
	uint32_t finding; /* the same */
	uint32_t section;
};
struct figures {
	struct metrics metrics; /* all of them; in the view's arena */
	uint32_t n[METRIC_CLASS_COUNT];
	bool pending;		  /* they are still to be read */
	enum figures_which which; /* listed, and walked by ; and , */
	struct arena arena;	  /* rows */
	ARRAY_OF(struct figure_row) rows;
	struct list list;
};

/* What the checks found; everything in the view's arena. */
struct finding_mark {
	struct span at;
	uint32_t finding;
};
struct reader_checks {
	int stage;
	struct findings found;
	ARRAY_OF(struct finding_mark) marks; /* by the finding's order */
	struct near_reports near;
	size_t next; /* of `near` */
};

/* Marks and notes of this report, by place. */
struct reader_notes {
	struct arena arena;
	struct notes all;
};

struct reader {
	struct view view; /* its arena holds the report */
	struct report_row row;
	struct report report;
	struct textbox box;
	struct toc toc;
	uint32_t at; /* the cursor */
	bool all;    /* boilerplate is shown */

	enum pane focus;
	bool drawer;	       /* open, where there is one pane */
	enum pane side;	       /* beside the text, where there is room for one;
				  which drawer */
	bool off[PANE_COUNT];  /* closed, where there is room */
	bool maximised;	       /* the focused pane alone */
	int text_cols;	       /* wanted */
	int wider[PANE_COUNT]; /* columns more than usual */
	struct reader_layout layout;

	struct figures figures;
	struct reader_checks checks;
	struct reader_notes notes;

	struct hits hits[ACTIVE_COUNT];
	int active;
	unsigned keywords_seen; /* version of the keywords */
	bool signs;		/* are signs put before keywords? */
	bool ascii;

	bool search_back; /* towards the top; n goes on so */
	/* What a search that is being typed goes back to. */
	struct {
		bool search_back;
		uint32_t at, anchor;
		int active;
		char word[READER_WORD];
	} before;
};

/* reader.c */
/* Shows another report (or the same) at a byte; false after saying why. */
bool reader_load(struct reader *r, int64_t id, uint32_t off);
bool reader_is(const struct view *v);
struct reader *reader_of(struct view *v);
void reader_say(struct reader *r, const char *text);

/* reader_move.c */
/* The sentence (or hidden stretch) at a byte. */
struct span reader_sentence(const struct reader *r, uint32_t off);
/* The first sentence that is not hidden. */
uint32_t reader_first(const struct reader *r);
/* The cursor to a byte, the view as little as needed. */
void reader_go(struct reader *r, uint32_t off);
/* The same, with its row at row `row` of the pane. */
void reader_go_row(struct reader *r, uint32_t off, uint32_t row);
/* After a change of size: the cursor is in view again. */
void reader_resized(struct reader *r);
/* A jump: keeps the place that it leaves, for back. */
void reader_jump(struct reader *r, uint32_t off);
bool reader_move(struct reader *r, enum action_id id,
		 const struct action_arg *arg);

/* reader_place.c */
enum view_result reader_history(struct reader *r, int step);
/* Where this report was left, 0 when it was never read. */
uint32_t reader_place_left(struct reader *r);
void reader_place_keep(struct reader *r);

/* reader_layout.c */
void reader_lay_out(struct reader *r, struct rect rect);
bool reader_layout_action(struct reader *r, enum action_id id);
/* The outline or the figures get the focus, as a drawer where there is one
 * pane; and back to the text. */
void reader_side_open(struct reader *r, enum pane pane);
void reader_side_close(struct reader *r);

/* reader_draw.c */
/* Title, region and year of the report. */
void reader_title(const struct reader *r, bool ascii, struct buf *out);
void reader_draw_title(struct reader *r, struct draw *d);
void reader_draw_text(struct reader *r, struct draw *d);

/* reader_outline.c */
void reader_draw_outline(struct reader *r, struct draw *d);
bool reader_outline_action(struct reader *r, enum action_id id,
			   const struct action_arg *arg);
/* The outline's cursor to the text's section. */
void reader_outline_follow(struct reader *r);

/* reader_figures.c */
void reader_draw_figures(struct reader *r, struct draw *d);
bool reader_figures_action(struct reader *r, enum action_id id,
			   const struct action_arg *arg);
/* Fills the rows anew. */
void reader_figures_list(struct reader *r);
/* The list's cursor to the text's sentence, its section to the top. */
void reader_figures_follow(struct reader *r);
bool reader_figure_is_listed(const struct reader *r, const struct metric *m);
/* The figure at the pane's cursor, NULL when it has no focus or none. */
const struct metric *reader_figure_chosen(const struct reader *r);

/* reader_figure_walk.c */
/* Takes the report's figures out of the library; where it has none they are
 * pending. */
void reader_figures_load(struct reader *r);
/* Reads pending figures; false when there are none. */
bool reader_figures_work(struct reader *r);
bool reader_figure_walk(struct reader *r, enum action_id id,
			const struct action_arg *arg);
/* The first figure at or behind a byte; n when there is none. */
size_t reader_figure_from(const struct reader *r, uint32_t off);
/* The figure that the cursor stands on, or NULL. */
const struct metric *reader_figure_here(const struct reader *r);
/* For the status line: the figure at the cursor (false when there is none),
 * and how many are classified. */
bool reader_figure_status(const struct reader *r, struct buf *left);
void reader_figure_share(const struct reader *r, struct buf *right);

/* reader_checks.c */
void reader_checks_forget(struct reader *r);
/* Does a step of the checks; false when they are done. */
bool reader_checks_work(struct reader *r);
/* For the status line: the finding at the cursor; false when there is none. */
bool reader_checks_status(const struct reader *r, struct buf *left);
void reader_finding_line(const struct reader *r, const struct finding *f,
			 struct buf *out);
void reader_checks_step(struct reader *r, int64_t by);

/* reader_notes.c */
void reader_notes_load(struct reader *r);
bool reader_notes_action(struct reader *r, enum action_id id,
			 const struct action_arg *arg);
/* For the status line: the note at the cursor; false when there is none. */
bool reader_notes_status(const struct reader *r, struct buf *left);
/* The sign for the margin of the row [off, end), "" for none; into out[4]. */
struct str reader_notes_sign(const struct reader *r, uint32_t off, uint32_t end,
			     char *out);
/* Where a sentence stands that was quoted at `off`: there, else nearest to
 * it; false when it is gone. */
bool reader_quote_find(const struct reader *r, struct str quote, uint32_t off,
		       uint32_t *found);

/* reader_search.c */
bool reader_search_action(struct reader *r, enum action_id id,
			  const struct action_arg *arg);
/* Finds a word's places anew, or those of several, parted by line feeds; ""
 * forgets them. */
void reader_find(struct reader *r, int which, struct str word);
/* The next (or previous) place of what is active. */
void reader_hit_step(struct reader *r, int64_t by);
/* The word or figure at the cursor. */
struct str reader_word_at(const struct reader *r, uint32_t off);

/* reader_keywords.c */
/* Takes over the browser's keywords where they have changed. */
void reader_keywords_sync(struct reader *r, const struct draw *d);
bool reader_keywords_action(struct reader *r, enum action_id id);

/* reader_trend.c */
/* The figure at the cursor, else the sentence's first one, over the years. */
void reader_trend(struct reader *r);

/* reader_yank.c */
/* Sends the sentence, figure, paragraph or section (y v p s) to the terminal;
 * false when the letter is none of these. */
bool reader_yank(struct reader *r, uint32_t what);

/* reader_where.c */
void reader_where(struct reader *r);
/* "一、… › （一）…" of the section at a byte, into `out`, as much of its end
 * as fits `cols`. */
void reader_path(const struct reader *r, uint32_t off, bool ascii, int cols,
		 struct buf *out);
