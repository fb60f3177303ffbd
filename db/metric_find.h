#pragma once

#include "db/metrics.h"

/* Which reports have figures that are asked for, without reading any of them:
 * those of one indicator come from an index. */
struct metric_query {
	struct str region;    /* the beginning of the region's name */
	unsigned from, to;    /* years of the report */
	struct str canonical; /* "" any */
	struct str text;      /* in the indicator's name, "" any: a scan; only
				 looked at when `canonical` is "" */
	int role;	      /* enum role, -1 any */
};

/* Appends the reports, newest first, then by region and title. */
bool metric_find(struct library *lib, struct arena *a,
		 const struct metric_query *q, struct report_rows *rows,
		 struct error *err);
/* Is it one of the figures asked for? */
bool metric_is_found(const struct metric_query *q, const struct metric *m);
