#pragma once

#include <stdint.h>

#include "core/report.h"

#include "db/library.h"

/*
 * Reports in the library. A report is added or replaced with its paragraphs
 * and sections in one transaction. The text is kept once, in the paragraph
 * rows: each row holds the stretch from its paragraph's start to the next
 * one's, so that the rows joined give the text back byte by byte.
 */

/* Paragraphs, and sections, that a report may have: a file of 32 MiB whose
 * paragraphs are eight bytes long. */
enum { REPORT_PARAS_MAX = 4 << 20 };

/* Where a report came from. */
struct report_source {
	struct str path;     /* as the user gave it, made absolute; bytes */
	struct str file;     /* its last part */
	char sha256[65];     /* of the file's bytes, hex */
	int64_t size;	     /* of the file, bytes */
	struct str encoding; /* it was read in; "" is plain UTF-8 */
	struct str facts;    /* reading_pack_facts, "" none */
	bool anew;	     /* replaces a report of the same content, too */
};

/* One line of the list. Strings are in the caller's arena. */
struct report_row {
	int64_t id;
	struct str path, file, title, region, date, speaker, source;
	enum report_kind kind;
	uint16_t year, review_year; /* 0 unknown */
	uint32_t n_sections, n_metrics, n_replaced;
	struct str sha256;
	unsigned by_hand; /* enum hand_field (db/hand.h): set by a person */
	struct str encoding, editor;
};

enum report_order {
	ORDER_YEAR, /* newest first, then region, title */
	ORDER_REGION,
	ORDER_TITLE,
	ORDER_ADDED, /* last added first */
	ORDER_COUNT
};

struct report_filter {
	struct str words; /* in title, region, file or year; "" = all */
	enum report_order order;
	bool reverse;
};

enum put_result { PUT_ADDED, PUT_REPLACED, PUT_UNCHANGED };

/* Is a file of this content there? Its id, or 0. */
int64_t reports_by_hash(struct library *lib, const char *sha256,
			struct error *err);

/* Stores a parsed report; one of the same path with another content is
 * replaced (and keeps its id), one of the same content is left alone. */
bool reports_put(struct library *lib, const struct report *r,
		 const struct report_source *source, enum put_result *result,
		 int64_t *id, struct error *err);

/* Stores what a report's own text was read as anew: metadata, paragraphs,
 * sections. Its figures are gone until metrics_replace. */
bool reports_reread(struct library *lib, int64_t id, const struct report *r,
		    struct error *err);
/* The id of the report that came from there, or 0. */
int64_t reports_by_path(struct library *lib, struct str path,
			struct error *err);

/* Number of reports that pass the filter. */
bool reports_count(struct library *lib, const struct report_filter *filter,
		   uint32_t *count, struct error *err);

/* Rows [from, from + most) of the list, appended to `rows`. */
struct report_rows {
	struct report_row *items;
	size_t n, cap;
};
bool reports_page(struct library *lib, struct arena *a,
		  const struct report_filter *filter, uint32_t from,
		  uint32_t most, struct report_rows *rows, struct error *err);

/* One row; ERR_NOT_FOUND. */
bool reports_get(struct library *lib, struct arena *a, int64_t id,
		 struct report_row *row, struct error *err);

/* The report with text, paragraphs and sections, all in `a`; ERR_NOT_FOUND,
 * or ERR_CORRUPT when the rows do not fit together (they are a stranger's:
 * every offset is checked). */
bool reports_load(struct library *lib, struct arena *a, int64_t id,
		  struct report *r, struct error *err);

/* What the markup told when it was taken in (reading_unpack_facts); "" for a
 * plain text. */
bool reports_facts(struct library *lib, struct arena *a, int64_t id,
		   struct str *facts, struct error *err);

/* ERR_NOT_FOUND when there is none. */
bool reports_remove(struct library *lib, int64_t id, struct error *err);
