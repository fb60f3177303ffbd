#pragma once

#include "core/base/buf.h"

/*
 * The title of a report as somebody outside its folder must read it: with its
 * region and its year before it where it names them not (政府工作报告).
 */
void title_full(struct buf *out, struct str title, struct str region,
		unsigned year);
