#pragma once

#include "db/intake.h"

/*
 * Reading again, from the text that is stored, with the rules of today:
 * metadata, outline and figures of reports that older rules read. What a
 * person set by hand stays. One transaction a report, so that stopping loses
 * nothing.
 */

/* One report, whatever made its figures. */
bool update_report(const struct intake *in, int64_t id, struct error *err);
/* All reports whose figures are not of `in->version`: n_replaced counts those
 * that were read again, failures those that could not be. on_file is called
 * before each one. False when the library cannot be read. */
bool update_reports(const struct intake *in, struct arena *a,
		    struct intake_result *result, struct error *err);
