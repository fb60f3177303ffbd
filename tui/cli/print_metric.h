#pragma once

#include "core/extract/metric.h"

#include "tui/cli/out.h"

/* Figures as the machine formats and the table show them: the same fields
 * whether they come from a file or from the library. */
enum metric_columns {
	METRIC_COLUMNS_PLAIN,
	METRIC_COLUMNS_ALL,	/* with class and rule */
	METRIC_COLUMNS_TRACE,	/* and the rules of all fields */
	METRIC_COLUMNS_LIBRARY, /* with region, year and id of the report */
};

struct metric_origin {
	const struct report *report;
	struct str file;
	int64_t id; /* in the library */
};

void print_metrics_begin(struct out *o, enum metric_columns columns);
void print_metric(struct out *o, const struct metric_origin *of,
		  const struct metric *m);
