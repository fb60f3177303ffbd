#pragma once

#include "core/outline/outline.h"

struct date {
	uint32_t year, month, day; /* 0 = not told */
};

/* A year at `at` (2023年, 1 9 9 8 年, 二〇二三年, full-width digits), with
 * month and day where they follow, or 2023-02-01 and the like. Its bytes, 0
 * when there is none. */
size_t date_at(struct str s, size_t at, struct date *d);
/* The first date in `s` with a day (`whole`), or with a year at least. */
bool date_find(struct str s, bool whole, struct date *d);
/* ISO form, "" when month or day is missing. */
struct str date_iso(struct arena *a, const struct date *d);
/* The year that a datable phrase in `s` tells (“十三五”收官之年), 0 = none. */
uint32_t date_of_phrase(const struct report_rules *rules, struct str s);
