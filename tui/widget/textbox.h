#pragma once

#include "core/find.h"
#include "core/report.h"
#include "core/wrap.h"

#include "tui/term/draw.h"

/*
 * A report's text as rows, wrapped only where somebody looks. The text is cut
 * into blocks (a paragraph; a piece of a very long one; a run of hidden
 * paragraphs, shown as one row), and a place is (block, row in it), so that
 * neither opening nor moving asks how many rows there are. Percent goes by
 * bytes.
 *
 * What stays in view when the width changes is the byte at the top: `anchor`
 * moves with the reader, never with a resize, so that going narrow and wide
 * again ends where it began.
 */
enum {
	TEXTBOX_PIECE = 16 << 10, /* bytes of a block at most */
	TEXTBOX_CACHE = 512,	  /* wrapped blocks kept */
};

/* A few columns put in before a place (the signs of keywords in mono). */
struct textbox_mark {
	uint32_t off;
	struct str sign; /* no blanks in it */
};

struct textbox_block {
	uint32_t off, len;
	uint32_t para;	   /* its (first) paragraph */
	uint32_t n_hidden; /* > 0: that many paragraphs, hidden */
};

struct textbox_pos {
	uint32_t block, row; /* row 0 may be the gap before the block */
};

enum textbox_kind { ROW_TEXT, ROW_GAP, ROW_HIDDEN };

/* A row; the slices in it live until the next call with this textbox. */
struct textbox_row {
	enum textbox_kind kind;
	uint32_t block;
	uint32_t off, len; /* bytes of the report's text that it shows */
	uint16_t indent, cols;
	const struct textbox_wrapped *wrapped;
	struct wrap_row shown; /* in the text with the marks put in */
};

struct textbox {
	struct arena arena;	 /* blocks */
	struct arena mark_arena; /* marks */
	struct arena wrap_arena; /* wrapped rows; emptied when it gets large */
	const struct report *report;
	const struct wrap_rules *rules; /* may be NULL; set before use */
	ARRAY_OF(struct textbox_block) blocks;
	struct textbox_wrapped *cache;
	const struct textbox_mark *marks; /* rising */
	size_t n_marks;
	uint16_t width; /* 0: not laid out yet */
	uint32_t rows;	/* that fit */
	struct textbox_pos top;
	uint32_t anchor; /* first byte at the top */
};

/* Takes a report's text; `all` shows the boilerplate, too. Call again when
 * that changes: the anchor stays. */
void textbox_set(struct textbox *tb, const struct report *r, bool all);
void textbox_release(struct textbox *tb);
/* The size of the pane; what was at the top stays in view. */
void textbox_size(struct textbox *tb, uint16_t width, uint32_t rows);
/* Marks to put in; copied. */
void textbox_set_marks(struct textbox *tb, const struct textbox_mark *marks,
		       size_t n);

/* Moves the top by rows; how many it went. */
int64_t textbox_scroll(struct textbox *tb, int64_t by);
/* The row that holds a byte comes to row `at` of the pane, as far as the
 * text's ends let it. */
void textbox_put(struct textbox *tb, uint32_t off, uint32_t at);
/* The same when it is out of view, else nothing. */
void textbox_show(struct textbox *tb, uint32_t off, uint32_t at);
bool textbox_is_shown(struct textbox *tb, uint32_t off);
/* How far the last row shown is through the text. */
unsigned textbox_percent(struct textbox *tb);
bool textbox_at_top(const struct textbox *tb);
bool textbox_at_end(struct textbox *tb);

/* Places and rows, for drawing and tests. */
struct textbox_row textbox_row(struct textbox *tb, struct textbox_pos pos);
/* Steps by up to `by` rows; how many it went. */
int64_t textbox_step(struct textbox *tb, struct textbox_pos *pos, int64_t by);
struct textbox_pos textbox_pos_of(struct textbox *tb, uint32_t off);
/* The block that holds a byte (a hidden one for hidden text). */
uint32_t textbox_block_at(const struct textbox *tb, uint32_t off);
/* First and past-the-last byte shown in the pane. */
struct span textbox_view(struct textbox *tb);
/* The column of a byte in a row, indent included; its end with `end`. */
unsigned textbox_col(struct textbox *tb, const struct textbox_row *row,
		     uint32_t off, bool end);
/* The row's text as shown; in `a`. */
struct str textbox_row_text(struct arena *a, const struct textbox_row *row);
