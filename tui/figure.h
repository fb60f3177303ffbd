#pragma once

#include "core/base/buf.h"
#include "core/extract/metric.h"
#include "core/report.h"

#include "tui/term/style.h"

/*
 * Figures in words and signs, for people: the same in every view and table.
 * A role has a sign and a style, so that it is told without colours as well.
 */

/* "target" in the user's language; likewise the measure and the class. */
const char *figure_role(enum role role);
const char *figure_measure(enum measure measure);
const char *figure_class(enum metric_class class);
/* One column wide: ◎ target, ● achieved, ○ context, ? unclassified, · masked;
 * in ASCII @ * o ? . */
const char *figure_sign(const struct metric *m, bool ascii);
enum style figure_style(const struct metric *m);
/* "≥", "≤", "≈", or "" for a value as stated. */
const char *figure_bound(enum bound bound, bool ascii);
/* The value as written, its breaks joined, with its bound and for a change an
 * arrow: "↑ ≥6.1%", "↓ 3.2%", "117.1亿元". */
void figure_value(struct buf *out, const struct report *r,
		  const struct metric *m, bool ascii);
/* The period, with a ? where its year is inferred. */
void figure_period(struct buf *out, const struct metric *m);
/* Indicator, value, role, period, scope, basis, marks in a line, for the
 * status line. */
void figure_line(struct buf *out, const struct report *r,
		 const struct metric *m, bool ascii);
