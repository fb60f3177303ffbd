#pragma once

#include "core/series.h"

#include "db/library.h"

/*
 * Targets against achievements, out of the library: fetches the metrics that
 * a question needs (by the index on the indicator where one is named) and has
 * core/series put them together.
 */

/* ERR_NOT_FOUND, with the nearest known names in the text, when the region is
 * none or the indicator occurs nowhere. */
bool series_load(struct library *lib, struct arena *a,
		 const struct indicators *known,
		 const struct series_wanted *wanted, struct series_table *out,
		 struct error *err);

/* The regions of the library, full names, sorted. */
struct series_regions {
	struct str *items;
	size_t n, cap;
};
bool series_regions(struct library *lib, struct arena *a,
		    struct series_regions *out, struct error *err);
/* The full name for a short one (海曙 = 海曙区, 国务院 = 全国); ERR_NOT_FOUND
 * names the nearest. */
bool series_region_find(struct library *lib, struct arena *a, struct str name,
			struct str *full, struct error *err);

/* Where a figure stands, for people: its sentence, section and report. */
struct evidence {
	int64_t id;
	struct str title;    /* of the report */
	struct str section;  /* titles joined by " › " */
	struct str sentence; /* as shown: breaks joined */
	struct str value;    /* value_text */
	uint32_t off, len;   /* of the value, bytes of the report's text */
	uint32_t cp;	     /* the same in code points */
	uint32_t value_at;   /* byte of the value in `sentence` */
};
/* ERR_CORRUPT when it does not fit the report. */
bool evidence_load(struct library *lib, struct arena *a,
		   const struct series_source *source, const struct metric *m,
		   struct evidence *out, struct error *err);
