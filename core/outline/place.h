#pragma once

#include "core/outline/outline.h"

/* Whose report it is: 浙江省, 海曙区, 全国, "" when nothing tells. `lines` are
 * those of title, meeting and speaker without blanks. */
struct str place_find(struct outline *o, struct str title, struct str lines);
