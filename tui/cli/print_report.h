#pragma once

#include "core/report.h"
#include "core/wrap.h"

#include "tui/cli/out.h"

/* Prints a report as wrapped plain text, rows as the reader shows them. */
struct print_style {
	const struct wrap_rules *wrap;
	uint16_t width;	   /* columns */
	bool all;	   /* with boilerplate */
	uint32_t from, to; /* bytes of the text: only what lies between */
};

void print_report_text(struct out *o, const struct report *r,
		       const struct print_style *style);
