#pragma once

#include "core/format/label.h"
#include "core/format/page.h"
#include "core/format/xml.h"
#include "core/format/zip.h"

/*
 * What Word's and LibreOffice's documents have in common: paragraphs that
 * become the lines of a page, nested at most OFFICE_DEPTH deep (text boxes and
 * notes stand inside the paragraph that they hang on), rows and cells of
 * tables, notes that go to the end.
 */
enum { OFFICE_DEPTH = 16 };

struct office_para {
	struct buf text;
	uint32_t row, cell;
	uint8_t level; /* of a heading, 0 none */
	bool title, aside;
	bool note;
};

struct office {
	struct arena *a;
	struct page page;
	struct office_para stack[OFFICE_DEPTH];
	size_t depth, over; /* paragraphs open, and those beyond the stack */
	struct buf notes;   /* lines, each ended by LF */
	unsigned n_notes;
	uint32_t row, cell, rows;
	uint32_t outer[OFFICE_DEPTH][2]; /* row and cell of tables outside */
	size_t tables;
};

void office_init(struct office *o, struct arena *a);
/* The paragraph that is open, NULL outside. */
struct office_para *office_para(struct office *o);
void office_begin_para(struct office *o);
void office_end_para(struct office *o);
void office_add(struct office *o, struct str text);
void office_begin_table(struct office *o);
void office_begin_row(struct office *o);
void office_begin_cell(struct office *o);
void office_end_table(struct office *o);
/* The lines and, behind them, the notes, as a reading. */
void office_emit(struct office *o, struct reading *r);

enum reading_fault docx_read(struct office *o, const struct zip *z);
enum reading_fault odt_read(struct office *o, const struct zip *z);
bool docx_wants(struct str name);
bool odt_wants(struct str name);
